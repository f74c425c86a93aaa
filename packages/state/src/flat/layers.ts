/**
 * Reading a version: its layers from the newest down, then the base.
 *
 * Layers hold changes of unfinalized versions; where a stack is deep, some hold those of 8 or 64 versions at once
 * (`versions.ts`), so a read looks into some twenty maps at the very most, usually one or two.
 * @module
 */
import { fromLatin1 } from '@ashlar/base';
import type { StateEntry, StateView } from '@ashlar/ports';
import type { ObjectSpace } from '@ashlar/protocol';
import type { FlatBase } from './base.ts';
import type { Overlay } from './overlay.ts';

export class LayeredView implements StateView {
  /** Newest first. */
  readonly layers: readonly Overlay[];
  readonly base: FlatBase;
  /** @throws InvariantViolation once the version is gone */
  readonly assertAlive: () => void;

  constructor(layers: readonly Overlay[], base: FlatBase, assertAlive: () => void) {
    this.layers = layers;
    this.base = base;
    this.assertAlive = assertAlive;
  }

  get(space: ObjectSpace, key: Uint8Array): Uint8Array | undefined {
    return this.getFlat(space.flatKeyOf(key), space, key);
  }

  getFlat(flat: string, space: ObjectSpace, key: Uint8Array): Uint8Array | undefined {
    this.assertAlive();
    for (const layer of this.layers) {
      const change = layer.entries.get(flat);
      if (change !== undefined) return change.value;
    }
    return this.base.get(flat, space, key);
  }

  next(space: ObjectSpace, key: Uint8Array): StateEntry | undefined {
    return this.step(space, key, true);
  }

  prev(space: ObjectSpace, key: Uint8Array): StateEntry | undefined {
    return this.step(space, key, false);
  }

  /** One step of iteration. Costs one search a layer for each removed entry that it passes. */
  step(space: ObjectSpace, from: Uint8Array, forward: boolean): StateEntry | undefined {
    this.assertAlive();
    let flat = space.flatKeyOf(from);
    for (;;) {
      const found = this.#nearest(flat, space.prefixKey, forward);
      if (found === undefined) return undefined;
      const key = keyOfFlat(space, found);
      const value = this.getFlat(found, space, key);
      if (value !== undefined) return { key, value };
      flat = found;
    }
  }

  /** The flat key after `flat` of an entry that is there, over all spaces. */
  nextFlat(flat: string, prefix: string): string | undefined {
    this.assertAlive();
    for (let at = this.#nearest(flat, prefix, true); at !== undefined; at = this.#nearest(at, prefix, true)) {
      const layer = this.layers.find(({ entries }) => entries.has(at!));
      if (layer === undefined ? this.base.has(at) : layer.entries.get(at)!.value !== undefined) return at;
    }
    return undefined;
  }

  #nearest(flat: string, prefix: string, forward: boolean): string | undefined {
    let best = forward ? this.base.nextKey(flat, prefix) : this.base.prevKey(flat, prefix);
    for (const layer of this.layers) {
      const candidate = forward ? layer.nextKey(flat) : layer.prevKey(flat);
      if (candidate === undefined || !candidate.startsWith(prefix)) continue;
      if (best === undefined || (forward ? candidate < best : candidate > best)) best = candidate;
    }
    return best;
  }
}

/** The key within its space of a flat key of that space. */
export function keyOfFlat(space: ObjectSpace, flat: string): Uint8Array {
  const body = space.prefixKey.length + 1;
  if (flat.length < body) return new Uint8Array(0);
  const lengthBytes = flat.charCodeAt(body) < 128 ? 1 : 2;
  return fromLatin1(flat.slice(body + lengthBytes));
}
