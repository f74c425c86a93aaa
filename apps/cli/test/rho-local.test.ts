/** Rholang without a chain: `ashlar rho run`, `eval`, `check`, `test`, `repl`, `fmt`. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Shell } from './support.ts';

test('programs run one after another in one space, and show what they print and answer', async () => {
  using shell = new Shell();
  const first = shell.file('first.rho', 'new out(`rho:io:stdout`) in { out!("hello") | @"kept"!(41) }');
  const second = shell.file(
    'second.rho',
    'new r(`rho:rchain:deployId`) in { for (@x <- @"kept") { r!(x + 1, "seen") } }',
  );
  const { code, out, err } = await shell.ashlar('rho', 'run', first, second, '--bare');
  assert.equal(code, 0, err);
  assert.deepEqual(out.split('\n'), ['"hello"', '42', '"seen"', '']);
  assert.match(err, /first.rho: \d+ phlo, 1 communications\n.*second.rho: \d+ phlo, 1 communications/);
  const shown = await shell.json('rho', 'run', first, '--bare', '--space');
  assert.deepEqual(shown['data'], ['@{"kept"}!(41)']);
  assert.deepEqual(shown['outputs'], [{ stream: 'stdout', line: '"hello"' }]);
});

test('the system contracts are there unless they are left out', async () => {
  using shell = new Shell();
  const source = `new r(\`rho:rchain:deployId\`), lookup(\`rho:registry:lookup\`), ch in {
    lookup!(\`rho:lang:listOps\`, *ch) |
    for (@(_, ListOps) <- ch) { @ListOps!("sum", [1, 2, 39], *r) }
  }`;
  shell.input = source;
  assert.equal((await shell.ashlar('rho', 'run', '-')).out, '42\n');
  assert.equal((await shell.ashlar('rho', 'run', '-', '--bare')).out, '', 'nobody listens');
});

test('what fails ends with 65 and says where and why; limits hold', async () => {
  using shell = new Shell();
  await shell.fails(65, /bad.rho: .*\+/, 'rho', 'run', shell.file('bad.rho', '@1!(1 + "b")'), '--bare');
  await shell.fails(65, /open.rho: 1:\d+: /, 'rho', 'run', shell.file('open.rho', 'new x in {'), '--bare');
  const loop = shell.file('loop.rho', 'contract @"x"() = { @"x"!() } | @"x"!()');
  await shell.fails(65, /phlogiston/i, 'rho', 'run', loop, '--bare', '--phlo-limit', '10000');
  await shell.fails(66, /cannot read/, 'rho', 'run', 'nowhere.rho');
  await shell.fails(64, /--space needs --bare/, 'rho', 'run', loop, '--space');
});

test('an expression has a value', async () => {
  using shell = new Shell();
  const { value, cost } = await shell.json('rho', 'eval', '{"a": [1, 2, 3].length() * 14}');
  assert.equal(value, '{"a" : 42}');
  assert.ok(Number(cost) > 0);
  await shell.fails(65, /the expression: /, 'rho', 'eval', '1 / 0');
});

test('programs are checked without being run', async () => {
  using shell = new Shell();
  const good = shell.file('good.rho', 'new x(`rho:rchain:deployerId`) in { x!(*x) }');
  assert.equal((await shell.ashlar('rho', 'check', good)).code, 0);
  const files = [good, shell.file('a.rho', 'new x in {\n  y!(1)\n}'), shell.file('b.rho', 'for (x <- ) {}')];
  const { code, out } = await shell.ashlar('rho', 'check', ...files, '--json');
  assert.equal(code, 65);
  const flaws = JSON.parse(out) as readonly Record<string, string>[];
  assert.deepEqual(
    flaws.map((flaw) => flaw['code']),
    ['program.topLevelFreeVariables', 'source.unexpectedToken'],
  );
  assert.match(flaws[0]!['at']!, /a\.rho:2:3$/);
  assert.match(flaws[1]!['at']!, /b\.rho:1:11$/);
});

test('types are checked if they are asked for: errors end with 65, warnings do not', async () => {
  using shell = new Shell();
  const idle = shell.file('idle.rho', 'new x, y in {\n  x!(1)\n}');
  const wrong = shell.file('wrong.rho', 'new out(`rho:io:stdout`) in { out!(1, 2) }');
  assert.equal((await shell.ashlar('rho', 'check', idle, wrong)).code, 0, 'nobody asked');
  const { code, out } = await shell.ashlar('rho', 'check', '--types', idle);
  assert.equal(code, 0);
  assert.match(
    out,
    /idle\.rho:1:8 +warning +types\.unused +`y`.*\n.*idle\.rho:2:3 +warning +types\.neverReceived/,
  );
  await shell.fails(65, /1 faults in 2 files/, 'rho', 'check', '--types', idle, wrong);
});

test('suites of tests are run, and told test by test', async () => {
  using shell = new Shell();
  const suite = (expected: number): string => `
    new RhoSpec, lookup(\`rho:registry:lookup\`), ch in {
      lookup!(\`rho:id:zphjgsfy13h1k85isc8rtwtgt3t9zzt5pjd5ihykfmyapfc4wt3x5h\`, *ch) |
      for (@(_, RhoSpec) <- ch) {
        new test_sum in {
          @RhoSpec!("testSuite", [("adds", *test_sum)]) |
          contract test_sum(rhoSpec, _, ack) = { rhoSpec!("assert", (1 + 1, "==", ${expected}), "a sum", *ack) }
        }
      }
    }`;
  const good = await shell.ashlar('rho', 'test', shell.file('good.rho', suite(2)));
  assert.equal(good.code, 0, good.err + good.out);
  assert.match(good.out, /adds +holds/);
  const bad = await shell.ashlar('rho', 'test', shell.file('bad.rho', suite(3)));
  assert.equal(bad.code, 65);
  assert.match(bad.out, /adds +fails +a sum/);
  const endless = await shell.ashlar('rho', 'test', shell.file('none.rho', 'Nil'));
  assert.match(endless.out, /does not end/);
});

test('a session reads programs over several lines and expressions, in one space', async () => {
  using shell = new Shell();
  shell.input = [
    '@"n"!(20)',
    'new out(`rho:io:stdout`) in {',
    '  for (@n <- @"n") { out!(n * 2 + 2) }',
    '}',
    '',
    '6 * 7',
    'x!(1',
    '',
    '"on"',
  ].join('\n');
  const { code, out, err } = await shell.ashlar('rho', 'repl', '--bare');
  assert.equal(code, 0);
  assert.deepEqual(out.split('\n'), ['42', '42', '"on"', '']);
  assert.match(err, /^1:\d+: /);
});

test('programs are shown, checked and written in one layout', async () => {
  using shell = new Shell();
  const ragged = shell.file('ragged.rho', 'new x in{ // a name\nx!(1,2)|Nil\n}');
  const layout = 'new x in { // a name\n  x!(1, 2) | Nil\n}\n';
  const tidy = shell.file('tidy.rho', layout);
  assert.equal((await shell.ashlar('rho', 'fmt', ragged)).out, layout);
  const { files } = await shell.json('rho', 'fmt', ragged);
  assert.deepEqual(files, [{ file: ragged, isChanged: true, text: layout }]);
  assert.equal((await shell.ashlar('rho', 'fmt', '--check', tidy)).code, 0);
  const checked = await shell.ashlar('rho', 'fmt', '--check', '--json', tidy, ragged);
  assert.equal(checked.code, 65);
  assert.deepEqual(JSON.parse(checked.out), [{ file: ragged }]);
  assert.notEqual(readFileSync(ragged, 'utf8'), layout, 'checking writes nothing');

  const bad = shell.file('bad.rho', 'new x in { x!( }');
  await shell.fails(65, /bad.rho: 1:16: /, 'rho', 'fmt', '--write', ragged, bad);
  assert.notEqual(readFileSync(ragged, 'utf8'), layout, 'one that is no program stops all');
  assert.equal((await shell.ashlar('rho', 'fmt', '--write', ragged, tidy)).code, 0);
  assert.equal(readFileSync(ragged, 'utf8'), layout);
  await shell.fails(64, /either --check or --write/, 'rho', 'fmt', '--check', '--write', tidy);
  await shell.fails(64, /--write needs files/, 'rho', 'fmt', '--write', '-');
});
