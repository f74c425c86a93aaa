/** Koinos' integration tests (`spec/koinos.md` 10.2) that need no code of Koinos, over JSON-RPC. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { hex } from '@ashlar/base';
import { WELL_KNOWN } from '@ashlar/contracts';
import { openCrypto, sign } from '@ashlar/crypto';
import { DEV_BALANCE, type DevAccount, devAccounts, devGenesis } from '@ashlar/node';
import { eventTopic, type Topic, topics } from '@ashlar/ports';
import {
  addressText,
  Block,
  blockIdBytes,
  chainIdOf,
  ERROR_CODE,
  entryPointOf,
  idDigest,
  type Transaction,
  textBytes,
  toJson,
  token,
  transactionMerkleRoot,
} from '@ashlar/protocol';
import { openDevNode } from './support/dev-node.ts';
import { balanceOf, nonceOf } from './support/observer.ts';
import { call, refusal } from './support/rpc.ts';
import { type Init, jsonOf, transactionOf, transferOperation } from './support/transfers.ts';

await openCrypto();
const accounts = await devAccounts();
const [alice, bob, carol] = accounts.users as [DevAccount, DevAccount, DevAccount];
const chainId = chainIdOf(devGenesis(accounts));
const TOKEN = addressText(WELL_KNOWN.token);

const submission = (transaction: Transaction, broadcast = true): unknown => ({
  transaction: jsonOf(transaction),
  broadcast,
});
const empty = (account: DevAccount, nonce: number, rcLimit = 10_000_000n): Transaction =>
  transactionOf(account, [], { chainId, nonce: BigInt(nonce), rcLimit });
const produce = (url: string, count = 1): Promise<unknown> =>
  call(url, 'block_producer.produce_blocks', { count });

async function outcome(url: string, transaction: Transaction): Promise<string> {
  try {
    await call(url, 'chain.submit_transaction', submission(transaction));
    return 'ok';
  } catch {
    return (await refusal(url, 'chain.submit_transaction', submission(transaction))).message;
  }
}

type Changes = Partial<NonNullable<Block['header']>>;
/** A block on the head as Koinos' test harness makes it: signed by the genesis key, submitted from outside. */
async function blockOn(
  url: string,
  transactions: readonly Transaction[],
  changes: Changes = {},
  signer: DevAccount = accounts.genesis,
): Promise<Readonly<{ block: unknown }>> {
  const head = await call<{
    head_topology: { id: string; height?: string };
    head_state_merkle_root: string;
    head_block_time?: string;
  }>(url, 'chain.get_head_info');
  const now = BigInt(Date.now());
  const parentTime = BigInt(head.head_block_time ?? 0);
  const header = {
    previous: textBytes(head.head_topology.id, 'hex')!,
    height: BigInt(head.head_topology.height ?? 0) + 1n,
    timestamp: now > parentTime ? now : parentTime + 1n,
    previousStateMerkleRoot: textBytes(head.head_state_merkle_root, 'base64url')!,
    transactionMerkleRoot: transactionMerkleRoot(transactions),
    signer: signer.addressBytes,
    approvedProposals: [],
    ...changes,
  };
  const id = blockIdBytes(header);
  return {
    block: toJson(Block, { id, header, transactions, signature: sign(idDigest(id), signer.privateKey) }),
  };
}

test('pending_nonce: nonces are strictly sequential, pending ones included', async () => {
  await using node = await openDevNode();
  const said: string[] = [];
  for (const nonce of [0, 2, 1, 0, 1, 2, 0, 1, 2]) said.push(await outcome(node.url, empty(alice, nonce)));
  assert.deepEqual(
    said.map((text) => text === 'ok'),
    [false, false, true, false, false, true, false, false, false],
  );
  assert.ok(
    said.every((text) => text === 'ok' || text === 'invalid account nonce' || /nonce/.test(text)),
    said.join(),
  );
  const { nonce } = await call<{ nonce: string }>(node.url, 'mempool.get_pending_nonce', {
    payee: alice.address,
  });
  assert.equal(nonce, 'KAI=');
  assert.equal(await nonceOf(node.url, alice.address), 0n, 'nothing is in a block yet');
});

