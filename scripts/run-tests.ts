/**
 * Runs test files: `npm run tests -- [part of a path]...`. Files run in parallel processes, one a core.
 * Random tests draw from `ASHLAR_SEED`, 1 if unset; a file run by itself with `node --test` draws a fresh seed.
 * @module
 */
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const wanted = process.argv.slice(2);
const all = globSync([
  'test/*.test.ts',
  'packages/*/test/**/*.test.ts',
  'apps/*/test/**/*.test.ts',
  'contracts-as/test/*.test.ts',
  'bench/test/*.test.ts',
]);
const files = all.filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part))).sort();
if (files.length === 0) {
  console.error(`No test file matches ${wanted.join(', ')}.`);
  process.exit(2);
}
const seed = process.env['ASHLAR_SEED'] ?? '1';
const { status } = spawnSync(
  process.execPath,
  [
    `--import=${pathToFileURL(join(import.meta.dirname, 'seed-tests.ts')).href}`,
    '--test',
    `--test-concurrency=${availableParallelism()}`,
    '--test-reporter=spec',
    ...files,
  ],
  { stdio: 'inherit', env: { ...process.env, ASHLAR_SEED: seed } },
);
if (status !== 0) console.error(`Failed with ASHLAR_SEED=${seed}.`);
process.exit(status ?? 1);
