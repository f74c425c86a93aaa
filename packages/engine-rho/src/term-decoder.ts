/**
 * Terms from their bytes: the inverse of `encodeTerm`, and only of it. Bytes that it would not have made are refused.
 *
 * A table says how each kind's message is read. Depth costs heap: every message is a `Job`.
 * @module
 */
import type { Refusal, Result } from '@ashlar/base';
import { accept, equal, fromUtf8, refuse } from '@ashlar/base';
import { caseFree, NIL, unionFree } from './build.ts';
import { Halt } from './errors.ts';
import { K, type Kind, RANK, WRAPPER_FIELD } from './kinds.ts';
import { FLAG, NO_REMAINDER, Term, type TermValue, WILDCARD_REMAINDER } from './term.ts';
import { encodeTerm } from './term-codec.ts';
import { sortMembers } from './term-order.ts';
import type { Job } from './trampoline.ts';
import { runJob } from './trampoline.ts';

export type TermRefusal = Refusal & Readonly<{ code: 'term.malformed' | 'term.notCanonical' }>;

/** A `Par` from its bytes. Members keep the order they stand in. */
export function decodeTerm(bytes: Uint8Array): Result<Term, TermRefusal> {
  return decodeAs(K.par, bytes);
}

/** A `BindPattern` from its bytes. */
export function decodeBindPattern(bytes: Uint8Array): Result<Term, TermRefusal> {
  return decodeAs(K.bindPattern, bytes);
}

/** As `decodeTerm`, of bytes that need not be canonical: whoever asks compares them as a whole, or wrote them. */
export function readTerm(bytes: Uint8Array): Term {
  return runJob(decodeMessage(K.par, bytes));
}

function decodeAs(kind: Kind, bytes: Uint8Array): Result<Term, TermRefusal> {
  let term: Term;
  try {
    term = runJob(decodeMessage(kind, bytes));
  } catch (halt) {
    if (halt instanceof Halt) return refuse({ code: 'term.malformed' });
    throw halt;
  }
  return equal(encodeTerm(term), bytes) ? accept(term) : refuse({ code: 'term.notCanonical' });
}

const malformed = (): never => {
  throw new Halt({ code: 'term.malformed' });
};

/** A field of a message: `number` of a varint, `bytes` of a length-delimited one. */
export type Field = Readonly<{ field: number; number: bigint; bytes: Uint8Array }>;
const NO_BYTES = new Uint8Array(0);
const SMALL_MAX = 2 ** 35;

/** The fields of a message in their order; halts on what is none. */
export function fieldsOf(bytes: Uint8Array): Field[] {
  const fields: Field[] = [];
  let at = 0;
  const varint = (): bigint => {
    if (bytes[at]! < 128) return BigInt(bytes[at++]!);
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = bytes[at++];
      if (byte === undefined) return malformed();
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return value;
    }
    return malformed();
  };
  /** A tag or a length: below 2^35. */
  const small = (): number => {
    let value = 0;
    for (let scale = 1; scale < SMALL_MAX; scale *= 128) {
      const byte = bytes[at++] ?? malformed();
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
    return malformed();
  };
  while (at < bytes.length) {
    const tag = small();
    const field = Math.floor(tag / 8);
    if (tag % 8 === 0) {
      fields.push({ field, number: varint(), bytes: NO_BYTES });
      continue;
    }
    const length = tag % 8 === 2 ? small() : malformed();
    if (length > bytes.length - at) malformed();
    fields.push({ field, number: 0n, bytes: bytes.subarray(at, at + length) });
    at += length;
  }
  return fields;
}

const unzigzag = (value: bigint): bigint => (value >> 1n) ^ -(value & 1n);
/** Largest count, index or level a decoded term may carry. */
const INDEX_MAX = 1_048_576;
const index = (value: bigint): number => (value >= 0n && value <= INDEX_MAX ? Number(value) : malformed());

function bitSet(bytes: Uint8Array): bigint {
  let digits = '0x';
  for (let at = bytes.length - 1; at >= 0; at--) digits += bytes[at]!.toString(16).padStart(2, '0');
  return bytes.length === 0 ? 0n : BigInt(digits);
}

const text = (bytes: Uint8Array): string => fromUtf8(bytes) ?? malformed();

/** How each kind's fields are read: which hold children, and of what kind. */
type Shape = Readonly<{
  /** Field → kind of the child, or `EXPRESSION`, `UNFORGEABLE`, `CONNECTIVE` to look into the `oneof`. */
  children: Readonly<Record<number, Kind | 'expression' | 'unforgeable' | 'connective'>>;
  /** Children that are omitted when empty, as field numbers in child order; repeated ones are absent here. */
  unboxed?: readonly number[];
  flags?: Readonly<Record<number, number>>;
  count?: number;
  countIsSigned?: boolean;
  remainder?: number;
  free?: number;
  text?: number;
}>;

