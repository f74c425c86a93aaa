/** Entries in order of arrival, each with a place of its own, so that what was taken can be put back where it was. @module */
import { assert } from '@ashlar/base';
import type { Term } from './term.ts';

export class Shelf<T> {
  readonly channel: Term;
  /** Whether it was written to since it was made, even if that was undone. */
  isChanged = false;
  #places = new Map<T, number>();
  #next = 0;
  #isOrdered = true;

  constructor(channel: Term) {
    this.channel = channel;
  }

  get size(): number {
    return this.#places.size;
  }

  /** @param place one that `remove` answered; by default behind all others */
  add(entry: T, place: number = this.#next): void {
    if (place < this.#next) this.#isOrdered = false;
    else this.#next = place + 1;
    this.#places.set(entry, place);
  }

  /** The place where the entry was. */
  remove(entry: T): number {
    const place = this.#places.get(entry);
    assert(place !== undefined, 'only what lies on a shelf is taken');
    this.#places.delete(entry);
    return place;
  }

  [Symbol.iterator](): IterableIterator<T> {
    if (!this.#isOrdered) {
      this.#places = new Map([...this.#places].toSorted(([, a], [, b]) => a - b));
      this.#isOrdered = true;
    }
    return this.#places.keys();
  }
}
