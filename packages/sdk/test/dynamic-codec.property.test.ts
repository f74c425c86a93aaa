/** Codecs made at run time against the generated ones, over arbitrary messages and arbitrary bytes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromHex, utf8 } from '@ashlar/base';
import type { Codec, FieldDescriptor } from '@ashlar/protocol';
import * as protocol from '@ashlar/protocol';
import { AbiError, codecsOfTypes, encodeValues, valuesOf } from '@ashlar/sdk';
import fc from 'fast-check';

const RUNS = Number(process.env['SDK_RUNS'] ?? 60);
const generated: readonly Codec<unknown>[] = [
  protocol.Block,
  protocol.BlockReceipt,
  protocol.Transaction,
  protocol.TransactionReceipt,
  protocol.chain.ValueType,
  protocol.chain.ListType,
  protocol.rpcAccountHistory.GetAccountHistoryRequest,
  protocol.token.TransferArguments,
  protocol.descriptor.FileDescriptorProto,
  protocol.rpcChain.ProposeBlockResponse,
] as readonly Codec<unknown>[];
const made = codecsOfTypes(protocol.descriptorSetOf(generated));

function scalar({ kind }: FieldDescriptor): fc.Arbitrary<unknown> {
  const big = (min: bigint, max: bigint): fc.Arbitrary<bigint> =>
    fc.oneof(fc.constantFrom(min, max, 0n), fc.bigInt({ min, max }));
  switch (kind) {
    case 'bool':
      return fc.boolean();
    case 'bytes':
      return fc.uint8Array({ maxLength: 40 });
    case 'string':
      return fc.string({ unit: 'grapheme', maxLength: 12 });
    case 'uint32':
    case 'fixed32':
      return fc.integer({ min: 0, max: 2 ** 32 - 1 });
    case 'uint64':
    case 'fixed64':
      return big(0n, 2n ** 64n - 1n);
    case 'int64':
    case 'sint64':
    case 'sfixed64':
      return big(-(2n ** 63n), 2n ** 63n - 1n);
    default:
      return fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
  }
}

/** Messages of a codec, in its decoded shape: at most one member of each oneof. */
function messages(codec: Codec<unknown>, depth: number): fc.Arbitrary<Record<string, unknown>> {
  const fields = Object.fromEntries(
    codec.descriptor.fields.map((field) => {
      const isLeaf = field.message !== undefined && depth === 0;
      const element = isLeaf
        ? fc.constant(undefined)
        : field.message === undefined
          ? scalar(field)
          : messages(field.message(), depth - 1);
      if (field.repeated)
        return [field.property, isLeaf ? fc.constant([]) : fc.array(element, { maxLength: 3 })];
      return [field.property, field.explicit ? fc.option(element, { nil: undefined }) : element];
    }),
  );
  return fc.record(fields).map((message) => {
    const seen = new Set<string>();
    for (const { oneof, property } of codec.descriptor.fields) {
      if (oneof === undefined || message[property] === undefined) continue;
      if (seen.has(oneof)) message[property] = undefined;
      seen.add(oneof);
    }
    return message;
  });
}

for (const codec of generated)
  test(`${codec.name} has the same bytes in both directions`, () => {
    const dynamic = made.get(codec.name)!;
    fc.assert(
      fc.property(messages(codec, 2), (message) => {
        const bytes = codec.encode(message);
        assert.deepEqual(dynamic.encode(message), bytes);
        assert.deepEqual(dynamic.decode(bytes), codec.decode(bytes));
        assert.ok(dynamic.decodeStrict(bytes).ok);
      }),
      { numRuns: RUNS },
    );
  });

