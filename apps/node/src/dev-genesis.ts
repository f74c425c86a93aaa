/**
 * The genesis of a development chain: ten accounts with money, an unmetered producer, the system contracts.
 * @module
 */
import { assert } from '@ashlar/base';
import { genesisOf, nativeContracts, WELL_KNOWN } from '@ashlar/contracts';
import type { chain } from '@ashlar/protocol';
import type { DevAccounts } from './dev-accounts.ts';

/** Smallest units each account begins with: a million coins of 10^8. */
export const DEV_BALANCE = 100_000_000_000_000n;

export function devGenesis(accounts: DevAccounts): chain.GenesisData {
  const { users, genesis } = accounts;
  const built = genesisOf({
    genesisKey: genesis.addressBytes,
    balances: users.map(({ addressBytes }) => ({ owner: addressBytes, value: DEV_BALANCE })),
    unmetered: [genesis.addressBytes],
  });
  assert(built.ok, 'the development genesis is well-formed');
  return built.value;
}

/** ABIs of the native contracts, by address. */
export function nativeAbis(): readonly Readonly<{ contractId: Uint8Array; abi: string }>[] {
  return Object.entries(WELL_KNOWN).map(([name, contractId]) => {
    const contract = nativeContracts.find(({ id }) => id.startsWith(`native/${name}/`));
    assert(contract !== undefined, `${name} is a native contract`);
    return { contractId, abi: contract.abi };
  });
}
