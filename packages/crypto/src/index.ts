export type { MnemonicRefusal, WalletPath } from './accounts.ts';
export {
  ACCOUNT_INDEX_MAX,
  mnemonicOf,
  parseMnemonic,
  privateKeyOfMnemonic,
} from './accounts.ts';
export type {
  BlsPublicKey,
  BlsRefusal,
  BlsSecretKey,
  BlsSignature,
  BlsStatement,
  RandomBytes,
} from './bls.ts';
export * as bls from './bls.ts';
export type { Ed25519KeyPair } from './ed25519.ts';
export * as ed25519 from './ed25519.ts';
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
  sha256Into,
  sha512,
} from './hash.ts';
export { HashCache } from './hash-cache.ts';
export type { KeystoreOptions } from './keystore.ts';
export { decryptKeystore, encryptKeystore } from './keystore.ts';
export type { KeystoreRefusal } from './keystore-kdf.ts';
export { SCRYPT_N_DEFAULT, SCRYPT_N_MIN } from './keystore-kdf.ts';
export { openCrypto } from './open.ts';
export { hashPairs, PAIR_BYTES } from './pairs.ts';
export type { RecoveryRequest } from './recovery.ts';
export { ANSWER_BYTES, packRecoveries, REQUEST_BYTES, recoveredKey, recoverPacked } from './recovery.ts';
export type { RecoveryPoolConfig, RecoveryPoolRefusal } from './recovery-pool.ts';
export { CHUNK_MAX, CHUNK_MIN, LOSSES_MAX, openRecoveryPool, RecoveryPool } from './recovery-pool.ts';
export {
  assertNativeSecp256k1,
  decompressed,
  isPrivateKey,
  parsePublicKey,
  privateKeyOfSeedPhrase,
  publicKeyOf,
  recover,
  recoverInto,
  sign,
  verify,
} from './secp256k1.ts';
export type { PublicKeyRefusal, SignatureRefusal } from './signature-form.ts';
export {
  DIGEST_BYTES,
  HEADER_MAX,
  HEADER_MIN,
  PRIVATE_KEY_BYTES,
  PUBLIC_KEY_BYTES,
  SIGNATURE_BYTES,
} from './signature-form.ts';
export type { ValidatorKeystore, ValidatorKeystoreOptions } from './validator-keystore.ts';
export { decryptValidatorKeystore, encryptValidatorKeystore } from './validator-keystore.ts';
export type { VrfOutput, VrfRefusal } from './vrf.ts';
export * as vrf from './vrf.ts';
