/** When the world fails: the disk, the port, the clock, parts of the data directory. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Fault } from '@ashlar/base';
import { openCrypto } from '@ashlar/crypto';
import { devAccounts, devGenesis, run, systemClock } from '@ashlar/node';
import { topics } from '@ashlar/ports';
import { chainIdOf } from '@ashlar/protocol';
import { inDirectory, startNode } from './support/child.ts';
import { openDevNode } from './support/dev-node.ts';
import { Observer } from './support/observer.ts';
import { makeChain, record } from './support/recording.ts';
import { ask, call, refusal } from './support/rpc.ts';
import { jsonOf, transactionOf, transferOperation } from './support/transfers.ts';

await openCrypto();
const accounts = await devAccounts();
const [alice, bob] = accounts.users;
const chainId = chainIdOf(devGenesis(accounts));
const transfer = (nonce: number, value = 1n): unknown => {
  const operation = transferOperation(alice!.addressBytes, bob!.addressBytes, value);
  return {
    transaction: jsonOf(transactionOf(alice!, [operation], { chainId, nonce: BigInt(nonce) })),
    broadcast: true,
  };
};
const produce = (url: string, count = 1): Promise<unknown> =>
  call(url, 'block_producer.produce_blocks', { count });

const BROKER = 'amqp://ashlar:secret@127.0.0.1:1';

test('a fault while a block is judged halts the chain: it takes no more, and says why once', async () => {
  await using node = await openDevNode();
  await produce(node.url);
  const cause = new Fault('store.full', { retryable: true });
  const failing = await node.bus.subscribe(topics.blockAccepted, () => {
    throw cause;
  });
  assert.equal(
    (await refusal(node.url, 'block_producer.produce_blocks')).message,
    'the node failed: store.full',
  );
  assert.equal(await node.halted, cause);
  await failing[Symbol.asyncDispose]();
  for (const [method, params] of [
    ['block_producer.produce_blocks', {}],
    ['chain.submit_transaction', transfer(1)],
  ] as const)
    assert.equal((await refusal(node.url, method, params)).message, 'the node failed: store.io');
  assert.equal((await ask(node.url, 'chain.get_head_info')).error, undefined, 'it still answers questions');
});

test('blocks that are stored and not yet in the state are applied again at the start', () =>
  inDirectory(async (directory) => {
    const data = join(directory, 'data');
    const old = join(directory, 'old');
    await makeChain(data, false);
    cpSync(join(data, 'state'), old, { recursive: true });
    let before = '';
    {
      await using node = await openDevNode({ directory: data });
      await call(node.url, 'chain.submit_transaction', transfer(13, 77n));
      await produce(node.url, 105);
      before = await record(node.url);
    }
    rmSync(join(data, 'state'), { recursive: true });
    cpSync(old, join(data, 'state'), { recursive: true });
    // Even if the clock now stands before the time of those blocks.
    const clock = { ...systemClock(), now: () => 1_000_000 };
    await using again = await openDevNode({ directory: data, clock });
    assert.equal(await record(again.url), before);
    await produce(again.url);
    assert.equal(again.height, 12 + 105 + 1);
  }));

test('an index that is gone is made again', () =>
  inDirectory(async (directory) => {
    await makeChain(directory, false);
    let before = '';
    {
      await using node = await openDevNode({ directory });
      before = await record(node.url);
    }
    for (const name of readdirSync(directory).filter((one) => /^(transactions|contracts)/.test(one)))
      rmSync(join(directory, name));
    await using again = await openDevNode({ directory });
    assert.equal(await record(again.url), before);
  }));

test('a block store that is behind the state, or of another history, is refused', () =>
  inDirectory(async (directory) => {
    const [one, two] = [join(directory, 'one'), join(directory, 'two')];
    for (const path of [one, two]) {
      await using node = await openDevNode({ directory: path });
      if (path === two) await call(node.url, 'chain.submit_transaction', transfer(1));
      await produce(node.url, 3);
    }
    cpSync(join(one, 'blocks.mdb'), join(two, 'blocks.mdb'));
    await assert.rejects(openDevNode({ directory: two }), /store\.corrupt.*different blocks at height 3/);
    for (const name of ['blocks.mdb', 'blocks.mdb-lock']) rmSync(join(two, name));
    await assert.rejects(openDevNode({ directory: two }), /store\.corrupt.*ends at height 0, the state at 3/);
    rmSync(join(one, 'state'), { recursive: true });
    await using replayed = await openDevNode({ directory: one });
    assert.equal(replayed.height, 3, 'a state that is gone is made again from the blocks');
  }));

test('opening and closing leaves no timer, handle or descriptor behind', () =>
  inDirectory(async (directory) => {
    const open = async (): Promise<void> => {
      await using node = await openDevNode({
        directory,
        recoveryWorkers: 1,
        blockMode: { kind: 'interval', intervalMs: 20 },
      });
      await call(node.url, 'chain.get_head_info');
    };
    const handles = (): number =>
      process.getActiveResourcesInfo().filter((name) => !/TTY|Pipe|Immediate|TCP(Socket|)Wrap/.test(name))
        .length;
    const files = (): number => (process.platform === 'linux' ? readdirSync('/proc/self/fd').length : 0);
    await open();
    const before = { handles: handles(), files: files() };
    for (let count = 0; count < 5; count++) await open();
    assert.ok(handles() <= before.handles + 1, process.getActiveResourcesInfo().join());
    assert.ok(files() <= before.files + 3, `${files()} descriptors, ${before.files} before`);
  }));

test('what keeps a node from starting has its exit code and a sentence', () =>
  inDirectory(async (directory) => {
    const data = join(directory, 'data');
    await using first = await openDevNode({ directory: data });
    const elsewhere = join(directory, 'elsewhere');
    const genesis = join(directory, 'genesis.json');
    writeFileSync(genesis, '{}');
    writeFileSync(join(directory, 'broken.json'), '{');
    writeFileSync(join(directory, 'file'), '');
    const cases: readonly (readonly [number, RegExp, readonly string[]])[] = [
      [74, /store\.locked.*--data-dir/, ['--data-dir', data, '--rpc-port', '0']],
      [69, /port is taken.*--rpc-port/, ['--memory', '--rpc-port', String(first.port)]],
      [69, /cannot listen/, ['--memory', '--rpc-host', '203.0.113.1']],
      [74, /store\.io: cannot create/, ['--data-dir', join(directory, 'file', 'x')]],
      [78, /--genesis-key is not a private key/, ['--memory', '--genesis-key', 'nonsense']],
      [64, /whole number from 0 to 65535/, ['--rpc-port', '70000']],
      [64, /Say "auto", "manual"/, ['--block-mode', 'sometimes']],
      [78, /--genesis needs --genesis-key/, ['--genesis', genesis]],
      [64, /is no genesis/, ['--genesis', join(directory, 'broken.json')]],
      [64, /Cannot read/, ['--genesis', elsewhere]],
      [64, /Did you mean --memory\?/, ['--memry']],
      [64, /There is no service "chian"/, ['--services', 'chian', '--bus', BROKER]],
      [64, /account of its own/, ['--services', 'chain', '--bus', 'amqp://guest:guest@127.0.0.1']],
      [64, /account of its own/, ['--services', 'chain', '--bus', 'amqp://127.0.0.1']],
      [64, /"amqp:\/\/user:password/, ['--services', 'chain', '--bus', 'http://a:b@127.0.0.1']],
      [64, /Cannot read/, ['--services', 'chain', '--bus', `@${elsewhere}`]],
      [78, /--services and --bus go together/, ['--services', 'chain']],
      [78, /--services and --bus go together/, ['--bus', BROKER]],
      [78, /--profile solo/, ['--services', 'chain', '--bus', BROKER, '--profile', 'bft']],
      [78, /no --memory, no --fresh/, ['--services', 'chain', '--bus', BROKER, '--fresh']],
    ];
    const errors: string[] = [];
    const write = process.stderr.write;
    process.stderr.write = ((text: string) => errors.push(String(text)) > 0) as typeof process.stderr.write;
    try {
      for (const [code, message, options] of cases) {
        errors.length = 0;
        assert.equal(await run(['node', 'ashlar-node', ...options]), code, options.join(' '));
        assert.match(errors.join(''), message);
      }
    } finally {
      process.stderr.write = write;
    }
  }));

test('a data directory of another chain is refused as a configuration, and untouched', () =>
  inDirectory(async (directory) => {
    {
      await using node = await openDevNode({ directory });
      await produce(node.url);
    }
    const genesis = devGenesis({ ...accounts, users: accounts.users.slice(1) });
    await assert.rejects(
      openDevNode({ directory, genesis }),
      /holds chain .* the genesis is of .* --data-dir/,
    );
    await using again = await openDevNode({ directory });
    assert.equal(again.height, 1);
  }));

/** A file system of eight megabytes; undefined where we may not mount one. */
function smallDisk(directory: string): Disposable | undefined {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', directory], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  return { [Symbol.dispose]: () => void execFileSync('umount', ['-l', directory], { stdio: 'ignore' }) };
}

