/**
 * Branches waiting to run. In order of arrival unless a scheduler says otherwise: a task a branch costs more than the
 * branch (`spec/rholang.md` 10.2), so there are none, only this queue.
 * @module
 */

/** Chooses the next of `count` waiting branches, in [0, count). Only tests permute. */
export type Scheduler = (count: number) => number;

/** Entries consumed before the front of the array is cut off. */
const COMPACT_MIN = 4096;

export class RunQueue<T> {
  readonly #scheduler: Scheduler | undefined;
  #items: T[] = [];
  #head = 0;

  constructor(scheduler?: Scheduler) {
    this.#scheduler = scheduler;
  }

  get size(): number {
    return this.#items.length - this.#head;
  }

  push(item: T): void {
    this.#items.push(item);
  }

  take(): T | undefined {
    if (this.size === 0) return undefined;
    if (this.#scheduler !== undefined) {
      const at = this.#head + this.#scheduler(this.size);
      [this.#items[this.#head], this.#items[at]] = [this.#items[at]!, this.#items[this.#head]!];
    }
    const item = this.#items[this.#head]!;
    this.#head += 1;
    if (this.#head >= COMPACT_MIN && this.#head * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#head);
      this.#head = 0;
    }
    return item;
  }
}
