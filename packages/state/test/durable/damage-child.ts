/**
 * A process that damages copies of a state directory, opens them and compares every answer. Damage to LMDB's pages may
 * crash it: that is what it is for. One line a trial: `begin <n>`, then `<outcome> <n>`.
 */
import { appendFileSync, cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fault, hex } from '@ashlar/base';
import {
  createMemoryState,
  type DurableState,
  openState,
  STATE_CONFIG,
  type StateConfig,
} from '@ashlar/state';
import { type Model, SPACES } from '../model.ts';
import { grow, quiet } from './scratch.ts';
import { createRandom, type Random } from './sim-disk.ts';

export const DAMAGE_CONFIG: StateConfig = {
  ...STATE_CONFIG,
  segmentBytesMax: 20_000,
  checkpointEntries: 150,
};
const BLOCKS = 12;

/** The history that the pristine directory holds. */
export async function build(store: Parameters<typeof grow>[0]): Promise<Model> {
  let model: Model = new Map();
  for (let block = 0; block < BLOCKS; block++)
    model = await grow(store, model, createRandom(block), 90, 2_000);
  return model;
}

function damage(directory: string, random: Random): void {
  const files = [
    'state.mdb',
    'state.mdb',
    ...readdirSync(join(directory, 'log')).map((name) => join('log', name)),
  ];
  const path = join(directory, files[random(files.length)]!);
  const bytes = readFileSync(path);
  const at = random(bytes.length);
  const kind = random(5);
  if (kind <= 1) bytes[at]! ^= 1 << random(8);
  else if (kind === 2) bytes.fill(random(256), at, at + 512);
  else if (kind === 3) bytes.copyWithin(random(bytes.length) & ~511, at & ~511, (at & ~511) + 512);
  writeFileSync(path, kind === 4 ? bytes.subarray(0, at) : bytes);
}

/** Reads everything in every way; the first wrong answer, or undefined. @throws Fault */
function compareAll(store: DurableState, model: Model): string | undefined {
  const view = store.view(store.finalized.block);
  for (const [flat, { space, key, value }] of model) {
    const now = view.get(space, key);
    if (now === undefined || hex(now) !== hex(value)) return `get ${hex(key)}`;
    if (!store.base.has(flat)) return `has ${hex(key)}`;
  }
  for (const space of SPACES) {
    const sorted = [...model.entries()].filter(([, entry]) => entry.space.prefixKey === space.prefixKey);
    const keys = sorted.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { key }]) => key);
    for (const [index, key] of keys.entries()) {
      const [next, prev] = [view.next(space, key)?.key, view.prev(space, key)?.key];
      if ((next && hex(next)) !== (keys[index + 1] && hex(keys[index + 1]!))) return `next ${hex(key)}`;
      if ((prev && hex(prev)) !== (keys[index - 1] && hex(keys[index - 1]!))) return `prev ${hex(key)}`;
    }
  }
  return undefined;
}

async function trial(
  pristine: string,
  number: number,
  seed: number,
  model: Model,
  height: number,
): Promise<string> {
  const directory = `${pristine}-trial`;
  rmSync(directory, { recursive: true, force: true });
  cpSync(pristine, directory, { recursive: true });
  damage(directory, createRandom(seed * 100_000 + number));
  try {
    await using store = await openState({ directory, log: quiet }, DAMAGE_CONFIG);
    if (store.finalized.height !== height) return `WRONG height ${store.finalized.height}`;
    const wrong = compareAll(store, model);
    return wrong === undefined ? 'right' : `WRONG ${wrong}`;
  } catch (error) {
    return error instanceof Fault ? `fault ${error.code}` : `WRONG ${String(error)}`;
  }
}

if (process.argv[1] === import.meta.filename) {
  const [pristine, from, to, seed, report] = process.argv.slice(2) as [
    string,
    string,
    string,
    string,
    string,
  ];
  const memory = createMemoryState();
  const model = await build(memory);
  for (let number = Number(from); number < Number(to); number++) {
    appendFileSync(report, `begin ${number}\n`);
    const outcome = await trial(pristine, number, Number(seed), model, memory.finalized.height);
    appendFileSync(report, `${outcome} ${number}\n`);
  }
  process.exit(0);
}
