/** Every command, as a user types it, against a node in this process. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { runCli } from '@ashlar/cli';
import {
  type DevAccount,
  devAccounts,
  devGenesis,
  type Node,
  type NodePorts,
  nativeAbis,
  openNode,
  systemClock,
} from '@ashlar/node';

const silent: NodePorts['log'] = { debug() {}, info() {}, warn() {}, error() {} };
const accounts = await devAccounts();
const [alice, bob] = accounts.users as [DevAccount, DevAccount];
const FUNGIBLE = join(import.meta.dirname, '../../../contracts-as/templates/fungible/build/fungible');
const folder = mkdtempSync(join(tmpdir(), 'ashlar-cli-'));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

const open = (users: readonly DevAccount[]): Promise<Node> =>
  openNode(
    { clock: systemClock(), log: silent },
    {
      directory: undefined,
      genesis: devGenesis({ ...accounts, users }),
      genesisAbis: nativeAbis(),
      producer: { address: accounts.genesis.addressBytes, privateKey: accounts.genesis.privateKey },
      blockMode: { kind: 'auto' },
      rpc: { host: '127.0.0.1', port: 0 },
      pendingPerAccountMax: 10,
      recoveryWorkers: 0,
    },
  );
let node: Node;
let env: Record<string, string>;
before(async () => {
  node = await open(accounts.users);
  env = { ASHLAR_RPC: `http://127.0.0.1:${node.port}` };
});
after(async () => {
  await node[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

type Ran = Readonly<{ code: number; out: string; err: string }>;
async function ashlar(...args: readonly string[]): Promise<Ran> {
  let [out, err] = ['', ''];
  const world = {
    env,
    out: (text: string) => {
      out += text;
    },
    err: (text: string) => {
      err += text;
    },
  };
  return { code: await runCli(['node', 'ashlar', ...args], world), out, err };
}

/** The JSON that the command prints; it must succeed. */
async function json(...args: readonly string[]): Promise<Record<string, unknown>> {
  const { code, out, err } = await ashlar(...args, '--json');
  assert.deepEqual([code, err], [0, ''], args.join(' '));
  return JSON.parse(out);
}

async function fails(code: number, message: RegExp, ...args: readonly string[]): Promise<void> {
  const ran = await ashlar(...args);
  assert.equal(ran.code, code, `${args.join(' ')}: ${ran.err}`);
  assert.match(ran.err, message, args.join(' '));
  assert.doesNotMatch(ran.err, /\.ts:\d/, 'no stack trace for a mistake of the user');
}

test('status tells the head, for people and for programs', async () => {
  const status = await json('status');
  assert.deepEqual(Object.keys(status), ['chain', 'height', 'block', 'time', 'stateRoot']);
  assert.ok(Number(status['height']) >= 1);
  assert.match((await ashlar('status')).out, /^chain {6}\S+\nheight {5}\d+\n/);
});

test('send moves coins, account shows them', async () => {
  const before = await json('account', bob.address);
  const sent = await json('send', bob.address, '12.5', '--from', '0');
  assert.ok(Number(sent['height']) > 1);
  const now = await json('account', bob.address);
  assert.deepEqual([before['coins'], now['coins']], ['1000000', '1000012.5']);
  assert.equal((await json('account', alice.address))['nonce'], '1');
  const path = file('key', `${bob.wif}\n`);
  await json('send', alice.address, '0.00000001', '--key-file', path);
  env['ASHLAR_KEY_FILE'] = path;
  await json('send', alice.address, '0.00000001');
  delete env['ASHLAR_KEY_FILE'];
  assert.equal((await json('account', bob.address))['coins'], '1000012.49999998');
});

test('a contract is deployed, called and read', async () => {
  const deployed = await json('contract', 'deploy', `${FUNGIBLE}.wasm`, `${FUNGIBLE}.abi`, '--from', '1');
  assert.equal(deployed['contract'], bob.address);
  const called = await json(
    'contract',
    'call',
    bob.address,
    'mint',
    JSON.stringify({ to: alice.address, value: '70' }),
    '--from',
    '1',
  );
  assert.equal((called['events'] as { value: string }[])[0]!.value, '70');
  const owner = JSON.stringify({ owner: alice.address });
  assert.deepEqual(await json('contract', 'read', bob.address, 'balance_of', owner), { value: '70' });
  assert.match((await ashlar('contract', 'read', 'token', 'symbol')).out, /^value {2}\S+\n$/);
});

