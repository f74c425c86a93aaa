/** The client as a browser runs it: under the condition `browser`, with every module of Node forbidden. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { base64url } from '@ashlar/base';
import { encodeNonce } from '@ashlar/protocol';
import { Account, prepareTransaction, signTransaction } from '@ashlar/sdk';
import { FakeNode } from './fake-node.ts';

const FORBID = `data:text/javascript,${encodeURIComponent(`
import { builtinModules, registerHooks } from 'node:module';
registerHooks({
  resolve(specifier, context, next) {
    const isNode = specifier.startsWith('node:') || builtinModules.includes(specifier);
    if (isNode && context.parentURL?.startsWith('file:')) throw new Error('forbidden: ' + specifier);
    return next(specifier, context);
  },
});`)}`;

const SCRIPT = `
import { Account, createClient, prepareTransaction, signTransaction } from '@ashlar/sdk';
const fetch = async () => Response.json({ id: 1, result: {} });
const client = createClient({ url: 'http://node.test/', fetch });
const alice = Account.fromSeed('alice');
const draft = { operations: [], payer: alice.address, rcLimit: 5n, nonce: 1n, chainId: new Uint8Array(34) };
const signed = await signTransaction(await prepareTransaction(client, draft), alice);
await client.chain.getHeadInfo();
process.stdout.write(signed.value.signatures[0].join());
`;

test('the whole client runs without Node’s modules, and signs the same', async () => {
  const args = ['--conditions=browser', '--import', FORBID, '--input-type=module', '-e', SCRIPT];
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: import.meta.dirname,
    encoding: 'utf8',
  });
  const { client } = new FakeNode({
    'chain.get_account_nonce': () => ({ nonce: base64url(encodeNonce(0n)) }),
  });
  const alice = Account.fromSeed('alice');
  const draft = { operations: [], payer: alice.address, rcLimit: 5n, nonce: 1n, chainId: new Uint8Array(34) };
  const signed = await signTransaction(await prepareTransaction(client, draft), alice);
  assert.ok(signed.ok);
  assert.equal(stdout, signed.value.signatures[0]!.join(), stderr);
});
