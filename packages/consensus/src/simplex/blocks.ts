/**
 * Blocks: which we hold, which we lack, which are valid, which are final.
 * @module
 */

import { BLOCKS_PER_MESSAGE_MAX, MISSING_BLOCKS_MAX } from './config.ts';
import { accuse, accusedIn } from './evidence.ts';
import type { Parent, Turn } from './turn.ts';
import type { Block, Certificate, Digest, Header } from './types.ts';
import { NONE } from './types.ts';

/** Peers asked for the same block at once. */
const ASKED_AT_ONCE = 2;

/** Has every held block judged that is not yet, once its parent is valid or final: always parent before child. */
export function judgeReady(turn: Turn): void {
  const { floor, blocks } = turn.state;
  const waiting = [...blocks.values()].filter(
    ({ verdict, block }) => verdict === 'unknown' && block.header.view > floor.view,
  );
  for (const entry of waiting.sort((a, b) => a.block.header.view - b.block.header.view)) {
    const { block, isProven } = entry;
    const { header } = block;
    const parent = turn.parentOf(header.parent);
    if (parent === undefined) continue;
    const parentVerdict = header.parent === floor.block ? 'valid' : turn.entry(header.parent)!.verdict;
    if (!isProven || parentVerdict === 'invalid' || !isLinked(header, parent)) {
      turn.setEntry({ ...entry, verdict: 'invalid' });
    } else if (parentVerdict === 'valid') {
      turn.setEntry({ ...entry, verdict: 'judging' });
      turn.emit({ kind: 'judge', block });
    }
  }
}

/** The header rules of R2 that compare a block with its parent. */
function isLinked(header: Header, parent: Parent): boolean {
  if (header.parentView !== parent.view || header.height !== parent.height + 1) return false;
  if (header.timeMs <= parent.timeMs) return false;
  // After a seal the epoch can only wait for its finality, in empty blocks (2a.5).
  return parent.nextSet === NONE || (header.nextSet === parent.nextSet && header.payload === NONE);
}

/** Asks for a block we lack, and again at each `fetch` timeout until it comes. */
export function want(turn: Turn, hash: Digest): void {
  const { state, config } = turn;
  if (turn.entry(hash) !== undefined || hash === state.floor.block || state.missing.has(hash)) return;
  if (state.missing.size >= MISSING_BLOCKS_MAX) {
    turn.emit({ kind: 'alarm', alarm: { kind: 'behind', height: state.floor.height } });
    return;
  }
  if (state.missing.size === 0)
    turn.emit({ kind: 'arm', timer: 'fetch', view: state.view, afterMs: config.timing.delayMs * 2 });
  turn.setMissing(hash, true);
  askFor(turn, hash);
}

export function askAgain(turn: Turn): void {
  const { state, config } = turn;
  if (state.missing.size === 0) return;
  let count = 0;
  for (const hash of state.missing) if (count++ < BLOCKS_PER_MESSAGE_MAX) askFor(turn, hash);
  turn.emit({ kind: 'arm', timer: 'fetch', view: state.view, afterMs: config.timing.delayMs * 2 });
}

/** Two peers, others each time: one of them may be silent or lie. */
function askFor(turn: Turn, hash: Digest): void {
  const { validators, self } = turn.config;
  for (let asked = 0; asked < Math.min(ASKED_AT_ONCE, validators.length - 1); asked++) {
    turn.state.requestCount += 1;
    let peer = turn.state.requestCount % validators.length;
    if (peer === self) peer = (peer + 1) % validators.length;
    turn.send(peer, { kind: 'wantBlocks', block: hash, aboveHeight: turn.state.floor.height });
  }
}

/**
 * R5, second half: commits `finalization.block` and its uncommitted ancestors in order, as soon as all are held.
 * A chain that misses the floor, or holds a block that we judged invalid, means that a third of the weight is faulty
 * (or that we are wrong): we report what we can and stop.
 */
export function commitThrough(turn: Turn, finalization: Certificate): void {
  const { state } = turn;
  const path: Block[] = [];
  let cursor = finalization.block;
  while (cursor !== state.floor.block) {
    const entry = turn.entry(cursor);
    if (entry === undefined) {
      if ((state.pendingFinal?.view ?? 0) < finalization.view) state.pendingFinal = finalization;
      want(turn, cursor);
      return;
    }
    if (entry.block.header.view <= state.floor.view || entry.verdict === 'invalid') {
      stopAtFork(turn, finalization);
      return;
    }
    path.push(entry.block);
    cursor = entry.block.header.parent;
  }
  if ((state.pendingFinal?.view ?? 0) <= finalization.view) state.pendingFinal = undefined;
  state.nullifiedRun = 0;
  for (const hash of [...state.missing]) turn.setMissing(hash, false); // Whatever is still needed is asked for anew.
  for (const block of path.reverse()) {
    commit(turn, block, finalization);
    if (block.header.nextSet !== NONE) {
      seal(turn);
      return;
    }
  }
}

function commit(turn: Turn, block: Block, finalization: Certificate): void {
  const { height, view, timeMs, nextSet } = block.header;
  turn.emit({ kind: 'commit', block });
  turn.state.floor = { block: block.hash, height, view, timeMs, nextSet, finalization };
  turn.emit({ kind: 'persist', record: { kind: 'floor', floor: turn.state.floor } });
  turn.isDirty = true;
}

/** The epoch is over. Empty blocks after the sealing one, final or not, belong to no epoch. */
export function seal(turn: Turn): void {
  turn.hush('sealed');
  turn.emit({ kind: 'sealed', floor: turn.state.floor });
}

function stopAtFork(turn: Turn, finalization: Certificate): void {
  const { config, state } = turn;
  turn.hush('fork');
  const ours = state.floor.finalization;
  const evidence =
    ours === undefined ? undefined : accuse(config, ours, finalization, (hash) => turn.entry(hash)?.block);
  if (evidence !== undefined) turn.report(finalization.view, evidence, accusedIn(evidence));
  turn.emit({ kind: 'alarm', alarm: { kind: 'fork', block: finalization.block } });
}

/** Forgets what lies further below the floor than others may ask for. */
export function prune(turn: Turn): void {
  const { state, config } = turn;
  const oldest = state.floor.view - config.retentionViews;
  for (const view of state.slots.keys()) if (view < oldest) turn.dropSlot(view);
  for (const { block } of [...state.blocks.values()])
    if (block.header.view < oldest) turn.dropEntry(block.hash);
}
