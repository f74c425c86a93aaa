/** Transactions of abandoned blocks on their way back to the mempool. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accept, refuse } from '@ashlar/base';
import type { Kernel } from '@ashlar/kernel';
import { mempoolService, type RestoreRequest } from '@ashlar/ports';
import {
  type BlockId,
  decodeNonce,
  GENESIS_BLOCK_ID,
  type Transaction,
  TransactionReceipt,
} from '@ashlar/protocol';
import { createMemoryState, ORIGIN } from '@ashlar/state';
import { RETURNED_MAX, Submissions } from '../src/chain/submissions.ts';
import { newBus, silent, transactionOf } from './support.ts';

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
