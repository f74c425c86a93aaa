/**
 * One instance of an instrumented contract, and one run of it at a time.
 *
 * It speaks the host interface of `spec/koinos.md` 4.10: it checks every range the contract names, hands out the
 * arguments as a view, writes results back, settles the ticks and lends the stack budget around each call. After a
 * run, however it ended, the instance is as it was after instantiation, unless its memory grew: then it is spent.
 * @module
 */
import { assert, EMPTY } from '@ashlar/base';
import type { EngineHost, ExecutionOutcome, HostAnswer } from '@ashlar/ports';
import * as layout from './instrument/layout.ts';
import { isStackOverflow, nativeLimit, POINTER_TRAP, trapText } from './outcome.ts';
import {
  type NativeGlobal,
  type NativeImport,
  type NativeInstance,
  type NativeMemory,
  type NativeModule,
  webAssembly,
} from './webassembly.ts';

/** Chain error code: the caller's return buffer is too small (`spec/koinos.md` 4.10). */
export const INSUFFICIENT_RETURN_BUFFER = 105;
/** The number of bytes written is itself a `u32`, little-endian. */
const COUNT_BYTES = 4;

const RETURNED: ExecutionOutcome = { kind: 'returned' };
const EXHAUSTED: ExecutionOutcome = { kind: 'exhausted' };

export class Machine {
  readonly #run: (ticks: number, stack: number) => number;
  readonly #restore: () => void;
  readonly #memory: NativeMemory;
  readonly #ticks: NativeGlobal<bigint>;
  readonly #reason: NativeGlobal<number>;
  /** All of the memory; emptied (detached) when the memory grows. */
  #bytes: Uint8Array;
  readonly #initialBytes: number;
  #host: EngineHost | undefined;
  /** Ticks left when they were last settled with the host. */
  #settled = 0;
  /** Whether the error that unwinds the contract came from the host. */
  #hostThrew = false;

  /** @throws Fault `engine.nativeLimit` if the machine has no room for another instance. */
  constructor(module: NativeModule) {
    const instance = instantiate(module, {
      [layout.IMPORT_SYSTEM_CALL]: (id, returnAt, room, argsAt, argsLength, writtenAt, ticks, stack) =>
        this.#call(false, id, returnAt, room, argsAt, argsLength, writtenAt, ticks, stack),
      [layout.IMPORT_THUNK]: (id, returnAt, room, argsAt, argsLength, writtenAt, ticks, stack) =>
        this.#call(true, id, returnAt, room, argsAt, argsLength, writtenAt, ticks, stack),
      [layout.IMPORT_TICKS]: () => this.#settled,
    });
    this.#run = instance.exports[layout.EXPORT_RUN] as (ticks: number, stack: number) => number;
    this.#restore = instance.exports[layout.EXPORT_RESTORE] as () => void;
    this.#memory = instance.exports[layout.EXPORT_MEMORY] as NativeMemory;
    this.#ticks = instance.exports[layout.EXPORT_TICKS] as NativeGlobal<bigint>;
    this.#reason = instance.exports[layout.EXPORT_REASON] as NativeGlobal<number>;
    this.#bytes = new Uint8Array(this.#memory.buffer);
    this.#initialBytes = this.#bytes.length;
  }

  /** A copy of the memory as it stands. */
  snapshot(): Uint8Array {
    return this.#bytes.slice();
  }

  run(host: EngineHost): ExecutionOutcome {
    const { stack } = host;
    const frames = Math.min(stack.frames, layout.STACK_FRAMES_MAX);
    const slots = Math.min(stack.slots, layout.STACK_SLOTS_MAX);
    this.#host = host;
    this.#hostThrew = false;
    this.#askTicks(host);
    try {
      const left = this.#run(this.#settled, frames * layout.STACK_FRAME_UNIT + slots);
      return this.#finish(host, left, RETURNED);
    } catch (error) {
      return this.#unwind(host, error);
    } finally {
      this.#host = undefined;
    }
  }

