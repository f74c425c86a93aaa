/** The indexer: what becomes rows, what a reorganization takes back, and how it finds its way after trouble. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { Fault, hex } from '@ashlar/base';
import { type Bus, type Service, topics } from '@ashlar/ports';
import { addressText, BlockReceipt, type EventDataInit, token } from '@ashlar/protocol';
import { openBlockStore, openIndexer, openSqliteStore, type SqlStore } from '@ashlar/services';
import { MemoryRecords } from '@ashlar/state';
import { BATCH_BLOCKS_MAX, BATCH_BYTES_MAX, RETRY_MS } from '../../src/indexer/indexer.ts';
import { EVENT_NAME_MAX } from '../../src/indexer/rows.ts';
import { accountOf, ManualClock, newBus, silent } from '../support.ts';
import { CHAIN, dumpOf } from './compliance.ts';
import { grow, type Made, make, move, realClock, settled, statusOf, store, until } from './support.ts';

type World = AsyncDisposable &
  Readonly<{
    bus: Bus;
    clock: ManualClock;
    index: SqlStore;
    /** Opens the indexer, on `index` unless another is named. */
    open: (index?: SqlStore) => Promise<Service>;
  }>;

async function world(): Promise<World> {
  const [bus, clock, index] = [newBus(), new ManualClock(), openSqliteStore(':memory:', CHAIN)];
  const blocks = await openBlockStore({ bus, log: silent, records: new MemoryRecords() });
  return {
    bus,
    clock,
    index,
    open: (own = index) => openIndexer({ bus, clock, log: silent, store: own }),
    [Symbol.asyncDispose]: async () => {
      await blocks[Symbol.asyncDispose]();
      await index[Symbol.asyncDispose]();
    },
  };
}

/** The same bus, for a second indexer: it does not serve. */
const beside = (bus: Bus): Bus => ({
  call: (method, request, options) => bus.call(method, request, options),
  subscribe: (topic, handle) => bus.subscribe(topic, handle),
  publish: (topic, event) => bus.publish(topic, event),
  serve: async () => ({ [Symbol.asyncDispose]: async () => {} }),
});

/** What an index that was never elsewhere has of the main chain, whose head is `head`. */
async function freshDump({ bus }: World, head: Made): Promise<Record<string, unknown>> {
  await using index = openSqliteStore(':memory:', CHAIN);
  {
    await using _indexer = await openIndexer({
      ...{ bus: beside(bus), clock: realClock, log: silent, store: index },
    });
    await settled(index, head);
  }
  return await dumpOf(index);
}

function lineOf(name: string, parent: Made | undefined, counts: readonly number[]): readonly Made[] {
  const line: Made[] = [];
  for (const [index, count] of counts.entries())
    line.push(make(`${name}${index}`, line.at(-1) ?? parent, count));
  return line;
}

const COUNTS = ['blocks', 'transactions', 'operations', 'events', 'transfers'] as const;
async function countsOf(index: SqlStore): Promise<readonly number[]> {
  const dump = await dumpOf(index);
  return COUNTS.map((name) => (dump[name] as unknown[]).length);
}

test('it tells how far it is when it opens and after each write', async () => {
  await using own = await world();
  const told: bigint[] = [];
  await using _heard = await own.bus.subscribe(topics.indexerMoved, ({ height }) => void told.push(height));
  const [one, two] = lineOf('a', undefined, [0, 0]) as [Made, Made];
  {
    await using _indexer = await own.open();
    await grow(own.bus, one);
    await until(async () => told.at(-1) === 1n);
  }
  await using _indexer = await own.open();
  await grow(own.bus, two);
  await until(async () => told.at(-1) === 2n);
  assert.deepEqual(told, [0n, 1n, 1n, 2n]);
});

