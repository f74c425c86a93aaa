/**
 * Events in order of virtual time; equal times in order of scheduling. A binary heap in flat arrays.
 * @module
 */
import { assert } from '@ashlar/base';

/** More waiting events than this is a livelock of the simulated system. */
export const EVENTS_WAITING_MAX = 1_000_000;

export class EventHeap<Event> {
  readonly #times: number[] = [];
  readonly #orders: number[] = [];
  readonly #events: Event[] = [];
  #order = 0;

  get size(): number {
    return this.#events.length;
  }

  /** Time of the next event in ms; infinity if there is none. */
  get nextMs(): number {
    return this.#times[0] ?? Number.POSITIVE_INFINITY;
  }

  push(atMs: number, event: Event): void {
    assert(this.#events.length < EVENTS_WAITING_MAX, 'the event queue is bounded');
    const order = this.#order++;
    let index = this.#events.length;
    while (index > 0) {
      const above = (index - 1) >> 1;
      if (this.#times[above]! <= atMs) break; // An equal time above was scheduled earlier.
      this.#copy(above, index);
      index = above;
    }
    this.#place(index, atMs, order, event);
  }

  pop(): Event | undefined {
    const first = this.#events[0];
    const [atMs, order, event] = [this.#times.pop(), this.#orders.pop(), this.#events.pop()];
    const size = this.#events.length;
    if (size === 0 || atMs === undefined) return first;
    let index = 0;
    for (;;) {
      let below = 2 * index + 1;
      if (below >= size) break;
      if (below + 1 < size && this.#isBefore(below + 1, this.#times[below]!, this.#orders[below]!))
        below += 1;
      if (!this.#isBefore(below, atMs, order!)) break;
      this.#copy(below, index);
      index = below;
    }
    this.#place(index, atMs, order!, event!);
    return first;
  }

  #isBefore(index: number, atMs: number, order: number): boolean {
    const time = this.#times[index]!;
    return time < atMs || (time === atMs && this.#orders[index]! < order);
  }

  #copy(from: number, to: number): void {
    this.#place(to, this.#times[from]!, this.#orders[from]!, this.#events[from]!);
  }

  #place(index: number, atMs: number, order: number, event: Event): void {
    this.#times[index] = atMs;
    this.#orders[index] = order;
    this.#events[index] = event;
  }
}
