/**
 * Methods of values (`spec/rholang.md` 2.6), and what they cost (5) beyond the call itself.
 * @module
 */
import { fromHex, hex, utf8 } from '@ashlar/base';
import {
  bigIntTerm,
  boolTerm,
  bytesTerm,
  intTerm,
  listTerm,
  mapTerm,
  NIL,
  pair,
  par1,
  setTerm,
  stringTerm,
  tupleTerm,
} from './build.ts';
import {
  addElement,
  contains,
  differenceOf,
  lookUp,
  orderedSet,
  removeElement,
  setEntry,
  unionOf,
} from './collections.ts';
import { haltRun } from './errors.ts';
import { K, type Kind } from './kinds.ts';
import { type Costs, typeName } from './operators.ts';
import { bigIntSize } from './prices.ts';
import type { Term } from './term.ts';
import { encodeTerm } from './term-codec.ts';
import { sortWork } from './work.ts';

export type MethodContext = Costs &
  Readonly<{
    name: string;
    /** The one expression of a `Par`; halts if it is not one. */
    single(par: Term): Term;
    /** Substituted, and charged. */
    closed(par: Term): Term;
  }>;

/** Target and arguments are evaluated. The result is a `Par`. */
export type Method = Readonly<{
  args: number;
  call(context: MethodContext, target: Term, args: readonly Term[]): Term;
}>;

const INT32_MAX = 2_147_483_647n;
const INT64_MIN = -9_223_372_036_854_775_808n;
const INT64_MAX = 9_223_372_036_854_775_807n;

function notDefined({ name }: MethodContext, value: Term): never {
  return haltRun('run.methodNotDefined', `Error: Method \`${name}\` is not defined on ${typeName(value)}.`);
}

function indexOf(context: MethodContext, par: Term): number {
  const value = context.single(par);
  if (value.kind !== K.int) return haltRun('run.reduce', "Error: expression didn't evaluate to integer.");
  const index = value.value as bigint;
  if (index > INT32_MAX || index < -INT32_MAX - 1n)
    haltRun('run.reduce', `Integer overflow for value ${index}`);
  return Number(index);
}

const bytesOf = (value: Term): Uint8Array => value.value as Uint8Array;
const textOf = (value: Term): string => value.value as string;

/** A method whose target is one expression. */
const onValue = (
  args: number,
  call: (context: MethodContext, value: Term, args: readonly Term[]) => Term,
): Method => ({
  args,
  call: (context, target, rest) => call(context, context.single(target), rest),
});

/** As `onValue`, the target being one of `kinds`. */
const onKinds = (args: number, kinds: readonly Kind[], call: Parameters<typeof onValue>[1]): Method =>
  onValue(args, (context, value, rest) =>
    kinds.includes(value.kind) ? call(context, value, rest) : notDefined(context, value),
  );

const nth: Method = onKinds(1, [K.list, K.tuple, K.bytes], (context, value, args) => {
  const index = indexOf(context, args[0]!);
  context.meter.charge(context.prices.nth);
  if (value.kind === K.bytes) {
    const byte = bytesOf(value)[index];
    return byte === undefined ? outOfBound(index) : par1(intTerm(BigInt(byte)));
  }
  return value.kids[index] ?? outOfBound(index);
});

const outOfBound = (index: number): never => haltRun('run.reduce', `Error: index out of bound: ${index}`);

/** Drops what is no hex digit and pads an odd count on the left: it never fails. */
const hexToBytes: Method = onKinds(0, [K.string], ({ meter }, value) => {
  const text = textOf(value);
  meter.charge(text.length);
  const digits = text.replaceAll(/[^0-9a-fA-F]/g, '');
  return par1(bytesTerm(fromHex(digits.length % 2 === 0 ? digits : `0${digits}`)!));
});

const bytesToHex: Method = onKinds(0, [K.bytes], ({ meter }, value) => {
  meter.charge(bytesOf(value).length);
  return par1(stringTerm(hex(bytesOf(value))));
});

const toUtf8Bytes: Method = onKinds(0, [K.string], ({ meter }, value) => {
  meter.charge(textOf(value).length);
  return par1(bytesTerm(utf8(textOf(value))));
});

const toByteArray: Method = {
  args: 0,
  call(context, target) {
    const closed = context.closed(target);
    context.meter.charge(closed.size);
    return par1(bytesTerm(encodeTerm(closed)));
  },
};

function decimal(text: string): bigint {
  if (!/^[+-]?[0-9]{1,20000}$/.test(text))
    haltRun('run.reduce', `Error: "${text.slice(0, 64)}" is not a number.`);
  return text.startsWith('-') ? -BigInt(text.slice(1)) : BigInt(text.replace('+', ''));
}

const toInt: Method = onKinds(0, [K.int, K.bigInt, K.string], ({ meter }, value) => {
  if (value.kind === K.int) return par1(value);
  const isText = value.kind === K.string;
  meter.charge(isText ? textOf(value).length : bigIntSize(value.value as bigint));
  const number = isText ? decimal(textOf(value)) : (value.value as bigint);
  if (number < INT64_MIN || number > INT64_MAX)
    haltRun('run.reduce', 'Error: the number does not fit an Int.');
  return par1(intTerm(number));
});

const toBigInt: Method = onKinds(0, [K.int, K.bigInt, K.string], ({ meter }, value) => {
  if (value.kind === K.bigInt) return par1(value);
  const isText = value.kind === K.string;
  meter.charge(isText ? textOf(value).length : 8);
  return par1(bigIntTerm(isText ? decimal(textOf(value)) : (value.value as bigint)));
});

