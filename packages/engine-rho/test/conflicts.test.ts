/**
 * Merging over small fragments, in the manner of RChain's tables: programs that do not conflict can be replayed one after
 * the other, and what is left is what both left. `RHO_MERGE_RUNS` draws more.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hex, utf8 } from '@ashlar/base';
import fc from 'fast-check';
import {
  channelHash,
  conflictOf,
  dependsOn,
  type EventIndex,
  indexEvents,
  type MergeRules,
  mergedNumber,
  produceKey,
  ReplayGuide,
  Session,
  type SpaceEvent,
  SplittableRandom,
} from '../src/index.ts';
import { runsOf } from './support/programs.ts';
import { consumeKeyOf } from './support/schedules.ts';

/** RChain's fragments: sends, persistent sends, receives, peeks, contracts, joins. */
const FRAGMENTS: Readonly<Record<string, string>> = {
  S0: '@0!(0)',
  S1: '@0!(1)',
  R0: '@0!!(0)',
  R1: '@0!!(1)',
  F_: 'for (_ <- @0) { 0 }',
  F0: 'for (@0 <- @0) { 0 }',
  F1: 'for (@1 <- @0) { 0 }',
  P_: 'for (_ <<- @0) { 0 }',
  P0: 'for (@0 <<- @0) { 0 }',
  P1: 'for (@1 <<- @0) { 0 }',
  C_: 'contract @0(_) = { 0 }',
  C0: 'contract @0(@0) = { 0 }',
  J_: 'for (_ <- @0 & _ <- @1) { 0 }',
  J0: 'for (@0 <- @0 & _ <- @1) { 0 }',
  T0: '@1!(0)',
  N: 'Nil',
};
const PHLO = 20_000;

const sourceOf = (names: string): string =>
  names
    .split(' ')
    .map((name) => FRAGMENTS[name]!)
    .join(' | ');
const seedOf = (part: string): SplittableRandom => SplittableRandom.of(utf8(part));
const leftIn = (session: Session): readonly string[] => {
  const { data, waiting } = session.space.contents();
  // How often a datum was peeked is not part of the state that is merged.
  return [
    ...data.map((produce) => produceKey({ ...produce, occurrence: 0 })),
    ...waiting.map(consumeKeyOf),
  ].toSorted();
};

type Ran = Readonly<{ log: readonly SpaceEvent[]; left: readonly string[]; ended: boolean }>;

function run(parts: readonly (readonly [string, string])[], guide?: ReplayGuide): Ran {
  const session = new Session(guide === undefined ? {} : { guide });
  let log: readonly SpaceEvent[] = [];
  let ended = true;
  for (const [seed, source] of parts) {
    const outcome = session.evaluate(source, { phloLimit: PHLO, random: seedOf(seed) });
    log = outcome.log;
    ended &&= outcome.errors.length === 0;
  }
  return { log, left: leftIn(session), ended };
}

function rulesOf(base: string): MergeRules {
  const session = new Session();
  session.evaluate(base, { random: seedOf('base') });
  const joined = new Set(
    session.space
      .contents()
      .waiting.filter(({ channels }) => channels.length > 1)
      .flatMap(({ channels }) => channels.map((channel) => hex(channelHash(channel)))),
  );
  return { isJoinedInBase: (channel) => joined.has(channel), isMergeable: () => false };
}

