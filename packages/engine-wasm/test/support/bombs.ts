/**
 * Modules made to hurt by their size or by what they do: each family, with what must become of it.
 * @module
 */
import { I32, I64, NOTHING, OP } from '../../src/module/opcodes.ts';
import { type Bomb, many, module, plain, repeatBytes, withLocals } from './bomb-parts.ts';
import {
  call,
  contractOf,
  HOST_SIGNATURE,
  hostCall,
  i32Const,
  nameOf,
  START_SIGNATURE,
  sectionOf,
  u32,
} from './module-builder.ts';

const nested = (depth: number, op: number): number[] => [
  ...many(depth, [op, NOTHING]),
  ...many(depth, [OP.end]),
];
const brTable = (targets: number): number[] => [
  OP.block,
  NOTHING,
  ...i32Const(0),
  OP.brTable,
  ...u32(targets),
  ...many(targets, [0]),
  0,
  OP.end,
];
const recursion = (locals: number): Uint8Array =>
  module({ functions: [{ type: 0, locals: Array.from({ length: locals }, () => I64), code: call(2) }] });

const RUNTIME: readonly Bomb[] = [
  { title: 'endless loop', code: contractOf([OP.loop, NOTHING, OP.br, 0, OP.end]), expected: 'exhausted' },
  { title: 'endless recursion', code: recursion(0), expected: 'trapped' },
  { title: 'endless recursion with 200 locals', code: recursion(200), expected: 'trapped' },
  {
    title: 'memory.grow by 65,535 pages, again and again',
    code: contractOf([OP.loop, NOTHING, ...i32Const(65_535), OP.memoryGrow, 0, OP.drop, OP.br, 0, OP.end]),
    expected: 'exhausted',
  },
  {
    title: 'memory.grow by nothing, again and again',
    code: contractOf([
      OP.loop,
      NOTHING,
      ...many(100, [...i32Const(0), OP.memoryGrow, 0, OP.drop]),
      OP.br,
      0,
      OP.end,
    ]),
    expected: 'exhausted',
  },
  {
    title: 'memory.fill of 4 GiB',
    code: contractOf([...i32Const(0), ...i32Const(1), ...i32Const(-1), OP.prefix, 11, 0]),
    expected: 'exhausted',
  },
  {
    title: 'memory.fill of a page, again and again',
    code: contractOf([
      OP.loop,
      NOTHING,
      ...i32Const(0),
      ...i32Const(1),
      ...i32Const(65_536),
      OP.prefix,
      11,
      0,
      OP.br,
      0,
      OP.end,
    ]),
    expected: 'exhausted',
  },
  {
    title: 'host call with a pointer that wraps around',
    code: contractOf(hostCall(1, -16, 32, 0, 0, 0)),
    expected: 'trapped',
  },
  {
    title: 'calls to a leaf that has no loop, from a loop',
    code: module({
      functions: [
        { type: 0, code: [OP.loop, NOTHING, ...many(5_000, call(3)), OP.br, 0, OP.end] },
        { type: 0, code: many(200, [OP.nop]) },
      ],
    }),
    expected: 'exhausted',
  },
];

