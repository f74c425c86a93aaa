/**
 * Records in an LMDB file.
 *
 * LMDB survives crashes but does not notice damage: pages carry no checksum, and a damaged branch page can make entries
 * disappear, come twice, or be found by iteration and not by lookup. So each value carries a checksum over key and value,
 * the number of entries is kept in a record of its own, written in the same transaction, and opening verifies the whole:
 * every entry in order, intact, found by its key, and none missing. Cost: about 3 s for a million records (decision 0045).
 * @module
 */
import { closeSync, openSync, readSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { assert, compare, concat, Fault, latin1, utf8 } from '@ashlar/base';
import type { RecordChange, RecordStore } from '@ashlar/ports';
import { open, type RootDatabase } from 'lmdb';
import { commitCause } from './commit-cause.ts';

const CHECKSUM_BYTES = 4;
/** Sorts before every table: table names begin with a letter. */
const COUNT_KEY = new Uint8Array([0]);
const FIRST_KEY = new Uint8Array([1]);
/** Of LMDB's first page. */
const MAGIC_OFFSET = 24;
const MAGIC = 0xbeefc0de;
export const RECORD_KEY_BYTES_MAX = 1_024;

type Database = RootDatabase<Uint8Array, Uint8Array>;

/** @throws Fault `store.corrupt` if anything in the file is damaged; `store.io` if it cannot be opened */
export async function openRecords(path: string): Promise<LmdbRecords> {
  checkHeader(path);
  let database: Database;
  try {
    database = open({ path, keyEncoding: 'binary', encoding: 'binary', noSubdir: true, maxReaders: 64 });
  } catch (cause) {
    throw openingFault(path, cause);
  }
  try {
    return new LmdbRecords(database, verified(database, path));
  } catch (cause) {
    await database.close();
    throw cause;
  }
}

export class LmdbRecords implements RecordStore {
  readonly #database: Database;
  #count: number;
  /** Writes one after another: each counts from what the one before it left. */
  #tail: Promise<unknown> = Promise.resolve();
  #hasFailed = false;

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

  write(changes: readonly RecordChange[]): Promise<void> {
    const written = this.#tail.then(() => this.#write(changes));
    this.#tail = written.catch(() => undefined); // Told to whoever wrote; the next write stands for itself.
    return written;
  }

  /** Verifies every record, as opening did. @returns how many there are. @throws Fault `store.corrupt` */
  scrub(): number {
    return verified(this.#database, 'the store');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#tail;
    const closed = this.#database.close();
    // After a failed commit LMDB waits for a flush that never comes; the failure has been told.
    if (!this.#hasFailed) await closed;
  }

  async #write(changes: readonly RecordChange[]): Promise<void> {
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
    } catch (thrown) {
      this.#hasFailed = true;
      const cause = await commitCause(thrown);
      const isFull = /MDB_MAP_FULL|ENOSPC|EDQUOT|No space left|quota/i.test(String(cause));
      const detail = cause instanceof Error ? cause.message : String(cause);
      throw new Fault(isFull ? 'store.full' : 'store.io', { retryable: isFull, cause, detail });
    }
  }
}

/** Reads everything. @returns the number of records. @throws Fault `store.corrupt` */
function verified(database: Database, path: string): number {
  try {
    const stored = database.get(COUNT_KEY);
    const wanted = stored === undefined ? 0 : countOf(unsealed(COUNT_KEY, stored, path));
    let found = 0;
    let previous = COUNT_KEY;
    for (const { key, value } of database.getRange({ start: FIRST_KEY })) {
      checked(key, value, path);
      if (compare(previous, key) >= 0) throw corrupt(`${path} is out of order`);
      if (!database.doesExist(key)) throw corrupt(`${path} holds a record that cannot be found`);
      previous = new Uint8Array(key);
      found++;
    }
    if (found !== wanted) throw corrupt(`${path} holds ${found} of ${wanted} records`);
    return found;
  } catch (cause) {
    // Whatever the native reader stumbles over here is damage too.
    throw cause instanceof Fault ? cause : corrupt(`${path} cannot be read`, cause);
  }
}

/** LMDB maps whatever it is given and may crash on it: what does not begin as its files do is refused before. */
function checkHeader(path: string): void {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return; // Absent, or for `open` to say why not.
  }
  try {
    const header = new Uint8Array(MAGIC_OFFSET + 4);
    const count = readSync(file, header, 0, header.length, 0);
    if (count > 0 && new DataView(header.buffer).getUint32(MAGIC_OFFSET, true) !== MAGIC)
      throw corrupt(`${path} is no database`);
  } finally {
    closeSync(file);
  }
}

function openingFault(path: string, cause: unknown): Fault {
  if (/MDB_(CORRUPTED|INVALID|PAGE_NOTFOUND|VERSION_MISMATCH|PANIC|BAD_TXN)|not an LMDB/i.test(String(cause)))
    return corrupt(`${path} is no intact database`, cause);
  const detail = `cannot open ${path}: ${cause instanceof Error ? cause.message : String(cause)}`;
  return new Fault('store.io', { retryable: false, cause, detail });
}

const corrupt = (detail: string, cause?: unknown): Fault =>
  new Fault('store.corrupt', { retryable: false, detail, cause });

function fullKey(table: string, key: Uint8Array): Uint8Array {
  assert(key.length <= RECORD_KEY_BYTES_MAX, 'a key of a record is longer than any may be');
  return concat(utf8(table), new Uint8Array([0]), key);
}

function sealed(key: Uint8Array, value: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(CHECKSUM_BYTES + value.length);
  new DataView(bytes.buffer).setUint32(0, crc32(value, crc32(key)), true);
  bytes.set(value, CHECKSUM_BYTES);
  return bytes;
}

/** The value, still in place. @throws Fault `store.corrupt` */
function checked(key: Uint8Array, bytes: Uint8Array, where: string): Uint8Array {
  const value = bytes.subarray(CHECKSUM_BYTES);
  const [a = 0, b = 0, c = 0, d = 0] = bytes;
  const stored = ((d << 24) | (c << 16) | (b << 8) | a) >>> 0;
  if (bytes.length < CHECKSUM_BYTES || crc32(value, crc32(key)) !== stored)
    throw corrupt(`a record of ${where} fails its checksum`);
  return value;
}

const unsealed = (key: Uint8Array, bytes: Uint8Array, where: string): Uint8Array =>
  new Uint8Array(checked(key, bytes, where));

function countOf(bytes: Uint8Array): number {
  return Number(latin1(bytes));
}
