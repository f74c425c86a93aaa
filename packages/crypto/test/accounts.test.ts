/** Mnemonics and paths. The values that wallets show are in the vectors. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACCOUNT_INDEX_MAX, mnemonicOf, parseMnemonic, privateKeyOfMnemonic } from '@ashlar/crypto';
import fc from 'fast-check';

test('every entropy has a mnemonic of 12 to 24 words that passes its own checksum', () => {
  const entropy = fc
    .constantFrom(16, 20, 24, 28, 32)
    .chain((size) => fc.uint8Array({ minLength: size, maxLength: size }));
  fc.assert(
    fc.property(entropy, (bytes) => {
      const mnemonic = mnemonicOf(bytes);
      assert.equal(mnemonic.split(' ').length, (bytes.length * 3) / 4);
      assert.deepEqual(parseMnemonic(mnemonic), { ok: true, value: mnemonic });
    }),
    { numRuns: 20 },
  );
  assert.throws(() => mnemonicOf(new Uint8Array(15)), /entropy/);
});

test('case and spacing of people are forgiven, wrong words and checksums are not', () => {
  const words = 'legal winner thank year wave sausage worth useful legal winner thank yellow';
  assert.deepEqual(parseMnemonic(`  ${words.toUpperCase().replaceAll(' ', '\n ')} `), {
    ok: true,
    value: words,
  });
  const invalid = { ok: false, refusal: { code: 'mnemonic.invalid' } };
  for (const wrong of [
    '',
    'legal',
    words.replace('yellow', 'year'),
    words.replace('legal', 'lega'),
    'a '.repeat(300),
  ])
    assert.deepEqual(parseMnemonic(wrong), invalid);
});

test('indexes, paths and passphrases each lead to keys of their own', async () => {
  const words = mnemonicOf(new Uint8Array(16));
  const keys = await Promise.all([
    privateKeyOfMnemonic(words, 'koinos', 0),
    privateKeyOfMnemonic(words, 'koinos', 1),
    privateKeyOfMnemonic(words, 'koinos', ACCOUNT_INDEX_MAX),
    privateKeyOfMnemonic(words, 'ethereum', 0),
    privateKeyOfMnemonic(words, 'koinos', 0, 'passphrase'),
  ]);
  assert.equal(new Set(keys.map((key) => key.join())).size, keys.length);
  for (const index of [-1, 0.5, ACCOUNT_INDEX_MAX + 1])
    await assert.rejects(privateKeyOfMnemonic(words, 'koinos', index), /index/);
});
