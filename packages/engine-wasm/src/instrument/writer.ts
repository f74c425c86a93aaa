/**
 * A growing buffer for WebAssembly binaries: bytes, LEB128 integers, length-prefixed parts.
 * @module
 */

const INITIAL_BYTES = 4_096;

export class Writer {
  #bytes: Uint8Array = new Uint8Array(INITIAL_BYTES);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** The bytes written so far; valid until the next write. */
  view(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  clear(): void {
    this.#length = 0;
  }

  byte(value: number): void {
    if (this.#length === this.#bytes.length) this.#reserve(1);
    this.#bytes[this.#length++] = value;
  }

  bytes(...values: readonly number[]): void {
    for (const value of values) this.byte(value);
  }

  /** Appends `source[from, to)`. */
  copy(source: Uint8Array, from: number, to: number): void {
    this.#reserve(to - from);
    for (let at = from; at < to; at++) this.#bytes[this.#length++] = source[at]!;
  }

  append(source: Uint8Array): void {
    this.#reserve(source.length);
    this.#bytes.set(source, this.#length);
    this.#length += source.length;
  }

  /** Unsigned, in [0, 2^32). */
  u32(value: number): void {
    let rest = value;
    while (rest >= 0x80) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    this.byte(rest);
  }

  /** Signed, in [-2^31, 2^31). Also encodes a small `i64.const`. */
  s32(value: number): void {
    let rest = value;
    while (rest < -64 || rest > 63) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>= 7;
    }
    this.byte(rest & 0x7f);
  }

  name(ascii: string): void {
    this.u32(ascii.length);
    for (let index = 0; index < ascii.length; index++) this.byte(ascii.charCodeAt(index));
  }

  /** A part prefixed by its length in bytes. */
  sized(part: Uint8Array): void {
    this.u32(part.length);
    this.append(part);
  }

  #reserve(count: number): void {
    const needed = this.#length + count;
    if (needed <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
    larger.set(this.view());
    this.#bytes = larger;
  }
}
