/** The transaction store and the contract meta store: what they index, and how they catch up. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Bus,
  blockStoreService,
  contractMetaStoreService,
  topics,
  transactionStoreService,
} from '@ashlar/ports';
import { addressText, type Block, LIMITS, Transaction } from '@ashlar/protocol';
import { openBlockStore, openContractMetaStore, openTransactionStore } from '@ashlar/services';
import { MemoryRecords } from '@ashlar/state';
import { accountOf, blockOf, CALL, idOf, newBus, receiptOf, silent, transactionOf } from './support.ts';

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

async function withBlocks(bus: Bus, blocks: readonly Block[]): Promise<AsyncDisposable> {
  const store = await openBlockStore({ bus, log: silent, records: new MemoryRecords() });
  for (const block of blocks)
    await bus.call(blockStoreService.addBlock, { blockToAdd: block, receiptToAdd: receiptOf(block) }, CALL);
  return store;
}
/** As the chain does it: stored, then told. */
async function tell(bus: Bus, block: Block, receipt = receiptOf(block)): Promise<void> {
  await bus.call(blockStoreService.addBlock, { blockToAdd: block, receiptToAdd: receipt }, CALL);
  await bus.publish(topics.blockAccepted, { block, receipt, live: true, head: true });
}

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
    for (const block of BLOCKS)
      await bus.call(blockStoreService.addBlock, { blockToAdd: block, receiptToAdd: receiptOf(block) }, CALL);
    await using _one = await openTransactionStore({ bus, log: silent, records: transactions });
    await using _two = await openContractMetaStore({ bus, log: silent, records: contracts }, { genesis: [] });
    const ids = BLOCKS.flatMap((block) => block.transactions.map(({ id }) => id));
    assert.deepEqual(await blocksOf(bus, ids), [[FIRST.id], [FIRST.id], [SECOND.id], [SECOND.id]]);
    assert.deepEqual([await abiOf(bus, 'a'), await abiOf(bus, 'c')], ['abi a2', 'abi c1']);
  }
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

test('a transaction lists each block that contains it once; unknown ids are left out', async () => {
  const bus = newBus();
  await using _blocks = await withBlocks(bus, []);
  await using _store = await openTransactionStore({ bus, log: silent, records: new MemoryRecords() });
  const fork = blockOf('fork', 1, idOf('genesis'), [FIRST.transactions[1]!]);
  for (const block of [FIRST, FIRST, fork]) await tell(bus, block);
  assert.deepEqual(await blocksOf(bus, [idOf('nobody'), FIRST.transactions[1]!.id]), [[FIRST.id, fork.id]]);
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
