/**
 * A node with an index in SQL: the queries of `docs/indexer.md` as they stand on the page, on each database, and what
 * `/readyz` says of it. PostgreSQL only where `ASHLAR_TEST_POSTGRES` names a server (`scripts/with-postgres.ts`); its own
 * test file in `packages/services` says so where it does not.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { openCrypto } from '@ashlar/crypto';
import { devAccounts, devGenesis } from '@ashlar/node';
import { chainService, indexerService, producerService } from '@ashlar/ports';
import { chainIdOf } from '@ashlar/protocol';
import { openPostgresStore } from '@ashlar/services';
import pg from 'pg';
import type { IndexerOption } from '../src/storage.ts';
import { inDirectory, startNode } from './support/child.ts';
import { openDevNode } from './support/dev-node.ts';
import { transactionOf, transferOperation } from './support/transfers.ts';

const PAGE = readFileSync(join(import.meta.dirname, '../../../docs/indexer.md'), 'utf8');
const CALL = { timeoutMs: 10_000 };
const WAIT_MAX_MS = 20_000;

await openCrypto();
const accounts = await devAccounts();
const chainId = chainIdOf(devGenesis(accounts));

/** The page's queries for a database: those for all, and its own. */
const queriesFor = (dialect: 'sqlite' | 'postgres'): readonly string[] =>
  [...PAGE.matchAll(/```(sql|sqlite|postgres)\n([\s\S]*?)```/g)]
    .filter(([, language]) => language === 'sql' || language === dialect)
    .map(([, , query]) => query!);

/** Three blocks: one of the start, one with two transfers, one that is empty. */
async function makeBlocks(directory: string, indexer: IndexerOption): Promise<void> {
  await using node = await openDevNode({ directory, indexer });
  const [alice, bob] = [accounts.users[0]!, accounts.users[1]!];
  await node.bus.call(producerService.produceBlocks, { count: 1 }, CALL);
  for (const nonce of [1n, 2n]) {
    const operation = transferOperation(alice.addressBytes, bob.addressBytes, 7n);
    const transaction = transactionOf(alice, [operation], { chainId, nonce });
    const taken = await node.bus.call(chainService.submitTransaction, { transaction, broadcast: true }, CALL);
    assert.ok(taken.ok);
  }
  await node.bus.call(producerService.produceBlocks, { count: 2 }, CALL);
  const startedMs = performance.now();
  for (;;) {
    const status = await node.bus.call(indexerService.getStatus, {}, CALL);
    assert.ok(status.ok && performance.now() - startedMs < WAIT_MAX_MS);
    if (status.value.finalHeight === 3n) return;
    await pause(10);
  }
}

type Ask = (query: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;

async function answersPage(dialect: 'sqlite' | 'postgres', ask: Ask): Promise<void> {
  const queries = queriesFor(dialect);
  assert.ok(queries.length >= 9);
  for (const query of queries) assert.ok((await ask(query)).length > 0, `this finds nothing: ${query}`);
  const [{ change }] = (await ask(queries.find((query) => query.includes('AS change'))!)) as [
    { change: unknown },
  ];
  assert.equal(Number(change), -14);
  const paid = await ask(queries.find((query) => query.includes('is_final'))!);
  assert.deepEqual(
    paid.map((row) => [Number(row['height']), Number(row['reverted']), Boolean(row['is_final'])]),
    [
      [2, 0, true],
      [2, 0, true],
    ],
  );
}

test('the page names every table and column there is', () => {
  return inDirectory(async (directory) => {
    await makeBlocks(directory, { kind: 'sqlite' });
    using database = openReadOnly(directory);
    const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
    assert.equal(tables.length, 6);
    for (const { name } of tables) {
      const line = PAGE.split('\n').find((each) => each.startsWith(`| \`${name}\` |`));
      const columns = database.prepare(`SELECT name FROM pragma_table_info('${name}')`).all();
      for (const column of columns.filter((each) => each['name'] !== 'one'))
        assert.ok(line?.includes(`\`${column['name']}\``), `${name}.${column['name']} is not on the page`);
    }
    await answersPage('sqlite', async (query) => database.prepare(query).all());
  });
});

function openReadOnly(directory: string): DatabaseSync {
  return new DatabaseSync(join(directory, 'index.sqlite'), { readOnly: true });
}

const server = process.env['ASHLAR_TEST_POSTGRES'];
if (server !== undefined)
  test('PostgreSQL answers the queries of the page', async () => {
    const name = `ashlar_node_${process.pid}`;
    const admin = new pg.Client(server);
    await admin.connect();
    await admin.query(`CREATE SCHEMA ${name}`);
    const url = new URL(server);
    url.searchParams.set('options', `-csearch_path=${name}`);
    try {
      await inDirectory((directory) => makeBlocks(directory, { kind: 'postgres', url: String(url) }));
      await using store = await openPostgresStore(String(url), chainId);
      await answersPage('postgres', (query) => store.read(query));
    } finally {
      await admin.query(`DROP SCHEMA ${name} CASCADE`);
      await admin.end();
    }
  });

test('an index that is not this chain’s: the node runs on, and /readyz says why', async () => {
  await inDirectory(async (directory) => {
    await makeBlocks(join(directory, 'past'), { kind: 'sqlite' });
    {
      await using first = startNode(join(directory, 'now'), ['--indexer', 'sqlite', '--internal-port', '0']);
      const ready = await first.ready;
      assert.equal((await fetch(`${ready!.internal}/readyz`)).status, 200);
    }
    for (const suffix of ['', '-wal', '-shm'])
      rmSync(join(directory, 'now', `index.sqlite${suffix}`), { force: true });
    renameSync(join(directory, 'past', 'index.sqlite'), join(directory, 'now', 'index.sqlite'));
    await using second = startNode(join(directory, 'now'), ['--indexer', 'sqlite', '--internal-port', '0']);
    const { internal } = (await second.ready)!;
    const reason = await reasonOf(internal!);
    assert.match(reason, /^store\.otherChain: .*remove the index/);
  });
});

/** What `/readyz` has against the indexer, once it has something. */
async function reasonOf(internal: string): Promise<string> {
  for (const startedMs = performance.now(); performance.now() - startedMs < WAIT_MAX_MS; await pause(50)) {
    const answer = await fetch(`${internal}/readyz`);
    const { reasons } = (await answer.json()) as { reasons: Record<string, string> };
    if (reasons['indexer'] === undefined) continue;
    assert.equal(answer.status, 503);
    return reasons['indexer'];
  }
  throw new Error('/readyz has nothing against the indexer');
}

test('what cannot be is refused before anything is opened', async () => {
  await inDirectory(async (directory) => {
    const data = join(directory, 'data');
    const cases = [
      [['--indexer', 'sqlite', '--memory'], 78, /not with --memory/],
      [['--indexer', 'mysql://u:p@h/d'], 64, /"sqlite", "postgres:/],
      [['--services', 'indexer', '--bus', 'amqp://a:b@127.0.0.1:1'], 78, /needs --indexer/],
      [['--indexer', 'postgres://a:secret@127.0.0.1:1/d'], 74, /store\.io.*127\.0\.0\.1:1/],
    ] as const;
    for (const [options, expected, words] of cases) {
      await using child = startNode(data, options);
      const { code, errors } = await child.ended;
      assert.equal(code, expected, errors);
      assert.match(errors, words);
      assert.ok(!errors.includes('secret'));
    }
    assert.ok(!existsSync(join(data, 'index.sqlite')));
  });
});
