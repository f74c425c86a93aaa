import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EMPTY, equal, fromUtf8, hex, uint32be, utf8 } from '@ashlar/base';
import {
  COMPUTE_BANDWIDTH_REGISTRY,
  ENTRY,
  type GenesisOptions,
  GOVERNANCE_SPACE,
  genesisOf,
  NAMES_SPACE,
  nativeAddress,
  nativeContracts,
  readRecord,
  TOKEN_SPACE,
  WELL_KNOWN,
} from '@ashlar/contracts';
import {
  addressText,
  chain,
  chainIdOf,
  entryPointOf,
  governance,
  METADATA_KEY,
  multihashOf,
  names,
  ObjectSpace,
  parseAddress,
  protocolDescriptor,
  SystemCallTarget,
  token,
  U64_MAX,
} from '@ashlar/protocol';
import { addressOf } from './fake-host.ts';

const genesisKey = addressOf('genesis');
const alice = addressOf('alice');
const bob = addressOf('bob');

class Genesis {
  readonly data: chain.GenesisData;

  constructor(options: Partial<GenesisOptions> = {}) {
    const made = genesisOf({ genesisKey, ...options });
    assert.ok(made.ok);
    this.data = made.value;
  }

  get(space: ObjectSpace, key: Uint8Array): Uint8Array | undefined {
    return this.data.entries.find(
      (entry) =>
        entry.space!.system === space.system &&
        equal(entry.space!.zone, space.zone) &&
        entry.space!.id === space.id &&
        equal(entry.key, key),
    )?.value;
  }

  route(callId: number): string | undefined {
    const bytes = this.get(ObjectSpace.dispatch, uint32be(callId));
    if (bytes === undefined) return undefined;
    const { contractId, entryPoint } = SystemCallTarget.decode(bytes).systemCallBundle!;
    const [name] = Object.entries(WELL_KNOWN).find(([, address]) => equal(address, contractId))!;
    const native = nativeContracts.find(({ id }) => id === `native/${name}/1`)!;
    return `${name}.${native.entries.get(entryPoint)!.name}`;
  }

  account(owner: Uint8Array): ReturnType<typeof readRecord> | undefined {
    const bytes = this.get(new ObjectSpace(true, WELL_KNOWN.token, TOKEN_SPACE.balances), owner);
    return bytes && readRecord(bytes);
  }
}

test('the entry points that genesis and contracts point at are those of the methods', () => {
  for (const [name, entryPoint] of Object.entries(ENTRY)) {
    const method = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    assert.equal(entryPoint, entryPointOf(method));
  }
});

test('native contracts live at proper addresses that follow from their names', () => {
  for (const [name, address] of Object.entries(WELL_KNOWN)) {
    assert.deepEqual(address, nativeAddress(name));
    assert.ok(parseAddress(addressText(address)).ok);
  }
  assert.equal(new Set(Object.values(WELL_KNOWN).map(hex)).size, 5);
  assert.equal(addressText(WELL_KNOWN.token), FROZEN.token);
});

test('equal options make equal chains, and these are frozen', () => {
  const options = { balances: [{ owner: alice, value: 5n }], governance: { weekBlocks: 10n } };
  const once = chainIdOf(new Genesis(options).data);
  assert.deepEqual(chainIdOf(new Genesis(options).data), once);
  assert.notDeepEqual(chainIdOf(new Genesis().data), once);
});

test('the order of balances, names and accounts does not matter', () => {
  const balances = [alice, bob].map((owner, index) => ({ owner, value: BigInt(index + 1) }));
  const more = [
    { name: 'a', address: alice },
    { name: 'b', address: bob },
  ];
  const one = new Genesis({ balances, names: more, unmetered: [alice, bob] });
  const other = new Genesis({
    balances: balances.toReversed(),
    names: more.toReversed(),
    unmetered: [bob, alice],
  });
  assert.deepEqual(one.data, other.data);
});

test('entries are in flat key order, none twice', () => {
  const { data } = new Genesis({ balances: [{ owner: alice, value: 5n }] });
  const keys = data.entries.map(({ space, key }) =>
    new ObjectSpace(space!.system, space!.zone, space!.id).flatKeyOf(key),
  );
  assert.deepEqual(keys, [...new Set(keys)].sort());
});

