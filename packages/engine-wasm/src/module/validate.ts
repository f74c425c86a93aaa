/**
 * Validates one function body: the typing of WebAssembly 1.0 by two explicit stacks, of operand types and of
 * open control structures (the algorithm of the standard's appendix).
 *
 * Its loop touches every instruction of every contract once, so it works on typed arrays and tables. Code that
 * cannot be reached is checked too, with operands of unknown type (0).
 * @module
 */
import { concat } from '@ashlar/base';
import { type Draft, valueType } from './draft.ts';
import { BR_TABLE_MAX, BRANCH_WORK_MAX, LOCALS_MAX, LOOPS_MAX, NESTING_MAX, OPERANDS_MAX } from './limits.ts';
import {
  ACCESS,
  BULK,
  F32,
  F64,
  I32,
  I64,
  isPlain,
  isValueType,
  NOTHING,
  OP,
  POP_FIRST,
  POP_SECOND,
  PUSH,
} from './opcodes.ts';
import { malformed, type Reader } from './reader.ts';
import type { FunctionBody, FunctionType } from './structure.ts';

const UNKNOWN = 0;

const NO_LOCALS: Uint8Array = new Uint8Array(0);

function decodeLocals(reader: Reader, max: number): Uint8Array {
  const groups = reader.count(max, 'groups of locals');
  if (groups === 0) return NO_LOCALS;
  const types: number[] = [];
  for (let group = 0; group < groups; group++) {
    const start = reader.at;
    const count = reader.u32();
    if (count > max - types.length) malformed('code.limitExceeded', start, `more than ${LOCALS_MAX} locals`);
    const type = valueType(reader);
    for (let index = 0; index < count; index++) types.push(type);
  }
  return Uint8Array.from(types);
}

/** Validates the bodies of one module one after the other; its stacks are reused. */
export class BodyValidator {
  readonly #draft: Draft;
  #reader: Reader;
  /** Types of parameters and locals. */
  #variables: Uint8Array = new Uint8Array(0);
  readonly #operands: Uint8Array = new Uint8Array(OPERANDS_MAX);
  #height = 0;
  #operandsMax = 0;
  /** Open structures: opcode, result type, operand height at entry, whether the rest is unreachable. */
  readonly #kinds: Uint8Array = new Uint8Array(NESTING_MAX);
  readonly #results: Uint8Array = new Uint8Array(NESTING_MAX);
  readonly #bases: Uint16Array = new Uint16Array(NESTING_MAX);
  readonly #isDead: Uint8Array = new Uint8Array(NESTING_MAX);
  #depth = 0;
  #branches = 0;
  #loops = 0;
  #hasCalls = false;
  #hasIndirectCalls = false;
  /** Offset of the instruction being checked. */
  #offset = 0;

  constructor(draft: Draft, reader: Reader) {
    this.#draft = draft;
    this.#reader = reader;
  }

  /** Throws `MalformedCode` for whatever WebAssembly 1.0 or a limit forbids. */
  validate(reader: Reader, typeIndex: number): FunctionBody {
    const { parameters, result } = this.#draft.types[typeIndex]!;
    const locals = decodeLocals(reader, LOCALS_MAX - parameters.length);
    const at = reader.at;
    this.#reader = reader;
    this.#variables = locals.length === 0 ? parameters : concat(parameters, locals);
    this.#operandsMax = 0;
    this.#branches = 0;
    this.#loops = 0;
    this.#hasCalls = false;
    this.#hasIndirectCalls = false;
    this.#offset = at;
    this.#run(result);
    return {
      typeIndex,
      locals,
      at,
      end: reader.end,
      operandsMax: this.#operandsMax,
      hasCalls: this.#hasCalls,
      hasIndirectCalls: this.#hasIndirectCalls,
    };
  }

