/**
 * The wire fields of each kind of term, in field order (`RhoTypes.proto`, `spec/rholang.md` 2.4): said once, read twice,
 * for a term's size and for its bytes.
 *
 * Canonical proto3: defaults are omitted; a `no_box` message field is omitted when empty; members of a `oneof` and
 * elements of a repeated field are always written.
 * @module
 */
import { utf8 } from '@ashlar/base';
import { K, PAR_FIELD } from './kinds.ts';
import type { Term } from './term.ts';

/** Receives a message's fields in order. */
export interface FieldSink {
  /** A message, length-delimited, written even when empty. */
  term(field: number, term: Term): void;
  bytes(field: number, bytes: Uint8Array): void;
  text(field: number, text: string): void;
  /** An unsigned varint below 2^53. */
  number(field: number, value: number): void;
  /** An unsigned varint of 64 bits. */
  wide(field: number, value: bigint): void;
}

const NO_REMAINDER = -2;
const CONNECTIVE = 1;
/** Fields of `Par` before `locallyFree`, in order. */
const PAR_FIELDS = [1, 2, 4, 5, 6, 7, 8];
const BUNDLES = 11;

export const zigzag = (value: number): number => (value >= 0 ? value * 2 : -value * 2 - 1);

/** `Var` as bytes: a level from 0, or -1 for the wildcard; `field` 1 is bound, 2 free. */
function varBytes(field: 1 | 2, index: number): Uint8Array {
  if (index < 0) return WILDCARD_BYTES;
  if (index >= SMALL_VARIABLES) return encodedVar(field, index);
  const known = smallVariables[field];
  known[index] ??= encodedVar(field, index);
  return known[index];
}

/** Variables whose bytes are kept: they are asked for with every size. */
const SMALL_VARIABLES = 64;
const smallVariables: Readonly<Record<1 | 2, Uint8Array[]>> = { 1: [], 2: [] };
const WILDCARD_BYTES = new Uint8Array([0x1a, 0]);

function encodedVar(field: 1 | 2, index: number): Uint8Array {
  const bytes = [field << 3];
  for (let rest = zigzag(index); ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return new Uint8Array([...bytes, rest]);
    bytes.push((rest % 128) + 128);
  }
}

/** `locallyFree`: bit i of the set is bit i % 8 of byte i / 8; no trailing zero bytes. Not to be written into. */
export function bitSetBytes(set: bigint): Uint8Array {
  if (set >= 256n) return wideBitSetBytes(set);
  const byte = Number(set);
  oneByteSets[byte] ??= new Uint8Array([byte]);
  return oneByteSets[byte];
}

const oneByteSets: Uint8Array[] = [];

function wideBitSetBytes(set: bigint): Uint8Array {
  let digits = set.toString(16);
  if (digits.length % 2 === 1) digits = `0${digits}`;
  const bytes = new Uint8Array(digits.length / 2);
  for (let index = 0; index < bytes.length; index++) {
    const from = digits.length - 2 * (index + 1);
    bytes[index] = Number.parseInt(digits.slice(from, from + 2), 16);
  }
  return bytes;
}

/** Two's complement, big-endian, shortest. */
export function bigIntBytes(value: bigint): Uint8Array {
  let size = 1;
  while (BigInt.asIntN(size * 8, value) !== value) size *= 2;
  const digits = BigInt.asUintN(size * 8, value)
    .toString(16)
    .padStart(size * 2, '0');
  const bytes = Uint8Array.from({ length: size }, (_, index) =>
    Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16),
  );
  let from = 0;
  while (
    from < size - 1 &&
    (bytes[from] === 0 || bytes[from] === 255) &&
    (bytes[from]! ^ bytes[from + 1]!) < 128
  )
    from += 1;
  return bytes.slice(from);
}

function repeated(term: Term, field: number, from: number, to: number, sink: FieldSink): void {
  for (let index = from; index < to; index++) sink.term(field, term.kids[index]!);
}

function unboxed(field: number, term: Term, sink: FieldSink): void {
  if (term.size > 0) sink.term(field, term);
}

