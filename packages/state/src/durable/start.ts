/**
 * Start-up is the integrity check: everything durable is read, and the trie built from it must have the recorded roots.
 *
 * 1. All values of the checkpoint are read, checked against their seals, found again by a separate descent (so that
 *    damaged inner pages cannot hide entries from later reads), and built into a trie with the checkpoint's root.
 * 2. All records of the log are verified; those after the checkpoint are laid over it, with the last record's root.
 * @module
 */
import { Fault, hex, latin1 } from '@ashlar/base';
import type { StateHead } from '@ashlar/ports';
import { FlatKeys } from '../flat/flat-key.ts';
import { changeOf, Overlay } from '../flat/overlay.ts';
import { ORIGIN } from '../memory.ts';
import { EMPTY_REF } from '../trie/arena.ts';
import { Batch } from '../trie/batch.ts';
import { PathMaker } from '../trie/path-maker.ts';
import { Trie } from '../trie/trie.ts';
import { type CheckpointTable, isIntact, LEAF_AT, VALUE_AT } from './checkpoint.ts';
import type { Disk } from './disk.ts';
import { corruptEntry } from './durable-base.ts';
import { corrupt, DeltaLog, type LogConfig, type LogEnd } from './log.ts';
import { decodeRecord } from './record.ts';

export type Recovered = Readonly<{
  log: DeltaLog;
  trie: Trie;
  rootRef: number;
  head: StateHead;
  /** Changes after the checkpoint. */
  recent: Overlay;
}>;

/** @throws Fault `store.corrupt` saying what does not verify */
export async function recover(
  disk: Disk,
  checkpoint: CheckpointTable,
  config: LogConfig,
): Promise<Recovered> {
  const mark = checkpoint.mark();
  if (mark?.kind === 'importing')
    throw new Fault('store.corrupt', {
      retryable: false,
      detail: `the import of the snapshot of height ${mark.head.height} is unfinished: resume it`,
    });
  const start = mark?.head;
  const trie = new Trie();
  const built = buildFromCheckpoint(trie, checkpoint);
  assertRoot(trie, built, start ?? ORIGIN, 'checkpoint');
  const recent = new Overlay();
  let head: StateHead = start ?? ORIGIN;
  const keys = new FlatKeys();
  const from: LogEnd | undefined = start;
  const log = await DeltaLog.open(disk, config, from, ({ height, payload }) => {
    if (height <= (start?.height ?? -1)) return;
    const record = decodeRecord(payload, keys);
    if (record === undefined) throw corrupt(`the record of height ${height} is no delta`);
    for (const { flat, space, key, value } of record.entries) recent.set(flat, changeOf(space, key, value));
    head = record.head;
  });
  try {
    const rootRef = applyRecent(trie, built, recent);
    assertRoot(trie, rootRef, head, 'delta log');
    return { log, trie, rootRef, head, recent };
  } catch (error) {
    await log[Symbol.asyncDispose]();
    throw error;
  }
}

/** Builds the trie of all entries, whose leaves are kept beside the values. */
function buildFromCheckpoint(trie: Trie, checkpoint: CheckpointTable): number {
  const batch = new Batch(1024);
  let last: string | undefined;
  for (const { key, sealed } of checkpoint.scan('', Number.MAX_SAFE_INTEGER)) {
    const flat = latin1(key);
    if (last !== undefined && flat <= last) throw corruptEntry(flat, 'is out of order');
    if (!isIntact(key, sealed)) throw corruptEntry(flat, 'is damaged');
    if (!checkpoint.has(flat)) throw corruptEntry(flat, 'cannot be found');
    batch.add(false).set(sealed.subarray(LEAF_AT, VALUE_AT));
    last = flat;
  }
  return trie.update(EMPTY_REF, batch).root;
}

function applyRecent(trie: Trie, built: number, recent: Overlay): number {
  const batch = new Batch(recent.entries.size);
  const paths = new PathMaker();
  for (const [flat, { space, key, value }] of recent.entries) paths.add(batch, flat, space, key, value);
  const { root, replaced } = trie.update(built, batch);
  trie.free(replaced);
  recent.placed(batch.leaves);
  return root;
}

function assertRoot(trie: Trie, ref: number, head: StateHead, source: string): void {
  const root = trie.labelOf(ref);
  if (hex(root) === hex(head.root)) return;
  const detail =
    `the ${source} recorded root ${hex(head.root)} at height ${head.height}, ` +
    `but its entries have root ${hex(root)}: the files are damaged; restore a snapshot or a backup`;
  throw new Fault('store.corrupt', { retryable: false, detail });
}
