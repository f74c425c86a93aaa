import assert from 'node:assert/strict';
import { test } from 'node:test';
import { equalTerms, normalize, parse } from '../src/index.ts';
import { termOf } from './support/programs.ts';

const refusalOf = (source: string, dialect: '1.0' | '1.1' = '1.1'): string => {
  const parsed = parse(source, dialect);
  return parsed.ok ? 'parsed' : parsed.refusal.message;
};
const parses = (source: string, dialect: '1.0' | '1.1' = '1.1'): boolean => parse(source, dialect).ok;
const same = (a: string, b: string): void => assert.ok(equalTerms(termOf(a), termOf(b)), `${a} is ${b}`);

test('an error says where, what was found and what was expected', () => {
  assert.equal(refusalOf('new x in {\n  x!(1, }'), "Unexpected '}' at 2:9, expected a process");
  assert.equal(refusalOf('for(x < y){Nil}'), "Unexpected '<' at 1:7, expected '<-', '<=' or '<<-'");
  assert.equal(refusalOf('@0!(1'), "Unexpected end of input at 1:6, expected ',' or ')'");
  assert.equal(refusalOf('"a\\q"'), 'Unknown escape "\\\\q" at 1:3');
  assert.equal(refusalOf('"open'), 'Literal without closing " at 1:1');
  assert.equal(refusalOf('Nil /* open'), 'Comment without end at 1:5');
  assert.equal(refusalOf('Nil ^'), 'Illegal character "^" at 1:5');
  assert.equal(refusalOf('9223372036854775808'), 'Integer out of range at 1:1');
});

test('operators bind as the grammar says', () => {
  same('@0!(1 + 2 * 3 == 7 and true or false)', '@0!((((1 + (2 * 3)) == 7) and true) or false)');
  same('@0!(1 - 2 - 3)', '@0!((1 - 2) - 3)');
  same('@0!(- 1 + 2)', '@0!((- 1) + 2)');
  same('@0!(not true and false)', '@0!((not true) and false)');
  same('@0!(1 + 2.foo(3).bar())', '@0!(1 + ((2.foo(3)).bar()))');
  same('match 1 { ~1 /\\ x \\/ 2 => Nil }', 'match 1 { {{{~1} /\\ x} \\/ 2} => Nil }');
  assert.ok(!parses('@0!(1 matches 2 matches 3)'));
  assert.ok(!parses('@0!(x<-5)'));
});

test('new and if reach as far as the grammar lets them', () => {
  same('new x in x!(1) | @0!(2)', '{new x in {x!(1)}} | @0!(2)');
  same('if (true) @0!(1) else @0!(2) | @3!(4)', '{if (true) {@0!(1)} else {@0!(2)}} | @3!(4)');
  assert.ok(!parses('if (true) if (false) Nil else Nil'));
  assert.ok(!parses('match 1 { 1 => for(x <- @0){ Nil } }'));
  assert.ok(!parses('match for(x <- @0){ Nil } { _ => Nil }'));
});

test('a list may end in a comma, but ",)" is a token of its own', () => {
  same('@0!([1, 2,])', '@0!([1, 2])');
  same('@0!(1, )', '@0!(1)');
  assert.ok(!parses('@0!(1,)'));
  same('@0!((1,))', '@0!((1, ))');
  assert.ok(!equalTerms(termOf('@0!((1,))'), termOf('@0!((1))')));
  assert.ok(!parses('new x, in { Nil }'));
  assert.ok(!parses('match 1 { }'));
});

test('braces hold a process or a map', () => {
  same('@0!({1})', '@0!(1)');
  assert.ok(!equalTerms(termOf('@0!({1 : 2})'), termOf('@0!({1})')));
  assert.ok(parses('@0!({})'));
  assert.ok(parses('for(@{...x} <- @0){ Nil }'));
  assert.ok(parses('for(@{1 : y, 2 : z ...x} <- @0){ Nil }'));
});

test('only expressions stand in parentheses, only tight ones under @', () => {
  assert.ok(!parses('@0!((@1!(2)))'));
  assert.ok(!parses('@(1)!(2)'));
  assert.ok(parses('@{1 + 2}!(2)'));
  assert.ok(!parses('@1 + 2!(3)'));
});

test('names and keywords are told apart', () => {
  assert.ok(parses("new x', _y, newer, bundles, Sets in { x'!(1) }"));
  assert.ok(!parses('new new in { Nil }'));
  assert.ok(!parses('new bundle0 in { Nil }'));
  assert.ok(!parses('new _ in { Nil }'));
});

test('strings and uris keep their escapes', () => {
  const kid = termOf('@0!("a\\n\\"b", `rho:\\`x`)').kids[0]!.kids;
  assert.equal(kid[1]!.kids[0]!.value, 'a\\n\\"b');
  assert.equal(kid[2]!.kids[0]!.value, 'rho:\\`x');
  assert.ok(parses('@0!("two\nlines")'));
});

test('comments are blanks', () => {
  same('@0 /* in */ !(1) // to the end', '@0!(1)');
  same('/* a /* b */ @0!(1)', '@0!(1)');
});

test('in dialect 1.1 ";" receives in sequence and "&" joins; in 1.0 ";" joins', () => {
  const source = 'for(x <- @0; y <- @1){ @2!(*x, *y) }';
  assert.ok(equalTerms(termOf(source), termOf('for(x <- @0){ for(y <- @1){ @2!(*x, *y) } }')));
  assert.ok(equalTerms(termOf(source, '1.0'), termOf('for(x <- @0 & y <- @1){ @2!(*x, *y) }')));
  assert.ok(!parses('for(x <- @0; y <= @1){ Nil }', '1.0'));
  assert.ok(!parses('for(x <- @0 & y <- @1){ Nil }', '1.0'));
  assert.ok(parses('new let in { let!(1) }', '1.0'));
});

test('binds of one join have one arrow', () => {
  assert.ok(!parses('for(x <- @0 & y <= @1){ Nil }'));
  assert.ok(!parses('for(x <= @0?!){ Nil }'));
  assert.ok(parses('for(x <<- @0; y <= @1; z <- @2 & w <- @3){ Nil }'));
});

test('select parses, and is refused by name', () => {
  const source = 'select { x <- @0 => Nil y <- @1 => Nil }';
  const parsed = parse(source);
  assert.ok(parsed.ok);
  const term = normalize(parsed.value, source);
  assert.deepEqual(term.ok ? '' : [term.refusal.code, term.refusal.name], [
    'source.notSupported',
    'UnrecognizedNormalizerError',
  ]);
});

test('a source beyond its bound is refused before it is read', () => {
  const parsed = parse(' '.repeat(4_194_305));
  assert.equal(parsed.ok ? '' : parsed.refusal.code, 'source.tooLong');
});
