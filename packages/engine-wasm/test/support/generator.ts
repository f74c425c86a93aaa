/**
 * Random valid modules: a grammar of typed expressions and statements over every construct that contracts may use.
 *
 * Programs need not end (ticks bound them) and may trap; each ends, if it gets so far, by storing its globals in
 * memory and handing the whole memory to the host, so that all of its state can be compared.
 * @module
 */
import {
  ACCESS,
  BULK,
  F64,
  I32,
  I64,
  isFloat,
  isPlain,
  NOTHING,
  OP,
  POP_FIRST,
  POP_SECOND,
  PUSH,
} from '../../src/module/opcodes.ts';
import {
  buildModule,
  call,
  HOST_SIGNATURE,
  i32Const,
  i64Const,
  type ModuleSpec,
  type Signature,
  START_SIGNATURE,
  u32,
} from './module-builder.ts';

/** Mulberry32: seeded, small, good enough to vary programs. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  below(bound: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }

  chance(percent: number): boolean {
    return this.below(100) < percent;
  }
}

const INTERESTING_32 = [
  0, 1, 2, 7, 31, 32, 255, 4096, 65_532, 65_535, 65_536, -1, -2, 0x7fffffff, -0x80000000,
];
const INTERESTING_64 = [0n, 1n, 3n, 63n, 64n, -1n, 0xffffffffn, 0x7fffffffffffffffn, -0x8000000000000000n];
const OPS = Array.from({ length: 256 }, (_, op) => op).filter((op) => isPlain[op] === 1);
const isInteger = (type: number): boolean => type === I32 || type === I64;
const producing = (type: number): readonly number[] =>
  OPS.filter((op) => PUSH[op] === type && isFloat[op] === 0);
const PRODUCERS: ReadonlyMap<number, readonly number[]> = new Map(
  [I32, I64].map((type) => [type, producing(type)]),
);
const STORES = OPS.filter((op) => PUSH[op] === 0 && isFloat[op] === 0);
const FLOATS = OPS.filter((op) => isFloat[op] === 1 && PUSH[op] !== 0);

type Label = Readonly<{ result: number }>;
type Scope = Readonly<{
  dice: Dice;
  spec: Shape;
  locals: readonly number[];
  labels: readonly Label[];
  result: number;
}>;
type Shape = Readonly<{
  types: readonly Signature[];
  functionTypes: readonly number[];
  globals: readonly number[];
}>;

const inside = (scope: Scope, label: Label): Scope => ({ ...scope, labels: [...scope.labels, label] });

function constant(dice: Dice, type: number): number[] {
  if (type === I32) return i32Const(dice.chance(60) ? dice.pick(INTERESTING_32) : dice.below(2 ** 32) | 0);
  if (type === I64)
    return i64Const(
      dice.chance(60) ? dice.pick(INTERESTING_64) : BigInt.asIntN(64, BigInt(dice.below(2 ** 32)) ** 2n),
    );
  return type === F64 ? [OP.f64Const, 0, 0, 0, 0, 0, 0, 0, 0] : [OP.f32Const, 0, 0, 0, 0];
}

/** Code that leaves one value of `type`. */
function expression(scope: Scope, type: number, depth: number): number[] {
  const { dice } = scope;
  if (!isInteger(type))
    return depth > 0 && dice.chance(20) ? floatOperation(scope, type, depth) : variable(scope, type);
  if (depth <= 0 || dice.chance(15)) return dice.chance(50) ? variable(scope, type) : constant(dice, type);
  const next = depth - 1;
  const choice = dice.below(100);
  if (choice < 45) return operation(scope, dice.pick(PRODUCERS.get(type)!), next);
  if (choice < 55) return variable(scope, type);
  if (choice < 63) {
    const locals = indicesOf(scope.locals, type);
    if (locals.length > 0) return [...expression(scope, type, next), OP.localTee, ...u32(dice.pick(locals))];
  }
  if (choice < 70)
    return [
      ...expression(scope, type, next),
      ...expression(scope, type, next),
      ...expression(scope, I32, next),
      OP.select,
    ];
  if (choice < 77)
    return [
      OP.block,
      type,
      ...statements(inside(scope, { result: type }), next),
      ...expression(inside(scope, { result: type }), type, next),
      OP.end,
    ];
  if (choice < 84) {
    const inner = inside(scope, { result: type });
    return [
      ...expression(scope, I32, next),
      OP.if,
      type,
      ...expression(inner, type, next),
      OP.else,
      ...statements(inner, next),
      ...expression(inner, type, next),
      OP.end,
    ];
  }
  if (choice < 88) {
    const inner = inside(scope, { result: NOTHING });
    return [OP.loop, type, ...statements(inner, next), ...expression(inner, type, next), OP.end];
  }
  if (choice < 95) return callReturning(scope, type, next);
  if (choice < 97 && type === I32) return [OP.memorySize, 0];
  if (choice < 98 && type === I32) return [...i32Const(dice.below(3)), OP.memoryGrow, 0];
  return branchingIf(scope, type, next) ?? constant(dice, type);
}

