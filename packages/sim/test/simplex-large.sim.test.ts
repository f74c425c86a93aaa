/**
 * Large sets of validators: every pair exchanges several messages a view, so these worlds are short and few.
 * `LARGE_VALIDATORS=256` (about 3 minutes and 2 GB a world), `LARGE_SEEDS=N` for more worlds.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawScenario, simulate } from '@ashlar/sim';

const size = Number(process.env['LARGE_VALIDATORS'] ?? 31);
const seeds = Number(process.env['LARGE_SEEDS'] ?? 1);

test(`${size} validators agree under faults, and finalize again once healed`, (context) => {
  for (let seed = 1; seed <= seeds; seed++) {
    const { violations, height, simulatedMs, events } = simulate(
      drawScenario(seed, { size, delayMs: 400, paceMs: 0, chaosMs: 4_000 }),
    );
    assert.deepEqual(violations, [], `seed ${seed}`);
    assert.ok(height > 0);
    context.diagnostic(
      `seed ${seed}: ${height} blocks, ${events} events in ${(simulatedMs / 1_000).toFixed(1)} s of virtual time`,
    );
  }
});
