/**
 * Records in an LMDB file.
 *
 * LMDB survives crashes but does not notice damage: pages carry no checksum, and a damaged branch page can make entries
 * disappear. So each value carries a checksum over key and value, and the number of entries is kept in a record of its
 * own, written in the same transaction: opening counts the entries, and what is missing is a fault, not an absence.
 * @module
 */
import { crc32 } from 'node:zlib';
import { concat, equal, Fault, latin1, utf8 } from '@ashlar/base';
import type { RecordChange, RecordStore } from '@ashlar/ports';
import { open, type RootDatabase } from 'lmdb';

const CHECKSUM_BYTES = 4;
/** Sorts before every table: table names begin with a letter. */
const COUNT_KEY = new Uint8Array([0]);
export const RECORD_KEY_BYTES_MAX = 1_024;

type Database = RootDatabase<Uint8Array, Uint8Array>;

/** @throws Fault `store.corrupt` if entries are missing or the file cannot be read; `store.io` */
export async function openRecords(path: string): Promise<LmdbRecords> {
  let database: Database;
  try {
    database = open({ path, keyEncoding: 'binary', encoding: 'binary', noSubdir: true, maxReaders: 64 });
  } catch (cause) {
    throw new Fault('store.io', { retryable: false, cause, detail: `cannot open ${path}` });
  }
  try {
    return new LmdbRecords(database, verifiedCount(database, path));
  } catch (cause) {
    await database.close();
    throw cause;
  }
}

function verifiedCount(database: Database, path: string): number {
  const stored = database.get(COUNT_KEY);
  const wanted = stored === undefined ? 0 : countOf(unsealed(COUNT_KEY, stored, path));
  let found = 0;
  for (const _key of database.getKeys({ start: new Uint8Array([1]) })) found++;
  if (found !== wanted) {
    throw new Fault('store.corrupt', {
      retryable: false,
      detail: `${path} holds ${found} of ${wanted} records`,
    });
  }
  return found;
}

export class LmdbRecords implements RecordStore {
  readonly #database: Database;
  #count: number;

  constructor(database: Database, count: number) {
    this.#database = database;
    this.#count = count;
  }

  get(table: string, key: Uint8Array): Uint8Array | undefined {
    const full = fullKey(table, key);
    const sealed = this.#database.get(full);
    return sealed === undefined ? undefined : unsealed(full, sealed, table);
  }

  range(
    table: string,
    bounds: Readonly<{ from?: Uint8Array; to?: Uint8Array; reverse?: boolean; countMax: number }>,
  ): readonly Readonly<{ key: Uint8Array; value: Uint8Array }>[] {
    const { from, to, reverse = false, countMax } = bounds;
    const low = fullKey(table, from ?? new Uint8Array(0));
    const high = to === undefined ? concat(utf8(table), new Uint8Array([1])) : fullKey(table, to);
    const bound = reverse
      ? { start: high, end: low, reverse: true, exclusiveStart: true, inclusiveEnd: true }
      : { start: low, end: high };
    const skip = table.length + 1;
    const entries: { key: Uint8Array; value: Uint8Array }[] = [];
    for (const { key, value } of this.#database.getRange({ ...bound, limit: countMax })) {
      entries.push({ key: new Uint8Array(key.subarray(skip)), value: unsealed(key, value, table) });
    }
    return entries;
  }

  async write(changes: readonly RecordChange[]): Promise<void> {
    let count = this.#count;
    try {
      await this.#database.transaction(() => {
        for (const { table, key, value } of changes) {
          const full = fullKey(table, key);
          const existed = this.#database.doesExist(full);
          if (value === undefined) this.#database.removeSync(full);
          else this.#database.putSync(full, sealed(full, value));
          count += Number(value !== undefined) - Number(existed);
        }
        this.#database.putSync(COUNT_KEY, sealed(COUNT_KEY, utf8(String(count))));
      });
      this.#count = count;
      await this.#database.flushed;
    } catch (cause) {
      const isFull = /MDB_MAP_FULL|ENOSPC|No space left/i.test(String(cause));
      throw new Fault(isFull ? 'store.full' : 'store.io', { retryable: isFull, cause });
    }
  }

  /** Verifies every record. @throws Fault `store.corrupt` */
  scrub(): number {
    let count = 0;
    for (const { key, value } of this.#database.getRange({ start: new Uint8Array([1]) })) {
      unsealed(key, value, 'record');
      count++;
    }
    if (count !== this.#count) {
      throw new Fault('store.corrupt', { retryable: false, detail: `${count} of ${this.#count} records` });
    }
    return count;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#database.close();
  }
}

function fullKey(table: string, key: Uint8Array): Uint8Array {
  return concat(utf8(table), new Uint8Array([0]), key);
}

function sealed(key: Uint8Array, value: Uint8Array): Uint8Array {
  const checksum = crc32(value, crc32(key));
  return concat(new Uint8Array(new Uint32Array([checksum]).buffer), value);
}

function unsealed(key: Uint8Array, bytes: Uint8Array, where: string): Uint8Array {
  const value = new Uint8Array(bytes.subarray(CHECKSUM_BYTES));
  const wanted = sealed(key, value).subarray(0, CHECKSUM_BYTES);
  if (!equal(wanted, bytes.subarray(0, CHECKSUM_BYTES))) {
    throw new Fault('store.corrupt', { retryable: false, detail: `a record of ${where} fails its checksum` });
  }
  return value;
}

function countOf(bytes: Uint8Array): number {
  return Number(latin1(bytes));
}
