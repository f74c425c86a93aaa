import assert from 'node:assert/strict';
import { test } from 'node:test';
import { uint32be, utf8 } from '@ashlar/base';
import { simplex } from '@ashlar/consensus';
import { fakeCiphers } from '../src/simplex/testing.ts';

test('leaders are drawn in proportion to weight, the same for everybody', () => {
  const validators = [5n, 3n, 2n].map((weight, index) => ({ key: uint32be(index), weight }));
  const leaderOf = simplex.weightedLeaders(fakeCiphers, validators, utf8('seed'));
  const counts = [0, 0, 0];
  for (let view = 1; view <= 10_000; view++) counts[leaderOf(view)]! += 1;
  counts.forEach((count, index) => {
    assert.ok(Math.abs(count - Number(validators[index]!.weight) * 1_000) < 200, `${counts}`);
  });
  const other = simplex.weightedLeaders(fakeCiphers, validators, utf8('other'));
  assert.ok(Array.from({ length: 50 }, (_, view) => view).some((view) => leaderOf(view) !== other(view)));
});

test('quorums of any weights share more than the faulty share', () => {
  for (let total = 1n; total < 200n; total++) {
    const validators = [{ key: uint32be(0), weight: total }];
    const quorum = simplex.quorumOf(validators);
    assert.ok(2n * quorum - total > simplex.faultyMax(validators));
    assert.ok(total - simplex.faultyMax(validators) >= quorum, 'the honest alone are a quorum');
  }
});
