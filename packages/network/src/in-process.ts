/**
 * The network within one process: several nodes, each with its own `Network`, joined by a hub.
 *
 * It behaves as a network does, not as a function call: bytes are copied, delivery is asynchronous, queues are bounded,
 * connections can be cut. It is deterministic: without time-outs of requests, order follows from the order of calls.
 * @module
 */
import { accept, assert, type Result, refuse } from '@ashlar/base';
import type {
  Clock,
  GossipVerdict,
  Network,
  NetworkLimits,
  PeerId,
  PeerStanding,
  RequestRefusal,
  SendRefusal,
} from '@ashlar/ports';
import { Lane } from './lane.ts';
import { Seen } from './seen.ts';

export const PEERS_MAX = 1_024;
/** Channels, topics and protocols of one node. */
export const HANDLERS_MAX = 64;
export const LIMITS: NetworkLimits = {
  messageBytesMax: 16 * 1024 * 1024,
  queueMessagesMax: 1_024,
  queueBytesMax: 64 * 1024 * 1024,
};

export type NodePorts = Readonly<{
  clock: Pick<Clock, 'after'>;
  /** A handler threw. Whoever opens the network decides what follows: an `InvariantViolation` ends the process. Does not throw. */
  onFailure: (cause: unknown) => void;
}>;

type Kind = 'channel' | 'topic' | 'protocol';
type Handle = (bytes: Uint8Array, from: PeerId) => unknown;
type Handler = Readonly<{ handle: Handle; lanes: Map<PeerId, Lane> }>;
type Answer = Result<Uint8Array, RequestRefusal>;
type Connection = {
  readonly node: InProcessNetwork;
  droppedCount: number;
  rejectedCount: number;
  readonly pending: Set<(answer: Answer) => void>;
};
type Delivery = 'taken' | 'full' | 'unhandled';

/** Where nodes meet. Everyone who joins is connected to everyone else, until cut. */
export class InProcessHub {
  readonly #nodes = new Map<PeerId, InProcessNetwork>();
  readonly #limits: NetworkLimits;

  constructor(limits: NetworkLimits = LIMITS) {
    this.#limits = limits;
  }

