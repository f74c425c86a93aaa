/**
 * SHA-256 straight into place, for the two or three short hashes that every changed entry costs.
 *
 * OpenSSL answering with a string allocates no buffer: 0.2 µs where a digest in an array of its own takes 0.5 µs.
 * @module
 */
import { hash } from 'node:crypto';

/** Writes the first `count` (at most 32) bytes of the digest to `into`, from `at` on. */
export function sha256Into(bytes: Uint8Array, into: Uint8Array, at: number, count = 32): void {
  const digest = hash('sha256', bytes, 'binary');
  for (let index = 0; index < count; index++) into[at + index] = digest.charCodeAt(index);
}
