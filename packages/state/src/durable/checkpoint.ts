/**
 * The checkpoint: a sorted table of sealed values, replaced atomically by one commit, as a port.
 *
 * A sealed value carries what detects damage to it and what the trie is rebuilt from without hashing it again:
 * crc32(flat key ‖ rest) (4) ‖ path (40) ‖ sha256(value) (32) ‖ value.
 * @module
 */
import { crc32 } from 'node:zlib';
import { assert, fromLatin1 } from '@ashlar/base';
import type { StateHead } from '@ashlar/ports';
import { PATH_BYTES } from '../trie/path.ts';
import { readU32 } from './segment.ts';

/** What a checkpoint holds: the state of `head`, whose log record ends in the running digest `digest`. */
export type CheckpointHead = StateHead & Readonly<{ digest: Uint8Array }>;

/** How far a checkpoint is: whole, or on the way to being a snapshot's copy, imported up to the path `after`. */
export type CheckpointMark =
  | Readonly<{ kind: 'whole'; head: CheckpointHead }>
  | Readonly<{ kind: 'importing'; head: CheckpointHead; after: Uint8Array | undefined }>;

/** `sealed` undefined: removed. */
export type CheckpointChange = Readonly<{ flat: string; sealed: Uint8Array | undefined }>;

export interface CheckpointTable extends AsyncDisposable {
  /** Undefined before the first commit. @throws Fault `store.corrupt` */
  mark(): CheckpointMark | undefined;
  /** The sealed value, valid until the next read: callers copy what they keep. */
  get(flat: string): Uint8Array | undefined;
  has(flat: string): boolean;
  /** The smallest key greater than `flat`. */
  nextKey(flat: string): string | undefined;
  prevKey(flat: string): string | undefined;
  /** All entries with keys from `flat` on, in order; at most `countMax`. */
  scan(flat: string, countMax: number): Iterable<Readonly<{ key: Uint8Array; sealed: Uint8Array }>>;
  /** Applies sorted changes in one transaction; flushed when it resolves. @throws Fault */
  commit(changes: readonly CheckpointChange[], mark: CheckpointMark): Promise<void>;
  /** Removes everything. @throws Fault */
  clear(): Promise<void>;
}

const CRC_BYTES = 4;
/** Where a sealed value's leaf (path and value hash) lies. */
export const LEAF_AT: number = CRC_BYTES;
export const VALUE_AT: number = CRC_BYTES + PATH_BYTES + 32;

/** `leaf` is path ‖ value hash, 72 bytes. */
export function sealValue(flat: string, leaf: Uint8Array, value: Uint8Array): Uint8Array {
  assert(leaf.length === VALUE_AT - LEAF_AT, 'a leaf is a path and a value hash');
  const sealed = new Uint8Array(VALUE_AT + value.length);
  sealed.set(leaf, LEAF_AT);
  sealed.set(value, VALUE_AT);
  writeU32(sealed, checksum(fromLatin1(flat), sealed));
  return sealed;
}

/** Whether a sealed value is the one that was sealed under this key. */
export function isIntact(key: Uint8Array, sealed: Uint8Array): boolean {
  return sealed.length >= VALUE_AT && readU32(sealed, 0) === checksum(key, sealed);
}

function writeU32(into: Uint8Array, value: number): void {
  into[0] = value >>> 24;
  into[1] = value >>> 16;
  into[2] = value >>> 8;
  into[3] = value;
}

function checksum(key: Uint8Array, sealed: Uint8Array): number {
  return crc32(sealed.subarray(CRC_BYTES), crc32(key));
}
