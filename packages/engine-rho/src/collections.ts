/**
 * Sets and maps as values: elements in normal order, so that membership is a binary search.
 * @module
 */
import { mapTerm, pair, setTerm } from './build.ts';
import { K } from './kinds.ts';
import { equalTerms, type Term } from './term.ts';
import { compareTerms } from './term-order.ts';

const keyOf = (entry: Term): Term => (entry.kind === K.pair ? entry.first : entry);

/** Index of the element or pair with this key, or -1. */
export function indexOfKey(whole: Term, key: Term): number {
  const { kids } = whole;
  let [low, high] = [0, kids.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareTerms(keyOf(kids[middle]!), key) < 0) low = middle + 1;
    else high = middle;
  }
  return low < kids.length && equalTerms(keyOf(kids[low]!), key) ? low : -1;
}

export const contains = (whole: Term, key: Term): boolean => indexOfKey(whole, key) >= 0;

export function lookUp(map: Term, key: Term): Term | undefined {
  const at = indexOfKey(map, key);
  return at < 0 ? undefined : map.kids[at]!.last;
}

export const addElement = (set: Term, element: Term): Term => setTerm([...set.kids, element]);
export const setEntry = (map: Term, key: Term, value: Term): Term => mapTerm([...map.kids, pair(key, value)]);

/** A set without the element, or a map without the key. */
export function removeElement(whole: Term, key: Term): Term {
  const at = indexOfKey(whole, key);
  return at < 0 ? whole : rebuilt(whole, whole.kids.toSpliced(at, 1));
}

/** Of two sets, or of two maps, where the right value wins. */
export const unionOf = (left: Term, right: Term): Term => rebuilt(left, [...left.kids, ...right.kids]);

/** The left's elements (or entries) whose keys the right has not. */
export const differenceOf = (left: Term, right: Term): Term =>
  rebuilt(
    left,
    left.kids.filter((entry) => !contains(right, keyOf(entry))),
  );

const rebuilt = (like: Term, kids: readonly Term[]): Term =>
  like.kind === K.map ? mapTerm(kids) : setTerm(kids);
