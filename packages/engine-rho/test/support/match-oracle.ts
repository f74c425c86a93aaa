/**
 * Spatial matching by trying everything: each member of the target goes to one part of the pattern, in all possible ways.
 * Exponential and obvious; only whether a match exists, for processes of sends, values and collections.
 */
import { equalTerms, K, type Term } from '../../src/index.ts';

export function matchesByTrying(target: Term, pattern: Term): boolean {
  const isRest = ({ kind }: Term): boolean => kind === K.freeVar || kind === K.wildcard;
  const parts = pattern.kids.filter((part) => !isRest(part));
  const open = pattern.kids.some(isRest);
  const slots: Term[][] = [...parts.map(() => []), []];
  const place = (at: number): boolean => {
    if (at === target.kids.length)
      return parts.every((part, index) => takes(slots[index]!, part)) && (open || slots.at(-1)!.length === 0);
    return slots.some((slot) => {
      slot.push(target.kids[at]!);
      const fits = place(at + 1);
      slot.pop();
      return fits;
    });
  };
  return place(0);
}

const parOf = (kids: readonly Term[]): Term => ({ kids }) as Term;

function takes(members: readonly Term[], part: Term): boolean {
  const types = [K.bool, K.int, K.string, K.uri, K.bytes, K.bigInt];
  if (part.kind === K.complement) return !matchesByTrying(parOf(members), part.kids[0]!);
  if (part.kind === K.conjunction) return part.kids.every((kid) => matchesByTrying(parOf(members), kid));
  if (part.kind === K.disjunction) return part.kids.some((kid) => matchesByTrying(parOf(members), kid));
  const [only] = members;
  if (members.length !== 1) return false;
  if (part.kind >= K.typeBool && part.kind <= K.typeBigInt)
    return only!.kind === types[part.kind - K.typeBool];
  if (only!.kind !== part.kind) return false;
  if (part.kids.length === 0) return equalTerms(only!, part);
  const [targets, wanted] = [only!.kids, part.kids];
  const hasRest = part.remainder !== -2;
  if (part.kind === K.set) return someOrder(targets, wanted, hasRest);
  if (hasRest ? targets.length < wanted.length : targets.length !== wanted.length) return false;
  return wanted.every((kid, at) => matchesByTrying(targets[at]!, kid));
}

function someOrder(targets: readonly Term[], wanted: readonly Term[], hasRest: boolean): boolean {
  const [first, ...others] = wanted;
  if (first === undefined) return hasRest || targets.length === 0;
  return targets.some(
    (target, at) => matchesByTrying(target, first) && someOrder(targets.toSpliced(at, 1), others, hasRest),
  );
}
