import { fromLatin1, latin1 } from './bytes.ts';

/** A `Map` keyed by the *content* of byte arrays, in insertion order. Keys are copied, values are not. */
export class BytesMap<Value> {
  readonly #entries = new Map<string, Value>();

  get size(): number {
    return this.#entries.size;
  }

  get(key: Uint8Array): Value | undefined {
    return this.#entries.get(latin1(key));
  }

  has(key: Uint8Array): boolean {
    return this.#entries.has(latin1(key));
  }

  set(key: Uint8Array, value: Value): this {
    this.#entries.set(latin1(key), value);
    return this;
  }

  delete(key: Uint8Array): boolean {
    return this.#entries.delete(latin1(key));
  }

  *[Symbol.iterator](): IterableIterator<readonly [Uint8Array, Value]> {
    for (const [key, value] of this.#entries) yield [fromLatin1(key), value];
  }
}
