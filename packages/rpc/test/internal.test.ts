/** The internal listener: alive, ready and why not, and what is measured. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accept, Fault, refuse } from '@ashlar/base';
import { type Clock, topics } from '@ashlar/ports';
import { type Check, openInternal } from '@ashlar/rpc';
import { CHECK_MAX_MS } from '../src/internal/internal-listener.ts';
import { type Outcome, openMetrics } from '../src/internal/metrics.ts';
import { JsonRpc } from '../src/json-rpc.ts';
import type { RpcMethod } from '../src/methods.ts';
import { FakeChain } from './support/fake-chain.ts';
import { clock, silent } from './support/world.ts';

const open = async (chain: FakeChain, checks: Readonly<Record<string, Check>> = {}, at: Clock = clock) =>
  openInternal(
    { bus: chain.bus, clock: at, log: silent },
    { host: '127.0.0.1', port: 0, version: '1.2.3', checks: new Map(Object.entries(checks)) },
  );

const ask = async (port: number, path: string): Promise<Readonly<{ status: number; body: unknown }>> => {
  const response = await fetch(`http://127.0.0.1:${port}${path}`);
  return { status: response.status, body: await response.json() };
};

/** The value of a metric, by its name with labels. */
async function valueOf(port: number, name: string): Promise<number | undefined> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const line = text.split('\n').find((each) => each.startsWith(`${name} `));
  return line === undefined ? undefined : Number(line.slice(name.length + 1));
}

test('a node is ready when every check says so; else it says what is not, and why', async () => {
  let reason: string | undefined;
  const chain = await FakeChain.open();
  await using listener = await open(chain, {
    chain: async () => reason,
    other: async () => {
      if (reason !== undefined) throw new Fault('bus.unreachable', { retryable: true, detail: 'gone' });
      return undefined;
    },
  });
  assert.deepEqual(await ask(listener.port, '/readyz'), { status: 200, body: { status: 'ok', reasons: {} } });
  reason = 'behind';
  const reasons = { chain: 'behind', other: 'bus.unreachable: gone' };
  const unready = { status: 503, body: { status: 'not ready', reasons } };
  assert.deepEqual(await ask(listener.port, '/readyz'), unready);
  assert.deepEqual(await ask(listener.port, '/livez'), { status: 200, body: { status: 'ok' } });
});

test('a check that does not answer has failed', async () => {
  const chain = await FakeChain.open();
  const waited: number[] = [];
  const impatient: Clock = {
    ...clock,
    after(delayMs, run) {
      waited.push(delayMs);
      return clock.after(1, run);
    },
  };
  await using listener = await open(chain, { chain: () => new Promise<undefined>(() => {}) }, impatient);
  const { status, body } = await ask(listener.port, '/readyz');
  const reasons = { chain: `no answer within ${CHECK_MAX_MS} ms` };
  assert.deepEqual([status, body, waited], [503, { status: 'not ready', reasons }, [CHECK_MAX_MS]]);
});

test('metrics count what the chain and the mempool announce', async () => {
  const chain = await FakeChain.open();
  await using listener = await open(chain);
  const { port } = listener;
  assert.equal(await valueOf(port, 'ashlar_build_info{version="1.2.3"}'), 1);
  const first = chain.make(chain.head);
  await chain.move(first);
  await chain.move(chain.make(first));
  await chain.move(chain.make(first));
  await chain.finalize(first);
  await chain.bus.publish(topics.transactionFailed, { id: first.id });
  const values = await Promise.all(
    ['head_height', 'final_height', 'blocks_total', 'undone_blocks_total', 'reorganizations_total'].map(
      (name) => valueOf(port, `ashlar_chain_${name}`),
    ),
  );
  assert.deepEqual(values, [2, 1, 3, 1, 1]);
  assert.equal(await valueOf(port, 'ashlar_mempool_failed_total'), 1);
  const heads = [{ ...first, height: 7n }];
  await chain.bus.publish(topics.forkHeads, { heads, lastIrreversibleBlock: { ...first, height: 6n } });
  assert.equal(await valueOf(port, 'ashlar_chain_head_height'), 7);
  assert.equal(await valueOf(port, 'ashlar_chain_final_height'), 6);
  const status = { height: 5n, finalHeight: 4n, chainHeight: 7n, trouble: undefined };
  await chain.bus.publish(topics.indexerMoved, status);
  assert.equal(await valueOf(port, 'ashlar_indexer_height'), 5);
  assert.ok((await valueOf(port, 'nodejs_heap_size_used_bytes'))! > 0);
});

test('each request is timed by its method and how it ended; unknown methods are not', async () => {
  const chain = await FakeChain.open();
  await using metrics = await openMetrics({ bus: chain.bus, clock }, 'x');
  const method = (name: string, run: () => Promise<unknown>): [string, RpcMethod] => [
    name,
    {
      name,
      summary: '',
      cost: 0,
      params: { type: 'object', properties: {} },
      result: { type: 'object', properties: {} },
      prepare: () => accept(run as never),
    },
  ];
  const methods = new Map([
    method('a.good', async () => accept({})),
    method('a.refusing', async () => refuse({ code: 'a.no', message: 'no' })),
    method('a.failing', () => Promise.reject(new Error('a bug'))),
  ]);
  const rpc = new JsonRpc(methods, silent, metrics.observe);
  for (const name of [...methods.keys(), 'a.unknown'])
    await rpc.handle(JSON.stringify({ jsonrpc: '2.0', id: 1, method: name, params: {} }));
  const text = await metrics.text();
  const counted = [...text.matchAll(/duration_seconds_count\{method="(.*?)",outcome="(.*?)"\} 1/g)];
  const expected: readonly (readonly [string, Outcome])[] = [
    ['a.good', 'ok'],
    ['a.refusing', 'refused'],
    ['a.failing', 'failed'],
  ];
  assert.deepEqual(
    counted.map(([, name, outcome]) => [name, outcome]),
    expected,
  );
});
