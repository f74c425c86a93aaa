/**
 * What an instrumented module looks like from outside and inside: the contract between the rewriter and the engine.
 *
 * The rest of the budget travels in registers. Each function takes two more parameters, the ticks left (`i64`)
 * and the stack left (`i32`, packed), and returns one more result, the ticks left (`i64`). Memory is touched only
 * where a trap could lose that value: just before an instruction that may trap, the ticks left *after* it are
 * stored in the global `ticks`. So each outcome knows its exact ticks, at the price of one store where it matters.
 *
 * Ticks may run below zero for a bounded stretch: they are checked where control can come back (loop heads, entries
 * of functions that call) and before whatever can be seen outside (host calls) or is not of constant cost
 * (`memory.grow`, bulk copies). Whoever ends with less than zero is exhausted, whatever else happened meanwhile.
 * @module
 */

/** Module of the imports of an instrumented module. */
export const IMPORT_MODULE = 'h';
/** `(6 × i32, ticks: f64, stack: i32) -> i32` */
export const IMPORT_SYSTEM_CALL = 's';
export const IMPORT_THUNK = 't';
/** `() -> f64`: ticks left after the last host call. An `f64` holds 2^53 exactly and costs no `BigInt`. */
export const IMPORT_TICKS = 'l';
export const IMPORTS = 3;

/** `(ticks: f64, stack: i32) -> f64`: runs `_start`, returns the ticks left. */
export const EXPORT_RUN = 'run';
/** `() -> ()`: sets every mutable global to its initial value. */
export const EXPORT_RESTORE = 'restore';
export const EXPORT_MEMORY = 'memory';
/** Mutable `i64`: ticks left at the last instruction that might have trapped. */
export const EXPORT_TICKS = 'ticks';
/** Mutable `i32`: one of `REASON`. */
export const EXPORT_REASON = 'reason';

/** Why an instrumented module stopped itself; 0 after a trap of the machine (memory, division, table). */
export const REASON = { machine: 0, unreachable: 1, float: 2, stack: 3, exhausted: 4, native: 5 } as const;

/** The packed stack budget: slots in bits 0 to 18, frames in bits 20 to 30; bits 19 and 31 catch the borrow. */
export const STACK_FRAME_UNIT: number = 1 << 20;
export const STACK_OVERFLOW_MASK: number = (1 << 31) | (1 << 19);

/** Frames and operand slots of one transaction, over all its nested contracts (`design`: far below the native stack). */
export const STACK_FRAMES_MAX = 1_024;
export const STACK_SLOTS_MAX = 16_384;

/** A bulk memory instruction costs one tick more for each so many bytes. */
export const BULK_BYTES_PER_TICK_LOG2 = 4;

/** What memory costs beside the tick of its instruction: a rule of the chain, the same on all of its nodes. */
export type MemoryPrices = Readonly<{
  /** Ticks for each page that `memory.grow` asks for, even if it fails; in [0, `PAGE_TICKS_MAX`]. */
  grownPageTicks: number;
  /** Ticks for each page of initial memory, due when a contract starts; in [0, `PAGE_TICKS_MAX`]. */
  initialPageTicks: number;
}>;
export const PAGE_TICKS_MAX: number = 1 << 20;
/** As `spec/koinos.md` 4.11 has it. */
export const KOINOS_MEMORY_PRICES: MemoryPrices = { grownPageTicks: 1, initialPageTicks: 0 };
