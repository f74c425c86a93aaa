/** The JSON dialect, rule by rule (`spec/koinos.md` 1.3). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EMPTY, fromHex } from '@ashlar/base';
import {
  Any,
  anyOf,
  BASE58_BYTES_MAX,
  Block,
  BlockTopology,
  type Codec,
  chain,
  codecNamed,
  DECODE_DEPTH_MAX,
  descriptor,
  EventData,
  fromJson,
  GENESIS_BLOCK_ID_BYTES,
  type Init,
  JSON_DEPTH_MAX,
  rpc,
  rpcBlockStore,
  rpcChain,
  StateDeltaEntry,
  SystemCallTarget,
  Transaction,
  TransactionReceipt,
  toJson,
} from '@ashlar/protocol';

/** JSON of a message given by some of its fields. */
function shown<T>(codec: Codec<T>, init: Init<T>): unknown {
  return toJson(codec, codec.decode(codec.encode(init)));
}

function read<T>(codec: Codec<T>, json: unknown): T {
  const result = fromJson(codec, json);
  assert.ok(result.ok, result.ok ? '' : result.refusal.path);
  return result.value;
}

function refuses(codec: Codec<unknown>, json: unknown, code: string, path: string): void {
  assert.deepEqual(fromJson(codec, json), { ok: false, refusal: { code, path } });
}

test('defaults are left out: zeros, false, empty lists and bytes', () => {
  assert.deepEqual(shown(TransactionReceipt, {}), {});
  assert.deepEqual(shown(rpcChain.GetHeadInfoResponse, { headTopology: {} }), { head_topology: {} });
});

test('names are snake_case out, and either case in', () => {
  assert.deepEqual(shown(rpcChain.GetHeadInfoResponse, { headBlockTime: 5n }), { head_block_time: '5' });
  assert.equal(read(rpcChain.GetHeadInfoResponse, { headBlockTime: '5' }).headBlockTime, 5n);
  assert.equal(read(rpcChain.GetHeadInfoResponse, { head_block_time: '5' }).headBlockTime, 5n);
  refuses(
    rpcChain.GetHeadInfoResponse,
    { headBlockTime: 5, head_block_time: 5 },
    'json.twiceNamed',
    'head_block_time',
  );
});

test('64-bit integers are strings out, strings or safe numbers in', () => {
  const max = 2n ** 64n - 1n;
  assert.deepEqual(shown(BlockTopology, { height: max }), { height: '18446744073709551615' });
  assert.equal(read(BlockTopology, { height: '18446744073709551615' }).height, max);
  assert.equal(read(BlockTopology, { height: 7 }).height, 7n);
  for (const wrong of [
    1.5,
    2 ** 53,
    Number.NaN,
    '',
    ' 1',
    '1e3',
    '0x1',
    '1.0',
    '+1',
    true,
    {},
    '1'.repeat(22),
  ])
    refuses(BlockTopology, { height: wrong }, 'json.badNumber', 'height');
  for (const wrong of ['18446744073709551616', -1, '-1'])
    refuses(BlockTopology, { height: wrong }, 'json.outOfRange', 'height');
  assert.deepEqual(shown(chain.ValueType, { int64Value: -(2n ** 63n) }), {
    int64_value: '-9223372036854775808',
  });
});

test('32-bit integers are numbers out, and kept in range', () => {
  assert.deepEqual(shown(rpcChain.ReadContractRequest, { entryPoint: 4_000_000_000 }), {
    entry_point: 4_000_000_000,
  });
  assert.equal(read(rpcChain.ReadContractRequest, { entry_point: '4000000000' }).entryPoint, 4_000_000_000);
  refuses(rpcChain.ReadContractRequest, { entry_point: 2 ** 32 }, 'json.outOfRange', 'entry_point');
  refuses(chain.EnumType, { number: -(2 ** 31) - 1 }, 'json.outOfRange', 'number');
});

test('enums go out by name, a number of no name as it is; in by either', () => {
  assert.deepEqual(shown(chain.CallerData, { callerPrivilege: 1 }), { caller_privilege: 'user_mode' });
  assert.deepEqual(shown(chain.CallerData, { callerPrivilege: 9 }), { caller_privilege: 9 });
  for (const json of ['user_mode', 1])
    assert.equal(read(chain.CallerData, { caller_privilege: json }).callerPrivilege, 1);
  refuses(chain.CallerData, { caller_privilege: 'admin' }, 'json.unknownEnum', 'caller_privilege');
  refuses(chain.CallerData, { caller_privilege: '1' }, 'json.unknownEnum', 'caller_privilege');
});

