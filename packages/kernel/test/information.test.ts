/** What the chain tells of itself (`spec/koinos.md` 4.8: 1, 12, 102 to 106) and fields by descriptor (103, 105). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EMPTY, utf8 } from '@ashlar/base';
import {
  Block,
  descriptor,
  ERROR_CODE,
  Transaction,
  TransactionHeader,
  Writer,
  chain as wire,
} from '@ashlar/protocol';
import { ChainError } from '../src/chain-error.ts';
import { FIELD_PATH_MAX, fieldOf } from '../src/fields.ts';
import {
  GET_BLOCK,
  GET_BLOCK_FIELD,
  GET_CHAIN_ID,
  GET_HEAD_INFO,
  GET_LAST_IRREVERSIBLE_BLOCK,
  GET_TRANSACTION,
  GET_TRANSACTION_FIELD,
} from '../src/system-calls/information.ts';
import { alice, callOf, TestChain } from './chain.ts';
import { codeOf, type ScriptHost } from './scripts.ts';

test('transaction and block are told as they are, and their fields one by one', () => {
  const seen: Record<string, wire.ValueType | undefined> = {};
  let transaction: Transaction | undefined;
  let block: Block | undefined;
  const chain = new TestChain({
    scripts: {
      probe: (contract: ScriptHost) => {
        for (const field of ['id', 'header.payer', 'header.rc_limit', 'header', 'operations', 'header.payee'])
          seen[field] = contract.ask(GET_TRANSACTION_FIELD, { field }).value;
        for (const field of ['header.height', 'header.signer', 'signature'])
          seen[field] = contract.ask(GET_BLOCK_FIELD, { field }).value;
        for (const field of ['', 'nothing', 'header.nothing', 'id.deeper', 'operations.call_contract'])
          assert.equal(
            codeOf(() => contract.ask(GET_TRANSACTION_FIELD, { field }))[0],
            ERROR_CODE.fieldNotFound,
          );
        transaction = contract.ask(GET_TRANSACTION, {}).value;
        block = contract.ask(GET_BLOCK, {}).value;
      },
    },
  });
  const whole = chain.block([chain.transaction([callOf('probe')])]);
  const [own] = whole.transactions;
  chain.apply(whole);
  assert.deepEqual(Transaction.encode(transaction!), Transaction.encode(own!));
  assert.deepEqual(Block.encode(block!), Block.encode(whole));
  assert.deepEqual(seen['id']!.bytesValue, own!.id);
  assert.deepEqual(seen['header.payer']!.bytesValue, alice.address);
  assert.deepEqual(seen['header.payee']!.bytesValue, EMPTY);
  assert.equal(seen['header.rc_limit']!.uint64Value, own!.header!.rcLimit);
  assert.equal(seen['header.height']!.uint64Value, 1n);
  assert.deepEqual(seen['signature']!.bytesValue, whole.signature);
  const { typeUrl, value } = seen['header']!.messageValue!;
  assert.equal(typeUrl, 'type.googleapis.com/koinos.protocol.transaction_header');
  assert.deepEqual(
    TransactionHeader.decode(value),
    TransactionHeader.decode(TransactionHeader.encode(own!.header!)),
  );
  const list = seen['operations']!.messageValue!;
  assert.equal(list.typeUrl, 'type.googleapis.com/koinos.chain.list_type');
  assert.equal(wire.ListType.decode(list.value).values.length, 1);
});

test('outside a transaction or a block there is none to tell', () => {
  const chain = new TestChain();
  const codeFor = (id: number): number => {
    const answer = chain.kernel.invokeSystemCall(chain.state, chain.head, { id, args: EMPTY });
    return answer.ok ? 0 : answer.refusal.errorCode;
  };
  for (const { id } of [GET_TRANSACTION, GET_TRANSACTION_FIELD, GET_BLOCK, GET_BLOCK_FIELD]) {
    assert.equal(codeFor(id), ERROR_CODE.internalError);
  }
  chain.apply();
  assert.equal(codeFor(GET_BLOCK.id), 0);
});

test('the head is told between blocks, and blocks sixty behind it are irreversible by default', () => {
  const chain = new TestChain();
  const head = () => chain.ask(GET_HEAD_INFO, {}).value!;
  assert.deepEqual([head().headTopology!.height, head().headBlockTime], [0n, 0n]);
  assert.equal(head().headTopology!.id.length, 34);
  const block = chain.block();
  chain.apply(block);
  assert.deepEqual(head().headTopology, { id: block.id, height: 1n, previous: block.header!.previous });
  assert.equal(head().headBlockTime, block.header!.timestamp);
  assert.equal(head().lastIrreversibleBlock, 0n);
  for (let height = 2; height <= 62; height++) chain.apply();
  assert.equal(chain.ask(GET_LAST_IRREVERSIBLE_BLOCK, {}).value, 2n);
  assert.equal(head().lastIrreversibleBlock, 2n);
  assert.deepEqual(chain.ask(GET_CHAIN_ID, {}).value, chain.chainId);
});

/** Name, descriptor type, and how to write it as field 1. */
const KINDS: readonly (readonly [keyof wire.ValueType, number, unknown, (writer: Writer) => Writer])[] = [
  ['int64Value', 3, -5n, (w) => w.uint32(8).int64(-5)],
  ['uint64Value', 4, 2n ** 53n, (w) => w.uint32(8).uint64(2 ** 53)],
  ['int32Value', 5, -5, (w) => w.uint32(8).int32(-5)],
  ['fixed64Value', 6, 7n, (w) => w.uint32(9).fixed64(7)],
  ['fixed32Value', 7, 7, (w) => w.uint32(13).fixed32(7)],
  ['boolValue', 8, true, (w) => w.uint32(8).bool(true)],
  ['stringValue', 9, 'text', (w) => w.uint32(10).string('text')],
  ['bytesValue', 12, utf8('bytes'), (w) => w.uint32(10).bytes(utf8('bytes'))],
  ['uint32Value', 13, 2 ** 32 - 1, (w) => w.uint32(8).uint32(2 ** 32 - 1)],
  ['sfixed32Value', 15, -7, (w) => w.uint32(13).sfixed32(-7)],
  ['sfixed64Value', 16, -7n, (w) => w.uint32(9).sfixed64(-7)],
  ['sint32Value', 17, -9, (w) => w.uint32(8).sint32(-9)],
  ['sint64Value', 18, -9n, (w) => w.uint32(8).sint64(-9)],
];

