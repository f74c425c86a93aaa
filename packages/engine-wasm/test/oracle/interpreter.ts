/**
 * The reference interpreter: one opcode at a time, one tick each, by the rules of `spec/koinos.md` 4.11.
 *
 * It knows nothing of basic blocks, instrumentation or V8, so that agreement with the engine means something. It
 * takes the decoded module (indices, types, segments) from the package and everything else from the standard.
 * @module
 */
import type { EngineHost, ExecutionOutcome } from '@ashlar/ports';
import {
  KOINOS_MEMORY_PRICES,
  type MemoryPrices,
  STACK_FRAMES_MAX,
  STACK_SLOTS_MAX,
} from '../../src/instrument/layout.ts';
import { F32, F64, I64, isFloat, isPlain, NOTHING, OP, POP_SECOND, PUSH } from '../../src/module/opcodes.ts';
import type { WasmModule } from '../../src/module/structure.ts';
import { TRAP } from '../../src/outcome.ts';
import { type Code, decodeCode, type Instruction, readLong } from './code.ts';
import { accessOf, evaluate, Trap, type Value } from './numeric.ts';

const PAGE = 65_536;
const RETURN_BUFFER_TOO_SMALL = 105;

class Exhausted extends Error {}

type Label = Readonly<{ instruction: Instruction; height: number; arity: number; at: number }>;

export function interpret(
  module: WasmModule,
  host: EngineHost,
  prices: MemoryPrices = KOINOS_MEMORY_PRICES,
): ExecutionOutcome {
  const interpreter = new Interpreter(module, host, prices);
  try {
    interpreter.enter();
    interpreter.call(module.startFunction);
    interpreter.settle();
    return { kind: 'returned' };
  } catch (error) {
    if (error instanceof Exhausted) {
      host.spendTicks(interpreter.atLastSettlement);
      return { kind: 'exhausted' };
    }
    if (!(error instanceof Trap)) throw error;
    interpreter.settle();
    return { kind: 'trapped', reason: error.reason };
  }
}

class Interpreter {
  atLastSettlement: number;
  readonly #module: WasmModule;
  readonly #host: EngineHost;
  readonly #prices: MemoryPrices;
  readonly #codes: readonly Code[];
  readonly #table: (number | undefined)[];
  readonly #globals: Value[];
  #memory: Uint8Array;
  #left: number;
  #frames: number;
  #slots: number;
  readonly #stack: Value[] = [];

