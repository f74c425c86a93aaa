/**
 * A layer of changes by flat key; a change without a value hides what lies beneath. Ordered only once somebody
 * iterates. A sealed version's layer is never written again.
 * @module
 */
import type { StateChange } from '@ashlar/ports';
import type { ObjectSpace } from '@ashlar/protocol';
import { EMPTY_REF } from '../trie/arena.ts';
import { SortedKeys } from './sorted-keys.ts';

/** A change, and once it is sealed the leaf that it has become (0: none). */
export type Change = StateChange & { leaf: number };

export function changeOf(space: ObjectSpace, key: Uint8Array, value: Uint8Array | undefined): Change {
  return { space, key, value, leaf: EMPTY_REF };
}

export class Overlay {
  readonly entries: Map<string, Change> = new Map();
  #keys: SortedKeys | undefined;

  set(flat: string, change: Change): void {
    if (this.#keys !== undefined && !this.entries.has(flat)) this.#keys.add(flat);
    this.entries.set(flat, change);
  }

  delete(flat: string): void {
    if (this.entries.delete(flat)) this.#keys?.delete(flat);
  }

  /** Lays a later layer over this one. */
  absorb(later: Overlay): void {
    if (later.entries.size > this.entries.size >> 2) this.#keys = undefined;
    later.entries.forEach((change, flat) => {
      this.set(flat, change);
    });
  }

  /** Notes the leaves of all changes, in their order. */
  placed(leaves: Int32Array): void {
    let item = 0;
    for (const change of this.entries.values()) change.leaf = leaves[item++]!;
  }

  nextKey(flat: string): string | undefined {
    return this.#ordered().after(flat);
  }

  prevKey(flat: string): string | undefined {
    return this.#ordered().before(flat);
  }

  /** By code unit, which is by byte. */
  sortedKeys(): string[] {
    return [...this.entries.keys()].sort();
  }

  #ordered(): SortedKeys {
    this.#keys ??= new SortedKeys(this.entries.keys());
    return this.#keys;
  }
}
