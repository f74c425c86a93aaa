import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concat, uint32be } from '@ashlar/base';
import { sha256 } from '@ashlar/crypto';
import { merkleRoot } from '@ashlar/protocol';

/** The definition, one hash at a time. */
function rootOf(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 1) return leaves[0]!;
  const parents: Uint8Array[] = [];
  for (let index = 0; index < leaves.length; index += 2) {
    const [left, right] = [leaves[index]!, leaves[index + 1]];
    parents.push(right === undefined ? left : sha256(concat(left, right)));
  }
  return rootOf(parents);
}

const leavesOf = (count: number): Uint8Array[] =>
  Array.from({ length: count }, (_, index) => sha256(uint32be(index)));

test('roots of few and of many leaves are those of the definition, odd counts included', () => {
  for (const count of [1, 2, 3, 15, 16, 17, 31, 33, 100, 1_001]) {
    assert.deepEqual(
      new Uint8Array(merkleRoot(leavesOf(count))),
      new Uint8Array(rootOf(leavesOf(count))),
      `${count} leaves`,
    );
  }
});

test('leaves of other lengths than 32 bytes have a root as well', () => {
  const leaves = leavesOf(20).map((leaf) => leaf.subarray(0, 20));
  assert.deepEqual(new Uint8Array(merkleRoot(leaves)), new Uint8Array(rootOf(leaves)));
});
