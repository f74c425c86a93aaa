/**
 * Random damage to every file that a node keeps: it refuses to start and says why, or it answers exactly as before.
 * `ASHLAR_DAMAGE_TRIALS` and `ASHLAR_SEED` choose how many and which.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { inDirectory, startNode } from './support/child.ts';
import { openDevNode } from './support/dev-node.ts';
import { makeChain, record } from './support/recording.ts';

const TRIALS = Number(process.env['ASHLAR_DAMAGE_TRIALS'] ?? 5);
const SEED = Number(process.env['ASHLAR_SEED'] ?? Date.now() % 1_000_000);
const TRIAL_MAX_MS = 20_000;
const CHILD = join(import.meta.dirname, 'support/damage-child.ts');

type Trial = Readonly<{
  trial: number;
  begun?: boolean;
  file: string;
  done: string;
  directory: string;
  outcome: string;
  detail?: string;
}>;

/** Runs trials from `first` on, until the child ends: at the end, or natively crashed, or hanging and killed. */
async function runChild(
  template: string,
  expected: string,
  first: number,
  report: (trial: Trial) => void,
): Promise<void> {
  const args = [CHILD, template, expected, String(SEED), String(first), String(TRIALS)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  let watchdog = setTimeout(() => child.kill('SIGKILL'), TRIAL_MAX_MS);
  let begun: Trial | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    clearTimeout(watchdog);
    watchdog = setTimeout(() => child.kill('SIGKILL'), TRIAL_MAX_MS);
    const trial = JSON.parse(line) as Trial;
    begun = trial.begun === true ? trial : undefined;
    if (begun === undefined) report(trial);
  }
  clearTimeout(watchdog);
  if (begun === undefined) return;
  rmSync(begun.directory, { recursive: true, force: true });
  report({ ...begun, outcome: child.signalCode === 'SIGKILL' ? 'hung' : 'crashed' });
}

for (const [name, checkpoint] of [
  ['its log', false],
  ['its table', true],
] as const) {
  test(`a node whose state is in ${name} gives no wrong answer in ${TRIALS} damaged copies (ASHLAR_SEED=${SEED})`, (context) =>
    inDirectory(async (directory) => {
      const template = join(directory, 'template');
      const expected = join(directory, 'expected');
      await makeChain(template, checkpoint);
      {
        await using node = await openDevNode({ directory: template });
        writeFileSync(expected, await record(node.url));
      }
      const counts: Record<string, number> = {};
      const bad: Trial[] = [];
      for (let next = 0; next < TRIALS; ) {
        const first = next;
        await runChild(template, expected, next, (trial) => {
          next = trial.trial + 1;
          counts[trial.outcome] = (counts[trial.outcome] ?? 0) + 1;
          if (!['same', 'refused', 'crashed'].includes(trial.outcome)) bad.push(trial);
        });
        assert.ok(next > first, 'the child ended before it began: run it by hand');
      }
      context.diagnostic(JSON.stringify(counts));
      assert.deepEqual(bad, []);
    }));
}

test('a damaged block ends the start with code 74 and says what to do', () =>
  inDirectory(async (directory) => {
    await makeChain(directory, false);
    const path = join(directory, 'blocks.mdb');
    const bytes = readFileSync(path);
    const at = bytes.indexOf('koinos') >= 0 ? bytes.indexOf('koinos') : bytes.indexOf('transfer');
    bytes[at]! ^= 1;
    writeFileSync(path, bytes);
    await using node = startNode(directory);
    assert.equal(await node.ready, undefined);
    const { code, errors } = await node.ended;
    assert.equal(code, 74);
    assert.match(errors, /ashlar-node: store\.corrupt: .*blocks\.mdb.*--fresh/);
  }));
