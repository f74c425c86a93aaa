/** Contracts from ABIs: the bytes that go out, the values that come back, and the types that a compiler sees. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { base64url, fromBase64, utf8 } from '@ashlar/base';
import { abiTypesOf, addressBytes, Transaction, token } from '@ashlar/protocol';
import type { Abi, ArgumentsOf, ReadNames, ResultOf, WriteNames } from '@ashlar/sdk';
import { AbiError, Account, createContract, fetchAbi } from '@ashlar/sdk';
import fc from 'fast-check';
import { Contract as KoilibContract, utils } from 'koilib';
import type { Answers } from './fake-node.ts';
import { FakeNode } from './fake-node.ts';

/** A token's ABI as a developer keeps it: `as const`, so that TypeScript knows its methods and their fields. */
const u64 = { type: 'uint64', id: 1 } as const;
const address = (id: number) => ({ type: 'bytes', id, options: { '(btype)': 'ADDRESS' } }) as const;

const tokenAbi = {
  methods: {
    symbol: {
      argument: '',
      return: 'koinos.contracts.token.symbol_result',
      entry_point: '0xb76a7ca1',
      read_only: true,
    },
    balance_of: {
      argument: 'koinos.contracts.token.balance_of_arguments',
      return: 'koinos.contracts.token.balance_of_result',
      entry_point: 0x5c721497,
      read_only: true,
    },
    transfer: {
      argument: 'koinos.contracts.token.transfer_arguments',
      return: 'koinos.contracts.token.transfer_result',
      'entry-point': '0x27f576ca',
      'read-only': false,
    },
  },
  types: abiTypesOf([
    token.SymbolResult,
    token.BalanceOfArguments,
    token.BalanceOfResult,
    token.TransferArguments,
    token.TransferResult,
    token.TransferEvent,
    Transaction,
  ]),
  koilib_types: {
    nested: {
      koinos: {
        nested: {
          contracts: {
            nested: {
              token: {
                nested: {
                  symbol_result: { fields: { value: { type: 'string', id: 1 } } },
                  balance_of_arguments: { fields: { owner: address(1) } },
                  balance_of_result: { fields: { value: u64 } },
                  transfer_arguments: {
                    fields: {
                      from: address(1),
                      to: address(2),
                      value: u64,
                      memo: { type: 'string', id: 4, options: { proto3_optional: true } },
                    },
                    oneofs: { _memo: { oneof: ['memo'] } },
                  },
                  transfer_result: { fields: {} },
                },
              },
            },
          },
        },
      },
    },
  },
  events: { 'koinos.contracts.token.transfer_event': { argument: 'koinos.contracts.token.transfer_event' } },
} as const;

const alice = Account.fromSeed('alice');
const bob = Account.fromSeed('bob');
const coin = Account.fromSeed('coin').address;
const answers: Answers = {
  'chain.get_chain_id': () => ({ chain_id: 'EiA=' }),
  'chain.get_account_rc': () => ({ rc: '1000' }),
  'chain.get_account_nonce': () => ({}),
  'mempool.get_pending_nonce': () => ({}),
  'chain.submit_transaction': () => ({ receipt: { rc_used: '3' } }),
};
const contractWith = (node: FakeNode): ReturnType<typeof createContract<typeof tokenAbi>> =>
  createContract({ client: node.client, address: coin, abi: tokenAbi, signer: alice });
const codeOf = (code: string) => (error: unknown) => error instanceof AbiError && error.code === code;

