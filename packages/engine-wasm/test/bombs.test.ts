import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openWasmEngine } from '../src/index.ts';
import type { Bomb } from './support/bomb-parts.ts';
import { BOMBS } from './support/bombs.ts';
import { hashOf } from './support/fixtures.ts';
import { RecordingHost } from './support/recording-host.ts';
import { REFUSED_FEATURES } from './support/refused-features.ts';

/** Milliseconds of preparing per 64 KiB of code (and at least for one such part). */
const PREPARE_MS_MAX = 50;
/** Milliseconds to run out of ten million ticks. */
const RUN_MS_MAX = 250;
const TICKS = 10_000_000;
/** Factor for machines that do other things at the same time; 1 measures. */
const PATIENCE = Number(process.env['ASHLAR_WASM_PATIENCE'] ?? 10);

function detonate({ code, expected }: Bomb): Readonly<{ prepareMs: number; runMs: number }> {
  const engine = openWasmEngine();
  const start = performance.now();
  const prepared = engine.prepare(code, hashOf(code));
  const prepareMs = performance.now() - start;
  if (!prepared.ok) {
    assert.equal(prepared.refusal.code, expected);
    assert.ok(prepared.refusal.offset! >= 0 && prepared.refusal.offset! <= code.length);
    assert.ok((prepared.refusal.detail ?? '').length > 0);
    return { prepareMs, runMs: 0 };
  }
  const host = new RecordingHost(TICKS);
  const { kind } = engine.execute(prepared.value, host);
  assert.equal(kind, expected);
  return { prepareMs, runMs: performance.now() - start - prepareMs };
}

test('each family of hostile code is refused with its code, or runs and ends, within its time', () => {
  const report: string[] = [];
  for (const bomb of [...BOMBS, ...REFUSED_FEATURES]) {
    const wrap = (error: unknown): Error => new Error(bomb.title, { cause: error });
    try {
      const { prepareMs, runMs } = detonate(bomb);
      const limit = PREPARE_MS_MAX * Math.max(1, bomb.code.length / 65_536);
      assert.ok(prepareMs <= limit * PATIENCE, `prepared in ${prepareMs} ms`);
      assert.ok(runMs <= RUN_MS_MAX * PATIENCE, `ran ${runMs} ms`);
      report.push(`${bomb.title}: ${bomb.expected}, ${prepareMs.toFixed(1)} + ${runMs.toFixed(1)} ms`);
    } catch (error) {
      throw wrap(error);
    }
  }
  assert.ok(report.length >= 60);
  if (process.env['ASHLAR_WASM_REPORT']) process.stdout.write(`${report.join('\n')}\n`);
});

test('a refusal names the byte at which the fault was noticed', () => {
  const bomb = REFUSED_FEATURES.find(({ title }) => title === 'sections out of order')!;
  const refused = openWasmEngine().prepare(bomb.code, hashOf(bomb.code));
  // Header, type section (6 bytes), memory section (5 bytes): the function section begins at 19.
  assert.deepEqual(refused, {
    ok: false,
    refusal: { code: 'code.sectionOrder', offset: 19, detail: 'section 3 out of order' },
  });
});
