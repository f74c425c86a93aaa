/** `ashlar rho lsp`: the language server, on standard input and output. @module */
import { type Command, Option } from 'commander';
import type { World } from '../world.ts';

/** Adds the command to `ashlar rho`. @param version of this program */
export function rhoServerCommand(rho: Command, world: World, version: string): void {
  rho
    .command('lsp')
    .description('a language server for editors, on standard input and output')
    .option('--types', 'also tell what the types checker tells', false)
    // What editors add by themselves: there is no other way, and the protocol names their process.
    .addOption(new Option('--stdio').hideHelp())
    .addOption(new Option('--clientProcessId <pid>').hideHelp())
    .addHelpText(
      'after',
      '\nDiagnostics, hover, definitions and formatting: docs/rholang.md says how an editor is set up.\n\nExample:\n  $ ashlar rho lsp --types',
    )
    .action(async ({ types }: Readonly<{ types: boolean }>) => {
      // Loaded only here: no other command needs the protocol's library.
      const { serveLanguage } = await import('../lsp/serve.ts');
      serveLanguage(world.streams(), { types, version });
    });
}
