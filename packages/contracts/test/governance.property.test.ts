/**
 * Proposals under random votes and heights, against a model of the life cycle: what was told, when, and what ran.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hex } from '@ashlar/base';
import { STATUS, STATUS_EVENT } from '@ashlar/contracts';
import { governance } from '@ashlar/protocol';
import fc from 'fast-check';
import { GovernanceWorld, harmless, WEEK } from './governance-world.ts';

const numRuns = Math.ceil(Number(process.env['ASHLAR_RUNS'] ?? 150) / 6);
const LIFE = 3n * WEEK;
const THRESHOLD = 12;

const plan = fc.record({
  /** Height at which each proposal is submitted: all different, so that no two are applied at one height. */
  heights: fc.uniqueArray(fc.integer({ min: 1, max: 25 }), { minLength: 1, maxLength: 4 }),
  /** By block: a bit for each proposal that is voted for, and whether its id is repeated. */
  votes: fc.array(fc.record({ mask: fc.nat(15), repeats: fc.boolean() }), { minLength: 70, maxLength: 70 }),
});

test('every proposal goes through its states at its own heights, whatever the others do', () => {
  const property = fc.property(plan, ({ heights, votes }) => {
    const world = new GovernanceWorld();
    const order = [...heights].sort((a, b) => a - b);
    const submitted: { id: Uint8Array; start: number; tally: number }[] = [];
    const told = new Map<string, (readonly [height: number, status: number])[]>();
    for (let height = 1; height <= 70; height++) {
      const { mask, repeats } = votes[height - 1]!;
      const chosen = submitted.filter((_, index) => ((mask >> index) & 1) === 1);
      const ids = chosen.map(({ id }) => id);
      const seen = world.chain.events.length;
      if (height > 1) world.block(...(repeats ? [...ids, ...ids] : ids));
      for (const { name, data } of world.chain.events.slice(seen)) {
        if (name !== STATUS_EVENT) continue;
        const { id, status } = governance.ProposalStatusEvent.decode(data);
        told.set(hex(id), [...(told.get(hex(id)) ?? []), [height, status]]);
      }
      if (height > 1) {
        for (const proposal of chosen) {
          const age = height - proposal.start;
          if (age > 0 && age <= Number(2n * WEEK)) proposal.tally++;
        }
      }
      if (order.includes(height)) {
        const id = world.submit(harmless(submitted.length));
        submitted.push({ id, start: height + Number(WEEK), tally: 0 });
      }
    }
    for (const { id, start, tally } of submitted) {
      const end = start + Number(2n * WEEK);
      const isApproved = tally >= THRESHOLD;
      const expected: (readonly [number, number])[] = [[start, STATUS.active]];
      expected.push([end, isApproved ? STATUS.approved : STATUS.expired]);
      if (isApproved) expected.push([start + Number(LIFE), STATUS.applied]);
      assert.deepEqual(
        told.get(hex(id)),
        expected.filter(([height]) => height <= 70),
      );
    }
  });
  fc.assert(property, { numRuns });
});
