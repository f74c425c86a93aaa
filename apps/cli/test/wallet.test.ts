/** Wallets of a user, as typed at a terminal. The scrypt cost is low here, to be quick. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fromBase64 } from '@ashlar/base';
import { recover, sha256 } from '@ashlar/crypto';
import { devAccounts } from '@ashlar/node';
import { addressOfPublicKey, addressText, fromJson, idDigest, Transaction } from '@ashlar/protocol';
import { createClient, prepareTransaction } from '@ashlar/sdk';
import { openDevNode, Shell } from './support.ts';

const shell = new Shell();
after(() => shell[Symbol.dispose]());
const CHEAP = ['--scrypt-n', '1024'];
const PASSWORD = 'correct horse';
const WORDS = 'abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about';

test('a wallet is created from fresh words, encrypted, and readable by its user alone', async () => {
  shell.typed.push(PASSWORD, PASSWORD);
  const made = await shell.json('wallet', 'create', 'main', ...CHEAP);
  assert.equal(String(made['words']).split(' ').length, 24);
  const path = String(made['path']);
  assert.equal(path, join(shell.folder, '.local/share/ashlar/wallets/main.json'));
  assert.equal(statSync(path).mode & 0o777, 0o600);
  assert.equal(JSON.parse(readFileSync(path, 'utf8')).address, made['address']);
  assert.deepEqual(await shell.json('wallet', 'list'), [{ name: 'main', address: made['address'], path }]);
  shell.typed.push(PASSWORD, PASSWORD);
  const again = await shell.json(
    'wallet',
    'import',
    'again',
    shell.file('words', String(made['words'])),
    ...CHEAP,
  );
  assert.equal(again['address'], made['address']);
});

test('words, keys and keystores are imported; index and path choose the account', async () => {
  const passwords = shell.file('password', `${PASSWORD}\nnot read`);
  const options = [...CHEAP, '--password-file', passwords];
  const words = shell.file('abandon', WORDS);
  const first = await shell.json('wallet', 'import', 'first', words, ...options);
  const second = await shell.json('wallet', 'import', 'second', words, '--index', '1', ...options);
  const metamask = await shell.json('wallet', 'import', 'eth', words, '--path', 'ethereum', ...options);
  assert.equal(new Set([first, second, metamask].map((made) => made['address'])).size, 3);
  const [user] = (await devAccounts()).users;
  shell.input = user!.wif;
  const fromKey = await shell.json('wallet', 'import', 'key', '-', ...options);
  assert.equal(fromKey['address'], user!.address);
  const keystore = shell.file('keystore.json', (await shell.ashlar('wallet', 'export', 'key')).out);
  const copied = ['wallet', 'import', 'copy', keystore, '--from-password-file', passwords];
  assert.equal((await shell.json(...copied, ...options))['address'], user!.address);
  const wif = await shell.ashlar('wallet', 'export', 'copy', '--wif', '--password-file', passwords);
  assert.equal(wif.out, `${user!.wif}\n`);
});

test('what cannot be a wallet is refused, and nothing is written over', async () => {
  const words = shell.file('abandon', WORDS);
  await shell.fails(73, /there is a wallet main already/, 'wallet', 'import', 'main', words);
  for (const name of ['Upper', '../x', '', 'a'.repeat(65), '-x'])
    await shell.fails(64, /a wallet's name has|unknown option/, 'wallet', 'import', name, words);
  shell.typed.push(PASSWORD, 'another one');
  await shell.fails(64, /passwords differ/, 'wallet', 'create', 'other', ...CHEAP);
  shell.typed.push('short');
  await shell.fails(64, /8 to 1024 characters/, 'wallet', 'create', 'other', ...CHEAP);
  await shell.fails(64, /no terminal to ask/, 'wallet', 'create', 'other', ...CHEAP);
  assert.equal(existsSync(join(shell.folder, '.local/share/ashlar/wallets/other.json')), false);
  const secret = WORDS.replace('about', 'zebra');
  const ran = await shell.ashlar('wallet', 'import', 'other', shell.file('wrong', secret));
  assert.match(ran.err, /neither words with a right checksum/);
  assert.doesNotMatch(ran.err, /abandon|zebra/, 'secrets are not repeated');
  await shell.fails(66, /there is no wallet mian\. Did you mean main\?/, 'wallet', 'export', 'mian');
  shell.typed.push('wrong password');
  await shell.fails(77, /does not open with this password/, 'wallet', 'export', 'main', '--wif');
  await shell.fails(64, /whole number from 1024/, 'wallet', 'create', 'x', '--scrypt-n', '2');
});

test('a wallet signs messages and transactions offline, and pays on the chain', async () => {
  const { users, genesis } = await devAccounts();
  await using node = await openDevNode({ genesis, users });
  shell.env['ASHLAR_RPC'] = `http://127.0.0.1:${node.port}`;
  const passwords = shell.file('password', PASSWORD);
  const as = ['--wallet', 'key', '--password-file', passwords];
  const signed = await shell.json('wallet', 'sign', '--message', 'hello', ...as);
  const signer = recover(sha256(new TextEncoder().encode('hello')), fromBase64(String(signed['signature']))!);
  assert.ok(signer.ok);
  assert.equal(addressText(addressOfPublicKey(signer.value)), users[0]!.address);
  const client = createClient({ url: shell.env['ASHLAR_RPC'], fetch });
  const draft = await prepareTransaction(client, {
    payer: users[0]!.address as Parameters<typeof prepareTransaction>[1]['payer'],
    operations: [{ setSystemCall: { callId: 2, target: { thunkId: 2 } } }],
  });
  const { toJson } = await import('@ashlar/protocol');
  shell.input = JSON.stringify(toJson(Transaction, draft));
  const printed = await shell.ashlar('wallet', 'sign', ...as);
  const transaction = fromJson(Transaction, JSON.parse(printed.out));
  assert.ok(transaction.ok);
  const key = recover(idDigest(transaction.value.id), transaction.value.signatures[0]!);
  assert.ok(key.ok && addressText(addressOfPublicKey(key.value)) === users[0]!.address);
  shell.input = JSON.stringify({ ...toJson(Transaction, draft), id: `0x1220${'00'.repeat(32)}` });
  await shell.fails(65, /cannot be signed: transaction.wrongId/, 'wallet', 'sign', ...as);
  const sent = await shell.json('send', users[1]!.address, '1', ...as);
  assert.ok(Number(sent['height']) > 1);
});

test('settings come from flags, else environment, else project file, else user file', async () => {
  const other = new Shell();
  using _closed = other;
  const source = async (name: string): Promise<readonly string[]> => {
    const { out } = await other.ashlar('config', 'print', '--sources', '--json');
    const rows = JSON.parse(out) as { name: string; value: string; source: string }[];
    const row = rows.find((one) => one.name === name)!;
    return [row.value, row.source.replace(other.folder, '~')];
  };
  assert.deepEqual(await source('rpc'), ['http://127.0.0.1:8080', 'default']);
  const { mkdirSync } = await import('node:fs');
  mkdirSync(join(other.folder, '.config/ashlar'), { recursive: true });
  other.file('.config/ashlar/config.json', '{"rpc":"http://a:1","node":{"rpcPort":1}}');
  assert.deepEqual(await source('rpc'), ['http://a:1', '~/.config/ashlar/config.json']);
  other.file('ashlar.json', '{"rpc":"http://b:2"}');
  assert.deepEqual(await source('rpc'), ['http://b:2', '~/ashlar.json']);
  assert.deepEqual(await source('node.rpcPort'), ['1', '~/.config/ashlar/config.json']);
  other.env['ASHLAR_RPC'] = 'http://c:3';
  other.env['ASHLAR_NODE__RPC_PORT'] = '3';
  assert.deepEqual(await source('rpc'), ['http://c:3', 'ASHLAR_RPC']);
  assert.deepEqual(await source('node.rpcPort'), ['3', 'ASHLAR_NODE__RPC_PORT']);
  const { out } = await other.ashlar('config', 'print', '--sources', '--json', '--rpc', 'http://d:4');
  assert.match(out, /"value":"http:\/\/d:4","source":"cli"/);
  assert.match((await other.ashlar('config', 'paths')).out, /ASHLAR_RPC/);
});

test('a setting that is none is refused with the nearest name, one with a wrong value with the rule', async () => {
  const other = new Shell();
  using _closed = other;
  const refused = async (text: string, message: RegExp): Promise<void> => {
    other.file('ashlar.json', text);
    await other.fails(78, message, 'config', 'print');
  };
  await refused('{"rcp":"http://x"}', /unknown setting: rcp\. Did you mean rpc\?/);
  await refused('{"node":{"rpcprt":1}}', /unknown setting: node\.rpcprt\. Did you mean node\.rpcPort\?/);
  await refused('{"zzzzzz":1}', /It may have: rpc, /);
  await refused('{"node":{"rpcPort":99999}}', /rpcPort: The port is a whole number/);
  await refused('{"node":{"memory":"maybe"}}', /memory is true or false/);
  await refused('{"node":{"accountHistory":"maybe"}}', /accountHistory is true or false/);
  await refused('{"node":{"logLevel":"loud"}}', /is one of debug/);
  await refused('{"rpc":["x"]}', /neither text, number/);
  await refused('[]', /is no JSON object/);
  await refused('{', /is no JSON: /);
});

test('completion scripts know every command', async () => {
  for (const name of ['bash', 'zsh', 'fish']) {
    const { code, out } = await shell.ashlar('completion', name);
    assert.equal(code, 0);
    for (const word of ['contract', 'deploy', 'governance', 'wallet'])
      assert.match(out, new RegExp(`\\b${word}\\b`));
  }
  await shell.fails(64, /Allowed choices are bash, zsh, fish/, 'completion', 'csh');
});
