/**
 * Damages copies of a data directory and asks a node on each; one line of JSON for each trial. A process of its own,
 * because the native database may crash on what it finds.
 *
 * Arguments: template directory, file with the recording made before, seed, first trial, trials.
 */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fault } from '@ashlar/base';
import { chance } from './child.ts';
import { openDevNode } from './dev-node.ts';
import { record } from './recording.ts';

const [template, expectedPath, seed, first, count] = process.argv.slice(2) as [string, string, ...string[]];
const expected = readFileSync(expectedPath, 'utf8');
const SECTOR = 512;

const filesIn = (directory: string): readonly string[] =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(directory, name)).isFile() && statSync(join(directory, name)).size > 0)
    .sort();

/** Mostly one bit; now and then a lost sector or a lost end. @returns what was done */
function damage(path: string, below: (count: number) => number): string {
  const bytes = readFileSync(path);
  const at = below(bytes.length);
  const kind = below(10);
  if (kind === 0) {
    writeFileSync(path, bytes.subarray(0, at));
    return `cut at ${at} of ${bytes.length}`;
  }
  if (kind === 1) {
    const start = at - (at % SECTOR);
    bytes.fill(0, start, Math.min(start + SECTOR, bytes.length));
    writeFileSync(path, bytes);
    return `sector at ${start} zeroed`;
  }
  const bit = below(8);
  bytes[at]! ^= 1 << bit;
  writeFileSync(path, bytes);
  return `bit ${bit} of byte ${at}`;
}

async function ask(directory: string): Promise<Readonly<{ outcome: string; detail?: string }>> {
  try {
    await using node = await openDevNode({ directory });
    const recording = await record(node.url);
    if (recording === expected) return { outcome: 'same' };
    if (recording.includes('the node failed: store.corrupt'))
      return { outcome: 'refused', detail: 'when asked' };
    return { outcome: 'wrong', detail: recording.slice(0, 2_000) };
  } catch (cause) {
    const isClear = cause instanceof Fault && cause.code.startsWith('store.');
    return { outcome: isClear ? 'refused' : 'unclear', detail: String(cause) };
  }
}

for (let trial = Number(first); trial < Number(count); trial++) {
  const below = chance(Number(seed) * 1_000_003 + trial * 7_919);
  for (let warm = 0; warm < 3; warm++) below(2);
  const directory = mkdtempSync(join(tmpdir(), 'ashlar-damage-'));
  try {
    cpSync(template, directory, { recursive: true });
    const files = filesIn(directory);
    const file = files[below(files.length)]!;
    const done = damage(join(directory, file), below);
    process.stdout.write(`${JSON.stringify({ trial, begun: true, file, done, directory })}\n`);
    process.stdout.write(`${JSON.stringify({ trial, file, done, ...(await ask(directory)) })}\n`);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
