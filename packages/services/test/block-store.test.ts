import assert from 'node:assert/strict';
import { test } from 'node:test';
import { utf8 } from '@ashlar/base';
import { type Bus, blockStoreService, type StoredPlace, topics } from '@ashlar/ports';
import { Block, type BlockTopology, type rpcBlockStore } from '@ashlar/protocol';
import { openBlockStore } from '@ashlar/services';
import { MemoryRecords } from '@ashlar/state';
import { blockOf, CALL, idOf, newBus, receiptOf, silent } from './support.ts';

type Named = Readonly<{ name: string; block: Block }>;

/** `names` one above the other, on `previous`. */
function line(names: readonly string[], from = 1, previous: Uint8Array = idOf('genesis')): Named[] {
  let parent = previous;
  return names.map((name, index) => {
    const block = blockOf(name, from + index, parent);
    parent = block.id;
    return { name, block };
  });
}

/** As the chain does it: each the new head above the last, or beside the main chain. */
async function add(bus: Bus, blocks: readonly Named[], becomesHead = true): Promise<void> {
  for (const { block } of blocks) {
    const request = { blockToAdd: block, receiptToAdd: receiptOf(block), becomesHead };
    const added = await bus.call(blockStoreService.addBlock, request, CALL);
    assert.ok(added.ok);
  }
}
const moved = (bus: Bus, undone: readonly Named[], applied: readonly Named[]): Promise<void> =>
  bus.publish(topics.chainMoved, {
    undone: undone.map(topologyOf),
    applied: applied.map(topologyOf),
    block: applied.at(-1)?.block,
    receipt: undefined,
  });
const topologyOf = ({ block: { id, header } }: Named): BlockTopology => ({
  id,
  height: header!.height,
  previous: header!.previous,
});

async function range(
  bus: Bus,
  head: string,
  start: number,
  count: number,
  bodies = true,
): Promise<rpcBlockStore.GetBlocksByHeightResponse> {
  const request = {
    headBlockId: idOf(head),
    ancestorStartHeight: BigInt(start),
    numBlocks: count,
    returnBlock: bodies,
    returnReceipt: bodies,
  };
  const answer = await bus.call(blockStoreService.getBlocksByHeight, request, CALL);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value;
}
const idsOf = ({ blockItems }: rpcBlockStore.GetBlocksByHeightResponse): readonly Uint8Array[] =>
  blockItems.map(({ blockId }) => blockId);
const ids = (...names: string[]): readonly Uint8Array[] => names.map(idOf);

test('a range behind any block follows the ancestry of that block, clipped at it', async () => {
  const bus = newBus();
  await using _store = await openBlockStore({ bus, log: silent, records: new MemoryRecords() });
  const main = line(['a1', 'a2', 'a3', 'a4', 'a5']);
  const fork = line(['b3', 'b4'], 3, idOf('a2'));
  await add(bus, main);
  await add(bus, fork, false);
  assert.deepEqual(idsOf(await range(bus, 'a5', 1, 1_000)), ids('a1', 'a2', 'a3', 'a4', 'a5'));
  assert.deepEqual(idsOf(await range(bus, 'a4', 2, 2)), ids('a2', 'a3'));
  assert.deepEqual(idsOf(await range(bus, 'a4', 4, 10)), ids('a4'));
  assert.deepEqual(idsOf(await range(bus, 'a4', 5, 10)), []);
  assert.deepEqual(idsOf(await range(bus, 'a5', 1, 0)), []);
  assert.deepEqual(idsOf(await range(bus, 'b4', 1, 10)), ids('a1', 'a2', 'b3', 'b4'));
  assert.deepEqual(idsOf(await range(bus, 'b4', 3, 1)), ids('b3'));
  const [item] = (await range(bus, 'a1', 1, 1)).blockItems;
  assert.equal(item!.block!.header!.height, 1n);
  assert.deepEqual(item!.receipt!.id, idOf('a1'));
  const [bare] = (await range(bus, 'a1', 1, 1, false)).blockItems;
  assert.deepEqual([bare!.block, bare!.receipt, bare!.blockHeight], [undefined, undefined, 1n]);
});

test('the main chain follows the head, to a lower block too', async () => {
  const bus = newBus();
  const records = new MemoryRecords();
  {
    await using _store = await openBlockStore({ bus, log: silent, records });
    const main = line(['a1', 'a2', 'a3']);
    const fork = line(['b2'], 2, idOf('a1'));
    await add(bus, main);
    await add(bus, fork, false);
    await moved(bus, [], main);
    const before = await bus.call(blockStoreService.getHighestBlock, {}, CALL);
    assert.deepEqual(before.ok && before.value.topology, {
      id: idOf('a3'),
      height: 3n,
      previous: idOf('a2'),
    });
    await moved(bus, [main[2]!, main[1]!], fork);
    const after = await bus.call(blockStoreService.getHighestBlock, {}, CALL);
    assert.deepEqual(after.ok && after.value.topology?.id, idOf('b2'));
    assert.deepEqual(
      idsOf(await range(bus, 'a3', 1, 9)),
      ids('a1', 'a2', 'a3'),
      'the fork left is still there',
    );
  }
  await using _again = await openBlockStore({ bus, log: silent, records });
  const highest = await bus.call(blockStoreService.getHighestBlock, {}, CALL);
  assert.deepEqual(highest.ok && highest.value.topology?.id, idOf('b2'));
});

