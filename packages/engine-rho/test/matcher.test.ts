import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Halt } from '../src/errors.ts';
import {
  evaluate,
  MatchBudget,
  Meter,
  PHLO_UNLIMITED,
  printTerm,
  spatialMatch,
  type Term,
} from '../src/index.ts';
import { matchesByTrying } from './support/match-oracle.ts';
import { runsOf, termOf } from './support/programs.ts';

const numRuns = runsOf('RHO_MATCH_RUNS', 400);

/** Target, pattern and variables of `match {target} { {pattern} => … }`. */
function caseOf(target: string, pattern: string): Readonly<{ target: Term; pattern: Term; count: number }> {
  const [match] = termOf(`match {${target}} { {${pattern}} => {Nil} }`).kids;
  const [first, only] = match!.kids;
  return { target: first!, pattern: only!.kids[0]!, count: only!.count };
}

const budget = (): MatchBudget => new MatchBudget(new Meter(PHLO_UNLIMITED));

/** What the variables take, printed in order of level; undefined if nothing matches. */
function matched(targetText: string, patternText: string): readonly string[] | undefined {
  const { target, pattern, count } = caseOf(targetText, patternText);
  return spatialMatch(target, pattern, count, budget())?.map(printTerm);
}

test('closed patterns match what equals them', () => {
  assert.deepEqual(matched('1 | 2', '2 | 1'), []);
  assert.equal(matched('1', '1 | 1'), undefined);
  assert.deepEqual(matched('bundle+{@0!(1)}', 'bundle+{@0!(1)}'), []);
  assert.equal(matched('bundle+{@0!(1)}', 'bundle-{@0!(1)}'), undefined);
});

test('a variable takes the rest, and of two variables only the first', () => {
  assert.deepEqual(matched('7 | 8 | 9', '8 | x'), ['7 |\n9']);
  assert.deepEqual(matched('7 | 8', 'x | y'), ['7 |\n8', 'Nil']);
  assert.deepEqual(matched('Nil', 'x'), ['Nil']);
  assert.deepEqual(matched('@1!(2) | @3!(4)', '{@1!(x)} | y'), ['2', '@{3}!(4)']);
});

test('values equal to a captured one are captured with it, as in RChain', () => {
  assert.deepEqual(matched('1 | 1 | 2', '1 | x'), ['1 |\n1 |\n2']);
});

test('a variable takes no process that uses a variable of its surroundings, a wildcard does', () => {
  assert.equal(
    evaluate('@0!({ for(z <- @1){ @2!(*z) } }) | for(@{for(z <- @1){ _ }} <- @0){ @9!(1) }').communications,
    1,
  );
  assert.equal(
    evaluate('@0!({ for(z <- @1){ @2!(*z) } }) | for(@{for(z <- @1){ y }} <- @0){ @9!(1) }').communications,
    0,
  );
});

test('lists match in order, with a rest; tuples whole', () => {
  assert.deepEqual(matched('[1, 2, 3]', '[a ...b]'), ['[2, 3]', '1']);
  assert.equal(matched('[1]', '[1, a]'), undefined);
  assert.equal(matched('(1, 2)', '(a,)'), undefined);
  assert.deepEqual(matched('(1, [2])', '(a, [b])'), ['1', '2']);
});

test('sets and maps match in any order, with a rest', () => {
  assert.deepEqual(matched('Set(1, 2, 3)', 'Set(2 ...r)'), ['Set(1, 3)']);
  assert.deepEqual(matched('{"a": 1, "b": 2}', '{"b": x ...r}'), ['{"a" : 1}', '2']);
  assert.equal(matched('{"a": 1}', '{"b": x ...r}'), undefined);
  assert.deepEqual(matched('Set((1, 5), (2, 6))', 'Set((2, a), (b, 5))'), ['6', '1']);
});

test('connectives: both, either, neither, and the kinds of value', () => {
  assert.deepEqual(matched('5', 'Int /\\ x'), ['5']);
  assert.equal(matched('"s"', 'Int /\\ x'), undefined);
  assert.deepEqual(matched('2', '1 \\/ 2'), []);
  assert.deepEqual(matched('"s"', '~Int /\\ x'), ['"s"']);
  assert.equal(matched('1 | 2', 'Int'), undefined);
  assert.deepEqual(matched('1 | "a"', '{Int /\\ x} | {String /\\ y}'), ['1', '"a"']);
  for (const [value, type] of [
    ['true', 'Bool'],
    ['BigInt(1)', 'BigInt'],
    ['"a"', 'String'],
    ['`rho:a`', 'Uri'],
  ])
    for (const other of ['Bool', 'Int', 'BigInt', 'String', 'Uri', 'ByteArray'])
      assert.equal(matched(value!, other) !== undefined, other === type, `${value} ${other}`);
});

