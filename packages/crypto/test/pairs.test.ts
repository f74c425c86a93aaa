import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hashPairs, PAIR_BYTES, sha256 } from '@ashlar/crypto';

test('a batch gives the digests that single calls give, in order', () => {
  for (const count of [0, 1, 2, 3, 16, 17, 255]) {
    const messages = Uint8Array.from({ length: count * PAIR_BYTES }, (_, index) => (index * 7 + count) & 255);
    const digests = new Uint8Array(count * 32);
    hashPairs(messages, digests);
    for (let index = 0; index < count; index++) {
      const message = messages.subarray(index * PAIR_BYTES, (index + 1) * PAIR_BYTES);
      assert.deepEqual(
        digests.slice(index * 32, (index + 1) * 32),
        sha256(message),
        `message ${index} of ${count}`,
      );
    }
  }
});
