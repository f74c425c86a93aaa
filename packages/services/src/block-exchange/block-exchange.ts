/**
 * Blocks between nodes of a chain without a committee: what one accepted, the others judge; who lacks the blocks before
 * it asks the node that told of it, from its own final block on.
 *
 * Serves `block_exchange.fetch_block`. Consumes `koinos.block.accept`; calls `chain.submit_block`. Nodes also say now and then what their head is, so that one
 * who was away learns of it without a new block. Publishes `koinos.gossip.status`: off from the start until all peers
 * were asked for their heads, and while blocks that we lacked come in; producers wait that long.
 * @module
 */
import { accept, EMPTY, equal, latin1 } from '@ashlar/base';
import {
  type Answer,
  type Bus,
  blockExchangeService,
  type CallRefusal,
  type Clock,
  chainService,
  type FetchBlockResponse,
  type GossipVerdict,
  type Log,
  type Network,
  type PeerId,
  type Service,
  topics,
} from '@ashlar/ports';
import {
  Block,
  BlockTopology,
  type Codec,
  DecodeError,
  ERROR_CODE,
  rpcBlockStore,
  type rpcChain,
} from '@ashlar/protocol';
import { lineTo, storedBlock, storedHeight } from '../stored.ts';

export type BlockExchangePorts = Readonly<{ bus: Bus; clock: Clock; log: Log; network: Network }>;

export const BLOCKS_TOPIC = 'ashlar/blocks/1';
export const HEAD_CHANNEL = 'ashlar/head/1';
export const HEAD_PROTOCOL = 'ashlar/head-of/1';
export const RANGE_PROTOCOL = 'ashlar/range/1';
/** Blocks of one answer, as far as they fit into `RANGE_BYTES_MAX`. */
export const RANGE_BLOCKS_MAX = 64;
const RANGE_BYTES_MAX: number = 8 << 20;
/** Answers that one catching up takes from a peer: a million blocks. */
const RANGES_MAX = 16_384;
/** Blocks that came from others and are being judged: they are not told again. */
const UNDER_WAY_MAX = 1_024;
const HEAD_EVERY_MS = 1_000;
/** Peers that are asked for their heads at the start. */
const FIRST_PEERS_MAX = 32;
/** A peer that sends what we lack, but slowly, keeps producers waiting no longer than this after each block. */
const PAUSE_MAX_MS = 2_000;
const REQUEST = { timeoutMs: 10_000 };
const CALL = { timeoutMs: 10_000 };
const { GetBlocksByHeightRequest, GetBlocksByHeightResponse } = rpcBlockStore;