const indicesOf = (types: readonly number[], type: number): number[] =>
  types.flatMap((candidate, index) => (candidate === type ? [index] : []));

function variable(scope: Scope, type: number): number[] {
  const { dice } = scope;
  const locals = indicesOf(scope.locals, type);
  const globals = indicesOf(scope.spec.globals, type);
  if (globals.length > 0 && dice.chance(30)) return [OP.globalGet, ...u32(dice.pick(globals))];
  if (locals.length > 0) return [OP.localGet, ...u32(dice.pick(locals))];
  return constant(dice, type);
}

function memoryArgument(dice: Dice, op: number): number[] {
  const offset = dice.chance(80) ? dice.below(64) : dice.pick([65_532, 65_536, 0x7fffffff, 0xffffffff]);
  return [dice.below(ACCESS[op]!), ...u32(offset)];
}

/** Mostly within the first page. */
const address = (scope: Scope, depth: number): number[] =>
  scope.dice.chance(70)
    ? [...expression(scope, I32, depth), ...i32Const(0xfff), 0x71]
    : expression(scope, I32, depth);

function operation(scope: Scope, op: number, depth: number): number[] {
  const [first, second] = [POP_FIRST[op]!, POP_SECOND[op]!];
  if (ACCESS[op] !== 0) {
    const value = second === 0 ? [] : expression(scope, second, depth);
    return [...address(scope, depth), ...value, op, ...memoryArgument(scope.dice, op)];
  }
  return [...expression(scope, first, depth), ...(second === 0 ? [] : expression(scope, second, depth)), op];
}

function floatOperation(scope: Scope, type: number, depth: number): number[] {
  const candidates = FLOATS.filter((op) => PUSH[op] === type);
  return operation(scope, scope.dice.pick(candidates), depth - 1);
}

function callReturning(scope: Scope, type: number, depth: number): number[] {
  const { dice, spec } = scope;
  const targets = spec.functionTypes.flatMap((t, index) => (spec.types[t]!.result === type ? [index] : []));
  if (targets.length === 0) return constant(dice, type);
  const target = dice.pick(targets);
  const typeIndex = spec.functionTypes[target]!;
  if (target < 2) return hostCallOf(scope, target);
  const args = spec.types[typeIndex]!.parameters.flatMap((p) => expression(scope, p, depth - 1));
  if (dice.chance(65)) return [...args, ...call(target)];
  const index = dice.chance(85) ? i32Const(dice.below(10)) : expression(scope, I32, depth - 1);
  return [...args, ...index, OP.callIndirect, ...u32(typeIndex), 0];
}

function hostCallOf(scope: Scope, target: number): number[] {
  const { dice } = scope;
  const range = (): number[] => [
    ...(dice.chance(95) ? i32Const(dice.below(60_000)) : constant(dice, I32)),
    ...i32Const(dice.chance(95) ? dice.below(64) : dice.below(2 ** 32) | 0),
  ];
  return [
    ...i32Const(dice.below(5)),
    ...range(),
    ...range(),
    ...i32Const(dice.chance(98) ? dice.below(65_533) : 65_533),
    ...call(target),
  ];
}

