/**
 * What lies under all unfinalized versions: the newest durable version, by flat key.
 * @module
 */
import type { ObjectSpace } from '@ashlar/protocol';
import { Overlay } from './overlay.ts';

export interface FlatBase {
  get(flat: string, space: ObjectSpace, key: Uint8Array): Uint8Array | undefined;
  /** Whether the entry is there. */
  has(flat: string): boolean;
  /** The smallest flat key greater than `flat` that begins with `prefix`. */
  nextKey(flat: string, prefix: string): string | undefined;
  /** The greatest flat key smaller than `flat` that begins with `prefix`. */
  prevKey(flat: string, prefix: string): string | undefined;
  /** Makes a finalized version's changes part of the base. */
  fold(changes: Overlay): void;
}

/** The base of a store that keeps nothing: all entries in one map. */
export class MemoryBase implements FlatBase {
  readonly #overlay: Overlay = new Overlay();

  get size(): number {
    return this.#overlay.entries.size;
  }

  get(flat: string): Uint8Array | undefined {
    return this.#overlay.entries.get(flat)?.value;
  }

  has(flat: string): boolean {
    return this.#overlay.entries.has(flat);
  }

  nextKey(flat: string, prefix: string): string | undefined {
    return within(this.#overlay.nextKey(flat), prefix);
  }

  prevKey(flat: string, prefix: string): string | undefined {
    return within(this.#overlay.prevKey(flat), prefix);
  }

  fold(changes: Overlay): void {
    for (const [flat, change] of changes.entries) {
      if (change.value === undefined) this.#overlay.delete(flat);
      else this.#overlay.set(flat, change);
    }
  }
}

export function within(flat: string | undefined, prefix: string): string | undefined {
  return flat?.startsWith(prefix) ? flat : undefined;
}
