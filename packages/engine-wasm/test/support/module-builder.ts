/**
 * Writes WebAssembly modules from parts, for tests: contracts of a few opcodes, bombs, generated programs.
 * @module
 */
import { Writer } from '../../src/instrument/writer.ts';
import { I32, NOTHING, OP } from '../../src/module/opcodes.ts';

export type Signature = Readonly<{ parameters: readonly number[]; result: number }>;
export type FunctionSpec = Readonly<{ type: number; locals?: readonly number[]; code: readonly number[] }>;
export type ModuleSpec = Readonly<{
  types: readonly Signature[];
  /** Whether to import `invoke_system_call` (function 0) and `invoke_thunk` (function 1), of type 1. */
  hasImports: boolean;
  functions: readonly FunctionSpec[];
  tableEntries?: number;
  elements?: readonly Readonly<{ offset: number; functions: readonly number[] }>[];
  pages?: readonly [minimum: number, maximum?: number];
  /** `code` is the whole initial expression with its `end`. */
  globals?: readonly Readonly<{ type: number; isMutable: boolean; code: readonly number[] }>[];
  /** Index of `_start`, imports counted. */
  start: number;
  data?: readonly Readonly<{ offset: number; bytes: readonly number[] }>[];
}>;

export const START_SIGNATURE: Signature = { parameters: [], result: NOTHING };
export const HOST_SIGNATURE: Signature = { parameters: [I32, I32, I32, I32, I32, I32], result: I32 };

export const HEADER: readonly number[] = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];

export function u32(value: number): number[] {
  const out = new Writer();
  out.u32(value);
  return [...out.view()];
}

export function s32(value: number): number[] {
  const out = new Writer();
  out.s32(value | 0);
  return [...out.view()];
}

export function s64(value: bigint): number[] {
  const out: number[] = [];
  for (let rest = value; ; rest >>= 7n) {
    const byte = Number(rest & 0x7fn);
    if (rest >= -64n && rest < 64n) return [...out, byte];
    out.push(byte | 0x80);
  }
}

export const i32Const = (value: number): number[] => [OP.i32Const, ...s32(value)];
export const i64Const = (value: bigint): number[] => [OP.i64Const, ...s64(value)];
export const call = (index: number): number[] => [OP.call, ...u32(index)];

export const sectionOf = (id: number, content: readonly number[]): number[] => [
  id,
  ...u32(content.length),
  ...content,
];
export const vector = (items: readonly (readonly number[])[]): number[] => [
  ...u32(items.length),
  ...items.flat(),
];
export const nameOf = (text: string): number[] => [...u32(text.length), ...Buffer.from(text, 'latin1')];

const results = (type: number): number[] => (type === NOTHING ? [0] : [1, type]);

export function functionBody({ locals = [], code }: FunctionSpec): number[] {
  const groups = locals.map((type) => [1, type]);
  const body = [...vector(groups), ...code, OP.end];
  return [...u32(body.length), ...body];
}

export function buildModule(spec: ModuleSpec): Uint8Array {
  const { pages = [1] } = spec;
  const limitsOf = ([minimum, maximum]: readonly [number, number?]): number[] =>
    maximum === undefined ? [0, ...u32(minimum)] : [1, ...u32(minimum), ...u32(maximum)];
  const imports = ['invoke_system_call', 'invoke_thunk'].map((name) => [
    ...nameOf('env'),
    ...nameOf(name),
    0,
    1,
  ]);
  const parts = [
    sectionOf(
      1,
      vector(
        spec.types.map((type) => [0x60, ...vector(type.parameters.map((p) => [p])), ...results(type.result)]),
      ),
    ),
    spec.hasImports ? sectionOf(2, vector(imports)) : [],
    sectionOf(3, vector(spec.functions.map(({ type }) => u32(type)))),
    spec.tableEntries === undefined ? [] : sectionOf(4, [1, 0x70, 0, ...u32(spec.tableEntries)]),
    sectionOf(5, [1, ...limitsOf(pages)]),
    sectionOf(
      6,
      vector((spec.globals ?? []).map(({ type, isMutable, code }) => [type, isMutable ? 1 : 0, ...code])),
    ),
    sectionOf(
      7,
      vector([
        [...nameOf('_start'), 0, ...u32(spec.start)],
        [...nameOf('memory'), 2, 0],
      ]),
    ),
    sectionOf(
      9,
      vector(
        (spec.elements ?? []).map(({ offset, functions }) => [
          0,
          ...i32Const(offset),
          OP.end,
          ...vector(functions.map(u32)),
        ]),
      ),
    ),
    sectionOf(10, vector(spec.functions.map(functionBody))),
    sectionOf(
      11,
      vector(
        (spec.data ?? []).map(({ offset, bytes }) => [
          0,
          ...i32Const(offset),
          OP.end,
          ...u32(bytes.length),
          ...bytes,
        ]),
      ),
    ),
  ];
  return Uint8Array.from([...HEADER, ...parts.flat()]);
}

/** A contract whose `_start` is `code`; functions 0 and 1 are the host's. */
export const contractOf = (code: readonly number[], more: Partial<ModuleSpec> = {}): Uint8Array =>
  buildModule({
    types: [START_SIGNATURE, HOST_SIGNATURE],
    hasImports: true,
    functions: [{ type: 0, code }],
    start: 2,
    ...more,
  });

/** `invoke_system_call` with constants, its result dropped. */
export const hostCall = (
  id: number,
  returnAt: number,
  room: number,
  argsAt: number,
  length: number,
  writtenAt: number,
): number[] => [...[id, returnAt, room, argsAt, length, writtenAt].flatMap(i32Const), ...call(0), OP.drop];
