/**
 * The kernel's figures. `transfer.cpu`: everything a transfer costs from received bytes to a durable root, in processor
 * time of all threads, against what the recovery of its signature costs on its own. Checkpoints come every few hundred
 * blocks: what one costs is measured apart and shared out.
 * @module
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recover } from '@ashlar/crypto';
import { idDigest, type Transaction } from '@ashlar/protocol';
import { measureMetered, measurePooledCall } from '../packages/engine-wasm/bench/figures.ts';
import { fill, start } from '../packages/state/bench/store.ts';
import { build, leafBytes, updates } from '../packages/state/bench/trie.ts';
import { BenchChain, strangerOf, WASM_TOKEN } from './chain.ts';
import { type Figure, mean, median, processMicros, type Suite, threadMicros } from './figure.ts';

const ACCOUNTS = 1_000_000;
const BATCH = 1_000;
const ROUNDS = 25;
/** Not counted: compilation, caches. */
const WARM_UP = 10;
const LEAVES_1M = 1_000_000;
const LEAVES_4M = 4_000_000;

export const KERNEL: Suite = {
  'transfer.cpu': () => transfers('transfer.cpu', 2.0, undefined),
  'wasm-transfer.cpu': () => transfers('wasm-transfer.cpu', 2.6, fungible()),
  'state.updates.1m': async () => stateUpdates('state.updates.1m', LEAVES_1M),
  'state.updates.4m': async () => stateUpdates('state.updates.4m', LEAVES_4M),
  'state.leaf-bytes': async () => {
    const { value, ratio } = leafBytes(LEAVES_1M);
    const ratioTo = 'path and value hash, 72 bytes';
    return {
      name: 'state.leaf-bytes',
      value,
      unit: 'bytes',
      ratio: ratio ?? 0,
      ratioTo,
      wanted: 130,
      wantedOf: 'value',
    };
  },
  'wasm.metered': async () => {
    const { value } = measureMetered(() => performance.now());
    const ratioTo = 'the same code unmetered, geometric mean of four workloads';
    return { name: 'wasm.metered', value, unit: 'x', ratio: value, ratioTo, wanted: 1.4, wantedOf: 'ratio' };
  },
  'wasm.pooled-call': async () => {
    const { value, parts } = measurePooledCall(() => performance.now());
    const ratioTo = 'new WebAssembly.Instance';
    return {
      name: 'wasm.pooled-call',
      value: parts['callMicros'] ?? 0,
      unit: 'us',
      ratio: value,
      ratioTo,
      wanted: 0.25,
      wantedOf: 'ratio',
    };
  },
  'start.1m': startUp,
};

const fungible = (): Uint8Array =>
  new Uint8Array(
    readFileSync(join(import.meta.dirname, '../contracts-as/templates/fungible/build/fungible.wasm')),
  );

async function transfers(name: string, wanted: number, wasmToken: Uint8Array | undefined): Promise<Figure> {
  const options = { accounts: ACCOUNTS, signers: BATCH, workers: 1 };
  await using chain = await BenchChain.open(wasmToken === undefined ? options : { ...options, wasmToken });
  const costs: number[] = [];
  const recoveries: number[] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    const transactions = chain.signers.map((signer, index) => {
      const to = strangerOf((index * 7_919 + round * 104_729) % (ACCOUNTS - BATCH));
      return wasmToken === undefined
        ? chain.transferOf(signer, to)
        : chain.transferOf(signer, to, WASM_TOKEN);
    });
    const bytes = chain.blockOf(transactions);
    const before = processMicros();
    const { transactionReceipts } = await chain.commit(bytes);
    const cost = (processMicros() - before) / BATCH;
    if (transactionReceipts.some(({ reverted }) => reverted))
      throw new Error('a measured transfer was reverted');
    if (round < WARM_UP) continue;
    costs.push(cost);
    recoveries.push(recoveryMicros(transactions));
  }
  // The mean: garbage is collected in some rounds for all of them.
  const value = mean(costs) + (await chain.checkpointMicros());
  return {
    name,
    value,
    unit: 'us',
    ratio: value / mean(recoveries),
    ratioTo: 'one signature recovery',
    wanted,
    wantedOf: 'ratio',
  };
}

/** What one recovery costs on this thread, here and now. */
function recoveryMicros(transactions: readonly Transaction[]): number {
  const before = threadMicros();
  for (const { id, signatures } of transactions) recover(idDigest(id), signatures[0]!);
  return (threadMicros() - before) / transactions.length;
}

function stateUpdates(name: string, leaves: number): Figure {
  const { value, unit, ratio } = updates(leaves, BATCH, build(leaves));
  const ratioTo = 'hashing the touched nodes';
  return { name, value, unit, ratio: ratio ?? 0, ratioTo, wanted: 4, wantedOf: 'ratio' };
}

/** From a directory with a million entries to an open, verified store; against reading its files. */
async function startUp(): Promise<Figure> {
  const directory = mkdtempSync(join(tmpdir(), 'ashlar-start-'));
  try {
    await fill(directory, LEAVES_1M);
    const opens: number[] = [];
    const reads: number[] = [];
    for (let round = 0; round < 5; round++) {
      reads.push(readMs(directory));
      opens.push((await start(directory, LEAVES_1M)).value);
    }
    const value = median(opens);
    return {
      name: 'start.1m',
      value,
      unit: 'ms',
      ratio: value / median(reads),
      ratioTo: 'reading the files',
      wanted: 2_000,
      wantedOf: 'value',
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function readMs(directory: string): number {
  const before = performance.now();
  for (const path of readdirSync(directory, { recursive: true, encoding: 'utf8' })) {
    const file = join(directory, path);
    if (statSync(file).isFile()) readFileSync(file);
  }
  return performance.now() - before;
}
