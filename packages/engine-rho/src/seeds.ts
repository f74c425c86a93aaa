/**
 * Seeds of generators: what makes the names of a block's deploys (`spec/rholang.md` 4.2, byte exact).
 * @module
 */
import { assert, concat, EMPTY, utf8 } from '@ashlar/base';
import { blake2b256 } from '@ashlar/crypto';
import { SplittableRandom } from './random.ts';

const LENGTH_BYTE_MAX = 255;

export type BlockSeed = Readonly<{
  /** ASCII. */
  shardId: string;
  /** Non-negative. */
  blockNumber: bigint;
  /** Public key of the block's maker; empty for genesis. */
  sender: Uint8Array;
  /** 32 bytes. */
  preStateHash: Uint8Array;
}>;

function shortBytes(bytes: Uint8Array): Uint8Array {
  assert(bytes.length <= LENGTH_BYTE_MAX, 'a part of a seed has a length of one byte');
  return concat(new Uint8Array([bytes.length]), bytes);
}

/** Base 128, least significant first. */
function vlong(value: bigint): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return new Uint8Array([...bytes, Number(rest)]);
}

/** The bytes a block's generator is made of. */
export const blockSeedBytes = ({ shardId, blockNumber, sender, preStateHash }: BlockSeed): Uint8Array =>
  concat(shortBytes(utf8(shardId)), vlong(blockNumber), shortBytes(sender), preStateHash);

export const blockRandom = (seed: BlockSeed): SplittableRandom => SplittableRandom.of(blockSeedBytes(seed));

/** Of the block without predecessor. */
export const genesisRandom = (shardId: string): SplittableRandom =>
  blockRandom({ shardId, blockNumber: 0n, sender: EMPTY, preStateHash: blake2b256(EMPTY) });

/** A deploy runs three programs: before it, its own, and after it. */
export type DeployPart = 'precharge' | 'user' | 'refund';
const PARTS: readonly DeployPart[] = ['precharge', 'user', 'refund'];

/** Generator of part of deploy `index`, in [0, 255]: RChain casts larger ones, which would repeat names. */
export function deployRandom(block: SplittableRandom, index: number, part: DeployPart): SplittableRandom {
  assert(
    Number.isInteger(index) && index >= 0 && index <= LENGTH_BYTE_MAX,
    'a deploy has an index of one byte',
  );
  return block.splitByte(index).splitByte(PARTS.indexOf(part));
}

/** RChain 0.12: the deployer and the deploy's timestamp (ms), as protobuf fields 1 and 3. */
export function legacyDeployRandom(deployer: Uint8Array, timestampMs: bigint): SplittableRandom {
  const key = concat(new Uint8Array([0x0a]), vlong(BigInt(deployer.length)), deployer);
  return SplittableRandom.of(
    timestampMs === 0n ? key : concat(key, new Uint8Array([0x18]), vlong(timestampMs)),
  );
}
