/** A whole chain under simulated consensus: the real kernel and services, over stores that die with their validator's disk. */
import assert from 'node:assert/strict';
import { hex } from '@ashlar/base';
import { InProcessBus } from '@ashlar/bus';
import { forkChoice } from '@ashlar/consensus';
import { applyGenesis, type Kernel } from '@ashlar/kernel';
import { type Bus, blockStoreService, type Clock, topics } from '@ashlar/ports';
import { type chain, GENESIS_BLOCK_ID, GENESIS_BLOCK_ID_BYTES, idBytes } from '@ashlar/protocol';
import { ORIGIN } from '@ashlar/state';
import type { Ground } from '../../../../packages/services/test/consensus/world.ts';
import { openChainServices } from '../../src/chain-services.ts';
import { silent } from './dev-node.ts';
import { Lifetime, MortalRecords, MortalState } from './mortal.ts';

/** As long as the disk that it is told of. */
class DiskLife extends Lifetime {
  readonly #spend: () => void;

  constructor(spend: () => void) {
    super();
    this.#spend = spend;
  }
  override spend(): void {
    this.#spend();
  }
}

export type KernelChainParts = Readonly<{
  genesis: chain.GenesisData;
  /** Shared by all: it keeps nothing of a chain but recovered signatures and compiled code. */
  kernel: Kernel;
  clock: Clock;
  /** Called before anything becomes durable; may throw. */
  spend: () => void;
}>;

export class KernelChain implements Ground {
  bus: Bus = new InProcessBus();
  final: string[] = [hex(GENESIS_BLOCK_ID_BYTES)];
  readonly #parts: KernelChainParts;
  readonly #state: MortalState;
  readonly #stores: Readonly<{
    blocks: MortalRecords;
    transactions: MortalRecords;
    contracts: MortalRecords;
  }>;
  #scope = new AsyncDisposableStack();

  constructor(parts: KernelChainParts) {
    this.#parts = parts;
    const life = new DiskLife(parts.spend);
    this.#state = new MortalState(life);
    const records = (): MortalRecords => new MortalRecords(life);
    this.#stores = { blocks: records(), transactions: records(), contracts: records() };
  }

  get height(): number {
    return this.final.length - 1;
  }

  async open(): Promise<void> {
    const { genesis, kernel, clock } = this.#parts;
    const state = this.#state;
    if (state.finalized.block === ORIGIN.block) {
      const draft = state.fork(ORIGIN.block);
      assert.ok(applyGenesis(draft, genesis).ok);
      state.seal(draft, GENESIS_BLOCK_ID, 0);
      await state.finalize(GENESIS_BLOCK_ID);
    }
    state.forget();
    await using scope = new AsyncDisposableStack();
    const recoverBatch = async (
      requests: readonly Readonly<{ digest: Uint8Array; signature: Uint8Array }>[],
    ) => requests.map(({ digest, signature }) => kernel.signers.publicKeyOf(digest, signature));
    this.bus = await openChainServices(
      scope,
      // What stops the chain stops consensus, whose next call is refused.
      { clock, log: silent, kernel, recoverBatch, halt: () => undefined },
      { state, accounts: undefined, index: undefined, ...this.#stores },
      { genesis, pendingPerAccountMax: 10, chain: { finality: 'external', forkChoice: forkChoice.fifo } },
    );
    this.#scope = scope.move();
    for (let height = 1; height <= state.finalized.height; height++) await this.#fill(height);
    await this.bus.subscribe(topics.blockIrreversible, ({ topology }) => {
      this.#note(Number(topology!.height), hex(topology!.id));
    });
  }

  /** A crash may have come between what became final and its telling. */
  async #fill(height: number): Promise<void> {
    const range = { headBlockId: idBytes(this.#state.finalized.block), ancestorStartHeight: BigInt(height) };
    const request = { ...range, numBlocks: 1, returnBlock: false, returnReceipt: false };
    const found = await this.bus.call(blockStoreService.getBlocksByHeight, request, { timeoutMs: 1_000 });
    assert.ok(found.ok);
    this.#note(height, hex(found.value.blockItems[0]!.blockId));
  }

  #note(height: number, id: string): void {
    assert.ok(height <= this.final.length, 'finality leaves nothing out');
    assert.equal(this.final[height] ?? id, id, 'final once and for all');
    this.final[height] = id;
  }

  async close(): Promise<void> {
    const scope = this.#scope;
    this.#scope = new AsyncDisposableStack();
    await scope.disposeAsync();
  }
}
