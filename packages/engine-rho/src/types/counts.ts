/** Counts of values that messages on one name have, or receives take: some exactly, some from a number up. @module */

/** Counts listed in a message. */
const LISTED_MAX = 8;

export class Counts {
  /** The greatest exact count; 0 if there is none. */
  readonly most: number;
  readonly #exact: ReadonlySet<number>;
  /** The lowest count that takes more as well. */
  readonly #from: number;

  constructor(counts: readonly (readonly [count: number, isOpen: boolean])[]) {
    const exact = new Set<number>();
    let [most, from] = [0, Number.POSITIVE_INFINITY];
    for (const [count, isOpen] of counts) {
      if (isOpen) from = Math.min(from, count);
      else {
        exact.add(count);
        most = Math.max(most, count);
      }
    }
    [this.most, this.#exact, this.#from] = [most, exact, from];
  }

  includes(count: number): boolean {
    return this.#exact.has(count) || count >= this.#from;
  }

  /** As in `1 or 3 or at least 5`. */
  get text(): string {
    const sorted = [...this.#exact].sort((a, b) => a - b);
    const texts = sorted.length > LISTED_MAX ? ['other counts'] : sorted.map(String);
    if (this.#from !== Number.POSITIVE_INFINITY) texts.push(`at least ${this.#from}`);
    return texts.join(' or ');
  }
}
