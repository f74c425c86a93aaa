/**
 * The real ciphers: SHA-256 and BLS12-381 aggregates over `@ashlar/crypto`.
 *
 * Whoever builds the validator list must have seen each key's proof of possession (`stake.register` does): aggregates
 * of unproven keys prove nothing.
 * @module
 */
import { latin1 } from '@ashlar/base';
import { type BlsPublicKey, type BlsSecretKey, type BlsSignature, bls, sha256 } from '@ashlar/crypto';
import type { Ciphers } from './config.ts';
import { VALIDATORS_MAX } from './config.ts';

/** Separates votes from all else that a validator's BLS key signs. */
export const VOTE_DOMAIN = 'ashlar/simplex/1';

/** 96 bytes; for the driver's signer. */
export function signStatement(secretKey: BlsSecretKey, statement: Uint8Array): Uint8Array {
  return bls.sign(VOTE_DOMAIN, statement, secretKey).toBytes();
}

/** Whether whoever knows the secret key of the 48 bytes `key` made the 96 bytes `proof`. About 1 ms. */
export function isKeyProven(key: Uint8Array, proof: Uint8Array): boolean {
  const [publicKey, possession] = [bls.parsePublicKey(key), bls.parseSignature(proof)];
  return publicKey.ok && possession.ok && bls.verifyPossession(publicKey.value, possession.value);
}

/** Parsed keys are kept, for at most two validator sets: parsing costs 62 µs each. */
const KEYS_KEPT_MAX = 2 * VALIDATORS_MAX;

export function createBlsCiphers(): Ciphers {
  const parsed = new Map<string, BlsPublicKey | undefined>();
  const keyOf = (bytes: Uint8Array): BlsPublicKey | undefined => {
    const name = latin1(bytes);
    if (!parsed.has(name)) {
      if (parsed.size >= KEYS_KEPT_MAX) parsed.clear();
      const key = bls.parsePublicKey(bytes);
      parsed.set(name, key.ok ? key.value : undefined);
    }
    return parsed.get(name);
  };
  return {
    hash: sha256,
    aggregate(signatures) {
      const parts = signatures.map((signature) => bls.parseSignature(signature));
      const sound = parts.flatMap((part): readonly BlsSignature[] => (part.ok ? [part.value] : []));
      return sound.length < parts.length ? undefined : bls.aggregateSignatures(sound).toBytes();
    },
    verify(keys, statement, signature) {
      const publicKeys = keys.map(keyOf).filter((key) => key !== undefined);
      const sum = bls.parseSignature(signature);
      if (!sum.ok || publicKeys.length < keys.length) return false;
      return bls.fastAggregateVerify(VOTE_DOMAIN, statement, publicKeys, sum.value);
    },
  };
}
