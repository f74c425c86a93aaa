/** Sends and receives made by hand, and what tests of spaces use. */
import {
  build,
  type Continuation,
  NO_REMAINDER,
  type Produce,
  SplittableRandom,
  type Term,
} from '../../src/index.ts';
import { termOf } from './programs.ts';

export {
  type Consume,
  evaluate,
  MatchBudget,
  MemorySpace,
  matchData,
  type Produce,
  printTerm,
  ReplayGuide,
} from '../../src/index.ts';

const random = SplittableRandom.of(new Uint8Array(0));

export const produceOf = (channel: string, value: string): Produce => ({
  channel: termOf(channel),
  datum: { values: [termOf(value)], random },
  persistent: false,
  occurrence: 0,
});

export const continuationOf = (seed: Uint8Array): Continuation => ({
  kind: 'body',
  body: build.NIL,
  random: SplittableRandom.of(seed),
});

/** One pattern with one variable at most. */
export function bindPatternOf(pattern: string): Term {
  const [match] = termOf(`match 1 { ${pattern} => Nil }`).kids;
  const { kids, count } = match!.kids[1]!;
  return build.bindPattern([kids[0]!], NO_REMAINDER, count);
}