/** Compiles only if the types are the same; `npm run types` is the test. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const typesAreInferred: readonly true[] = [
  true satisfies Same<ReadNames<typeof tokenAbi>, 'symbol' | 'balance_of'>,
  true satisfies Same<WriteNames<typeof tokenAbi>, 'transfer'>,
  true satisfies Same<ResultOf<typeof tokenAbi, 'balance_of'>, { readonly value: bigint }>,
  true satisfies Same<ArgumentsOf<typeof tokenAbi, 'transfer'>['value'], bigint | number | string>,
  true satisfies Same<ArgumentsOf<Abi, 'anything'>, Readonly<Record<string, unknown>>>,
];

test('a reading method sends its arguments and gives the fields of its result', async () => {
  const node = new FakeNode({
    'chain.read_contract': ({ contract_id, entry_point, args }) => {
      if (entry_point === 0xb76a7ca1)
        return { result: base64url(token.SymbolResult.encode({ value: 'ASH' })) };
      assert.deepEqual([contract_id, entry_point], [coin, 0x5c721497]);
      const { owner } = token.BalanceOfArguments.decode(fromBase64(args as string)!);
      assert.deepEqual(owner, addressBytes(bob.address));
      return { result: base64url(token.BalanceOfResult.encode({ value: 2n ** 64n - 1n })) };
    },
  });
  const contract = contractWith(node);
  assert.deepEqual(await contract.read.balance_of({ owner: bob.address }), { value: 2n ** 64n - 1n });
  assert.deepEqual(await contract.read.balance_of({ owner: addressBytes(bob.address) }), {
    value: 2n ** 64n - 1n,
  });
  assert.deepEqual(await contract.read.symbol(), { value: 'ASH' });
  assert.equal(typesAreInferred.length, 5);
});

test('an empty result is one of defaults', async () => {
  const contract = contractWith(new FakeNode({ 'chain.read_contract': () => ({}) }));
  const { value } = await contract.read.balance_of({ owner: bob.address });
  assert.equal(value satisfies bigint, 0n);
});

test('a writing method is a signed transaction of one call', async () => {
  const node = new FakeNode(answers);
  const values = { from: alice.address, to: bob.address, value: 5n };
  const { receipt } = await contractWith(node).write.transfer(values, { rcLimit: 77n });
  assert.equal(receipt.rcUsed, 3n);
  const { operations, header, signatures } = node.asked.at(-1)!.params['transaction'] as {
    operations: { call_contract: { entry_point: number; args: string } }[];
    header: { rc_limit: string };
    signatures: string[];
  };
  assert.equal(header.rc_limit, '77');
  assert.equal(signatures.length, 1);
  assert.equal(operations[0]!.call_contract.entry_point, 0x27f576ca);
  const expected = { from: addressBytes(alice.address), to: addressBytes(bob.address), value: 5n };
  assert.equal(operations[0]!.call_contract.args, base64url(token.TransferArguments.encode(expected)));
});

test('koilib encodes the same operations from the same ABI', async () => {
  const { client } = new FakeNode({});
  const contract = createContract({ client, address: coin, abi: utils.tokenAbi as Abi });
  const abi = JSON.parse(JSON.stringify(utils.tokenAbi));
  delete abi.koilib_types.nested.koinos.nested.btype; // An extension that koilib's own reader cannot resolve.
  const theirs = new KoilibContract({ id: coin, abi });
  const positive = fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }); // koilib writes a zero that it should leave out.
  await fc.assert(
    fc.asyncProperty(positive, fc.string({ unit: 'grapheme' }), async (value, memo) => {
      const values = { from: alice.address, to: bob.address, value: value.toString(), memo };
      const { callContract } = contract.operation['transfer']!(values);
      const { call_contract } = await theirs.encodeOperation({ name: 'transfer', args: values });
      assert.ok(call_contract !== undefined);
      assert.equal(callContract!.entryPoint, call_contract.entry_point);
      assert.equal(base64url(callContract!.args!), call_contract.args ?? '');
    }),
    { numRuns: 25 },
  );
});

test('events of the ABI are decoded, others are not guessed at', () => {
  const contract = contractWith(new FakeNode({}));
  const data = token.TransferEvent.encode({ from: addressBytes(alice.address), value: 9n });
  const event = {
    sequence: 0,
    source: addressBytes(coin),
    name: 'koinos.contracts.token.transfer_event',
    data,
    impacted: [],
  };
  assert.equal(contract.decodeEvent(event)?.['from'], alice.address);
  assert.equal(contract.decodeEvent(event)?.['value'], 9n);
  assert.equal(contract.decodeEvent({ ...event, name: 'other' }), undefined);
  assert.throws(() => contract.decodeEvent({ ...event, data: utf8('\u0007') }), codeOf('abi.badResult'));
});

test('arguments that do not fit are refused before anything is sent', async () => {
  const node = new FakeNode(answers);
  const contract = createContract({
    client: node.client,
    address: coin,
    abi: tokenAbi as Abi,
    signer: alice,
  });
  const circular: Record<string, unknown> = {};
  circular['from'] = circular;
  for (const values of [
    { from: 'not an address 0' },
    { value: -1 },
    { value: 2n ** 64n },
    { value: 1.5 },
    { value: '1e3' },
    { to: 7 },
    { recipient: bob.address },
    circular,
  ])
    await assert.rejects(
      contract.write['transfer']!(values),
      codeOf('abi.badArguments'),
      JSON.stringify(Object.keys(values)),
    );
  await assert.rejects(contract.read['symbol']!({ extra: 1 }), codeOf('abi.badArguments'));
  assert.deepEqual(node.asked, []);
});

test('a contract without a signer cannot write', async () => {
  const { client } = new FakeNode(answers);
  const contract = createContract({ client, address: coin, abi: tokenAbi });
  const values = { from: alice.address, to: bob.address, value: 5 };
  await assert.rejects(contract.write.transfer(values), /signer/);
});

test('an ABI that cannot be is refused', () => {
  const { client } = new FakeNode({});
  const withAbi = (changes: object): unknown =>
    createContract({ client, address: coin, abi: { ...tokenAbi, ...changes } as Abi });
  const method = (changes: object): object => ({
    methods: { transfer: { ...tokenAbi.methods.transfer, ...changes } },
  });
  assert.throws(() => withAbi({ types: 'no base64!' }), codeOf('abi.malformed'));
  assert.throws(() => withAbi({ types: base64url(utf8('nonsense')) }), codeOf('abi.malformed'));
  assert.throws(() => withAbi(method({ argument: 'no.such' })), codeOf('abi.unknownType'));
  for (const entryPoint of [undefined, -1, 2 ** 32, 0.5, '0x', '0x123456789', '12', 'ten'])
    assert.throws(
      () => withAbi(method({ 'entry-point': entryPoint })),
      codeOf('abi.malformed'),
      String(entryPoint),
    );
});

test('an ABI can be fetched, and is checked', async () => {
  const fetched = (abi: string): Promise<Abi> =>
    fetchAbi(
      new FakeNode({ 'contract_meta_store.get_contract_meta': () => ({ meta: { abi } }) }).client,
      coin,
    );
  const abi = await fetched(JSON.stringify(tokenAbi));
  assert.deepEqual(Object.keys(abi.methods), Object.keys(tokenAbi.methods));
  for (const wrong of ['', '{', '{}', '[]', 'null', '{"methods":{}}', '{"methods":{},"types":7}'])
    await assert.rejects(fetched(wrong), codeOf('abi.malformed'), wrong);
});
