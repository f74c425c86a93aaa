/**
 * The instruction set that contracts may use, as tables indexed by opcode.
 *
 * WebAssembly 1.0 and the five sign-extension opcodes; behind the prefix 0xfc only `memory.copy` and `memory.fill`.
 * Plain instructions (numeric and memory) are wholly described by the tables: what they pop and push, their
 * alignment, whether they are float operations, whether they can trap. Control, variable and call instructions
 * (below 0x28) are known to the validator and the instrumenter by name.
 * @module
 */

export const I32 = 0x7f;
export const I64 = 0x7e;
export const F32 = 0x7d;
export const F64 = 0x7c;
/** The type of a block that yields nothing. */
export const NOTHING = 0x40;

export const OP = {
  unreachable: 0x00,
  nop: 0x01,
  block: 0x02,
  loop: 0x03,
  if: 0x04,
  else: 0x05,
  end: 0x0b,
  br: 0x0c,
  brIf: 0x0d,
  brTable: 0x0e,
  return: 0x0f,
  call: 0x10,
  callIndirect: 0x11,
  drop: 0x1a,
  select: 0x1b,
  localGet: 0x20,
  localSet: 0x21,
  localTee: 0x22,
  globalGet: 0x23,
  globalSet: 0x24,
  memorySize: 0x3f,
  memoryGrow: 0x40,
  i32Const: 0x41,
  i64Const: 0x42,
  f32Const: 0x43,
  f64Const: 0x44,
  i32Eqz: 0x45,
  i64LtS: 0x53,
  i64Sub: 0x7d,
  prefix: 0xfc,
} as const;

/** The second byte of the two-byte opcodes. */
export const BULK = { memoryCopy: 10, memoryFill: 11 } as const;

export const isValueType = (type: number): boolean => type >= F64 && type <= I32;

/** `isPlain[op]`: the tables below say all there is to say about it. */
export const isPlain: Uint8Array = new Uint8Array(256);
/** Operand types popped, the deeper first; 0 for none. `POP_FIRST` is the deeper of two or the only one. */
export const POP_FIRST: Uint8Array = new Uint8Array(256);
export const POP_SECOND: Uint8Array = new Uint8Array(256);
/** Result type or 0. */
export const PUSH: Uint8Array = new Uint8Array(256);
/** 1 + log2 of the natural alignment for memory accesses, else 0. */
export const ACCESS: Uint8Array = new Uint8Array(256);
/** Float operations: legal to carry, fatal to execute (`spec/koinos.md` 4.11). */
export const isFloat: Uint8Array = new Uint8Array(256);
/** Divisions and remainders: trap on zero, and the signed divisions on overflow. */
export const isDivision: Uint8Array = new Uint8Array(256);

const LETTER: Readonly<Record<string, number>> = { i: I32, I: I64, f: F32, F: F64 };

/** `signature` such as `iI:f`; float operations are those that touch a float type. */
function define(from: number, to: number, signature: string, access = 0): void {
  const [pops, push] = signature.split(':') as [string, string];
  for (let op = from; op <= to; op++) {
    isPlain[op] = 1;
    POP_FIRST[op] = LETTER[pops[0] ?? ''] ?? 0;
    POP_SECOND[op] = LETTER[pops[1] ?? ''] ?? 0;
    PUSH[op] = LETTER[push] ?? 0;
    ACCESS[op] = access;
    isFloat[op] = /[fF]/.test(signature) ? 1 : 0;
  }
}

const BYTE = 1;
const HALF = 2;
const WORD = 3;
const LONG = 4;

define(0x28, 0x28, 'i:i', WORD); // i32.load
define(0x29, 0x29, 'i:I', LONG); // i64.load
define(0x2a, 0x2a, 'i:f', WORD); // f32.load
define(0x2b, 0x2b, 'i:F', LONG); // f64.load
define(0x2c, 0x2d, 'i:i', BYTE); // i32.load8_s, load8_u
define(0x2e, 0x2f, 'i:i', HALF); // i32.load16_s, load16_u
define(0x30, 0x31, 'i:I', BYTE); // i64.load8_s, load8_u
define(0x32, 0x33, 'i:I', HALF); // i64.load16_s, load16_u
define(0x34, 0x35, 'i:I', WORD); // i64.load32_s, load32_u
define(0x36, 0x36, 'ii:', WORD); // i32.store
define(0x37, 0x37, 'iI:', LONG); // i64.store
define(0x38, 0x38, 'if:', WORD); // f32.store
define(0x39, 0x39, 'iF:', LONG); // f64.store
define(0x3a, 0x3a, 'ii:', BYTE); // i32.store8
define(0x3b, 0x3b, 'ii:', HALF); // i32.store16
define(0x3c, 0x3c, 'iI:', BYTE); // i64.store8
define(0x3d, 0x3d, 'iI:', HALF); // i64.store16
define(0x3e, 0x3e, 'iI:', WORD); // i64.store32
define(0x45, 0x45, 'i:i'); // i32.eqz
define(0x46, 0x4f, 'ii:i'); // i32 comparisons
define(0x50, 0x50, 'I:i'); // i64.eqz
define(0x51, 0x5a, 'II:i'); // i64 comparisons
define(0x5b, 0x60, 'ff:i'); // f32 comparisons
define(0x61, 0x66, 'FF:i'); // f64 comparisons
define(0x67, 0x69, 'i:i'); // i32 clz, ctz, popcnt
define(0x6a, 0x78, 'ii:i'); // i32 arithmetic
define(0x79, 0x7b, 'I:I'); // i64 clz, ctz, popcnt
define(0x7c, 0x8a, 'II:I'); // i64 arithmetic
define(0x8b, 0x91, 'f:f');
define(0x92, 0x98, 'ff:f');
define(0x99, 0x9f, 'F:F');
define(0xa0, 0xa6, 'FF:F');
define(0xa7, 0xa7, 'I:i'); // i32.wrap_i64
define(0xa8, 0xa9, 'f:i'); // i32.trunc_f32
define(0xaa, 0xab, 'F:i'); // i32.trunc_f64
define(0xac, 0xad, 'i:I'); // i64.extend_i32
define(0xae, 0xaf, 'f:I'); // i64.trunc_f32
define(0xb0, 0xb1, 'F:I'); // i64.trunc_f64
define(0xb2, 0xb3, 'i:f'); // f32.convert_i32
define(0xb4, 0xb5, 'I:f'); // f32.convert_i64
define(0xb6, 0xb6, 'F:f'); // f32.demote
define(0xb7, 0xb8, 'i:F'); // f64.convert_i32
define(0xb9, 0xba, 'I:F'); // f64.convert_i64
define(0xbb, 0xbb, 'f:F'); // f64.promote
define(0xbc, 0xbc, 'f:i'); // reinterpretations
define(0xbd, 0xbd, 'F:I');
define(0xbe, 0xbe, 'i:f');
define(0xbf, 0xbf, 'I:F');
define(0xc0, 0xc1, 'i:i'); // i32.extend8_s, extend16_s
define(0xc2, 0xc4, 'I:I'); // i64.extend8_s, extend16_s, extend32_s
for (const from of [0x6d, 0x7f]) isDivision.fill(1, from, from + 4); // div_s, div_u, rem_s, rem_u
