import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluate, printTerm } from '../src/index.ts';

/** The value of an expression as printed, or the message of what went wrong. */
function valueOf(expression: string): string {
  const { contents, errors } = evaluate(`@0!(${expression})`);
  const [datum] = contents.data;
  return errors[0]?.message ?? datum!.datum.values.map(printTerm).join(' ; ');
}
const values = (table: Readonly<Record<string, string>>): void => {
  for (const [expression, value] of Object.entries(table))
    assert.equal(valueOf(expression), value, expression);
};

test('Int wraps at 64 bits, BigInt does not', () => {
  values({
    '9223372036854775807 + 1': '-9223372036854775808',
    '(- 9223372036854775807 - 1) / (- 1)': '-9223372036854775808',
    '- 7 / 2': '-3',
    '- 7 % 2': '-1',
    'BigInt(9223372036854775807) + BigInt(1)': 'BigInt(9223372036854775808)',
    'BigInt(7) * BigInt(6)': 'BigInt(42)',
    '- BigInt(3)': 'BigInt(-3)',
    '1 / 0': '/ by zero',
    'BigInt(1) % BigInt(0)': '/ by zero',
    '1 + BigInt(1)': 'Error: Operator `+` is not defined on BigInt.',
    'true + 1': 'Error: Operator `+` is not defined on Bool.',
    '- "a"': 'Error: Operator `-` is not defined on String.',
  });
});

test('booleans: strict, short and comparison', () => {
  values({
    'true and false': 'false',
    'false or true': 'true',
    'not true': 'false',
    'false && (1 / 0 == 1)': 'false',
    'true || (1 / 0 == 1)': 'true',
    'false and (1 / 0 == 1)': '/ by zero',
    'not 1': "Error: expression didn't evaluate to boolean.",
    '1 < 2': 'true',
    '"B" < "a"': 'true',
    'false < true': 'true',
    'BigInt(2) >= BigInt(3)': 'false',
    '1 < "a"': 'Unexpected compare: Int vs. String',
    '1 == BigInt(1)': 'false',
    '[1, 1 + 1] == [1, 2]': 'true',
    '{1 | 2} == {2 | 1}': 'true',
    '{@1!(2)} == Nil': 'false',
    '1 != 2': 'true',
    '5 matches Int': 'true',
    '[1, 2] matches [_, String]': 'false',
  });
});

test('collections grow, shrink and join', () => {
  values({
    '"a" ++ "b"': '"ab"',
    '[1] ++ [2, 3]': '[1, 2, 3]',
    '"0a".hexToBytes() ++ "0b".hexToBytes()': '0a0b',
    '{1: 2, 3: 4} ++ {3: 5}': '{1 : 2, 3 : 5}',
    'Set(1) ++ Set(2)': 'Set(1, 2)',
    'Set(1, 2) -- Set(2)': 'Set(1)',
    'Set(1) + 2': 'Set(1, 2)',
    'Set(1, 2) - 1': 'Set(2)',
    '{1: 2} - 1': '{}',
    '1 ++ 2': 'Error: Operator `++` is not defined on Int.',
    '[1] -- [1]': 'Error: Operator `--` is not defined on List.',
    '"${a} ${b} ${a}" %% {"a": 1, "c": "x"}': `"1 $${'{b}'} 1"`,
    '"${a}" %% {1: 2}': 'Error: interpolation Map should only contain String keys.',
  });
});

test('methods of lists, tuples and strings', () => {
  values({
    '[1, 2].nth(1)': '2',
    '(1, 2).nth(0)': '1',
    '"ff".hexToBytes().nth(0)': '255',
    '[1].nth(1)': 'Error: index out of bound: 1',
    '[1].nth(5000000000)': 'Integer overflow for value 5000000000',
    '[1, 2, 3].slice(1, 9)': '[2, 3]',
    '"hello".slice(1, 3)': '"el"',
    '"hello".slice(- 5, 2)': '"he"',
    '"0a0b".hexToBytes().slice(0, 3)': 'Error: index out of bound: 3',
    '[1, 2, 3].take(2)': '[1, 2]',
    '"abc".length()': '3',
    '[1, 2].length()': '2',
    '(1, 2).toList()': '[1, 2]',
    '[2, 1, 2].toSet()': 'Set(1, 2)',
    '[(1, 2), (3, 4)].toMap()': '{1 : 2, 3 : 4}',
    '[1].toMap()': 'Error: Method `toMap` is not defined on List.',
  });
});

