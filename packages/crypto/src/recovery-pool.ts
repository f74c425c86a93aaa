/**
 * A pool of worker threads that recover signers, so that the thread that executes blocks does not.
 *
 * The one idea: a request is cut into chunks of at most `CHUNK_MAX` signatures (13 ms of work), and each worker has at
 * most `CHUNKS_IN_FLIGHT_MAX` of them, so that it never waits for this thread and no request waits for a whole other
 * one. Requests of up to `inlineMax` signatures are answered here: the way to a worker would cost as much.
 *
 * The queue is bounded in signatures: beyond it a request is *refused*, and the caller slows its own sources down. A
 * worker that dies is a `Fault` for the requests it held, and is replaced, unless workers die one after the other.
 * Not here: what a signature means, and the number of cores (whoever opens the pool knows).
 * @module
 */
import { Worker } from 'node:worker_threads';
import type { Result } from '@ashlar/base';
import { accept, assert, Fault, refuse } from '@ashlar/base';
import { ANSWER_BYTES, REQUEST_BYTES, recoverPacked } from './recovery.ts';
import type { RecoveryDone, RecoveryJob } from './recovery-worker.ts';

/** Most signatures in one message to a worker. */
export const CHUNK_MAX = 256;
/** Fewest, when a request is shared out over idle workers. */
export const CHUNK_MIN = 64;
const CHUNKS_IN_FLIGHT_MAX = 2;
export const WORKERS_MAX = 64;
/** Workers lost in a row, without an answer in between, after which the pool is given up. */
export const LOSSES_MAX = 8;

export type RecoveryPoolConfig = Readonly<{
  /** 1 to `WORKERS_MAX` threads. */
  workers: number;
  /** Most signatures accepted and not yet answered. */
  queuedMax: number;
  /** Requests of at most so many signatures are answered on the calling thread; 0 for none. */
  inlineMax: number;
}>;

export type RecoveryPoolRefusal = Readonly<{
  code: /** Not now: `queuedMax` would be exceeded. */ 'recoveryPool.full' | 'recoveryPool.closed';
}>;

type Request = {
  readonly answers: Uint8Array;
  readonly settle: PromiseWithResolvers<Result<Uint8Array, RecoveryPoolRefusal>>;
  /** Signatures without an answer. */
  missing: number;
};
type Chunk = Readonly<{ request: Request; offset: number; count: number; requests: Uint8Array<ArrayBuffer> }>;
type Seat = { readonly worker: Worker; readonly inFlight: Map<number, Chunk> };

export function openRecoveryPool(config: RecoveryPoolConfig): RecoveryPool {
  return new RecoveryPool(config, () => new Worker(new URL('./recovery-worker.ts', import.meta.url)));
}

export class RecoveryPool implements AsyncDisposable {
  readonly #config: RecoveryPoolConfig;
  readonly #start: () => Worker;
  readonly #seats = new Set<Seat>();
  readonly #queue: Chunk[] = [];
  #queued = 0;
  #nextId = 0;
  #losses = 0;
  #state: 'open' | 'broken' | 'closed' = 'open';

  /** Use `openRecoveryPool`; `start` is a parameter for the sake of tests that lose workers. */
  constructor(config: RecoveryPoolConfig, start: () => Worker) {
    assert(config.workers >= 1 && config.workers <= WORKERS_MAX, 'a pool has workers, within bounds');
    this.#config = config;
    this.#start = start;
    for (let index = 0; index < config.workers; index++) this.#seat();
  }

  /** Signatures accepted and not yet answered. */
  get queued(): number {
    return this.#queued;
  }

