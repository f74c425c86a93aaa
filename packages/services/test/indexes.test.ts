/** The transaction store and the contract meta store: what they index, and how they catch up. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Bus,
  blockStoreService,
  contractMetaStoreService,
  mempoolService,
  topics,
  transactionStoreService,
} from '@ashlar/ports';
import { addressText, type Block, type BlockTopology, LIMITS, Transaction } from '@ashlar/protocol';
import {
  MEMPOOL_DEFAULTS,
  openBlockStore,
  openContractMetaStore,
  openMempool,
  openTransactionStore,
} from '@ashlar/services';
import { MemoryRecords } from '@ashlar/state';
import { REPLY_BYTES_MAX } from '../src/reply-limit.ts';
import {
  acceptedOf,
  accountOf,
  blockOf,
  CALL,
  idOf,
  ManualClock,
  newBus,
  receiptOf,
  silent,
  transactionOf,
} from './support.ts';

const upload = (name: string, abi: string, nonce: number): Transaction => {
  const operations = [{ uploadContract: { contractId: accountOf(name), bytecode: new Uint8Array(1), abi } }];
  return Transaction.decode(Transaction.encode({ ...transactionOf({ payer: name, nonce }), operations }));
};
const FIRST = blockOf('one', 1, idOf('genesis'), [
  upload('a', 'abi a1', 1),
  transactionOf({ payer: 'b', nonce: 1 }),
]);
const SECOND = blockOf('two', 2, FIRST.id, [upload('a', 'abi a2', 2), upload('c', 'abi c1', 1)]);
const BLOCKS = [FIRST, SECOND];

async function store(bus: Bus, block: Block, receipt = receiptOf(block), becomesHead = true): Promise<void> {
  const request = { blockToAdd: block, receiptToAdd: receipt, becomesHead };
  assert.ok((await bus.call(blockStoreService.addBlock, request, CALL)).ok);
}
async function withBlocks(bus: Bus, blocks: readonly Block[]): Promise<AsyncDisposable> {
  const service = await openBlockStore({ bus, log: silent, records: new MemoryRecords() });
  for (const block of blocks) await store(bus, block);
  return service;
}
/** As the chain does it: stored, then told. `undone`: what leaves the head's branch for it, newest first. */
async function tell(
  bus: Bus,
  block: Block,
  receipt = receiptOf(block),
  undone: readonly Block[] = [],
): Promise<void> {
  await store(bus, block, receipt, false);
  await move(bus, undone, [block], receipt);
}
async function move(
  bus: Bus,
  undone: readonly Block[],
  applied: readonly Block[],
  receipt = receiptOf(applied.at(-1)!),
): Promise<void> {
  const event = { undone: undone.map(topologyOf), applied: applied.map(topologyOf) };
  await bus.publish(topics.chainMoved, { ...event, block: applied.at(-1)!, receipt });
}
const topologyOf = ({ id, header }: Block): BlockTopology => ({
  id,
  height: header!.height,
  previous: header!.previous,
});

async function abiOf(bus: Bus, name: string): Promise<string> {
  const answer = await bus.call(
    contractMetaStoreService.getContractMeta,
    { contractId: accountOf(name) },
    CALL,
  );
  return answer.ok ? answer.value.meta!.abi : answer.refusal.message;
}
async function blocksOf(bus: Bus, ids: readonly Uint8Array[]): Promise<readonly (readonly Uint8Array[])[]> {
  const answer = await bus.call(transactionStoreService.getTransactionsById, { transactionIds: ids }, CALL);
  assert.ok(answer.ok);
  return answer.value.transactions.map(({ containingBlocks }) => containingBlocks);
}
const none = (name: string): string => `contract ${addressText(accountOf(name))} does not have an ABI`;

test('what was missed while an index was down is read from the block store when it opens', async () => {
  for (const seen of [0, 1, 2]) {
    const bus = newBus();
    await using _blocks = await withBlocks(bus, []);
    const transactions = new MemoryRecords();
    const contracts = new MemoryRecords();
    {
      await using _one = await openTransactionStore({ bus, log: silent, records: transactions });
      await using _two = await openContractMetaStore(
        { bus, log: silent, records: contracts },
        { genesis: [] },
      );
      for (const block of BLOCKS.slice(0, seen)) await tell(bus, block);
    }
    for (const block of BLOCKS) await store(bus, block);
    await using _one = await openTransactionStore({ bus, log: silent, records: transactions });
    await using _two = await openContractMetaStore({ bus, log: silent, records: contracts }, { genesis: [] });
    const ids = BLOCKS.flatMap((block) => block.transactions.map(({ id }) => id));
    assert.deepEqual(await blocksOf(bus, ids), [[FIRST.id], [FIRST.id], [SECOND.id], [SECOND.id]]);
    assert.deepEqual([await abiOf(bus, 'a'), await abiOf(bus, 'c')], ['abi a2', 'abi c1']);
  }
});

