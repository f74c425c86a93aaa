/**
 * Contracts that use the native stack as much as the limits allow.
 * @module
 */
import { I64, NOTHING, OP } from '../../src/module/opcodes.ts';
import { buildModule, call, HOST_SIGNATURE, i32Const, START_SIGNATURE, u32 } from './module-builder.ts';

/**
 * Calls the host once with the depth reached so far in mind, then recurses for ever. Each frame keeps `locals`
 * values, loaded from memory, alive across its recursive call.
 */
export function recursive(locals: number, callsHostFirst: boolean): Uint8Array {
  const variables = Array.from({ length: locals }, () => I64);
  const loads = variables.flatMap((_, index) => [
    ...i32Const(index * 8),
    0x29,
    0,
    0,
    OP.localSet,
    ...u32(index),
  ]);
  const uses = variables.flatMap((_, index) => [
    ...i32Const(index * 8),
    OP.localGet,
    ...u32(index),
    0x37,
    0,
    0,
  ]);
  const host = callsHostFirst ? [...[1, 0, 0, 0, 0, 0].flatMap(i32Const), ...call(0), OP.drop] : [];
  return buildModule({
    types: [START_SIGNATURE, HOST_SIGNATURE],
    hasImports: true,
    functions: [
      { type: 0, code: [...host, ...call(3)] },
      { type: 0, locals: variables, code: [...loads, ...call(3), ...uses] },
    ],
    start: 2,
  });
}

/** Recurses for ever with so many parameters, each passed on changed, so that all are alive at once. */
export function recursiveWithParameters(count: number): Uint8Array {
  const parameters = Array.from({ length: count }, () => I64);
  const zeros = parameters.flatMap((_, index) => [...i32Const(index * 8), 0x29, 0, 0]);
  const passed = parameters.flatMap((_, index) => [OP.localGet, ...u32(index), OP.i64Const, 3, 0x7c]);
  const uses = parameters.flatMap((_, index) => [
    ...i32Const(index * 8),
    OP.localGet,
    ...u32(index),
    0x37,
    0,
    0,
  ]);
  return buildModule({
    types: [START_SIGNATURE, HOST_SIGNATURE, { parameters, result: NOTHING }],
    hasImports: true,
    functions: [
      { type: 0, code: [...zeros, ...call(3)] },
      { type: 2, code: [...passed, ...call(3), ...uses] },
    ],
    start: 2,
  });
}
