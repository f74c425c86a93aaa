/**
 * One seed is one world: in another process, and however V8 compiles it. Node strips types with WebAssembly, so
 * `--jitless` cannot run; `--max-lazy` with `--no-opt` interprets or compiles without optimizing, `--always-turbofan`
 * optimizes everything at once, `--stress-compaction` moves every object.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { drawScenario, simulate } from '@ashlar/sim';

const [FROM, TO] = [100, 104];
const script = join(import.meta.dirname, 'support', 'hashes.ts');
const run = promisify(execFile);

const FLAGS = [[], ['--no-opt', '--max-lazy'], ['--always-turbofan'], ['--stress-compaction']] as const;
const own = Array.from({ length: TO - FROM }, (_, index) => {
  const seed = FROM + index;
  return `${seed} ${simulate(drawScenario(seed)).traceHash}\n`;
}).join('');

for (const flags of FLAGS) {
  test(`equal seeds give equal trace hashes in another process, with ${flags.join(' ') || 'no flags'}`, async () => {
    const { stdout } = await run(process.execPath, [...flags, script, `${FROM}`, `${TO}`]);
    assert.equal(stdout, own);
  });
}
