/** `ashlar rho fmt`: sources in one layout. @module */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { formatSource } from '@ashlar/engine-rho';
import type { Command } from 'commander';
import { CliError } from '../cli-error.ts';
import { Session } from '../session.ts';
import type { World } from '../world.ts';
import { refusalText, sourceOf } from './rho-source.ts';

type FormatOptions = Readonly<{ check: boolean; write: boolean }>;
type Formatted = Readonly<{ file: string; isChanged: boolean; text: string }>;

/** Adds the command to `ashlar rho`. */
export function rhoFormatCommand(rho: Command, world: World): void {
  rho
    .command('fmt <files...>')
    .description('show programs in one layout (- reads one from the input): only blanks change')
    .option('--check', 'show nothing but which files are in another layout; 65 if there are any', false)
    .option('--write', 'put the layout into the files', false)
    .addHelpText(
      'after',
      '\nLines end where their author ended them.\n\nExample:\n  $ ashlar rho fmt --write contracts/*.rho',
    )
    .action(async (files: readonly string[], options: FormatOptions, command: Command) => {
      if (options.check && options.write) throw new CliError('either --check or --write', 64);
      if (options.write && files.includes('-')) throw new CliError('--write needs files', 64);
      const session = new Session(world, command);
      // All or none: a file that is no program must not leave the others half done.
      const formatted: Formatted[] = [];
      for (const file of files) formatted.push(await format(world, file));
      const changed = formatted.filter(({ isChanged }) => isChanged);
      if (options.write) for (const one of changed) write(world, one);
      if (options.write || options.check)
        session.printRows(
          changed.map(({ file }) => ({ file })),
          `${files.length} in this layout`,
        );
      else if (session.isJson) session.print({ files: formatted });
      else for (const { text } of formatted) world.out(text);
      if (options.check && changed.length > 0)
        throw new CliError(`${changed.length} of ${files.length} files are in another layout`, 65);
    });
}

async function format(world: World, file: string): Promise<Formatted> {
  const source = await sourceOf(world, file);
  const result = formatSource(source);
  if (!result.ok) throw new CliError(`${file}: ${refusalText(result.refusal)}`, 65);
  return { file, isChanged: result.value !== source, text: result.value };
}

function write(world: World, { file, text }: Formatted): void {
  try {
    writeFileSync(resolve(world.cwd, file), text);
  } catch {
    throw new CliError(`cannot write ${file}`, 74);
  }
}
