/** Where a program comes from, and what is wrong with it. @module */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ProgramRefusal, RunRefusal } from '@ashlar/engine-rho';
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

/** With line and column, if the program has them. */
export const refusalText = (refusal: ProgramRefusal | RunRefusal): string =>
  'position' in refusal && refusal.position !== undefined
    ? `${refusal.position.line}:${refusal.position.column}: ${refusal.message}`
    : refusal.message;
