/** Subscriptions over WebSocket: what is told, from where on, and that nothing is missed or told twice. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, beforeEach, test } from 'node:test';
import { hex } from '@ashlar/base';
import { topics } from '@ashlar/ports';
import { addressText } from '@ashlar/protocol';
import { openRpc, type RpcService } from '@ashlar/rpc';
import fc from 'fast-check';
import WebSocket from 'ws';
import { ALICE, FakeChain, GENESIS, idOf, TOKEN } from './support/fake-chain.ts';
import { clock, type Notice, SocketClient, silent } from './support/world.ts';

const RUNS = Number(process.env['ASHLAR_RUNS'] ?? 30);
let chain: FakeChain;
let service: RpcService;
const services: RpcService[] = [];
const open = async (): Promise<void> => {
  chain = await FakeChain.open();
  service = await openRpc({ bus: chain.bus, clock, log: silent }, { host: '127.0.0.1', port: 0 });
  services.push(service);
};
before(open);
beforeEach(open);
after(() => Promise.all(services.map((each) => each[Symbol.asyncDispose]())));

type Position = Readonly<{ id: string; height?: string; previous: string }>;
const positionOf = (notice: Notice): Position => notice['position'] as Position;
const textOf = (id: Uint8Array): string => `0x${hex(id)}`;
const grow = async (count: number): Promise<void> => {
  for (let made = 0; made < count; made++) await chain.move(chain.make(chain.head));
};

/** Carries out what was told: the ids of the chain, as a client knows it. */
function follow(notices: readonly Notice[], known: readonly string[] = []): readonly string[] {
  const line = [...known];
  for (const { event, ...rest } of notices) {
    const { id, previous } = rest['position'] as Position;
    if (event === 'applied') {
      assert.equal(previous, line.at(-1) ?? textOf(GENESIS.id), 'each block follows the one before');
      line.push(id);
    } else if (event === 'undone') assert.equal(line.pop(), id, 'the last block is undone first');
  }
  return line;
}

test('blocks are told from now on, with block and receipt where they are asked for', async () => {
  await grow(2);
  using client = await SocketClient.open(service.port);
  const { result } = await client.ask('subscribe', { topic: 'blocks', block: true, receipt: true });
  assert.deepEqual(result!['position'], {
    id: textOf(chain.head.id),
    height: '2',
    previous: textOf(chain.head.previous),
  });
  const thin = await client.subscribe({ topic: 'blocks' });
  await grow(1);
  const notices = await client.heard(2);
  const [whole, bare] = notices.toSorted((a, b) => Number(a.subscription) - Number(b.subscription));
  assert.equal(bare!.subscription, thin);
  assert.deepEqual(Object.keys(bare!), ['subscription', 'event', 'position']);
  assert.equal((whole!['block'] as Position).id, positionOf(bare!).id);
  assert.equal((whole!['receipt'] as Position).height, '3');
});

test('a subscription from a height tells what came since, and then goes on', async () => {
  await grow(5);
  using client = await SocketClient.open(service.port);
  await client.subscribe({ topic: 'blocks', from: { height: 2 } });
  await client.heard(3);
  await grow(2);
  const heights = (await client.heard(5)).map((notice) => positionOf(notice).height);
  assert.deepEqual(heights, ['3', '4', '5', '6', '7']);
});

test('a move that got lost is told when the heads are', async () => {
  using client = await SocketClient.open(service.port);
  await client.subscribe({ topic: 'blocks' });
  const lost = chain.make(chain.head);
  await chain.bus.publish(topics.forkHeads, { lastIrreversibleBlock: undefined, heads: [lost] });
  const [notice] = await client.heard(1);
  assert.equal(positionOf(notice!).id, textOf(lost.id));
});

test('what the chain left is undone, the last block first, before what replaced it', async () => {
  await grow(3);
  const left = chain.head;
  using client = await SocketClient.open(service.port);
  await client.subscribe({ topic: 'blocks', from: { height: '0' } });
  await client.heard(3);
  const root = chain.parentOf(chain.parentOf(left));
  let tip = root;
  for (let made = 0; made < 3; made++) tip = chain.make(tip);
  await chain.move(tip);
  const notices = await client.heard(8);
  assert.deepEqual(
    notices.slice(3).map(({ event }) => event),
    ['undone', 'undone', 'applied', 'applied', 'applied'],
  );
  assert.deepEqual(follow(notices), chain.lineOf(tip));
});

test('a client that comes back with a block that was undone meanwhile hears so', async () => {
  await grow(2);
  const left = chain.head;
  await chain.move(chain.make(chain.parentOf(left)));
  using client = await SocketClient.open(service.port);
  await client.subscribe({ topic: 'blocks', from: { height: '2', id: textOf(left.id) } });
  const [undone, applied] = await client.heard(2);
  assert.deepEqual([undone!.event, positionOf(undone!).id], ['undone', textOf(left.id)]);
  assert.deepEqual([applied!.event, positionOf(applied!).id], ['applied', textOf(chain.head.id)]);
});

