/**
 * A strict reader and a writer of big-endian fields: the ground of all simplex encodings.
 *
 * Each value has exactly one encoding. The reader never throws past `read`: a short, long or out-of-range input is the
 * value `undefined`.
 * @module
 */
import { assert, fromHex, hex } from '@ashlar/base';
import type { Digest } from './types.ts';

export const DIGEST_BYTES = 32;

/** Thrown inside `read` only. */
class Malformed extends Error {}

/** Room for a statement or header without growing. */
const WRITER_BYTES = 256;

export class Writer {
  #bytes = new Uint8Array(WRITER_BYTES);
  #length = 0;

  u8(value: number): this {
    return this.#number(value, 1);
  }

  u16(value: number): this {
    return this.#number(value, 2);
  }

  u32(value: number): this {
    return this.#number(value, 4);
  }

  /** A safe integer in 8 bytes. */
  u64(value: number): this {
    return this.#number(value, 8);
  }

  digest(value: Digest): this {
    const bytes = fromHex(value);
    assert(bytes !== undefined && bytes.length === DIGEST_BYTES, 'a digest is 32 bytes in hex');
    return this.raw(bytes);
  }

  /** Length in two bytes, then the bytes. */
  short(bytes: Uint8Array): this {
    return this.u16(bytes.length).raw(bytes);
  }

  raw(bytes: Uint8Array): this {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
    return this;
  }

  list<T>(items: readonly T[], write: (writer: this, item: T) => void): this {
    this.u16(items.length);
    for (const item of items) write(this, item);
    return this;
  }

  /** What was written, as a view; the writer is spent. */
  done(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  #number(value: number, size: number): this {
    assert(Number.isSafeInteger(value) && value >= 0, 'an encoded number is a safe natural');
    assert(size === 8 || value < 2 ** (8 * size), 'an encoded number fits its field');
    this.#reserve(size);
    let rest = value;
    for (let index = this.#length + size - 1; index >= this.#length; index--) {
      this.#bytes[index] = rest & 255;
      rest = (rest - (rest & 255)) / 256;
    }
    this.#length += size;
    return this;
  }

  #reserve(size: number): void {
    if (this.#length + size <= this.#bytes.length) return;
    const grown = new Uint8Array(2 * (this.#length + size));
    grown.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = grown;
  }
}

export class Reader {
  readonly #bytes: Uint8Array;
  #offset = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  u8(): number {
    return this.#number(1);
  }

  u16(): number {
    return this.#number(2);
  }

  u32(): number {
    return this.#number(4);
  }

  u64(): number {
    const value = this.#number(8);
    this.check(Number.isSafeInteger(value));
    return value;
  }

  digest(): Digest {
    return hex(this.raw(DIGEST_BYTES)) as Digest;
  }

  short(lengthMax: number): Uint8Array {
    const length = this.u16();
    this.check(length <= lengthMax);
    return this.raw(length).slice();
  }

  raw(length: number): Uint8Array {
    this.check(this.#offset + length <= this.#bytes.length);
    const bytes = this.#bytes.subarray(this.#offset, this.#offset + length);
    this.#offset += length;
    return bytes;
  }

  list<T>(countMax: number, readItem: (reader: this) => T): readonly T[] {
    const count = this.u16();
    this.check(count <= countMax);
    const items: T[] = [];
    for (let index = 0; index < count; index++) items.push(readItem(this));
    return items;
  }

  check(holds: boolean): void {
    if (!holds) throw new Malformed();
  }

  end(): void {
    this.check(this.#offset === this.#bytes.length);
  }

  #number(size: number): number {
    let value = 0;
    for (const byte of this.raw(size)) value = value * 256 + byte;
    return value;
  }
}

/** Reads all of `bytes`, or `undefined` if anything is missing, left over or out of range. */
export function read<T>(bytes: Uint8Array, decode: (reader: Reader) => T): T | undefined {
  const reader = new Reader(bytes);
  try {
    const value = decode(reader);
    reader.end();
    return value;
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}
