/**
 * Normalized terms: immutable nodes of one shape, so that every algorithm over them is one loop, not one case a kind.
 *
 * A node knows, from its children, at construction: its serialized size (which costs are made of), a hash that equality
 * tests first, and whether a `=x` reference lies below it. Children are built before parents, so none of this recurs.
 *
 * `free` is RChain's `locallyFree`: serialized, hence priced and hashed, but ignored by equality.
 * Children by kind:
 *   par: members · send: channel, data… · receive: binds…, body · bind: patterns…, source · new: injections…, body ·
 *   match: target, cases… · case: pattern, body · bundle: body · operators: operands · collections: elements ·
 *   map: pairs (key, value) · method: target, arguments… · bindPattern: patterns…
 * @module
 */
import { equal as equalBytes } from '@ashlar/base';
import { isCollection, K, type Kind, WRAPPER_FIELD } from './kinds.ts';
import { bodySizeOf, tagSize, varintSize } from './term-fields.ts';

export type TermValue = string | bigint | boolean | Uint8Array | readonly string[] | undefined;

export const FLAG = {
  /** `connective_used`: something below is a pattern. */
  connective: 1,
  persistent: 2,
  peek: 4,
  write: 8,
  read: 16,
  /** Ours: a `=x` lies below, so that `free` alone does not tell whether substitution changes anything. */
  reference: 32,
} as const;

export const NO_REMAINDER = -2;
export const WILDCARD_REMAINDER = -1;

export class Term {
  readonly kind: Kind;
  readonly kids: readonly Term[];
  /** Literal, uris of `new`, method name, injection key, unforgeable's bytes. */
  readonly value: TermValue;
  /** bindCount, freeCount, or the index or level of a variable; of a `varRef`, its index. */
  readonly count: number;
  /** Level of the `...rest` variable, or `NO_REMAINDER`, `WILDCARD_REMAINDER`; of a `varRef`, its depth. */
  readonly remainder: number;
  readonly flags: number;
  readonly free: bigint;
  /** Bytes of the message within its wrapper, and with it. */
  readonly bodySize: number;
  readonly size: number;
  /** Over everything equality sees; 32 bits. */
  readonly hash: number;
  /** Whether every `Par` below has its members in normal order; false only within bodies substituted in place. */
  readonly isSorted: boolean;
  /** Whether evaluating expressions leaves the term as it is: ground values, and collections of them. */
  readonly isInert: boolean;
  /** Memos of `encodeTerm`, of its latin1 form, and of `channelHash`; empty until asked. */
  encoded: Uint8Array | undefined = undefined;
  key: string | undefined = undefined;
  digest: Uint8Array | undefined = undefined;

  constructor(
    kind: Kind,
    kids: readonly Term[],
    value: TermValue,
    count: number,
    remainder: number,
    flags: number,
    free: bigint,
    isSorted = true,
  ) {
    this.kind = kind;
    this.kids = kids;
    this.value = value;
    this.count = count;
    this.remainder = remainder;
    let all = flags & ~FLAG.reference;
    let sorted = isSorted;
    let inert = kind < K.not || kind > K.shortOr;
    const holds = kind === K.par || kind === K.pair || isCollection(kind);
    if (holds) inert = true;
    let hash = Math.imul(kind + 1, 0x9e3779b1) ^ Math.imul(count + 7, 0x85ebca6b) ^ (remainder << 24);
    for (const kid of kids) {
      all |= kid.flags & FLAG.reference;
      sorted &&= kid.isSorted;
      if (holds) inert &&= kid.isInert;
      hash = Math.imul(hash ^ kid.hash, 0x01000193) + 0x7f4a7c15;
    }
    if (kind === K.varRef) all |= FLAG.reference;
    this.flags = all;
    this.isSorted = sorted;
    this.isInert = inert;
    this.hash = (hash ^ hashValue(value) ^ ((flags & ~FLAG.reference) << 8)) | 0;
    this.free = free;
    this.bodySize = bodySizeOf(this);
    const wrapper = WRAPPER_FIELD[kind]!;
    this.size = wrapper === 0 ? this.bodySize : tagSize(wrapper) + varintSize(this.bodySize) + this.bodySize;
  }

  get hasConnective(): boolean {
    return (this.flags & FLAG.connective) !== 0;
  }
  get isPersistent(): boolean {
    return (this.flags & FLAG.persistent) !== 0;
  }
  get isPeek(): boolean {
    return (this.flags & FLAG.peek) !== 0;
  }
  /** Whether substitution can change the term. */
  get isOpen(): boolean {
    return this.free !== 0n || (this.flags & FLAG.reference) !== 0;
  }
  /** The last child: a receive's or a `new`'s body, a bind's source. */
  get last(): Term {
    return this.kids[this.kids.length - 1]!;
  }
  get first(): Term {
    return this.kids[0]!;
  }
}

function hashValue(value: TermValue): number {
  if (value === undefined) return 0;
  if (typeof value === 'bigint') return Number(BigInt.asIntN(32, value ^ (value >> 32n)));
  if (typeof value === 'boolean') return value ? 0x51ed27 : 0x2c1b3c;
  if (typeof value === 'string') return hashText(value, 0x1505);
  if (value instanceof Uint8Array) {
    let hash = value.length;
    for (const byte of value) hash = (Math.imul(hash, 31) + byte) | 0;
    return hash;
  }
  return value.reduce((hash, text) => hashText(text, hash), value.length);
}

function hashText(text: string, seed: number): number {
  let hash = seed;
  for (let index = 0; index < text.length; index++) hash = (Math.imul(hash, 33) + text.charCodeAt(index)) | 0;
  return hash;
}

/** Structural equality; `free` does not count (`spec/rholang.md` 2.4). */
export function equalTerms(a: Term, b: Term): boolean {
  if (a === b) return true;
  if (a.hash !== b.hash) return false;
  const left = [a];
  const right = [b];
  while (left.length > 0) {
    const x = left.pop()!;
    const y = right.pop()!;
    if (x === y) continue;
    if (x.hash !== y.hash || x.kind !== y.kind || x.flags !== y.flags || x.count !== y.count) return false;
    if (x.remainder !== y.remainder || x.kids.length !== y.kids.length || !equalValues(x.value, y.value))
      return false;
    for (let index = 0; index < x.kids.length; index++) {
      left.push(x.kids[index]!);
      right.push(y.kids[index]!);
    }
  }
  return true;
}

function equalValues(a: TermValue, b: TermValue): boolean {
  if (a === b) return true;
  if (a instanceof Uint8Array) return b instanceof Uint8Array && equalBytes(a, b);
  if (typeof a !== 'object' || typeof b !== 'object' || b instanceof Uint8Array) return false;
  return a.length === b.length && a.every((text, index) => text === b[index]);
}