test('a prime process is not the composition of two others', () => {
  const isPrime = (process: string): boolean => matched(process, '~Nil /\\ ~{~Nil | ~Nil}') !== undefined;
  assert.deepEqual(['Nil', '@0!(1)', '@0!(1) | @0!(2)', '1', '1 | 2'].map(isPrime), [
    false,
    true,
    false,
    true,
    false,
  ]);
});

test('operands of arithmetic can be patterns, those of comparison cannot', () => {
  const inBody = (body: string, pattern: string): boolean =>
    evaluate(`@0!({ for(_ <- @1){ ${body} } }) | for(@{ for(_ <- @1){ ${pattern} } } <- @0){ Nil }`)
      .communications === 1;
  assert.ok(inBody('@5!(1 + 2)', '@5!(x + 2)'));
  assert.ok(!inBody('@5!(1 < 2)', '@5!(x < 2)'));
});

test('receives match by binds in any order, peek not compared', () => {
  const takes = (body: string, pattern: string): boolean =>
    evaluate(`@0!({ ${body} }) | for(@{ ${pattern} } <- @0){ Nil }`).communications === 1;
  assert.ok(takes('for(_ <- @1 & _ <- @2){ Nil }', 'for(_ <- @2 & _ <- @{x}){ Nil }'));
  assert.ok(!takes('for(_ <= @1){ Nil }', 'for(_ <- @{x}){ Nil }'));
  assert.ok(takes('for(_ <<- @1){ @3!(4) }', 'for(_ <- @1){ @3!(x) }'));
  assert.ok(takes('new a in { a!(1) }', 'new b in { b!(x) }'));
  assert.ok(takes('match 1 { 2 => { @1!(3) } }', 'match x { 2 => { @1!(y) } }'));
});

/** Small targets and patterns over few values, so that they meet. */
const targets: fc.Arbitrary<string> = fc
  .array(fc.constantFrom('0', '1', '@0!(0)', '@0!(1)', '[0]', '[0, 1]', '"s"', 'Set(0, 1)'), { maxLength: 4 })
  .map((members) => (members.length === 0 ? 'Nil' : members.join(' | ')));

const { pattern: patterns } = fc.letrec<{ pattern: string; member: string }>((tie) => ({
  member: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(
      '0',
      '1',
      '_',
      'VAR',
      'Int',
      'String',
      '@0!(0)',
      '[0]',
      '@{_}!(_)',
      '[_ ..._]',
      'Set(0 ..._)',
    ),
    tie('pattern').map((inner) => `@0!(${inner})`),
    tie('pattern').map((inner) => `[${inner}]`),
    tie('pattern').map((inner) => `Set(${inner}, 1)`),
    tie('pattern').map((inner) => `~{${inner}}`),
    fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => `{{${a}} \\/ {${b}}}`),
    fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => `{{${a}} /\\ {${b}}}`),
  ),
  pattern: fc.array(tie('member'), { minLength: 1, maxLength: 3 }).map((members) => members.join(' | ')),
}));

/** Each `VAR` becomes another variable. */
function numbered(pattern: string): string {
  let count = 0;
  return pattern.replaceAll('VAR', () => `x${count++}`);
}

test('the matcher finds a match exactly when trying everything does', () => {
  let found = 0;
  fc.assert(
    fc.property(targets, patterns, (targetText, patternText) => {
      const { target, pattern, count } = caseOf(targetText, numbered(patternText));
      const isMatch = spatialMatch(target, pattern, count, budget()) !== undefined;
      if (isMatch) found += 1;
      assert.equal(isMatch, matchesByTrying(target, pattern), `${targetText} against ${patternText}`);
    }),
    { numRuns },
  );
  assert.ok(found > numRuns / 20, `only ${found} matches`);
});

test('a search beyond its allowance is charged, and beyond its bound refused', () => {
  const many = Array.from({ length: 24 }, (_, at) => `${at}`).join(' | ');
  const { target, pattern } = caseOf(many, `{~{{~Nil | 99}}} | {~Nil /\\ ~{~Nil | ~Nil /\\ 99}} | 98`);
  const meter = new Meter(100_000);
  assert.throws(() => spatialMatch(target, pattern, 0, new MatchBudget(meter)), Halt);
  assert.ok(meter.isOut);
});
