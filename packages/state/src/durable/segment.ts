/**
 * The bytes of a log segment: a header, then records, each bound to all before it by a running digest.
 *
 * header = 'ASHLOG' 0 1 ‖ height of the first record (4) ‖ sha256(those 12 ‖ previous)[0..20] ‖ previous digest (32)
 * record = length (4) ‖ payload ‖ digest (32) where digest = sha256(digest before ‖ length ‖ payload)
 *
 * The digest before always stands right before the record, so each record is hashed in place. A record that was
 * moved, lost, doubled or changed breaks the chain at its place.
 * @module
 */
import { concat, equal, uint32be, utf8 } from '@ashlar/base';
import { sha256 } from '@ashlar/crypto';
import { RECORD_BYTES_MAX } from './record.ts';

export const HEADER_BYTES = 64;
export const CHAIN_BYTES = 32;
const MAGIC = concat(utf8('ASHLOG'), new Uint8Array([0, 1]));
const CHECK_BYTES = 20;
const FRAME_BYTES: number = 4 + CHAIN_BYTES;

export type SegmentHeader = Readonly<{ firstHeight: number; previous: Uint8Array }>;

/** Names sort by the height of the first record. */
export function segmentName(firstHeight: number): string {
  return `delta-${firstHeight.toString().padStart(10, '0')}.log`;
}

export function isSegmentName(name: string): boolean {
  return /^delta-\d{10}\.log$/.test(name);
}

export function firstHeightOf(name: string): number {
  return Number(name.slice('delta-'.length, -'.log'.length));
}

export function encodeHeader({ firstHeight, previous }: SegmentHeader): Uint8Array {
  const start = concat(MAGIC, uint32be(firstHeight));
  return concat(start, sha256(concat(start, previous)).subarray(0, CHECK_BYTES), previous);
}

export function decodeHeader(bytes: Uint8Array): SegmentHeader | undefined {
  if (bytes.length < HEADER_BYTES) return undefined;
  const firstHeight = readU32(bytes, MAGIC.length);
  const header = { firstHeight, previous: bytes.slice(HEADER_BYTES - CHAIN_BYTES, HEADER_BYTES) };
  return equal(encodeHeader(header), bytes.subarray(0, HEADER_BYTES)) ? header : undefined;
}

/** Records of `payloads` that follow `previous`, and the digest after them. */
export function encodeRecords(
  previous: Uint8Array,
  payloads: readonly Uint8Array[],
): Readonly<{ bytes: Uint8Array; digests: readonly Uint8Array[] }> {
  const length = payloads.reduce((sum, payload) => sum + payload.length + FRAME_BYTES, CHAIN_BYTES);
  const bytes = new Uint8Array(length);
  bytes.set(previous);
  const digests: Uint8Array[] = [];
  let at = CHAIN_BYTES;
  for (const payload of payloads) {
    bytes.set(uint32be(payload.length), at);
    bytes.set(payload, at + 4);
    const end = at + 4 + payload.length;
    const digest = sha256(bytes.subarray(at - CHAIN_BYTES, end));
    bytes.set(digest, end);
    digests.push(digest);
    at = end + CHAIN_BYTES;
  }
  return { bytes: bytes.subarray(CHAIN_BYTES), digests };
}

export type FramedRecord = Readonly<{ payload: Uint8Array; digest: Uint8Array; end: number }>;

/** The record at `at` (which follows 32 bytes of the digest before), or `undefined` if there is no whole one. */
export function recordAt(bytes: Uint8Array, at: number): FramedRecord | undefined {
  if (bytes.length - at < FRAME_BYTES) return undefined;
  const length = readU32(bytes, at);
  const end = at + FRAME_BYTES + length;
  if (length > RECORD_BYTES_MAX || end > bytes.length) return undefined;
  const digest = bytes.slice(end - CHAIN_BYTES, end);
  const expected = sha256(bytes.subarray(at - CHAIN_BYTES, end - CHAIN_BYTES));
  if (!equal(digest, expected)) return undefined;
  return { payload: bytes.subarray(at + 4, end - CHAIN_BYTES), digest, end };
}

export function readU32(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset + at, 4).getUint32(0);
}
