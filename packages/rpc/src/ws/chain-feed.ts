/**
 * How a reader follows the chain from any block on, without gaps and without doubles.
 *
 * The one idea: a reader has a *position*, the last block that it was told, and asks for the step after it. If the
 * position is on the head's branch, the step is the next block there; if not, the position itself was undone, and the
 * step says so. So a slow reader, one that comes back and one that was there all along are the same thing, and a
 * reorganization of any shape is told exactly, whatever was missed of the announcements.
 *
 * Bodies of recent blocks are kept, so that many readers at the head cost one look at the block store.
 * @module
 */
import { assert, equal, Fault, hex, latin1 } from '@ashlar/base';
import { type Bus, blockStoreService, chainService, type Log, topics } from '@ashlar/ports';
import {
  type Block,
  type BlockReceipt,
  type BlockTopology,
  type broadcast,
  GENESIS_BLOCK_ID_BYTES,
} from '@ashlar/protocol';

export type Body = Readonly<{ block: Block; receipt: BlockReceipt | undefined }>;
/** The last block that a reader was told. */
export type Position = Pick<BlockTopology, 'id' | 'height'>;
export type Step = Readonly<{ kind: 'applied' | 'undone'; topology: BlockTopology; body: Body }>;

/** What is said at once, and cannot be asked for later. */
export type FeedListener = Readonly<{
  /** The head or the final block moved: there may be another step. */
  moved: () => void;
  pending: (accepted: broadcast.MempoolAccepted) => void;
  failed: (id: Uint8Array) => void;
}>;

export interface ChainFeed extends AsyncDisposable {
  readonly head: BlockTopology;
  readonly final: BlockTopology;
  /** The step after a position; undefined: it is the head (or, with `onlyFinal`, the last final block). */
  next(position: Position, onlyFinal: boolean): Promise<Step | undefined>;
  /** The block of the head's branch at a height; undefined if there is none yet. */
  mainAt(height: bigint): Promise<BlockTopology | undefined>;
  /** A block by id, on any branch. */
  find(id: Uint8Array): Promise<BlockTopology | undefined>;
  listen(listener: FeedListener): Disposable;
}

/** Bodies kept. */
export const RECENT_MAX = 64;
/** Readers. */
export const LISTENERS_MAX = 16_384;
const CALL = { timeoutMs: 30_000 };
const GENESIS: BlockTopology = { id: GENESIS_BLOCK_ID_BYTES, height: 0n, previous: new Uint8Array([0, 0]) };

export async function openChainFeed(ports: Readonly<{ bus: Bus; log: Log }>): Promise<ChainFeed> {
  const feed = new Feed(ports.bus);
  await feed.open();
  return feed;
}

class Feed implements ChainFeed {
  readonly #bus: Bus;
  readonly #scope = new AsyncDisposableStack();
  readonly #listeners = new Set<FeedListener>();
  readonly #recent = new Map<string, Body>();
  #head: BlockTopology = GENESIS;
  #final: BlockTopology = GENESIS;

  constructor(bus: Bus) {
    this.#bus = bus;
  }

  get head(): BlockTopology {
    return this.#head;
  }

  get final(): BlockTopology {
    return this.#final;
  }

