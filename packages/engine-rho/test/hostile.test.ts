import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { HOSTILE_PROGRAMS } from '../bench/hostile-programs.ts';
import { Halt } from '../src/errors.ts';
import {
  decodeTerm,
  encodeTerm,
  evaluate,
  Meter,
  normalize,
  parse,
  printSource,
  printTerm,
} from '../src/index.ts';
import { WORK_A_PHLO } from '../src/work.ts';
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

test('hostile programs end, and cost no more than their limit', () => {
  let ends = 0;
  for (const [name, source] of Object.entries(HOSTILE_PROGRAMS)) {
    const outcome = evaluate(source, { phloLimit: 100_000 });
    assert.ok(outcome.cost <= 100_000 && outcome.spent <= 100_000, name);
    if (outcome.errors.length === 0) ends += 1;
    else assert.equal(outcome.contents.data.length, 0, name);
  }
  assert.ok(ends < 5, 'almost all of them would go on');
});

test('a million phlo of each hostile program, one after another, fit into 192 MiB', () => {
  const [programs, engine] = ['../bench/hostile-programs.ts', '../src/index.ts'].map((path) =>
    JSON.stringify(join(import.meta.dirname, path)),
  );
  const script = `
    const { HOSTILE_PROGRAMS } = await import(${programs});
    const { evaluate } = await import(${engine});
    for (const source of Object.values(HOSTILE_PROGRAMS)) evaluate(source, { phloLimit: 1_000_000 });`;
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--max-old-space-size=192', '--input-type=module', '--eval', script],
    { encoding: 'utf8', timeout: 120_000 },
  );
  assert.equal(status, 0, stderr.slice(0, 2_000));
});

/** What a program spends; it does not fail. */
function spentOn(source: string): number {
  const { errors, spent } = evaluate(source, { phloLimit: UNPAID });
  assert.deepEqual(errors, []);
  return spent;
}

test('work that the price list gives away is charged', () => {
  const many = (part: (at: number) => string, between: string): string =>
    Array.from({ length: 1_000 }, (_, at) => part(at)).join(between);
  const set = `Set(${many(String, ',')})`;
  const searches = Array.from({ length: 20 }, () => `${set}.contains("${'a'.repeat(1_000)}")`);
  const copies = Array.from({ length: 20 }, (_, at) => `${set}.delete(${at}).size()`);
  /** A thousand of each, and more than what one of them costs by the price list alone. */
  const bodies: Readonly<Record<string, readonly [phlo: number, body: string]>> = {
    negations: [1.5, `match ${'not '.repeat(1_000)}true { _ => Nil }`],
    names: [8, `new ${many((at) => `a${at}`, ',')} in { Nil }`],
    bundles: [2, many((at) => `bundle+{${at}}`, '|')],
    sets: [20, `match [Set(${many((at) => `[${at}, *a]`, ',')}).size()] { _ => Nil }`],
    cases: [12, `match 0 { ${many((at) => `${at + 1} => Nil`, ' ')} }`],
    ground: [0.3, many(String, '|')],
    toSet: [30, `match [[${many((at) => `[${at}, *a]`, ',')}].toSet().size()] { _ => Nil }`],
    toMap: [30, `match [[${many((at) => `(${at}, *a)`, ',')}].toMap().size()] { _ => Nil }`],
    joins: [20, `match {${many(String, '|')}} { x => { match [[{x | x}].length()] { _ => Nil } } }`],
    searches: [30, `match [${searches.join(', ')}] { _ => Nil }`],
    copies: [8, `match [${copies.join(', ')}] { _ => Nil }`],
    signatures: [
      10,
      'new e(`rho:crypto:ed25519Verify`), r in { e!("".hexToBytes(), "".hexToBytes(), "".hexToBytes(), *r) }',
    ],
  };
  for (const [name, [phlo, body]] of Object.entries(bodies)) {
    const [run, skipped] = [true, false].map((runs) => spentOn(`new a in { if (${runs}) { ${body} } }`));
    assert.ok(run! - skipped! > phlo * 1_000, `${name}: ${run! - skipped!}`);
  }
});

test('each receive that a send looks at is a step of its search', () => {
  const waiting = (many: number, trigger: number): number =>
    spentOn(
      `${Array.from({ length: many }, () => 'for(_ <- @0 & _ <- @5){ Nil }').join('|')} | for(_ <- @1){ @5!(1) } | @${trigger}!(0)`,
    );
  const [few, more] = [10, 1_000].map((many) => waiting(many, 1) - waiting(many, 2));
  assert.ok(more! - few! > 800, `${few}, ${more}`);
});

test('a program owes the price list or its work, whichever is more', () => {
  const meter = new Meter(100);
  meter.charge(60);
  meter.work(50 * WORK_A_PHLO);
  assert.equal(meter.spent, 60);
  meter.refund(30);
  assert.equal(meter.spent, 50);
  meter.cap(10);
  assert.throws(() => meter.work(11 * WORK_A_PHLO), Halt);
  assert.ok(meter.isOut && meter.isCapped);
});

test('a value beyond its bound is refused before it is built', () => {
  const { errors } = evaluate(HOSTILE_PROGRAMS['doubling']!, { phloLimit: UNPAID });
  assert.equal(errors[0]!.code, 'run.valueTooLarge');
  const interpolated = evaluate(HOSTILE_PROGRAMS['interpolation']!, { phloLimit: UNPAID });
  assert.equal(interpolated.errors[0]!.code, 'run.valueTooLarge');
});

test('large operands of cheap operations cost their size', () => {
  const spentAfter = (doublings: number): number =>
    spentOn(
      `new f in { contract f(@x, @n) = { if (n > 0) { f!(x ++ x, n - 1) } else { match x ++ x { _ => Nil } } } | f!("00112233".hexToBytes(), ${doublings}) }`,
    );
  assert.ok(spentAfter(16) - spentAfter(15) > 4 * 2 ** 15);
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
