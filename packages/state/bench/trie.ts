/**
 * Measurements of the state, for the repository's bench runner: each function returns one figure.
 *
 * Inputs are made from a counter, so that runs are comparable; nothing is asserted here.
 * @module
 */
import { sha256 } from '@ashlar/crypto';
import { EMPTY_REF } from '../src/trie/arena.ts';
import { Batch } from '../src/trie/batch.ts';
import { PAIRS_MAX, PairRow } from '../src/trie/pairs.ts';
import { Trie } from '../src/trie/trie.ts';

/** `ratio`: against the unavoidable part of the work, where there is one. */
export type Figure = Readonly<{ value: number; unit: string; ratio?: number }>;

const ITEM_BYTES = 72;
const PATH_BYTES = 40;

/** Path and value hash of entry `number` in its `version`th value: pseudo-random, repeatable. */
function writeItem(item: Uint8Array, number: number, version: number): void {
  const seed = new Uint8Array(new Uint32Array([number]).buffer);
  item.set(sha256(seed).subarray(0, 8));
  item.set(sha256(sha256(seed)), 8);
  item.set(sha256(new Uint8Array(new Uint32Array([number, version]).buffer)), PATH_BYTES);
}

function batchOf(numbers: Iterable<number>, version: number): Batch {
  const batch = new Batch(1024);
  for (const number of numbers) writeItem(batch.add(false), number, version);
  return batch;
}

function* upTo(count: number): Iterable<number> {
  for (let number = 0; number < count; number++) yield number;
}

/** `count` distinct numbers below `limit`, spread by a multiplicative step. */
function* spread(count: number, limit: number, from: number): Iterable<number> {
  const step = (2_654_435_761 % limit) | 1;
  for (let index = 0, at = from % limit; index < count; index++, at = (at + step) % limit) yield at;
}

/** `version` counts the batches applied, so that each brings new values. */
export type BuiltTrie = { readonly trie: Trie; root: number; readonly leaves: number; version: number };

export function build(leaves: number): BuiltTrie {
  const trie = new Trie();
  return { trie, root: trie.update(EMPTY_REF, batchOf(upTo(leaves), 0)).root, leaves, version: 0 };
}

/** Milliseconds to hash as many pairs as `count` with nothing around. */
function bareHashingMs(count: number): number {
  const row = new PairRow();
  const start = performance.now();
  for (let done = 0; done < count; done += PAIRS_MAX) row.hash(Math.min(PAIRS_MAX, count - done));
  return performance.now() - start;
}

/**
 * Microseconds a Merkleized update in batches of `batchSize` over `leaves` entries (sorting, structure, hashing, the
 * freeing of what was replaced); `ratio` against hashing the touched nodes alone. The median of `rounds` batches.
 */
export function updates(
  leaves: number,
  batchSize: number,
  built: BuiltTrie = build(leaves),
  rounds = 41,
): Figure {
  const figures: { us: number; ratio: number }[] = [];
  for (let round = 1; round <= rounds + 2; round++) {
    const version = ++built.version;
    const batch = batchOf(spread(batchSize, leaves, version * 7_919), version);
    const before = built.trie.hashed;
    const start = performance.now();
    const { root, replaced } = built.trie.update(built.root, batch);
    built.trie.free(replaced);
    const ms = performance.now() - start;
    built.root = root;
    figures.push({ us: (ms * 1000) / batchSize, ratio: ms / bareHashingMs(built.trie.hashed - before) });
  }
  const sorted = figures.slice(2).sort((a, b) => a.us - b.us);
  const median = sorted[sorted.length >> 1]!;
  return { value: median.us, unit: 'µs/update', ratio: median.ratio };
}

/** Bytes that the trie takes for each leaf: leaves, inner nodes, free records. `ratio` against path and value hash. */
export function leafBytes(leaves: number, built: BuiltTrie = build(leaves)): Figure {
  const value = built.trie.arena.bytes / leaves;
  return { value, unit: 'bytes/leaf', ratio: value / ITEM_BYTES };
}
