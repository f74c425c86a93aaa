/**
 * The checkers are checked: take one part of the protocol away, and within 2,000 worlds a checker must notice.
 * Whether the sound machine passes the same world is asked beside each.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { machineWithout, type Part } from '@ashlar/consensus/testing';
import { type AdversaryName, drawScenario, type Outcome, type Scenario, simulate } from '@ashlar/sim';

const SEEDS_MAX = 2_000;

const cast = (...names: readonly AdversaryName[]): Scenario['adversaries'] =>
  new Map(names.map((name, node) => [node, name]));

/** The first seed whose world makes a checker report `rule`, with `pattern` in its words. */
function firstCaught(
  parts: readonly Part[],
  overrides: Partial<Scenario>,
  rule: string,
  pattern: string,
): number | undefined {
  const machine = machineWithout(parts);
  const isCaught = ({ violations }: Outcome): boolean =>
    violations.some((violation) => violation.rule === rule && violation.detail.includes(pattern));
  for (let seed = 0; seed < SEEDS_MAX; seed++)
    if (isCaught(simulate(drawScenario(seed, overrides), { machine }))) return seed;
  return undefined;
}

/** A quorum that certifies two blocks in views that honest validators lead: nothing but H3 and H4 is in its way. */
const forgers = cast('forger', 'forger', 'forger', 'forger', 'forger');

type Control = Readonly<{
  parts: readonly Part[];
  overrides: Partial<Scenario>;
  rule: string;
  pattern: string;
}>;
const controls: readonly Control[] = [
  { parts: ['H1'], overrides: { size: 4, adversaries: cast('equivocator') }, rule: 'honesty', pattern: 'H1' },
  { parts: ['H2'], overrides: {}, rule: 'honesty', pattern: 'H2' },
  { parts: ['H3'], overrides: { size: 7, adversaries: forgers }, rule: 'honesty', pattern: 'H3' },
  { parts: ['H4'], overrides: { size: 7, adversaries: forgers }, rule: 'honesty', pattern: 'H4' },
  { parts: ['H5'], overrides: { size: 4, adversaries: cast('skipRootLiar') }, rule: 'ancestry', pattern: '' },
  { parts: ['H6'], overrides: {}, rule: 'honesty', pattern: '' },
  { parts: ['H7'], overrides: {}, rule: 'honesty', pattern: 'H7' },
  {
    parts: ['skipRoot'],
    overrides: { size: 4, adversaries: cast('twin', 'twin') },
    rule: 'framed',
    pattern: 'E5 names honest',
  },
];

for (const { parts, overrides, rule, pattern } of controls) {
  test(`without ${parts.join(' and ')}, a checker sees broken ${rule}`, (context) => {
    const seed = firstCaught(parts, overrides, rule, pattern);
    assert.notEqual(seed, undefined);
    context.diagnostic(`caught in world ${seed}`);
    const { violations } = simulate(drawScenario(seed!, overrides));
    assert.ok(!violations.some((violation) => violation.rule === rule), 'the sound machine passes');
  });
}

test('a driver that sends before it flushes is seen', (context) => {
  const seed = firstCaught([], { isFlushSkipped: true }, 'honesty', '');
  assert.notEqual(seed, undefined);
  context.diagnostic(`caught in world ${seed}`);
});

test('two faulty of four fork, also across seals, and the fork convicts at least a third and no honest validator', (context) => {
  let [forks, sealed] = [0, 0];
  for (let seed = 0; seed < 100; seed++) {
    const scenario = drawScenario(seed, {
      size: 4,
      adversaries: cast('twin', 'twin'),
      epochBlocks: seed % 3,
    });
    const { violations, coverage } = simulate(scenario);
    if (violations.some(({ rule }) => rule === 'agreement')) {
      forks += 1;
      if (coverage.countOf('epoch sealed') > 0) sealed += 1;
    }
    const others = violations.filter(({ rule }) => !['agreement', 'liveness'].includes(rule));
    assert.deepEqual(others, [], `seed ${seed}`);
  }
  assert.ok(forks > sealed && sealed > 0);
  context.diagnostic(`${forks} forks in 100 worlds, ${sealed} of them in epochs that end`);
});
