import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeTerm, encodeTerm, evaluate, normalize, parse, printSource, printTerm } from '../src/index.ts';
import { programs, races, runsOf } from './support/programs.ts';

const numRuns = runsOf('RHO_FUZZ_RUNS', 150);
const DEEP = runsOf('RHO_DEPTH', 100_000);
const UNPAID = 1e12;

const nested = (open: string, middle: string, close: string, depth: number = DEEP): string =>
  open.repeat(depth) + middle + close.repeat(depth);

test('nesting of 100,000 runs', () => {
  const towers: readonly (readonly [source: string, data: number])[] = [
    [nested('{', '@0!(1)', '}'), 1],
    [nested('new x in {', 'x!(1)', '}'), 1],
    [`@0!(${nested('(1 + ', '1', ')')})`, 1],
  ];
  for (const [source, data] of towers) {
    const outcome = evaluate(source, { phloLimit: UNPAID });
    assert.deepEqual([outcome.errors, outcome.contents.data.length], [[], data], source.slice(0, 40));
  }
});

test('a value nested 100,000 deep is printed, encoded and decoded', () => {
  const deep = nested('[', '1', ']');
  const parsed = parse(deep);
  assert.ok(parsed.ok);
  const term = normalize(parsed.value, deep);
  assert.ok(term.ok);
  const decoded = decodeTerm(encodeTerm(term.value));
  assert.ok(decoded.ok);
  assert.equal(printTerm(decoded.value), printSource(term.value));
});

test('a deep value matches a deep pattern', () => {
  const [value, pattern] = ['1', 'x'].map((middle) => nested('[', middle, ']', DEEP / 5));
  const outcome = evaluate(`match ${value} { ${pattern} => @0!(x) }`, { phloLimit: UNPAID });
  assert.equal(outcome.contents.data.length, 1);
});

test('what grows with the square of the source elsewhere grows with the source here', () => {
  const many = Array.from({ length: 20_000 }, (_, at) => `a${at}`).join('|');
  assert.match(evaluate(many).errors[0]!.message, /a15 at 1:\d+, and 19984 more\.$/);
  const staircase = `${'{'.repeat(20_000)}@0!(1)${'} | @1!(1)'.repeat(20_000)}`;
  assert.equal(evaluate(staircase, { phloLimit: UNPAID }).contents.data.length, 20_001);
  const quoted = `${'*@{'.repeat(20_000)}@0!(1)${'} | @1!(1)'.repeat(20_000)}`;
  assert.equal(evaluate(quoted, { phloLimit: UNPAID }).contents.data.length, 20_001);
});

test('a tower whose bytes would be the square of its height is refused, not built', () => {
  const source = `let @x <- 1; ${'@y <- 2; '.repeat(12_000)}@z <- 3 in { @0!(x) }`;
  assert.equal(evaluate(source, { phloLimit: UNPAID }).errors[0]!.code, 'program.tooLarge');
});

/** Programs that never end, or end only after filling the memory, if nobody stops them. */
const BOMBS: Readonly<Record<string, string>> = {
  loop: 'new f in { contract f() = { f!() } | f!() }',
  fork: 'new f in { contract f(@x) = { f!([x, x]) | f!([x, x]) } | f!(0) }',
  doubling: 'new f in { contract f(@x) = { f!(x ++ x) } | f!("0123456789") }',
  bytes: 'new f in { contract f(@x) = { f!(x ++ x) } | f!("00112233".hexToBytes()) }',
  hiddenBytes:
    'new f in { contract f(@x, @n) = { match x ++ x { y => { f!(x, (y ++ y).length()) } } } | f!("00".hexToBytes(), 0) }',
  interpolation: `new f in { contract f(@x) = { f!("${`$${'{a}'}`.repeat(4)}" %% {"a": x}) } | f!("0123456789") }`,
  squaring: 'new f in { contract f(@x) = { f!(x * x) } | f!(BigInt(3)) }',
  persistence: '@0!!(1) | for(x <= @0){ @1!(*x) }',
  peeks: '@0!(1) | for(x <<- @0){ Nil } | contract @0(x) = { @0!(*x) }',
  list: 'new f in { contract f(@x, @n) = { f!(x ++ [n], n + 1) } | f!([], 0) }',
  set: 'new f in { contract f(@x, @n) = { f!(x.add(n), n + 1) } | f!(Set(), 0) }',
  self: 'new f in { f!(*f) | for(x <= f){ x!(*x) | f!(*x) } }',
  primes: `match {${Array.from({ length: 40 }, (_, at) => at).join('|')}} { {~Nil /\\ ~{~Nil | {~Nil /\\ ~Int}}} => { @0!(1) } }`,
  crowd: `${Array.from({ length: 400 }, (_, at) => `@0!(${at})`).join('|')} | contract @1() = { for(@{"no"} <- @0){ Nil } | @1!() } | @1!()`,
};

