/**
 * Measurements of the durable state: start-up and the commit of a block.
 * @module
 */
import type { Log } from '@ashlar/ports';
import { type BlockId, ObjectSpace } from '@ashlar/protocol';
import { type DurableState, openState, STATE_CONFIG } from '@ashlar/state';
import type { Figure } from './trie.ts';

const silent = (): void => {};
const quiet: Log = { debug: silent, info: silent, warn: silent, error: silent };
const ENTRIES_PER_BLOCK = 50_000;
const space = new ObjectSpace(false, new Uint8Array(25).fill(7), 1);

function keyOf(number: number): Uint8Array {
  const key = new Uint8Array(25);
  new DataView(key.buffer).setUint32(0, Math.imul(number, 2_654_435_761) >>> 0);
  new DataView(key.buffer).setUint32(4, number);
  return key;
}

function blockOf(height: number): BlockId {
  return `0x1220${height.toString(16).padStart(64, '0')}` as BlockId;
}

/** Adds one block that sets entries `from` to `to`; returns milliseconds to seal and to finalize it. */
async function addBlock(
  store: DurableState,
  from: number,
  to: number,
): Promise<Readonly<{ sealMs: number; finalizeMs: number }>> {
  const { block, height } = store.finalized;
  const draft = store.fork(block);
  for (let number = from; number < to; number++) {
    const value = new Uint8Array(64);
    new DataView(value.buffer).setUint32(0, number);
    new DataView(value.buffer).setInt32(4, height);
    draft.put(space, keyOf(number), value);
  }
  const start = performance.now();
  store.seal(draft, blockOf(height + 1), height + 1);
  const sealed = performance.now();
  await store.finalize(blockOf(height + 1));
  return { sealMs: sealed - start, finalizeMs: performance.now() - sealed };
}

/** Fills `directory` with `leaves` entries of 64 bytes. */
export async function fill(directory: string, leaves: number): Promise<void> {
  await using store = await openState({ directory, log: quiet }, STATE_CONFIG);
  for (let from = 0; from < leaves; from += ENTRIES_PER_BLOCK)
    await addBlock(store, from, Math.min(from + ENTRIES_PER_BLOCK, leaves));
  await store.checkpoint();
}

/** Milliseconds to open a filled directory, integrity check included; `ratio` in seconds a million entries. */
export async function start(directory: string, leaves: number): Promise<Figure> {
  const begin = performance.now();
  await using store = await openState({ directory, log: quiet }, STATE_CONFIG);
  const value = performance.now() - begin;
  return { value, unit: `ms to height ${store.finalized.height}`, ratio: (value / leaves) * 1000 };
}

/** Microseconds a changed entry to seal and to make durable, in blocks of `writes`; `ratio`: the part of the flush. */
export async function commits(directory: string, writes: number, blocks = 20): Promise<Figure> {
  await using store = await openState({ directory, log: quiet }, STATE_CONFIG);
  let [seal, flush] = [0, 0];
  for (let block = 0; block < blocks; block++) {
    const { sealMs, finalizeMs } = await addBlock(store, block * writes, (block + 1) * writes);
    seal += sealMs;
    flush += finalizeMs;
  }
  const total = seal + flush;
  return { value: (total * 1000) / (writes * blocks), unit: 'µs/entry', ratio: flush / total };
}
