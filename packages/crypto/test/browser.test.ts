/** The browser's implementation must give what the native one gives, refusals included. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fromHex } from '@ashlar/base';
import * as native from '@ashlar/crypto';
import fc from 'fast-check';
import * as browser from '../src/browser.ts';

const RUNS = Number(process.env['CRYPTO_RUNS'] ?? 20);
const bytes32 = fc.uint8Array({ minLength: 32, maxLength: 32 });
const privateKey = bytes32.filter(native.isPrivateKey);

test('whatever the browser has, the native package has, under the same name', () => {
  for (const name of Object.keys(browser)) assert.ok(name in native, name);
});

test('hashes are the same', () => {
  const pairs = [
    [browser.sha1, native.sha1],
    [browser.sha256, native.sha256],
    [browser.sha512, native.sha512],
    [browser.ripemd160, native.ripemd160],
    [browser.keccak256, native.keccak256],
    [browser.blake2b256, native.blake2b256],
    [browser.hash160, native.hash160],
    [browser.doubleSha256, native.doubleSha256],
  ] as const;
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      for (const [theirs, ours] of pairs) assert.deepEqual(theirs(bytes), ours(bytes));
    }),
    { numRuns: RUNS },
  );
});

test('keys and signatures are the same', () => {
  fc.assert(
    fc.property(privateKey, bytes32, (key, digest) => {
      const signature = native.sign(digest, key);
      assert.deepEqual(browser.publicKeyOf(key), native.publicKeyOf(key));
      assert.deepEqual(browser.sign(digest, key), signature);
      assert.deepEqual(browser.recover(digest, signature), native.recover(digest, signature));
      assert.ok(browser.verify(digest, signature, native.publicKeyOf(key)));
    }),
    { numRuns: RUNS },
  );
  assert.deepEqual(browser.privateKeyOfSeedPhrase('alice'), native.privateKeyOfSeedPhrase('alice'));
});

test('damaged signatures and keys get the same verdict', () => {
  const damage = fc.array(fc.tuple(fc.nat({ max: 64 }), fc.nat({ max: 255 })), {
    minLength: 1,
    maxLength: 3,
  });
  fc.assert(
    fc.property(privateKey, bytes32, damage, (key, digest, changes) => {
      const signature = native.sign(digest, key);
      const publicKey = native.publicKeyOf(key);
      for (const [at, value] of changes) {
        signature[at] = value;
        if (at < 33) publicKey[at] = value;
      }
      assert.deepEqual(browser.recover(digest, signature), native.recover(digest, signature));
      assert.deepEqual(browser.parsePublicKey(publicKey), native.parsePublicKey(publicKey));
      assert.equal(browser.verify(digest, signature, publicKey), native.verify(digest, signature, publicKey));
    }),
    { numRuns: RUNS * 3 },
  );
});

test('the frozen refusals are the same', () => {
  const file = join(import.meta.dirname, '../../../spec/crypto-vectors.json');
  const { refusedSignatures } = JSON.parse(readFileSync(file, 'utf8'));
  for (const { digest, signature, code } of refusedSignatures)
    assert.deepEqual(browser.recover(fromHex(digest)!, fromHex(signature)!), {
      ok: false,
      refusal: { code },
    });
  for (const bytes of [
    new Uint8Array(0),
    new Uint8Array(32),
    new Uint8Array(33),
    new Uint8Array(65).fill(6),
  ]) {
    assert.equal(browser.isPrivateKey(bytes), native.isPrivateKey(bytes));
    assert.deepEqual(browser.parsePublicKey(bytes), native.parsePublicKey(bytes));
  }
});
