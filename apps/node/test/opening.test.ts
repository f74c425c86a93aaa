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
import { silent } from './support/dev-node.ts';

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
