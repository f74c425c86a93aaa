/**
 * Who leads a view. Predictable one epoch ahead (2a.8, v1): from the epoch's seed, weighted by stake.
 * @module
 */
import { concat, uint32be } from '@ashlar/base';
import type { Ciphers, Validator } from './config.ts';
import { totalWeight } from './config.ts';
import type { Index } from './types.ts';

/** Each validator in turn, whatever its weight. */
export function roundRobin(validators: readonly Validator[]): (view: number) => Index {
  return (view) => view % validators.length;
}

/** Chance in proportion to weight: the first 16 bytes of hash(seed ‖ view), modulo the total (bias below 2^-60). */
export function weightedLeaders(
  ciphers: Ciphers,
  validators: readonly Validator[],
  seed: Uint8Array,
): (view: number) => Index {
  const total = totalWeight(validators);
  return (view) => {
    const digest = ciphers.hash(concat(seed, uint32be(Math.floor(view / 2 ** 32)), uint32be(view >>> 0)));
    let point = 0n;
    for (const byte of digest.subarray(0, 16)) point = (point << 8n) | BigInt(byte);
    point %= total;
    let leader = 0;
    while (point >= validators[leader]!.weight) {
      point -= validators[leader]!.weight;
      leader += 1;
    }
    return leader;
  };
}
