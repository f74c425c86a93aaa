/**
 * The WebAssembly engine: prepares contract code once, runs it many times.
 *
 * `prepare` decodes, validates, instruments and compiles, and remembers the result by the code's hash. `execute`
 * takes an idle instance or makes one. Instances are kept because making one costs more than most calls; nested
 * calls of one contract use several. All that is kept is bounded: programs by number and bytes, idle instances by
 * number and memory. Nothing that is kept can be seen in a result.
 * @module
 */
import { accept, assert, Fault, InvariantViolation, latin1, type Result, refuse } from '@ashlar/base';
import type { Engine, EngineHost, EngineRefusal, ExecutionOutcome } from '@ashlar/ports';
import { instrument } from './instrument/instrument.ts';
import { KOINOS_MEMORY_PRICES, type MemoryPrices, PAGE_TICKS_MAX } from './instrument/layout.ts';
import { Machine } from './machine.ts';
import { decodeModule } from './module/decode.ts';
import { PAGE_BYTES } from './module/limits.ts';
import { nativeLimit } from './outcome.ts';
import { type NativeModule, webAssembly } from './webassembly.ts';

export const WASM_ENGINE_ID = 'wasm/1';

export type WasmEngineConfig = Readonly<{
  /** Programs (and refusals) remembered. */
  programsMax: number;
  /** Bytes of contract code remembered, as uploaded. */
  programBytesMax: number;
  /** Idle instances of one program. */
  idlePerProgramMax: number;
  /** Memory of all idle instances together, in bytes. */
  idleBytesMax: number;
  /** A rule of the chain, unlike the rest: it decides results. */
  memoryPrices: MemoryPrices;
}>;

export const WASM_ENGINE_CONFIG: WasmEngineConfig = {
  programsMax: 512,
  programBytesMax: 32 * 1024 * 1024,
  idlePerProgramMax: 8,
  idleBytesMax: 128 * 1024 * 1024,
  memoryPrices: KOINOS_MEMORY_PRICES,
};

/** Instances with more initial memory than this are not kept: zeroing it costs as much as a new one. */
const POOLED_PAGES_MAX = 16;

/** Prepared code. Opaque: only the engine that made it runs it. */
export class WasmProgram {
  readonly module: NativeModule;
  readonly memoryBytes: number;
  readonly idle: Machine[] = [];
  /** The initial memory, known from the first instance on, if instances are kept. */
  snapshot: Uint8Array | undefined;
  /** No longer remembered: its instances are not kept any more. */
  isForgotten = false;

  constructor(module: NativeModule, memoryBytes: number) {
    this.module = module;
    this.memoryBytes = memoryBytes;
  }
}

type Entry = Readonly<{ result: Result<WasmProgram, EngineRefusal>; codeBytes: number }>;

export function openWasmEngine(config: Partial<WasmEngineConfig> = {}): Engine<WasmProgram> {
  return new WasmEngine({ ...WASM_ENGINE_CONFIG, ...config });
}

class WasmEngine implements Engine<WasmProgram> {
  readonly id = WASM_ENGINE_ID;
  readonly #config: WasmEngineConfig;
  /** By code hash, the least recently prepared first. */
  readonly #programs: Map<string, Entry> = new Map();
  #programBytes = 0;
  #idleBytes = 0;

  constructor(config: WasmEngineConfig) {
    assert(
      config.programsMax >= 1 && config.idlePerProgramMax >= 0,
      'an engine remembers at least one program',
    );
    for (const ticks of Object.values(config.memoryPrices))
      assert(Number.isSafeInteger(ticks) && ticks >= 0 && ticks <= PAGE_TICKS_MAX, 'prices are whole ticks');
    this.#config = config;
  }

  prepare(code: Uint8Array, codeHash: Uint8Array): Result<WasmProgram, EngineRefusal> {
    const key = latin1(codeHash);
    const known = this.#programs.get(key);
    if (known !== undefined) {
      this.#programs.delete(key);
      this.#programs.set(key, known);
      return known.result;
    }
    const entry: Entry = { result: compile(code, this.#config.memoryPrices), codeBytes: code.length };
    this.#programs.set(key, entry);
    this.#programBytes += entry.codeBytes;
    this.#forgetOldest();
    return entry.result;
  }

  execute(program: WasmProgram, host: EngineHost): ExecutionOutcome {
    const machine = this.#take(program);
    try {
      const outcome = machine.run(host);
      this.#keep(program, machine);
      return outcome;
    } catch (error) {
      if (!(error instanceof Fault)) this.#keep(program, machine);
      throw error;
    }
  }

  #take(program: WasmProgram): Machine {
    const idle = program.idle.pop();
    if (idle !== undefined) {
      this.#idleBytes -= program.memoryBytes;
      return idle;
    }
    const machine = new Machine(program.module);
    if (isPooled(program)) program.snapshot ??= machine.snapshot();
    return machine;
  }

  /** Restores an instance for the next call, or lets it go. */
  #keep(program: WasmProgram, machine: Machine): void {
    const { idlePerProgramMax, idleBytesMax } = this.#config;
    if (program.isForgotten || program.snapshot === undefined) return;
    if (program.idle.length >= idlePerProgramMax || program.memoryBytes > idleBytesMax) return;
    if (!machine.restore(program.snapshot)) return;
    program.idle.push(machine);
    this.#idleBytes += program.memoryBytes;
    for (const { result } of this.#programs.values()) {
      if (this.#idleBytes <= idleBytesMax) return;
      if (result.ok && result.value !== program) this.#drainIdle(result.value);
    }
    if (this.#idleBytes > idleBytesMax) this.#drainIdle(program);
  }

  #drainIdle(program: WasmProgram): void {
    this.#idleBytes -= program.idle.length * program.memoryBytes;
    program.idle.length = 0;
  }

  #forgetOldest(): void {
    const { programsMax, programBytesMax } = this.#config;
    for (const [key, { result, codeBytes }] of this.#programs) {
      const fits = this.#programs.size <= programsMax && this.#programBytes <= programBytesMax;
      if (fits || this.#programs.size === 1) return;
      this.#programs.delete(key);
      this.#programBytes -= codeBytes;
      if (!result.ok) continue;
      this.#drainIdle(result.value);
      result.value.isForgotten = true;
    }
  }
}

const isPooled = (program: WasmProgram): boolean => program.memoryBytes <= POOLED_PAGES_MAX * PAGE_BYTES;

function compile(code: Uint8Array, prices: MemoryPrices): Result<WasmProgram, EngineRefusal> {
  const decoded = decodeModule(code);
  if (!decoded.ok) return refuse(decoded.refusal);
  const { minimumPages } = decoded.value.memory;
  // An empty memory still occupies address space: count a page.
  return accept(
    new WasmProgram(compileNative(instrument(decoded.value, prices)), Math.max(minimumPages, 1) * PAGE_BYTES),
  );
}

function compileNative(bytes: Uint8Array): NativeModule {
  try {
    return new webAssembly.Module(bytes);
  } catch (error) {
    if (error instanceof webAssembly.CompileError) {
      throw new InvariantViolation(`instrumented code is valid: ${error.message}`);
    }
    throw nativeLimit('contract compilation', error);
  }
}
