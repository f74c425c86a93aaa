import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { subsets } from '../src/subsets.ts';

test('subsets of a size come in binary counting order, each once', () => {
  fc.assert(
    fc.property(fc.nat({ max: 7 }), fc.nat({ max: 8 }), fc.nat({ max: 8 }), (count, min, max) => {
      const all = Array.from({ length: count }, (_, at) => at);
      const wanted: string[] = [];
      for (let mask = 0; mask < 2 ** count; mask++) {
        const chosen = all.filter((at) => ((mask >> at) & 1) === 1);
        if (chosen.length >= min && chosen.length <= max) wanted.push(chosen.join());
      }
      const found = [...subsets(all, min, max)];
      assert.deepEqual(
        found.map(({ chosen }) => chosen.join()),
        wanted,
      );
      for (const { chosen, rest } of found) assert.deepEqual([...chosen, ...rest].toSorted(), all);
    }),
  );
});

test('one element of many is chosen without stepping through the larger subsets', () => {
  const all = Array.from({ length: 200 }, (_, at) => at);
  assert.equal([...subsets(all, 1, 1)].length, 200);
  assert.equal([...subsets(all, 199, 199)].length, 200);
});
