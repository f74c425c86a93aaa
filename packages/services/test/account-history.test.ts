/** The account history: whom what concerns, in which order, forwards and backwards, and what a reorganization takes back. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountHistoryService, type Bus, blockStoreService, topics } from '@ashlar/ports';
import { Block, BlockReceipt, type BlockTopology, Transaction } from '@ashlar/protocol';
import { openAccountHistory, openBlockStore } from '@ashlar/services';
import { MemoryRecords } from '@ashlar/state';
import { HISTORY_REQUEST_MAX } from '../src/account-history/account-history.ts';
import { ADDRESS_BYTES_MAX } from '../src/account-history/concerned.ts';
import { accountOf, CALL, idOf, newBus, silent, transactionOf } from './support.ts';

type Sent = Readonly<{
  payer: string;
  payee?: string;
  nonce: number;
  calls?: string;
  impacted?: readonly Uint8Array[];
}>;
type Made = Readonly<{ block: Block; receipt: BlockReceipt; topology: BlockTopology }>;

/** A block of `signer` with transactions, whose events come from `token` and name whom they concern. */
function make(name: string, height: number, previous: Uint8Array, sent: readonly Sent[]): Made {
  const transactions = sent.map(({ payer, payee, nonce, calls }) => {
    const own = transactionOf({ payer, nonce, ...(payee === undefined ? {} : { payee }) });
    const operations =
      calls === undefined ? [] : [{ callContract: { contractId: accountOf(calls), entryPoint: 1 } }];
    return Transaction.decode(Transaction.encode({ ...own, operations }));
  });
  const header = { previous, height: BigInt(height), timestamp: BigInt(height), signer: accountOf('signer') };
  const block = Block.decode(Block.encode({ id: idOf(name), header, transactions }));
  const receipt = BlockReceipt.decode(
    BlockReceipt.encode({
      id: block.id,
      height: BigInt(height),
      transactionReceipts: transactions.map(({ id }, index) => ({
        id,
        events: (sent[index]!.impacted ?? []).map((address) => ({
          source: accountOf('token'),
          name: 'moved',
          impacted: [address],
        })),
      })),
    }),
  );
  return { block, receipt, topology: { id: block.id, height: BigInt(height), previous } };
}

const FIRST = make('one', 1, idOf('genesis'), [
  { payer: 'alice', nonce: 1, calls: 'token', impacted: [accountOf('alice'), accountOf('bob')] },
  { payer: 'carol', payee: 'alice', nonce: 1 },
]);
const SECOND = make('two', 2, FIRST.block.id, [{ payer: 'alice', nonce: 2, impacted: [new Uint8Array(0)] }]);
const RIVAL = make('rival', 2, FIRST.block.id, [{ payer: 'bob', nonce: 1 }]);

async function tell(
  bus: Bus,
  { block, receipt, topology }: Made,
  undone: readonly Made[] = [],
): Promise<void> {
  const request = { blockToAdd: block, receiptToAdd: receipt, becomesHead: false };
  await bus.call(blockStoreService.addBlock, request, CALL);
  const event = { undone: undone.map((made) => made.topology), applied: [topology], block, receipt };
  await bus.publish(topics.chainMoved, event);
}

type Asked = Readonly<{ seqNum?: bigint; limit?: bigint; ascending?: boolean; irreversible?: boolean }>;

/** Numbers and what they are: a nonce of a transaction's payer, or the height of a block. */
async function historyOf(bus: Bus, name: string, asked: Asked = {}): Promise<readonly string[]> {
  const { seqNum, limit = 100n, ascending = true, irreversible = false } = asked;
  const request = { address: accountOf(name), seqNum, limit, ascending, irreversible };
  const answer = await bus.call(accountHistoryService.getAccountHistory, request, CALL);
  assert.ok(answer.ok);
  const names = new Map(['alice', 'bob', 'carol'].map((each) => [String(accountOf(each)), each]));
  return answer.value.values.map(({ seqNum: number, trx, block }) => {
    if (block !== undefined) return `${number} block ${block.header!.height}`;
    const { header } = trx!.transaction!;
    assert.deepEqual(trx!.receipt!.id, trx!.transaction!.id);
    return `${number} ${names.get(String(header!.payer))}${header!.nonce.at(-1)}`;
  });
}

test('a transaction concerns who pays, whose nonce it uses, whom it calls and whom its events name; a block its signer', async () => {
  const bus = newBus();
  await using _blocks = await openBlockStore({ bus, log: silent, records: new MemoryRecords() });
  await using _history = await openAccountHistory({ bus, log: silent, records: new MemoryRecords() });
  await tell(bus, FIRST);
  await tell(bus, SECOND);
  assert.deepEqual(await historyOf(bus, 'alice'), ['0 alice1', '1 carol1', '2 alice2']);
  assert.deepEqual(await historyOf(bus, 'bob'), ['0 alice1']);
  assert.deepEqual(await historyOf(bus, 'carol'), ['0 carol1']);
  assert.deepEqual(await historyOf(bus, 'token'), ['0 alice1', '1 alice2'], 'once, though called and named');
  assert.deepEqual(await historyOf(bus, 'signer'), ['0 block 1', '1 block 2']);
  assert.deepEqual(await historyOf(bus, 'nobody'), []);
  for (const address of [new Uint8Array(0), new Uint8Array(ADDRESS_BYTES_MAX + 1)]) {
    const request = { address, seqNum: undefined, limit: 9n, ascending: true, irreversible: false };
    const answer = await bus.call(accountHistoryService.getAccountHistory, request, CALL);
    assert.ok(answer.ok && answer.value.values.length === 0);
  }
});

