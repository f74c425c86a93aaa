/**
 * Rewrites one function body so that it counts its ticks and its stack (`layout.ts` says how they travel).
 *
 * One tick an executed opcode, by the rules of `spec/koinos.md` 4.11. Straight code accumulates a pending count,
 * which is charged where control leaves: before a branch, a call, a label that branches reach. So each opcode is
 * counted once on each path, and merging paths need no correction:
 * - a `loop` opcode belongs to its own body, for a branch to it executes it again;
 * - `else` and `end` are counted where they are reached by falling through, for branches jump past them;
 * - the final `end` of a function is executed by whatever leaves it, so it is charged once at the exit.
 * Unreachable code is dropped.
 * @module
 */
import { ACCESS, BULK, I32, isDivision, isFloat, NOTHING, OP } from '../module/opcodes.ts';
import { Reader } from '../module/reader.ts';
import type { FunctionBody, WasmModule } from '../module/structure.ts';
import { IMPORTS, REASON, STACK_FRAME_UNIT, STACK_OVERFLOW_MASK } from './layout.ts';
import type { Writer } from './writer.ts';

/** Indices that the whole module shares. */
export type Places = Readonly<{
  ticksGlobal: number;
  reasonGlobal: number;
  stopFunction: number;
  growFunction: number;
  copyFunction: number;
  fillFunction: number;
}>;

/** Functions that call nothing and are no longer than this do not check their ticks on entry. */
const UNCHECKED_BYTES_MAX = 512;

type Structure = { kind: number; isTarget: boolean };

export class BodyRewriter {
  readonly #out: Writer;
  readonly #places: Places;
  readonly #body: FunctionBody;
  readonly #reader: Reader;
  readonly #parameters: number;
  readonly #result: number;
  /** Local indices of the ticks, the stack, and a scratch operand. */
  readonly #ticks: number;
  readonly #stack: number;
  readonly #scratch: number;
  readonly #open: Structure[] = [];
  #pending = 0;
  #isDead = false;

  constructor(out: Writer, places: Places, module: WasmModule, body: FunctionBody) {
    const type = module.types[body.typeIndex]!;
    this.#out = out;
    this.#places = places;
    this.#body = body;
    this.#reader = new Reader(module.bytes, body.at, body.end);
    this.#parameters = type.parameters.length;
    this.#result = type.result;
    this.#ticks = this.#parameters;
    this.#stack = this.#parameters + 1;
    this.#scratch = this.#parameters + 2 + body.locals.length;
  }

  run(): void {
    this.#declareLocals();
    this.#enterStack();
    const isLeaf = !this.#body.hasCalls && this.#body.end - this.#body.at <= UNCHECKED_BYTES_MAX;
    if (!isLeaf) this.#checkTicks();
    this.#out.bytes(OP.block, this.#result);
    this.#open.push({ kind: OP.block, isTarget: false });
    while (this.#open.length > 0) this.#instruction();
    this.#out.byte(OP.localGet);
    this.#out.u32(this.#ticks);
    this.#out.bytes(OP.i64Const, 1, OP.i64Sub, OP.end);
  }

  #declareLocals(): void {
    const { locals, hasIndirectCalls } = this.#body;
    const groups: [count: number, type: number][] = [];
    for (const type of hasIndirectCalls ? [...locals, I32] : locals) {
      const last = groups.at(-1);
      if (last !== undefined && last[1] === type) last[0]++;
      else groups.push([1, type]);
    }
    this.#out.u32(groups.length);
    for (const [count, type] of groups) {
      this.#out.u32(count);
      this.#out.byte(type);
    }
  }

