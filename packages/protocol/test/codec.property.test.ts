/** Codecs of every message: round trips, one spelling each, no harm from any bytes; and a second implementation. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { equal } from '@ashlar/base';
import { Block, type Codec, codecNamed, DecodeError, fromJson, Transaction, toJson } from '@ashlar/protocol';
import fc from 'fast-check';
import protobuf from 'protobufjs';
import { CODECS } from '../src/generated/registry.ts';
import { exampleOf, messageArbitrary } from './examples.ts';

/** Cases of each property; more by `PROTOCOL_RUNS=5000`. */
const numRuns = Number(process.env['PROTOCOL_RUNS'] ?? 300);

const names = fc.constantFrom(...CODECS.map(({ name }) => name));
const codecOf = (name: string): Codec<unknown> => codecNamed(name)!;
/** A message and the name of its type. */
const messagesOf = (
  types: fc.Arbitrary<string>,
): fc.Arbitrary<Readonly<{ name: string; message: unknown }>> =>
  types.chain((name) => messageArbitrary(codecOf(name)).map((message) => ({ name, message })));
const messages = messagesOf(names);

test('decoding what was encoded gives the same message', () => {
  fc.assert(
    fc.property(messages, ({ name, message }) => {
      const codec = codecOf(name);
      assert.deepEqual(codec.decode(codec.encode(message)), message);
    }),
    { numRuns },
  );
});

test('what was encoded is canonical', () => {
  fc.assert(
    fc.property(messages, ({ name, message }) => {
      const codec = codecOf(name);
      const strict = codec.decodeStrict(codec.encode(message));
      assert.ok(strict.ok);
      assert.deepEqual(strict.value, message);
    }),
    { numRuns },
  );
});

test('JSON of a message reads back as the same message', () => {
  fc.assert(
    fc.property(messages, ({ name, message }) => {
      const codec = codecOf(name);
      const json = JSON.parse(JSON.stringify(toJson(codec, message)));
      assert.deepEqual(fromJson(codec, json), { ok: true, value: message });
    }),
    { numRuns },
  );
});

/** One edit of some bytes. */
const edit = fc.record({
  at: fc.nat(),
  value: fc.nat(255),
  kind: fc.constantFrom('change', 'insert', 'remove', 'cut', 'repeat'),
});
type Edit = Readonly<{ at: number; value: number; kind: string }>;

function edited(bytes: Uint8Array, { at, value, kind }: Edit): Uint8Array {
  const list = [...bytes];
  const index = list.length === 0 ? 0 : at % list.length;
  if (kind === 'change') list[index] = value;
  if (kind === 'insert') list.splice(index, 0, value);
  if (kind === 'remove') list.splice(index, 1);
  if (kind === 'cut') list.length = index;
  if (kind === 'repeat') list.push(...bytes);
  return Uint8Array.from(list);
}

test('changed bytes are refused, or are the one encoding of another message', () => {
  const consensus = fc.constantFrom(Transaction.name, Block.name, 'koinos.chain.value_type');
  const edits = fc.array(edit, { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(messagesOf(consensus), edits, ({ name, message }, edits) => {
      const codec = codecOf(name);
      const original = codec.encode(message);
      const bytes = edits.reduce(edited, original);
      const strict = codec.decodeStrict(bytes);
      if (!strict.ok) return;
      assert.deepEqual(codec.encode(strict.value), bytes);
      if (!equal(bytes, original)) assert.notDeepEqual(strict.value, codec.decode(original));
    }),
    { numRuns: numRuns * 3 },
  );
});

test('any bytes decode or throw a DecodeError, and what they decode to has one encoding', () => {
  fc.assert(
    fc.property(names, fc.uint8Array({ maxLength: 80 }), (name, bytes) => {
      const codec = codecOf(name);
      const value = tryDecode(codec, bytes);
      if (value !== undefined) assert.ok(codec.decodeStrict(codec.encode(value)).ok);
    }),
    { numRuns: numRuns * 5 },
  );
});

test('any JSON is read or refused', () => {
  fc.assert(
    fc.property(names, fc.json({ maxDepth: 4 }), (name, text) => {
      const codec = codecOf(name);
      const json: unknown = JSON.parse(text);
      const field = codec.descriptor.fields[0]?.name ?? 'nothing';
      for (const input of [json, { [field]: json }])
        assert.equal(typeof fromJson(codec, input).ok, 'boolean');
    }),
    { numRuns },
  );
});

function tryDecode(codec: Codec<unknown>, bytes: Uint8Array): unknown {
  try {
    return codec.decode(bytes);
  } catch (cause) {
    assert.ok(cause instanceof DecodeError, String(cause));
    return undefined;
  }
}

/** `protobufjs` by reflection on the schemas: shares the readers of varints with our codecs, and nothing else. */
function reflectionRoot(): protobuf.Root {
  const root = new protobuf.Root();
  const directory = join(import.meta.dirname, '../proto');
  for (const path of globSync('**/*.proto', { cwd: directory }).sort())
    if (!path.endsWith('options.proto'))
      protobuf.parse(readFileSync(join(directory, path), 'utf8'), root, { keepCase: true });
  root.resolveAll();
  return root;
}

/** As the other implementation takes it: schema names, 64-bit integers as text, no defaults of implicit presence. */
function plain(codec: Codec<unknown>, message: unknown): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const field of codec.descriptor.fields) {
    const value = (message as Record<string, unknown>)[field.property];
    const convert = (one: unknown): unknown =>
      field.message !== undefined
        ? plain(field.message(), one)
        : typeof one === 'bigint'
          ? one.toString()
          : one;
    const isDefault = value instanceof Uint8Array ? value.length === 0 : !value;
    if (value === undefined || (!field.explicit && !field.repeated && isDefault)) continue;
    result[field.name] = Array.isArray(value) ? value.map(convert) : convert(value);
  }
  return result;
}

test('reflection over the schemas gives the same bytes for every message', () => {
  const root = reflectionRoot();
  for (const codec of CODECS) {
    const type = root.lookupType(codec.name);
    const encode = (message: unknown): Uint8Array =>
      new Uint8Array(type.encode(type.fromObject(plain(codec, message))).finish());
    assert.deepEqual(encode(exampleOf(codec)), codec.encode(exampleOf(codec)), codec.name);
    fc.assert(
      fc.property(messageArbitrary(codec), (message) => {
        assert.deepEqual(encode(message), codec.encode(message), codec.name);
      }),
      { numRuns: 3 },
    );
  }
});
