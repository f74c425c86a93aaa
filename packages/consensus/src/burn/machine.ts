/**
 * Proof of burn: who made virtual hash power of its coins draws a ticket for each quantum of time, and whose ticket wins
 * makes the block. Source: `spec/koinos.md` 6.2, 7.2.
 *
 * The machine decides when to draw for which quantum and when to produce; tickets are drawn (a VRF, with the key) and
 * blocks built and signed by the driver. That a ticket was won is judged by the burn contract, for everyone alike. Which
 * branch is the head is fork choice's business (`pob`), what is final the chain's rule or a committee's checkpoints.
 *
 * Pure, like every machine here: `open`, `step`.
 * @module
 */
import { unreachable } from '@ashlar/base';
import type { BlockId } from '@ashlar/protocol';

/** What the lottery needs to know of the head, as the burn contract tells it for the block that comes next. */
export type Head = Readonly<{
  block: BlockId;
  height: number;
  timeMs: number;
  difficulty: bigint;
  /** The seed of the next block's tickets, opaque here. */
  seed: Uint8Array;
  /** Our virtual hash power that counts; 0 if our key is not active. */
  vhp: bigint;
  /** Block times are multiples of it. */
  quantumMs: number;
}>;

export type Config = Readonly<{
  /** Whether a ticket wins for holdings of `vhp`; the arithmetic of the contract. */
  wins: (beta: Uint8Array, vhp: bigint, difficulty: bigint) => boolean;
  /** How far ahead of our clock a block may be made: others refuse what is further from theirs. */
  lookaheadMs: number;
  /**
   * Where two blocks of one height by one producer cost it its power (E8): never sign at a height a second time, even on
   * another branch.
   */
  onePerHeight: boolean;
}>;

/** The last quantum and the highest height that we signed for; survives a crash. */
export type Mark = Readonly<{ timeMs: number; height: number }>;
export const NOTHING_SIGNED: Mark = { timeMs: 0, height: 0 };

export type State = Readonly<{
  head: Head | undefined;
  nowMs: number;
  /** The next quantum to draw for. */
  nextMs: number;
  mark: Mark;
  /** `drawing` and `producing` wait for an answer; `won` waits for the head to move. */
  phase: 'idle' | 'drawing' | 'producing' | 'won';
  /** Until told otherwise: the branch of whoever produces on an old head is against all others'. */
  isBehind: boolean;
  /** The parent on which we produced last, and when that was. */
  won: Readonly<{ parent: BlockId; atMs: number }> | undefined;
}>;

export type Input =
  /** The head moved, or what the lottery knows of it did. */
  | Readonly<{ kind: 'head'; head: Head; nowMs: number }>
  /** The timer. */
  | Readonly<{ kind: 'timeout'; nowMs: number }>
  /** Whether others have blocks that we lack: until we have them, we draw nothing. */
  | Readonly<{ kind: 'sync'; isBehind: boolean }>
  /** Answer to `draw`: the tickets of the quanta from `fromMs` on. */
  | Readonly<{ kind: 'drawn'; parent: BlockId; fromMs: number; betas: readonly Uint8Array[] }>
  /** Answer to `produce`: whether the chain took the block. */
  | Readonly<{ kind: 'produced'; parent: BlockId; timeMs: number; isTaken: boolean }>;

export type Effect =
  /** Draw tickets for `count` quanta. */
  | Readonly<{
      kind: 'draw';
      parent: BlockId;
      seed: Uint8Array;
      fromMs: number;
      quantumMs: number;
      count: number;
    }>
  /** Durable before the `produce` that follows. */
  | Readonly<{ kind: 'persist'; mark: Mark }>
  /** Build, sign and submit a block at `timeMs` on `parent`. */
  | Readonly<{ kind: 'produce'; parent: BlockId; timeMs: number }>
  | Readonly<{ kind: 'arm'; afterMs: number }>;

export type Step = readonly [State, readonly Effect[]];

/** Tickets of one draw: some 6 ms of work, after which a new head is heard of. */
export const TICKETS_MAX = 16;
/**
 * Quanta longer ago than this are not drawn for: others have gone on. Who fills the past behind them makes a branch that
 * is as high as theirs and, by the rule of earlier times, better.
 */
