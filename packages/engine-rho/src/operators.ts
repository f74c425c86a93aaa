/**
 * Operators on evaluated values (`spec/rholang.md` 2.6), and what they cost (5).
 *
 * `Int` is 64-bit two's complement and wraps. Operands of the wrong types are refused in RChain's words.
 * @module
 */
import { concat } from '@ashlar/base';
import { bigIntTerm, boolTerm, bytesTerm, intTerm, listTerm, par1, stringTerm } from './build.ts';
import { addElement, differenceOf, removeElement, unionOf } from './collections.ts';
import { haltRun } from './errors.ts';
import { K, type Kind } from './kinds.ts';
import { checkValueSize } from './limits.ts';
import type { Meter } from './meter.ts';
import type { Prices } from './prices.ts';
import { bigIntSize, byteAppendCost } from './prices.ts';
import type { Term } from './term.ts';

export type Costs = Readonly<{ meter: Meter; prices: Prices }>;

const TYPE_NAMES: ReadonlyMap<Kind, string> = new Map([
  [K.bool, 'Bool'],
  [K.int, 'Int'],
  [K.bigInt, 'BigInt'],
  [K.string, 'String'],
  [K.uri, 'Uri'],
  [K.bytes, 'ByteArray'],
  [K.list, 'List'],
  [K.tuple, 'Tuple'],
  [K.set, 'Set'],
  [K.map, 'Map'],
]);

export const typeName = (value: Term): string => TYPE_NAMES.get(value.kind) ?? 'Expr';

const SIGNS: ReadonlyMap<Kind, string> = new Map([
  [K.plus, '+'],
  [K.minus, '-'],
  [K.multiply, '*'],
  [K.divide, '/'],
  [K.modulo, '%'],
]);

function notDefined(operator: string, value: Term): never {
  return haltRun(
    'run.operatorNotDefined',
    `Error: Operator \`${operator}\` is not defined on ${typeName(value)}.`,
  );
}

function expected(operator: string, value: Term): never {
  return haltRun(
    'run.operatorExpected',
    `Error: Operator \`${operator}\` is not defined on ${typeName(value)}.`,
  );
}

const intOf = (value: Term): bigint => value.value as bigint;
const textOf = (value: Term): string => value.value as string;
const wrap = (value: bigint): Term => intTerm(BigInt.asIntN(64, value));

export function negate({ meter }: Costs, value: Term): Term {
  if (value.kind === K.int) return wrap(-intOf(value));
  if (value.kind !== K.bigInt) return notDefined('-', value);
  meter.charge(bigIntSize(intOf(value)));
  return bigIntTerm(-intOf(value));
}

function arithmetic(costs: Costs, kind: Kind, left: Term, right: Term): Term {
  const { meter, prices } = costs;
  const sign = SIGNS.get(kind) ?? haltRun('run.reduce', 'Error: expression cannot be evaluated.');
  if (left.kind === K.set || left.kind === K.map) return collectionArithmetic(costs, kind, sign, left, right);
  if (left.kind !== K.int && left.kind !== K.bigInt) return notDefined(sign, left);
  if (right.kind !== left.kind) return expected(sign, right);
  const [a, b] = [intOf(left), intOf(right)];
  if (left.kind === K.int) {
    const price = {
      [K.plus]: prices.sum,
      [K.minus]: prices.subtraction,
      [K.multiply]: prices.multiplication,
      [K.divide]: prices.division,
      [K.modulo]: prices.modulo,
    }[kind];
    meter.charge(price ?? 0);
    return wrap(compute(kind, a, b));
  }
  const sizes = [bigIntSize(a), bigIntSize(b)] as const;
  const isSum = kind === K.plus || kind === K.minus;
  meter.charge(isSum ? Math.max(...sizes) + 1 : sizes[0] * sizes[1]);
  return bigIntTerm(compute(kind, a, b));
}

function compute(kind: Kind, a: bigint, b: bigint): bigint {
  if (kind === K.plus) return a + b;
  if (kind === K.minus) return a - b;
  if (kind === K.multiply) return a * b;
  if (b === 0n) haltRun('run.reduce', '/ by zero');
  return kind === K.divide ? a / b : a % b;
}

