/**
 * Applying a block: 2, and its callbacks 8 and 9, in the order of `spec/koinos.md` 4.3.
 * The block's own object in state is its header, id and signature: what `get_head_info` and reads need. (Upstream
 * stores the whole block there once more, and so in every state delta.)
 * @module
 */
import { concat, equal } from '@ashlar/base';
import {
  Block,
  type BlockHeader,
  BlockHeader as BlockHeaderCodec,
  chain,
  ERROR_CODE,
  LIMITS,
  METADATA_KEY,
  ObjectSpace,
  parseMultihash,
  type Transaction,
  U64_MAX,
} from '@ashlar/protocol';
import { ChainError, ensure, fail } from '../chain-error.ts';
import type { Context } from '../context.ts';
import { systemCall } from '../dispatch.ts';
import { type ResourceLimits, type ResourceUse, UNITS_MAX } from '../meter.ts';
import { type Thunk, thunk } from '../thunk.ts';
import { framed } from '../transaction-parts.ts';
import { CONSUME_ACCOUNT_RC, CONSUME_BLOCK_RESOURCES, GET_RESOURCE_LIMITS } from './accounts.ts';
import { PROCESS_BLOCK_SIGNATURE } from './authority.ts';
import { HASH, VERIFY_MERKLE_ROOT } from './cryptography.ts';
import { APPLY_TRANSACTION } from './transactions.ts';

export const PRE_BLOCK_CALLBACK: Thunk<chain.PreBlockCallbackArguments, chain.PreBlockCallbackResult> = thunk(
  8,
  'pre_block_callback',
  [chain.PreBlockCallbackArguments, chain.PreBlockCallbackResult],
  () => ({}),
);

export const POST_BLOCK_CALLBACK: Thunk<chain.PostBlockCallbackArguments, chain.PostBlockCallbackResult> =
  thunk(
    9,
    'post_block_callback',
    [chain.PostBlockCallbackArguments, chain.PostBlockCallbackResult],
    () => ({}),
  );

export const APPLY_BLOCK: Thunk<chain.ApplyBlockArguments, chain.ApplyBlockResult> = thunk(
  2,
  'apply_block',
  [chain.ApplyBlockArguments, chain.ApplyBlockResult],
  (context, { block }) => {
    context.requireKernelCaller('apply_block');
    if (context.intent !== 'block' && context.intent !== 'proposal')
      fail('a block cannot be applied here', ERROR_CODE.unexpectedState);
    if (context.isApplyingBlock) fail('blocks do not nest', ERROR_CODE.unexpectedState);
    if (block?.header === undefined) fail('missing block header', ERROR_CODE.missingRequiredArguments);
    apply(context, block, block.header);
    return {};
  },
  { keepsArgs: true },
);

function apply(context: Context, block: Block, header: BlockHeader): void {
  context.isApplyingBlock = true;
  context.block = block;
  context.meter.reset(limitsOf(systemCall(context, GET_RESOURCE_LIMITS, {}).value));
  verifyIds(context, block, header);
  const ownSize = ownSizeOf(context, block);
  const size = block.transactions.reduce((sum, each) => sum + context.partsOf(each).size, ownSize);
  ensure(size <= LIMITS.blockBytesMax, 'block is larger than it may be', ERROR_CODE.malformedBlock);
  context.meter.useNetwork(ownSize);
  verifySignature(context, block, header);
  systemCall(context, PRE_BLOCK_CALLBACK, {});
  context.state.put(
    ObjectSpace.metadata,
    METADATA_KEY.headBlock,
    Block.encode({ ...block, transactions: [] }),
  );
  let heaviest = { index: -1, compute: 0 };
  for (const [index, transaction] of block.transactions.entries()) {
    const before = context.meter.used.compute;
    applyOne(context, index, transaction);
    const compute = context.meter.used.compute - before;
    if (compute > heaviest.compute) heaviest = { index, compute };
  }
  if (context.failed.length > 0) return; // The proposal will not stand: its maker leaves these out.
  try {
    systemCall(context, POST_BLOCK_CALLBACK, {});
    settle(context, header);
  } catch (thrown) {
    const isFull = thrown instanceof ChainError && thrown.isFinal && heaviest.index >= 0;
    if (!isFull || context.intent !== 'proposal') throw thrown;
    // Nothing was left to end the block with. Its maker must learn what to leave out, or could make none.
    context.failed.push(heaviest.index);
  }
}

