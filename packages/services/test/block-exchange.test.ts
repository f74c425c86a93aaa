import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { accept, hex, latin1, refuse } from '@ashlar/base';
import { InProcessHub } from '@ashlar/network';
import {
  type Answer,
  type Bus,
  blockExchangeService,
  blockStoreService,
  type CallRefusal,
  chainService,
  type Network,
  type PeerId,
  topics,
} from '@ashlar/ports';
import { Block, ERROR_CODE, rpcBlockStore } from '@ashlar/protocol';
import {
  BLOCKS_TOPIC,
  openBlockExchange,
  RANGE_BLOCKS_MAX,
  RANGE_PROTOCOL,
} from '../src/block-exchange/block-exchange.ts';
import { blockOf, ManualClock, newBus, receiptOf, silent } from './support.ts';

/** Blocks `name 1`, `name 2`, … up to `height`, each on the one before; the first on `on`. */
function branch(name: string, from: number, height: number, on?: Block): Block[] {
  const blocks: Block[] = [];
  for (let at = from; at <= height; at++) {
    const parent = blocks.at(-1) ?? on;
    blocks.push(blockOf(`${name} ${at}`, at, parent?.id ?? new Uint8Array(34)));
  }
  return blocks;
}

/** As much of a node as the exchange asks: takes blocks whose parents it has, and calls the highest its head. */
class Peer implements AsyncDisposable {
  readonly bus: Bus = newBus();
  readonly clock = new ManualClock();
  readonly network: Network;
  readonly known = new Map<string, Block>();
  readonly statuses: boolean[] = [];
  readonly submitted: number[] = [];
  head: Block;
  final = 0;
  #owned: AsyncDisposable = { async [Symbol.asyncDispose]() {} };

  constructor(hub: InProcessHub, name: string, blocks: readonly Block[]) {
    const onFailure = (cause: unknown): void => assert.fail(String(cause));
    this.network = hub.join(name as PeerId, { clock: this.clock, onFailure });
    for (const block of blocks) this.known.set(hex(block.id), block);
    this.head = blocks.at(-1)!;
  }

  async open(): Promise<void> {
    const { bus, clock, network } = this;
    await bus.serve(chainService.submitBlock, ({ block }) => this.judge(block!));
    await bus.serve(chainService.getHeadInfo, () => {
      const { id, header } = this.head;
      const headTopology = { id, height: header!.height, previous: header!.previous };
      return accept({ headTopology, lastIrreversibleBlock: BigInt(this.final) }) as Answer<never>;
    });
    await bus.serve(chainService.getBlockInfo, ({ blockId }) =>
      this.known.has(hex(blockId))
        ? (accept({}) as Answer<never>)
        : refuse({ code: 'chain.unknown', message: '' }),
    );
    await bus.serve(blockStoreService.getBlocksByHeight, (request) => {
      const line: Block[] = [];
      for (let at = this.known.get(hex(request.headBlockId)); at !== undefined; ) {
        line.unshift(at);
        at = this.known.get(hex(at.header!.previous));
      }
      const asked = line.filter(({ header }) => header!.height >= request.ancestorStartHeight);
      const blockItems = asked.slice(0, request.numBlocks).map(({ id }) => ({ blockId: id }));
      return accept({ blockItems }) as Answer<never>;
    });
    await bus.serve(blockStoreService.getBlocksById, ({ blockIds }) => {
      const blockItems = blockIds.map((id) => {
        const block = this.known.get(hex(id));
        const blockId = block?.id ?? new Uint8Array(0);
        return { blockId, blockHeight: block?.header?.height ?? 0n, block };
      });
      return accept({ blockItems }) as Answer<never>;
    });
    await bus.subscribe(topics.gossipStatus, ({ enabled }) => void this.statuses.push(enabled));
    this.#owned = await openBlockExchange({ bus, clock, log: silent, network });
  }

  async judge(block: Block): Promise<Answer<never>> {
    const { height, previous } = block.header!;
    this.submitted.push(Number(height));
    const refused = (errorCode: number): Answer<never> =>
      refuse({ code: 'chain.no', message: 'no', errorCode } as CallRefusal);
    if (this.known.has(hex(block.id))) return accept({ receipt: undefined }) as Answer<never>;
    if (height <= BigInt(this.final)) return refused(ERROR_CODE.preIrreversibilityBlock);
    if (!this.known.has(hex(previous))) return refused(ERROR_CODE.unknownPreviousBlock);
    this.known.set(hex(block.id), block);
    if (height > this.head.header!.height) this.head = block;
    const receipt = receiptOf(block);
    await this.bus.publish(topics.blockAccepted, { block, receipt, live: true, head: this.head === block });
    return accept({ receipt }) as Answer<never>;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#owned[Symbol.asyncDispose]();
    await this.network[Symbol.asyncDispose]();
  }
}

