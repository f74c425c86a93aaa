/** The types checker: certain findings, nothing about what escapes. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  chainProcesses,
  checkTypes,
  evaluate,
  parse,
  REGISTRY_CHANNELS,
  resolveNames,
  standardProcesses,
  systemName,
  TYPE_FINDINGS_MAX,
} from '../src/index.ts';
import { programs, runsOf } from './support/programs.ts';

function findings(source: string) {
  const parsed = parse(source);
  assert.ok(parsed.ok, parsed.ok ? '' : `${source}: ${parsed.refusal.message}`);
  return checkTypes(parsed.value, source);
}
const codes = (source: string): readonly string[] => findings(source).map(({ code }) => code);

const page = readFileSync(join(import.meta.dirname, '../../../docs/rholang.md'), 'utf8');
const rules = [...page.matchAll(/^### `(types\.\w+)` \((\w+)\)\n([\s\S]*?)(?=^##)/gm)];

for (const [, code, severity, text] of rules)
  test(`${code}: the page's bad program is told, the good one is not`, () => {
    const [bad, good] = ['bad', 'good'].map(
      (which) => new RegExp(`\`\`\`rholang ${which}\n([\\s\\S]*?)\`\`\``).exec(text!)![1]!,
    );
    assert.deepEqual(
      findings(bad!).map((finding) => [finding.code, finding.severity]),
      [[code, severity]],
    );
    assert.deepEqual(findings(good!), []);
    for (const source of [bad!, good!]) assert.ok(evaluate(source, { phloLimit: 100_000 }).cost > 0);
  });

test('the page has all nine rules', () => assert.equal(rules.length, 9));

test('findings stand where the fault is, in order', () => {
  const source = 'new a, b in {\n  b!(1) |\n\n    for (_ <- @{bundle+{"n"}}) { Nil } }';
  assert.deepEqual(
    findings(source).map(({ code, line, column }) => [code, line, column]),
    [
      ['types.unused', 1, 5],
      ['types.neverReceived', 2, 3],
      ['types.capability', 4, 10],
    ],
  );
});

test('a name that escapes is not judged, and one that partly escapes for the other part', () => {
  const call = 'contract f(@"a") = { Nil } | f!("b") | f!(1, 2)';
  assert.deepEqual(codes(`new f in { ${call} }`), ['types.shape', 'types.arity']);
  assert.deepEqual(codes(`new f in { ${call} | @"p"!(bundle+{*f}) }`), ['types.shape', 'types.arity']);
  for (const value of ['*f', '[1, (*f,)]', '{"k": *f}', 'for (_ <- f) { Nil }', '*f == 1'])
    assert.deepEqual(codes(`new f in { ${call} | @"p"!(${value}) }`), [], value);
  for (const process of ['@(*f, 1)!(1)', 'match *f { x => { @"p"!(x) } }', '@{f!(1) | Nil}!(1)'])
    assert.deepEqual(codes(`new f in { ${call} | ${process} }`), [], process);
  assert.deepEqual(codes('new f in { f!("b") | @"p"!(bundle+{bundle-{*f}}) }'), ['types.neverReceived']);
  assert.deepEqual(codes('new f in { for (@"a" <- f) { Nil } | f!("b") | @"p"!(bundle-{*f}) }'), [
    'types.shape',
  ]);
});

test('counts see remainders, joins, sequences, questions and receipts', () => {
  const good = [
    'new f in { contract f(@a, ...@rest) = { Nil } | f!(1) | f!(1, 2, 3) }',
    'new a, b in { a!(1) | b!(1, 2) | for (_ <- a & _, _ <- b) { Nil } }',
    'new a, b in { a!(1) | b!(1, 2) | for (_ <- a; _, _ <- b) { Nil } }',
    'new f in { contract f(r, @n) = { r!(n) } | f!?(1); Nil | for (@x <- f!?(1)) { Nil } }',
    'new f in { for (@x <- f?!) { Nil } | f!?(1); Nil }',
  ];
  for (const source of good) assert.deepEqual(codes(source), [], source);
  const bad = [
    'new f in { contract f(@a, ...@rest) = { Nil } | f!() }',
    'new f in { contract f(r, @n) = { r!(n) } | f!?(1, 2); Nil }',
    'new f in { for (@x <- f?!) { Nil } | f!(1) }',
    'new a in { for (_ <- @"p"; _, _ <- a) { Nil } | a!(1) }',
  ];
  for (const source of bad) assert.deepEqual(codes(source), ['types.arity'], source);
});

test('shapes compare what is certain', () => {
  const told = (pattern: string, value: string): boolean =>
    codes(`new f in { for (@{${pattern}} <- f) { Nil } | f!(${value}) }`).includes('types.shape');
  const mismatches = ['"a" : "b"', '1 : "1"', 'Nil : 0', '(x, 1) : (1, 2)', '(x, y) : (1,)', '[x, y] : [1]'];
  mismatches.push(
    '[x ...r] : []',
    'Int : "s"',
    'x /\\ String : 1',
    '[] : {}',
    '`rho:a` : `rho:b`',
    'true : false',
  );
  for (const pair of mismatches) assert.equal(told(...(pair.split(' : ') as [string, string])), true, pair);
  const matches = [
    '"a" : "a"',
    '_ : 1',
    '(x, 1) : (1, 1)',
    '[x ...r] : [1, 2]',
    '[x ...r] : [1]',
    'Int : 1 + 1',
    '~1 : 1',
    '-1 : -1',
  ];
  matches.push('x /\\ Int : 1', '{"a": x} : {}', 'Set(1) : Set(2)', '"a" : "b" ++ "c"', 'Int : [1].length()');
  for (const pair of matches) assert.equal(told(...(pair.split(' : ') as [string, string])), false, pair);
});

test('capabilities follow bundles as far as they are in sight', () => {
  const bad = [
    '@{bundle-{"x"}}!(1)',
    'new c in { c!?(bundle-{"x"}); Nil | for (b <- c?!) { b!(1) } }',
    '@{bundle0{*@"x"}}!(1)',
    'new out(`rho:io:stdout`) in { for (_ <- out) { Nil } }',
    'let b <- bundle-{*@"x"} in { b!(1) }',
    'new c in { c!(bundle-{"x"}) | c!(bundle0{"y"}) | for (@b <= c) { @b!(1) } }',
    'new c, d in { c!(bundle-{"x"}) | for (b <- c) { d!(*b) } | for (e <- d) { e!(1) } }',
    'new c, d in { c!(bundle-{"x"}) | for (b <- c) { d!(bundle+{*b}) } | for (e <- d) { e!(1) } }',
  ];
  for (const source of bad) assert.deepEqual(codes(source), ['types.capability'], source);
  const good = [
    '@{bundle+{"x"}}!(1)',
    'new c in { c!(bundle-{"x"}) | c!("y") | for (@b <= c) { @b!(1) } }',
    'new c in { c!(bundle-{"x"}) | for (@b <- c) { @b!(1) } | @"p"!(bundle+{*c}) }',
    'new c in { c!(1, bundle-{"x"}) | c!(bundle+{"x"}, 1) | for (@a, @b <= c) { @a!(1) | @b!(1) } }',
    'new c in { c!(bundle-{"x"}) | for (...@r <- c) { @r!(1) } }',
    'new c in { c!(bundle-{"x"}) | c!("y", 1) | for (@a, ...@r <= c) { @a!(1) } }',
  ];
  for (const source of good) assert.deepEqual(codes(source), [], source);
});

test('a reply is irregular only if some way gives exactly one, and doubt is left alone', () => {
  const irregular = (body: string): readonly string[] => codes(`contract @"f"(@c, k, r) = { ${body} }`);
  assert.deepEqual(irregular('match c { 1 => { r!(1) } 2 => { Nil } }'), ['types.noReply']);
  assert.deepEqual(irregular('for (_ <- @"x") { if (c) { r!(1) } else { {} } }'), ['types.noReply']);
  assert.deepEqual(irregular('if (c) { r!(1) | new _x in { r!(2) } } else { r!(3) }'), [
    'types.severalReplies',
  ]);
  const quiet = [
    ...['r!(1)', 'Nil', 'r!(1) | r!(2)', 'r!!(1)', 'if (c) { r!(1) } else { k!(1) }'],
    ...['if (c) { r!(1) } else { @"g"!(*r) }', 'if (c) { r!(1) } | if (not c) { r!(2) }'],
    'for (_ <- @"ok") { r!(1) } | for (_ <- @"bad") { r!(2) }',
    'if (c) { r!(1) } else { contract @"g"() = { r!(1) } }',
    'if (c) { k!(1) }',
    'if (c) { r!(1) | contract @"g"() = { r!(1) } } else { r!(1) }',
    'if (c) { r!(1) } else { for (_ <- @"ok") { r!(1) } | for (_ <- @"bad") { r!(2) } }',
    'if (c) { r!(1) } else { for (_ <- r) { Nil } }',
  ];
  assert.deepEqual(codes('contract @"f"(@c, @r) = { if (c) { @r!(1) } else { Nil } }'), [], 'a value');
  for (const body of quiet) assert.deepEqual(irregular(body), [], body);
});

test('a surplus needs every receive in sight, each taking one', () => {
  const told = (process: string): boolean =>
    codes(`new x in { x!(1) | x!(2) | ${process} }`).includes('types.surplus');
  assert.equal(told('for (_ <- x) { Nil }'), true);
  for (const process of ['for (_ <= x) { Nil }', 'for (_ <<- x) { Nil }', 'for (_ <- x) { Nil } | @"p"!(*x)'])
    assert.equal(told(process), false, process);
  assert.deepEqual(codes('new x in { x!(1) | x!!(2) | for (_ <- x) { Nil } }'), []);
  assert.equal(told('contract @"f"() = { for (_ <- x) { Nil } }'), false);
  assert.equal(told('for (_ <- x) { for (_ <- x) { Nil } }'), false);
});

test('patterns see nothing from outside, and their names are no channels', () => {
  assert.deepEqual(codes('new x in { x!(1) | for (@{new y in { y!(1) }}, x <- x) { x!(1) } }'), [
    'types.arity',
  ]);
  const apart = 'new x in { x!(1) | match 2 { ~{[x]} => { for (_ <- x) { Nil } } } }';
  assert.deepEqual(codes(apart), [], 'what stands under ~ binds nothing');
  assert.deepEqual(codes('new x in { match 1 { =*x => { Nil } } }'), []);
});

test('the system names are those of the system processes, with their counts', () => {
  const chain = { block: () => assert.fail(), invalidBlocks: () => [] };
  for (const { urn, arity } of [...standardProcesses(() => {}), ...chainProcesses(chain)])
    if (urn.startsWith('rho:')) assert.deepEqual(systemName(urn)?.arities, [arity], urn);
  for (const urn of REGISTRY_CHANNELS.keys()) assert.ok(systemName(urn)!.arities.length > 0, urn);
});

test('each name is found where it stands', () => {
  const source =
    'new x in { for (@[y, ...rest] /* c */ <- x) { match rest { [= /* y */ y, ...z] => { x!(z, y) } } } }';
  const parsed = parse(source.replace('[y, ...rest]', '[y ...rest]  ').replace('y, ...z', 'y ...z  '));
  assert.ok(parsed.ok);
  const text = source.replace('[y, ...rest]', '[y ...rest]  ').replace('y, ...z', 'y ...z  ');
  for (const { at, binder } of resolveNames(parsed.value, text).occurrences)
    assert.equal(text.slice(at, at + binder.name.length), binder.name);
});

