/** The suites in Rholang, each in a world of its own: genesis, four validators, funded keys. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { runSuite } from '../src/index.ts';

const folder = join(import.meta.dirname, 'rho');
const NAMED_TESTS_MIN = 150;
let named = 0;

for (const file of readdirSync(folder).toSorted()) {
  test(`suite ${file}`, async (suite) => {
    const source = readFileSync(join(folder, file), 'utf8');
    const { assertions, completed, errors } = runSuite(source);
    assert.deepEqual(errors, []);
    const byTest = Map.groupBy(assertions, (assertion) => assertion.test);
    for (const [name, all] of byTest)
      await suite.test(name, () => {
        for (const { holds, clue, shown } of all) assert.ok(holds, `${clue}: ${shown}`);
      });
    assert.ok(completed, `the suite stopped after ${[...byTest.keys()].at(-1) ?? 'nothing'}`);
    named += byTest.size;
  });
}

after(() => assert.ok(named >= NAMED_TESTS_MIN, `${named} named tests, ${NAMED_TESTS_MIN} are wanted`));
