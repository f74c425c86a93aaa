import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hex } from '@ashlar/base';
import { build, encodeTerm, equalTerms, normalize, parse, printTerm } from '../src/index.ts';
import { termOf } from './support/programs.ts';

function refusalOf(source: string): readonly [code: string, message: string] {
  const parsed = parse(source);
  assert.ok(parsed.ok, source);
  const term = normalize(parsed.value, source);
  return term.ok ? ['accepted', ''] : [term.refusal.code, term.refusal.message];
}
const codeOf = (source: string): string => refusalOf(source)[0];
const same = (a: string, b: string): void =>
  assert.deepEqual(encodeTerm(termOf(a)), encodeTerm(termOf(b)), `${a} is ${b}`);

test('a program is closed', () => {
  assert.deepEqual(refusalOf('x!(1) | @0!(y)'), [
    'program.topLevelFreeVariables',
    'Top level free variables are not allowed: x at 1:1, y at 1:13.',
  ]);
  assert.equal(codeOf('@0!(_)'), 'program.topLevelWildcards');
  assert.equal(codeOf('@0!(1 /\\ 2)'), 'program.topLevelConnectives');
  assert.equal(codeOf('@0!(~1)'), 'program.topLevelConnectives');
});

test('names are not processes, nor processes names', () => {
  assert.deepEqual(refusalOf('new x in { @0!(x) }'), [
    'program.nameInProcessPosition',
    'Name variable: x at 1:5 used in process context at 1:16',
  ]);
  assert.equal(codeOf('for(@x <- @0){ x!(1) }'), 'program.processInNamePosition');
  assert.equal(codeOf('for(@x, x <- @0){ Nil }'), 'program.processInNamePosition');
});

test('a pattern binds each variable once', () => {
  assert.equal(codeOf('for(x, x <- @0){ Nil }'), 'program.nameBoundTwice');
  assert.equal(codeOf('for(@x <- @0 & @x <- @1){ Nil }'), 'program.processBoundTwice');
  assert.equal(codeOf('match 1 { [x ...x] => Nil }'), 'program.processBoundTwice');
});

test('patterns of receives are conjunctions at most, those of match anything', () => {
  assert.equal(codeOf('for(@{1 \\/ 2} <- @0){ Nil }'), 'program.receivePattern');
  assert.equal(codeOf('for(@[~1] <- @0){ Nil }'), 'program.receivePattern');
  assert.equal(codeOf('for(@{Int /\\ x} <- @0){ Nil }'), 'accepted');
  assert.equal(codeOf('match 1 { ~1 \\/ 2 => Nil }'), 'accepted');
});

test('variables under ~ and \\/ bind nothing', () => {
  assert.equal(codeOf('match 1 { ~x => @0!(x) }'), 'program.topLevelFreeVariables');
  assert.equal(codeOf('match 1 { {x \\/ 1} => @0!(x) }'), 'program.topLevelFreeVariables');
  assert.equal(codeOf('match 1 { {x /\\ 1} => @0!(x) }'), 'accepted');
});

test('one join receives on distinct channels', () => {
  assert.equal(codeOf('for(x <- @0 & y <- @0){ Nil }'), 'program.sameChannelTwice');
  assert.equal(codeOf('for(x <- @{1|2} & y <- @{2|1}){ Nil }'), 'program.sameChannelTwice');
  assert.equal(codeOf('for(x <- @0 & y <- @1){ Nil }'), 'accepted');
});

test('outer variables are seen in patterns through = alone', () => {
  assert.equal(codeOf('for(@x <- @0){ match 1 { =x => Nil } }'), 'accepted');
  assert.equal(codeOf('new x in { match 1 { =*x => Nil } }'), 'accepted');
  assert.equal(codeOf('new x in { match 1 { =x => Nil } }'), 'program.nameInProcessPosition');
  assert.deepEqual(refusalOf('match 1 { =z => Nil }'), [
    'program.unboundVariableRef',
    'Variable reference: =z at 1:11 is unbound.',
  ]);
  assert.ok(
    !equalTerms(
      termOf('for(@x <- @0){ match 1 { x => Nil } }'),
      termOf('for(@x <- @0){ match 1 { =x => Nil } }'),
    ),
  );
});