test('a disk that is full ends the node with code 74, and nothing that was acknowledged is lost', (context) =>
  inDirectory(async (directory) => {
    const data = join(directory, 'data');
    mkdirSync(data);
    using disk = smallDisk(data);
    if (disk === undefined) return context.skip('needs the right to mount a tmpfs');
    const ballast = join(data, 'ballast');
    writeFileSync(ballast, new Uint8Array(7_200_000));
    const observer = new Observer(accounts);
    {
      await using node = startNode(data, ['--block-mode', 'manual']);
      const ready = await node.ready;
      if (ready === undefined) assert.fail((await node.ended).errors);
      let made = 0;
      for (let nonce = 1; nonce < 5_000; nonce++) {
        const sent = await ask(ready.url, 'chain.submit_transaction', transfer(nonce)).catch(() => undefined);
        if (sent === undefined || sent.error !== undefined) break;
        const reply = await ask(ready.url, 'block_producer.produce_blocks').catch(() => undefined);
        if (reply === undefined || reply.error !== undefined) break;
        made++;
      }
      const { code, signal, errors } = await node.ended;
      assert.deepEqual([code, signal], [74, null], errors);
      assert.match(errors, /ashlar-node: store\.(full|io)/);
      assert.ok(made > 0);
      context.diagnostic(`full after ${made} blocks: ${errors.trim().split('\n').at(-1)}`);
      rmSync(ballast);
      await using again = startNode(data, ['--block-mode', 'manual']);
      const second = await again.ready;
      if (second === undefined) assert.fail((await again.ended).errors);
      assert.ok(second.height >= made, `${second.height} of ${made} acknowledged blocks`);
      await observer.check(second.url);
    }
  }));
