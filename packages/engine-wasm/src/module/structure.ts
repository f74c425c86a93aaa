/**
 * A decoded and validated module: what the instrumenter needs to write it anew.
 * @module
 */

export type FunctionType = Readonly<{ parameters: Uint8Array; result: number }>;

/** `constant` is the operand's encoding: `bytes[at, end)`, without opcode and `end`. */
export type ConstantExpression = Readonly<{ opcode: number; at: number; end: number; i32: number }>;

export type GlobalVariable = Readonly<{ type: number; isMutable: boolean; value: ConstantExpression }>;
export type ElementSegment = Readonly<{ offset: number; functions: Uint32Array }>;
export type DataSegment = Readonly<{ offset: number; at: number; end: number }>;
export type HostFunction = 'invoke_system_call' | 'invoke_thunk';

export type FunctionBody = Readonly<{
  typeIndex: number;
  /** Value types of the declared locals, parameters not included. */
  locals: Uint8Array;
  /** The instructions are `bytes[at, end)`, the final `end` included. */
  at: number;
  end: number;
  /** Greatest height of the operand stack. */
  operandsMax: number;
  hasCalls: boolean;
  hasIndirectCalls: boolean;
}>;

export type WasmModule = Readonly<{
  bytes: Uint8Array;
  types: readonly FunctionType[];
  /** Function indices 0 to `imports.length - 1`. */
  imports: readonly Readonly<{ name: HostFunction; typeIndex: number }>[];
  /** Type of each defined function. */
  functionTypes: Uint32Array;
  table: Readonly<{ minimum: number }> | undefined;
  memory: Readonly<{ minimumPages: number; maximumPages: number }>;
  globals: readonly GlobalVariable[];
  /** Index of `_start`, imports counted. */
  startFunction: number;
  elements: readonly ElementSegment[];
  data: readonly DataSegment[];
  bodies: readonly FunctionBody[];
}>;
