/** What a client may ask for, who may ask, and how many connections there are. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import {
  ADDRESSES_MAX,
  Allowances,
  CONNECTIONS_MAX,
  ConnectionTable,
  isHostAllowed,
  isOriginAllowed,
  networkOf,
  openRpc,
  type RpcConfig,
  type RpcService,
} from '@ashlar/rpc';
import WebSocket from 'ws';
import { FakeChain } from './support/fake-chain.ts';
import { clock, SocketClient, silent } from './support/world.ts';

const someone = '203.0.113.5';
const isExempt = (address: string): boolean => address === '127.0.0.1';

test('an allowance is spent, comes back with time, and what is owed is bounded', () => {
  let nowMs = 0;
  const allowances = new Allowances(
    { monotonic: () => nowMs },
    { unitsPerSecond: 10, unitsMax: 30, isExempt },
  );
  const own = allowances.of(someone);
  assert.equal(own.waitMs(), 0);
  own.charge(30);
  assert.equal(own.waitMs(), 100);
  nowMs += 50;
  assert.equal(own.waitMs(), 50);
  nowMs += 50;
  assert.equal(own.waitMs(), 0);
  own.charge(1_000_000);
  assert.equal(own.waitMs(), 3_100, 'no more than 30 units are owed');
  nowMs += 1_000_000;
  own.charge(29);
  assert.equal(own.waitMs(), 0);
  own.charge(1);
  assert.equal(own.waitMs(), 100, 'no more than 30 units are saved');
});

test('addresses do not share, except those of one IPv6 network; exempt ones are not counted', () => {
  const allowances = new Allowances({ monotonic: () => 0 }, { unitsPerSecond: 1, unitsMax: 1, isExempt });
  const waits = (address: string): boolean => allowances.of(address).waitMs() > 0;
  for (const spender of [someone, '2001:db8:1:2::1', '127.0.0.1']) allowances.of(spender).charge(1);
  assert.ok(waits(someone) && waits(`::ffff:${someone}`));
  assert.ok(waits('2001:db8:1:2:ffff::9') && waits('2001:DB8:1:2::'));
  assert.ok(!waits('203.0.113.6') && !waits('2001:db8:1:3::1') && !waits('127.0.0.1'));
  const free = new Allowances({ monotonic: () => 0 }, { unitsPerSecond: 0, unitsMax: 1, isExempt });
  free.of(someone).charge(100);
  assert.equal(free.of(someone).waitMs(), 0, 'without a rate there is no limit');
});

test('the table of addresses is bounded: who was idle longest is forgotten', () => {
  const allowances = new Allowances({ monotonic: () => 0 }, { unitsPerSecond: 1, unitsMax: 1, isExempt });
  allowances.of('first').charge(1);
  for (let index = 0; index < ADDRESSES_MAX - 1; index++) allowances.of(`address ${index}`).charge(1);
  assert.ok(allowances.of('first').waitMs() > 0, 'it is remembered, and used again');
  allowances.of('one more').charge(1);
  assert.equal(allowances.size, ADDRESSES_MAX);
  assert.ok(allowances.of('first').waitMs() > 0);
  assert.equal(allowances.of('address 0').waitMs(), 0);
});

test('the network of an address is what one customer has', () => {
  assert.equal(networkOf('::1'), '0:0:0:0::/64');
  assert.equal(networkOf('2001:0db8::5'), '2001:db8:0:0::/64');
  assert.equal(networkOf('1:2:3:4:5:6:7:8'), '1:2:3:4::/64');
  assert.equal(networkOf('fe80::1%eth0'), 'fe80:0:0:0::/64');
  assert.equal(networkOf('::ffff:10.0.0.1'), '10.0.0.1');
  assert.equal(networkOf('10.0.0.1'), '10.0.0.1');
});

test('connections are bounded for each address and all together, and given back', () => {
  const table = new ConnectionTable(2);
  const first = table.enter(someone);
  assert.ok(first !== undefined && table.enter(someone) !== undefined);
  assert.equal(table.enter(someone), undefined);
  first[Symbol.dispose]();
  assert.ok(table.enter(someone) !== undefined);
  for (let index = table.total; index < CONNECTIONS_MAX; index++) assert.ok(table.enter('127.0.0.1'));
  assert.equal(table.enter('203.0.113.6'), undefined);
  assert.equal(table.total, CONNECTIONS_MAX);
});

test('a name that is not known is no host; addresses and localhost are', () => {
  const rules = { origins: ['*'], hosts: ['node.example'] };
  for (const host of [
    'localhost:8080',
    '127.0.0.1',
    '[::1]:8080',
    '192.0.2.1:1',
    'a.localhost',
    'NODE.example:8080',
  ])
    assert.ok(isHostAllowed(rules, host), host);
  for (const host of ['evil.example', 'node.example.evil', 'localhost.evil:8080', '127.0.0.1.evil', ''])
    assert.ok(!isHostAllowed(rules, host), host);
  assert.ok(isHostAllowed(rules, undefined), 'HTTP/1.0 has none');
  assert.ok(isHostAllowed({ ...rules, hosts: ['*'] }, 'evil.example'));
});

test('origins are those that are listed; programs have none', () => {
  const rules = { origins: ['https://wallet.example'], hosts: [] };
  assert.ok(isOriginAllowed(rules, 'https://wallet.example') && isOriginAllowed(rules, undefined));
  for (const origin of ['https://wallet.example.evil', 'http://wallet.example', 'null', ''])
    assert.ok(!isOriginAllowed(rules, origin), origin);
});

async function withRpc(
  config: Partial<RpcConfig>,
  use: (service: RpcService) => Promise<void>,
): Promise<void> {
  const { bus } = await FakeChain.open();
  await using service = await openRpc({ bus, clock, log: silent }, { host: '127.0.0.1', port: 0, ...config });
  await use(service);
}
const request = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'chain.get_fork_heads' });
const post = (port: number, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: request, headers });

test('a client without anything left is turned away before its request is read, and told when to come back', () =>
  withRpc({ allowance: { unitsPerSecond: 1, unitsMax: 2, isExempt: () => false } }, async ({ port }) => {
    assert.deepEqual([(await post(port)).status, (await post(port)).status], [200, 200]);
    const turned = await post(port);
    assert.equal(turned.status, 429);
    assert.equal(turned.headers.get('retry-after'), '1');
    const { error } = (await turned.json()) as { error: { code: number; data: string } };
    assert.equal(error.code, -32005);
    assert.ok(JSON.parse(error.data).retry_after_ms > 0);
  }));

test('behind a trusted proxy, its last word on the address counts; without one, nobody is believed', async () => {
  const allowance = { unitsPerSecond: 1, unitsMax: 1, isExempt: () => false };
  const from = (text: string): Record<string, string> => ({ 'x-forwarded-for': text });
  await withRpc({ allowance, trustProxy: true }, async ({ port }) => {
    assert.equal((await post(port, from(`10.0.0.1, ${someone}`))).status, 200);
    assert.equal((await post(port, from(`10.0.0.2, ${someone}`))).status, 429);
    assert.equal((await post(port, from('203.0.113.6'))).status, 200);
  });
  await withRpc({ allowance }, async ({ port }) => {
    assert.equal((await post(port, from('10.0.0.1'))).status, 200);
    assert.equal((await post(port, from('10.0.0.2'))).status, 429);
  });
});

test('a client of a WebSocket without anything left is not refused, but slowed down', () =>
  withRpc({ allowance: { unitsPerSecond: 20, unitsMax: 1, isExempt: () => false } }, async ({ port }) => {
    using client = await SocketClient.open(port);
    const startedMs = performance.now();
    const replies = await Promise.all(Array.from({ length: 8 }, () => client.ask('chain.get_fork_heads')));
    assert.ok(replies.every(({ error }) => error === undefined));
    assert.ok(performance.now() - startedMs > 250);
  }));

test('a page of an origin or a host that is not allowed gets nothing, over HTTP and WebSocket', () =>
  withRpc({ rules: { origins: ['https://wallet.example'], hosts: [] } }, async ({ port }) => {
    const allowed = await post(port, { origin: 'https://wallet.example' });
    assert.equal(allowed.headers.get('access-control-allow-origin'), 'https://wallet.example');
    assert.equal(allowed.headers.get('vary'), 'Origin');
    const refused = await post(port, { origin: 'https://evil.example' });
    assert.deepEqual([refused.status, refused.headers.get('access-control-allow-origin')], [403, null]);
    const knock = async (options: WebSocket.ClientOptions): Promise<string> => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}/`, options);
      const outcome = await new Promise<string>((resolve) => {
        socket.on('open', () => resolve('open'));
        socket.on('error', (cause) => resolve(cause.message));
      });
      socket.terminate();
      return outcome;
    };
    assert.match(await knock({ origin: 'https://evil.example' }), /403/);
    assert.match(await knock({ headers: { host: 'evil.example' } }), /403/);
    assert.equal(await knock({ origin: 'https://wallet.example' }), 'open');
  }));

test('who says nothing, or a letter now and then, is cut off, and others are served meanwhile', () =>
  withRpc({}, async ({ port }) => {
    const silentOnes = Array.from({ length: 50 }, () => connect(port, '127.0.0.1'));
    const drips = Array.from({ length: 50 }, () => connect(port, '127.0.0.1'));
    const cut = Promise.all(
      [...silentOnes, ...drips].map((socket: Socket) => {
        socket.on('error', () => undefined).resume();
        return once(socket, 'close');
      }),
    );
    const dripping = setInterval(() => {
      for (const socket of drips) if (socket.writable) socket.write('P');
    }, 300);
    const startedMs = performance.now();
    let isOver = false;
    void cut.then(() => {
      isOver = true;
    });
    while (!isOver && performance.now() - startedMs < 15_000) {
      const askedMs = performance.now();
      assert.equal((await post(port)).status, 200);
      assert.ok(performance.now() - askedMs < 1_000);
      await pause(200);
    }
    clearInterval(dripping);
    assert.ok(isOver, 'headers have five seconds');
  }));
