/**
 * Modules that use what contracts may not use, or are no modules at all, each with its refusal.
 * @module
 */
import { F32, I32, NOTHING, OP } from '../../src/module/opcodes.ts';
import {
  type Bomb,
  CODE,
  EXPORTS,
  FUNCTIONS,
  MEMORY,
  many,
  module,
  plain,
  raw,
  TYPES,
} from './bomb-parts.ts';
import {
  contractOf,
  HOST_SIGNATURE,
  i32Const,
  i64Const,
  nameOf,
  sectionOf,
  u32,
  vector,
} from './module-builder.ts';
export const REFUSED_FEATURES: readonly Bomb[] = [
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
