/**
 * The phlo of one evaluation: what is left, and the refusal when it is gone.
 *
 * Two accounts run side by side, one of the price list and one of work; what is owed is the greater. Both are sums, so
 * the total does not depend on the order of branches. A charge is applied before it is checked, so every later charge
 * fails too: a program that ran out stays out.
 * @module
 */
import { haltRun } from './errors.ts';
import { WORK_A_PHLO } from './work.ts';

/** Limit of evaluations that nobody pays for (genesis, system deploys): RChain's `Cost.UNSAFE_MAX`. */
export const PHLO_UNLIMITED = 2_147_483_647;

export class Meter {
  readonly limit: number;
  /** The limit, without what `cap` took away. */
  #ceiling: number;
  #listed = 0;
  #work = 0;

  /** @param limit phlo, an integer in [0, 2^53) */
  constructor(limit: number) {
    this.limit = limit;
    this.#ceiling = limit;
  }

  get #owed(): number {
    return Math.max(this.#listed, Math.floor(this.#work / WORK_A_PHLO));
  }

  /** Phlo spent so far; at most the limit. */
  get spent(): number {
    return Math.min(this.limit, this.#owed);
  }

  /** Whether `cap` took something away: then who ran out is whoever pays, not the program. */
  get isCapped(): boolean {
    return this.#ceiling < this.limit;
  }

  /** Takes away what is left beyond `phlo`: nobody can pay for more. */
  cap(phlo: number): void {
    const owed = this.#owed;
    if (phlo < this.#ceiling - owed) this.#ceiling = owed + phlo;
  }

  get isOut(): boolean {
    return this.#owed > this.#ceiling;
  }

  /** By the price list. */
  charge(phlo: number): void {
    this.#listed += phlo;
    if (this.#listed > this.#ceiling) outOfPhlo();
  }

  /** By what it takes: nanoseconds of `WORK`. */
  work(nanos: number): void {
    this.#work += nanos;
    if (this.#work >= (this.#ceiling + 1) * WORK_A_PHLO) outOfPhlo();
  }

  /** Gives back what was charged for storage that is no longer used. */
  refund(phlo: number): void {
    if (!this.isOut) this.#listed -= phlo;
  }
}

const outOfPhlo = (): never => haltRun('run.outOfPhlo', 'Computation ran out of phlogistons.');
