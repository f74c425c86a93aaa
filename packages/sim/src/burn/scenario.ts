/**
 * What one world of proof of burn meets, as data: drawn by a swarm from a seed.
 * @module
 */
import type { LinkModel } from '../network.ts';
import { Prng } from '../prng.ts';

/** Those of `side` and all others do not hear each other. */
export type Partition = Readonly<{ fromMs: number; untilMs: number; side: readonly number[] }>;
/** Switched off; what was written stays. */
export type Outage = Readonly<{ fromMs: number; untilMs: number; producer: number }>;

export type BurnScenario = Readonly<{
  seed: number;
  /** Virtual hash power of each producer. */
  powers: readonly bigint[];
  intervalMs: number;
  quantumMs: number;
  /** Blocks behind the head at which one is final. */
  depth: number;
  link: LinkModel;
  partitions: readonly Partition[];
  outages: readonly Outage[];
  /** Producers that make two blocks of each quantum that they win. */
  cheats: readonly number[];
  /** When links become calm and all are there again. */
  healMs: number;
  endMs: number;
}>;

export const CALM_BURN: BurnScenario = {
  seed: 0,
  powers: [1n, 1n, 1n],
  intervalMs: 1_000,
  quantumMs: 20,
  depth: 60,
  link: {
    delayMinMs: 5,
    delayMaxMs: 20,
    lossPerMille: 0,
    duplicatePerMille: 0,
    stragglePerMille: 0,
    straggleMaxMs: 0,
  },
  partitions: [],
  outages: [],
  cheats: [],
  healMs: 0,
  endMs: 100_000,
};

/**
 * Faults that a chain final by depth must stand: no cut is as long as the depth.
 * @param producers how many; by default drawn
 */
export function drawBurnScenario(seed: number, producers?: number): BurnScenario {
  const prng = new Prng(seed);
  const drawn = prng.between(2, 7);
  const size = producers ?? drawn;
  const powers = Array.from({ length: size }, () => BigInt(prng.between(1, 100)));
  const everyone = powers.map((_, index) => index);
  const healMs = prng.between(60_000, 180_000);
  const spans = (countMax: number, longestMs: number): { fromMs: number; untilMs: number }[] =>
    Array.from({ length: prng.between(0, countMax) }, () => {
      const fromMs = prng.below(healMs);
      return { fromMs, untilMs: Math.min(healMs, fromMs + prng.between(1_000, longestMs)) };
    });
  const isOn = (): boolean => prng.chance(500);
  const total = powers.reduce((sum, power) => sum + power, 0n);
  // Nobody builds much on what cheats make: with most of the power they stop a chain.
  const weak = everyone.filter((index) => powers[index]! * 3n < total);
  return {
    ...CALM_BURN,
    seed,
    powers,
    link: {
      delayMinMs: 1,
      delayMaxMs: prng.between(1, 400),
      lossPerMille: isOn() ? prng.between(0, 200) : 0,
      duplicatePerMille: isOn() ? prng.between(0, 200) : 0,
      stragglePerMille: isOn() ? prng.between(0, 50) : 0,
      straggleMaxMs: 5_000,
    },
    // One cut, for two may follow each other; difficulty makes a chain that lost power slower, never faster.
    partitions: spans(1, 25_000).map((span) => ({
      ...span,
      side: prng.sample(everyone, prng.between(1, Math.max(1, size - 1))),
    })),
    outages: spans(3, 60_000).map((span) => ({ ...span, producer: prng.below(size) })),
    cheats: isOn() ? prng.sample(weak, 1) : [],
    healMs,
    endMs: healMs + 120_000,
  };
}
