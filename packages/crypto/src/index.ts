export type { HashFunction } from './hash.ts';
export {
  blake2b256,
  doubleSha256,
  HASH_BY_CODE,
  hash160,
  keccak256,
  openKeccak,
  ripemd160,
  sha1,
  sha256,
  sha512,
} from './hash.ts';
export type { PublicKeyRefusal, SignatureRefusal } from './secp256k1.ts';
export {
  assertNativeSecp256k1,
  DIGEST_BYTES,
  HEADER_MAX,
  HEADER_MIN,
  isPrivateKey,
  PRIVATE_KEY_BYTES,
  PUBLIC_KEY_BYTES,
  parsePublicKey,
  publicKeyOf,
  recover,
  recoverInto,
  SIGNATURE_BYTES,
  sign,
  verify,
} from './secp256k1.ts';