test('pending_transaction_limit: an account has so many pending, and more once some are in a block', async () => {
  await using node = await openDevNode({ pendingPerAccountMax: 5 });
  const first = empty(alice, 1);
  assert.equal(await outcome(node.url, first), 'ok');
  for (const nonce of [2, 3, 4, 5]) assert.equal(await outcome(node.url, empty(alice, nonce)), 'ok');
  const over = await refusal(node.url, 'chain.submit_transaction', submission(empty(alice, 6)));
  assert.equal(over.message, 'pending transaction limit exceeded');
  assert.equal(over.code, -32603);
  assert.equal(over.data!['code'], ERROR_CODE.pendingTransactionLimitExceeded);
  await call(node.url, 'chain.submit_block', await blockOn(node.url, [first]));
  assert.equal(await outcome(node.url, empty(alice, 6)), 'ok');
  assert.equal(await outcome(node.url, empty(alice, 7)), 'pending transaction limit exceeded');
});

test('transaction_error: each refusal has the code of Koinos', async () => {
  await using node = await openDevNode();
  const codeOf = async (transaction: Transaction): Promise<unknown> =>
    (await refusal(node.url, 'chain.submit_transaction', submission(transaction))).data!['code'];
  await produce(node.url);
  assert.equal(await codeOf(empty(alice, 2)), -201);
  assert.equal(await codeOf(empty(alice, 1, 10n ** 15n)), 104);
  assert.equal(await codeOf(transactionOf(alice, [], { chainId, nonce: 1n }, bob)), -200);
  const none = { ...empty(alice, 1), signatures: [] };
  assert.equal(await codeOf(none), ERROR_CODE.missingRequiredArguments);
  const elsewhere = transactionOf(alice, [], { chainId: new Uint8Array(34), nonce: 1n });
  assert.equal(typeof (await codeOf(elsewhere)), 'number');
  const renamed = { ...empty(alice, 1), id: empty(alice, 3).id };
  assert.equal(await codeOf(renamed), ERROR_CODE.malformedTransaction);
  const missing = await refusal(node.url, 'chain.submit_transaction', {});
  assert.equal(missing.data!['code'], ERROR_CODE.missingRequiredArguments);
});

test('publish_transaction: an upload without code is published, alone, in the next block', async () => {
  await using node = await openDevNode({ blockMode: { kind: 'auto' } });
  const head = await call<{ head_topology: { height: string } }>(node.url, 'chain.get_head_info');
  assert.ok(Number(head.head_topology.height) > 0);
  const { rc } = await call<{ rc: string }>(node.url, 'chain.get_account_rc', { account: bob.address });
  const operation: Init = { uploadContract: { contractId: bob.addressBytes, bytecode: new Uint8Array(0) } };
  const upload = transactionOf(bob, [operation], { chainId, nonce: 1n, rcLimit: BigInt(rc) });
  await call(node.url, 'chain.submit_transaction', submission(upload));
  const id = `0x${hex(upload.id)}`;
  for (let attempt = 0; attempt < 200; attempt++) {
    const { topology } = await call<{ topology: { id: string; height: string } }>(
      node.url,
      'block_store.get_highest_block',
    );
    if (topology.height !== head.head_topology.height) {
      const request = { block_ids: [topology.id], return_block: true };
      const { block_items } = await call<{ block_items: { block: { transactions: { id: string }[] } }[] }>(
        node.url,
        'block_store.get_blocks_by_id',
        request,
      );
      assert.deepEqual(
        block_items[0]!.block.transactions.map((one) => one.id),
        [id],
      );
      return;
    }
    await pause(20);
  }
  assert.fail('no block came');
});

