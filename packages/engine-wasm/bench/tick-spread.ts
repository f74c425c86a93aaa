/**
 * How unevenly ticks cost: the dearest family of instructions over ordinary programs, in nanoseconds a tick.
 *
 * Each family is an endless loop that runs out of a fixed number of ticks, so its time is that of so many ticks.
 * @module
 */
import { assert } from '@ashlar/base';
import { openWasmEngine } from '../src/index.ts';
import { I32, I64, NOTHING, OP } from '../src/module/opcodes.ts';
import { call, contractOf, i32Const } from '../test/support/module-builder.ts';
import { codeOf, type Figure, hostOf, type Stopwatch, WORKLOADS } from './figures.ts';

const TICKS = 20_000_000;
const REPETITIONS = 5;
const UNROLLED = 30;
const LAST_PAGE = 0xfff000;

/** Locals 0 and 1 are `i32`, local 2 is `i64`; function 3 is empty and the table's only entry. */
const FAMILIES: Readonly<Record<string, readonly number[]>> = {
  division: [OP.localGet, 2, OP.i64Const, 7, 0x80, OP.localSet, 2],
  dependentLoad: [OP.localGet, 0, 0x28, 0, 0, OP.localSet, 0],
  randomLoad: [
    ...[OP.localGet, 0, ...i32Const(1_664_525), 0x6c, ...i32Const(1_013_904_223), 0x6a, OP.localTee, 0],
    ...[...i32Const(0xfffff0), 0x71, 0x28, 0, 0, OP.localGet, 0, 0x73, OP.localSet, 0],
  ],
  storeToEachPage: [
    ...[OP.localGet, 0, OP.localGet, 0, 0x36, 0, 0],
    ...[OP.localGet, 0, ...i32Const(4_096), 0x6a, ...i32Const(LAST_PAGE), 0x71, OP.localSet, 0],
  ],
  call: call(3),
  indirectCall: [...i32Const(0), OP.callIndirect, 0, 0],
  emptyFill: [...i32Const(0), ...i32Const(1), ...i32Const(0), OP.prefix, 11, 0],
  largeFill: [...i32Const(0), ...i32Const(1), ...i32Const(LAST_PAGE), OP.prefix, 11, 0],
  largeCopy: [...i32Const(0x800000), ...i32Const(0), ...i32Const(0x7fffff), OP.prefix, 10, 0, 0],
  failingGrowth: [...i32Const(1), OP.memoryGrow, 0, OP.drop],
};

const familyCode = (body: readonly number[]): Uint8Array =>
  contractOf([], {
    pages: [256],
    tableEntries: 1,
    elements: [{ offset: 0, functions: [3] }],
    functions: [
      {
        type: 0,
        locals: [I32, I32, I64],
        code: [OP.loop, NOTHING, ...Array.from({ length: UNROLLED }, () => body).flat(), OP.br, 0, OP.end],
      },
      { type: 0, code: [] },
    ],
  });

/** Nanoseconds a tick, the best of some runs. */
function nanosPerTick(now: Stopwatch, code: Uint8Array, rounds: number, ticks: number): number {
  const engine = openWasmEngine();
  const prepared = engine.prepare(code, new Uint8Array(32));
  assert(prepared.ok, 'measured code is accepted');
  let best = Number.POSITIVE_INFINITY;
  for (let repetition = 0; repetition < REPETITIONS; repetition++) {
    let left = ticks;
    const host = {
      ...hostOf(rounds),
      ticksLeft: () => left,
      spendTicks: (spent: number) => {
        left -= spent;
      },
    };
    const start = now();
    engine.execute(prepared.value, host);
    best = Math.min(best, ((now() - start) * 1e6) / (ticks - left));
  }
  return best;
}

/** `wasm.tick-spread`: the dearest family over the median of ordinary programs. Goal: 8. */
export function measureTickSpread(now: Stopwatch): Figure {
  const ordinary = Object.entries(WORKLOADS)
    .map(([name, rounds]) => nanosPerTick(now, codeOf(name), rounds, 2 ** 50))
    .sort((a, b) => a - b);
  const median = (ordinary[1]! + ordinary[2]!) / 2;
  const parts: Record<string, number> = { ordinaryNanos: median };
  for (const [name, body] of Object.entries(FAMILIES))
    parts[`${name}Nanos`] = nanosPerTick(now, familyCode(body), 0, TICKS);
  const dearest = Math.max(...Object.values(parts));
  return { name: 'wasm.tick-spread', value: dearest / median, goal: 8, parts };
}
