/**
 * The spatial matcher: does a process have the shape of a pattern, and what do the pattern's variables take
 * (`spec/rholang.md` 3).
 *
 * Variables occur once in a pattern, so parts match independently: the first solution of each part is as good as any.
 * Only connectives of one `Par` compete for members, and only they are searched for, within `MatchBudget`.
 * Common patterns (variables, closed terms) are answered without a search and without frames.
 * @module
 */

import { assign } from './bipartite.ts';
import { listTerm, mapTerm, NIL, par1, parOf, setTerm } from './build.ts';
import { K, PAR_FIELD } from './kinds.ts';
import type { MatchBudget } from './match-budget.ts';
import { addBounds, type Bounds, CATEGORY_FIELDS, connectiveBounds, countOf } from './par-count.ts';
import { type Split, subsets } from './subsets.ts';
import { equalTerms, NO_REMAINDER, type Term } from './term.ts';
import type { Job } from './trampoline.ts';
import { runJob } from './trampoline.ts';

/** What a match bound: level and value, each level once. Levels without a value stand for Nil. */
export type Bindings = readonly (readonly [level: number, value: Term])[];
const NONE: Bindings = [];
const NO_TERMS: readonly Term[] = [];

/** Members of a `Par` in the order their categories are matched: as enumerated, but bundles before unforgeables. */
const MATCH_FIELDS = [1, 2, 4, 5, 6, 11, 7];

/** The values of `levels` variables by level, if `target` has the shape of `pattern`. */
export function spatialMatch(
  target: Term,
  pattern: Term,
  levels: number,
  budget: MatchBudget,
): readonly Term[] | undefined {
  budget.reset(target.size + pattern.size);
  const bindings = quickMatch(target, pattern) ?? runJob(new Matcher(budget).par(target, pattern));
  return bindings === 'no' || bindings === undefined ? undefined : valuesOf(bindings, levels);
}

/**
 * Matches the data of one channel against its patterns: as many as there are, but for a remainder, which takes the rest
 * as a list (`spec/rholang.md` 3.8). Spends from the search this is part of.
 */
export function matchData(
  data: readonly Term[],
  pattern: Term,
  budget: MatchBudget,
): readonly Term[] | undefined {
  const { kids: patterns, remainder, count } = pattern;
  if (data.length < patterns.length) return undefined;
  if (data.length > patterns.length && remainder === NO_REMAINDER) return undefined;
  budget.spend(1 + patterns.length);
  const bindings: (readonly [number, Term])[] = [];
  for (const [index, part] of patterns.entries()) {
    const found = quickMatch(data[index]!, part) ?? runJob(new Matcher(budget).par(data[index]!, part));
    if (found === 'no' || found === undefined) return undefined;
    for (const binding of found) bindings.push(binding);
  }
  if (remainder >= 0) bindings.push([remainder, par1(listTerm(data.slice(patterns.length)))]);
  return valuesOf(bindings, count);
}

function valuesOf(bindings: Bindings, levels: number): readonly Term[] {
  const values = new Array<Term>(levels).fill(NIL);
  for (const [level, value] of bindings) if (level < levels) values[level] = value;
  return values;
}

/** The answer where no search is needed: bindings or `no`; undefined where it is. */
function quickMatch(target: Term, pattern: Term): Bindings | 'no' | undefined {
  if (!pattern.hasConnective) return equalTerms(pattern, target) ? NONE : 'no';
  const [only] = pattern.kids;
  if (pattern.kids.length !== 1) return undefined;
  if (only!.kind === K.wildcard) return NONE;
  if (only!.kind === K.freeVar) return target.free === 0n ? [[only!.count, target]] : 'no';
  if (only!.kind >= K.typeBool && only!.kind <= K.typeBigInt) return hasType(target, only!) ? NONE : 'no';
  return undefined;
}

function hasType({ kids }: Term, { kind }: Term): boolean {
  return kids.length === 1 && kids[0]!.kind === TYPE_OF[kind - K.typeBool];
}

class Matcher {
  readonly #budget: MatchBudget;

  constructor(budget: MatchBudget) {
    this.#budget = budget;
  }

