import assert from 'node:assert/strict';
import { test } from 'node:test';
import { equal } from '@ashlar/base';

test('arrays are equal when every byte is, at any length and place in their buffers', () => {
  for (const length of [0, 1, 63, 64, 65, 1_000]) {
    const buffer = new Uint8Array(length + 3).fill(5);
    const view = buffer.subarray(3);
    assert.ok(equal(view, new Uint8Array(length).fill(5)));
    assert.ok(!equal(view, new Uint8Array(length + 1).fill(5)));
    for (const index of new Set([0, length - 1])) {
      if (length === 0) continue;
      const other = view.slice();
      other[index] = 6;
      assert.ok(!equal(view, other));
    }
  }
});