test('ids are hex with 0x, which is required', () => {
  const text = `0x1220${'00'.repeat(32)}`;
  assert.deepEqual(shown(BlockTopology, { id: GENESIS_BLOCK_ID_BYTES }), { id: text });
  assert.deepEqual(
    read(BlockTopology, { id: text.toUpperCase().replace('X', 'x') }).id,
    GENESIS_BLOCK_ID_BYTES,
  );
  for (const wrong of [text.slice(2), '12', '0x0', '0xgg', 5, []])
    refuses(BlockTopology, { id: wrong }, 'json.badBytes', 'id');
});

test('addresses are base58', () => {
  const bytes = fromHex('00751e76e8199196d454941c45d1b3a323f1433bd6510d1634')!;
  const text = '1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH';
  assert.deepEqual(shown(rpcChain.GetAccountRcRequest, { account: bytes }), { account: text });
  assert.deepEqual(read(rpcChain.GetAccountRcRequest, { account: text }).account, bytes);
  refuses(rpcChain.GetAccountRcRequest, { account: `${text}0` }, 'json.badBytes', 'account');
});

test('an address field too long for base58 is written and read as hex', () => {
  const account = new Uint8Array(BASE58_BYTES_MAX + 1).fill(1);
  const json = shown(rpcChain.GetAccountRcRequest, { account });
  assert.deepEqual(json, { account: `0x${'01'.repeat(BASE58_BYTES_MAX + 1)}` });
  assert.deepEqual(read(rpcChain.GetAccountRcRequest, json).account, account);
  refuses(rpcChain.GetAccountRcRequest, { account: '1'.repeat(1_025) }, 'json.badBytes', 'account');
});

test('other bytes are base64url with padding, which is required; the standard alphabet is read too', () => {
  const bytes = Uint8Array.of(0xfb, 0xff);
  assert.deepEqual(shown(rpcChain.ReadContractResponse, { result: bytes }), { result: '-_8=' });
  for (const text of ['-_8=', '+/8='])
    assert.deepEqual(read(rpcChain.ReadContractResponse, { result: text }).result, bytes);
  for (const wrong of ['-_8', '-_9=', '-_8==', '!', 1])
    refuses(rpcChain.ReadContractResponse, { result: wrong }, 'json.badBytes', 'result');
  assert.deepEqual(read(rpcChain.ReadContractResponse, { result: '' }).result, EMPTY);
});

test('optional fields and members of a oneof are shown even as defaults, and remembered', () => {
  assert.deepEqual(shown(SystemCallTarget, { thunkId: 0 }), { thunk_id: 0 });
  assert.equal(read(SystemCallTarget, { thunk_id: 0 }).thunkId, 0);
  assert.equal(read(SystemCallTarget, {}).thunkId, undefined);
  assert.deepEqual(shown(StateDeltaEntry, { value: EMPTY }), { value: '' });
  assert.deepEqual(read(StateDeltaEntry, { value: '' }).value, EMPTY);
  assert.equal(read(StateDeltaEntry, {}).value, undefined);
});

test('two members of a oneof are refused', () => {
  const both = { thunk_id: 1, system_call_bundle: {} };
  refuses(SystemCallTarget, both, 'json.twoOfOneof', 'system_call_bundle');
  assert.equal(read(SystemCallTarget, { thunk_id: 1, system_call_bundle: null }).thunkId, 1);
});

test('unknown fields and nulls are ignored', () => {
  assert.deepEqual(read(BlockTopology, { colour: 'red', height: null }), BlockTopology.decode(EMPTY));
});

test('names that every object inherits are not fields', () => {
  const json = JSON.parse('{"__proto__": {"height": "5"}, "constructor": 1}');
  assert.deepEqual(read(BlockTopology, json), BlockTopology.decode(EMPTY));
});

test('a refusal names the place', () => {
  refuses(
    Transaction,
    { operations: [{}, { call_contract: { entry_point: 'x' } }] },
    'json.badNumber',
    'operations[1].call_contract.entry_point',
  );
  refuses(Block, { transactions: {} }, 'json.notArray', 'transactions');
  refuses(Block, { transactions: [null] }, 'json.notObject', 'transactions[0]');
  refuses(Block, { header: [] }, 'json.notObject', 'header');
  refuses(Block, 5, 'json.notObject', '');
  refuses(TransactionReceipt, { reverted: 'true' }, 'json.notBool', 'reverted');
  refuses(EventData, { name: '\ud800' }, 'json.badString', 'name');
  refuses(EventData, { name: 1 }, 'json.badString', 'name');
});

