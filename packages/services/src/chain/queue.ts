/** One thing after another: tasks run in the order in which they came, never two at once. Bounded. @module */

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
