/**
 * Solo: one key signs every block. For development, for chains with one operator, for the first blocks of any chain.
 *
 * Blocks come automatically (as soon as there is something to put in), at intervals, or by hand. A block is final when
 * it is signed; so what was once handed to the signer at a height is remembered, and after a crash the same block is
 * signed again, never another. Followers have no key and commit what the key signed, in order.
 *
 * Pure, like every machine here: `open`, `step`. It does not judge signatures: inputs are authenticated.
 * @module
 */
import { assert, unreachable } from '@ashlar/base';
import type { BlockId } from '@ashlar/protocol';

export type Trigger =
  /** A block as soon as anything is pending. */
  | Readonly<{ kind: 'automatic' }>
  /** A block every `everyMs`; without `allowEmpty` only if anything is pending. */
  | Readonly<{ kind: 'interval'; everyMs: number; allowEmpty: boolean }>
  /** Only on request. */
  | Readonly<{ kind: 'manual' }>;

export type SoloBlock = Readonly<{ id: BlockId; parent: BlockId; height: number; timeMs: number }>;

export type Config = Readonly<{
  /** `undefined` for a follower. */
  trigger: Trigger | undefined;
  /** Received blocks that wait for their parents. */
  aheadMax: number;
}>;

/** What survives a crash: the newest final block, and the last block given to the signer, if any. */
export type Durable = Readonly<{ head: SoloBlock; signing: SoloBlock | undefined }>;

export type State = Readonly<{
  head: SoloBlock;
  /** A block is being built or signed. */
  phase: 'idle' | 'building' | 'signing';
  signing: SoloBlock | undefined;
  /** Transactions waiting, as far as we were told. */
  pendingCount: number;
  /** Blocks asked for by hand and not begun, at most `REQUESTS_MAX`. */
  requestedCount: number;
  /** A follower's blocks above the next height, by height. */
  ahead: ReadonlyMap<number, SoloBlock>;
}>;

export type Input =
  /** The pool's size changed. */
  | Readonly<{ kind: 'pending'; count: number }>
  /** The interval is over. */
  | Readonly<{ kind: 'timeout' }>
  /** `count` blocks by hand, empty or not; beyond `REQUESTS_MAX` waiting, the rest is forgotten. */
  | Readonly<{ kind: 'request'; count: number }>
  /** Answer to `build`. */
  | Readonly<{ kind: 'built'; block: SoloBlock }>
  /** Nothing could be built. A request is spent; a trigger will come again. */
  | Readonly<{ kind: 'buildFailed' }>
  /** Answer to `sign`. */
  | Readonly<{ kind: 'signed'; block: SoloBlock }>
  /** A block signed by the chain's key, judged valid or not yet judged: `commit` judges. */
  | Readonly<{ kind: 'received'; block: SoloBlock }>;

export type Effect =
  | Readonly<{ kind: 'build'; parent: BlockId; height: number; timeMsMin: number }>
  /** Durable before the `sign` that follows. */
  | Readonly<{ kind: 'persist'; signing: SoloBlock }>
  | Readonly<{ kind: 'sign'; block: SoloBlock }>
  | Readonly<{ kind: 'commit'; block: SoloBlock }>
  | Readonly<{ kind: 'broadcast'; block: SoloBlock }>
  /** Ask peers for blocks from this height on. */
  | Readonly<{ kind: 'fetch'; fromHeight: number }>
  | Readonly<{ kind: 'arm'; afterMs: number }>;

export type Step = readonly [State, readonly Effect[]];

export const REQUESTS_MAX = 1_000;

export function open(config: Config, durable: Durable): Step {
  const state: State = {
    head: durable.head,
    phase: 'idle',
    signing: undefined,
    pendingCount: 0,
    requestedCount: 0,
    ahead: new Map(),
  };
  const arm: readonly Effect[] =
    config.trigger?.kind === 'interval' ? [{ kind: 'arm', afterMs: config.trigger.everyMs }] : [];
  const { signing } = durable;
  if (config.trigger === undefined || signing === undefined || signing.height <= durable.head.height)
    return [state, arm];
  assert(signing.parent === durable.head.id, 'what was being signed extends the head');
  return [{ ...state, phase: 'signing', signing }, [...arm, { kind: 'sign', block: signing }]];
}

