/**
 * Constructors of terms in normal form, with `connective_used` and `locallyFree` as RChain computes them
 * (`spec/rholang.md` 2.4). Whoever needs other values (substitution, decoding) calls `Term` itself.
 * @module
 */
import { K, type Kind } from './kinds.ts';
import { FLAG, NO_REMAINDER, Term, type TermValue } from './term.ts';
import { sortElements, sortMembers, sortPairs } from './term-order.ts';

const NOTHING: readonly Term[] = [];

/** The empty process. */
export const NIL: Term = new Term(K.par, NOTHING, undefined, 0, NO_REMAINDER, 0, 0n);

export function unionFree(terms: readonly Term[]): bigint {
  let free = 0n;
  for (const term of terms) free |= term.free;
  return free;
}

export const anyConnective = (terms: readonly Term[]): boolean => terms.some((term) => term.hasConnective);

const connectiveFlag = (used: boolean): number => (used ? FLAG.connective : 0);

/** A `Par` of members in any order. */
export function parOf(members: readonly Term[]): Term {
  if (members.length === 0) return NIL;
  const flags = connectiveFlag(anyConnective(members));
  return new Term(K.par, sortMembers(members), undefined, 0, NO_REMAINDER, flags, unionFree(members));
}

/** The parallel composition of `Par`s. */
export function joinPars(pars: readonly Term[]): Term {
  const full = pars.filter((par) => par !== NIL);
  if (full.length === 1) return full[0]!;
  return parOf(full.flatMap((par) => par.kids));
}

const leaf = (kind: Kind, value: TermValue): Term => new Term(kind, NOTHING, value, 0, NO_REMAINDER, 0, 0n);

export const boolTerm = (value: boolean): Term => leaf(K.bool, value);
/** `value` must fit 64 bits, signed. */
export const intTerm = (value: bigint): Term => leaf(K.int, value);
export const bigIntTerm = (value: bigint): Term => leaf(K.bigInt, value);
export const stringTerm = (value: string): Term => leaf(K.string, value);
export const uriTerm = (value: string): Term => leaf(K.uri, value);
export const bytesTerm = (value: Uint8Array): Term => leaf(K.bytes, value);

/** Unforgeable names, by what they wrap. */
export const privateName = (id: Uint8Array): Term => leaf(K.privateName, id);
export const deployId = (signature: Uint8Array): Term => leaf(K.deployId, signature);
export const deployerId = (publicKey: Uint8Array): Term => leaf(K.deployerId, publicKey);
export const authToken = (): Term => leaf(K.authToken, undefined);

export const boundVar = (index: number): Term =>
  new Term(K.boundVar, NOTHING, undefined, index, NO_REMAINDER, 0, 1n << BigInt(index));
export const freeVar = (level: number): Term =>
  new Term(K.freeVar, NOTHING, undefined, level, NO_REMAINDER, FLAG.connective, 0n);
export const wildcard = (): Term =>
  new Term(K.wildcard, NOTHING, undefined, 0, NO_REMAINDER, FLAG.connective, 0n);

/** `=x` at pattern depth `at`, naming index `index` of the scope `depth` patterns out. */
export const varRef = (index: number, depth: number, at: number): Term =>
  new Term(K.varRef, NOTHING, undefined, index, depth, 0, depth === at ? 1n << BigInt(index) : 0n);
export const simpleType = (kind: Kind): Term =>
  new Term(kind, NOTHING, undefined, 0, NO_REMAINDER, FLAG.connective, 0n);

/** An operator, or a tuple: nothing but its operands. */
export function operation(kind: Kind, operands: readonly Term[]): Term {
  const used = kind === K.matches ? operands[0]!.hasConnective : anyConnective(operands);
  return new Term(kind, operands, undefined, 0, NO_REMAINDER, connectiveFlag(used), unionFree(operands));
}

/** `/\`, `\/` or `~` over pars. */
export const connective = (kind: Kind, pars: readonly Term[]): Term =>
  new Term(kind, pars, undefined, 0, NO_REMAINDER, FLAG.connective, unionFree(pars));

/** A list, tuple or set; of a set the elements are put in order, each once. */
export function collection(kind: Kind, elements: readonly Term[], remainder: number = NO_REMAINDER): Term {
  const kids = kind === K.set ? sortElements(elements) : elements;
  const flags = connectiveFlag(remainder !== NO_REMAINDER || anyConnective(kids));
  return new Term(kind, kids, undefined, 0, remainder, flags, unionFree(kids));
}

export const listTerm = (elements: readonly Term[]): Term => collection(K.list, elements);
export const tupleTerm = (elements: readonly Term[]): Term => collection(K.tuple, elements);
export const setTerm = (elements: readonly Term[]): Term => collection(K.set, elements);

