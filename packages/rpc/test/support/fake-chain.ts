/**
 * A chain that is nothing but a tree of small blocks on a bus: it tells moves and answers the block store's questions,
 * as the services do.
 */
import { accept, equal, hex, latin1, uint32be } from '@ashlar/base';
import { InProcessBus } from '@ashlar/bus';
import { type Bus, blockStoreService, chainService, topics } from '@ashlar/ports';
import {
  addressOfHash,
  type Block,
  Block as BlockCodec,
  BlockReceipt,
  type BlockTopology,
  GENESIS_BLOCK_ID_BYTES,
  Transaction,
} from '@ashlar/protocol';

export const GENESIS: BlockTopology = {
  id: GENESIS_BLOCK_ID_BYTES,
  height: 0n,
  previous: new Uint8Array([0, 0]),
};
export const ALICE: Uint8Array = addressOfHash(new Uint8Array(20).fill(1));
export const TOKEN: Uint8Array = addressOfHash(new Uint8Array(20).fill(2));

/** 34 bytes, different for different numbers. */
export function idOf(number: number): Uint8Array {
  const id = new Uint8Array(34).fill(7);
  id.set([0x12, 0x20]);
  id.set(uint32be(number), 30);
  return id;
}

export class FakeChain {
  readonly bus: Bus = new InProcessBus();
  head: BlockTopology = GENESIS;
  final: BlockTopology = GENESIS;
  /** Answers of the block store to come that fail. */
  failures = 0;
  readonly #bodies = new Map<string, Readonly<{ block: Block; receipt: BlockReceipt }>>();
  #made = 0;

  static async open(): Promise<FakeChain> {
    const chain = new FakeChain();
    const { bus } = chain;
    await bus.serve(chainService.getHeadInfo, () =>
      accept({
        headTopology: chain.head,
        lastIrreversibleBlock: chain.final.height,
        headStateMerkleRoot: new Uint8Array(34),
        headBlockTime: 0n,
      }),
    );
    await bus.serve(chainService.getForkHeads, () =>
      accept({ lastIrreversibleBlock: chain.final, forkHeads: [chain.head] }),
    );
    await bus.serve(blockStoreService.getBlocksById, ({ blockIds }) => {
      const blockItems = blockIds.map((id) => chain.#item(id));
      return chain.#answer({ blockItems });
    });
    await bus.serve(blockStoreService.getBlocksByHeight, ({ headBlockId, ancestorStartHeight }) => {
      let at: Uint8Array = headBlockId;
      for (let item = chain.#item(at); item.blockHeight > ancestorStartHeight; item = chain.#item(at))
        at = item.block!.header!.previous;
      return chain.#answer({ blockItems: [chain.#item(at)] });
    });
    return chain;
  }

  /** A block on a parent, with a transaction and an event; it is nowhere yet. */
  make(parent: BlockTopology, log = ''): BlockTopology {
    const number = ++this.#made;
    const id = idOf(number);
    const transactionId = idOf(1_000_000 + number);
    const block = BlockCodec.decode(
      BlockCodec.encode({
        id,
        header: { previous: parent.id, height: parent.height + 1n },
        transactions: [{ id: transactionId, header: { payer: ALICE }, operations: [], signatures: [] }],
      }),
    );
    const event = {
      sequence: number,
      source: TOKEN,
      name: 'test.made',
      data: uint32be(number),
      impacted: [],
    };
    const receipt = BlockReceipt.decode(
      BlockReceipt.encode({
        id,
        height: parent.height + 1n,
        logs: [log],
        transactionReceipts: [{ id: transactionId, events: [event] }],
      }),
    );
    this.#bodies.set(latin1(id), { block, receipt });
    return { id, height: parent.height + 1n, previous: parent.id };
  }

  /** The head moves to any block. */
  async move(to: BlockTopology): Promise<void> {
    const undone: BlockTopology[] = [];
    const applied: BlockTopology[] = [];
    let [from, goal] = [this.head, to];
    while (!equal(from.id, goal.id)) {
      if (from.height >= goal.height) {
        undone.push(from);
        from = this.parentOf(from);
      } else {
        applied.unshift(goal);
        goal = this.parentOf(goal);
      }
    }
    this.head = to;
    const body = this.#bodies.get(latin1(to.id));
    const tip = applied.length > 0 ? body : undefined;
    await this.bus.publish(topics.chainMoved, { undone, applied, block: tip?.block, receipt: tip?.receipt });
  }

  async finalize(to: BlockTopology): Promise<void> {
    this.final = to;
    await this.bus.publish(topics.blockIrreversible, { topology: to });
  }

  parentOf({ id }: BlockTopology): BlockTopology {
    const { previous } = this.#item(id).block!.header!;
    if (equal(previous, GENESIS.id)) return GENESIS;
    const { header } = this.#item(previous).block!;
    return { id: previous, height: header!.height, previous: header!.previous };
  }

  /** Ids from the first block to this one. */
  lineOf(block: BlockTopology): readonly string[] {
    const line: string[] = [];
    for (let at = block; at.height > 0n; at = this.parentOf(at)) line.unshift(`0x${hex(at.id)}`);
    return line;
  }

  async pend(number: number): Promise<void> {
    const transaction = Transaction.decode(
      Transaction.encode({ id: idOf(number), header: { payer: ALICE } }),
    );
    const receipt = undefined;
    await this.bus.publish(topics.mempoolAccepted, { transaction, receipt, height: 1n, pendingRcUsed: 0n });
  }

  #item(id: Uint8Array): {
    blockId: Uint8Array;
    blockHeight: bigint;
    block: Block | undefined;
    receipt: BlockReceipt | undefined;
  } {
    const body = this.#bodies.get(latin1(id));
    return {
      blockId: id,
      blockHeight: body?.block.header?.height ?? 0n,
      block: body?.block,
      receipt: body?.receipt,
    };
  }

  #answer<Value>(
    value: Value,
  ): { ok: true; value: Value } | { ok: false; refusal: { code: 'test.busy'; message: string } } {
    if (this.failures === 0) return { ok: true, value };
    this.failures--;
    return { ok: false, refusal: { code: 'test.busy', message: 'not now' } };
  }
}