  constructor(module: WasmModule, host: EngineHost, prices: MemoryPrices) {
    this.#prices = prices;
    this.#module = module;
    this.#host = host;
    this.#codes = module.bodies.map((body) => decodeCode(module.bytes, body));
    this.#table = Array.from({ length: module.table?.minimum ?? 0 });
    for (const { offset, functions } of module.elements)
      functions.forEach((target, index) => {
        this.#table[offset + index] = target;
      });
    this.#globals = module.globals.map(({ type, value }) => {
      if (type === F32 || type === F64) return 0;
      return type === I64 ? readLong(module.bytes, value.at) : value.i32;
    });
    this.#memory = new Uint8Array(module.memory.minimumPages * PAGE);
    for (const { offset, at, end } of module.data) this.#memory.set(module.bytes.subarray(at, end), offset);
    this.#left = host.ticksLeft();
    this.atLastSettlement = this.#left;
    this.#frames = Math.min(host.stack.frames, STACK_FRAMES_MAX);
    this.#slots = Math.min(host.stack.slots, STACK_SLOTS_MAX);
  }

  enter(): void {
    this.#spend(this.#module.memory.minimumPages * this.#prices.initialPageTicks);
  }

  settle(): void {
    this.#host.spendTicks(this.atLastSettlement - this.#left);
    this.atLastSettlement = this.#left;
  }

  call(index: number): void {
    const { imports, types, functionTypes, bodies } = this.#module;
    const imported = imports[index];
    if (imported !== undefined) {
      this.#callHost(imported.name === 'invoke_thunk');
      return;
    }
    const defined = index - imports.length;
    const type = types[functionTypes[defined]!]!;
    const body = bodies[defined]!;
    const slots = type.parameters.length + body.locals.length + body.operandsMax;
    if (this.#frames < 1 || this.#slots < slots) throw new Trap(TRAP.stack);
    this.#frames--;
    this.#slots -= slots;
    const parameters = this.#stack.splice(this.#stack.length - type.parameters.length);
    const locals = [...parameters, ...[...body.locals].map((local): Value => (local === I64 ? 0n : 0))];
    this.#execute(this.#codes[defined]!, locals, type.result === NOTHING ? 0 : 1);
    this.#frames++;
    this.#slots += slots;
  }

  #execute(code: Code, locals: Value[], results: number): void {
    const base = this.#stack.length;
    const labels: Label[] = [
      {
        instruction: code.instructions.at(-1)!,
        height: base,
        arity: results,
        at: code.instructions.length - 1,
      },
    ];
    for (let at = 0; at >= 0 && at < code.instructions.length; ) {
      const instruction = code.instructions[at]!;
      this.#spend(1);
      at = this.#step(instruction, at, labels, locals);
    }
    this.#unwind(base, results);
  }

  #spend(ticks: number): void {
    if (this.#left < ticks) throw new Exhausted();
    this.#left -= ticks;
  }

  /** Executes one instruction and says which is next. */
  #step(instruction: Instruction, at: number, labels: Label[], locals: Value[]): number {
    const { op, immediate } = instruction;
    if (isFloat[op] === 1 || op === OP.f32Const || op === OP.f64Const) throw new Trap(TRAP.float);
    if (op >= 0x28 && op <= 0x3e) this.#access(op, immediate as number);
    else if (isPlain[op] === 1) this.#numeric(op);
    else if (op <= OP.callIndirect) return this.#control(instruction, at, labels);
    else this.#other(instruction, locals);
    return at + 1;
  }

  #control(instruction: Instruction, at: number, labels: Label[]): number {
    const { op } = instruction;
    const immediate = instruction.immediate as number;
    switch (op) {
      case OP.unreachable:
        throw new Trap(TRAP.unreachable);
      case OP.block:
      case OP.loop: {
        const arity = op === OP.loop || immediate === NOTHING ? 0 : 1;
        labels.push({ instruction, height: this.#stack.length, arity, at });
        return at + 1;
      }
      case OP.if: {
        const isTrue = this.#pop() !== 0;
        const label = { instruction, height: this.#stack.length, arity: immediate === NOTHING ? 0 : 1, at };
        if (!isTrue && instruction.elseAt === undefined) return instruction.endAt! + 1;
        labels.push(label);
        return isTrue ? at + 1 : instruction.elseAt! + 1;
      }
      case OP.else: // Falling out of the then-arm: past the matching `end`.
        return labels.pop()!.instruction.endAt! + 1;
      case OP.end:
        labels.pop();
        return at + 1;
      case OP.br:
        return this.#branch(immediate, labels);
      case OP.brIf:
        return this.#pop() === 0 ? at + 1 : this.#branch(immediate, labels);
      case OP.brTable: {
        const index = (this.#pop() as number) >>> 0;
        return this.#branch(instruction.targets![Math.min(index, instruction.targets!.length - 1)]!, labels);
      }
      case OP.return:
        return this.#branch(labels.length - 1, labels);
      case OP.call:
        this.call(immediate);
        return at + 1;
      case OP.callIndirect:
        this.#callIndirect(immediate);
        return at + 1;
      default:
        return at + 1;
    }
  }

  #branch(relative: number, labels: Label[]): number {
    const target = labels.length - 1 - relative;
    const { instruction, height, arity, at } = labels[target]!;
    this.#unwind(height, arity);
    labels.length = target;
    if (instruction.op === OP.loop) return at; // Executes the `loop` again.
    if (target === 0) {
      labels.push({ instruction, height, arity, at });
      return at; // The function's final `end` is executed.
    }
    return instruction.endAt! + 1;
  }

  #unwind(height: number, arity: number): void {
    const results = this.#stack.splice(this.#stack.length - arity);
    this.#stack.length = height;
    this.#stack.push(...results);
  }

  #callIndirect(typeIndex: number): void {
    const target = this.#table[(this.#pop() as number) >>> 0];
    if (target === undefined) throw new Trap(TRAP.machine);
    const { imports, functionTypes, types } = this.#module;
    const actual = types[imports[target]?.typeIndex ?? functionTypes[target - imports.length]!]!;
    const expected = types[typeIndex]!;
    const isSame =
      actual.result === expected.result && Buffer.compare(actual.parameters, expected.parameters) === 0;
    if (!isSame) throw new Trap(TRAP.machine);
    this.call(target);
  }

  #other({ op, immediate }: Instruction, locals: Value[]): void {
    const stack = this.#stack;
    const index = immediate as number;
    if (op === OP.drop) stack.pop();
    else if (op === OP.select) {
      const condition = this.#pop();
      const second = this.#pop();
      if (condition === 0) stack[stack.length - 1] = second;
    } else if (op === OP.localGet) stack.push(locals[index]!);
    else if (op === OP.localSet) locals[index] = this.#pop();
    else if (op === OP.localTee) locals[index] = stack.at(-1)!;
    else if (op === OP.globalGet) stack.push(this.#globals[index]!);
    else if (op === OP.globalSet) this.#globals[index] = this.#pop();
    else if (op === OP.i32Const || op === OP.i64Const) stack.push(immediate!);
    else if (op === OP.memorySize) stack.push(this.#memory.length / PAGE);
    else if (op === OP.memoryGrow) this.#grow();
    else if (op === OP.prefix) this.#bulk(index);
    else throw new Error(`opcode ${op}`);
  }

  #grow(): void {
    const delta = (this.#pop() as number) >>> 0;
    this.#spend(delta * this.#prices.grownPageTicks);
    const before = this.#memory.length / PAGE;
    if (before + delta > this.#module.memory.maximumPages) {
      this.#stack.push(-1);
      return;
    }
    const grown = new Uint8Array((before + delta) * PAGE);
    grown.set(this.#memory);
    this.#memory = grown;
    this.#stack.push(before);
  }

  #bulk(kind: number): void {
    const [count, value, to] = [this.#pop(), this.#pop(), this.#pop()].map(
      (operand) => Number(operand) >>> 0,
    ) as [number, number, number];
    this.#spend(Math.floor(count / 16));
    const size = this.#memory.length;
    if (to + count > size || (kind === 10 && value + count > size)) throw new Trap(TRAP.machine);
    if (kind === 10) this.#memory.copyWithin(to, value, value + count);
    else this.#memory.fill(value & 0xff, to, to + count);
  }

  #numeric(op: number): void {
    const operands = POP_SECOND[op] === 0 ? [this.#pop()] : [this.#pop(), this.#pop()].reverse();
    this.#stack.push(evaluate(op, operands));
  }

  #access(op: number, offset: number): void {
    const { bytes, extends: isSigned, isLong } = accessOf(op);
    const isStore = PUSH[op] === 0;
    const value = isStore ? this.#pop() : 0;
    const at = ((this.#pop() as number) >>> 0) + offset;
    if (at + bytes > this.#memory.length) throw new Trap(TRAP.machine);
    if (isStore) {
      for (let index = 0; index < bytes; index++)
        this.#memory[at + index] = Number((BigInt(value) >> BigInt(8 * index)) & 0xffn);
      return;
    }
    let read = 0n;
    for (let index = bytes - 1; index >= 0; index--) read = (read << 8n) | BigInt(this.#memory[at + index]!);
    if (isSigned) read = BigInt.asIntN(8 * bytes, read);
    this.#stack.push(isLong ? BigInt.asIntN(64, read) : Number(BigInt.asIntN(32, read)));
  }

  #callHost(isThunk: boolean): void {
    const host = this.#host;
    this.settle();
    const [id, returnAt, room, argsAt, argsLength, writtenAt] = this.#stack
      .splice(this.#stack.length - 6)
      .map((operand) => Number(operand) >>> 0) as [number, number, number, number, number, number];
    const size = this.#memory.length;
    if (argsAt + argsLength > size || returnAt + room > size || writtenAt + 4 > size)
      throw new Trap(TRAP.pointer);
    const args = this.#memory.slice(argsAt, argsAt + argsLength);
    const { frames, slots } = host.stack;
    [host.stack.frames, host.stack.slots] = [this.#frames, this.#slots];
    const answer = isThunk ? host.invokeThunk(id, args, room) : host.invokeSystemCall(id, args, room);
    [host.stack.frames, host.stack.slots] = [frames, slots];
    this.#left = host.ticksLeft();
    this.atLastSettlement = this.#left;
    const fits = answer.bytes.length <= room;
    if (fits) this.#memory.set(answer.bytes, returnAt);
    new DataView(this.#memory.buffer).setUint32(writtenAt, fits ? answer.bytes.length : 0, true);
    this.#stack.push(fits ? answer.code : RETURN_BUFFER_TOO_SMALL);
  }

  #pop(): Value {
    return this.#stack.pop()!;
  }
}
