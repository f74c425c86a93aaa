/**
 * What the tuple space of a development chain begins with if it is asked for: RChain's system contracts, and coins in the
 * vaults of the accounts. Running the contracts takes about a second, so whoever needs them twice keeps them.
 * @module
 */
import { assert } from '@ashlar/base';
import { DEFAULT_RHOLANG } from '@ashlar/contracts';
import { genesisTerms, type PosParameters } from '@ashlar/contracts-rho';
import { decompressed, publicKeyOf } from '@ashlar/crypto';
import { genesisSpace, type SpaceObject } from '@ashlar/engine-rho';
import type { DevAccount } from './dev-accounts.ts';

/** Coins each vault begins with, in the smallest unit: a million of 10^8. */
export const DEV_VAULT = 100_000_000_000_000n;

/** Each user gets a vault; the genesis key has authority over the contracts. */
export type VaultOwners = Readonly<{
  users: readonly Pick<DevAccount, 'revAddress'>[];
  genesis: Pick<DevAccount, 'privateKey'>;
}>;

/** Objects of the tuple space at genesis: a function of the accounts, the same on every machine. */
export function devRholang({ users, genesis }: VaultOwners): readonly SpaceObject[] {
  const programs = genesisTerms({
    shardId: DEFAULT_RHOLANG.shardId,
    pos: rulesOf(decompressed(publicKeyOf(genesis.privateKey))),
  });
  const space = genesisSpace(
    programs,
    users.map(({ revAddress }) => ({ address: revAddress, amount: DEV_VAULT })),
  );
  assert(space.ok, 'the system contracts run');
  return space.value;
}

/** Nobody is bonded: who makes blocks is the profile's matter, not the contract's. */
const rulesOf = (authority: Uint8Array): PosParameters => ({
  initialBonds: [],
  minimumBond: 1n,
  maximumBond: DEV_VAULT,
  epochLength: 1_000n,
  quarantineLength: 50_000n,
  activeValidators: 100n,
  vaultPublicKey: authority,
  coopPublicKeys: [authority],
  coopQuorum: 1n,
});
