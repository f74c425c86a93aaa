/**
 * What genesis needs for a chain that runs Rholang: the contract of the tuple space, its name, its rules.
 * @module
 */
import { METADATA_KEY, ObjectSpace, rholang } from '@ashlar/protocol';
import type { GenesisContract, SpacedEntry } from './genesis.ts';
import { nativeAddress } from './well-known.ts';

/** Raw address of the tuple space of deploys. */
export const RHOLANG_ADDRESS: Uint8Array = nativeAddress('rholang');

/** RChain's, and a phlo of about as long as twenty ticks of WASM. */
export const DEFAULT_RHOLANG: rholang.Config = {
  shardId: 'root',
  minPhloPrice: 1n,
  deployLifespanBlocks: 50,
  ticksPerPhlo: 20,
};

/** @param objects what the space begins with, by ids of the contract's spaces */
export function rholangGenesis(
  config: rholang.Config = DEFAULT_RHOLANG,
  objects: readonly Readonly<{ space: number; key: Uint8Array; value: Uint8Array }>[] = [],
): Readonly<{
  contracts: readonly GenesisContract[];
  names: readonly Readonly<{ name: string; address: Uint8Array }>[];
  entries: readonly SpacedEntry[];
}> {
  const code = rholang.Config.encode(config);
  return {
    contracts: [
      { address: RHOLANG_ADDRESS, code, engine: 'rho/1', system: false, authorizesUploadContract: true },
    ],
    names: [{ name: 'rholang', address: RHOLANG_ADDRESS }],
    entries: [
      { space: ObjectSpace.metadata, key: METADATA_KEY.rholang, value: RHOLANG_ADDRESS },
      ...objects.map(({ space, key, value }) => ({
        space: new ObjectSpace(false, RHOLANG_ADDRESS, space),
        key,
        value,
      })),
    ],
  };
}
