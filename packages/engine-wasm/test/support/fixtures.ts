/**
 * The contracts compiled from `test/fixtures/*.as`, and engines to run code in.
 * @module
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine, ExecutionOutcome } from '@ashlar/ports';
import { openWasmEngine, type WasmProgram } from '../../src/index.ts';
import { type Answering, RecordingHost } from './recording-host.ts';

export const fixture = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(join(import.meta.dirname, '..', 'fixtures', `${name}.wasm`)));

export const hashOf = (code: Uint8Array): Uint8Array => createHash('sha256').update(code).digest();

export const uint32le = (value: number): Uint8Array => {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
};

/** Prepares code that is expected to be accepted. */
export function prepared(code: Uint8Array, engine: Engine<WasmProgram> = openWasmEngine()): WasmProgram {
  const result = engine.prepare(code, hashOf(code));
  assert.ok(result.ok, result.ok ? '' : JSON.stringify(result.refusal));
  return result.value;
}

/** Answers call 1 with how often to repeat. */
export const repeating =
  (rounds: number): Answering =>
  ({ id }) => ({ code: 0, bytes: id === 1 ? uint32le(rounds) : new Uint8Array(0) });

export type Run = Readonly<{ outcome: ExecutionOutcome; host: RecordingHost; spent: number }>;

/** Runs code once in a fresh engine. */
export function runOnce(code: Uint8Array, ticks = 1e9, answer?: Answering): Run {
  const engine = openWasmEngine();
  const host = new RecordingHost(ticks, answer);
  const outcome = engine.execute(prepared(code, engine), host);
  return { outcome, host, spent: ticks - host.left };
}