test('koin: balances and supply follow each transfer and burn, and refused ones change nothing', async () => {
  await using node = await openDevNode();
  const { url } = node;
  const supply = async (): Promise<bigint> => {
    const params = { contract_id: TOKEN, entry_point: entryPointOf('total_supply') };
    const { result } = await call<{ result: string }>(url, 'chain.read_contract', params);
    return token.BalanceOfResult.decode(textBytes(result, 'base64url')!).value;
  };
  const burn = (from: DevAccount, value: bigint): Init => ({
    callContract: {
      contractId: WELL_KNOWN.token,
      entryPoint: entryPointOf('burn'),
      args: token.BurnArguments.encode({ from: from.addressBytes, value }),
    },
  });
  const mint: Init = {
    callContract: {
      contractId: WELL_KNOWN.token,
      entryPoint: entryPointOf('mint'),
      args: token.MintArguments.encode({ to: alice.addressBytes, value: 1n }),
    },
  };
  const total = await supply();
  const state = async (): Promise<readonly bigint[]> => [
    (await supply()) - total,
    (await balanceOf(url, alice.address)) - DEV_BALANCE,
    (await balanceOf(url, bob.address)) - DEV_BALANCE,
  ];
  const nonces = new Map<DevAccount, bigint>();
  const apply = async (from: DevAccount, operation: Init): Promise<boolean> => {
    const nonce = (nonces.get(from) ?? 0n) + 1n;
    nonces.set(from, nonce);
    const request = await blockOn(url, [transactionOf(from, [operation], { chainId, nonce })]);
    const { receipt } = await call<{ receipt: { transaction_receipts: { reverted?: boolean }[] } }>(
      url,
      'chain.submit_block',
      request,
    );
    return receipt.transaction_receipts[0]!.reverted !== true;
  };
  const transfer = (from: DevAccount, to: DevAccount, value: bigint): Init =>
    transferOperation(from.addressBytes, to.addressBytes, value);
  assert.deepEqual(await state(), [0n, 0n, 0n]);
  assert.ok(!(await apply(alice, transfer(alice, bob, DEV_BALANCE + 1n))));
  assert.ok(!(await apply(alice, transfer(bob, alice, 1n))), "another's coins");
  assert.ok(!(await apply(alice, transfer(alice, alice, 1n))));
  assert.ok(!(await apply(alice, mint)), 'only the system mints');
  assert.ok(!(await apply(alice, burn(alice, DEV_BALANCE + 1n))));
  assert.deepEqual(await state(), [0n, 0n, 0n]);
  assert.ok(await apply(alice, transfer(alice, bob, 500n)));
  assert.deepEqual(await state(), [0n, -500n, 500n]);
  assert.ok(await apply(bob, transfer(bob, alice, 200n)));
  assert.ok(await apply(bob, burn(bob, 100n)));
  assert.deepEqual(await state(), [-100n, -300n, 200n]);
});

test('a block made and signed outside is applied, known when it comes again, and its receipt complete', async () => {
  await using node = await openDevNode();
  const { url } = node;
  const transaction = transactionOf(alice, [transferOperation(alice.addressBytes, carol.addressBytes, 9n)], {
    chainId,
    nonce: 1n,
  });
  const request = await blockOn(url, [transaction]);
  const { receipt } = await call<{ receipt: Record<string, unknown> }>(url, 'chain.submit_block', request);
  assert.equal(receipt['height'], '1');
  const head = await call(url, 'chain.get_head_info');
  assert.equal(receipt['state_merkle_root'], head['head_state_merkle_root']);
  assert.deepEqual(await call(url, 'chain.submit_block', request), {}, 'a known block has no receipt');
  assert.equal(await balanceOf(url, carol.address), DEV_BALANCE + 9n);
});

test('blocks that do not follow the head, or are not signed by the producer, are refused with the codes of Koinos', async () => {
  await using node = await openDevNode();
  const { url } = node;
  await produce(url, 2);
  const codeOf = async (changes: Changes, signer?: DevAccount): Promise<unknown> =>
    (await refusal(url, 'chain.submit_block', await blockOn(url, [], changes, signer))).data!['code'];
  const now = BigInt(Date.now());
  assert.equal(await codeOf({ timestamp: now + 60_000n }), ERROR_CODE.timestampOutOfBounds);
  assert.equal(await codeOf({ timestamp: 1n }), ERROR_CODE.timestampOutOfBounds);
  assert.equal(await codeOf({ height: 9n }), ERROR_CODE.unexpectedHeight);
  assert.equal(await codeOf({ height: 1n }), ERROR_CODE.preIrreversibilityBlock);
  assert.equal(await codeOf({ previousStateMerkleRoot: new Uint8Array(34) }), ERROR_CODE.stateMerkleMismatch);
  assert.equal(await codeOf({ previous: new Uint8Array(34) }), ERROR_CODE.unknownPreviousBlock);
  assert.equal(await codeOf({}, bob), ERROR_CODE.invalidSignature);
  assert.equal(
    (await refusal(url, 'chain.submit_block', {})).data!['code'],
    ERROR_CODE.missingRequiredArguments,
  );
  const height = (await call<{ head_topology: { height: string } }>(url, 'chain.get_head_info')).head_topology
    .height;
  assert.equal(height, '2', 'none of them moved the head');
});