export const pair = (key: Term, value: Term): Term =>
  new Term(K.pair, [key, value], undefined, 0, NO_REMAINDER, 0, key.free | value.free);

/** Pairs in any order; of equal keys the last wins. */
export function mapTerm(pairs: readonly Term[], remainder: number = NO_REMAINDER): Term {
  const kids = sortPairs(pairs);
  const used = remainder !== NO_REMAINDER || kids.some((entry) => anyConnective(entry.kids));
  return new Term(K.map, kids, undefined, 0, remainder, connectiveFlag(used), unionFree(kids));
}

export function methodTerm(target: Term, name: string, args: readonly Term[]): Term {
  const kids = [target, ...args];
  return new Term(
    K.method,
    kids,
    name,
    0,
    NO_REMAINDER,
    connectiveFlag(anyConnective(kids)),
    unionFree(kids),
  );
}

export function sendTerm(channel: Term, data: readonly Term[], persistent: boolean): Term {
  const kids = [channel, ...data];
  const flags = connectiveFlag(anyConnective(kids)) | (persistent ? FLAG.persistent : 0);
  return new Term(K.send, kids, undefined, 0, NO_REMAINDER, flags, unionFree(kids));
}

export function bindTerm(
  patterns: readonly Term[],
  source: Term,
  remainder: number,
  freeCount: number,
): Term {
  const kids = [...patterns, source];
  return new Term(K.bind, kids, undefined, freeCount, remainder, 0, unionFree(kids));
}

export function receiveTerm(
  binds: readonly Term[],
  body: Term,
  options: Readonly<{ persistent: boolean; peek: boolean; bindCount: number }>,
): Term {
  const used = binds.some((bind) => bind.last.hasConnective) || body.hasConnective;
  const persistent = options.persistent ? FLAG.persistent : 0;
  const flags = connectiveFlag(used) | persistent | (options.peek ? FLAG.peek : 0);
  const free = unionFree(binds) | (body.free >> BigInt(options.bindCount));
  return new Term(K.receive, [...binds, body], undefined, options.bindCount, NO_REMAINDER, flags, free);
}

export const injection = (key: string, value: Term): Term =>
  new Term(K.injection, [value], key, 0, NO_REMAINDER, 0, value.free);

export function newTerm(
  count: number,
  uris: readonly string[],
  injections: readonly Term[],
  body: Term,
): Term {
  const flags = body.flags & FLAG.connective;
  return new Term(K.new, [...injections, body], uris, count, NO_REMAINDER, flags, body.free >> BigInt(count));
}

export const caseTerm = (pattern: Term, body: Term, freeCount: number): Term =>
  new Term(
    K.case,
    [pattern, body],
    undefined,
    freeCount,
    NO_REMAINDER,
    0,
    caseFree(pattern, body, freeCount),
  );

/** Outside a case its body's indices are smaller by the variables it binds: `free` of a term is said where it stands. */
export const caseFree = (pattern: Term, body: Term, freeCount: number): bigint =>
  pattern.free | (body.free >> BigInt(freeCount));

export function matchTerm(target: Term, cases: readonly Term[]): Term {
  const free = target.free | unionFree(cases);
  const used = target.hasConnective || cases.some((one) => one.last.hasConnective);
  return new Term(K.match, [target, ...cases], undefined, 0, NO_REMAINDER, connectiveFlag(used), free);
}

/** Directly nested bundles are merged: a permission survives only if both grant it. */
export function bundleTerm(body: Term, write: boolean, read: boolean): Term {
  const inner = singleBundle(body);
  if (inner === undefined) {
    const flags = (write ? FLAG.write : 0) | (read ? FLAG.read : 0);
    return new Term(K.bundle, [body], undefined, 0, NO_REMAINDER, flags, body.free);
  }
  const [mayWrite, mayRead] = [(inner.flags & FLAG.write) !== 0, (inner.flags & FLAG.read) !== 0];
  return bundleTerm(inner.first, write && mayWrite, read && mayRead);
}

/** The bundle a `Par` consists of, if that is all it is. */
export function singleBundle(par: Term): Term | undefined {
  const [only] = par.kids;
  return par.kids.length === 1 && only!.kind === K.bundle ? only : undefined;
}

/** Patterns of one channel, as the tuple space keeps them. */
export const bindPattern = (patterns: readonly Term[], remainder: number, freeCount: number): Term =>
  new Term(K.bindPattern, patterns, undefined, freeCount, remainder, 0, unionFree(patterns));

/** A `Par` of one member. */
export const par1 = (member: Term): Term => parOf([member]);