/** Entries of `from` beyond those of `base`, as a multiset, and the other way round. */
function difference(from: readonly string[], base: readonly string[]): readonly string[] {
  const rest = [...base];
  return from.filter((entry) => {
    const at = rest.indexOf(entry);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
}

type Verdict = Readonly<{ conflict: ReturnType<typeof conflictOf>; merges: boolean }>;

/** A datum that both met and one peeked at has another name for whoever comes second: a log cannot be followed there. */
const isRenamed = (a: EventIndex, b: EventIndex): boolean =>
  [...a.producesPeeked.keys()].some((hash) => b.producesPeeked.has(hash) || b.producesConsumed.has(hash));

/** Whether the logs conflict, and whether the two can in truth be one after the other. Undefined: one never ends. */
function judge(leftNames: string, rightNames: string, baseNames: string): Verdict | undefined {
  const [base, left, right] = [baseNames, leftNames, rightNames].map(sourceOf) as [string, string, string];
  const alone = run([['base', base]]);
  const one = run([
    ['base', base],
    ['left', left],
  ]);
  const other = run([
    ['base', base],
    ['right', right],
  ]);
  if (!alone.ended || !one.ended || !other.ended) return undefined;
  const indexes = [indexEvents(one.log), indexEvents(other.log)] as const;
  const conflict = conflictOf(...indexes, rulesOf(base));
  if (isRenamed(...indexes) || isRenamed(indexes[1], indexes[0])) return { conflict, merges: true };
  const gone = [...difference(alone.left, one.left), ...difference(alone.left, other.left)];
  const come = [...difference(one.left, alone.left), ...difference(other.left, alone.left)];
  const merged = [...difference(alone.left, gone), ...come].toSorted();
  const orders = [
    [
      ['base', base],
      ['left', left],
      ['right', right],
    ],
    [
      ['base', base],
      ['right', right],
      ['left', left],
    ],
  ] as const;
  const merges = orders.some((parts) => {
    const guide = new ReplayGuide([...alone.log, ...one.log, ...other.log]);
    const both = run(parts, guide);
    return both.ended && guide.unused === 0 && both.left.join() === merged.join();
  });
  return { conflict, merges };
}

const conflictIn = (left: string, right: string, base = 'N'): string | undefined =>
  judge(left, right, base)!.conflict;

test('two who take one datum, or wake one receive, conflict; two who take different ones do not', () => {
  assert.equal(conflictIn('F_', 'F_', 'S0'), 'sameData');
  assert.equal(conflictIn('F0', 'F1', 'S0 S1'), undefined);
  assert.equal(conflictIn('S0', 'S1', 'F_'), 'sameReceive');
  assert.equal(conflictIn('S0', 'S1', 'F0 F1'), undefined);
});

test('what persists can be used by both', () => {
  assert.equal(conflictIn('F_', 'F_', 'R0'), undefined);
  assert.equal(conflictIn('S0', 'S1', 'C_'), undefined);
});

test('a send and a receive that did not see each other conflict, whatever their patterns', () => {
  assert.equal(conflictIn('S0', 'F_'), 'mayMeet');
  assert.equal(conflictIn('S0', 'F1'), 'mayMeet');
  assert.equal(conflictIn('S0', 'P_'), 'mayMeet');
  assert.equal(conflictIn('R0', 'C_'), 'mayMeet');
  assert.equal(conflictIn('S0', 'S1'), undefined);
  assert.equal(conflictIn('F_', 'F0'), undefined);
  assert.equal(conflictIn('S0 F_', 'S1 F_'), undefined);
});

test('peeks of one datum agree, and a peek agrees with whoever takes it', () => {
  assert.equal(conflictIn('P_', 'P_', 'S0'), undefined);
  assert.equal(conflictIn('P_', 'F_', 'S0'), undefined);
});

test('whoever sends to a channel of a waiting join conflicts with everyone', () => {
  assert.equal(conflictIn('S0', 'T0', 'J_'), 'baseJoin');
  assert.equal(conflictIn('S0', 'N', 'J_'), 'baseJoin');
});

test('whatever does not conflict can have happened one after the other', () => {
  const names = fc.constantFrom(...Object.keys(FRAGMENTS));
  const several = fc.array(names, { minLength: 1, maxLength: 2 }).map((chosen) => chosen.join(' '));
  let merged = 0;
  fc.assert(
    fc.property(several, several, several, (left, right, base) => {
      const verdict = judge(left, right, base);
      if (verdict === undefined || verdict.conflict !== undefined) return;
      merged += 1;
      assert.equal(verdict.merges, true, `${left} // ${right} on ${base}`);
    }),
    { numRuns: runsOf('RHO_MERGE_RUNS', 300) },
  );
  assert.ok(merged > 20);
});

test('who uses what another left depends on it', () => {
  const logOf = (parts: readonly (readonly [string, string])[]): EventIndex => indexEvents(run(parts).log);
  const rules = rulesOf('Nil');
  const sender = logOf([['left', sourceOf('S0')]]);
  const taker = logOf([
    ['left', sourceOf('S0')],
    ['right', sourceOf('F_')],
  ]);
  const reader = logOf([
    ['left', sourceOf('S0')],
    ['right', sourceOf('P_')],
  ]);
  const stranger = logOf([['right', sourceOf('T0')]]);
  assert.deepEqual(
    [taker, reader, stranger].map((index) => dependsOn(index, sender, rules)),
    [true, true, false],
  );
  assert.equal(dependsOn(sender, taker, rules), false);
});

test('numbers add up, unless they would leave their range', () => {
  assert.equal(mergedNumber(10n, [7n, 12n]), 9n);
  assert.equal(mergedNumber(10n, []), 10n);
  assert.equal(mergedNumber(10n, [3n, 6n]), undefined);
  assert.equal(mergedNumber(2n ** 63n - 2n, [2n ** 63n - 1n, 2n ** 63n - 1n]), undefined);
});