test('bundles hold no pattern, and nested ones grant what both grant', () => {
  assert.equal(codeOf('for(@{bundle+{_}} <- @0){ Nil }'), 'program.bundleContent');
  assert.equal(codeOf('for(@{bundle+{x}} <- @0){ Nil }'), 'program.bundleContent');
  same('bundle+{bundle-{@0!(1)}}', 'bundle0{@0!(1)}');
  same('bundle{bundle+{@0!(1)}}', 'bundle+{@0!(1)}');
});

test('quoting and unquoting cancel', () => {
  same('new x in { @{*x}!(*@{1 + 2}) }', 'new x in { x!(1 + 2) }');
});

test('sugar means what it is sugar for', () => {
  same('if (1 == 2) @0!(1)', 'match 1 == 2 { true => @0!(1) false => Nil }');
  same('contract @0(x, ...@y) = { x!(y) }', 'for(x, ...@y <= @0){ x!(y) }');
  same('for(@y <- @0!?(1, 2)){ @3!(y) }', 'new r in { @0!(*r, 1, 2) | for(@y <- r){ @3!(y) } }');
  same('for(@y <- @0?!){ @3!(y) }', 'for(r, @y <- @0){ r!() | @3!(y) }');
  same('@0!?(1); @2!(3)', 'new r in { @0!(*r, 1) | for(_ <- r){ @2!(3) } }');
  same('@0!?(1).', 'new r in { @0!(*r, 1) | for(_ <- r){ Nil } }');
  same('let @x, @y <- 1, 2 in { @0!(x + y) }', 'match [1, 2] { [x, y] => { @0!(x + y) } }');
  same('let @x <- 1; @y <- x in { @0!(y) }', 'match [1] { [x] => { match [x] { [y] => { @0!(y) } } } }');
  same(
    'let @x <- 1 & @y <- 2 in { @0!(x + y) }',
    'new a, b in { a!(1) | b!(2) | for(@x <- a & @y <- b){ @0!(x + y) } }',
  );
});

test('names of variables do not matter, only where they are bound', () => {
  same('new a, b in { for(@x, y <- a){ b!(x, *y) } }', 'new x, y in { for(@b, a <- x){ y!(b, *a) } }');
  assert.notDeepEqual(
    encodeTerm(termOf('new a, b in { a!(*b) }')),
    encodeTerm(termOf('new a, b in { b!(*a) }')),
  );
});

test('names with urns come last and in order of the urn', () => {
  same('new x(`rho:b`), y, z(`rho:a`) in { x!(*y, *z) }', 'new y, z(`rho:a`), x(`rho:b`) in { x!(*y, *z) }');
});

test('free variables are numbered as RChain visits them', () => {
  const pattern = (text: string): string => hex(encodeTerm(termOf(`match 1 { {${text}} => Nil }`)));
  assert.equal(printTerm(termOf('match 1 { {@0!(a, b)} => @1!(a, b) }')).includes('@{0}!(x1, x0)'), true);
  assert.equal(printTerm(termOf('match 1 { [a ...b] => @1!(a, b) }')).includes('[x1...x0]'), true);
  assert.equal(pattern('@0!(a, b)'), pattern('@0!(x, y)'));
});

test('locallyFree and connective_used are in the bytes where RChain has them', () => {
  // New{bindCount 1, p: Par{Send{chan: Par{EVar(bound 0), free {0}}, data: 1, free {0}}, free {0}}}, by hand.
  const channel = '0a0c' + '2a079a01040a020800' + '4a0101';
  const send = `0a17${channel}12042a0210022a0101`;
  assert.equal(hex(encodeTerm(termOf('new x in { x!(1) }'))), `22200802121c${send}4a0101`);
  // Pattern of a receive: Par{EVar(free 0), connective_used}.
  assert.ok(hex(encodeTerm(termOf('for(x <- @0){ Nil }'))).includes('0a0b2a079a01040a0210005001'));
});

test('injections stand in every new, by urn', () => {
  const source = 'new a in { new b in { a!(*b) } }';
  const parsed = parse(source);
  assert.ok(parsed.ok);
  const injections = new Map([['rho:rchain:deployId', build.par1(build.deployId(new Uint8Array([1])))]]);
  const term = normalize(parsed.value, source, injections);
  assert.ok(term.ok);
  const [outer] = term.value.kids;
  const [inner] = outer!.last.kids;
  assert.deepEqual([outer!.kids.length, inner!.kids.length], [2, 2]);
  assert.equal(outer!.first.value, 'rho:rchain:deployId');
});
