/**
 * A hash function that remembers. The same accounts sign again and again, and the address of a key costs several hashes.
 *
 * Two generations approximate "least recently used" at the price of two look-ups: a hit in the old generation moves the
 * entry to the young one; when the young one is full it becomes the old one, and the old one is forgotten.
 * @module
 */
import { assert, latin1 } from '@ashlar/base';
import type { HashFunction } from './hash.ts';

export class HashCache {
  readonly #derive: HashFunction;
  readonly #generationMax: number;
  #young = new Map<string, Uint8Array>();
  #old = new Map<string, Uint8Array>();

  /** Remembers results of `derive`, which must be pure, for at most `entriesMax` (2 or more) inputs. */
  constructor(derive: HashFunction, entriesMax: number) {
    assert(entriesMax >= 2, 'a cache holds something');
    this.#derive = derive;
    this.#generationMax = Math.floor(entriesMax / 2);
  }

  /** Results held; one that was used again in the young generation counts twice. */
  get size(): number {
    return this.#young.size + this.#old.size;
  }

  /** `derive(bytes)`, in shared memory that is not to be written to. About 0.3 µs for 33 bytes when remembered. */
  of(bytes: Uint8Array): Uint8Array {
    const key = latin1(bytes);
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const result = this.#old.get(key) ?? this.#derive(bytes);
    if (this.#young.size >= this.#generationMax) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, result);
    return result;
  }
}
