/** Transactions: what must not fail, what may revert, who pays, what survives (`spec/koinos.md` 4.4). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EMPTY, hex, utf8 } from '@ashlar/base';
import {
  addressText,
  ERROR_CODE,
  encodeNonce,
  LIMITS,
  multihash,
  ObjectSpace,
  operationMerkleRoot,
  Transaction,
  type TransactionHeader,
  type chain as wire,
} from '@ashlar/protocol';
import { checkTransaction } from '../src/index.ts';
import { CONSUME_ACCOUNT_RC, GET_ACCOUNT_NONCE, GET_ACCOUNT_RC } from '../src/system-calls/accounts.ts';
import { EVENT, LOG } from '../src/system-calls/control.ts';
import { PUT_OBJECT } from '../src/system-calls/objects.ts';
import { POST_TRANSACTION_CALLBACK, PRE_TRANSACTION_CALLBACK } from '../src/system-calls/transactions.ts';
import { alice, bob, type ChainOptions, callOf, keyOf, operation, TestChain } from './chain.ts';
import type { ScriptHost } from './scripts.ts';

const MAX_RC = 1_000_000_000n;
const carol = keyOf('carol');

/** Writes, tells, and then reverts if its argument says so. */
const writer = (contract: ScriptHost): void => {
  const text = contract.args.arguments;
  const space = { system: false, zone: keyOf('writer').address, id: 1 };
  contract.ask(PUT_OBJECT, { space, key: utf8('k'), obj: text });
  contract.ask(EVENT, { name: 'written', data: text, impacted: [] });
  contract.ask(LOG, { message: 'wrote' });
  if (text[0] === 1) contract.fail(9, 'as told');
};
const written = (chain: TestChain): Uint8Array | undefined =>
  chain.state.view(chain.head).get(new ObjectSpace(false, keyOf('writer').address, 1), utf8('k'));
const nonceOf = (chain: TestChain, account: Uint8Array): string =>
  hex(chain.ask(GET_ACCOUNT_NONCE, { account }).value);
const world = (options: ChainOptions = {}): TestChain =>
  new TestChain({ ...options, scripts: { writer, ...options.scripts } });

test('a transaction without operations uses its nonce and is paid for', () => {
  const chain = world();
  const receipt = chain.run();
  assert.equal(receipt.reverted, false);
  assert.equal(nonceOf(chain, alice.address), hex(encodeNonce(1n)));
  assert.ok(receipt.rcUsed > 0n);
});

test('what must not fail is judged in this order, and each failure has its code', () => {
  const chain = world({ maxAccountResources: MAX_RC });
  const fault = (header: Partial<TransactionHeader>, signer = alice): readonly [number, string] => {
    const { errorCode, message } = chain.refused([], { header, signers: [signer] });
    return [errorCode, message];
  };
  const merkleCode = { operationMerkleRoot: multihash(0x1b, new Uint8Array(32)) };
  const merkle = { operationMerkleRoot: operationMerkleRoot([callOf('writer')]) };
  const chainId = { chainId: new Uint8Array(34) };
  const nonce = { nonce: encodeNonce(5n) };
  const tooMuch = { rcLimit: MAX_RC + 1n };
  assert.deepEqual(fault({ ...tooMuch, ...chainId, ...merkleCode, ...nonce }, bob), [
    ERROR_CODE.failure,
    'payer does not have the rc to cover transaction rc limit',
  ]);
  assert.deepEqual(fault({ ...chainId, ...merkleCode, ...nonce }, bob), [
    ERROR_CODE.failure,
    'chain id mismatch',
  ]);
  assert.deepEqual(fault({ ...merkleCode, ...nonce }, bob), [
    ERROR_CODE.malformedTransaction,
    'unexpected operation merkle root hash code',
  ]);
  assert.deepEqual(fault({ ...merkle, ...nonce }, bob), [
    ERROR_CODE.malformedTransaction,
    'operation merkle root does not match',
  ]);
  assert.deepEqual(fault(nonce, bob), [
    ERROR_CODE.authorizationFailure,
    `account ${addressText(alice.address)} has not authorized transaction`,
  ]);
  assert.deepEqual(fault(nonce), [ERROR_CODE.invalidNonce, 'invalid transaction nonce']);
  assert.equal(chain.run().reverted, false);
});

