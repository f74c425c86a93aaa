/**
 * `kill -9` of a process that indexes, at random moments: what the database then has is exactly one of the branches up to
 * where it says that it goes, and the next process goes on from there. `ASHLAR_SEED` chooses the moments.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { hex } from '@ashlar/base';
import type { Bus } from '@ashlar/ports';
import {
  openBlockStore,
  openIndexer,
  openPostgresStore,
  openSqliteStore,
  type SqlStore,
} from '@ashlar/services';
import { openRecords } from '@ashlar/state';
import pg from 'pg';
import { newBus, silent } from '../support.ts';
import { CHAIN, dumpOf } from './compliance.ts';
import { grow, type Made, make, move, realClock, settled, store } from './support.ts';

const SEED = Number(process.env['ASHLAR_SEED'] ?? Date.now() % 1_000_000_000);
const ROUNDS = 4;
const TRUNK = 20;
/** More than one write has. */
const BRANCH = 700;
const AGE_MAX_MS = 400;

const directory = mkdtempSync(join(tmpdir(), 'ashlar-indexer-crash-'));
after(() => rmSync(directory, { recursive: true, force: true }));
const records = join(directory, 'blocks.mdb');

function lineOf(name: string, parent: Made | undefined, count: number): readonly Made[] {
  const line: Made[] = [];
  for (let index = 0; index < count; index++)
    line.push(make(`${name} ${index}`, line.at(-1) ?? parent, index % 3));
  return line;
}
const trunk = lineOf('trunk', undefined, TRUNK);
const first = lineOf('first', trunk.at(-1), BRANCH);
const second = lineOf('second', trunk.at(-1), BRANCH);

type Dump = Readonly<Record<string, unknown>>;

/** The whole index of each branch, by a process that nobody kills. */
async function expected(): Promise<readonly Dump[]> {
  const bus: Bus = newBus();
  await using own = await openRecords(records);
  await using _blocks = await openBlockStore({ bus, log: silent, records: own });
  await using index = openSqliteStore(':memory:', CHAIN);
  await using _indexer = await openIndexer({ bus, clock: realClock, log: silent, store: index });
  for (const made of second) await store(bus, made);
  await grow(bus, ...trunk);
  for (const made of first) await store(bus, made);
  await move(bus, [], first);
  await settled(index, first.at(-1)!);
  const one = await dumpOf(index);
  await move(bus, first.toReversed(), second);
  await settled(index, second.at(-1)!);
  const two = await dumpOf(index);
  await move(bus, second.toReversed(), first);
  return [one, two];
}

/** Ends a process after some time. */
async function killed(database: string, ageMs: number): Promise<void> {
  const [one, two] = [first, second].map((line) => hex(line.at(-1)!.block.id)) as [string, string];
  const env = { CRASH_RECORDS: records, CRASH_DATABASE: database, CRASH_FIRST: one, CRASH_SECOND: two };
  const child = spawn(process.execPath, [join(import.meta.dirname, 'crash-child.ts')], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const ended = new Promise<NodeJS.Signals | null>((resolve) =>
    child.on('close', (_code, signal) => resolve(signal)),
  );
  await Promise.race([new Promise((resolve) => child.stdout.once('data', resolve)), ended]);
  await pause(ageMs);
  child.kill('SIGKILL');
  assert.equal(await ended, 'SIGKILL', errors);
}

const upTo = (dump: Dump, height: bigint): Dump =>
  Object.fromEntries(
    Object.entries(dump).map(([name, rows]) => [
      name,
      Array.isArray(rows) ? rows.filter(([at]: [bigint]) => at <= height) : rows,
    ]),
  );

async function survives(database: string, open: () => Promise<SqlStore>): Promise<void> {
  const branches = await expected();
  let state = SEED;
  for (let round = 0; round < ROUNDS; round++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    await killed(database, state % AGE_MAX_MS);
    await using index = await open();
    const { standing, ...found } = await dumpOf(index);
    const { tip } = standing as Awaited<ReturnType<SqlStore['standing']>>;
    const isOne = branches.some((branch) => {
      const { standing: _end, ...whole } = upTo(branch, tip.height);
      const blocks = whole['blocks'] as unknown[][];
      return (tip.height === 0n || blocks.at(-1)![1] === tip.id) && isDeepStrictEqual(whole, found);
    });
    assert.ok(isOne, `round ${round}, seed ${SEED}: at ${tip.height} it is neither of the branches`);
  }
}

test(`kill -9 leaves SQLite at a block, and the next process goes on, seed ${SEED}`, async () => {
  const path = join(directory, 'index.sqlite');
  await survives(path, async () => openSqliteStore(path, CHAIN));
});

const server = process.env['ASHLAR_TEST_POSTGRES'];
if (server !== undefined)
  test(`kill -9 leaves PostgreSQL at a block, and the next process goes on, seed ${SEED}`, async () => {
    const name = `ashlar_crash_${process.pid}`;
    const admin = new pg.Client(server);
    await admin.connect();
    await admin.query(`CREATE SCHEMA ${name}`);
    const url = new URL(server);
    url.searchParams.set('options', `-csearch_path=${name}`);
    try {
      await survives(String(url), () => openPostgresStore(String(url), CHAIN));
    } finally {
      await admin.query(`DROP SCHEMA ${name} CASCADE`);
      await admin.end();
    }
  });
