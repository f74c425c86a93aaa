/**
 * Blocks read back from the block store, one at a time: however long a branch is and however large its blocks, no more
 * than one of them is in memory, and none is too many for a reply.
 * @module
 */
import { EMPTY, equal, Fault, hex } from '@ashlar/base';
import { type Bus, blockStoreService, type StoredPlace } from '@ashlar/ports';
import type { Block, BlockReceipt, BlockTopology } from '@ashlar/protocol';

export type StoredBlock = Readonly<{ block: Block; receipt: BlockReceipt | undefined }>;

/** Ids asked for at once. */
const BATCH = 100;
const CALL = { timeoutMs: 10_000 };

/** @throws Fault `store.corrupt` if the block store lacks it */
export async function storedBlock(bus: Bus, id: Uint8Array): Promise<StoredBlock> {
  const found = await findStored(bus, id);
  if (found === undefined) throw corrupt(`the block store lacks block ${hex(id)}`);
  return found;
}

export async function findStored(bus: Bus, id: Uint8Array): Promise<StoredBlock | undefined> {
  const request = { blockIds: [id], returnBlock: true, returnReceipt: true };
  const answer = await bus.call(blockStoreService.getBlocksById, request, CALL);
  const item = answer.ok ? answer.value.blockItems[0] : undefined;
  return item?.block === undefined ? undefined : { block: item.block, receipt: item.receipt };
}

/** The height of a stored block; undefined if the block store lacks it. */
export async function storedHeight(bus: Bus, id: Uint8Array): Promise<bigint | undefined> {
  const request = { blockIds: [id], returnBlock: false, returnReceipt: false };
  const answer = await bus.call(blockStoreService.getBlocksById, request, CALL);
  const item = answer.ok ? answer.value.blockItems[0] : undefined;
  return item === undefined || item.blockId.length === 0 ? undefined : item.blockHeight;
}

/** The end of the block store's main chain; undefined before the first block. */
export async function mainEnd(bus: Bus): Promise<BlockTopology | undefined> {
  const highest = await bus.call(blockStoreService.getHighestBlock, {}, CALL);
  if (!highest.ok) throw corrupt('the block store does not know its highest block');
  return highest.value.topology;
}

/**
 * The ids of the line of a stored block from `height` on, oldest first, itself the last; none without a block.
 * @throws Fault `store.corrupt`
 */
export async function* lineTo(
  bus: Bus,
  end: BlockTopology | undefined,
  height: bigint,
): AsyncGenerator<Uint8Array, void> {
  for (let next = height; end !== undefined && next <= end.height; ) {
    const ids = await idsFrom(bus, end, next, BATCH);
    yield* ids;
    next += BigInt(ids.length);
  }
}

/**
 * The line of a stored block from `height` on, oldest first, itself the last; none without a block. Many at a time where
 * they are small.
 * @throws Fault `store.corrupt`
 */
export async function* storedLine(
  bus: Bus,
  end: BlockTopology,
  height: bigint,
): AsyncGenerator<StoredBlock, void> {
  const whole = { headBlockId: end.id, returnBlock: true, returnReceipt: true };
  for (let next = height, numBlocks = BATCH; next <= end.height; ) {
    const request = { ...whole, ancestorStartHeight: next, numBlocks };
    const answer = await bus.call(blockStoreService.getBlocksByHeight, request, CALL);
    if (!answer.ok && numBlocks > 1) {
      numBlocks = 1; // Too large for a reply, most likely.
      continue;
    }
    const items = answer.ok ? answer.value.blockItems : [];
    if (items.length === 0) throw corrupt(`the block store lacks ancestors of block ${hex(end.id)}`);
    for (const { blockId, block, receipt } of items) {
      if (block === undefined) throw corrupt(`the block store lacks block ${hex(blockId)}`);
      yield { block, receipt };
    }
    next += BigInt(items.length);
    numBlocks = Math.min(BATCH, 2 * numBlocks);
  }
}

/** Whether `id` stands at `height` in the line of the stored block `end`. @throws Fault `store.corrupt` */
export async function isInLine(
  bus: Bus,
  end: BlockTopology,
  id: Uint8Array,
  height: bigint,
): Promise<boolean> {
  if (height < 1n || height > end.height) return false;
  return equal(await idAt(bus, end, height), id);
}

/** The id at `height`, from 1 to `end`'s, in the line of the stored block `end`. @throws Fault `store.corrupt` */
export async function idAt(bus: Bus, end: BlockTopology, height: bigint): Promise<Uint8Array> {
  const [id] = await idsFrom(bus, end, height, 1);
  return id!;
}

/** The ids of all stored blocks above `height`, those on branches included, by height. @throws Fault `store.corrupt` */
export async function* idsAbove(bus: Bus, height: bigint): AsyncGenerator<Uint8Array, void> {
  let after: StoredPlace = { height: height + 1n, id: EMPTY };
  for (;;) {
    const above = await bus.call(blockStoreService.getBlocksAbove, { after, countMax: BATCH }, CALL);
    if (!above.ok) throw corrupt('the block store does not list its blocks');
    for (const { id } of above.value.blocks) yield id;
    const last = above.value.blocks.at(-1);
    if (last === undefined) return;
    after = last;
  }
}

async function idsFrom(
  bus: Bus,
  end: BlockTopology,
  height: bigint,
  count: number,
): Promise<readonly Uint8Array[]> {
  const range = { headBlockId: end.id, ancestorStartHeight: height, numBlocks: count };
  const request = { ...range, returnBlock: false, returnReceipt: false };
  const answer = await bus.call(blockStoreService.getBlocksByHeight, request, CALL);
  if (!answer.ok || answer.value.blockItems.length === 0)
    throw corrupt(`the block store lacks ancestors of block ${hex(end.id)}`);
  return answer.value.blockItems.map(({ blockId }) => blockId);
}

const corrupt = (detail: string): Fault => new Fault('store.corrupt', { retryable: false, detail });
