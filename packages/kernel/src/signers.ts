/**
 * Who signed: recovers public keys, each signature once. Services recover in workers beforehand and fill the memo;
 * the kernel then finds the answer there, or computes it. Either way the result is the same.
 * @module
 */
import { concat, latin1 } from '@ashlar/base';
import { addressOfPublicKey } from '@ashlar/protocol';

/** Compressed public key (33 bytes) of a 65-byte recoverable signature over a 32-byte digest; undefined if there is none. */
export type Recover = (digest: Uint8Array, signature: Uint8Array) => Uint8Array | undefined;

const DIGEST_BYTES = 32;
const SIGNATURE_BYTES = 65;
/** Signatures remembered: two full blocks of them, of 97 bytes each. */
const MEMO_MAX = 65_536;

export class Signers {
  readonly #recover: Recover;
  readonly #memo = new Map<string, Uint8Array | undefined>();

  constructor(recover: Recover) {
    this.#recover = recover;
  }

  /** Notes what a worker recovered. */
  remember(digest: Uint8Array, signature: Uint8Array, publicKey: Uint8Array | undefined): void {
    if (this.#memo.size >= MEMO_MAX) this.#memo.delete(this.#memo.keys().next().value!);
    this.#memo.set(latin1(concat(digest, signature)), publicKey);
  }

  knows(digest: Uint8Array, signature: Uint8Array): boolean {
    return this.#memo.has(latin1(concat(digest, signature)));
  }

  publicKeyOf(digest: Uint8Array, signature: Uint8Array): Uint8Array | undefined {
    if (digest.length !== DIGEST_BYTES || signature.length !== SIGNATURE_BYTES) return undefined;
    const key = latin1(concat(digest, signature));
    const known = this.#memo.get(key);
    if (known !== undefined || this.#memo.has(key)) return known;
    const publicKey = this.#recover(digest, signature);
    this.remember(digest, signature, publicKey);
    return publicKey;
  }

  /** Raw 25-byte address of the signer. */
  addressOf(digest: Uint8Array, signature: Uint8Array): Uint8Array | undefined {
    const publicKey = this.publicKeyOf(digest, signature);
    return publicKey === undefined ? undefined : addressOfPublicKey(publicKey);
  }
}
