/**
 * The functions that instrumentation adds to a module: the way in, the ways out, and what costs by size.
 * Each is a short hand-written body; `layout.ts` gives their meaning.
 * @module
 */
import { BULK, I32, I64, NOTHING, OP } from '../module/opcodes.ts';
import type { WasmModule } from '../module/structure.ts';
import type { Places } from './body.ts';
import { BULK_BYTES_PER_TICK_LOG2, IMPORTS, REASON } from './layout.ts';
import { Writer } from './writer.ts';

const I32_EQ = 0x46;
const I32_EQZ = 0x45;
const I32_GT_U = 0x4b;
/** LEB128 of -1. */
const MINUS_ONE = 0x7f;
const I32_SUB = 0x6b;
const I32_SHR_U = 0x76;
const I64_MUL = 0x7e;
const I64_GT_U = 0x56;
const I64_SHL = 0x86;
const I64_EXTEND_U = 0xad;
const I64_TRUNC_F64_S = 0xb0;
const F64_CONVERT_S = 0xb9;
const HOST_PARAMETERS = 6;
const PAGE_LOG2 = 16;

function body(write: (out: Writer) => void): Uint8Array {
  const out = new Writer();
  write(out);
  out.byte(OP.end);
  return out.view();
}

function get(out: Writer, ...locals: readonly number[]): void {
  for (const local of locals) out.bytes(OP.localGet, local);
}

function stop(out: Writer, places: Places, reason: number): void {
  out.bytes(OP.i32Const, reason, OP.globalSet);
  out.u32(places.reasonGlobal);
  out.byte(OP.unreachable);
}

/** Stops if local `ticks` is below zero. */
function check(out: Writer, places: Places, ticks: number): void {
  get(out, ticks);
  out.bytes(OP.i64Const, 0, OP.i64LtS, OP.if, NOTHING);
  stop(out, places, REASON.exhausted);
  out.byte(OP.end);
}

/** `(ticks: i64) -> ()`: ends a run that lacks ticks or, if it does not, stack. */
export function stopBody(places: Places): Uint8Array {
  return body((out) => {
    const ticks = 0;
    out.byte(0);
    check(out, places, ticks);
    get(out, ticks);
    out.byte(OP.globalSet);
    out.u32(places.ticksGlobal);
    stop(out, places, REASON.stack);
  });
}

/** Stands for an imported host function: `imported` is its index in the instrumented module. */
export function hostBody(places: Places, imported: number): Uint8Array {
  return body((out) => {
    const [ticks, stack] = [HOST_PARAMETERS, HOST_PARAMETERS + 1];
    out.byte(0);
    check(out, places, ticks);
    for (let parameter = 0; parameter < HOST_PARAMETERS; parameter++) get(out, parameter);
    get(out, ticks);
    out.byte(F64_CONVERT_S);
    get(out, stack);
    out.bytes(OP.call, imported, OP.call, IMPORTS - 1, I64_TRUNC_F64_S);
  });
}

/**
 * `(pages: i32, ticks: i64) -> (i32, i64)`. The machine is asked only for growth that ought to succeed, so at most
 * as often as there are pages (asking takes 200 ns and a tick pays for less than one); if it fails, that is the
 * machine's fault and no result.
 */
export function growBody(places: Places, maximumPages: number, pageTicks: number): Uint8Array {
  return body((out) => {
    const [pages, ticks, before] = [0, 1, 2];
    out.bytes(1, 1, I32);
    get(out, ticks, pages);
    out.bytes(I64_EXTEND_U, OP.i64Const);
    out.s32(pageTicks);
    out.bytes(I64_MUL, OP.i64Sub, OP.localSet, ticks);
    check(out, places, ticks);
    out.bytes(OP.memorySize, 0, OP.localSet, before);
    get(out, pages);
    out.byte(OP.i32Const);
    out.s32(maximumPages);
    get(out, before);
    out.bytes(I32_SUB, I32_GT_U, OP.if, NOTHING, OP.i32Const, MINUS_ONE);
    get(out, ticks);
    out.bytes(OP.return, OP.end);
    get(out, pages);
    out.bytes(OP.if, NOTHING);
    get(out, pages);
    out.bytes(OP.memoryGrow, 0, OP.i32Const, MINUS_ONE, I32_EQ, OP.if, NOTHING);
    stop(out, places, REASON.native);
    out.bytes(OP.end, OP.end);
    get(out, before, ticks);
  });
}

