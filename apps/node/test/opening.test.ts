/** What a chain says when it opens: whoever missed its last words before it ended finds out. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InProcessBus } from '@ashlar/bus';
import { openCrypto } from '@ashlar/crypto';
import { devAccounts, devGenesis, systemClock } from '@ashlar/node';
import { topics } from '@ashlar/ports';
import { openBlockStore, openChain, SINGLE_PRODUCER } from '@ashlar/services';
import { openKernel, openRecovery } from '../src/chain-services.ts';
import { openStorage } from '../src/storage.ts';
import { openDevNode, silent } from './support/dev-node.ts';
import { call } from './support/rpc.ts';

test('a chain that opens says where its heads are', async () => {
  await openCrypto();
  await using scope = new AsyncDisposableStack();
  const bus = new InProcessBus();
  const clock = systemClock();
  const storage = await openStorage(
    scope,
    { directory: undefined, genesis: devGenesis(await devAccounts()) },
    silent,
  );
  const heard: (bigint | undefined)[] = [];
  await bus.subscribe(topics.forkHeads, ({ heads }) => void heard.push(heads[0]?.height));
  scope.use(await openBlockStore({ bus, log: silent, records: storage.blocks }));
  const ports = { bus, clock, log: silent, state: storage.state, kernel: openKernel() };
  const recoverBatch = openRecovery(scope, 0);
  const halt = (cause: unknown): void => assert.fail(String(cause));
  scope.use(await openChain({ ...ports, recoverBatch, halt }, SINGLE_PRODUCER));
  assert.deepEqual(heard, [0n]);
});

test('a node that was asked for an internal listener says there that it is ready, and what it measures', async () => {
  await using node = await openDevNode({
    blockMode: { kind: 'auto' },
    internal: { host: '127.0.0.1', port: 0, version: '0.0.1' },
  });
  const internal = `http://127.0.0.1:${node.internalPort}`;
  const ready = await fetch(`${internal}/readyz`);
  assert.deepEqual([ready.status, await ready.json()], [200, { status: 'ok', reasons: {} }]);
  await call(node.url, 'chain.get_chain_id');
  await call(node.url, 'block_producer.produce_blocks', { count: 2 });
  const metrics = await (await fetch(`${internal}/metrics`)).text();
  assert.match(metrics, /^ashlar_build_info\{version="0\.0\.1"\} 1$/m);
  assert.match(metrics, /^ashlar_chain_head_height 3$/m);
  assert.match(metrics, /duration_seconds_count\{method="chain\.get_chain_id",outcome="ok"\} 1$/m);
});
