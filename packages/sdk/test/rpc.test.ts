/** Questions and answers: the JSON of both, and each way in which a node can fail. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Fault, fromHex } from '@ashlar/base';
import { addressBytes } from '@ashlar/protocol';
import type { Fetch } from '@ashlar/sdk';
import { Account, createClient, RpcError } from '@ashlar/sdk';
import { FakeNode } from './fake-node.ts';

const alice = Account.fromSeed('alice');
const answering =
  (text: string): Fetch =>
  async () =>
    new Response(text);
const client = (fetch: Fetch, timeoutMs = 1_000): ReturnType<typeof createClient> =>
  createClient({ url: 'http://node.test/', fetch, timeoutMs });
const faultOf = (code: string) => (error: unknown) =>
  error instanceof Fault && error.code === code && error.retryable;

test('a question is asked in the node’s JSON, and its answer comes back whole', async () => {
  const node = new FakeNode({
    'chain.get_account_rc': () => ({ rc: '18446744073709551615' }),
    'chain.get_head_info': () => ({ head_topology: { id: `0x1220${'ab'.repeat(32)}`, height: '7' } }),
  });
  const { rc } = await node.client.chain.getAccountRc({ account: addressBytes(alice.address) });
  assert.equal(rc, 18446744073709551615n);
  assert.deepEqual(node.asked[0], { method: 'chain.get_account_rc', params: { account: alice.address } });
  const head = await node.client.chain.getHeadInfo();
  assert.equal(head.headTopology!.height, 7n);
  assert.deepEqual(head.headTopology!.id, fromHex(`1220${'ab'.repeat(32)}`));
  assert.equal(head.lastIrreversibleBlock, 0n, 'left out by the node, whole for the caller');
});

test('every method asks what its name says', async () => {
  const node = new FakeNode({});
  const { rpc: _, ...services } = node.client;
  const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  for (const [service, methods] of Object.entries(services))
    for (const [name, ask] of Object.entries(methods)) {
      await assert.rejects((ask as (request: object) => Promise<unknown>)({}), RpcError);
      assert.equal(node.methods().at(-1), `${snake(service)}.${snake(name)}`);
    }
  assert.equal(node.asked.length, 21);
});

test('a refusal of the chain carries its message, code and logs', async () => {
  const data = JSON.stringify({ code: 1, logs: ['hello', 'transaction reverted: no'] });
  const node = new FakeNode({
    'chain.read_contract': () => ({ error: { code: -32603, message: 'no', data } }),
    'chain.get_chain_id': () => ({ error: { code: -32601, message: 'blacklisted', data: 'plain text' } }),
  });
  await assert.rejects(node.client.chain.readContract({}), (error: unknown) => {
    assert.ok(error instanceof RpcError);
    assert.deepEqual([error.message, error.code, error.chainCode], ['no', -32603, 1]);
    assert.deepEqual(error.logs, ['hello', 'transaction reverted: no']);
    return true;
  });
  await assert.rejects(node.client.chain.getChainId(), (error: unknown) => {
    assert.ok(error instanceof RpcError);
    assert.deepEqual([error.data, error.chainCode, error.logs], ['plain text', undefined, []]);
    return true;
  });
});

test('no answer, or none in JSON-RPC, is a retryable fault', async () => {
  const refusing: Fetch = async () => {
    throw new TypeError('fetch failed');
  };
  await assert.rejects(client(refusing).chain.getHeadInfo(), faultOf('bus.unreachable'));
  for (const text of [
    '',
    'Bad gateway',
    '[]',
    '{}',
    '{"id":99,"result":{}}',
    '{"id":1}',
    '{"id":1,"result":{"head_topology":1}}',
  ])
    await assert.rejects(client(answering(text)).chain.getHeadInfo(), faultOf('bus.unreachable'), text);
});

test('a late answer is a timeout', async () => {
  const late: Fetch = (_url, { signal }) =>
    new Promise((_resolve, reject) => {
      const alive = setInterval(() => undefined, 1_000);
      signal.addEventListener('abort', () => {
        clearInterval(alive);
        reject(signal.reason);
      });
    });
  await assert.rejects(client(late, 20).chain.getHeadInfo(), faultOf('bus.timeout'));
});

test('an endless answer is cut off', async () => {
  let sent = 0;
  const endless: Fetch = async () =>
    new Response(
      new ReadableStream({
        pull(controller) {
          sent += 1 << 22;
          controller.enqueue(new Uint8Array(1 << 22));
        },
      }),
    );
  await assert.rejects(client(endless, 10_000).chain.getHeadInfo(), /too large/);
  assert.ok(sent < 100_000_000);
});
