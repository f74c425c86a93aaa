/** The frozen vectors: whatever is changed in this package, these results stay. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fromHex, hex } from '@ashlar/base';
import { codecNamed, entryPointOf, fromJson, type Json, toJson } from '@ashlar/protocol';
import { computeVectors } from './vectors.ts';

const file = join(import.meta.dirname, '../../../spec/protocol-vectors.json');
const frozen = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, Json>>;
const computed = computeVectors();

for (const name of Object.keys(computed))
  test(`${name} is as frozen`, () => {
    assert.deepEqual(computed[name], frozen[name]);
  });

test('nothing is frozen that is not computed', () => {
  assert.deepEqual(Object.keys(frozen), Object.keys(computed));
});

type MessageVector = Readonly<{ name: string; bytes: string; json: Json }>;

test('bytes and JSON of each frozen message lead to one another', () => {
  for (const { name, bytes, json } of frozen['messages'] as unknown as readonly MessageVector[]) {
    const codec = codecNamed(name)!;
    const strict = codec.decodeStrict(fromHex(bytes)!);
    assert.ok(strict.ok, name);
    assert.deepEqual(toJson(codec, strict.value), json);
    const read = fromJson(codec, json);
    assert.ok(read.ok, name);
    assert.equal(hex(codec.encode(read.value)), bytes);
  }
});

test('entry points are those that published contracts answer to', () => {
  const published: Readonly<Record<string, number>> = {
    transfer: 0x27f576ca,
    mint: 0xdc6f17bb,
    burn: 0x859facc5,
    balance_of: 0x5c721497,
    total_supply: 0xb0da3934,
    approve: 0x74e21680,
    owner_of: 0xed61c847,
    set_approval_for_all: 0x20442216,
    authorize: 0x4a2dbd90,
    pre_block_callback: 0xfbc8495d,
  };
  for (const [name, entryPoint] of Object.entries(published)) assert.equal(entryPointOf(name), entryPoint);
});
