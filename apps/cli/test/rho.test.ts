import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openCrypto } from '@ashlar/crypto';
import { devAccounts } from '@ashlar/node';
import { openDevNode, Shell } from './support.ts';

test('a program is deployed, explored and read from the command line', async () => {
  await openCrypto();
  await using node = await openDevNode(await devAccounts());
  using shell = new Shell();
  const at = ['--rpc', `http://127.0.0.1:${node.port}`, '--from', '0', '--json'];
  const file = shell.file(
    'hello.rho',
    'new id(`rho:rchain:deployId`), out(`rho:io:stdout`) in { out!("hello") | id!(6 * 7) | @"kept"!(1) }',
  );
  const deployed = await shell.ashlar('rho', 'deploy', file, ...at);
  assert.equal(deployed.code, 0, deployed.err);
  const { deploy, cost, block, output } = JSON.parse(deployed.out) as Record<string, string>;
  assert.ok(Number(cost) > 100 && Number(block) > 0);
  assert.deepEqual(output, ['"hello"']);
  const data = await shell.ashlar('rho', 'data', deploy!, ...at);
  assert.deepEqual(JSON.parse(data.out), [{ value: '42' }]);
  shell.input = 'new ret in { for (@x <- @"kept") { ret!(x + 1, "seen") } }';
  const explored = await shell.ashlar('rho', 'explore', '-', ...at);
  assert.deepEqual((JSON.parse(explored.out) as { data: unknown }).data, ['2, "seen"']);
});

test('programs that fail end with code 65 and the reason, files that are not there with 66', async () => {
  await openCrypto();
  await using node = await openDevNode(await devAccounts());
  using shell = new Shell();
  const at = ['--rpc', `http://127.0.0.1:${node.port}`, '--from', '0'];
  const failing = shell.file('bad.rho', '@1!(1 + "b")');
  const deployed = await shell.ashlar('rho', 'deploy', failing, ...at);
  assert.equal(deployed.code, 65);
  assert.match(deployed.err, /the program failed: Operator/);
  const explored = await shell.ashlar('rho', 'explore', failing, ...at);
  assert.match(explored.err, /the program failed: Operator/);
  assert.equal((await shell.ashlar('rho', 'deploy', 'nowhere.rho', ...at)).code, 66);
  assert.equal((await shell.ashlar('rho', 'data', 'xyz', ...at)).code, 64);
  const elsewhere = await shell.ashlar('rho', 'deploy', failing, '--shard-id', 'leaf', ...at);
  assert.match(elsewhere.err, /not as expected network shard/);
});