test('blocks, transactions, operations, events and transfers become rows', async () => {
  await using own = await world();
  await using _indexer = await own.open();
  const [one, two] = lineOf('a', undefined, [1, 2]) as [Made, Made];
  await grow(own.bus, one, two);
  await settled(own.index, two);
  assert.deepEqual(await countsOf(own.index), [2, 3, 3, 5, 3]);
  const rows = await own.index.read(
    `SELECT b.id AS block, t.id, t.payer, t.nonce, t.reverted, o.kind, o.contract, o.entry_point, f.kind AS moved,
       f.token, f.sender, f.receiver, f.amount
     FROM transfers f JOIN blocks b ON b.height = f.height
     JOIN transactions t ON t.height = f.height AND t.position = f.transaction_position
     JOIN operations o ON o.height = t.height AND o.transaction_position = t.position
     WHERE f.height = 2 ORDER BY f.event_position LIMIT 1`,
  );
  const text = (name: string): string => addressText(accountOf(name));
  assert.deepEqual(
    rows.map((row) => ({ ...row })),
    [
      {
        block: hex(two.block.id),
        id: hex(two.block.transactions[0]!.id),
        payer: text('alice'),
        nonce: 1n,
        reverted: 0n,
        kind: 'call_contract',
        contract: text('token'),
        entry_point: 5n,
        moved: 'transfer',
        token: text('token'),
        sender: text('alice'),
        receiver: text('bob'),
        amount: 2n,
      },
    ],
  );
  const events = await own.index.read(
    'SELECT position, transaction_position AS t, name, impacted FROM events WHERE height = 2 ORDER BY position',
  );
  assert.deepEqual(
    events.map(({ position, t, name, impacted }) => [position, t, name, impacted]),
    [
      [0n, 0n, 'token.transfer_event', JSON.stringify([text('bob')])],
      [1n, 1n, 'token.transfer_event', JSON.stringify([text('bob')])],
      [2n, null, 'block.made', '[]'],
    ],
  );
});

/** A block whose one transaction has these events. */
function withEvents(events: readonly EventDataInit[]): Made {
  const plain = make('hostile', undefined, 1);
  const transactionReceipts = [{ id: plain.block.transactions[0]!.id, events }];
  const receipt = BlockReceipt.decode(
    BlockReceipt.encode({ id: plain.block.id, height: 1n, transactionReceipts }),
  );
  return { ...plain, receipt };
}

test('what a contract says can be anything: it is an event, and a transfer only if it is one', async () => {
  await using own = await world();
  await using _indexer = await own.open();
  const [alice, bob, source] = [accountOf('alice'), accountOf('bob'), accountOf('token')];
  const moved = (name: string, data: Uint8Array): EventDataInit => ({ source, name, data });
  const transfer = (init: token.TransferEventInit): EventDataInit =>
    moved('token.transfer_event', token.TransferEvent.encode(init));
  const made = withEvents([
    moved('koinos.contracts.token.mint_event', token.MintEvent.encode({ to: bob, value: 5n })),
    moved('token.burn_event', token.BurnEvent.encode({ from: alice, value: (1n << 64n) - 1n })),
    transfer({ from: alice, value: 1n }),
    transfer({ from: alice, to: new Uint8Array(10_000).fill(1), value: 1n }),
    moved('token.transfer_event', new Uint8Array([0x0a, 0xff])),
    moved('my_token.transfer_event', token.TransferEvent.encode({ from: alice, to: bob, value: 1n })),
    { name: 'token.mint_event', data: token.MintEvent.encode({ to: bob, value: 5n }) },
    moved(`\0${'n'.repeat(10_000)}`, new Uint8Array(100_000)),
    { ...moved('x', new Uint8Array(0)), impacted: [alice, new Uint8Array(0), new Uint8Array(65)] },
  ]);
  await grow(own.bus, made);
  await settled(own.index, made);
  const transfers = await own.index.read(
    'SELECT kind, sender, receiver, amount FROM transfers ORDER BY event_position',
  );
  assert.deepEqual(
    transfers.map(({ kind, sender, receiver, amount }) => [kind, sender, receiver, amount]),
    [
      ['mint', null, addressText(bob), 5n],
      ['burn', addressText(alice), null, '18446744073709551615'],
    ],
  );
  const events = await own.index.read('SELECT name, impacted FROM events ORDER BY position');
  assert.equal(events.length, 9);
  assert.equal(events[7]!['name'], `\ufffd${'n'.repeat(EVENT_NAME_MAX - 1)}`);
  assert.equal(events[8]!['impacted'], JSON.stringify([addressText(alice)]));
});

