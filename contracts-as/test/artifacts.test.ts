/** The modules and ABIs that are kept beside their sources are exactly what the sources give. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { BARE_FIXTURES, FIXTURES } from '../fixtures/build.ts';
import { buildContract, compileModule } from '../tool/index.ts';

type Listed = readonly Readonly<{ module: string; name: string }>[];
const { WebAssembly } = globalThis as unknown as {
  WebAssembly: {
    Module: {
      new (code: Uint8Array): object;
      imports(module: object): Listed;
      exports(module: object): Listed;
    };
  };
};

const root = join(import.meta.dirname, '..');
const out = mkdtempSync(join(tmpdir(), 'ashlar-artifacts-'));
after(() => rmSync(out, { recursive: true }));
const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const contracts = [
  ...readdirSync(join(root, 'templates')).map((name) => join('templates', name)),
  ...FIXTURES.map((name) => join('fixtures', name)),
];

for (const contract of contracts)
  test(`${contract} is built anew to the same bytes`, async () => {
    const built = await buildContract(join(root, contract), { outDirectory: join(out, contract) });
    const kept = join(root, contract, 'build', built.name);
    assert.equal(digest(built.wasm), digest(readFileSync(`${kept}.wasm`)), `${contract}: build it again`);
    assert.equal(built.abi, readFileSync(`${kept}.abi`, 'utf8'), `${contract}: build it again`);
  });

for (const name of BARE_FIXTURES)
  test(`fixtures/${name} is compiled anew to the same bytes`, async () => {
    const wasm = await compileModule(join(root, 'fixtures', name), `assembly/${name}.ts`);
    const kept = readFileSync(join(root, 'fixtures', name, 'build', `${name}.wasm`));
    assert.equal(digest(wasm), digest(kept), `fixtures/${name}: build it again`);
  });

test('where a contract lies, and what is built beside it, leaves no trace in its bytes', async () => {
  const elsewhere = join(out, 'elsewhere', 'deeper');
  cpSync(join(root, 'templates', 'custom'), elsewhere, { recursive: true });
  const [copy, other] = await Promise.all([
    buildContract(elsewhere),
    buildContract(join(root, 'fixtures', 'exiter'), { outDirectory: join(out, 'beside') }),
  ]);
  assert.equal(
    digest(copy.wasm),
    digest(readFileSync(join(root, 'templates', 'custom', 'build', 'guestbook.wasm'))),
  );
  assert.equal(
    digest(other.wasm),
    digest(readFileSync(join(root, 'fixtures', 'exiter', 'build', 'exiter.wasm'))),
  );
});

test('modules import the host interface only, and export their start and their bounded memory', () => {
  for (const contract of contracts) {
    const name = readdirSync(join(root, contract, 'build')).find((file) => file.endsWith('.wasm'))!;
    const module = new WebAssembly.Module(readFileSync(join(root, contract, 'build', name)));
    for (const { module: from, name: imported } of WebAssembly.Module.imports(module))
      assert.match(`${from}.${imported}`, /^env\.invoke_(system_call|thunk)$/);
    const exported = WebAssembly.Module.exports(module).map(({ name: each }) => each);
    assert.deepEqual(exported.sort(), ['_start', 'memory']);
    if (contract.startsWith('templates')) assert.equal(WebAssembly.Module.imports(module).length, 1);
  }
});

test('with `mvp`, nothing beyond WebAssembly 1.0 is used', async () => {
  const directory = join(root, 'templates', 'custom');
  const mvp = await buildContract(directory, { outDirectory: join(out, 'mvp'), mvp: true });
  assert.ok(hasBulkMemory(readFileSync(join(directory, 'build', 'guestbook.wasm'))));
  assert.ok(!hasBulkMemory(mvp.wasm));
});

/** Whether there is a `memory.copy` or `memory.fill`: 0xfc 10 or 11 with memory 0, not found in other places here. */
function hasBulkMemory(wasm: Uint8Array): boolean {
  return (
    Buffer.from(wasm).includes(Buffer.from([0xfc, 10, 0, 0])) ||
    Buffer.from(wasm).includes(Buffer.from([0xfc, 11, 0]))
  );
}
