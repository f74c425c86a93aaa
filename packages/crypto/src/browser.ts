/**
 * What browsers get of this package: the same functions with the same results, in audited JavaScript instead of native
 * code, hence slower (a recovery takes a millisecond). Enough to compute ids, to sign, and to see who signed.
 *
 * Bundlers choose this module by the condition `browser` in `package.json`. Left out is what only nodes need: BLS,
 * ed25519, VRF, keystores, the pool of workers.
 * @module
 */
import type { Result } from '@ashlar/base';
import { accept, assert, refuse, utf8 } from '@ashlar/base';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { blake2b } from '@noble/hashes/blake2.js';
import * as legacy from '@noble/hashes/legacy.js';
import * as sha2 from '@noble/hashes/sha2.js';
import { keccak_256 } from '@noble/hashes/sha3.js';
import type { HashFunction } from './hash.ts';
import type { PublicKeyRefusal, SignatureRefusal } from './signature-form.ts';
import {
  DIGEST_BYTES,
  HEADER_MAX,
  HEADER_MIN,
  PRIVATE_KEY_BYTES,
  PUBLIC_KEY_BYTES,
  refusedForm,
  SIGNATURE_BYTES,
} from './signature-form.ts';

export * from './accounts.ts';

/** Nothing to open: for programs that run in both places. */
export async function openCrypto(): Promise<void> {}

export const sha1: HashFunction = (bytes) => legacy.sha1(bytes);
export const sha256: HashFunction = (bytes) => sha2.sha256(bytes);
export function sha256Into(bytes: Uint8Array, into: Uint8Array, at: number, count = 32): void {
  into.set(sha256(bytes).subarray(0, count), at);
}
export const sha512: HashFunction = (bytes) => sha2.sha512(bytes);
export const ripemd160: HashFunction = (bytes) => legacy.ripemd160(bytes);
export const keccak256: HashFunction = (bytes) => keccak_256(bytes);
export const blake2b256: HashFunction = (bytes) => blake2b(bytes, { dkLen: 32 });
export const hash160: HashFunction = (bytes) => ripemd160(sha256(bytes));
export const doubleSha256: HashFunction = (bytes) => sha256(sha256(bytes));

export const PAIR_BYTES = 64;
export function hashPairs(messages: Uint8Array, digests: Uint8Array): void {
  for (let index = 0; index * PAIR_BYTES < messages.length; index++) {
    digests.set(sha256(messages.subarray(index * PAIR_BYTES, (index + 1) * PAIR_BYTES)), index * 32);
  }
}

const RAW = { prehash: false } as const;

export const isPrivateKey = (bytes: Uint8Array): boolean =>
  bytes.length === PRIVATE_KEY_BYTES && secp256k1.utils.isValidSecretKey(bytes);

export const publicKeyOf: HashFunction = (privateKey) => secp256k1.getPublicKey(privateKey);

export function parsePublicKey(bytes: Uint8Array): Result<Uint8Array, PublicKeyRefusal> {
  if (bytes.length !== PUBLIC_KEY_BYTES && bytes.length !== 65) return refuse({ code: 'publicKey.invalid' });
  try {
    return accept(secp256k1.Point.fromBytes(bytes).toBytes());
  } catch {
    return refuse({ code: 'publicKey.invalid' }); // The only thing that noble throws here.
  }
}

export function sign(digest: Uint8Array, privateKey: Uint8Array): Uint8Array {
  assert(digest.length === DIGEST_BYTES, 'a digest has 32 bytes');
  const signature = secp256k1.sign(digest, privateKey, { ...RAW, format: 'recovered' });
  signature[0]! += HEADER_MIN;
  return signature;
}

export function recover(digest: Uint8Array, signature: Uint8Array): Result<Uint8Array, SignatureRefusal> {
  assert(digest.length === DIGEST_BYTES, 'a digest has 32 bytes');
  const refused = refusedForm(signature);
  if (refused !== undefined) return refused;
  const recovered = signature.slice();
  recovered[0]! -= HEADER_MIN;
  try {
    return accept(secp256k1.recoverPublicKey(recovered, digest, RAW));
  } catch {
    return refuse({ code: 'signature.unrecoverable' }); // The form was checked, so noble can only mean the numbers.
  }
}

export function verify(digest: Uint8Array, signature: Uint8Array, publicKey: Uint8Array): boolean {
  assert(digest.length === DIGEST_BYTES, 'a digest has 32 bytes');
  const key = parsePublicKey(publicKey);
  if (refusedForm(signature) !== undefined || !key.ok) return false;
  try {
    return secp256k1.verify(signature.subarray(1), digest, key.value, RAW);
  } catch {
    return false; // R or S is not below n.
  }
}

/** koilib's `Signer.fromSeed`: for tests, because phrases that people remember can be guessed. */
export const privateKeyOfSeedPhrase = (text: string): Uint8Array => sha256(utf8(text));

export type { HashFunction, PublicKeyRefusal, SignatureRefusal };
export { DIGEST_BYTES, HEADER_MAX, HEADER_MIN, PRIVATE_KEY_BYTES, PUBLIC_KEY_BYTES, SIGNATURE_BYTES };
