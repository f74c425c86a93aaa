/**
 * The authenticated face of the state: a binary, path-compressed Merkle trie, copy-on-write.
 *
 * A version is the reference of its root. `update` takes a version and a sorted batch and makes the next version;
 * it tells which nodes are new and which of the old version's are no longer part of the new one, so that the owner of
 * versions can free either set later. Recursion is bounded by the 320 bits of a path.
 * Does not know keys, values or forks.
 * @module
 */
import { assert, Fault } from '@ashlar/base';
import { Arena, bitOfWords, EMPTY_REF, firstDifference, LEAF_WORDS, PATH_WORDS } from './arena.ts';
import type { Batch } from './batch.ts';
import { IntList, Labeller } from './hashing.ts';
import { PATH_BITS } from './path.ts';

/** Changes whose nodes are labelled together: many enough for full rows, few enough to be in the cache still. */
const CHUNK_MAX = 128;

export type TrieUpdate = Readonly<{
  root: number;
  /** Nodes of the new version that the old one lacks. */
  created: Int32Array;
  /** Nodes of the old version that the new one lacks. */
  replaced: Int32Array;
}>;

export class Trie {
  readonly arena: Arena = new Arena();
  readonly #labeller: Labeller = new Labeller(this.arena);
  readonly #created: IntList = new IntList();
  readonly #replaced: IntList = new IntList();
  #batch: Batch | undefined;

  /** Messages hashed so far, for measurements. */
  get hashed(): number {
    return this.#labeller.hashed;
  }

  /** The 32-byte label of a subtree. */
  labelOf(ref: number): Uint8Array {
    return this.#labeller.labelOf(ref);
  }

  /**
   * The version that follows `root` by the changes of `batch`, labelled. Removals of absent paths and values that
   * stay the same create nothing. @throws Fault `store.outsideWitness` where a change leads into a stub
   */
  update(root: number, batch: Batch): TrieUpdate {
    batch.sort();
    this.#batch = batch;
    try {
      const next = this.#update(root, 0, batch.count, 0);
      this.#labeller.run();
      return { root: next, created: this.#created.take(), replaced: this.#replaced.take() };
    } catch (error) {
      this.#labeller.clear();
      this.free(this.#created.take());
      this.#replaced.count = 0;
      throw error;
    } finally {
      this.#batch = undefined;
    }
  }

  /** The leaf of a path (10 words from `at`), or 0. @throws Fault `store.outsideWitness` */
  find(root: number, words: Int32Array, at: number): number {
    const leaf = this.closest(root, words, at);
    if (leaf === EMPTY_REF) return EMPTY_REF;
    const { leaves } = this.arena;
    const split = firstDifference(words, at, leaves.block(-leaf), leaves.offset(-leaf), 0);
    return split === PATH_BITS ? leaf : EMPTY_REF;
  }

  /** The one leaf to which the bits of a path lead, 0 in an empty trie. @throws Fault `store.outsideWitness` */
  closest(root: number, words: Int32Array, at: number): number {
    let node = root;
    while (node > 0) {
      const right = bitOfWords(words, at, this.#openDepth(node)) === 1;
      node = right ? this.arena.right(node) : this.arena.left(node);
    }
    return node;
  }

  /** As `find`; `undefined` where the way leads into a stub. */
  tryFind(root: number, words: Int32Array): number | undefined {
    let node = root;
    while (node > 0) {
      if (this.arena.isStub(node)) return undefined;
      const right = bitOfWords(words, 0, this.arena.depth(node)) === 1;
      node = right ? this.arena.right(node) : this.arena.left(node);
    }
    return this.find(root, words, 0);
  }

  /** The branch depth of an inner node. @throws Fault `store.outsideWitness` if it is a stub */
  depthOf(ref: number): number {
    return this.#openDepth(ref);
  }

  /** Parts of a trie from outside, for witnesses: leaves (18 words), stubs (8 words) and branches over them. */
  graftLeaf(words: Int32Array): number {
    return this.arena.leaf(words, 0);
  }

  graftStub(label: Int32Array): number {
    return this.arena.stub(label, 0);
  }

  graftBranch(depth: number, left: number, right: number): number {
    const node = this.arena.branch(depth, left, right);
    this.#labeller.add(node, depth, left, right);
    return node;
  }

  /** Labels all grafted branches. */
  labelGrafts(): void {
    this.#labeller.run();
  }

  free(refs: Int32Array): void {
    for (const ref of refs) this.arena.free(ref);
  }

  /** Copies path and value hash of a leaf, 18 words. */
  copyLeaf(ref: number, into: Int32Array): void {
    const { leaves } = this.arena;
    const block = leaves.block(-ref);
    const offset = leaves.offset(-ref);
    for (let word = 0; word < LEAF_WORDS; word++) into[word] = block[offset + word]!;
  }

  /** Any leaf under `ref`: the leftmost that is not in a stub. @throws Fault `store.outsideWitness` if none is */
  representative(ref: number): number {
    let node = ref;
    while (node > 0) {
      const left = this.arena.left(node);
      if (left === EMPTY_REF) throw outsideWitness();
      node = left > 0 && this.arena.isStub(left) ? this.arena.right(node) : left;
    }
    return node;
  }

  /** Changes `from` to `to` of the batch (they share `depth` bits with each other and with the subtree `ref`). */
  #update(ref: number, from: number, to: number, depth: number): number {
    if (from === to) return ref;
    if (ref === EMPTY_REF) return this.#build(from, to, depth);
    const branchDepth = ref < 0 ? PATH_BITS : this.#openDepth(ref);
    if (branchDepth > depth) {
      const leaf = this.representative(ref);
      const split = this.#firstSplit(leaf, from, to, depth);
      if (split < branchDepth) return this.#split(ref, leaf, from, to, split);
      if (ref < 0) return this.#replaceLeaf(ref, from, to);
    }
    const left = this.arena.left(ref);
    const right = this.arena.right(ref);
    const middle = this.#partition(from, to, branchDepth);
    const newLeft = this.#update(left, from, middle, branchDepth + 1);
    if (to - from > CHUNK_MAX) this.#labeller.run();
    const newRight = this.#update(right, middle, to, branchDepth + 1);
    if (to - from > CHUNK_MAX) this.#labeller.run();
    if (newLeft === left && newRight === right) return ref;
    this.#replaced.push(ref);
    return this.#join(branchDepth, newLeft, newRight);
  }

  #openDepth(ref: number): number {
    if (this.arena.isStub(ref)) throw outsideWitness();
    return this.arena.depth(ref);
  }

  /** Some changes leave the compressed edge above `ref` at bit `split`. */
  #split(ref: number, leaf: number, from: number, to: number, split: number): number {
    const middle = this.#partition(from, to, split);
    const { leaves } = this.arena;
    const goesRight = bitOfWords(leaves.block(-leaf), leaves.offset(-leaf), split) === 1;
    const left = goesRight
      ? this.#build(from, middle, split + 1)
      : this.#update(ref, from, middle, split + 1);
    const right = goesRight ? this.#update(ref, middle, to, split + 1) : this.#build(middle, to, split + 1);
    return this.#join(split, left, right);
  }