function collectionArithmetic(costs: Costs, kind: Kind, sign: string, left: Term, right: Term): Term {
  const { meter, prices } = costs;
  if (kind === K.plus && left.kind === K.set) {
    meter.charge(prices.operatorCall + prices.addition);
    return addElement(left, par1(right));
  }
  if (kind !== K.minus) return notDefined(sign, left);
  meter.charge(prices.operatorCall + prices.removal);
  return removeElement(left, par1(right));
}

/** Any operator of two evaluated operands but the logical ones. */
export function operate(costs: Costs, kind: Kind, left: Term, right: Term): Term {
  if (kind >= K.less && kind <= K.greaterEqual) return comparison(costs, kind, left, right);
  if (kind === K.plusPlus) return concatenate(costs, left, right);
  if (kind === K.minusMinus) return subtractAll(costs, left, right);
  if (kind === K.interpolate) return interpolate(costs, left, right);
  return arithmetic(costs, kind, left, right);
}

/** `< <= > >=`: two of one of the ordered types. */
function comparison({ meter, prices }: Costs, kind: Kind, left: Term, right: Term): Term {
  const ordered =
    left.kind === K.bool || left.kind === K.int || left.kind === K.bigInt || left.kind === K.string;
  if (!ordered || left.kind !== right.kind)
    haltRun('run.reduce', `Unexpected compare: ${typeName(left)} vs. ${typeName(right)}`);
  const isBig = left.kind === K.bigInt;
  meter.charge(isBig ? Math.min(bigIntSize(intOf(left)), bigIntSize(intOf(right))) : prices.comparison);
  const [a, b] = [left.value as bigint, right.value as bigint];
  if (kind === K.less) return boolTerm(a < b);
  if (kind === K.lessEqual) return boolTerm(a <= b);
  return boolTerm(kind === K.greater ? a > b : a >= b);
}

/** `++`. */
function concatenate({ meter, prices }: Costs, left: Term, right: Term): Term {
  if (left.kind !== K.string && left.kind !== K.bytes && left.kind !== K.list && left.kind !== K.map)
    if (left.kind !== K.set) return notDefined('++', left);
  if (left.kind !== right.kind) return expected('++', right);
  checkValueSize(left.size + right.size);
  if (left.kind === K.string) {
    meter.charge(textOf(left).length + textOf(right).length);
    return stringTerm(textOf(left) + textOf(right));
  }
  if (left.kind === K.bytes) {
    const [a, b] = [left.value as Uint8Array, right.value as Uint8Array];
    meter.charge(byteAppendCost(a.length));
    return bytesTerm(concat(a, b));
  }
  if (left.kind === K.list) {
    meter.charge(right.kids.length);
    return listTerm([...left.kids, ...right.kids]);
  }
  meter.charge(prices.union * right.kids.length);
  return unionOf(left, right);
}

/** `--`. */
function subtractAll({ meter, prices }: Costs, left: Term, right: Term): Term {
  if (left.kind !== K.set) return notDefined('--', left);
  if (right.kind !== K.set) return expected('--', right);
  meter.charge(prices.diff * right.kids.length);
  return differenceOf(left, right);
}

/** `%%`: `${key}` replaced by the map's value; unknown placeholders stay. */
function interpolate({ meter }: Costs, left: Term, right: Term): Term {
  if (left.kind !== K.string) return notDefined('%%', left);
  if (right.kind !== K.map) return expected('%%', right);
  const template = textOf(left);
  if (right.kids.length === 0) return left;
  meter.charge(template.length * right.kids.length);
  const pairs = right.kids.map(({ first, last }) => [keyText(first), valueText(last)] as const);
  let text = '';
  for (let at = 0; at < template.length; ) {
    const found = template.startsWith('${', at)
      ? pairs.find(([key]) => template.startsWith(`${key}}`, at + 2))
      : undefined;
    if (found === undefined) text += template[at++];
    else {
      text += found[1];
      checkValueSize(text.length);
      at += found[0].length + 3;
    }
  }
  return stringTerm(text);
}

function keyText(par: Term): string {
  const [only] = par.kids;
  if (par.kids.length !== 1 || only!.kind !== K.string)
    return haltRun('run.reduce', 'Error: interpolation Map should only contain String keys.');
  return textOf(only!);
}

function valueText(par: Term): string {
  const [only] = par.kids;
  const kinds: readonly Kind[] = [K.string, K.int, K.bigInt, K.bool, K.uri];
  if (par.kids.length !== 1 || !kinds.includes(only!.kind))
    return haltRun('run.reduce', "Error: interpolation doesn't support this type of value.");
  return String(only!.value);
}