/** `br_if` to a label that takes a value, leaving it when not taken. */
function branchingIf(scope: Scope, type: number, depth: number): number[] | undefined {
  const { dice, labels } = scope;
  const targets = labels.flatMap(({ result }, index) => (result === type ? [labels.length - 1 - index] : []));
  if (targets.length === 0) return undefined;
  return [
    ...expression(scope, type, depth),
    ...expression(scope, I32, depth),
    OP.brIf,
    ...u32(dice.pick(targets)),
  ];
}

function statements(scope: Scope, depth: number): number[] {
  return Array.from({ length: scope.dice.below(3) }, () => statement(scope, depth)).flat();
}

/** Code that leaves nothing. */
function statement(scope: Scope, depth: number): number[] {
  const { dice, locals, spec } = scope;
  const next = depth - 1;
  if (depth <= 0) return [OP.nop];
  const choice = dice.below(100);
  const inner = inside(scope, { result: NOTHING });
  if (choice < 18) {
    const index = dice.below(locals.length);
    return [...expression(scope, locals[index]!, next), OP.localSet, ...u32(index)];
  }
  if (choice < 28) {
    const index = dice.below(spec.globals.length);
    return [...expression(scope, spec.globals[index]!, next), OP.globalSet, ...u32(index)];
  }
  if (choice < 43) return operation(scope, dice.pick(STORES), next);
  if (choice < 50) return [...expression(scope, dice.pick([I32, I64]), next), OP.drop];
  if (choice < 57) return [OP.block, NOTHING, ...statements(inner, next), OP.end];
  if (choice < 65) return countedLoop(scope, inner, next);
  if (choice < 73)
    return [...expression(scope, I32, next), OP.if, NOTHING, ...statements(inner, next), OP.end];
  if (choice < 79)
    return [
      ...expression(scope, I32, next),
      OP.if,
      NOTHING,
      ...statements(inner, next),
      OP.else,
      ...statements(inner, next),
      OP.end,
    ];
  if (choice < 89) return jump(scope, next);
  if (choice < 93) return bulk(scope, next);
  if (choice < 95) return [...callReturning(scope, I32, next), OP.drop];
  if (choice < 96) return [OP.unreachable];
  return callNothing(scope, next);
}

/** A loop that mostly ends: it counts a local down. */
function countedLoop(scope: Scope, inner: Scope, depth: number): number[] {
  const { dice, locals } = scope;
  const counter = dice.pick(indicesOf(locals, I32));
  const body = statements(inner, depth);
  const back = [OP.localGet, ...u32(counter), ...i32Const(1), 0x6b, OP.localTee, ...u32(counter), OP.brIf, 0];
  return [
    ...i32Const(1 + dice.below(5)),
    OP.localSet,
    ...u32(counter),
    OP.loop,
    NOTHING,
    ...body,
    ...back,
    OP.end,
  ];
}

function jump(scope: Scope, depth: number): number[] {
  const { dice, labels, result } = scope;
  const kind = dice.below(10);
  if (kind === 0) return [...(result === NOTHING ? [] : expression(scope, result, depth)), OP.return];
  const label = dice.below(labels.length);
  const type = labels[labels.length - 1 - label]!.result;
  const value = type === NOTHING ? [] : expression(scope, type, depth);
  if (kind < 3) return [...value, OP.br, ...u32(label)];
  const condition = expression(scope, I32, depth);
  if (kind < 7)
    return [...value, ...condition, OP.brIf, ...u32(label), ...(type === NOTHING ? [] : [OP.drop])];
  const same = labels.flatMap((candidate, index) =>
    candidate.result === type ? [labels.length - 1 - index] : [],
  );
  const targets = Array.from({ length: dice.below(4) }, () => u32(dice.pick(same)));
  return [...value, ...condition, OP.brTable, ...u32(targets.length), ...targets.flat(), ...u32(label)];
}

