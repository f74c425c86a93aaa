/**
 * The whole koilib script against a chain whose services are processes of their own on RabbitMQ, while each is killed and
 * started again at random: nothing that was taken is lost, nothing is applied twice, and one process that applies the same
 * blocks comes to the same root. Needs the virtual host that `ASHLAR_TEST_AMQP_SERVICES` names
 * (`node scripts/with-rabbitmq.ts npm test`); skipped without.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { hex } from '@ashlar/base';
import { WELL_KNOWN } from '@ashlar/contracts';
import { devAccounts, devGenesis, EXIT, openNode, systemClock } from '@ashlar/node';
import { type Bus, blockStoreService, chainService, indexerService } from '@ashlar/ports';
import { addressText } from '@ashlar/protocol';
import { Contract, Signer } from 'koilib';
import { SERVICES } from '../src/service-names.ts';
import { chance, inDirectory, startNode } from './support/child.ts';
import { openDevNode, silent } from './support/dev-node.ts';
import { koilibScript } from './support/koilib-script.ts';
import { PatientProvider } from './support/patient-provider.ts';
import { ServiceCluster } from './support/service-cluster.ts';

const broker = process.env['ASHLAR_TEST_AMQP_SERVICES'];
const SEED = Number(process.env['ASHLAR_SERVICES_SEED'] ?? 1);
/** Each service is killed so often at least. */
const KILLS_EACH = Number(process.env['ASHLAR_SERVICES_KILLS'] ?? 1);
const BETWEEN_KILLS_MS = 500;
const CALL = { timeoutMs: 30_000 };
const { users, genesis } = await devAccounts();

if (broker === undefined) {
  test('services on RabbitMQ', { skip: 'ASHLAR_TEST_AMQP_SERVICES names no broker' }, () => {});
} else {
  const directory = mkdtempSync(join(tmpdir(), 'ashlar-services-'));
  after(() => rmSync(directory, { recursive: true, force: true }));
  let provider: PatientProvider;
  let cluster: ServiceCluster;
  const stop = new AbortController();
  let killing = Promise.resolve();

  koilibScript(
    async () => {
      cluster = await ServiceCluster.open(directory, broker);
      killing = killAtRandom(cluster, stop.signal);
      return { port: cluster.port, [Symbol.asyncDispose]: async () => {} };
    },
    [genesis.address],
    { providerOf: (url) => (provider = new PatientProvider([url])) },
  );

  test('transfers go on until each service was killed', async () => {
    const contract = await tokenOf(users[8]!.wif, provider);
    const isThrough = (): boolean => SERVICES.every((name) => (cluster.kills.get(name) ?? 0) >= KILLS_EACH);
    while (!isThrough()) {
      const move = { from: users[8]!.address, to: users[9]!.address, value: '1' };
      const { transaction } = await contract.functions['transfer']!(move);
      await transaction!.wait('byTransactionId', 60_000);
    }
    stop.abort();
    await killing;
    await cluster.ready();
  });

  test('nothing is lost, nothing is applied twice, and one process comes to the same root', async (context) => {
    await cluster[Symbol.asyncDispose]();
    assert.deepEqual(cluster.failures, [], 'nobody ended but those who were killed');
    await using node = await openNode(
      { clock: systemClock(), log: silent },
      {
        directory,
        genesis: devGenesis(await devAccounts()),
        producer: { address: genesis.addressBytes, privateKey: genesis.privateKey },
        blockMode: { kind: 'manual' },
        rpc: { host: '127.0.0.1', port: 0 },
        pendingPerAccountMax: 10,
        recoveryWorkers: 0,
        indexer: { kind: 'sqlite' },
      },
    );
    await using again = await openDevNode({ blockMode: { kind: 'manual' } });
    const head = await node.bus.call(chainService.getHeadInfo, {}, CALL);
    assert.ok(head.ok);
    const { headTopology, headStateMerkleRoot } = head.value;
    const included = new Map<string, number>();
    for (let height = 1n; height <= headTopology!.height; height++) {
      const request = { headBlockId: headTopology!.id, ancestorStartHeight: height, numBlocks: 1 };
      const found = await node.bus.call(
        blockStoreService.getBlocksByHeight,
        { ...request, returnBlock: true, returnReceipt: false },
        CALL,
      );
      assert.ok(found.ok);
      const block = found.value.blockItems[0]!.block!;
      for (const { id } of block.transactions) {
        const key = `0x${hex(id)}`;
        included.set(key, (included.get(key) ?? 0) + 1);
      }
      assert.ok((await again.bus.call(chainService.submitBlock, { block }, CALL)).ok);
    }
    const other = await again.bus.call(chainService.getHeadInfo, {}, CALL);
    assert.ok(other.ok);
    assert.deepEqual(other.value.headStateMerkleRoot, headStateMerkleRoot, 'equal blocks, equal roots');
    for (const id of provider.taken) assert.equal(included.get(id), 1, `${id} is included once`);
    assert.equal(Math.max(...included.values()), 1);
    await indexedUpTo(node.bus, headTopology!.height);
    const indexed = idsIn(directory);
    assert.deepEqual(indexed, [...included.keys()], 'the index has each transaction once, in its place');
    const kills = [...cluster.kills].map(([name, count]) => `${name} ${count}`).join(', ');
    context.diagnostic(
      `${headTopology!.height} blocks, ${included.size} transactions, ${provider.retries} questions again; killed: ${kills}`,
    );
  });
}

if (broker !== undefined) {
  test('a service that the broker refuses ends at once, and says why', async () => {
    const wrong = new URL(broker);
    wrong.password = 'wrong';
    await inDirectory(async (directory) => {
      await using child = startNode(directory, ['--services', 'mempool', '--bus', wrong.href]);
      const { code, errors } = await child.ended;
      assert.equal(code, EXIT.unavailable);
      assert.match(errors, /the broker refuses us: ACCESS_REFUSED/);
      assert.doesNotMatch(errors, /wrong/);
    });
  });
}

async function killAtRandom(cluster: ServiceCluster, signal: AbortSignal): Promise<void> {
  const draw = chance(SEED);
  while (!signal.aborted) {
    await cluster.ready();
    await pause(BETWEEN_KILLS_MS);
    if (!signal.aborted) await cluster.kill(SERVICES[draw(SERVICES.length)]!);
  }
}

/** Waits until the SQL index has the block at `height`: it was killed too. */
async function indexedUpTo(bus: Bus, height: bigint): Promise<void> {
  for (const startedMs = performance.now(); performance.now() - startedMs < CALL.timeoutMs; await pause(20)) {
    const status = await bus.call(indexerService.getStatus, {}, CALL);
    if (status.ok && status.value.height === height) return;
  }
  throw new Error(`the index does not come to block ${height}`);
}

/** Transactions in the SQL index, in the order of the chain. */
function idsIn(directory: string): readonly string[] {
  using database = new DatabaseSync(join(directory, 'index.sqlite'), { readOnly: true });
  const rows = database.prepare('SELECT id FROM transactions ORDER BY height, position').all();
  return rows.map(({ id }) => `0x${id}`);
}

async function tokenOf(wif: string, provider: PatientProvider): Promise<Contract> {
  const signer = Signer.fromWif(wif);
  signer.provider = provider;
  const contract = new Contract({ id: addressText(WELL_KNOWN.token), provider, signer });
  await contract.fetchAbi();
  return contract;
}
