/**
 * What a simplex machine is told once: who validates this epoch, who it is, its timings, and how to check signatures.
 *
 * A machine serves one epoch. Weights are fixed for it; when the epoch is sealed, the driver opens another.
 * @module
 */
import { assert, compare } from '@ashlar/base';
import type { Digest, Floor, Index } from './types.ts';
import { NONE } from './types.ts';

/** Signature and hash functions. Pure. Signatures and keys are opaque bytes here. */
export interface Ciphers {
  /** 32 bytes. */
  hash(bytes: Uint8Array): Uint8Array;
  /** One signature for many on the same statement; `undefined` if any is malformed. */
  aggregate(signatures: readonly Uint8Array[]): Uint8Array | undefined;
  /** Whether `signature` is the aggregate of the signatures of all `keys` (one or more) on `statement`. */
  verify(keys: readonly Uint8Array[], statement: Uint8Array, signature: Uint8Array): boolean;
}

export type Validator = Readonly<{ key: Uint8Array; weight: bigint }>;

export type Timing = Readonly<{
  /** Expected one-way network delay Δ. */
  delayMs: number;
  /** How far a block's time may lie ahead of our clock. */
  driftMs: number;
  /**
   * How long a leader with nothing to propose may wait for something; 0 if absent. Everyone's patience with a leader is
   * that much longer, so that an idle chain makes few blocks and a busy one is not slowed down.
   */
  paceMs?: number;
  /** On start, listen this long for a second copy of ourselves before signing. 0 signs at once. */
  watchMs: number;
}>;

export type Config = Readonly<{
  /** Separates this chain's signatures from all others: `DST ‖ chain id ‖ layout epoch`. */
  domain: Uint8Array;
  epoch: number;
  /** Sorted by (weight descending, key ascending); 1 to `VALIDATORS_MAX`. */
  validators: readonly Validator[];
  /** Our place among them; `undefined` for an observer, who follows and never votes. */
  self: Index | undefined;
  leaderOf(view: number): Index;
  /** The final block this epoch builds on: view 0, no finalization. */
  base: Floor;
  timing: Timing;
  /** Views that stay served below the floor. */
  retentionViews: number;
  /** A leader silent for so many views is not waited for. */
  skipViews: number;
  ciphers: Ciphers;
}>;

export const VALIDATORS_MAX = 4_096;
/** How far ahead of our view a vote may be. */
export const WINDOW_VIEWS = 64;
/** Distinct blocks kept for one view: two already prove the leader's fault. */
export const BLOCKS_PER_VIEW_MAX = 2;
/** Views between parent and block that one ancestry may skip: about 1 MB of nullifications at 256 validators. */
export const SKIPS_MAX = 7_600;
export const CERTIFICATES_PER_MESSAGE_MAX = 128;
export const BLOCKS_PER_MESSAGE_MAX = 32;
/** Missing ancestors that one machine collects; a node further behind needs the driver's snapshot. */
export const MISSING_BLOCKS_MAX = 4_096;

/** floor(2W/3) + 1: two such sets share more than W/3. */
export function quorumOf(validators: readonly Validator[]): bigint {
  let quorum = quorums.get(validators);
  if (quorum === undefined) {
    quorum = (2n * totalWeight(validators)) / 3n + 1n;
    quorums.set(validators, quorum);
  }
  return quorum;
}
const quorums = new WeakMap<readonly Validator[], bigint>();

/** floor((W - 1)/3): the weight that may be faulty. */
export function faultyMax(validators: readonly Validator[]): bigint {
  return (totalWeight(validators) - 1n) / 3n;
}

export function totalWeight(validators: readonly Validator[]): bigint {
  return validators.reduce((sum, { weight }) => sum + weight, 0n);
}

export function weightOf(validators: readonly Validator[], signers: Iterable<Index>): bigint {
  let sum = 0n;
  for (const signer of signers) sum += validators[signer]!.weight;
  return sum;
}

/** By weight descending, then key ascending: the order bitmaps index. */
export function sortValidators(validators: readonly Validator[]): readonly Validator[] {
  return [...validators].sort((a, b) =>
    a.weight === b.weight ? compare(a.key, b.key) : a.weight > b.weight ? -1 : 1,
  );
}

/** @throws InvariantViolation if the driver's configuration is not one a machine can run. */
export function assertConfig(config: Config): void {
  const { validators, self } = config;
  assert(
    validators.length > 0 && validators.length <= VALIDATORS_MAX,
    'an epoch has validators, within bounds',
  );
  assert(
    validators.every(({ weight }) => weight > 0n),
    'every validator has weight',
  );
  assert(
    sortValidators(validators).every((validator, index) => validator === validators[index]),
    'validators are sorted by (weight descending, key)',
  );
  assert(self === undefined || validators[self] !== undefined, 'we are one of the validators, or observe');
  assert(config.base.view === 0 && config.base.finalization === undefined, 'an epoch begins at view 0');
  assert(config.timing.delayMs > 0, 'the network delay is positive');
}

/** Timeouts of 2a.5, in network delays. */
const LEADER_DELAYS = 2;
const ADVANCE_DELAYS = 3;
const RESEND_DELAYS = 6;
/** The back-off 1.5^k stops growing here. */
const BACKOFF_STEPS_MAX = 8;

/** Timeouts after `nullified` consecutive nullified views, in ms. */
export function timeoutsOf(
  timing: Timing,
  nullified: number,
): Readonly<{ buildMs: number; leaderMs: number; advanceMs: number; resendMs: number }> {
  const steps = Math.min(nullified, BACKOFF_STEPS_MAX);
  const { paceMs = 0 } = timing;
  const grown = (delays: number): number => Math.floor((timing.delayMs * delays * 3 ** steps) / 2 ** steps); // Exact: 3^8 is small.
  return {
    buildMs: paceMs + Math.floor(grown(LEADER_DELAYS) / 2),
    leaderMs: paceMs + grown(LEADER_DELAYS),
    advanceMs: paceMs + grown(ADVANCE_DELAYS),
    resendMs: paceMs + grown(RESEND_DELAYS),
  };
}

/** The base of an epoch: the sealing block of the one before, or genesis. */
export function baseOf(block: Digest, height: number, timeMs: number): Floor {
  return { block, height, view: 0, timeMs, nextSet: NONE, finalization: undefined };
}
