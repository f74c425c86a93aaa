/**
 * The phlo of one evaluation: what is left, and the refusal when it is gone.
 *
 * A charge is applied before it is checked, so every later charge fails too: a program that ran out stays out.
 * @module
 */
import { haltRun } from './errors.ts';

/** Limit of evaluations that nobody pays for (genesis, system deploys): RChain's `Cost.UNSAFE_MAX`. */
export const PHLO_UNLIMITED = 2_147_483_647;

export class Meter {
  readonly limit: number;
  #left: number;
  #cut = 0;

  /** @param limit phlo, an integer in [0, 2^53) */
  constructor(limit: number) {
    this.limit = limit;
    this.#left = limit;
  }

  /** Phlo spent so far; at most the limit. */
  get spent(): number {
    return Math.min(this.limit, this.limit - this.#left - this.#cut);
  }

  /** Whether `cap` took something away: then who ran out is whoever pays, not the program. */
  get isCapped(): boolean {
    return this.#cut > 0;
  }

  /** Takes away what is left beyond `phlo`: nobody can pay for more. */
  cap(phlo: number): void {
    if (phlo >= this.#left) return;
    this.#cut += this.#left - phlo;
    this.#left = phlo;
  }

  get isOut(): boolean {
    return this.#left < 0;
  }

  charge(phlo: number): void {
    this.#left -= phlo;
    if (this.#left < 0) haltRun('run.outOfPhlo', 'Computation ran out of phlogistons.');
  }

  /** Gives back what was charged for storage that is no longer used. */
  refund(phlo: number): void {
    if (this.#left >= 0) this.#left += phlo;
  }
}
