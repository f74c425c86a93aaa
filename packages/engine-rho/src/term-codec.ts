/**
 * Terms to canonical protobuf bytes (`spec/rholang.md` 2.4).
 *
 * Each message is written straight to its place, because sizes are known before a byte is written; a stack holds what is
 * yet to be written, so depth costs nothing.
 * @module
 */
import { EMPTY, latin1, utf8 } from '@ashlar/base';
import { WRAPPER_FIELD } from './kinds.ts';
import type { Term } from './term.ts';
import type { FieldSink } from './term-fields.ts';
import { emitFields } from './term-fields.ts';

class ByteSink implements FieldSink {
  #out: Uint8Array = EMPTY;
  readonly #terms: Term[] = [];
  readonly #places: number[] = [];
  #at = 0;

  /** Writes the term's message, `root.size` bytes, to `out` at `offset`. */
  write(root: Term, out: Uint8Array, offset: number): void {
    this.#out = out;
    this.#at = offset;
    this.#place(root);
    for (let term = this.#terms.pop(); term !== undefined; term = this.#terms.pop()) {
      this.#at = this.#places.pop()!;
      const wrapper = WRAPPER_FIELD[term.kind]!;
      if (wrapper !== 0) this.#header(wrapper, 2, term.bodySize);
      emitFields(term, this);
    }
    this.#out = EMPTY;
  }

  term(field: number, term: Term): void {
    this.#header(field, 2, term.size);
    this.#place(term);
    this.#at += term.size;
  }
  bytes(field: number, bytes: Uint8Array): void {
    this.#header(field, 2, bytes.length);
    this.#out.set(bytes, this.#at);
    this.#at += bytes.length;
  }
  text(field: number, text: string): void {
    this.bytes(field, utf8(text));
  }
  number(field: number, value: number): void {
    this.#header(field, 0, value);
  }
  wide(field: number, value: bigint): void {
    this.#varint(field << 3);
    let rest = value;
    for (; rest >= 128n; rest >>= 7n) this.#out[this.#at++] = Number(rest & 127n) | 128;
    this.#out[this.#at++] = Number(rest);
  }

  #place(term: Term): void {
    if (term.encoded !== undefined) {
      this.#out.set(term.encoded, this.#at);
      return;
    }
    this.#terms.push(term);
    this.#places.push(this.#at);
  }

  #header(field: number, wireType: number, value: number): void {
    this.#varint((field << 3) | wireType);
    this.#varint(value);
  }

  #varint(value: number): void {
    let rest = value;
    for (; rest >= 128; rest = Math.floor(rest / 128)) this.#out[this.#at++] = (rest % 128) | 128;
    this.#out[this.#at++] = rest;
  }
}

const sink = new ByteSink();

/** The term's message. Memoized: callers never write into it. */
export function encodeTerm(term: Term): Uint8Array {
  if (term.encoded === undefined) {
    const bytes = new Uint8Array(term.size);
    sink.write(term, bytes, 0);
    term.encoded = bytes;
  }
  return term.encoded;
}

/** Writes the term's message, `term.size` bytes, to `out` at `offset`. */
export function writeTerm(term: Term, out: Uint8Array, offset: number): void {
  sink.write(term, out, offset);
}

/** The encoding as a latin1 map key. */
export function termKey(term: Term): string {
  term.key ??= latin1(encodeTerm(term));
  return term.key;
}
