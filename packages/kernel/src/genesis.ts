/**
 * Genesis: the entries of `genesis_data` and the chain id that follows from them (`spec/koinos.md` 4.13).
 * @module
 */
import { accept, type Refusal, type Result, refuse } from '@ashlar/base';
import type { StateDraft } from '@ashlar/ports';
import { type chain, chainIdOf, METADATA_KEY, ObjectSpace } from '@ashlar/protocol';

export type GenesisRefusal = Refusal &
  Readonly<{ code: 'genesis.missingObject' | 'genesis.malformedEntry'; detail: string }>;

const REQUIRED = [
  'genesisKey',
  'resourceLimitData',
  'maxAccountResources',
  'protocolDescriptor',
  'computeBandwidthRegistry',
  'blockHashCode',
] as const satisfies readonly (keyof typeof METADATA_KEY)[];

/** Writes a fresh chain's state into a draft of the empty version. Answers the chain id. */
export function applyGenesis(
  draft: StateDraft,
  genesis: chain.GenesisData,
): Result<Uint8Array, GenesisRefusal> {
  for (const [index, { space, key, value }] of genesis.entries.entries()) {
    if (space === undefined)
      return refuse({ code: 'genesis.malformedEntry', detail: `entry ${index} has no space` });
    draft.put(new ObjectSpace(space.system, space.zone, space.id), key, value);
  }
  for (const name of REQUIRED) {
    if (draft.get(ObjectSpace.metadata, METADATA_KEY[name]) === undefined) {
      return refuse({ code: 'genesis.missingObject', detail: name });
    }
  }
  const chainId = chainIdOf(genesis);
  draft.put(ObjectSpace.metadata, METADATA_KEY.chainId, chainId);
  return accept(chainId);
}