test('a history is read from any number, in both directions, so many at a time', async () => {
  const bus = newBus();
  await using _blocks = await openBlockStore({ bus, log: silent, records: new MemoryRecords() });
  await using _history = await openAccountHistory({ bus, log: silent, records: new MemoryRecords() });
  await tell(bus, FIRST);
  await tell(bus, SECOND);
  const all = ['0 alice1', '1 carol1', '2 alice2'];
  assert.deepEqual(await historyOf(bus, 'alice', { limit: 2n }), all.slice(0, 2));
  assert.deepEqual(await historyOf(bus, 'alice', { seqNum: 1n }), all.slice(1));
  assert.deepEqual(await historyOf(bus, 'alice', { seqNum: 3n }), []);
  assert.deepEqual(await historyOf(bus, 'alice', { ascending: false }), all.toReversed());
  assert.deepEqual(await historyOf(bus, 'alice', { ascending: false, limit: 1n }), ['2 alice2']);
  assert.deepEqual(await historyOf(bus, 'alice', { ascending: false, seqNum: 1n }), ['1 carol1', '0 alice1']);
  assert.deepEqual(await historyOf(bus, 'alice', { ascending: false, seqNum: 99n }), all.toReversed());
  assert.deepEqual(await historyOf(bus, 'alice', { limit: 0n }), []);
  const limit = BigInt(HISTORY_REQUEST_MAX + 1);
  const request = {
    address: accountOf('alice'),
    seqNum: undefined,
    limit,
    ascending: true,
    irreversible: false,
  };
  const answer = await bus.call(accountHistoryService.getAccountHistory, request, CALL);
  assert.ok(!answer.ok && answer.refusal.code === 'accountHistory.limitTooHigh');
});

test('an abandoned block takes its entries back, and numbers have no gap', async () => {
  const bus = newBus();
  const records = new MemoryRecords();
  await using _blocks = await openBlockStore({ bus, log: silent, records: new MemoryRecords() });
  await using _history = await openAccountHistory({ bus, log: silent, records });
  await tell(bus, FIRST);
  const before = records.range('record', { countMax: 99 }).length;
  await tell(bus, SECOND);
  await tell(bus, RIVAL, [SECOND]);
  assert.deepEqual(await historyOf(bus, 'alice'), ['0 alice1', '1 carol1']);
  assert.deepEqual(await historyOf(bus, 'bob'), ['0 alice1', '1 bob1']);
  assert.deepEqual(await historyOf(bus, 'signer'), ['0 block 1', '1 block 2']);
  assert.equal(
    records.range('record', { countMax: 99 }).length,
    before + 2,
    'nothing of the abandoned is left',
  );
});

test('a block that is indexed again, after its finality was not noted, changes nothing', async () => {
  const bus = newBus();
  const records = new MemoryRecords();
  await using _blocks = await openBlockStore({ bus, log: silent, records: new MemoryRecords() });
  {
    await using _history = await openAccountHistory({ bus, log: silent, records });
    await tell(bus, FIRST);
  }
  const before = records.range('entry', { countMax: 99 });
  await records.write(
    records.range('open', { countMax: 9 }).map(({ key }) => ({ table: 'open', key, value: undefined })),
  );
  await bus.call(
    blockStoreService.addBlock,
    { blockToAdd: FIRST.block, receiptToAdd: FIRST.receipt, becomesHead: true },
    CALL,
  );
  await using _history = await openAccountHistory({ bus, log: silent, records });
  assert.deepEqual(records.range('entry', { countMax: 99 }), before);
  assert.deepEqual(await historyOf(bus, 'alice'), ['0 alice1', '1 carol1']);
});

test('with `irreversible`, only what is final is told', async () => {
  const bus = newBus();
  await using _blocks = await openBlockStore({ bus, log: silent, records: new MemoryRecords() });
  await using _history = await openAccountHistory({ bus, log: silent, records: new MemoryRecords() });
  await tell(bus, FIRST);
  await tell(bus, SECOND);
  assert.deepEqual(await historyOf(bus, 'alice', { irreversible: true }), []);
  await bus.publish(topics.blockIrreversible, { topology: FIRST.topology });
  assert.deepEqual(await historyOf(bus, 'alice', { irreversible: true }), ['0 alice1', '1 carol1']);
  const newest = { irreversible: true, ascending: false, limit: 1n };
  assert.deepEqual(await historyOf(bus, 'alice', newest), ['1 carol1']);
});
