/**
 * Hash functions: bytes in, a fresh digest out, synchronously.
 *
 * Each function is bound to the fastest implementation that was measured, behind one signature. OpenSSL (through
 * `node:crypto`) does the NIST family and RIPEMD-160; libsodium does BLAKE2b. OpenSSL in Node offers no Keccak, so Keccak-256 is WebAssembly,
 * which compiles asynchronously: until `openKeccak` has resolved, the same function is computed by `@noble/hashes`,
 * seven times slower, and with the same result. So no caller can be caught by a hash that is "not open yet".
 *
 * Not here: batches of Merkle nodes (`pairs.ts`), and streaming, which nothing needs.
 * @module
 */
import { hash as opensslHash } from 'node:crypto';
import { keccak_256 as portableKeccak } from '@noble/hashes/sha3.js';
import { createKeccak } from 'hash-wasm';
import sodium from 'sodium-native';

export type HashFunction = (bytes: Uint8Array) => Uint8Array;

/** 32 bytes. */
export function sha256(bytes: Uint8Array): Uint8Array {
  const digest = new Uint8Array(32);
  sha256Into(bytes, digest, 0);
  return digest;
}

/** Writes the first `count` (at most 32) bytes of the digest to `into`, from `at` on. */
export function sha256Into(bytes: Uint8Array, into: Uint8Array, at: number, count = 32): void {
  // A digest handed over as a string of bytes needs no buffer of its own: 0.25 instead of 0.5 µs for short inputs.
  const digest = opensslHash('sha256', bytes, 'binary');
  for (let index = 0; index < count; index++) into[at + index] = digest.charCodeAt(index);
}

/** 64 bytes. */
export const sha512: HashFunction = (bytes) => digestOf('sha512', bytes);

/** 20 bytes. Broken against collisions; kept because Koinos' `hash` system call offers it. */
export const sha1: HashFunction = (bytes) => digestOf('sha1', bytes);

/** 20 bytes. */
export const ripemd160: HashFunction = (bytes) => digestOf('ripemd160', bytes);

/** `ripemd160(sha256(bytes))`, 20 bytes: Bitcoin's and Koinos' key hash. */
export const hash160: HashFunction = (bytes) => ripemd160(sha256(bytes));

/** `sha256(sha256(bytes))`, 32 bytes: the checksum of Base58Check. */
export const doubleSha256: HashFunction = (bytes) => sha256(sha256(bytes));

/** BLAKE2b with a digest of 32 bytes, no key. */
export function blake2b256(bytes: Uint8Array): Uint8Array {
  const digest = new Uint8Array(32);
  sodium.crypto_generichash(digest, bytes);
  return digest;
}

/** Keccak with the original padding (Ethereum's), not SHA3-256: 32 bytes. */
export const keccak256: HashFunction = (bytes) => keccak(bytes);
let keccak: HashFunction = portableKeccak;

/** Compiles the fast Keccak-256. Idempotent; a few milliseconds; changes no result. */
export async function openKeccak(): Promise<void> {
  const hasher = await createKeccak(256);
  keccak = (bytes) => hasher.init().update(bytes).digest('binary');
}

/**
 * The hash functions by their code in the multicodec table, as the `hash` system call names them (spec koinos 3).
 * Frozen: adding a code is a protocol change.
 */
export const HASH_BY_CODE: ReadonlyMap<number, HashFunction> = new Map([
  [0x11, sha1],
  [0x12, sha256],
  [0x13, sha512],
  [0x1b, keccak256],
  [0x1053, ripemd160],
  [0xb220, blake2b256],
]);

function digestOf(algorithm: string, bytes: Uint8Array): Uint8Array {
  const digest = opensslHash(algorithm, bytes, 'buffer');
  return new Uint8Array(digest.buffer, digest.byteOffset, digest.length);
}
