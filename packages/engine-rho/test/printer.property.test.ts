import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  build,
  compareTerms,
  decodeBindPattern,
  decodeTerm,
  encodeTerm,
  equalTerms,
  K,
  NO_REMAINDER,
  printSource,
  printTerm,
  Term,
} from '../src/index.ts';
import { programs, runsOf, termOf } from './support/programs.ts';

const numRuns = runsOf('RHO_RUNS', 200);

test('what is printed as source parses back to the same term, byte for byte', () => {
  fc.assert(
    fc.property(programs, (source) => {
      const term = termOf(source);
      const again = termOf(printSource(term));
      assert.ok(equalTerms(term, again));
      assert.deepEqual(encodeTerm(again), encodeTerm(term));
    }),
    { numRuns },
  );
});

test('a term decodes from its encoding, which is as long as it says', () => {
  fc.assert(
    fc.property(programs, (source) => {
      const term = termOf(source);
      const bytes = encodeTerm(term);
      assert.equal(bytes.length, term.size);
      const decoded = decodeTerm(bytes);
      assert.ok(decoded.ok && equalTerms(decoded.value, term));
      assert.equal(printTerm(decoded.value), printTerm(term));
    }),
    { numRuns },
  );
});

test('members of all categories decode to the same term, and unsorted ones stay known as such', () => {
  const all =
    '7 | new x in { x!(1) } | @0!(1) | for(x <- @0){ Nil } | match 1 { 1 => Nil } | bundle+{@1!(1)} | "a"';
  const term = termOf(all);
  const decoded = decodeTerm(encodeTerm(term));
  assert.ok(decoded.ok && equalTerms(decoded.value, term) && decoded.value.isSorted);
  const [first, second, ...rest] = term.kids.filter(({ kind }) => kind === K.int || kind === K.string);
  assert.ok(first !== undefined && second !== undefined && rest.length === 0);
  const unsorted = new Term(K.par, [second, first], undefined, 0, NO_REMAINDER, 0, 0n, false);
  const again = decodeTerm(encodeTerm(unsorted));
  assert.ok(again.ok && !again.value.isSorted);
  assert.deepEqual(encodeTerm(again.value), encodeTerm(unsorted));
});

test('the pattern of a receive is read back from its own bytes', () => {
  const pattern = build.bindPattern([termOf('1'), termOf('"a"')], NO_REMAINDER, 0);
  const decoded = decodeBindPattern(encodeTerm(pattern));
  assert.ok(decoded.ok && equalTerms(decoded.value, pattern));
  assert.deepEqual(decodeBindPattern(encodeTerm(pattern).subarray(1)), {
    ok: false,
    refusal: { code: 'term.malformed' },
  });
});

test('the order in which members are written does not change the normal form', () => {
  fc.assert(
    fc.property(programs, programs, programs, (a, b, c) => {
      const written = termOf(`${a} | ${b} | ${c}`);
      assert.deepEqual(encodeTerm(termOf(`${c} | ${a} | ${b}`)), encodeTerm(written));
      const members = [...written.kids];
      assert.deepEqual(encodeTerm(build.parOf(members.toReversed())), encodeTerm(written));
      assert.deepEqual(encodeTerm(build.parOf(members)), encodeTerm(written));
    }),
    { numRuns: Math.ceil(numRuns / 3) },
  );
});

test('terms have one order: antisymmetric, transitive, and equal only when equal', () => {
  const terms = programs.map((source) => termOf(source).kids[0] ?? build.boolTerm(true));
  fc.assert(
    fc.property(terms, terms, terms, (a: Term, b: Term, c: Term) => {
      const sign = (x: Term, y: Term): number => Math.sign(compareTerms(x, y));
      assert.equal(sign(a, b), -sign(b, a) || 0);
      assert.equal(sign(a, b) === 0, equalTerms(a, b));
      if (sign(a, b) <= 0 && sign(b, c) <= 0) assert.ok(sign(a, c) <= 0);
    }),
    { numRuns },
  );
});

test('sets and maps forget the order of writing, maps keep the last value of a key', () => {
  const values = fc.array(fc.integer({ min: -3, max: 3 }), { maxLength: 6 });
  fc.assert(
    fc.property(values, (numbers) => {
      const text = (all: readonly number[]): string => `Set(${all.map((n) => `@{${n + 3}}!(0)`).join(',')})`;
      assert.ok(equalTerms(termOf(text(numbers)), termOf(text(numbers.toReversed()))));
      const last = numbers.map((n, at) => `${n + 3}:${at}`).join(',');
      const wanted = [...new Map(numbers.map((n, at) => [n + 3, at]))].map(([k, v]) => `${k}:${v}`).join(',');
      assert.ok(equalTerms(termOf(`{${last}}`), termOf(`{${wanted}}`)));
    }),
    { numRuns },
  );
});

test('bytes that encodeTerm would not have made are refused', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      const decoded = decodeTerm(bytes);
      if (decoded.ok) assert.deepEqual(encodeTerm(decoded.value), bytes);
    }),
    { numRuns: numRuns * 10 },
  );
});

test('an injection without its value is refused', () => {
  const body = termOf('new x in { x!(1) }').first.last;
  const term = build.par1(build.newTerm(1, ['u'], [build.injection('u', termOf('@7!(8)'))], body));
  const bytes = encodeTerm(term).slice();
  const at = bytes.findIndex(
    (byte, index) => byte === 0x0a && bytes[index + 1] === 1 && bytes[index + 3] === 0x12,
  );
  assert.ok(at > 0);
  bytes[at + 3] = 0x0a; // Its value becomes a second key.
  assert.deepEqual(decodeTerm(bytes), { ok: false, refusal: { code: 'term.malformed' } });
});

test('a flipped byte of a term is another term or none, never a crash', () => {
  fc.assert(
    fc.property(programs, fc.nat(), fc.integer({ min: 1, max: 255 }), (source, place, flip) => {
      const bytes = encodeTerm(termOf(source)).slice();
      if (bytes.length === 0) return;
      bytes[place % bytes.length]! ^= flip;
      const decoded = decodeTerm(bytes);
      if (decoded.ok) printTerm(decoded.value);
    }),
    { numRuns: numRuns * 5 },
  );
});
