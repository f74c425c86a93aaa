/**
 * What the lottery is for the next block, read from the contracts at the head: seed, difficulty, our power, the quantum.
 * The contracts are found by their names, so that governance can move them.
 * @module
 */
import { equal } from '@ashlar/base';
import type { burn as machine } from '@ashlar/consensus';
import { ENTRY, lotteryOfMetadata } from '@ashlar/contracts';
import { type Answer, type Bus, chainService } from '@ashlar/ports';
import { blockIdOf, burn, type Codec, chain, type Init } from '@ashlar/protocol';

export type Producer = Readonly<{ address: Uint8Array; publicKey: Uint8Array }>;
const CALL = { timeoutMs: 10_000 };

/** Undefined if the chain has no proof of burn, or its contracts do not answer. */
export async function readHead(bus: Bus, producer: Producer): Promise<machine.Head | undefined> {
  const info = await bus.call(chainService.getHeadInfo, {}, CALL);
  const [pob, vhp] = [await addressOf(bus, 'pob'), await addressOf(bus, 'vhp')];
  if (!info.ok || pob === undefined || vhp === undefined) return undefined;
  const metadata = await read(
    bus,
    pob,
    ENTRY.getMetadata,
    burn.GetMetadataArguments,
    burn.GetMetadataResult,
    {},
  );
  const parameters = await read(
    bus,
    pob,
    ENTRY.getConsensusParameters,
    burn.GetConsensusParametersArguments,
    burn.GetConsensusParametersResult,
    {},
  );
  const key = await read(bus, pob, ENTRY.getPublicKey, burn.GetPublicKeyArguments, burn.GetPublicKeyResult, {
    producer: producer.address,
  });
  const power = await read(
    bus,
    vhp,
    ENTRY.effectiveBalanceOf,
    burn.EffectiveBalanceOfArguments,
    burn.EffectiveBalanceOfResult,
    { owner: producer.address },
  );
  const { headTopology, headBlockTime } = info.value;
  const block = blockIdOf(headTopology?.id ?? new Uint8Array(0));
  if (metadata?.value === undefined || parameters?.value === undefined || block === undefined)
    return undefined;
  const { seed, difficulty } = lotteryOfMetadata(metadata.value);
  const isOurs = key !== undefined && equal(key.value, producer.publicKey);
  return {
    block,
    height: Number(headTopology?.height ?? 0n),
    timeMs: Number(headBlockTime),
    seed,
    difficulty,
    vhp: isOurs ? (power?.value ?? 0n) : 0n,
    quantumMs: Math.max(1, parameters.value.quantumLength),
  };
}

async function addressOf(bus: Bus, name: string): Promise<Uint8Array | undefined> {
  const args = chain.GetContractAddressArguments.encode({ name });
  const request = { id: undefined, name: 'get_contract_address', args, callerData: undefined };
  const answer = await bus.call(chainService.invokeSystemCall, request, CALL);
  return answer.ok ? chain.GetContractAddressResult.decode(answer.value.value).value?.address : undefined;
}

async function read<Args, Result>(
  bus: Bus,
  contractId: Uint8Array,
  entryPoint: number,
  args: Codec<Args>,
  result: Codec<Result>,
  values: Init<Args>,
): Promise<Result | undefined> {
  const request = { contractId, entryPoint, args: args.encode(values) };
  const answer: Answer<Readonly<{ result: Uint8Array }>> = await bus.call(
    chainService.readContract,
    request,
    CALL,
  );
  return answer.ok ? result.decode(answer.value.result) : undefined;
}
