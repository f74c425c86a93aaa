/** The build tells what is wrong, with file and line, and names things by rule. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { entryPointOf } from '@ashlar/protocol';
import { buildContract, ContractBuildError } from '../tool/index.ts';
import { camelCase, pascalCase } from '../tool/names.ts';

const root = mkdtempSync(join(tmpdir(), 'ashlar-tool-'));
after(() => rmSync(root, { recursive: true }));
let contracts = 0;

const PROTO = `syntax = "proto3";
package sample;
service sample {
  rpc double_it(double_arguments) returns (double_result);
}
message double_arguments { uint64 value = 1; }
message double_result { uint64 value = 1; }
`;
const SOURCE = `import { DoubleArguments, DoubleResult } from '../build/generated/messages';

export function doubleIt(args: DoubleArguments): DoubleResult {
  return new DoubleResult(args.value * 2);
}
`;

function write(files: Readonly<Record<string, string>>): string {
  const directory = join(root, `contract-${contracts++}`);
  for (const [name, text] of Object.entries({
    'sample.proto': PROTO,
    'assembly/index.ts': SOURCE,
    ...files,
  })) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), text);
  }
  return directory;
}

async function problems(files: Readonly<Record<string, string>>): Promise<string> {
  const directory = write(files);
  let message = '';
  await assert.rejects(buildContract(directory), (cause) => {
    assert.ok(cause instanceof ContractBuildError, String(cause));
    message = cause.message;
    return true;
  });
  assert.ok(
    !readdirSync(directory).includes('build') || readdirSync(join(directory, 'build')).join() === 'generated',
  );
  return message;
}

test('a contract that is right is built anywhere', async () => {
  const built = await buildContract(write({}));
  assert.equal(built.name, 'sample');
  assert.ok(built.wasm.length > 100);
  assert.deepEqual(Object.keys(JSON.parse(built.abi).methods), ['double_it']);
});

test('mistakes in the interface are told with their line', async () => {
  const proto = (from: string, to: string): Record<string, string> => ({
    'sample.proto': PROTO.replace(from, to),
  });
  assert.match(await problems(proto('uint64 value = 1; }', 'uint64 value 1; }')), /^sample\.proto:6: /);
  assert.match(await problems(proto('uint64 value', 'double value')), /^sample\.proto:6: .*floating point/);
  assert.match(
    await problems(proto('uint64 value', 'map<string, uint64> value')),
    /^sample\.proto:6: .*maps/,
  );
  assert.match(await problems(proto('uint64 value', 'absent value')), /^sample\.proto:6: .*absent/);
  assert.match(
    await problems(proto('(double_result)', '(missing_result)')),
    /^sample\.proto:4: .*missing_result/,
  );
  assert.match(await problems(proto('package sample;', '')), /declares no package/);
  assert.match(await problems(proto('syntax = "proto3";', '')), /^sample\.proto:1: .*proto3/);
  assert.match(
    await problems(proto('package sample;', 'package sample; import "absent.proto";')),
    /^sample\.proto:2: .*absent\.proto/,
  );
  assert.match(
    await problems(proto('uint64 value = 1; }', 'enum e { a = 0; } e value = 1; }')),
    /enums outside/,
  );
  assert.match(
    await problems(proto('message double_result', 'message doubleArguments {}\nmessage double_result')),
    /both be called DoubleArguments/,
  );
  assert.match(
    await problems(proto('(double_arguments)', '(stream double_arguments)')),
    /^sample\.proto:4: .*one message/,
  );
});

test('a directory without an interface, or with two, is refused', async () => {
  assert.match(
    await problems({ 'sample.proto': 'syntax = "proto3";\npackage sample;\n' }),
    /no \.proto file with a service/,
  );
  assert.match(await problems({ 'other.proto': PROTO }), /several \.proto files/);
  await assert.rejects(buildContract(join(root, 'nowhere')), /no such directory/);
});

test('functions that the interface declares must be there, with the right types', async () => {
  const source = (from: string, to: string): Record<string, string> => ({
    'assembly/index.ts': SOURCE.replace(from, to),
  });
  assert.match(
    await problems(source('export function doubleIt', 'function doubleIt')),
    /^sample\.proto:4: method double_it has no function .*`export function doubleIt\(args: DoubleArguments\): DoubleResult`/,
  );
  assert.match(
    await problems(source('args: DoubleArguments', 'args: u64')),
    /^assembly\/index\.ts:3: expected/,
  );
  assert.match(await problems(source('): DoubleResult', '): void')), /^assembly\/index\.ts:3: expected/);
});

test('mistakes in the source are told with their line, all of them', async () => {
  const text = await problems({
    'assembly/index.ts': SOURCE.replace('args.value * 2', 'args.amount + absent'),
  });
  assert.match(text, /^assembly\/index\.ts:4: .*amount/m);
  assert.match(
    await problems({ 'assembly/index.ts': `${SOURCE}\nexport function broken( {` }),
    /^assembly\/index\.ts:7: /m,
  );
});

test('names follow the languages, and entry points the convention', () => {
  assert.equal(camelCase('balance_of'), 'balanceOf');
  assert.equal(camelCase('default'), 'default_');
  assert.equal(pascalCase('balance_of_result'), 'BalanceOfResult');
  // spec/koinos.md, appendix B
  assert.equal(entryPointOf('transfer'), 0x27f576ca);
  assert.equal(entryPointOf('authorize'), 0x4a2dbd90);
  assert.equal(entryPointOf('set_approval_for_all'), 0x20442216);
});
