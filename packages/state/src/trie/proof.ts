/**
 * Proofs that an entry has a value, or that there is none, against a state root. Pure: light clients use it.
 *
 * A path's bits at the depths that labels commit to lead to exactly one leaf. Inclusion: that leaf is the entry's.
 * Exclusion: it is another entry's, or the trie is empty. A proof is the labels beside the way, root first.
 *
 * bytes = kind (1) ‖ [path (40) ‖ value hash (32) of the other leaf] ‖ count ‖ count × (depth (2) ‖ label (32))
 * @module
 */
import { equal } from '@ashlar/base';
import { sha256 } from '@ashlar/crypto';
import type { ObjectSpace } from '@ashlar/protocol';
import { type ByteReader, ByteWriter, decoding } from '../codec.ts';
import {
  bitOf,
  DIGEST_BYTES,
  depthOfLabel,
  EMPTY_ROOT,
  innerLabel,
  LABEL_BYTES,
  leafLabel,
  PATH_BITS,
  PATH_BYTES,
  pathOf,
} from './path.ts';

/** Longest proof: one sibling a bit. Typical: `log2(entries)` siblings of 34 bytes. */
export const PROOF_BYTES_MAX: number = 1 + PATH_BYTES + DIGEST_BYTES + 2 + PATH_BITS * (2 + LABEL_BYTES);

const KIND_EMPTY = 0;
const KIND_PRESENT = 1;
const KIND_OTHER = 2;

export type ProofLeaf = Readonly<{ path: Uint8Array; valueHash: Uint8Array }>;
export type Sibling = Readonly<{ depth: number; label: Uint8Array }>;

/** `empty`: the trie has no entry; `present`: the leaf is the entry's own; `other`: the way ends at another's leaf. */
export type Proof =
  | Readonly<{ kind: 'empty' }>
  | Readonly<{ kind: 'present'; siblings: readonly Sibling[] }>
  | Readonly<{ kind: 'other'; leaf: ProofLeaf; siblings: readonly Sibling[] }>;

/**
 * Whether `proof` shows that under `root` the entry has `value`, or is absent if `value` is undefined. Bytes that are
 * not a canonical proof show nothing. Costs two hashes a sibling at most; at most 320 siblings.
 */
export function verifyProof(
  root: Uint8Array,
  space: ObjectSpace,
  key: Uint8Array,
  value: Uint8Array | undefined,
  proof: Uint8Array,
): boolean {
  const decoded = decodeProof(proof);
  if (decoded === undefined) return false;
  if (decoded.kind === 'empty') return value === undefined && equal(root, EMPTY_ROOT);
  const path = pathOf(space, key);
  if (decoded.kind === 'present')
    return value !== undefined && foldsTo(root, path, leafLabel(path, sha256(value)), decoded.siblings);
  const { leaf, siblings } = decoded;
  if (value !== undefined || equal(leaf.path, path)) return false;
  return foldsTo(root, path, leafLabel(leaf.path, leaf.valueHash), siblings);
}

function foldsTo(
  root: Uint8Array,
  path: Uint8Array,
  leaf: Uint8Array,
  siblings: readonly Sibling[],
): boolean {
  const label = siblings.reduceRight(
    (own, { depth, label: other }) =>
      bitOf(path, depth) === 1 ? innerLabel(depth, other, own) : innerLabel(depth, own, other),
    leaf,
  );
  return equal(label, root);
}

export function encodeProof(proof: Proof): Uint8Array {
  const writer = new ByteWriter();
  if (proof.kind === 'empty') {
    writer.u8(KIND_EMPTY);
    return writer.bytes();
  }
  writer.u8(proof.kind === 'present' ? KIND_PRESENT : KIND_OTHER);
  if (proof.kind === 'other') {
    writer.raw(proof.leaf.path);
    writer.raw(proof.leaf.valueHash);
  }
  writer.varint(proof.siblings.length);
  for (const { depth, label } of proof.siblings) {
    writer.u16(depth);
    writer.raw(label);
  }
  return writer.bytes();
}

/** `undefined` unless the bytes are a proof, with depths growing from root to leaf. */
export function decodeProof(bytes: Uint8Array): Proof | undefined {
  if (bytes.length > PROOF_BYTES_MAX) return undefined;
  return decoding(bytes, (reader: ByteReader): Proof => {
    const kind = reader.u8();
    reader.check(kind <= KIND_OTHER);
    if (kind === KIND_EMPTY) return { kind: 'empty' };
    if (kind === KIND_PRESENT) return { kind: 'present', siblings: readSiblings(reader) };
    const leaf = { path: reader.raw(PATH_BYTES), valueHash: reader.raw(DIGEST_BYTES) };
    return { kind: 'other', leaf, siblings: readSiblings(reader) };
  });
}

function readSiblings(reader: ByteReader): Sibling[] {
  const siblings: Sibling[] = [];
  let above = -1;
  for (let left = reader.varint(PATH_BITS); left > 0; left--) {
    const depth = reader.u16();
    const label = reader.raw(LABEL_BYTES);
    reader.check(depth > above && depth < PATH_BITS && depthOfLabel(label) > depth);
    siblings.push({ depth, label });
    above = depth;
  }
  return siblings;
}
