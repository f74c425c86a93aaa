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
import { devAccounts, EXIT } from '@ashlar/node';
import { SERVICES } from '../src/service-names.ts';
import { chance, inDirectory, startNode } from './support/child.ts';
import { koilibScript } from './support/koilib-script.ts';
import { PatientProvider } from './support/patient-provider.ts';
import { lookedAt, tokenOf } from './support/service-chain.ts';
import { ServiceCluster } from './support/service-cluster.ts';

const broker = process.env['ASHLAR_TEST_AMQP_SERVICES'];
const SEED = Number(process.env['ASHLAR_SERVICES_SEED'] ?? 1);
/** Each service is killed so often at least. */
const KILLS_EACH = Number(process.env['ASHLAR_SERVICES_KILLS'] ?? 1);
const BETWEEN_KILLS_MS = 500;
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
    const { included, height } = await lookedAt(directory);
    for (const id of provider.taken) assert.equal(included.get(id), 1, `${id} is included once`);
    assert.equal(Math.max(...included.values()), 1);
    const indexed = idsIn(directory);
    assert.deepEqual(indexed, [...included.keys()], 'the index has each transaction once, in its place');
    const kills = [...cluster.kills].map(([name, count]) => `${name} ${count}`).join(', ');
    context.diagnostic(
      `${height} blocks, ${included.size} transactions, ${provider.retries} questions again; killed: ${kills}`,
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

/** Transactions in the SQL index, in the order of the chain. */
function idsIn(directory: string): readonly string[] {
  using database = new DatabaseSync(join(directory, 'index.sqlite'), { readOnly: true });
  const rows = database.prepare('SELECT id FROM transactions ORDER BY height, position').all();
  return rows.map(({ id }) => `0x${id}`);
}
