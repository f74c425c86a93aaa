/** `/ws/events`: what is told of blocks, in which order, and what becomes of those who do not read. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { hex } from '@ashlar/base';
import type { BlockTopology } from '@ashlar/protocol';
import { openChainFeed, openRpc, type RpcService } from '@ashlar/rpc';
import WebSocket from 'ws';
import { serveRhoEvents } from '../src/rho/rho-events.ts';
import { CLOSE, type Connection } from '../src/ws/web-sockets.ts';
import { FakeChain, GENESIS } from './support/fake-chain.ts';
import { clock, silent } from './support/world.ts';

const RULES = { shardId: 'root', minPhloPrice: 1, version: 'Ashlar', networkId: '00' };

type Event = Readonly<{
  event: string;
  'schema-version': number;
  payload: Readonly<Record<string, unknown>>;
}>;

/** A listener on a chain of small blocks, and one client of its events. */
class World implements AsyncDisposable {
  readonly chain: FakeChain;
  readonly socket: WebSocket;
  readonly events: Event[] = [];
  readonly #service: RpcService;

  private constructor(chain: FakeChain, service: RpcService, socket: WebSocket) {
    this.chain = chain;
    this.#service = service;
    this.socket = socket;
    socket.on('message', (data) => this.events.push(JSON.parse(String(data))));
  }

  /** @param creator whose blocks the node makes; the chain's have none: an empty address */
  static async open(creator?: Uint8Array): Promise<World> {
    const chain = await FakeChain.open();
    const rho = { ...RULES, contractId: new Uint8Array(25), ...(creator === undefined ? {} : { creator }) };
    const service = await openRpc(
      { bus: chain.bus, clock, log: silent },
      { host: '127.0.0.1', port: 0, rho },
    );
    const world = new World(chain, service, new WebSocket(`ws://127.0.0.1:${service.port}/ws/events`));
    await once(world.socket, 'message');
    return world;
  }

  async grow(log = ''): Promise<BlockTopology> {
    const block = this.chain.make(this.chain.head, log);
    await this.chain.move(block);
    return block;
  }

  /** Names of events with numbers of blocks, when as many have come. */
  async heard(count: number): Promise<readonly string[]> {
    while (this.events.length < count)
      await once(this.socket, 'message', { signal: AbortSignal.timeout(5_000) });
    return this.events.map(({ event, payload }) =>
      event === 'started' ? event : `${event} ${payload['seq-num']}`,
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.socket.terminate();
    await this.#service[Symbol.asyncDispose]();
  }
}

test('a block is told when it is added and when it is final, in the words of RChain', async () => {
  await using world = await World.open();
  const first = await world.grow();
  await world.chain.finalize(first);
  assert.deepEqual(await world.heard(3), ['started', 'block-added 1', 'block-finalised 1']);
  assert.deepEqual(world.events[0], { event: 'started', 'schema-version': 1, payload: {} });
  assert.deepEqual(world.events[1], {
    event: 'block-added',
    'schema-version': 1,
    payload: {
      'block-hash': hex(first.id.subarray(2)),
      'parent-hashes': [hex(GENESIS.id.subarray(2))],
      'justification-hashes': [],
      'deploy-ids': [],
      creator: '',
      'seq-num': 1,
    },
  });
});

test('finality that is known before its block is told after it, and at once', async () => {
  await using world = await World.open();
  const block = world.chain.make(world.chain.head);
  await world.chain.finalize(block);
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.deepEqual(await world.heard(1), ['started']);
  await world.chain.move(block);
  assert.deepEqual(await world.heard(3), ['started', 'block-added 1', 'block-finalised 1']);
});

test("the node's own blocks are told as created, before they are added", async () => {
  await using world = await World.open(new Uint8Array(0));
  await world.grow();
  assert.deepEqual(await world.heard(3), ['started', 'block-created 1', 'block-added 1']);
});

test('the blocks of another branch are told as added; what was undone is not told', async () => {
  await using world = await World.open();
  const root = await world.grow();
  await world.grow();
  await world.heard(3);
  const other = world.chain.make(root);
  const tip = world.chain.make(other);
  await world.chain.move(tip);
  const names = await world.heard(5);
  assert.deepEqual(names, ['started', 'block-added 1', 'block-added 2', 'block-added 2', 'block-added 3']);
  assert.notEqual(world.events[2]!.payload['block-hash'], world.events[3]!.payload['block-hash']);
});

test('only what comes after connecting is told, and nothing that a client says changes it', async () => {
  await using world = await World.open();
  await world.grow();
  await world.heard(2);
  const late = new WebSocket(world.socket.url);
  const heard: Event[] = [];
  late.on('message', (data) => heard.push(JSON.parse(String(data))));
  await once(late, 'message');
  late.send('{"event":"anything"}');
  await world.grow();
  while (heard.length < 2) await once(late, 'message', { signal: AbortSignal.timeout(5_000) });
  late.terminate();
  assert.deepEqual(
    heard.map(({ payload }) => payload['seq-num']),
    [undefined, 2],
  );
});

test('nothing is made for a client that does not read; one that reads too slowly is closed with a code', async () => {
  const chain = await FakeChain.open();
  await using feed = await openChainFeed({ bus: chain.bus, log: silent });
  const sent: string[] = [];
  const closed = Promise.withResolvers<readonly [code: number, reason: string]>();
  let room = Promise.withResolvers<void>();
  let isFull = false;
  const connection: Connection = {
    allowance: { waitMs: () => 0, charge: () => undefined },
    send: (message) => void sent.push(String(message)),
    isFull: () => isFull,
    drained: () => room.promise,
    isOpen: () => true,
    close: (code, reason) => closed.resolve([code, reason]),
  };
  const grow = async (count: number): Promise<void> => {
    for (let index = 0; index < count; index++) await chain.move(chain.make(chain.head));
    await new Promise((resolve) => setTimeout(resolve, 50));
  };
  const ports = { feed, clock, log: silent };
  const handler = serveRhoEvents(ports, { shardId: 'root', creator: undefined })(connection);
  await grow(1);
  isFull = true;
  await grow(10);
  const before = sent.length;
  isFull = false;
  room.resolve();
  room = Promise.withResolvers();
  await grow(0);
  assert.deepEqual([before, sent.length], [2, 12], 'a short wait loses nothing');
  isFull = true;
  await grow(17);
  isFull = false;
  room.resolve();
  assert.deepEqual(await closed.promise, [CLOSE.tryLater, 'events are read too slowly']);
  const after = sent.length;
  await grow(1);
  assert.equal(sent.length, after);
  handler.closed();
});