test('arbitrary bytes are decoded to the same message, or refused alike', () => {
  const attempt = (codec: Codec<unknown>, bytes: Uint8Array): unknown => {
    try {
      return codec.decode(bytes);
    } catch (error) {
      assert.ok(error instanceof protocol.DecodeError, String(error));
      return undefined;
    }
  };
  const input = fc.tuple(fc.constantFrom(...generated), fc.uint8Array({ maxLength: 30 }));
  fc.assert(
    fc.property(input, ([codec, bytes]) => {
      assert.deepEqual(attempt(made.get(codec.name)!, bytes), attempt(codec, bytes));
    }),
    { numRuns: RUNS * 20 },
  );
});

test('repeated scalars are read packed and one by one, and the last member of a oneof stands', () => {
  const both = (name: string, bytes: Uint8Array): void => {
    const codec = generated.find((candidate) => candidate.name === name)!;
    assert.deepEqual(made.get(name)!.decode(bytes), codec.decode(bytes));
  };
  both('koinos.rpc.chain.propose_block_response', Uint8Array.of(18, 2, 7, 8, 16, 9));
  both('koinos.chain.value_type', Uint8Array.of(0x28, 7, 0x20, 8));
  both('koinos.chain.value_type', Uint8Array.of(0x20, 8, 0x28, 7));
});

test('values as people write them survive the way through the bytes', () => {
  const codec = made.get('koinos.protocol.transaction')!;
  fc.assert(
    fc.property(messages(protocol.Transaction as Codec<unknown>, 3), (message) => {
      const values = valuesOf(codec, codec.decode(codec.encode(message)));
      assert.deepEqual(valuesOf(codec, codec.decode(encodeValues(codec, values))), values);
    }),
    { numRuns: RUNS },
  );
});

test('a message nested deeper than the bound is refused, not a stack overflow', () => {
  const names = { name: 'm', type: protocol.descriptor.FieldType.TYPE_MESSAGE, typeName: '.t.m', number: 1 };
  const file = { package: 't', messageType: [{ name: 'm', field: [names] }] };
  const codec = codecsOfTypes(protocol.descriptor.FileDescriptorSet.encode({ file: [file] })).get('t.m')!;
  let bytes: Uint8Array = new Uint8Array(0);
  for (let depth = 0; depth < 120; depth++)
    bytes = Uint8Array.from([10, bytes.length, ...bytes]).slice(0, 127);
  assert.throws(() => codec.decode(bytes), protocol.DecodeError);
  const nested = (depth: number): Uint8Array =>
    depth === 0 ? new Uint8Array(0) : codec.encode({ m: codec.decode(nested(depth - 1)) });
  assert.throws(() => codec.decode(nested(70)), /protobuf.tooDeep/);
});

test('types that a chain does not have, or that name nothing, are refused', () => {
  const { FieldType } = protocol.descriptor;
  const withField = (field: object): (() => unknown) => {
    const file = { package: 't', messageType: [{ name: 'm', field: [{ name: 'f', number: 1, ...field }] }] };
    return () => codecsOfTypes(protocol.descriptor.FileDescriptorSet.encode({ file: [file] }));
  };
  const code = (wanted: string) => (error: unknown) => error instanceof AbiError && error.code === wanted;
  assert.throws(withField({ type: FieldType.TYPE_DOUBLE }), code('abi.unsupportedType'));
  assert.throws(withField({}), code('abi.unsupportedType'));
  assert.throws(withField({ type: FieldType.TYPE_MESSAGE, typeName: '.t.none' }), code('abi.unknownType'));
  assert.throws(withField({ type: FieldType.TYPE_ENUM, typeName: '.t.none' }), code('abi.unknownType'));
  assert.throws(withField({ type: FieldType.TYPE_BOOL, name: '__proto__' }), code('abi.malformed'));
  assert.throws(withField({ type: FieldType.TYPE_BOOL, number: undefined }), code('abi.malformed'));
  assert.throws(() => codecsOfTypes(utf8('nonsense')), code('abi.malformed'));
  assert.throws(() => codecsOfTypes(new Uint8Array(1_048_577)), code('abi.malformed'));
  assert.deepEqual(codecsOfTypes(fromHex('')!).size, 0);
});
