/**
 * How much searching one program may do. RChain's matcher searches without limit or price. Ours counts steps: those that
 * looking at the terms once takes are in the terms' own price; the search beyond is charged (docs/decisions/0036).
 * @module
 */
import { haltRun } from './errors.ts';
import type { Meter } from './meter.ts';

/** Steps of one match that cost nothing, beside one for each byte of the terms, which has been paid for. */
export const MATCH_STEPS_FREE = 64;
/** Steps after which one match is refused whatever the program would pay. */
export const MATCH_STEPS_MAX = 50_000_000;
/** Steps beyond the allowance that a unit of phlo buys: about as many as take the time of other phlo. */
export const STEPS_A_PHLO = 1;

export class MatchBudget {
  readonly #meter: Pick<Meter, 'charge'>;
  #steps = 0;
  #charged = 0;

  /** @param meter is charged for steps beyond the allowance; it may unwind. */
  constructor(meter: Pick<Meter, 'charge'>) {
    this.#meter = meter;
  }

  /** A new match begins, of terms of so many bytes together. */
  reset(bytes: number): void {
    this.#steps = -MATCH_STEPS_FREE - bytes;
    this.#charged = 0;
  }

  spend(steps: number): void {
    this.#steps += steps;
    if (this.#steps <= 0) return;
    if (this.#steps > MATCH_STEPS_MAX) haltRun('run.matchTooHard', 'The match needs too long a search.');
    const due = Math.floor(this.#steps / STEPS_A_PHLO) - this.#charged;
    if (due === 0) return;
    this.#charged += due;
    this.#meter.charge(due);
  }
}
