/** Time that stands still while anything can happen, then jumps to the next timer. */
import type { Clock } from '@ashlar/ports';

type Timer = { dueMs: number; everyMs: number | undefined; run: () => void };

export const START_MS = 1_700_000_000_000;

export class VirtualClock implements Clock {
  #nowMs = 0;
  readonly #timers = new Set<Timer>();

  now(): number {
    return START_MS + this.#nowMs;
  }
  monotonic(): number {
    return this.#nowMs;
  }
  after(delayMs: number, run: () => void): Disposable {
    return this.#add({ dueMs: this.#nowMs + delayMs, everyMs: undefined, run });
  }
  every(everyMs: number, run: () => void): Disposable {
    return this.#add({ dueMs: this.#nowMs + everyMs, everyMs, run });
  }

  /** Lets everything happen that needs no time; runs the timers that are due, until `isDone` or `forMs` have passed. */
  async run(forMs: number, isDone: () => boolean = () => false): Promise<boolean> {
    const endMs = this.#nowMs + forMs;
    for (;;) {
      await new Promise(setImmediate); // All microtasks run before it.
      if (isDone()) return true;
      let next: Timer | undefined;
      for (const timer of this.#timers) if (timer.dueMs < (next?.dueMs ?? Infinity)) next = timer;
      if (next === undefined || next.dueMs > endMs) break;
      this.#nowMs = Math.max(this.#nowMs, next.dueMs);
      if (next.everyMs === undefined) this.#timers.delete(next);
      else next.dueMs += next.everyMs;
      next.run();
    }
    this.#nowMs = endMs;
    return isDone();
  }

  #add(timer: Timer): Disposable {
    this.#timers.add(timer);
    return { [Symbol.dispose]: () => void this.#timers.delete(timer) };
  }
}
