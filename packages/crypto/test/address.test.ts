/** Addresses, WIF, and the bounded cache of addresses. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { utf8 } from '@ashlar/base';
import {
  AddressCache,
  addressOf,
  addressText,
  encodeWif,
  parseAddress,
  parseWif,
  privateKeyOfSeedPhrase,
  publicKeyOf,
  sha256,
} from '@ashlar/crypto';
import fc from 'fast-check';
import { Signer } from 'koilib';

const keyAt = (index: number): Uint8Array => publicKeyOf(sha256(Uint8Array.of(index, index >> 8)));

test('addresses and WIF are koilib’s', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (phrase) => {
      const signer = Signer.fromSeed(phrase);
      const key = privateKeyOfSeedPhrase(phrase);
      assert.equal(addressText(addressOf(publicKeyOf(key))), signer.getAddress());
      assert.equal(encodeWif(key), signer.getPrivateKey('wif'));
      assert.deepEqual(parseWif(signer.getPrivateKey('wif')), { ok: true, value: key });
      assert.deepEqual(parseWif(signer.getPrivateKey('wif', false)), { ok: true, value: key });
    }),
    { numRuns: 10 },
  );
});

test('the text of an address leads back to its bytes, and a typing error is noticed', () => {
  const address = addressOf(keyAt(1));
  const text = addressText(address);
  assert.deepEqual(parseAddress(text), { ok: true, value: address });
  const malformed = { ok: false, refusal: { code: 'address.malformed' } };
  const mistyped = text.slice(0, 5) + (text[5] === 'a' ? 'b' : 'a') + text.slice(6);
  for (const wrong of [
    mistyped,
    '',
    '0',
    'l',
    `${text} `,
    '1'.repeat(65),
    '1'.repeat(1e6),
    encodeWif(sha256(address)),
  ])
    assert.deepEqual(parseAddress(wrong), malformed);
});

test('a WIF of another version, length or flag, or with a key of zero, is refused', () => {
  const malformed = { ok: false, refusal: { code: 'wif.malformed' } };
  const address = addressText(addressOf(keyAt(1)));
  const zero = '5HpHagT65TZzG1PH3CSu63k8DbpvD8s5ip4nEB3kEsreAbuatmU'; // 0x80, 32 zero bytes, checksum.
  for (const wrong of [address, zero, '', encodeWif(sha256(utf8('x'))).slice(1)])
    assert.deepEqual(parseWif(wrong), malformed);
});

test('the cache answers as addressOf does, and never holds more than its bound', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 9 }),
      fc.array(fc.nat({ max: 14 }), { maxLength: 60 }),
      (max, script) => {
        const cache = new AddressCache(max);
        for (const index of script) {
          assert.deepEqual(cache.of(keyAt(index)), addressOf(keyAt(index)));
          assert.ok(cache.size <= max);
        }
      },
    ),
    { numRuns: 30 },
  );
});

test('an address in use stays cached while others pass by', () => {
  const cache = new AddressCache(8);
  const first = cache.of(keyAt(0));
  for (let index = 1; index < 40; index++) {
    cache.of(keyAt(index));
    assert.equal(cache.of(keyAt(0)), first, 'the same memory, hence remembered');
  }
  for (let index = 40; index < 60; index++) cache.of(keyAt(index));
  assert.notEqual(cache.of(keyAt(0)), first, 'forgotten once unused');
});
