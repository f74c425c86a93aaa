/**
 * What the block store holds beyond the state, judged again at the start: after a crash, what was stored and not
 * final; after a restored copy of the state, whatever the copy lacks.
 * @module
 */
import { assert, Fault } from '@ashlar/base';
import { forkChoice } from '@ashlar/consensus';
import { type Bus, blockStoreService, type StateStore } from '@ashlar/ports';
import { type BlockTopology, blockIdOf, ERROR_CODE, type rpcBlockStore } from '@ashlar/protocol';
import type { Branches, Finality } from './branches.ts';
import type { Judge } from './judge.ts';

export type ReplayPorts = Readonly<{ bus: Bus; state: StateStore; judge: Judge; branches: Branches }>;
type Item = rpcBlockStore.BlockItem;

/** Blocks asked for at once. */
const BATCH = 100;
const CALL = { timeoutMs: 10_000 };

/**
 * The main chain first, so that it is the head again; then the branches beside it, parents before children. A block
 * whose parent is in no branch was abandoned. @returns how many were judged
 */
export async function replay(ports: ReplayPorts, finality: Finality): Promise<number> {
  const { bus, state } = ports;
  const highest = await bus.call(blockStoreService.getHighestBlock, {}, CALL);
  assert(highest.ok, 'the block store knows its highest block');
  const { topology } = highest.value;
  const last = Number(topology?.height ?? 0n);
  const first = state.finalized.height;
  if (last < first) throw corrupt(`the block store ends at height ${last}, the state at ${first}`);
  if (topology === undefined) return 0;
  const main = await replayMain(ports, topology);
  if (finality === 'instant' && !state.has(blockIdOf(topology.id) ?? state.finalized.block))
    throw corrupt(`the block store and the state hold different blocks at height ${last}`);
  return main + (await replayBranches(ports));
}

async function replayMain(ports: ReplayPorts, { id, height }: BlockTopology): Promise<number> {
  const { bus, state } = ports;
  let next = BigInt(state.finalized.height) + 1n;
  let judged = 0;
  while (next <= height) {
    const request = { headBlockId: id, ancestorStartHeight: next, numBlocks: BATCH, ...WHOLE };
    const answer = await bus.call(blockStoreService.getBlocksByHeight, request, CALL);
    if (!answer.ok || answer.value.blockItems.length === 0)
      throw corrupt('the block store lacks ancestors of its highest block');
    for (const item of answer.value.blockItems) {
      if (!(await judge(ports, item))) return judged;
      next++;
      judged++;
    }
  }
  return judged;
}

async function replayBranches(ports: ReplayPorts): Promise<number> {
  const { bus, state } = ports;
  const request = { height: BigInt(state.finalized.height), countMax: forkChoice.BLOCKS_MAX };
  const above = await bus.call(blockStoreService.getBlocksAbove, request, CALL);
  assert(above.ok, 'the block store lists its blocks');
  let judged = 0;
  for (const blockId of above.value.blockIds) {
    if (state.has(blockIdOf(blockId)!)) continue;
    const answer = await bus.call(blockStoreService.getBlocksById, { blockIds: [blockId], ...WHOLE }, CALL);
    if (!answer.ok) throw corrupt('the block store lacks a block that it lists');
    if (await judge(ports, answer.value.blockItems[0]!)) judged++;
  }
  return judged;
}

const WHOLE = { returnBlock: true, returnReceipt: true };

/** False: the block was abandoned. */
async function judge({ judge: judges, branches }: ReplayPorts, { block, receipt }: Item): Promise<boolean> {
  assert(block !== undefined, 'a stored block has its body');
  const parent = blockIdOf(block.header?.previous ?? block.id);
  if (parent === undefined || branches.find(parent) === undefined || branches.isFull) return false;
  const judged = await judges.replayBlock(block, receipt);
  if (judged.ok) return true;
  if (judged.refusal.errorCode === ERROR_CODE.preIrreversibilityBlock) return false;
  throw corrupt(`stored block ${block.header?.height} was refused: ${judged.refusal.message}`);
}

const corrupt = (detail: string): Fault => new Fault('store.corrupt', { retryable: false, detail });
