/** The SQL index in a SQLite file. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { Fault } from '@ashlar/base';
import { openSqliteStore, openSqliteThread } from '@ashlar/services';
import { SqliteThread } from '../../src/indexer/sqlite-thread.ts';
import { CHAIN, complies, dumpOf, type Place } from './compliance.ts';

type Folder = Place & Readonly<{ path: string }>;

async function folder(): Promise<Folder> {
  const directory = mkdtempSync(join(tmpdir(), 'ashlar-indexer-'));
  const path = join(directory, 'index.sqlite');
  return {
    path,
    open: async (chainId) => openSqliteStore(path, chainId),
    run: async (sql) => {
      const database = new DatabaseSync(path);
      database.exec(sql);
      database.close();
    },
    [Symbol.asyncDispose]: async () => rmSync(directory, { recursive: true }),
  };
}

complies('SQLite', folder);
complies('SQLite on a thread', async () => {
  const own = await folder();
  return { ...own, open: (chainId) => openSqliteThread(own.path, chainId) };
});

test('a thread that is lost is told to who waits, and the next question starts another', async () => {
  await using own = await folder();
  const workers: Worker[] = [];
  await using store = new SqliteThread(() => {
    const worker = new Worker(new URL('../../src/indexer/sqlite-worker.ts', import.meta.url), {
      workerData: { path: own.path, chainId: CHAIN },
    });
    workers.push(worker);
    return worker;
  });
  const before = await store.standing();
  const waiting = assert.rejects(
    store.read(
      'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 300000000) SELECT max(i) FROM n',
    ),
    (cause) => cause instanceof Fault && cause.code === 'worker.lost' && cause.retryable,
  );
  const ended = workers[0]!.terminate();
  await waiting;
  assert.deepEqual(await store.standing(), before);
  assert.equal(workers.length, 2);
  await ended;
});

test('a file that is no database is refused as damaged', async () => {
  await using own = await folder();
  writeFileSync(own.path, 'x'.repeat(5_000));
  await assert.rejects(
    own.open(CHAIN),
    (cause) => cause instanceof Fault && cause.code === 'store.corrupt' && !cause.retryable,
  );
});

test('who reads the file from elsewhere does not hold up the index', async () => {
  await using own = await folder();
  await using store = await own.open(CHAIN);
  const reader = new DatabaseSync(own.path, { readOnly: true });
  reader.exec('BEGIN');
  assert.equal(reader.prepare('SELECT count(*) AS n FROM blocks').get()?.['n'], 0);
  const rows = { blocks: [[1n, 'aa', 'ff', 5n, null, null, 0n, 0n, 0n, 0n]] } as const;
  const none = { transactions: [], operations: [], events: [], transfers: [] };
  const next = { tip: { height: 1n, id: 'aa' }, final: 0n };
  await store.replaceAbove({ height: 0n, id: '' }, 0n, { ...rows, ...none }, next);
  assert.equal(reader.prepare('SELECT count(*) AS n FROM blocks').get()?.['n'], 0, 'its own moment');
  reader.close();
  assert.equal(((await dumpOf(store))['blocks'] as unknown[]).length, 1);
});
