/**
 * The hash of a program's log: of its communications, each as the hashes of its receive and its data, in order.
 *
 * Hashes are taken as the events happen, so that a long program does not keep what it has consumed.
 * @module
 */
import { blake2b256 } from '@ashlar/crypto';
import { consumeHash, produceHash, type SpaceEvent } from '../events.ts';

const HASH_BYTES = 32;
const FIRST_BYTES = 4_096;

export class LogHash {
  #hashes = new Uint8Array(FIRST_BYTES);
  #size = 0;

  add(event: SpaceEvent): void {
    if (event.kind !== 'communication') return;
    this.#append(consumeHash(event.consume));
    for (const produce of event.produces) this.#append(produceHash(produce));
  }

  /** 32 bytes. */
  digest(): Uint8Array {
    return blake2b256(this.#hashes.subarray(0, this.#size));
  }

  #append(hash: Uint8Array): void {
    if (this.#size === this.#hashes.length) {
      const more = new Uint8Array(2 * this.#size);
      more.set(this.#hashes);
      this.#hashes = more;
    }
    this.#hashes.set(hash, this.#size);
    this.#size += HASH_BYTES;
  }
}
