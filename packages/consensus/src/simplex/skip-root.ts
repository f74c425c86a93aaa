/**
 * `skipRoot`: a header's commitment to why its block may stand where it stands.
 *
 * It commits to the exact certificates of `Block.ancestry`. So whoever votes for a block signs, through the header,
 * "these certificates are valid"; if they are not, or do not cover every skipped view, the block itself convicts the
 * voters (E5), without asking anyone (2a.6). Beyond the spec, the first leaf is the parent's certificate
 * (docs/decisions/0029).
 * @module
 */
import { concat, hex, uint32be } from '@ashlar/base';
import { certificateBytes } from './codec.ts';
import type { Ciphers } from './config.ts';
import type { Certificate, Digest } from './types.ts';
import { NONE } from './types.ts';

const LEAF = new Uint8Array([0]);
const INNER = new Uint8Array([1]);
const ROOT = new Uint8Array([2]);

/** Merkle root (the tree shape of RFC 6962) over the certificates' bytes, bound to their count; `NONE` if empty. */
export function skipRootOf(ciphers: Ciphers, ancestry: readonly Certificate[]): Digest {
  if (ancestry.length === 0) return NONE;
  const leaves = ancestry.map((certificate) => ciphers.hash(concat(LEAF, certificateBytes(certificate))));
  return hex(ciphers.hash(concat(ROOT, uint32be(ancestry.length), merkle(ciphers, leaves)))) as Digest;
}

/** Depth of recursion is log2 of the count, which the codec bounds. */
function merkle(ciphers: Ciphers, leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 1) return leaves[0]!;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  const [left, right] = [merkle(ciphers, leaves.slice(0, split)), merkle(ciphers, leaves.slice(split))];
  return ciphers.hash(concat(INNER, left, right));
}
