import { compare, fromLatin1, latin1 } from '@ashlar/base';
import type { RecordChange, RecordStore } from '@ashlar/ports';

/** Records in memory, for tests and for nodes that may forget. The same answers as on disk. */
export class MemoryRecords implements RecordStore {
  readonly #tables = new Map<string, Map<string, Uint8Array>>();

  get(table: string, key: Uint8Array): Uint8Array | undefined {
    return this.#tables.get(table)?.get(latin1(key));
  }

  range(
    table: string,
    bounds: Readonly<{ from?: Uint8Array; to?: Uint8Array; reverse?: boolean; countMax: number }>,
  ): readonly Readonly<{ key: Uint8Array; value: Uint8Array }>[] {
    const { from, to, reverse = false, countMax } = bounds;
    const entries = [...(this.#tables.get(table) ?? [])]
      .map(([key, value]) => ({ key: fromLatin1(key), value }))
      .filter(
        ({ key }) =>
          (from === undefined || compare(key, from) >= 0) && (to === undefined || compare(key, to) < 0),
      )
      .sort((a, b) => compare(a.key, b.key));
    return (reverse ? entries.reverse() : entries).slice(0, countMax);
  }

  async write(changes: readonly RecordChange[]): Promise<void> {
    for (const { table, key, value } of changes) {
      const entries = this.#tables.get(table) ?? new Map<string, Uint8Array>();
      this.#tables.set(table, entries);
      if (value === undefined) entries.delete(latin1(key));
      else entries.set(latin1(key), value.slice());
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {}
}
