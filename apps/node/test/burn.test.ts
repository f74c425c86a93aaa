/** A chain of proof of burn in one process: producers converge, blocks become final by depth, and whoever was away catches up. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { chainService } from '@ashlar/ports';
import { blockIdOf } from '@ashlar/protocol';
import { openTestBurnNode } from './support/burn-node.ts';
import { loudly } from './support/dev-node.ts';

const CALL = { timeoutMs: 5_000 };
type Node = Awaited<ReturnType<typeof openTestBurnNode>>;
type Bus = Node['bus'];

async function headOf(bus: Bus): Promise<Readonly<{ height: number; id: string; final: number }>> {
  const head = await bus.call(chainService.getHeadInfo, {}, CALL);
  assert.ok(head.ok);
  const { headTopology, lastIrreversibleBlock } = head.value;
  return {
    height: Number(headTopology!.height),
    id: blockIdOf(headTopology!.id)!,
    final: Number(lastIrreversibleBlock),
  };
}

async function until(isTrue: () => Promise<boolean>, what: string): Promise<void> {
  const endMs = performance.now() + 120_000;
  while (!(await isTrue())) {
    assert.ok(performance.now() < endMs, what);
    await pause(20);
  }
}

const agree = async (node: Node): Promise<boolean> => {
  const heads = await Promise.all(node.members.map(({ bus }) => headOf(bus)));
  return new Set(heads.map(({ id }) => id)).size === 1;
};

test('producers of different power converge on one branch, final sixty blocks behind its head', async () => {
  const rates = { targetBlockInterval: 100, quantumLength: 10 };
  await using node = await openTestBurnNode({ log: loudly, rates });
  await node.stop(2);
  await until(async () => (await headOf(node.bus)).height > 66, 'the others go on');
  await node.start(2);
  const target = node.height;
  await until(async () => node.members.every(({ height }) => height >= target), 'who was away catches up');
  await until(() => agree(node), 'all have one head');
  const { height, final } = await headOf(node.bus);
  assert.ok(final >= height - 60 - 3 && final <= height - 60 && final > 0, `${final} of ${height}`);
});
