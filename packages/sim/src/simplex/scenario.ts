/**
 * A scenario: everything that one run of simplex validators meets, as data drawn from one seed.
 *
 * Which faults are possible at all is drawn first (a *swarm*): runs with few kinds of fault reach further than runs
 * with all of them. Faults are a list, so that a failing one can be shortened (`shrink.ts`).
 * @module
 */
import type { LinkModel } from '../network.ts';
import { Prng } from '../prng.ts';

/**
 * The cast of 2a.6 and section 8. `walLoser` and `clockSkewer` follow the protocol on bad machines: one loses its log
 * and its signer's memory again and again, the other's clock is never right.
 */
export type AdversaryName =
  | 'conflicter'
  | 'equivocator'
  | 'impersonator'
  | 'nuller'
  | 'nullifyOnly'
  | 'outdated'
  | 'withholder'
  | 'lateCertifier'
  | 'skipRootLiar'
  | 'badPayload'
  | 'silent'
  | 'twin'
  | 'walLoser'
  | 'clockSkewer'
  | 'forger';

/** Those that a swarm draws from: each harmless as long as its kind is less than a third. */
export const ADVERSARIES: readonly AdversaryName[] = [
  'conflicter',
  'equivocator',
  'impersonator',
  'nuller',
  'nullifyOnly',
  'outdated',
  'withholder',
  'lateCertifier',
  'skipRootLiar',
  'badPayload',
  'silent',
  'twin',
  'walLoser',
  'clockSkewer',
];

export type Fault = Readonly<{ atMs: number; forMs: number }> &
  (
    | Readonly<{ kind: 'crash'; node: number }>
    /** The disk comes back as it was some records ago; the signer's memory does not. */
    | Readonly<{ kind: 'rollback'; node: number; records: number }>
    /** `oneWay`: only what goes from `side` to the others is lost. */
    | Readonly<{ kind: 'partition'; side: readonly number[]; oneWay: boolean }>
    | Readonly<{ kind: 'clog'; from: number; to: number }>
    /** The clock jumps, and jumps back. */
    | Readonly<{ kind: 'clock'; node: number; byMs: number }>
    /** Clock and timers run faster (or slower, if negative) by so many thousandths. */
    | Readonly<{ kind: 'drift'; node: number; perMille: number }>
    /** The process is stopped and goes on later, with all that came meanwhile waiting for it. */
    | Readonly<{ kind: 'pause'; node: number }>
    | Readonly<{ kind: 'slowDisk'; node: number; flushMs: number }>
  );

export type FaultKind = Fault['kind'];

export type Scenario = Readonly<{
  seed: number;
  size: number;
  /** By index; equal unless drawn otherwise. Sorted descending. */
  weights: readonly number[];
  /** By node. A node without one is honest. */
  adversaries: ReadonlyMap<number, AdversaryName>;
  link: LinkModel;
  /** Δ of the validators' timeouts. */
  delayMs: number;
  /** How long leaders may wait for something to propose (`Timing.paceMs`). */
  paceMs: number;
  flushMaxMs: number;
  judgeMaxMs: number;
  faults: readonly Fault[];
  /** Length of the safety phase. */
  chaosMs: number;
  /** Blocks in an epoch; 0 for one endless epoch. At each seal the set changes by rotation of weights. */
  epochBlocks: number;
  watchMs: number;
  /** Messages travel as bytes, through the codec. */
  isEncoded: boolean;
  /** A driver that breaks its contract, signer included, to see that a checker notices. */
  isFlushSkipped: boolean;
  /** Who leads and who hears whom in the first views (`twins.ts`), until the world heals. */
  script: readonly Readonly<{ leader: number; side: number }>[];
}>;

export const CALM_LINK: LinkModel = {
  delayMinMs: 5,
  delayMaxMs: 50,
  lossPerMille: 0,
  duplicatePerMille: 0,
  stragglePerMille: 0,
  straggleMaxMs: 0,
};

/** A quiet world: nothing fails. Tests change what they are about. */
export function calmScenario(seed: number, size: number): Scenario {
  return {
    seed,
    size,
    weights: Array.from({ length: size }, () => 1),
    adversaries: new Map(),
    link: CALM_LINK,
    delayMs: 100,
    paceMs: 0,
    flushMaxMs: 0,
    judgeMaxMs: 0,
    faults: [],
    chaosMs: 4_000,
    epochBlocks: 0,
    watchMs: 0,
    isEncoded: false,
    isFlushSkipped: false,
    script: [],
  };
}

/** Sizes of the swarm: mostly four validators, where one fault already counts. */
const SIZES = [4, 4, 4, 4, 4, 5, 7, 7, 10];
export const FAULT_KINDS: readonly FaultKind[] = [
  'crash',
  'rollback',
  'partition',
  'clog',
  'clock',
  'drift',
  'pause',
  'slowDisk',
];
/** Waits of idle leaders, in Δ. */
const PACES = [0, 0, 0, 3, 10, 40];
const FAULTS_MAX = 10;

