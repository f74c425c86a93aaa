/** Directories and ports for tests on the real disk. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { utf8 } from '@ashlar/base';
import type { Log, StateStore } from '@ashlar/ports';
import { blockId, keyOf, type Model, SPACES } from '../model.ts';
import type { Random } from './sim-disk.ts';

const silent = (): void => {};
export const quiet: Log = { debug: silent, info: silent, warn: silent, error: silent };

const directories: string[] = [];
after(() => {
  for (const directory of directories) rmSync(directory, { recursive: true, force: true });
});

/** A fresh directory, removed after the tests. */
export function createDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'ashlar-state-'));
  directories.push(directory);
  return directory;
}

/** Finalizes one block of random writes over `keys` keys; returns the model that results. */
export async function grow(
  store: StateStore,
  model: Model,
  random: Random,
  writes: number,
  keys = 200,
): Promise<Model> {
  const { block, height } = store.finalized;
  const draft = store.fork(block);
  const next = new Map(model);
  for (let write = 0; write < writes; write++) {
    const space = SPACES[random(SPACES.length)]!;
    const key = keyOf(space, random(keys));
    const flat = space.flatKeyOf(key);
    if (random(4) === 0) {
      draft.remove(space, key);
      next.delete(flat);
    } else {
      const value = utf8(`${height}.${write}.${'x'.repeat(random(60))}`);
      draft.put(space, key, value);
      next.set(flat, { space, key, value });
    }
  }
  const id = blockId(height + 1);
  store.seal(draft, id, height + 1);
  await store.finalize(id);
  return next;
}
