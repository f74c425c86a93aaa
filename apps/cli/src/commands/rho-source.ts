/** Where a program comes from. @module */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CliError } from '../cli-error.ts';
import type { World } from '../world.ts';

/** The text of a file, or of the input for `-`. */
export async function sourceOf(world: World, file: string): Promise<string> {
  if (file === '-') return world.input();
  try {
    return readFileSync(resolve(world.cwd, file), 'utf8');
  } catch {
    throw new CliError(`cannot read ${file}`, 66);
  }
}