  #run(result: number): void {
    const reader = this.#reader;
    this.#height = 0;
    this.#open(OP.block, result);
    while (this.#depth > 0) {
      this.#offset = reader.at;
      const op = reader.byte();
      if (isPlain[op] === 1) this.#plain(op);
      else if (op >= OP.drop && op <= OP.globalSet) this.#variable(op);
      else if (op >= OP.memorySize) this.#constantOrMemory(op);
      else this.#control(op);
    }
    if (reader.at !== reader.end) malformed('code.malformed', reader.at, 'instructions after the end');
    const work = this.#branches * (this.#variables.length + this.#operandsMax);
    if (work > BRANCH_WORK_MAX)
      malformed('code.limitExceeded', reader.end, 'too many branches for so many locals');
  }

  #plain(op: number): void {
    const access = ACCESS[op]!;
    if (access !== 0) {
      const alignment = this.#reader.u32();
      if (alignment >= access) malformed('code.alignment', this.#offset, 'alignment exceeds the access');
      this.#reader.u32();
    }
    const second = POP_SECOND[op]!;
    if (second !== 0) this.#pop(second);
    this.#pop(POP_FIRST[op]!);
    const push = PUSH[op]!;
    if (push !== 0) this.#push(push);
  }

  #variable(op: number): void {
    if (op === OP.drop) {
      this.#pop(UNKNOWN);
      return;
    }
    if (op === OP.select) {
      this.#select();
      return;
    }
    const index = op >= OP.localGet ? this.#reader.u32() : 0;
    if (op === OP.globalGet || op === OP.globalSet) {
      const variable = this.#draft.globals[index];
      if (variable === undefined) malformed('code.indexOutOfRange', this.#offset, `global ${index}`);
      if (op === OP.globalGet) this.#push(variable.type);
      else {
        if (!variable.isMutable) malformed('code.immutableGlobal', this.#offset, `global ${index}`);
        this.#pop(variable.type);
      }
      return;
    }
    if (op < OP.localGet) malformed('code.featureOff', this.#offset, `opcode ${op}`);
    const type = this.#variables[index];
    if (type === undefined) malformed('code.indexOutOfRange', this.#offset, `local ${index}`);
    if (op !== OP.localGet) this.#pop(type);
    if (op !== OP.localSet) this.#push(type);
  }

  #select(): void {
    this.#pop(I32);
    const second = this.#pop(UNKNOWN);
    const first = this.#pop(second);
    this.#push(first === UNKNOWN ? second : first);
  }

  #constantOrMemory(op: number): void {
    const reader = this.#reader;
    switch (op) {
      case OP.i32Const:
        reader.s32();
        this.#push(I32);
        return;
      case OP.i64Const:
        reader.skipS64();
        this.#push(I64);
        return;
      case OP.f32Const:
        reader.skip(4);
        this.#push(F32);
        return;
      case OP.f64Const:
        reader.skip(8);
        this.#push(F64);
        return;
      case OP.memorySize:
        this.#zero();
        this.#push(I32);
        return;
      case OP.memoryGrow:
        this.#zero();
        this.#pop(I32);
        this.#push(I32);
        return;
      case OP.prefix:
        this.#bulk(reader.u32());
        return;
      default:
        malformed('code.featureOff', this.#offset, `opcode ${op}`);
    }
  }

  #bulk(op: number): void {
    if (op === BULK.memoryCopy) this.#zero();
    else if (op !== BULK.memoryFill) malformed('code.featureOff', this.#offset, `opcode 252 ${op}`);
    this.#zero();
    for (let operand = 0; operand < 3; operand++) this.#pop(I32);
  }

  /** The index of the one memory, as a byte. */
  #zero(): void {
    if (this.#reader.byte() !== 0) malformed('code.featureOff', this.#offset, 'only memory 0');
    if (this.#draft.memory === undefined) malformed('code.memoryRefused', this.#offset, 'no memory');
  }

  #control(op: number): void {
    switch (op) {
      case OP.unreachable:
        this.#die();
        return;
      case OP.nop:
        return;
      case OP.if:
        this.#pop(I32);
        this.#open(op, this.#blockType());
        return;
      case OP.loop:
        if (++this.#loops > LOOPS_MAX)
          malformed('code.limitExceeded', this.#offset, `more than ${LOOPS_MAX} loops`);
        this.#open(op, this.#blockType());
        return;
      case OP.block:
        this.#open(op, this.#blockType());
        return;
      case OP.else:
        this.#else();
        return;
      case OP.end:
        this.#end();
        return;
      case OP.br:
        this.#popLabel(this.#label());
        this.#die();
        return;
      case OP.brIf: {
        this.#pop(I32);
        const label = this.#label();
        this.#popLabel(label);
        this.#pushResult(this.#labelType(label));
        return;
      }
      case OP.brTable:
        this.#brTable();
        return;
      case OP.return:
        this.#popResult(this.#results[0]!);
        this.#die();
        return;
      case OP.call:
        this.#call();
        return;
      case OP.callIndirect:
        this.#callIndirect();
        return;
      default:
        malformed('code.featureOff', this.#offset, `opcode ${op}`);
    }
  }

  #blockType(): number {
    const type = this.#reader.byte();
    if (type !== NOTHING && !isValueType(type)) malformed('code.featureOff', this.#offset, 'block type');
    return type;
  }

  #else(): void {
    const top = this.#depth - 1;
    if (this.#kinds[top] !== OP.if) malformed('code.malformed', this.#offset, '`else` without `if`');
    this.#close();
    this.#open(OP.else, this.#results[top]!);
  }

  #end(): void {
    const top = this.#depth - 1;
    const result = this.#results[top]!;
    if (this.#kinds[top] === OP.if && result !== NOTHING)
      malformed('code.typeMismatch', this.#offset, '`if` with a result lacks `else`');
    this.#close();
    this.#pushResult(result);
  }

  #brTable(): void {
    this.#pop(I32);
    const count = this.#reader.count(BR_TABLE_MAX, 'targets of a br_table');
    const first = this.#label();
    const type = this.#labelType(first);
    for (let index = 0; index < count; index++) {
      if (this.#labelType(this.#label()) !== type)
        malformed('code.typeMismatch', this.#offset, 'targets of a br_table differ');
    }
    this.#popLabel(first);
    this.#die();
  }

  #call(): void {
    const index = this.#reader.u32();
    const { imports, functionTypes, types } = this.#draft;
    const typeIndex = imports[index]?.typeIndex ?? functionTypes[index - imports.length];
    if (typeIndex === undefined) malformed('code.indexOutOfRange', this.#offset, `function ${index}`);
    this.#hasCalls = true;
    this.#apply(types[typeIndex]!);
  }

  #callIndirect(): void {
    const index = this.#reader.u32();
    const type = this.#draft.types[index];
    if (type === undefined) malformed('code.indexOutOfRange', this.#offset, `type ${index}`);
    if (this.#reader.byte() !== 0) malformed('code.featureOff', this.#offset, 'only table 0');
    if (this.#draft.table === undefined) malformed('code.indexOutOfRange', this.#offset, 'table 0');
    this.#hasCalls = true;
    this.#hasIndirectCalls = true;
    this.#pop(I32);
    this.#apply(type);
  }

  #apply(type: FunctionType): void {
    for (let index = type.parameters.length - 1; index >= 0; index--) this.#pop(type.parameters[index]!);
    this.#pushResult(type.result);
  }

  #open(kind: number, result: number): void {
    const depth = this.#depth;
    if (depth >= NESTING_MAX)
      malformed('code.limitExceeded', this.#offset, `nested deeper than ${NESTING_MAX}`);
    this.#kinds[depth] = kind;
    this.#results[depth] = result;
    this.#bases[depth] = this.#height;
    this.#isDead[depth] = 0;
    this.#depth = depth + 1;
    this.#branches++;
  }

  #close(): void {
    const top = this.#depth - 1;
    this.#popResult(this.#results[top]!);
    if (this.#height !== this.#bases[top]) malformed('code.typeMismatch', this.#offset, 'operands left over');
    this.#depth = top;
  }

  /** Index into the control stack of the label that the next immediate names. */
  #label(): number {
    const relative = this.#reader.u32();
    if (relative >= this.#depth) malformed('code.indexOutOfRange', this.#offset, `label ${relative}`);
    this.#branches++;
    return this.#depth - 1 - relative;
  }

  #labelType(label: number): number {
    return this.#kinds[label] === OP.loop ? NOTHING : this.#results[label]!;
  }

  #popLabel(label: number): void {
    this.#popResult(this.#labelType(label));
  }

  #popResult(type: number): void {
    if (type !== NOTHING) this.#pop(type);
  }

  #pushResult(type: number): void {
    if (type !== NOTHING) this.#push(type);
  }

  #push(type: number): void {
    if (this.#height >= OPERANDS_MAX)
      malformed('code.limitExceeded', this.#offset, `more than ${OPERANDS_MAX} operands`);
    this.#operands[this.#height++] = type;
    if (this.#height > this.#operandsMax) this.#operandsMax = this.#height;
  }

  /** Pops an operand of `expected` type (or of any, if unknown) and returns its own type. */
  #pop(expected: number): number {
    const top = this.#depth - 1;
    if (this.#height === this.#bases[top]) {
      if (this.#isDead[top] === 0) malformed('code.typeMismatch', this.#offset, 'operand missing');
      return expected;
    }
    const actual = this.#operands[--this.#height]!;
    if (actual !== expected && actual !== UNKNOWN && expected !== UNKNOWN)
      malformed('code.typeMismatch', this.#offset, `operand type ${actual}, expected ${expected}`);
    return actual === UNKNOWN ? expected : actual;
  }

  /** What follows in the open structure cannot be reached. */
  #die(): void {
    const top = this.#depth - 1;
    this.#height = this.#bases[top]!;
    this.#isDead[top] = 1;
  }
}
