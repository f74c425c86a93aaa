/** The schemas: generated code is up to date, and numbers and types are those of the public client library. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { chain, codecNamed, ERROR_CODE, type FieldDescriptor, Operation } from '@ashlar/protocol';
import { staleFiles } from '../../../scripts/generate-protocol.ts';
import { camelCase } from '../generator/schema.ts';
import { CODECS } from '../src/generated/registry.ts';

test('the generated modules are what the schemas give', () => {
  assert.deepEqual(staleFiles(), [], 'run `npm run generate` in packages/protocol');
});

type Reflected = Readonly<{
  fields?: Readonly<
    Record<
      string,
      Readonly<{ type: string; id: number; rule?: string; options?: Readonly<Record<string, string>> }>
    >
  >;
  nested?: Readonly<Record<string, Reflected>>;
}>;

function* messagesOf(node: Reflected, path: readonly string[]): Generator<readonly [string, Reflected]> {
  for (const [name, nested] of Object.entries(node.nested ?? {})) {
    if (nested.fields !== undefined) yield [[...path, name].join('.'), nested];
    yield* messagesOf(nested, [...path, name]);
  }
}

test('every field that the client library knows has the same number, kind, form and repetition', () => {
  const path = createRequire(import.meta.url).resolve('koilib');
  const file = join(path.slice(0, path.lastIndexOf('/lib/')), 'lib/jsonDescriptors/chain-proto.json');
  const root = JSON.parse(readFileSync(file, 'utf8')) as Reflected;
  let count = 0;
  for (const [name, { fields }] of messagesOf(root, [])) {
    if (!name.startsWith('koinos.')) continue;
    const known = codecNamed(name);
    assert.ok(known !== undefined, name);
    for (const [field, { type, id, rule, options }] of Object.entries(fields!)) {
      const ours: FieldDescriptor | undefined = known.descriptor.fields.find(
        (candidate) => candidate.name === field,
      );
      assert.ok(ours !== undefined, `${name}.${field}`);
      assert.deepEqual(
        [ours.number, ours.repeated, ours.btype],
        [id, rule === 'repeated', options?.['(btype)']],
        `${name}.${field}`,
      );
      const kind = ours.message === undefined ? (ours.values?.name ?? ours.kind) : ours.message().name;
      assert.ok(kind === type || kind.endsWith(`.${type}`), `${name}.${field} is ${kind}, not ${type}`);
      count++;
    }
  }
  assert.ok(count > 100);
});

test('our fields in messages of others are numbered from 1000', () => {
  for (const name of ['koinos.protocol.upload_contract_operation', 'koinos.chain.contract_metadata_object'])
    assert.equal(codecNamed(name)!.descriptor.fields.find((field) => field.name === 'engine')!.number, 1000);
  const ours = Operation.descriptor.fields.filter(({ number }) => number >= 1000);
  assert.deepEqual(
    ours.map(({ name, number }) => [name, number]),
    [['deploy_rholang', 1000]],
  );
  assert.equal(Operation.descriptor.fields.length, 5);
});

test('every system call has a message for its arguments and one for its result', () => {
  for (const [name] of chain.SystemCallIdNames.values) {
    assert.ok(codecNamed(`koinos.chain.${name}_arguments`) !== undefined, name);
    assert.ok(codecNamed(`koinos.chain.${name}_result`) !== undefined, name);
  }
});

/** Calls that Koinos does not have are numbered from here. */
const OURS_FROM = 1_000;

test('every envelope has the reserved member first, an error second in answers, and a message for each call', () => {
  const envelopes = CODECS.filter(({ descriptor }) => descriptor.fields[0]?.name === 'reserved');
  assert.equal(envelopes.length, 14);
  for (const { name, descriptor } of envelopes) {
    const isAnswer = name.endsWith('_response');
    const [reserved, ...rest] = descriptor.fields;
    assert.equal(reserved!.number, 1);
    const calls = isAnswer ? rest.slice(1) : rest;
    if (isAnswer) assert.deepEqual([rest[0]!.name, rest[0]!.number], ['error', 2]);
    const suffix = isAnswer ? '_response' : '_request';
    const koinos = calls.filter(({ number }) => number < OURS_FROM).length;
    calls.forEach((field, index) => {
      const number = index < koinos ? index + (isAnswer ? 3 : 2) : OURS_FROM + index - koinos;
      assert.equal(field.number, number);
      assert.equal(
        field.message!().name.slice(field.message!().name.lastIndexOf('.') + 1),
        field.name + suffix,
      );
      assert.ok(descriptor.fields.every(({ oneof }) => oneof === (isAnswer ? 'response' : 'request')));
    });
  }
});

test('the table of error codes is the enum of the schema', () => {
  const fromSchema = Object.fromEntries(
    chain.ErrorCodeNames.values.map(([name, number]) => [camelCase(name), number]),
  );
  assert.deepEqual({ ...ERROR_CODE }, fromSchema);
});

test('fields are in ascending order, without maps and floats, whose bytes are ambiguous', () => {
  const kinds = new Set(CODECS.flatMap(({ descriptor }) => descriptor.fields.map(({ kind }) => kind)));
  for (const kind of ['float', 'double', 'group', 'map']) assert.ok(!kinds.has(kind as never));
  for (const { descriptor } of CODECS) {
    const numbers = descriptor.fields.map(({ number }) => number);
    assert.deepEqual(
      numbers,
      [...new Set(numbers)].sort((a, b) => a - b),
      descriptor.name,
    );
  }
});
