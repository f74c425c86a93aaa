/** Transactions: koilib must compute the same ids and signatures, and signing must not be talked into anything. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { base64url, Fault, fromBase64, utf8 } from '@ashlar/base';
import { recover, sha256 } from '@ashlar/crypto';
import {
  addressBytes,
  addressOfPublicKey,
  addressText,
  decodeNonce,
  encodeNonce,
  idDigest,
  Transaction,
  toJson,
  transactionIdOf,
} from '@ashlar/protocol';
import {
  Account,
  prepareTransaction,
  RpcError,
  sendOperations,
  signTransaction,
  submitTransaction,
  waitForTransaction,
} from '@ashlar/sdk';
import { Signer as KoilibSigner, Transaction as KoilibTransaction } from 'koilib';
import type { Answers } from './fake-node.ts';
import { FakeNode } from './fake-node.ts';

const alice = Account.fromSeed('alice');
const bob = Account.fromSeed('bob');
const CHAIN_ID = 'EiBZK_GGVP0H_fXVAM3j6EAuz3-B-l3ejxRSewi7qIBfSA==';
const operation = {
  callContract: { contractId: addressBytes(bob.address), entryPoint: 7, args: utf8('args') },
};
const receipt = { payer: alice.address, rc_used: '5' };
const answers: Answers = {
  'chain.get_chain_id': () => ({ chain_id: CHAIN_ID }),
  'chain.get_account_rc': () => ({ rc: '1000' }),
  'chain.get_account_nonce': () => ({ nonce: base64url(encodeNonce(4n)) }),
  'mempool.get_pending_nonce': () => ({}),
  'chain.submit_transaction': () => ({ receipt }),
};
const signed = async (): Promise<Transaction> => {
  const { client } = new FakeNode(answers);
  const prepared = await prepareTransaction(client, { operations: [operation], payer: alice.address });
  const result = await signTransaction(prepared, alice);
  assert.ok(result.ok);
  return result.value;
};

test('koilib prepares and signs the same transaction', async () => {
  const transaction = await signed();
  const signer = KoilibSigner.fromSeed('alice');
  assert.equal(alice.address, signer.getAddress());
  const theirs = await KoilibTransaction.prepareTransaction({
    header: {
      chain_id: CHAIN_ID,
      rc_limit: '1000',
      nonce: base64url(encodeNonce(5n)),
      payer: alice.address,
    },
    operations: [
      { call_contract: { contract_id: bob.address, entry_point: 7, args: base64url(utf8('args')) } },
    ],
  });
  await signer.signTransaction(theirs);
  const ours = toJson(Transaction, transaction);
  assert.equal(ours['id'], theirs.id);
  assert.deepEqual(ours['signatures'], theirs.signatures);
});

test('what the draft says is not asked', async () => {
  const node = new FakeNode({});
  const chainId = fromBase64(CHAIN_ID)!;
  const draft = {
    operations: [operation],
    payer: alice.address,
    payee: bob.address,
    rcLimit: 9n,
    nonce: 3n,
    chainId,
  };
  const { header } = await prepareTransaction(node.client, draft);
  assert.deepEqual(node.asked, []);
  assert.equal(header!.rcLimit, 9n);
  assert.equal(decodeNonce(header!.nonce), 3n);
  assert.equal(addressText(header!.payee), bob.address);
});

test('the next nonce follows the pool, else the chain, else is one; it is the payee’s', async () => {
  const nonceWith = async (changes: Answers): Promise<bigint | undefined> => {
    const node = new FakeNode({ ...answers, ...changes });
    const draft = { operations: [], payer: alice.address, payee: bob.address };
    const { header } = await prepareTransaction(node.client, draft);
    for (const { method, params } of node.asked) {
      if (method === 'chain.get_account_nonce') assert.deepEqual(params, { account: bob.address });
      if (method === 'chain.get_account_rc') assert.deepEqual(params, { account: alice.address });
    }
    return decodeNonce(header!.nonce);
  };
  const pending = { 'mempool.get_pending_nonce': () => ({ nonce: base64url(encodeNonce(8n)) }) };
  assert.equal(await nonceWith({}), 5n);
  assert.equal(await nonceWith(pending), 9n);
  assert.equal(await nonceWith({ 'chain.get_account_nonce': () => ({}) }), 1n);
  const nonsense = { 'chain.get_account_nonce': () => ({ nonce: '_w==' }) };
  await assert.rejects(nonceWith(nonsense), Fault);
});

test('a signature is by the signer, over the id', async () => {
  const { id, signatures } = await signed();
  const key = recover(idDigest(id), signatures[0]!);
  assert.ok(key.ok);
  assert.equal(addressText(addressOfPublicKey(key.value)), alice.address);
});

test('a transaction that shows other operations than its header commits to is not signed', async () => {
  const transaction = await signed();
  const other = { ...transaction.operations[0]!, callContract: { ...operation.callContract, entryPoint: 8 } };
  for (const [changed, code] of [
    [{ ...transaction, operations: [other] }, 'transaction.wrongMerkleRoot'],
    [{ ...transaction, operations: [] }, 'transaction.wrongMerkleRoot'],
    [{ ...transaction, header: { ...transaction.header!, rcLimit: 1_001n } }, 'transaction.wrongId'],
    [{ ...transaction, id: sha256(transaction.id) }, 'transaction.wrongId'],
    [{ ...transaction, header: undefined }, 'transaction.noHeader'],
  ] as const)
    assert.deepEqual(await signTransaction(changed, alice), { ok: false, refusal: { code } });
});

test('signatures of several accounts add up', async () => {
  const once = await signed();
  const twice = await signTransaction(once, bob);
  assert.ok(twice.ok);
  assert.equal(twice.value.signatures.length, 2);
  assert.deepEqual(twice.value.signatures[0], once.signatures[0]);
});

test('submitting hands over the whole transaction, and a dry run says so', async () => {
  const node = new FakeNode(answers);
  const transaction = await signed();
  const got = await submitTransaction(node.client, transaction, { broadcast: false });
  assert.equal(got.rcUsed, 5n);
  assert.deepEqual(node.asked[0]!.params, { transaction: toJson(Transaction, transaction) });
  await submitTransaction(node.client, transaction);
  assert.equal(node.asked[1]!.params['broadcast'], true);
});

test('sending prepares, signs and submits; a revert is thrown', async () => {
  const node = new FakeNode(answers);
  const { id, receipt: got } = await sendOperations(node.client, alice, [operation], { rcLimit: 50n });
  assert.equal(got.rcUsed, 5n);
  const submitted = node.asked.at(-1)!.params['transaction'] as { id: string; header: { rc_limit: string } };
  assert.equal(submitted.id, id);
  assert.equal(submitted.header.rc_limit, '50');
  const error = { error: { code: -32603, message: 'reverted' } };
  const reverting = new FakeNode({ ...answers, 'chain.submit_transaction': () => error });
  await assert.rejects(sendOperations(reverting.client, alice, [operation]), RpcError);
});

test('waiting asks until a block contains the transaction, and gives up after its attempts', async () => {
  const id = transactionIdOf((await signed()).id)!;
  const block = `0x1220${'cd'.repeat(32)}`;
  const pauses: number[] = [];
  const pause = async (milliseconds: number): Promise<void> => {
    pauses.push(milliseconds);
  };
  let attempts = 0;
  const node = new FakeNode({
    'transaction_store.get_transactions_by_id': ({ transaction_ids }) => {
      assert.deepEqual(transaction_ids, [id]);
      return ++attempts < 3 ? {} : { transactions: [{ containing_blocks: [block] }] };
    },
  });
  assert.deepEqual(await waitForTransaction(node.client, id, { pause, intervalMs: 10 }), [block]);
  assert.deepEqual(pauses, [10, 10]);
  const never = new FakeNode({ 'transaction_store.get_transactions_by_id': () => ({}) });
  await assert.rejects(
    waitForTransaction(never.client, id, { pause, attemptsMax: 4 }),
    (error: unknown) => error instanceof Fault && error.code === 'bus.timeout' && error.retryable,
  );
  assert.equal(never.asked.length, 4);
});
