/** The native contracts on the real kernel, from genesis on. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hex } from '@ashlar/base';
import { DEFAULT_RESOURCE_LIMITS, STATUS_EVENT, WELL_KNOWN } from '@ashlar/contracts';
import { chain, governance, names, resources, token, U64_MAX } from '@ashlar/protocol';
import { operation } from './governance-world.ts';
import { calling, KernelChain, keyOf, producer } from './kernel-chain.ts';

const alice = keyOf('alice');
const bob = keyOf('bob');
const COINS = 10n ** 15n;
const RC = 100_000_000n;
const funded = {
  balances: [
    { owner: producer.address, value: COINS },
    { owner: alice.address, value: COINS },
  ],
};

const transferTo = (to: Uint8Array, value: bigint, from = alice.address) =>
  calling('token', 0x27f576ca, token.TransferArguments, { from, to, value });

function balanceOf(made: KernelChain, owner: Uint8Array): bigint {
  return made.read(WELL_KNOWN.token, 0x5c721497, token.BalanceOfArguments, token.BalanceOfResult, { owner })
    .value;
}

test('a transfer in a block moves coins, tells of it, and is paid by the payer with mana', () => {
  const made = new KernelChain(funded);
  const before = made.manaOf(alice.address);
  const { receipt } = made.block([made.transaction(alice, [transferTo(bob.address, 500n)], RC)]);
  const [of] = receipt.transactionReceipts;
  assert.equal(of!.reverted, false);
  assert.equal(balanceOf(made, bob.address), 500n);
  assert.equal(balanceOf(made, alice.address), COINS - 500n);
  assert.deepEqual(
    of!.events.map(({ name }) => name),
    ['token.transfer_event'],
  );
  assert.deepEqual(of!.events[0]!.impacted.map(hex), [hex(bob.address), hex(alice.address)]);
  assert.equal(made.manaOf(alice.address), before - 500n - of!.rcUsed);
  assert.ok(of!.rcUsed > 0n);
});

test('what a transfer costs is of the declared order', () => {
  const made = new KernelChain({ ...funded, hasMarkets: false });
  const transaction = made.transaction(alice, [transferTo(bob.address, 500n)], RC);
  const empty = made.transaction(alice, [], RC);
  const cost = (of: typeof transaction) => {
    const tried = made.kernel.applyTransaction(made.state, made.head, of);
    assert.ok(tried.ok);
    return Number(tried.value.receipt.computeBandwidthUsed);
  };
  const recovery = 29_630;
  const call = cost(transaction) - cost(empty) - recovery;
  assert.ok(call > 40_000 && call < 50_000, `${call} ticks beside the signature`);
});

test('a transfer beyond the balance reverts, and is paid nevertheless', () => {
  const made = new KernelChain(funded);
  const { receipt } = made.block([made.transaction(alice, [transferTo(bob.address, COINS + 1n)], RC)]);
  const [of] = receipt.transactionReceipts;
  assert.equal(of!.reverted, true);
  assert.deepEqual(of!.logs, ["transaction reverted: account 'from' has insufficient balance"]);
  assert.equal(balanceOf(made, alice.address), COINS);
  assert.equal(made.manaOf(alice.address), COINS - of!.rcUsed);
});

test("somebody else's coins stay where they are", () => {
  const made = new KernelChain(funded);
  const theft = transferTo(alice.address, 5n, producer.address);
  const { receipt } = made.block([made.transaction(alice, [theft], RC)]);
  assert.deepEqual(receipt.transactionReceipts[0]!.logs, [
    "transaction reverted: account 'from' has not authorized transfer",
  ]);
});

test('names, metadata and limits answer through their system calls', () => {
  const made = new KernelChain(funded);
  const id = chain.SystemCallId;
  for (const name of ['token', 'koin']) {
    const { value } = made.call(
      id.get_contract_address,
      chain.GetContractAddressArguments,
      chain.GetContractAddressResult,
      { name },
    );
    assert.deepEqual(value!.address, WELL_KNOWN.token);
  }
  const named = made.call(id.get_contract_name, chain.GetContractNameArguments, chain.GetContractNameResult, {
    address: WELL_KNOWN.token,
  });
  assert.equal(named.value!.name, 'token');
  const metadata = made.call(
    id.get_contract_metadata,
    chain.GetContractMetadataArguments,
    chain.GetContractMetadataResult,
    { contractId: WELL_KNOWN.names },
  );
  assert.equal(metadata.value!.engine, 'native/1');
  assert.equal(metadata.value!.system, true);
  const limits = made.call(
    id.get_resource_limits,
    chain.GetResourceLimitsArguments,
    chain.GetResourceLimitsResult,
    {},
  );
  assert.equal(limits.value!.diskStorageLimit, 524_288n);
});

test('blocks move the markets', () => {
  const made = new KernelChain(funded);
  const supply = () =>
    made.read(
      WELL_KNOWN.resources,
      0xebe9b9e7,
      resources.GetResourceMarketsArguments,
      resources.GetResourceMarketsResult,
      {},
    ).value!.computeBandwidth!.resourceSupply;
  const before = supply();
  const { receipt } = made.block();
  assert.equal(supply(), before - 1n + 0n - receipt.computeBandwidthCharged);
});

test('the genesis key has the authority over the system, and no other', () => {
  const made = new KernelChain(funded);
  const naming = calling('names', 0xe248c73a, names.SetRecordArguments, {
    name: 'bob',
    address: bob.address,
  });
  const { receipt } = made.block([
    made.transaction(alice, [naming], RC),
    made.transaction(producer, [naming], RC),
  ]);
  assert.deepEqual(
    receipt.transactionReceipts.map(({ reverted }) => reverted),
    [true, false],
  );
});

test('the authority over the system replaces a native contract by other code, and nobody else does', () => {
  const made = new KernelChain(funded);
  const upload = operation({
    uploadContract: { contractId: WELL_KNOWN.names, bytecode: new Uint8Array([1]), engine: 'wasm/1' },
  });
  const metadata = () =>
    made.call(
      chain.SystemCallId.get_contract_metadata,
      chain.GetContractMetadataArguments,
      chain.GetContractMetadataResult,
      { contractId: WELL_KNOWN.names },
    ).value!;
  const byAlice = made.kernel.applyTransaction(made.state, made.head, made.transaction(alice, [upload], RC));
  assert.ok(!byAlice.ok);
  assert.equal(metadata().engine, 'native/1');
  made.block([made.transaction(producer, [upload], 10n * RC)]);
  assert.equal(metadata().engine, 'wasm/1');
  assert.equal(metadata().system, true);
});

test('an unmetered signer makes blocks without coins', () => {
  const made = new KernelChain({ unmetered: [producer.address] });
  made.block();
  assert.equal(made.manaOf(producer.address), U64_MAX);
});

test('governance takes a proposal from submission to its effect, and then no key rules', () => {
  const treasury = { owner: WELL_KNOWN.governance, value: 1_000n };
  const made = new KernelChain({
    balances: [...funded.balances, treasury],
    governance: { weekBlocks: 2n },
  });
  const naming = calling('names', 0xe248c73a, names.SetRecordArguments, {
    name: 'bob',
    address: bob.address,
  });
  const operations = [
    naming,
    operation({ setSystemCall: { callId: 0, target: { thunkId: 0 } } }),
    transferTo(bob.address, 400n, WELL_KNOWN.governance),
  ];
  const proposed = made.transaction(alice, operations, RC);
  const id = proposed.header!.operationMerkleRoot;
  const fee = 10n ** 12n;
  const submission = calling('governance', 0xe74b785c, governance.SubmitProposalArguments, {
    operations,
    operationMerkleRoot: id,
    fee,
  });
  const direct = made.transaction(producer, [naming], RC);
  const { receipt } = made.block([made.transaction(alice, [submission], 10n * RC), direct]);
  assert.deepEqual(
    receipt.transactionReceipts.map(({ reverted, logs }) => [reverted, logs.at(-1)]),
    [
      [false, undefined],
      [true, 'transaction reverted: system authority required'],
    ],
  );
  const told: number[] = [];
  for (let height = 2; height <= 9; height++) {
    const { receipt: of } = made.block([], [id]);
    for (const { name, data } of of.events) {
      if (name === STATUS_EVENT) told.push(height, governance.ProposalStatusEvent.decode(data).status);
    }
  }
  assert.deepEqual(told, [3, 1, 7, 2, 9, 4]);
  const { value } = made.read(
    WELL_KNOWN.names,
    0xa61ae5e8,
    names.GetAddressArguments,
    names.GetAddressResult,
    { name: 'bob' },
  );
  assert.deepEqual(value!.address, bob.address);
  assert.equal(balanceOf(made, bob.address), 400n);
  assert.equal(balanceOf(made, WELL_KNOWN.governance), 600n);
  assert.equal(made.nonceOf(WELL_KNOWN.governance), 1n);
});

test('a proposal that runs out of mana does not stop the chain', () => {
  const resourceLimits = { ...DEFAULT_RESOURCE_LIMITS, computeBandwidthCost: 5n };
  const made = new KernelChain({
    ...funded,
    governance: { weekBlocks: 1n },
    hasMarkets: false,
    resourceLimits,
  });
  const operations = Array.from({ length: 20 }, (_, number) =>
    calling('names', 0xe248c73a, names.SetRecordArguments, { name: `n${number}`, address: bob.address }),
  );
  const id = made.transaction(alice, operations, RC).header!.operationMerkleRoot;
  const submission = calling('governance', 0xe74b785c, governance.SubmitProposalArguments, {
    operations,
    operationMerkleRoot: id,
    fee: 3n * 10n ** 9n,
  });
  const { receipt } = made.block([made.transaction(alice, [submission], 1_000n * RC)]);
  assert.equal(receipt.transactionReceipts[0]!.reverted, false, receipt.transactionReceipts[0]!.logs.join());
  const told: number[] = [];
  for (let height = 2; height <= 6; height++) {
    for (const { name, data } of made.block([], [id]).receipt.events)
      if (name === STATUS_EVENT) told.push(governance.ProposalStatusEvent.decode(data).status);
  }
  assert.equal(told.at(-1), governance.ProposalStatus.reverted);
});
