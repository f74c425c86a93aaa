/**
 * Towers of binders against arithmetic: whatever binds a variable, its use means the value it was bound to.
 *
 * Each tower nests receives, joins, contracts, matches, `let` and `new`; what every variable must hold is computed here,
 * beside the text. `RHO_BINDER_RUNS` runs more.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeTerm, encodeTerm, evaluate } from '../src/index.ts';
import { runsOf, termOf } from './support/programs.ts';

const numRuns = runsOf('RHO_BINDER_RUNS', 200);

type Value = number | boolean;
type Variable = Readonly<{ name: string; value: Value }>;
type Expression = Readonly<{ text: string; value: Value }>;

class Tower {
  readonly #choices: readonly number[];
  #at = 0;

  constructor(choices: readonly number[]) {
    this.#choices = choices;
  }

  #pick(count: number): number {
    return (this.#choices[this.#at++ % this.#choices.length]! + this.#at) % count;
  }

  #expression(scope: readonly Variable[], depth = 0): Expression {
    const variable = scope[this.#pick(Math.max(1, scope.length))];
    const literal = this.#pick(9);
    const form = depth > 2 ? this.#pick(2) : this.#pick(7);
    if (form === 0 || variable === undefined) return { text: `${literal}`, value: literal };
    const { name, value } = variable;
    if (form === 1) return { text: name, value };
    const inner = this.#expression(scope, depth + 1);
    if (form === 2) return { text: `{${name} : 1}.contains(${inner.text})`, value: value === inner.value };
    if (form === 3)
      return { text: `Set(1, ${inner.text}).contains(${name})`, value: value === 1 || value === inner.value };
    if (form === 4) return { text: `{1 : ${inner.text}}.set(2, ${name}).get(2)`, value };
    if (form === 5) return { text: `(${name}, ${inner.text}).nth(1)`, value: inner.value };
    return { text: `(${name} == ${inner.text})`, value: value === inner.value };
  }

  /** A process that ends by printing some variables, and the line it prints. */
  grow(scope: readonly Variable[], height: number): Readonly<{ text: string; line: string }> {
    if (height === 0) {
      const shown = scope.filter(() => this.#pick(3) > 0);
      return {
        text: `out!([${shown.map(({ name }) => name).join(', ')}])`,
        line: `[${shown.map(({ value }) => value).join(', ')}]`,
      };
    }
    const [a, b] = [this.#expression(scope), this.#expression(scope)];
    const [x, y] = [`x${height}`, `y${height}`];
    const form = this.#pick(9);
    const binds =
      form < 6
        ? [
            { name: x, value: a.value },
            { name: y, value: b.value },
          ]
        : [{ name: x, value: a.value }];
    const { text, line } = this.grow(form === 8 ? scope : [...scope, ...binds], height - 1);
    return { text: wrap(form, a.text, b.text, [x, y], text), line };
  }
}

function wrap(form: number, a: string, b: string, [x, y]: readonly [string, string], body: string): string {
  switch (form) {
    case 0:
      return `match (${a}, ${b}) { (${x}, ${y}) => {${body}} }`;
    case 1:
      return `match [${a}, ${b}] { [9, 9, 9] => Nil [${x}, ${y}] => {${body}} }`;
    case 2:
      return `new c in { contract c(@${x}, @${y}) = {${body}} | c!(${a}, ${b}) }`;
    case 3:
      return `new c, d in { c!(${a}) | d!(${b}) | for (@${x} <- c & @${y} <- d) {${body}} }`;
    case 4:
      return `let @${x}, @${y} <- ${a}, ${b} in {${body}}`;
    case 5:
      return `new c in { c!([${a}, ${b}]) | for (@[${x}, ${y}] <<- c) {${body}} }`;
    case 6:
      return `new c in { c!(${a}) | for (@${x} <- c) {${body}} }`;
    case 7:
      return `match ${a} { ${x} => {${body}} }`;
    default:
      return `new n in { if (${a} == ${a}) {${body}} else { Nil } }`;
  }
}

const towers = fc
  .tuple(fc.array(fc.nat({ max: 1000 }), { minLength: 4, maxLength: 80 }), fc.integer({ min: 1, max: 9 }))
  .map(([choices, height]) => new Tower(choices).grow([], height))
  .map(({ text, line }) => ({ source: `new out(\`rho:io:stdout\`) in {${text}}`, line }));

test('a variable means what it was bound to, however deep the binders between', () => {
  fc.assert(
    fc.property(towers, ({ source, line }) => {
      const { outputs, errors } = evaluate(source);
      assert.deepEqual(errors, [], source);
      assert.deepEqual(outputs, [{ stream: 'stdout', line }], source);
    }),
    { numRuns },
  );
});

test('a term read from its bytes uses the variables that it used', () => {
  fc.assert(
    fc.property(towers, ({ source }) => {
      const term = termOf(source);
      const decoded = decodeTerm(encodeTerm(term));
      assert.ok(decoded.ok);
      const left = [term];
      const right = [decoded.value];
      while (left.length > 0) {
        const [a, b] = [left.pop()!, right.pop()!];
        assert.equal(b.free, a.free, source);
        left.push(...a.kids);
        right.push(...b.kids);
      }
    }),
    { numRuns },
  );
});

test('a case keeps the variables of binders between it and what was replaced', () => {
  const { outputs, errors } = evaluate(
    'new go, out(`rho:io:stdout`) in { go!(1) | for (@a <- go) { go!(2) | for (@b <- go) { go!(3) | for (@c <- go) { ' +
      'match (b, [1].length()) { (x, y) => { out!((a, b, x, y)) } } } } } }',
  );
  assert.deepEqual(errors, []);
  assert.deepEqual(outputs, [{ stream: 'stdout', line: '(1, 2, 2, 1)' }]);
});