test('an id that is not the hash of the header is malformed', () => {
  const chain = world();
  const transaction = { ...chain.transaction(), id: multihash(0x12, new Uint8Array(32)) };
  const { errorCode, message } = chain.refusalOf(chain.block([transaction]));
  assert.equal(errorCode, ERROR_CODE.malformedTransaction);
  assert.equal(message, 'transaction contains an invalid transaction id');
});

test('a transaction larger than the protocol allows is malformed, unless it uploads', () => {
  const chain = world({
    resourceLimits: {
      diskStorageLimit: 10_000_000n,
      diskStorageCost: 1n,
      networkBandwidthLimit: 10_000_000n,
      networkBandwidthCost: 1n,
      computeBandwidthLimit: 100_000_000n,
      computeBandwidthCost: 1n,
    },
  });
  const args = new Uint8Array(LIMITS.transactionBytesMax);
  const { errorCode, message } = chain.refused([callOf('writer', args)]);
  assert.equal(errorCode, ERROR_CODE.malformedTransaction);
  assert.equal(message, 'transaction is larger than it may be');
});

test('nonces follow one another: not again, not ahead, not in another spelling', () => {
  const chain = world();
  chain.run();
  for (const nonce of [0n, 1n, 3n, 2n ** 64n - 1n]) {
    assert.equal(chain.refused([], { nonce }).errorCode, ERROR_CODE.invalidNonce);
  }
  for (const nonce of [EMPTY, utf8('2'), new Uint8Array([0x28, 0x82, 0x00])]) {
    assert.equal(chain.refused([], { header: { nonce } }).errorCode, ERROR_CODE.invalidNonce);
  }
  assert.equal(chain.run([], { nonce: 2n }).reverted, false);
});

test('a payee authorizes too, has its own nonce, and never pays', () => {
  const bills: string[] = [];
  const chain = world({
    scripts: {
      bank: {
        system: true,
        run: (contract) => {
          bills.push(hex(CONSUME_ACCOUNT_RC.args.decode(contract.args.arguments).account));
          contract.exit(CONSUME_ACCOUNT_RC.result.encode({ value: true }));
        },
      },
    },
    overrides: { [CONSUME_ACCOUNT_RC.id]: 'bank' },
  });
  for (const signers of [[alice], [bob]]) {
    const { errorCode } = chain.refused([], { payee: bob.address, signers });
    assert.equal(errorCode, ERROR_CODE.authorizationFailure);
  }
  bills.length = 0;
  const receipt = chain.run([], { payee: bob.address, signers: [bob, alice] });
  assert.equal(hex(receipt.payer), hex(alice.address));
  assert.equal(bills[0], hex(alice.address));
  assert.ok(!bills.includes(hex(bob.address)));
  assert.equal(nonceOf(chain, bob.address), hex(encodeNonce(1n)));
  assert.equal(nonceOf(chain, alice.address), hex(encodeNonce(0n)));
});

test('a payee that is the payer is none', () => {
  const chain = world();
  assert.equal(chain.run([], { header: { payee: alice.address } }).reverted, false);
  assert.equal(nonceOf(chain, alice.address), hex(encodeNonce(1n)));
});

test('any of several signatures authorizes; one that is of no key spoils the transaction', () => {
  const chain = world();
  assert.equal(chain.run([], { signers: [carol, bob, alice] }).reverted, false);
  const transaction = chain.transaction([]);
  const spoiled = { ...transaction, signatures: [new Uint8Array(65), ...transaction.signatures] };
  assert.equal(chain.refusalOf(chain.block([spoiled])).errorCode, ERROR_CODE.invalidSignature);
});

test('a reverted transaction stays in the block: nonce, mana and logs are kept, state and events are not', () => {
  const chain = world();
  const before = chain.run([callOf('writer', utf8('x'))]);
  assert.deepEqual(written(chain), utf8('x'));
  const receipt = chain.run([
    callOf('writer', utf8('y')),
    callOf('writer', Uint8Array.of(1)),
    callOf('writer'),
  ]);
  assert.equal(receipt.reverted, true);
  assert.deepEqual(written(chain), utf8('x'));
  assert.deepEqual(receipt.events, []);
  assert.deepEqual(receipt.logs, ['wrote', 'wrote', 'transaction reverted: as told']);
  assert.equal(nonceOf(chain, alice.address), hex(encodeNonce(2n)));
  assert.ok(receipt.rcUsed > before.rcUsed);
});

