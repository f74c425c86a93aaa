/**
 * Replacing bound variables by their values (`spec/rholang.md` 2.3, 2.7).
 *
 * Subterms that nothing can change are shared, not copied. Variables are replaced outside patterns only; inside, the
 * references `=x` whose scope is the environment's. A receive's body is substituted *in place*: its members keep
 * RChain's order, which decides how the random generator is split, instead of the normal one.
 * @module
 */
import { bundleTerm } from './build.ts';
import type { Environment } from './environment.ts';
import { isConnective, isExpression, K, RANK } from './kinds.ts';
import { FLAG, Term } from './term.ts';
import { sortElements, sortMembers, sortPairs } from './term-order.ts';

type Place = Readonly<{
  /** Binders entered within the term. */
  shift: number;
  /** Patterns entered within the term. */
  depth: number;
  /** `shift` where the outermost pattern was entered: what a reference out of it counts from. */
  outerShift: number;
}>;
type Frame = Readonly<{ term: Term; place: Place; kids: Term[] }>;

/**
 * @param depth 0 for processes, 1 for patterns
 * @param shift binders of the term that the environment does not hold (a receive's own variables)
 * @param inPlace keep members where substitution leaves them
 */
export function substitute(
  term: Term,
  environment: Environment,
  depth: 0 | 1,
  shift: number,
  inPlace: boolean,
): Term {
  const root: Place = { shift, depth, outerShift: shift };
  if (isSettled(term, root, inPlace)) return term;
  const frames: Frame[] = [{ term, place: root, kids: [] }];
  for (;;) {
    const frame = frames[frames.length - 1]!;
    const { term: whole, kids, place } = frame;
    if (kids.length < whole.kids.length) {
      const kid = whole.kids[kids.length]!;
      const inner = placeOf(whole, kids.length, place);
      if (isSettled(kid, inner, inPlace)) kids.push(kid);
      else {
        const value = valueOf(kid, inner, environment);
        if (value !== undefined) kids.push(value);
        else if (kid.kids.length === 0) kids.push(kid);
        else frames.push({ term: kid, place: inner, kids: [] });
      }
      continue;
    }
    const result = rebuild(frame, inPlace);
    frames.pop();
    const parent = frames[frames.length - 1];
    if (parent === undefined) return result;
    parent.kids.push(result);
  }
}

/** Whether substitution leaves the term as it is. */
function isSettled(term: Term, { shift }: Place, inPlace: boolean): boolean {
  if ((term.flags & FLAG.reference) !== 0 || !(term.isSorted || inPlace)) return false;
  return term.free === 0n || term.free >> BigInt(shift) === 0n;
}

/** Where the child stands: which binders and patterns its parent puts around it. */
function placeOf(parent: Term, at: number, place: Place): Place {
  const isLast = at === parent.kids.length - 1;
  switch (parent.kind) {
    case K.receive:
    case K.new:
      return isLast && parent.count > 0 ? { ...place, shift: place.shift + parent.count } : place;
    case K.bind:
      return isLast ? place : patternPlace(place);
    case K.case:
      if (at === 0) return patternPlace(place);
      return parent.count > 0 ? { ...place, shift: place.shift + parent.count } : place;
    case K.matches:
      return at === 1 ? patternPlace(place) : place;
    default:
      return place;
  }
}

const patternPlace = ({ shift, depth, outerShift }: Place): Place => ({
  shift,
  depth: depth + 1,
  outerShift: depth === 0 ? shift : outerShift,
});

/** The `Par` a variable or reference stands for here, if the environment has it. */
function valueOf(
  term: Term,
  { shift, depth, outerShift }: Place,
  environment: Environment,
): Term | undefined {
  if (term.kind === K.boundVar && depth === 0 && term.count >= shift)
    return environment.get(term.count - shift);
  if (term.kind !== K.varRef || term.remainder !== depth) return undefined;
  return environment.get(term.count - (depth === 0 ? shift : outerShift));
}

function rebuild({ term, place, kids }: Frame, inPlace: boolean): Term {
  const free = term.free === 0n ? 0n : BigInt.asUintN(place.shift, term.free);
  const { kind, value, count, remainder, flags } = term;
  if (kind === K.par) {
    const spliced = inPlace
      ? spliceInPlace(term.kids, kids)
      : kids.flatMap((kid) => (kid.kind === K.par ? kid.kids : [kid]));
    const sorted = sortMembers(spliced);
    const members = inPlace ? spliced : sorted;
    return new Term(kind, members, value, count, remainder, flags, free, members === sorted);
  }
  if (kind === K.bundle)
    return withFree(bundleTerm(kids[0]!, (flags & FLAG.write) !== 0, (flags & FLAG.read) !== 0), free);
  const members = kind === K.set ? sortElements(kids) : kind === K.map ? sortPairs(kids) : kids;
  return new Term(kind, members, value, count, remainder, flags, free);
}

function withFree(term: Term, free: bigint): Term {
  return new Term(term.kind, term.kids, term.value, term.count, term.remainder, term.flags, free);
}

/**
 * RChain folds expressions and connectives by prepending, so they come out reversed, values spliced in; other members
 * keep their order and come after what the values bring along.
 */
function spliceInPlace(before: readonly Term[], after: readonly Term[]): readonly Term[] {
  const members: Term[] = [];
  const take = (wanted: (kind: number) => boolean): void => {
    for (let at = before.length - 1; at >= 0; at--) {
      if (!wanted(before[at]!.kind)) continue;
      const kid = after[at]!;
      if (kid.kind === K.par) for (const member of kid.kids) members.push(member);
      else members.push(kid);
    }
  };
  take(isExpression);
  take(isConnective);
  before.forEach(({ kind }, at) => {
    if (!isExpression(kind) && !isConnective(kind)) members.push(after[at]!);
  });
  return members.toSorted((a, b) => RANK[a.kind]! - RANK[b.kind]!);
}
