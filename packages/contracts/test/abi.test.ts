/** The ABIs as the unmodified client reads them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromBase64, hex } from '@ashlar/base';
import { governanceContract, nativeContracts, PRICES, tokenContract } from '@ashlar/contracts';
import { addressText, descriptor, entryPointOf, governance, token } from '@ashlar/protocol';
import { Contract, Serializer, utils } from 'koilib';
import { addressOf } from './fake-host.ts';

type Abi = Readonly<{
  methods: Readonly<
    Record<
      string,
      Readonly<{
        argument: string;
        return: string;
        entry_point: number;
        description: string;
        read_only: boolean;
      }>
    >
  >;
  types: string;
  events: Readonly<Record<string, Readonly<{ argument: string; type: string }>>>;
}>;
const abiOf = (text: string): Abi => JSON.parse(text);
const text = (name: string) => addressText(addressOf(name));

/** Upstream published these under other names than the methods have. */
const OTHER_NAMES = new Set(['get_resource_parameters', 'set_resource_parameters']);

for (const { id, entries, abi } of nativeContracts) {
  const { methods, types, events } = abiOf(abi);

  test(`${id}: the ABI has every entry, under its name, with the flag and the number of the entry`, () => {
    assert.equal(entries.size, Object.keys(methods).length);
    for (const [name, method] of Object.entries(methods)) {
      const entry = entries.get(method.entry_point)!;
      assert.equal(entry.name, name);
      assert.equal(entry.readOnly, method.read_only);
      assert.ok(method.description.length > 0);
      if (!OTHER_NAMES.has(name)) assert.equal(method.entry_point, entryPointOf(name));
    }
  });

  test(`${id}: every entry has a price, and the table has no other`, () => {
    const names = [...entries.values()].map(({ name }) => name);
    assert.deepEqual(Object.keys(PRICES[id]!).sort(), names.sort());
    for (const { ticks } of entries.values()) assert.ok(Number.isSafeInteger(ticks) && ticks > 0);
  });

  test(`${id}: koilib knows every type the ABI names`, () => {
    const serializer = new Serializer(types);
    for (const method of Object.values(methods)) {
      assert.ok(serializer.root.lookupType(method.argument));
      assert.ok(serializer.root.lookupType(method.return));
    }
    for (const { type, argument } of Object.values(events)) {
      assert.equal(type, argument);
      assert.ok(serializer.root.lookupType(type));
    }
  });

  test(`${id}: the types are a canonical file descriptor set, dependencies first`, () => {
    const decoded = descriptor.FileDescriptorSet.decodeStrict(fromBase64(types)!);
    assert.ok(decoded.ok);
    const seen = new Set<string>();
    for (const { name, dependency } of decoded.value.file) {
      for (const needed of dependency) assert.ok(seen.has(needed), `${name} needs ${needed}`);
      seen.add(name!);
    }
  });
}

test('koilib encodes a transfer to the bytes of the codec, memo included', async () => {
  const contract = new Contract({ id: text('token'), abi: abiOf(tokenContract.abi) });
  const values = { from: text('alice'), to: text('bob'), value: utils.parseUnits('1.5', 8), memo: 'rent' };
  const operation = await contract.encodeOperation({ name: 'transfer', args: values });
  assert.equal(operation.call_contract!.entry_point, 0x27f576ca);
  assert.equal(
    hex(utils.decodeBase64url(String(operation.call_contract!.args))),
    hex(
      token.TransferArguments.encode({
        from: addressOf('alice'),
        to: addressOf('bob'),
        value: 150_000_000n,
        memo: 'rent',
      }),
    ),
  );
  const decoded = await contract.decodeOperation(operation);
  assert.deepEqual(decoded.args, values);
});

test('koilib decodes results and events of the token', async () => {
  const { types, methods } = abiOf(tokenContract.abi);
  const serializer = new Serializer(types);
  const bytes = token.GetAllowancesResult.encode({
    owner: addressOf('alice'),
    allowances: [{ spender: addressOf('bob'), value: 2n ** 64n - 1n }],
  });
  assert.deepEqual(await serializer.deserialize(bytes, methods['get_allowances']!.return), {
    owner: text('alice'),
    allowances: [{ spender: text('bob'), value: '18446744073709551615' }],
  });
  const contract = new Contract({ id: text('token'), abi: abiOf(tokenContract.abi) });
  const event = await contract.decodeEvent({
    sequence: 0,
    source: text('token'),
    name: 'token.burn_event',
    data: utils.encodeBase64url(token.BurnEvent.encode({ from: addressOf('alice'), value: 7n })),
    impacted: [text('alice')],
  });
  assert.equal(event.args['from'], text('alice'));
  assert.equal(event.args['value'], '7');
});

test('koilib encodes a proposal with nested operations to the bytes of the codec, and back', async () => {
  const contract = new Contract({ id: text('governance'), abi: abiOf(governanceContract.abi) });
  const operations = [
    { upload_contract: { contract_id: text('token'), bytecode: 'AAEC', authorizes_upload_contract: true } },
    { call_contract: { contract_id: text('token'), entry_point: 7, args: 'Aw==' } },
    {
      set_system_call: {
        call_id: 201,
        target: { system_call_bundle: { contract_id: text('token'), entry_point: 9 } },
      },
    },
    { set_system_contract: { contract_id: text('token'), system_contract: true } },
  ];
  const root = new Uint8Array(34).fill(9);
  const encoded = await contract.encodeOperation({
    name: 'submit_proposal',
    args: { operations, operation_merkle_root: utils.encodeBase64url(root), fee: '12' },
  });
  const contractId = addressOf('token');
  const expected = governance.SubmitProposalArguments.encode({
    operations: [
      {
        uploadContract: { contractId, bytecode: new Uint8Array([0, 1, 2]), authorizesUploadContract: true },
      },
      { callContract: { contractId, entryPoint: 7, args: new Uint8Array([3]) } },
      {
        setSystemCall: { callId: 201, target: { systemCallBundle: { contractId, entryPoint: 9 } } },
      },
      { setSystemContract: { contractId, systemContract: true } },
    ],
    operationMerkleRoot: root,
    fee: 12n,
  });
  assert.equal(hex(utils.decodeBase64url(String(encoded.call_contract!.args))), hex(expected));

  const { types, methods } = abiOf(governanceContract.abi);
  const bytes = governance.GetProposalsResult.encode({
    value: [{ operationMerkleRoot: root, status: governance.ProposalStatus.approved, voteTally: 3n }],
  });
  const decoded = await new Serializer(types).deserialize<{ value: Record<string, unknown>[] }>(
    bytes,
    methods['get_proposals']!.return,
  );
  assert.equal(decoded.value[0]!['operation_merkle_root'], utils.encodeBase64url(root));
  assert.equal(decoded.value[0]!['status'], governance.ProposalStatus.approved);
  assert.equal(decoded.value[0]!['vote_tally'], '3');
});

test("koilib's own token ABI names only entry points the token has", () => {
  for (const method of Object.values(utils.tokenAbi.methods))
    assert.ok(tokenContract.entries.has(method.entry_point!));
});
