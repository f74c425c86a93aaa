/**
 * The durable base: changes since the checkpoint in memory, then the checkpoint.
 *
 * Nothing read from the checkpoint is believed: a value must be intact and be the one that the trie commits to, and an
 * absent entry must be absent from the trie too. What passed is remembered in a cache of two generations.
 * @module
 */
import { scheduler } from 'node:timers/promises';
import { assert, Fault, fromLatin1, hex, InvariantViolation } from '@ashlar/base';
import type { StateHead } from '@ashlar/ports';
import type { ObjectSpace } from '@ashlar/protocol';
import { type FlatBase, within } from '../flat/base.ts';
import { type Change, Overlay } from '../flat/overlay.ts';
import { EMPTY_REF, LEAF_WORDS } from '../trie/arena.ts';
import { PATH_BYTES } from '../trie/path.ts';
import { PathMaker } from '../trie/path-maker.ts';
import {
  type CheckpointChange,
  type CheckpointTable,
  isIntact,
  LEAF_AT,
  sealValue,
  VALUE_AT,
} from './checkpoint.ts';

/** Entries remembered in each of two generations. */
const CACHE_MAX = 65_536;
/** Remembered of entries that are known not to be there. */
const ABSENT = null;
/** Some ten milliseconds of work. */
const SEALED_AT_ONCE = 4_096;

/** The leaves of the finalized trie, 18 words each: path, value hash. */
export type FinalizedLeaves = Readonly<{
  /** The leaf of the path in the first ten words, 0 if none. */
  find: (words: Int32Array) => number;
  copy: (leaf: number, into: Int32Array) => void;
}>;

const UNCONNECTED: FinalizedLeaves = {
  find: () => {
    throw new InvariantViolation('the base was read before its trie was known');
  },
  copy: () => {},
};

export class DurableBase implements FlatBase {
  readonly #checkpoint: CheckpointTable;
  readonly #paths: PathMaker = new PathMaker();
  /** Scratch for one leaf. */
  readonly #words: Int32Array = new Int32Array(LEAF_WORDS);
  readonly #leaf: Uint8Array = new Uint8Array(this.#words.buffer);
  #leaves: FinalizedLeaves = UNCONNECTED;
  #recent: Overlay = new Overlay();
  #folding: Overlay | undefined;
  #young: Map<string, Uint8Array | typeof ABSENT> = new Map();
  #old: Map<string, Uint8Array | typeof ABSENT> = new Map();

  constructor(checkpoint: CheckpointTable, recent: Overlay) {
    this.#checkpoint = checkpoint;
    this.#recent = recent;
  }

  /** Connects the trie's finalized version, which all reads are checked against. */
  connect(leaves: FinalizedLeaves): void {
    this.#leaves = leaves;
  }

  /** Entries changed since the last checkpoint began. */
  get recentCount(): number {
    return this.#recent.entries.size;
  }

  get isFolding(): boolean {
    return this.#folding !== undefined;
  }

  get(flat: string, space: ObjectSpace, key: Uint8Array): Uint8Array | undefined {
    const change = this.#recent.entries.get(flat) ?? this.#folding?.entries.get(flat);
    if (change !== undefined) return change.value;
    let value = this.#young.get(flat);
    if (value === undefined) {
      value = this.#old.get(flat) ?? this.#load(flat, space, key) ?? ABSENT;
      if (this.#young.size >= CACHE_MAX) {
        this.#old = this.#young;
        this.#young = new Map();
      }
      this.#young.set(flat, value);
    }
    return value === ABSENT ? undefined : value;
  }

  has(flat: string): boolean {
    const change = this.#recent.entries.get(flat) ?? this.#folding?.entries.get(flat);
    return change === undefined ? this.#checkpoint.has(flat) : change.value !== undefined;
  }

  nextKey(flat: string, prefix: string): string | undefined {
    const near = within(this.#checkpoint.nextKey(flat), prefix);
    return this.#nearest(
      near,
      prefix,
      (layer) => layer.nextKey(flat),
      (a, b) => a < b,
    );
  }

  prevKey(flat: string, prefix: string): string | undefined {
    const near = within(this.#checkpoint.prevKey(flat), prefix);
    return this.#nearest(
      near,
      prefix,
      (layer) => layer.prevKey(flat),
      (a, b) => a > b,
    );
  }

