/**
 * How an index recovers alone: it remembers the height it has indexed, in the same write as what it indexed, and when
 * it opens reads what came after from the block store.
 * @module
 */
import { assert } from '@ashlar/base';
import { type Bus, blockStoreService, type RecordChange, type RecordStore } from '@ashlar/ports';
import type { Block, BlockReceipt } from '@ashlar/protocol';

const TABLE = 'progress';
const KEY: Uint8Array = new Uint8Array([0]);
const BATCH = 100;
const CALL = { timeoutMs: 10_000 };

/** To be written together with what was indexed of the block. */
export function progressChange(block: Block): RecordChange {
  const value = new Uint8Array(8);
  new DataView(value.buffer).setBigUint64(0, block.header?.height ?? 0n);
  return { table: TABLE, key: KEY, value };
}

function progressOf(records: RecordStore): bigint {
  const value = records.get(TABLE, KEY);
  return value === undefined ? 0n : new DataView(value.buffer, value.byteOffset).getBigUint64(0);
}

/** Indexes the blocks of the main chain that are beyond the index. @returns how many */
export async function catchUp(
  bus: Bus,
  records: RecordStore,
  index: (item: Readonly<{ block: Block; receipt: BlockReceipt | undefined }>) => Promise<void>,
): Promise<number> {
  const highest = await bus.call(blockStoreService.getHighestBlock, {}, CALL);
  assert(highest.ok, 'the block store knows its highest block');
  const { topology } = highest.value;
  if (topology === undefined) return 0;
  let height = progressOf(records) + 1n;
  const first = height;
  while (height <= topology.height) {
    const request = {
      headBlockId: topology.id,
      ancestorStartHeight: height,
      numBlocks: BATCH,
      returnBlock: true,
      returnReceipt: true,
    };
    const answer = await bus.call(blockStoreService.getBlocksByHeight, request, CALL);
    assert(
      answer.ok && answer.value.blockItems.length > 0,
      'the block store has the ancestors of its highest block',
    );
    for (const { block, receipt } of answer.value.blockItems) {
      assert(block !== undefined, 'a stored block has its body');
      await index({ block, receipt });
      height++;
    }
  }
  return Number(height - first);
}
