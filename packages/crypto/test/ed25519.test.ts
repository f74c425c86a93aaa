/** Ed25519 against `@noble/curves`, and the lenient cases that consensus must not accept. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromHex, utf8 } from '@ashlar/base';
import { ed25519, sha256 } from '@ashlar/crypto';
import { ed25519 as oracle } from '@noble/curves/ed25519.js';
import fc from 'fast-check';

const pair = ed25519.keyPairOf(sha256(utf8('ed25519')));
const message = utf8('message');
const signature = ed25519.sign(message, pair);
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;

test('keys and signatures are those of an independent implementation', () => {
  const bytes32 = fc.uint8Array({ minLength: 32, maxLength: 32 });
  fc.assert(
    fc.property(bytes32, fc.uint8Array({ maxLength: 300 }), (seed, text) => {
      const keyPair = ed25519.keyPairOf(seed);
      assert.deepEqual(keyPair.publicKey, oracle.getPublicKey(seed));
      const signed = ed25519.sign(text, keyPair);
      assert.deepEqual(signed, oracle.sign(text, seed));
      assert.ok(ed25519.verify(text, signed, keyPair.publicKey));
    }),
    { numRuns: Number(process.env['CRYPTO_RUNS'] ?? 20) },
  );
});

test('a changed bit of message, signature or key is refused', () => {
  for (const [index, part] of [message, signature, pair.publicKey].entries())
    for (let bit = 0; bit < part.length * 8; bit += 5) {
      const parts = [message.slice(), signature.slice(), pair.publicKey.slice()] as const;
      parts[index]![bit >> 3]! ^= 1 << (bit & 7);
      assert.equal(ed25519.verify(...parts), false);
    }
});

test('wrong lengths are refused', () => {
  assert.equal(ed25519.verify(message, signature.subarray(1), pair.publicKey), false);
  assert.equal(ed25519.verify(message, signature, pair.publicKey.subarray(1)), false);
  assert.throws(() => ed25519.keyPairOf(new Uint8Array(31)), /seed/);
});

test('a signature with S + order is refused: no second spelling', () => {
  const s = signature.slice(32).reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n);
  const shifted = signature.slice();
  shifted.set(fromHex((s + ORDER).toString(16).padStart(64, '0'))!.reverse(), 32);
  assert.equal(ed25519.verify(message, shifted, pair.publicKey), false);
});

test('a key of small order, under which one signature fits many messages, is refused', () => {
  const identity = new Uint8Array(32);
  identity[0] = 1;
  const universal = new Uint8Array(64);
  universal[0] = 1;
  assert.equal(ed25519.verify(message, universal, identity), false);
});