async function settle(): Promise<void> {
  for (let count = 0; count < 300; count++) await turn();
}

const common = branch('common', 1, 2);

test('what one node accepts others judge, and nobody tells again what came from others', async () => {
  const hub = new InProcessHub();
  await using a = new Peer(hub, 'a', common);
  await using b = new Peer(hub, 'b', common);
  await a.open();
  await b.open();
  let told = 0;
  const gossip = b.network.gossip.bind(b.network);
  b.network.gossip = (topic, bytes) => {
    told++;
    return gossip(topic, bytes);
  };
  const [block] = branch('a', 3, 3, common[1]);
  await a.judge(block!);
  await settle();
  assert.equal(b.head.id, b.known.get(hex(block!.id))?.id);
  assert.equal(told, 0);
  assert.deepEqual(a.submitted, [3], 'it did not come back');
});

test('who opens asks the peers for their heads, and lets produce once it has what they have', async () => {
  const hub = new InProcessHub();
  const long = [...common, ...branch('a', 3, RANGE_BLOCKS_MAX + 70, common[1])];
  await using a = new Peer(hub, 'a', long);
  await using b = new Peer(hub, 'b', [...common, ...branch('b', 3, 4, common[1])]);
  await using c = new Peer(hub, 'c', [...common, ...branch('c', 3, 5, common[1])]);
  await a.open();
  await b.open();
  await settle();
  assert.deepEqual(a.statuses, [true], 'alone, or with whoever has less');
  const heads: bigint[] = [];
  await c.bus.subscribe(topics.gossipStatus, ({ enabled }) => {
    if (enabled) heads.push(c.head.header!.height);
  });
  await c.open();
  await settle();
  assert.deepEqual(heads, [a.head.header!.height]);
  assert.deepEqual(c.statuses, [true]);
});

test('a branch that parted below our head is fetched from our final block on; what became final meanwhile is passed over', async () => {
  const hub = new InProcessHub();
  const shared = branch('common', 1, 20);
  await using a = new Peer(hub, 'a', [...shared, ...branch('a', 21, 40, shared[19])]);
  await using b = new Peer(hub, 'b', [...shared, ...branch('b', 21, 30, shared[19])]);
  b.final = 10;
  await a.open();
  const judge = b.judge.bind(b);
  b.judge = (block) => {
    // Final blocks leave the tree: the chain knows them no more.
    if (b.final === 10) for (const { id } of shared.slice(0, 15)) b.known.delete(hex(id));
    b.final = 15;
    return judge(block);
  };
  await b.open();
  await settle();
  assert.equal(b.head.header!.height, 40n);
  assert.equal(b.submitted[0], 11);
});

test('whoever missed a block catches up when it hears the next, and nothing is produced meanwhile', async () => {
  const hub = new InProcessHub();
  await using a = new Peer(hub, 'a', common);
  await using b = new Peer(hub, 'b', common);
  await a.open();
  await b.open();
  await settle();
  const blocks = branch('a', 3, 9, common[1]);
  hub.cut('a' as PeerId, 'b' as PeerId);
  for (const block of blocks.slice(0, -1)) await a.judge(block);
  await settle();
  hub.mend('a' as PeerId, 'b' as PeerId);
  await a.judge(blocks.at(-1)!);
  await settle();
  assert.equal(latin1(b.head.id), latin1(blocks.at(-1)!.id));
  assert.deepEqual(b.statuses, [true, false, true]);
});

test('heads are told each second, so that silence mends too', async () => {
  const hub = new InProcessHub();
  await using a = new Peer(hub, 'a', common);
  await using b = new Peer(hub, 'b', common);
  await a.open();
  await b.open();
  await settle();
  hub.cut('a' as PeerId, 'b' as PeerId);
  for (const block of branch('a', 3, 5, common[1])) await a.judge(block);
  await settle();
  hub.mend('a' as PeerId, 'b' as PeerId);
  a.clock.advance(1_000);
  await settle();
  assert.equal(b.head.header!.height, 5n);
});

