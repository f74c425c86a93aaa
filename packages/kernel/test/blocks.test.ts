/** Blocks: what is checked, in which order, with which code (`spec/koinos.md` 4.2 and 4.3), and what a receipt tells. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EMPTY, equal, hex } from '@ashlar/base';
import {
  Block,
  type BlockHeader,
  ERROR_CODE,
  LIMITS,
  METADATA_KEY,
  multihash,
  ObjectSpace,
  type Transaction,
  transactionMerkleRoot,
} from '@ashlar/protocol';
import { headBlockOf, stateMerkleRootOf } from '../src/index.ts';
import { CONSUME_ACCOUNT_RC, CONSUME_BLOCK_RESOURCES } from '../src/system-calls/accounts.ts';
import { POST_BLOCK_CALLBACK, PRE_BLOCK_CALLBACK } from '../src/system-calls/blocks.ts';
import { EVENT, LOG } from '../src/system-calls/control.ts';
import { GET_HEAD_INFO } from '../src/system-calls/information.ts';
import { alice, callOf, genesisKey, keyOf, TestChain } from './chain.ts';
import type { ScriptHost } from './scripts.ts';

const wrongRoot = stateMerkleRootOf(new Uint8Array(32));

test('a block without a required field is refused as incomplete, and says which field', () => {
  const chain = new TestChain();
  const whole = chain.block([chain.transaction()]);
  const missing = (block: Block): string => {
    const { errorCode, message } = chain.refusalOf(block);
    assert.equal(errorCode, ERROR_CODE.missingRequiredArguments);
    return message.replace('missing expected field in ', '');
  };
  const header = (fields: Partial<BlockHeader>): Block => ({
    ...whole,
    header: { ...whole.header!, ...fields },
  });
  const transaction = (fields: Partial<Transaction>): Block => ({
    ...whole,
    transactions: [{ ...whole.transactions[0]!, ...fields }],
  });
  const inner = whole.transactions[0]!.header!;
  assert.deepEqual(
    [
      missing({ ...whole, id: EMPTY }),
      missing({ ...whole, header: undefined }),
      missing(header({ previous: EMPTY })),
      missing(header({ height: 0n })),
      missing(header({ timestamp: 0n })),
      missing(header({ previousStateMerkleRoot: EMPTY })),
      missing(header({ transactionMerkleRoot: EMPTY })),
      missing({ ...whole, signature: EMPTY }),
      missing(transaction({ id: EMPTY })),
      missing(transaction({ header: undefined })),
      missing(transaction({ header: { ...inner, payer: EMPTY } })),
      missing(transaction({ header: { ...inner, rcLimit: 0n } })),
      missing(transaction({ header: { ...inner, operationMerkleRoot: EMPTY } })),
      missing(transaction({ signatures: [] })),
    ],
    [
      'block: id',
      'block: header',
      'block: previous',
      'block: height',
      'block: timestamp',
      'block: previous_state_merkle_root',
      'block: transaction_merkle_root',
      'block: signature',
      'transaction: id',
      'transaction: header',
      'transaction: payer',
      'transaction: rc_limit',
      'transaction: operation_merkle_root',
      'transaction: signatures',
    ],
  );
});

test('more than the protocol allows is malformed, before anything is computed', () => {
  const chain = new TestChain();
  const whole = chain.block([chain.transaction()]);
  const one = whole.transactions[0]!;
  const codeOf = (block: Block): number => chain.refusalOf(block).errorCode;
  const withTransaction = (fields: Partial<Transaction>): Block => ({
    ...whole,
    transactions: [{ ...one, ...fields }],
  });
  const many = <T>(count: number, item: T): T[] => Array.from({ length: count }, () => item);
  const signature = one.signatures[0]!;
  assert.equal(codeOf({ ...whole, id: new Uint8Array(34) }), ERROR_CODE.malformedBlock);
  assert.equal(
    codeOf({ ...whole, transactions: many(LIMITS.transactionsPerBlockMax + 1, one) }),
    ERROR_CODE.malformedBlock,
  );
  const approvedProposals = many(LIMITS.approvedProposalsPerBlockMax + 1, EMPTY);
  assert.equal(
    codeOf({ ...whole, header: { ...whole.header!, approvedProposals } }),
    ERROR_CODE.malformedBlock,
  );
  for (const fields of [
    { id: new Uint8Array(33) },
    { operations: many(LIMITS.operationsPerTransactionMax + 1, callOf('x')) },
    { signatures: many(LIMITS.signaturesPerTransactionMax + 1, signature) },
    { signatures: [new Uint8Array(LIMITS.signatureBytesMax + 1)] },
  ]) {
    assert.equal(codeOf(withTransaction(fields)), ERROR_CODE.malformedTransaction);
  }
});

test('parent, height, time and state root are judged in this order', () => {
  const chain = new TestChain();
  chain.apply();
  const strange = multihash(0x12, new Uint8Array(32).fill(9));
  const { timestamp } = headBlockOf(chain.state.view(chain.head))!.header!;
  const faults: readonly (readonly [Partial<BlockHeader>, number])[] = [
    [{ previous: strange }, ERROR_CODE.unknownPreviousBlock],
    [{ height: 7n }, ERROR_CODE.unexpectedHeight],
    [{ timestamp }, ERROR_CODE.timestampOutOfBounds],
    [{ previousStateMerkleRoot: wrongRoot }, ERROR_CODE.stateMerkleMismatch],
  ];
  faults.forEach(([, code], index) => {
    const header = Object.assign({}, ...faults.slice(index).map(([fields]) => fields));
    assert.equal(chain.refusalOf(chain.block([], { header })).errorCode, code);
  });
  chain.apply(chain.block([], { header: { timestamp: timestamp + 1n } }));
});

test('id, Merkle root and signature are judged in this order', () => {
  const chain = new TestChain();
  const whole = chain.block();
  const of = (block: Block): readonly [number, string] => {
    const { errorCode, message } = chain.refusalOf(block);
    return [errorCode, message];
  };
  const strangeId = multihash(0x12, new Uint8Array(32).fill(1));
  const wrongMerkle = transactionMerkleRoot([chain.transaction()]);
  const badCode = multihash(0x1b, new Uint8Array(32));
  const mallory = keyOf('mallory');
  assert.deepEqual(
    of({ ...chain.block([], { header: { transactionMerkleRoot: badCode } }), id: strangeId }),
    [ERROR_CODE.malformedBlock, 'block contains an invalid block id'],
  );
  assert.deepEqual(of(chain.block([], { header: { transactionMerkleRoot: badCode }, signer: mallory })), [
    ERROR_CODE.malformedBlock,
    'unexpected transaction merkle root hash code',
  ]);
  assert.deepEqual(of(chain.block([], { header: { transactionMerkleRoot: wrongMerkle }, signer: mallory })), [
    ERROR_CODE.malformedBlock,
    'transaction merkle root does not match',
  ]);
  assert.deepEqual(of(chain.block([], { signer: mallory })), [
    ERROR_CODE.invalidSignature,
    'failed to process block signature',
  ]);
  assert.deepEqual(of({ ...whole, signature: new Uint8Array(65) }), [
    ERROR_CODE.invalidSignature,
    'failed to process block signature',
  ]);
});

test('a signature of the transaction that the Merkle root does not hold makes the block malformed', () => {
  const chain = new TestChain();
  const block = chain.block([chain.transaction()]);
  const other = chain.transaction([], { signers: [keyOf('mallory')], nonce: 1n });
  const transactions = [{ ...block.transactions[0]!, signatures: other.signatures }];
  assert.equal(chain.refusalOf({ ...block, transactions }).errorCode, ERROR_CODE.malformedBlock);
});

test('a refused block changes nothing, and a block is applied once', () => {
  const chain = new TestChain();
  const before = hex(chain.state.rootOf(chain.head));
  const size = chain.state.size;
  chain.refusalOf(chain.block([], { signer: alice }));
  assert.equal(hex(chain.state.rootOf(chain.head)), before);
  assert.equal(chain.state.size, size);
  const block = chain.block();
  chain.apply(block);
  const again = chain.refusalOf(block);
  assert.equal(again.errorCode, ERROR_CODE.blockStateError);
});

test('the state keeps the head block without its transactions, and contracts see the block being applied', () => {
  const seen: unknown[] = [];
  const chain = new TestChain({
    scripts: {
      clock: (contract: ScriptHost) => {
        const { value } = contract.ask(GET_HEAD_INFO, {});
        seen.push(value?.headTopology?.height, value?.headBlockTime, value?.headTopology?.id);
      },
    },
  });
  const block = chain.block([chain.transaction([callOf('clock')])]);
  chain.apply(block);
  assert.deepEqual(seen, [1n, block.header!.timestamp, block.id]);
  const bytes = chain.state.view(chain.head).get(ObjectSpace.metadata, METADATA_KEY.headBlock)!;
  assert.deepEqual(Block.decode(bytes), Block.decode(Block.encode({ ...block, transactions: [] })));
});

test('callbacks run before and after the transactions, as the kernel, and tell in the name of the block', () => {
  const order: string[] = [];
  const told = (name: string) => (contract: ScriptHost) => {
    order.push(name);
    contract.ask(LOG, { message: name });
    contract.ask(EVENT, { name, data: EMPTY, impacted: [] });
  };
  const chain = new TestChain({
    scripts: {
      before: { run: told('before'), system: true },
      after: { run: told('after'), system: true },
      within: told('within'),
    },
    overrides: { [PRE_BLOCK_CALLBACK.id]: 'before', [POST_BLOCK_CALLBACK.id]: 'after' },
  });
  const { receipt } = chain.apply(chain.block([chain.transaction([callOf('within')])]));
  assert.deepEqual(order, ['before', 'within', 'after']);
  assert.deepEqual(receipt.logs, ['before', 'after']);
  assert.deepEqual(
    receipt.events.map(({ name, sequence }) => [name, sequence]),
    [
      ['before', 0],
      ['after', 2],
    ],
  );
  const [of] = receipt.transactionReceipts;
  assert.deepEqual(of!.logs, ['within']);
  assert.deepEqual(
    of!.events.map(({ name, sequence }) => [name, sequence]),
    [['within', 1]],
  );
});

test('a callback that reverts makes the block invalid', () => {
  const chain = new TestChain({
    scripts: { bad: { run: (contract: ScriptHost) => contract.fail(5, 'no'), system: true } },
    overrides: { [POST_BLOCK_CALLBACK.id]: 'bad' },
  });
  const { errorCode, message, transactionId } = chain.refusalOf(
    chain.block([chain.transaction([callOf('absent')])]),
  );
  assert.deepEqual([errorCode, message, transactionId], [5, 'no', undefined]);
});

test('the signer pays what no payer paid, then the market hears of all that was used', () => {
  const bills: unknown[] = [];
  const uses: unknown[] = [];
  const chain = new TestChain({
    scripts: {
      bank: {
        system: true,
        run: (contract: ScriptHost) => {
          const { account, value } = CONSUME_ACCOUNT_RC.args.decode(contract.args.arguments);
          bills.push([hex(account), value]);
          contract.exit(CONSUME_ACCOUNT_RC.result.encode({ value: true }));
        },
      },
      market: {
        system: true,
        run: (contract: ScriptHost) => {
          uses.push(CONSUME_BLOCK_RESOURCES.args.decode(contract.args.arguments));
          contract.exit(CONSUME_BLOCK_RESOURCES.result.encode({ value: true }));
        },
      },
    },
    overrides: { [CONSUME_ACCOUNT_RC.id]: 'bank', [CONSUME_BLOCK_RESOURCES.id]: 'market' },
  });
  const { receipt } = chain.apply(chain.block([chain.transaction()]));
  const [of] = receipt.transactionReceipts;
  assert.equal(bills.length, 2);
  assert.deepEqual(bills[0], [hex(alice.address), of!.rcUsed]);
  const { limits, system } = systemBill(receipt, of!);
  assert.deepEqual((bills[1] as unknown[])[0], hex(genesisKey.address));
  assert.ok((bills[1] as [string, bigint])[1] > limits && (bills[1] as [string, bigint])[1] <= system);
  assert.deepEqual(uses, [
    {
      diskStorageConsumed: receipt.diskStorageCharged,
      networkBandwidthConsumed: receipt.networkBandwidthCharged,
      computeBandwidthConsumed: receipt.computeBandwidthCharged,
    },
  ]);
  assert.ok(receipt.computeBandwidthUsed > receipt.computeBandwidthCharged);
});

/** Bounds of the signer's bill: network alone, and everything that is not the transaction's. */
function systemBill(
  receipt: Readonly<{ networkBandwidthUsed: bigint; computeBandwidthUsed: bigint }>,
  of: Readonly<{ networkBandwidthUsed: bigint; computeBandwidthUsed: bigint }>,
): Readonly<{ limits: bigint; system: bigint }> {
  const network = (receipt.networkBandwidthUsed - of.networkBandwidthUsed) * 5n;
  return { limits: network, system: network + receipt.computeBandwidthUsed };
}

