#!/usr/bin/env node
/** `ashlar`: the command line. Holds the process: arguments, environment, exit codes, nothing else. @module */
import { enableCompileCache } from 'node:module';

enableCompileCache();
const { runCli } = await import('./program.ts');
process.exitCode = await runCli(process.argv, {
  env: process.env,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
});