/** @throws ChainError unexpectedState if the chain's own limits make no sense */
export function limitsOf(data: chain.ResourceLimitData | undefined): ResourceLimits {
  if (data === undefined) fail('resource limits do not exist', ERROR_CODE.unexpectedState);
  const units = (limit: bigint): number => Math.min(Number(limit), UNITS_MAX);
  return {
    disk: units(data.diskStorageLimit),
    diskCost: data.diskStorageCost,
    network: units(data.networkBandwidthLimit),
    networkCost: data.networkBandwidthCost,
    compute: units(data.computeBandwidthLimit),
    computeCost: data.computeBandwidthCost,
  };
}

function verifyIds(context: Context, block: Block, header: BlockHeader): void {
  const code = context.rules.hashCode;
  const hash = (obj: Uint8Array): Uint8Array =>
    systemCall(context, HASH, { code: BigInt(code), obj, size: 0n }).value;
  ensure(
    equal(hash(BlockHeaderCodec.encode(header)), block.id),
    'block contains an invalid block id',
    ERROR_CODE.malformedBlock,
  );
  ensure(
    parseMultihash(header.transactionMerkleRoot)?.code === code,
    'unexpected transaction merkle root hash code',
    ERROR_CODE.malformedBlock,
  );
  const hashes: Uint8Array[] = [];
  for (const transaction of block.transactions) {
    const { signatures } = transaction;
    hashes.push(hash(context.partsOf(transaction).header));
    hashes.push(hash(signatures.length === 1 ? signatures[0]! : concat(...signatures)));
  }
  ensure(
    systemCall(context, VERIFY_MERKLE_ROOT, { root: header.transactionMerkleRoot, hashes }).value,
    'transaction merkle root does not match',
    ERROR_CODE.malformedBlock,
  );
}

/** Bytes of the block that no transaction pays for. */
function ownSizeOf(context: Context, block: Block): number {
  const own = Block.encode({ ...block, transactions: [] }).length;
  return block.transactions.reduce((sum, each) => {
    const { size } = context.partsOf(each);
    return sum + framed(size) - size;
  }, own);
}

function verifySignature(context: Context, block: Block, header: BlockHeader): void {
  const { value: digest } = systemCall(context, HASH, {
    code: BigInt(context.rules.hashCode),
    obj: BlockHeaderCodec.encode(header),
    size: 0n,
  });
  const { value } = systemCall(context, PROCESS_BLOCK_SIGNATURE, {
    digest,
    header,
    signature: block.signature,
  });
  ensure(value, 'failed to process block signature', ERROR_CODE.invalidSignature);
}

/** A reversion stays in the block; a failure makes the block invalid, or is noted in a proposal. */
function applyOne(context: Context, index: number, transaction: Transaction): void {
  const depth = context.depth;
  try {
    systemCall(context, APPLY_TRANSACTION, { transaction });
  } catch (thrown) {
    if (!(thrown instanceof ChainError)) throw thrown;
    while (context.depth > depth) context.pop();
    if (!thrown.isReversion) {
      if (context.intent !== 'proposal') throw thrown;
      context.failed.push(index);
    }
    context.atFault = undefined;
  }
}

/** The signer pays for what no payer paid; then the market learns what the block used. */
function settle(context: Context, header: BlockHeader): void {
  const { meter } = context;
  const { disk, network, compute } = meter.systemUsed;
  const { diskCost, networkCost, computeCost } = meter.limits;
  const bill = BigInt(disk) * diskCost + BigInt(network) * networkCost + BigInt(compute) * computeCost;
  const value = bill < 0n ? 0n : bill < U64_MAX ? bill : U64_MAX;
  ensure(
    systemCall(context, CONSUME_ACCOUNT_RC, { account: header.signer, value }).value,
    'unable to consume system rc for block producer',
    ERROR_CODE.blockResourceFailure,
  );
  context.charged = meter.used;
  const { value: consumed } = systemCall(context, CONSUME_BLOCK_RESOURCES, resourcesOf(context.charged));
  ensure(consumed, 'unable to consume block resources', ERROR_CODE.blockResourceFailure);
}

export function resourcesOf(used: ResourceUse): chain.ConsumeBlockResourcesArguments {
  return {
    diskStorageConsumed: BigInt(Math.max(0, used.disk)),
    networkBandwidthConsumed: BigInt(Math.max(0, used.network)),
    computeBandwidthConsumed: BigInt(Math.max(0, used.compute)),
  };
}
