/** Proof of burn from the first block on: contracts, names, the system call, and who holds what. @module */
import { EMPTY, utf8 } from '@ashlar/base';
import { chain, burn as messages, ObjectSpace, token } from '@ashlar/protocol';
import { ENTRY } from '../entry-points.ts';
import type { GenesisContract, SpacedEntry, SystemCallRoute } from '../genesis/genesis.ts';
import { nativeAddress } from '../genesis/well-known.ts';
import { TOKEN_SPACE } from '../token/ledger.ts';
import { BURN_SPACE, DEFAULT_CONSENSUS, metadataOf, PARAMETERS_KEY } from './ledger.ts';

export type BurnProducer = Readonly<{
  address: Uint8Array;
  /** 33 bytes: proves the lottery and signs blocks. */
  publicKey: Uint8Array;
  /** In smallest units, more than none. */
  vhp: bigint;
}>;
export type BurnGenesis = Readonly<{
  producers: readonly BurnProducer[];
  parameters?: Partial<messages.ConsensusParameters>;
}>;

const BURN: Uint8Array = nativeAddress('burn');
const VHP: Uint8Array = nativeAddress('vhp');

/**
 * What genesis needs. The difficulty starts where the producers together hit the target interval, so that a young chain
 * neither races nor waits.
 */
export function burnGenesis({ producers, parameters = {} }: BurnGenesis): Readonly<{
  contracts: readonly GenesisContract[];
  names: readonly Readonly<{ name: string; address: Uint8Array }>[];
  systemCalls: readonly SystemCallRoute[];
  entries: readonly SpacedEntry[];
}> {
  const rates = { ...DEFAULT_CONSENSUS, ...parameters };
  const supply = producers.reduce((sum, { vhp }) => sum + vhp, 0n);
  const quanta = BigInt(Math.max(1, Math.floor(rates.targetBlockInterval / rates.quantumLength)));
  const metadata = metadataOf({ seed: EMPTY, difficulty: supply * quanta, lastBlockTimeMs: 0n });
  const burnSpace = (id: number): ObjectSpace => new ObjectSpace(true, BURN, id);
  const vhpSpace = (id: number): ObjectSpace => new ObjectSpace(true, VHP, id);
  return {
    contracts: [contractAt(BURN, 'native/burn/1'), contractAt(VHP, 'native/vhp/1')],
    names: [
      { name: 'pob', address: BURN },
      { name: 'vhp', address: VHP },
    ],
    systemCalls: [
      {
        callId: chain.SystemCallId.process_block_signature,
        contractId: BURN,
        entryPoint: ENTRY.processBlockSignature,
      },
    ],
    entries: [
      {
        space: burnSpace(BURN_SPACE.metadata),
        key: EMPTY,
        value: messages.Metadata.encode(metadata),
      },
      {
        space: burnSpace(BURN_SPACE.metadata),
        key: PARAMETERS_KEY,
        value: messages.ConsensusParameters.encode(rates),
      },
      ...producers.map(({ address, publicKey }) => ({
        space: burnSpace(BURN_SPACE.registrations),
        key: address,
        value: messages.PublicKeyRecord.encode({ publicKey, setBlockHeight: 0n }),
      })),
      ...producers.map(({ address, vhp }) => ({
        space: vhpSpace(TOKEN_SPACE.balances),
        key: address,
        value: messages.EffectiveBalanceObject.encode({ currentBalance: vhp, pastBalances: [] }),
      })),
      {
        space: vhpSpace(TOKEN_SPACE.supply),
        key: EMPTY,
        value: token.BalanceObject.encode({ value: supply }),
      },
    ],
  };
}

const contractAt = (address: Uint8Array, id: string): GenesisContract => ({
  address,
  code: utf8(id),
  engine: 'native/1',
  system: true,
  authorizesUploadContract: true,
});
