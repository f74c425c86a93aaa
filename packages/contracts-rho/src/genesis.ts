/**
 * Genesis of the system contracts: terms, their generators and the names that they alone get (`spec/rholang.md` 6.4).
 *
 * A function of its options: every node makes the same bytes. Contracts are deployed under RChain's names; the generator of
 * each is that of its place in genesis. What genesis alone may name (`sys:genesis:*`, coins) is given as `urns`, which the
 * program does not keep.
 * @module
 */
import { assert } from '@ashlar/base';
import { blake2b256 } from '@ashlar/crypto';
import {
  build,
  type ChainView,
  chainProcesses,
  deployRandom,
  fixedChannel,
  genesisRandom,
  type Journal,
  type NativeToken,
  PHLO_UNLIMITED,
  REGISTRY_CHANNELS,
  revAddressOfName,
  Session,
  type SplittableRandom,
  type SystemProcess,
  type Term,
  tokenProcesses,
} from '@ashlar/engine-rho';
import { contractSource, SYSTEM_CONTRACTS, type SystemContract, TEST_CONTRACT } from './sources.ts';

/** Rules of proof of stake (`spec/rholang.md` 7.5). */
export type PosParameters = Readonly<{
  /** Public key and stake of each validator; the vault must hold their sum. */
  initialBonds: readonly (readonly [publicKey: Uint8Array, stake: bigint])[];
  /** Coins, positive. */
  minimumBond: bigint;
  maximumBond: bigint;
  /** Blocks, positive. */
  epochLength: bigint;
  quarantineLength: bigint;
  activeValidators: bigint;
  /** Who may move coins of the vault that are nobody's; undefined: nobody. */
  vaultPublicKey: Uint8Array | undefined;
  /** Who together move what slashed validators lost. */
  coopPublicKeys: readonly Uint8Array[];
  coopQuorum: bigint;
}>;

export type GenesisOptions = Readonly<{
  /** ASCII. */
  shardId: string;
  pos: PosParameters;
  /** Adds the test contract, as the last. */
  withTestContract?: boolean;
}>;

export type GenesisTerm = Readonly<{
  name: SystemContract | typeof TEST_CONTRACT;
  source: string;
  random: SplittableRandom;
  /** What further urns of this program stand for. */
  urns: ReadonlyMap<string, Term>;
}>;

/** No generator makes these: each is the hash of a sentence. */
const nameOf = (sentence: string): Uint8Array => blake2b256(new TextEncoder().encode(sentence));
/** The name whose holder moves the coins of proof of stake: the contract alone. */
export const posVaultName: Uint8Array = nameOf('ashlar: vault of proof of stake');
const INSTALL = nameOf('ashlar: install under any uri');
const TOKEN_CHANNELS = { 'sys:token:balance': 32, 'sys:token:transfer': 33 };

/** Address that must own the sum of the initial bonds. */
export const POS_VAULT_ADDRESS: string = revAddressOfName(posVaultName)!;

function parametersTerm(pos: PosParameters): Term {
  const text = (value: string): Term => build.par1(build.stringTerm(value));
  const int = (value: bigint): Term => build.par1(build.intTerm(value));
  const bytes = (value: Uint8Array): Term => build.par1(build.bytesTerm(value));
  const entries: readonly (readonly [string, Term])[] = [
    ['minimumBond', int(pos.minimumBond)],
    ['maximumBond', int(pos.maximumBond)],
    [
      'initialBonds',
      build.par1(build.mapTerm(pos.initialBonds.map(([key, stake]) => build.pair(bytes(key), int(stake))))),
    ],
    ['epochLength', int(pos.epochLength)],
    ['quarantineLength', int(pos.quarantineLength)],
    ['activeValidators', int(pos.activeValidators)],
    ['vaultPublicKey', pos.vaultPublicKey === undefined ? build.NIL : bytes(pos.vaultPublicKey)],
    ['coopPublicKeys', build.par1(build.listTerm(pos.coopPublicKeys.map(bytes)))],
    ['coopQuorum', int(pos.coopQuorum)],
  ];
  return build.par1(build.mapTerm(entries.map(([key, value]) => build.pair(text(key), value))));
}

/** @returns in the order they must be run in; each must succeed */
export function genesisTerms({ shardId, pos, withTestContract }: GenesisOptions): readonly GenesisTerm[] {
  assert(pos.minimumBond > 0n && pos.epochLength > 0n, 'bonds and epochs are positive');
  const name = (id: Uint8Array): Term => build.par1(build.privateName(id));
  const shared: readonly (readonly [string, Term])[] = [['sys:genesis:install', name(INSTALL)]];
  const own: Partial<Record<GenesisTerm['name'], readonly (readonly [string, Term])[]>> = {
    registry: [...REGISTRY_CHANNELS].map(([urn, channel]) => [
      urn.replace('rho:', 'sys:genesis:').replace(':secp256k1', ''),
      fixedChannel(channel),
    ]),
    'rev-vault': Object.entries(TOKEN_CHANNELS).map(([urn, channel]) => [urn, fixedChannel(channel)]),
    pos: [
      ['sys:genesis:pos:vault', name(posVaultName)],
      ['sys:genesis:pos:parameters', parametersTerm(pos)],
    ],
  };
  const seed = genesisRandom(shardId);
  const names =
    withTestContract === true ? ([...SYSTEM_CONTRACTS, TEST_CONTRACT] as const) : SYSTEM_CONTRACTS;
  return names.map((contract, index) => ({
    name: contract,
    source: contractSource(contract),
    random: deployRandom(seed, index, 'user'),
    urns: new Map([...shared, ...(own[contract] ?? [])]),
  }));
}

export type WorldPorts = Readonly<{
  chain: ChainView;
  token: NativeToken & Journal;
  processes?: readonly SystemProcess[];
}>;

/** A space in memory in which genesis has run. */
export function openWorld(ports: WorldPorts, options: GenesisOptions): Session {
  const session = new Session({
    processes: [...chainProcesses(ports.chain), ...tokenProcesses(ports.token), ...(ports.processes ?? [])],
    journals: [ports.token],
  });
  for (const { name, source, random, urns } of genesisTerms(options)) {
    const { errors } = session.evaluate(source, { phloLimit: PHLO_UNLIMITED, random, urns });
    assert(errors.length === 0, `genesis of ${name}: ${errors[0]?.message}`);
  }
  return session;
}
