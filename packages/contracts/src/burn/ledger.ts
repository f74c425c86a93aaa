/** What the burn contract keeps: producers' keys, the lottery's metadata, the rates. Source: `spec/koinos.md` 6.2. @module */
import { EMPTY } from '@ashlar/base';
import type { NativeHost } from '@ashlar/ports';
import { chain, burn as messages } from '@ashlar/protocol';

/** Ids of the object spaces. Frozen: part of every state. */
export const BURN_SPACE = {
  /** Producer's address → `public_key_record`. */
  registrations: 0,
  /** `EMPTY` → `metadata`; `PARAMETERS_KEY` → `consensus_parameters`. */
  metadata: 1,
} as const;
export const PARAMETERS_KEY: Uint8Array = new Uint8Array([0]);

/** Blocks until a key that was registered counts. */
export const KEY_DELAY_BLOCKS = 20n;

/** Rates in millionths, times in ms: 1.98 % of new coins a year, half of all supply burned, a block every 3 s. */
export const DEFAULT_CONSENSUS: messages.ConsensusParameters = {
  targetAnnualInflationRate: 19_802,
  targetBurnPercent: 501_000,
  targetBlockInterval: 3_000,
  quantumLength: 10,
};
const INITIAL_DIFFICULTY: bigint = 2n ** 57n;
const DIFFICULTY_BYTES = 16;
const U128_MAX: bigint = 2n ** 128n - 1n;

export type Lottery = Readonly<{ seed: Uint8Array; difficulty: bigint; lastBlockTimeMs: bigint }>;

/** As it stands for the block being applied. What genesis leaves open: the chain's id is the first seed. */
export function lotteryOf(host: NativeHost): Lottery {
  const bytes = host.get(host.space(BURN_SPACE.metadata), EMPTY);
  const stored =
    bytes === undefined
      ? { seed: EMPTY, difficulty: INITIAL_DIFFICULTY, lastBlockTimeMs: 0n }
      : lotteryOfMetadata(messages.Metadata.decode(bytes));
  return {
    difficulty: stored.difficulty,
    seed: stored.seed.length > 0 ? stored.seed : chainIdOf(host),
    lastBlockTimeMs: stored.lastBlockTimeMs > 0n ? stored.lastBlockTimeMs : host.head().timeMs,
  };
}

function chainIdOf(host: NativeHost): Uint8Array {
  const bytes = host.systemCall(chain.SystemCallId.get_chain_id, chain.GetChainIdArguments.encode({}));
  return chain.GetChainIdResult.decode(bytes).value;
}

export function lotteryOfMetadata({ seed, difficulty, lastBlockTime }: messages.Metadata): Lottery {
  return { seed, difficulty: bigintOf(difficulty), lastBlockTimeMs: lastBlockTime };
}

export function metadataOf({ seed, difficulty, lastBlockTimeMs }: Lottery): messages.Metadata {
  return { seed, difficulty: bytesOf(difficulty), lastBlockTime: lastBlockTimeMs };
}

export function setLottery(host: NativeHost, lottery: Lottery): void {
  host.put(host.space(BURN_SPACE.metadata), EMPTY, messages.Metadata.encode(metadataOf(lottery)));
}

export function parametersOf(host: NativeHost): messages.ConsensusParameters {
  const bytes = host.get(host.space(BURN_SPACE.metadata), PARAMETERS_KEY);
  return bytes === undefined ? DEFAULT_CONSENSUS : messages.ConsensusParameters.decode(bytes);
}

/** The producer's key, if one is registered long enough. */
export function activeKeyOf(host: NativeHost, producer: Uint8Array): Uint8Array | undefined {
  const bytes = host.get(host.space(BURN_SPACE.registrations), producer);
  if (bytes === undefined) return undefined;
  const { publicKey, setBlockHeight } = messages.PublicKeyRecord.decode(bytes);
  return isKeyActive(setBlockHeight, BigInt(host.head().height)) ? publicKey : undefined;
}

/** Genesis' own keys count from the first block on. */
export function isKeyActive(setBlockHeight: bigint, height: bigint): boolean {
  return setBlockHeight <= (height > KEY_DELAY_BLOCKS ? height - KEY_DELAY_BLOCKS : 0n);
}

/** An unsigned big-endian number. */
export function bigintOf(bytes: Uint8Array): bigint {
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  return value;
}

function bytesOf(difficulty: bigint): Uint8Array {
  const bytes = new Uint8Array(DIFFICULTY_BYTES);
  let rest = difficulty > U128_MAX ? U128_MAX : difficulty;
  for (let index = DIFFICULTY_BYTES - 1; index >= 0; index--, rest >>= 8n)
    bytes[index] = Number(rest & 0xffn);
  return bytes;
}
