/**
 * Ed25519 (RFC 8032) over libsodium: node identities and Rholang deploys that ask for it.
 *
 * libsodium refuses what the RFC allows but consensus must not: S out of range, R or keys of small order, and keys
 * that are not canonical. It checks without the cofactor, one signature at a time; there is no batch. About 43 µs.
 * @module
 */
import { assert } from '@ashlar/base';
import sodium from 'sodium-native';

export const SEED_BYTES = 32;
export const PUBLIC_KEY_BYTES = 32;
export const SIGNATURE_BYTES = 64;

export type Ed25519KeyPair = Readonly<{
  /** 32 bytes. */
  publicKey: Uint8Array;
  /** 64 bytes: seed ‖ public key, libsodium's form. */
  secretKey: Uint8Array;
}>;

/** The key pair of a seed of 32 bytes (which RFC 8032 calls the private key). */
export function keyPairOf(seed: Uint8Array): Ed25519KeyPair {
  assert(seed.length === SEED_BYTES, 'an ed25519 seed has 32 bytes');
  const publicKey = new Uint8Array(PUBLIC_KEY_BYTES);
  const secretKey = new Uint8Array(64);
  sodium.crypto_sign_seed_keypair(publicKey, secretKey, seed);
  return { publicKey, secretKey };
}

/** Deterministic; 64 bytes. */
export function sign(message: Uint8Array, keyPair: Ed25519KeyPair): Uint8Array {
  const signature = new Uint8Array(SIGNATURE_BYTES);
  sodium.crypto_sign_detached(signature, message, keyPair.secretKey);
  return signature;
}

/** False for anything malformed, whatever its length. */
export function verify(message: Uint8Array, signature: Uint8Array, publicKey: Uint8Array): boolean {
  if (signature.length !== SIGNATURE_BYTES || publicKey.length !== PUBLIC_KEY_BYTES) return false;
  return sodium.crypto_sign_verify_detached(signature, message, publicKey);
}
