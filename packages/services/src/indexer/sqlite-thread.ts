/**
 * `sqlite-store.ts` on a thread of its own: what SQLite takes of a busy node's time, it takes there. Rows are copied on
 * the way. A thread that is lost is told once, as a fault; the next question starts another.
 * @module
 */
import { Worker } from 'node:worker_threads';
import { Fault } from '@ashlar/base';
import type { Rows, SqlStore, Standing, Tip } from './sql-store.ts';
import type { SqliteDone, SqliteJob, SqlitePlace } from './sqlite-worker.ts';
import type { SqlValue } from './tables.ts';

/**
 * Opens or creates the index of a chain.
 * @throws Fault as `openSqliteStore`; `worker.lost`
 */
export async function openSqliteThread(path: string, chainId: Uint8Array): Promise<SqlStore> {
  const place: SqlitePlace = { path, chainId };
  const store = new SqliteThread(
    () => new Worker(new URL('./sqlite-worker.ts', import.meta.url), { workerData: place }),
  );
  try {
    await store.standing();
    return store;
  } catch (cause) {
    await store[Symbol.asyncDispose]();
    throw cause;
  }
}

export class SqliteThread implements SqlStore {
  readonly #start: () => Worker;
  /** Questions that wait for an answer: as many as are asked at once. */
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  #worker: Worker | undefined;
  #nextId = 0;

  /** Use `openSqliteThread`; `start` is a parameter for the sake of tests that lose the thread. */
  constructor(start: () => Worker) {
    this.#start = start;
  }

  standing(): Promise<Standing> {
    return this.#ask('standing', []) as Promise<Standing>;
  }

  idAt(height: bigint): Promise<string | undefined> {
    return this.#ask('idAt', [height]) as Promise<string | undefined>;
  }

  replaceAbove(from: Tip, height: bigint, rows: Rows, next: Standing): Promise<void> {
    return this.#ask('replaceAbove', [from, height, rows, next]) as Promise<void>;
  }

  read(sql: string): Promise<readonly Readonly<Record<string, SqlValue>>[]> {
    return this.#ask('read', [sql]) as Promise<readonly Readonly<Record<string, SqlValue>>[]>;
  }

  #ask(method: SqliteJob['method'], args: SqliteJob['args']): Promise<unknown> {
    this.#worker ??= this.#begin();
    const id = this.#nextId++;
    const waiting = Promise.withResolvers<unknown>();
    this.#waiting.set(id, waiting);
    this.#worker.postMessage({ id, method, args } satisfies SqliteJob);
    return waiting.promise;
  }

  #begin(): Worker {
    const worker = this.#start();
    worker.on('message', ({ id, value, fault }: SqliteDone) => {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (fault === undefined) waiting?.resolve(value);
      else waiting?.reject(new Fault(fault.code, fault));
    });
    worker.on('error', (cause) => this.#lose(worker, cause));
    worker.on('exit', (code) => this.#lose(worker, new Error(`it ended with ${code}`)));
    return worker;
  }

  #lose(worker: Worker, cause: unknown): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    const detail = `the thread of the SQL index: ${cause instanceof Error ? cause.message : String(cause)}`;
    const fault = new Fault('worker.lost', { retryable: true, cause, detail });
    for (const { reject } of this.#waiting.values()) reject(fault);
    this.#waiting.clear();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const worker = this.#worker;
    if (worker === undefined) return;
    await this.#ask('close', []);
    await worker.terminate();
  }
}
