import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromHex } from '@ashlar/base';
import { build, evaluate, printTerm } from '../src/index.ts';
import { termOf } from './support/programs.ts';

const prints = (source: string, text: string): void => assert.equal(printTerm(termOf(source)), text);

test('values print as people know them', () => {
  prints('"a" | 1 | true', 'true |\n1 |\n"a"');
  prints('[1, "a", `rho:x`]', '[1, "a", `rho:x`]');
  prints('(1,)', '(1)');
  prints('(1, 2)', '(1, 2)');
  prints('Set(2, 1)', 'Set(1, 2)');
  prints('{"b" : 1, "a" : Nil}', '{"a" : Nil, "b" : 1}');
  prints('BigInt(5)', 'BigInt(5)');
  prints('Nil', 'Nil');
  assert.equal(printTerm(build.par1(build.bytesTerm(fromHex('0aff')!))), '0aff');
  const name = new Uint8Array([1, 2]);
  assert.equal(printTerm(build.par1(build.privateName(name))), 'Unforgeable(0x0102)');
  assert.equal(printTerm(build.par1(build.deployId(name))), 'DeployId(0x0102)');
  assert.equal(printTerm(build.par1(build.deployerId(name))), 'DeployerId(0x0102)');
});

test('expressions print fully parenthesised', () => {
  prints('1 + 2 * 3', '(1 + (2 * 3))');
  prints('- 5', '-(5)');
  prints('not true', '~(true)');
  prints('[1].nth(0)', '([1]).nth(0)');
  prints('{1: 2}.set(3, 4)', '({1 : 2}).set(3,4)');
  prints('1 matches Int', '(1 matches Int)');
});

test('variables are named x and their place, in patterns of patterns y, z, a', () => {
  prints('new a, b in { a!(*b) }', 'new x0, x1 in {\n  x0!(*x1)\n}');
  prints('for(@a, b <- @0){ b!(a) }', 'for( @{x0}, @{x1} <- @{0} ) {\n  @{x1}!(x0)\n}');
  prints(
    'new a in { for(@b <- a & c <- @0){ @b!(*c) } }',
    'new x0 in {\n  for( @{x1} <- @{0}  & @{x2} <- x0 ) {\n    @{x2}!(x1)\n  }\n}',
  );
  prints(
    'match 1 { {for(@{[x ...y]} <- w){ v }} => Nil }',
    'match 1 {\n  for( @{[y1...y0]} <- @{x0} ) {\n    x1\n  } => {\n    Nil\n  }\n}',
  );
});

test('receives show how they read', () => {
  prints('for(_ <<- @0){ Nil }', 'for( @{_} <<- @{0} ) {\n  Nil\n}');
  prints('contract @0(...@r) = { Nil }', 'for( ...@x0 <= @{0} ) {\n  Nil\n}');
  prints('@0!!(1)', '@{0}!!(1)');
});

test('patterns print with their signs', () => {
  prints('match 1 { {x /\\ Int} => Nil }', 'match 1 {\n  {x0 /\\ Int} => {\n    Nil\n  }\n}');
  prints('match 1 { ~1 => Nil }', 'match 1 {\n  ~{1} => {\n    Nil\n  }\n}');
});

test('a tower of receives is printed in a size near its own', () => {
  const source = `${'for(_ <- @0){'.repeat(2000)}Nil${'}'.repeat(2000)}`;
  assert.ok(printTerm(termOf(source)).length < 1_000_000);
});

test('stdout prints values with their names', () => {
  const { outputs } = evaluate(
    'new out(`rho:io:stdout`), x in { out!(*x) | out!({ for(@y <- x){ x!(y) } }) }',
  );
  for (const { line } of outputs) assert.match(line, /Unforgeable\(0x[0-9a-f]{64}\)/);
});
