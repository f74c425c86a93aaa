/**
 * Signatures and hashes for simulation: fast, deterministic, worthless as cryptography.
 *
 * A signature is a 16-byte mix of key and statement; an aggregate is the exclusive or of its parts. Whoever knows a
 * key can sign for it, so simulated adversaries must be given no other key than their own.
 * @module
 */
import { concat, equal } from '@ashlar/base';
import type { Ciphers } from './config.ts';

const SIGNATURE_BYTES = 16;

export const fakeCiphers: Ciphers = {
  hash: (bytes) => concat(mix(bytes, 1), mix(bytes, 2)),
  aggregate(signatures) {
    const sum = new Uint8Array(SIGNATURE_BYTES);
    for (const signature of signatures) {
      if (signature.length !== SIGNATURE_BYTES) return undefined;
      for (let index = 0; index < SIGNATURE_BYTES; index++) sum[index]! ^= signature[index]!;
    }
    return sum;
  },
  verify(keys, statement, signature) {
    const digest = mix(statement, 3);
    const sum = fakeCiphers.aggregate(keys.map((key) => mix(concat(key, digest), 4)));
    return sum !== undefined && equal(sum, signature);
  },
};

export function fakeSign(key: Uint8Array, statement: Uint8Array): Uint8Array {
  return mix(concat(key, mix(statement, 3)), 4);
}

/** Four lanes of 32 bits, each byte stirred into all: no two of a simulation's inputs collide by chance. */
function mix(bytes: Uint8Array, salt: number): Uint8Array {
  let [a, b, c, d] = [0x9e3779b9 ^ salt, 0x85ebca6b + salt, 0xc2b2ae35 - salt, 0x27d4eb2f * (salt + 1)];
  for (const byte of bytes) {
    a = Math.imul(a ^ byte, 0x01000193);
    b = Math.imul(b + byte, 0x85ebca6b) ^ (a >>> 13);
    c = Math.imul(c ^ (byte << 7), 0xc2b2ae35) + (b >>> 11);
    d = Math.imul(d + (byte << 3), 0x27d4eb2f) ^ (c >>> 15);
  }
  const words = new Uint32Array(4);
  for (let round = 0; round < 3; round++) {
    a = Math.imul(a ^ (d >>> 16), 0x7feb352d);
    b = Math.imul(b ^ (a >>> 15), 0x846ca68b);
    c = Math.imul(c ^ (b >>> 16), 0x7feb352d);
    d = Math.imul(d ^ (c >>> 15), 0x846ca68b);
  }
  words.set([a, b, c, d].map((word) => word >>> 0));
  return new Uint8Array(words.buffer);
}