test('a signer who cannot pay, or a market that will not serve, makes the block invalid', () => {
  const refusing = (id: number, decide: (args: Uint8Array) => boolean): TestChain =>
    new TestChain({
      scripts: {
        no: {
          system: true,
          run: (contract: ScriptHost) => {
            const value = decide(contract.args.arguments);
            contract.exit(CONSUME_ACCOUNT_RC.result.encode({ value }));
          },
        },
      },
      overrides: { [id]: 'no' },
    });
  const isSigner = (args: Uint8Array): boolean =>
    equal(CONSUME_ACCOUNT_RC.args.decode(args).account, genesisKey.address);
  const poor = refusing(CONSUME_ACCOUNT_RC.id, (args) => !isSigner(args));
  const refusal = poor.refusalOf(poor.block([poor.transaction()]));
  assert.equal(refusal.errorCode, ERROR_CODE.blockResourceFailure);
  assert.equal(refusal.message, 'unable to consume system rc for block producer');
  const full = refusing(CONSUME_BLOCK_RESOURCES.id, () => false);
  assert.equal(full.refusalOf(full.block()).message, 'unable to consume block resources');
});

test('a receipt holds the block, its use of resources and the root that the next block must name', () => {
  const chain = new TestChain();
  const { receipt, root, height, id } = chain.apply(chain.block([chain.transaction()]));
  assert.equal(height, 1);
  assert.equal(id, `0x${hex(receipt.id)}`);
  assert.deepEqual(receipt.stateMerkleRoot, stateMerkleRootOf(root));
  assert.deepEqual(chain.state.rootOf(id), root);
  assert.deepEqual(receipt.stateDeltaEntries, []);
  const [of] = receipt.transactionReceipts;
  assert.equal(receipt.diskStorageUsed, of!.diskStorageUsed);
  chain.apply();
});