  /** Whether changes since the checkpoint hide what it holds under a key. */
  hides(flat: string): boolean {
    return this.#recent.entries.has(flat) || (this.#folding?.entries.has(flat) ?? false);
  }

  /** The value hash that the checkpoint should hold; `undefined` if none, or hidden by newer changes. */
  expected(flat: string, path: Uint8Array): Uint8Array | 'hidden' | undefined {
    if (this.hides(flat)) return 'hidden';
    this.#leaf.set(path);
    const found = this.#leaves.find(this.#words);
    if (found === EMPTY_REF) return undefined;
    this.#leaves.copy(found, this.#words);
    return this.#leaf.slice(PATH_BYTES);
  }

  fold(changes: Overlay): void {
    this.#recent.absorb(changes);
  }

  /**
   * Folds all changes so far into the checkpoint, which then holds the state of `head`. Reads go on meanwhile; the
   * nodes of the finalized trie must stay until it is done. If it
   * fails the changes stay in memory and in the log, and the next attempt takes them along. @throws Fault
   */
  async checkpoint(head: StateHead, digest: Uint8Array): Promise<void> {
    assert(this.#folding === undefined, 'two checkpoints at a time');
    const folding = this.#recent;
    this.#folding = folding;
    this.#recent = new Overlay();
    try {
      const changes = await this.#sealed(folding);
      await this.#checkpoint.commit(changes, { kind: 'whole', head: { ...head, digest } });
      for (const flat of folding.entries.keys()) {
        this.#young.delete(flat);
        this.#old.delete(flat);
      }
    } catch (cause) {
      folding.absorb(this.#recent);
      this.#recent = folding;
      throw cause;
    } finally {
      this.#folding = undefined;
    }
  }

  /** Lets others run now and then: a checkpoint may have hundreds of thousands of entries. */
  async #sealed(overlay: Overlay): Promise<CheckpointChange[]> {
    const changes: CheckpointChange[] = [];
    for (const flat of overlay.sortedKeys()) {
      if (changes.length % SEALED_AT_ONCE === SEALED_AT_ONCE - 1) await scheduler.yield();
      changes.push({ flat, sealed: this.#seal(flat, overlay.entries.get(flat)!) });
    }
    return changes;
  }

  #seal(flat: string, { value, leaf }: Change): Uint8Array | undefined {
    if (value === undefined) return undefined;
    assert(leaf !== EMPTY_REF, 'a finalized value has no leaf');
    this.#leaves.copy(leaf, this.#words);
    return sealValue(flat, this.#leaf, value);
  }

  #load(flat: string, space: ObjectSpace, key: Uint8Array): Uint8Array | undefined {
    const sealed = this.#checkpoint.get(flat);
    this.#paths.path(this.#leaf, 0, flat, space, key);
    const found = this.#leaves.find(this.#words);
    if (sealed === undefined) {
      if (found !== EMPTY_REF) throw corruptEntry(flat, 'is missing');
      return undefined;
    }
    if (!isIntact(fromLatin1(flat), sealed)) throw corruptEntry(flat, 'is damaged');
    if (found === EMPTY_REF || !this.#isLeaf(found, sealed))
      throw corruptEntry(flat, 'is not of this version');
    return sealed.slice(VALUE_AT);
  }

  /** Whether a sealed value carries this leaf. */
  #isLeaf(leaf: number, sealed: Uint8Array): boolean {
    this.#leaves.copy(leaf, this.#words);
    for (let index = 0; index < this.#leaf.length; index++)
      if (this.#leaf[index] !== sealed[LEAF_AT + index]) return false;
    return true;
  }

  /** The nearest key of checkpoint and layers; removed entries count, readers step over them. */
  #nearest(
    start: string | undefined,
    prefix: string,
    step: (layer: Overlay) => string | undefined,
    isNearer: (a: string, b: string) => boolean,
  ): string | undefined {
    let best = start;
    for (const layer of [this.#recent, this.#folding]) {
      const candidate = layer === undefined ? undefined : within(step(layer), prefix);
      if (candidate !== undefined && (best === undefined || isNearer(candidate, best))) best = candidate;
    }
    return best;
  }
}

export function corruptEntry(flat: string, what: string): Fault {
  const detail = `checkpoint: the entry ${hex(fromLatin1(flat))} ${what}`;
  return new Fault('store.corrupt', { retryable: false, detail });
}
