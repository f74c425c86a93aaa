/** The system contracts of a chain, by name, asked through the codecs that this program knows them by. @module */
import { governanceContract, metadataContract, namesContract, WELL_KNOWN } from '@ashlar/contracts';
import type { Codec, Init } from '@ashlar/protocol';
import type { Session } from './session.ts';

type Known = 'names' | 'governance' | 'metadata';

const ABIS: Readonly<Record<Known, string>> = {
  names: namesContract.abi,
  governance: governanceContract.abi,
  metadata: metadataContract.abi,
};

/** Asks a read-only method of a system contract. */
export async function ask<Args, Answer>(
  session: Session,
  contract: Known,
  method: string,
  codecs: readonly [Codec<Args>, Codec<Answer>],
  args: Init<Args>,
): Promise<Answer> {
  const { result } = await session.client.chain.readContract({
    contractId: WELL_KNOWN[contract],
    entryPoint: entryPointOf(contract, method),
    args: codecs[0].encode(args),
  });
  return codecs[1].decode(result);
}

/** The number of a method in the contract's own interface. */
export function entryPointOf(contract: Known, method: string): number {
  const { methods } = JSON.parse(ABIS[contract]) as Readonly<{
    methods: Readonly<Record<string, Readonly<{ entry_point: number }>>>;
  }>;
  return methods[method]!.entry_point;
}
