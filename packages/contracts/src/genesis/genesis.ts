/**
 * Genesis: the entries a chain starts from, as Koinos' `genesis_data` (`spec/koinos.md` 4.13).
 *
 * It places the native contracts at their addresses, points system calls at them, names them, hands out the first
 * coins with full mana, and writes the kernel's constants. Entries are sorted by flat key and depend on the options
 * only, so equal options make equal chain ids.
 * @module
 */
import { accept, EMPTY, latin1, type Refusal, type Result, refuse, uint32be, utf8 } from '@ashlar/base';
import {
  ADDRESS_BYTES,
  chain,
  governance,
  METADATA_KEY,
  MULTIHASH_CODE,
  multihashOf,
  names,
  ObjectSpace,
  protocolDescriptor,
  SystemCallTarget,
  token,
  U64_MAX,
  ZONE_BYTES_MAX,
} from '@ashlar/protocol';
import { ENTRY } from '../entry-points.ts';
import { GOVERNANCE_SPACE } from '../governance/proposals.ts';
import { NAME_BYTES_MAX, NAMES_SPACE } from '../names.ts';
import { writeRecord } from '../token/account-record.ts';
import { DEFAULT_INFO, TOKEN_SPACE } from '../token/ledger.ts';
import { COMPUTE_BANDWIDTH_REGISTRY } from './compute-registry.ts';
import { WELL_KNOWN } from './well-known.ts';

export type GenesisOptions = Readonly<{
  /** Raw address of the key that signs blocks where consensus asks for it, and has the authority over the system. */
  genesisKey: Uint8Array;
  /** First coins, in smallest units; each owner once. */
  balances?: readonly Readonly<{ owner: Uint8Array; value: bigint }>[];
  /** Accounts that pay no mana, beside governance where it governs: a block signer without coins, for instance. */
  unmetered?: readonly Uint8Array[];
  /** What the token is called, if not Ashlar. */
  token?: Partial<token.GetInfoResult>;
  /** Whether accounts pay by the token's mana (default), or all have `maxAccountResources`. */
  hasMana?: boolean;
  /** Whether markets set limits and prices of resources (default), or `resourceLimits` stay as they are. */
  hasMarkets?: boolean;
  /** Gives governance the authority over the system from the first block on; it is nobody's key's then. */
  governance?: Readonly<{ weekBlocks: bigint }>;
  resourceLimits?: chain.ResourceLimitData;
  maxAccountResources?: bigint;
  /** Further native or uploaded contracts of the chain. */
  contracts?: readonly GenesisContract[];
  /** Further names. */
  names?: readonly Readonly<{ name: string; address: Uint8Array }>[];
  /** Further system calls that contracts answer. */
  systemCalls?: readonly SystemCallRoute[];
  /** Anything else: initial state of further contracts. */
  entries?: readonly SpacedEntry[];
}>;

export type GenesisContract = Readonly<{
  address: Uint8Array;
  /** `native/<name>/<version>` in UTF-8, or bytecode. */
  code: Uint8Array;
  /** `native/1`, `wasm/1`, … */
  engine: string;
  system: boolean;
  authorizesCallContract?: boolean;
  authorizesTransactionApplication?: boolean;
  authorizesUploadContract?: boolean;
}>;

export type SystemCallRoute = Readonly<{ callId: number; contractId: Uint8Array; entryPoint: number }>;
export type SpacedEntry = Readonly<{ space: ObjectSpace; key: Uint8Array; value: Uint8Array }>;

export type GenesisOptionsRefusal = Refusal &
  Readonly<{
    code: 'genesis.badAddress' | 'genesis.badName' | 'genesis.supplyOverflow' | 'genesis.duplicateEntry';
    detail: string;
  }>;

/** Koinos' test genesis: bytes, bytes, ticks, and mana a unit. */
export const DEFAULT_RESOURCE_LIMITS: chain.ResourceLimitData = {
  diskStorageLimit: 409_600n,
  diskStorageCost: 10n,
  networkBandwidthLimit: 1_048_576n,
  networkBandwidthCost: 5n,
  computeBandwidthLimit: 100_000_000n,
  computeBandwidthCost: 1n,
};
export const DEFAULT_MAX_ACCOUNT_RESOURCES = 1_000_000_000n;

