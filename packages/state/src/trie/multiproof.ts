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
import { leafAt, wordsOf } from './prover.ts';
import { Trie } from './trie.ts';

const STUB = 0;
const LEAF = 1;
const BRANCH = 2;
const ENTRY = 3;
const EMPTY = 4;

/** What a multiproof speaks of: a path and its value hash, or its absence. */
export type Claim = Readonly<{ path: Uint8Array; valueHash: Uint8Array | undefined }>;

export function sortClaims(claims: readonly Claim[]): Claim[] {
  return [...claims].sort((a, b) => compare(a.path, b.path));
}

/** The multiproof of `claims` (in path order) under the version `root`. @throws Fault `store.outsideWitness` */
export function encodeMultiproof(trie: Trie, root: number, claims: readonly Claim[]): Uint8Array {
  const writer = new ByteWriter(1024);
  if (root === EMPTY_REF) writer.u8(EMPTY);
  else encodeNode(writer, trie, root, claims);
  return writer.bytes();
}

function encodeNode(writer: ByteWriter, trie: Trie, ref: number, claims: readonly Claim[]): void {
  if (claims.length === 0) {
    writer.u8(STUB);
    writer.raw(trie.labelOf(ref));
    return;
  }
  if (ref < 0) {
    const { path, valueHash } = leafAt(trie, ref);
    const own = claims.some((claim) => claim.valueHash !== undefined && equal(claim.path, path));
    writer.u8(own ? ENTRY : LEAF);
    if (own) return;
    writer.raw(path);
    writer.raw(valueHash);
    return;
  }
  const depth = trie.depthOf(ref);
  writer.u8(BRANCH);
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

export type PartialTrie = Readonly<{ trie: Trie; root: number }>;

/**
 * Loads the part of a trie that a multiproof shows. `undefined` if the bytes are malformed, a claim does not hold in
 * it, or it shows less or more than the claims (in path order) need. Whether its root is the right one is for the
 * caller to compare.
 */
export function loadMultiproof(bytes: Uint8Array, claims: readonly Claim[]): PartialTrie | undefined {
  const trie = new Trie();
  const present = claims.filter(({ valueHash }) => valueHash !== undefined);
  let next = 0;
  const leaf = (path: Uint8Array, valueHash: Uint8Array): number => {
    const both = new Uint8Array(PATH_BYTES + DIGEST_BYTES);
    both.set(path);
    both.set(valueHash, PATH_BYTES);
    return trie.graftLeaf(wordsOf(both));
  };
  const readNode = (reader: ByteReader, above: number): number => {
    const tag = reader.u8();
    if (tag === STUB) {
      const label = reader.raw(LABEL_BYTES);
      reader.check(depthOfLabel(label) > above && depthOfLabel(label) <= PATH_BITS);
      return trie.graftStub(wordsOf(label));
    }
    if (tag === LEAF) return leaf(reader.raw(PATH_BYTES), reader.raw(DIGEST_BYTES));
    if (tag === BRANCH) {
      const depth = reader.u16();
      reader.check(depth > above && depth < PATH_BITS);
      const left = readNode(reader, depth);
      return trie.graftBranch(depth, left, readNode(reader, depth));
    }
    reader.check(tag === ENTRY && next < present.length);
    const { path, valueHash } = present[next++]!;
    return leaf(path, valueHash!);
  };
  const root = decoding(bytes, (reader: ByteReader) => {
    if (bytes.length === 1 && bytes[0] === EMPTY) return reader.u8() - EMPTY;
    return readNode(reader, -1);
  });
  if (root === undefined || next !== present.length) return undefined;
  trie.labelGrafts();
  return isExact(trie, root, bytes, claims) ? { trie, root } : undefined;
}

/** Claims hold, and the proof is the one that an honest prover makes of them. */
function isExact(trie: Trie, root: number, bytes: Uint8Array, claims: readonly Claim[]): boolean {
  for (const { path, valueHash } of claims) {
    const leaf = trie.tryFind(root, wordsOf(path));
    if (leaf === undefined || (valueHash !== undefined) !== (leaf !== EMPTY_REF)) return false;
  }
  return equal(encodeMultiproof(trie, root, claims), bytes);
}
