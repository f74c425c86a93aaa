/**
 * The durable base: changes since the checkpoint in memory, then the checkpoint.
 *
 * Nothing read from the checkpoint is believed: a value must be intact and be the one that the trie commits to, and an
 * absent entry must be absent from the trie too. What passed is remembered in a cache of two generations.
 * @module
 */
import { assert, Fault, fromLatin1, hex, InvariantViolation } from '@ashlar/base';
import type { StateHead } from '@ashlar/ports';
import type { ObjectSpace } from '@ashlar/protocol';
import { type FlatBase, within } from '../flat/base.ts';
import { Overlay } from '../flat/overlay.ts';
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

/** The value hash that the finalized trie commits to under a path (40 bytes), if any. */
export type Committed = (path: Uint8Array) => Uint8Array | undefined;

export class DurableBase implements FlatBase {
  readonly #checkpoint: CheckpointTable;
  readonly #paths: PathMaker = new PathMaker();
  readonly #leaf: Uint8Array = new Uint8Array(VALUE_AT - LEAF_AT);
  #committed: Committed;
  #recent: Overlay = new Overlay();
  #folding: Overlay | undefined;
  #young: Map<string, Uint8Array | undefined> = new Map();
  #old: Map<string, Uint8Array | undefined> = new Map();

  constructor(checkpoint: CheckpointTable, recent: Overlay) {
    this.#checkpoint = checkpoint;
    this.#recent = recent;
    this.#committed = () => {
      throw new InvariantViolation('the base was read before its trie was known');
    };
  }

  /** Connects the trie's finalized version, which all reads are checked against. */
  connect(committed: Committed): void {
    this.#committed = committed;
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
    if (this.#young.has(flat)) return this.#young.get(flat);
    const value = this.#old.has(flat) ? this.#old.get(flat) : this.#load(flat, space, key);
    if (this.#young.size >= CACHE_MAX) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(flat, value);
    return value;
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

  fold(changes: Overlay): void {
    this.#recent.absorb(changes);
  }

  /**
   * Folds all changes so far into the checkpoint, which then holds the state of `head`. Reads go on meanwhile. If it
   * fails the changes stay in memory and in the log, and the next attempt takes them along. @throws Fault
   */
  async checkpoint(head: StateHead, digest: Uint8Array): Promise<void> {
    assert(this.#folding === undefined, 'two checkpoints at a time');
    const folding = this.#recent;
    this.#folding = folding;
    this.#recent = new Overlay();
    try {
      await this.#checkpoint.commit(this.#sealed(folding), { kind: 'whole', head: { ...head, digest } });
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

  #sealed(overlay: Overlay): CheckpointChange[] {
    const leaf = this.#leaf;
    return overlay.sortedKeys().map((flat) => {
      const { space, key, value } = overlay.entries.get(flat)!;
      if (value === undefined) return { flat, sealed: undefined };
      this.#paths.leaf(leaf, flat, space, key, value);
      return { flat, sealed: sealValue(flat, leaf, value) };
    });
  }

  #load(flat: string, space: ObjectSpace, key: Uint8Array): Uint8Array | undefined {
    const sealed = this.#checkpoint.get(flat);
    const path = this.#leaf.subarray(0, VALUE_AT - LEAF_AT - 32);
    this.#paths.path(path, flat, space, key);
    const committed = this.#committed(path);
    if (sealed === undefined) {
      if (committed !== undefined) throw corruptEntry(flat, 'is missing');
      return undefined;
    }
    if (!isIntact(fromLatin1(flat), sealed)) throw corruptEntry(flat, 'is damaged');
    const hash = sealed.subarray(VALUE_AT - 32, VALUE_AT);
    if (committed === undefined || !committed.every((byte, index) => byte === hash[index]))
      throw corruptEntry(flat, 'is not of this version');
    return sealed.subarray(VALUE_AT);
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
