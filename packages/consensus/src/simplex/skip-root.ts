/**
 * `skipRoot`: a header's commitment to why its block may stand where it stands.
 *
 * It commits to the exact certificates of `Block.ancestry`. So whoever votes for a block signs, through the header,
 * "these certificates are valid"; if they are not, or do not cover every skipped view, an opening convicts the voters
 * (E5), without asking anyone (2a.6). Beyond the specification, the first leaf is the parent's certificate
 * (docs/decisions/0029).
 * @module
 */
import { concat, fromHex, hex, uint32be } from '@ashlar/base';
import { certificateBytes } from './codec.ts';
import type { Ciphers } from './config.ts';
import type { Certificate, Digest } from './types.ts';
import { NONE } from './types.ts';

const LEAF = new Uint8Array([0]);
const INNER = new Uint8Array([1]);
const ROOT = new Uint8Array([2]);

/** Merkle root (the tree shape of RFC 6962) over the certificates' bytes, bound to their count; `NONE` if empty. */
export function skipRootOf(ciphers: Ciphers, ancestry: readonly Certificate[]): Digest {
  return bind(ciphers, ancestry.length, treeRootOf(ciphers, ancestry));
}

/** The root of the tree alone, `NONE` if empty: with the count, the preimage of `skipRoot`. */
export function treeRootOf(ciphers: Ciphers, ancestry: readonly Certificate[]): Digest {
  if (ancestry.length === 0) return NONE;
  return hex(merkle(ciphers, leavesOf(ciphers, ancestry))) as Digest;
}

/** Whether `skipRoot` commits to `count` certificates under `treeRoot`. */
export function commitsTo(ciphers: Ciphers, skipRoot: Digest, count: number, treeRoot: Digest): boolean {
  return bind(ciphers, count, treeRoot) === skipRoot;
}

/** The siblings on the way from leaf `index` to the root, lowest first. */
export function openingOf(
  ciphers: Ciphers,
  ancestry: readonly Certificate[],
  index: number,
): readonly Digest[] {
  return siblings(ciphers, leavesOf(ciphers, ancestry), index).map((bytes) => hex(bytes) as Digest);
}

/** Whether `skipRoot` commits to `certificate` as number `index` of `count`. */
export function opensTo(
  ciphers: Ciphers,
  skipRoot: Digest,
  place: Readonly<{ index: number; count: number }>,
  certificate: Certificate,
  path: readonly Digest[],
): boolean {
  const bytes = path.map((digest) => fromHex(digest)!);
  const root = climb(ciphers, place.index, place.count, leafOf(ciphers, certificate), bytes);
  return root !== undefined && commitsTo(ciphers, skipRoot, place.count, hex(root) as Digest);
}

function bind(ciphers: Ciphers, count: number, treeRoot: Digest): Digest {
  if (count === 0) return NONE;
  return hex(ciphers.hash(concat(ROOT, uint32be(count), fromHex(treeRoot)!))) as Digest;
}

function leavesOf(ciphers: Ciphers, ancestry: readonly Certificate[]): readonly Uint8Array[] {
  return ancestry.map((certificate) => leafOf(ciphers, certificate));
}

function leafOf(ciphers: Ciphers, certificate: Certificate): Uint8Array {
  return ciphers.hash(concat(LEAF, certificateBytes(certificate)));
}

/** Depth of this recursion and those below is log2 of the count, which the codec bounds. */
function merkle(ciphers: Ciphers, leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 1) return leaves[0]!;
  const split = splitOf(leaves.length);
  const [left, right] = [merkle(ciphers, leaves.slice(0, split)), merkle(ciphers, leaves.slice(split))];
  return ciphers.hash(concat(INNER, left, right));
}

function siblings(ciphers: Ciphers, leaves: readonly Uint8Array[], index: number): readonly Uint8Array[] {
  if (leaves.length === 1) return [];
  const split = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return index < split
    ? [...siblings(ciphers, left, index), merkle(ciphers, right)]
    : [...siblings(ciphers, right, index - split), merkle(ciphers, left)];
}

function climb(
  ciphers: Ciphers,
  index: number,
  count: number,
  leaf: Uint8Array,
  path: readonly Uint8Array[],
): Uint8Array | undefined {
  if (index >= count) return undefined;
  if (count === 1) return path.length === 0 ? leaf : undefined;
  const [sibling, rest, split] = [path.at(-1), path.slice(0, -1), splitOf(count)];
  const isLeft = index < split;
  const inner = isLeft
    ? climb(ciphers, index, split, leaf, rest)
    : climb(ciphers, index - split, count - split, leaf, rest);
  if (sibling === undefined || inner === undefined) return undefined;
  return ciphers.hash(isLeft ? concat(INNER, inner, sibling) : concat(INNER, sibling, inner));
}

/** The largest power of two below `count`, for a count of two or more. */
function splitOf(count: number): number {
  let split = 1;
  while (split * 2 < count) split *= 2;
  return split;
}
