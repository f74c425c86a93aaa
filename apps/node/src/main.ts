#!/usr/bin/env node
/**
 * `ashlar-node`: the development node as a command. Holds the process: arguments, signals, exit codes, nothing else.
 * @module
 */
import { enableCompileCache } from 'node:module';

enableCompileCache();
process.stdout.on('error', (cause: NodeJS.ErrnoException) => {
  if (cause.code !== 'EPIPE') throw cause; // A node goes on when nobody reads what it prints.
});
const { run } = await import('./run.ts');
process.exitCode = await run(process.argv);
