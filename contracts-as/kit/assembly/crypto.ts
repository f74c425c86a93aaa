/**
 * Hashes and signatures, computed by the chain.
 *
 * A *multihash* is a varint code, a varint length, and the digest. Digests of signatures are multihashes too.
 * @module
 */
import { Bytes } from './bytes';
import { revert } from './exit';
import { invoke } from './host';
import { singleBytes, singleUint } from './result';
import { begin, writeBytes, writeUint } from './writer';

/** Codes of hash functions. */
export namespace HashCode {
  // @ts-ignore: decorator
  @inline export const sha1: u64 = 0x11;
  // @ts-ignore: decorator
  @inline export const sha2_256: u64 = 0x12;
  // @ts-ignore: decorator
  @inline export const sha2_512: u64 = 0x13;
  // @ts-ignore: decorator
  @inline export const keccak256: u64 = 0x1b;
  // @ts-ignore: decorator
  @inline export const ripemd160: u64 = 0x1053;
}

/** Bytes of code and length before the digest of a SHA-256 multihash. */
const SHA256_PREFIX_LENGTH: u32 = 2;
/** The same for RIPEMD-160: its code takes two bytes. */
const RIPEMD160_PREFIX_LENGTH: u32 = 3;

/** The multihash of `bytes`; fails with -101 for an unknown code. */
export function hash(code: u64, bytes: Bytes): Bytes {
  begin();
  writeUint(8, code);
  if (bytes.length != 0) writeBytes(18, bytes);
  invoke(501);
  return singleBytes();
}

/** The 32 bytes of the SHA-256 digest. */
export function sha256(bytes: Bytes): Bytes {
  return hash(HashCode.sha2_256, bytes).slice(SHA256_PREFIX_LENGTH);
}

/** The public key that made a 65-byte recoverable secp256k1 signature over `digest`; fails with -202. */
export function recoverPublicKey(signature: Bytes, digest: Bytes, compressed: bool = true): Bytes {
  begin();
  writeBytes(18, signature);
  writeBytes(26, digest);
  if (compressed) writeUint(32, 1);
  invoke(502);
  return singleBytes();
}

/** Whether `publicKey` made the signature over `digest`. */
export function verifySignature(publicKey: Bytes, signature: Bytes, digest: Bytes, compressed: bool = true): bool {
  begin();
  writeBytes(18, publicKey);
  writeBytes(26, signature);
  writeBytes(34, digest);
  if (compressed) writeUint(40, 1);
  invoke(504);
  return singleUint() != 0;
}

/** Whether `root` is the Merkle root over `leaves`, all multihashes of one kind. */
export function verifyMerkleRoot(root: Bytes, leaves: Array<Bytes>): bool {
  begin();
  writeBytes(10, root);
  for (let index = 0; index < leaves.length; index++) writeBytes(18, leaves[index]);
  invoke(503);
  return singleUint() != 0;
}

/** Whether `proof` proves `hash` (a multihash) to be `publicKey`'s verifiable random output for `message`. */
export function verifyVrfProof(publicKey: Bytes, proof: Bytes, output: Bytes, message: Bytes): bool {
  begin();
  writeBytes(18, publicKey);
  writeBytes(26, proof);
  writeBytes(34, output);
  writeBytes(42, message);
  invoke(505);
  return singleUint() != 0;
}

/** The 25-byte address of a compressed public key: version 0, hash160, four bytes of checksum. Four system calls. */
export function addressOfPublicKey(publicKey: Bytes): Bytes {
  if (publicKey.length != 33) revert('a compressed public key has 33 bytes');
  const hash160 = hash(HashCode.ripemd160, sha256(publicKey)).slice(RIPEMD160_PREFIX_LENGTH);
  const at = __alloc(25);
  store<u8>(at, 0);
  memory.copy(at + 1, hash160.at, 20);
  const checksum = sha256(sha256(new Bytes(at, 21)));
  memory.copy(at + 21, checksum.at, 4);
  return new Bytes(at, 25);
}
