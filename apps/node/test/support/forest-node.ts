/** The services of a node around one chain, on storage that may die, watched by a consumer of what they announce. */
import assert from 'node:assert/strict';
import { hex } from '@ashlar/base';
import { InProcessBus } from '@ashlar/bus';
import { WELL_KNOWN } from '@ashlar/contracts';
import { recover } from '@ashlar/crypto';
import {
  type Answer,
  type Bus,
  blockStoreService,
  type ChainMoved,
  type Clock,
  chainService,
  eventTopic,
  topics,
} from '@ashlar/ports';
import { addressText, type BlockId, blockIdOf, type broadcast, type Transaction } from '@ashlar/protocol';
import {
  type ChainConfig,
  MEMPOOL_DEFAULTS,
  openBlockStore,
  openChain,
  openContractMetaStore,
  openMempool,
  openTransactionStore,
} from '@ashlar/services';
import { silent } from './dev-node.ts';
import { type Ground, type Made, plant, START_MS } from './forest.ts';
import { Lifetime, MortalRecords, MortalState } from './mortal.ts';

export const CALL = { timeoutMs: 1_000 };
const TRANSFER = 'token.transfer_event';
const TRANSFERS = eventTopic(addressText(WELL_KNOWN.token), TRANSFER);
const idle = (): Disposable => ({ [Symbol.dispose]() {} });
/** Long after every block, so that none is from the future. */
const clock: Clock = { now: () => START_MS * 2, monotonic: () => 0, every: idle, after: idle };

export class ForestNode {
  readonly life: Lifetime;
  readonly state: MortalState;
  bus: Bus = new InProcessBus();
  /** The head's branch and its transfers by block, folded from what the chain announced. */
  branch: BlockId[] = [];
  readonly transfers: Map<BlockId, string[]> = new Map();
  /** `koinos.block.accept` and `koinos.block.irreversible`, in order. */
  readonly accepted: { id: BlockId; head: boolean }[] = [];
  readonly irreversible: BlockId[] = [];
  readonly #ground: Ground;
  readonly #config: ChainConfig;
  readonly #blocks: MortalRecords;
  readonly #transactions: MortalRecords;
  readonly #contracts: MortalRecords;
  #scope = new AsyncDisposableStack();

  constructor(ground: Ground, config: ChainConfig, life: Lifetime, state: MortalState) {
    this.#ground = ground;
    this.#config = config;
    this.life = life;
    this.state = state;
    this.#blocks = new MortalRecords(life);
    this.#transactions = new MortalRecords(life);
    this.#contracts = new MortalRecords(life);
  }

  static async create(ground: Ground, config: ChainConfig): Promise<ForestNode> {
    const life = new Lifetime();
    return new ForestNode(ground, config, life, await plant(new MortalState(life), ground));
  }

  /** @throws Fault if a life ends meanwhile; nothing stays open then */
  async open(): Promise<void> {
    const bus = new InProcessBus();
    this.bus = bus;
    await using scope = new AsyncDisposableStack();
    const ports = { bus, log: silent };
    scope.use(await openBlockStore({ ...ports, records: this.#blocks }));
    scope.use(await openMempool({ ...ports, clock }, { ...MEMPOOL_DEFAULTS, perAccountMax: 1_000 }));
    scope.use(await openTransactionStore({ ...ports, records: this.#transactions }));
    scope.use(await openContractMetaStore({ ...ports, records: this.#contracts }, { genesis: [] }));
    await this.#readMainChain();
    scope.use(await bus.subscribe(topics.chainMoved, (moved) => this.#fold(moved)));
    scope.use(await bus.subscribe(TRANSFERS, (parcel) => this.#hear(parcel)));
    scope.use(
      await bus.subscribe(topics.blockAccepted, ({ block, head }) => {
        this.accepted.push({ id: blockIdOf(block!.id)!, head });
      }),
    );
    scope.use(
      await bus.subscribe(topics.blockIrreversible, ({ topology }) => {
        this.irreversible.push(blockIdOf(topology!.id)!);
      }),
    );
    const { kernel } = this.#ground;
    const chainPorts = { ...ports, clock, state: this.state, kernel, recoverBatch, halt: () => undefined };
    scope.use(await openChain(chainPorts, this.#config));
    this.#scope = scope.move();
  }

  /** As after `kill -9`: of the state, only what is durable is left. The life is endless again. */
  async kill(): Promise<void> {
    await this.close();
    this.life.set(Number.POSITIVE_INFINITY);
    this.state.forget();
  }

  close(): Promise<void> {
    const scope = this.#scope;
    this.#scope = new AsyncDisposableStack();
    return scope.disposeAsync();
  }

  submit({ block }: Made): Promise<Answer<unknown>> {
    const { submitBlock, judgeBlock } = chainService;
    return this.bus.call(this.#config.finality === 'external' ? judgeBlock : submitBlock, { block }, CALL);
  }
  finalize({ idBytes }: Made): Promise<Answer<unknown>> {
    return this.bus.call(chainService.finalizeBlock, { blockId: idBytes }, CALL);
  }
  send(transaction: Transaction): Promise<Answer<unknown>> {
    return this.bus.call(chainService.submitTransaction, { transaction, broadcast: true }, CALL);
  }

  /** What any consumer does that was away: it begins with what is stored. */
  async #readMainChain(): Promise<void> {
    this.branch = [];
    this.transfers.clear();
    const highest = await this.bus.call(blockStoreService.getHighestBlock, {}, CALL);
    assert.ok(highest.ok);
    const { topology } = highest.value;
    if (topology === undefined) return;
    const line = { headBlockId: topology.id, ancestorStartHeight: 1n, numBlocks: 1_000 };
    const request = { ...line, returnBlock: false, returnReceipt: true };
    const items = await this.bus.call(blockStoreService.getBlocksByHeight, request, CALL);
    assert.ok(items.ok);
    for (const { blockId, receipt } of items.value.blockItems) {
      const id = blockIdOf(blockId)!;
      this.branch.push(id);
      const told = receipt!.transactionReceipts.filter(({ events }) =>
        events.some(({ name }) => name === TRANSFER),
      );
      this.transfers.set(
        id,
        told.map((transaction) => hex(transaction.id)),
      );
    }
  }

  #fold({ undone, applied }: ChainMoved): void {
    for (const { id } of undone) {
      assert.equal(this.branch.pop(), blockIdOf(id), 'undone newest first');
      this.transfers.delete(blockIdOf(id)!);
    }
    for (const { id, height, previous } of applied) {
      const own = blockIdOf(id)!;
      this.transfers.set(own, []);
      if (this.branch[Number(height) - 1] === own) continue; // Judged again at the start.
      assert.equal(this.branch.length, Number(height) - 1, 'applied oldest first');
      if (height > 1n) assert.equal(this.branch.at(-1), blockIdOf(previous), 'each on the one before it');
      this.branch.push(own);
    }
  }

  #hear({ blockId, transactionId }: broadcast.EventParcel): void {
    const heard = this.transfers.get(blockIdOf(blockId)!);
    assert.ok(heard !== undefined && transactionId !== undefined, 'events follow the move that brought them');
    heard.push(hex(transactionId));
  }
}

async function recoverBatch(
  requests: readonly Readonly<{ digest: Uint8Array; signature: Uint8Array }>[],
): Promise<readonly (Uint8Array | undefined)[]> {
  return requests.map(({ digest, signature }) => {
    const key = recover(digest, signature);
    return key.ok ? key.value : undefined;
  });
}
