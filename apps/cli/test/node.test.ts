/** `ashlar node`: a node as a child process, and its operator beside it. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { Shell } from './support.ts';

const MAIN = join(import.meta.dirname, '../src/main.ts');

/** Starts `ashlar node start …`, and waits until it says on one line of JSON that it is ready. */
async function started(
  shell: Shell,
  ...args: readonly string[]
): Promise<[ChildProcess, Record<string, string>]> {
  const options = ['--rpc-port', '0', '--internal-port', '0', '--workers', '0', '--json', ...args];
  const child = spawn(process.execPath, [MAIN, 'node', 'start', ...options], {
    cwd: shell.folder,
    env: { ...process.env, ...shell.env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await Promise.race([
    once(createInterface({ input: child.stdout! }), 'line'),
    once(child, 'exit').then(([code]) => assert.fail(`the node ended with ${code}`)),
  ]);
  return [child, JSON.parse(line)];
}

test('a node is started, tells how it is, and ends as asked', async () => {
  using shell = new Shell();
  const [child, ready] = await started(shell, '--data-dir', 'chain');
  try {
    shell.env['ASHLAR_RPC'] = ready['url']!;
    const first = await shell.json('node', 'status', '--internal', ready['internal']!);
    assert.deepEqual(Object.keys(first), ['ready', 'height', 'block', 'time', 'final', 'lag', 'reasons']);
    assert.deepEqual([first['ready'], first['lag'], first['reasons']], [true, '0', {}]);
    await shell.json('produce', '3');
    const second = await shell.json('node', 'status');
    assert.equal(Number(second['height']), Number(first['height']) + 3);
    assert.ok(Number(second['final']) <= Number(second['height']));
  } finally {
    child.kill('SIGTERM');
  }
  assert.deepEqual(await once(child, 'exit'), [0, null]);
  await shell.fails(69, /Is a node running\?/, 'node', 'status');
});

test('a node that is not ready gives its reasons and code 1', async () => {
  using shell = new Shell();
  const [child, ready] = await started(shell, '--memory');
  const probe = createServer((_request, response) => {
    response.statusCode = 503;
    response.end('{"status":"not ready","reasons":{"indexer":"12 blocks behind"}}');
  });
  try {
    probe.listen(0, '127.0.0.1');
    await once(probe, 'listening');
    shell.env['ASHLAR_RPC'] = ready['url']!;
    const internal = `http://127.0.0.1:${(probe.address() as AddressInfo).port}`;
    const ran = await shell.ashlar('node', 'status', '--internal', internal, '--json');
    assert.deepEqual([ran.code, JSON.parse(ran.out).reasons], [1, { indexer: '12 blocks behind' }]);
    await shell.fails(64, /options stand after/, '--json', 'node', 'start');
    await shell.fails(1, /not ready: indexer: 12 blocks behind/, 'node', 'status', '--internal', internal);
    await shell.fails(
      69,
      /not the internal listener/,
      'node',
      'status',
      '--internal',
      shell.env['ASHLAR_RPC'],
    );
    await shell.fails(64, /--internal is no URL/, 'node', 'status', '--internal', 'nowhere');
  } finally {
    probe.close();
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
});
