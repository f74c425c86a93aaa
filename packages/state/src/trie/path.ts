/**
 * Where an entry lies in the trie, and the labels of nodes: the arithmetic of state commitments.
 *
 * path  = sha256(home)[0..8] ‖ sha256(flat key)                       40 bytes, 320 bits
 * leaf  = 320 (2 bytes) ‖ sha256(sha256(path ‖ 24 zero bytes) ‖ sha256(value))[0..30]
 * inner = depth (2 bytes) ‖ sha256(left label ‖ right label)[0..30]
 * empty = 32 zero bytes
 *
 * A leaf takes two 64-byte messages, so that leaves too are hashed in rows. Depths are absolute and part of the
 * label: a subtree keeps its label when the branch above it collapses.
 * Light clients use this file: it knows nothing of how a trie is kept.
 * @module
 */
import { sha256 } from '@ashlar/crypto';
import type { ObjectSpace } from '@ashlar/protocol';

export const PATH_BYTES = 40;
export const PATH_BITS = 320;
export const HOME_BYTES = 8;
export const LABEL_BYTES = 32;
export const DIGEST_BYTES = 32;
/** A leaf: path and value hash. */
export const ITEM_BYTES: number = PATH_BYTES + DIGEST_BYTES;

/** The label of a trie without entries. */
export const EMPTY_ROOT: Uint8Array = new Uint8Array(LABEL_BYTES);

/** Bytes of an entry's flat key, as hashed into its path and used as a key on disk. */
export function flatKeyBytes(space: ObjectSpace, key: Uint8Array): Uint8Array {
  const flat = space.flatKeyOf(key);
  const bytes = new Uint8Array(flat.length);
  for (let index = 0; index < flat.length; index++) bytes[index] = flat.charCodeAt(index);
  return bytes;
}

/** The 40-byte path of an entry. */
export function pathOf(space: ObjectSpace, key: Uint8Array): Uint8Array {
  const path = new Uint8Array(PATH_BYTES);
  path.set(sha256(space.homeOf(key)).subarray(0, HOME_BYTES));
  path.set(sha256(flatKeyBytes(space, key)), HOME_BYTES);
  return path;
}

/** Bit `index` (0 to 319) of a path, most significant first. */
export function bitOf(path: Uint8Array, index: number): 0 | 1 {
  return ((path[index >> 3]! >> (7 - (index & 7))) & 1) as 0 | 1;
}

export function depthOfLabel(label: Uint8Array): number {
  return label[0]! * 256 + label[1]!;
}

export function leafLabel(path: Uint8Array, valueHash: Uint8Array): Uint8Array {
  const message = new Uint8Array(64);
  message.set(path);
  const place = sha256(message);
  message.set(place);
  message.set(valueHash, DIGEST_BYTES);
  return labelled(PATH_BITS, sha256(message));
}

export function innerLabel(depth: number, left: Uint8Array, right: Uint8Array): Uint8Array {
  const message = new Uint8Array(64);
  message.set(left);
  message.set(right, LABEL_BYTES);
  return labelled(depth, sha256(message));
}

/** The root of two neighbouring subtrees of prefix length `depth` + 1: how shard roots fold into their parent's. */
export function foldSubtrees(depth: number, left: Uint8Array, right: Uint8Array): Uint8Array {
  if (isEmptyRoot(left)) return right;
  return isEmptyRoot(right) ? left : innerLabel(depth, left, right);
}

export function isEmptyRoot(label: Uint8Array): boolean {
  return label.every((byte) => byte === 0);
}

function labelled(depth: number, digest: Uint8Array): Uint8Array {
  const label = new Uint8Array(LABEL_BYTES);
  label[0] = depth >> 8;
  label[1] = depth & 255;
  label.set(digest.subarray(0, LABEL_BYTES - 2), 2);
  return label;
}