export function step(config: Config, state: State, input: Input): Step {
  switch (input.kind) {
    case 'pending':
      return begin(config, { ...state, pendingCount: input.count }, config.trigger?.kind === 'automatic');
    case 'timeout':
      return onTimeout(config, state);
    case 'request': {
      const requestedCount = Math.min(REQUESTS_MAX, state.requestedCount + Math.max(0, input.count));
      return begin(config, { ...state, requestedCount }, false);
    }
    case 'built':
      return onBuilt(state, input.block);
    case 'buildFailed':
      return state.phase === 'building' ? [{ ...state, phase: 'idle' }, []] : [state, []];
    case 'signed':
      return onSigned(config, state, input.block);
    case 'received':
      return onReceived(config, state, input.block);
    default:
      return unreachable(input);
  }
}

/** Begins a block if the machine is idle and there is a reason: a request, or `wanted` with something pending. */
function begin(config: Config, state: State, wanted: boolean, allowEmpty = false): Step {
  if (config.trigger === undefined || state.phase !== 'idle') return [state, []];
  const isRequested = state.requestedCount > 0;
  if (!isRequested && !(wanted && (allowEmpty || state.pendingCount > 0))) return [state, []];
  const { id, height, timeMs } = state.head;
  const build: Effect = { kind: 'build', parent: id, height: height + 1, timeMsMin: timeMs + 1 };
  const requestedCount = state.requestedCount - (isRequested ? 1 : 0);
  return [{ ...state, phase: 'building', requestedCount }, [build]];
}

function onTimeout(config: Config, state: State): Step {
  const { trigger } = config;
  if (trigger?.kind !== 'interval') return [state, []];
  const [next, effects] = begin(config, state, true, trigger.allowEmpty);
  return [next, [{ kind: 'arm', afterMs: trigger.everyMs }, ...effects]];
}

function onBuilt(state: State, block: SoloBlock): Step {
  if (state.phase !== 'building' || !extendsHead(state, block)) return [state, []];
  const persist: Effect = { kind: 'persist', signing: block };
  return [{ ...state, phase: 'signing', signing: block }, [persist, { kind: 'sign', block }]];
}

function onSigned(config: Config, state: State, block: SoloBlock): Step {
  if (state.phase !== 'signing' || state.signing?.id !== block.id) return [state, []];
  const done: State = { ...state, head: block, phase: 'idle', signing: undefined };
  const effects: readonly Effect[] = [
    { kind: 'commit', block },
    { kind: 'broadcast', block },
  ];
  const [next, more] = begin(config, done, config.trigger?.kind === 'automatic');
  return [next, [...effects, ...more]];
}

/** A follower commits in order of height; the producer ignores echoes of its own blocks. */
function onReceived(config: Config, state: State, block: SoloBlock): Step {
  if (config.trigger !== undefined || block.height <= state.head.height) return [state, []];
  if (!extendsHead(state, block)) {
    if (block.height === state.head.height + 1) return [state, []]; // Not our chain: the driver's judge knows better.
    const isKept = state.ahead.size < config.aheadMax && !state.ahead.has(block.height);
    const ahead = isKept ? new Map(state.ahead).set(block.height, block) : state.ahead;
    return [{ ...state, ahead }, [{ kind: 'fetch', fromHeight: state.head.height + 1 }]];
  }
  const ahead = new Map(state.ahead);
  const effects: Effect[] = [];
  let head = state.head;
  for (let next: SoloBlock | undefined = block; next?.parent === head.id; next = ahead.get(head.height + 1)) {
    effects.push({ kind: 'commit', block: next });
    head = next;
  }
  for (const height of [...ahead.keys()]) if (height <= head.height) ahead.delete(height);
  return [{ ...state, head, ahead }, effects];
}

function extendsHead({ head }: State, { parent, height, timeMs }: SoloBlock): boolean {
  return parent === head.id && height === head.height + 1 && timeMs > head.timeMs;
}
