/**
 * What the indexer asks of a database, whichever it is. One compliance suite holds for all
 * (`test/indexer/compliance.ts`): SQLite (`sqlite-store.ts`, `sqlite-thread.ts`) and PostgreSQL (`postgres-store.ts`).
 * @module
 */
import { Fault, hex } from '@ashlar/base';
import { SCHEMA_VERSION, type SqlValue, type TableName } from './tables.ts';

/** Up to where something goes. Height 0 and an empty id (hex): nowhere yet. */
export type Tip = Readonly<{ height: bigint; id: string }>;
export const NOWHERE: Tip = { height: 0n, id: '' };

/** How far an index goes, and up to which height it is final. */
export type Standing = Readonly<{ tip: Tip; final: bigint }>;

/** Rows of some blocks that follow on each other: of each table, in the order of its columns. */
export type Rows = Readonly<Record<TableName, readonly (readonly SqlValue[])[]>>;

export interface SqlStore extends AsyncDisposable {
  standing(): Promise<Standing>;
  /** The id (hex) of the block at `height`, if it was indexed. */
  idAt(height: bigint): Promise<string | undefined>;
  /**
   * In one transaction: what stands above `height` goes, `rows` come, and from then on `standing()` is `next`. Whether it
   * took place although it failed, `standing()` says.
   * @param from where the index stands; it is refused if it stands elsewhere
   * @throws Fault `store.locked` if somebody else has written, `store.io` or `store.full` if it cannot be written
   */
  replaceAbove(from: Tip, height: bigint, rows: Rows, next: Standing): Promise<void>;
  /** The rows of a query. Integers are `bigint`, also those that PostgreSQL calls numeric. */
  read(sql: string): Promise<readonly Readonly<Record<string, SqlValue>>[]>;
}

/** What `index_state` says when a database is opened. */
export type Found = Readonly<{ schemaVersion: number; chainId: string }>;

/**
 * @param found undefined: tables of our names are there, without the word about their version
 * @throws Fault `store.unknownSchema`, `store.otherChain`
 */
export function checkFound(found: Found | undefined, chainId: Uint8Array, where: string): void {
  if (found?.schemaVersion !== SCHEMA_VERSION) {
    const which = found === undefined ? 'tables that are none of an index' : `schema ${found.schemaVersion}`;
    const detail = `${where} has ${which}, not schema ${SCHEMA_VERSION}: name another, or remove it, an index is made anew from blocks`;
    throw new Fault('store.unknownSchema', { retryable: false, detail });
  }
  if (found.chainId !== hex(chainId)) {
    const detail = `${where} is the index of chain ${found.chainId}, not of ${hex(chainId)}: name another`;
    throw new Fault('store.otherChain', { retryable: false, detail });
  }
}

/** A block's id determines all that is below it. @throws Fault `store.locked` unless the index stands at `from` */
export function checkFrom(from: Tip, found: Tip): void {
  if (found.height === from.height && found.id === from.id) return;
  const detail = `the index is at block ${found.height}, not where we left it at ${from.height}: does another node write it?`;
  throw new Fault('store.locked', { retryable: true, detail });
}
