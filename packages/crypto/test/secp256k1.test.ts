/** Recoverable signatures: the forms refused, the native addon, and agreement with an independent curve. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fromHex, hex } from '@ashlar/base';
import {
  assertNativeSecp256k1,
  decompressed,
  isPrivateKey,
  parsePublicKey,
  publicKeyOf,
  recover,
  sha256,
  sign,
  verify,
} from '@ashlar/crypto';
import { secp256k1 } from '@noble/curves/secp256k1.js';

const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const key = sha256(new Uint8Array([1]));
const digest = sha256(new Uint8Array([2]));
const signature = sign(digest, key);
const number32 = (value: bigint): Uint8Array => fromHex(value.toString(16).padStart(64, '0'))!;
const altered = (change: (bytes: Uint8Array) => void): Uint8Array => {
  const copy = signature.slice();
  change(copy);
  return copy;
};

test('the key recovered from a signature is the signer’s', () => {
  assert.deepEqual(recover(digest, signature), { ok: true, value: publicKeyOf(key) });
  assert.ok(verify(digest, signature, publicKeyOf(key)));
});

test('a signature of any other length is refused', () => {
  for (const length of [0, 64, 66]) {
    const wrong = new Uint8Array(length).fill(31);
    assert.deepEqual(recover(digest, wrong), { ok: false, refusal: { code: 'signature.wrongLength' } });
    assert.equal(verify(digest, wrong, publicKeyOf(key)), false);
  }
});

test('a header outside 31 to 33 is refused', () => {
  for (const header of [0, 1, 27, 28, 30, 34, 35, 255]) {
    const wrong = altered((bytes) => {
      bytes[0] = header;
    });
    assert.deepEqual(recover(digest, wrong), { ok: false, refusal: { code: 'signature.wrongHeader' } });
    assert.equal(verify(digest, wrong, publicKeyOf(key)), false);
  }
});

test('the mirrored spelling with a high S is refused, down to n / 2 + 1', () => {
  const s = BigInt(`0x${hex(signature.subarray(33))}`);
  const mirrored = altered((bytes) => {
    bytes.set(number32(ORDER - s), 33);
    bytes[0] = 31 + ((bytes[0]! - 31) ^ 1);
  });
  assert.deepEqual(recover(digest, mirrored), { ok: false, refusal: { code: 'signature.highS' } });
  assert.equal(verify(digest, mirrored, publicKeyOf(key)), false);
  const lowest = altered((bytes) => bytes.set(number32(ORDER / 2n + 1n), 33));
  assert.deepEqual(recover(digest, lowest), { ok: false, refusal: { code: 'signature.highS' } });
  const highest = altered((bytes) => bytes.set(number32(ORDER / 2n), 33));
  assert.equal(recover(digest, highest).ok, true);
});

test('R or S out of range, or an R that is no coordinate, is refused', () => {
  const unrecoverable = { ok: false, refusal: { code: 'signature.unrecoverable' } };
  for (const [value, offset] of [
    [0n, 1],
    [0n, 33],
    [ORDER, 1],
    [5n, 1], // No point has x = 5.
  ] as const) {
    const wrong = altered((bytes) => bytes.set(number32(value), offset));
    assert.deepEqual(recover(digest, wrong), unrecoverable, `${value} at ${offset}`);
    assert.equal(verify(digest, wrong, publicKeyOf(key)), false);
  }
});

test('a private key is a number from 1 to n - 1', () => {
  for (const value of [0n, ORDER, ORDER + 1n]) assert.equal(isPrivateKey(number32(value)), false);
  for (const value of [1n, ORDER - 1n]) assert.equal(isPrivateKey(number32(value)), true);
  assert.equal(isPrivateKey(new Uint8Array(31).fill(1)), false);
});

test('a public key is parsed from both SEC1 forms, and refused if hybrid, short or off the curve', () => {
  const compressed = publicKeyOf(key);
  const uncompressed = secp256k1.getPublicKey(key, false);
  assert.deepEqual(decompressed(compressed), uncompressed);
  for (const form of [compressed, uncompressed])
    assert.deepEqual(parsePublicKey(form), { ok: true, value: compressed });
  const hybrid = uncompressed.slice();
  hybrid[0] = 6 + (uncompressed[64]! & 1);
  const offCurve = uncompressed.slice();
  offCurve[64]! ^= 1;
  for (const wrong of [hybrid, offCurve, compressed.subarray(0, 32), new Uint8Array(0), new Uint8Array(1)])
    assert.deepEqual(parsePublicKey(wrong), { ok: false, refusal: { code: 'publicKey.invalid' } });
});

test('the native addon is loaded here, and its absence is a fault', () => {
  assertNativeSecp256k1();
  const script = `import('@ashlar/crypto').then(({ assertNativeSecp256k1 }) => assertNativeSecp256k1())`;
  const { status, stderr } = spawnSync(process.execPath, ['-e', script], {
    cwd: import.meta.dirname,
    env: { ...process.env, npm_config_arch: 'none' }, // The addon's loader then looks for binaries that are not there.
    encoding: 'utf8',
  });
  assert.equal(status, 1);
  assert.match(stderr, /crypto\.slowFallback/);
});