/** `union` and `diff`: two sets or two maps. */
const setAlgebra = (price: 'union' | 'diff', combine: (left: Term, right: Term) => Term): Method =>
  onKinds(1, [K.set, K.map], (context, left, args) => {
    const right = context.single(args[0]!);
    if (right.kind !== left.kind) return notDefined(context, right);
    context.meter.charge(context.prices[price] * right.kids.length);
    return par1(combine(left, right));
  });

const add: Method = onKinds(1, [K.set], ({ meter, prices }, set, args) => {
  meter.charge(prices.addition);
  return par1(addElement(set, args[0]!));
});

const remove: Method = onKinds(1, [K.set, K.map], ({ meter, prices }, whole, args) => {
  meter.charge(prices.removal);
  return par1(removeElement(whole, args[0]!));
});

const containsMethod: Method = onKinds(1, [K.set, K.map], ({ meter, prices }, whole, args) => {
  meter.charge(prices.lookup);
  return par1(boolTerm(contains(whole, args[0]!)));
});

const get: Method = onKinds(1, [K.map], ({ meter, prices }, map, args) => {
  meter.charge(prices.lookup);
  return lookUp(map, args[0]!) ?? NIL;
});

const getOrElse: Method = onKinds(2, [K.map], ({ meter, prices }, map, args) => {
  meter.charge(prices.lookup);
  return lookUp(map, args[0]!) ?? args[1]!;
});

const set: Method = onKinds(2, [K.map], ({ meter, prices }, map, args) => {
  meter.charge(prices.addition);
  return par1(setEntry(map, args[0]!, args[1]!));
});

const keys: Method = onKinds(0, [K.map], ({ meter, prices }, map) => {
  meter.charge(prices.keys);
  return par1(orderedSet(map.kids.map(({ first }) => first)));
});

const size: Method = onKinds(0, [K.map, K.set], ({ meter }, whole) => {
  meter.charge(whole.kids.length);
  return par1(intTerm(BigInt(whole.kids.length)));
});

function lengthOf(value: Term): number {
  if (value.kind === K.string) return textOf(value).length;
  return value.kind === K.bytes ? bytesOf(value).length : value.kids.length;
}

const length: Method = onKinds(0, [K.string, K.bytes, K.list], ({ meter, prices }, value) => {
  meter.charge(prices.length);
  return par1(intTerm(BigInt(lengthOf(value))));
});

/** Strings and lists clamp; byte arrays refuse what lies outside. */
const slice: Method = onKinds(2, [K.string, K.list, K.bytes], (context, value, args) => {
  const [from, until] = [indexOf(context, args[0]!), indexOf(context, args[1]!)];
  context.meter.charge(Math.max(0, until));
  if (value.kind === K.bytes) {
    const bytes = bytesOf(value);
    if (from < 0 || until > bytes.length || from > until) return outOfBound(from < 0 ? from : until);
    return par1(bytesTerm(bytes.slice(from, until)));
  }
  const start = Math.max(0, from);
  const end = Math.max(start, until);
  return par1(
    value.kind === K.string
      ? stringTerm(textOf(value).slice(start, end))
      : listTerm(value.kids.slice(start, end)),
  );
});

const take: Method = onKinds(1, [K.list], (context, list, args) => {
  const many = Math.max(0, indexOf(context, args[0]!));
  context.meter.charge(many);
  return par1(listTerm(list.kids.slice(0, many)));
});

const toList: Method = onKinds(0, [K.list, K.set, K.map, K.tuple], ({ meter }, whole) => {
  meter.charge(whole.kids.length);
  if (whole.kind === K.list) return par1(whole);
  return par1(listTerm(whole.kind === K.map ? whole.kids.map(asTuple) : whole.kids));
});

const toSet: Method = onKinds(0, [K.set, K.map, K.list], ({ meter }, whole) => {
  meter.charge(whole.kids.length);
  if (whole.kind === K.set) return par1(whole);
  meter.work(sortWork(whole.size, whole.kids.length));
  return par1(setTerm(whole.kind === K.map ? whole.kids.map(asTuple) : whole.kids));
});

const toMap: Method = onKinds(0, [K.map, K.set, K.list], (context, whole) => {
  context.meter.charge(whole.kids.length);
  if (whole.kind === K.map) return par1(whole);
  context.meter.work(sortWork(whole.size, whole.kids.length));
  return par1(
    mapTerm(
      whole.kids.map((entry) => {
        const [only] = entry.kids;
        if (entry.kids.length !== 1 || only!.kind !== K.tuple || only!.kids.length !== 2)
          return notDefined(context, whole);
        return pair(only!.kids[0]!, only!.kids[1]!);
      }),
    ),
  );
});

const asTuple = ({ first, last }: Term): Term => par1(tupleTerm([first, last]));

export const METHODS: ReadonlyMap<string, Method> = new Map([
  ['nth', nth],
  ['toByteArray', toByteArray],
  ['hexToBytes', hexToBytes],
  ['bytesToHex', bytesToHex],
  ['toUtf8Bytes', toUtf8Bytes],
  ['toInt', toInt],
  ['toBigInt', toBigInt],
  ['union', setAlgebra('union', unionOf)],
  ['diff', setAlgebra('diff', differenceOf)],
  ['add', add],
  ['delete', remove],
  ['contains', containsMethod],
  ['get', get],
  ['getOrElse', getOrElse],
  ['set', set],
  ['keys', keys],
  ['size', size],
  ['length', length],
  ['slice', slice],
  ['take', take],
  ['toList', toList],
  ['toSet', toSet],
  ['toMap', toMap],
]);