test('the kernel finds its constants', () => {
  const genesis = new Genesis();
  const object = (name: keyof typeof METADATA_KEY) => genesis.get(ObjectSpace.metadata, METADATA_KEY[name])!;
  assert.deepEqual(object('genesisKey'), genesisKey);
  assert.deepEqual(object('blockHashCode'), new Uint8Array([0x12]));
  assert.deepEqual(object('protocolDescriptor'), protocolDescriptor());
  assert.equal(chain.MaxAccountResources.decode(object('maxAccountResources')).value, 1_000_000_000n);
  assert.equal(chain.ResourceLimitData.decode(object('resourceLimitData')).diskStorageLimit, 409_600n);
  const registry = chain.ComputeBandwidthRegistry.decode(object('computeBandwidthRegistry'));
  assert.deepEqual(registry, COMPUTE_BANDWIDTH_REGISTRY);
  assert.equal(object('chainId'), undefined);
});

test('every system call that can have a native form has a price', () => {
  const priced = new Set(COMPUTE_BANDWIDTH_REGISTRY.entries.map(({ name }) => name));
  const unpriced = Object.keys(chain.SystemCallId).filter((name) => !priced.has(name));
  assert.deepEqual(unpriced.sort(), ['get_contract_address', 'get_contract_name']);
});

test('contracts are placed with code, hash, engine and flags', () => {
  const genesis = new Genesis();
  for (const [name, address] of Object.entries(WELL_KNOWN)) {
    const code = genesis.get(ObjectSpace.bytecode, address)!;
    assert.equal(fromUtf8(code), `native/${name}/1`);
    assert.ok(nativeContracts.some(({ id }) => id === fromUtf8(code)));
    const metadata = chain.ContractMetadataObject.decode(genesis.get(ObjectSpace.contractMetadata, address)!);
    assert.deepEqual(metadata, {
      hash: multihashOf(code),
      system: true,
      authorizesCallContract: name === 'governance',
      authorizesTransactionApplication: name === 'governance',
      authorizesUploadContract: true,
      engine: 'native/1',
    });
  }
});

test('system calls are routed; governance gets its own only when asked for', () => {
  const genesis = new Genesis();
  assert.equal(genesis.route(201), 'token.get_account_rc');
  assert.equal(genesis.route(202), 'token.consume_account_rc');
  assert.equal(genesis.route(203), 'resources.get_resource_limits');
  assert.equal(genesis.route(204), 'resources.consume_block_resources');
  assert.equal(genesis.route(112), 'metadata.get_contract_metadata');
  assert.equal(genesis.route(10_000), 'names.get_name');
  assert.equal(genesis.route(10_001), 'names.get_address');
  assert.equal(genesis.route(8), undefined);
  assert.equal(genesis.route(110), undefined);
  const governed = new Genesis({ governance: { weekBlocks: 7n } });
  assert.equal(governed.route(8), 'governance.block_callback');
  assert.equal(governed.route(110), 'governance.check_system_authority');
  const space = new ObjectSpace(true, WELL_KNOWN.governance, GOVERNANCE_SPACE.parameters);
  assert.equal(governance.GovernanceParameters.decode(governed.get(space, EMPTY)!).weekBlocks, 7n);
  assert.equal(governed.account(WELL_KNOWN.governance)!.isUnmetered, true);
  assert.equal(genesis.account(WELL_KNOWN.governance), undefined);
});

test('mana and markets can be left out', () => {
  const genesis = new Genesis({ hasMana: false, hasMarkets: false });
  for (const callId of [201, 202, 203, 204]) assert.equal(genesis.route(callId), undefined);
});

test('further contracts, names, system calls and entries find their place', () => {
  const space = new ObjectSpace(true, alice, 3);
  const genesis = new Genesis({
    contracts: [{ address: alice, code: utf8('native/token/1'), engine: 'native/1', system: false }],
    names: [{ name: 'alice', address: alice }],
    systemCalls: [{ callId: 101, contractId: WELL_KNOWN.token, entryPoint: ENTRY.burn }],
    entries: [{ space, key: utf8('k'), value: utf8('v') }],
  });
  const metadata = chain.ContractMetadataObject.decode(genesis.get(ObjectSpace.contractMetadata, alice)!);
  assert.equal(metadata.system, false);
  assert.equal(metadata.authorizesUploadContract, false);
  assert.equal(genesis.route(101), 'token.burn');
  assert.deepEqual(genesis.get(space, utf8('k')), utf8('v'));
  const back = genesis.get(new ObjectSpace(true, WELL_KNOWN.names, NAMES_SPACE.names), alice)!;
  assert.equal(names.NameRecord.decode(back).name, 'alice');
});

