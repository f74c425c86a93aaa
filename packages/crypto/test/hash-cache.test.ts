/** The bounded memory of a hash function. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HashCache, hash160 } from '@ashlar/crypto';
import fc from 'fast-check';

const input = (index: number): Uint8Array => new Uint8Array(33).fill(index);

test('the cache answers as the function does, and never holds more than its bound', () => {
  const script = fc.array(fc.nat({ max: 14 }), { maxLength: 60 });
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 9 }), script, (max, indexes) => {
      const cache = new HashCache(hash160, max);
      for (const index of indexes) {
        assert.deepEqual(cache.of(input(index)), hash160(input(index)));
        assert.ok(cache.size <= max);
      }
    }),
  );
});

test('what is in use stays remembered while others pass by, and is forgotten once unused', () => {
  let derived = 0;
  const cache = new HashCache((bytes) => {
    derived++;
    return hash160(bytes);
  }, 8);
  for (let index = 1; index < 40; index++) {
    cache.of(input(index));
    cache.of(input(0));
  }
  assert.equal(derived, 40);
  for (let index = 40; index < 60; index++) cache.of(input(index));
  cache.of(input(0));
  assert.equal(derived, 61);
});

test('a cache that could hold nothing is a bug', () => {
  assert.throws(() => new HashCache(hash160, 1), /cache/);
});
