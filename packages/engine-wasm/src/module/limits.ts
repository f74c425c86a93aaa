/**
 * The limits a contract's code must keep, all of them consensus rules.
 *
 * They lie far beneath the limits of V8 (locals 50,000, function 7.6 MB, `br_table` 65,520, ...), so that a limit
 * of the machine can never decide whether a module is valid. Sources: `spec/koinos.md` 4.11, and the measurements
 * of the bomb families in `test/bombs.test.ts`.
 * @module
 */

/** Bytes of a whole module, custom sections included. */
export const CODE_BYTES_MAX: number = 512 * 1024;
/** Bytes of one function body, its local declarations included. */
export const FUNCTION_BYTES_MAX: number = 64 * 1024;
/** Functions of a module, imported ones included. */
export const FUNCTIONS_MAX: number = 10_000;
export const TYPES_MAX: number = 2_048;
export const PARAMETERS_MAX: number = 128;
/** Parameters and locals of one function. */
export const LOCALS_MAX: number = 4_096;
/** Height of the operand stack of one function. */
export const OPERANDS_MAX: number = 1_024;
/** Open `block`, `loop` and `if` within one function, the body itself included. */
export const NESTING_MAX: number = 256;
/** Loops of one function: optimizing compilers take time in the square of their number (1.4 s for 16,000). */
export const LOOPS_MAX = 1_024;
/** Targets of one `br_table`, the default one not included. */
export const BR_TABLE_MAX: number = 4_096;
/**
 * Product of (branches and labels of a function) and (its locals and operands): what a compiler's merging of
 * states at branch targets costs.
 */
export const BRANCH_WORK_MAX: number = 4 * 1024 * 1024;
export const IMPORTS_MAX: number = 16;
export const EXPORTS_MAX: number = 1_024;
export const NAME_BYTES_MAX: number = 1_024;
export const GLOBALS_MAX: number = 1_024;
/** Entries of the one table. */
export const TABLE_ENTRIES_MAX: number = 10_000;
export const ELEMENT_SEGMENTS_MAX: number = 1_024;
export const DATA_SEGMENTS_MAX: number = 10_000;
/** Pages of 64 KiB: the most memory a contract can have, declared or grown to. */
export const MEMORY_PAGES_MAX: number = 256;
export const PAGE_BYTES: number = 65_536;
