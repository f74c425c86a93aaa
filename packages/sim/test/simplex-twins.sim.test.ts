/**
 * Twins: all worlds of four validators, one of them twice, whose network is scripted for the first views; and samples of
 * seven with two twins. `npm test` plays two views; `TWINS_VIEWS=4` plays four, which takes an hour of one core, less
 * with `TWINS_PART=0/2` and `TWINS_PART=1/2` in two processes; `TWINS_SAMPLES=N` draws more.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forEachTwins, Prng, randomTwins, simulate, type TwinView, twinsScenario } from '@ashlar/sim';

const views = Number(process.env['TWINS_VIEWS'] ?? 2);
const samples = Number(process.env['TWINS_SAMPLES'] ?? 100);
const [part, parts] = (process.env['TWINS_PART'] ?? '0/1').split('/').map(Number);
const isMine = ({ leader, side }: TwinView): boolean => (leader * 16 + side) % parts! === part;

for (const epochBlocks of [0, 1]) {
  const where = epochBlocks === 0 ? 'in one epoch' : 'across the seals of epochs';
  test(`one twin of four ${where}, every script of ${views} views: no disagreement, nobody framed, and life after`, (context) => {
    let [count, withEvidence, sealed] = [0, 0, 0];
    forEachTwins(
      views,
      (script) => {
        const { violations, coverage, scriptedViews } = simulate(twinsScenario(4, 1, script, epochBlocks));
        if (violations.length > 0) assert.deepEqual(violations, [], JSON.stringify(script));
        count += 1;
        if (coverage.entries.some(([what]) => what.startsWith('evidence'))) withEvidence += 1;
        if (coverage.countOf('epoch sealed') > 0) sealed += 1;
        return scriptedViews;
      },
      isMine,
    );
    context.diagnostic(`${count} scripts, evidence against the twin in ${withEvidence}, seals in ${sealed}`);
    assert.ok(count > 100 / parts! && withEvidence > 0);
    assert.equal(sealed > 0, epochBlocks > 0);
  });

  test(`two twins of seven ${where}, ${samples} random scripts of 8 views`, () => {
    for (let seed = part!; seed < samples; seed += parts!) {
      const script = randomTwins(new Prng(seed), 7, 2, 8);
      const { violations } = simulate(twinsScenario(7, 2, script, epochBlocks));
      if (violations.length > 0) assert.deepEqual(violations, [], `seed ${seed}`);
    }
  });
}

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
