/** Many submissions at once: each judged on its own, as if it had come alone. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { openCrypto } from '@ashlar/crypto';
import { type DevAccount, type DevAccounts, devAccounts, devGenesis } from '@ashlar/node';
import { blockStoreService } from '@ashlar/ports';
import { chainIdOf, type Transaction } from '@ashlar/protocol';
import { openDevNode } from './support/dev-node.ts';
import { call, refusal } from './support/rpc.ts';
import { jsonOf, transactionOf, transferOperation } from './support/transfers.ts';

type Result = Readonly<{
  receipt?: Readonly<{ id: string }>;
  refusal?: Readonly<{ id: string; message: string; code?: number }>;
}>;

let accounts: DevAccounts;
let chainId: Uint8Array;
before(async () => {
  await openCrypto();
  accounts = await devAccounts();
  chainId = chainIdOf(devGenesis(accounts));
});

const user = (index: number): DevAccount => accounts.users[index]!;
const transfer = (from: number, nonce: number, options: Partial<{ value: bigint; rcLimit: bigint }> = {}) =>
  transactionOf(
    user(from),
    [transferOperation(user(from).addressBytes, user(9).addressBytes, options.value ?? 1n)],
    { chainId, nonce: BigInt(nonce), ...(options.rcLimit === undefined ? {} : { rcLimit: options.rcLimit }) },
  );

async function submit(url: string, transactions: readonly Transaction[], returnReceipts = false) {
  const params = { transactions: transactions.map(jsonOf), return_receipts: returnReceipts };
  const { results } = await call<{ results: readonly Result[] }>(url, 'chain.submit_transactions', params);
  return results;
}
const codes = (results: readonly Result[]) => results.map(({ refusal: refused }) => refused?.code ?? 0);

test('a batch gives what its transactions would have given one by one', async () => {
  const batch = [
    transfer(0, 1),
    transfer(1, 2), // Skips a nonce.
    transfer(0, 2),
    transfer(2, 1, { value: 10n ** 18n }), // More than it has.
    transfer(0, 2), // The nonce waits already.
    transfer(0, 3),
    transfer(3, 1, { rcLimit: 10n ** 18n }), // More mana than it has.
    { ...transfer(4, 1), signatures: [] },
    transfer(2, 1),
  ];
  await using together = await openDevNode();
  await using alone = await openDevNode();
  const results = await submit(together.url, batch);
  const singly: number[] = [];
  for (const transaction of batch) {
    const answer = await submit(alone.url, [transaction]);
    singly.push(...codes(answer));
  }
  assert.deepEqual(codes(results), singly);
  assert.deepEqual(singly, [0, -201, 0, 1, -201, 0, 104, -1002, 0]);
  const pending = (url: string) => call(url, 'mempool.get_pending_transactions', { limit: '10' });
  assert.deepEqual(await pending(together.url), await pending(alone.url));
});

test('an account that has too many pending is refused the rest, in place', async () => {
  await using node = await openDevNode({ pendingPerAccountMax: 3 });
  const batch = [1, 2, 3, 4, 5].map((nonce) => transfer(0, nonce));
  assert.deepEqual(codes(await submit(node.url, batch)), [0, 0, 0, -206, -206]);
  assert.deepEqual(codes(await submit(node.url, [transfer(0, 4), transfer(1, 1)])), [-206, 0]);
});

test('receipts come if they are asked for', async () => {
  await using node = await openDevNode();
  const [with_] = await submit(node.url, [transfer(0, 1)], true);
  const [without] = await submit(node.url, [transfer(0, 2)]);
  assert.ok(with_!.receipt !== undefined && without!.receipt === undefined);
  const tooMany = Array.from({ length: 1_001 }, () => ({}));
  const { data } = await refusal(node.url, 'chain.submit_transactions', { transactions: tooMany });
  assert.deepEqual(data, { id: 'chain.tooManyTransactions' });
});

test('single submissions that come together are judged in the order in which they came', async () => {
  await using node = await openDevNode({ recoveryWorkers: 1 });
  const each = [1, 2, 3, 4, 5, 6, 7, 8].map((nonce) => transfer(0, nonce));
  const batch = each.map((transaction, id) => ({
    jsonrpc: '2.0',
    id,
    method: 'chain.submit_transaction',
    params: { transaction: jsonOf(transaction), broadcast: true },
  }));
  const socket = new WebSocket(node.url.replace('http', 'ws'));
  await new Promise((resolve) => socket.addEventListener('open', resolve));
  const replies: unknown[] = [];
  const all = new Promise<void>((resolve) => {
    socket.addEventListener('message', ({ data }) => {
      replies.push(JSON.parse(data).error);
      if (replies.length === batch.length) resolve();
    });
  });
  for (const one of batch) socket.send(JSON.stringify(one));
  await all;
  socket.close();
  assert.deepEqual(
    replies,
    batch.map(() => undefined),
  );
});

test('while a block waits for the disk, submissions are answered', { timeout: 30_000 }, async () => {
  await using node = await openDevNode();
  const asked = Promise.withResolvers<void>();
  const disk = Promise.withResolvers<void>();
  const { bus } = node;
  const whole = bus.call.bind(bus);
  bus.call = async (method, request, options) => {
    if (method.subject === blockStoreService.addBlock.subject) {
      asked.resolve();
      await disk.promise;
    }
    return await whole(method, request, options);
  };
  assert.deepEqual(codes(await submit(node.url, [transfer(0, 1)])), [0]);
  const produced = call(node.url, 'block_producer.produce_blocks', { count: 1 });
  await asked.promise;
  assert.deepEqual(codes(await submit(node.url, [transfer(0, 1), transfer(0, 2)])), [-201, 0]);
  disk.resolve();
  await produced;
  assert.deepEqual(codes(await submit(node.url, [transfer(0, 3)])), [0]);
  await call(node.url, 'block_producer.produce_blocks', { count: 1 });
  const { nonce } = await call<{ nonce: string }>(node.url, 'chain.get_account_nonce', {
    account: user(0).address,
  });
  assert.equal(nonce, 'KAM=');
});
