/**
 * Who signed: recovers public keys, each signature once. Services recover in workers beforehand and leave the answers
 * here; the kernel then finds them, or computes. Either way the result is the same.
 *
 * Answers hang on the signature's own bytes, the very object in the decoded transaction: nothing is copied or compared
 * but the digest, and an answer lives exactly as long as its transaction does.
 * @module
 */
import { equal } from '@ashlar/base';
import { HashCache } from '@ashlar/crypto';
import { ADDRESS_BYTES, addressOfPublicKey } from '@ashlar/protocol';

/** Compressed public key (33 bytes) of a 65-byte recoverable signature over a 32-byte digest; undefined if there is none. */
export type Recover = (digest: Uint8Array, signature: Uint8Array) => Uint8Array | undefined;

const DIGEST_BYTES = 32;
const SIGNATURE_BYTES = 65;
/** Keys whose addresses are remembered: each costs four hashes. */
const ADDRESSES_MAX = 65_536;

type Answer = Readonly<{ digest: Uint8Array; publicKey: Uint8Array | undefined }>;

/** Whose key made a signature. */
export interface Signatures {
  /** Compressed public key; undefined if it is of none. */
  publicKeyOf(digest: Uint8Array, signature: Uint8Array): Uint8Array | undefined;
  addressOfKey(publicKey: Uint8Array): Uint8Array;
  addressOf(digest: Uint8Array, signature: Uint8Array): Uint8Array | undefined;
}

export class Signers implements Signatures {
  readonly #recover: Recover;
  readonly #answers = new WeakMap<Uint8Array, Answer>();
  readonly #addresses = new HashCache(addressOfPublicKey, ADDRESSES_MAX);

  constructor(recover: Recover) {
    this.#recover = recover;
  }

  /** Notes what a worker recovered. None of the bytes may change afterwards. */
  remember(digest: Uint8Array, signature: Uint8Array, publicKey: Uint8Array | undefined): void {
    this.#answers.set(signature, { digest, publicKey });
  }

  knows(digest: Uint8Array, signature: Uint8Array): boolean {
    const answer = this.#answers.get(signature);
    return answer !== undefined && equal(answer.digest, digest);
  }

  publicKeyOf(digest: Uint8Array, signature: Uint8Array): Uint8Array | undefined {
    if (digest.length !== DIGEST_BYTES || signature.length !== SIGNATURE_BYTES) return undefined;
    const answer = this.#answers.get(signature);
    if (answer !== undefined && equal(answer.digest, digest)) return answer.publicKey;
    const publicKey = this.#recover(digest, signature);
    this.remember(digest, signature, publicKey);
    return publicKey;
  }

  /** Raw 25-byte address of the owner of a compressed public key. Shared: not to be written to. */
  addressOfKey(publicKey: Uint8Array): Uint8Array {
    return this.#addresses.of(publicKey);
  }

  /** Raw 25-byte address of the signer. */
  addressOf(digest: Uint8Array, signature: Uint8Array): Uint8Array | undefined {
    const publicKey = this.publicKeyOf(digest, signature);
    return publicKey === undefined ? undefined : this.addressOfKey(publicKey);
  }
}

const PUBLIC_KEY_BYTES = 33;

/**
 * Signatures that are yet to be made: placeholders as long as real ones, each held to be of the account it is for. For
 * estimates only: what is executed with them is never kept.
 */
export class AssumedSignatures implements Signatures {
  readonly placeholders: readonly Uint8Array[];
  readonly #signers: readonly Uint8Array[];

  /** @param signers addresses, 25 bytes each */
  constructor(signers: readonly Uint8Array[]) {
    this.#signers = signers;
    this.placeholders = signers.map(() => new Uint8Array(SIGNATURE_BYTES));
  }

  /** Nobody knows the key yet: it is the account's address, and zeros. */
  publicKeyOf(_digest: Uint8Array, signature: Uint8Array): Uint8Array | undefined {
    const signer = this.#signers[this.placeholders.indexOf(signature)];
    if (signer === undefined) return undefined;
    const publicKey = new Uint8Array(PUBLIC_KEY_BYTES);
    publicKey.set(signer);
    return publicKey;
  }

  addressOfKey(publicKey: Uint8Array): Uint8Array {
    return publicKey.subarray(0, ADDRESS_BYTES);
  }

  addressOf(digest: Uint8Array, signature: Uint8Array): Uint8Array | undefined {
    const publicKey = this.publicKeyOf(digest, signature);
    return publicKey === undefined ? undefined : this.addressOfKey(publicKey);
  }
}