test('an abandoned branch leaves nothing: the tables are those of an index that never saw it', async () => {
  await using own = await world();
  await using _indexer = await own.open();
  const trunk = lineOf('trunk', undefined, [1, 0, 2]);
  const long = lineOf('long', trunk[2], [3, 1, 0, 2, 1]);
  const rival = lineOf('rival', trunk[2], [0, 2, 1, 1, 0, 1]);
  await grow(own.bus, ...trunk, ...long);
  await settled(own.index, long[4]!);
  const before = await dumpOf(own.index);
  for (const made of rival) await store(own.bus, made);
  await move(own.bus, long.toReversed(), rival);
  await settled(own.index, rival[5]!);
  assert.deepEqual(await dumpOf(own.index), await freshDump(own, rival[5]!));
  await move(own.bus, rival.toReversed(), long);
  await settled(own.index, long[4]!);
  assert.deepEqual(await dumpOf(own.index), before);
});

/** `index`, with what each write brought it to. */
function watched(index: SqlStore): SqlStore & Readonly<{ heights: bigint[] }> {
  const heights: bigint[] = [];
  return {
    heights,
    standing: () => index.standing(),
    idAt: (height) => index.idAt(height),
    read: (sql) => index.read(sql),
    replaceAbove: (from, height, rows, next) => {
      heights.push(next.tip.height);
      return index.replaceAbove(from, height, rows, next);
    },
    [Symbol.asyncDispose]: async () => {},
  };
}

test('a long chain is made in several writes, and between them others have their turn', async () => {
  await using own = await world();
  const early = lineOf('early', undefined, Array(2 * BATCH_BLOCKS_MAX + 10).fill(0));
  await grow(own.bus, ...early);
  const index = watched(own.index);
  {
    const seen = new Set<bigint>();
    const timer = setInterval(() => void own.index.standing().then(({ tip }) => seen.add(tip.height)), 0);
    await using _indexer = await openIndexer({ bus: own.bus, clock: realClock, log: silent, store: index });
    await settled(own.index, early.at(-1)!);
    clearInterval(timer);
    assert.deepEqual(index.heights, [500n, 1_000n, 1_010n]);
    assert.ok(seen.size > 0, 'a timer ran meanwhile');
  }
  const rival = lineOf('rival', early.at(-4), [1, 1, 1, 1]);
  for (const made of rival) await store(own.bus, made);
  await move(own.bus, early.slice(-3).toReversed(), rival);
  await using _indexer = await own.open();
  await settled(own.index, rival[3]!);
  assert.deepEqual(await dumpOf(own.index), await freshDump(own, rival[3]!));
  assert.equal((await statusOf(own.bus)).height, 1_011n);
});

test('large blocks make small writes', async () => {
  await using own = await world();
  const line = lineOf('large', undefined, Array(6).fill(1)).map((made): Made => {
    const event = { name: 'large', data: new Uint8Array(BATCH_BYTES_MAX / 2) };
    const { id, height } = made.receipt;
    return { ...made, receipt: BlockReceipt.decode(BlockReceipt.encode({ id, height, events: [event] })) };
  });
  await grow(own.bus, ...line);
  const index = watched(own.index);
  await using _indexer = await openIndexer({ bus: own.bus, clock: realClock, log: silent, store: index });
  await settled(own.index, line[5]!);
  assert.deepEqual(index.heights, [2n, 4n, 6n]);
});

test('closed in the middle of a rebuild it ends at once, and goes on from there', async () => {
  await using own = await world();
  const line = lineOf('a', undefined, Array(3 * BATCH_BLOCKS_MAX).fill(0));
  await grow(own.bus, ...line);
  {
    await using _indexer = await own.open(); // On a clock that stands still.
    await settled(own.index, line[BATCH_BLOCKS_MAX - 1]!);
  }
  await using _indexer = await openIndexer({ bus: own.bus, clock: realClock, log: silent, store: own.index });
  await settled(own.index, line.at(-1)!);
});