test('events of a reverted transaction use up their sequence numbers', () => {
  const chain = world();
  const transactions = [
    chain.transaction([callOf('writer', utf8('a'))]),
    chain.transaction([callOf('writer', Uint8Array.of(1))]),
    chain.transaction([callOf('writer', utf8('b'))]),
  ];
  const { receipt } = chain.apply(chain.block(transactions));
  assert.deepEqual(
    receipt.transactionReceipts.map(({ events }) => events.map(({ sequence }) => sequence)),
    [[0], [], [2]],
  );
});

test('an event carries the contract, its name, its data and those it concerns', () => {
  const chain = world({
    scripts: {
      teller: (contract) => contract.ask(EVENT, { name: 'n', data: utf8('d'), impacted: [bob.address] }),
    },
  });
  const [event] = chain.run([callOf('teller')]).events;
  assert.deepEqual(event, {
    sequence: 0,
    source: keyOf('teller').address,
    name: 'n',
    data: utf8('d'),
    impacted: [bob.address],
  });
});

test('a receipt tells the payer, the limits and what the transaction used', () => {
  const chain = world();
  const transaction = chain.transaction([callOf('writer', utf8('abc'))], { rcLimit: 5_000_000n });
  const { receipt } = chain.apply(chain.block([transaction]));
  const [of] = receipt.transactionReceipts;
  assert.deepEqual(of!.id, transaction.id);
  assert.deepEqual(of!.payer, alice.address);
  assert.equal(of!.maxPayerRc, MAX_RC);
  assert.equal(of!.rcLimit, 5_000_000n);
  assert.equal(of!.networkBandwidthUsed, BigInt(Transaction.encode(transaction).length));
  // A nonce of two bytes under an address, and three bytes under a key of one.
  assert.equal(of!.diskStorageUsed, 2n + 25n + 3n + 1n);
  const { rcUsed, diskStorageUsed: disk, networkBandwidthUsed: network, computeBandwidthUsed: compute } = of!;
  const consumeRc = 735n; // Billed to the system, though the receipt counts it.
  assert.equal(rcUsed, disk * 10n + network * 5n + compute - consumeRc);
  assert.deepEqual(of!.stateDeltaEntries, []);
});

test('a payer who cannot pay in the end makes the transaction fail, and nothing of it stays', () => {
  const chain = world({
    scripts: {
      bank: {
        system: true,
        run: (contract) => {
          const { account } = CONSUME_ACCOUNT_RC.args.decode(contract.args.arguments);
          const value = hex(account) !== hex(bob.address);
          contract.exit(CONSUME_ACCOUNT_RC.result.encode({ value }));
        },
      },
    },
    overrides: { [CONSUME_ACCOUNT_RC.id]: 'bank' },
  });
  const refusal = chain.refused([callOf('writer')], { payer: bob });
  assert.equal(refusal.errorCode, ERROR_CODE.failure);
  assert.equal(refusal.message, 'unable to consume rc for payer');
  const unpaid = chain.transaction([callOf('writer')], { payer: bob });
  const proposed = chain.kernel.proposeBlock(chain.state, chain.block([unpaid]));
  assert.ok(proposed.ok && 'failed' in proposed.value);
});

test('callbacks run around the operations; what they revert is the transaction', () => {
  const order: string[] = [];
  const noting = (name: string) => ({ system: true, run: () => order.push(name) });
  const chain = world({
    scripts: {
      pre: noting('pre'),
      post: noting('post'),
      within: () => order.push('within'),
      never: { system: true, run: (contract: ScriptHost) => contract.fail(1, 'never') },
    },
    overrides: { [PRE_TRANSACTION_CALLBACK.id]: 'pre', [POST_TRANSACTION_CALLBACK.id]: 'post' },
  });
  chain.run([callOf('within'), callOf('within')]);
  assert.deepEqual(order, ['pre', 'within', 'within', 'post']);
  const strict = world({
    scripts: { never: { system: true, run: (contract: ScriptHost) => contract.fail(1, 'never') } },
    overrides: { [POST_TRANSACTION_CALLBACK.id]: 'never' },
  });
  assert.equal(strict.run([callOf('writer')]).reverted, true);
  assert.equal(written(strict), undefined);
});

test('a reversion before the operations is a failure, so that nobody pays for what they did not sign', () => {
  const chain = world({
    scripts: { poor: { system: true, run: (contract: ScriptHost) => contract.fail(77, 'no idea') } },
    overrides: { [GET_ACCOUNT_RC.id]: 'poor' },
  });
  const { errorCode, message } = chain.refused([]);
  assert.deepEqual([errorCode, message], [ERROR_CODE.failure, 'no idea']);
});

