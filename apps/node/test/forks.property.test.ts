/**
 * Random trees of real blocks, in random order, with finality and restarts, against a model that knows only the rules:
 * the same head, the same root as a straight chain, the same indexes, and a stream of moves that adds up to the branch.
 */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { inspect } from 'node:util';
import { hex } from '@ashlar/base';
import { InProcessBus } from '@ashlar/bus';
import { forkChoice } from '@ashlar/consensus';
import { nativeContracts } from '@ashlar/contracts';
import { openCrypto, recover, sign } from '@ashlar/crypto';
import { applyGenesis, Kernel, stateMerkleRootOf } from '@ashlar/kernel';
import { type DevAccounts, devAccounts, devGenesis } from '@ashlar/node';
import {
  type Bus,
  blockStoreService,
  type ChainMoved,
  chainService,
  mempoolService,
  topics,
  transactionStoreService,
} from '@ashlar/ports';
import {
  type Block,
  blockIdBytes,
  blockIdOf,
  chainIdOf,
  decodeNonce,
  GENESIS_BLOCK_ID,
  GENESIS_BLOCK_ID_BYTES,
  idDigest,
  type Transaction,
  transactionMerkleRoot,
} from '@ashlar/protocol';
import {
  type ChainConfig,
  MEMPOOL_DEFAULTS,
  openBlockStore,
  openChain,
  openMempool,
  openTransactionStore,
} from '@ashlar/services';
import { createMemoryState, MemoryRecords, ORIGIN } from '@ashlar/state';
import fc from 'fast-check';
import { silent } from './support/dev-node.ts';
import { transactionOf, transferOperation } from './support/transfers.ts';

const RUNS = Number(process.env['ASHLAR_RUNS'] ?? 25);
const CALL = { timeoutMs: 1_000 };
const START_MS = 1_700_000_000_000;
type State = ReturnType<typeof createMemoryState>;

let accounts: DevAccounts;
let kernel: Kernel;
before(async () => {
  await openCrypto();
  accounts = await devAccounts();
  kernel = new Kernel({
    engines: [],
    natives: nativeContracts,
    recover: (digest, signature) => {
      const key = recover(digest, signature);
      return key.ok ? key.value : undefined;
    },
  });
});

async function genesisState(): Promise<State> {
  const state = createMemoryState();
  const draft = state.fork(ORIGIN.block);
  assert.ok(applyGenesis(draft, devGenesis(accounts)).ok);
  state.seal(draft, GENESIS_BLOCK_ID, 0);
  await state.finalize(GENESIS_BLOCK_ID);
  return state;
}

type Made = Readonly<{
  id: string;
  block: Block;
  parent: Made | undefined;
  height: number;
  timeMs: number;
  root: string;
  /** The last nonce of each user. */
  nonces: readonly number[];
}>;

/** Makes valid blocks anywhere in a tree, on a state of its own. */
class Miner {
  readonly #state: State;
  readonly chainId: Uint8Array = chainIdOf(devGenesis(accounts));
  readonly genesis: Made;

  constructor(state: State) {
    this.#state = state;
    this.genesis = {
      id: GENESIS_BLOCK_ID,
      block: undefined as never,
      parent: undefined,
      height: 0,
      timeMs: START_MS,
      root: hex(state.rootOf(GENESIS_BLOCK_ID)),
      nonces: accounts.users.map(() => 0),
    };
  }

  transfer(user: number, nonce: number): Transaction {
    const payer = accounts.users[user]!;
    const operation = transferOperation(payer.addressBytes, accounts.users[9]!.addressBytes, 1n);
    return transactionOf(payer, [operation], { chainId: this.chainId, nonce: BigInt(nonce) });
  }

