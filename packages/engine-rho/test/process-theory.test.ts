/** The outcomes of RChain's K-framework tests that `spec/rholang.md` 11.2 gives in words, as programs. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluate, parse, printTerm } from '../src/index.ts';

function left(source: string): readonly string[] {
  const { contents, errors } = evaluate(source, { phloLimit: 1_000_000 });
  assert.deepEqual(errors, [], source);
  const data = contents.data.map(
    ({ channel, datum }) => `${printTerm(channel)}!(${datum.values.map(printTerm).join(', ')})`,
  );
  return [...data, ...contents.waiting.map(() => 'waiting')].toSorted();
}

test('unbraced processes are no targets of match and no operands of connectives', () => {
  for (const source of [
    'match for(x <- @Nil){ Nil } { _ => Nil }',
    'match @Nil!(1) { _ => Nil }',
    'for(@{x!(1) /\\ y} <- @0){ Nil }',
    'match 1 { x!(1) => Nil }',
    '@Nil',
  ])
    assert.ok(!parse(source).ok, source);
});

test('a variable may not capture a body with a bound variable, a wildcard may', () => {
  const sent = '@Nil!({ for(x <- @Nil){ *x } })';
  assert.deepEqual(left(`${sent} | for(@{ for(x <- @Nil){ y } } <- @Nil){ @Nil!(1) }`).length, 2);
  assert.deepEqual(left(`${sent} | for(@{ for(x <- @Nil){ _ } } <- @Nil){ @Nil!("success") }`), [
    'Nil!("success")',
  ]);
});

test('sends and receives meet on equal channels only', () => {
  assert.deepEqual(left('@1!("success") | for(x <- @2){ Nil }').length, 2);
  assert.deepEqual(left('@Nil!(1) | for(@1 <- @Nil){ @Nil!("success") }'), ['Nil!("success")']);
  assert.deepEqual(left('@Nil!(1, 2) | for(@x, @2 <- @Nil){ @Nil!("success") }'), ['Nil!("success")']);
});

test('persistent ones stay behind', () => {
  assert.deepEqual(left('@Nil!(1) | for(x <= @Nil){ @"sucess"!("success") }'), [
    '"sucess"!("success")',
    'waiting',
  ]);
  assert.deepEqual(left('@Nil!!("sucess") | for(x <- @Nil){ @"sucess"!("success") }'), [
    '"sucess"!("success")',
    'Nil!("sucess")',
  ]);
});

test('infinite sends and receives run out of any phlo', () => {
  for (const phloLimit of [1000, 100_000]) {
    const { errors, cost } = evaluate('@Nil!!(1) | for(x <= @Nil){ Nil }', { phloLimit });
    assert.deepEqual([errors[0]!.code, cost], ['run.outOfPhlo', phloLimit]);
  }
});

test('of parallel patterns the first variable takes all', () => {
  assert.deepEqual(left('@0!("success" | "success") | for(@{x | y} <- @0){ @1!(x) | @2!(y) }'), [
    '1!("success" |\n"success")',
    '2!(Nil)',
  ]);
});

test('new makes fresh channels, and they match like others', () => {
  assert.equal(new Set(left('new x in { x!(1) } | new x in { x!(1) } | new x in { x!(1) }')).size, 3);
  assert.deepEqual(
    left('@0!({ new x in { x!(1) } }) | for(@{ new y in { y!(1) } } <- @0){ @Nil!("success") }'),
    ['Nil!("success")'],
  );
});
