/**
 * How much searching one program may do. RChain's matcher searches without limit or price; ours counts steps, gives each
 * match an allowance that ordinary patterns never leave, and charges the rest (docs/decisions/0036).
 * @module
 */
import { haltRun } from './errors.ts';

/** Steps of one match that cost nothing. */
export const MATCH_STEPS_FREE = 10_000;
/** Steps after which one match is refused whatever the program would pay. */
export const MATCH_STEPS_MAX = 50_000_000;
/** Steps beyond the allowance that a unit of phlo buys. */
export const STEPS_A_PHLO = 8;

export class MatchBudget {
  readonly #charge: (phlo: number) => void;
  #steps = 0;

  /** @param charge is told what steps beyond the allowance cost; it may unwind. */
  constructor(charge: (phlo: number) => void) {
    this.#charge = charge;
  }

  /** A new match begins. */
  reset(): void {
    this.#steps = 0;
  }

  spend(steps: number): void {
    const before = Math.floor(Math.max(0, this.#steps - MATCH_STEPS_FREE) / STEPS_A_PHLO);
    this.#steps += steps;
    if (this.#steps <= MATCH_STEPS_FREE) return;
    if (this.#steps > MATCH_STEPS_MAX) haltRun('run.matchTooHard', 'The match needs too long a search.');
    const after = Math.floor((this.#steps - MATCH_STEPS_FREE) / STEPS_A_PHLO);
    if (after > before) this.#charge(after - before);
  }
}