const pars = (...fields: readonly number[]): Record<number, Kind> =>
  Object.fromEntries(fields.map((field) => [field, K.par]));
const PAR_SHAPE: Shape = {
  children: {
    1: K.send,
    2: K.receive,
    4: K.new,
    5: 'expression',
    6: K.match,
    7: 'unforgeable',
    8: 'connective',
    11: K.bundle,
  },
  free: 9,
  flags: { 10: FLAG.connective },
};
const COLLECTION: Shape = { children: pars(1), free: 3, flags: { 4: FLAG.connective }, remainder: 5 };
const BINARY: Shape = { children: pars(1, 2), unboxed: [1, 2] };
const UNARY: Shape = { children: pars(1), unboxed: [1] };
const SHAPES: ReadonlyMap<Kind, Shape> = new Map<Kind, Shape>([
  [K.par, PAR_SHAPE],
  [
    K.send,
    { children: pars(1, 2), unboxed: [1], flags: { 3: FLAG.persistent, 6: FLAG.connective }, free: 5 },
  ],
  [
    K.receive,
    {
      children: { 1: K.bind, 2: K.par },
      unboxed: [2],
      flags: { 3: FLAG.persistent, 4: FLAG.peek, 7: FLAG.connective },
      count: 5,
      free: 6,
    },
  ],
  [K.bind, { children: pars(1, 2), unboxed: [2], remainder: 3, count: 4 }],
  [K.bindPattern, { children: pars(1), remainder: 2, count: 3 }],
  [K.new, { children: { 2: K.par, 4: K.injection }, unboxed: [2], count: 1, countIsSigned: true, free: 5 }],
  [K.injection, { children: pars(2), text: 1 }],
  [K.match, { children: { 1: K.par, 2: K.case }, unboxed: [1], free: 4, flags: { 5: FLAG.connective } }],
  [K.case, { children: pars(1, 2), unboxed: [1, 2], count: 3 }],
  [K.bundle, { children: pars(1), unboxed: [1], flags: { 2: FLAG.write, 3: FLAG.read } }],
  [K.list, COLLECTION],
  [K.tuple, COLLECTION],
  [K.set, COLLECTION],
  [K.map, { ...COLLECTION, children: { 1: K.pair } }],
  [K.pair, BINARY],
  [K.method, { children: pars(2, 3), unboxed: [2], text: 1, free: 5, flags: { 6: FLAG.connective } }],
  [K.conjunction, { children: pars(1) }],
  [K.disjunction, { children: pars(1) }],
  [K.not, UNARY],
  [K.negate, UNARY],
]);

/** `new` and `receive` keep injections and binds before the body, whatever the field order. */
const BODY_LAST = new Set<Kind>([K.new, K.receive, K.bind]);

function* decodeMessage(kind: Kind, bytes: Uint8Array): Job<Term> {
  const shape = SHAPES.get(kind) ?? BINARY;
  const single = new Map<number, Term>();
  const kids: Term[] = [];
  let flags = 0;
  let count = 0;
  let remainder = NO_REMAINDER;
  let free: bigint | undefined;
  let value: TermValue = shape.text === undefined ? undefined : '';
  const uris: string[] = [];
  for (const { field, number, bytes: content } of fieldsOf(bytes)) {
    const child = shape.children[field];
    if (child !== undefined) {
      let term: Term;
      if (typeof child === 'number') term = (yield decodeMessage(child, content)) as Term;
      else {
        const only = onlyField(content);
        term = leafMember(child, only) ?? ((yield decodeMember(child, only)) as Term);
      }
      if (shape.unboxed?.includes(field) === true) single.set(field, term);
      else kids.push(term);
    } else if (shape.flags?.[field] !== undefined) flags |= shape.flags[field];
    else if (field === shape.count) count = index(shape.countIsSigned === true ? unzigzag(number) : number);
    else if (field === shape.remainder) remainder = decodeVariable(content)[1];
    else if (field === shape.free) free = bitSet(content);
    else if (field === shape.text) value = text(content);
    else if (kind === K.new && field === 3) uris.push(text(content));
    else malformed();
  }
  if (kind === K.par) return decodedPar(kids, flags, free ?? 0n);
  const fixed = (shape.unboxed ?? []).map((field) => single.get(field) ?? NIL);
  const children = BODY_LAST.has(kind) ? [...kids, ...fixed] : [...fixed, ...kids];
  if (kind === K.injection && children.length !== 1) malformed();
  if (kind === K.new) value = uris;
  if (shape.free === undefined) {
    free = kind === K.case ? caseFree(children[0]!, children[1]!, count) : unionFree(children);
    if (isOperator(kind)) flags |= connectiveOf(kind, children);
  }
  if (kind === K.conjunction || kind === K.disjunction) flags |= FLAG.connective;
  if (kind === K.new) flags |= children[children.length - 1]!.flags & FLAG.connective;
  return new Term(kind, children, value, count, remainder, flags, free ?? 0n);
}

