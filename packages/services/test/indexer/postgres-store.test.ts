/**
 * The SQL index in PostgreSQL. Needs a server that `ASHLAR_TEST_POSTGRES` names (`node scripts/with-postgres.ts npm test`);
 * skipped without. Each test has a schema of its own there.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Fault } from '@ashlar/base';
import { openBlockStore, openIndexer, openPostgresStore, openSqliteStore } from '@ashlar/services';
import { MemoryRecords } from '@ashlar/state';
import pg from 'pg';
import { RETRY_MS } from '../../src/indexer/indexer.ts';
import { ManualClock, newBus, silent } from '../support.ts';
import { CHAIN, complies, dumpOf, type Place } from './compliance.ts';
import { grow, type Made, make, move, settled, store, until } from './support.ts';

const server = process.env['ASHLAR_TEST_POSTGRES'];

type Schema = Place & Readonly<{ url: string }>;
let schemas = 0;

async function schema(): Promise<Schema> {
  const name = `ashlar_test_${process.pid}_${++schemas}`;
  const admin = new pg.Client(server);
  await admin.connect();
  await admin.query(`CREATE SCHEMA ${name}`);
  await admin.query(`SET search_path TO ${name}`);
  const url = new URL(server!);
  url.searchParams.set('options', `-csearch_path=${name}`);
  return {
    url: String(url),
    open: (chainId) => openPostgresStore(String(url), chainId),
    run: async (sql) => void (await admin.query(sql)),
    [Symbol.asyncDispose]: async () => {
      await admin.query(`DROP SCHEMA ${name} CASCADE`);
      await admin.end();
    },
  };
}

if (server === undefined) {
  test('the index in PostgreSQL', { skip: 'ASHLAR_TEST_POSTGRES names no server' }, () => {});
} else {
  complies('PostgreSQL', schema);

  test('both databases come to the same tables', async () => {
    await using own = await schema();
    const [bus, clock] = [newBus(), new ManualClock()];
    await using _blocks = await openBlockStore({ bus, log: silent, records: new MemoryRecords() });
    await using index = await own.open(CHAIN);
    const one = make('one', undefined, 3);
    const two = make('two', one, 1);
    const rival = make('rival', one, 2);
    {
      await using _indexer = await openIndexer({ bus, clock, log: silent, store: index });
      await grow(bus, one, two);
      await settled(index, two);
      await store(bus, rival);
      await move(bus, [two], [rival]);
      await settled(index, rival);
    }
    await using other = openSqliteStore(':memory:', CHAIN);
    await using _indexer = await openIndexer({ bus, clock, log: silent, store: other });
    await settled(other, rival);
    assert.deepEqual(await dumpOf(index), await dumpOf(other));
  });

  test('a connection that breaks is opened again, and nothing is lost or doubled', async () => {
    await using own = await schema();
    const [bus, clock] = [newBus(), new ManualClock()];
    await using _blocks = await openBlockStore({ bus, log: silent, records: new MemoryRecords() });
    await using index = await own.open(CHAIN);
    await using watcher = await own.open(CHAIN);
    await using _indexer = await openIndexer({ bus, clock, log: silent, store: index });
    let last: Made | undefined;
    for (let count = 0; count < 20; count++) {
      last = make(`b${count}`, last, 1);
      await grow(bus, last);
      if (count % 4 === 0)
        await own.run(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'ashlar-indexer'`,
        );
    }
    await until(async () => {
      clock.advance(RETRY_MS);
      const standing = await watcher.standing().catch(() => undefined);
      return standing?.tip.height === 20n;
    });
    const dump = await dumpOf(watcher);
    assert.equal((dump['blocks'] as unknown[]).length, 20);
    assert.equal((dump['transfers'] as unknown[]).length, 20);
  });

  test('a server that is not there, or does not know us, is told apart and never told the password', async () => {
    const cases = [
      ['postgres://ashlar:secret@127.0.0.1:1/none', true],
      [String(Object.assign(new URL(server), { username: 'nobody', password: 'secret' })), false],
    ] as const;
    for (const [url, isRetryable] of cases)
      await assert.rejects(openPostgresStore(url, CHAIN), (cause) => {
        assert.ok(cause instanceof Fault && cause.code === 'store.io');
        assert.equal(cause.retryable, isRetryable, cause.message);
        return !cause.message.includes('secret');
      });
  });
}
