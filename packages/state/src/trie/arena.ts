/**
 * The memory of tries: inner nodes and leaves as records of 32-bit words in blocks of typed arrays.
 *
 * A *reference* is one integer: 0 the empty subtree, `id > 0` an inner node, `-id < 0` a leaf. Records are written
 * once and shared by all versions; whoever knows that no version needs one any more frees it. Freed records form
 * a list threaded through themselves. Blocks are never moved or returned: growth copies nothing.
 *
 * Inner node, 10 words: left, right, label (8). A *stub* has children 0, 0: a subtree of which only the label is known.
 * Leaf, 18 words: path (10), value hash (8). Its label is not kept: two hashes restore it, 32 bytes a leaf are saved.
 * @module
 */
import { assert } from '@ashlar/base';

export const INNER_WORDS = 10;
export const LEAF_WORDS = 18;
export const PATH_WORDS = 10;
export const HASH_WORDS = 8;
export const EMPTY_REF = 0;

const BLOCK_BITS = 13;
const BLOCK_RECORDS = 1 << BLOCK_BITS;
const BLOCK_MASK = BLOCK_RECORDS - 1;
/** Records one arena can hold: what a reference can name. */
export const ARENA_RECORDS_MAX: number = 2 ** 31 - BLOCK_RECORDS;

/** Fixed-size records, numbered from 1. */
export class Records {
  readonly words: number;
  readonly blocks: Int32Array[] = [];
  #used = 1;
  #freeHead = 0;
  #live = 0;

  constructor(words: number) {
    this.words = words;
  }

  /** Records in use. */
  get live(): number {
    return this.#live;
  }

  get bytes(): number {
    return this.blocks.length * BLOCK_RECORDS * this.words * 4;
  }

  block(id: number): Int32Array {
    return this.blocks[id >>> BLOCK_BITS]!;
  }

  offset(id: number): number {
    return (id & BLOCK_MASK) * this.words;
  }

  allocate(): number {
    this.#live++;
    const free = this.#freeHead;
    if (free !== 0) {
      this.#freeHead = this.block(free)[this.offset(free)]!;
      return free;
    }
    const id = this.#used++;
    if (id >>> BLOCK_BITS === this.blocks.length) {
      assert(id < ARENA_RECORDS_MAX, 'the trie outgrew its references');
      this.blocks.push(new Int32Array(BLOCK_RECORDS * this.words));
    }
    return id;
  }

  free(id: number): void {
    this.block(id)[this.offset(id)] = this.#freeHead;
    this.#freeHead = id;
    this.#live--;
  }
}

/** The records of all versions of one trie. */
export class Arena {
  readonly inner: Records = new Records(INNER_WORDS);
  readonly leaves: Records = new Records(LEAF_WORDS);

  constructor() {
    const probe = new Uint8Array(new Uint32Array([1]).buffer);
    assert(probe[0] === 1, 'the trie needs a little-endian machine');
  }

  left(id: number): number {
    return this.inner.block(id)[this.inner.offset(id)]!;
  }

  right(id: number): number {
    return this.inner.block(id)[this.inner.offset(id) + 1]!;
  }

  isStub(id: number): boolean {
    return this.left(id) === EMPTY_REF;
  }

  /** The branch depth of an inner node: the first two bytes of its label, big-endian. */
  depth(id: number): number {
    const word = this.inner.block(id)[this.inner.offset(id) + 2]!;
    return ((word & 255) << 8) | ((word >>> 8) & 255);
  }

  /** A new inner node whose label holds its depth and waits to be hashed. */
  branch(depth: number, left: number, right: number): number {
    const id = this.inner.allocate();
    const block = this.inner.block(id);
    const offset = this.inner.offset(id);
    block[offset] = left;
    block[offset + 1] = right;
    block[offset + 2] = (depth >>> 8) | ((depth & 255) << 8);
    return id;
  }

  /** A subtree known by its label alone (8 words at `from`). */
  stub(label: Int32Array, from: number): number {
    const id = this.branch(0, EMPTY_REF, EMPTY_REF);
    const block = this.inner.block(id);
    const offset = this.inner.offset(id) + 2;
    for (let word = 0; word < HASH_WORDS; word++) block[offset + word] = label[from + word]!;
    return id;
  }

  /** A new leaf of the 18 words at `from`; returns its reference. */
  leaf(words: Int32Array, from: number): number {
    const id = this.leaves.allocate();
    const block = this.leaves.block(id);
    const offset = this.leaves.offset(id);
    for (let word = 0; word < LEAF_WORDS; word++) block[offset + word] = words[from + word]!;
    return -id;
  }

  free(ref: number): void {
    if (ref > 0) this.inner.free(ref);
    else if (ref < 0) this.leaves.free(-ref);
  }

  /** Bytes of all blocks, used or free. */
  get bytes(): number {
    return this.inner.bytes + this.leaves.bytes;
  }
}

/** Bit `index` of the path whose words (bytes in memory order) begin at `from`. */
export function bitOfWords(words: Int32Array, from: number, index: number): number {
  return (words[from + (index >>> 5)]! >>> (((index >>> 3) & 3) * 8 + 7 - (index & 7))) & 1;
}

/** The first bit at which two paths differ, looking from the word of bit `since` on; 320 if none. */
export function firstDifference(
  a: Int32Array,
  aFrom: number,
  b: Int32Array,
  bFrom: number,
  since: number,
): number {
  for (let word = since >>> 5; word < PATH_WORDS; word++) {
    const difference = a[aFrom + word]! ^ b[bFrom + word]!;
    if (difference !== 0) {
      const byte = (31 - Math.clz32(difference & -difference)) >>> 3;
      return word * 32 + byte * 8 + Math.clz32((difference >>> (byte * 8)) & 255) - 24;
    }
  }
  return PATH_WORDS * 32;
}
