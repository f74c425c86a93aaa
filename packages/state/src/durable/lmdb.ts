/**
 * The checkpoint in LMDB: one file, one writer, reads through its memory map.
 *
 * LMDB survives crashes and does not notice flipped bits: the seal of each value is checked by whoever reads it, and
 * the start-up scan compares the whole with the recorded root. Reads are in binary, without lmdb's own caches;
 * `get` answers in a buffer that all reads share.
 * @module
 */
import { concat, EMPTY, equal, Fault, fromLatin1, latin1, utf8 } from '@ashlar/base';
import { sha256 } from '@ashlar/crypto';
import { type Database, open, type RootDatabase } from 'lmdb';
import { type ByteReader, ByteWriter, decoding } from '../codec.ts';
import { commitCause } from '../records/commit-cause.ts';
import { LABEL_BYTES, PATH_BYTES } from '../trie/path.ts';
import type { CheckpointMark, CheckpointTable } from './checkpoint.ts';
import { ioFault } from './disk.ts';
import { blockIdBytes, blockIdOf } from './record.ts';
import { CHAIN_BYTES } from './segment.ts';

const MARK_KEY = utf8('mark');
const WHOLE = 1;
const IMPORTING = 2;
const BLOCK_ID_BYTES_MAX = 64;
const BINARY = { keyEncoding: 'binary', encoding: 'binary' } as const;

type Table = Database<Uint8Array, Uint8Array>;

/** Opens or creates the database file. @throws Fault `store.corrupt`, `store.io`, `store.full` */
export function openLmdbCheckpoint(path: string): CheckpointTable {
  return translated(() => {
    const root = open<Uint8Array, Uint8Array>({ path, noSubdir: true, maxDbs: 2, ...BINARY });
    return new LmdbCheckpoint(root, root.openDB('entries', BINARY), root.openDB('meta', BINARY));
  });
}

class LmdbCheckpoint implements CheckpointTable {
  readonly #root: RootDatabase<Uint8Array, Uint8Array>;
  readonly #entries: Table;
  readonly #meta: Table;

  constructor(root: RootDatabase<Uint8Array, Uint8Array>, entries: Table, meta: Table) {
    this.#root = root;
    this.#entries = entries;
    this.#meta = meta;
  }

  mark(): CheckpointMark | undefined {
    const bytes = translated(() => this.#meta.getBinary(MARK_KEY));
    if (bytes === undefined) return undefined;
    const mark = decodeMark(new Uint8Array(bytes));
    if (mark === undefined) throw new Fault('store.corrupt', { retryable: false, detail: 'checkpoint mark' });
    return mark;
  }

  get(flat: string): Uint8Array | undefined {
    const shared = translated(() => this.#entries.getBinaryFast(fromLatin1(flat)));
    // Its `length` is what was read; the array itself is longer.
    return shared === undefined ? undefined : new Uint8Array(shared.buffer, shared.byteOffset, shared.length);
  }

  has(flat: string): boolean {
    return translated(() => this.#entries.doesExist(fromLatin1(flat)));
  }

  nextKey(flat: string): string | undefined {
    return this.#step(flat, false);
  }

  prevKey(flat: string): string | undefined {
    return this.#step(flat, true);
  }

  *scan(
    flat: string,
    countMax: number,
  ): Generator<Readonly<{ key: Uint8Array; sealed: Uint8Array }>, void, undefined> {
    const start = flat === '' ? {} : { start: fromLatin1(flat) };
    const range = translated(() => this.#entries.getRange({ ...start, limit: countMax })[Symbol.iterator]());
    for (let step = translated(() => range.next()); !step.done; step = translated(() => range.next()))
      yield { key: step.value.key, sealed: step.value.value };
  }

  async commit(
    changes: readonly Readonly<{ flat: string; sealed: Uint8Array | undefined }>[],
    mark: CheckpointMark,
  ): Promise<void> {
    try {
      await this.#root.batch(() => {
        for (const { flat, sealed } of changes) {
          if (sealed === undefined) this.#entries.remove(fromLatin1(flat));
          else this.#entries.put(fromLatin1(flat), sealed);
        }
        this.#meta.put(MARK_KEY, encodeMark(mark));
      });
      await this.#root.flushed;
    } catch (cause) {
      throw storeFault(await commitCause(cause));
    }
  }

  async clear(): Promise<void> {
    try {
      await this.#entries.clearAsync();
      await this.#meta.clearAsync();
      await this.#root.flushed;
    } catch (cause) {
      throw storeFault(await commitCause(cause));
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#root.close();
  }

  #step(flat: string, reverse: boolean): string | undefined {
    return translated(() => {
      const start = fromLatin1(flat);
      for (const key of this.#entries.getKeys({ start, exclusiveStart: true, reverse, limit: 1 }))
        return latin1(key);
      return undefined;
    });
  }
}

function encodeMark(mark: CheckpointMark): Uint8Array {
  const { block, height, root, digest } = mark.head;
  const writer = new ByteWriter();
  writer.u8(mark.kind === 'whole' ? WHOLE : IMPORTING);
  writer.u32(height);
  writer.raw(root);
  writer.raw(digest);
  writer.counted(blockIdBytes(block));
  if (mark.kind === 'importing') writer.counted(mark.after ?? EMPTY);
  return concat(writer.bytes(), sha256(writer.bytes()));
}

function decodeMark(bytes: Uint8Array): CheckpointMark | undefined {
  const body = bytes.subarray(0, -32);
  if (bytes.length < 32 || !equal(sha256(body), bytes.subarray(-32))) return undefined;
  return decoding(body, (reader: ByteReader): CheckpointMark => {
    const kind = reader.u8();
    const head = {
      height: reader.u32(),
      root: reader.raw(LABEL_BYTES),
      digest: reader.raw(CHAIN_BYTES),
      block: blockIdOf(reader.counted(BLOCK_ID_BYTES_MAX)),
    };
    if (kind === WHOLE) return { kind: 'whole', head };
    reader.check(kind === IMPORTING);
    const after = reader.counted(PATH_BYTES);
    return { kind: 'importing', head, after: after.length === 0 ? undefined : after };
  });
}

function translated<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw storeFault(cause);
  }
}

/** LMDB's structural complaints are corruption; what the system refused is I/O. */
function storeFault(cause: unknown): Fault {
  if (cause instanceof Fault) return cause;
  const text = String(cause);
  if (/MDB_(CORRUPTED|PAGE_NOTFOUND|INVALID|PANIC|VERSION_MISMATCH|BAD_|CURSOR_FULL|INCOMPATIBLE)/.test(text))
    return new Fault('store.corrupt', { retryable: false, cause, detail: text });
  if (/No space left|ENOSPC|MDB_MAP_FULL/.test(text))
    return new Fault('store.full', { retryable: true, cause, detail: text });
  return ioFault(cause);
}
