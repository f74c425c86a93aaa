/**
 * The same blocks give the same roots, receipts and ticks: decoded again from their bytes, on witnesses alone, in other
 * processes under other compiler tiers and stack sizes, and among branches that are abandoned.
 *
 * `KERNEL_BLOCKS` sets how many blocks, `KERNEL_SEED` which.
 * @module
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { concat, uint32be } from '@ashlar/base';
import { Block } from '@ashlar/protocol';
import { type History, makeHistory, replay, replayAmongForks, replayStateless } from './history.ts';

const BLOCKS = Number(process.env['KERNEL_BLOCKS'] ?? 1_000);
const SEED = Number(process.env['KERNEL_SEED'] ?? 1);
const TRANSACTIONS_MAX = 4;
const named = `seed ${SEED}, ${BLOCKS} blocks`;

let history: History;
let directory: string;
let file: string;

before(async () => {
  history = await makeHistory(SEED, BLOCKS, TRANSACTIONS_MAX);
  directory = mkdtempSync(join(tmpdir(), 'ashlar-determinism-'));
  file = join(directory, 'blocks');
  writeFileSync(file, concat(...history.blocks.flatMap((bytes) => [uint32be(bytes.length), bytes])));
});
after(() => rmSync(directory, { recursive: true, force: true }));

/** The first block that differs, by name of the run. */
function assertSame(digests: readonly string[]): void {
  const differs = history.digests.findIndex((digest, index) => digest !== digests[index]);
  assert.equal(differs, -1, `block ${differs + 1} differs (${named})`);
  assert.equal(digests.length, history.digests.length);
}

function replayInChild(flags: readonly string[]): Promise<readonly string[]> {
  const child = spawn(process.execPath, [...flags, join(import.meta.dirname, 'replay-child.ts'), file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(output.split('\n')) : reject(new Error(`${flags.join(' ')} ended with ${code}`)),
    );
  });
}

test('random blocks hold what they are meant to: transactions of every kind, of which a part reverts', (t) => {
  const { transactionCount: all, revertedCount: reverted } = history;
  t.diagnostic(`${all} transactions, ${reverted} of them reverted, ${named}`);
  const operations = history.blocks
    .flatMap((bytes) => Block.decode(bytes).transactions)
    .flatMap((transaction) => transaction.operations);
  assert.ok(all >= BLOCKS && reverted > all / 10 && reverted < all / 2);
  assert.ok(operations.some(({ uploadContract }) => uploadContract !== undefined));
  assert.ok(operations.some(({ setSystemCall }) => setSystemCall?.target?.systemCallBundle !== undefined));
});

test('blocks that are read again from their bytes give the same roots, receipts and ticks', async () => {
  assertSame(await replay(history.blocks));
});

test('a kernel that has nothing but the witness of a block comes to the same root and receipt', async () => {
  assertSame(await replayStateless(history.blocks));
});

test('abandoned branches, dry runs and reads in between leave no trace', async () => {
  assertSame(await replayAmongForks(history.blocks, SEED + 1));
});

for (const flag of ['--liftoff-only', '--no-liftoff', '--stack-size=2000']) {
  test(`another process under ${flag} comes to the same`, async () => {
    assertSame(await replayInChild([flag]));
  });
}