/** The genesis of a chain, or what is wrong with the options. */
export function genesisOf(options: GenesisOptions): Result<chain.GenesisData, GenesisOptionsRefusal> {
  const fault = faultOf(options);
  if (fault !== undefined) return refuse(fault);
  const entries = [
    ...kernelEntries(options),
    ...[...nativeContracts(), ...(options.contracts ?? [])].flatMap(contractEntries),
    ...[...routes(options), ...(options.systemCalls ?? [])].map(routeEntry),
    ...nameEntries(options),
    ...tokenEntries(options),
    ...governanceEntries(options),
    ...(options.entries ?? []),
  ];
  const byFlatKey = new Map<string, SpacedEntry>();
  for (const entry of entries) {
    const flatKey = entry.space.flatKeyOf(entry.key);
    if (byFlatKey.has(flatKey)) {
      const { zone, id } = entry.space;
      return refuse({
        code: 'genesis.duplicateEntry',
        detail: `space ${id} of ${zone.length} bytes of zone`,
      });
    }
    byFlatKey.set(flatKey, entry);
  }
  const sorted = [...byFlatKey].sort(([a], [b]) => (a < b ? -1 : 1));
  return accept({
    entries: sorted.map(
      ([
        ,
        {
          space: { system, zone, id },
          key,
          value,
        },
      ]) => ({
        space: { system, zone, id },
        key,
        value,
      }),
    ),
  });
}

function faultOf(options: GenesisOptions): GenesisOptionsRefusal | undefined {
  const { genesisKey, balances = [], unmetered = [], names: more = [] } = options;
  for (const address of [genesisKey, ...unmetered, ...balances.map(({ owner }) => owner)]) {
    if (address.length !== ADDRESS_BYTES) {
      return {
        code: 'genesis.badAddress',
        detail: `an account has ${ADDRESS_BYTES} bytes, not ${address.length}`,
      };
    }
  }
  let supply = 0n;
  for (const { value } of balances) supply += value;
  if (supply > U64_MAX || balances.some(({ value }) => value < 0n)) {
    return { code: 'genesis.supplyOverflow', detail: 'balances and their sum are in [0, 2^64 - 1]' };
  }
  for (const { name, address } of more) {
    const length = utf8(name).length;
    if (length === 0 || length > NAME_BYTES_MAX) return { code: 'genesis.badName', detail: name };
    if (address.length === 0 || address.length > ZONE_BYTES_MAX) {
      return { code: 'genesis.badAddress', detail: `the address of ${name} has ${address.length} bytes` };
    }
  }
  return undefined;
}

function kernelEntries(options: GenesisOptions): readonly SpacedEntry[] {
  const {
    genesisKey,
    resourceLimits = DEFAULT_RESOURCE_LIMITS,
    maxAccountResources = DEFAULT_MAX_ACCOUNT_RESOURCES,
  } = options;
  const objects: readonly (readonly [keyof typeof METADATA_KEY, Uint8Array])[] = [
    ['genesisKey', genesisKey],
    ['resourceLimitData', chain.ResourceLimitData.encode(resourceLimits)],
    ['maxAccountResources', chain.MaxAccountResources.encode({ value: maxAccountResources })],
    ['protocolDescriptor', protocolDescriptor()],
    ['computeBandwidthRegistry', chain.ComputeBandwidthRegistry.encode(COMPUTE_BANDWIDTH_REGISTRY)],
    ['blockHashCode', new Uint8Array([MULTIHASH_CODE.sha2_256])],
  ];
  return objects.map(([name, value]) => ({ space: ObjectSpace.metadata, key: METADATA_KEY[name], value }));
}

/** All are system contracts whose code only the authority over the system replaces. Governance also pays and acts. */
function nativeContracts(): readonly GenesisContract[] {
  return Object.entries(WELL_KNOWN).map(([name, address]) => ({
    address,
    code: utf8(`native/${name}/1`),
    engine: 'native/1',
    system: true,
    authorizesCallContract: name === 'governance',
    authorizesTransactionApplication: name === 'governance',
    authorizesUploadContract: true,
  }));
}

function contractEntries(contract: GenesisContract): readonly SpacedEntry[] {
  const { address, code } = contract;
  const metadata = chain.ContractMetadataObject.encode({ ...contract, hash: multihashOf(code) });
  return [
    { space: ObjectSpace.bytecode, key: address, value: code },
    { space: ObjectSpace.contractMetadata, key: address, value: metadata },
  ];
}

