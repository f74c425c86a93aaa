/**
 * A receive from its normalized parts: binds are put in order before the body's variables are numbered
 * (`spec/rholang.md` 2.3).
 * @module
 */
import { bindTerm, receiveTerm } from './build.ts';
import type { NormalizerErrors } from './normalizer-errors.ts';
import type { Binding } from './scope.ts';
import { equalTerms, type Term } from './term.ts';
import { compareTerms } from './term-order.ts';

/** One channel of a receive: `bindings` by level, starting at 0. */
export type FormalBind = Readonly<{
  source: Term;
  patterns: readonly Term[];
  remainder: number;
  bindings: readonly Binding[];
}>;

type Receive = Readonly<{
  /** What the body sees, in order. */
  bindings: readonly Binding[];
  build(body: Term, options: Readonly<{ persistent: boolean; peek: boolean }>): Term;
}>;

export function receiveOf(formals: readonly FormalBind[], at: number, errors: NormalizerErrors): Receive {
  const binds = formals
    .map(({ source, patterns, remainder, bindings }) => ({
      term: bindTerm(patterns, source, remainder, bindings.length),
      bindings,
    }))
    .toSorted((a, b) => compareTerms(a.term, b.term));
  const channels = new Map<number, Term[]>();
  for (const { term } of binds) {
    const same = channels.get(term.last.hash) ?? [];
    if (same.some((other) => equalTerms(other, term.last))) errors.sameChannel(at);
    channels.set(term.last.hash, [...same, term.last]);
  }
  const bindings: Binding[] = [];
  const seen = new Map<string, Binding>();
  for (const binding of binds.flatMap((bind) => bind.bindings)) {
    const earlier = seen.get(binding.name);
    if (earlier !== undefined) errors.boundTwice(binding.name, binding.sort, earlier.at, binding.at);
    seen.set(binding.name, binding);
    bindings.push(binding);
  }
  const terms = binds.map(({ term }) => term);
  return {
    bindings,
    build: (body, options) => receiveTerm(terms, body, { ...options, bindCount: bindings.length }),
  };
}