export const PAST_MAX_MS = 250;
/** Nobody has gone on from genesis: the first block may be older, so that a chain begins at once. */
export const FIRST_PAST_MAX_MS = 10_000;
/** How often the clock is looked at. */
export const TICK_MS = 50;
/**
 * On a parent on which we produced, we produce again only after so long: two blocks of one producer on one parent cost it
 * both (`pob`), and only where nobody else produces must somebody try again.
 */
export const WON_MAX_MS = 30_000;

export function open(_config: Config, mark: Mark): Step {
  const start = {
    head: undefined,
    nowMs: 0,
    nextMs: 0,
    phase: 'idle',
    isBehind: true,
    won: undefined,
  } as const;
  return [{ ...start, mark }, [{ kind: 'arm', afterMs: TICK_MS }]];
}

export function step(config: Config, state: State, input: Input): Step {
  switch (input.kind) {
    case 'head':
      return draw(config, onHead(state, input.head, input.nowMs));
    case 'timeout': {
      const [next, effects] = draw(config, onTime(state, input.nowMs));
      return [next, [...effects, { kind: 'arm', afterMs: TICK_MS }]];
    }
    case 'sync':
      return draw(config, { ...state, isBehind: input.isBehind });
    case 'drawn':
      return onDrawn(config, state, input);
    case 'produced':
      if (state.phase !== 'producing' || state.head?.block !== input.parent) return [state, []];
      return input.isTaken
        ? [{ ...state, phase: 'won', won: { parent: input.parent, atMs: state.nowMs } }, []]
        : draw(config, { ...state, phase: 'idle' });
    default:
      return unreachable(input);
  }
}

/** Another head, another lottery: all that was drawn for the one before is void. */
function onHead(state: State, head: Head, nowMs: number): State {
  const isSame = state.head?.block === head.block;
  if (isSame) return { ...state, head, nowMs };
  const earliest = Math.max(head.timeMs + 1, state.mark.timeMs + 1);
  const phase = state.won?.parent === head.block ? 'won' : 'idle';
  return { ...state, head, nowMs, nextMs: ceil(earliest, head.quantumMs), phase };
}

/** The next quantum that is not too long ago. */
function nextOf({ head, nextMs, nowMs }: State): number {
  if (head === undefined) return nextMs;
  const pastMaxMs = head.height === 0 ? FIRST_PAST_MAX_MS : PAST_MAX_MS;
  return Math.max(nextMs, ceil(nowMs - pastMaxMs, head.quantumMs));
}

function onTime(state: State, nowMs: number): State {
  const isGivenUp = state.phase === 'won' && nowMs > (state.won?.atMs ?? 0) + WON_MAX_MS;
  return { ...state, nowMs, phase: isGivenUp ? 'idle' : state.phase };
}

/** Draws for the quanta that have come, if there is anything to draw with. */
function draw({ lookaheadMs, onePerHeight }: Config, state: State): Step {
  const { head, nowMs, phase, mark, isBehind } = state;
  const nextMs = nextOf(state);
  if (head === undefined || phase !== 'idle' || isBehind || head.vhp === 0n) return [state, []];
  if (onePerHeight && head.height + 1 <= mark.height) return [state, []];
  const count = Math.min(TICKETS_MAX, Math.floor((nowMs + lookaheadMs - nextMs) / head.quantumMs) + 1);
  if (count <= 0) return [state, []];
  const { block: parent, seed, quantumMs } = head;
  return [{ ...state, phase: 'drawing' }, [{ kind: 'draw', parent, seed, fromMs: nextMs, quantumMs, count }]];
}

function onDrawn(config: Config, state: State, drawn: Extract<Input, { kind: 'drawn' }>): Step {
  const { head, phase } = state;
  if (phase !== 'drawing' || head === undefined || head.block !== drawn.parent) return [state, []];
  const { vhp, difficulty, quantumMs, height } = head;
  const hit = drawn.betas.findIndex((beta) => config.wins(beta, vhp, difficulty));
  if (hit < 0) {
    const nextMs = drawn.fromMs + drawn.betas.length * quantumMs;
    return draw(config, { ...state, nextMs, phase: 'idle' });
  }
  const timeMs = drawn.fromMs + hit * quantumMs;
  const mark = { timeMs, height: Math.max(state.mark.height, height + 1) };
  return [
    { ...state, mark, nextMs: timeMs + quantumMs, phase: 'producing' },
    [
      { kind: 'persist', mark },
      { kind: 'produce', parent: head.block, timeMs },
    ],
  ];
}

const ceil = (ms: number, quantumMs: number): number => Math.ceil(ms / quantumMs) * quantumMs;