function freeAndConnective(term: Term, freeField: number, sink: FieldSink): void {
  if (term.free !== 0n) sink.bytes(freeField, bitSetBytes(term.free));
  if ((term.flags & CONNECTIVE) !== 0) sink.number(freeField + 1, 1);
}

function remainder(term: Term, field: number, sink: FieldSink): void {
  if (term.remainder !== NO_REMAINDER) sink.bytes(field, varBytes(2, term.remainder));
}

function flag(term: Term, mask: number, field: number, sink: FieldSink): void {
  if ((term.flags & mask) !== 0) sink.number(field, 1);
}

function count(term: Term, field: number, sink: FieldSink): void {
  if (term.count !== 0) sink.number(field, term.count);
}

function emitPar(term: Term, sink: FieldSink): void {
  const { kids } = term;
  if (kids.length === 1) {
    const field = PAR_FIELD[kids[0]!.kind]!;
    if (field !== BUNDLES) sink.term(field, kids[0]!);
  } else if (kids.length > 1) {
    for (const field of PAR_FIELDS) {
      for (const kid of kids) if (PAR_FIELD[kid.kind] === field) sink.term(field, kid);
    }
  }
  freeAndConnective(term, 9, sink);
  for (const kid of kids) if (PAR_FIELD[kid.kind] === BUNDLES) sink.term(BUNDLES, kid);
}

function emitReceive(term: Term, sink: FieldSink): void {
  repeated(term, 1, 0, term.kids.length - 1, sink);
  unboxed(2, term.last, sink);
  flag(term, 2, 3, sink);
  flag(term, 4, 4, sink);
  count(term, 5, sink);
  freeAndConnective(term, 6, sink);
}

function emitNew(term: Term, sink: FieldSink): void {
  if (term.count !== 0) sink.number(1, zigzag(term.count));
  unboxed(2, term.last, sink);
  for (const uri of term.value as readonly string[]) sink.text(3, uri);
  repeated(term, 4, 0, term.kids.length - 1, sink);
  if (term.free !== 0n) sink.bytes(5, bitSetBytes(term.free));
}

function emitCollection(term: Term, sink: FieldSink): void {
  repeated(term, 1, 0, term.kids.length, sink);
  freeAndConnective(term, 3, sink);
  remainder(term, 5, sink);
}

function emitBind(term: Term, sink: FieldSink): void {
  repeated(term, 1, 0, term.kids.length - 1, sink);
  unboxed(2, term.last, sink);
  remainder(term, 3, sink);
  count(term, 4, sink);
}

type Emit = (term: Term, sink: FieldSink) => void;

const emitSend: Emit = (term, sink) => {
  unboxed(1, term.first, sink);
  repeated(term, 2, 1, term.kids.length, sink);
  flag(term, 2, 3, sink);
  freeAndConnective(term, 5, sink);
};

const emitBindPattern: Emit = (term, sink) => {
  repeated(term, 1, 0, term.kids.length, sink);
  remainder(term, 2, sink);
  count(term, 3, sink);
};

const emitMatch: Emit = (term, sink) => {
  unboxed(1, term.first, sink);
  repeated(term, 2, 1, term.kids.length, sink);
  freeAndConnective(term, 4, sink);
};

const emitMethod: Emit = (term, sink) => {
  sink.text(1, term.value as string);
  unboxed(2, term.first, sink);
  repeated(term, 3, 1, term.kids.length, sink);
  freeAndConnective(term, 5, sink);
};

const emitBundle: Emit = (term, sink) => {
  unboxed(1, term.first, sink);
  flag(term, 8, 2, sink);
  flag(term, 16, 3, sink);
};

const emitInjection: Emit = (term, sink) => {
  sink.text(1, term.value as string);
  sink.term(2, term.first);
};

const emitVarRef: Emit = (term, sink) => {
  if (term.count !== 0) sink.number(1, zigzag(term.count));
  if (term.remainder !== 0) sink.number(2, zigzag(term.remainder));
};

const emitUnforgeable: Emit = (term, sink) => {
  const id = term.value as Uint8Array;
  if (id.length > 0) sink.bytes(1, id);
};

const emitCase: Emit = (term, sink) => {
  emitOperands(term, sink);
  count(term, 3, sink);
};