test('a move that got lost is made up for by the next one, or by the next word about the heads', async () => {
  const third = blockOf('three', 3, SECOND.id, [transactionOf({ payer: 'd', nonce: 1 })]);
  for (const heals of ['move', 'heads'] as const) {
    const bus = newBus();
    await using _blocks = await withBlocks(bus, []);
    await using _store = await openTransactionStore({ bus, log: silent, records: new MemoryRecords() });
    await tell(bus, FIRST);
    await store(bus, SECOND);
    // Its finality was heard, though the block itself was not: it must not count as indexed.
    await bus.publish(topics.blockIrreversible, { topology: topologyOf(SECOND) });
    const ids = [SECOND, third].map((block) => block.transactions[0]!.id);
    if (heals === 'move') {
      await tell(bus, third);
      assert.deepEqual(await blocksOf(bus, ids), [[SECOND.id], [third.id]]);
      await move(bus, [], [third]);
      assert.deepEqual(await blocksOf(bus, ids), [[SECOND.id], [third.id]], 'told twice');
    } else {
      await bus.publish(topics.forkHeads, { lastIrreversibleBlock: undefined, heads: [topologyOf(FIRST)] });
      assert.deepEqual(await blocksOf(bus, ids), []);
      await bus.publish(topics.forkHeads, { lastIrreversibleBlock: undefined, heads: [topologyOf(SECOND)] });
      assert.deepEqual(await blocksOf(bus, ids), [[SECOND.id]]);
    }
  }
});

test('what happens while an index catches up waits for it', async () => {
  const bus = newBus();
  await using _blocks = await withBlocks(bus, [FIRST]);
  const opening = openTransactionStore({ bus, log: silent, records: new MemoryRecords() });
  await tell(bus, SECOND);
  await using _store = await opening;
  const ids = BLOCKS.map((block) => block.transactions[0]!.id);
  assert.deepEqual(await blocksOf(bus, ids), [[FIRST.id], [SECOND.id]]);
});

test('catching up reads long chains in batches', async () => {
  const bus = newBus();
  const blocks: Block[] = [];
  for (let height = 1; height <= 250; height++) {
    const transaction = transactionOf({ payer: 'a', nonce: height });
    blocks.push(blockOf(`block ${height}`, height, blocks.at(-1)?.id ?? idOf('genesis'), [transaction]));
  }
  await using _blocks = await withBlocks(bus, blocks);
  await using _store = await openTransactionStore({ bus, log: silent, records: new MemoryRecords() });
  const wanted = blocks.map(({ transactions }) => transactions[0]!.id);
  assert.deepEqual(
    await blocksOf(bus, wanted),
    blocks.map(({ id }) => [id]),
  );
});

test('a branch of more bytes than one reply may have is followed, and caught up with', async () => {
  const bus = newBus();
  const operations = [{ uploadContract: { contractId: accountOf('x'), bytecode: new Uint8Array(4 << 20) } }];
  const heavy: Block[] = [];
  for (let height = 1; height <= 9; height++) {
    const own = transactionOf({ payer: 'a', nonce: height });
    const transaction = Transaction.decode(Transaction.encode({ ...own, operations }));
    heavy.push(blockOf(`heavy ${height}`, height, heavy.at(-1)?.id ?? idOf('genesis'), [transaction]));
  }
  assert.ok(heavy.length * (4 << 20) > REPLY_BYTES_MAX);
  const ids = heavy.map(({ transactions }) => transactions[0]!.id);
  const homes = heavy.map(({ id }) => [id]);
  const located = async (): Promise<unknown> =>
    (await Promise.all(ids.map((id) => blocksOf(bus, [id])))).flat();
  await using _blocks = await withBlocks(bus, []);
  await using pool = await openMempool({ bus, clock: new ManualClock(), log: silent }, MEMPOOL_DEFAULTS);
  const transactions = [1, 9, 10].map((nonce) => acceptedOf({ payer: 'a', nonce }, 1_000));
  const admitted = await bus.call(mempoolService.admit, { transactions }, CALL);
  assert.deepEqual(admitted, { ok: true, value: { refusals: [undefined, undefined, undefined] } });
  {
    await using _store = await openTransactionStore({ bus, log: silent, records: new MemoryRecords() });
    for (const block of heavy) await store(bus, block, receiptOf(block), false);
    await move(bus, [], heavy);
    assert.deepEqual(await located(), homes);
  }
  const left = await bus.call(
    mempoolService.getPendingTransactionCount,
    { payee: accountOf('a'), blockId: undefined },
    CALL,
  );
  assert.ok(left.ok && left.value.count === 1n, `${pool.name} follows too`);
  await using _store = await openTransactionStore({ bus, log: silent, records: new MemoryRecords() });
  assert.deepEqual(await located(), homes);
});

