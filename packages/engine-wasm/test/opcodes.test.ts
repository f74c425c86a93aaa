import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeModule, openWasmEngine, TRAP } from '../src/index.ts';
import {
  ACCESS,
  I32,
  I64,
  isFloat,
  isPlain,
  OP,
  POP_FIRST,
  POP_SECOND,
  PUSH,
} from '../src/module/opcodes.ts';
import { interpret } from './oracle/interpreter.ts';
import { hashOf, prepared } from './support/fixtures.ts';
import { contractOf, hostCall, i32Const, i64Const, u32 } from './support/module-builder.ts';
import { RecordingHost } from './support/recording-host.ts';

const OPS = Array.from({ length: 256 }, (_, op) => op).filter((op) => isPlain[op] === 1);
const EDGES = [
  0n,
  1n,
  2n,
  -1n,
  -2n,
  31n,
  64n,
  0x7fn,
  0x80n,
  0xffffn,
  0x8000n,
  0x7fffffffn,
  -0x80000000n,
  0x12345678n,
];
const LONG_EDGES = [...EDGES, 0x7fffffffffffffffn, -0x8000000000000000n, 0x80000000n, 0x123456789abcdef0n];
const edgesOf = (type: number): readonly bigint[] => (type === I64 ? LONG_EDGES : EDGES);
const constantOf = (type: number, value: bigint): number[] =>
  type === I32 ? i32Const(Number(value)) : type === I64 ? i64Const(value) : floatConstant(type);
const floatConstant = (type: number): number[] =>
  type === 0x7d ? [OP.f32Const, 0, 0, 0, 0] : [OP.f64Const, 0, 0, 0, 0, 0, 0, 0, 0];

/** Stores the integer on the stack at address `at`, given as a parameterless prefix. */
const keep = (type: number, at: number, value: readonly number[]): number[] => [
  ...i32Const(at),
  ...value,
  type === I32 ? 0x36 : 0x37,
  0,
  0,
];

/** Runs code in both; both must agree in everything that can be seen. */
function agree(code: Uint8Array, ticks = 100_000): Readonly<{ outcome: unknown; spent: number }> {
  const decoded = decodeModule(code);
  assert.ok(decoded.ok, JSON.stringify(decoded));
  const hosts = [new RecordingHost(ticks), new RecordingHost(ticks)] as const;
  const expected = interpret(decoded.value, hosts[0]);
  const outcome = openWasmEngine().execute(prepared(code), hosts[1]);
  assert.deepEqual(outcome, expected);
  assert.equal(hosts[1].left, hosts[0].left);
  assert.deepEqual(hosts[1].calls, hosts[0].calls);
  return { outcome, spent: ticks - hosts[1].left };
}

const SHOW = hostCall(1, 0, 0, 0, 4096, 4096);

test('each integer operation gives what the standard says, for all pairs of edge values', () => {
  for (const op of OPS.filter((candidate) => isFloat[candidate] === 0 && ACCESS[candidate] === 0)) {
    const [first, second, result] = [POP_FIRST[op]!, POP_SECOND[op]!, PUSH[op]!];
    const code: number[] = [];
    let at = 0;
    const trapping: number[][] = [];
    for (const a of edgesOf(first)) {
      for (const b of second === 0 ? [0n] : edgesOf(second)) {
        const value = [...constantOf(first, a), ...(second === 0 ? [] : constantOf(second, b)), op];
        const isDivision = (op >= 0x6d && op <= 0x70) || (op >= 0x7f && op <= 0x82);
        if (isDivision && (b === 0n || b === -1n)) trapping.push(keep(result, at, value));
        else code.push(...keep(result, at, value));
        at += 8;
      }
    }
    agree(contractOf([...code, ...SHOW]));
    for (const single of trapping) agree(contractOf([...single, ...SHOW]));
  }
});

test('each load and store touches its own bytes, at the edges of memory too', () => {
  const data = [{ offset: 0, bytes: Array.from({ length: 64 }, (_, index) => (index * 37 + 129) & 0xff) }];
  for (const op of OPS.filter((candidate) => isFloat[candidate] === 0 && ACCESS[candidate] !== 0)) {
    for (const [base, offset] of [
      [3, 0],
      [5, 9],
      [65_528, 0],
      [65_535, 0],
      [65_533, 1],
      [0, 65_532],
      [-1, 1],
      [-4, 8],
    ] as const) {
      const argument = [0, ...u32(offset)];
      const access =
        PUSH[op] === 0
          ? [...i32Const(base), ...constantOf(POP_SECOND[op]!, -0x1234567n), op, ...argument]
          : keep(PUSH[op]!, 128, [...i32Const(base), op, ...argument]);
      agree(contractOf([...access, ...SHOW, ...hostCall(2, 0, 0, 65_520, 16, 0)], { data }));
    }
  }
});

