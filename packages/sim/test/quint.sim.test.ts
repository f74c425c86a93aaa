/**
 * The model in `spec/consensus/simplex.qnt`: its invariants hold in sampled runs, a checker misses every part that is
 * taken away, and what the simulator's honest validators really said is a run of the model.
 *
 * Quint is installed apart (`npm ci --prefix scripts/quint --ignore-scripts`, as `.ci/run` does); without it these tests
 * are skipped. `QUINT_SAMPLES=N` samples more runs, `QUINT_WORLDS=N` replays more worlds.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { ADVERSARIES, drawScenario, type Listener, simulate } from '@ashlar/sim';

const root = join(import.meta.dirname, '..', '..', '..');
const quint = join(
  root,
  'scripts',
  'quint',
  'node_modules',
  '@informalsystems',
  'quint',
  'dist',
  'src',
  'cli.js',
);
const model = join(root, 'spec', 'consensus', 'simplex.qnt');
const skip = existsSync(quint)
  ? false
  : 'Quint is not installed: npm ci --prefix scripts/quint --ignore-scripts';
const samples = Number(process.env['QUINT_SAMPLES'] ?? 30);
const worlds = Number(process.env['QUINT_WORLDS'] ?? 8);

const STEPS = 40;
/** Views of the replayed part of a world. */
const VIEWS = 12;
const FAULTY = 1;
/** Samples within which a control must fail. */
const CONTROL_SAMPLES = 2_000;

type Ran = Readonly<{ code: number; out: string }>;

async function run(...args: readonly string[]): Promise<Ran> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [quint, ...args], { maxBuffer: 1 << 26 });
    return { code: 0, out: stdout };
  } catch (cause) {
    const { code, stdout, stderr } = cause as { code: number; stdout: string; stderr: string };
    return { code, out: `${stdout}${stderr}` };
  }
}

const sample = (main: string, count: number, ...args: readonly string[]): Promise<Ran> =>
  run(
    ...['run', model, '--backend=typescript', `--main=${main}`, '--invariant=safety', '--seed=1'],
    ...[`--max-samples=${count}`, `--max-steps=${STEPS}`, '--verbosity=1', ...args],
  );

test(`no run of ${samples} breaks agreement, skips what is final, or frames the honest`, {
  skip,
}, async () => {
  const witnesses = ['someFinal', 'finalAfterSkip', 'finalOnFinal', 'faultyBlockNotarized'];
  const { code, out } = await sample('sound', samples, '--witnesses', ...witnesses);
  assert.equal(code, 0, out);
  for (const name of witnesses) assert.match(out, new RegExp(`${name} was witnessed in [1-9]`));
});

const CONTROLS = [
  ...['twoFaulty', 'withoutH1', 'withoutH2', 'withoutH3', 'withoutH4', 'withoutH5', 'withoutH7'],
  'withoutSkipRoot',
];
for (const main of CONTROLS) {
  test(`the invariants see ${main}`, { skip }, async () => {
    const { code, out } = await sample(main, CONTROL_SAMPLES);
    assert.notEqual(code, 0);
    assert.match(out, /Invariant violated/);
  });
}

/** What the honest of a world said in its first views, as steps of the model. */
function stepsOf(seed: number): readonly string[] {
  const name = ADVERSARIES[seed % ADVERSARIES.length]!;
  const adversaries = new Map([[FAULTY, name]]);
  const steps: string[] = [];
  const [seen, tags, perView] = [
    new Set<string>(),
    new Map<string, number>([['', 0]]),
    new Map<number, number>(),
  ];
  const viewOf = new Map<number, number>();
  let isOver = false;
  const listener: Listener = (signer, { kind, view, block }, header) => {
    const said = `${signer} ${kind} ${view} ${block}`;
    isOver ||= view > VIEWS;
    if (isOver || seen.has(said)) return;
    seen.add(said);
    if (view > (viewOf.get(signer) ?? 1)) {
      viewOf.set(signer, view);
      steps.push(`enter(${signer}, ${view})`);
    }
    if (kind === 'nullify') {
      steps.push(`nullify(${signer}, ${view})`);
      return;
    }
    assert.ok(header !== undefined, 'who votes for a block holds it');
    const isNew = !tags.has(block);
    if (isNew) {
      tags.set(block, perView.get(view) ?? 0);
      perView.set(view, 1);
    }
    const parentTag = header.parentView === 0 ? 0 : tags.get(header.parent)!;
    const told = `{ view: ${view}, tag: ${tags.get(block)}, parentView: ${header.parentView}, parentTag: ${parentTag} }`;
    if (isNew) steps.push(`propose(${told})`);
    steps.push(`${kind}(${signer}, ${told})`);
  };
  simulate(drawScenario(seed, { size: 4, weights: [1, 1, 1, 1], adversaries, epochBlocks: 0 }), { listener });
  return steps;
}

function moduleOf(traces: readonly (readonly string[])[]): string {
  const runs = traces.map(
    (steps, seed) =>
      `  run world${seed}Test = init\n${steps.map((step) => `    .then(${step})`).join('\n')}\n`,
  );
  const instance = `simplex(N = 4, FAULTY = Set(${FAULTY}), VIEWS = ${VIEWS}, WITHOUT = Set())`;
  return `module replay {\n  import ${instance}.* from "./simplex"\n${runs.join('\n')}}\n`;
}

async function replay(traces: readonly (readonly string[])[]): Promise<Ran> {
  const folder = mkdtempSync(join(tmpdir(), 'ashlar-quint-'));
  try {
    copyFileSync(model, join(folder, 'simplex.qnt'));
    writeFileSync(join(folder, 'replay.qnt'), moduleOf(traces));
    return await run(
      'test',
      join(folder, 'replay.qnt'),
      '--main=replay',
      '--backend=typescript',
      '--max-samples=1',
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test(`what the honest say in ${worlds} simulated worlds is a run of the model`, { skip }, async (context) => {
  const traces = Array.from({ length: worlds }, (_, seed) => stepsOf(seed));
  const { code, out } = await replay(traces);
  assert.equal(code, 0, out);
  assert.match(out, new RegExp(`${worlds} passing`));
  context.diagnostic(`${traces.reduce((sum, steps) => sum + steps.length, 0)} steps`);
});

test('a run of which one step is not allowed is refused', { skip }, async () => {
  const steps = stepsOf(0);
  const vote = steps.find((step) => step.startsWith('notarize'))!;
  assert.notEqual(
    (await replay([[...steps, vote.replace('notarize', 'finalize').replace(/tag: \d/, 'tag: 7')]])).code,
    0,
  );
  const early = steps.filter((step) => !step.startsWith('enter'));
  assert.notEqual((await replay([early])).code, 0);
});
