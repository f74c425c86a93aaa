/** What every `SqlStore` keeps, whichever database is behind it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Fault } from '@ashlar/base';
import type { SqlStore } from '@ashlar/services';
import { noRows, type RowLists } from '../../src/indexer/rows.ts';
import { NOWHERE, type Tip } from '../../src/indexer/sql-store.ts';
import { type SqlValue, TABLES } from '../../src/indexer/tables.ts';
import { idOf } from '../support.ts';

/** A database of its own for one test. */
export type Place = AsyncDisposable &
  Readonly<{
    open: (chainId: Uint8Array) => Promise<SqlStore>;
    /** Runs statements beside any store. */
    run: (sql: string) => Promise<void>;
  }>;

export const CHAIN: Uint8Array = idOf('chain');
const U64_MAX = (1n << 64n) - 1n;

/** All rows of all tables. Of two stores with equal blocks they are equal, however the database writes big numbers. */
export async function dumpOf(store: SqlStore): Promise<Record<string, unknown>> {
  const dump: Record<string, unknown> = {};
  for (const { name, columns, key } of TABLES) {
    const rows = await store.read(`SELECT * FROM ${name} ORDER BY ${key}`);
    dump[name] = rows.map((row) =>
      columns.map((column) => {
        const value = row[column.name]!;
        if (column.kind === 'u64' && value !== null) return BigInt(value as bigint | string);
        if (column.kind === 'json') return typeof value === 'string' ? JSON.parse(value) : value;
        return value instanceof Uint8Array ? [...value] : value;
      }),
    );
  }
  return { ...dump, standing: await store.standing() };
}

const tipOf = (height: bigint, branch = ''): Tip => ({ height, id: `aa${height}${branch}` });

/** A row in each table at each of the heights. */
function rowsAt(heights: readonly bigint[], branch = '', amount = 7n): RowLists {
  const rows = noRows();
  for (const height of heights) {
    const { id } = tipOf(height, branch);
    rows.blocks.push([height, id, 'ff', 5n, 'signer', null, 1n, 0n, U64_MAX, 3n]);
    rows.transactions.push([height, 0n, `${id}t`, 'payer', null, U64_MAX, 10n, 9n, 1n, 1n]);
    rows.operations.push([
      height,
      0n,
      0n,
      'call_contract',
      'token',
      4_294_967_295n,
      new Uint8Array([0, 255]),
    ]);
    rows.events.push([height, 0n, 0n, 'token', `it's "named" \\ {,} ü`, new Uint8Array(0), '["a","b"]']);
    rows.events.push([height, 1n, null, null, '', new Uint8Array([92, 120]), '[]']);
    rows.transfers.push([height, 0n, 0n, 'token', 'transfer', 'a', 'NULL', amount]);
  }
  return rows;
}

const faulty = (code: string) => (cause: unknown) => cause instanceof Fault && cause.code === code;

/** @param place opens a database; tests do not share any */
export function complies(name: string, place: () => Promise<Place>): void {
  test(`${name}: a new one is empty, and what is written is read, to the last bit`, async () => {
    await using own = await place();
    await using store = await own.open(CHAIN);
    assert.deepEqual(await store.standing(), { tip: NOWHERE, final: 0n });
    assert.equal(await store.idAt(1n), undefined);
    const rows = rowsAt([1n, 2n], '', U64_MAX);
    await store.replaceAbove(NOWHERE, 0n, rows, { tip: tipOf(2n), final: 1n });
    const plain = (row: readonly SqlValue[]) =>
      row.map((value) => (value instanceof Uint8Array ? [...value] : value));
    assert.deepEqual(await dumpOf(store), {
      ...Object.fromEntries(TABLES.map((table) => [table.name, rows[table.name].map(plain)])),
      events: rows.events.map((row) => [...plain(row.slice(0, -1)), JSON.parse(row.at(-1) as string)]),
      standing: { tip: tipOf(2n), final: 1n },
    });
    assert.equal(await store.idAt(2n), tipOf(2n).id);
  });

  test(`${name}: what stands above the parent goes, exactly; doing it again is refused`, async () => {
    await using own = await place();
    await using store = await own.open(CHAIN);
    await store.replaceAbove(NOWHERE, 0n, rowsAt([1n]), { tip: tipOf(1n), final: 0n });
    const first = await dumpOf(store);
    await store.replaceAbove(tipOf(1n), 1n, rowsAt([2n, 3n]), { tip: tipOf(3n), final: 0n });
    const third = await dumpOf(store);
    const rival = (): Promise<void> =>
      store.replaceAbove(tipOf(3n), 1n, rowsAt([2n], 'b'), { tip: tipOf(2n, 'b'), final: 0n });
    await rival();
    const second = await dumpOf(store);
    await assert.rejects(rival(), faulty('store.locked'));
    assert.deepEqual(await dumpOf(store), second);
    await store.replaceAbove(tipOf(2n, 'b'), 1n, rowsAt([2n, 3n]), { tip: tipOf(3n), final: 0n });
    assert.deepEqual(await dumpOf(store), third);
    await store.replaceAbove(tipOf(3n), 1n, noRows(), { tip: tipOf(1n), final: 0n });
    assert.deepEqual(await dumpOf(store), first);
  });

  test(`${name}: rows come whole or not at all, and only from where the index stands`, async () => {
    await using own = await place();
    await using store = await own.open(CHAIN);
    await store.replaceAbove(NOWHERE, 0n, rowsAt([1n]), { tip: tipOf(1n), final: 0n });
    const before = await dumpOf(store);
    const twice = rowsAt([2n]);
    twice.transfers.push(twice.transfers[0]!);
    await assert.rejects(
      store.replaceAbove(tipOf(1n), 1n, twice, { tip: tipOf(2n), final: 0n }),
      faulty('store.io'),
    );
    assert.deepEqual(await dumpOf(store), before);
    for (const stranger of [NOWHERE, tipOf(1n, 'b'), tipOf(2n)])
      await assert.rejects(
        store.replaceAbove(stranger, 1n, rowsAt([3n]), { tip: tipOf(3n), final: 0n }),
        faulty('store.locked'),
      );
    assert.deepEqual(await dumpOf(store), before, 'and it still works');
  });

  test(`${name}: many rows at once are as good as few`, async () => {
    await using own = await place();
    await using store = await own.open(CHAIN);
    const heights = Array.from({ length: 3_000 }, (_none, index) => BigInt(index + 1));
    await store.replaceAbove(NOWHERE, 0n, rowsAt(heights), { tip: tipOf(3_000n), final: 3_000n });
    const [counted] = await store.read('SELECT count(*) AS events FROM events');
    assert.deepEqual({ ...counted }, { events: 6_000n });
  });

  test(`${name}: opened again it is where it was; of another chain, or of a schema unknown, it is refused`, async () => {
    await using own = await place();
    {
      await using store = await own.open(CHAIN);
      await store.replaceAbove(NOWHERE, 0n, rowsAt([1n]), { tip: tipOf(1n), final: 1n });
    }
    {
      await using store = await own.open(CHAIN);
      assert.deepEqual(await store.standing(), { tip: tipOf(1n), final: 1n });
    }
    await assert.rejects(own.open(idOf('another')), faulty('store.otherChain'));
    await own.run('UPDATE index_state SET schema_version = 2');
    await assert.rejects(own.open(CHAIN), faulty('store.unknownSchema'));
    await own.run('DROP TABLE index_state');
    await assert.rejects(own.open(CHAIN), faulty('store.unknownSchema'));
  });
}