test('hostile programs end, and cost no more than their limit', () => {
  for (const [name, source] of Object.entries(BOMBS)) {
    const outcome = evaluate(source, { phloLimit: 100_000 });
    assert.ok(outcome.cost <= 100_000 && outcome.spent <= 100_000, name);
    if (name !== 'primes') assert.equal(outcome.errors[0]?.code, 'run.outOfPhlo', name);
    assert.equal(
      outcome.contents.data.length,
      outcome.errors.length === 0 ? outcome.contents.data.length : 0,
      name,
    );
  }
});

test('a value beyond its bound is refused before it is built', () => {
  const { errors } = evaluate(BOMBS['doubling']!, { phloLimit: UNPAID });
  assert.equal(errors[0]!.code, 'run.valueTooLarge');
  const interpolated = evaluate(BOMBS['interpolation']!, { phloLimit: UNPAID });
  assert.equal(interpolated.errors[0]!.code, 'run.valueTooLarge');
});

test('large operands of cheap operations cost their size', () => {
  const spentOn = (doublings: number): number =>
    evaluate(
      `new f in { contract f(@x, @n) = { if (n > 0) { f!(x ++ x, n - 1) } else { match x ++ x { _ => Nil } } } | f!("00112233".hexToBytes(), ${doublings}) }`,
      { phloLimit: UNPAID },
    ).spent;
  assert.ok(spentOn(16) - spentOn(15) > 4 * 2 ** 15);
});

const FRAGMENTS = [
  ...[
    'new ',
    'x',
    ' in ',
    '{',
    '}',
    '(',
    ')',
    '[',
    ']',
    '@',
    '*',
    '!',
    '!!',
    '!?',
    '?!',
    '|',
    '<-',
    '<=',
    '<<-',
    ';',
    '&',
  ],
  ...[
    'for',
    'contract',
    'match',
    'if',
    'else',
    'let',
    'select',
    '=>',
    '=',
    '_',
    '...',
    ',',
    ',)',
    '.',
    ':',
    '"a"',
    '`u`',
  ],
  ...[
    '0',
    '7',
    'Nil',
    'true',
    'Int',
    'Set',
    'BigInt(',
    'bundle+',
    'bundle',
    '~',
    '/\\',
    '\\/',
    '+',
    '-',
    '%%',
    'matches',
    ' ',
  ],
];

test('no text crashes the parser, and what it accepts the rest takes', () => {
  const texts = fc.oneof(
    fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 40 }).map((parts) => parts.join('')),
    fc.string({ maxLength: 60, unit: 'binary' }),
    fc
      .tuple(fc.oneof(programs, races), fc.nat(), fc.constantFrom(...FRAGMENTS))
      .map(
        ([source, at, part]) =>
          source.slice(0, at % source.length) + part + source.slice((at % source.length) + 1),
      ),
  );
  fc.assert(
    fc.property(texts, fc.boolean(), (source, isOld) => {
      const parsed = parse(source, isOld ? '1.0' : '1.1');
      if (!parsed.ok) {
        assert.ok(parsed.refusal.message.length > 0);
        return;
      }
      const outcome = evaluate(source, { phloLimit: 10_000, dialect: isOld ? '1.0' : '1.1' });
      assert.ok(outcome.cost <= 10_000);
    }),
    { numRuns: numRuns * 5 },
  );
});

test('any program ends within its phlo, and its outcome does not change', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(programs, races), { minLength: 1, maxLength: 4 }),
      fc.nat({ max: 30_000 }),
      (parts, phloLimit) => {
        const source = parts.join(' | ');
        const outcome = evaluate(source, { phloLimit });
        assert.ok(outcome.cost <= phloLimit);
        assert.equal(evaluate(source, { phloLimit }).cost, outcome.cost);
        if (outcome.errors.length === 0)
          assert.equal(evaluate(source, { phloLimit: phloLimit * 2 }).cost, outcome.cost);
      },
    ),
    { numRuns },
  );
});
