/** Reads in the state of a block that a client names: over HTTP, on chains that keep several states and on one that keeps one. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { openCrypto } from '@ashlar/crypto';
import { devAccounts } from '@ashlar/node';
import toolkit from '@fabcotech/rchain-toolkit';
import { openTestBurnNode } from './support/burn-node.ts';
import { openDevNode } from './support/dev-node.ts';
import { signedDeploy } from './support/rchain.ts';

const { http } = toolkit;
await openCrypto();
const { users } = await devAccounts();
const [alice, payer] = [users[0]!, users[9]!];
const TERM = 'new return in { for (@x <- @"kept") { return!(x) } }';

type Read = Readonly<{
  status: number;
  json: Readonly<{ expr: unknown; block: Readonly<{ blockHash: string }> }>;
}>;

async function post(url: string, path: string, body: unknown): Promise<Read> {
  const response = await fetch(`${url}${path}`, { method: 'POST', body: JSON.stringify(body) });
  return { status: response.status, json: (await response.json()) as Read['json'] };
}

const explore = (url: string, blockHash: string, usePreStateHash = false): Promise<Read> =>
  post(url, '/api/explore-deploy-by-block-hash', { term: TERM, blockHash, usePreStateHash });

test('after a deploy its data are there, before it they are not, whatever came since', {
  timeout: 60_000,
}, async () => {
  const deployPayer = { address: payer.addressBytes, privateKey: payer.privateKey };
  await using node = await openTestBurnNode({ deployPayer });
  const { url } = node;
  const term = 'new return(`rho:rchain:deployId`) in { return!(7) | @"kept"!(7) }';
  const options = signedDeploy(term, alice, 1);
  await http.deploy({ url }, options);
  const find = async (): Promise<string> => {
    for (;;) {
      const response = await fetch(`${url}/api/deploy/${options.signature}`);
      const found = (await response.json()) as { blockHash: string; blockNumber: number };
      if (response.ok && found.blockNumber + 2 <= node.height) return found.blockHash;
      await pause(100);
    }
  };
  const hash = await find();
  const after = await explore(url, hash);
  assert.deepEqual([after.status, after.json.expr], [200, [{ ExprInt: { data: 7 } }]]);
  assert.equal(after.json.block.blockHash, hash);
  assert.deepEqual((await explore(url, hash, true)).json.expr, []);
  const name = { UnforgDeploy: { data: options.signature } };
  const dataOf = async (usePreStateHash: boolean): Promise<unknown> =>
    (await post(url, '/api/data-at-name-by-block-hash', { name, blockHash: hash, usePreStateHash })).json
      .expr;
  assert.deepEqual([await dataOf(false), await dataOf(true)], [[{ ExprInt: { data: 7 } }], []]);
});

test('a state that is not kept, and a block that is none, are refused with a sentence', async () => {
  await using node = await openDevNode();
  const { url } = node;
  const refusalOf = async (read: Promise<Read>): Promise<unknown> => {
    const { status, json } = await read;
    assert.equal(status, 400);
    return json;
  };
  const hashes: string[] = [];
  for (let count = 0; count < 2; count++) {
    await fetch(`${url}/api/propose`, { method: 'POST' });
    const [block] = JSON.parse(await http.blocks({ url }, { position: 1 })) as { blockHash: string }[];
    hashes.push(block!.blockHash);
  }
  assert.equal((await explore(url, hashes[1]!)).status, 200);
  assert.equal(await refusalOf(explore(url, hashes[0]!)), 'the state after this block is not kept');
  assert.match(String(await refusalOf(explore(url, '00'.repeat(32)))), /Failure to find block/);
  assert.match(String(await refusalOf(explore(url, 'ab'))), /at least 6 characters/);
  const path = '/api/explore-deploy-by-block-hash';
  assert.match(String(await refusalOf(post(url, path, { term: TERM }))), /^Expected term, blockHash/);
  const data = '/api/data-at-name-by-block-hash';
  assert.match(
    String(await refusalOf(post(url, data, { blockHash: hashes[1] }))),
    /^Expected name, blockHash/,
  );
});