test('with `final`, nothing that may be undone is told', async () => {
  await grow(3);
  using client = await SocketClient.open(service.port);
  await client.subscribe({ topic: 'blocks', final: true, from: { height: 0 } });
  const finality = await client.subscribe({ topic: 'finality' });
  await chain.finalize(chain.parentOf(chain.head));
  const notices = await client.heard(4);
  await grow(1);
  await client.ask('rpc.discover');
  assert.equal(client.notices.length, 4);
  const told = (own: boolean): readonly unknown[] =>
    notices
      .filter(({ subscription }) => (subscription === finality) === own)
      .map((notice) => [notice.event, positionOf(notice).height]);
  assert.deepEqual(told(false), [
    ['applied', '1'],
    ['applied', '2'],
  ]);
  assert.deepEqual(told(true), [
    ['final', '1'],
    ['final', '2'],
  ]);
});

test('transactions are chosen by id and by account, and say in which block they are', async () => {
  await grow(3);
  using client = await SocketClient.open(service.port);
  const from = { height: 0 };
  const byId = await client.subscribe({
    topic: 'transactions',
    from,
    ids: [textOf(idOf(1_000_002))],
    receipt: true,
  });
  const byAccount = await client.subscribe({ topic: 'transactions', from, accounts: [addressText(ALICE)] });
  await client.subscribe({ topic: 'transactions', from, accounts: [addressText(TOKEN)] });
  const notices = await client.heard(4);
  const own = (id: string): readonly Notice[] => notices.filter(({ subscription }) => subscription === id);
  assert.equal(own(byAccount).length, 3);
  const [found] = own(byId);
  assert.equal(positionOf(found!).height, '2');
  assert.equal((found!['transaction'] as Position).id, textOf(idOf(1_000_002)));
  assert.equal((found!['receipt'] as Position).id, textOf(idOf(1_000_002)));
  await chain.move(chain.parentOf(chain.parentOf(chain.head)));
  const undone = (await client.heard(7)).slice(4).map((notice) => [notice.event, notice.subscription]);
  assert.deepEqual(
    undone.toSorted(),
    [
      ['undone', byAccount],
      ['undone', byAccount],
      ['undone', byId],
    ].toSorted(),
  );
});

test('events are chosen by contract and name, and undone with their block', async () => {
  await grow(1);
  using client = await SocketClient.open(service.port);
  const from = { height: 0 };
  const wanted = await client.subscribe({
    topic: 'events',
    from,
    contract: addressText(TOKEN),
    name: 'test.made',
  });
  await client.subscribe({ topic: 'events', from, contract: addressText(ALICE) });
  await client.subscribe({ topic: 'events', from, name: 'test.other' });
  const [first] = await client.heard(1);
  assert.equal(first!.subscription, wanted);
  assert.equal(first!['transaction_id'], textOf(idOf(1_000_001)));
  const data = { sequence: 1, source: addressText(TOKEN), name: 'test.made', data: 'AAAAAQ==' };
  assert.deepEqual(first!['data'], data);
  await chain.move(GENESIS);
  const [, second] = await client.heard(2);
  assert.deepEqual([second!.subscription, second!.event], [wanted, 'undone']);
});

test('pending transactions are told as the mempool takes them, and when it gives one up', async () => {
  using client = await SocketClient.open(service.port);
  await client.subscribe({ topic: 'pending' });
  await chain.pend(5);
  await chain.bus.publish(topics.transactionFailed, { id: idOf(5) });
  const [pending, dropped] = await client.heard(2);
  assert.equal((pending!['transaction'] as Position).id, textOf(idOf(5)));
  assert.deepEqual([dropped!.event, dropped!['transaction_id']], ['dropped', textOf(idOf(5))]);
});

test('what cannot be subscribed to is refused, with the place', async () => {
  using client = await SocketClient.open(service.port);
  const wrong: readonly (readonly [unknown, string])[] = [
    [{}, 'json.unknownEnum at topic'],
    [{ topic: 'nothing' }, 'json.unknownEnum at topic'],
    [{ topic: 'blocks', from: 5 }, 'json.notObject at from'],
    [{ topic: 'blocks', from: {} }, 'json.badType at from'],
    [{ topic: 'blocks', from: { height: -1 } }, 'json.badNumber at from.height'],
    [{ topic: 'blocks', from: { height: '99999999999999999999' } }, 'json.badNumber at from.height'],
    [{ topic: 'blocks', final: 1 }, 'json.notBool at final'],
    [{ topic: 'transactions', ids: ['0x00'] }, 'json.badBytes at ids[0]'],
    [{ topic: 'transactions', accounts: 'all' }, 'json.notArray at accounts'],
    [{ topic: 'events', contract: '0' }, 'json.badBytes at contract'],
    [{ topic: 'events', name: 'x'.repeat(257) }, 'json.badString at name'],
  ];
  for (const [params, reason] of wrong) {
    const { error } = await client.ask('subscribe', params);
    assert.equal(error?.data, `parameters could not be parsed: ${reason}`);
  }
  const beyond = await client.ask('subscribe', { topic: 'blocks', from: { height: 1 } });
  assert.equal(beyond.error?.data, '{"id":"subscription.heightUnknown"}');
  const unknown = await client.ask('subscribe', { topic: 'blocks', from: { id: textOf(idOf(77)) } });
  assert.equal(unknown.error?.data, '{"id":"subscription.unknownBlock"}');
  assert.equal(
    (await client.ask('unsubscribe', { subscription: '9' })).error?.data,
    '{"id":"subscription.unknown"}',
  );
});

