/**
 * A set of strings in order: runs of at most `RUN_MAX`, each a sorted array.
 *
 * Built whole from a map's keys at the first iteration and kept up from then on: most blocks never iterate, and those
 * pay nothing. Finding is two binary searches; adding moves at most one run.
 * @module
 */
const RUN_MAX = 512;

export class SortedKeys {
  readonly #runs: string[][] = [];

  constructor(keys: Iterable<string>) {
    const sorted = [...keys].sort(byCodeUnit);
    for (let from = 0; from < sorted.length; from += RUN_MAX / 2)
      this.#runs.push(sorted.slice(from, from + RUN_MAX / 2));
  }

  add(key: string): void {
    if (this.#runs.length === 0) {
      this.#runs.push([key]);
      return;
    }
    const at = Math.max(this.#runAtOrBefore(key), 0);
    const run = this.#runs[at]!;
    const place = lowerBound(run, key);
    if (run[place] === key) return;
    run.splice(place, 0, key);
    if (run.length > RUN_MAX) this.#runs.splice(at + 1, 0, run.splice(RUN_MAX / 2));
  }

  delete(key: string): void {
    const at = this.#runAtOrBefore(key);
    if (at < 0) return;
    const run = this.#runs[at]!;
    const place = lowerBound(run, key);
    if (run[place] !== key) return;
    run.splice(place, 1);
    if (run.length === 0) this.#runs.splice(at, 1);
  }

  /** The smallest key greater than `key`. */
  after(key: string): string | undefined {
    const at = this.#runAtOrBefore(key);
    if (at < 0) return this.#runs[0]?.[0];
    const run = this.#runs[at]!;
    const place = lowerBound(run, key);
    return run[run[place] === key ? place + 1 : place] ?? this.#runs[at + 1]?.[0];
  }

  /** The greatest key smaller than `key`. */
  before(key: string): string | undefined {
    const at = this.#runAtOrBefore(key);
    if (at < 0) return undefined;
    const run = this.#runs[at]!;
    const place = lowerBound(run, key);
    return place > 0 ? run[place - 1] : this.#runs[at - 1]?.at(-1);
  }

  *[Symbol.iterator](): IterableIterator<string> {
    for (const run of this.#runs) yield* run;
  }

  /** The last run whose first key is not after `key`; -1 if there is none. */
  #runAtOrBefore(key: string): number {
    let low = 0;
    let high = this.#runs.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#runs[middle]![0]! <= key) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}

/** The order of latin1 keys: by code unit, which is by byte. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function lowerBound(run: readonly string[], key: string): number {
  let low = 0;
  let high = run.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (run[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
