/**
 * Modules made to hurt: each family of hostile code, with what must become of it.
 * @module
 */
import { F32, I32, I64, NOTHING, OP } from '../../src/module/opcodes.ts';
import {
  buildModule,
  call,
  contractOf,
  HEADER,
  HOST_SIGNATURE,
  hostCall,
  i32Const,
  i64Const,
  type ModuleSpec,
  nameOf,
  START_SIGNATURE,
  sectionOf,
  u32,
  vector,
} from './module-builder.ts';

/** `expected` is a refusal code, or how a run ends: `returned`, `exhausted`, or `trapped`. */
export type Bomb = Readonly<{ title: string; code: Uint8Array; expected: string }>;

const many = (count: number, part: readonly number[]): number[] =>
  Array.from({ length: count }, () => part).flat();
/** As many whole parts as fit `length` bytes. */
const repeatBytes = (length: number, part: readonly number[]): Uint8Array => {
  const bytes = new Uint8Array(length - (length % part.length));
  for (let at = 0; at < bytes.length; at++) bytes[at] = part[at % part.length]!;
  return bytes;
};
const spec: ModuleSpec = {
  types: [START_SIGNATURE, HOST_SIGNATURE],
  hasImports: true,
  functions: [{ type: 0, code: [] }],
  start: 2,
};
const module = (more: Partial<ModuleSpec>): Uint8Array => buildModule({ ...spec, ...more });

/** A module of raw parts after a valid type, import and function section. */
const raw = (...parts: readonly (readonly number[])[]): Uint8Array =>
  Uint8Array.from([...HEADER, ...parts.flat()]);
const TYPES = sectionOf(1, vector([[0x60, 0, 0]]));
const FUNCTIONS = sectionOf(3, [1, 0]);
const MEMORY = sectionOf(5, [1, 0, 1]);
const EXPORTS = sectionOf(
  7,
  vector([
    [...nameOf('_start'), 0, 0],
    [...nameOf('memory'), 2, 0],
  ]),
);
const CODE = sectionOf(10, [1, 2, 0, OP.end]);
const plain = (before: readonly number[] = [], after: readonly number[] = []): Uint8Array =>
  raw(before, TYPES, FUNCTIONS, MEMORY, EXPORTS, CODE, after);

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
const withLocals = (count: number, code: readonly number[]): Uint8Array => {
  const body = [1, ...u32(count), I64, ...code, OP.end];
  return raw(TYPES, FUNCTIONS, MEMORY, EXPORTS, sectionOf(10, [1, ...u32(body.length), ...body]));
};

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

