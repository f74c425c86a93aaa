/** Waiting that ends when its owner closes. @module */
import type { Clock } from '@ashlar/ports';

export class Sleepers {
  readonly #clock: Clock;
  readonly #wakes = new Set<() => void>();
  #isClosed = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Wakes all; from now on nobody sleeps. */
  close(): void {
    this.#isClosed = true;
    for (const wake of this.#wakes) wake();
  }

  /** Until `early` resolves, at most. */
  async sleep(ms: number, early?: Promise<void>): Promise<void> {
    if (this.#isClosed) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    using _timer = this.#clock.after(ms, resolve);
    this.#wakes.add(resolve);
    void early?.then(resolve);
    await promise;
    this.#wakes.delete(resolve);
  }
}
