/**
 * One proof for many entries: the part of the trie that their paths touch, as a tree of bytes.
 *
 * node = 0 ‖ label (32)                     a subtree that none of the paths enters
 *      | 1 ‖ path (40) ‖ value hash (32)    a leaf of somebody else, at which the way of an absent entry ends
 *      | 2 ‖ depth (2) ‖ node ‖ node        a branch
 *      | 3                                  the leaf of the next present entry, in path order
 *      | 4                                  the empty trie, alone
 *
 * The bytes load into a trie of stubs on which `update` runs as on a whole one: a branch that collapses needs no more
 * of its sibling than the label, because labels do not depend on what is above.
 * @module
 */
import { compare, equal } from '@ashlar/base';
import { type ByteReader, ByteWriter, decoding } from '../codec.ts';
import { EMPTY_REF } from './arena.ts';
import { bitOf, DIGEST_BYTES, depthOfLabel, LABEL_BYTES, PATH_BITS, PATH_BYTES } from './path.ts';
import type { ProofLeaf } from './proof.ts';
import { leafAt, wordsOf } from './prover.ts';
import { Trie } from './trie.ts';

/** What stands before each node. */
export const NODE = { stub: 0, leaf: 1, branch: 2, entry: 3, empty: 4 } as const;

/** What a multiproof speaks of: a path and its value hash, or its absence. */
export type Claim = Readonly<{ path: Uint8Array; valueHash: Uint8Array | undefined }>;

export function sortClaims(claims: readonly Claim[]): Claim[] {
  return [...claims].sort((a, b) => compare(a.path, b.path));
}

/** The multiproof of `claims` (in path order) under the version `root`. @throws Fault `store.outsideWitness` */
export function encodeMultiproof(trie: Trie, root: number, claims: readonly Claim[]): Uint8Array {
  const writer = new ByteWriter(1024);
  if (root === EMPTY_REF) writer.u8(NODE.empty);
  else encodeNode(writer, trie, root, claims);
  return writer.bytes();
}

function encodeNode(writer: ByteWriter, trie: Trie, ref: number, claims: readonly Claim[]): void {
  if (claims.length === 0) {
    writeStub(writer, trie, ref);
    return;
  }
  if (ref < 0) {
    const leaf = leafAt(trie, ref);
    const own = claims.some(({ path, valueHash }) => valueHash !== undefined && equal(path, leaf.path));
    if (own) writer.u8(NODE.entry);
    else writeLeaf(writer, leaf);
    return;
  }
  const depth = trie.depthOf(ref);
  writer.u8(NODE.branch);
  writer.u16(depth);
  for (const bit of [0, 1] as const) {
    const child = bit === 0 ? trie.arena.left(ref) : trie.arena.right(ref);
    encodeNode(
      writer,
      trie,
      child,
      claims.filter(({ path }) => bitOf(path, depth) === bit),
    );
  }
}

export function writeStub(writer: ByteWriter, trie: Trie, ref: number): void {
  writer.u8(NODE.stub);
  writer.raw(trie.labelOf(ref));
}

export function writeLeaf(writer: ByteWriter, { path, valueHash }: ProofLeaf): void {
  writer.u8(NODE.leaf);
  writer.raw(path);
  writer.raw(valueHash);
}

export type PartialTrie = Readonly<{ trie: Trie; root: number }>;

/**
 * Loads the part of a trie that a multiproof shows. `undefined` if the bytes are malformed, a claim does not hold in
 * it, or it shows less or more than the claims (in path order) need. Whether its root is the right one is for the
 * caller to compare.
 */
export function loadMultiproof(bytes: Uint8Array, claims: readonly Claim[]): PartialTrie | undefined {
  const present = claims.filter((claim): claim is ProofLeaf => claim.valueHash !== undefined);
  const loaded = loadPartial(bytes, present, () => {});
  return loaded !== undefined && isExact(loaded, bytes, claims) ? loaded : undefined;
}

/** Loads nodes, whose entry leaves are `entries` in order; `visit` sees all but branches, from left to right. */
export function loadPartial(
  bytes: Uint8Array,
  entries: readonly ProofLeaf[],
  visit: (tag: number, path: Uint8Array) => void,
): PartialTrie | undefined {
  const trie = new Trie();
  let next = 0;
  const graft = ({ path, valueHash }: ProofLeaf): number => {
    const both = new Uint8Array(PATH_BYTES + DIGEST_BYTES);
    both.set(path);
    both.set(valueHash, PATH_BYTES);
    return trie.graftLeaf(wordsOf(both));
  };
  const readNode = (reader: ByteReader, above: number): number => {
    const tag = reader.u8();
    if (tag === NODE.branch) {
      const depth = reader.u16();
      reader.check(depth > above && depth < PATH_BITS);
      const left = readNode(reader, depth);
      return trie.graftBranch(depth, left, readNode(reader, depth));
    }
    if (tag === NODE.stub) {
      const label = reader.raw(LABEL_BYTES);
      reader.check(depthOfLabel(label) > above && depthOfLabel(label) <= PATH_BITS);
      visit(tag, label);
      return trie.graftStub(wordsOf(label));
    }
    reader.check(tag === NODE.leaf || (tag === NODE.entry && next < entries.length));
    const leaf =
      tag === NODE.entry
        ? entries[next++]!
        : { path: reader.raw(PATH_BYTES), valueHash: reader.raw(DIGEST_BYTES) };
    visit(tag, leaf.path);
    return graft(leaf);
  };
  const root = decoding(bytes, (reader: ByteReader) => {
    if (bytes.length === 1 && bytes[0] === NODE.empty) return reader.u8() - NODE.empty;
    return readNode(reader, -1);
  });
  if (root === undefined || next !== entries.length) return undefined;
  trie.labelGrafts();
  return { trie, root };
}

/** Claims hold, and the proof is the one that an honest prover makes of them. */
function isExact({ trie, root }: PartialTrie, bytes: Uint8Array, claims: readonly Claim[]): boolean {
  for (const { path, valueHash } of claims) {
    const leaf = trie.tryFind(root, wordsOf(path));
    if (leaf === undefined || (valueHash !== undefined) !== (leaf !== EMPTY_REF)) return false;
  }
  return equal(encodeMultiproof(trie, root, claims), bytes);
}
