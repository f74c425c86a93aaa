/**
 * The SQL index made anew from a block store: blocks a second, against the same rows inserted from memory one after
 * another, in as large transactions, into the same tables of the same database. The chain is a real one, of a development
 * node on disk; one block in ten has a transfer.
 * @module
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { assert } from '@ashlar/base';
import { InProcessBus } from '@ashlar/bus';
import { openCrypto } from '@ashlar/crypto';
import { devAccounts, devGenesis, openNode, systemClock } from '@ashlar/node';
import { type Bus, chainService, producerService } from '@ashlar/ports';
import { chainIdOf } from '@ashlar/protocol';
import {
  openBlockStore,
  openIndexer,
  openPostgresStore,
  openSqliteThread,
  type SqlStore,
} from '@ashlar/services';
import { openRecords } from '@ashlar/state';
import pg from 'pg';
import { transactionOf, transferOperation } from '../apps/node/test/support/transfers.ts';
import { BATCH_BLOCKS_MAX } from '../packages/services/src/indexer/indexer.ts';
import { addRows, noRows } from '../packages/services/src/indexer/rows.ts';
import type { Rows } from '../packages/services/src/indexer/sql-store.ts';
import { TABLES, type TableName } from '../packages/services/src/indexer/tables.ts';
import { mainEnd, storedLine } from '../packages/services/src/stored.ts';
import { quiet } from './chain.ts';
import { type Figure, median, type Skipped, type Suite } from './figure.ts';

const BLOCKS = 20_000;
const TRANSFER_EVERY = 10;
const WANTED_PER_SECOND = 5_000;
const ROUNDS = 3;
const CALL = { timeoutMs: 60_000 };

/** A database that is new for each round. */
type Place = AsyncDisposable &
  Readonly<{ open: () => Promise<SqlStore>; insertPlainly: (rows: readonly Rows[]) => Promise<void> }>;

/** The chain of a development node, in `directory`. @returns its id */
async function makeChain(directory: string): Promise<Uint8Array> {
  await openCrypto();
  const accounts = await devAccounts();
  const genesis = devGenesis(accounts);
  const chainId = chainIdOf(genesis);
  const [alice, bob] = [accounts.users[0]!, accounts.users[1]!];
  const { addressBytes: address, privateKey } = accounts.genesis;
  await using node = await openNode(
    { clock: systemClock(), log: quiet },
    {
      ...{ directory, genesis, producer: { address, privateKey }, blockMode: { kind: 'manual' } },
      ...{ rpc: { host: '127.0.0.1', port: 0 }, pendingPerAccountMax: 10, recoveryWorkers: 0 },
    },
  );
  for (let nonce = 1n; nonce <= BigInt(BLOCKS / TRANSFER_EVERY); nonce++) {
    const operation = transferOperation(alice.addressBytes, bob.addressBytes, 1n);
    const transaction = transactionOf(alice, [operation], { chainId, nonce });
    const taken = await node.bus.call(chainService.submitTransaction, { transaction, broadcast: true }, CALL);
    assert(taken.ok, 'a transfer is taken');
    const made = await node.bus.call(producerService.produceBlocks, { count: TRANSFER_EVERY }, CALL);
    assert(made.ok, 'blocks are made');
  }
  return chainId;
}

/** Indexes all that the block store has. @returns seconds */
async function rebuild(bus: Bus, store: SqlStore): Promise<number> {
  const startedMs = performance.now();
  await using _indexer = await openIndexer({ bus, clock: systemClock(), log: quiet, store });
  while ((await store.standing()).tip.height < BigInt(BLOCKS)) await setImmediate();
  return (performance.now() - startedMs) / 1_000;
}

/** The rows of the whole chain, by writes. */
async function rowsOf(bus: Bus): Promise<readonly Rows[]> {
  const all: Rows[] = [];
  let rows = noRows();
  for await (const { block, receipt } of storedLine(bus, await mainEnd(bus).then((end) => end!), 1n)) {
    addRows(rows, block, receipt);
    if (rows.blocks.length < BATCH_BLOCKS_MAX) continue;
    all.push(rows);
    rows = noRows();
  }
  return [...all, rows];
}