const poolOf = (type: number, label = 1, typeName = ''): descriptor.FileDescriptorSet =>
  descriptor.FileDescriptorSet.decode(
    descriptor.FileDescriptorSet.encode({
      file: [
        {
          package: 'p',
          messageType: [
            { name: 'm', field: [{ name: 'f', number: 1, type, label, typeName }] },
            { name: 'inner', field: [{ name: 'g', number: 1, type: 13, label: 1 }] },
          ],
          enumType: [{ name: 'e', value: [{ name: 'ONE', number: 1 }] }],
        },
      ],
    }),
  );
const read = (pool: descriptor.FileDescriptorSet, bytes: Uint8Array, path = 'f'): Partial<wire.ValueType> =>
  Object.fromEntries(Object.entries(fieldOf(pool, 'p.m', bytes, path)).filter(([, of]) => of !== undefined));
const finish = (writer: Writer): Uint8Array => new Uint8Array(writer.finish());
const written = (write: (writer: Writer) => Writer): Uint8Array => finish(write(Writer.create()));

for (const [name, type, value, write] of KINDS) {
  test(`a field of descriptor type ${type} is told as ${name}, absent as its default, repeated as a list`, () => {
    assert.deepEqual(read(poolOf(type), written(write)), { [name]: value });
    const absent = { bigint: 0n, number: 0, boolean: false, string: '', object: EMPTY }[
      typeof value as 'bigint'
    ];
    assert.deepEqual(read(poolOf(type), EMPTY), { [name]: absent });
    const twice = read(
      poolOf(type, 3),
      written((w) => write(write(w))),
    ).messageValue!;
    assert.deepEqual(
      wire.ListType.decode(twice.value).values.map((of) => of[name]),
      [value, value],
    );
  });
}

test('enums are told by name and number, messages as they are, and paths lead through messages', () => {
  const one = written((w) => w.uint32(8).int32(1));
  const { typeUrl, value } = read(poolOf(14, 1, '.p.e'), one).messageValue!;
  assert.equal(typeUrl, 'type.googleapis.com/koinos.chain.enum_type');
  assert.deepEqual(wire.EnumType.decode(value), { name: 'ONE', number: 1 });
  const unknown = read(
    poolOf(14, 1, '.p.e'),
    written((w) => w.uint32(8).int32(2)),
  ).messageValue!;
  assert.deepEqual(wire.EnumType.decode(unknown.value), { name: '', number: 2 });
  const inner = written((w) => w.uint32(10).bytes(written((v) => v.uint32(8).uint32(6))));
  const pool = poolOf(11, 1, '.p.inner');
  assert.equal(read(pool, inner).messageValue!.typeUrl, 'type.googleapis.com/p.inner');
  assert.deepEqual(read(pool, inner, 'f.g'), { uint32Value: 6 });
  assert.deepEqual(read(pool, EMPTY, 'f.g'), { uint32Value: 0 });
});

test('a field that cannot be read is a failure: no such field, no such type, a path too long, torn bytes', () => {
  const codeFor = (run: () => unknown): number => {
    try {
      run();
      return 0;
    } catch (error) {
      assert.ok(error instanceof ChainError);
      return error.code;
    }
  };
  const long = Array.from({ length: FIELD_PATH_MAX + 1 }, () => 'f').join('.');
  assert.deepEqual(
    [
      codeFor(() => read(poolOf(13), EMPTY, 'g')),
      codeFor(() => read(poolOf(13), EMPTY, 'f.g')),
      codeFor(() => read(poolOf(1), EMPTY)),
      codeFor(() => read(poolOf(13), EMPTY, long)),
      codeFor(() => read(poolOf(13), Uint8Array.of(0x0a, 9))),
      codeFor(() => read(poolOf(11, 1, '.p.absent'), EMPTY, 'f.g')),
    ],
    [...Array.from({ length: 5 }, () => ERROR_CODE.fieldNotFound), ERROR_CODE.unexpectedState],
  );
});
