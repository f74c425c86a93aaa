/** The rules of branches in their plainest form, and the comparison of a node with them. */
import assert from 'node:assert/strict';
import { hex } from '@ashlar/base';
import type { DevAccounts } from '@ashlar/node';
import {
  blockStoreService,
  chainService,
  contractMetaStoreService,
  mempoolService,
  transactionStoreService,
} from '@ashlar/ports';
import { type BlockId, blockIdOf, decodeNonce, type Transaction } from '@ashlar/protocol';
import { descends, lineOf, type Made, transactionsOf } from './forest.ts';
import { CALL, type ForestNode } from './forest-node.ts';

export type Rule = 'fifo' | 'block-time' | 'pob';
type Waiting = Readonly<{ transaction: Transaction; user: number; nonce: number }>;

export const byRank = (a: Made, b: Made): number =>
  b.height - a.height || a.timeMs - b.timeMs || (a.id < b.id ? -1 : 1);

export class Model {
  readonly #rule: Rule;
  readonly #userOf: (transaction: Transaction) => number;
  /** Blocks above the final one. */
  accepted: Map<BlockId, Made> = new Map();
  final: Made;
  head: Made;
  pool: Waiting[] = [];

  constructor(genesis: Made, rule: Rule, { users }: DevAccounts) {
    this.final = genesis;
    this.head = genesis;
    this.#rule = rule;
    const indexes = new Map(users.map(({ addressBytes }, index) => [hex(addressBytes), index]));
    this.#userOf = ({ header }) => indexes.get(hex(header!.payer))!;
  }

  /** Whether a node takes the block: one that it has already, too. */
  submit(made: Made): boolean {
    if (made.id === this.final.id || this.accepted.has(made.id)) return true;
    const parent = made.parent!;
    if (parent.id !== this.final.id && !this.accepted.has(parent.id)) return false;
    this.#add(made);
    return true;
  }

  finalize(made: Made): void {
    const before = this.head;
    this.final = made;
    for (const [id, one] of this.accepted)
      if (one.height <= made.height || !descends(one, made)) this.accepted.delete(id);
    if (!descends(this.head, made)) this.head = [made, ...this.accepted.values()].sort(byRank)[0]!;
    this.#movePool(before);
  }

  /** What a node knows after it was killed: the blocks, main chain first, then by height and id; and no transactions. */
  restart(): void {
    const line = lineOf(this.head).filter(({ id }) => this.accepted.has(id));
    const others = [...this.accepted.values()].filter((one) => !line.includes(one));
    others.sort((a, b) => a.height - b.height || (a.id < b.id ? -1 : 1));
    this.head = this.final;
    this.accepted = new Map();
    this.pool = [];
    for (const one of [...line, ...others]) this.#add(one);
  }

  /** The next nonce of a user, after all that wait. */
  nextNonce(user: number): number {
    return this.head.nonces[user]! + this.pool.filter((one) => one.user === user).length + 1;
  }

  /** A transaction that the node took, or has: it must be one that can follow what is before it. */
  wait(transaction: Transaction): void {
    const waiting = this.#waitingOf(transaction);
    assert.equal(waiting.nonce, this.nextNonce(waiting.user), 'each that waits can follow the one before it');
    this.pool.push(waiting);
  }

  #waitingOf(transaction: Transaction): Waiting {
    const nonce = Number(decodeNonce(transaction.header!.nonce));
    return { transaction, user: this.#userOf(transaction), nonce };
  }

  #add(made: Made): void {
    const before = this.head;
    this.accepted.set(made.id, made);
    this.head = this.#headAfter(made);
    this.#movePool(before);
  }

  #headAfter(made: Made): Made {
    const { head } = this;
    const all = [...this.accepted.values()];
    /** Whose producer made another block of that height. */
    const isDouble = (one: Made): boolean =>
      this.#rule === 'pob' &&
      all.some(({ id, height, signer }) => id !== one.id && height === one.height && signer === one.signer);
    if (made.height !== head.height) return made.height > head.height && !isDouble(made) ? made : head;
    if (isDouble(head)) return [this.final, ...all].filter((one) => !isDouble(one)).sort(byRank)[0]!;
    return this.#rule !== 'fifo' && made.timeMs < head.timeMs && !isDouble(made) ? made : head;
  }

  #movePool(before: Made): void {
    if (before === this.head) return;
    const [old, now] = [lineOf(before), lineOf(this.head)];
    const applied = now.filter((one) => !old.includes(one)).flatMap(transactionsOf);
    const undone = old.filter((one) => !now.includes(one)).flatMap(transactionsOf);
    const { nonces } = this.head;
    this.pool = this.pool.filter(({ user, nonce }) => nonce > nonces[user]!);
    const returned = undone
      .filter(({ id }) => !applied.some((one) => hex(one.id) === hex(id)))
      .map((transaction) => this.#waitingOf(transaction))
      .filter(({ user, nonce }) => nonce > nonces[user]!);
    this.pool.unshift(...returned);
  }
}

/** What the node says, of everything, is what the model says. */
export async function check(node: ForestNode, model: Model, all: readonly Made[]): Promise<void> {
  const line = lineOf(model.head);
  await checkHeads(node, model, all);
  const ids = line.map(({ id }) => id);
  assert.deepEqual(node.branch, ids, 'moves add up to the branch');
  const heard = ids.map((id) => node.transfers.get(id));
  assert.deepEqual(heard, line.map(transfersOf), 'events of the branch, in order');
  await checkBlockStore(node, line);
  await checkTransactions(node, line, all);
  await checkContracts(node, line, all);
  assert.deepEqual(
    (await pendingOf(node)).map(({ id }) => hex(id)),
    model.pool.map(({ transaction }) => hex(transaction.id)),
    'what waits, in order',
  );
}