test('a failing transaction makes a block invalid, and the refusal names it', () => {
  const chain = new TestChain();
  const good = chain.transaction();
  const bad = chain.transaction([], { payer: keyOf('carol'), signers: [keyOf('mallory')] });
  const refusal = chain.refusalOf(chain.block([good, bad]));
  assert.equal(refusal.errorCode, ERROR_CODE.authorizationFailure);
  assert.deepEqual(refusal.transactionId, bad.id);
  assert.deepEqual(refusal.logs, []);
});

test('a proposal answers the indexes of all that fail, and is sealed when none does', () => {
  const chain = new TestChain({ scripts: { bad: (contract: ScriptHost) => contract.fail(3, 'no') } });
  const reverts = chain.transaction([callOf('bad')]);
  const fails = (name: string): Transaction =>
    chain.transaction([], { payer: keyOf(name), signers: [keyOf('mallory')] });
  const follows = chain.transaction();
  const size = chain.state.size;
  const proposed = chain.kernel.proposeBlock(
    chain.state,
    chain.block([fails('a'), reverts, fails('b'), follows]),
  );
  assert.ok(proposed.ok && 'failed' in proposed.value);
  assert.deepEqual(proposed.value.failed, [0, 2]);
  assert.equal(chain.state.size, size);
  const block = chain.block([reverts, follows]);
  const sealed = chain.kernel.proposeBlock(chain.state, block);
  assert.ok(sealed.ok && 'receipt' in sealed.value);
  const verifier = new TestChain({ scripts: { bad: (contract: ScriptHost) => contract.fail(3, 'no') } });
  assert.deepEqual(verifier.apply(block), sealed.value);
});
