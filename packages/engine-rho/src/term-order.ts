/**
 * The order of the normal form (`spec/rholang.md` 2.5), compared lazily instead of by building score trees.
 *
 * A score is a sequence of items, each a leaf or a sequence; leaves come before sequences, a sequence before its
 * extensions. Where scores tie though the terms differ (a map's score omits its values), the encoding decides, so that
 * the order is total and the normal form independent of the order of writing (docs/decisions/0035).
 * @module
 */
import { compare as compareBytes } from '@ashlar/base';
import { K, RANK, SCORE } from './kinds.ts';
import { equalTerms, FLAG, NO_REMAINDER, type Term } from './term.ts';
import { encodeTerm } from './term-codec.ts';

type ScoreItem = number | bigint | string | Uint8Array | Term | readonly ScoreItem[];

const ABSENT = 0;
const NO_REMAINDER_SCORE = -1;
const BOUND = 50;
const FREE = 51;
const WILDCARD = 52;

const has = (term: Term, flag: number): number => ((term.flags & flag) === 0 ? 0 : 1);

function remainderScore(term: Term, absent: number): ScoreItem {
  if (term.remainder === NO_REMAINDER) return absent;
  return term.remainder < 0 ? [WILDCARD] : [FREE, term.remainder];
}

function bundleScore(term: Term): number {
  return 305 + has(term, FLAG.read) + 2 * has(term, FLAG.write);
}

/** The items of a term's score, children as themselves. */
function scoreOf(term: Term): readonly ScoreItem[] {
  const { kind, kids } = term;
  const score = SCORE[kind]!;
  const connective = has(term, FLAG.connective);
  switch (kind) {
    case K.par:
      return [score, ...kids, connective];
    case K.send:
      return [score, has(term, FLAG.persistent), ...kids, connective];
    case K.receive: {
      const flags = [has(term, FLAG.persistent), has(term, FLAG.peek)];
      return [score, ...flags, ...kids, term.count, connective];
    }
    case K.bind:
      return [term.last, ...kids.slice(0, -1), remainderScore(term, ABSENT)];
    case K.new: {
      const uris = term.value as readonly string[];
      const injections: ScoreItem[] = kids.slice(0, -1);
      const parts = [uris.length === 0 ? [ABSENT] : uris, injections.length === 0 ? [ABSENT] : injections];
      return [score, term.count, ...parts.flat(), term.last];
    }
    case K.injection:
      return [term.value as string, ...kids];
    case K.match:
      return [score, ...kids, connective];
    case K.case:
      return [...kids, term.count];
    case K.bundle:
      return [bundleScore(term), ...kids];
    case K.boundVar:
      return [score, [BOUND, term.count]];
    case K.freeVar:
      return [score, [FREE, term.count]];
    case K.wildcard:
      return [score, [WILDCARD]];
    case K.list:
    case K.set:
      return [score, remainderScore(term, NO_REMAINDER_SCORE), ...kids, connective];
    case K.map:
      return [score, remainderScore(term, NO_REMAINDER_SCORE), ...kids.map((pair) => pair.first), connective];
    case K.tuple:
      return [score, ...kids, connective];
    case K.method:
      return [score, term.value as string, ...kids, connective];
    case K.varRef:
      return [score, term.count, term.remainder];
    case K.bool:
      return [score, term.value === true ? 0 : 1];
    default:
      return otherScore(term, score);
  }
}

function otherScore(term: Term, score: number): readonly ScoreItem[] {
  const { kind, value } = term;
  if (kind >= K.typeBool && kind <= K.typeBigInt) return [score, 1];
  if (typeof value === 'bigint' || typeof value === 'string' || value instanceof Uint8Array)
    return [score, value];
  return [score, ...term.kids];
}

const isLeaf = (item: ScoreItem): item is number | bigint | string | Uint8Array =>
  typeof item !== 'object' || item instanceof Uint8Array;