function routes({
  hasMana = true,
  hasMarkets = true,
  governance: governs,
}: GenesisOptions): SystemCallRoute[] {
  const to = (name: keyof typeof WELL_KNOWN, callId: number, entryPoint: number): SystemCallRoute => ({
    callId,
    contractId: WELL_KNOWN[name],
    entryPoint,
  });
  const { SystemCallId: id } = chain;
  const found = [
    to('metadata', id.get_contract_metadata, ENTRY.getContractMetadata),
    to('names', id.get_contract_name, ENTRY.getName),
    to('names', id.get_contract_address, ENTRY.getAddress),
  ];
  if (hasMana) {
    found.push(to('token', id.get_account_rc, ENTRY.getAccountRc));
    found.push(to('token', id.consume_account_rc, ENTRY.consumeAccountRc));
  }
  if (hasMarkets) {
    found.push(to('resources', id.get_resource_limits, ENTRY.getResourceLimits));
    found.push(to('resources', id.consume_block_resources, ENTRY.consumeBlockResources));
  }
  if (governs !== undefined) {
    found.push(to('governance', id.pre_block_callback, ENTRY.blockCallback));
    found.push(to('governance', id.check_system_authority, ENTRY.checkSystemAuthority));
  }
  return found;
}

function routeEntry({ callId, contractId, entryPoint }: SystemCallRoute): SpacedEntry {
  const value = SystemCallTarget.encode({ systemCallBundle: { contractId, entryPoint } });
  return { space: ObjectSpace.dispatch, key: uint32be(callId), value };
}

/** Under `koin`, Koinos' tools find the token. An address goes by the first of its names. */
function nameEntries({ names: more = [] }: GenesisOptions): readonly SpacedEntry[] {
  const own = Object.entries(WELL_KNOWN).map(([name, address]) => ({ name, address }));
  const all = [...own, { name: 'koin', address: WELL_KNOWN.token }, ...more];
  const forward = new ObjectSpace(true, WELL_KNOWN.names, NAMES_SPACE.addresses);
  const backward = new ObjectSpace(true, WELL_KNOWN.names, NAMES_SPACE.names);
  const named = new Set<string>();
  const entries: SpacedEntry[] = [];
  for (const { name, address } of all) {
    entries.push({ space: forward, key: utf8(name), value: names.AddressRecord.encode({ address }) });
    if (named.has(latin1(address))) continue;
    named.add(latin1(address));
    entries.push({ space: backward, key: address, value: names.NameRecord.encode({ name }) });
  }
  return entries;
}

function tokenEntries(options: GenesisOptions): readonly SpacedEntry[] {
  const { balances = [], unmetered = [], token: info, governance: governs } = options;
  const space = (id: number): ObjectSpace => new ObjectSpace(true, WELL_KNOWN.token, id);
  const exempt = governs === undefined ? unmetered : [...unmetered, WELL_KNOWN.governance];
  const isExempt = new Set(exempt.map(latin1));
  const record = (owner: Uint8Array, value: bigint): SpacedEntry => ({
    space: space(TOKEN_SPACE.balances),
    key: owner,
    value: writeRecord({
      balance: value,
      mana: value,
      lastUpdateMs: 0n,
      isUnmetered: isExempt.has(latin1(owner)),
    }),
  });
  const holders = new Set(balances.map(({ owner }) => latin1(owner)));
  const supply = balances.reduce((sum, { value }) => sum + value, 0n);
  const entries = [
    ...balances
      .filter(({ owner, value }) => value > 0n || isExempt.has(latin1(owner)))
      .map(({ owner, value }) => record(owner, value)),
    ...exempt.filter((owner) => !holders.has(latin1(owner))).map((owner) => record(owner, 0n)),
    {
      space: space(TOKEN_SPACE.supply),
      key: EMPTY,
      value: token.BalanceObject.encode({ value: supply }),
    },
  ];
  if (info === undefined) return entries;
  const value = token.GetInfoResult.encode({ ...DEFAULT_INFO, ...info });
  return [...entries, { space: space(TOKEN_SPACE.parameters), key: EMPTY, value }];
}

function governanceEntries({ governance: governs }: GenesisOptions): readonly SpacedEntry[] {
  if (governs === undefined) return [];
  const space = new ObjectSpace(true, WELL_KNOWN.governance, GOVERNANCE_SPACE.parameters);
  return [{ space, key: EMPTY, value: governance.GovernanceParameters.encode(governs) }];
}
