import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { accept, hex, refuse } from '@ashlar/base';
import {
  type Answer,
  type Bus,
  chainService,
  mempoolService,
  type ProduceBlocksResponse,
  producerService,
  topics,
} from '@ashlar/ports';
import { type Block, type chain, ERROR_CODE, rpcChain, rpcMempool, type Transaction } from '@ashlar/protocol';
import { type BlockMode, openProducer } from '@ashlar/services';
import { fill, PROPOSALS_MAX } from '../src/producer/assemble.ts';
import { accountOf, CALL, idOf, ManualClock, newBus, silent, transactionOf } from './support.ts';

type Verdict = (block: Block) => Answer<Readonly<{ failedTransactionIndices: readonly number[] }>>;
const fine: Verdict = () => accept({ failedTransactionIndices: [] });

/** A chain and a mempool that say what the test wants, and note what they are asked. */
class World {
  readonly bus: Bus = newBus();
  readonly clock: ManualClock = new ManualClock();
  readonly proposed: Block[] = [];
  pending: Transaction[] = [];
  head = { id: idOf('genesis'), height: 0n, time: 0n };
  verdict: Verdict = fine;
  asked = 0;
  isEmptiedByBlocks = true;

  async open(mode: BlockMode, lookMs?: number): Promise<AsyncDisposable> {
    const { bus, clock } = this;
    await bus.serve(chainService.getHeadInfo, () => {
      this.asked++;
      const { id, height, time } = this.head;
      return accept({
        headTopology: { id, height, previous: idOf('previous') },
        lastIrreversibleBlock: height,
        headStateMerkleRoot: idOf('root'),
        headBlockTime: time,
      });
    });
    await bus.serve(chainService.getResourceLimits, () => accept({ resourceLimitData: limits(1_000n) }));
    await bus.serve(mempoolService.getPendingTransactions, () =>
      accept({ pendingTransactions: this.pending.map(costing(300n)) }),
    );
    await bus.serve(chainService.proposeBlock, ({ block }) => {
      assert.ok(block !== undefined);
      this.proposed.push(block);
      const answer = this.verdict(block);
      if (!answer.ok) return answer;
      const { failedTransactionIndices } = answer.value;
      if (failedTransactionIndices.length === 0) {
        this.head = { id: block.id, height: block.header!.height, time: block.header!.timestamp };
        const included = new Set(block.transactions.map(({ id }) => hex(id)));
        if (this.isEmptiedByBlocks) this.pending = this.pending.filter(({ id }) => !included.has(hex(id)));
      }
      return accept(
        rpcChain.ProposeBlockResponse.decode(
          rpcChain.ProposeBlockResponse.encode({ failedTransactionIndices }),
        ),
      );
    });
    const sign = (): Uint8Array => new Uint8Array(65);
    return openProducer(
      { bus, clock, log: silent, sign },
      {
        mode,
        signer: accountOf('signer'),
        ...(lookMs === undefined ? {} : { lookMs }),
      },
    );
  }

  produce(count: number): Promise<Answer<ProduceBlocksResponse>> {
    return this.bus.call(producerService.produceBlocks, { count }, CALL);
  }
  arrive(): Promise<void> {
    const event = { transaction: undefined, receipt: undefined, height: 0n, pendingRcUsed: 0n };
    return this.bus.publish(topics.mempoolAccepted, event);
  }
  async settle(): Promise<void> {
    for (let count = 0; count < 100; count++) await turn();
  }
}

const limits = (each: bigint): chain.ResourceLimitData => ({
  diskStorageLimit: each,
  diskStorageCost: 1n,
  networkBandwidthLimit: each,
  networkBandwidthCost: 1n,
  computeBandwidthLimit: each,
  computeBandwidthCost: 1n,
});
const costing =
  (computeBandwidthUsed: bigint) =>
  (transaction: Transaction): rpcMempool.PendingTransaction =>
    rpcMempool.PendingTransaction.decode(
      rpcMempool.PendingTransaction.encode({ transaction, computeBandwidthUsed }),
    );
const some = (count: number): Transaction[] =>
  Array.from({ length: count }, (_, index) => transactionOf({ payer: `payer ${index}`, nonce: 1 }));

test('in manual mode blocks are made only when asked for, empty ones too', async () => {
  const world = new World();
  await using _producer = await world.open({ kind: 'manual' });
  await world.arrive();
  world.clock.advance(100_000);
  await world.settle();
  assert.equal(world.proposed.length, 0);
  assert.deepEqual(await world.produce(3), accept({ height: 3n }));
  assert.equal(world.clock.timers, 0);
  for (const count of [0, -1, 1.5, 1_001, Number.NaN]) {
    const answer = await world.produce(count);
    assert.ok(!answer.ok && answer.refusal.code === 'producer.badCount');
  }
});

test('in automatic mode a transaction brings a block, and the next ones come until nothing is pending', async () => {
  const world = new World();
  await using _producer = await world.open({ kind: 'auto' });
  await world.arrive();
  await world.settle();
  assert.equal(world.proposed.length, 0, 'nothing is pending');
  world.pending = some(7);
  await world.arrive();
  await world.settle();
  assert.deepEqual(
    world.proposed.map(({ transactions }) => transactions.length),
    [3, 3, 1],
  );
  const asked = world.asked;
  await world.settle();
  assert.equal(world.asked, asked, 'an idle producer asks nothing');
});

