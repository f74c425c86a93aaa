/** Every command, as a user types it, against a node in this process. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type DevAccount, devAccounts, type Node } from '@ashlar/node';
import { openDevNode, type Ran, Shell } from './support.ts';

const accounts = await devAccounts();
const [alice, bob] = accounts.users as [DevAccount, DevAccount];
const FUNGIBLE = join(import.meta.dirname, '../../../contracts-as/templates/fungible/build/fungible');
const shell = new Shell();
const { env, folder } = shell;
const ashlar = (...args: readonly string[]): Promise<Ran> => shell.ashlar(...args);
const json = (...args: readonly string[]): Promise<Record<string, unknown>> => shell.json(...args);
const fails = (code: number, message: RegExp, ...args: readonly string[]): Promise<void> =>
  shell.fails(code, message, ...args);
const file = (name: string, text: string): string => shell.file(name, text);
let node: Node;
before(async () => {
  node = await openDevNode(accounts);
  env['ASHLAR_RPC'] = `http://127.0.0.1:${node.port}`;
});
after(async () => {
  await node[Symbol.asyncDispose]();
  shell[Symbol.dispose]();
});

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

test('a contract is verified against its code, or said to be other code', async () => {
  const verified = await json('contract', 'verify', bob.address, `${FUNGIBLE}.wasm`);
  assert.deepEqual([verified['verified'], verified['contract']], [true, bob.address]);
  const other = file('other.wasm', 'other code');
  await fails(65, /is other code: the chain has 1220/, 'contract', 'verify', bob.address, other);
  await fails(65, /there is no contract/, 'contract', 'verify', alice.address, other);
});

test('block and tx show what is on the chain, by height, by id and the head', async () => {
  const sent = await json('send', bob.address, '1', '--from', '2');
  const head = await json('block');
  assert.deepEqual(await json('block', String(sent['height'])), head);
  const shown = await ashlar('block');
  const [, id] = /^block +(0x1220[0-9a-f]{64})$/m.exec(shown.out)!;
  assert.deepEqual(await json('block', id!), head);
  assert.match(shown.out, /^transactions +1$/m);
  const transaction = await ashlar('tx', String(sent['transaction']));
  assert.match(transaction.out, /^outcome +done$/m);
  assert.match(transaction.out, /^operations +callContract$/m);
  assert.match(transaction.out, /transfer_event/);
  const whole = await json('tx', String(sent['transaction']));
  assert.equal((whole['transaction'] as { id: string }).id, sent['transaction']);
  await fails(65, /there is no block 99999: the chain has 1 to \d+/, 'block', '99999');
  await fails(64, /is no id of a transaction/, 'tx', '12');
  await fails(75, /there is no transaction/, 'tx', `0x1220${'00'.repeat(32)}`);
});

test('names are looked up both ways', async () => {
  const listed = (await json('names', 'list')) as unknown as { name: string; address: string }[];
  assert.ok(listed.length >= 5);
  const found = await json('names', 'lookup', 'koin');
  assert.equal(found['address'], listed.find(({ name }) => name === 'token')!.address);
  assert.equal((await json('names', 'lookup', String(found['address'])))['name'], 'token');
  await fails(65, /knows no nobody/, 'names', 'lookup', 'nobody');
});

test('a proposal is made, listed and shown', async () => {
  assert.deepEqual(await json('governance', 'list'), []);
  const operations = [{ set_system_call: { call_id: 2, target: { thunk_id: 2 } } }];
  const path = file('operations.json', JSON.stringify(operations));
  const made = await json('governance', 'propose', path, '12', '--from', '3');
  const [listed] = (await json('governance', 'list')) as unknown as Record<string, unknown>[];
  assert.deepEqual([listed!['id'], listed!['status'], listed!['fee']], [made['proposal'], 'pending', '12']);
  const shown = await json('governance', 'show', String(made['proposal']));
  assert.deepEqual(shown['operations'], operations);
  await fails(65, /is no array/, 'governance', 'propose', file('none.json', '{}'), '5', '--from', '3');
  await fails(
    65,
    /operation 0: json/,
    'governance',
    'propose',
    file('bad.json', '[{"set_system_call":1}]'),
    '5',
    '--from',
    '3',
  );
});

test('the faucet gives coins, up to a limit', async () => {
  const before = await json('account', alice.address);
  await json('faucet', alice.address, '3');
  const now = await json('account', alice.address);
  assert.equal(Number(now['coins']) - Number(before['coins']), 3);
  await fails(64, /at most 10000 coins/, 'faucet', alice.address, '10001');
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
  await using other = await openDevNode({ ...accounts, users: accounts.users.slice(2) });
  const rpc = `http://127.0.0.1:${other.port}`;
  await fails(77, /development chains only/, 'send', bob.address, '1', '--from', '0', '--rpc', rpc);
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
    ['contract', 'verify'],
    ['block'],
    ['tx'],
    ['names', 'lookup'],
    ['names', 'list'],
    ['governance', 'list'],
    ['governance', 'show'],
    ['governance', 'propose'],
    ['faucet'],
    ['wallet', 'create'],
    ['wallet', 'import'],
    ['wallet', 'list'],
    ['wallet', 'export'],
    ['wallet', 'sign'],
    ['config', 'print'],
    ['config', 'paths'],
    ['completion'],
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
