/**
 * Prints a digest of everything that contracts can observe over many runs. Run under different flags of V8, it
 * must print the same: `node [flags] tier-digest.ts <runs>`.
 * @module
 */
import { createHash } from 'node:crypto';
import type { HostAnswer } from '@ashlar/ports';
import { openWasmEngine } from '../../src/index.ts';
import { recursive } from './deep.ts';
import { fixture, hashOf, prepared, repeating } from './fixtures.ts';
import { generateModule } from './generator.ts';
import { type Answering, RecordingHost } from './recording-host.ts';

const NESTED_MAX = 256;
const EMPTY: HostAnswer = { code: 0, bytes: new Uint8Array(0) };
const engine = openWasmEngine();
const digest = createHash('sha256');

function observe(code: Uint8Array, ticks: number, answer: Answering): void {
  const program = prepared(code, engine);
  const host = new RecordingHost(ticks, answer);
  const outcome = engine.execute(program, host);
  digest.update(JSON.stringify([outcome, host.left]));
  for (const { args, ...rest } of host.calls) digest.update(JSON.stringify(rest)).update(hashOf(args));
}

for (let seed = 0; seed < Number(process.argv[2]); seed++)
  observe(generateModule(seed * 2_654_435_761), seed % 3 === 0 ? 300 : 100_000, ({ id }) => ({
    code: 0,
    bytes: new Uint8Array(id * 8),
  }));
for (const name of ['fib', 'sha256', 'quicksort', 'map']) observe(fixture(name), 1e9, repeating(3));

// Recursion to the limit of frames and of slots, from the outermost contract and from the innermost one.
for (const locals of [0, 12, 120, 1_000]) {
  const program = prepared(recursive(locals, true), engine);
  for (const nested of [0, NESTED_MAX]) {
    let depth = 0;
    const answer: Answering = (_, outer) => {
      if (depth++ === nested) return EMPTY;
      const inner = new RecordingHost(1e6, answer, outer.stack);
      digest.update(JSON.stringify([engine.execute(program, inner), inner.left, inner.stack]));
      return EMPTY;
    };
    const host = new RecordingHost(1e6, answer);
    digest.update(JSON.stringify([engine.execute(program, host), host.left, depth]));
  }
}
process.stdout.write(digest.digest('hex'));
