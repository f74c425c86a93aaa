/** One thing after another: tasks run in the order in which they came, never two at once. Bounded. @module */
import { Fault } from '@ashlar/base';

export const QUEUE_MAX = 10_000;

export class SerialQueue {
  #tail: Promise<unknown> = Promise.resolve();
  #length = 0;

  get length(): number {
    return this.#length;
  }

  get isFull(): boolean {
    return this.#length >= QUEUE_MAX;
  }

  /** Runs `task` after all that were given before; its own failure reaches only its caller. */
  run<Value>(task: () => Promise<Value> | Value): Promise<Value> {
    this.#length++;
    const result = this.#tail.then(task);
    this.#tail = result.then(
      () => this.#length--,
      () => this.#length--,
    );
    return result;
  }

  /** Resolves when all that was given so far has run. */
  async idle(): Promise<void> {
    await this.#tail;
  }
}

/** Runs tasks until one throws; after that none. */
export class Fuse {
  readonly #blow: (cause: unknown) => void;
  #blown: Fault | undefined;

  /** `blow` hears what was thrown, once. */
  constructor(blow: (cause: unknown) => void) {
    this.#blow = blow;
  }

  /** @throws what `task` throws; `Fault` `store.io` if an earlier task threw */
  async run<Value>(task: () => Promise<Value>): Promise<Value> {
    if (this.#blown !== undefined) throw this.#blown;
    try {
      return await task();
    } catch (cause) {
      this.#blown = new Fault('store.io', {
        retryable: false,
        cause,
        detail: 'the node is ending after a fault',
      });
      this.#blow(cause);
      throw cause;
    }
  }
}