test('nesting of 100,000 and a flood of findings are borne', () => {
  const depth = 100_000;
  const deep = [
    `${'for (_ <- @1) { '.repeat(depth)}Nil${' }'.repeat(depth)}`,
    `${'contract @1(r)={if(c){r!(1)}|'.repeat(depth)}Nil${' }'.repeat(depth)}`,
    `${'new x in { x!(1) | '.repeat(depth)}Nil${' }'.repeat(depth)}`,
    `new x in { x!(${'['.repeat(depth)}${']'.repeat(depth)}) | for (@{${'['.repeat(depth)}${']'.repeat(depth)}} <- x) { Nil } }`,
    `@${'{bundle+{*@'.repeat(depth)}1${'}}'.repeat(depth)}!(1)`,
  ];
  for (const source of deep) assert.ok(findings(source).length <= TYPE_FINDINGS_MAX);
  const receives = Array.from({ length: 20_000 }, (_, n) => `for (@${n} <- x) { Nil }`).join(' | ');
  const sends = Array.from({ length: 20_000 }, (_, n) => `x!("${n}")`).join(' | ');
  const started = performance.now();
  const many = 200_000;
  const wide = `[${Array.from({ length: many }, (_, n) => `v${n}`).join(',')}]`;
  assert.deepEqual(codes(`new x in { x!([${'1,'.repeat(many - 1)}1]) | for (@${wide} <- x) { Nil } }`), []);
  assert.equal(
    codes(`new x in { ${'x!(1)|'.repeat(many)} ${'for(_,_<-x){Nil}|'.repeat(many / 2)} Nil }`).length,
    TYPE_FINDINGS_MAX,
  );
  const flood = findings(`new x in { ${receives} | ${sends} }`).length;
  assert.ok(flood > 0 && flood <= TYPE_FINDINGS_MAX);
  assert.ok(performance.now() - started < 20_000);
});

test('any program is read to the end', () => {
  fc.assert(
    fc.property(programs, (source) => {
      const parsed = parse(source);
      if (parsed.ok)
        assert.ok(checkTypes(parsed.value, source).every(({ line, column }) => line > 0 && column > 0));
    }),
    { numRuns: runsOf('RHO_TYPES_RUNS', 300) },
  );
});
