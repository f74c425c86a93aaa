import assert from 'node:assert/strict';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { hex, utf8 } from '@ashlar/base';
import type { RecordChange, RecordStore } from '@ashlar/ports';
import { MemoryRecords, openRecords } from '@ashlar/state';
import { open } from 'lmdb';

const put = (table: string, key: string, value: string): RecordChange => ({
  table,
  key: utf8(key),
  value: utf8(value),
});
const keysOf = (entries: readonly Readonly<{ key: Uint8Array }>[]): string[] =>
  entries.map(({ key }) => hex(key));
const hexes = (...keys: readonly string[]): string[] => keys.map((key) => hex(utf8(key)));

function inDirectory<T>(run: (path: string) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'ashlar-records-'));
  return run(join(directory, 'records')).finally(() => rmSync(directory, { recursive: true }));
}

async function compliance(store: RecordStore): Promise<void> {
  await store.write([
    put('a', 'k2', 'two'),
    put('a', 'k1', 'one'),
    put('a', 'k3', 'three'),
    put('b', 'k1', 'other'),
  ]);
  assert.deepEqual(store.get('a', utf8('k1')), utf8('one'));
  assert.equal(store.get('c', utf8('k1')), undefined);
  assert.deepEqual(keysOf(store.range('a', { countMax: 9 })), hexes('k1', 'k2', 'k3'));
  assert.deepEqual(keysOf(store.range('a', { from: utf8('k2'), countMax: 9 })), hexes('k2', 'k3'));
  assert.deepEqual(keysOf(store.range('a', { to: utf8('k3'), countMax: 1 })), hexes('k1'));
  assert.deepEqual(keysOf(store.range('a', { reverse: true, countMax: 2 })), hexes('k3', 'k2'));
  const middle = { from: utf8('k1'), to: utf8('k3'), reverse: true, countMax: 9 };
  assert.deepEqual(keysOf(store.range('a', middle)), hexes('k2', 'k1'));
  await store.write([{ table: 'a', key: utf8('k2'), value: undefined }, put('a', 'k1', 'new')]);
  assert.equal(store.get('a', utf8('k2')), undefined);
  assert.deepEqual(store.get('a', utf8('k1')), utf8('new'));
}

test('records in memory obey the port', () => compliance(new MemoryRecords()));

test('records on disk obey the port, and are there after reopening', () =>
  inDirectory(async (path) => {
    {
      await using store = await openRecords(path);
      await compliance(store);
    }
    await using again = await openRecords(path);
    assert.deepEqual(again.get('b', utf8('k1')), utf8('other'));
    assert.equal(again.scrub(), 3);
  }));

test('a flipped bit in a value is a fault, not another value', () =>
  inDirectory(async (path) => {
    const needle = 'a value long enough to find in the file';
    {
      await using store = await openRecords(path);
      await store.write([put('a', 'k', needle)]);
    }
    const bytes = readFileSync(path);
    const at = bytes.indexOf(needle);
    bytes[at + 3]! ^= 4;
    writeFileSync(path, bytes);
    await assert.rejects(openRecords(path), /store\.corrupt/);
  }));

test('a value that is damaged while the store is open is a fault when it is read', () =>
  inDirectory(async (path) => {
    const needle = 'a value long enough to find in the file';
    await using store = await openRecords(path);
    await store.write([put('a', 'k', needle)]);
    const at = readFileSync(path).indexOf(needle);
    const file = openSync(path, 'r+');
    writeSync(file, utf8('!'), 0, 1, at);
    closeSync(file);
    assert.throws(() => store.get('a', utf8('k')), /store\.corrupt/);
    assert.throws(() => store.range('a', { countMax: 1 }), /store\.corrupt/);
    assert.throws(() => store.scrub(), /store\.corrupt/);
  }));

test('writes at the same time are all counted', () =>
  inDirectory(async (path) => {
    {
      await using store = await openRecords(path);
      const keys = Array.from({ length: 40 }, (_, index) => `k${index % 30}`);
      await Promise.all(keys.map((key, index) => store.write([put('a', key, `value ${index}`)])));
      const removed = { table: 'a', key: utf8('k3'), value: undefined };
      await Promise.all([store.write([removed]), store.write([removed]), store.write([put('b', 'k', 'v')])]);
      assert.equal(store.scrub(), 30);
    }
    await using again = await openRecords(path);
    assert.equal(again.scrub(), 30);
  }));

test('a file that is no database is refused as damaged', () =>
  inDirectory(async (path) => {
    writeFileSync(path, 'this is not a database'.repeat(1_000));
    await assert.rejects(openRecords(path), /store\.corrupt/);
  }));

test('a record whose key was damaged, or that was cut off, is missed when the store opens', () =>
  inDirectory(async (path) => {
    {
      await using store = await openRecords(path);
      await store.write([put('a', 'a key that is easy to find', 'v'), put('a', 'another', 'w')]);
    }
    const bytes = readFileSync(path);
    for (let at = bytes.indexOf('easy'); at >= 0; at = bytes.indexOf('easy', at + 1)) bytes[at]! ^= 1;
    writeFileSync(path, bytes);
    await assert.rejects(openRecords(path), /store\.corrupt/);
  }));

test('a record that disappeared is missed when the store opens', () =>
  inDirectory(async (path) => {
    {
      await using store = await openRecords(path);
      await store.write([put('a', 'k1', 'v'), put('a', 'k2', 'w')]);
    }
    const raw = open<Uint8Array, Uint8Array>({
      path,
      keyEncoding: 'binary',
      encoding: 'binary',
      noSubdir: true,
    });
    await raw.remove(utf8('a\u0000k1'));
    await raw.close();
    await assert.rejects(openRecords(path), /store\.corrupt: .* holds 1 of 2 records/);
  }));
