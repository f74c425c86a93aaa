/**
 * The SQL index in PostgreSQL, by `pg`. Tables are where the connection's `search_path` begins; a URL may say so:
 * `postgres://…/database?options=-csearch_path%3Dashlar`.
 *
 * Rows of a table go in one statement, as one array for each column. There is one connection; whatever fails ends it, and
 * with it what its transaction had begun; the next question opens another.
 * @module
 */
import { Fault, hex } from '@ashlar/base';
import pg from 'pg';
import { checkFound, checkFrom, type Rows, type SqlStore, type Standing, type Tip } from './sql-store.ts';
import { creation, type Kind, type SqlValue, TABLES, type Table } from './tables.ts';

const CONNECTING_MAX_MS = 10_000;
/** A statement that takes longer is given up, here and at the server. */
const STATEMENT_MAX_MS = 60_000;

/**
 * Opens or creates the index of a chain.
 * @param url `postgres://user:password@host:port/database`
 * @throws Fault `store.unknownSchema`, `store.otherChain`, `store.io`
 */
export async function openPostgresStore(url: string, chainId: Uint8Array): Promise<SqlStore> {
  const store = new PostgresStore(url);
  try {
    await store.prepare(chainId);
    return store;
  } catch (cause) {
    await store[Symbol.asyncDispose]();
    throw cause;
  }
}

const NAMES = [...TABLES.map(({ name }) => name), 'index_state'];
const INT8 = 20;
const NUMERIC = 1700;
/** Integers as `bigint`. Numeric columns hold whole numbers only; what a query makes of them may not be. */
const types = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === INT8) return BigInt;
    if (oid === NUMERIC) return (text: string) => (/^-?\d+$/.test(text) ? BigInt(text) : text);
    return pg.types.getTypeParser(oid, format);
  }) as typeof pg.types.getTypeParser,
};

class PostgresStore implements SqlStore {
  readonly #url: string;
  /** Where it is, without a password. */
  readonly #where: string;
  #client: pg.Client | undefined;

  constructor(url: string) {
    this.#url = url;
    const { host, pathname } = new URL(url);
    this.#where = `postgres://${host}${pathname}`;
  }

  prepare(chainId: Uint8Array): Promise<void> {
    return this.#atOnce(async (client) => {
      // Whoever opens at the same time waits, and finds the tables.
      await client.query("SELECT pg_advisory_xact_lock(hashtext('ashlar.index'))");
      const found = await client.query(
        'SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename = ANY ($1)',
        [NAMES],
      );
      if (found.rows.length === 0) {
        for (const statement of creation('postgres', hex(chainId))) await client.query(statement);
        return;
      }
      const hasState = found.rows.some(({ tablename }) => tablename === 'index_state');
      const state = hasState
        ? await client.query('SELECT schema_version, chain_id FROM index_state')
        : undefined;
      const row = state?.rows[0];
      const known = { schemaVersion: Number(row?.schema_version), chainId: String(row?.chain_id) };
      checkFound(row === undefined ? undefined : known, chainId, this.#where);
    });
  }

  async standing(): Promise<Standing> {
    return await this.#run((client) => standingOf(client, 'SELECT * FROM index_state'));
  }

  idAt(height: bigint): Promise<string | undefined> {
    return this.#run(async (client) => {
      const text = 'SELECT id FROM blocks WHERE height = $1';
      const { rows } = await client.query({ name: 'id at', text, values: [height] });
      return rows[0]?.id;
    });
  }

  replaceAbove(from: Tip, height: bigint, rows: Rows, { tip, final }: Standing): Promise<void> {
    return this.#atOnce(async (client) => {
      // Writers go one after another.
      checkFrom(from, (await standingOf(client, 'SELECT * FROM index_state FOR UPDATE')).tip);
      for (const { name } of TABLES)
        await client.query({
          name: `undo ${name}`,
          text: `DELETE FROM ${name} WHERE height > $1`,
          values: [height],
        });
      for (const table of TABLES) {
        if (rows[table.name].length > 0) await client.query(insertion(table, rows[table.name]));
      }
      const text = 'UPDATE index_state SET height = $1, id = $2, final_height = $3';
      await client.query({ name: 'note', text, values: [tip.height, tip.id, final] });
    });
  }

  async read(sql: string): Promise<readonly Readonly<Record<string, SqlValue>>[]> {
    const { rows } = await this.#run((client) => client.query(sql));
    return rows;
  }

  #atOnce(work: (client: pg.Client) => Promise<void>): Promise<void> {
    return this.#run(async (client) => {
      await client.query('BEGIN');
      await work(client);
      await client.query('COMMIT');
    });
  }

  /** Runs `work` on the connection; what PostgreSQL says or the network becomes a `Fault`. */
  async #run<Value>(work: (client: pg.Client) => Promise<Value>): Promise<Value> {
    try {
      this.#client ??= await this.#connect();
      return await work(this.#client);
    } catch (cause) {
      await this.#drop();
      throw cause instanceof Fault ? cause : faultOf(cause, this.#where);
    }
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.#url,
      application_name: 'ashlar-indexer',
      connectionTimeoutMillis: CONNECTING_MAX_MS,
      query_timeout: STATEMENT_MAX_MS,
      statement_timeout: STATEMENT_MAX_MS,
      keepAlive: true,
      types,
    });
    // It breaks while nobody asks: the next question finds out, and opens another.
    client.on('error', () => {
      if (this.#client === client) this.#client = undefined;
    });
    try {
      await client.connect();
    } catch (cause) {
      await ended(client);
      throw cause;
    }
    return client;
  }

  async #drop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    if (client !== undefined) await ended(client);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#drop();
  }
}

/** A connection that is broken already cannot be ended in good order, and needs not be. */
const ended = (client: pg.Client): Promise<void> => client.end().catch(() => {});

async function standingOf(client: pg.Client, query: string): Promise<Standing> {
  const { rows } = await client.query(query);
  const { height, id, final_height: final } = rows[0];
  return { tip: { height, id }, final };
}

/** As PostgreSQL is told of a column's array. */
const ARRAYS: Readonly<Record<Kind, string>> = {
  int: 'bigint[]',
  u64: 'numeric[]',
  text: 'text[]',
  bytes: 'bytea[]',
  json: 'jsonb[]',
};

function insertion({ name, columns }: Table, rows: Rows[Table['name']]): pg.QueryConfig {
  const arrays = columns.map(({ kind }, index) => `$${index + 1}::${ARRAYS[kind]}`);
  return {
    name: `insert ${name}`,
    text: `INSERT INTO ${name} SELECT * FROM unnest(${arrays.join(', ')})`,
    values: columns.map((_column, index) => rows.map((row) => told(row[index]!))),
  };
}

const told = (value: SqlValue): string | null => {
  if (value === null) return null;
  return value instanceof Uint8Array ? `\\x${hex(value)}` : String(value);
};

const DISK_FULL = '53100';
/** Of SQLSTATE: the server was asked something that it will never do. Everything else may pass. */
const NEVER = /^(22|23|28|3D|42)/;

function faultOf(cause: unknown, where: string): Fault {
  const state = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const detail = `${where}: ${cause instanceof Error ? cause.message || state : String(cause)}`;
  if (state === DISK_FULL) return new Fault('store.full', { retryable: true, cause, detail });
  return new Fault('store.io', { retryable: !NEVER.test(state), cause, detail });
}
