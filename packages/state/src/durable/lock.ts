/**
 * One process a directory: a lock that the operating system drops when its holder dies, however it dies.
 *
 * Node offers no file locks; SQLite, which Node embeds, takes them portably. An exclusive transaction on an empty
 * database that is never written holds the lock; no stale lock file can be left behind.
 * @module
 */
import { DatabaseSync } from 'node:sqlite';
import { Fault } from '@ashlar/base';

const SQLITE_BUSY = 5;

/** @throws Fault `store.locked` if another process, or this one, holds the lock; `store.io` */
export function lockFile(path: string): Disposable {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { timeout: 0 });
    database.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    database?.close();
    const busy = cause instanceof Error && 'errcode' in cause && cause.errcode === SQLITE_BUSY;
    const detail = busy ? 'another process has the state open' : String(cause);
    throw new Fault(busy ? 'store.locked' : 'store.io', { retryable: busy, cause, detail });
  }
  const held = database;
  return { [Symbol.dispose]: () => held.close() };
}
