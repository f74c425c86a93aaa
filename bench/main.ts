/**
 * `npm run bench -- <suite> [figure…] [--json]`: each figure in a process of its own, as a ratio to something measured
 * in the same run. `--json` prints one object a line.
 * @module
 */
import { spawnSync } from 'node:child_process';
import { CONSENSUS } from './consensus.ts';
import type { Figure, Skipped, Suite } from './figure.ts';
import { INDEXER } from './indexer.ts';

import { KERNEL } from './kernel.ts';
import { NODE } from './node.ts';
import { RHO } from './rho.ts';

const SUITES: Readonly<Record<string, Suite>> = {
  kernel: KERNEL,
  rho: RHO,
  consensus: CONSENSUS,
  node: NODE,
  indexer: INDEXER,
};

const words = process.argv.slice(2);
const flags = words.filter((word) => word.startsWith('--'));
const [suiteName = '', ...names] = words.filter((word) => !word.startsWith('--'));
const suite = SUITES[suiteName];
const unknown = [
  ...flags.filter((flag) => !['--json', '--here'].includes(flag)),
  ...names.filter((name) => suite?.[name] === undefined),
];
if (suite === undefined || unknown.length > 0) {
  console.error(`usage: npm run bench -- <${Object.keys(SUITES).join('|')}> [figure...] [--json]`);
  if (suite !== undefined) console.error(`figures: ${Object.keys(suite).join(' ')}`);
  process.exit(2);
}
const wanted = names.length === 0 ? Object.keys(suite) : names;

if (flags.includes('--here')) {
  for (const name of wanted) console.log(JSON.stringify(await suite[name]!()));
} else {
  if (!flags.includes('--json')) console.log('figure                   value            ratio  wanted');
  for (const name of wanted) measure(suiteName, name);
}

/** In a fresh process, so that no figure sees the heap or the compiled code of another. */
function measure(suiteOf: string, name: string): void {
  const args = [
    '--max-old-space-size=12000',
    '--max-semi-space-size=128',
    import.meta.filename,
    suiteOf,
    name,
    '--here',
  ];
  const { stdout, status } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) {
    console.error(`${name}: failed`);
    process.exitCode = 1;
    return;
  }
  console.log(flags.includes('--json') ? stdout.trim() : row(JSON.parse(stdout) as Figure | Skipped));
}

function row(measured: Figure | Skipped): string {
  if ('skipped' in measured) return `${measured.name.padEnd(24)} skipped: ${measured.skipped}`;
  const { name, value, unit, ratio, ratioTo, wanted: goal, wantedOf, isFloor } = measured;
  const judged = wantedOf === 'ratio' ? ratio : value;
  const met = isFloor === true ? judged >= goal : judged <= goal;
  const shown = `${value.toFixed(2)} ${unit}`.padEnd(16);
  return `${name.padEnd(24)} ${shown} ${ratio.toFixed(2).padStart(5)}  ${isFloor === true ? '>=' : '<='} ${goal}${wantedOf === 'value' ? ` ${unit}` : ''} ${met ? 'met' : 'MISSED'} (to ${ratioTo})`;
}
