/**
 * `get_contract_metadata`: lets contracts ask what the kernel knows of a contract. System call 112 has no native form
 * and ends here. Source: `spec/koinos.md` 8.6.
 * @module
 */
import type { NativeContract, NativeHost } from '@ashlar/ports';
import { chain, ObjectSpace, ZONE_BYTES_MAX } from '@ashlar/protocol';
import { authorizeBySystem } from './authorize.ts';
import { defineContract, typed } from './contract.ts';
import { ENTRY } from './entry-points.ts';

/** An empty result if there is no such contract. */
function getContractMetadata(
  host: NativeHost,
  { contractId }: chain.GetContractMetadataArguments,
): chain.GetContractMetadataResult {
  if (contractId.length > ZONE_BYTES_MAX) return { value: undefined };
  const bytes = host.get(ObjectSpace.contractMetadata, contractId);
  return { value: bytes === undefined ? undefined : chain.ContractMetadataObject.decode(bytes) };
}

export const metadataContract: NativeContract = defineContract({
  id: 'native/metadata/1',
  methods: [
    {
      name: 'get_contract_metadata',
      entryPoint: ENTRY.getContractMetadata,
      args: chain.GetContractMetadataArguments,
      result: chain.GetContractMetadataResult,
      readOnly: true,
      description: 'What the kernel knows of a contract',
      run: typed(chain.GetContractMetadataArguments, chain.GetContractMetadataResult, getContractMetadata),
    },
    authorizeBySystem,
  ],
  events: {},
});
