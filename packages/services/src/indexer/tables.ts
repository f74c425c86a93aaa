/**
 * The tables of the SQL index, once for both databases: what they are called, what stands in them, how they are created.
 * `docs/indexer.md` explains them to whoever asks. Every row belongs to a block by its `height`, first in each key: what
 * was indexed above a height is removed by that alone.
 *
 * A change of these tables is a new `SCHEMA_VERSION`: an index of another is refused, and made anew from blocks.
 * @module
 */

export const SCHEMA_VERSION = 1;

export type Dialect = 'sqlite' | 'postgres';
/** A value of a row: `bigint` for `int` and `u64`. */
export type SqlValue = bigint | string | Uint8Array | null;

/**
 * `int`: up to 2^63 - 1. `u64`: up to 2^64 - 1, which SQLite has no type for: what does not fit in 63 bits is decimal text
 * there. `json`: JSON text, `jsonb` in PostgreSQL.
 */
export type Kind = 'int' | 'u64' | 'text' | 'bytes' | 'json';
export type Column = Readonly<{ name: string; kind: Kind; isNullable: boolean }>;
export type Table = Readonly<{
  name: TableName;
  columns: readonly Column[];
  key: string;
  /** Each one index: columns by commas. */
  indexes: readonly string[];
}>;
export type TableName = 'blocks' | 'transactions' | 'operations' | 'events' | 'transfers';

/** `name kind`, and a `?` where the value may be missing. */
const columnsOf = (...texts: readonly string[]): readonly Column[] =>
  texts.map((text) => {
    const [name, kind] = text.split(' ') as [string, string];
    return { name, kind: kind.replace('?', '') as Kind, isNullable: kind.endsWith('?') };
  });

/** In the order in which their rows are written. */
export const TABLES: readonly Table[] = [
  {
    name: 'blocks',
    columns: columnsOf(
      ...['height int', 'id text', 'previous text', 'timestamp_ms int', 'signer text?', 'state_root text?'],
      ...['transaction_count int', 'disk_used u64', 'network_used u64', 'compute_used u64'],
    ),
    key: 'height',
    indexes: ['id', 'timestamp_ms'],
  },
  {
    name: 'transactions',
    columns: columnsOf(
      ...['height int', 'position int', 'id text', 'payer text?', 'payee text?', 'nonce u64?'],
      ...['rc_limit u64', 'rc_used u64', 'reverted int', 'operation_count int'],
    ),
    key: 'height, position',
    indexes: ['id', 'payer, height'],
  },
  {
    name: 'operations',
    columns: columnsOf(
      ...['height int', 'transaction_position int', 'position int', 'kind text', 'contract text?'],
      ...['entry_point int?', 'arguments bytes?'],
    ),
    key: 'height, transaction_position, position',
    indexes: ['contract, height'],
  },
  {
    name: 'events',
    columns: columnsOf(
      ...[
        'height int',
        'position int',
        'transaction_position int?',
        'source text?',
        'name text',
        'data bytes',
      ],
      'impacted json',
    ),
    key: 'height, position',
    indexes: ['source, name, height', 'name, height'],
  },
  {
    name: 'transfers',
    columns: columnsOf(
      ...['height int', 'event_position int', 'transaction_position int?', 'token text', 'kind text'],
      ...['sender text?', 'receiver text?', 'amount u64'],
    ),
    key: 'height, event_position',
    indexes: ['token, height', 'sender, height', 'receiver, height'],
  },
];

const TYPES: Readonly<Record<Dialect, Readonly<Record<Kind, string>>>> = {
  sqlite: { int: 'INTEGER', u64: 'ANY', text: 'TEXT', bytes: 'BLOB', json: 'TEXT' },
  postgres: { int: 'BIGINT', u64: 'NUMERIC(20)', text: 'TEXT', bytes: 'BYTEA', json: 'JSONB' },
};

/** Beside the rows, and in the same write: of which chain they are, and how far they go. One row. */
const STATE = `CREATE TABLE index_state (one INTEGER PRIMARY KEY CHECK (one = 1), schema_version INTEGER NOT NULL,
  chain_id TEXT NOT NULL, height BIGINT NOT NULL, id TEXT NOT NULL, final_height BIGINT NOT NULL)`;

/** What creates the tables, empty. @param chainId hex */
export function creation(dialect: Dialect, chainId: string): readonly string[] {
  const tables = TABLES.flatMap(({ name, columns, key, indexes }) => {
    const lines = columns.map(
      (column) => `${column.name} ${TYPES[dialect][column.kind]}${column.isNullable ? '' : ' NOT NULL'}`,
    );
    // By their key, rows of a block lie together; SQLite needs to be told, and a single integer is its row's number.
    const form = dialect === 'postgres' ? '' : key.includes(',') ? ' STRICT, WITHOUT ROWID' : ' STRICT';
    return [
      `CREATE TABLE ${name} (${lines.join(', ')}, PRIMARY KEY (${key}))${form}`,
      ...indexes.map(
        (index) => `CREATE INDEX ${name}_by_${index.replaceAll(', ', '_')} ON ${name} (${index})`,
      ),
    ];
  });
  return [STATE, ...tables, `INSERT INTO index_state VALUES (1, ${SCHEMA_VERSION}, '${chainId}', 0, '', 0)`];
}
