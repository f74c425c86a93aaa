/**
 * Range proofs: that these are *all* entries between two places in path order.
 *
 * The nodes of a multiproof, read from left to right: stubs, the leaf after which the range begins, the range's
 * entries, stubs. Between that leaf and the last entry there is no stub, so nothing was left out.
 * @module
 */
import { compare, equal } from '@ashlar/base';
import { ByteWriter } from '../codec.ts';
import { bitOfWords, EMPTY_REF } from '../trie/arena.ts';
import { loadPartial, NODE, type PartialTrie, writeLeaf, writeStub } from '../trie/multiproof.ts';
import type { ProofLeaf } from '../trie/proof.ts';
import { leafAt, wordsOf } from '../trie/prover.ts';
import type { Trie } from '../trie/trie.ts';

/** The proof of the range after `after` (the beginning if undefined) up to `last`, both paths in the trie. */
export function encodeRange(
  trie: Trie,
  root: number,
  after: Uint8Array | undefined,
  last: Uint8Array | undefined,
): Uint8Array {
  const writer = new ByteWriter(1024);
  const bounds = { after: after && wordsOf(after), last: last && wordsOf(last) };
  if (root === EMPTY_REF) writer.u8(NODE.empty);
  else encodeNode(writer, trie, root, bounds);
  return writer.bytes();
}

/** A bound that a subtree does not touch any more is undefined: all of it lies inside. */
type Bounds = Readonly<{ after: Int32Array | undefined; last: Int32Array | undefined }>;
const INSIDE: Bounds = { after: undefined, last: undefined };

function encodeNode(writer: ByteWriter, trie: Trie, ref: number, bounds: Bounds): void {
  if (ref < 0) {
    const leaf = leafAt(trie, ref);
    if (bounds.after !== undefined && equal(leaf.path, bytesOf(bounds.after))) writeLeaf(writer, leaf);
    else writer.u8(NODE.entry);
    return;
  }
  const depth = trie.depthOf(ref);
  writer.u8(NODE.branch);
  writer.u16(depth);
  const { after, last } = bounds;
  const afterRight = after !== undefined && bitOfWords(after, 0, depth) === 1;
  const lastLeft = last !== undefined && bitOfWords(last, 0, depth) === 0;
  if (afterRight) writeStub(writer, trie, trie.arena.left(ref));
  else encodeNode(writer, trie, trie.arena.left(ref), { after, last: lastLeft ? last : undefined });
  if (lastLeft) writeStub(writer, trie, trie.arena.right(ref));
  else
    encodeNode(writer, trie, trie.arena.right(ref), {
      ...INSIDE,
      after: afterRight ? after : undefined,
      last,
    });
}

function bytesOf(words: Int32Array): Uint8Array {
  return new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
}

export type RangeShown = PartialTrie & Readonly<{ isLast: boolean }>;

/**
 * Loads a range proof of `entries` (in path order) after `after`. `undefined` if malformed, or if the entries need
 * not be all of their range. The root is for the caller to compare.
 */
export function loadRange(
  bytes: Uint8Array,
  after: Uint8Array | undefined,
  entries: readonly ProofLeaf[],
): RangeShown | undefined {
  for (let index = 1; index < entries.length; index++)
    if (compare(entries[index - 1]!.path, entries[index]!.path) >= 0) return undefined;
  const nodes: number[] = [];
  let isAfter = after === undefined;
  const loaded = loadPartial(bytes, entries, (tag, path) => {
    nodes.push(tag);
    if (tag === NODE.leaf) isAfter = after !== undefined && equal(path, after);
  });
  if (loaded === undefined || !isAfter) return undefined;
  const text = nodes.map((tag) => 'sl.ee'[tag]).join('');
  const shape = after === undefined ? /^e*s*$/ : /^s*le*s*$/;
  return shape.test(text) ? { ...loaded, isLast: !text.endsWith('s') } : undefined;
}
