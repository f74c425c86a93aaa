/**
 * Rows of 64-byte messages hashed in one call: the only shape in which a trie's inner nodes are hashed.
 *
 * The hashing itself is `@ashlar/crypto`'s native batch, 55 ns a message.
 * @module
 */
import { hashPairs } from '@ashlar/crypto';

/** Messages a call of `hashPairs` takes at most: 64 KiB of input stays in the first-level cache. */
export const PAIRS_MAX = 1024;
const MESSAGE_WORDS = 16;
const DIGEST_WORDS = 8;

/** Scratch for a row of messages and their digests, seen as 32-bit words (copying words beats `set(subarray())`). */
export class PairRow {
  readonly input: Int32Array = new Int32Array(PAIRS_MAX * MESSAGE_WORDS);
  readonly output: Int32Array = new Int32Array(PAIRS_MAX * DIGEST_WORDS);
  readonly #inputBytes: Uint8Array = new Uint8Array(this.input.buffer);
  readonly #outputBytes: Uint8Array = new Uint8Array(this.output.buffer);

  /** `output[i] = sha256(input[i])` for the first `count` messages; `count` is 1 to `PAIRS_MAX`. */
  hash(count: number): void {
    if (count === PAIRS_MAX) hashPairs(this.#inputBytes, this.#outputBytes);
    else hashPairs(this.#inputBytes.subarray(0, count * 64), this.#outputBytes.subarray(0, count * 32));
  }
}
