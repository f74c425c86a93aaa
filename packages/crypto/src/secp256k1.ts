/**
 * ECDSA over secp256k1: keys, and signatures from which the signer's key is recovered.
 *
 * The one idea: a transaction carries no public key. `recover` computes it from digest and signature, and it is the
 * hottest operation of a node (about 50 µs; everything around the native call stays under 3 µs). A signature has one
 * valid spelling only, the lower of its two values of S (`signature-form.ts`, docs/decisions/0005).
 *
 * Relies on the native `secp256k1` addon. Without it that package silently loads a JavaScript curve, thirty times
 * slower: `assertNativeSecp256k1` turns this into a `Fault`. Not here: who may sign what.
 * @module
 */
import { createRequire } from 'node:module';
import type { Refused, Result } from '@ashlar/base';
import { accept, assert, Fault, refuse, utf8 } from '@ashlar/base';
import secp256k1 from 'secp256k1';
import { sha256 } from './hash.ts';
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

const UNRECOVERABLE = refuse<SignatureRefusal>({ code: 'signature.unrecoverable' });

/** True for 32 bytes that are a number from 1 to n - 1. */
export function isPrivateKey(bytes: Uint8Array): boolean {
  return bytes.length === PRIVATE_KEY_BYTES && secp256k1.privateKeyVerify(bytes);
}

/** koilib's `Signer.fromSeed`: SHA-256 of the text. For tests: a phrase that people remember is one they can guess. */
export function privateKeyOfSeedPhrase(text: string): Uint8Array {
  return sha256(utf8(text));
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
  const refused = refusedForm(signature);
  if (refused !== undefined) return refused;
  try {
    secp256k1.ecdsaRecover(signature.subarray(1), signature[0]! - HEADER_MIN, digest, true, publicKey);
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
  if (refusedForm(signature) !== undefined || !parsePublicKey(publicKey).ok) return false;
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
