/**
 * Old versions: the finalized state with the changes since undone, read from the log's reverse deltas.
 *
 * The first block after a height that changed an entry says what the entry was at that height. So the view of a height
 * is one layer of such values over the present state; a pin keeps that layer right while the chain goes on.
 * @module
 */
import { accept, Fault, type Result, refuse } from '@ashlar/base';
import type { StateView } from '@ashlar/ports';
import { FlatKeys } from '../flat/flat-key.ts';
import { LayeredView } from '../flat/layers.ts';
import { changeOf, Overlay } from '../flat/overlay.ts';
import type { Versions } from '../versions.ts';
import type { DeltaLog } from './log.ts';
import { decodeRecord } from './record.ts';

/** Entries changed between the height asked for and now, at most. */
export const ARCHIVE_ENTRIES_MAX: number = 1 << 22;

export type ArchiveRefusal =
  | Readonly<{ code: 'state.notYet' }>
  | Readonly<{ code: 'state.notArchived' }>
  | Readonly<{ code: 'state.tooOld' }>;

export type ArchiveView = StateView & Disposable;

/** Reads back from the present to `height`. Costs the log since then. @throws Fault */
export async function openArchiveView(
  versions: Versions,
  log: DeltaLog,
  height: number,
): Promise<Result<ArchiveView, ArchiveRefusal>> {
  if (height > versions.finalized.height) return refuse({ code: 'state.notYet' });
  if (height + 1 < log.firstHeight) return refuse({ code: 'state.notArchived' });
  using scope = new DisposableStack();
  const pin = scope.use(versions.pin());
  const old = new Overlay();
  const keys = new FlatKeys();
  if (height < pin.head.height) {
    for await (const { height: at, payload } of log.read(height + 1)) {
      if (at > pin.head.height) break;
      const record = decodeRecord(payload, keys);
      if (record === undefined)
        throw new Fault('store.corrupt', { retryable: false, detail: `delta log: height ${at}` });
      if (!record.reversible) return refuse({ code: 'state.notArchived' });
      for (const { flat, space, key, before } of record.entries)
        if (!old.entries.has(flat)) old.set(flat, changeOf(space, key, before));
      if (old.entries.size > ARCHIVE_ENTRIES_MAX) return refuse({ code: 'state.tooOld' });
    }
  }
  const owned = scope.move();
  const view = new LayeredView([old, ...pin.view.layers], pin.view.base, () => pin.view.assertAlive());
  return accept(Object.assign(view, { [Symbol.dispose]: () => owned.dispose() }));
}
