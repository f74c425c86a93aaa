/**
 * Records on disk: byte keys, byte values, tables in order. For services whose data can be rebuilt or is
 * content-addressed (blocks, indexes); the chain's state has its own store.
 *
 * What was damaged on disk is a `Fault` `store.corrupt` when it is read, scrubbed or opened, never another value.
 * @module
 */

export type RecordChange = Readonly<{
  table: string;
  key: Uint8Array;
  /** Undefined removes. */
  value: Uint8Array | undefined;
}>;

export interface RecordStore extends AsyncDisposable {
  get(table: string, key: Uint8Array): Uint8Array | undefined;
  /** Entries with `from` <= key < `to`, in key order, or backwards from just below `to`. */
  range(
    table: string,
    bounds: Readonly<{ from?: Uint8Array; to?: Uint8Array; reverse?: boolean; countMax: number }>,
  ): readonly Readonly<{ key: Uint8Array; value: Uint8Array }>[];
  /** All or nothing; flushed to disk when it resolves. @throws Fault `store.full`, `store.io` */
  write(changes: readonly RecordChange[]): Promise<void>;
}