  /** Listens first and asks then, so that nothing falls between. */
  async open(): Promise<void> {
    const scope = this.#scope;
    const own = async (resource: Promise<AsyncDisposable>): Promise<void> => void scope.use(await resource);
    await own(
      this.#bus.subscribe(topics.chainMoved, ({ applied, undone, block, receipt }) => {
        if (block !== undefined) this.#keep({ block, receipt });
        const last = applied.at(-1);
        const cut = undone.at(-1);
        if (last !== undefined) this.#head = last;
        else if (cut !== undefined) this.#head = { ...GENESIS, id: cut.previous, height: cut.height - 1n };
        this.#wake();
      }),
    );
    await own(
      this.#bus.subscribe(topics.blockIrreversible, ({ topology }) => {
        if (topology === undefined || topology.height <= this.#final.height) return;
        this.#final = topology;
        this.#wake();
      }),
    );
    // Between processes a move may get lost; every block, and the chain's opening, ends with a word about the heads.
    await own(
      this.#bus.subscribe(topics.forkHeads, ({ heads }) => {
        const higher = heads.find(({ height }) => height > this.#head.height);
        if (higher === undefined) return;
        this.#head = higher;
        this.#wake();
      }),
    );
    await own(
      this.#bus.subscribe(topics.mempoolAccepted, (accepted) => {
        for (const { pending } of this.#listeners) pending(accepted);
      }),
    );
    await own(
      this.#bus.subscribe(topics.transactionFailed, ({ id }) => {
        for (const { failed } of this.#listeners) failed(id);
      }),
    );
    await this.#ask();
  }

  async #ask(): Promise<void> {
    const info = await this.#bus.call(chainService.getHeadInfo, {}, CALL);
    const heads = await this.#bus.call(chainService.getForkHeads, {}, CALL);
    assert(info.ok && heads.ok, 'a chain has heads');
    const head = info.value.headTopology;
    if (head !== undefined && head.height > this.#head.height) this.#head = head;
    const final = heads.value.lastIrreversibleBlock;
    if (final !== undefined && final.height > this.#final.height) this.#final = final;
  }

  listen(listener: FeedListener): Disposable {
    if (this.#listeners.size >= LISTENERS_MAX)
      throw new Fault('bus.unreachable', { retryable: true, detail: 'too many listeners' });
    this.#listeners.add(listener);
    return { [Symbol.dispose]: () => void this.#listeners.delete(listener) };
  }

  async next(position: Position, onlyFinal: boolean): Promise<Step | undefined> {
    const goal = onlyFinal ? this.#final : this.#head;
    if (equal(position.id, goal.id)) return undefined;
    if (onlyFinal && position.height >= goal.height) return undefined; // What comes after it is not final yet.
    const following = position.height < goal.height ? await this.#childOf(position, goal) : undefined;
    if (following !== undefined) return { kind: 'applied', topology: topologyOf(following), body: following };
    const body = await this.#bodyOf(position.id);
    if (body === undefined) throw lost(`block ${hex(position.id)}`);
    return { kind: 'undone', topology: topologyOf(body), body };
  }

  async mainAt(height: bigint): Promise<BlockTopology | undefined> {
    if (height === 0n) return GENESIS;
    if (height === this.#head.height) return this.#head;
    if (height > this.#head.height) return undefined;
    return topologyOf(await this.#mainBody(height, this.#head));
  }

  async find(id: Uint8Array): Promise<BlockTopology | undefined> {
    if (equal(id, GENESIS.id)) return GENESIS;
    const body = await this.#bodyOf(id);
    return body === undefined ? undefined : topologyOf(body);
  }

  /** The block after `position` on the way to `goal`; undefined if the position is not on that way. */
  async #childOf(position: Position, goal: BlockTopology): Promise<Body | undefined> {
    const kept = position.height + 1n === goal.height ? this.#recent.get(latin1(goal.id)) : undefined;
    const body = kept ?? (await this.#mainBody(position.height + 1n, goal));
    return equal(body.block.header!.previous, position.id) ? body : undefined;
  }

  /** @throws Fault if the block store cannot say: that is not the same as another branch */
  async #mainBody(height: bigint, goal: BlockTopology): Promise<Body> {
    const range = { headBlockId: goal.id, ancestorStartHeight: height, numBlocks: 1 };
    const request = { ...range, returnBlock: true, returnReceipt: true };
    const answer = await this.#bus.call(blockStoreService.getBlocksByHeight, request, CALL);
    const item = answer.ok ? answer.value.blockItems[0] : undefined;
    if (item?.block?.header === undefined) throw lost(`a block at height ${height}`);
    return this.#keep({ block: item.block, receipt: item.receipt });
  }

  async #bodyOf(id: Uint8Array): Promise<Body | undefined> {
    const kept = this.#recent.get(latin1(id));
    if (kept !== undefined) return kept;
    const request = { blockIds: [id], returnBlock: true, returnReceipt: true };
    const answer = await this.#bus.call(blockStoreService.getBlocksById, request, CALL);
    const item = answer.ok ? answer.value.blockItems[0] : undefined;
    if (item?.block?.header === undefined) return undefined;
    return this.#keep({ block: item.block, receipt: item.receipt });
  }

  /** One object for one block, as long as it is kept: what is made of it can be remembered beside it. */
  #keep(body: Body): Body {
    const key = latin1(body.block.id);
    const known = this.#recent.get(key);
    if (known !== undefined) return known;
    this.#recent.set(key, body);
    if (this.#recent.size > RECENT_MAX) this.#recent.delete(this.#recent.keys().next().value!);
    return body;
  }

  #wake(): void {
    for (const { moved } of this.#listeners) moved();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#listeners.clear();
    await this.#scope.disposeAsync();
  }
}

const lost = (what: string): Fault =>
  new Fault('bus.unreachable', { retryable: true, detail: `the block store has not ${what}` });

export const topologyOf = ({ block }: Body): BlockTopology => ({
  id: block.id,
  height: block.header!.height,
  previous: block.header!.previous,
});
