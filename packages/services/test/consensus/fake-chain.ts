/**
 * A chain service without a kernel: blocks form a tree, a block is valid unless it holds a poisoned transaction, and what
 * was judged or made final is durable.
 */
import assert from 'node:assert/strict';
import { concat, EMPTY, equal, hex } from '@ashlar/base';
import { InProcessBus } from '@ashlar/bus';
import { sha256 } from '@ashlar/crypto';
import {
  type Answer,
  type BlockInfo,
  type Bus,
  blockStoreService,
  type CallRefusal,
  chainService,
  mempoolService,
} from '@ashlar/ports';
import {
  type Block,
  chain,
  ERROR_CODE,
  GENESIS_BLOCK_ID_BYTES,
  rpcBlockStore,
  rpcChain,
  Transaction,
} from '@ashlar/protocol';

const POISON: Uint8Array = new Uint8Array(34).fill(0xee);
const GENESIS = hex(GENESIS_BLOCK_ID_BYTES);

export class FakeChain {
  /** By id in hex, in the order in which they were judged. */
  readonly blocks: Map<string, Block> = new Map();
  /** Ids of final blocks by height; the first is genesis. */
  final: string[] = [GENESIS];
  pending: Transaction[] = [];
  /** Answers that say so before the next verdict. */
  busy = 0;
  /** Takes even what is poisoned. */
  isGullible = false;
  bus: Bus = new InProcessBus();
  readonly #spend: () => void;

  /** @param spend is called before anything becomes durable and after, and may throw */
  constructor(spend: () => void = () => undefined) {
    this.#spend = spend;
  }

