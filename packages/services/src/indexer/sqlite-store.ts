/**
 * The SQL index in a SQLite file, by Node's own `node:sqlite`. The file is in write-ahead mode: whoever asks it from
 * another process (`sqlite3 -readonly`) neither waits for the indexer nor holds it up. A commit is not flushed: a machine
 * that loses power may lose the last ones whole, and the indexer makes them again.
 *
 * It runs on the thread that asks. A node has it on a thread of its own: `sqlite-thread.ts`.
 * @module
 */
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { Fault, hex } from '@ashlar/base';
import {
  checkFound,
  checkFrom,
  type Found,
  type Rows,
  type SqlStore,
  type Standing,
  type Tip,
} from './sql-store.ts';
import { creation, type SqlValue, TABLES, type TableName } from './tables.ts';

/** How long a write waits for another process that writes. */
const BUSY_MS = 5_000;
/** Indexes by ids and addresses are written all over: 64 MiB of pages in memory, a checkpoint each 16 MiB. */
const SETTINGS =
  'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 4096';
const I64_MAX = (1n << 63n) - 1n;

/**
 * Opens or creates the index of a chain.
 * @throws Fault `store.unknownSchema`, `store.otherChain`, `store.corrupt`, `store.io`
 */
export function openSqliteStore(path: string, chainId: Uint8Array): SqlStore {
  return told(path, () => {
    const database = new DatabaseSync(path, { timeout: BUSY_MS, readBigInts: true });
    try {
      database.exec(SETTINGS);
      atOnce(database, () => prepare(database, chainId, path));
      return new SqliteStore(database, path);
    } catch (cause) {
      database.close();
      throw cause;
    }
  });
}

function prepare(database: DatabaseSync, chainId: Uint8Array, path: string): void {
  const names = new Set(
    database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all().map(nameOf),
  );
  if (names.size === 0) {
    for (const statement of creation('sqlite', hex(chainId))) database.exec(statement);
    return;
  }
  checkFound(names.has('index_state') ? foundIn(database) : undefined, chainId, path);
}

const nameOf = (row: Record<string, unknown>): unknown => row['name'];

function foundIn(database: DatabaseSync): Found | undefined {
  const row = database.prepare('SELECT * FROM index_state').get();
  if (row === undefined) return undefined;
  return { schemaVersion: Number(row['schema_version']), chainId: String(row['chain_id']) };
}

/** Runs `work` in a transaction: all of it or nothing. */
function atOnce(database: DatabaseSync, work: () => void): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    work();
    database.exec('COMMIT');
  } catch (cause) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw cause;
  }
}

class SqliteStore implements SqlStore {
  readonly #database: DatabaseSync;
  readonly #path: string;
  readonly #inserts: ReadonlyMap<TableName, StatementSync>;
  readonly #deletes: readonly StatementSync[];
  readonly #note: StatementSync;
  readonly #id: StatementSync;
  readonly #standing: StatementSync;

  constructor(database: DatabaseSync, path: string) {
    this.#database = database;
    this.#path = path;
    const insert = (name: TableName, count: number): StatementSync =>
      database.prepare(`INSERT INTO ${name} VALUES (${Array(count).fill('?').join(', ')})`);
    this.#inserts = new Map(TABLES.map(({ name, columns }) => [name, insert(name, columns.length)]));
    this.#deletes = TABLES.map(({ name }) => database.prepare(`DELETE FROM ${name} WHERE height > ?`));
    this.#note = database.prepare('UPDATE index_state SET height = ?, id = ?, final_height = ?');
    this.#id = database.prepare('SELECT id FROM blocks WHERE height = ?');
    this.#standing = database.prepare('SELECT height, id, final_height FROM index_state');
  }

  async standing(): Promise<Standing> {
    return told(this.#path, () => this.#found());
  }

  async idAt(height: bigint): Promise<string | undefined> {
    return told(this.#path, () => this.#id.get(height)?.['id'] as string | undefined);
  }

  async replaceAbove(from: Tip, height: bigint, rows: Rows, { tip, final }: Standing): Promise<void> {
    told(this.#path, () =>
      atOnce(this.#database, () => {
        checkFrom(from, this.#found().tip);
        for (const statement of this.#deletes) statement.run(height);
        for (const { name } of TABLES) {
          const insert = this.#inserts.get(name)!;
          for (const row of rows[name]) insert.run(...row.map(stored));
        }
        this.#note.run(tip.height, tip.id, final);
      }),
    );
  }

  async read(sql: string): Promise<readonly Readonly<Record<string, SqlValue>>[]> {
    return told(this.#path, () => this.#database.prepare(sql).all() as Record<string, SqlValue>[]);
  }

  #found(): Standing {
    const row = this.#standing.get()!;
    const tip = { height: row['height'] as bigint, id: row['id'] as string };
    return { tip, final: row['final_height'] as bigint };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#database.isOpen) this.#database.close();
  }
}

const stored = (value: SqlValue): SqlValue =>
  typeof value === 'bigint' && value > I64_MAX ? String(value) : value;

const BUSY = 5;
const READ_ONLY = 8;
const CORRUPT = 11;
const FULL = 13;
const NO_DATABASE = 26;

/** Runs `work`; what SQLite throws becomes a `Fault`. */
function told<Value>(path: string, work: () => Value): Value {
  try {
    return work();
  } catch (cause) {
    if (!(cause instanceof Error) || !('errcode' in cause)) throw cause;
    const detail = `${path}: ${cause.message}`;
    const code = Number(cause.errcode) & 0xff;
    if (code === FULL) throw new Fault('store.full', { retryable: true, cause, detail });
    if (code === BUSY) throw new Fault('store.locked', { retryable: true, cause, detail });
    if (code === CORRUPT || code === NO_DATABASE)
      throw new Fault('store.corrupt', { retryable: false, cause, detail });
    throw new Fault('store.io', { retryable: code !== READ_ONLY, cause, detail });
  }
}
