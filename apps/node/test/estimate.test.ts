/** Estimating over JSON-RPC: from operations and a payer to a transaction that is ready to be signed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openCrypto, sign } from '@ashlar/crypto';
import { type DevAccount, devAccounts } from '@ashlar/node';
import { fromJson, Operation, Transaction, toJson, transactionDigest } from '@ashlar/protocol';
import { openDevNode } from './support/dev-node.ts';
import { call, refusal } from './support/rpc.ts';
import { jsonOf, transferOperation } from './support/transfers.ts';

await openCrypto();
const accounts = await devAccounts();
const [alice, bob] = accounts.users as [DevAccount, DevAccount];
const operationsOf = (value: bigint) => [
  toJson(
    Operation,
    Operation.decode(Operation.encode(transferOperation(alice.addressBytes, bob.addressBytes, value))),
  ),
];

type Estimate = Readonly<{ transaction: unknown; receipt: Readonly<Record<string, unknown>> }>;

test('an estimate needs a payer and operations, and comes back ready to be signed', async () => {
  await using node = await openDevNode();
  const estimate = (): Promise<Estimate> =>
    call(node.url, 'chain.estimate_transaction', {
      transaction: { header: { payer: alice.address }, operations: operationsOf(5n) },
    });
  for (let round = 1; round <= 2; round++) {
    const { transaction, receipt } = await estimate();
    const ready = fromJson(Transaction, transaction);
    assert.ok(ready.ok);
    const { header } = ready.value;
    const signed = { ...ready.value, signatures: [sign(transactionDigest(header!), alice.privateKey)] };
    const { receipt: actual } = await call<{ receipt: Record<string, string> }>(
      node.url,
      'chain.submit_transaction',
      { transaction: jsonOf(signed), broadcast: true },
    );
    const used = Number(receipt['rc_used']);
    assert.ok(header!.rcLimit > BigInt(used) && header!.rcLimit < BigInt(Math.ceil(used * 1.2)), 'a margin');
    // The limit is a varint: a smaller one takes a few bytes less.
    assert.ok(Math.abs(Number(actual['rc_used']) / used - 1) < 0.02, `${actual['rc_used']} of ${used}`);
    assert.equal(actual['id'], receipt['id']);
  }
  await call(node.url, 'block_producer.produce_blocks');
  const { transaction } = await estimate();
  const third = fromJson(Transaction, transaction);
  assert.ok(third.ok);
});

test('what would revert is refused with its reason, and so is who has nothing', async () => {
  await using node = await openDevNode();
  const ask = (header: object, value = 1n): Promise<{ message: string }> =>
    refusal(node.url, 'chain.estimate_transaction', {
      transaction: { header, operations: operationsOf(value) },
    });
  assert.match((await ask({ payer: alice.address }, 10n ** 18n)).message, /balance|insufficient/);
  assert.match((await ask({})).message, /payer/);
  assert.match((await ask({ payer: bob.address })).message, /authoriz/, 'bob does not sign for alice');
  assert.match((await ask({ payer: '1CQjhvtnAENU3gdpwAHwgGfUn98menjnGk' })).message, /mana|rc/);
});
