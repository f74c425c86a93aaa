import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HostAnswer } from '@ashlar/ports';
import fc from 'fast-check';
import { decodeModule, KOINOS_MEMORY_PRICES, type MemoryPrices, openWasmEngine } from '../src/index.ts';
import { interpret } from './oracle/interpreter.ts';
import { fixture, hashOf, prepared, repeating } from './support/fixtures.ts';
import { generateModule } from './support/generator.ts';
import { type HostCall, RecordingHost } from './support/recording-host.ts';

const RUNS = Number(process.env['ASHLAR_WASM_RUNS'] ?? 400);

/** Answers that depend on the question alone: codes, bytes of various lengths, some too long to fit. */
const answer = (call: HostCall): HostAnswer => ({
  code: call.id === 3 ? -1 : 0,
  bytes: Uint8Array.from({ length: (call.id * 17 + call.args.length) % 48 }, (_, index) => index + call.id),
});

type Observed = Readonly<{ outcome: unknown; left: number; calls: readonly HostCall[] }>;

/** Prices that differ from program to program. */
const pricesOf = (seed: number): MemoryPrices =>
  seed % 4 === 0 ? { grownPageTicks: seed % 2_000, initialPageTicks: seed % 30 } : KOINOS_MEMORY_PRICES;

function compareOnce(seed: number, ticks: number): string {
  const code = generateModule(seed);
  const decoded = decodeModule(code);
  assert.ok(decoded.ok, JSON.stringify(decoded));
  const engine = openWasmEngine({ memoryPrices: pricesOf(seed) });
  const program = engine.prepare(code, hashOf(code));
  assert.ok(program.ok);
  const observe = (run: (host: RecordingHost) => unknown): Observed => {
    const host = new RecordingHost(ticks, answer, { frames: 60, slots: 900 });
    const outcome = run(host);
    return { outcome, left: host.left, calls: host.calls };
  };
  const expected = observe((host) => interpret(decoded.value, host, pricesOf(seed)));
  for (let repetition = 0; repetition < 2; repetition++)
    assert.deepEqual(
      observe((host) => engine.execute(program.value, host)),
      expected,
    );
  return (expected.outcome as { kind: string }).kind;
}

test('engine and reference interpreter agree on outcome, ticks, host calls, globals and memory', () => {
  const kinds = new Map<string, number>();
  fc.assert(
    fc.property(fc.nat(0xffffffff), fc.constantFrom(200_000, 3_000, 100, 17), (seed, ticks) => {
      const kind = compareOnce(seed, ticks);
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
  if (process.env['ASHLAR_WASM_RUNS']) console.log(kinds);
  for (const kind of ['returned', 'trapped', 'exhausted'])
    assert.ok((kinds.get(kind) ?? 0) > RUNS / 20, kind);
});

test('they agree on compiled programs too, and with any amount of ticks', () => {
  for (const name of ['fib', 'sha256', 'quicksort', 'map', 'map-bulk']) {
    const code = fixture(name);
    const decoded = decodeModule(code);
    assert.ok(decoded.ok);
    const engine = openWasmEngine();
    const program = prepared(code, engine);
    for (const ticks of [1e9, 100_000, 12_345]) {
      const hosts = [new RecordingHost(ticks, repeating(1)), new RecordingHost(ticks, repeating(1))] as const;
      assert.deepEqual(engine.execute(program, hosts[0]), interpret(decoded.value, hosts[1]), name);
      assert.equal(hosts[0].left, hosts[1].left, name);
      assert.deepEqual(hosts[0].calls, hosts[1].calls, name);
    }
  }
});
