/** How fast simplex is when nothing fails, in network delays; and that failing schedules become small. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { machineWithout } from '@ashlar/consensus/testing';
import { CALM_LINK, calmScenario, drawScenario, type Scenario, shrink, simulate } from '@ashlar/sim';

const delayMs = 20;
const steady = { ...CALM_LINK, delayMinMs: delayMs, delayMaxMs: delayMs };

test('a block is final 3 network delays after its building began, and one comes every 2', (context) => {
  for (const size of [4, 7, 16]) {
    const { finalityMeanMs, height, simulatedMs } = simulate({
      ...calmScenario(1, size),
      link: steady,
      chaosMs: 2_000,
    });
    const [finality, interval] = [finalityMeanMs / delayMs, simulatedMs / height / delayMs];
    context.diagnostic(
      `n = ${size}: finality ${finality.toFixed(2)} delays, a block every ${interval.toFixed(2)}`,
    );
    assert.ok(finality <= 3.2 && interval <= 2.1);
  }
});

test('one silent validator of four costs its own views, no more', () => {
  const quiet = {
    ...calmScenario(1, 4),
    link: steady,
    adversaries: new Map([[0, 'silent' as const]]),
    chaosMs: 12_000,
  };
  const { height, violations, simulatedMs } = simulate(quiet);
  assert.deepEqual(violations, []);
  const perRoundMs = simulatedMs / (height / 3);
  assert.ok(
    perRoundMs <= 6 * delayMs + 4 * quiet.delayMs,
    `${perRoundMs} ms for three blocks and a lost view`,
  );
});

test('a failing scenario shrinks to what makes it fail', () => {
  const machine = machineWithout(['H6']);
  const fails = (scenario: Scenario): boolean =>
    simulate(scenario, { machine }).violations.some(({ rule }) => rule === 'honesty');
  const draw = (seed: number): Scenario => drawScenario(seed, { size: 4, delayMs: 50 });
  const seeds = Array.from({ length: 2_000 }, (_, seed) => seed);
  const before = draw(seeds.find((seed) => draw(seed).faults.length >= 4 && fails(draw(seed)))!);
  const after = shrink(before, fails);
  assert.ok(fails(after));
  assert.ok(after.faults.length < before.faults.length && after.chaosMs <= before.chaosMs);
  assert.ok(
    after.faults.some(({ kind }) => kind === 'rollback'),
    'without H6, a lost log is what makes it fail',
  );
  for (const fault of after.faults)
    assert.ok(
      !fails({ ...after, faults: after.faults.filter((other) => other !== fault) }),
      'no fault is idle',
    );
});
