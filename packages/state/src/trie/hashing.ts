/**
 * Labels for the new inner nodes of a batch, level by level from the deepest, a row of messages a call.
 *
 * Leaves keep no label. Those that new nodes need are hashed first, in rows, into a table; a waiting node holds the
 * places of its leaves' labels in words of its own label that are not yet in use.
 * @module
 */
import { type Arena, HASH_WORDS, PATH_WORDS } from './arena.ts';
import { PAIRS_MAX, PairRow } from './pairs.ts';
import { PATH_BITS } from './path.ts';

const MESSAGE_WORDS = 16;
/** Words of an inner record: where its label starts, and where a waiting node holds places of leaf labels. */
const LABEL_AT = 2;
const LEFT_PLACE_AT = 3;
const RIGHT_PLACE_AT = 4;
/** A label's first 16 bits are its depth; as a little-endian word, the low half. */
const DEPTH_MASK = 0xffff;
const LEAF_DEPTH_WORD = (PATH_BITS >>> 8) | ((PATH_BITS & 255) << 8);

/** A list of integers that grows. */
export class IntList {
  items: Int32Array = new Int32Array(64);
  count = 0;

  push(item: number): void {
    if (this.count === this.items.length) {
      const items = new Int32Array(this.items.length * 2);
      items.set(this.items);
      this.items = items;
    }
    this.items[this.count++] = item;
  }

  take(): Int32Array {
    const taken = this.items.slice(0, this.count);
    this.count = 0;
    return taken;
  }
}

export class Labeller {
  readonly #arena: Arena;
  readonly #row: PairRow = new PairRow();
  readonly #levels: IntList[] = [];
  readonly #leaves: IntList = new IntList();
  #leafLabels: Int32Array = new Int32Array(0);
  /** Messages hashed since the labeller was made, for measurements. */
  hashed = 0;

  constructor(arena: Arena) {
    this.#arena = arena;
    for (let depth = 0; depth < PATH_BITS; depth++) this.#levels.push(new IntList());
  }

  /** Queues a new inner node of `depth`. */
  add(node: number, depth: number, left: number, right: number): void {
    const { inner } = this.#arena;
    const block = inner.block(node);
    const offset = inner.offset(node);
    if (left < 0) block[offset + LEFT_PLACE_AT] = this.#place(left);
    if (right < 0) block[offset + RIGHT_PLACE_AT] = this.#place(right);
    this.#levels[depth]!.push(node);
  }

  /** Labels all queued nodes. */
  run(): void {
    this.#hashLeaves(this.#leaves);
    for (let depth = PATH_BITS - 1; depth >= 0; depth--) {
      const level = this.#levels[depth]!;
      for (let from = 0; from < level.count; from += PAIRS_MAX)
        this.#hashRow(level.items, from, Math.min(level.count - from, PAIRS_MAX));
      level.count = 0;
    }
    this.#leaves.count = 0;
    if (this.#leafLabels.length > PAIRS_MAX * HASH_WORDS * 64) this.#leafLabels = new Int32Array(0);
  }

  /** Forgets what is queued. */
  clear(): void {
    for (const level of this.#levels) level.count = 0;
    this.#leaves.count = 0;
  }

  /** The label of any subtree: 32 bytes, zero if empty. */
  labelOf(ref: number): Uint8Array {
    const label = new Int32Array(HASH_WORDS);
    if (ref < 0) {
      this.#leaves.push(ref);
      this.#hashLeaves(this.#leaves);
      this.#leaves.count = 0;
      for (let word = 0; word < HASH_WORDS; word++) label[word] = this.#leafLabels[word]!;
    } else if (ref > 0) {
      const block = this.#arena.inner.block(ref);
      const offset = this.#arena.inner.offset(ref) + LABEL_AT;
      for (let word = 0; word < HASH_WORDS; word++) label[word] = block[offset + word]!;
    }
    return new Uint8Array(label.buffer);
  }

  #place(leaf: number): number {
    this.#leaves.push(leaf);
    return this.#leaves.count - 1;
  }

  #hashRow(nodes: Int32Array, from: number, count: number): void {
    const { inner } = this.#arena;
    const { input, output } = this.#row;
    for (let index = 0; index < count; index++) {
      const node = nodes[from + index]!;
      const block = inner.block(node);
      const offset = inner.offset(node);
      this.#copyLabel(block[offset]!, block[offset + LEFT_PLACE_AT]!, input, index * MESSAGE_WORDS);
      this.#copyLabel(
        block[offset + 1]!,
        block[offset + RIGHT_PLACE_AT]!,
        input,
        index * MESSAGE_WORDS + HASH_WORDS,
      );
    }
    this.#row.hash(count);
    this.hashed += count;
    for (let index = 0; index < count; index++) {
      const node = nodes[from + index]!;
      const block = inner.block(node);
      const offset = inner.offset(node) + LABEL_AT;
      writeLabel(output, index * HASH_WORDS, block[offset]! & DEPTH_MASK, block, offset);
    }
  }

  #copyLabel(ref: number, place: number, to: Int32Array, at: number): void {
    let block = this.#leafLabels;
    let offset = place * HASH_WORDS;
    if (ref > 0) {
      block = this.#arena.inner.block(ref);
      offset = this.#arena.inner.offset(ref) + LABEL_AT;
    }
    for (let word = 0; word < HASH_WORDS; word++) to[at + word] = block[offset + word]!;
  }

  #hashLeaves(list: IntList): void {
    if (this.#leafLabels.length < list.count * HASH_WORDS)
      this.#leafLabels = new Int32Array(list.items.length * HASH_WORDS);
    for (let from = 0; from < list.count; from += PAIRS_MAX)
      this.#hashLeafRow(list.items, from, Math.min(list.count - from, PAIRS_MAX));
  }

  #hashLeafRow(refs: Int32Array, from: number, count: number): void {
    const { leaves } = this.#arena;
    const { input, output } = this.#row;
    for (let index = 0; index < count; index++) {
      const id = -refs[from + index]!;
      const block = leaves.block(id);
      const offset = leaves.offset(id);
      const at = index * MESSAGE_WORDS;
      for (let word = 0; word < PATH_WORDS; word++) input[at + word] = block[offset + word]!;
      for (let word = PATH_WORDS; word < MESSAGE_WORDS; word++) input[at + word] = 0;
    }
    this.#row.hash(count);
    for (let index = 0; index < count; index++) {
      const id = -refs[from + index]!;
      const block = leaves.block(id);
      const offset = leaves.offset(id) + PATH_WORDS;
      const at = index * MESSAGE_WORDS;
      for (let word = 0; word < HASH_WORDS; word++) {
        input[at + word] = output[index * HASH_WORDS + word]!;
        input[at + HASH_WORDS + word] = block[offset + word]!;
      }
    }
    this.#row.hash(count);
    this.hashed += 2 * count;
    for (let index = 0; index < count; index++) {
      const at = (from + index) * HASH_WORDS;
      writeLabel(output, index * HASH_WORDS, LEAF_DEPTH_WORD, this.#leafLabels, at);
    }
  }
}

/** Writes `depth ‖ digest[0..30]` in words: the digest moves up by two bytes. */
function writeLabel(digest: Int32Array, from: number, depthWord: number, to: Int32Array, at: number): void {
  let carry = depthWord;
  for (let word = 0; word < HASH_WORDS; word++) {
    const next = digest[from + word]!;
    to[at + word] = carry | (next << 16);
    carry = next >>> 16;
  }
}