  /**
   * Answers packed requests (see `recovery.ts`) in their order. `requests` is copied, and stays the caller's.
   * @throws Fault `worker.lost`, retryable, if a worker died over one of them; not retryable if all keep dying.
   */
  async recover(requests: Uint8Array): Promise<Result<Uint8Array, RecoveryPoolRefusal>> {
    assert(requests.length % REQUEST_BYTES === 0, 'packed requests are whole');
    const count = requests.length / REQUEST_BYTES;
    if (this.#state === 'closed') return refuse({ code: 'recoveryPool.closed' });
    if (this.#state === 'broken') throw brokenFault();
    if (count <= this.#config.inlineMax) return accept(recoverPacked(requests));
    if (this.#queued + count > this.#config.queuedMax) return refuse({ code: 'recoveryPool.full' });
    const request: Request = {
      answers: new Uint8Array(count * ANSWER_BYTES),
      settle: Promise.withResolvers(),
      missing: count,
    };
    this.#queued += count;
    const share = Math.ceil(count / this.#config.workers);
    const chunkCount = Math.min(CHUNK_MAX, Math.max(CHUNK_MIN, share));
    for (let offset = 0; offset < count; offset += chunkCount) {
      const size = Math.min(chunkCount, count - offset);
      const part = requests.slice(offset * REQUEST_BYTES, (offset + size) * REQUEST_BYTES);
      this.#queue.push({ request, offset, count: size, requests: part });
    }
    this.#dispatch();
    return request.settle.promise;
  }

  /** Ends the workers. Requests still waiting are refused as `recoveryPool.closed`. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    const seats = [...this.#seats];
    this.#seats.clear();
    for (const chunk of [...seats.flatMap((seat) => [...seat.inFlight.values()]), ...this.#queue.splice(0)])
      chunk.request.settle.resolve(refuse({ code: 'recoveryPool.closed' }));
    this.#queued = 0;
    await Promise.all(seats.map((seat) => seat.worker.terminate()));
  }

  #seat(): void {
    const seat: Seat = { worker: this.#start(), inFlight: new Map() };
    let cause: unknown;
    seat.worker.on('message', (done: RecoveryDone) => this.#finish(seat, done));
    seat.worker.on('error', (error) => {
      cause = error; // Its `exit` follows, and tells what to do.
    });
    seat.worker.on('exit', () => this.#lose(seat, cause));
    this.#seats.add(seat);
  }

  /** Fills the seats, the emptiest first. */
  #dispatch(): void {
    for (let depth = 0; depth < CHUNKS_IN_FLIGHT_MAX; depth++)
      for (const seat of this.#seats) {
        if (seat.inFlight.size > depth) continue;
        const chunk = this.#queue.shift();
        if (chunk === undefined) return;
        const id = this.#nextId++;
        seat.inFlight.set(id, chunk);
        const job: RecoveryJob = { id, requests: chunk.requests };
        seat.worker.postMessage(job, [chunk.requests.buffer]);
      }
  }

  #finish(seat: Seat, { id, answers }: RecoveryDone): void {
    const chunk = seat.inFlight.get(id);
    if (chunk === undefined) return; // The pool was closed, or the request given up, in the meantime.
    seat.inFlight.delete(id);
    this.#losses = 0;
    this.#queued -= chunk.count;
    chunk.request.answers.set(answers, chunk.offset * ANSWER_BYTES);
    chunk.request.missing -= chunk.count;
    if (chunk.request.missing === 0) chunk.request.settle.resolve(accept(chunk.request.answers));
    this.#dispatch();
  }

  #lose(seat: Seat, cause: unknown): void {
    if (!this.#seats.delete(seat)) return; // Closed: the exit was ours.
    const lost = [...seat.inFlight.values()];
    this.#losses++;
    if (this.#losses >= LOSSES_MAX) this.#state = 'broken';
    const broken = this.#state === 'broken';
    const fault = broken ? brokenFault(cause) : new Fault('worker.lost', { retryable: true, cause });
    for (const chunk of broken ? [...lost, ...this.#queue.splice(0)] : lost) {
      this.#queued -= chunk.count;
      chunk.request.settle.reject(fault);
    }
    if (broken) return;
    this.#seat();
    this.#dispatch();
  }
}

function brokenFault(cause?: unknown): Fault {
  return new Fault('worker.lost', { retryable: false, cause, detail: 'recovery workers keep dying' });
}
