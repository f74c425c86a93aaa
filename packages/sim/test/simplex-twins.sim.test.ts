/**
 * Twins: all worlds of four validators, one of them twice, whose network is scripted for the first views. `TWINS_VIEWS=3`
 * enumerates 25,740 longer ones; `TWINS_SAMPLES=N` draws more of seven validators with two twins.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exhaustiveTwins, Prng, randomTwins, simulate, twinsScenario } from '@ashlar/sim';

const views = Number(process.env['TWINS_VIEWS'] ?? 2);
const samples = Number(process.env['TWINS_SAMPLES'] ?? 100);

test(`one twin of four, every script of ${views} views: no disagreement, nobody framed, and life after`, (context) => {
  let [count, withEvidence] = [0, 0];
  for (const script of exhaustiveTwins(views)) {
    const { violations, coverage } = simulate(twinsScenario(4, 1, script));
    assert.deepEqual(violations, [], JSON.stringify(script));
    count += 1;
    if (coverage.entries.some(([what]) => what.startsWith('evidence'))) withEvidence += 1;
  }
  context.diagnostic(`${count} scripts, evidence against the twin in ${withEvidence}`);
  assert.ok(count > 300 && withEvidence > 0);
});

test('two twins of seven, random scripts of 8 views', () => {
  for (let seed = 0; seed < samples; seed++) {
    const script = randomTwins(new Prng(seed), 7, 2, 8);
    assert.deepEqual(simulate(twinsScenario(7, 2, script)).violations, [], `seed ${seed}`);
  }
});

test('two twins of four fork in some scripts, and every fork convicts a third and no honest validator', (context) => {
  let forks = 0;
  for (let seed = 0; seed < 400; seed++) {
    const { violations } = simulate(twinsScenario(4, 2, randomTwins(new Prng(seed), 4, 2, 4)));
    if (violations.some(({ rule }) => rule === 'agreement')) forks += 1;
    assert.deepEqual(
      violations.filter(({ rule }) => rule !== 'agreement'),
      [],
      `seed ${seed}`,
    );
  }
  context.diagnostic(`${forks} forks`);
  assert.ok(forks > 0);
});
