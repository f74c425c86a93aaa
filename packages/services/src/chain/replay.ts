/**
 * What the block store holds beyond the state, judged again at the start: after a crash, what was stored and not
 * final; after a restored copy of the state, whatever the copy lacks.
 * @module
 */
import { Fault } from '@ashlar/base';
import type { Bus, Clock, Log, StateStore } from '@ashlar/ports';
import { type BlockTopology, blockIdOf, ERROR_CODE, idBytes } from '@ashlar/protocol';
import {
  idsAbove,
  isInLine,
  lineTo,
  mainEnd,
  type StoredBlock,
  storedBlock,
  storedHeight,
} from '../stored.ts';
import { Announcer } from './announcer.ts';
import { type Branches, type TreeBlock, treeBlockOf } from './branches.ts';
import type { Judge } from './judge.ts';

export type ReplayPorts = Readonly<{
  bus: Bus;
  clock: Clock;
  log: Log;
  state: StateStore;
  judge: Judge;
  branches: Branches;
}>;

/**
 * The main chain first, so that it is the head again; then the branches beside it, parents before children. A block
 * whose parent is in no branch was abandoned. @returns how many were judged
 * @throws Fault `store.corrupt` if the block store and the state do not fit together
 */
export async function replay(ports: ReplayPorts): Promise<number> {
  const end = await mainEnd(ports.bus);
  await checkStored(ports, end);
  await rejoin(ports, end);
  return (await replayMain(ports, end)) + (await replayBranches(ports));
}

/** The newest final block is in the block store: it was there before it was final. */
async function checkStored({ bus, state }: ReplayPorts, end: BlockTopology | undefined): Promise<void> {
  const { block, height } = state.finalized;
  if (height === 0 || (await storedHeight(bus, idBytes(block))) !== undefined) return;
  const last = end?.height ?? 0n;
  throw corrupt(
    last < height
      ? `the block store ends at height ${last}, the state at ${height}`
      : `the block store and the state hold different blocks at height ${height}`,
  );
}

/**
 * Finality may have taken another branch than the head's, and the process ended before anyone heard of it: then the
 * indexes are told now how to get from where they stand to the final block.
 */
async function rejoin(
  { bus, clock, log, branches }: ReplayPorts,
  end: BlockTopology | undefined,
): Promise<void> {
  const applied: TreeBlock[] = [];
  const isOnMain = async ({ id, height }: TreeBlock): Promise<boolean> =>
    end !== undefined && (await isInLine(bus, end, idBytes(id), BigInt(height)));
  let cursor = branches.final;
  while (cursor.height > 0 && !(await isOnMain(cursor))) {
    applied.push(cursor);
    if (cursor.height === 1) break;
    cursor = treeBlockOf((await storedBlock(bus, idBytes(cursor.parent))).block);
  }
  const oldest = applied.at(-1);
  if (oldest === undefined) return;
  const undone: TreeBlock[] = [];
  for await (const id of lineTo(bus, end, BigInt(oldest.height)))
    undone.push(treeBlockOf((await storedBlock(bus, id)).block));
  const move = { undone: undone.reverse(), applied: applied.reverse() };
  const announcer = new Announcer({ bus, clock, log });
  await announcer.moved(move, undefined);
  await announcer.events(move.applied, undefined);
}

async function replayMain(ports: ReplayPorts, end: BlockTopology | undefined): Promise<number> {
  const { bus, state } = ports;
  let judged = 0;
  for await (const id of lineTo(bus, end, BigInt(state.finalized.height) + 1n)) {
    if (!(await judge(ports, await storedBlock(bus, id)))) break;
    judged++;
  }
  return judged;
}

async function replayBranches(ports: ReplayPorts): Promise<number> {
  const { bus, state } = ports;
  let judged = 0;
  for await (const id of idsAbove(bus, BigInt(state.finalized.height))) {
    const isKnown = state.has(blockIdOf(id) ?? state.finalized.block);
    if (!isKnown && (await judge(ports, await storedBlock(bus, id)))) judged++;
  }
  return judged;
}

/** False: the block was abandoned, or given up. */
async function judge(
  { judge: judges, branches }: ReplayPorts,
  { block, receipt }: StoredBlock,
): Promise<boolean> {
  const parent = blockIdOf(block.header?.previous ?? block.id);
  if (parent === undefined || branches.find(parent) === undefined || branches.isFull) return false;
  const judged = await judges.replayBlock(block, receipt);
  if (judged.ok) return true;
  if (judged.refusal.errorCode === ERROR_CODE.preIrreversibilityBlock) return false;
  throw corrupt(`stored block ${block.header?.height} was refused: ${judged.refusal.message}`);
}

const corrupt = (detail: string): Fault => new Fault('store.corrupt', { retryable: false, detail });
