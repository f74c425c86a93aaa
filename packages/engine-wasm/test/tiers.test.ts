import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';

const RUNS = process.env['ASHLAR_WASM_TIER_RUNS'] ?? '60';
const SCRIPT = join(import.meta.dirname, 'support', 'tier-digest.ts');

const digestUnder = (...flags: readonly string[]): string =>
  execFileSync(process.execPath, [...flags, '--no-warnings', SCRIPT, RUNS], {
    encoding: 'utf8',
    maxBuffer: 1 << 20,
    timeout: 60_000,
  });

test('results do not depend on the compiler tier or the size of the native stack', () => {
  const expected = digestUnder();
  assert.match(expected, /^[0-9a-f]{64}$/);
  for (const flags of [
    ['--liftoff-only'],
    ['--no-liftoff'],
    ['--no-liftoff', '--no-wasm-lazy-compilation'],
    ['--stack-size=2000'],
    ['--disable-wasm-trap-handler'],
    ['--wasm-enforce-bounds-checks', '--liftoff-only'],
  ])
    assert.equal(digestUnder(...flags), expected, flags.join(' '));
});

test('memory that the machine cannot provide is a fault of the machine, not a result', () => {
  const script = join(import.meta.dirname, 'support', 'grow.ts');
  const run = (...flags: readonly string[]): string =>
    execFileSync(process.execPath, [...flags, '--no-warnings', script], {
      encoding: 'utf8',
      timeout: 60_000,
    });
  assert.equal(run(), 'returned');
  assert.equal(run('--wasm-max-mem-pages=100'), 'engine.nativeLimit: contract memory');
});

test('at its limits of frames and slots a contract needs less than 300 KiB of native stack', () => {
  const script = join(import.meta.dirname, 'support', 'deepest.ts');
  for (const tier of ['--liftoff-only', '--no-liftoff'])
    assert.equal(
      execFileSync(process.execPath, [tier, '--stack-size=300', '--no-warnings', script], {
        encoding: 'utf8',
        timeout: 60_000,
      }),
      'stack limit exceeded',
      tier,
    );
});