function bulk(scope: Scope, depth: number): number[] {
  const { dice } = scope;
  const length = i32Const(dice.chance(85) ? dice.below(300) : dice.below(2 ** 32) | 0);
  const kind = dice.pick([BULK.memoryCopy, BULK.memoryFill]);
  const tail = kind === BULK.memoryCopy ? [0, 0] : [0];
  return [...address(scope, depth), ...address(scope, depth), ...length, OP.prefix, kind, ...tail];
}

function callNothing(scope: Scope, depth: number): number[] {
  const { dice, spec } = scope;
  const targets = spec.functionTypes.flatMap((t, index) =>
    spec.types[t]!.result === NOTHING ? [index] : [],
  );
  const target = dice.pick(targets);
  return [
    ...spec.types[spec.functionTypes[target]!]!.parameters.flatMap((p) => expression(scope, p, depth - 1)),
    ...call(target),
  ];
}

/** Stores each global after the other from address 0, then shows the host all of the memory. */
function epilogue(globals: readonly number[]): number[] {
  const stores = globals.flatMap((type, index) =>
    isInteger(type)
      ? [...i32Const(index * 8), OP.globalGet, ...u32(index), type === I32 ? 0x36 : 0x37, 0, 0]
      : [],
  );
  const args = [
    ...i32Const(99),
    ...i32Const(0),
    ...i32Const(0),
    ...i32Const(0),
    OP.memorySize,
    0,
    ...i32Const(16),
    0x74,
    ...i32Const(0),
  ];
  return [...stores, ...args, ...call(0), OP.drop];
}

export function generateSpec(seed: number): ModuleSpec {
  const dice = new Dice(seed);
  const typeOf = (): number => (dice.chance(92) ? dice.pick([I32, I64]) : F64);
  const more = Array.from(
    { length: 1 + dice.below(4) },
    (): Signature => ({
      parameters: Array.from({ length: dice.below(4) }, typeOf),
      result: dice.chance(30) ? NOTHING : dice.pick([I32, I64]),
    }),
  );
  const types = [START_SIGNATURE, HOST_SIGNATURE, ...more];
  const defined = [0, ...Array.from({ length: 1 + dice.below(5) }, () => 2 + dice.below(more.length))];
  const globals = Array.from({ length: 1 + dice.below(4) }, () => dice.pick([I32, I64]));
  const shape: Shape = { types, functionTypes: [1, 1, ...defined], globals };
  const functions = defined.map((type, index) => {
    const signature = types[type]!;
    const locals = [I32, I32, I64, ...Array.from({ length: dice.below(3) }, typeOf)];
    const all = [...signature.parameters, ...locals];
    const scope: Scope = {
      dice,
      spec: shape,
      locals: all,
      labels: [{ result: signature.result }],
      result: signature.result,
    };
    const depth = 2 + dice.below(4);
    const body = Array.from({ length: 1 + dice.below(6) }, () => statement(scope, depth)).flat();
    const tail = signature.result === NOTHING ? [] : expression(scope, signature.result, depth);
    return { type, locals, code: [...body, ...tail, ...(index === 0 ? epilogue(globals) : [])] };
  });
  return {
    types,
    hasImports: true,
    functions,
    tableEntries: 10,
    elements: [
      { offset: 0, functions: Array.from({ length: 7 }, () => dice.below(defined.length + 2)) },
      { offset: 3, functions: [dice.below(2)] },
    ],
    pages: dice.chance(50) ? [1] : [1, 1 + dice.below(3)],
    globals: globals.map((type) => ({ type, isMutable: true, code: [...constant(dice, type), OP.end] })),
    start: 2,
    data: [
      { offset: dice.below(4000), bytes: Array.from({ length: dice.below(64) }, () => dice.below(256)) },
    ],
  };
}

export const generateModule = (seed: number): Uint8Array => buildModule(generateSpec(seed));