test('transactions that arrive at the same moment are judged one after another', async () => {
  await using node = await openDevNode();
  const same = Array.from({ length: 8 }, (_, index) =>
    transactionOf(alice, [], { chainId, nonce: 1n, rcLimit: 10_000_000n + BigInt(index) }),
  );
  const said = await Promise.all(same.map((one) => outcome(node.url, one)));
  assert.equal(said.filter((text) => text === 'ok').length, 1);
  const blocks = await Promise.all([blockOn(node.url, []), blockOn(node.url, [empty(bob, 1)])]);
  const results = await Promise.allSettled(
    blocks.map((block) => call(node.url, 'chain.submit_block', block)),
  );
  assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
});

test('a dry run changes nothing and asks no mempool; a reversion is an error with its logs in both modes', async () => {
  await using node = await openDevNode();
  const { url } = node;
  const good = transactionOf(alice, [transferOperation(alice.addressBytes, bob.addressBytes, 5n)], {
    chainId,
    nonce: 1n,
  });
  const { receipt } = await call<{ receipt: Record<string, unknown> }>(
    url,
    'chain.submit_transaction',
    submission(good, false),
  );
  assert.ok(BigInt(receipt['rc_used'] as string) > 0n);
  assert.deepEqual(await call(url, 'mempool.get_pending_transactions', { limit: 10 }), {});
  const bad = transactionOf(
    alice,
    [transferOperation(alice.addressBytes, bob.addressBytes, DEV_BALANCE * 2n)],
    { chainId, nonce: 1n },
  );
  for (const broadcast of [false, true]) {
    const { code, message, data } = await refusal(
      url,
      'chain.submit_transaction',
      submission(bad, broadcast),
    );
    assert.equal(code, -32603);
    assert.match(message, /insufficient balance/);
    assert.deepEqual(Object.keys(data!), ['code', 'logs']);
    assert.match((data!['logs'] as string[]).at(-1)!, /^transaction reverted: /);
  }
  assert.deepEqual(await call(url, 'mempool.get_pending_transactions', { limit: 10 }), {});
});

test('of an accepted block is told: irreversible, accepted, forks, then its events in order, and all of it after it is stored', async () => {
  await using node = await openDevNode();
  const heard: string[] = [];
  const hear = async (topic: Topic<unknown>, name: string): Promise<unknown> =>
    node.bus.subscribe(topic, async () => {
      const { topology } = await call<{ topology: { height: string } }>(
        node.url,
        'block_store.get_highest_block',
      );
      heard.push(`${name} at ${topology.height}`);
    });
  await hear(topics.forkHeads, 'forks');
  await hear(topics.blockAccepted, 'accepted');
  await hear(topics.blockIrreversible, 'irreversible');
  const names = ['token.transfer_event', 'token.burn_event'];
  for (const name of names) await hear(eventTopic(TOKEN, name), name);
  const burn: Init = {
    callContract: {
      contractId: WELL_KNOWN.token,
      entryPoint: entryPointOf('burn'),
      args: token.BurnArguments.encode({ from: alice.addressBytes, value: 1n }),
    },
  };
  const operations = [burn, transferOperation(alice.addressBytes, bob.addressBytes, 1n)];
  const transaction = transactionOf(alice, operations, { chainId, nonce: 1n });
  await call(node.url, 'chain.submit_block', await blockOn(node.url, [transaction]));
  assert.deepEqual(
    heard,
    ['irreversible', 'accepted', 'forks', ...names.reverse()].map((name) => `${name} at 1`),
  );
});
