/**
 * Koinos' Merkle tree, and the roots in headers (`spec/koinos.md` 3).
 *
 * A parent is sha256(left ‖ right) of digests; an odd node moves up as it is; one leaf is its own root; no leaves have
 * the root sha256(""). Leaves are digests already: the tree does not hash them, and so a leaf can be mistaken for an
 * inner node. The roots here commit to lists whose lengths the block gives; for proofs of state there is the state trie.
 * @module
 */
import { concat, EMPTY } from '@ashlar/base';
import { hashPairs, PAIR_BYTES, sha256 } from '@ashlar/crypto';
import { Operation, type Transaction } from './generated/protocol.ts';
import { transactionDigest } from './ids.ts';
import { DIGEST_BYTES, MULTIHASH_CODE, multihash } from './multihash.ts';

/** Digest of the root over leaf digests (any length, usually 32 bytes). */
export function merkleRoot(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return sha256(EMPTY);
  let level: readonly Uint8Array[] = leaves;
  while (level.length >= BATCH_MIN && level.every(({ length }) => length === DIGEST_BYTES))
    level = parentsOf(level);
  while (level.length > 1) {
    const parents: Uint8Array[] = [];
    for (let index = 0; index < level.length; index += 2) {
      const left = level[index]!;
      const right = level[index + 1];
      parents.push(right === undefined ? left : sha256(concat(left, right)));
    }
    level = parents;
  }
  return level[0]!;
}

/** From so many nodes on a level is hashed in one call. */
const BATCH_MIN = 16;

function parentsOf(level: readonly Uint8Array[]): readonly Uint8Array[] {
  const count = level.length >> 1;
  const pairs = new Uint8Array(count * PAIR_BYTES);
  for (let index = 0; index < count * 2; index++) pairs.set(level[index]!, index * DIGEST_BYTES);
  const digests = new Uint8Array(count * DIGEST_BYTES);
  hashPairs(pairs, digests);
  const parents: Uint8Array[] = [];
  for (let index = 0; index < count; index++) {
    parents.push(digests.subarray(index * DIGEST_BYTES, (index + 1) * DIGEST_BYTES));
  }
  if (level.length % 2 === 1) parents.push(level.at(-1)!);
  return parents;
}

/** `transaction_header.operation_merkle_root`: 34 bytes. */
export function operationMerkleRoot(operations: readonly Operation[]): Uint8Array {
  const leaves = operations.map((operation) => sha256(Operation.encode(operation)));
  return multihash(MULTIHASH_CODE.sha2_256, merkleRoot(leaves));
}

/**
 * `block_header.transaction_merkle_root`: 34 bytes. Two leaves a transaction: its header, and its signatures joined.
 * A transaction without a header counts as one with an empty header.
 */
export function transactionMerkleRoot(transactions: readonly Transaction[]): Uint8Array {
  const leaves = transactions.flatMap(({ header, signatures }) => [
    header === undefined ? sha256(EMPTY) : transactionDigest(header),
    sha256(concat(...signatures)),
  ]);
  return multihash(MULTIHASH_CODE.sha2_256, merkleRoot(leaves));
}