test('a transaction lists the block of the main chain that contains it; unknown ids are left out', async () => {
  const bus = newBus();
  await using _blocks = await withBlocks(bus, []);
  await using _store = await openTransactionStore({ bus, log: silent, records: new MemoryRecords() });
  const fork = blockOf('fork', 1, idOf('genesis'), [FIRST.transactions[1]!]);
  for (const block of [FIRST, FIRST]) await tell(bus, block);
  const both = FIRST.transactions.map(({ id }) => id);
  assert.deepEqual(await blocksOf(bus, [idOf('nobody'), ...both]), [[FIRST.id], [FIRST.id]]);
  await tell(bus, fork, receiptOf(fork), [FIRST]);
  assert.deepEqual(await blocksOf(bus, both), [[fork.id]], 'what only the abandoned block had is gone');
  await move(bus, [fork], [FIRST]);
  assert.deepEqual(await blocksOf(bus, both), [[FIRST.id], [FIRST.id]]);
  const many = Array.from({ length: 1_001 }, () => idOf('x'));
  const answer = await bus.call(transactionStoreService.getTransactionsById, { transactionIds: many }, CALL);
  assert.ok(!answer.ok && answer.refusal.code === 'transactionStore.tooMany');
});

test('only uploads that took effect, and that have an ABI, count', async () => {
  const bus = newBus();
  await using _blocks = await withBlocks(bus, []);
  const genesis = [{ contractId: accountOf('native'), abi: 'abi of genesis' }];
  const records = new MemoryRecords();
  await using _store = await openContractMetaStore({ bus, log: silent, records }, { genesis });
  assert.equal(await abiOf(bus, 'native'), 'abi of genesis');
  assert.equal(await abiOf(bus, 'a'), none('a'));
  const [uploaded] = FIRST.transactions;
  await tell(bus, FIRST, receiptOf(FIRST, [{ id: uploaded!.id, reverted: true }]));
  assert.equal(await abiOf(bus, 'a'), none('a'));
  const empty = blockOf('e', 2, FIRST.id, [
    upload('b', '', 1),
    upload('c', 'x'.repeat(LIMITS.abiBytesMax + 1), 1),
  ]);
  await tell(bus, empty);
  assert.deepEqual([await abiOf(bus, 'b'), await abiOf(bus, 'c')], [none('b'), none('c')]);
  await tell(bus, blockOf('n', 3, empty.id, [upload('native', 'abi of an upgrade', 1)]));
  assert.equal(await abiOf(bus, 'native'), 'abi of an upgrade');
});

test('an abandoned upload brings back the interface before it', async () => {
  const bus = newBus();
  await using _blocks = await withBlocks(bus, []);
  const records = new MemoryRecords();
  await using _store = await openContractMetaStore({ bus, log: silent, records }, { genesis: [] });
  await tell(bus, FIRST);
  await tell(bus, SECOND);
  assert.deepEqual([await abiOf(bus, 'a'), await abiOf(bus, 'c')], ['abi a2', 'abi c1']);
  const rival = blockOf('rival', 2, FIRST.id, []);
  await tell(bus, rival, receiptOf(rival), [SECOND]);
  assert.deepEqual([await abiOf(bus, 'a'), await abiOf(bus, 'c')], ['abi a1', none('c')]);
});

test('an index that was down while the head moved undoes what was abandoned, unless it was final', async () => {
  for (const isFinal of [false, true]) {
    const bus = newBus();
    await using _blocks = await withBlocks(bus, []);
    const contracts = new MemoryRecords();
    const transactions = new MemoryRecords();
    {
      await using _one = await openContractMetaStore(
        { bus, log: silent, records: contracts },
        { genesis: [] },
      );
      await using _two = await openTransactionStore({ bus, log: silent, records: transactions });
      await tell(bus, FIRST);
      if (isFinal) await bus.publish(topics.blockIrreversible, { topology: topologyOf(FIRST) });
      await tell(bus, SECOND);
    }
    const line = [blockOf('x2', 2, FIRST.id, [SECOND.transactions[1]!]), blockOf('x3', 3, idOf('x2'))];
    for (const block of line) await store(bus, block, receiptOf(block), false);
    await move(bus, [SECOND], line);
    await using _one = await openContractMetaStore({ bus, log: silent, records: contracts }, { genesis: [] });
    await using _two = await openTransactionStore({ bus, log: silent, records: transactions });
    assert.deepEqual([await abiOf(bus, 'a'), await abiOf(bus, 'c')], ['abi a1', 'abi c1']);
    const ids = [FIRST, SECOND].flatMap((block) => block.transactions.map(({ id }) => id));
    assert.deepEqual(await blocksOf(bus, ids), [[FIRST.id], [FIRST.id], [idOf('x2')]]);
    assert.equal(contracts.range('open', { countMax: 9 }).length, isFinal ? 2 : 3);
  }
});