/** Members come in field order; within a category their order is kept, in normal order or not. */
function decodedPar(members: readonly Term[], flags: number, free: bigint): Term {
  const ranked = members.toSorted((a, b) => RANK[a.kind]! - RANK[b.kind]!);
  const isSorted = sortMembers(ranked) === ranked;
  return new Term(K.par, ranked, undefined, 0, NO_REMAINDER, flags, free, isSorted);
}

const isOperator = (kind: Kind): boolean =>
  (kind >= K.not && kind <= K.or) || (kind >= K.matches && kind <= K.shortOr);

function connectiveOf(kind: Kind, kids: readonly Term[]): number {
  const operands = kind === K.matches ? kids.slice(0, 1) : kids;
  return operands.some((kid) => kid.hasConnective) ? FLAG.connective : 0;
}

/** Bound (1), free (2) or wildcard (3), and its index. */
function decodeVariable(bytes: Uint8Array): readonly [form: number, index: number] {
  const [only, ...more] = fieldsOf(bytes);
  if (only === undefined || more.length > 0 || only.field < 1 || only.field > 3) return malformed();
  return [only.field, only.field === 3 ? WILDCARD_REMAINDER : index(unzigzag(only.number))];
}

const kindByWrapper = (from: Kind, to: Kind): ReadonlyMap<number, Kind> =>
  new Map(WRAPPER_FIELD.slice(from, to + 1).map((field, offset) => [field, from + offset]));
const EXPRESSIONS = kindByWrapper(K.not, K.shortOr);
const UNFORGEABLES = kindByWrapper(K.privateName, K.authToken);

type Family = 'expression' | 'unforgeable' | 'connective';

/** The one field of a `oneof`. */
function onlyField(bytes: Uint8Array): Field {
  const fields = fieldsOf(bytes);
  return fields.length === 1 ? fields[0]! : malformed();
}

/** A member without children; undefined for others. */
function leafMember(family: Family, only: Field): Term | undefined {
  const { field } = only;
  if (family === 'unforgeable') {
    const kind = UNFORGEABLES.get(field) ?? malformed();
    const [id] = fieldsOf(only.bytes);
    return leaf(kind, kind === K.authToken ? undefined : (id?.bytes ?? NO_BYTES));
  }
  if (family === 'connective') return undefined;
  if (field === 19) {
    const [variable] = fieldsOf(only.bytes);
    if (variable === undefined) return malformed();
    const [form, at] = decodeVariable(variable.bytes);
    if (form === 1) return new Term(K.boundVar, [], undefined, at, NO_REMAINDER, 0, 1n << BigInt(at));
    const kind = form === 2 ? K.freeVar : K.wildcard;
    return new Term(kind, [], undefined, form === 2 ? at : 0, NO_REMAINDER, FLAG.connective, 0n);
  }
  if (field === 1) return leaf(K.bool, only.number === 1n);
  if (field === 2) return leaf(K.int, unzigzag(only.number));
  if (field === 3) return leaf(K.string, text(only.bytes));
  if (field === 4) return leaf(K.uri, text(only.bytes));
  if (field === 25) return leaf(K.bytes, only.bytes.slice());
  return field === 34 ? leaf(K.bigInt, bigIntOf(only.bytes)) : undefined;
}

function* decodeMember(family: Family, only: Field): Job<Term> {
  if (family === 'connective') return (yield decodeConnective(only)) as Term;
  return (yield decodeMessage(EXPRESSIONS.get(only.field) ?? malformed(), only.bytes)) as Term;
}

function* decodeConnective({ field, number, bytes }: Field): Job<Term> {
  if (field === 1 || field === 2)
    return (yield decodeMessage(field === 1 ? K.conjunction : K.disjunction, bytes)) as Term;
  if (field === 3) {
    const body = (yield decodeMessage(K.par, bytes)) as Term;
    return new Term(K.complement, [body], undefined, 0, NO_REMAINDER, FLAG.connective, body.free);
  }
  if (field === 4) {
    const values = new Map(fieldsOf(bytes).map((part) => [part.field, index(unzigzag(part.number))]));
    return new Term(K.varRef, [], undefined, values.get(1) ?? 0, values.get(2) ?? 0, 0, 0n);
  }
  if (field < 5 || field > 10 || number !== 1n) return malformed();
  return new Term(K.typeBool + field - 5, [], undefined, 0, NO_REMAINDER, FLAG.connective, 0n);
}

const leaf = (kind: Kind, value: TermValue): Term => new Term(kind, [], value, 0, NO_REMAINDER, 0, 0n);

function bigIntOf(bytes: Uint8Array): bigint {
  if (bytes.length === 0) return malformed();
  return BigInt.asIntN(bytes.length * 8, bitSet(bytes.toReversed()));
}
