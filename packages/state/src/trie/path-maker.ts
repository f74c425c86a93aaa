/**
 * Trie items from state changes, with the first eight bytes of paths remembered by home.
 *
 * A block touches few homes many times; a home's hash costs as much as an entry's.
 * @module
 */
import { latin1 } from '@ashlar/base';
import { sha256 } from '@ashlar/crypto';
import type { ObjectSpace } from '@ashlar/protocol';
import type { Batch } from './batch.ts';
import { HOME_BYTES, PATH_BYTES } from './path.ts';

/** Homes remembered in each of two generations. */
export const HOMES_MAX = 65_536;
const FLAT_BYTES_MAX = 2_048;

export class PathMaker {
  #young: Map<string, Uint8Array> = new Map();
  #old: Map<string, Uint8Array> = new Map();
  readonly #flat: Uint8Array = new Uint8Array(FLAT_BYTES_MAX);

  /** Adds one change to a batch. */
  add(batch: Batch, flat: string, space: ObjectSpace, key: Uint8Array, value: Uint8Array | undefined): void {
    const item = batch.add(value === undefined);
    this.path(item, flat, space, key);
    if (value !== undefined) item.set(sha256(value), PATH_BYTES);
  }

  /** Writes path and value hash of an entry into `into`, 72 bytes. */
  leaf(into: Uint8Array, flat: string, space: ObjectSpace, key: Uint8Array, value: Uint8Array): void {
    this.path(into, flat, space, key);
    into.set(sha256(value), PATH_BYTES);
  }

  /** Writes the path of an entry into the first 40 bytes of `into`. */
  path(into: Uint8Array, flat: string, space: ObjectSpace, key: Uint8Array): void {
    into.set(this.#homeHash(space.homeOf(key)));
    const bytes = flat.length <= FLAT_BYTES_MAX ? this.#flat : new Uint8Array(flat.length);
    for (let index = 0; index < flat.length; index++) bytes[index] = flat.charCodeAt(index);
    into.set(sha256(bytes.subarray(0, flat.length)), HOME_BYTES);
  }

  #homeHash(home: Uint8Array): Uint8Array {
    const name = latin1(home);
    const young = this.#young.get(name);
    if (young !== undefined) return young;
    const hash = this.#old.get(name) ?? sha256(home).slice(0, HOME_BYTES);
    if (this.#young.size >= HOMES_MAX) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(name, hash);
    return hash;
  }
}
