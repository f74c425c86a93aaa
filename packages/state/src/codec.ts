/**
 * Writing and reading the binary forms of this package: big-endian integers, canonical varints, counted bytes.
 *
 * A reader never trusts a length: it checks it against a limit and against what is left, before it allocates. All
 * failures of a reader are one private exception that `decoding` turns into `undefined`; it cannot leave this package.
 * @module
 */
import { assert, EMPTY } from '@ashlar/base';

export class ByteWriter {
  #bytes: Uint8Array;
  #length = 0;

  constructor(capacity = 256) {
    this.#bytes = new Uint8Array(capacity);
  }

  get length(): number {
    return this.#length;
  }

  u8(value: number): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = value;
  }

  u16(value: number): void {
    assert(value >= 0 && value <= 0xffff, 'a 16-bit field overflowed');
    this.u8(value >>> 8);
    this.u8(value & 255);
  }

  u32(value: number): void {
    assert(value >= 0 && value <= 0xffff_ffff, 'a 32-bit field overflowed');
    this.u16(value >>> 16);
    this.u16(value & 0xffff);
  }

  /** Base-128, least significant first; up to 2^32 - 1. */
  varint(value: number): void {
    assert(value >= 0 && value <= 0xffff_ffff, 'a varint overflowed');
    let rest = value >>> 0;
    for (; rest >= 128; rest >>>= 7) this.u8((rest & 127) | 128);
    this.u8(rest);
  }

  raw(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  counted(bytes: Uint8Array): void {
    this.varint(bytes.length);
    this.raw(bytes);
  }

  /** A latin1 key, counted. */
  text(key: string): void {
    this.varint(key.length);
    this.#reserve(key.length);
    for (let index = 0; index < key.length; index++) this.#bytes[this.#length++] = key.charCodeAt(index);
  }

  /** Overwrites four bytes written before. */
  patchU32(at: number, value: number): void {
    new DataView(this.#bytes.buffer).setUint32(at, value);
  }

  /** What was written; shares memory with the writer until it writes again. */
  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  clear(): void {
    this.#length = 0;
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const bytes = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + count));
    bytes.set(this.bytes());
    this.#bytes = bytes;
  }
}

class Malformed extends Error {}
const MALFORMED = new Malformed('malformed bytes');

/** Runs a reader; `undefined` where it found the bytes malformed or did not use them all. */
export function decoding<T>(bytes: Uint8Array, read: (reader: ByteReader) => T): T | undefined {
  const reader = new ByteReader(bytes);
  try {
    const value = read(reader);
    return reader.rest === 0 ? value : undefined;
  } catch (error) {
    if (error === MALFORMED) return undefined;
    throw error;
  }
}

export class ByteReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get rest(): number {
    return this.#bytes.length - this.#at;
  }

  /** Gives up on the whole input unless `condition` holds. */
  check(condition: boolean): asserts condition {
    if (!condition) throw MALFORMED;
  }

  u8(): number {
    this.check(this.rest >= 1);
    return this.#bytes[this.#at++]!;
  }

  u16(): number {
    return this.u8() * 256 + this.u8();
  }

  u32(): number {
    return this.u16() * 65_536 + this.u16();
  }

  /** A shortest-form varint of at most `max` (itself at most 2^32 - 1). */
  varint(max: number): number {
    let value = 0;
    for (let scale = 1, index = 0; ; scale *= 128, index++) {
      this.check(index < 5);
      const byte = this.u8();
      value += (byte & 127) * scale;
      if (byte >= 128) continue;
      this.check((byte !== 0 || index === 0) && value <= max);
      return value;
    }
  }

  /** A view of the next bytes, not a copy. */
  raw(count: number): Uint8Array {
    this.check(count <= this.rest);
    const bytes = this.#bytes.subarray(this.#at, this.#at + count);
    this.#at += count;
    return count === 0 ? EMPTY : bytes;
  }

  counted(max: number): Uint8Array {
    return this.raw(this.varint(max));
  }
}
