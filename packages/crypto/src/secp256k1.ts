/**
 * ECDSA over secp256k1: keys, and signatures from which the signer's key is recovered.
 *
 * The one idea: a transaction carries no public key. `recover` computes it from digest and signature, and it is the
 * hottest operation of a node (about 50 µs; everything around the native call stays under 3 µs). A signature has one
 * valid spelling only: 65 bytes, a header in `HEADER_MIN..HEADER_MAX`, and the lower of its two values of S (docs/decisions/0005).
 *
 * Relies on the native `secp256k1` addon. Without it that package silently loads a JavaScript curve, thirty times
 * slower: `assertNativeSecp256k1` turns this into a `Fault`. Not here: who may sign what.
 * @module
 */
import { createRequire } from 'node:module';
import type { Refused, Result } from '@ashlar/base';
import { accept, assert, Fault, refuse } from '@ashlar/base';
import secp256k1 from 'secp256k1';

export const PRIVATE_KEY_BYTES = 32;
export const PUBLIC_KEY_BYTES = 33;
export const DIGEST_BYTES = 32;
/** header(1) ‖ R(32, big-endian) ‖ S(32, big-endian). */
export const SIGNATURE_BYTES = 65;

/** The header is 31 + recovery id: 27, plus 4 for "compressed key", plus 0 to 2 (spec koinos 3). */
export const HEADER_MIN = 31;
export const HEADER_MAX = 33;

/** Half of the group's order n, rounded down: the largest S that is "low". */
const S_MAX = new Uint8Array([
  0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x5d, 0x57,
  0x6e, 0x73, 0x57, 0xa4, 0x50, 0x1d, 0xdf, 0xe9, 0x2f, 0x46, 0x68, 0x1b, 0x20, 0xa0,
]);

export type SignatureRefusal = Readonly<{
  code:
    | 'signature.wrongLength'
    | 'signature.wrongHeader'
    /** The other spelling of a valid signature: refused, or third parties could change ids and Merkle roots. */
    | 'signature.highS'
    /** R or S out of range, or R is no point's coordinate, or the key would be the point at infinity. */
    | 'signature.unrecoverable';
}>;

export type PublicKeyRefusal = Readonly<{ code: 'publicKey.invalid' }>;

const HIGH_S = refuse<SignatureRefusal>({ code: 'signature.highS' });
const WRONG_LENGTH = refuse<SignatureRefusal>({ code: 'signature.wrongLength' });
const WRONG_HEADER = refuse<SignatureRefusal>({ code: 'signature.wrongHeader' });
const UNRECOVERABLE = refuse<SignatureRefusal>({ code: 'signature.unrecoverable' });

/** True for 32 bytes that are a number from 1 to n - 1. */
export function isPrivateKey(bytes: Uint8Array): boolean {
  return bytes.length === PRIVATE_KEY_BYTES && secp256k1.privateKeyVerify(bytes);
}

/** The compressed public key, 33 bytes. The argument must be a private key (`isPrivateKey`). */
export function publicKeyOf(privateKey: Uint8Array): Uint8Array {
  return secp256k1.publicKeyCreate(privateKey, true, new Uint8Array(PUBLIC_KEY_BYTES));
}

/** A public key from its SEC1 form, compressed (02, 03) or not (04), as compressed. Hybrid forms are refused. */
export function parsePublicKey(bytes: Uint8Array): Result<Uint8Array, PublicKeyRefusal> {
  const lengthWanted = bytes[0] === 4 ? 65 : bytes[0] === 2 || bytes[0] === 3 ? PUBLIC_KEY_BYTES : -1;
  if (bytes.length !== lengthWanted || !secp256k1.publicKeyVerify(bytes))
    return refuse({ code: 'publicKey.invalid' });
  return accept(secp256k1.publicKeyConvert(bytes, true, new Uint8Array(PUBLIC_KEY_BYTES)));
}

/** The 65-byte form (04 ‖ x ‖ y) of a valid compressed key. The argument must be a public key (`parsePublicKey`). */
export function decompressed(publicKey: Uint8Array): Uint8Array {
  return secp256k1.publicKeyConvert(publicKey, false, new Uint8Array(65));
}