  #replaceLeaf(ref: number, from: number, to: number): number {
    const batch = this.#batch!;
    assert(to - from === 1, 'two changes of one path in a batch');
    const item = batch.order[from]!;
    if (batch.removed[item] === 1) {
      this.#replaced.push(ref);
      return EMPTY_REF;
    }
    const block = this.arena.leaves.block(-ref);
    const offset = this.arena.leaves.offset(-ref);
    let same = true;
    for (let word = PATH_WORDS; word < LEAF_WORDS; word++)
      same = same && block[offset + word] === batch.words[item * LEAF_WORDS + word];
    if (same) {
      batch.leaves[item] = ref;
      return ref;
    }
    this.#replaced.push(ref);
    return this.#leaf(item);
  }

  /** A subtree of the insertions `from` to `to` alone. */
  #build(from: number, to: number, depth: number): number {
    const batch = this.#batch!;
    if (to - from === 1) {
      const item = batch.order[from]!;
      return batch.removed[item] === 1 ? EMPTY_REF : this.#leaf(item);
    }
    if (from === to) return EMPTY_REF;
    const { words, order } = batch;
    const split = firstDifference(
      words,
      order[from]! * LEAF_WORDS,
      words,
      order[to - 1]! * LEAF_WORDS,
      depth,
    );
    assert(split < PATH_BITS, 'two changes of one path in a batch');
    const middle = this.#partition(from, to, split);
    const left = this.#build(from, middle, split + 1);
    if (to - from > CHUNK_MAX) this.#labeller.run();
    const right = this.#build(middle, to, split + 1);
    if (to - from > CHUNK_MAX) this.#labeller.run();
    return this.#join(split, left, right);
  }

  #join(depth: number, left: number, right: number): number {
    if (left === EMPTY_REF) return right;
    if (right === EMPTY_REF) return left;
    const node = this.arena.branch(depth, left, right);
    this.#labeller.add(node, depth, left, right);
    this.#created.push(node);
    return node;
  }

  #leaf(item: number): number {
    const ref = this.arena.leaf(this.#batch!.words, item * LEAF_WORDS);
    this.#created.push(ref);
    this.#batch!.leaves[item] = ref;
    return ref;
  }

  /** The first bit, from `depth`, at which some change of the range differs from the leaf. */
  #firstSplit(leaf: number, from: number, to: number, depth: number): number {
    const { words, order } = this.#batch!;
    const block = this.arena.leaves.block(-leaf);
    const offset = this.arena.leaves.offset(-leaf);
    const first = firstDifference(words, order[from]! * LEAF_WORDS, block, offset, depth);
    if (to - from === 1) return first;
    return Math.min(first, firstDifference(words, order[to - 1]! * LEAF_WORDS, block, offset, depth));
  }

  /** The first change of the range whose bit `bit` is set. */
  #partition(from: number, to: number, bit: number): number {
    const { words, order } = this.#batch!;
    let low = from;
    let high = to;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (bitOfWords(words, order[middle]! * LEAF_WORDS, bit) === 1) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** A witness was asked for what it does not hold: whoever made it left something out. */
export function outsideWitness(): Fault {
  return new Fault('store.outsideWitness', { retryable: false });
}
