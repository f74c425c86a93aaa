/**
 * How many members of each category a pattern can take: bounds that prune the search for sub-processes
 * (`spec/rholang.md` 3.6).
 * @module
 */
import { K, PAR_FIELD } from './kinds.ts';
import type { Term } from './term.ts';
import type { Job } from './trampoline.ts';

/** Categories in the order sub-processes are enumerated: sends, receives, news, exprs, matches, unforgeables, bundles. */
export const CATEGORY_FIELDS: readonly number[] = [1, 2, 4, 5, 6, 7, 11];
/** Bounds by category, in that order. */
export type Bounds = Readonly<{ min: readonly number[]; max: readonly number[] }>;

const ANY: Bounds = {
  min: CATEGORY_FIELDS.map(() => 0),
  max: CATEGORY_FIELDS.map(() => Number.POSITIVE_INFINITY),
};
const ONE_EXPRESSION: Bounds = exactly([0, 0, 0, 1, 0, 0, 0]);

function exactly(counts: readonly number[]): Bounds {
  return { min: counts, max: counts };
}

export const addBounds = (a: Bounds, b: Bounds): Bounds => ({
  min: a.min.map((count, at) => count + b.min[at]!),
  max: a.max.map((count, at) => count + b.max[at]!),
});

/** Of members that are neither connectives nor variables; all of them, exactly. */
export function countOf(members: readonly Term[], open: boolean): Bounds {
  const counts = CATEGORY_FIELDS.map(() => 0);
  for (const { kind } of members) counts[CATEGORY_FIELDS.indexOf(PAR_FIELD[kind]!)]! += 1;
  return { min: counts, max: open ? ANY.max : counts };
}

export function* parBounds(par: Term): Job<Bounds> {
  let total = exactly(CATEGORY_FIELDS.map(() => 0));
  const members: Term[] = [];
  let open = false;
  for (const kid of par.kids) {
    if (kid.kind === K.freeVar || kid.kind === K.wildcard) open = true;
    else if (kid.kind >= K.conjunction && kid.kind <= K.typeBigInt)
      total = addBounds(total, (yield connectiveBounds(kid)) as Bounds);
    else members.push(kid);
  }
  return addBounds(total, countOf(members, open));
}

export function* connectiveBounds(connective: Term): Job<Bounds> {
  const { kind, kids } = connective;
  if (kind === K.complement) return ANY;
  if (kind !== K.conjunction && kind !== K.disjunction) return ONE_EXPRESSION;
  const parts: Bounds[] = [];
  for (const kid of kids) parts.push((yield parBounds(kid)) as Bounds);
  const [low, high] = kind === K.conjunction ? [Math.max, Math.min] : [Math.min, Math.max];
  return parts.reduce((a, b) => ({
    min: a.min.map((count, at) => low(count, b.min[at]!)),
    max: a.max.map((count, at) => high(count, b.max[at]!)),
  }));
}
