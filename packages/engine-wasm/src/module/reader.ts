/**
 * A bounded cursor over bytes of WebAssembly: fixed bytes, canonical LEB128 integers, names.
 *
 * Canonical means shortest: each integer has one encoding, so each module has one too. Whatever is malformed
 * throws `MalformedCode`, which only the door of this package (`decodeModule`) catches and turns into a refusal:
 * the decoder is recursive descent over a hundred read sites, where a `Result` each would hide the format.
 * @module
 */
import { fromUtf8 } from '@ashlar/base';
import { NAME_BYTES_MAX } from './limits.ts';

/** Why code is refused. Frozen: receipts may carry them. */
export type CodeReason =
  | 'code.tooLarge'
  | 'code.notWasm'
  | 'code.truncated'
  | 'code.malformed'
  | 'code.integerNotCanonical'
  | 'code.sectionOrder'
  | 'code.sectionSize'
  | 'code.featureOff'
  | 'code.startSection'
  | 'code.limitExceeded'
  | 'code.importRefused'
  | 'code.exportMissing'
  | 'code.exportTwice'
  | 'code.memoryRefused'
  | 'code.segmentOutOfBounds'
  | 'code.indexOutOfRange'
  | 'code.typeMismatch'
  | 'code.alignment'
  | 'code.immutableGlobal';

export class MalformedCode extends Error {
  readonly reason: CodeReason;
  readonly offset: number;
  readonly detail: string;

  constructor(reason: CodeReason, offset: number, detail: string) {
    super(`${reason} at ${offset}: ${detail}`);
    this.reason = reason;
    this.offset = offset;
    this.detail = detail;
  }
}

export function malformed(reason: CodeReason, offset: number, detail: string): never {
  throw new MalformedCode(reason, offset, detail);
}

/** Reads `bytes[at, end)`. `at` is public: the decoder reports offsets and jumps over sections. */
export class Reader {
  readonly bytes: Uint8Array;
  readonly end: number;
  at: number;

  constructor(bytes: Uint8Array, at: number, end: number) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }

  byte(): number {
    if (this.at >= this.end) malformed('code.truncated', this.at, 'unexpected end');
    return this.bytes[this.at++]!;
  }

  /** Unsigned 32-bit LEB128, shortest form. */
  u32(): number {
    const first = this.byte();
    if (first < 0x80) return first;
    const start = this.at - 1;
    let value = first & 0x7f;
    for (let shift = 7; shift < 35; shift += 7) {
      const byte = this.byte();
      if (shift === 28 && byte > 0x0f) malformed('code.malformed', start, 'integer exceeds 32 bits');
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) {
        if (byte === 0) malformed('code.integerNotCanonical', start, 'over-long unsigned integer');
        return value;
      }
    }
    return malformed('code.malformed', start, 'integer exceeds 32 bits');
  }

  /** Signed 32-bit LEB128, shortest form. */
  s32(): number {
    const start = this.at;
    let value = 0;
    let previous = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.byte();
      if (shift === 28 && (byte & 0x78) !== 0 && (byte & 0x78) !== 0x78)
        malformed('code.malformed', start, 'integer exceeds 32 bits');
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) {
        this.#checkShortest(start, byte, previous, shift);
        return shift < 25 ? (value << (25 - shift)) >> (25 - shift) : value;
      }
      previous = byte;
    }
    return malformed('code.malformed', start, 'integer exceeds 32 bits');
  }

  /** Checks and skips a signed 64-bit LEB128 in shortest form. */
  skipS64(): void {
    const start = this.at;
    let previous = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = this.byte();
      if (shift === 63 && byte !== 0 && byte !== 0x7f)
        malformed('code.malformed', start, 'integer exceeds 64 bits');
      if (byte < 0x80) {
        this.#checkShortest(start, byte, previous, shift);
        return;
      }
      previous = byte;
    }
    malformed('code.malformed', start, 'integer exceeds 64 bits');
  }

  skip(count: number): void {
    if (count > this.end - this.at) malformed('code.truncated', this.at, 'unexpected end');
    this.at += count;
  }

  /** A count of items of at least one byte each, at most `max` of them. */
  count(max: number, what: string): number {
    const start = this.at;
    const count = this.u32();
    if (count > max) malformed('code.limitExceeded', start, `more than ${max} ${what}`);
    if (count > this.end - this.at) malformed('code.truncated', start, `${what} exceed the section`);
    return count;
  }

  name(): string {
    const start = this.at;
    const length = this.count(NAME_BYTES_MAX, 'bytes of a name');
    const text = fromUtf8(this.bytes.subarray(this.at, this.at + length));
    if (text === undefined) malformed('code.malformed', start, 'name is not UTF-8');
    this.at += length;
    return text;
  }

  #checkShortest(start: number, last: number, previous: number, shift: number): void {
    if (shift === 0) return;
    const isRedundant =
      (last === 0x00 && (previous & 0x40) === 0) || (last === 0x7f && (previous & 0x40) !== 0);
    if (isRedundant) malformed('code.integerNotCanonical', start, 'over-long signed integer');
  }
}
