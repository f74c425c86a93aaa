/** What the strict decoder refuses, what the lenient one forgives, and the bounds of both. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concat, fromHex, InvariantViolation, utf8 } from '@ashlar/base';
import {
  Block,
  BlockTopology,
  type Codec,
  chain,
  DECODE_DEPTH_MAX,
  DECODE_ELEMENTS_MAX,
  DecodeError,
  type DecodeRefusalCode,
  descriptor,
  EventData,
  MESSAGE_BYTES_MAX,
  rpcChain,
  StateDeltaEntry,
  Transaction,
} from '@ashlar/protocol';

const bytes = (hex: string): Uint8Array => fromHex(hex.replaceAll(' ', ''))!;

function refusesStrictly(codec: Codec<unknown>, input: Uint8Array, code: DecodeRefusalCode): void {
  assert.deepEqual(codec.decodeStrict(input), { ok: false, refusal: { code } });
}

/** Bytes of a message that mean something, but are not how it is written. */
const NOT_CANONICAL: readonly (readonly [what: string, codec: Codec<unknown>, hex: string])[] = [
  ['an unknown field', BlockTopology, '1007 2001'],
  ['a known number with another wire type', BlockTopology, '1207 01020304050607'],
  ['fields out of order', BlockTopology, '1007 0a0101'],
  ['a field given twice', BlockTopology, '1007 1008'],
  ['a value in more bytes than it needs', BlockTopology, '108700'],
  ['a tag in more bytes than it needs', BlockTopology, '900007'],
  ['a length in more bytes than it needs', BlockTopology, '0a810001'],
  ['an explicit zero', BlockTopology, '1000'],
  ['explicit empty bytes', BlockTopology, '0a00'],
  ['an explicit empty string', chain.ErrorData, '0a00'],
  ['an explicit false', chain.AuthorizeResult, '0800'],
  ['a bool beyond 1', chain.AuthorizeResult, '0802'],
  ['a u32 with bits beyond 32', chain.CallArguments, '10ffffffffff01'],
  ['a negative i32 in five bytes', chain.EnumType, '10ffffffff0f'],
  ['two members of a oneof', chain.ValueType, '2005 2806'],
  ['repeated integers that are not packed', rpcChain.ProposeBlockResponse, '1001'],
  ['packed integers in two parts', rpcChain.ProposeBlockResponse, '120101 120102'],
  ['an empty packed field', rpcChain.ProposeBlockResponse, '1200'],
  ['a message in two parts', Block, '12021001 12021802'],
  ['an unknown group', BlockTopology, '23 0801 24'],
];

for (const [what, codec, hex] of NOT_CANONICAL)
  test(`${what} decodes, and is refused strictly`, () => {
    codec.decode(bytes(hex));
    refusesStrictly(codec, bytes(hex), 'protobuf.notCanonical');
  });

const NOT_DECODABLE: readonly (readonly [
  what: string,
  codec: Codec<unknown>,
  hex: string,
  code: DecodeRefusalCode,
])[] = [
  ['bytes cut short', BlockTopology, '0a05 0102', 'protobuf.truncated'],
  ['a varint cut short', BlockTopology, '10ff', 'protobuf.truncated'],
  ['a field that crosses the end of its message', Block, '1203 0a05 01020304', 'protobuf.truncated'],
  ['a varint that crosses the end of its message', Block, '1202 10ff 01', 'protobuf.truncated'],
  ['packed integers that cross their end', rpcChain.ProposeBlockResponse, '1201 ff01', 'protobuf.truncated'],
  ['a varint of eleven bytes', BlockTopology, '10 ffffffffffffffffffff01', 'protobuf.malformed'],
  ['field number zero', BlockTopology, '0001', 'protobuf.malformed'],
  ['the end of no group', BlockTopology, '24', 'protobuf.malformed'],
  ['a wire type that does not exist', BlockTopology, '26', 'protobuf.malformed'],
  ['a string of malformed UTF-8', chain.ErrorData, '0a02 c328', 'protobuf.badUtf8'],
  ['an encoded surrogate', chain.ErrorData, '0a03 eda080', 'protobuf.badUtf8'],
];

for (const [what, codec, hex, code] of NOT_DECODABLE)
  test(`${what} is refused by both decoders as ${code}`, () => {
    assert.throws(
      () => codec.decode(bytes(hex)),
      (error) => error instanceof DecodeError && error.code === code,
    );
    refusesStrictly(codec, bytes(hex), code);
  });

test('members of a oneof and optional fields are written even as defaults', () => {
  assert.deepEqual(chain.ValueType.encode({ uint64Value: 0n }), bytes('2800'));
  assert.deepEqual(chain.ValueType.encode({ boolValue: false }), bytes('6000'));
  assert.deepEqual(StateDeltaEntry.encode({ value: new Uint8Array(0) }), bytes('1a00'));
  assert.deepEqual(StateDeltaEntry.encode({}), bytes(''));
  assert.deepEqual(StateDeltaEntry.decode(bytes('1a00')).value, new Uint8Array(0));
  assert.equal(StateDeltaEntry.decode(bytes('')).value, undefined);
});

