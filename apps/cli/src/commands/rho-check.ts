/** `ashlar rho check`: what is wrong with programs, without running them. @module */
import { EMPTY } from '@ashlar/base';
import { checkTypes, deployInjections, normalize, parse } from '@ashlar/engine-rho';
import type { Command } from 'commander';
import { CliError } from '../cli-error.ts';
import { Session } from '../session.ts';
import type { World } from '../world.ts';
import { sourceOf } from './rho-source.ts';

/** Adds the command to `ashlar rho`. */
export function rhoCheckCommand(rho: Command, world: World): void {
  rho
    .command('check <files...>')
    .description('whether programs parse, and bind what they use')
    .option('--types', 'also what their use of names says against them: docs/rholang.md', false)
    .addHelpText('after', '\nExample:\n  $ ashlar rho check --types contracts/*.rho')
    .action(async (files: readonly string[], { types }: Readonly<{ types: boolean }>, command: Command) => {
      const session = new Session(world, command);
      const found: Row[] = [];
      for (const file of files)
        for (const { line, column, severity, code, message } of flawsOf(await sourceOf(world, file), types))
          found.push({ at: line === 0 ? file : `${file}:${line}:${column}`, severity, code, message });
      session.printRows(found, `${files.length} without fault`);
      const faulty = found.filter(({ severity }) => severity === 'error').length;
      if (faulty > 0) throw new CliError(`${faulty} faults in ${files.length} files`, 65);
    });
}

type Row = Readonly<{ at: string; severity: string; code: string; message: string }>;

/** Something wrong, at a place; line 0 if it is the whole program. */
export type Flaw = Readonly<{
  line: number;
  column: number;
  severity: 'error' | 'warning';
  code: string;
  message: string;
}>;

/** What stops a program before it runs or, if nothing does and `types` is asked for, what the types checker tells. */
export function flawsOf(source: string, types: boolean): readonly Flaw[] {
  const parsed = parse(source);
  const normalized = parsed.ok ? normalize(parsed.value, source, deployInjections(EMPTY, EMPTY)) : parsed;
  if (!normalized.ok) {
    const { position, code, message } = normalized.refusal;
    const { line, column } = position ?? { line: 0, column: 0 };
    return [{ line, column, severity: 'error', code, message }];
  }
  return types && parsed.ok ? checkTypes(parsed.value, source) : [];
}