/** Operators and pairs: one or two unboxed terms in fields 1 and 2. */
const emitOperands: Emit = (term, sink) => {
  for (let index = 0; index < term.kids.length; index++) unboxed(index + 1, term.kids[index]!, sink);
};

const emitInt: Emit = (term, sink) => {
  const value = term.value as bigint;
  sink.wide(2, BigInt.asUintN(64, (value << 1n) ^ (value >> 63n)));
};

const EMITTERS: readonly Emit[] = tableOf(
  [[K.par], emitPar],
  [[K.send], emitSend],
  [[K.receive], emitReceive],
  [[K.bind], emitBind],
  [[K.bindPattern], emitBindPattern],
  [[K.new], emitNew],
  [[K.injection], emitInjection],
  [[K.match], emitMatch],
  [[K.case], emitCase],
  [[K.bundle], emitBundle],
  [[K.bool], (term, sink) => sink.number(1, term.value === true ? 1 : 0)],
  [[K.int], emitInt],
  [[K.string], (term, sink) => sink.text(3, term.value as string)],
  [[K.uri], (term, sink) => sink.text(4, term.value as string)],
  [[K.bytes], (term, sink) => sink.bytes(25, term.value as Uint8Array)],
  [[K.bigInt], (term, sink) => sink.bytes(34, bigIntBytes(term.value as bigint))],
  [[K.boundVar], (term, sink) => sink.bytes(1, varBytes(1, term.count))],
  [[K.freeVar], (term, sink) => sink.bytes(1, varBytes(2, term.count))],
  [[K.wildcard], (_, sink) => sink.bytes(1, varBytes(2, -1))],
  [[K.list, K.tuple, K.set, K.map], emitCollection],
  [[K.method], emitMethod],
  [[K.conjunction, K.disjunction], (term, sink) => repeated(term, 1, 0, term.kids.length, sink)],
  [[K.complement], (term, sink) => sink.term(3, term.first)],
  [[K.varRef], emitVarRef],
  [
    [K.typeBool, K.typeInt, K.typeString, K.typeUri, K.typeBytes, K.typeBigInt],
    (term, sink) => sink.number(term.kind - K.typeBool + 5, 1),
  ],
  [[K.privateName, K.deployId, K.deployerId], emitUnforgeable],
  [[K.authToken], () => undefined],
);

function tableOf(...rows: readonly (readonly [kinds: readonly number[], emit: Emit])[]): readonly Emit[] {
  const table: Emit[] = PAR_FIELD.map(() => emitOperands);
  for (const [kinds, emit] of rows) for (const kind of kinds) table[kind] = emit;
  return table;
}

/** Hands `term`'s own fields (those within its wrapper) to `sink`. */
export function emitFields(term: Term, sink: FieldSink): void {
  EMITTERS[term.kind]!(term, sink);
}

export function varintSize(value: number): number {
  let size = 1;
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) size += 1;
  return size;
}

export function wideVarintSize(value: bigint): number {
  let size = 1;
  for (let rest = value; rest >= 128n; rest >>= 7n) size += 1;
  return size;
}

export const tagSize = (field: number): number => (field < 16 ? 1 : 2);

/** UTF-8 bytes of a text; lone surrogates count as the replacement character's three. */
export function utf8Size(text: string): number {
  const size = text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit >= 0x80) return size + utf8(text.slice(index)).length - (text.length - index);
  }
  return size;
}

class SizeSink implements FieldSink {
  total = 0;

  term(field: number, term: Term): void {
    this.#add(field, term.size);
  }
  bytes(field: number, bytes: Uint8Array): void {
    this.#add(field, bytes.length);
  }
  text(field: number, text: string): void {
    this.#add(field, utf8Size(text));
  }
  number(field: number, value: number): void {
    this.total += tagSize(field) + varintSize(value);
  }
  wide(field: number, value: bigint): void {
    this.total += tagSize(field) + wideVarintSize(value);
  }
  #add(field: number, length: number): void {
    this.total += tagSize(field) + varintSize(length) + length;
  }
}

const sizer = new SizeSink();

/** Bytes of the term's own message. Its children have their sizes already. */
export function bodySizeOf(term: Term): number {
  sizer.total = 0;
  emitFields(term, sizer);
  return sizer.total;
}
