/**
 * Exporting a snapshot: the finalized version, or one shard of it, in verifiable chunks.
 *
 * Paths are hashes, so their order is not the order in which entries are kept. An export first walks all entries once
 * and sorts their paths (`index`, in portions that the caller chooses, because the thread is shared); then any chunk
 * can be had by the path it follows. The version stays pinned until the export is disposed.
 * @module
 */
import { assert, compare, fromLatin1 } from '@ashlar/base';
import type { StateHead } from '@ashlar/ports';
import { FlatKeys } from '../flat/flat-key.ts';
import { LEAF_WORDS, PATH_WORDS } from '../trie/arena.ts';
import { Batch } from '../trie/batch.ts';
import { bitOf, PATH_BYTES } from '../trie/path.ts';
import { PathMaker } from '../trie/path-maker.ts';
import { subtreeRef } from '../trie/prover.ts';
import type { PinnedVersion, Versions } from '../versions.ts';
import { CHUNK_BYTES, type ChunkEntry, encodeChunk } from './chunk.ts';
import { encodeRange } from './range-proof.ts';

export class SnapshotExport implements Disposable {
  /** The exported version; its root is that of the shard, if only a shard is exported. */
  readonly head: StateHead;
  readonly #versions: Versions;
  readonly #pin: PinnedVersion;
  readonly #prefix: string;
  readonly #rootRef: number;
  readonly #keys: FlatKeys = new FlatKeys();
  readonly #paths: PathMaker = new PathMaker();
  readonly #batch: Batch = new Batch(1024);
  readonly #flats: string[] = [];
  #at = '\0';
  #indexed = false;

  /** Exports the finalized version of `versions`, or the shard `prefix` of it (a string of '0' and '1'). */
  constructor(versions: Versions, prefix = '') {
    this.#versions = versions;
    this.#pin = versions.pin();
    this.#prefix = prefix;
    this.#rootRef = subtreeRef(versions.trie, this.#pin.rootRef, prefix);
    this.head = { ...this.#pin.head, root: versions.trie.labelOf(this.#rootRef) };
  }

  /** Indexes up to `countMax` more entries; true once all are. Cost: some 5 µs an entry, then a sort. */
  index(countMax: number): boolean {
    for (let left = countMax; left > 0 && !this.#indexed; left--) {
      const flat = this.#pin.view.nextFlat(this.#at, '');
      if (flat === undefined) {
        this.#batch.sort();
        this.#indexed = true;
      } else this.#add(flat);
    }
    return this.#indexed;
  }

  /** Entries indexed. */
  get count(): number {
    return this.#flats.length;
  }

  /**
   * The chunk that follows the path `after` (the first, if undefined), or `undefined` if there is no such path.
   * @throws InvariantViolation before everything is indexed
   */
  chunk(after: Uint8Array | undefined, bytesMax: number = CHUNK_BYTES): Uint8Array | undefined {
    assert(this.#indexed, 'a chunk was asked for before the index was complete');
    this.#pin.view.assertAlive();
    let place = 0;
    if (after !== undefined) {
      place = this.#placeOf(after) + 1;
      if (place === 0) return undefined;
    }
    const entries: ChunkEntry[] = [];
    for (let bytes = 0; bytes < bytesMax && place < this.count; place++) {
      const entry = this.#entry(place);
      entries.push(entry);
      bytes += entry.flat.length + entry.value.length;
    }
    const last = entries.length === 0 ? after : this.#path(place - 1);
    const proof = encodeRange(
      this.#versions.trie,
      this.#rootRef,
      after,
      place === this.count ? undefined : last,
    );
    return encodeChunk({ entries, proof });
  }

  [Symbol.dispose](): void {
    this.#pin[Symbol.dispose]();
  }

  #add(flat: string): void {
    this.#at = flat;
    const { space, key } = this.#key(flat);
    const path = new Uint8Array(PATH_BYTES);
    this.#paths.path(path, 0, flat, space, key);
    for (let bit = 0; bit < this.#prefix.length; bit++)
      if (String(bitOf(path, bit)) !== this.#prefix[bit]) return;
    this.#batch.add(false).set(path);
    this.#flats.push(flat);
  }

  #key(flat: string): Omit<ChunkEntry, 'value'> {
    const key = this.#keys.decode(fromLatin1(flat));
    assert(key !== undefined, 'the state holds an entry whose key is not canonical');
    return key;
  }

  #entry(place: number): ChunkEntry {
    const key = this.#key(this.#flats[this.#batch.order[place]!]!);
    const value = this.#pin.view.getFlat(key.flat, key.space, key.key);
    assert(value !== undefined, 'a pinned version lost an entry');
    return { ...key, value };
  }

  #path(place: number): Uint8Array {
    const from = this.#batch.order[place]! * LEAF_WORDS;
    return new Uint8Array(this.#batch.words.slice(from, from + PATH_WORDS).buffer);
  }

  /** The place of a path in order, -1 if it is not there. */
  #placeOf(path: Uint8Array): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const order = compare(this.#path(middle), path);
      if (order === 0) return middle;
      if (order < 0) low = middle + 1;
      else high = middle;
    }
    return -1;
  }
}
