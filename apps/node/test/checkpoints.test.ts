/** Producers of proof of burn that agree on checkpoints: no cut, however long, makes two of them final. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { Checkpoints, Member } from '@ashlar/node';
import { blockStoreService, chainService, topics } from '@ashlar/ports';
import { blockIdOf } from '@ashlar/protocol';
import { openTestBurnNode } from './support/burn-node.ts';
import { loudly } from './support/dev-node.ts';
import { ask, call } from './support/rpc.ts';

const CALL = { timeoutMs: 5_000 };
/** Blocks that each side of a cut makes: more than make one final by depth. */
const CUT_BLOCKS = 70;
const checkpoints: Checkpoints = {
  everyBlocks: 10,
  timing: { delayMs: 200, driftMs: 5_000, watchMs: 0, paceMs: 2_000 },
};
const rates = { targetBlockInterval: 100, quantumLength: 10 };

async function headOf({ bus }: Member): Promise<Readonly<{ height: number; id: string; final: number }>> {
  const head = await bus.call(chainService.getHeadInfo, {}, CALL);
  assert.ok(head.ok);
  const { headTopology, lastIrreversibleBlock } = head.value;
  const id = blockIdOf(headTopology!.id)!;
  return { height: Number(headTopology!.height), id, final: Number(lastIrreversibleBlock) };
}

async function until(isTrue: () => Promise<boolean> | boolean, what: string): Promise<void> {
  const endMs = performance.now() + 120_000;
  while (!(await isTrue())) {
    assert.ok(performance.now() < endMs, what);
    await pause(50);
  }
}

/** What each member called final, at every height; two answers are a fork. */
class Finals {
  readonly #ids = new Map<number, string>();
  highest = 0;
  readonly contradicted: number[] = [];

  async watch({ bus }: Member): Promise<void> {
    await bus.subscribe(topics.blockIrreversible, ({ topology }) => {
      const [height, id] = [Number(topology!.height), blockIdOf(topology!.id)!];
      if ((this.#ids.get(height) ?? id) !== id) this.contradicted.push(height);
      this.#ids.set(height, id);
      this.highest = Math.max(this.highest, height);
    });
  }
}

test('through a cut of more blocks than the depth nothing contradictory is final, and all come together again', async () => {
  await using node = await openTestBurnNode({ log: loudly, rates, checkpoints, producerCount: 4 });
  const finals = new Finals();
  for (const member of node.members) await finals.watch(member);
  await until(() => finals.highest >= 10, 'a first checkpoint');
  const [first, second, third] = node.members;
  const before = finals.highest;
  {
    using _cut = node.part([0, 1]);
    const reached = async (member: Member): Promise<boolean> =>
      (await headOf(member)).height > before + CUT_BLOCKS;
    await until(async () => (await reached(first!)) && (await reached(third!)), 'both sides go on');
    assert.notEqual((await headOf(first!)).id, (await headOf(third!)).id);
    // A checkpoint may have been under way, and no more.
    assert.ok(finals.highest <= before + 20, `${finals.highest} after ${before}`);
  }
  const parted = await Promise.all(node.members.map(async (member) => (await headOf(member)).height));
  await until(() => finals.highest > Math.max(...parted), 'checkpoints go on');
  await until(async () => {
    const heads = await Promise.all(node.members.map(headOf));
    return (
      heads.every(({ final }) => final >= Math.min(...parted)) &&
      new Set(heads.map(({ id }) => id)).size === 1
    );
  }, 'all have one head');
  assert.ok((await headOf(second!)).final % 10 === 0);
  assert.deepEqual(finals.contradicted, []);
});

test('one who was away learns checkpoints and blocks; a certificate says why a block is final', async () => {
  await using node = await openTestBurnNode({ log: loudly, rates, checkpoints, producerCount: 4 });
  const finals = new Finals();
  for (const member of node.members) await finals.watch(member);
  await node.stop(3);
  await until(() => finals.highest >= 30, 'three of four agree');
  await node.start(3);
  const again = node.members.at(-1)!;
  await until(async () => (await headOf(again)).final >= 30, 'it catches up');
  const status = await call<{ final_height: string }>(node.url, 'consensus.get_status', {});
  const certificate = await call<{ block_id: string; height: string }>(
    node.url,
    'consensus.get_certificate',
    {
      height: status.final_height,
    },
  );
  const id = Buffer.from(certificate.block_id.slice(2), 'hex');
  const request = { blockIds: [id], returnBlock: false, returnReceipt: false };
  const found = await node.bus.call(blockStoreService.getBlocksById, request, CALL);
  assert.ok(found.ok);
  const { blockHeight } = found.value.blockItems[0]!;
  const { final } = await headOf(node.members[0]!);
  assert.ok(
    blockHeight > 0n && blockHeight % 10n === 0n && blockHeight <= BigInt(final),
    `${blockHeight} of ${final}`,
  );
  const { error } = await ask(node.url, 'consensus.get_certificate', { height: '999999' });
  assert.match(JSON.stringify(error), /consensus.notFinal/);
});
