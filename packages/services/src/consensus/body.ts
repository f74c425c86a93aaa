/**
 * What consensus votes on: the digest of a whole block of the chain, its *body*, but for its producer's signature.
 *
 * Everything that decides a verdict is under the digest, so a peer cannot make a valid proposal look invalid by
 * delivering other transactions with its header. The signature alone is free, because its maker could make another one:
 * without a true one the bytes are no body at all (docs/decisions/0065).
 * @module
 */
import { EMPTY, equal, hex } from '@ashlar/base';
import type { simplex } from '@ashlar/consensus';
import { sha256 } from '@ashlar/crypto';
import { Block, blockIdBytes, DecodeError, idDigest } from '@ashlar/protocol';

/** The address of whoever signed a 32-byte digest; undefined if the signature is none. */
export type SignerOf = (digest: Uint8Array, signature: Uint8Array) => Uint8Array | undefined;

export const payloadOf = (block: Block): simplex.Digest =>
  hex(sha256(Block.encode({ ...block, signature: EMPTY }))) as simplex.Digest;

/** The block in these bytes, if its id is that of its header and its producer signed it. Rules are the kernel's. */
export function decodeBody(bytes: Uint8Array, signerOf: SignerOf): Block | undefined {
  const block = decoded(bytes);
  if (block?.header === undefined || !equal(blockIdBytes(block.header), block.id)) return undefined;
  const signer = signerOf(idDigest(block.id), block.signature);
  return signer !== undefined && equal(signer, block.header.signer) ? block : undefined;
}

function decoded(bytes: Uint8Array): Block | undefined {
  try {
    return Block.decode(bytes);
  } catch (cause) {
    if (cause instanceof DecodeError) return undefined;
    throw cause;
  }
}