test('a producer that looks for itself finds what nobody told it', async () => {
  const world = new World();
  await using _producer = await world.open({ kind: 'auto' }, 1_000);
  world.pending = some(1);
  world.clock.advance(999);
  await world.settle();
  assert.equal(world.proposed.length, 0);
  world.clock.advance(1);
  await world.settle();
  assert.equal(world.proposed.length, 1);
});

test('in automatic mode transactions that arrive together share runs', async () => {
  const world = new World();
  await using _producer = await world.open({ kind: 'auto' });
  world.pending = some(1);
  await Promise.all(Array.from({ length: 50 }, () => world.arrive()));
  await world.settle();
  assert.equal(world.proposed.length, 1);
  assert.ok(world.asked <= 4, `asked ${world.asked} times`);
});

test('at an interval there is a block at each beat, and none after closing', async () => {
  const world = new World();
  {
    await using _producer = await world.open({ kind: 'interval', intervalMs: 1_000 });
    for (let beat = 0; beat < 3; beat++) {
      world.clock.advance(1_000);
      await world.settle();
    }
    assert.equal(world.proposed.length, 3);
    world.clock.advance(5_000);
    await world.settle();
    assert.equal(world.proposed.length, 4, 'beats that were missed are not made up for');
  }
  assert.equal(world.clock.timers, 0);
  world.clock.advance(5_000);
  await world.settle();
  assert.equal(world.proposed.length, 4);
});

test('timestamps rise even where the clock stands still or goes back', async () => {
  const world = new World();
  await using _producer = await world.open({ kind: 'manual' });
  await world.produce(2);
  world.clock.nowMs -= 86_400_000;
  await world.produce(2);
  world.clock.nowMs += 2 * 86_400_000;
  await world.produce(1);
  const times = world.proposed.map(({ header }) => header!.timestamp);
  const start = 1_700_000_000_000n;
  assert.deepEqual(times, [start, start + 1n, start + 2n, start + 3n, BigInt(world.clock.nowMs)]);
});

test('transactions that fail are left out, and the rest proposed again', async () => {
  const world = new World();
  world.verdict = ({ transactions }) =>
    accept({ failedTransactionIndices: transactions.length === 3 ? [0, 2] : [] });
  world.pending = some(3);
  const middle = world.pending[1]!;
  await using _producer = await world.open({ kind: 'manual' });
  assert.ok((await world.produce(1)).ok);
  assert.deepEqual(
    world.proposed.map(({ transactions }) => transactions.length),
    [3, 1],
  );
  assert.deepEqual(world.proposed[1]!.transactions[0]!.id, middle.id);
});

test('a block refused as a whole is proposed with half of its transactions, down to none', async () => {
  const world = new World();
  world.verdict = ({ transactions }) =>
    transactions.length > 0 ? refuse({ code: 'chain.refused', message: 'too much' }) : fine({} as Block);
  world.pending = some(3);
  await using _producer = await world.open({ kind: 'manual' });
  assert.ok((await world.produce(1)).ok);
  assert.deepEqual(
    world.proposed.map(({ transactions }) => transactions.length),
    [3, 1, 0],
  );
});

test('proposals of one block are bounded, whatever the chain says', async () => {
  const world = new World();
  world.verdict = () => accept({ failedTransactionIndices: [9] });
  world.pending = some(3);
  await using _producer = await world.open({ kind: 'manual' });
  world.verdict = ({ transactions }) =>
    accept({ failedTransactionIndices: transactions.length === 0 ? [] : [9] });
  assert.ok((await world.produce(1)).ok);
  assert.equal(world.proposed.length, PROPOSALS_MAX + 1);
});

test('a chain that refuses empty blocks ends the attempt with its refusal', async () => {
  const world = new World();
  world.verdict = () => refuse({ code: 'chain.refused', message: 'no', errorCode: ERROR_CODE.failure });
  await using _producer = await world.open({ kind: 'manual' });
  const answer = await world.produce(5);
  assert.ok(!answer.ok && answer.refusal.message === 'no');
  assert.equal(world.proposed.length, 1);
});

test('a block takes what fits in order, up to 90 percent, and stops beyond 75', () => {
  const numbers = (costs: readonly bigint[], each: bigint): number[] => {
    const pending = costs.map((cost, index) =>
      costing(cost)(transactionOf({ payer: `p${index}`, nonce: 1 })),
    );
    const chosen = fill(pending, limits(each));
    return chosen.map((one) => pending.findIndex(({ transaction }) => transaction === one));
  };
  assert.deepEqual(numbers([300n, 300n, 300n, 300n], 1_000n), [0, 1, 2]);
  assert.deepEqual(numbers([300n, 700n, 300n], 1_000n), [0, 2]);
  assert.deepEqual(numbers([750n, 10n, 10n], 1_000n), [0, 1], 'exactly 75 percent is not beyond');
  assert.deepEqual(numbers([901n], 1_000n), []);
  assert.deepEqual(numbers([900n], 1_000n), [0]);
});

test('what an account sent after a transaction that was passed over waits as well', () => {
  const costs = [100n, 950n, 100n];
  const pending = costs.map((cost, index) => costing(cost)(transactionOf({ payer: 'a', nonce: index + 1 })));
  const other = costing(100n)(transactionOf({ payer: 'b', nonce: 1 }));
  const chosen = fill([...pending, other], limits(1_000n));
  assert.deepEqual(chosen, [pending[0]!.transaction, other.transaction]);
});