test('produce makes blocks, call asks anything', async () => {
  const before = Number((await json('status'))['height']);
  assert.deepEqual(await json('produce', '3'), { height: String(before + 3) });
  assert.deepEqual(await json('produce'), { height: String(before + 4) });
  const { topology } = await json('call', 'block_store.get_highest_block');
  assert.equal((topology as { height: string }).height, String(before + 4));
  assert.match((await ashlar('call', 'chain.get_chain_id')).out, /^\{\n {2}"chain_id": "\S+"\n\}\n$/);
});

test('what the chain refuses has code 65, its text and its logs', async () => {
  await fails(
    65,
    /insufficient balance.*\n.*transaction reverted/s,
    'send',
    bob.address,
    '999999999',
    '--from',
    '0',
  );
  await fails(65, /does not have an ABI/, 'contract', 'read', alice.address, 'name');
  await fails(65, /unknown method/i, 'call', 'chain.nothing');
  await fails(65, /count must be/, 'produce', '0');
});

test('wrong usage has code 64 and says what is right', async () => {
  await fails(64, /Did you mean --from/, 'send', bob.address, '1', '--form', '0');
  await fails(64, /Did you mean status/, 'statsu');
  await fails(64, /missing required argument 'coins'/, 'send', bob.address);
  await fails(64, /is no address/, 'account', 'nobody');
  for (const coins of ['1e3', '1.123456789', 'x', '', '1,5', '9999999999999'])
    await fails(64, /is no amount of coins/, 'send', bob.address, coins, '--from', '0');
  await fails(64, /Who signs\?/, 'send', bob.address, '1');
  for (const from of ['10', 'x', '', '01'])
    await fails(64, /--from is 0 to 9/, 'send', bob.address, '1', '--from', from);
  await fails(64, /no such method: nothing\. It has: .*transfer/, 'contract', 'read', 'token', 'nothing');
  await fails(64, /arguments are a JSON object/, 'contract', 'read', 'token', 'name', '[1]');
  await fails(64, /count is a whole number/, 'produce', 'many');
  await fails(64, /--rpc is no URL/, 'status', '--rpc', 'nowhere');
});

test('missing files have code 66, keys that are none 65', async () => {
  await fails(66, /cannot read/, 'contract', 'deploy', join(folder, 'none.wasm'), 'x', '--from', '1');
  await fails(66, /cannot read the key file/, 'send', bob.address, '1', '--key-file', join(folder, 'none'));
  const secret = 'not a key but secret';
  const ran = await ashlar('send', bob.address, '1', '--key-file', file('bad', secret));
  assert.equal(ran.code, 65);
  assert.doesNotMatch(ran.err, /secret$/m);
  const missing = await ashlar('contract', 'build', join(folder, 'nothing'));
  assert.ok(missing.code >= 64 && missing.code <= 66, missing.err);
});

test('without a node the code is 69, and the way to start one', async () => {
  await fails(69, /Is a node running\? Start one with: npm start/, 'status', '--rpc', 'http://127.0.0.1:1');
});

test('the public keys of development are refused on any other chain', async () => {
  await using other = await open(accounts.users.slice(2));
  const rpc = `http://127.0.0.1:${other.port}`;
  await fails(77, /development chain only/, 'send', bob.address, '1', '--from', '0', '--rpc', rpc);
});

test('help is given for each command, with an example', async () => {
  const commands = [
    [],
    ['status'],
    ['account'],
    ['send'],
    ['produce'],
    ['call'],
    ['contract', 'build'],
    ['contract', 'deploy'],
    ['contract', 'call'],
    ['contract', 'read'],
  ];
  for (const command of commands) {
    const { code, out } = await ashlar(...command, '--help');
    assert.equal(code, 0);
    assert.match(out, /Usage: ashlar/);
    assert.match(out, /Examples?:\n +\$ ashlar /, command.join(' '));
  }
  assert.equal((await ashlar('--version')).out, '0.1.0\n');
});

test('what follows dev is for the node', async () => {
  const shown: string[] = [];
  const { write } = process.stdout;
  process.stdout.write = ((text: string) => shown.push(String(text)) > 0) as typeof process.stdout.write;
  try {
    assert.equal((await ashlar('dev', '--json', '--help')).code, 0);
  } finally {
    process.stdout.write = write;
  }
  assert.match(shown.join(''), /--block-mode/);
});
