/**
 * Multihashes: varint code ‖ varint length ‖ digest (`spec/koinos.md` 3).
 * @module
 */
import { concat, EMPTY } from '@ashlar/base';
import { sha256 } from '@ashlar/crypto';

export const MULTIHASH_CODE = {
  identity: 0x00,
  sha1: 0x11,
  sha2_256: 0x12,
  sha2_512: 0x13,
  keccak_256: 0x1b,
  ripemd_160: 0x1053,
} as const;

export const DIGEST_BYTES = 32;
export const ZERO_DIGEST: Uint8Array = new Uint8Array(DIGEST_BYTES);
/** Longest digest accepted. */
export const MULTIHASH_DIGEST_BYTES_MAX = 128;

export type Multihash = Readonly<{ code: number; digest: Uint8Array }>;

const SHA2_256_PREFIX = new Uint8Array([0x12, 32]);

/** The bytes of a multihash of any code in [0, 2^28 - 1] and a digest of at most 128 bytes. */
export function multihash(code: number, digest: Uint8Array): Uint8Array {
  if (code === MULTIHASH_CODE.sha2_256 && digest.length === DIGEST_BYTES)
    return concat(SHA2_256_PREFIX, digest);
  return concat(varint(code), varint(digest.length), digest);
}

/** The sha2-256 multihash of some bytes: 34 bytes. */
export const multihashOf = (bytes: Uint8Array): Uint8Array =>
  multihash(MULTIHASH_CODE.sha2_256, sha256(bytes));

/** `undefined` if the bytes are no multihash: its varints must be minimal, its length exact. */
export function parseMultihash(bytes: Uint8Array): Multihash | undefined {
  if (bytes.length === DIGEST_BYTES + 2 && bytes[0] === 0x12 && bytes[1] === DIGEST_BYTES) {
    return { code: MULTIHASH_CODE.sha2_256, digest: bytes.subarray(2) };
  }
  const code = readVarint(bytes, 0);
  if (code === undefined) return undefined;
  const length = readVarint(bytes, code.next);
  if (length === undefined || length.value > MULTIHASH_DIGEST_BYTES_MAX) return undefined;
  if (bytes.length !== length.next + length.value) return undefined;
  return { code: code.value, digest: length.value === 0 ? EMPTY : bytes.subarray(length.next) };
}

/** Four bytes hold every code of the table. */
const VARINT_BYTES_MAX = 4;

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 128) return new Uint8Array([...bytes, rest]);
    bytes.push((rest & 127) | 128);
  }
}

function readVarint(bytes: Uint8Array, from: number): { value: number; next: number } | undefined {
  let value = 0;
  for (let index = 0; index < VARINT_BYTES_MAX; index++) {
    const byte = bytes[from + index];
    if (byte === undefined) return undefined;
    value |= (byte & 127) << (7 * index);
    if (byte < 128) return byte === 0 && index > 0 ? undefined : { value, next: from + index + 1 };
  }
  return undefined;
}
