/** The types checker finds nothing in the system contracts, their tests and the tutorial's programs. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkTypes, parse } from '@ashlar/engine-rho';

const root = join(import.meta.dirname, '../../..');

function shown(source: string): readonly string[] {
  const parsed = parse(source);
  assert.ok(parsed.ok);
  return checkTypes(parsed.value, source).map(({ line, column, message }) => `${line}:${column} ${message}`);
}

for (const file of globSync('packages/contracts-rho/{rho,test/rho}/*.rho', { cwd: root }))
  test(`${file} has no fault of types`, () =>
    assert.deepEqual(shown(readFileSync(join(root, file), 'utf8')), []));

test("the tutorial's programs have no fault of types", () => {
  const page = readFileSync(join(root, 'docs/rholang-tutorial.md'), 'utf8');
  const programs = [...page.matchAll(/```rholang\n([\s\S]*?)```/g)];
  assert.equal(programs.length, 11);
  for (const [, program] of programs) assert.deepEqual(shown(program!), []);
});
