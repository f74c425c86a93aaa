/** What gossip was seen lately, by hash; the oldest is forgotten first. @module */
import { concat, latin1, uint32be, utf8 } from '@ashlar/base';
import { sha256 } from '@ashlar/crypto';

export const SEEN_MAX = 65_536;

export class Seen {
  readonly #keys = new Set<string>();
  readonly #countMax: number;

  constructor(countMax: number = SEEN_MAX) {
    this.#countMax = countMax;
  }

  static keyOf(topic: string, bytes: Uint8Array): string {
    const name = utf8(topic);
    return latin1(sha256(concat(uint32be(name.length), name, bytes)));
  }

  has(key: string): boolean {
    return this.#keys.has(key);
  }

  add(key: string): void {
    this.#keys.add(key);
    if (this.#keys.size <= this.#countMax) return;
    const [oldest] = this.#keys;
    if (oldest !== undefined) this.#keys.delete(oldest);
  }
}