  /** Makes the instance as new; false if it cannot be, because its memory grew. */
  restore(snapshot: Uint8Array): boolean {
    if (this.#bytes.length !== this.#initialBytes || this.#memory.buffer.byteLength !== this.#initialBytes)
      return false;
    this.#bytes.set(snapshot);
    this.#restore();
    return true;
  }

  #askTicks(host: EngineHost): void {
    const left = host.ticksLeft();
    assert(Number.isSafeInteger(left) && left >= 0, 'a host has a whole number of ticks left');
    this.#settled = left;
  }

  /** Settles at the end of a run; less than nothing left means exhausted, whatever else happened. */
  #finish(host: EngineHost, left: number, outcome: ExecutionOutcome): ExecutionOutcome {
    host.spendTicks(this.#settled - Math.max(left, 0));
    return left < 0 ? EXHAUSTED : outcome;
  }

  #unwind(host: EngineHost, error: unknown): ExecutionOutcome {
    if (isStackOverflow(error)) throw nativeLimit('native stack', error);
    if (error === POINTER_TRAP) return { kind: 'trapped', reason: POINTER_TRAP.trap };
    if (this.#hostThrew || !(error instanceof webAssembly.RuntimeError)) throw error;
    const reason = this.#reason.value;
    if (reason === layout.REASON.native) throw nativeLimit('contract memory', error);
    const left = reason === layout.REASON.exhausted ? -1 : Number(this.#ticks.value);
    return this.#finish(host, left, { kind: 'trapped', reason: trapText(reason) });
  }

  /** `invoke_system_call` or `invoke_thunk`. Numbers arrive as signed 32-bit values. Returns the code. */
  #call(
    isThunk: boolean,
    id: number,
    returnAt: number,
    room: number,
    argsAt: number,
    argsLength: number,
    writtenAt: number,
    ticks: number,
    packedStack: number,
  ): number {
    const host = this.#host;
    assert(host !== undefined, 'a contract calls its host only while it runs');
    host.spendTicks(this.#settled - ticks);
    this.#settled = ticks;
    if (this.#bytes.length === 0) this.#bytes = new Uint8Array(this.#memory.buffer);
    const args = this.#range(argsAt >>> 0, argsLength >>> 0);
    const roomBytes = room >>> 0;
    const result = this.#checked(returnAt >>> 0, roomBytes);
    const written = this.#checked(writtenAt >>> 0, COUNT_BYTES);
    const answer = this.#askHost(host, isThunk, id, args, roomBytes, packedStack);
    this.#askTicks(host);
    const fits = answer.bytes.length <= roomBytes;
    const count = fits ? answer.bytes.length : 0;
    if (count > 0) this.#bytes.set(answer.bytes, result);
    for (let index = 0; index < COUNT_BYTES; index++) this.#bytes[written + index] = count >>> (8 * index);
    return fits ? answer.code : INSUFFICIENT_RETURN_BUFFER;
  }

  /** `at`, if `length` bytes from there lie in memory. An empty range may lie at the very end. */
  #checked(at: number, length: number): number {
    if (at + length > this.#bytes.length) throw POINTER_TRAP;
    return at;
  }

  /** A view costs more than the rest of a host call: none for nothing. */
  #range(at: number, length: number): Uint8Array {
    this.#checked(at, length);
    return length === 0 ? EMPTY : this.#bytes.subarray(at, at + length);
  }

  /** Lends the host what the contract has left of the stack while it calls out. */
  #askHost(
    host: EngineHost,
    isThunk: boolean,
    id: number,
    args: Uint8Array,
    room: number,
    packedStack: number,
  ): HostAnswer {
    const { stack } = host;
    const { frames, slots } = stack;
    stack.frames = Math.floor(packedStack / layout.STACK_FRAME_UNIT);
    stack.slots = packedStack % layout.STACK_FRAME_UNIT;
    try {
      return isThunk ? host.invokeThunk(id >>> 0, args, room) : host.invokeSystemCall(id >>> 0, args, room);
    } catch (error) {
      this.#hostThrew = true;
      throw error;
    } finally {
      stack.frames = frames;
      stack.slots = slots;
    }
  }
}

function instantiate(module: NativeModule, imports: Readonly<Record<string, NativeImport>>): NativeInstance {
  try {
    return new webAssembly.Instance(module, { [layout.IMPORT_MODULE]: imports });
  } catch (error) {
    throw nativeLimit('contract instance', error);
  }
}
