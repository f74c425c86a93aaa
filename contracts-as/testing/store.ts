/**
 * The objects of a test chain: spaces of keys and values, in the chain's order, with copies to return to.
 * @module
 */
import type { ObjectSpace } from '@ashlar/protocol';

type Stored = Readonly<{ space: ObjectSpace; key: Uint8Array; value: Uint8Array }>;
export type Found = Readonly<{ key: Uint8Array; value: Uint8Array }>;

export class Store {
  #entries = new Map<string, Stored>();
  #sorted: string[] | undefined;

  get(space: ObjectSpace, key: Uint8Array): Uint8Array | undefined {
    return this.#entries.get(space.flatKeyOf(key))?.value;
  }

  put(space: ObjectSpace, key: Uint8Array, value: Uint8Array): void {
    this.#entries.set(space.flatKeyOf(key), { space, key: key.slice(), value: value.slice() });
    this.#sorted = undefined;
  }

  remove(space: ObjectSpace, key: Uint8Array): void {
    if (this.#entries.delete(space.flatKeyOf(key))) this.#sorted = undefined;
  }

  /** The entry of the space next to `key`, which need not exist, in the direction given. */
  neighbour(space: ObjectSpace, key: Uint8Array, direction: 'next' | 'prev'): Found | undefined {
    this.#sorted ??= [...this.#entries.keys()].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    const flat = space.flatKeyOf(key);
    const found =
      direction === 'next'
        ? this.#sorted.find((candidate) => candidate > flat)
        : this.#sorted.findLast((candidate) => candidate < flat);
    const entry = found === undefined ? undefined : this.#entries.get(found)!;
    return entry?.space.prefixKey === space.prefixKey ? entry : undefined;
  }

  /** Number of objects of a space. */
  count(space: ObjectSpace): number {
    return [...this.#entries.values()].filter((entry) => entry.space.prefixKey === space.prefixKey).length;
  }

  copy(): ReadonlyMap<string, unknown> {
    return new Map(this.#entries);
  }

  restore(copy: ReadonlyMap<string, unknown>): void {
    this.#entries = new Map(copy as ReadonlyMap<string, Stored>);
    this.#sorted = undefined;
  }
}