async function measure(name: string, place: (chainId: Uint8Array) => Promise<Place>): Promise<Figure> {
  const directory = mkdtempSync(join(tmpdir(), 'ashlar-bench-indexer-'));
  try {
    const chainId = await makeChain(directory);
    const bus = new InProcessBus();
    await using records = await openRecords(join(directory, 'blocks.mdb'));
    await using _blocks = await openBlockStore({ bus, log: quiet, records });
    const rows = await rowsOf(bus);
    const [rates, plain]: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round++) {
      {
        await using own = await place(chainId);
        await using store = await own.open();
        rates.push(BLOCKS / (await rebuild(bus, store)));
      }
      await using own = await place(chainId);
      await (await own.open())[Symbol.asyncDispose]();
      const startedMs = performance.now();
      await own.insertPlainly(rows);
      plain.push(BLOCKS / ((performance.now() - startedMs) / 1_000));
    }
    const [value, inserted] = [median(rates), median(plain)];
    const count = (table: TableName): number => rows.reduce((sum, each) => sum + each[table].length, 0);
    return {
      ...{
        name,
        value,
        unit: 'blocks/s',
        ratio: value / inserted,
        ratioTo: 'plain inserts of the same rows',
      },
      ...{ wanted: WANTED_PER_SECOND, wantedOf: 'value', isFloor: true },
      parts: {
        plainPerSecond: inserted,
        blocks: BLOCKS,
        events: count('events'),
        transfers: count('transfers'),
      },
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function sqlitePlace(chainId: Uint8Array): Promise<Place> {
  const directory = mkdtempSync(join(tmpdir(), 'ashlar-bench-sqlite-'));
  const path = join(directory, 'index.sqlite');
  return {
    open: () => openSqliteThread(path, chainId),
    insertPlainly: async (all) => {
      const database = new DatabaseSync(path);
      const inserts = TABLES.map(({ name, columns }) => ({
        name,
        insert: database.prepare(
          `INSERT INTO ${name} VALUES (${Array(columns.length).fill('?').join(', ')})`,
        ),
      }));
      for (const rows of all) {
        database.exec('BEGIN');
        for (const { name, insert } of inserts) for (const row of rows[name]) insert.run(...row);
        database.exec('COMMIT');
      }
      database.close();
    },
    [Symbol.asyncDispose]: async () => rmSync(directory, { recursive: true }),
  };
}

let schemas = 0;
async function postgresPlace(server: string, chainId: Uint8Array): Promise<Place> {
  const name = `ashlar_bench_${process.pid}_${++schemas}`;
  const client = new pg.Client(server);
  await client.connect();
  await client.query(`CREATE SCHEMA ${name}`);
  await client.query(`SET search_path TO ${name}`);
  const url = new URL(server);
  url.searchParams.set('options', `-csearch_path=${name}`);
  return {
    open: () => openPostgresStore(String(url), chainId),
    insertPlainly: async (all) => {
      for (const rows of all) {
        await client.query('BEGIN');
        for (const { name: table, columns } of TABLES) {
          const text = `INSERT INTO ${table} VALUES (${columns.map((_column, index) => `$${index + 1}`).join(', ')})`;
          for (const row of rows[table]) await client.query({ name: table, text, values: [...row] });
        }
        await client.query('COMMIT');
      }
    },
    [Symbol.asyncDispose]: async () => {
      await client.query(`DROP SCHEMA ${name} CASCADE`);
      await client.end();
    },
  };
}

const SQLITE = 'rebuild.sqlite';
const POSTGRES = 'rebuild.postgres';

async function measurePostgres(): Promise<Figure | Skipped> {
  const server = process.env['ASHLAR_TEST_POSTGRES'];
  if (server === undefined) return { name: POSTGRES, skipped: 'ASHLAR_TEST_POSTGRES names no server' };
  return await measure(POSTGRES, (chainId) => postgresPlace(server, chainId));
}

/** PostgreSQL's beside a server of its own: `node scripts/with-postgres.ts npm run bench -- indexer`. */
export const INDEXER: Suite = {
  [SQLITE]: () => measure(SQLITE, sqlitePlace),
  [POSTGRES]: measurePostgres,
};
