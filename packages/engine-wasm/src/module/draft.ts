/**
 * What the decoder knows while it reads, and the pieces that several sections have in common.
 * @module
 */
import { F32, F64, I32, I64, isValueType, OP } from './opcodes.ts';
import { malformed, type Reader } from './reader.ts';
import type {
  ConstantExpression,
  DataSegment,
  ElementSegment,
  FunctionBody,
  FunctionType,
  GlobalVariable,
  HostFunction,
} from './structure.ts';

/** What is known so far; each section adds its part. */
export type Draft = {
  readonly bytes: Uint8Array;
  types: FunctionType[];
  imports: { name: HostFunction; typeIndex: number }[];
  functionTypes: Uint32Array;
  table: { minimum: number } | undefined;
  memory: { minimumPages: number; maximumPages: number } | undefined;
  globals: GlobalVariable[];
  startFunction: number | undefined;
  exportsMemory: boolean;
  elements: ElementSegment[];
  dataCount: number | undefined;
  data: DataSegment[];
  bodies: FunctionBody[];
};

export function valueType(reader: Reader): number {
  const at = reader.at;
  const type = reader.byte();
  if (!isValueType(type)) malformed('code.featureOff', at, `value type ${type}`);
  return type;
}

/** Index of a known type. */
export function checkedType(reader: Reader, draft: Draft): number {
  const at = reader.at;
  const index = reader.u32();
  if (index >= draft.types.length) malformed('code.indexOutOfRange', at, `type ${index}`);
  return index;
}

/** A constant of `type`; there are no imported globals to read. */
export function constantExpression(reader: Reader, type: number): ConstantExpression {
  const start = reader.at;
  const opcode = reader.byte();
  const at = reader.at;
  let i32 = 0;
  let actual = 0;
  if (opcode === OP.i32Const) [i32, actual] = [reader.s32(), I32];
  else if (opcode === OP.i64Const) {
    reader.skipS64();
    actual = I64;
  } else if (opcode === OP.f32Const) {
    reader.skip(4);
    actual = F32;
  } else if (opcode === OP.f64Const) {
    reader.skip(8);
    actual = F64;
  } else malformed('code.featureOff', start, 'initial values must be constants');
  if (actual !== type) malformed('code.typeMismatch', start, 'initial value of another type');
  const end = reader.at;
  if (reader.byte() !== OP.end) malformed('code.featureOff', end, 'initial values must be single constants');
  return { opcode, at, end, i32 };
}