test('blocks above a height are listed by height, branches included', async () => {
  const bus = newBus();
  await using _store = await openBlockStore({ bus, log: silent, records: new MemoryRecords() });
  await add(bus, line(['a1', 'a2', 'a3']));
  await add(bus, line(['b2'], 2, idOf('a1')), false);
  const above = async (height: number, countMax: number): Promise<readonly Uint8Array[]> => {
    const found: Uint8Array[] = [];
    for (let after: StoredPlace = { height: BigInt(height), id: new Uint8Array(0) }; ; ) {
      const answer = await bus.call(blockStoreService.getBlocksAbove, { after, countMax }, CALL);
      assert.ok(answer.ok && answer.value.blocks.length <= countMax);
      found.push(...answer.value.blocks.map(({ id }) => id));
      const last = answer.value.blocks.at(-1);
      if (last === undefined) return found;
      after = last;
    }
  };
  for (const countMax of [1, 2, 9]) {
    const found = await above(2, countMax);
    assert.deepEqual(new Set(found), new Set(ids('a2', 'b2', 'a3')));
    assert.deepEqual([found.length, found.at(-1)], [3, idOf('a3')]);
    assert.deepEqual(await above(4, countMax), []);
  }
});

test('unknown blocks come back empty by id, and are refused as heads', async () => {
  const bus = newBus();
  await using _store = await openBlockStore({ bus, log: silent, records: new MemoryRecords() });
  await add(bus, line(['a1']));
  const request = { blockIds: ids('a1', 'nobody'), returnBlock: true, returnReceipt: false };
  const answer = await bus.call(blockStoreService.getBlocksById, request, CALL);
  assert.ok(answer.ok);
  assert.deepEqual(
    answer.value.blockItems.map(({ blockId }) => blockId.length),
    [34, 0],
  );
  await assert.rejects(range(bus, 'nobody', 1, 1), /blockStore\.unknownBlock/);
  await assert.rejects(range(bus, 'a1', 0, 1), /blockStore\.badHeight/);
  await add(bus, line(['orphan'], 7, idOf('missing')), false);
  await assert.rejects(range(bus, 'orphan', 1, 9), /blockStore\.unknownBlock/);
});

test('requests are bounded in blocks and in bytes', async () => {
  const bus = newBus();
  await using _store = await openBlockStore({ bus, log: silent, records: new MemoryRecords() });
  await assert.rejects(range(bus, 'a1', 1, 1_001), /blockStore\.tooManyBlocks/);
  const many = {
    blockIds: Array.from({ length: 1_001 }, () => idOf('a1')),
    returnBlock: false,
    returnReceipt: false,
  };
  const tooMany = await bus.call(blockStoreService.getBlocksById, many, CALL);
  assert.ok(!tooMany.ok && tooMany.refusal.code === 'blockStore.tooManyBlocks');
  const large = blockOf('large', 1, idOf('genesis'));
  const block = Block.decode(Block.encode({ ...large, signature: new Uint8Array(4 << 20) }));
  await add(bus, [{ name: 'large', block }]);
  const ask = (count: number, returnBlock: boolean): Promise<Readonly<{ ok: boolean }>> => {
    const blockIds = Array.from({ length: count }, () => idOf('large'));
    return bus.call(blockStoreService.getBlocksById, { blockIds, returnBlock, returnReceipt: false }, CALL);
  };
  assert.equal((await ask(7, true)).ok, true);
  assert.equal((await ask(8, true)).ok, false);
  assert.equal((await ask(8, false)).ok, true);
});

test('adding a block again changes nothing, and a block without header is refused', async () => {
  const bus = newBus();
  await using _store = await openBlockStore({ bus, log: silent, records: new MemoryRecords() });
  await add(bus, line(['a1', 'a2']));
  await add(bus, line(['a1']));
  assert.deepEqual(idsOf(await range(bus, 'a2', 1, 9)), ids('a1', 'a2'));
  const refused = await bus.call(
    blockStoreService.addBlock,
    { blockToAdd: undefined, receiptToAdd: undefined },
    CALL,
  );
  assert.ok(!refused.ok);
});

test('a main block that is gone is a fault, not a gap', async () => {
  const bus = newBus();
  const records = new MemoryRecords();
  await using _store = await openBlockStore({ bus, log: silent, records });
  await add(bus, line(['a1', 'a2', 'a3']));
  await records.write([{ table: 'block', key: idOf('a2'), value: undefined }]);
  await assert.rejects(range(bus, 'a3', 1, 9), /store\.corrupt/);
  assert.equal(records.get('block', utf8('x')), undefined);
});
