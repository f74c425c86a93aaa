/**
 * `sometimes`: states that a body of simulations must reach at least once, or it proves nothing about them.
 * @module
 */

export class Coverage {
  readonly #counts = new Map<string, number>();

  /** Counts that `what` happened. */
  hit(what: string): void {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + 1);
  }

  add(other: Pick<Coverage, 'entries'>): void {
    for (const [what, count] of other.entries) this.#counts.set(what, (this.#counts.get(what) ?? 0) + count);
  }

  countOf(what: string): number {
    return this.#counts.get(what) ?? 0;
  }

  /** Those of `expected` that never happened. */
  missing(expected: readonly string[]): readonly string[] {
    return expected.filter((what) => !this.#counts.has(what));
  }

  get entries(): readonly (readonly [string, number])[] {
    return [...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1));
  }
}
