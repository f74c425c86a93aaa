/** The mempool as a service: what it keeps on disk, and how it follows a chain whose announcements it missed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Bus, blockStoreService, mempoolService, type RecordStore, topics } from '@ashlar/ports';
import type { Block } from '@ashlar/protocol';
import { MEMPOOL_DEFAULTS, openBlockStore, openMempool } from '@ashlar/services';
import { MemoryRecords } from '@ashlar/state';
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

const FIRST = blockOf('one', 1, idOf('genesis'), [transactionOf({ payer: 'a', nonce: 1 })]);
const SECOND = blockOf('two', 2, FIRST.id, [transactionOf({ payer: 'b', nonce: 1 })]);
const THIRD = blockOf('three', 3, SECOND.id, []);
const SENT = [
  { payer: 'a', nonce: 1 },
  { payer: 'b', nonce: 1 },
  { payer: 'c', nonce: 1 },
  { payer: 'c', nonce: 2 },
];

class World {
  readonly bus: Bus = newBus();
  readonly clock: ManualClock = new ManualClock();
  readonly records: RecordStore = new MemoryRecords();

  open(): Promise<AsyncDisposable> {
    const { bus, clock, records } = this;
    return openMempool({ bus, clock, log: silent, records }, MEMPOOL_DEFAULTS);
  }

  async admit(height = 0n): Promise<void> {
    const transactions = SENT.map((sketch) => ({ ...acceptedOf(sketch, 1_000), height }));
    const admitted = await this.bus.call(mempoolService.admit, { transactions }, CALL);
    assert.ok(admitted.ok && admitted.value.refusals.every((refusal) => refusal === undefined));
  }

  async store(...blocks: readonly Block[]): Promise<void> {
    for (const block of blocks) {
      const request = { blockToAdd: block, receiptToAdd: receiptOf(block), becomesHead: true };
      await this.bus.call(blockStoreService.addBlock, request, CALL);
    }
  }

  /** Payers of what waits, for a block on `parent`. */
  async waiting(parent?: Block): Promise<readonly string[]> {
    const request = { limit: 100n, blockId: parent?.id };
    const answer = await this.bus.call(mempoolService.getPendingTransactions, request, CALL);
    assert.ok(answer.ok);
    const known = new Map(SENT.map((sketch) => [String(transactionOf(sketch).id), sketch]));
    return answer.value.pendingTransactions.map(({ transaction }) => {
      const { payer, nonce } = known.get(String(transaction!.id))!;
      return `${payer}${nonce}`;
    });
  }
}

test('what was admitted waits again after a crash, in the same order; what left does not', async () => {
  const world = new World();
  await using _blocks = await openBlockStore({ bus: world.bus, log: silent, records: new MemoryRecords() });
  {
    await using _pool = await world.open();
    await world.admit();
    await world.bus.publish(topics.transactionFailed, { id: transactionOf(SENT[1]!).id });
    assert.deepEqual(await world.waiting(), ['a1', 'c1', 'c2']);
    world.clock.advance(MEMPOOL_DEFAULTS.sweepMs);
  }
  await using _pool = await world.open();
  assert.deepEqual(await world.waiting(), ['a1', 'c1', 'c2']);
});

test('a mempool that was down while blocks were made drops what they include before a producer gets it', async () => {
  const world = new World();
  await using _blocks = await openBlockStore({ bus: world.bus, log: silent, records: new MemoryRecords() });
  {
    await using _pool = await world.open();
    await world.admit();
  }
  await world.store(FIRST, SECOND, THIRD);
  await using _pool = await world.open();
  assert.deepEqual(await world.waiting(), ['a1', 'b1', 'c1', 'c2'], 'nobody told it yet');
  assert.deepEqual(await world.waiting(THIRD), ['c1', 'c2']);
});

test('a producer that is ahead of what the mempool heard gets nothing that is included already', async () => {
  const world = new World();
  await using _blocks = await openBlockStore({ bus: world.bus, log: silent, records: new MemoryRecords() });
  await using _pool = await world.open();
  await world.admit();
  await world.store(FIRST, SECOND);
  assert.deepEqual(await world.waiting(FIRST), ['b1', 'c1', 'c2']);
  assert.deepEqual(await world.waiting(SECOND), ['c1', 'c2']);
  assert.deepEqual(await world.waiting(FIRST), ['c1', 'c2'], 'a block behind changes nothing');
});

test('standings are those after the block that the chain is at', async () => {
  const world = new World();
  await using _blocks = await openBlockStore({ bus: world.bus, log: silent, records: new MemoryRecords() });
  await using _pool = await world.open();
  await world.admit();
  await world.store(FIRST);
  const request = {
    blockId: FIRST.id,
    payers: ['a', 'c'].map(accountOf),
    accounts: ['a', 'c'].map(accountOf),
  };
  const answer = await world.bus.call(mempoolService.getStandings, request, CALL);
  assert.ok(answer.ok);
  assert.deepEqual(answer.value.reserved, [0n, 2n]);
  assert.deepEqual(
    answer.value.waiting.map(({ lowest }) => lowest),
    [undefined, 1n],
  );
});