test('repeated fields keep their order, elements that are defaults included', () => {
  const init = { failedTransactionIndices: [3, 0, 2] };
  assert.deepEqual(shown(rpcChain.ProposeBlockResponse, init), { failed_transaction_indices: [3, 0, 2] });
  assert.deepEqual(read(rpcBlockStore.GetBlocksByIdRequest, { block_ids: ['0x', '0x12'] }).blockIds, [
    EMPTY,
    Uint8Array.of(0x12),
  ]);
});

test('an Any shows the message in it, and reads it back', () => {
  const details = [anyOf(chain.ErrorDetails, { code: -3, logs: ['why'] })];
  const json = shown(rpc.ErrorStatus, { message: 'no', details });
  const type = 'type.googleapis.com/koinos.chain.error_details';
  assert.deepEqual(json, { message: 'no', details: [{ '@type': type, code: -3, logs: ['why'] }] });
  assert.deepEqual(read(rpc.ErrorStatus, json).details, details);
  assert.deepEqual(shown(Any, {}), {});
  assert.deepEqual(read(Any, {}), { typeUrl: '', value: EMPTY });
});

test('an Any within an Any is shown under value', () => {
  const inner = anyOf(chain.ErrorData, { message: 'm' });
  const outer = anyOf(Any, inner);
  const json = toJson(Any, outer);
  assert.deepEqual(json, {
    '@type': 'type.googleapis.com/google.protobuf.Any',
    value: { '@type': 'type.googleapis.com/koinos.chain.error_data', message: 'm' },
  });
  assert.deepEqual(read(Any, json), outer);
});

test('an Any of an unknown type, or of bytes that are not of its type, shows its bytes', () => {
  for (const typeUrl of ['example.org/unknown', 'type.googleapis.com/koinos.chain.error_data']) {
    const message = { typeUrl, value: Uint8Array.of(0x0a, 0x05) };
    const json = toJson(Any, message);
    assert.deepEqual(json, { '@type': typeUrl, '@bytes': 'CgU=' });
    assert.deepEqual(read(Any, json), message);
  }
  refuses(Any, { '@type': 'example.org/unknown', a: 1 }, 'json.badType', '');
  refuses(Any, { a: 1 }, 'json.badType', '');
  refuses(Any, { '@type': 'a/b', '@bytes': '?' }, 'json.badBytes', '@bytes');
});

test(`objects nest ${JSON_DEPTH_MAX} deep and no deeper`, () => {
  let json: object = {};
  for (let depth = 1; depth < JSON_DEPTH_MAX; depth++) json = { nested_type: [json] };
  read(descriptor.DescriptorProto, json);
  const refused = fromJson(descriptor.DescriptorProto, { nested_type: [json] });
  assert.equal(!refused.ok && refused.refusal.code, 'json.tooDeep');
});

test('an Any nested in itself without end is shown as bytes at last', () => {
  let message = anyOf(chain.ErrorData, { message: '' });
  for (let depth = 0; depth < 2 * JSON_DEPTH_MAX; depth++) message = anyOf(Any, message);
  const text = JSON.stringify(toJson(Any, message));
  assert.equal(text.split('@type').length - 1, JSON_DEPTH_MAX);
  assert.ok(text.includes('@bytes'));
});

test('an Any at the last depth whose content goes deeper is shown as bytes', () => {
  let message = anyOf(Block, Block.decode(Block.encode({ header: { height: 1n } })));
  for (let depth = 0; depth < JSON_DEPTH_MAX - 3; depth++) message = anyOf(Any, message);
  assert.ok(JSON.stringify(toJson(Any, message)).includes('"header":{"height":"1"}'));
  message = anyOf(Any, message);
  const json = toJson(Any, message);
  assert.ok(JSON.stringify(json).includes('koinos.protocol.block","@bytes":'));
  assert.deepEqual(read(Any, json), message);
});

test('the deepest message that decodes can be shown', () => {
  let message: Init<descriptor.DescriptorProto> = {};
  for (let depth = 0; depth < DECODE_DEPTH_MAX; depth++) message = { nestedType: [message] };
  const json = shown(descriptor.DescriptorProto, message);
  assert.deepEqual(
    read(descriptor.DescriptorProto, json),
    descriptor.DescriptorProto.decode(descriptor.DescriptorProto.encode(message)),
  );
});

test('codecs are found by their full names', () => {
  assert.equal(codecNamed('koinos.protocol.block'), Block);
  assert.equal(codecNamed('koinos.protocol.nothing'), undefined);
});
