import { utf8 } from '@ashlar/base';
import { multihashOf } from './multihash.ts';

/** Key of a kernel object in the metadata space: the multihash of `object_key::<name>` (`spec/koinos.md` 4.13). */
export const metadataKeyOf = (name: string): Uint8Array => multihashOf(utf8(`object_key::${name}`));

export type MetadataName =
  | 'blockHashCode'
  | 'chainId'
  | 'computeBandwidthRegistry'
  | 'genesisKey'
  | 'headBlock'
  | 'maxAccountResources'
  | 'protocolDescriptor'
  | 'resourceLimitData'
  | 'rholang';

/** Keys of the kernel's objects. */
export const METADATA_KEY: Readonly<Record<MetadataName, Uint8Array>> = {
  headBlock: metadataKeyOf('head_block'),
  chainId: metadataKeyOf('chain_id'),
  genesisKey: metadataKeyOf('genesis_key'),
  resourceLimitData: metadataKeyOf('resource_limit_data'),
  maxAccountResources: metadataKeyOf('max_account_resources'),
  protocolDescriptor: metadataKeyOf('protocol_descriptor'),
  computeBandwidthRegistry: metadataKeyOf('compute_bandwidth_registry'),
  blockHashCode: metadataKeyOf('block_hash_code'),
  /** Optional: address of the contract that deploys run in. */
  rholang: metadataKeyOf('rholang'),
};
