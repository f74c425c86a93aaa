#!/usr/bin/env node
/** `ashlar`: the command line. Holds the process: arguments, environment, exit codes, nothing else. @module */
import { enableCompileCache } from 'node:module';

enableCompileCache();
process.stdout.on('error', (cause: NodeJS.ErrnoException) => {
  if (cause.code !== 'EPIPE') throw cause;
  process.exit(0); // Whoever reads has read enough: `ashlar … | head`.
});
const { runCli } = await import('./program.ts');
process.exitCode = await runCli(process.argv, {
  env: process.env,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
});