  /** @throws InvariantViolation if the name is taken, or the hub is full */
  join(self: PeerId, ports: NodePorts): Network {
    assert(!this.#nodes.has(self), 'peers have names of their own');
    assert(this.#nodes.size < PEERS_MAX, 'a hub is bounded');
    const node = new InProcessNetwork(self, this.#limits, ports, () => this.#nodes.delete(self));
    for (const other of this.#nodes.values()) connect(node, other);
    this.#nodes.set(self, node);
    return node;
  }

  /** What is under way between the two is lost. Nodes that are not there are passed over. */
  cut(a: PeerId, b: PeerId): void {
    const [first, second] = [this.#nodes.get(a), this.#nodes.get(b)];
    if (first !== undefined && second !== undefined) sever(first, second);
  }

  /** Undoes `cut`. */
  mend(a: PeerId, b: PeerId): void {
    const [first, second] = [this.#nodes.get(a), this.#nodes.get(b)];
    if (first !== undefined && second !== undefined && first !== second) connect(first, second);
  }
}

function connect(a: InProcessNetwork, b: InProcessNetwork): void {
  a.connect(b);
  b.connect(a);
}

/** Both sides learn of it before anything that waits is dropped. */
function sever(a: InProcessNetwork, b: InProcessNetwork): void {
  a.disconnect(b);
  b.disconnect(a);
  a.dropFrom(b);
  b.dropFrom(a);
}

class InProcessNetwork implements Network {
  readonly self: PeerId;
  readonly limits: NetworkLimits;
  readonly #ports: NodePorts;
  readonly #leave: () => void;
  readonly #connections = new Map<PeerId, Connection>();
  readonly #handlers = new Map<string, Handler>();
  readonly #seen = new Seen();
  /** Lanes of handlers that were taken away while they ran. */
  readonly #running = new Set<Promise<void>>();
  #isClosed = false;

  constructor(self: PeerId, limits: NetworkLimits, ports: NodePorts, leave: () => void) {
    this.self = self;
    this.limits = limits;
    this.#ports = ports;
    this.#leave = leave;
  }

  peers(): readonly PeerStanding[] {
    return [...this.#connections]
      .map(([id, { droppedCount, rejectedCount }]) => ({ id, droppedCount, rejectedCount }))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  send(peer: PeerId, channel: string, bytes: Uint8Array): Result<undefined, SendRefusal> {
    const refusal = this.#refusalOf(bytes);
    if (refusal !== undefined) return refuse(refusal);
    const connection = this.#connections.get(peer);
    if (connection === undefined) return refuse({ code: 'peer.unknown' });
    const isFull = this.#put(connection, channel, bytes.slice()) === 'full';
    return isFull ? refuse({ code: 'queue.full' }) : accept(undefined);
  }

  broadcast(channel: string, bytes: Uint8Array): Result<undefined, SendRefusal> {
    const refusal = this.#refusalOf(bytes);
    if (refusal !== undefined) return refuse(refusal);
    const copy = bytes.slice();
    for (const connection of this.#connections.values()) this.#put(connection, channel, copy);
    return accept(undefined);
  }

  receive(channel: string, handle: (bytes: Uint8Array, from: PeerId) => Promise<void> | void): Disposable {
    return this.#handleAll('channel', channel, handle);
  }

  gossip(topic: string, bytes: Uint8Array): Result<undefined, SendRefusal> {
    const refusal = this.#refusalOf(bytes);
    if (refusal !== undefined) return refuse(refusal);
    const key = Seen.keyOf(topic, bytes);
    this.#seen.add(key);
    this.#spread(topic, bytes.slice(), key);
    return accept(undefined);
  }

  subscribe(
    topic: string,
    judge: (bytes: Uint8Array, from: PeerId) => Promise<GossipVerdict> | GossipVerdict,
  ): Disposable {
    return this.#handleAll('topic', topic, judge);
  }

  async request(
    peer: PeerId,
    protocol: string,
    bytes: Uint8Array,
    options: Readonly<{ timeoutMs: number }>,
  ): Promise<Answer> {
    const refusal = this.#refusalOf(bytes);
    if (refusal !== undefined) return refuse(refusal);
    const connection = this.#connections.get(peer);
    if (connection === undefined) return refuse({ code: 'peer.unknown' });
    const { node, pending } = connection;
    if (pending.size >= this.limits.queueMessagesMax) return refuse({ code: 'queue.full' });
    const { promise, resolve } = Promise.withResolvers<Answer>();
    pending.add(resolve);
    using _timer = this.#ports.clock.after(options.timeoutMs, () =>
      resolve(refuse({ code: 'request.timeout' })),
    );
    const delivery = node.answer(this, protocol, bytes.slice(), resolve);
    if (delivery === 'full') resolve(refuse({ code: 'queue.full' }));
    if (delivery === 'unhandled') resolve(refuse({ code: 'request.unserved' }));
    const answer = await promise;
    pending.delete(resolve);
    return answer;
  }

  serve(
    protocol: string,
    handle: (bytes: Uint8Array, from: PeerId) => Promise<Uint8Array> | Uint8Array,
  ): Disposable {
    return this.#handleAll('protocol', protocol, handle);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#isClosed) {
      this.#isClosed = true;
      this.#leave();
      for (const { node, pending } of [...this.#connections.values()]) {
        for (const resolve of pending) resolve(refuse({ code: 'network.closed' }));
        sever(this, node);
      }
      for (const name of [...this.#handlers.keys()]) this.#remove(name);
    }
    await Promise.all(this.#running);
  }

  connect(node: InProcessNetwork): void {
    if (this.#connections.has(node.self)) return;
    this.#connections.set(node.self, { node, droppedCount: 0, rejectedCount: 0, pending: new Set() });
  }

  /** Refuses what was asked of `node`. */
  disconnect(node: InProcessNetwork): void {
    const connection = this.#connections.get(node.self);
    this.#connections.delete(node.self);
    for (const resolve of connection?.pending ?? []) resolve(refuse({ code: 'peer.gone' }));
  }

  /** Drops what came from `node` and waits. What runs goes on, and what comes after a reconnection waits for it. */
  dropFrom({ self: from }: InProcessNetwork): void {
    for (const { lanes } of this.#handlers.values()) {
      const lane = lanes.get(from);
      if (lane === undefined) continue;
      lane.clear();
      void lane.idle().then(() => {
        if (lane.isIdle && lanes.get(from) === lane) lanes.delete(from);
      });
    }
  }

  /** A message of `from` arrives. */
  take(from: InProcessNetwork, channel: string, bytes: Uint8Array): Delivery {
    return this.#enqueue(from, 'channel', channel, bytes, async (handle) => {
      await handle(bytes, from.self);
    });
  }

  /** Gossip arrives, from whoever passed it on. */
  hear(from: InProcessNetwork, topic: string, bytes: Uint8Array, key: string): Delivery {
    if (this.#seen.has(key)) return 'taken';
    const delivery = this.#enqueue(from, 'topic', topic, bytes, async (handle) => {
      const verdict = await handle(bytes, from.self);
      const connection = this.#connections.get(from.self);
      if (verdict === 'reject' && connection !== undefined) connection.rejectedCount += 1;
      if (verdict === 'accept') this.#spread(topic, bytes, key);
    });
    if (delivery === 'taken') this.#seen.add(key);
    return delivery;
  }

  /** A request arrives; `resolve` is called unless the connection breaks, or the message finds no place. */
  answer(
    from: InProcessNetwork,
    protocol: string,
    bytes: Uint8Array,
    resolve: (answer: Answer) => void,
  ): Delivery {
    const fail = (): void => resolve(refuse({ code: 'request.failed' }));
    const drop = (): void => resolve(refuse({ code: 'request.unserved' }));
    const run = async (handle: Handle): Promise<void> => {
      const reply = await handle(bytes, from.self);
      const isSound = reply instanceof Uint8Array && reply.length <= this.limits.messageBytesMax;
      if (isSound) resolve(accept(reply.slice()));
      else fail();
    };
    return this.#enqueue(from, 'protocol', protocol, bytes, run, fail, drop);
  }

  #enqueue(
    from: InProcessNetwork,
    kind: Kind,
    name: string,
    bytes: Uint8Array,
    run: (handle: Handle) => Promise<void>,
    fail: () => void = () => {},
    drop: () => void = () => {},
  ): Delivery {
    const handler = this.#handlers.get(`${kind}/${name}`);
    if (handler === undefined) return 'unhandled';
    const lane = handler.lanes.get(from.self) ?? new Lane(this.limits);
    handler.lanes.set(from.self, lane);
    const guarded = async (): Promise<void> => {
      try {
        await run(handler.handle);
      } catch (cause) {
        fail();
        this.#ports.onFailure(cause);
      }
    };
    return lane.push({ sizeBytes: bytes.length, run: guarded, drop }) ? 'taken' : 'full';
  }

  /** Whoever passed it on has seen it, and takes no second copy. */
  #spread(topic: string, bytes: Uint8Array, key: string): void {
    for (const connection of this.#connections.values()) {
      if (connection.node.hear(this, topic, bytes, key) === 'full') connection.droppedCount += 1;
    }
  }

  #put(connection: Connection, channel: string, bytes: Uint8Array): Delivery {
    const delivery = connection.node.take(this, channel, bytes);
    if (delivery === 'full') connection.droppedCount += 1;
    return delivery;
  }

  #handleAll(kind: Kind, name: string, handle: Handle): Disposable {
    const key = `${kind}/${name}`;
    assert(!this.#isClosed, 'a disposed network has no handlers');
    assert(!this.#handlers.has(key), `${key} has one handler`);
    assert(this.#handlers.size < HANDLERS_MAX, 'handlers are bounded');
    const handler = { handle, lanes: new Map<PeerId, Lane>() };
    this.#handlers.set(key, handler);
    return {
      [Symbol.dispose]: () => {
        if (this.#handlers.get(key) === handler) this.#remove(key);
      },
    };
  }

  #remove(key: string): void {
    for (const lane of this.#handlers.get(key)?.lanes.values() ?? []) this.#retire(lane);
    this.#handlers.delete(key);
  }

  #retire(lane: Lane): void {
    lane.clear();
    const ended = lane.idle().finally(() => this.#running.delete(ended));
    this.#running.add(ended);
  }

  #refusalOf(bytes: Uint8Array): SendRefusal | undefined {
    if (this.#isClosed) return { code: 'network.closed' };
    return bytes.length > this.limits.messageBytesMax ? { code: 'message.tooLong' } : undefined;
  }
}