/** Opens the service, or throws a `Fault` having released whatever it had already acquired. */
export async function openBlockExchange(ports: BlockExchangePorts): Promise<Service> {
  const { bus, clock, log, network } = ports;
  const exchange = new Exchange(ports);
  await using scope = new AsyncDisposableStack();
  scope.defer(() => exchange.close());
  scope.use(await bus.serve(blockExchangeService.fetchBlock, ({ blockId }) => exchange.want(blockId)));
  scope.use(await bus.subscribe(topics.blockAccepted, ({ block }) => exchange.tell(block)));
  scope.use(network.subscribe(BLOCKS_TOPIC, (bytes, from) => exchange.hear(bytes, from)));
  scope.use(network.serve(RANGE_PROTOCOL, (bytes) => exchange.serve(bytes)));
  scope.use(network.serve(HEAD_PROTOCOL, () => exchange.ownHead()));
  scope.use(network.receive(HEAD_CHANNEL, (bytes, from) => exchange.onHead(bytes, from)));
  scope.use(clock.every(HEAD_EVERY_MS, () => exchange.tick()));
  exchange.start();
  log.info('blockExchange.opened', { peers: network.peers().length });
  const owned = scope.move();
  return { name: 'block_exchange', [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

/** A branch that is being fetched. */
type Line = { readonly id: Uint8Array; next: bigint; taken: number; isDone: boolean };

class Exchange {
  readonly #ports: BlockExchangePorts;
  readonly #underWay = new Set<string>();
  #catchingUp: Promise<void> | undefined;
  /** Ends the waiting for peers of the catching up that runs. */
  #interrupted: PromiseWithResolvers<undefined> = Promise.withResolvers();
  #isClosed = false;
  #isInSync = false;
  #resume: Disposable | undefined;
  /** Which peer is asked next for what nobody told of. */
  #turn = 0;

  constructor(ports: BlockExchangePorts) {
    this.#ports = ports;
  }

  /** Catches up with whoever is furthest; then producers may begin. */
  start(): void {
    this.#alone(async () => {
      const { network } = this.#ports;
      const peers = network.peers().slice(0, FIRST_PEERS_MAX);
      const answers = await Promise.all(
        peers.map(async ({ id }) => {
          const head = await this.#ask(id, HEAD_PROTOCOL, EMPTY, BlockTopology);
          return head === undefined ? [] : [{ from: id, head }];
        }),
      );
      const heads = answers.flat().sort((a, b) => Number(b.head.height - a.head.height));
      for (const { from, head } of heads) if (await this.#lacks(head)) await this.#fetch(from, head.id);
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#resume?.[Symbol.dispose]();
    this.#interrupted.resolve(undefined);
    await this.#catchingUp;
  }

  tell(block: Block | undefined): void {
    if (block === undefined || this.#underWay.has(latin1(block.id))) return;
    this.#ports.network.gossip(BLOCKS_TOPIC, Block.encode(block));
  }

  async hear(bytes: Uint8Array, from: PeerId): Promise<GossipVerdict> {
    const block = decode(Block, bytes);
    if (block?.header === undefined) return 'reject';
    if (this.#underWay.size >= UNDER_WAY_MAX) return 'ignore';
    const taken = await this.#submit(block);
    if (taken.ok) return 'accept';
    if (taken.refusal.errorCode !== ERROR_CODE.unknownPreviousBlock)
      return isUntimely(taken.refusal) ? 'ignore' : 'reject';
    this.#catchUp(from, block.id);
    return 'ignore';
  }

  /** Blocks of our main chain, or of a branch, in order of height. */
  async serve(bytes: Uint8Array): Promise<Uint8Array> {
    const nothing = GetBlocksByHeightResponse.encode({ blockItems: [] });
    const asked = decode(GetBlocksByHeightRequest, bytes);
    if (asked === undefined) return nothing;
    const { bus } = this.#ports;
    const { headBlockId: id, ancestorStartHeight: from } = asked;
    const height = await storedHeight(bus, id);
    if (height === undefined || from < 1n) return nothing;
    const numBlocks = Math.min(asked.numBlocks, RANGE_BLOCKS_MAX);
    const blockItems: Readonly<{ block: Block }>[] = [];
    let left = RANGE_BYTES_MAX;
    // One at a time: as many full blocks would be too much for one answer of the block store.
    for await (const ancestor of lineTo(bus, { id, height, previous: EMPTY }, from)) {
      if (blockItems.length >= numBlocks) break;
      const { block } = await storedBlock(bus, ancestor);
      left -= Block.encode(block).length;
      if (left < 0) break;
      blockItems.push({ block });
    }
    return GetBlocksByHeightResponse.encode({ blockItems });
  }

  async onHead(bytes: Uint8Array, from: PeerId): Promise<void> {
    const head = decode(BlockTopology, bytes);
    if (head !== undefined && (await this.#lacks(head))) this.#catchUp(from, head.id);
  }

  /** Nothing, if the chain does not answer. */
  async ownHead(): Promise<Uint8Array> {
    const head = await this.#ports.bus.call(chainService.getHeadInfo, {}, CALL);
    const topology = head.ok ? head.value.headTopology : undefined;
    return topology === undefined ? EMPTY : BlockTopology.encode(topology);
  }

  /** Says what everyone who listens may have missed. */
  tick(): void {
    const { network, log } = this.#ports;
    this.#tellStatus();
    void this.ownHead()
      .then((head) => {
        if (head.length > 0 && !this.#isClosed) network.broadcast(HEAD_CHANNEL, head);
      })
      .catch((cause: unknown) => log.warn('blockExchange.headUnknown', { cause: String(cause) }));
  }

  /** Whether a head is at least as high as ours, and unknown. */
  async #lacks(head: BlockTopology): Promise<boolean> {
    const { bus } = this.#ports;
    const own = await bus.call(chainService.getHeadInfo, {}, CALL);
    if (!own.ok || head.height < (own.value.headTopology?.height ?? 0n)) return false;
    const known = await bus.call(chainService.getBlockInfo, { blockId: head.id }, CALL);
    return !known.ok;
  }

  /** Looks for a block at the next peer in turn; whoever wants it still asks again. */
  want(blockId: Uint8Array): Answer<FetchBlockResponse> {
    const peers = this.#ports.network.peers();
    const peer = peers[this.#turn++ % Math.max(1, peers.length)];
    if (peer !== undefined) this.#catchUp(peer.id, blockId);
    return accept({});
  }

  #catchUp(from: PeerId, id: Uint8Array): void {
    this.#alone(() => this.#fetch(from, id));
  }

  /** One catching up at a time: whatever is missed meanwhile is told again. */
  #alone(task: () => Promise<void>): void {
    if (this.#catchingUp !== undefined || this.#isClosed) return;
    this.#interrupted = Promise.withResolvers();
    this.#catchingUp = task()
      .catch((cause: unknown) => this.#ports.log.warn('blockExchange.failed', { cause: String(cause) }))
      .finally(() => {
        this.#catchingUp = undefined;
        this.#setInSync(true);
      });
  }

  /** Takes the blocks on the way to `id`, from the first that is not final here. */
  async #fetch(from: PeerId, id: Uint8Array): Promise<void> {
    const { bus, log } = this.#ports;
    const own = await bus.call(chainService.getHeadInfo, {}, CALL);
    if (!own.ok) return;
    const line: Line = { id, next: own.value.lastIrreversibleBlock + 1n, taken: 0, isDone: false };
    for (let count = 0; count < RANGES_MAX && !line.isDone && !this.#isClosed; count++) {
      const range = { headBlockId: id, ancestorStartHeight: line.next, numBlocks: RANGE_BLOCKS_MAX };
      const bytes = GetBlocksByHeightRequest.encode(range);
      const answer = await this.#ask(from, RANGE_PROTOCOL, bytes, GetBlocksByHeightResponse);
      await this.#takeAll(line, answer?.blockItems ?? []);
    }
    if (line.taken > 0) log.info('blockExchange.caughtUp', { to: Number(line.next) - 1, blocks: line.taken });
  }

  /** Takes what came, in order; `line` is done with its last block, or with the first that is none of it. */
  async #takeAll(line: Line, items: readonly rpcBlockStore.BlockItem[]): Promise<void> {
    line.isDone = items.length === 0;
    for (const { block } of items) {
      const verdict = block?.header?.height === line.next ? await this.#take(block) : 'refused';
      line.isDone = verdict === 'refused' || equal(block!.id, line.id);
      if (verdict === 'refused') return;
      if (verdict === 'new') {
        line.taken++;
        this.#holdProducers();
      }
      line.next++;
      if (line.isDone) return;
    }
  }

  /** Undefined if the peer gives no such answer, or we close. */
  async #ask<T>(peer: PeerId, protocol: string, bytes: Uint8Array, codec: Codec<T>): Promise<T | undefined> {
    const answered = this.#ports.network.request(peer, protocol, bytes, REQUEST);
    const answer = await Promise.race([answered, this.#interrupted.promise]);
    return answer?.ok ? decode(codec, answer.value) : undefined;
  }

  async #take(block: Block): Promise<'new' | 'known' | 'refused'> {
    const answer = await this.#submit(block);
    if (answer.ok) return answer.value.receipt === undefined ? 'known' : 'new';
    // Ours, and final since we asked; if it is another's, the next one has no parent here.
    if (answer.refusal.errorCode === ERROR_CODE.preIrreversibilityBlock) return 'known';
    this.#ports.log.warn('blockExchange.refused', {
      height: Number(block.header?.height),
      ...answer.refusal,
    });
    return 'refused';
  }

  /** Until no block that we lacked has come for a while, or the catching up ends. */
  #holdProducers(): void {
    this.#setInSync(false);
    this.#resume?.[Symbol.dispose]();
    this.#resume = this.#ports.clock.after(PAUSE_MAX_MS, () => this.#setInSync(true));
  }

  #setInSync(isInSync: boolean): void {
    if (isInSync) this.#resume?.[Symbol.dispose]();
    if (this.#isClosed || isInSync === this.#isInSync) return;
    this.#isInSync = isInSync;
    this.#tellStatus();
  }

  #tellStatus(): void {
    const { bus, log } = this.#ports;
    bus
      .publish(topics.gossipStatus, { enabled: this.#isInSync })
      .catch((cause: unknown) => log.warn('blockExchange.statusUntold', { cause: String(cause) }));
  }

  async #submit(block: Block): Promise<Answer<rpcChain.SubmitBlockResponse>> {
    const key = latin1(block.id);
    this.#underWay.add(key);
    try {
      return await this.#ports.bus.call(chainService.submitBlock, { block }, CALL);
    } finally {
      this.#underWay.delete(key);
    }
  }
}

/** Refusals that are nobody's fault: the clocks differ, the block comes late, or we have no room. */
function isUntimely({ code, errorCode }: CallRefusal): boolean {
  return (
    code === 'chain.busy' ||
    code === 'chain.branchesFull' ||
    errorCode === ERROR_CODE.timestampOutOfBounds ||
    errorCode === ERROR_CODE.preIrreversibilityBlock
  );
}

function decode<T>(codec: Codec<T>, bytes: Uint8Array): T | undefined {
  try {
    return codec.decode(bytes);
  } catch (cause) {
    if (cause instanceof DecodeError) return undefined;
    throw cause;
  }
}
