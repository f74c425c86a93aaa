/**
 * A batch of trie changes: paths and value hashes as words, put in path order.
 *
 * Sorting packs 32 bits of the path and the item's number into one float, so that the engine's native sort does the
 * work; ties descend to the next 32 bits. A hundred thousand entries of one contract (which share 64 bits) cost two
 * passes more, not a comparator call for each comparison.
 * @module
 */
import { assert } from '@ashlar/base';
import { EMPTY_REF, LEAF_WORDS, PATH_WORDS } from './arena.ts';

/** Items one native sort can number beside 32 bits of path in a float's 53. */
const PACKED_MAX = 1 << 21;
/** Items of a batch at most; a bulk build of more is a shard that should have split long ago. */
export const BATCH_MAX: number = 1 << 27;
const INSERTION_MAX = 12;

export class Batch {
  /** 18 words an item: path, value hash. */
  words: Int32Array;
  /** 1 where the item is a removal. */
  removed: Uint8Array;
  /** Item numbers in path order, after `sort`. */
  order: Uint32Array = new Uint32Array(0);
  /** The leaves that items have become, after an update; 0 for removals. */
  leaves: Int32Array;
  /** All items, 72 bytes each. */
  bytes: Uint8Array;
  #count = 0;

  constructor(capacity: number) {
    this.words = new Int32Array(Math.max(capacity, 1) * LEAF_WORDS);
    this.removed = new Uint8Array(Math.max(capacity, 1));
    this.leaves = new Int32Array(this.removed.length);
    this.bytes = new Uint8Array(this.words.buffer);
  }

  get count(): number {
    return this.#count;
  }

  /** The number of the next item, whose 72 bytes (path, value hash) the caller writes to `bytes`. */
  append(removed: boolean): number {
    if (this.#count === this.removed.length) this.#grow();
    const item = this.#count++;
    this.removed[item] = removed ? 1 : 0;
    this.leaves[item] = EMPTY_REF;
    return item;
  }

  /** As `append`; the bytes of the next item alone. */
  add(removed: boolean): Uint8Array {
    const item = this.append(removed);
    return this.bytes.subarray(item * LEAF_WORDS * 4, (item + 1) * LEAF_WORDS * 4);
  }

  clear(): void {
    this.#count = 0;
  }

  /** Puts `order` in path order. @throws InvariantViolation if two items share a path */
  sort(): void {
    if (this.order.length < this.#count) this.order = new Uint32Array(this.removed.length);
    for (let item = 0; item < this.#count; item++) this.order[item] = item;
    this.#sortRange(0, this.#count, 0);
  }

  #grow(): void {
    assert(this.#count < BATCH_MAX, 'too many changes in one batch');
    const words = new Int32Array(this.words.length * 2);
    words.set(this.words);
    const removed = new Uint8Array(this.removed.length * 2);
    removed.set(this.removed);
    this.words = words;
    this.removed = removed;
    this.leaves = new Int32Array(removed.length);
    this.bytes = new Uint8Array(words.buffer);
  }

  /** Sorts `order[from..to)`, whose paths agree in all words before `word`. */
  #sortRange(from: number, to: number, word: number): void {
    assert(to - from <= 1 || word < PATH_WORDS, 'two changes of one path in a batch');
    if (to - from <= INSERTION_MAX) this.#insertionSort(from, to);
    else if (to - from > PACKED_MAX) this.#sortByByte(from, to, word * 4);
    else this.#sortByWord(from, to, word);
  }

  #sortByWord(from: number, to: number, word: number): void {
    const keys = new Float64Array(to - from);
    for (let index = from; index < to; index++)
      keys[index - from] = this.#wordOf(this.order[index]!, word) * PACKED_MAX + (index - from);
    const before = this.order.slice(from, to);
    keys.sort();
    let runStart = from;
    let runKey = -1;
    for (let index = from; index < to; index++) {
      const packed = keys[index - from]!;
      const key = Math.floor(packed / PACKED_MAX);
      this.order[index] = before[packed - key * PACKED_MAX]!;
      if (key === runKey) continue;
      if (index - runStart > 1) this.#sortRange(runStart, index, word + 1);
      runStart = index;
      runKey = key;
    }
    if (to - runStart > 1) this.#sortRange(runStart, to, word + 1);
  }

  /** Deals a range too long for packed numbers into 256 ranges by byte `byte` of the path. */
  #sortByByte(from: number, to: number, byte: number): void {
    assert(byte < PATH_WORDS * 4, 'two changes of one path in a batch');
    const before = this.order.slice(from, to);
    const shift = 24 - (byte & 3) * 8;
    const starts = new Uint32Array(257);
    for (const item of before) starts[((this.#wordOf(item, byte >> 2) >>> shift) & 255) + 1]!++;
    for (let value = 0; value < 256; value++) starts[value + 1]! += starts[value]!;
    const cursor = starts.slice();
    for (const item of before)
      this.order[from + cursor[(this.#wordOf(item, byte >> 2) >>> shift) & 255]!++] = item;
    for (let value = 0; value < 256; value++) {
      const [start, end] = [from + starts[value]!, from + starts[value + 1]!];
      if (end - start > PACKED_MAX) this.#sortByByte(start, end, byte + 1);
      else this.#sortRange(start, end, byte >> 2);
    }
  }

  #insertionSort(from: number, to: number): void {
    for (let index = from + 1; index < to; index++) {
      const item = this.order[index]!;
      let place = index;
      while (place > from && this.#compare(this.order[place - 1]!, item) > 0) {
        this.order[place] = this.order[place - 1]!;
        place--;
      }
      this.order[place] = item;
    }
  }

  #compare(a: number, b: number): number {
    for (let word = 0; word < PATH_WORDS; word++) {
      const difference = this.#wordOf(a, word) - this.#wordOf(b, word);
      if (difference !== 0) return difference;
    }
    assert(false, 'two changes of one path in a batch');
  }

  /** Word `word` of an item's path as a big-endian number, 0 to 2^32 - 1. */
  #wordOf(item: number, word: number): number {
    const raw = this.words[item * LEAF_WORDS + word]!;
    return (((raw & 255) << 24) | ((raw & 0xff00) << 8) | ((raw >>> 8) & 0xff00) | (raw >>> 24)) >>> 0;
  }
}