  *par(target: Term, pattern: Term): Job<Bindings | undefined> {
    this.#budget.spend(1);
    const quick = quickMatch(target, pattern);
    if (quick !== undefined) return quick === 'no' ? undefined : quick;
    const [only] = pattern.kids;
    if (pattern.kids.length === 1 && only!.kind !== K.varRef) {
      if (only!.kind >= K.conjunction && only!.kind <= K.complement)
        return (yield this.#connective(target, only!)) as Bindings | undefined;
      if (target.kids.length !== 1) return undefined;
      return (yield this.member(target.first, only!)) as Bindings | undefined;
    }
    let level: number | undefined;
    let isOpen = false;
    const members: Term[] = [];
    const connectives: Term[] = [];
    for (const kid of pattern.kids) {
      if (kid.kind === K.wildcard) isOpen = true;
      else if (kid.kind === K.freeVar) level ??= kid.count;
      else if (kid.kind >= K.conjunction && kid.kind <= K.typeBigInt) connectives.push(kid);
      else members.push(kid);
    }
    const rest: Rest = { members, level, isOpen };
    const bounds: Bounds[] = [];
    for (const connective of connectives) bounds.push((yield connectiveBounds(connective)) as Bounds);
    return (yield this.#connectives(target.kids, connectives, bounds, rest)) as Bindings | undefined;
  }

  /** Gives each connective its share of `members`, depth first, and the rest to the other members of the pattern. */
  *#connectives(
    members: readonly Term[],
    connectives: readonly Term[],
    bounds: readonly Bounds[],
    rest: Rest,
  ): Job<Bindings | undefined> {
    const [connective, ...others] = connectives;
    if (connective === undefined) return (yield this.#categories(members, rest)) as Bindings | undefined;
    const [own, ...otherBounds] = bounds;
    const open = rest.isOpen || rest.level !== undefined;
    const after = otherBounds.reduce(addBounds, countOf(rest.members, open));
    for (const { chosen, rest: left } of shares(members, own!, after)) {
      this.#budget.spend(1 + members.length);
      const found = (yield this.#connective(parOf(chosen), connective)) as Bindings | undefined;
      if (found === undefined) continue;
      const more = (yield this.#connectives(left, others, otherBounds, rest)) as Bindings | undefined;
      if (more !== undefined) return [...found, ...more];
    }
    return undefined;
  }

  *#connective(target: Term, connective: Term): Job<Bindings | undefined> {
    const { kind, kids } = connective;
    if (kind === K.conjunction) {
      const all: (readonly [number, Term])[] = [];
      for (const kid of kids) {
        const found = (yield this.par(target, kid)) as Bindings | undefined;
        if (found === undefined) return undefined;
        append(all, found);
      }
      return all;
    }
    if (kind === K.disjunction) {
      for (const kid of kids)
        if (((yield this.par(target, kid)) as Bindings | undefined) !== undefined) return NONE;
      return undefined;
    }
    if (kind === K.complement) {
      const found = (yield this.par(target, kids[0]!)) as Bindings | undefined;
      return found === undefined ? NONE : undefined;
    }
    return hasType(target, connective) ? NONE : undefined;
  }

  *#categories(
    members: readonly Term[],
    { members: patterns, level, isOpen }: Rest,
  ): Job<Bindings | undefined> {
    const bindings: (readonly [number, Term])[] = [];
    const captured: Term[] = [];
    for (const field of MATCH_FIELDS) {
      const targets = members.filter(({ kind }) => PAR_FIELD[kind] === field);
      const wanted = patterns.filter(({ kind }) => PAR_FIELD[kind] === field);
      if (targets.length === 0 && wanted.length === 0) continue;
      const found = (yield this.#list(targets, wanted, level !== undefined, isOpen)) as Found | undefined;
      if (found === undefined) return undefined;
      append(bindings, found.bindings);
      for (const term of found.left) captured.push(term);
    }
    if (level !== undefined) bindings.push([level, parOf(captured)]);
    return bindings;
  }

  /**
   * Patterns to distinct targets. What is left over needs somebody to take it: a variable, which takes closed terms
   * only, or a wildcard, which takes anything.
   */
  *#list(
    targets: readonly Term[],
    patterns: readonly Term[],
    captures: boolean,
    isOpen: boolean,
  ): Job<Found | undefined> {
    const surplus = targets.length - patterns.length;
    if (surplus < 0 || (surplus > 0 && !captures && !isOpen)) return undefined;
    if (surplus === 0 && patterns.length === 1) {
      const bindings = (yield this.member(targets[0]!, patterns[0]!)) as Bindings | undefined;
      return bindings === undefined ? undefined : { bindings, left: NO_TERMS };
    }
    const results = new Map<number, Bindings>();
    const self = this;
    // Terms only a wildcard can take compete with the patterns; closed ones always find a place (RChain's order).
    const pseudo = captures && targets.some(({ free }) => free !== 0n) ? surplus : 0;
    function* fits(pattern: number, target: number): Job<boolean> {
      if (pattern < pseudo) return targets[target]!.free === 0n;
      const found = (yield self.member(targets[target]!, patterns[pattern - pseudo]!)) as
        | Bindings
        | undefined;
      if (found !== undefined) results.set(pattern * targets.length + target, found);
      return found !== undefined;
    }
    const spend = (): void => self.#budget.spend(1);
    const matched = (yield assign(pseudo + patterns.length, targets.length, fits, spend)) as
      | readonly number[]
      | undefined;
    if (matched === undefined) return undefined;
    const taken = new Set(matched.slice(pseudo));
    const bindings = matched.flatMap(
      (target, pattern) => results.get(pattern * targets.length + target) ?? NONE,
    );
    return { bindings, left: captures ? capturedOf(targets, taken) : [] };
  }

  /** One member of a target (or element of a set) against one of a pattern. */
  *member(target: Term, pattern: Term): Job<Bindings | undefined> {
    this.#budget.spend(1);
    if (target.kind !== pattern.kind) return undefined;
    if (!hasPattern(pattern)) return equalTerms(pattern, target) ? NONE : undefined;
    const { kind } = pattern;
    switch (kind) {
      case K.par:
        return (yield this.par(target, pattern)) as Bindings | undefined;
      case K.send:
        if (target.isPersistent !== pattern.isPersistent) return undefined;
        return (yield this.#fold(target.kids, pattern.kids)) as Bindings | undefined;
      case K.receive:
        return (yield this.#receive(target, pattern)) as Bindings | undefined;
      case K.new:
        if (target.count !== pattern.count) return undefined;
        return (yield this.par(target.last, pattern.last)) as Bindings | undefined;
      case K.match:
        return (yield this.#match(target, pattern)) as Bindings | undefined;
      case K.bind:
      case K.case:
        return (yield this.#sameShape(target, pattern)) as Bindings | undefined;
      case K.pair:
        return (yield this.#fold(target.kids, pattern.kids)) as Bindings | undefined;
      case K.list:
        return (yield this.#listExpression(target, pattern)) as Bindings | undefined;
      case K.set:
      case K.map:
        return (yield this.#unordered(target, pattern)) as Bindings | undefined;
      default:
        if (kind !== K.tuple && !MATCHABLE.has(kind)) return undefined;
        return (yield this.#fold(target.kids, pattern.kids)) as Bindings | undefined;
    }
  }

  /** Pars in order, as many as there are patterns. */
  *#fold(targets: readonly Term[], patterns: readonly Term[]): Job<Bindings | undefined> {
    if (targets.length !== patterns.length) return undefined;
    const bindings: (readonly [number, Term])[] = [];
    for (const [index, pattern] of patterns.entries()) {
      const found = (yield this.par(targets[index]!, pattern)) as Bindings | undefined;
      if (found === undefined) return undefined;
      append(bindings, found);
    }
    return bindings;
  }

  *#receive(target: Term, pattern: Term): Job<Bindings | undefined> {
    if (target.isPersistent !== pattern.isPersistent) return undefined;
    const binds = (yield this.#list(target.kids.slice(0, -1), pattern.kids.slice(0, -1), false, false)) as
      | Found
      | undefined;
    if (binds === undefined) return undefined;
    const body = (yield this.par(target.last, pattern.last)) as Bindings | undefined;
    return body === undefined ? undefined : [...binds.bindings, ...body];
  }

  *#match(target: Term, pattern: Term): Job<Bindings | undefined> {
    if (target.kids.length !== pattern.kids.length) return undefined;
    const first = (yield this.par(target.first, pattern.first)) as Bindings | undefined;
    if (first === undefined) return undefined;
    const bindings = [...first];
    for (let at = 1; at < pattern.kids.length; at++) {
      const found = (yield this.#sameShape(target.kids[at]!, pattern.kids[at]!)) as Bindings | undefined;
      if (found === undefined) return undefined;
      append(bindings, found);
    }
    return bindings;
  }

  /** Binds and cases: equal patterns, and a source (or body) that matches. */
  *#sameShape(target: Term, pattern: Term): Job<Bindings | undefined> {
    if (target.kids.length !== pattern.kids.length) return undefined;
    const last = pattern.kids.length - 1;
    const [body, patterns] =
      pattern.kind === K.case ? [last, [0]] : [last, [...pattern.kids.keys()].slice(0, last)];
    if (patterns.some((at) => !equalTerms(target.kids[at]!, pattern.kids[at]!))) return undefined;
    return (yield this.par(target.kids[body]!, pattern.kids[body]!)) as Bindings | undefined;
  }

  *#listExpression(target: Term, pattern: Term): Job<Bindings | undefined> {
    const wanted = pattern.kids.length;
    if (target.kids.length < wanted) return undefined;
    const left = target.kids.slice(wanted);
    if (left.length > 0 && pattern.remainder === NO_REMAINDER) return undefined;
    const found = (yield this.#fold(target.kids.slice(0, wanted), pattern.kids)) as Bindings | undefined;
    if (found === undefined || pattern.remainder < 0) return found;
    return left.some(({ free }) => free !== 0n)
      ? undefined
      : [...found, [pattern.remainder, par1(listTerm(left))]];
  }

  *#unordered(target: Term, pattern: Term): Job<Bindings | undefined> {
    const { remainder } = pattern;
    const isOpen = remainder !== NO_REMAINDER && remainder < 0;
    const found = (yield this.#list(target.kids, pattern.kids, remainder >= 0, isOpen)) as Found | undefined;
    if (found === undefined || remainder < 0) return found?.bindings;
    const left = pattern.kind === K.set ? setTerm(found.left) : mapTerm(found.left);
    return [...found.bindings, [remainder, par1(left)]];
  }
}

function append(into: (readonly [number, Term])[], more: Bindings): void {
  for (const binding of more) into.push(binding);
}

/** What no pattern took. RChain selects by value: whatever equals a captured target is captured with it. */
function capturedOf(targets: readonly Term[], taken: ReadonlySet<number>): readonly Term[] {
  const left = targets.filter((_, at) => !taken.has(at));
  const byHash = new Map<number, Term[]>();
  for (const term of left) byHash.set(term.hash, [...(byHash.get(term.hash) ?? []), term]);
  return targets.filter(
    (term, at) => !taken.has(at) || byHash.get(term.hash)?.some((other) => equalTerms(other, term)) === true,
  );
}

type Rest = Readonly<{ members: readonly Term[]; level: number | undefined; isOpen: boolean }>;
type Found = Readonly<{ bindings: Bindings; left: readonly Term[] }>;

const TYPE_OF = [K.bool, K.int, K.string, K.uri, K.bytes, K.bigInt];
/** Operators whose operands may be patterns. */
const MATCHABLE: ReadonlySet<number> = new Set([
  ...[K.not, K.negate, K.multiply, K.divide, K.modulo, K.interpolate, K.plus, K.plusPlus, K.minusMinus],
]);

/** Whether variables can bind below: `connective_used`, which binds, cases and pairs do not carry themselves. */
function hasPattern(pattern: Term): boolean {
  if (pattern.kind === K.pair) return pattern.kids.some((kid) => kid.hasConnective);
  if (pattern.kind === K.bind || pattern.kind === K.case) return true;
  return pattern.hasConnective;
}

/** Ways to give a connective a share of `members` that leaves what the others need. */
function* shares(
  members: readonly Term[],
  own: Bounds,
  after: Bounds,
): Generator<Split<Term>, void, undefined> {
  const groups = CATEGORY_FIELDS.map((field) => members.filter(({ kind }) => PAR_FIELD[kind] === field));
  function* choose(category: number): Generator<Split<Term>, void, undefined> {
    const group = groups[category];
    if (group === undefined) {
      yield { chosen: [], rest: [] };
      return;
    }
    const min = Math.max(own.min[category]!, group.length - after.max[category]!);
    const max = Math.min(own.max[category]!, group.length - after.min[category]!);
    for (const { chosen, rest } of subsets(group, min, max))
      for (const more of choose(category + 1))
        yield { chosen: [...chosen, ...more.chosen], rest: [...rest, ...more.rest] };
  }
  yield* choose(0);
}