test('each float operation may be carried and traps when executed, after its tick', () => {
  const floats = OPS.filter((op) => isFloat[op] === 1);
  for (const op of [...floats, OP.f32Const, OP.f64Const]) {
    // The operands are zero-initialized locals: reading a variable is no float operation.
    const types = isPlain[op] === 1 ? [POP_FIRST[op]!, POP_SECOND[op]!].filter((type) => type !== 0) : [];
    const operands = types.flatMap((_, index) => [OP.localGet, ...u32(index)]);
    const instruction =
      op === OP.f32Const
        ? floatConstant(0x7d)
        : op === OP.f64Const
          ? floatConstant(0x7c)
          : [op, ...(ACCESS[op] !== 0 ? [0, 0] : [])];
    const isStore = ACCESS[op] !== 0 && PUSH[op] === 0;
    const code = [OP.nop, ...operands, ...instruction, ...(isStore ? [] : [OP.drop]), ...SHOW];
    const { outcome, spent } = agree(contractOf(code, { functions: [{ type: 0, locals: types, code }] }));
    assert.deepEqual(outcome, { kind: 'trapped', reason: TRAP.float }, `opcode ${op}`);
    assert.equal(spent, 1 + types.length + 1);
    const skipped = [...i32Const(0), OP.if, 0x40, ...code, OP.end, ...SHOW];
    const carried = agree(contractOf(skipped, { functions: [{ type: 0, locals: types, code: skipped }] }));
    assert.deepEqual(carried.outcome, { kind: 'returned' });
  }
});

test('the counting rules of control flow hold to the tick', () => {
  const block = (op: number, ...code: readonly number[]): number[] => [op, 0x40, ...code, OP.end];
  const yes = i32Const(1);
  const no = i32Const(0);
  const cases: readonly (readonly [string, readonly number[], number])[] = [
    ['an empty function executes its end', [], 1],
    ['nop counts', [OP.nop, OP.nop], 3],
    ['a block counts its opening and its end', block(OP.block, OP.nop), 4],
    ['a branch out of a block jumps past its end', block(OP.block, OP.br, 0), 3],
    ['a conditional branch that is taken jumps past the end', block(OP.block, ...yes, OP.brIf, 0), 4],
    ['a conditional branch that is not taken falls into the end', block(OP.block, ...no, OP.brIf, 0), 5],
    ['a loop left by falling through counts like a block', block(OP.loop, OP.nop), 4],
    ['a true if without else executes its end', [...yes, ...block(OP.if, OP.nop)], 5],
    ['a false if without else jumps past its end', [...no, ...block(OP.if, OP.nop)], 3],
    ['a then-arm executes the else and skips the end', [...yes, ...block(OP.if, OP.nop, OP.else)], 5],
    ['an else-arm skips the else and executes the end', [...no, ...block(OP.if, OP.else, OP.nop)], 5],
    ['return executes the final end', [OP.return, OP.nop], 2],
    ['a branch to the body executes the final end', [OP.br, 0], 2],
    ['a conditional branch to the body too', [...yes, OP.brIf, 0], 3],
    ['br_table to the body too', [...yes, OP.brTable, 0, 0], 3],
    [
      'a branch to a loop executes the loop again',
      [
        ...i32Const(3),
        OP.localSet,
        0,
        ...block(OP.loop, OP.localGet, 0, ...i32Const(1), 0x6b, OP.localTee, 0, OP.brIf, 0),
      ],
      2 + 3 * 6 + 1 + 1,
    ],
    ['memory.grow costs its pages', [...i32Const(2), OP.memoryGrow, 0, OP.drop], 2 + 2 + 2],
    [
      'memory.grow costs its pages even if it fails',
      [...i32Const(1000), OP.memoryGrow, 0, OP.drop],
      2 + 1000 + 2,
    ],
    ['memory.fill costs a tick for 16 bytes', [...no, ...no, ...i32Const(160), OP.prefix, 11, 0], 4 + 10 + 1],
    [
      'memory.copy costs a tick for 16 bytes',
      [...no, ...no, ...i32Const(31), OP.prefix, 10, 0, 0],
      4 + 1 + 1,
    ],
  ];
  for (const [title, code, ticks] of cases) {
    const { outcome, spent } = agree(contractOf(code, { functions: [{ type: 0, locals: [I32], code }] }));
    assert.deepEqual(outcome, { kind: 'returned' }, title);
    assert.equal(spent, ticks, title);
  }
});

test('a trap has spent exactly the opcodes up to and with the one that trapped', () => {
  const tail = [OP.nop, OP.nop, OP.nop];
  for (const [code, ticks] of [
    [[...i32Const(-1), 0x28, 0, 0, OP.drop], 2],
    [[...i32Const(1), ...i32Const(0), 0x6d, OP.drop], 3],
    [[OP.nop, OP.unreachable], 2],
    [[...i32Const(-1), ...i32Const(7), ...i32Const(3), OP.prefix, 11, 0], 4],
  ] as const) {
    const { outcome, spent } = agree(contractOf([...code, ...tail]));
    assert.equal((outcome as { kind: string }).kind, 'trapped');
    assert.equal(spent, ticks);
  }
});

test('bulk instructions check their ranges, empty ones too', () => {
  const ENDS = [0, 1, 65_535, 65_536, 65_537, -1, -65_536];
  for (const to of ENDS)
    for (const from of ENDS)
      for (const count of [0, 1, 2, 65_536])
        for (const tail of [
          [OP.prefix, 10, 0, 0],
          [OP.prefix, 11, 0],
        ])
          agree(contractOf([...[to, from, count].flatMap(i32Const), ...tail, ...SHOW]));
});

test('the cache tells programs apart by their hash', () => {
  const engine = openWasmEngine();
  const [one, two] = [contractOf([OP.nop]), contractOf([OP.nop, OP.nop])];
  assert.notDeepEqual(hashOf(one), hashOf(two));
  assert.notEqual(prepared(one, engine), prepared(two, engine));
  assert.equal(prepared(one, engine), prepared(one, engine));
});