  async open(): Promise<void> {
    const bus = new InProcessBus();
    this.bus = bus;
    await bus.serve(chainService.getHeadInfo, () =>
      accepted(
        rpcChain.GetHeadInfoResponse.decode(
          rpcChain.GetHeadInfoResponse.encode({ lastIrreversibleBlock: BigInt(this.final.length - 1) }),
        ),
      ),
    );
    await bus.serve(chainService.getBlockInfo, ({ blockId }) => this.#info(hex(blockId)));
    await bus.serve(chainService.judgeBlock, ({ block }) => this.#judge(block!));
    await bus.serve(chainService.proposeBlock, async ({ block }) => {
      const judged = await this.#judge(block!);
      return judged.ok ? accepted({ receipt: undefined, failedTransactionIndices: [] }) : judged;
    });
    await bus.serve(chainService.finalizeBlock, ({ blockId }) => this.#finalize(hex(blockId)));
    await bus.serve(chainService.getResourceLimits, () =>
      accepted({
        resourceLimitData: chain.ResourceLimitData.decode(
          chain.ResourceLimitData.encode({
            diskStorageLimit: 1_000n,
            networkBandwidthLimit: 1_000n,
            computeBandwidthLimit: 1_000n,
          }),
        ),
      }),
    );
    await bus.serve(mempoolService.getPendingTransactions, () =>
      accepted({
        pendingTransactions: this.pending.map((transaction) => ({
          transaction,
          diskStorageUsed: 0n,
          networkBandwidthUsed: 0n,
          computeBandwidthUsed: 0n,
          systemDiskStorageUsed: 0n,
          systemNetworkBandwidthUsed: 0n,
          systemComputeBandwidthUsed: 0n,
        })),
      }),
    );
    await bus.serve(blockStoreService.getBlocksById, ({ blockIds }) =>
      accepted({ blockItems: blockIds.map((id) => itemOf(this.blocks.get(hex(id)))) }),
    );
    await bus.serve(blockStoreService.getBlocksAbove, ({ after }) => {
      if (after.id.length > 0) return accepted({ blocks: [] });
      const above = [...this.blocks.values()].filter(({ header }) => header!.height >= after.height);
      return accepted({ blocks: above.map(({ id, header }) => ({ id, height: header!.height })) });
    });
  }

  async close(): Promise<void> {}

  /** A transaction that no chain takes. */
  poisoned(): Transaction {
    const header = { payer: new Uint8Array(25), nonce: EMPTY, rcLimit: 1n };
    return Transaction.decode(Transaction.encode({ id: POISON, header }));
  }

  get height(): number {
    return this.final.length - 1;
  }

  /** Takes back what was final above `height`, as a restored copy does; with `blocks` also the blocks. */
  rewind(height: number): void {
    this.final.length = height + 1;
    for (const [id, { header }] of [...this.blocks])
      if (header!.height > BigInt(height)) this.blocks.delete(id);
  }

  #heightOf(id: string): number | undefined {
    return id === GENESIS ? 0 : this.blocks.has(id) ? Number(this.blocks.get(id)!.header!.height) : undefined;
  }

  #info(id: string): Answer<BlockInfo> {
    const height = this.#heightOf(id);
    if (height === undefined || height < this.height)
      return refused(ERROR_CODE.unknownPreviousBlock, 'in no branch from the final block on');
    const block = this.blocks.get(id);
    return accepted({
      topology: {
        id: block?.id ?? GENESIS_BLOCK_ID_BYTES,
        height: BigInt(height),
        previous: block?.header?.previous ?? EMPTY,
      },
      stateMerkleRoot: rootOf(id),
      timeMs: block?.header?.timestamp ?? 0n,
      isFinal: this.final[height] === id,
    });
  }

  async #judge(block: Block): Promise<Answer<rpcChain.SubmitBlockResponse>> {
    const { header, transactions } = block;
    const id = hex(block.id);
    if (this.busy > 0) {
      this.busy--;
      return { ok: false, refusal: { code: 'chain.busy', message: 'try again later' } };
    }
    if (this.blocks.has(id)) return accepted({ receipt: undefined });
    if (header!.height <= BigInt(this.height))
      return refused(ERROR_CODE.preIrreversibilityBlock, 'earlier than irreversibility');
    const parent = hex(header!.previous);
    const parentHeight = this.#heightOf(parent);
    if (parentHeight === undefined || parentHeight < this.height)
      return refused(ERROR_CODE.unknownPreviousBlock, 'unknown previous block');
    const isSound =
      header!.height === BigInt(parentHeight + 1) &&
      equal(header!.previousStateMerkleRoot, rootOf(parent)) &&
      (this.isGullible || !transactions.some(({ id }) => equal(id, POISON)));
    if (!isSound) return refused(ERROR_CODE.malformedBlock, 'not a child of its parent');
    this.#spend();
    this.blocks.set(id, block);
    this.#spend();
    return accepted({ receipt: undefined });
  }

  #finalize(id: string): Answer<Readonly<Record<never, never>>> {
    const height = this.#heightOf(id);
    if (height === undefined) return refused(ERROR_CODE.unknownPreviousBlock, 'in no branch');
    if (height <= this.height) {
      assert.equal(this.final[height], id, 'two blocks are final at one height');
      return accepted({});
    }
    const line: string[] = [];
    for (let at = id; this.#heightOf(at)! > this.height; at = hex(this.blocks.get(at)!.header!.previous))
      line.unshift(at);
    assert.equal(hex(this.blocks.get(line[0]!)!.header!.previous), this.final.at(-1), 'finality goes back');
    this.#spend();
    this.final.push(...line);
    this.pending = [];
    this.#spend();
    return accepted({});
  }
}

const accepted = <Value>(value: Value): Readonly<{ ok: true; value: Value }> => ({ ok: true, value });
const refused = (errorCode: number, message: string): Readonly<{ ok: false; refusal: CallRefusal }> => ({
  ok: false,
  refusal: { code: 'chain.refused', message, errorCode },
});
const rootOf = (id: string): Uint8Array =>
  concat(new Uint8Array([0x12, 0x20]), sha256(new TextEncoder().encode(id)));

function itemOf(block: Block | undefined): rpcBlockStore.BlockItem {
  return rpcBlockStore.BlockItem.decode(
    rpcBlockStore.BlockItem.encode({
      blockId: block?.id ?? EMPTY,
      blockHeight: block?.header?.height ?? 0n,
      ...(block === undefined ? {} : { block }),
    }),
  );
}