test('final is what was said to be, once the tables have that block', async () => {
  await using own = await world();
  await using _indexer = await own.open();
  const [one, two] = lineOf('a', undefined, [0, 0]) as [Made, Made];
  const [rival, next] = lineOf('b', one, [1, 1]) as [Made, Made];
  await grow(own.bus, one, two);
  await settled(own.index, two);
  await store(own.bus, rival);
  await own.bus.publish(topics.blockIrreversible, { topology: rival.topology });
  await until(async () => (await statusOf(own.bus)).trouble === undefined);
  await settled(own.index, two, 0n);
  await move(own.bus, [two], [rival]);
  await settled(own.index, rival, 2n);
  await grow(own.bus, next);
  await settled(own.index, next, 2n);
  await own.bus.publish(topics.blockIrreversible, { topology: next.topology });
  await settled(own.index, next, 3n);
  assert.equal((await statusOf(own.bus)).finalHeight, 3n);
});

test('an index whose final blocks are not the chain’s is left as it is, and says so', async () => {
  await using own = await world();
  const [one, two] = lineOf('a', undefined, [1, 1]) as [Made, Made];
  await own.index.replaceAbove(
    { height: 0n, id: '' },
    0n,
    {
      blocks: [[1n, 'aa', 'ff', 5n, null, null, 0n, 0n, 0n, 0n]],
      transactions: [],
      operations: [],
      events: [],
      transfers: [],
    },
    { tip: { height: 1n, id: 'aa' }, final: 1n },
  );
  const before = await dumpOf(own.index);
  await grow(own.bus, one, two);
  await using _indexer = await own.open();
  await until(async () => (await statusOf(own.bus)).trouble !== undefined);
  assert.match((await statusOf(own.bus)).trouble!, /store\.otherChain.*remove the index/);
  assert.deepEqual(await dumpOf(own.index), before);
});

test('while the database fails nobody waits, health says why, and then it goes on', async () => {
  await using own = await world();
  let failures = 0;
  let isDown = true;
  const broken: SqlStore = {
    standing: () => own.index.standing(),
    idAt: (height) => own.index.idAt(height),
    read: (sql) => own.index.read(sql),
    replaceAbove: async (from, height, rows, next) => {
      // A write that took place, though its answer was lost.
      if (failures === 1) await own.index.replaceAbove(from, height, rows, next);
      if (isDown) {
        failures++;
        throw new Fault('store.io', { retryable: true, detail: 'gone' });
      }
      await own.index.replaceAbove(from, height, rows, next);
    },
    [Symbol.asyncDispose]: async () => {},
  };
  await using _indexer = await own.open(broken);
  const line = lineOf('a', undefined, [1, 1, 1, 2]);
  await grow(own.bus, line[0]!, line[1]!);
  await until(async () => (await statusOf(own.bus)).trouble !== undefined);
  assert.match((await statusOf(own.bus)).trouble!, /store\.io: gone/);
  await grow(own.bus, line[2]!);
  for (let turns = 0; turns < 20; turns++) await setImmediate();
  assert.equal(failures, 1, 'it does not hammer');
  own.clock.advance(RETRY_MS);
  await until(async () => failures === 2);
  await grow(own.bus, line[3]!);
  isDown = false;
  await until(async () => own.clock.timers === 1);
  own.clock.advance(RETRY_MS);
  await settled(own.index, line[3]!);
  assert.equal((await statusOf(own.bus)).trouble, undefined);
  assert.deepEqual(await dumpOf(own.index), await freshDump(own, line[3]!));
});

test('two indexers of one database come to the same', async () => {
  await using own = await world();
  await using other = await world();
  await using _first = await own.open();
  await using _second = await openIndexer({
    bus: other.bus,
    clock: other.clock,
    log: silent,
    store: own.index,
  });
  const line = lineOf('a', undefined, [1, 1, 1, 2, 0, 1]);
  for (const made of line) {
    await grow(own.bus, made);
    await grow(other.bus, made);
    own.clock.advance(RETRY_MS);
    other.clock.advance(RETRY_MS);
  }
  await settled(own.index, line[5]!);
  assert.deepEqual(await dumpOf(own.index), await freshDump(own, line[5]!));
});
