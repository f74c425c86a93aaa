/**
 * Silent corruption: whatever is damaged on disk, no answer is ever wrong. A fault, a native crash of the process (LMDB
 * trusts its pages) or the right answers are all that may come of it.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Fault, hex } from '@ashlar/base';
import { openState, openStateOn } from '@ashlar/state';
import { build, DAMAGE_CONFIG } from './damage-child.ts';
import { createDirectory, quiet } from './scratch.ts';
import { createRandom, SimCheckpoint, SimDisk } from './sim-disk.ts';

const TRIALS = Number(process.env['STATE_DAMAGES'] ?? 20);
const SEED = Number(process.env['STATE_SEED'] ?? 1);
const FLIPS = Number(process.env['STATE_FLIPS'] ?? 150);
const CHILD_MS = 60_000;
const SILENT_MAX = 3;

test(`damage to any file gives a fault, a crash or right answers, never wrong ones (STATE_SEED=${SEED})`, async (context) => {
  const scratch = createDirectory();
  const pristine = join(scratch, 'pristine');
  {
    await using store = await openState({ directory: pristine, log: quiet }, DAMAGE_CONFIG);
    await build(store);
  }
  const report = join(scratch, 'report');
  writeFileSync(report, '');
  const tally = { right: 0, fault: 0, crash: 0 };
  for (let from = 0, silent = 0; from < TRIALS; ) {
    const child = join(import.meta.dirname, 'damage-child.ts');
    const { stderr } = spawnSync(
      process.execPath,
      [child, pristine, `${from}`, `${TRIALS}`, `${SEED}`, report],
      {
        stdio: ['ignore', 'ignore', 'pipe'],
        encoding: 'utf8',
        timeout: CHILD_MS,
        killSignal: 'SIGKILL',
      },
    );
    const lines = readFileSync(report, 'utf8').trim().split('\n');
    const begun = Number(lines.findLast((line) => line.startsWith('begin'))?.slice('begin '.length) ?? -1);
    if (begun < from) {
      assert.ok(++silent < SILENT_MAX, `the child does not start: ${stderr}`);
      continue;
    }
    silent = 0;
    if (lines.at(-1)!.startsWith('begin')) tally.crash++;
    from = begun + 1;
  }
  const outcomes = readFileSync(report, 'utf8').trim().split('\n');
  assert.deepEqual(
    outcomes.filter((line) => line.startsWith('WRONG')),
    [],
  );
  tally.right = outcomes.filter((line) => line.startsWith('right')).length;
  tally.fault = outcomes.filter((line) => line.startsWith('fault')).length;
  context.diagnostic(JSON.stringify(tally));
  assert.equal(tally.right + tally.fault + tally.crash, TRIALS);
  assert.ok(tally.fault > 0, JSON.stringify(tally));
});

test('a flipped bit anywhere in the log is a fault, or lies where nothing was promised', async () => {
  const disk = new SimDisk();
  const checkpoint = new SimCheckpoint(disk);
  const store = await openStateOn({ disk, checkpoint, log: quiet }, DAMAGE_CONFIG);
  await build(store);
  const expected = hex(store.finalized.root);
  await store[Symbol.asyncDispose]();
  const table = { entries: new Map<string, Uint8Array>(), mark: checkpoint.mark() };
  for (const { key, sealed } of checkpoint.scan('', Number.MAX_SAFE_INTEGER))
    table.entries.set(String.fromCharCode(...key), sealed);
  const random = createRandom(SEED);
  let faults = 0;
  for (let flip = 0; flip < FLIPS; flip++) {
    const copy = new SimDisk(disk.files);
    const names = [...copy.files.keys()];
    const bytes = copy.files.get(names[random(names.length)]!)!;
    bytes[random(bytes.length)]! ^= 1 << random(8);
    try {
      const opened = await openStateOn(
        { disk: copy, checkpoint: new SimCheckpoint(copy, table), log: quiet },
        DAMAGE_CONFIG,
      );
      assert.equal(hex(opened.finalized.root), expected, `flip ${flip} of STATE_SEED=${SEED}`);
    } catch (error) {
      assert.ok(error instanceof Fault && error.code === 'store.corrupt', String(error));
      faults++;
    }
  }
  assert.ok(faults > FLIPS / 2, `${faults} faults`);
});
