/** The programs of `docs/rholang-tutorial.md` print what stands under them. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { TEST_KEYS, testWorld } from '@ashlar/contracts-rho';
import { build, SplittableRandom } from '@ashlar/engine-rho';

const page = readFileSync(join(import.meta.dirname, '../../../docs/rholang-tutorial.md'), 'utf8');
const sections = page.split(/^## /m).slice(1);

/** As `ashlar rho run` shows it: lines of stdout, or what went wrong. */
function printed(source: string): string {
  const { outputs, errors } = testWorld().session.evaluate(source, {
    random: SplittableRandom.of(new Uint8Array(8)),
    injections: new Map([['rho:rchain:deployerId', build.par1(build.deployerId(TEST_KEYS['alice']!))]]),
  });
  const lines = outputs.map(({ line }) => line);
  return [...lines, ...errors.map(({ message }) => `error: ${message}`)].join('\n');
}

for (const section of sections) {
  const title = section.split('\n')[0]!;
  test(`the tutorial's program "${title}" prints what stands under it`, () => {
    const program = /```rholang\n([\s\S]*?)```/.exec(section)?.[1];
    const output = /```text\n([\s\S]*?)```/.exec(section)?.[1];
    assert.ok(program !== undefined && output !== undefined, 'each part has a program and its output');
    assert.equal(printed(program), output.trimEnd());
  });
}

test('the tutorial has eleven programs', () => assert.equal(sections.length, 11));
