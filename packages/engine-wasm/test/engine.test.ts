import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { openWasmEngine } from '../src/index.ts';
import { fixture, prepared, repeating, runOnce, uint32le } from './support/fixtures.ts';
import { RecordingHost } from './support/recording-host.ts';

test('a contract compiled from AssemblyScript runs, and its host calls carry its results', () => {
  const { outcome, host } = runOnce(fixture('fib'), 1e9, repeating(3));
  assert.deepEqual(outcome, { kind: 'returned' });
  assert.deepEqual(
    host.calls.map(({ id, thunk, args }) => ({ id, thunk, args })),
    [
      { id: 1, thunk: false, args: new Uint8Array(0) },
      { id: 2, thunk: false, args: uint32le(3 * 6765) },
    ],
  );
});

test('SHA-256 computed by a contract is the real one', () => {
  const { host } = runOnce(fixture('sha256'), 1e9, repeating(1));
  const data = Uint8Array.from({ length: 4096 }, (_, index) => index & 0xff);
  const expected = createHash('sha256').update(data).digest().readUInt32BE(0);
  assert.deepEqual(host.calls[1]!.args, uint32le(expected));
});

test('the same call costs the same ticks in a fresh and in a restored instance', () => {
  for (const name of ['fib', 'sha256', 'quicksort', 'map']) {
    const engine = openWasmEngine();
    const program = prepared(fixture(name), engine);
    const runs = [1, 2, 3].map(() => {
      const host = new RecordingHost(1e9, repeating(2));
      return { outcome: engine.execute(program, host), left: host.left, calls: host.calls };
    });
    assert.deepEqual(runs[1], runs[0]);
    assert.deepEqual(runs[2], runs[0]);
  }
});

test('a contract with one tick too few is exhausted and has spent everything', () => {
  const code = fixture('quicksort');
  const { spent } = runOnce(code, 1e9, repeating(1));
  assert.equal(runOnce(code, spent, repeating(1)).outcome.kind, 'returned');
  const short = runOnce(code, spent - 1, repeating(1));
  assert.equal(short.outcome.kind, 'exhausted');
  assert.equal(short.host.left, 0);
});