/** Signs a digest: deterministic (RFC 6979, SHA-256), low S, 65 bytes. About 40 µs. */
export function sign(digest: Uint8Array, privateKey: Uint8Array): Uint8Array {
  assert(digest.length === DIGEST_BYTES, 'a digest has 32 bytes');
  const signature = new Uint8Array(SIGNATURE_BYTES);
  const { recid } = secp256k1.ecdsaSign(digest, privateKey, undefined, signature.subarray(1));
  // Recovery id 3 has no header (spec koinos 3); to meet it, R must exceed n and be even-odd mirrored: odds of 2^-128.
  assert(HEADER_MIN + recid <= HEADER_MAX, 'a signature has a recovery id below 3');
  signature[0] = HEADER_MIN + recid;
  return signature;
}

/** The compressed public key whose owner signed the digest, or why the signature is not one. About 50 µs. */
export function recover(digest: Uint8Array, signature: Uint8Array): Result<Uint8Array, SignatureRefusal> {
  const publicKey = new Uint8Array(PUBLIC_KEY_BYTES);
  const refused = recoverInto(publicKey, digest, signature);
  return refused === undefined ? accept(publicKey) : refused;
}

/** `recover` into memory of the caller; `undefined` means success, and otherwise `publicKey` is left undefined. */
export function recoverInto(
  publicKey: Uint8Array,
  digest: Uint8Array,
  signature: Uint8Array,
): Refused<SignatureRefusal> | undefined {
  assert(digest.length === DIGEST_BYTES, 'a digest has 32 bytes');
  if (signature.length !== SIGNATURE_BYTES) return WRONG_LENGTH;
  const header = signature[0]!;
  if (header < HEADER_MIN || header > HEADER_MAX) return WRONG_HEADER;
  if (!hasLowS(signature, 33)) return HIGH_S;
  try {
    secp256k1.ecdsaRecover(signature.subarray(1), header - HEADER_MIN, digest, true, publicKey);
    return undefined;
  } catch {
    return UNRECOVERABLE; // Lengths were checked above, so the addon can only mean the numbers.
  }
}

/**
 * True if the owner of `publicKey` signed the digest. For a 65-byte signature the header's range is checked but its
 * recovery id is not used: to learn *who* signed, `recover`. About 48 µs.
 */
export function verify(digest: Uint8Array, signature: Uint8Array, publicKey: Uint8Array): boolean {
  assert(digest.length === DIGEST_BYTES, 'a digest has 32 bytes');
  if (signature.length !== SIGNATURE_BYTES || !hasLowS(signature, 33)) return false;
  if (signature[0]! < HEADER_MIN || signature[0]! > HEADER_MAX) return false;
  if (!parsePublicKey(publicKey).ok) return false;
  try {
    return secp256k1.ecdsaVerify(signature.subarray(1), digest, publicKey);
  } catch {
    return false; // R or S is not below n.
  }
}

/**
 * @throws Fault `crypto.slowFallback` if the native addon did not load, so that a node refuses to start rather than
 * run thirty times slower. Not retryable: the platform lacks a prebuilt binary, or the installation is damaged.
 */
export function assertNativeSecp256k1(): void {
  let native: unknown;
  try {
    native = createRequire(import.meta.url)('secp256k1/bindings.js');
  } catch (cause) {
    throw new Fault('crypto.slowFallback', { retryable: false, cause, detail: 'secp256k1 is not native' });
  }
  if (native !== secp256k1)
    throw new Fault('crypto.slowFallback', { retryable: false, detail: 'secp256k1 loaded its JavaScript' });
}

/** Whether the 32 big-endian bytes at `offset` are at most n / 2. */
function hasLowS(bytes: Uint8Array, offset: number): boolean {
  for (let index = 0; index < S_MAX.length; index++) {
    const difference = bytes[offset + index]! - S_MAX[index]!;
    if (difference !== 0) return difference < 0;
  }
  return true;
}