test('the last of two members of a oneof counts', () => {
  const { uint32Value, uint64Value } = chain.ValueType.decode(bytes('2805 2006'));
  assert.deepEqual([uint32Value, uint64Value], [6, undefined]);
});

test('64-bit integers keep every bit', () => {
  for (const value of [
    0n,
    1n,
    2n ** 31n,
    2n ** 32n,
    2n ** 53n - 1n,
    2n ** 53n,
    2n ** 53n + 1n,
    2n ** 64n - 1n,
  ])
    for (const name of ['uint64Value', 'fixed64Value'] as const)
      assert.equal(chain.ValueType.decode(chain.ValueType.encode({ [name]: value }))[name], value);
  for (const value of [-1n, -(2n ** 53n), -(2n ** 53n) - 1n, -(2n ** 63n), 2n ** 63n - 1n])
    for (const name of ['int64Value', 'sint64Value', 'sfixed64Value'] as const) {
      const decoded = chain.ValueType.decode(chain.ValueType.encode({ [name]: value }));
      assert.equal(decoded[name], value);
    }
});

test('decoded bytes are bare views of the input, whatever kind of array it is', () => {
  const input = Buffer.from(EventData.encode({ name: 'n', data: utf8('data') }));
  const { data } = EventData.decode(input);
  assert.equal(Object.getPrototypeOf(data), Uint8Array.prototype);
  assert.equal(data.buffer, input.buffer);
});

test('encodings have memory of their own, and one that fails leaves nothing in the next', () => {
  const first = BlockTopology.encode({ height: 1n });
  assert.throws(() =>
    Block.encode({ header: { height: 1n, approvedProposals: [bytes('01')], timestamp: -1n } }),
  );
  const second = BlockTopology.encode({ height: 2n });
  assert.deepEqual([first, second], [bytes('1001'), bytes('1002')]);
  assert.equal(first.buffer.byteLength, 2);
  const long = new Uint8Array(3_000_000).fill(7);
  assert.deepEqual(EventData.decode(EventData.encode({ data: long })).data, long);
  assert.deepEqual(BlockTopology.encode({ height: 3n }), bytes('1003'));
});

test('a value that no message can carry is a bug of the caller', () => {
  const wrong: readonly (() => Uint8Array)[] = [
    () => BlockTopology.encode({ height: -1n }),
    () => BlockTopology.encode({ height: 2n ** 64n }),
    () => chain.CallArguments.encode({ entryPoint: 2 ** 32 }),
    () => chain.CallArguments.encode({ entryPoint: 1.5 }),
    () => chain.EnumType.encode({ number: 2 ** 31 }),
    () => chain.ValueType.encode({ int64Value: 2n ** 63n }),
    () => chain.ErrorData.encode({ message: '\ud800' }),
    () => chain.ValueType.encode({ uint32Value: 1, boolValue: true }),
    () => rpcChain.ProposeBlockResponse.encode({ failedTransactionIndices: [-1] }),
  ];
  for (const encode of wrong) assert.throws(encode, InvariantViolation);
});

test(`messages nest ${DECODE_DEPTH_MAX} deep and no deeper`, () => {
  const nested = (depth: number): Uint8Array => {
    let message: Uint8Array = new Uint8Array(0);
    for (let level = 0; level < depth; level++)
      message = concat(bytes('1a'), new Uint8Array([...length(message.length)]), message);
    return message;
  };
  descriptor.DescriptorProto.decode(nested(DECODE_DEPTH_MAX));
  refusesStrictly(descriptor.DescriptorProto, nested(DECODE_DEPTH_MAX + 1), 'protobuf.tooDeep');
});

function length(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, value >>> 7];
}

test(`repeated fields hold ${DECODE_ELEMENTS_MAX} elements in all and no more`, () => {
  const packed = (count: number): Uint8Array =>
    rpcChain.ProposeBlockResponse.encode({ failedTransactionIndices: new Array<number>(count).fill(1) });
  rpcChain.ProposeBlockResponse.decode(packed(DECODE_ELEMENTS_MAX));
  refusesStrictly(rpcChain.ProposeBlockResponse, packed(DECODE_ELEMENTS_MAX + 1), 'protobuf.tooMany');
  const empties = new Uint8Array(2 * (DECODE_ELEMENTS_MAX + 1));
  for (let index = 0; index < empties.length; index += 2) empties[index] = 0x1a;
  refusesStrictly(Transaction, empties, 'protobuf.tooMany');
});

test('a message longer than any may be is not looked at', () => {
  refusesStrictly(Block, new Uint8Array(MESSAGE_BYTES_MAX + 1), 'protobuf.tooLarge');
});

test('groups nested without end are refused, not followed', () => {
  refusesStrictly(BlockTopology, new Uint8Array(100_000).fill(0x23), 'protobuf.malformed');
});
