#!/usr/bin/env node
/** `ashlar`: the command line. Holds the process: arguments, environment, exit codes, nothing else. @module */
import { enableCompileCache } from 'node:module';

enableCompileCache();
process.stdout.on('error', (cause: NodeJS.ErrnoException) => {
  if (cause.code !== 'EPIPE') throw cause;
  process.exit(0); // Whoever reads has read enough: `ashlar … | head`.
});
const [{ runCli }, { processWorld }] = await Promise.all([import('./program.ts'), import('./world.ts')]);
process.exitCode = await runCli(process.argv, processWorld());
