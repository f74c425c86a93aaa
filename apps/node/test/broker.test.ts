/**
 * A broker that dies: transfers go on while RabbitMQ itself is killed and started again. Needs RabbitMQ, of which it
 * starts one of its own; skipped where tests have no broker (`node scripts/with-rabbitmq.ts npm test`).
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { devAccounts } from '@ashlar/node';
import { Broker } from '../../../scripts/rabbitmq.ts';
import { PatientProvider } from './support/patient-provider.ts';
import { lookedAt, tokenOf } from './support/service-chain.ts';
import { ServiceCluster } from './support/service-cluster.ts';

const isWanted = process.env['ASHLAR_TEST_AMQP'] !== undefined;
const KILLS = Number(process.env['ASHLAR_BROKER_KILLS'] ?? 2);
const DOWN_MS = 1_000;
/** That go through before the broker is killed, and again after. */
const TRANSFERS_BETWEEN = 5;
/** A call that was under way when the broker died is answered by its timeout: up to 30 s. */
const TRANSFERS_MAX_MS = 180_000;
const LOOK_MS = 50;

test('RabbitMQ is killed and started again: no service ends, nothing taken is lost or applied twice', {
  skip: isWanted ? false : 'ASHLAR_TEST_AMQP names no broker',
}, async (context) => {
  const { users } = await devAccounts();
  const directory = mkdtempSync(join(tmpdir(), 'ashlar-broker-'));
  try {
    await using broker = await Broker.open();
    await using cluster = await ServiceCluster.open(directory, broker.servicesUrl);
    const provider = new PatientProvider([`http://127.0.0.1:${cluster.port}`]);
    const contract = await tokenOf(users[8]!.wif, provider);
    const progress = { transfers: 0, isThrough: false };
    const killing = killed(broker, progress).finally(() => (progress.isThrough = true));
    while (!progress.isThrough) {
      const move = { from: users[8]!.address, to: users[9]!.address, value: '1' };
      const { transaction } = await contract.functions['transfer']!(move);
      await transaction!.wait('byTransactionId', 60_000);
      progress.transfers++;
    }
    await killing;
    await cluster.ready();
    await cluster[Symbol.asyncDispose]();
    assert.deepEqual(cluster.failures, [], 'nobody ended');
    const { included, height } = await lookedAt(directory);
    assert.ok(provider.taken.size >= progress.transfers);
    for (const id of provider.taken) assert.equal(included.get(id), 1, `${id} is included once`);
    assert.equal(Math.max(...included.values()), 1);
    context.diagnostic(
      `${KILLS} times killed; ${progress.transfers} transfers in ${height} blocks, ${provider.retries} questions again`,
    );
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});

type Progress = { transfers: number; isThrough: boolean };

async function killed(broker: Broker, progress: Progress): Promise<void> {
  await someThrough(progress);
  for (let kill = 0; kill < KILLS; kill++) {
    await broker.kill();
    await pause(DOWN_MS);
    await broker.start();
    await someThrough(progress);
  }
}

async function someThrough(progress: Progress): Promise<void> {
  const enough = progress.transfers + TRANSFERS_BETWEEN;
  for (const startedMs = performance.now(); progress.transfers < enough; await pause(LOOK_MS))
    assert.ok(performance.now() - startedMs < TRANSFERS_MAX_MS, 'transfers go on');
}