test('names point at the contracts, and koin at the token', () => {
  const genesis = new Genesis({ names: [{ name: 'ash', address: WELL_KNOWN.token }] });
  const forward = new ObjectSpace(true, WELL_KNOWN.names, NAMES_SPACE.addresses);
  const addressFor = (name: string) => names.AddressRecord.decode(genesis.get(forward, utf8(name))!).address;
  for (const [name, address] of Object.entries(WELL_KNOWN)) assert.deepEqual(addressFor(name), address);
  assert.deepEqual(addressFor('koin'), WELL_KNOWN.token);
  assert.deepEqual(addressFor('ash'), WELL_KNOWN.token);
  const back = genesis.get(new ObjectSpace(true, WELL_KNOWN.names, NAMES_SPACE.names), WELL_KNOWN.token)!;
  assert.equal(names.NameRecord.decode(back).name, 'token');
});

test('first coins come with full mana, and add up to the supply', () => {
  const genesis = new Genesis({
    balances: [
      { owner: alice, value: 7n },
      { owner: bob, value: 0n },
    ],
    unmetered: [genesisKey],
  });
  assert.deepEqual(genesis.account(alice), { balance: 7n, mana: 7n, lastUpdateMs: 0n, isUnmetered: false });
  assert.equal(genesis.account(bob), undefined);
  assert.deepEqual(genesis.account(genesisKey), {
    balance: 0n,
    mana: 0n,
    lastUpdateMs: 0n,
    isUnmetered: true,
  });
  const supply = genesis.get(new ObjectSpace(true, WELL_KNOWN.token, TOKEN_SPACE.supply), EMPTY)!;
  assert.equal(token.BalanceObject.decode(supply).value, 7n);
});

test('the token may be called something else', () => {
  const genesis = new Genesis({ token: { name: 'Koin', symbol: 'KOIN' } });
  const info = genesis.get(new ObjectSpace(true, WELL_KNOWN.token, TOKEN_SPACE.parameters), EMPTY)!;
  const { name, symbol, decimals } = token.GetInfoResult.decode(info);
  assert.deepEqual([name, symbol, decimals], ['Koin', 'KOIN', 8]);
});

test('options that make no chain are refused', () => {
  const refuses = (options: Partial<GenesisOptions>, code: string) => {
    const made = genesisOf({ genesisKey, ...options });
    assert.equal(made.ok ? undefined : made.refusal.code, code);
  };
  refuses({ genesisKey: utf8('short') }, 'genesis.badAddress');
  refuses({ unmetered: [EMPTY] }, 'genesis.badAddress');
  refuses({ balances: [{ owner: EMPTY, value: 1n }] }, 'genesis.badAddress');
  refuses({ balances: [{ owner: alice, value: -1n }] }, 'genesis.supplyOverflow');
  const most = { owner: alice, value: U64_MAX };
  refuses({ balances: [most, { owner: bob, value: 1n }] }, 'genesis.supplyOverflow');
  refuses(
    {
      balances: [
        { owner: alice, value: 1n },
        { owner: alice, value: 2n },
      ],
    },
    'genesis.duplicateEntry',
  );
  refuses({ names: [{ name: '', address: alice }] }, 'genesis.badName');
  refuses({ names: [{ name: 'n'.repeat(129), address: alice }] }, 'genesis.badName');
  refuses({ names: [{ name: 'n', address: EMPTY }] }, 'genesis.badAddress');
  refuses({ names: [{ name: 'token', address: alice }] }, 'genesis.duplicateEntry');
});

/** Changing one of these changes every chain: a new address, not another derivation. */
const FROZEN = { token: '1CQjhvtnAENU3gdpwAHwgGfUn98menjnGk' };
