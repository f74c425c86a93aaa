/**
 * Proofs and subtree roots from a trie in memory.
 * @module
 */
import { assert } from '@ashlar/base';
import { bitOfWords, EMPTY_REF, PATH_WORDS } from './arena.ts';
import { bitOf, EMPTY_ROOT, PATH_BITS } from './path.ts';
import type { Proof, ProofLeaf, Sibling } from './proof.ts';
import type { Trie } from './trie.ts';

/** The proof of the entry with `path`, present or not, under the version `root`. Costs one label a level. */
export function prove(trie: Trie, root: number, path: Uint8Array): Proof {
  if (root === EMPTY_REF) return { kind: 'empty' };
  const words = wordsOf(path);
  const siblings: Sibling[] = [];
  let node = root;
  while (node > 0) {
    const depth = trie.arena.depth(node);
    const right = bitOfWords(words, 0, depth) === 1;
    const [left, other] = [trie.arena.left(node), trie.arena.right(node)];
    siblings.push({ depth, label: trie.labelOf(right ? left : other) });
    node = right ? other : left;
  }
  const leaf = leafAt(trie, node);
  const own = leaf.path.every((byte, index) => byte === path[index]);
  return own ? { kind: 'present', siblings } : { kind: 'other', leaf, siblings };
}

/** Path and value hash of a leaf, copied. */
export function leafAt(trie: Trie, ref: number): ProofLeaf {
  const { leaves } = trie.arena;
  const from = leaves.offset(-ref);
  const block = leaves.block(-ref);
  const bytes = new Uint8Array(block.slice(from, from + leaves.words).buffer);
  return { path: bytes.subarray(0, PATH_WORDS * 4), valueHash: bytes.subarray(PATH_WORDS * 4) };
}

/**
 * The label of the subtree of all paths that begin with `prefix` (of '0' and '1', at most 320): the state root of that
 * shard. 32 zero bytes if nothing lies there.
 */
export function subtreeRoot(trie: Trie, root: number, prefix: string): Uint8Array {
  const ref = subtreeRef(trie, root, prefix);
  return ref === EMPTY_REF ? EMPTY_ROOT : trie.labelOf(ref);
}

/** The node that holds exactly the paths with `prefix`, or 0. */
export function subtreeRef(trie: Trie, root: number, prefix: string): number {
  assert(/^[01]*$/.test(prefix) && prefix.length <= PATH_BITS, 'a prefix is a string of at most 320 bits');
  let node = root;
  while (node > 0 && trie.arena.depth(node) < prefix.length)
    node = prefix[trie.arena.depth(node)] === '1' ? trie.arena.right(node) : trie.arena.left(node);
  if (node === EMPTY_REF) return EMPTY_REF;
  const { path } = leafAt(trie, trie.representative(node));
  for (let bit = 0; bit < prefix.length; bit++)
    if (String(bitOf(path, bit)) !== prefix[bit]) return EMPTY_REF;
  return node;
}

export function wordsOf(path: Uint8Array): Int32Array {
  const words = new Int32Array(path.length >> 2);
  new Uint8Array(words.buffer).set(path);
  return words;
}
