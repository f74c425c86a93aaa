/**
 * Function bodies as lists of instructions, each structure knowing where its `else` and `end` are.
 * @module
 */
import { ACCESS, NOTHING, OP } from '../../src/module/opcodes.ts';
import type { FunctionBody } from '../../src/module/structure.ts';

export type Instruction = {
  readonly op: number;
  /** Constant, index, memory offset or block type. */
  readonly immediate?: number | bigint;
  /** Of `br_table`, the default last. */
  readonly targets?: readonly number[];
  elseAt?: number;
  endAt?: number;
};
export type Code = Readonly<{ instructions: readonly Instruction[] }>;

export function decodeCode(bytes: Uint8Array, body: FunctionBody): Code {
  const cursor = { bytes, at: body.at };
  const instructions: Instruction[] = [];
  const open: Instruction[] = [];
  while (cursor.at < body.end) {
    const instruction = decodeInstruction(cursor);
    const { op } = instruction;
    if (op === OP.else) open.at(-1)!.elseAt = instructions.length;
    if (op === OP.end && open.length > 0) open.pop()!.endAt = instructions.length;
    if (op === OP.block || op === OP.loop || op === OP.if) open.push(instruction);
    instructions.push(instruction);
  }
  return { instructions };
}

/** A signed 64-bit LEB128. */
export const readLong = (bytes: Uint8Array, at: number): bigint =>
  BigInt.asIntN(64, leb({ bytes, at }, true));

type Cursor = { readonly bytes: Uint8Array; at: number };

function leb(cursor: Cursor, isSigned: boolean): bigint {
  let value = 0n;
  for (let shift = 0n; ; shift += 7n) {
    const byte = cursor.bytes[cursor.at++]!;
    value |= BigInt(byte & 0x7f) << shift;
    if (byte < 0x80) return isSigned ? BigInt.asIntN(Number(shift) + 7, value) : value;
  }
}

function decodeInstruction(cursor: Cursor): Instruction {
  const op = cursor.bytes[cursor.at++]!;
  const unsigned = (): number => Number(leb(cursor, false));
  if (ACCESS[op] !== 0) {
    unsigned();
    return { op, immediate: unsigned() };
  }
  if (op === OP.i32Const) return { op, immediate: Number(leb(cursor, true)) };
  if (op === OP.i64Const) return { op, immediate: BigInt.asIntN(64, leb(cursor, true)) };
  if (op === OP.f32Const || op === OP.f64Const) {
    cursor.at += op === OP.f32Const ? 4 : 8;
    return { op };
  }
  if (op === OP.brTable) return { op, targets: Array.from({ length: unsigned() + 1 }, unsigned) };
  if (op === OP.callIndirect) {
    const immediate = unsigned();
    cursor.at++;
    return { op, immediate };
  }
  if (op === OP.prefix) {
    const immediate = unsigned();
    cursor.at += immediate === 10 ? 2 : 1;
    return { op, immediate };
  }
  if (op === OP.memorySize || op === OP.memoryGrow) {
    cursor.at++;
    return { op };
  }
  if (op === OP.block || op === OP.loop || op === OP.if)
    return { op, immediate: cursor.bytes[cursor.at++] ?? NOTHING };
  const hasIndex =
    [OP.br, OP.brIf, OP.call].some((known) => known === op) || (op >= OP.localGet && op <= OP.globalSet);
  return hasIndex ? { op, immediate: unsigned() } : { op };
}