const FEATURES: readonly Bomb[] = [
  {
    title: 'a start section',
    code: raw(TYPES, FUNCTIONS, MEMORY, EXPORTS, sectionOf(8, [0]), CODE),
    expected: 'code.startSection',
  },
  {
    title: 'two memories',
    code: raw(TYPES, FUNCTIONS, sectionOf(5, [2, 0, 1, 0, 1]), EXPORTS, CODE),
    expected: 'code.limitExceeded',
  },
  { title: 'no memory', code: raw(TYPES, FUNCTIONS, EXPORTS, CODE), expected: 'code.indexOutOfRange' },
  {
    title: 'two tables',
    code: raw(TYPES, FUNCTIONS, sectionOf(4, [2, 0x70, 0, 1, 0x70, 0, 1]), MEMORY, EXPORTS, CODE),
    expected: 'code.limitExceeded',
  },
  {
    title: 'a shared memory',
    code: raw(TYPES, FUNCTIONS, sectionOf(5, [1, 3, 1, 2]), EXPORTS, CODE),
    expected: 'code.featureOff',
  },
  {
    title: 'a 64-bit memory',
    code: raw(TYPES, FUNCTIONS, sectionOf(5, [1, 4, 1]), EXPORTS, CODE),
    expected: 'code.featureOff',
  },
  {
    title: '1,000 results',
    code: raw(
      sectionOf(1, [1, 0x60, 0, ...u32(1_000), ...many(1_000, [I32])]),
      FUNCTIONS,
      MEMORY,
      EXPORTS,
      CODE,
    ),
    expected: 'code.featureOff',
  },
  { title: 'a block with two results', code: contractOf([OP.block, 1, OP.end]), expected: 'code.featureOff' },
  {
    title: 'a vector instruction',
    code: contractOf([0xfd, 12, ...many(16, [0]), OP.drop]),
    expected: 'code.featureOff',
  },
  { title: 'an atomic instruction', code: contractOf([0xfe, 3, 0]), expected: 'code.featureOff' },
  { title: 'a tail call', code: contractOf([0x12, 2]), expected: 'code.featureOff' },
  { title: 'a null reference', code: contractOf([0xd0, 0x70, OP.drop]), expected: 'code.featureOff' },
  {
    title: 'a typed select',
    code: contractOf([...i32Const(0), ...i32Const(0), ...i32Const(0), 0x1c, 1, I32, OP.drop]),
    expected: 'code.featureOff',
  },
  {
    title: 'a saturating truncation',
    code: contractOf([OP.f32Const, 0, 0, 0, 0, OP.prefix, 0, OP.drop]),
    expected: 'code.featureOff',
  },
  {
    title: 'memory.init',
    code: contractOf([...many(3, i32Const(0)), OP.prefix, 8, 0, 0]),
    expected: 'code.featureOff',
  },
  {
    title: 'table.copy',
    code: contractOf([...many(3, i32Const(0)), OP.prefix, 14, 0, 0]),
    expected: 'code.featureOff',
  },
  { title: 'exceptions', code: contractOf([0x06, NOTHING, OP.end]), expected: 'code.featureOff' },
  {
    title: 'an externref local',
    code: contractOf([], { functions: [{ type: 0, locals: [0x6f], code: [] }] }),
    expected: 'code.featureOff',
  },
  {
    title: 'a tag section',
    code: raw(TYPES, FUNCTIONS, MEMORY, sectionOf(13, [0]), EXPORTS, CODE),
    expected: 'code.featureOff',
  },
  {
    title: 'a passive data segment',
    code: plain([], sectionOf(11, [1, 1, 1, 0])),
    expected: 'code.featureOff',
  },
  {
    title: 'an over-long section size',
    code: raw([1, 0x84, 0, 1, 0x60, 0, 0], FUNCTIONS, MEMORY, EXPORTS, CODE),
    expected: 'code.integerNotCanonical',
  },
  {
    title: 'an over-long signed constant',
    code: contractOf([OP.i32Const, 0x80, 0x00, OP.drop]),
    expected: 'code.integerNotCanonical',
  },
  {
    title: 'an over-long negative constant',
    code: contractOf([OP.i64Const, 0xff, 0x7f, OP.drop]),
    expected: 'code.integerNotCanonical',
  },
  {
    title: 'an over-long index',
    code: contractOf([OP.call, 0x82, 0x80, 0x00]),
    expected: 'code.integerNotCanonical',
  },
  {
    title: 'an integer of more than 32 bits',
    code: contractOf([OP.i32Const, 0xff, 0xff, 0xff, 0xff, 0x3f, OP.drop]),
    expected: 'code.malformed',
  },
  {
    title: 'sections out of order',
    code: raw(TYPES, MEMORY, FUNCTIONS, EXPORTS, CODE),
    expected: 'code.sectionOrder',
  },
  {
    title: 'a section twice',
    code: raw(TYPES, TYPES, FUNCTIONS, MEMORY, EXPORTS, CODE),
    expected: 'code.sectionOrder',
  },
  {
    title: 'stray bytes in a section',
    code: raw(sectionOf(1, [1, 0x60, 0, 0, 0]), FUNCTIONS, MEMORY, EXPORTS, CODE),
    expected: 'code.sectionSize',
  },
  {
    title: 'an import from another module',
    code: raw(
      sectionOf(1, [1, 0x60, 0, 0]),
      sectionOf(2, vector([[...nameOf('wasi'), ...nameOf('invoke_thunk'), 0, 0]])),
      FUNCTIONS,
      MEMORY,
      EXPORTS,
      CODE,
    ),
    expected: 'code.importRefused',
  },
  {
    title: 'an imported memory',
    code: raw(
      TYPES,
      sectionOf(2, vector([[...nameOf('env'), ...nameOf('memory'), 2, 0, 1]])),
      FUNCTIONS,
      EXPORTS,
      CODE,
    ),
    expected: 'code.importRefused',
  },
  {
    title: 'an import of another signature',
    code: raw(
      TYPES,
      sectionOf(2, vector([[...nameOf('env'), ...nameOf('invoke_thunk'), 0, 0]])),
      FUNCTIONS,
      MEMORY,
      EXPORTS,
      CODE,
    ),
    expected: 'code.importRefused',
  },
  {
    title: 'no _start',
    code: raw(TYPES, FUNCTIONS, MEMORY, sectionOf(7, vector([[...nameOf('memory'), 2, 0]])), CODE),
    expected: 'code.exportMissing',
  },
  {
    title: 'a memory not exported',
    code: raw(TYPES, FUNCTIONS, MEMORY, sectionOf(7, vector([[...nameOf('_start'), 0, 0]])), CODE),
    expected: 'code.exportMissing',
  },
  {
    title: 'an export twice',
    code: raw(
      TYPES,
      FUNCTIONS,
      MEMORY,
      sectionOf(
        7,
        vector([
          [...nameOf('a'), 0, 0],
          [...nameOf('a'), 0, 0],
        ]),
      ),
      CODE,
    ),
    expected: 'code.exportTwice',
  },
  {
    title: '_start with a parameter',
    code: module({ types: [{ parameters: [I32], result: NOTHING }, HOST_SIGNATURE] }),
    expected: 'code.typeMismatch',
  },
  {
    title: 'too great an alignment',
    code: contractOf([...i32Const(0), 0x28, 3, 0, OP.drop]),
    expected: 'code.alignment',
  },
  {
    title: 'a write to an immutable global',
    code: contractOf([...i32Const(0), OP.globalSet, 0], {
      globals: [{ type: I32, isMutable: false, code: [...i32Const(0), OP.end] }],
    }),
    expected: 'code.immutableGlobal',
  },
  {
    title: 'a global initialized by a global',
    code: module({ globals: [{ type: I32, isMutable: false, code: [OP.globalGet, 0, OP.end] }] }),
    expected: 'code.featureOff',
  },
  {
    title: 'a global of another type than its value',
    code: module({ globals: [{ type: F32, isMutable: false, code: [...i64Const(0n), OP.end] }] }),
    expected: 'code.typeMismatch',
  },
  {
    title: 'an operand of the wrong type',
    code: contractOf([...i64Const(0n), 0x45, OP.drop]),
    expected: 'code.typeMismatch',
  },
  { title: 'an operand too few', code: contractOf([OP.drop]), expected: 'code.typeMismatch' },
  { title: 'an operand too many', code: contractOf(i32Const(0)), expected: 'code.typeMismatch' },
  {
    title: 'an else without an if',
    code: contractOf([OP.block, NOTHING, OP.else, OP.end]),
    expected: 'code.malformed',
  },
  {
    title: 'an if with a result and no else',
    code: contractOf([...i32Const(0), OP.if, I32, ...i32Const(0), OP.end, OP.drop]),
    expected: 'code.typeMismatch',
  },
  { title: 'code after the last end', code: contractOf([OP.end, OP.nop]), expected: 'code.malformed' },
  { title: 'a branch to no label', code: contractOf([OP.br, 1]), expected: 'code.indexOutOfRange' },
  { title: 'a call of no function', code: contractOf([OP.call, 3]), expected: 'code.indexOutOfRange' },
  { title: 'a body that is cut off', code: plain().subarray(0, -1), expected: 'code.truncated' },
  { title: 'no WebAssembly', code: new TextEncoder().encode('#!/bin/sh\n'), expected: 'code.notWasm' },
  { title: 'nothing', code: new Uint8Array(0), expected: 'code.notWasm' },
];

export const BOMBS: readonly Bomb[] = [...RUNTIME, ...STRUCTURE, ...FEATURES];