test('a peer whose answers are nonsense, or late, keeps producers waiting for no more than two seconds', async () => {
  const hub = new InProcessHub();
  await using honest = new Peer(hub, 'honest', common);
  const network = hub.join('liar' as PeerId, { clock: new ManualClock(), onFailure: () => {} });
  const [three, ...others] = branch('liar', 3, 80, common[1]);
  const answers: (() => Promise<Uint8Array> | Uint8Array)[] = [
    () => new Uint8Array([255, 255]),
    () => new Uint8Array(0),
    () => rpcBlockStore.GetBlocksByHeightResponse.encode({ blockItems: [{ block: others[5]! }] }),
    () => {
      const blockItems = [...common, three!].map((block) => ({ block }));
      return rpcBlockStore.GetBlocksByHeightResponse.encode({ blockItems });
    },
    () => new Promise(() => {}),
  ];
  let asked = 0;
  network.serve(RANGE_PROTOCOL, () => answers[asked++]!());
  await honest.open();
  await settle();
  for (let count = 1; count <= 3; count++) {
    network.gossip(BLOCKS_TOPIC, Block.encode(others[count]!));
    await settle();
    assert.equal(asked, count);
    assert.deepEqual(honest.statuses, [true], 'nothing came, so nobody waits');
  }
  network.gossip(BLOCKS_TOPIC, Block.encode(others[4]!));
  await settle();
  assert.equal(honest.head.header!.height, 3n);
  assert.deepEqual(honest.statuses, [true, false]);
  honest.clock.nowMs += 2_000;
  honest.clock.advance(0);
  assert.equal(honest.statuses.at(-1), true);
});

test('blocks that no chain would take count against who sent them, untimely ones do not', async () => {
  const hub = new InProcessHub();
  await using a = new Peer(hub, 'a', common);
  const network = hub.join('b' as PeerId, { clock: new ManualClock(), onFailure: () => {} });
  await a.open();
  await settle();
  const rejected = (): number => a.network.peers()[0]!.rejectedCount;
  a.final = 1;
  network.gossip(BLOCKS_TOPIC, Block.encode(blockOf('old', 1, new Uint8Array(34))));
  await settle();
  assert.equal(rejected(), 0);
  network.gossip(BLOCKS_TOPIC, new Uint8Array([255, 255, 255]));
  await settle();
  assert.equal(rejected(), 1);
  a.judge = async () =>
    refuse({ code: 'chain.malformed_block', message: 'no', errorCode: ERROR_CODE.malformedBlock });
  network.gossip(BLOCKS_TOPIC, Block.encode(blockOf('bad', 3, common[1]!.id)));
  await settle();
  assert.equal(rejected(), 2);
});

test('a block that somebody wants is sought at one peer after another, however low its branch is', async () => {
  const hub = new InProcessHub();
  const low = branch('c', 3, 4, common[1]);
  await using a = new Peer(hub, 'a', [...common, ...branch('a', 3, 9, common[1])]);
  await using b = new Peer(hub, 'b', common);
  await using c = new Peer(hub, 'c', [...common, ...low]);
  await b.open();
  await c.open();
  await a.open();
  await settle();
  const wanted = low.at(-1)!;
  for (let asking = 0; asking < 3 && !a.known.has(hex(wanted.id)); asking++) {
    await a.bus.call(blockExchangeService.fetchBlock, { blockId: wanted.id }, { timeoutMs: 1_000 });
    await settle();
  }
  assert.ok(a.known.has(hex(wanted.id)));
  assert.equal(a.head.header!.height, 9n);
});

test('a range holds as many full blocks as fit into an answer, and the rest comes with the next', async () => {
  const hub = new InProcessHub();
  const full = (block: Block): Block =>
    Block.decode(Block.encode({ ...block, signature: new Uint8Array(3 << 20) }));
  await using a = new Peer(hub, 'a', [...common, ...branch('a', 3, 9, common[1]).map(full)]);
  await using b = new Peer(hub, 'b', common);
  await a.open();
  let ranges = 0;
  const request = b.network.request.bind(b.network);
  b.network.request = (...args) => {
    if (args[1] === RANGE_PROTOCOL) ranges++;
    return request(...args);
  };
  await b.open();
  await settle();
  assert.equal(b.head.header!.height, 9n);
  assert.ok(ranges >= 4, `${ranges} ranges of two blocks`);
});
