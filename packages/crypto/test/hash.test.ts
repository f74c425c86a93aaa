/** Hash functions against an independent implementation, on both sides of every switch between implementations. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hex, utf8 } from '@ashlar/base';
import * as crypto from '@ashlar/crypto';
import { blake2b } from '@noble/hashes/blake2.js';
import { ripemd160, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { keccak_256 } from '@noble/hashes/sha3.js';

const inputs = [0, 1, 31, 32, 64, 127, 128, 129, 136, 1_000].map((length) =>
  Uint8Array.from({ length }, (_, index) => (index * 7 + length) & 255),
);
const oracles = [
  ['sha1', 0x11, crypto.sha1, sha1],
  ['sha256', 0x12, crypto.sha256, sha256],
  ['sha512', 0x13, crypto.sha512, sha512],
  ['keccak256', 0x1b, crypto.keccak256, keccak_256],
  ['ripemd160', 0x1053, crypto.ripemd160, ripemd160],
  ['blake2b256', 0xb220, crypto.blake2b256, (bytes: Uint8Array) => blake2b(bytes, { dkLen: 32 })],
] as const;

function agree(): void {
  for (const [name, code, ours, theirs] of oracles)
    for (const input of inputs) {
      const digest = ours(input);
      assert.equal(Object.getPrototypeOf(digest), Uint8Array.prototype, `${name} returns plain bytes`);
      assert.equal(hex(digest), hex(theirs(input)), `${name} of ${input.length} bytes`);
      assert.equal(hex(crypto.HASH_BY_CODE.get(code)!(input)), hex(digest));
    }
}

test('every hash agrees with an independent implementation, before and after the fast Keccak is compiled', async () => {
  agree();
  assert.equal(
    hex(crypto.keccak256(utf8(''))),
    'c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470',
  );
  await crypto.openKeccak();
  await crypto.openKeccak();
  agree();
});

test('a digest is fresh memory: a later call does not change an earlier result', async () => {
  await crypto.openKeccak();
  for (const hash of crypto.HASH_BY_CODE.values()) {
    const first = hash(utf8('first'));
    const copy = first.slice();
    hash(utf8('second'));
    assert.deepEqual(first, copy);
  }
});

test('the composed hashes are compositions', () => {
  const input = utf8('ashlar');
  assert.deepEqual(crypto.hash160(input), ripemd160(sha256(input)));
  assert.deepEqual(crypto.doubleSha256(input), sha256(sha256(input)));
});

test('an unknown code names no hash', () => {
  assert.equal(crypto.HASH_BY_CODE.get(0x00), undefined);
  assert.equal(crypto.HASH_BY_CODE.size, oracles.length);
});
