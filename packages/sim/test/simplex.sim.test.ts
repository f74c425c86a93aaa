/**
 * Simplex under a swarm of faults and adversaries: chaos first, where *safety* must hold; then healed, where the honest
 * must finalize again. `SEED=1234 node --test <this file>` replays one world and prints its timeline; `SEEDS=N` widens.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Coverage, drawScenario, EXPECTED, simulate } from '@ashlar/sim';

const { SEED, SEEDS } = process.env;
const count = Number(SEEDS ?? 500);
const seeds = SEED === undefined ? Array.from({ length: count }, (_, seed) => seed) : [Number(SEED)];

/** Views a healed cluster may need: leaders of the faulty third may waste theirs. */
const VIEWS_TO_RECOVER_MAX = 10;

test('no honest nodes ever disagree, none signs or is accused of a contradiction, and all finalize once healed', () => {
  const coverage = new Coverage();
  let slowest = 0;
  for (const seed of seeds) {
    const scenario = drawScenario(seed);
    const outcome = simulate(scenario, { isTraced: SEED !== undefined });
    if (SEED !== undefined) process.stdout.write(`${outcome.timeline}\n`);
    assert.deepEqual(outcome.violations, [], `SEED=${seed}`);
    slowest = Math.max(slowest, outcome.viewsToRecover - scenario.size);
    coverage.add(outcome.coverage);
  }
  assert.ok(slowest <= VIEWS_TO_RECOVER_MAX, `recovery took ${slowest} views more than validators`);
  if (seeds.length >= 500) assert.deepEqual(coverage.missing(EXPECTED), [], 'states never reached');
});

test('equal seeds give equal traces, and other seeds others', () => {
  const sample = seeds.slice(0, 20);
  const hashes = sample.map((seed) => simulate(drawScenario(seed)).traceHash);
  const traced = sample.map((seed) => simulate(drawScenario(seed), { isTraced: true }).traceHash);
  assert.deepEqual(traced, hashes);
  assert.equal(new Set(hashes).size, sample.length);
});