/** Int and BigInt, then String, then Bytes; bytes compare as *signed*. */
function compareLeaves(a: ScoreItem, b: ScoreItem): number {
  const rankOf = (item: ScoreItem): number =>
    typeof item === 'string' ? 1 : typeof item === 'object' ? 2 : 0;
  if (rankOf(a) !== rankOf(b)) return rankOf(a) - rankOf(b);
  if (!(a instanceof Uint8Array)) return a < b ? -1 : a > b ? 1 : 0;
  const other = b as Uint8Array;
  const length = Math.min(a.length, other.length);
  for (let index = 0; index < length; index++) {
    const difference = ((a[index]! << 24) >> 24) - ((other[index]! << 24) >> 24);
    if (difference !== 0) return difference;
  }
  return a.length - other.length;
}

const itemsOf = (item: Term | readonly ScoreItem[]): readonly ScoreItem[] =>
  'kind' in item ? scoreOf(item) : item;

/** The member of a `Par` of one; another term itself. */
const onlyOf = (term: Term): Term =>
  term.kind === K.par && term.kids.length === 1 && !term.hasConnective ? term.first : term;

/** As `compareTerms`, of numbers and texts of one kind, alone in their `Par`s or both as they are; else undefined. */
function compareGround(a: Term, b: Term): number | undefined {
  if (a.kind !== b.kind) return undefined;
  const { kind, value } = onlyOf(a);
  if (kind !== K.int && kind !== K.string && kind !== K.bigInt) return undefined;
  const other = onlyOf(b);
  if (other.kind !== kind) return undefined;
  const [x, y] = [value as bigint, other.value as bigint];
  return x < y ? -1 : +(x > y);
}

/** By score alone: 0 does not mean equal. */
export function compareScores(a: Term, b: Term): number {
  if (a === b) return 0;
  const stack: { left: readonly ScoreItem[]; right: readonly ScoreItem[]; at: number }[] = [];
  stack.push({ left: scoreOf(a), right: scoreOf(b), at: 0 });
  while (stack.length > 0) {
    const frame = stack[stack.length - 1]!;
    const { left, right, at } = frame;
    if (at >= left.length || at >= right.length) {
      if (left.length !== right.length) return left.length - right.length;
      stack.pop();
      continue;
    }
    frame.at += 1;
    const x = left[at]!;
    const y = right[at]!;
    if (x === y) continue;
    if (isLeaf(x) || isLeaf(y)) {
      if (!isLeaf(x)) return 1;
      if (!isLeaf(y)) return -1;
      const order = compareLeaves(x, y);
      if (order !== 0) return order;
    } else {
      const ground = 'kind' in x && 'kind' in y ? compareGround(x, y) : undefined;
      if (ground === undefined) stack.push({ left: itemsOf(x), right: itemsOf(y), at: 0 });
      else if (ground !== 0) return ground;
    }
  }
  return 0;
}

/** Total: 0 only for equal terms. Children must be in normal form. */
export function compareTerms(a: Term, b: Term): number {
  if (a === b) return 0;
  const ground = compareGround(a, b);
  if (ground !== undefined) return ground;
  if (equalTerms(a, b)) return 0;
  if (a.kind !== b.kind && a.kind !== K.bundle && b.kind !== K.bundle) {
    const constants = SCORE[a.kind]! - SCORE[b.kind]!;
    if (constants !== 0 && a.kind !== K.bind && b.kind !== K.bind) return constants;
  }
  const order = compareScores(a, b);
  return order !== 0 ? order : compareBytes(encodeTerm(a), encodeTerm(b));
}

/** Members of a `Par` in normal order. Stable; the argument is left alone, and returned when already in order. */
export function sortMembers(members: readonly Term[]): readonly Term[] {
  const inOrder = (a: Term, b: Term): number => RANK[a.kind]! - RANK[b.kind]! || compareTerms(a, b);
  for (let index = 1; index < members.length; index++)
    if (inOrder(members[index - 1]!, members[index]!) > 0) return members.toSorted(inOrder);
  return members;
}

/** Elements of a set: in normal order, each once. */
export function sortElements(elements: readonly Term[]): readonly Term[] {
  return elements
    .toSorted(compareTerms)
    .filter((term, at, all) => at === 0 || !equalTerms(all[at - 1]!, term));
}

/** Pairs of a map by key, the last value of a key winning. */
export function sortPairs(pairs: readonly Term[]): readonly Term[] {
  const sorted = pairs.toSorted((a, b) => compareTerms(a.first, b.first));
  return sorted.filter(
    (pair, at) => at + 1 === sorted.length || !equalTerms(pair.first, sorted[at + 1]!.first),
  );
}
