/**
 * Sets and maps as values: elements in normal order, so that membership is a binary search, and changing one element
 * compares no others.
 * @module
 */
import { anyConnective, pair, unionFree } from './build.ts';
import { K } from './kinds.ts';
import { equalTerms, FLAG, NO_REMAINDER, Term } from './term.ts';
import { compareTerms } from './term-order.ts';

const keyOf = (entry: Term): Term => (entry.kind === K.pair ? entry.first : entry);

/** A place among sorted entries: where the key is, or belongs. */
type Place = Readonly<{ at: number; isThere: boolean }>;

function placeOf(kids: readonly Term[], key: Term): Place {
  let [low, high] = [0, kids.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareTerms(keyOf(kids[middle]!), key) < 0) low = middle + 1;
    else high = middle;
  }
  return { at: low, isThere: low < kids.length && equalTerms(keyOf(kids[low]!), key) };
}

export const contains = (whole: Term, key: Term): boolean => placeOf(whole.kids, key).isThere;

export function lookUp(map: Term, key: Term): Term | undefined {
  const { at, isThere } = placeOf(map.kids, key);
  return isThere ? map.kids[at]!.last : undefined;
}

/** The set as it is if it has the element. */
export function addElement(set: Term, element: Term): Term {
  const { at, isThere } = placeOf(set.kids, element);
  return isThere ? set : orderedSet(set.kids.toSpliced(at, 0, element));
}

export function setEntry(map: Term, key: Term, value: Term): Term {
  const { at, isThere } = placeOf(map.kids, key);
  return rebuilt(map, map.kids.toSpliced(at, isThere ? 1 : 0, pair(key, value)));
}

/** A set without the element, or a map without the key. */
export function removeElement(whole: Term, key: Term): Term {
  const { at, isThere } = placeOf(whole.kids, key);
  return isThere ? rebuilt(whole, whole.kids.toSpliced(at, 1)) : whole;
}

/** Of two sets, or of two maps, where the right value wins. */
export function unionOf(left: Term, right: Term): Term {
  const kids: Term[] = [];
  let from = 0;
  for (const entry of right.kids) {
    const { at, isThere } = placeOf(left.kids, keyOf(entry));
    for (; from < at; from++) kids.push(left.kids[from]!);
    kids.push(entry);
    if (isThere) from += 1;
  }
  for (; from < left.kids.length; from++) kids.push(left.kids[from]!);
  return rebuilt(left, kids);
}

/** The left's elements (or entries) whose keys the right has not. */
export function differenceOf(left: Term, right: Term): Term {
  const gone = new Set<number>();
  for (const entry of right.kids) {
    const { at, isThere } = placeOf(left.kids, keyOf(entry));
    if (isThere) gone.add(at);
  }
  return gone.size === 0
    ? left
    : rebuilt(
        left,
        left.kids.filter((_, at) => !gone.has(at)),
      );
}

/** A set of elements in normal order, each once. */
export const orderedSet = (elements: readonly Term[]): Term => ordered(K.set, elements);

const rebuilt = (like: Term, kids: readonly Term[]): Term => ordered(like.kind, kids);

function ordered(kind: number, kids: readonly Term[]): Term {
  const used = kids.some((kid) => (kid.kind === K.pair ? anyConnective(kid.kids) : kid.hasConnective));
  return new Term(kind, kids, undefined, 0, NO_REMAINDER, used ? FLAG.connective : 0, unionFree(kids));
}
