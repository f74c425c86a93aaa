/**
 * Blocks between nodes of a chain without a committee: what one accepted, the others judge; who lacks the blocks before
 * it asks the node that told of it, from its own final block on.
 *
 * Consumes `koinos.block.accept`; calls `chain.submit_block`. Nodes also say now and then what their head is, so that one
 * who was away learns of it without a new block.
 * @module
 */
import { latin1 } from '@ashlar/base';
import {
  type Answer,
  type Bus,
  blockStoreService,
  type CallRefusal,
  type Clock,
  chainService,
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

export type BlockExchangePorts = Readonly<{ bus: Bus; clock: Clock; log: Log; network: Network }>;

export const BLOCKS_TOPIC = 'ashlar/blocks/1';
export const HEAD_CHANNEL = 'ashlar/head/1';
export const RANGE_PROTOCOL = 'ashlar/range/1';
/** Blocks of one answer, as far as they fit into `RANGE_BYTES_MAX`. */
export const RANGE_BLOCKS_MAX = 64;
const RANGE_BYTES_MAX: number = 8 << 20;
/** Answers that one catching up takes from a peer: a million blocks. */
const RANGES_MAX = 16_384;
/** Blocks that came from others and are being judged: they are not told again. */
const UNDER_WAY_MAX = 1_024;
const HEAD_EVERY_MS = 1_000;
const REQUEST = { timeoutMs: 10_000 };
const CALL = { timeoutMs: 10_000 };
const { GetBlocksByHeightRequest, GetBlocksByHeightResponse } = rpcBlockStore;

/** Opens the service, or throws a `Fault` having released whatever it had already acquired. */
export async function openBlockExchange(ports: BlockExchangePorts): Promise<Service> {
  const { bus, clock, log, network } = ports;
  const exchange = new Exchange(ports);
  await using scope = new AsyncDisposableStack();
  scope.defer(() => exchange.close());
  scope.use(await bus.subscribe(topics.blockAccepted, ({ block }) => exchange.tell(block)));
  scope.use(network.subscribe(BLOCKS_TOPIC, (bytes, from) => exchange.hear(bytes, from)));
  scope.use(network.serve(RANGE_PROTOCOL, (bytes) => exchange.serve(bytes)));
  scope.use(network.receive(HEAD_CHANNEL, (bytes, from) => exchange.onHead(bytes, from)));
  scope.use(clock.every(HEAD_EVERY_MS, () => exchange.sayHead()));
  log.info('blockExchange.opened', { peers: network.peers().length });
  const owned = scope.move();
  return { name: 'block_exchange', [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

class Exchange {
  readonly #ports: BlockExchangePorts;
  readonly #underWay = new Set<string>();
  #catchingUp: Promise<void> | undefined;
  #isClosed = false;

  constructor(ports: BlockExchangePorts) {
    this.#ports = ports;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
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
    this.#catchUp(from, { id: block.id, height: block.header.height, previous: block.header.previous });
    return 'ignore';
  }

  /** Blocks of our main chain, or of a branch, in order of height. */
  async serve(bytes: Uint8Array): Promise<Uint8Array> {
    const nothing = GetBlocksByHeightResponse.encode({ blockItems: [] });
    const asked = decode(GetBlocksByHeightRequest, bytes);
    if (asked === undefined) return nothing;
    const numBlocks = Math.min(asked.numBlocks, RANGE_BLOCKS_MAX);
    const request = { ...asked, numBlocks, returnBlock: true, returnReceipt: false };
    const answer = await this.#ports.bus.call(blockStoreService.getBlocksByHeight, request, CALL);
    if (!answer.ok) return nothing;
    let left = RANGE_BYTES_MAX;
    const blockItems = answer.value.blockItems.filter(({ block }) => {
      left -= block === undefined ? 0 : Block.encode(block).length;
      return left >= 0;
    });
    return GetBlocksByHeightResponse.encode({ blockItems });
  }

  async onHead(bytes: Uint8Array, from: PeerId): Promise<void> {
    const head = decode(BlockTopology, bytes);
    if (head === undefined) return;
    const known = await this.#ports.bus.call(chainService.getBlockInfo, { blockId: head.id }, CALL);
    const own = await this.#ports.bus.call(chainService.getHeadInfo, {}, CALL);
    if (known.ok || !own.ok || head.height < (own.value.headTopology?.height ?? 0n)) return;
    this.#catchUp(from, head);
  }

  sayHead(): void {
    const { bus, network, log } = this.#ports;
    void bus
      .call(chainService.getHeadInfo, {}, CALL)
      .then((head) => {
        const topology = head.ok ? head.value.headTopology : undefined;
        if (topology !== undefined && !this.#isClosed)
          network.broadcast(HEAD_CHANNEL, BlockTopology.encode(topology));
      })
      .catch((cause: unknown) => log.warn('blockExchange.headUnknown', { cause: String(cause) }));
  }

  /** One at a time: whatever is missed meanwhile is told again. */
  #catchUp(from: PeerId, head: BlockTopology): void {
    if (this.#catchingUp !== undefined || this.#isClosed) return;
    this.#catchingUp = this.#fetch(from, head)
      .catch((cause: unknown) => this.#ports.log.warn('blockExchange.failed', { cause: String(cause) }))
      .finally(() => {
        this.#catchingUp = undefined;
      });
  }

  async #fetch(from: PeerId, { id, height }: BlockTopology): Promise<void> {
    const { bus, network, log } = this.#ports;
    const own = await bus.call(chainService.getHeadInfo, {}, CALL);
    if (!own.ok) return;
    const first = own.value.lastIrreversibleBlock + 1n;
    let next = first;
    for (let count = 0; count < RANGES_MAX && next <= height && !this.#isClosed; count++) {
      const range = { headBlockId: id, ancestorStartHeight: next, numBlocks: RANGE_BLOCKS_MAX };
      const bytes = GetBlocksByHeightRequest.encode(range);
      const answer = await network.request(from, RANGE_PROTOCOL, bytes, REQUEST);
      const items = answer.ok ? decode(GetBlocksByHeightResponse, answer.value)?.blockItems : undefined;
      if (items === undefined || items.length === 0) break;
      for (const { block } of items) {
        if (block?.header?.height !== next) return;
        const taken = await this.#submit(block);
        if (!taken.ok) return log.warn('blockExchange.refused', { height: Number(next), ...taken.refusal });
        next++;
      }
    }
    if (next > first) log.info('blockExchange.caughtUp', { from: Number(first), to: Number(next) - 1 });
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
