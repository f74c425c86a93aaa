/** The ABIs of the native contracts that a genesis has: nobody uploads them. @module */
import { equal, utf8 } from '@ashlar/base';
import { nativeContracts } from '@ashlar/contracts';
import { type chain, ObjectSpace } from '@ashlar/protocol';

export type ContractAbi = Readonly<{ contractId: Uint8Array; abi: string }>;

export function nativeAbis({ entries }: chain.GenesisData): readonly ContractAbi[] {
  const { system, zone, id } = ObjectSpace.bytecode;
  return entries.flatMap(({ space, key, value }) => {
    if (space?.system !== system || space.id !== id || !equal(space.zone, zone)) return [];
    const contract = nativeContracts.find((native) => equal(utf8(native.id), value));
    return contract === undefined ? [] : [{ contractId: key, abi: contract.abi }];
  });
}
