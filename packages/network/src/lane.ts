/**
 * One bounded queue with one worker: the messages of one peer on one channel, handled one after another.
 * @module
 */
import type { NetworkLimits } from '@ashlar/ports';

/** `run` never rejects; `drop` is called instead if the lane closes first. */
export type Job = Readonly<{ sizeBytes: number; run: () => Promise<void>; drop: () => void }>;

export class Lane {
  readonly #limits: NetworkLimits;
  readonly #jobs: Job[] = [];
  #waitingBytes = 0;
  #running: Promise<void> | undefined;

  constructor(limits: NetworkLimits) {
    this.#limits = limits;
  }

  /** Whether there was room. The job running now takes none. */
  push(job: Job): boolean {
    const { queueMessagesMax, queueBytesMax } = this.#limits;
    if (this.#jobs.length >= queueMessagesMax) return false;
    if (this.#waitingBytes + job.sizeBytes > queueBytesMax) return false;
    this.#jobs.push(job);
    this.#waitingBytes += job.sizeBytes;
    this.#running ??= this.#work();
    return true;
  }

  /** Drops what waits. */
  clear(): void {
    this.#waitingBytes = 0;
    for (const job of this.#jobs.splice(0)) job.drop();
  }

  get isIdle(): boolean {
    return this.#running === undefined;
  }

  /** Resolves when nothing runs any more. */
  async idle(): Promise<void> {
    await this.#running;
  }

  async #work(): Promise<void> {
    await Promise.resolve(); // Whoever sends goes on first.
    for (let job = this.#jobs.shift(); job !== undefined; job = this.#jobs.shift()) {
      this.#waitingBytes -= job.sizeBytes;
      await job.run();
    }
    this.#running = undefined;
  }
}
