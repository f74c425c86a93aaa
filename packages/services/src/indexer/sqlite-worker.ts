/** A SQLite store on a thread of its own, for `sqlite-thread.ts`, which starts it and tells it what to do. @module */
import { parentPort, workerData } from 'node:worker_threads';
import { assert, Fault, type FaultCode } from '@ashlar/base';
import type { SqlStore } from './sql-store.ts';
import { openSqliteStore } from './sqlite-store.ts';

export type SqlitePlace = Readonly<{ path: string; chainId: Uint8Array }>;
export type SqliteMethod = 'standing' | 'idAt' | 'replaceAbove' | 'read';
/** A call of one of a store's methods; `close` ends it. */
export type SqliteJob = Readonly<{ id: number; method: SqliteMethod | 'close'; args: readonly unknown[] }>;
export type SqliteDone = Readonly<{
  id: number;
  value?: unknown;
  fault?: Readonly<{ code: FaultCode; retryable: boolean; detail: string }>;
}>;

assert(parentPort !== null, 'a SQLite worker is started by its store');
const port = parentPort;
const { path, chainId } = workerData as SqlitePlace;
let store: SqlStore | undefined;

port.on('message', async ({ id, method, args }: SqliteJob) => {
  try {
    port.postMessage({ id, value: await answer(method, args) } satisfies SqliteDone);
  } catch (cause) {
    if (!(cause instanceof Fault)) throw cause; // It ends this thread, and is told there.
    const { code, retryable, message } = cause;
    const detail = message.slice(code.length + 2);
    port.postMessage({ id, fault: { code, retryable, detail } } satisfies SqliteDone);
  }
});

async function answer(method: SqliteJob['method'], args: readonly unknown[]): Promise<unknown> {
  if (method === 'close') return await store?.[Symbol.asyncDispose]();
  store ??= openSqliteStore(path, chainId);
  const run = store[method] as (...all: readonly unknown[]) => Promise<unknown>;
  return await run.apply(store, [...args]);
}