export async function pendingOf({ bus }: ForestNode): Promise<readonly Transaction[]> {
  const request = { limit: 2_000n, blockId: undefined };
  const answer = await bus.call(mempoolService.getPendingTransactions, request, CALL);
  assert.ok(answer.ok);
  return answer.value.pendingTransactions.map(({ transaction }) => transaction!);
}

const transfersOf = (made: Made): string[] =>
  transactionsOf(made)
    .filter(({ operations }) => operations[0]!.callContract !== undefined)
    .map(({ id }) => hex(id));

async function checkHeads({ bus, state }: ForestNode, model: Model, all: readonly Made[]): Promise<void> {
  const { head, final, accepted } = model;
  const info = await bus.call(chainService.getHeadInfo, {}, CALL);
  assert.ok(info.ok);
  assert.equal(blockIdOf(info.value.headTopology!.id), head.id, 'the head');
  assert.equal(hex(info.value.headStateMerkleRoot).slice(4), head.root, 'the root of a straight chain');
  assert.equal(info.value.lastIrreversibleBlock, BigInt(final.height));
  assert.equal(state.finalized.block, final.id);
  const parents = new Set([...accepted.values()].map(({ parent }) => parent!.id));
  const leaves = [final, ...accepted.values()].filter(({ id }) => !parents.has(id));
  if (!leaves.includes(head)) leaves.push(head); // Under pob the head may be the parent of leaves.
  leaves.sort((a, b) => b.height - a.height || Number(b === head) - Number(a === head) || byRank(a, b));
  const forks = await bus.call(chainService.getForkHeads, {}, CALL);
  assert.ok(forks.ok);
  const named = forks.value.forkHeads.map(({ id }) => blockIdOf(id));
  assert.deepEqual(
    named,
    leaves.map(({ id }) => id),
    'all heads, highest first',
  );
  for (const made of all) {
    const found = await bus.call(chainService.getBlockInfo, { blockId: made.idBytes }, CALL);
    const isInTree = made.id === final.id || accepted.has(made.id);
    assert.equal(found.ok, isInTree, `block ${made.height} is in the tree or not`);
    if (!found.ok) continue;
    const { stateMerkleRoot, timeMs, isFinal, topology } = found.value;
    assert.equal(hex(stateMerkleRoot).slice(4), made.root);
    assert.deepEqual([isFinal, topology.height], [made.id === final.id, BigInt(made.height)]);
    if (made.height > 0) assert.equal(timeMs, BigInt(made.timeMs));
  }
}

async function checkBlockStore({ bus }: ForestNode, line: readonly Made[]): Promise<void> {
  const head = line.at(-1);
  const highest = await bus.call(blockStoreService.getHighestBlock, {}, CALL);
  assert.ok(highest.ok);
  assert.equal(
    highest.value.topology === undefined ? undefined : blockIdOf(highest.value.topology.id),
    head?.id,
  );
  if (head === undefined) return;
  const range = { headBlockId: head.idBytes, ancestorStartHeight: 1n, numBlocks: 1_000 };
  const stored = await bus.call(
    blockStoreService.getBlocksByHeight,
    { ...range, returnBlock: false, returnReceipt: false },
    CALL,
  );
  assert.ok(stored.ok);
  const ids = stored.value.blockItems.map(({ blockId }) => blockIdOf(blockId));
  assert.deepEqual(
    ids,
    line.map(({ id }) => id),
    'blocks by height along the branch',
  );
}

async function checkTransactions(
  { bus }: ForestNode,
  line: readonly Made[],
  all: readonly Made[],
): Promise<void> {
  const where = new Map(line.flatMap((made) => transactionsOf(made).map(({ id }) => [hex(id), made.id])));
  const ids = new Map(all.flatMap(transactionsOf).map(({ id }) => [hex(id), id]));
  const found = await bus.call(
    transactionStoreService.getTransactionsById,
    { transactionIds: [...ids.values()] },
    CALL,
  );
  assert.ok(found.ok);
  const indexed = found.value.transactions.map(({ transaction, containingBlocks }) => [
    hex(transaction!.id),
    containingBlocks.map((id) => blockIdOf(id)),
  ]);
  const wanted = [...ids.keys()].flatMap((id) => (where.has(id) ? [[id, [where.get(id)]]] : []));
  assert.deepEqual(indexed, wanted, 'transactions of the branch, and no others');
}

async function checkContracts(
  { bus }: ForestNode,
  line: readonly Made[],
  all: readonly Made[],
): Promise<void> {
  const uploadsOf = (made: readonly Made[]): readonly (readonly [string, Uint8Array, string])[] =>
    made.flatMap(transactionsOf).flatMap(({ operations }) => {
      const { uploadContract } = operations[0]!;
      return uploadContract === undefined
        ? []
        : [[hex(uploadContract.contractId), uploadContract.contractId, uploadContract.abi] as const];
    });
  const wanted = new Map(uploadsOf(line).map(([key, , abi]) => [key, abi]));
  for (const [key, contractId] of uploadsOf(all)) {
    const meta = await bus.call(contractMetaStoreService.getContractMeta, { contractId }, CALL);
    const abi = meta.ok ? meta.value.meta?.abi : undefined;
    assert.equal(abi, wanted.get(key), 'the newest interface on the branch, if any');
  }
}
