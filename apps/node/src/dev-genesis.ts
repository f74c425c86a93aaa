/**
 * The genesis of a development chain: ten accounts with money, an unmetered producer, the system contracts, a tuple space.
 * @module
 */
import { assert, equal } from '@ashlar/base';
import {
  type BurnGenesis,
  burnGenesis,
  type CommitteeMember,
  committeeGenesis,
  DEFAULT_RHOLANG,
  evidenceGenesis,
  genesisOf,
  rholangGenesis,
} from '@ashlar/contracts';
import { bls, publicKeyOf } from '@ashlar/crypto';
import type { SpaceObject } from '@ashlar/engine-rho';
import { type chain, chainIdOf } from '@ashlar/protocol';
import { DEV_BURN } from './burn-node.ts';
import type { DevAccounts } from './dev-accounts.ts';
import { devRholang } from './dev-rholang.ts';
import type { ValidatorKeys } from './member.ts';

/** Smallest units each account begins with: a million coins of 10^8. */
export const DEV_BALANCE = 100_000_000_000_000n;
/** What the first producer of a burn chain has burned. */
const DEV_VHP = 1_000_000_000_000_000n;

/**
 * @param validators of a chain with a committee; none: the genesis key makes blocks
 * @param objects what the tuple space begins with; none: no system contracts (`devRholang`)
 */
export function devGenesis(
  accounts: DevAccounts,
  validators: readonly ValidatorKeys[] = [],
  objects: readonly SpaceObject[] = [],
): chain.GenesisData {
  const { users, genesis } = accounts;
  const rholang = rholangGenesis(DEFAULT_RHOLANG, objects);
  const committee = committeeOf(validators);
  const judge = validators.length === 0 ? NO_COMMITTEE : evidenceGenesis;
  const built = genesisOf({
    genesisKey: genesis.addressBytes,
    balances: users.map(({ addressBytes }) => ({ owner: addressBytes, value: DEV_BALANCE })),
    unmetered: [genesis.addressBytes, ...validators.map(({ address }) => address)],
    contracts: [...rholang.contracts, ...committee.contracts, ...judge.contracts],
    names: [...rholang.names, ...committee.names, ...judge.names],
    systemCalls: committee.systemCalls,
    entries: [...rholang.entries, ...committee.entries],
  });
  assert(built.ok, 'the development genesis is well-formed');
  return built.value;
}

/**
 * Of a chain of proof of burn: each producer has half the power of the one before it.
 * @param parameters block interval and quantum, in ms
 * @param validators who agree on checkpoints; none: blocks become final by depth
 * @param objects as of `devGenesis`
 */
export function devBurnGenesis(
  accounts: DevAccounts,
  producers: readonly ValidatorKeys[],
  parameters: BurnGenesis['parameters'] = {},
  validators: readonly ValidatorKeys[] = [],
  objects: readonly SpaceObject[] = [],
): chain.GenesisData {
  const { users, genesis } = accounts;
  const burns = burnGenesis({
    parameters,
    producers: producers.map(({ address, privateKey }, index) => ({
      address,
      publicKey: publicKeyOf(privateKey),
      vhp: DEV_VHP >> BigInt(index),
    })),
  });
  const rholang = rholangGenesis(DEFAULT_RHOLANG, objects);
  // Its own rule of who may make blocks (a system call) is not wired: the lottery's is.
  const committee = committeeOf(validators);
  const built = genesisOf({
    genesisKey: genesis.addressBytes,
    balances: users.map(({ addressBytes }) => ({ owner: addressBytes, value: DEV_BALANCE })),
    unmetered: [genesis.addressBytes, ...producers.map(({ address }) => address)],
    contracts: [
      ...rholang.contracts,
      ...burns.contracts,
      ...committee.contracts,
      ...evidenceGenesis.contracts,
    ],
    names: [...rholang.names, ...burns.names, ...committee.names, ...evidenceGenesis.names],
    systemCalls: burns.systemCalls,
    entries: [...rholang.entries, ...burns.entries, ...committee.entries],
  });
  assert(built.ok, 'the development genesis is well-formed');
  return built.value;
}

const NO_COMMITTEE: ReturnType<typeof committeeGenesis> = {
  contracts: [],
  names: [],
  systemCalls: [],
  entries: [],
};

const committeeOf = (validators: readonly ValidatorKeys[]): ReturnType<typeof committeeGenesis> =>
  validators.length === 0 ? NO_COMMITTEE : committeeGenesis(validators.map(memberOf));

/** All weigh the same. */
const memberOf = ({ address, voteKey }: ValidatorKeys): CommitteeMember => ({
  address,
  voteKey: voteKey.toPublicKey().toBytes(),
  voteKeyProof: bls.provePossession(voteKey).toBytes(),
  weight: 1n,
});

/** Whether a chain has a genesis of development: its accounts' keys are public. */
export function isDevChain(
  chainId: Uint8Array,
  accounts: DevAccounts,
  validators: readonly ValidatorKeys[],
): boolean {
  const isOneWith = (objects: readonly SpaceObject[]): boolean => {
    for (const genesis of everyDevGenesis(accounts, validators, objects))
      if (equal(chainIdOf(genesis), chainId)) return true;
    return false;
  };
  return isOneWith([]) || isOneWith(devRholang(accounts));
}

function* everyDevGenesis(
  accounts: DevAccounts,
  validators: readonly ValidatorKeys[],
  objects: readonly SpaceObject[],
): Generator<chain.GenesisData> {
  for (let count = 0; count <= validators.length; count++)
    yield devGenesis(accounts, validators.slice(0, count), objects);
  for (let count = 1; count <= validators.length; count++) {
    const producers = validators.slice(0, count);
    for (const committee of [[], producers])
      yield devBurnGenesis(accounts, producers, DEV_BURN, committee, objects);
  }
}