const STRUCTURE: readonly Bomb[] = [
  { title: 'br_table with 4,096 targets', code: contractOf(brTable(4_096)), expected: 'returned' },
  { title: 'br_table with 4,097 targets', code: contractOf(brTable(4_097)), expected: 'code.limitExceeded' },
  {
    title: 'br_table with 65,520 targets',
    code: contractOf(brTable(65_520)),
    expected: 'code.limitExceeded',
  },
  {
    title: 'br_table that claims 4 billion targets',
    code: contractOf([
      OP.block,
      NOTHING,
      ...i32Const(0),
      OP.brTable,
      0xff,
      0xff,
      0xff,
      0xff,
      0x0f,
      0,
      OP.end,
    ]),
    expected: 'code.limitExceeded',
  },
  { title: '255 nested blocks', code: contractOf(nested(255, OP.block)), expected: 'returned' },
  { title: '256 nested blocks', code: contractOf(nested(256, OP.block)), expected: 'code.limitExceeded' },
  { title: '20,000 nested loops', code: contractOf(nested(20_000, OP.loop)), expected: 'code.limitExceeded' },
  {
    title: '15 br_tables of 4,000 in 250 blocks, 1,000 locals',
    code: withLocals(1_000, [
      ...many(250, [OP.block, NOTHING]),
      ...many(15, brTable(4_000)),
      ...many(250, [OP.end]),
    ]),
    expected: 'code.limitExceeded',
  },
  {
    title: 'branches and locals up to the limit of their product',
    code: withLocals(256, [
      ...many(250, [OP.block, NOTHING]),
      ...many(6_000, [...i32Const(0), OP.brIf, 1]),
      ...many(250, [OP.end]),
    ]),
    expected: 'returned',
  },
  {
    title: 'many locals, many branches within the product',
    code: withLocals(4_000, [
      ...many(250, [OP.block, NOTHING]),
      ...many(500, [...i32Const(0), OP.brIf, 9]),
      ...many(250, [OP.end]),
    ]),
    expected: 'returned',
  },
  { title: '4,096 locals', code: withLocals(4_096, []), expected: 'returned' },
  { title: '4,097 locals', code: withLocals(4_097, []), expected: 'code.limitExceeded' },
  { title: '50,000 locals', code: withLocals(50_000, []), expected: 'code.limitExceeded' },
  { title: '4 billion locals', code: withLocals(0xffffffff, []), expected: 'code.limitExceeded' },
  {
    title: '1,024 operands',
    code: contractOf([...many(1_024, i32Const(0)), ...many(1_024, [OP.drop])]),
    expected: 'returned',
  },
  {
    title: '1,025 operands',
    code: contractOf([...many(1_025, i32Const(0)), ...many(1_025, [OP.drop])]),
    expected: 'code.limitExceeded',
  },
  {
    title: '9,998 functions',
    code: module({ functions: Array.from({ length: 9_998 }, () => ({ type: 0, code: [] })) }),
    expected: 'returned',
  },
  {
    title: '9,999 functions',
    code: module({ functions: Array.from({ length: 9_999 }, () => ({ type: 0, code: [] })) }),
    expected: 'code.limitExceeded',
  },
  {
    title: 'a function of 65,530 bytes',
    code: contractOf([...repeatBytes(65_530, [OP.nop])]),
    expected: 'returned',
  },
  {
    title: 'a function of 65,540 bytes',
    code: contractOf([...repeatBytes(65_540, [OP.nop])]),
    expected: 'code.limitExceeded',
  },
  {
    title: 'a function of checked divisions',
    code: contractOf([...repeatBytes(65_520, [...i32Const(1), ...i32Const(1), 0x6d, OP.drop])]),
    expected: 'returned',
  },
  {
    title: '1,024 loops',
    code: contractOf(many(1_024, [OP.loop, NOTHING, OP.end])),
    expected: 'returned',
  },
  {
    title: 'a function of loops',
    code: contractOf([...repeatBytes(65_520, [OP.loop, NOTHING, OP.end])]),
    expected: 'code.limitExceeded',
  },
  {
    title: 'a function of loads',
    code: contractOf([...repeatBytes(65_520, [...i32Const(1), 0x28, 0, 0, OP.drop])]),
    expected: 'returned',
  },
  {
    title: 'a function of ifs',
    code: contractOf([...repeatBytes(65_520, [...i32Const(0), OP.if, NOTHING, OP.else, OP.end])]),
    expected: 'returned',
  },
  {
    title: 'a function of calls',
    code: module({
      functions: [
        { type: 0, code: [...repeatBytes(65_520, call(3))] },
        { type: 0, code: [] },
      ],
    }),
    expected: 'returned',
  },
  {
    title: 'a function of returns and traps under conditions',
    code: contractOf([...repeatBytes(65_520, [...i32Const(0), OP.brIf, 0])]),
    expected: 'returned',
  },
  {
    title: 'a module of 513 KiB',
    code: plain([], sectionOf(0, [...nameOf('x'), ...repeatBytes(513 * 1024, [0])])),
    expected: 'code.tooLarge',
  },
  { title: 'a module of 7 MB', code: new Uint8Array(7_000_000), expected: 'code.tooLarge' },
  {
    title: 'custom sections of 400 KB',
    code: plain(sectionOf(0, [...nameOf('name'), ...repeatBytes(400_000, [0xff])])),
    expected: 'returned',
  },
  {
    title: '100,000 custom sections',
    code: plain([...repeatBytes(400_000, [0, 2, 1, 0x61])]),
    expected: 'returned',
  },
  {
    title: '10,000 data segments on one byte',
    code: module({ data: Array.from({ length: 10_000 }, () => ({ offset: 5, bytes: [1] })) }),
    expected: 'returned',
  },
  {
    title: '10,001 data segments',
    code: module({ data: Array.from({ length: 10_001 }, () => ({ offset: 5, bytes: [1] })) }),
    expected: 'code.limitExceeded',
  },
  {
    title: 'a data segment beyond the memory',
    code: module({ data: [{ offset: 65_536, bytes: [1] }] }),
    expected: 'code.segmentOutOfBounds',
  },
  {
    title: 'a data segment at a negative offset',
    code: module({ data: [{ offset: -1, bytes: [1] }] }),
    expected: 'code.segmentOutOfBounds',
  },
  {
    title: 'a table of 10,001 entries',
    code: module({ tableEntries: 10_001 }),
    expected: 'code.limitExceeded',
  },
  {
    title: 'an element beyond the table',
    code: module({ tableEntries: 2, elements: [{ offset: 1, functions: [2, 2] }] }),
    expected: 'code.segmentOutOfBounds',
  },
  { title: 'a memory of 257 pages', code: module({ pages: [257] }), expected: 'code.memoryRefused' },
  { title: 'a memory of 256 pages', code: module({ pages: [256] }), expected: 'returned' },
  {
    title: 'a memory maximum below its minimum',
    code: module({ pages: [2, 1] }),
    expected: 'code.malformed',
  },
  {
    title: '1,025 globals',
    code: module({
      globals: Array.from({ length: 1_025 }, () => ({
        type: I32,
        isMutable: true,
        code: [...i32Const(0), OP.end],
      })),
    }),
    expected: 'code.limitExceeded',
  },
  {
    title: '129 parameters',
    code: module({
      types: [
        START_SIGNATURE,
        HOST_SIGNATURE,
        { parameters: Array.from({ length: 129 }, () => I32), result: NOTHING },
      ],
    }),
    expected: 'code.limitExceeded',
  },
];

export const BOMBS: readonly Bomb[] = [...RUNTIME, ...STRUCTURE];
