/**
 * An account's record in the native token: `mana_balance_object` of `spec/koinos.md` 8.1, read and written by hand.
 *
 * Every transaction reads and writes at least two of these, so they are decoded straight into a small mutable record
 * of fixed shape. The bytes are the codec's: `test/token-record.property.test.ts` compares the two.
 * Records come from the state, where only the token writes: bytes that are no record are a broken invariant.
 * @module
 */
import { assert } from '@ashlar/base';

/** Mutable: changed in place between reading and writing. */
export type AccountRecord = {
  /** Smallest units, u64. */
  balance: bigint;
  /** As of `lastUpdateMs`; u64, never above `balance`. */
  mana: bigint;
  /** Block time of the last change, ms since the epoch, u64. */
  lastUpdateMs: bigint;
  /** Whether the account pays no mana: only for governance. */
  isUnmetered: boolean;
};

const TAG_BALANCE = 0x08;
const TAG_MANA = 0x10;
const TAG_LAST_UPDATE = 0x18;
/** Field 1000 as a varint: two bytes. */
const TAG_UNMETERED_LOW = 0xc0;
const TAG_UNMETERED_HIGH = 0x3e;

/** Three u64 fields of at most 11 bytes, and one flag of 3. */
const RECORD_BYTES_MAX = 36;
const WORD = 0x1_0000_0000;

export function emptyRecord(): AccountRecord {
  return { balance: 0n, mana: 0n, lastUpdateMs: 0n, isUnmetered: false };
}

/** @throws InvariantViolation if the bytes are no canonical record */
export function readRecord(bytes: Uint8Array | undefined): AccountRecord {
  const record = emptyRecord();
  if (bytes === undefined) return record;
  let at = 0;
  if (bytes[at] === TAG_BALANCE) {
    record.balance = readVarint(bytes, at + 1);
    at = skipVarint(bytes, at + 1);
  }
  if (bytes[at] === TAG_MANA) {
    record.mana = readVarint(bytes, at + 1);
    at = skipVarint(bytes, at + 1);
  }
  if (bytes[at] === TAG_LAST_UPDATE) {
    record.lastUpdateMs = readVarint(bytes, at + 1);
    at = skipVarint(bytes, at + 1);
  }
  if (bytes[at] === TAG_UNMETERED_LOW && bytes[at + 1] === TAG_UNMETERED_HIGH) {
    record.isUnmetered = bytes[at + 2] === 1;
    at += 3;
  }
  assert(at === bytes.length, 'a token account record is canonical');
  return record;
}

const scratch = new Uint8Array(RECORD_BYTES_MAX);

/** Canonical bytes: fields ascending, zeros omitted. */
export function writeRecord(record: AccountRecord): Uint8Array {
  let end = 0;
  if (record.balance !== 0n) end = writeVarint(TAG_BALANCE, record.balance, end);
  if (record.mana !== 0n) end = writeVarint(TAG_MANA, record.mana, end);
  if (record.lastUpdateMs !== 0n) end = writeVarint(TAG_LAST_UPDATE, record.lastUpdateMs, end);
  if (record.isUnmetered) {
    scratch[end++] = TAG_UNMETERED_LOW;
    scratch[end++] = TAG_UNMETERED_HIGH;
    scratch[end++] = 1;
  }
  return scratch.slice(0, end);
}

/** The varint at `at`. Up to 7 bytes (49 bits) it is summed as a number: `bigint` arithmetic would cost five times as much. */
function readVarint(bytes: Uint8Array, at: number): bigint {
  let small = 0;
  let scale = 1;
  for (let index = at; index < at + 7; index++) {
    const byte = bytes[index]!;
    small += (byte & 127) * scale;
    if (byte < 128) return BigInt(small);
    scale *= 128;
  }
  let large = BigInt(small);
  for (let index = at + 7, shift = 49n; index < at + 10; index++, shift += 7n) {
    const byte = bytes[index]!;
    large |= BigInt(byte & 127) << shift;
    if (byte < 128) return large;
  }
  assert(false, 'a varint has at most ten bytes');
}

function skipVarint(bytes: Uint8Array, at: number): number {
  let end = at;
  while (bytes[end]! >= 128) end++;
  return end + 1;
}

/** Writes tag and value into `scratch`; returns the end. */
function writeVarint(tag: number, value: bigint, at: number): number {
  let end = at;
  scratch[end++] = tag;
  let high = value < WORD ? 0 : Number(value >> 32n);
  let low = high === 0 ? Number(value) : Number(value & 0xffff_ffffn);
  while (high > 0) {
    scratch[end++] = (low & 127) | 128;
    low = ((low >>> 7) | (high << 25)) >>> 0;
    high >>>= 7;
  }
  while (low >= 128) {
    scratch[end++] = (low & 127) | 128;
    low >>>= 7;
  }
  scratch[end++] = low;
  return end;
}
