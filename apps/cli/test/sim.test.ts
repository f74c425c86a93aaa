/** `ashlar sim`: what it plays, what it says, and how it ends. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { simulate } from '@ashlar/sim';
import { Command } from 'commander';
import { CliError } from '../src/cli-error.ts';
import { simCommand } from '../src/commands/sim.ts';
import { Shell } from './support.ts';

test('one seed is one world: the same on every run, with and without its trace', async () => {
  using shell = new Shell();
  const first = await shell.json('sim', '--seed', '7', '--validators', '7');
  assert.equal(first['validators'], 7);
  assert.deepEqual(first['violations'], []);
  const again = await shell.json('sim', '--seed', '7', '--validators', '7', '--trace');
  assert.ok((again['timeline'] as readonly string[]).some((line) => line.includes('FINAL 1 ')));
  const { timeline: _, ...rest } = again;
  assert.deepEqual(rest, first);
});

test('faults are those that were asked for', async () => {
  using shell = new Shell();
  for (let seed = 0; seed < 8; seed++) {
    const calm = await shell.json('sim', '--seed', `${seed}`, '--faults', 'none');
    assert.deepEqual([calm['adversaries'], calm['faults']], ['none', 0]);
  }
  const { code, out } = await shell.ashlar('sim', '--seed', '3', '--faults', 'crash,pause', '--trace');
  assert.equal(code, 0);
  const kinds = new Set([...out.matchAll(/== \{.*"kind":"(\w+)"/g)].map(([, kind]) => kind));
  assert.deepEqual([...kinds].sort(), ['crash', 'pause']);
});

test('many worlds are summed, and progress is shown as the place allows', async () => {
  using shell = new Shell();
  shell.isTerminal = true;
  const { code, out, err } = await shell.ashlar('sim', '--worlds', '30');
  assert.equal(code, 0);
  assert.match(out, /^worlds +30$/m);
  assert.match(err, /\r\d+ of 30 worlds, [\d.]+ a second, [\d.]+ simulated hours, \d+ events\/s/);
  assert.ok(err.endsWith('\n'));
});

test('a wrong word is refused with the right ones', async () => {
  using shell = new Shell();
  await shell.fails(64, /there is no fault rain: swarm, none, or some of/, 'sim', '--faults', 'crash,rain');
  await shell.fails(64, /bft, burn/, 'sim', '--profile', 'solo');
  await shell.fails(64, /swarm or none/, 'sim', '--profile', 'burn', '--faults', 'loss');
  await shell.fails(64, /a whole number from 1 to 256/, 'sim', '--validators', '257');
  await shell.fails(64, /--trace shows one world/, 'sim', '--worlds', '2', '--trace');
});

test('a broken promise ends with 70, its seed, its rule and the end of the timeline', async () => {
  let out = '';
  const world = {
    env: {},
    cwd: '/',
    platform: 'linux',
    input: async () => '',
    async *lines() {},
    streams: () => assert.fail(),
    isTerminal: false,
    nowMs: () => 0,
    askSecret: async () => undefined,
    random: (bytes: number) => new Uint8Array(bytes),
    out: (text: string) => {
      out += text;
    },
    err: () => undefined,
  };
  const root = new Command('ashlar')
    .option('--rpc <url>', '', 'http://127.0.0.1:1')
    .option('--json', '', false);
  const violation = { rule: 'agreement', detail: 'height 3: nodes 0 and 2 differ', atMs: 1_500 };
  simCommand(root, world, (scenario, options) => ({
    ...simulate(scenario, options),
    violations: scenario.seed === 12 ? [violation] : [],
  }));
  const run = root.parseAsync(['node', 'ashlar', 'sim', '--seed', '10', '--worlds', '5']);
  await assert.rejects(run, (cause: CliError) => {
    assert.ok(cause instanceof CliError && cause.exitCode === 70);
    assert.match(cause.message, /world 12 broke agreement after 1.500 s: height 3.*--seed 12 --trace/);
    return true;
  });
  assert.match(out, /FINAL/);
});

test('producers of proof of burn are worlds too, with their shares', async () => {
  using shell = new Shell();
  const world = await shell.json('sim', '--profile', 'burn', '--seed', '4', '--validators', '3');
  assert.equal(world['producers'], 3);
  assert.equal(String(world['shares']).split(', ').length, 3);
  assert.deepEqual(world['violations'], []);
  const again = await shell.json('sim', '--profile', 'burn', '--seed', '4', '--validators', '3', '--trace');
  assert.equal(again['traceHash'], world['traceHash']);
  const calm = await shell.json('sim', '--profile', 'burn', '--seed', '4', '--faults', 'none');
  assert.equal(calm['faults'], 0);
});
