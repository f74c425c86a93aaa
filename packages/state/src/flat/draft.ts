/**
 * A version in the making: an overlay with an undo log, and on demand a record of what was asked of the parent.
 *
 * A checkpoint is a length of the undo log; reverting replays the log backwards to it. What is recorded is the
 * *parent's* part: reads that the draft's own writes answer depend on nobody.
 * @module
 */
import { assert, equal } from '@ashlar/base';
import type {
  AccessedKey,
  AccessedRange,
  AccessSet,
  Checkpoint,
  StateChange,
  StateDraft,
  StateEntry,
} from '@ashlar/ports';
import {
  type BlockId,
  OBJECT_KEY_BYTES_MAX,
  OBJECT_VALUE_BYTES_MAX,
  type ObjectSpace,
} from '@ashlar/protocol';
import type { LayeredView } from './layers.ts';
import { type Change, changeOf, Overlay } from './overlay.ts';
import { byCodeUnit } from './sorted-keys.ts';

type Undo = Readonly<{ flat: string; before: Change | undefined }>;

/** What a draft asked of its parent and what it wrote, reverted writes included. */
class AccessLog {
  readonly reads: Map<string, AccessedKey> = new Map();
  readonly writes: Map<string, AccessedKey> = new Map();
  readonly ranges: Map<string, AccessedRange> = new Map();

  /** Keys of reads stay the caller's, who may use their bytes again: they are copied. */
  read(flat: string, space: ObjectSpace, key: Uint8Array): void {
    if (!this.reads.has(flat)) this.reads.set(flat, { space, key: key.slice() });
  }

  range(flat: string, range: AccessedRange): void {
    this.ranges.set(`${range.direction}${flat}`, range);
  }

  toSet(): AccessSet {
    return {
      reads: sortedByKey(this.reads),
      ranges: sortedByKey(this.ranges),
      writes: sortedByKey(this.writes),
    };
  }
}

export class Draft implements StateDraft {
  readonly parent: BlockId;
  readonly overlay: Overlay = new Overlay();
  readonly #below: LayeredView;
  readonly #undo: Undo[] = [];
  readonly #log: AccessLog | undefined;
  #spent = false;

  constructor(parent: BlockId, below: LayeredView, record: boolean) {
    this.parent = parent;
    this.#below = below;
    this.#log = record ? new AccessLog() : undefined;
  }

  get(space: ObjectSpace, key: Uint8Array): Uint8Array | undefined {
    const flat = space.flatKeyOf(key);
    const own = this.overlay.entries.get(flat);
    if (own !== undefined) return own.value;
    this.#log?.read(flat, space, key);
    return this.#below.getFlat(flat, space, key);
  }

  put(space: ObjectSpace, key: Uint8Array, value: Uint8Array): void {
    this.#write(changeOf(space, key, value));
  }

  remove(space: ObjectSpace, key: Uint8Array): void {
    this.#write(changeOf(space, key, undefined));
  }

  next(space: ObjectSpace, key: Uint8Array): StateEntry | undefined {
    return this.#step(space, key, true);
  }

  prev(space: ObjectSpace, key: Uint8Array): StateEntry | undefined {
    return this.#step(space, key, false);
  }

  checkpoint(): Checkpoint {
    return this.#undo.length;
  }

  revert(to: Checkpoint): void {
    assert(!this.#spent, 'a spent draft was reverted');
    assert(to >= 0 && to <= this.#undo.length, 'a checkpoint was reverted to that is gone');
    while (this.#undo.length > to) {
      const { flat, before } = this.#undo.pop()!;
      if (before === undefined) this.overlay.delete(flat);
      else this.overlay.set(flat, before);
    }
  }

  changes(from: Checkpoint = 0): readonly StateChange[] {
    assert(from >= 0 && from <= this.#undo.length, 'changes were asked since a checkpoint that is gone');
    const before = new Map<string, Change | undefined>();
    for (let index = from; index < this.#undo.length; index++) {
      const undo = this.#undo[index]!;
      if (!before.has(undo.flat)) before.set(undo.flat, undo.before);
    }
    const changed: StateChange[] = [];
    for (const flat of [...before.keys()].sort(byCodeUnit)) {
      const now = this.overlay.entries.get(flat)!;
      const was = before.get(flat);
      const old = was === undefined ? this.#below.getFlat(flat, now.space, now.key) : was.value;
      if (!sameValue(old, now.value)) changed.push(now);
    }
    return changed;
  }

  /** @throws InvariantViolation if the draft was not forked with `record` */
  accesses(): AccessSet {
    assert(this.#log !== undefined, 'the draft does not record what it touches');
    return this.#log.toSet();
  }

  /** Ends the draft's life. @throws InvariantViolation if it has ended before */
  spend(): Overlay {
    assert(!this.#spent, 'a draft was sealed twice');
    this.#spent = true;
    return this.overlay;
  }

  #write(change: Change): void {
    assert(!this.#spent, 'a spent draft was written to');
    assert(change.key.length <= OBJECT_KEY_BYTES_MAX, 'a key is longer than any may be');
    assert((change.value?.length ?? 0) <= OBJECT_VALUE_BYTES_MAX, 'a value is longer than any may be');
    const flat = change.space.flatKeyOf(change.key);
    this.#log?.writes.set(flat, { space: change.space, key: change.key });
    this.#undo.push({ flat, before: this.overlay.entries.get(flat) });
    this.overlay.set(flat, change);
  }

  /** Merges the own layer with the parent's steps, so that exactly those steps are recorded. */
  #step(space: ObjectSpace, from: Uint8Array, forward: boolean): StateEntry | undefined {
    let flat = space.flatKeyOf(from);
    let beneath = this.#stepBelow(space, from, flat, forward);
    for (;;) {
      const own = this.#ownKey(flat, space.prefixKey, forward);
      const below = beneath === undefined ? undefined : space.flatKeyOf(beneath.key);
      if (own === undefined || (below !== undefined && (forward ? below < own : below > own))) return beneath;
      const change = this.overlay.entries.get(own)!;
      if (change.value !== undefined) return { key: change.key, value: change.value };
      flat = own;
      if (beneath !== undefined && below === own) beneath = this.#stepBelow(space, beneath.key, own, forward);
    }
  }

  #ownKey(flat: string, prefix: string, forward: boolean): string | undefined {
    const key = forward ? this.overlay.nextKey(flat) : this.overlay.prevKey(flat);
    return key?.startsWith(prefix) ? key : undefined;
  }

  #stepBelow(space: ObjectSpace, from: Uint8Array, flat: string, forward: boolean): StateEntry | undefined {
    const found = this.#below.step(space, from, forward);
    if (this.#log !== undefined) {
      const direction = forward ? 'next' : 'prev';
      this.#log.range(flat, { space, from: from.slice(), direction, found: found?.key });
      if (found !== undefined) this.#log.read(space.flatKeyOf(found.key), space, found.key);
    }
    return found;
  }
}

function sameValue(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return equal(a, b);
}

function sortedByKey<T>(entries: ReadonlyMap<string, T>): readonly T[] {
  return [...entries.keys()].sort(byCodeUnit).map((key) => entries.get(key)!);
}