test('an operation of no kind reverts', () => {
  const chain = world();
  const receipt = chain.run([operation({})]);
  assert.deepEqual([receipt.reverted, receipt.logs], [true, ['transaction reverted: unknown operation']]);
});

test('a dry run tells the receipt and keeps nothing; a reversion is a refusal with the logs', () => {
  const chain = world();
  const root = hex(chain.state.rootOf(chain.head));
  const fine = chain.kernel.applyTransaction(
    chain.state,
    chain.head,
    chain.transaction([callOf('writer')], { nonce: 1n }),
  );
  assert.ok(fine.ok);
  assert.deepEqual(fine.value.receipt.logs, ['wrote']);
  assert.ok(fine.value.systemUsed.compute > 0);
  assert.equal(hex(chain.state.rootOf(chain.head)), root);
  const reverting = chain.transaction([callOf('writer', Uint8Array.of(1))], { nonce: 1n });
  const bad = chain.kernel.applyTransaction(chain.state, chain.head, reverting);
  assert.ok(!bad.ok);
  assert.deepEqual(bad.refusal, {
    code: 'chain.reversion',
    errorCode: 9,
    message: 'as told',
    logs: ['wrote', 'transaction reverted: as told'],
    transactionId: reverting.id,
  });
});

test('a dry run counts nonces from those that are pending', () => {
  const chain = world();
  const third = chain.transaction([], { nonce: 3n });
  const asked: string[] = [];
  const pendingNonce = (account: Uint8Array): Uint8Array => {
    asked.push(hex(account));
    return encodeNonce(2n);
  };
  assert.ok(chain.kernel.applyTransaction(chain.state, chain.head, third, { pendingNonce }).ok);
  assert.deepEqual(asked, [hex(alice.address)]);
  const alone = chain.kernel.applyTransaction(chain.state, chain.head, third);
  assert.ok(!alone.ok && alone.refusal.errorCode === ERROR_CODE.invalidNonce);
  const incomplete = { ...third, header: undefined };
  const refused = chain.kernel.applyTransaction(chain.state, chain.head, incomplete);
  assert.ok(!refused.ok && refused.refusal.errorCode === ERROR_CODE.missingRequiredArguments);
  assert.ok(checkTransaction(third).ok);
});

test('logs are bounded in length and number, and the log says when lines were dropped', () => {
  const chain = world({
    scripts: {
      chatty: (contract) => {
        for (let line = 0; line < 1_005; line++) contract.ask(LOG, { message: `${line}` });
      },
      loud: (contract) => contract.ask(LOG, { message: 'x'.repeat(4_097) }),
    },
  });
  const { logs } = chain.run([callOf('chatty')]);
  assert.equal(logs.length, 1_001);
  assert.deepEqual(logs.slice(999), ['999', 'further log lines were dropped']);
  assert.equal(chain.run([callOf('loud')]).reverted, true);
});

test('events need a name of at most 128 bytes and concern at most 256 accounts', () => {
  const emitting = (fields: Partial<wire.EventArguments>) => (contract: ScriptHost) =>
    contract.ask(EVENT, { name: 'n', data: EMPTY, impacted: [], ...fields });
  const chain = world({
    scripts: {
      unnamed: emitting({ name: '' }),
      long: emitting({ name: 'n'.repeat(129) }),
      wide: emitting({ name: 'é'.repeat(65) }),
      fits: emitting({ name: 'é'.repeat(64) }),
      many: emitting({ impacted: Array.from({ length: 257 }, () => alice.address) }),
      most: emitting({ impacted: Array.from({ length: 256 }, () => alice.address) }),
    },
  });
  const reverted = (name: string): boolean => chain.run([callOf(name)]).reverted;
  assert.deepEqual(['unnamed', 'long', 'wide', 'fits', 'many', 'most'].map(reverted), [
    true,
    true,
    true,
    false,
    true,
    false,
  ]);
});

test('a transaction may emit 10,000 events and no more', () => {
  const chain = world({
    scripts: {
      herald: (contract) => {
        for (let count = contract.args.entryPoint; count > 0; count--)
          contract.ask(EVENT, { name: 'n', data: EMPTY, impacted: [] });
      },
    },
  });
  const options = { rcLimit: 100_000_000n };
  assert.equal(chain.run([callOf('herald', EMPTY, 10_000)], options).events.length, 10_000);
  assert.equal(chain.run([callOf('herald', EMPTY, 10_001)], options).reverted, true);
});