test('a subscription that was ended says nothing more', async () => {
  using client = await SocketClient.open(service.port);
  const ended = await client.subscribe({ topic: 'blocks' });
  const goesOn = await client.subscribe({ topic: 'blocks' });
  assert.deepEqual((await client.ask('unsubscribe', { subscription: ended })).result, {});
  await grow(2);
  await client.heard(2);
  assert.deepEqual([...new Set(client.notices.map(({ subscription }) => subscription))], [goesOn]);
});

test('a block store that fails for a while delays what is told, and changes nothing', async () => {
  await grow(3);
  using client = await SocketClient.open(service.port);
  chain.failures = 1;
  await client.subscribe({ topic: 'blocks', from: { id: textOf(GENESIS.id) } });
  assert.deepEqual(follow(await client.heard(3)), chain.lineOf(chain.head));
});

test('subscriptions are of one connection only, and are not there over HTTP', async () => {
  const response = await fetch(`http://127.0.0.1:${service.port}/`, {
    method: 'POST',
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'subscribe', params: { topic: 'blocks' } }),
  });
  const { error } = (await response.json()) as { error: { code: number } };
  assert.equal(error.code, -32601);
});

test('a client that does not read misses no block, and is told that it lags', async () => {
  using client = await SocketClient.open(service.port);
  const [readers, blocks] = [20, 60];
  const wanted = { topic: 'blocks', receipt: true };
  await Promise.all(Array.from({ length: readers }, () => client.subscribe(wanted)));
  client.socket.pause();
  for (let made = 0; made < blocks; made++) await chain.move(chain.make(chain.head, 'x'.repeat(20_000)));
  client.socket.resume();
  const isTold = (): boolean =>
    client.notices.filter(({ event }) => event === 'applied').length === readers * blocks;
  while (!isTold()) await client.heard(client.notices.length + 1);
  assert.ok(client.notices.some(({ event, ...rest }) => event === 'lagged' && Number(rest['behind']) >= 16));
  for (let id = 1; id <= readers; id++) {
    const own = client.notices.filter(({ subscription }) => subscription === String(id));
    assert.deepEqual(follow(own), chain.lineOf(chain.head));
  }
});

test('however the chain moves and clients come and go, what they are told is the chain', async () => {
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('grow' as const), parent: fc.nat(6) }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('move' as const), to: fc.nat(9) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('reconnect' as const), to: fc.constant(0) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('fail' as const), to: fc.constant(0) }) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 25 }), async (steps) => {
      await open();
      const made = [GENESIS];
      let known: readonly string[] = [];
      let client = await SocketClient.open(service.port);
      await client.subscribe({ topic: 'blocks' });
      for (const given of steps) {
        if (given.kind === 'grow') {
          const next = chain.make(made[Math.max(0, made.length - 1 - given.parent)]!);
          made.push(next);
          if (next.height > chain.head.height) await chain.move(next);
        } else if (given.kind === 'move') await chain.move(made[given.to % made.length]!);
        else if (given.kind === 'fail') chain.failures = 1;
        else {
          known = follow(client.notices, known);
          client[Symbol.dispose]();
          client = await SocketClient.open(service.port);
          await client.subscribe({ topic: 'blocks', from: { id: known.at(-1) ?? textOf(GENESIS.id) } });
        }
      }
      chain.failures = 0;
      const line = chain.lineOf(chain.head);
      while (String(follow(client.notices, known)) !== String(line))
        await client.heard(client.notices.length + 1);
      client[Symbol.dispose]();
    }),
    { numRuns: RUNS },
  );
});

test('binary requests, frames too long and unknown paths are refused', async () => {
  const client = await SocketClient.open(service.port);
  client.socket.send(new Uint8Array([1]));
  assert.equal((await once(client.socket, 'close'))[0], 1003);
  const long = await SocketClient.open(service.port);
  long.socket.send('x'.repeat(1_048_577));
  assert.equal((await once(long.socket, 'close'))[0], 1009);
  const lost = new WebSocket(`ws://127.0.0.1:${service.port}/nowhere`);
  const [cause] = await once(lost, 'error');
  assert.match(String(cause), /404/);
});
