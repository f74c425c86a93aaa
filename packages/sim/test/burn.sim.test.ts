/**
 * Proof of burn in virtual time. `SEED=1234 node --test <this file>` replays one world and prints its timeline; `SEEDS=N`
 * widens.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CALM_BURN, Coverage, drawBurnScenario, simulateBurn } from '@ashlar/sim';

const { SEED, SEEDS } = process.env;
const count = Number(SEEDS ?? 30);
const seeds = SEED === undefined ? Array.from({ length: count }, (_, seed) => seed) : [Number(SEED)];
/** Blocks of the last moments, which not all have heard of. */
const SPREAD_MAX = 3;

test('through loss, cuts shorter than the depth, outages and cheats, producers agree again, and nothing final is undone', () => {
  const coverage = new Coverage();
  for (const seed of seeds) {
    const outcome = simulateBurn(drawBurnScenario(seed), { isTraced: SEED !== undefined });
    if (SEED !== undefined) process.stdout.write(`${outcome.timeline}\n`);
    assert.deepEqual(outcome.violations, [], `SEED=${seed}`);
    assert.equal(outcome.partedAt, undefined, `SEED=${seed}`);
    assert.ok(outcome.spread <= SPREAD_MAX, `SEED=${seed}: heads ${outcome.spread} apart`);
    assert.ok(outcome.height > 60, `SEED=${seed}: ${outcome.height} blocks`);
    coverage.add(outcome.coverage);
  }
  const expected = ['cut', 'caught up', 'reorganized', 'stepped back', 'too old'];
  if (seeds.length >= 30) assert.deepEqual(coverage.missing(expected), [], 'states never reached');
});

test('equal seeds give equal worlds', () => {
  const hash = (seed: number): string => simulateBurn(drawBurnScenario(seed)).traceHash;
  assert.equal(hash(1), hash(1));
  assert.notEqual(hash(1), hash(2));
});

test("producers' shares of 10,000 blocks follow their power within three standard deviations", () => {
  const powers = [50n, 25n, 12n, 8n, 5n];
  const scenario = { ...CALM_BURN, powers, seed: 7, quantumMs: 50, endMs: 10_600_000 };
  const { shares, height, violations } = simulateBurn(scenario);
  assert.deepEqual(violations, []);
  assert.ok(height >= 10_000, `${height} blocks`);
  for (const [index, power] of powers.entries()) {
    const p = Number(power) / 100;
    const deviations = (shares[index]! - height * p) / Math.sqrt(height * p * (1 - p));
    assert.ok(
      Math.abs(deviations) <= 3,
      `producer ${index}: ${shares[index]} of ${height}, ${deviations} deviations`,
    );
  }
});

test('whoever makes two blocks of each quantum gains by none of them', () => {
  const powers = [40n, 30n, 30n];
  const scenario = { ...CALM_BURN, powers, seed: 3, endMs: 500_000 };
  const honest = simulateBurn(scenario);
  const cheated = simulateBurn({ ...scenario, cheats: [0] });
  assert.ok(honest.shares[0]! > 0.3 * honest.height);
  assert.ok(cheated.shares[0]! < 0.05 * cheated.height, `${cheated.shares[0]} of ${cheated.height}`);
  assert.ok(cheated.coverage.countOf('stepped back') > 0);
  assert.equal(cheated.partedAt, undefined);
});

test('a cut of more blocks than the depth parts a chain for good: final by depth is no more than that', () => {
  const partitions = [{ fromMs: 10_000, untilMs: 250_000, side: [0] }];
  const { partedAt, violations } = simulateBurn({ ...CALM_BURN, partitions, endMs: 300_000 });
  assert.deepEqual(violations, [], 'each side keeps what it called final');
  assert.ok(partedAt !== undefined);
});
