/**
 * Processes killed in the middle of their work, again and again on one directory: what they said was final still is.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { hex } from '@ashlar/base';
import { createMemoryState, openState, STATE_CONFIG } from '@ashlar/state';
import type { Model } from '../model.ts';
import { createDirectory, grow, quiet } from './scratch.ts';
import { createRandom } from './sim-disk.ts';

const KILLS = Number(process.env['STATE_KILLS'] ?? 3);
const SEED = Number(process.env['STATE_SEED'] ?? 1);
const START_MS = 30_000;

/** Runs the child until some while after its first promise; returns the last height it reported. */
async function runAndKill(directory: string, pauseMs: number): Promise<number> {
  const program = join(import.meta.dirname, 'kill-child.ts');
  const child = spawn(process.execPath, [program, directory], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  try {
    await once(child.stdout, 'data', { signal: AbortSignal.timeout(START_MS) });
    await pause(pauseMs);
  } finally {
    child.kill('SIGKILL');
  }
  await once(child, 'close');
  return Number(said.slice(0, said.lastIndexOf('\n')).split('\n').at(-1));
}

test(`a killed process loses nothing that it called final (STATE_SEED=${SEED})`, async () => {
  const directory = createDirectory();
  const random = createRandom(SEED);
  const memory = createMemoryState();
  let model: Model = new Map();
  for (let kill = 0; kill < KILLS; kill++) {
    const promised = await runAndKill(directory, random(120));
    await using store = await openState({ directory, log: quiet }, STATE_CONFIG);
    const { height, root } = store.finalized;
    assert.ok(height >= promised, `${height} after ${promised} was promised`);
    while (memory.finalized.height < height)
      model = await grow(memory, model, createRandom(memory.finalized.height + 1), 25);
    assert.equal(hex(root), hex(memory.finalized.root));
  }
  assert.ok(model.size > 0);
});