/**
 * @param overrides what a test fixes; drawn before everything else, so that the rest stays comparable
 * @param kinds the kinds of fault that happen; by default the swarm chooses
 */
export function drawScenario(
  seed: number,
  overrides: Partial<Scenario> = {},
  kinds?: readonly FaultKind[],
): Scenario {
  const prng = new Prng(seed);
  const size = overrides.size ?? prng.pick(SIZES);
  const delayMs = prng.pick([50, 100, 400]);
  const paceMs = delayMs * prng.pick(PACES);
  const chaosMs = Math.floor(delayMs + paceMs / 4) * prng.between(40, 120);
  const faultyMax = Math.floor((size - 1) / 3);
  const adversaries = new Map(
    prng
      .sample([...Array(size).keys()], prng.chance(600) && faultyMax > 0 ? prng.between(1, faultyMax) : 0)
      .map((node) => [node, prng.pick(ADVERSARIES)] as const),
  );
  const isLossy = prng.chance(500);
  const scenario: Scenario = {
    seed,
    size,
    weights: drawWeights(prng, size),
    adversaries,
    link: {
      delayMinMs: 1,
      delayMaxMs: Math.floor(delayMs * (prng.chance(200) ? 3 : 1)),
      lossPerMille: isLossy ? prng.between(1, 200) : 0,
      duplicatePerMille: prng.chance(300) ? 100 : 0,
      stragglePerMille: prng.chance(300) ? 50 : 0,
      straggleMaxMs: delayMs * 30,
    },
    delayMs,
    paceMs,
    flushMaxMs: prng.pick([0, 1, 5, delayMs]),
    judgeMaxMs: prng.pick([0, 5, Math.floor(delayMs / 2)]),
    faults: [],
    chaosMs,
    epochBlocks: prng.chance(300) ? prng.between(2, 8) : 0,
    watchMs: prng.chance(150) ? delayMs * 2 : 0,
    isEncoded: prng.chance(100),
    isFlushSkipped: false,
    script: [],
    ...overrides,
  };
  return { ...scenario, faults: overrides.faults ?? drawFaults(prng, scenario, kinds) };
}

/** Equal weights mostly; else such that no single validator exceeds the faulty share. */
function drawWeights(prng: Prng, size: number): readonly number[] {
  const isEqual = size < 7 || prng.chance(700);
  return Array.from({ length: size }, () => (isEqual ? 1 : prng.between(9, 10))).sort((a, b) => b - a);
}

function drawFaults(
  prng: Prng,
  scenario: Scenario,
  chosen: readonly FaultKind[] | undefined,
): readonly Fault[] {
  const { size, chaosMs, delayMs } = scenario;
  const kinds = chosen ?? prng.sample(FAULT_KINDS, prng.below(FAULT_KINDS.length + 1));
  if (kinds.length === 0) return [];
  const nodes = [...Array(size).keys()];
  const forgetful = drawForgetful(prng, scenario);
  const faults = Array.from({ length: prng.below(FAULTS_MAX + 1) }, (): Fault => {
    const kind = prng.pick(kinds);
    const when = { atMs: prng.below(chaosMs), forMs: prng.between(delayMs, Math.floor(chaosMs / 4)) };
    const node = prng.pick(nodes);
    switch (kind) {
      case 'crash':
        return { ...when, kind, node };
      case 'rollback':
        if (forgetful.length === 0) return { ...when, kind: 'crash', node };
        return { ...when, kind, node: prng.pick(forgetful), records: prng.between(1, 40) };
      case 'partition':
        return {
          ...when,
          kind,
          side: prng.sample(nodes, prng.between(1, size - 1)),
          oneWay: prng.chance(300),
        };
      case 'clog':
        return { ...when, kind, from: node, to: prng.pick(nodes) };
      case 'clock':
        return { ...when, kind, node, byMs: prng.pick([-86_400_000, -2_000, -300, 300, 2_000, 86_400_000]) };
      case 'drift':
        return { ...when, kind, node, perMille: prng.pick([-200, -50, -1, 1, 50, 200]) };
      case 'pause':
        return { ...when, kind, node };
      default:
        return { ...when, kind, node, flushMs: delayMs * prng.between(1, 4) };
    }
  });
  return faults.sort((a, b) => a.atMs - b.atMs);
}

/**
 * Who may lose a log: adversaries, and honest nodes as long as all of these together are not too many. A node that
 * forgot is silent for a while, and in the view where all meet again its voice may be needed.
 */
function drawForgetful(prng: Prng, { size, adversaries }: Scenario): readonly number[] {
  const honest = [...Array(size).keys()].filter((node) => !adversaries.has(node));
  const spare = Math.floor((size - 1) / 3) - adversaries.size;
  return [...adversaries.keys(), ...prng.sample(honest, spare)];
}