  #enterStack(): void {
    const slots = this.#parameters + this.#body.locals.length + this.#body.operandsMax;
    const out = this.#out;
    out.byte(OP.localGet);
    out.u32(this.#stack);
    out.byte(OP.i32Const);
    out.s32(STACK_FRAME_UNIT + slots);
    out.bytes(0x6b, OP.localTee); // i32.sub
    out.u32(this.#stack);
    out.byte(OP.i32Const);
    out.s32(STACK_OVERFLOW_MASK);
    out.byte(0x71); // i32.and
    this.#stopIf();
  }

  #checkTicks(): void {
    const out = this.#out;
    out.byte(OP.localGet);
    out.u32(this.#ticks);
    out.bytes(OP.i64Const, 0, OP.i64LtS);
    this.#stopIf();
  }

  /**
   * Stops for want of ticks or of stack if the operand is true. A call, so that the rewritten function stays small:
   * optimizing compilers inline by size.
   */
  #stopIf(): void {
    const out = this.#out;
    out.bytes(OP.if, NOTHING, OP.localGet);
    out.u32(this.#ticks);
    out.byte(OP.call);
    out.u32(this.#places.stopFunction);
    out.bytes(OP.unreachable, OP.end);
  }

  #stop(reason: number): void {
    this.#out.bytes(OP.i32Const, reason, OP.globalSet);
    this.#out.u32(this.#places.reasonGlobal);
    this.#out.byte(OP.unreachable);
  }

  /** Stores the ticks left after `spent` more. */
  #storeTicks(spent: number): void {
    const out = this.#out;
    out.byte(OP.localGet);
    out.u32(this.#ticks);
    if (spent > 0) {
      out.byte(OP.i64Const);
      out.s32(spent);
      out.byte(OP.i64Sub);
    }
    out.byte(OP.globalSet);
    out.u32(this.#places.ticksGlobal);
  }

  /** Charges what is pending. */
  #settle(): void {
    if (this.#pending === 0) return;
    const out = this.#out;
    out.byte(OP.localGet);
    out.u32(this.#ticks);
    out.byte(OP.i64Const);
    out.s32(this.#pending);
    out.bytes(OP.i64Sub, OP.localSet);
    out.u32(this.#ticks);
    this.#pending = 0;
  }

  #instruction(): void {
    const start = this.#reader.at;
    const op = this.#reader.byte();
    if (op === OP.else || op === OP.end) {
      if (op === OP.else) this.#else();
      else this.#end();
      return;
    }
    if (this.#isDead) {
      this.#skipDead(op);
      return;
    }
    if (op <= OP.callIndirect) this.#control(op);
    else if (op >= OP.localGet && op <= OP.localTee) this.#local(op);
    else if (op === OP.memoryGrow || op === OP.prefix) this.#charged(op);
    else this.#plain(op, start);
  }

  #plain(op: number, start: number): void {
    this.#pending++;
    if (isFloat[op] === 1 || op === OP.f32Const || op === OP.f64Const) {
      skipImmediates(this.#reader, op);
      this.#trap(REASON.float);
      return;
    }
    skipImmediates(this.#reader, op);
    if (ACCESS[op] !== 0 || isDivision[op] === 1) this.#storeTicks(this.#pending);
    this.#out.copy(this.#reader.bytes, start, this.#reader.at);
  }

  #trap(reason: number): void {
    this.#storeTicks(this.#pending);
    this.#stop(reason);
    this.#die();
  }

  #die(): void {
    this.#pending = 0;
    this.#isDead = true;
  }

  #local(op: number): void {
    const index = this.#reader.u32();
    this.#pending++;
    this.#out.byte(op);
    this.#out.u32(index < this.#parameters ? index : index + 2);
  }

  /** Instructions whose cost depends on an operand are functions of their own. */
  #charged(op: number): void {
    const { growFunction, copyFunction, fillFunction } = this.#places;
    const kind = this.#reader.byte();
    if (op === OP.memoryGrow) this.#callAfterSettling(growFunction);
    else {
      this.#reader.skip(kind === BULK.memoryCopy ? 2 : 1);
      this.#callAfterSettling(kind === BULK.memoryCopy ? copyFunction : fillFunction);
    }
  }

  #callAfterSettling(target: number): void {
    this.#pending++;
    this.#settle();
    const out = this.#out;
    out.byte(OP.localGet);
    out.u32(this.#ticks);
    out.byte(OP.call);
    out.u32(target);
    out.byte(OP.localSet);
    out.u32(this.#ticks);
  }

  #control(op: number): void {
    const reader = this.#reader;
    if (op === OP.loop) {
      this.#settle();
      this.#out.bytes(op, reader.byte());
      this.#open.push({ kind: op, isTarget: false });
      this.#checkTicks();
      this.#pending = 1;
      return;
    }
    this.#pending++;
    if (op === OP.nop) return;
    if (op === OP.block) {
      this.#out.bytes(op, reader.byte());
      this.#open.push({ kind: op, isTarget: false });
      return;
    }
    if (op === OP.unreachable) {
      this.#trap(REASON.unreachable);
      return;
    }
    this.#settle();
    if (op === OP.if) {
      this.#out.bytes(op, reader.byte());
      this.#open.push({ kind: op, isTarget: false });
    } else if (op === OP.call) this.#call(reader.u32());
    else if (op === OP.callIndirect) this.#callIndirect();
    else this.#branch(op);
  }

  #branch(op: number): void {
    const out = this.#out;
    if (op === OP.return) {
      out.byte(OP.br);
      out.u32(this.#open.length - 1);
    } else {
      out.byte(op);
      const count = op === OP.brTable ? this.#reader.u32() : 0;
      if (op === OP.brTable) out.u32(count);
      for (let index = 0; index <= count; index++) {
        const label = this.#reader.u32();
        this.#open[this.#open.length - 1 - label]!.isTarget = true;
        out.u32(label);
      }
    }
    if (op !== OP.brIf) this.#die();
  }

  #call(index: number): void {
    const out = this.#out;
    out.byte(OP.localGet);
    out.u32(this.#ticks);
    out.byte(OP.localGet);
    out.u32(this.#stack);
    out.byte(OP.call);
    out.u32(index + IMPORTS);
    out.byte(OP.localSet);
    out.u32(this.#ticks);
  }

  #callIndirect(): void {
    const typeIndex = this.#reader.u32();
    this.#reader.skip(1);
    this.#storeTicks(0);
    const out = this.#out;
    out.byte(OP.localSet);
    out.u32(this.#scratch);
    for (const local of [this.#ticks, this.#stack, this.#scratch]) {
      out.byte(OP.localGet);
      out.u32(local);
    }
    out.byte(OP.callIndirect);
    out.u32(typeIndex);
    out.bytes(0, OP.localSet);
    out.u32(this.#ticks);
  }

  #else(): void {
    if (!this.#isDead) {
      this.#pending++;
      this.#settle();
    }
    this.#pending = 0;
    this.#isDead = false;
    this.#out.byte(OP.else);
    this.#open.at(-1)!.kind = OP.else;
  }

  #end(): void {
    const { kind, isTarget } = this.#open.pop()!;
    const isExit = this.#open.length === 0;
    const joins = isExit || isTarget || kind === OP.if || kind === OP.else;
    if (!this.#isDead) {
      if (!isExit) this.#pending++;
      if (joins && kind !== OP.loop) this.#settle();
    }
    this.#isDead = false;
    this.#out.byte(OP.end);
  }

  /** Passes over one unreachable instruction; nested structures whole. */
  #skipDead(op: number): void {
    skipImmediates(this.#reader, op);
    if (op !== OP.block && op !== OP.loop && op !== OP.if) return;
    for (let depth = 1; depth > 0; ) {
      const inner = this.#reader.byte();
      skipImmediates(this.#reader, inner);
      if (inner === OP.block || inner === OP.loop || inner === OP.if) depth++;
      else if (inner === OP.end) depth--;
    }
  }
}

/** Moves past what follows `op`. */
function skipImmediates(reader: Reader, op: number): void {
  if (ACCESS[op] !== 0) {
    reader.u32();
    reader.u32();
    return;
  }
  switch (op) {
    case OP.block:
    case OP.loop:
    case OP.if:
    case OP.memorySize:
    case OP.memoryGrow:
      reader.skip(1);
      return;
    case OP.i32Const:
    case OP.i64Const:
      reader.skipS64();
      return;
    case OP.f32Const:
      reader.skip(4);
      return;
    case OP.f64Const:
      reader.skip(8);
      return;
    case OP.prefix:
      reader.skip(reader.byte() === BULK.memoryCopy ? 2 : 1);
      return;
    case OP.brTable:
      for (let count = reader.u32(); count >= 0; count--) reader.u32();
      return;
    case OP.callIndirect:
      reader.u32();
      reader.skip(1);
      return;
    case OP.br:
    case OP.brIf:
    case OP.call:
    case OP.localGet:
    case OP.localSet:
    case OP.localTee:
    case OP.globalGet:
    case OP.globalSet:
      reader.u32();
  }
}
