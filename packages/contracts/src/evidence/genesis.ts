/** What genesis needs for a chain that convicts: the contract and its name. @module */
import { utf8 } from '@ashlar/base';
import type { GenesisContract } from '../genesis/genesis.ts';
import { nativeAddress } from '../genesis/well-known.ts';
import { evidenceContract } from './evidence.ts';

export const EVIDENCE: Uint8Array = nativeAddress('evidence');

export const evidenceGenesis: Readonly<{
  contracts: readonly GenesisContract[];
  names: readonly Readonly<{ name: string; address: Uint8Array }>[];
}> = {
  contracts: [
    {
      address: EVIDENCE,
      code: utf8(evidenceContract.id),
      engine: 'native/1',
      system: true,
      authorizesUploadContract: true,
    },
  ],
  names: [{ name: 'evidence', address: EVIDENCE }],
};
