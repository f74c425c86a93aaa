/**
 * Runs test files: `npm run tests -- [part of a path]...`. Files run in parallel processes, one a core.
 * @module
 */
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';

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
const { status } = spawnSync(
  process.execPath,
  ['--test', `--test-concurrency=${availableParallelism()}`, '--test-reporter=spec', ...files],
  { stdio: 'inherit' },
);
process.exit(status ?? 1);