  mine(parent: Made, users: readonly number[], delayMs: number): Made {
    const nonces = [...parent.nonces];
    const transactions = users.map((user) => {
      nonces[user] = nonces[user]! + 1;
      return this.transfer(user, nonces[user]!);
    });
    const timeMs = parent.timeMs + delayMs;
    const parentId = blockIdOf(parent.height === 0 ? GENESIS_BLOCK_ID_BYTES : parent.block.id)!;
    const header = {
      previous: parent.height === 0 ? GENESIS_BLOCK_ID_BYTES : parent.block.id,
      height: BigInt(parent.height + 1),
      timestamp: BigInt(timeMs),
      previousStateMerkleRoot: stateMerkleRootOf(this.#state.rootOf(parentId)),
      transactionMerkleRoot: transactionMerkleRoot(transactions),
      signer: accounts.genesis.addressBytes,
      approvedProposals: [],
    };
    const id = blockIdBytes(header);
    const block = { id, header, transactions, signature: sign(idDigest(id), accounts.genesis.privateKey) };
    const applied = kernel.applyBlock(this.#state, block);
    if (!applied.ok && applied.refusal.message.includes('applied before')) {
      return {
        id: blockIdOf(id)!,
        block,
        parent,
        height: parent.height + 1,
        timeMs,
        root: hex(this.#state.rootOf(blockIdOf(id)!)),
        nonces,
      };
    }
    assert.ok(applied.ok, inspect(applied));
    const { root } = applied.value;
    return {
      id: applied.value.id,
      block,
      parent,
      height: parent.height + 1,
      timeMs,
      root: hex(root),
      nonces,
    };
  }
}

/** The node under test: what would be on disk outlives `open`. */
class NodeUnderTest {
  readonly state: State;
  readonly #config: ChainConfig;
  readonly #blocks = new MemoryRecords();
  readonly #transactions = new MemoryRecords();
  #scope = new AsyncDisposableStack();
  bus: Bus = new InProcessBus();
  /** The ids of the head's branch, folded from what the chain said. */
  branch: string[] = [];

  constructor(state: State, config: ChainConfig) {
    this.state = state;
    this.#config = config;
  }

  async open(): Promise<void> {
    const bus = new InProcessBus();
    this.bus = bus;
    const scope = new AsyncDisposableStack();
    this.#scope = scope;
    const clock = { now: () => START_MS * 2, monotonic: () => 0, every: nothing, after: nothing };
    const ports = { bus, log: silent };
    scope.use(await openBlockStore({ ...ports, records: this.#blocks }));
    scope.use(await openMempool({ ...ports, clock }, { ...MEMPOOL_DEFAULTS, perAccountMax: 100 }));
    scope.use(await openTransactionStore({ ...ports, records: this.#transactions }));
    scope.use(await bus.subscribe(topics.chainMoved, (moved) => this.#fold(moved)));
    const rest = { state: this.state, kernel, recoverBatch: async () => [], halt: fail };
    kernel.signers.knows = () => true;
    scope.use(await openChain({ ...ports, clock, ...rest }, this.#config));
  }

  /** As after `kill -9`: only what is durable is left of the state. */
  async restart(known: Iterable<Made>): Promise<void> {
    await this.close();
    const { block, height } = this.state.finalized;
    for (const made of known) {
      const id = made.id as typeof block;
      if (made.height > height && this.state.has(id)) this.state.discard(id);
    }
    this.branch = this.branch.slice(0, height);
    await this.open();
  }

  close(): Promise<void> {
    return this.#scope.disposeAsync();
  }

  #fold({ undone, applied }: ChainMoved): void {
    for (const { id } of undone) assert.equal(this.branch.pop(), blockIdOf(id), 'undone newest first');
    for (const { id, height } of applied) {
      if (this.branch.length >= Number(height)) continue; // Judged again at the start.
      this.branch.push(blockIdOf(id)!);
    }
  }
}
const nothing = (): Disposable => ({ [Symbol.dispose]() {} });
const fail = (cause: unknown): never => {
  throw cause;
};

const lineOf = (made: Made): Made[] => (made.parent === undefined ? [] : [...lineOf(made.parent), made]);
const descends = (made: Made, from: Made): boolean =>
  made.id === from.id || (made.parent !== undefined && descends(made.parent, from));

/** The rules in their plainest form. */
class Model {
  readonly accepted = new Map<string, Made>();
  final: Made;
  head: Made;
  readonly #rule: 'fifo' | 'block-time';

  constructor(genesis: Made, rule: 'fifo' | 'block-time') {
    this.final = genesis;
    this.head = genesis;
    this.#rule = rule;
  }

  submit(made: Made): boolean {
    if (this.accepted.has(made.id)) return true;
    const parent = made.parent!;
    if (made.height <= this.final.height) return false;
    if (parent.id !== this.final.id && !this.accepted.has(parent.id)) return false;
    if (!descends(made, this.final)) return false;
    this.accepted.set(made.id, made);
    const isBetter =
      made.height > this.head.height ||
      (made.height === this.head.height && this.#rule === 'block-time' && made.timeMs < this.head.timeMs);
    if (isBetter) this.head = made;
    return true;
  }

  finalize(made: Made): void {
    this.final = made;
    for (const [id, one] of this.accepted)
      if (one.height > made.height ? !descends(one, made) : !descends(made, one)) this.accepted.delete(id);
    if (descends(this.head, made)) return;
    const alive = [...this.accepted.values()].filter((one) => descends(one, made));
    this.head = alive.sort(
      (a, b) => b.height - a.height || a.timeMs - b.timeMs || (a.id < b.id ? -1 : 1),
    )[0]!;
  }
}

async function check(node: NodeUnderTest, model: Model, all: readonly Made[]): Promise<void> {
  const { bus } = node;
  const line = lineOf(model.head);
  const head = await bus.call(chainService.getHeadInfo, {}, CALL);
  assert.ok(head.ok);
  assert.equal(blockIdOf(head.value.headTopology!.id), model.head.id, 'the head');
  assert.equal(hex(head.value.headStateMerkleRoot).slice(4), model.head.root, 'the root of a straight chain');
  assert.equal(head.value.lastIrreversibleBlock, BigInt(model.final.height));
  assert.deepEqual(
    node.branch,
    line.map(({ id }) => id),
    'moves add up to the branch',
  );
  if (line.length > 0) {
    const request = {
      headBlockId: model.head.block.id,
      ancestorStartHeight: 1n,
      numBlocks: 100,
      returnBlock: false,
      returnReceipt: false,
    };
    const stored = await bus.call(blockStoreService.getBlocksByHeight, request, CALL);
    assert.ok(stored.ok);
    assert.deepEqual(
      stored.value.blockItems.map(({ blockId }) => blockIdOf(blockId)),
      line.map(({ id }) => id),
    );
  }
  const where = new Map<string, string>();
  for (const { id, block } of line) for (const one of block.transactions) where.set(hex(one.id), id);
  const ids = [
    ...new Map(all.flatMap(({ block }) => block.transactions.map(({ id }) => [hex(id), id]))).values(),
  ];
  const found = await bus.call(transactionStoreService.getTransactionsById, { transactionIds: ids }, CALL);
  assert.ok(found.ok);
  const indexed = found.value.transactions.map(({ transaction, containingBlocks }) => [
    hex(transaction!.id),
    containingBlocks.map((id) => blockIdOf(id)),
  ]);
  const wanted = ids.flatMap((id) => (where.has(hex(id)) ? [[hex(id), [where.get(hex(id))]]] : []));
  assert.deepEqual(indexed, wanted, 'transactions of the branch, and no others');
}

/** Transactions wait if and only if they can follow the head, and those that were abandoned and can are all there. */
async function checkPool(
  node: NodeUnderTest,
  model: Model,
  abandoned: ReadonlyMap<string, Transaction>,
): Promise<void> {
  const answer = await node.bus.call(
    mempoolService.getPendingTransactions,
    { limit: 2_000n, blockId: undefined },
    CALL,
  );
  assert.ok(answer.ok);
  const next = [...model.head.nonces];
  for (const { transaction } of answer.value.pendingTransactions) {
    const user = accounts.users.findIndex(
      ({ addressBytes }) => hex(addressBytes) === hex(transaction!.header!.payer),
    );
    next[user] = next[user]! + 1;
    assert.equal(
      decodeNonce(transaction!.header!.nonce),
      BigInt(next[user]!),
      'each can follow the one before it',
    );
  }
  const waiting = new Set(answer.value.pendingTransactions.map(({ transaction }) => hex(transaction!.id)));
  for (const [id, { header }] of abandoned) {
    const user = accounts.users.findIndex(({ addressBytes }) => hex(addressBytes) === hex(header!.payer));
    const follows = decodeNonce(header!.nonce) === BigInt(model.head.nonces[user]! + 1);
    if (follows) assert.ok(waiting.has(id), 'what can follow again waits again');
  }
}

const step = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      kind: fc.constant('mine' as const),
      parent: fc.nat(7),
      users: fc.uniqueArray(fc.nat(2), { maxLength: 2 }),
      delayMs: fc.integer({ min: 1, max: 9 }),
      isHeldBack: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('deliver' as const), which: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('finalize' as const), which: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const) }) },
);

for (const rule of ['fifo', 'block-time'] as const) {
  test(`any tree of blocks, in any order, gives what a straight chain gives (${rule})`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        const miner = new Miner(await genesisState());
        const model = new Model(miner.genesis, rule);
        const node = new NodeUnderTest(await genesisState(), {
          finality: 'external',
          forkChoice: forkChoice.FORK_CHOICES.get(rule)!,
        });
        await node.open();
        const made: Made[] = [miner.genesis];
        let held: Made[] = [];
        let abandoned = new Map<string, Transaction>();
        const submit = async (one: Made): Promise<void> => {
          const before = lineOf(model.head);
          const answer = await node.bus.call(chainService.judgeBlock, { block: one.block }, CALL);
          assert.equal(answer.ok, model.submit(one), inspect(answer));
          const after = new Set(lineOf(model.head).map(({ id }) => id));
          for (const { id, block } of before)
            if (!after.has(id)) for (const tx of block.transactions) abandoned.set(hex(tx.id), tx);
        };
        for (const given of steps) {
          if (given.kind === 'mine') {
            const parent = made[Math.max(0, made.length - 1 - given.parent)]!;
            const one = miner.mine(parent, given.users, given.delayMs);
            if (made.some(({ id }) => id === one.id)) continue;
            made.push(one);
            if (given.isHeldBack) held.push(one);
            else await submit(one);
          } else if (given.kind === 'deliver') {
            const one = held[given.which % Math.max(1, held.length)];
            if (one === undefined) continue;
            await submit(one);
            held = held.filter((other) => other !== one);
          } else if (given.kind === 'finalize') {
            const candidates = [...model.accepted.values()].filter(
              ({ height }) => height > model.final.height,
            );
            const one = candidates[given.which % Math.max(1, candidates.length)];
            if (one === undefined) continue;
            const before = lineOf(model.head);
            const answer = await node.bus.call(chainService.finalizeBlock, { blockId: one.block.id }, CALL);
            assert.ok(answer.ok);
            model.finalize(one);
            const after = new Set(lineOf(model.head).map(({ id }) => id));
            for (const { id, block } of before)
              if (!after.has(id)) for (const tx of block.transactions) abandoned.set(hex(tx.id), tx);
          } else {
            await node.restart(made);
            abandoned = new Map(); // The pool is volatile by design.
          }
          await check(node, model, made.slice(1));
          await checkPool(node, model, abandoned);
        }
        await node.close();
      }),
      { numRuns: RUNS },
    );
  });
}
