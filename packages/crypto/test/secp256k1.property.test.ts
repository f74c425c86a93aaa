/** Random keys and digests: this package and `@noble/curves` must agree on every signature and every key. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPrivateKey, publicKeyOf, recover, sign, verify } from '@ashlar/crypto';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import fc from 'fast-check';

const RUNS = Number(process.env['CRYPTO_RUNS'] ?? 40);
const bytes32 = fc.uint8Array({ minLength: 32, maxLength: 32 });
const privateKey = bytes32.filter(isPrivateKey);

test('signing is RFC 6979 with low S, as an independent implementation has it', () => {
  fc.assert(
    fc.property(privateKey, bytes32, (key, digest) => {
      const theirs = secp256k1.sign(digest, key, { prehash: false, format: 'recovered' });
      const ours = sign(digest, key);
      assert.equal(ours[0], 31 + theirs[0]!);
      assert.deepEqual(ours.subarray(1), theirs.subarray(1));
      assert.deepEqual(publicKeyOf(key), secp256k1.getPublicKey(key));
      assert.deepEqual(recover(digest, ours), { ok: true, value: publicKeyOf(key) });
    }),
    { numRuns: RUNS },
  );
});

test('a changed bit never recovers the signer, and never verifies', () => {
  fc.assert(
    fc.property(privateKey, bytes32, fc.nat({ max: 65 * 8 - 1 }), (key, digest, bit) => {
      const signature = sign(digest, key);
      signature[bit >> 3]! ^= 1 << (bit & 7);
      const recovered = recover(digest, signature);
      if (recovered.ok) assert.notDeepEqual(recovered.value, publicKeyOf(key));
      if (bit >= 8) assert.equal(verify(digest, signature, publicKeyOf(key)), false);
    }),
    { numRuns: RUNS },
  );
});
