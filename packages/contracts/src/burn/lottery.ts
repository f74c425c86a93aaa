/**
 * The lottery of proof of burn, as arithmetic: who wins a quantum of time, how difficult it becomes, what a block pays.
 * Pure; the producer's machine and the contract compute the same. Source: `spec/koinos.md` 6.2.
 * @module
 */
import type { burn as messages } from '@ashlar/protocol';
import { bigintOf, type Lottery } from './ledger.ts';

const U128_MAX: bigint = 2n ** 128n - 1n;
const SCORE_BYTES = 16;
const YEAR_MS = 31_536_000_000n;
const MILLION = 1_000_000n;
/** Each block moves the difficulty by a 2,048th for each multiple of 5/7 of the interval that it was early or late… */
const STEP_DIVISOR = 2_048n;
/** …and by no more than 99 of those. */
const STEPS_MIN = -99n;

/** Whether a VRF output wins the quantum for holdings of `vhp`; nothing never wins. `beta`: at least 16 bytes. */
export function wins(beta: Uint8Array, vhp: bigint, difficulty: bigint): boolean {
  if (vhp === 0n || difficulty === 0n) return false;
  return bigintOf(beta.subarray(0, SCORE_BYTES)) / vhp < U128_MAX / difficulty;
}

/** The difficulty after a block at `timeMs`: higher if it was early, lower if late. */
export function nextDifficulty(
  { difficulty, lastBlockTimeMs }: Lottery,
  timeMs: bigint,
  intervalMs: number,
): bigint {
  const unitMs = (10_000n * BigInt(intervalMs)) / 14_000n;
  const elapsedMs = timeMs > lastBlockTimeMs ? timeMs - lastBlockTimeMs : 0n;
  const late = 1n - elapsedMs / (unitMs === 0n ? 1n : unitMs);
  const steps = late < STEPS_MIN ? STEPS_MIN : late;
  const next = difficulty + (difficulty / STEP_DIVISOR) * steps;
  return next > U128_MAX ? U128_MAX : next;
}

export type Payment = Readonly<{
  /** New coins, in smallest units. */
  reward: bigint;
  /** VHP that becomes coins. */
  returned: bigint;
}>;

/** What a block pays its producer, of coins and VHP together. */
export function paymentOf(virtualSupply: bigint, parameters: messages.ConsensusParameters): Payment {
  const blocksPerYear = YEAR_MS / BigInt(Math.max(1, parameters.targetBlockInterval));
  const perYear = (millionths: number): bigint => (virtualSupply * BigInt(millionths)) / MILLION;
  return {
    reward: perYear(parameters.targetAnnualInflationRate) / blocksPerYear,
    returned: (virtualSupply * BigInt(parameters.targetBurnPercent)) / (blocksPerYear * MILLION),
  };
}
