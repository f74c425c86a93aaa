/** `ashlar config print`: every setting, its value, and where it comes from. @module */
import { join } from 'node:path';
import {
  applySettings,
  nodeKeys,
  nodeProgram,
  PROJECT_FILE,
  type Section,
  userFile,
  variableOf,
} from '@ashlar/node';
import type { Command } from 'commander';
import { Session } from '../session.ts';
import type { World } from '../world.ts';

export function configCommands(root: Command, world: World): void {
  const config = root
    .command('config')
    .description('settings: flag, else environment, else files, else default');
  config
    .command('print')
    .description('every setting that has a value')
    .option('--sources', 'also where each comes from', false)
    .addHelpText(
      'after',
      `
Files are JSON, a name for each long option, those of the node under "node":
  {"rpc": "http://127.0.0.1:8081", "node": {"rpcPort": 8081}}

  ${PROJECT_FILE} in the current folder wins over ${userFile(world)}

Example:
  $ ashlar config print --sources`,
    )
    .action((_options: unknown, command: Command) => {
      const { sources } = command.optsWithGlobals<Readonly<{ sources: boolean }>>();
      const rows = [...settingsOf(root, 'client', world), ...settingsOf(nodeProgram(''), 'node', world)];
      const shown = sources ? rows : rows.map(({ name, value }) => ({ name, value }));
      new Session(world, command).printRows(shown, 'Nothing is set.');
    });
  config
    .command('paths')
    .description('the files and variables that are read')
    .addHelpText('after', '\nExample:\n  $ ashlar config paths')
    .action((_options: unknown, command: Command) => {
      new Session(world, command).print({
        project: join(world.cwd, PROJECT_FILE),
        user: userFile(world),
        variables: `${variableOf('client', 'rpc')}, ${variableOf('node', 'rpcPort')} and so on`,
      });
    });
}

type Row = Readonly<{ name: string; value: string; source: string }>;

function settingsOf(command: Command, section: Section, world: World): readonly Row[] {
  const layers = applySettings(command, section, world, nodeKeys());
  return command.options.flatMap((option) => {
    const name = option.attributeName();
    const value = command.getOptionValue(name);
    if (value === undefined || name === 'version') return [];
    const told = command.getOptionValueSource(name);
    const source = told === 'config' ? layers.findLast((layer) => layer.name === name)?.source : told;
    const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
    return [{ name: section === 'node' ? `node.${name}` : name, value: text, source: source ?? 'default' }];
  });
}
