/** ABIs are read by clients of Koinos, unmodified: koilib stands for them. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { Contract, Signer, utils } from 'koilib';
import { accepted, createTestChain, loadBuilt } from '../testing/index.ts';

type KoilibAbi = NonNullable<Contract['abi']>;
const load = (name: string): { wasm: Uint8Array; abi: string } => {
  const { wasm, abi } = loadBuilt(join(import.meta.dirname, '..', 'templates', name));
  return { wasm, abi: abi! };
};
const abiOf = (name: string): KoilibAbi => JSON.parse(load(name).abi) as KoilibAbi;

const alice = Signer.fromSeed('alice').getAddress();
const bob = Signer.fromSeed('bob').getAddress();
const raw = (address: string): Uint8Array => Uint8Array.from(utils.decodeBase58(address));

test('a client encodes operations, and the contract does as they say', async () => {
  const chain = createTestChain();
  const deployed = chain.deploy(load('fungible'));
  const id = utils.encodeBase58(deployed.address);
  const client = new Contract({ id, abi: abiOf('fungible') });
  const perform = async (
    name: string,
    args: Record<string, unknown>,
    signer: Uint8Array,
  ): Promise<ReturnType<typeof accepted>> => {
    const { call_contract: call } = await client.encodeOperation({ name, args });
    const bytes = Uint8Array.from(utils.decodeBase64url(String(call!.args)));
    return accepted(chain.callRaw(deployed.address, call!.entry_point!, bytes, { signers: [signer] }));
  };
  await perform('mint', { to: alice, value: '18446744073709551615' }, deployed.address);
  const outcome = await perform('transfer', { from: alice, to: bob, value: '5', memo: 'hello' }, raw(alice));
  const [event] = outcome.events;
  const decoded = await client.decodeEvent({
    name: event!.name,
    data: utils.encodeBase64url(event!.data),
    source: id,
    sequence: 0,
    impacted: [],
  });
  assert.deepEqual(decoded.args, { from: alice, to: bob, value: '5', memo: 'hello' });
  const balance = await perform('balance_of', { owner: alice }, raw(alice));
  const result = await client.serializer!.deserialize(balance.bytes, 'token.balance_of_result');
  assert.deepEqual(result, { value: '18446744073709551610' });
});

test('a client decodes an operation that it sees', async () => {
  const client = new Contract({ id: bob, abi: abiOf('nft') });
  const args = { from: alice, to: bob, token_id: '0x0102' };
  const operation = await client.encodeOperation({ name: 'transfer', args });
  const decoded = await client.decodeOperation(operation);
  assert.equal(decoded.name, 'transfer');
  assert.deepEqual({ ...decoded.args, memo: undefined }, { ...args, memo: undefined });
});

test('every type of every ABI is understood', async () => {
  for (const name of ['fungible', 'nft', 'multi-token', 'custom']) {
    const abi = abiOf(name);
    const client = new Contract({ id: bob, abi });
    for (const { argument, return: result } of Object.values(abi.methods))
      for (const type of [argument!, result!])
        assert.equal((await client.serializer!.serialize({}, type)).length, 0, type);
    for (const { type } of Object.values(abi.events ?? {}))
      assert.equal((await client.serializer!.serialize({}, type!)).length, 0, type);
  }
});

test('methods that the standards name have the entry points that clients know', () => {
  const known = { fungible: utils.tokenAbi, nft: utils.nftAbi } as const;
  for (const [name, standard] of Object.entries(known)) {
    const ours = new Set(Object.values(abiOf(name).methods).map(({ entry_point }) => entry_point));
    for (const [method, { entry_point }] of Object.entries(standard.methods))
      assert.ok(ours.has(entry_point), `${name}: ${method}`);
    const events = Object.keys(abiOf(name).events ?? {});
    for (const event of Object.keys(standard.events ?? {}))
      assert.ok(events.includes(event), `${name}: ${event}`);
  }
});

test('a client that knows only the standard’s ABI uses our tokens', async () => {
  // Its descriptor set; the JSON form of the same types, of which koilib keeps both, does not load any more.
  const { koilib_types: _, ...abi } = utils.tokenAbi;
  const chain = createTestChain();
  const deployed = chain.deploy(load('fungible'));
  const client = new Contract({ id: utils.encodeBase58(deployed.address), abi });
  const { call_contract: call } = await client.encodeOperation({
    name: 'mint',
    args: { to: alice, value: '7' },
  });
  const args = Uint8Array.from(utils.decodeBase64url(String(call!.args)));
  accepted(chain.callRaw(deployed.address, call!.entry_point!, args, { signers: [deployed.address] }));
  const balance = accepted(chain.call(deployed, 'balance_of', { owner: raw(alice) }));
  assert.deepEqual(await client.serializer!.deserialize(balance.bytes, 'token.uint64'), { value: '7' });
});

test('each method is described, and read-only methods say so in both spellings', () => {
  for (const name of ['fungible', 'nft', 'multi-token'])
    for (const [method, entry] of Object.entries(
      JSON.parse(load(name).abi).methods as Record<string, Record<string, unknown>>,
    )) {
      assert.ok(String(entry['description']).length > 0, `${name}.${method}`);
      assert.equal(entry['read_only'], entry['read-only']);
      assert.equal(Number(entry['entry-point']), entry['entry_point']);
    }
});