test('methods of sets and maps', () => {
  values({
    'Set(1).union(Set(2))': 'Set(1, 2)',
    'Set(1, 2).diff(Set(1))': 'Set(2)',
    '{1: 2}.union({1: 3})': '{1 : 3}',
    '{1: 2, 3: 4}.diff({1: 9})': '{3 : 4}',
    'Set(1).add(2)': 'Set(1, 2)',
    'Set(1).delete(1)': 'Set()',
    '{1: 2}.contains(1)': 'true',
    '{1: 2}.get(2)': 'Nil',
    '{1: 2}.getOrElse(2, 7)': '7',
    '{1: 2}.set(1, 3)': '{1 : 3}',
    '{1: 2, 0: 1}.keys()': 'Set(0, 1)',
    '{1: 2}.size()': '1',
    '{1: 2}.toList()': '[(1, 2)]',
    '{"k": {1 | 2}}.get("k")': '1 |\n2',
  });
});

test('sets are in normal order: by kind, then by value, bytes as signed', () => {
  values({
    'Set("b", 2, true, [1], - 1 + 0, Nil).toList()': '[Nil, true, -1, 2, "b", [1]]',
    'Set("7f".hexToBytes(), "80".hexToBytes(), "ff".hexToBytes(), "00".hexToBytes()).toList()':
      '[80, ff, 00, 7f]',
    'Set("0000".hexToBytes(), "00".hexToBytes()).toList()': '[00, 0000]',
  });
});

test('methods of bytes and numbers', () => {
  values({
    '"Hello World".hexToBytes()': 'ed',
    '"abc".hexToBytes()': '0abc',
    '"0aFF".hexToBytes().bytesToHex()': '"0aff"',
    '"é".toUtf8Bytes()': 'c3a9',
    '"foo".toByteArray()': '2a051a03666f6f',
    '(1 + 1).toByteArray()': '2a021004',
    'Nil.toByteArray()': '',
    '"12".toInt()': '12',
    'BigInt(12).toInt()': '12',
    '"99999999999999999999".toInt()': 'Error: the number does not fit an Int.',
    '"99999999999999999999".toBigInt()': 'BigInt(99999999999999999999)',
    '"x".toInt()': 'Error: "x" is not a number.',
  });
});

test('what does not exist, is not defined or is miscounted is said so', () => {
  values({
    '[1].shuffle()': 'Unimplemented method: shuffle',
    '1.length()': 'Error: Method `length` is not defined on Int.',
    '[1].nth(1, 2)': 'Error: Method `nth` expects 1 Par argument(s), but got 2 argument(s).',
    '{1 | 2}.length()': 'Error: Multiple expressions given.',
    '{@1!(2)}.length()': 'Error: parallel or non expression found where expression expected.',
  });
});

test('only the top of a value is evaluated, and the elements of collections', () => {
  values({
    '1 + 1 | 2 + 2': '2 |\n4',
    '[1 + 1, [2 + 2]]': '[2, [4]]',
    '{@1!(1 + 1)}': '@{1}!((1 + 1))',
  });
});

test('operators and methods cost what the table says', () => {
  const base = evaluate('@0!(Nil)').cost;
  // The value is priced twice, on substitution and in storage, and the source by its length.
  const extra = (expression: string, resultBytes: number): number =>
    evaluate(`@0!(${expression})`).cost - base - (expression.length - 3) - 2 * resultBytes;
  const table: readonly (readonly [expression: string, resultBytes: number, phlo: number])[] = [
    ['1 + 2', 4, 3],
    ['1 - 2', 4, 3],
    ['2 * 3', 4, 9],
    ['7 / 2', 4, 9],
    ['7 % 2', 4, 9],
    ['- 7', 4, 0],
    ['1 < 2', 4, 3],
    ['true and true', 4, 2],
    ['not true', 4, 0],
    ['1 == 2', 4, 4 + 4 + 4],
    ['"ab" ++ "c"', 7, 10 + 3],
    ['"abc".length()', 4, 10 + 10],
    ['[1, 2].nth(0)', 4, 10 + 10],
    ['Set(1).size()', 4, 10 + 1],
    ['{1: 2}.get(1)', 4, 10 + 3],
    ['"0a".hexToBytes()', 6, 10 + 2],
    ['[1, 2, 3].take(1)', 11, 10 + 1],
    ['BigInt(300) + BigInt(5)', 7, 2 + 1],
    ['"".hexToBytes() ++ "0a".hexToBytes()', 6, 10 + 10 + 0 + 10 + 2],
  ];
  for (const [expression, resultBytes, phlo] of table)
    assert.equal(extra(expression, resultBytes), phlo, expression);
});
