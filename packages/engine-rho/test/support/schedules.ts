/** Schedules for tests of replay, and names for what is left. */
import { hex } from '@ashlar/base';
import { type Consume, consumeHash, type Scheduler } from '../../src/index.ts';

export const consumeKeyOf = (consume: Consume): string => `waiting ${hex(consumeHash(consume))}`;

/** A permutation of branches by a small linear congruence: repeatable from its seed. */
export function seededScheduler(seed: number): Scheduler {
  let state = (seed * 2_654_435_761 + 12_345) >>> 0;
  return (count) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 0x1_0000_0000) * count);
  };
}
