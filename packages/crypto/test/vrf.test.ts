/** The VRF against a second implementation, written from the specification on `@noble/curves`; and what it refuses. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concat, fromHex, utf8 } from '@ashlar/base';
import { isPrivateKey, publicKeyOf, sha256, vrf } from '@ashlar/crypto';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';

const RUNS = Number(process.env['CRYPTO_RUNS'] ?? 25);
const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const Point = secp256k1.Point;
type Point = InstanceType<typeof Point>;
const number = (bytes: Uint8Array): bigint => bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
const bytes32 = (value: bigint): Uint8Array => fromHex(value.toString(16).padStart(64, '0'))!;
const tagged = (tag: number, ...parts: Uint8Array[]): Uint8Array =>
  nobleSha256(concat(Uint8Array.of(0xfe, tag), ...parts));

function oracleHashToCurve(publicKey: Uint8Array, alpha: Uint8Array): Point {
  for (let counter = 0; counter < 256; counter++) {
    try {
      const x = tagged(1, publicKey, alpha, Uint8Array.of(counter));
      return Point.fromBytes(concat(Uint8Array.of(2), x));
    } catch {
      // Not on the curve: the next one.
    }
  }
  throw new Error('no point');
}

function oracleNonce(key: Uint8Array, digest: Uint8Array): bigint {
  let k: Uint8Array = new Uint8Array(32);
  let v: Uint8Array = new Uint8Array(32).fill(1);
  k = hmac(nobleSha256, k, concat(v, Uint8Array.of(0), key, digest));
  v = hmac(nobleSha256, k, v);
  k = hmac(nobleSha256, k, concat(v, Uint8Array.of(1), key, digest));
  v = hmac(nobleSha256, k, v);
  return number(hmac(nobleSha256, k, v));
}

function oracleProve(key: Uint8Array, alpha: Uint8Array): Uint8Array {
  const x = number(key);
  const h = oracleHashToCurve(Point.BASE.multiply(x).toBytes(), alpha);
  const gamma = h.multiply(x);
  const k = oracleNonce(key, nobleSha256(h.toBytes()));
  const points = [h, gamma, Point.BASE.multiply(k), h.multiply(k)].map((point) => point.toBytes());
  const c = tagged(2, ...points).subarray(0, 16);
  return concat(gamma.toBytes(), c, bytes32((number(c) * x + k) % ORDER));
}

const key = sha256(utf8('vrf'));
const publicKey = publicKeyOf(key);
const alpha = utf8('alpha');
const { proof, beta } = vrf.prove(key, alpha);
const altered = (offset: number, bytes: Uint8Array): Uint8Array => {
  const copy = proof.slice();
  copy.set(bytes, offset);
  return copy;
};
const malformed = { ok: false, refusal: { code: 'vrf.proofMalformed' } };
const mismatch = { ok: false, refusal: { code: 'vrf.proofMismatch' } };

test('proofs are those of an independent implementation, and verify to the same output', () => {
  const keys = fc.uint8Array({ minLength: 32, maxLength: 32 }).filter(isPrivateKey);
  fc.assert(
    fc.property(keys, fc.uint8Array({ maxLength: 200 }), (anyKey, anyAlpha) => {
      const output = vrf.prove(anyKey, anyAlpha);
      assert.deepEqual(output.proof, oracleProve(anyKey, anyAlpha));
      assert.deepEqual(output.beta, tagged(3, output.proof.subarray(0, 33)));
      const verified = vrf.verify(publicKeyOf(anyKey), anyAlpha, output.proof);
      assert.deepEqual(verified, { ok: true, value: output.beta });
    }),
    { numRuns: RUNS },
  );
});

test('a proof with any changed bit is refused', () => {
  fc.assert(
    fc.property(fc.nat({ max: vrf.PROOF_BYTES * 8 - 1 }), (bit) => {
      const changed = proof.slice();
      changed[bit >> 3]! ^= 1 << (bit & 7);
      assert.equal(vrf.verify(publicKey, alpha, changed).ok, false);
    }),
    { numRuns: RUNS * 4 },
  );
});

test('a proof is refused for another key or another alpha', () => {
  assert.deepEqual(vrf.verify(publicKeyOf(sha256(key)), alpha, proof), mismatch);
  assert.deepEqual(vrf.verify(publicKey, utf8('beta'), proof), mismatch);
});

test('a key that is no point of the curve, or is infinity, is refused', () => {
  const invalid = { ok: false, refusal: { code: 'vrf.publicKeyInvalid' } };
  for (const wrong of [new Uint8Array(0), new Uint8Array(33), Uint8Array.of(0), publicKey.subarray(1)])
    assert.deepEqual(vrf.verify(wrong, alpha, proof), invalid);
  const noPoint = concat(Uint8Array.of(2), bytes32(5n));
  assert.deepEqual(vrf.verify(noPoint, alpha, proof), invalid);
});

test('a proof of another length is refused', () => {
  for (const length of [0, 80, 82])
    assert.deepEqual(vrf.verify(publicKey, alpha, new Uint8Array(length)), {
      ok: false,
      refusal: { code: 'vrf.proofWrongLength' },
    });
});

test('Gamma must be a compressed point other than infinity', () => {
  for (const head of [0, 4, 6, 7])
    assert.deepEqual(vrf.verify(publicKey, alpha, altered(0, Uint8Array.of(head))), malformed);
  assert.deepEqual(vrf.verify(publicKey, alpha, altered(0, new Uint8Array(33))), malformed);
  assert.deepEqual(vrf.verify(publicKey, alpha, altered(1, bytes32(5n))), malformed);
});

test('s must be below the order, and neither s nor c zero: no second encoding of a proof exists', () => {
  for (const s of [0n, ORDER, 2n ** 256n - 1n])
    assert.deepEqual(vrf.verify(publicKey, alpha, altered(49, bytes32(s))), malformed);
  const s = number(proof.subarray(49));
  if (s + ORDER < 2n ** 256n)
    assert.deepEqual(vrf.verify(publicKey, alpha, altered(49, bytes32(s + ORDER))), malformed);
  assert.deepEqual(vrf.verify(publicKey, alpha, altered(33, new Uint8Array(16))), malformed);
});

test('a proof whose U is infinity is refused, not a crash', () => {
  // s·G = c·Y holds for s = c·x, whatever Gamma is.
  const c = proof.subarray(33, 49);
  const s = (number(c) * number(key)) % ORDER;
  assert.deepEqual(vrf.verify(publicKey, alpha, altered(49, bytes32(s))), mismatch);
});

test('the output of a proof can be had without its key', () => {
  assert.deepEqual(vrf.betaOfUnverifiedProof(proof), { ok: true, value: beta });
  assert.deepEqual(vrf.betaOfUnverifiedProof(altered(49, new Uint8Array(32))), malformed);
});
