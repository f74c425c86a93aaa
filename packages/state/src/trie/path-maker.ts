/**
 * Trie items from state changes: paths and value hashes, written where they belong.
 *
 * Zones repeat from entry to entry and are remembered; an account is hashed again sooner than it is looked up.
 * @module
 */

import { sha256Into } from '@ashlar/crypto';
import type { ObjectSpace } from '@ashlar/protocol';
import type { Batch } from './batch.ts';
import { HOME_BYTES, ITEM_BYTES, PATH_BYTES } from './path.ts';

const FLAT_BYTES_MAX = 2_048;

export class PathMaker {
  readonly #flat: Uint8Array = new Uint8Array(FLAT_BYTES_MAX);
  /** Views of the first so many bytes of `#flat`: keys have few lengths, a view costs a third of a hash. */
  readonly #views: Uint8Array[] = [];
  #zone: Uint8Array | undefined;
  readonly #zoneHash: Uint8Array = new Uint8Array(HOME_BYTES);

  /** Adds one change to a batch. */
  add(batch: Batch, flat: string, space: ObjectSpace, key: Uint8Array, value: Uint8Array | undefined): void {
    const at = batch.append(value === undefined) * ITEM_BYTES;
    this.path(batch.bytes, at, flat, space, key);
    if (value !== undefined) sha256Into(value, batch.bytes, at + PATH_BYTES);
  }

  /** Writes the path of an entry into the 40 bytes of `into` from `at` on. */
  path(into: Uint8Array, at: number, flat: string, space: ObjectSpace, key: Uint8Array): void {
    const home = space.homeOf(key);
    if (space.partitioned) sha256Into(home, into, at, HOME_BYTES);
    else into.set(this.#hashOfZone(home), at);
    sha256Into(this.#bytesOf(flat), into, at + HOME_BYTES);
  }

  #hashOfZone(zone: Uint8Array): Uint8Array {
    if (this.#zone !== zone) {
      sha256Into(zone, this.#zoneHash, 0, HOME_BYTES);
      this.#zone = zone;
    }
    return this.#zoneHash;
  }

  /** Valid until the next call. */
  #bytesOf(flat: string): Uint8Array {
    const bytes = this.#room(flat.length);
    for (let index = 0; index < flat.length; index++) bytes[index] = flat.charCodeAt(index);
    return bytes;
  }

  #room(length: number): Uint8Array {
    if (length > FLAT_BYTES_MAX) return new Uint8Array(length);
    const known = this.#views[length];
    if (known !== undefined) return known;
    const view = this.#flat.subarray(0, length);
    this.#views[length] = view;
    return view;
  }
}