/** Traps if the address in local `address` lies beyond the end of memory. */
function checkEnd(out: Writer, address: number): void {
  get(out, address);
  out.bytes(I64_EXTEND_U, OP.memorySize, 0, I64_EXTEND_U, OP.i64Const, PAGE_LOG2, I64_SHL, I64_GT_U);
  out.bytes(OP.if, NOTHING, OP.unreachable, OP.end);
}

/**
 * `(i32, i32, bytes: i32, ticks: i64) -> i64` for `memory.copy` and `memory.fill`. Nothing is not left to the
 * machine: the processor looks up the address all the same, which takes 100 ns where memory was never touched.
 */
export function bulkBody(places: Places, kind: number): Uint8Array {
  return body((out) => {
    const [bytes, ticks] = [2, 3];
    out.byte(0);
    get(out, ticks, bytes);
    out.bytes(OP.i32Const, BULK_BYTES_PER_TICK_LOG2, I32_SHR_U, I64_EXTEND_U, OP.i64Sub, OP.localSet, ticks);
    check(out, places, ticks);
    get(out, ticks);
    out.byte(OP.globalSet);
    out.u32(places.ticksGlobal);
    get(out, bytes);
    out.bytes(I32_EQZ, OP.if, NOTHING);
    checkEnd(out, 0);
    if (kind === BULK.memoryCopy) checkEnd(out, 1);
    get(out, ticks);
    out.bytes(OP.return, OP.end);
    get(out, 0, 1, bytes);
    out.bytes(OP.prefix, kind, 0);
    if (kind === BULK.memoryCopy) out.byte(0);
    get(out, ticks);
  });
}

/** `(ticks: f64, stack: i32) -> f64`: charges for the initial memory, then calls `_start`. */
export function runBody(places: Places, startFunction: number, initialTicks: number): Uint8Array {
  return body((out) => {
    const [given, stack, ticks] = [0, 1, 2];
    out.bytes(1, 1, I64);
    get(out, given);
    out.bytes(I64_TRUNC_F64_S, OP.i64Const);
    out.s32(initialTicks);
    out.bytes(OP.i64Sub, OP.localSet, ticks);
    check(out, places, ticks);
    get(out, ticks, stack);
    out.byte(OP.call);
    out.u32(startFunction);
    out.byte(F64_CONVERT_S);
  });
}

/** Sets the mutable globals and the reason to their initial values. */
export function restoreBody(places: Places, module: WasmModule): Uint8Array {
  return body((out) => {
    out.byte(0);
    module.globals.forEach(({ isMutable, value }, index) => {
      if (!isMutable) return;
      out.byte(value.opcode);
      out.copy(module.bytes, value.at, value.end);
      out.byte(OP.globalSet);
      out.u32(index);
    });
    out.bytes(OP.i32Const, REASON.machine, OP.globalSet);
    out.u32(places.reasonGlobal);
  });
}

/** Types of the above, in the order in which `instrument.ts` appends them to the contract's own. */
export const SUPPORT_TYPES: readonly Readonly<{
  parameters: readonly number[];
  results: readonly number[];
}>[] = [
  { parameters: [I32, I32, I32, I32, I32, I32, 0x7c, I32], results: [I32] },
  { parameters: [], results: [0x7c] },
  { parameters: [I32, I64], results: [I32, I64] },
  { parameters: [I32, I32, I32, I64], results: [I64] },
  { parameters: [0x7c, I32], results: [0x7c] },
  { parameters: [], results: [] },
  { parameters: [I64], results: [] },
];
export const SUPPORT_TYPE = { host: 0, ticks: 1, grow: 2, bulk: 3, run: 4, restore: 5, stop: 6 } as const;
