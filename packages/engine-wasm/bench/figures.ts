/**
 * The figures of this package, as functions of a clock: what metering costs, and what pooling saves.
 *
 * Both sides of a ratio are measured in turns, so that whatever else the machine does disturbs both alike; the
 * lower quartile of the slices is compared, after runs that do not count (compilation, tier-up).
 * @module
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert } from '@ashlar/base';
import type { EngineHost } from '@ashlar/ports';
import { openWasmEngine } from '../src/index.ts';
import { type NativeInstance, type NativeMemory, webAssembly } from '../src/webassembly.ts';

/** A ratio, its goal, and its parts. */
export type Figure = Readonly<{
  name: string;
  value: number;
  goal: number;
  parts: Readonly<Record<string, number>>;
}>;
/** Milliseconds, monotonic, with a resolution of microseconds. */
export type Stopwatch = () => number;

/** Rounds a slice, chosen so that each slice takes about half a millisecond: longer ones are seldom left alone. */
export const WORKLOADS = { sha256: 40, quicksort: 2, map: 8, fib: 30 } as const;
const SLICES = 240;
/** Runs before the slices: the optimizing compiler works in the background and late on a busy machine. */
const WARM_UPS = 300;
const POOL_CALLS = 100;
const TICKS = 2 ** 50;
const EMPTY: Uint8Array = new Uint8Array(0);

export const codeOf = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(join(import.meta.dirname, '..', 'test', 'fixtures', `${name}.wasm`)));

function quartile(slices: readonly number[]): number {
  return [...slices].sort((a, b) => a - b)[Math.floor(slices.length / 4)]!;
}

/** Answers call 1 with the number of rounds, as the fixtures ask. */
export function hostOf(rounds: number): EngineHost {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, rounds, true);
  return {
    stack: { frames: 1_024, slots: 16_384 },
    ticksLeft: () => TICKS,
    spendTicks: () => {},
    invokeSystemCall: (id) => ({ code: 0, bytes: id === 1 ? bytes : EMPTY }),
    invokeThunk: () => ({ code: 0, bytes: EMPTY }),
  };
}

/** Runs the uninstrumented contract in a fresh instance, on V8 alone. */
function bareRunner(code: Uint8Array, rounds: number): () => void {
  const module = new webAssembly.Module(code);
  return () => {
    let instance: NativeInstance | undefined;
    const answer = (id: number, returnAt: number): number => {
      const { buffer } = instance!.exports['memory'] as NativeMemory;
      if (id === 1) new DataView(buffer).setUint32(returnAt, rounds, true);
      return 0;
    };
    instance = new webAssembly.Instance(module, {
      env: { invoke_system_call: answer, invoke_thunk: answer },
    });
    (instance.exports['_start'] as () => void)();
  };
}

function engineRunner(code: Uint8Array, rounds: number): () => void {
  const engine = openWasmEngine();
  const prepared = engine.prepare(code, new Uint8Array(32));
  assert(prepared.ok, 'fixtures are accepted');
  const host = hostOf(rounds);
  return () => {
    const { kind } = engine.execute(prepared.value, host);
    assert(kind === 'returned', 'fixtures return');
  };
}

/** Times of two procedures, lower quartiles of slices taken in turns. */
function compare(
  now: Stopwatch,
  slices: number,
  one: () => void,
  other: () => void,
): readonly [number, number] {
  const times: [number[], number[]] = [[], []];
  for (let run = 0; run < WARM_UPS; run++) {
    one();
    other();
  }
  for (let slice = 0; slice < slices; slice++) {
    for (const [index, run] of [one, other].entries()) {
      const start = now();
      run();
      times[index as 0 | 1].push(now() - start);
    }
  }
  return [quartile(times[0]), quartile(times[1])];
}

/** `wasm.metered`: run time metered over unmetered, geometric mean of four workloads. Goal: at most 1.4. */
export function measureMetered(now: Stopwatch): Figure {
  const parts: Record<string, number> = {};
  let product = 1;
  for (const [name, rounds] of Object.entries(WORKLOADS)) {
    const code = codeOf(name);
    const [bare, metered] = compare(now, SLICES, bareRunner(code, rounds), engineRunner(code, rounds));
    parts[name] = metered / bare;
    product *= metered / bare;
  }
  return { name: 'wasm.metered', value: product ** (1 / Object.keys(WORKLOADS).length), goal: 1.4, parts };
}

/** `wasm.pooled-call`: a whole call of a small contract through the engine over one bare instantiation. Goal: 0.25. */
export function measurePooledCall(now: Stopwatch): Figure {
  const code = codeOf('fib');
  const module = new webAssembly.Module(code);
  const repeat = (run: () => void) => (): void => {
    for (let call = 0; call < POOL_CALLS; call++) run();
  };
  const imports = { env: { invoke_system_call: () => 0, invoke_thunk: () => 0 } };
  const call = repeat(engineRunner(code, 0));
  const instantiation = repeat(() => new webAssembly.Instance(module, imports));
  const [instanceMs, callMs] = compare(now, SLICES, instantiation, call);
  const [instanceMicros, callMicros] = [instanceMs, callMs].map((ms) => (ms * 1000) / POOL_CALLS) as [
    number,
    number,
  ];
  return {
    name: 'wasm.pooled-call',
    value: callMs / instanceMs,
    goal: 0.25,
    parts: { instanceMicros, callMicros },
  };
}
