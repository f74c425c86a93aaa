/** Transactions of abandoned blocks on their way back to the mempool. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accept, hex, refuse } from '@ashlar/base';
import type { Kernel } from '@ashlar/kernel';
import { mempoolService, type RestoreRequest, type StateStore } from '@ashlar/ports';
import {
  type BlockId,
  blockIdOf,
  chain,
  decodeNonce,
  GENESIS_BLOCK_ID,
  idBytes,
  type Transaction,
  TransactionReceipt,
} from '@ashlar/protocol';
import { createMemoryState, ORIGIN } from '@ashlar/state';
import { HEADS_MAX, RETURNED_MAX, Submissions } from '../src/chain/submissions.ts';
import { idOf, newBus, silent, transactionOf } from './support.ts';

type Tried = Readonly<{ transaction: Transaction; pendingNonce: bigint | undefined }>;
const NOTHING_USED = { disk: 0, network: 0, compute: 0 };

/** A kernel that finds what the test wants, and a mempool that notes what comes back. */
async function world(
  holds: (tried: Tried) => boolean,
): Promise<Readonly<{ submissions: Submissions; tried: Tried[]; returned: Transaction[] }>> {
  const bus = newBus();
  const state = createMemoryState();
  state.seal(state.fork(ORIGIN.block), GENESIS_BLOCK_ID, 0);
  const tried: Tried[] = [];
  const returned: Transaction[] = [];
  const applyTransaction = (
    _state: unknown,
    _head: BlockId,
    transaction: Transaction,
    options: Readonly<{ pendingNonce?: () => Uint8Array }>,
  ): unknown => {
    const nonce = options.pendingNonce?.();
    const one = { transaction, pendingNonce: nonce === undefined ? undefined : decodeNonce(nonce) };
    tried.push(one);
    if (!holds(one)) return refuse({ code: 'transaction.spent', message: 'no', errorCode: 1, logs: [] });
    const receipt = TransactionReceipt.decode(TransactionReceipt.encode({}));
    return accept({ receipt, systemUsed: NOTHING_USED });
  };
  await bus.serve(mempoolService.restore, ({ transactions }: RestoreRequest) => {
    returned.push(...transactions.map(({ transaction }) => transaction!));
    return accept({ restored: transactions.length });
  });
  const kernel = { applyTransaction } as unknown as Kernel;
  const submissions = new Submissions({ bus, log: silent, state, kernel }, () => GENESIS_BLOCK_ID);
  return { submissions, tried, returned };
}

test('each is tried after the last of its account that holds, the first on the state of the head', async () => {
  const { submissions, tried, returned } = await world(
    ({ transaction: { header } }) => decodeNonce(header!.nonce) !== 1n,
  );
  const abandoned = [
    transactionOf({ payer: 'a', nonce: 1 }),
    transactionOf({ payer: 'a', nonce: 2 }),
    transactionOf({ payer: 'b', payee: 'a', nonce: 3 }),
    transactionOf({ payer: 'b', nonce: 2 }),
  ];
  await submissions.giveBack(abandoned);
  assert.deepEqual(
    tried.map(({ pendingNonce }) => pendingNonce),
    [undefined, undefined, 2n, undefined],
  );
  assert.deepEqual(returned, abandoned.slice(1), 'in the order in which they were included');
});

test('so many are tried again and no more', async () => {
  const { submissions, tried, returned } = await world(() => true);
  const abandoned = Array.from({ length: RETURNED_MAX + 1 }, (_, index) =>
    transactionOf({ payer: `p${index}`, nonce: 1 }),
  );
  await submissions.giveBack(abandoned);
  assert.deepEqual([tried.length, returned.length], [RETURNED_MAX, RETURNED_MAX]);
  assert.equal(returned.at(-1), abandoned[RETURNED_MAX - 1], 'the oldest');
});

test('nothing that holds is nothing to give back', async () => {
  const { submissions, returned } = await world(() => false);
  await submissions.giveBack([transactionOf({ payer: 'a', nonce: 1 })]);
  assert.equal(returned.length, 0);
});

/** Every transaction holds; the head moves on `moves` times while the mempool is asked. */
async function moving(
  moves: number,
): Promise<Readonly<{ submissions: Submissions; heads: string[]; asked: string[] }>> {
  const bus = newBus();
  const heads: string[] = [];
  const asked: string[] = [];
  let height = 0;
  const head = (): BlockId => blockIdOf(idOf(String(height)))!;
  await bus.serve(mempoolService.getStandings, ({ blockId, payers, accounts }) => {
    asked.push(hex(blockId));
    if (height < moves) height++;
    return accept({
      reserved: payers.map(() => 0n),
      waiting: accounts.map(() => ({ lowest: undefined, highest: undefined, room: 9 })),
    });
  });
  await bus.serve(mempoolService.admit, ({ transactions }) =>
    accept({ refusals: transactions.map(() => undefined) }),
  );
  const kernel = {
    applyTransaction: (_state: unknown, at: BlockId) => {
      heads.push(hex(idBytes(at)));
      const receipt = TransactionReceipt.decode(TransactionReceipt.encode({}));
      return accept({ receipt, systemUsed: NOTHING_USED });
    },
    invokeSystemCall: () => accept(chain.GetAccountRcResult.encode({ value: 1_000n })),
  } as unknown as Kernel;
  const state = { view: () => ({ get: () => undefined }) } as unknown as StateStore;
  return { submissions: new Submissions({ bus, log: silent, state, kernel }, head), heads, asked };
}

const signed = (payer: string): Transaction => ({
  ...transactionOf({ payer, nonce: 1 }),
  signatures: [new Uint8Array(65)],
});

test('transactions are tried on the head that the mempool was asked about, though it moves on meanwhile', async () => {
  const { submissions, heads, asked } = await moving(2);
  const answers = await submissions.submitAll([signed('a'), signed('b')]);
  assert.ok(answers.every(({ ok }) => ok));
  assert.equal(asked.length, 3);
  assert.deepEqual(heads, [asked[2], asked[2]]);
});

test('a head that does not stay is given up, with a word to come back', async () => {
  const { submissions, heads, asked } = await moving(Number.MAX_SAFE_INTEGER);
  const [answer] = await submissions.submitAll([signed('a')]);
  assert.equal(answer?.ok === false && answer.refusal.code, 'chain.busy');
  assert.deepEqual([heads.length, asked.length], [0, HEADS_MAX]);
});

test('while the head leaves its branch nothing is submitted', async () => {
  const { submissions, heads } = await moving(0);
  const { promise, resolve } = Promise.withResolvers<void>();
  const alone = submissions.alone(() => promise);
  const submitted = submissions.submitAll([signed('a')]);
  for (let turn = 0; turn < 10; turn++) await new Promise(setImmediate);
  assert.equal(heads.length, 0);
  resolve();
  await alone;
  await submitted;
  assert.equal(heads.length, 1);
});
