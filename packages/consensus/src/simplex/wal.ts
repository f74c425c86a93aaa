/**
 * Frames of the write-ahead log: length, CRC32C, bytes. A reader takes what is whole and drops the torn tail.
 *
 * Dropping is safe because nothing was said on the strength of a record that was not yet flushed; a log that lost more
 * than its unflushed tail is noticed by the signer's own memory (`Durable.signer`).
 * @module
 */
import { assert, concat, uint32be } from '@ashlar/base';
import { decodeRecord, encodeRecord } from './codec.ts';
import type { Ciphers } from './config.ts';
import type { LogRecord } from './types.ts';

/** A record holds at most one block with 7,600 nullifications. */
export const RECORD_BYTES_MAX: number = 8 * 1024 * 1024;
const PREFIX_BYTES = 8;

export function frame(record: LogRecord): Uint8Array {
  const bytes = encodeRecord(record);
  assert(bytes.length <= RECORD_BYTES_MAX, 'a log record is bounded');
  return concat(uint32be(bytes.length), uint32be(crc32c(bytes)), bytes);
}

/** All whole records from the start, and how many bytes they fill: the driver truncates the file there. */
export function readLog(
  ciphers: Ciphers,
  bytes: Uint8Array,
): Readonly<{ records: readonly LogRecord[]; validBytes: number }> {
  const records: LogRecord[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let offset = 0;
  while (offset + PREFIX_BYTES <= bytes.length) {
    const length = view.getUint32(offset);
    const body = bytes.subarray(offset + PREFIX_BYTES, offset + PREFIX_BYTES + length);
    if (length === 0 || length > RECORD_BYTES_MAX || body.length < length) break;
    if (crc32c(body) !== view.getUint32(offset + 4)) break;
    const record = decodeRecord(ciphers, body);
    if (record === undefined) break;
    records.push(record);
    offset += PREFIX_BYTES + length;
  }
  return { records, validBytes: offset };
}

const CRC32C_POLYNOMIAL = 0x82f63b78;
const TABLE: Uint32Array = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) remainder = (remainder >>> 1) ^ (remainder & 1 ? CRC32C_POLYNOMIAL : 0);
  return remainder;
});

/** CRC-32C (Castagnoli, RFC 3720): finds torn and rotten frames; no defence against forgery. */
export function crc32c(bytes: Uint8Array): number {
  let remainder = 0xffffffff;
  for (const byte of bytes) remainder = (remainder >>> 8) ^ TABLE[(remainder ^ byte) & 255]!;
  return (remainder ^ 0xffffffff) >>> 0;
}
