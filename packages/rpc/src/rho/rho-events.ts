/**
 * `/ws/events`: blocks as RChain tells them over WebSocket (`spec/rholang.md` 9.2), from the moment of connecting on.
 *
 * Two positions move along the chain, that of blocks and that of final ones; the second never overtakes the first, so that
 * a block is told as added before it is told as final. Blocks that are undone are not told: RChain has no word for it.
 * @module
 */
import { equal, hex } from '@ashlar/base';
import type { Clock, Log } from '@ashlar/ports';
import type { ChainFeed, FeedListener, Position, Step } from '../ws/chain-feed.ts';
import { ChainPump } from '../ws/chain-pump.ts';
import { CLOSE, type Connection, type SocketRoute } from '../ws/web-sockets.ts';
import { deploysOf, lightBlock } from './rho-blocks.ts';

export type RhoEventPorts = Readonly<{ feed: ChainFeed; clock: Clock; log: Log }>;
export type RhoEventConfig = Readonly<{
  shardId: string;
  /** Raw address whose blocks this node makes: they are told as created, too. */
  creator: Uint8Array | undefined;
}>;

const SCHEMA_VERSION = 1;
/** What a message of a client costs it; nobody has anything to say here. */
const MESSAGE_COST = 1;

type EventName = 'started' | 'block-created' | 'block-added' | 'block-finalised';

export const serveRhoEvents =
  (ports: RhoEventPorts, config: RhoEventConfig): SocketRoute =>
  (connection) => {
    const stream = new EventStream(ports, config, connection);
    stream.start();
    return {
      message: () => {
        connection.allowance.charge(MESSAGE_COST);
        return undefined;
      },
      closed: () => stream[Symbol.dispose](),
    };
  };

/** The events of one connection. */
class EventStream implements Disposable {
  readonly #config: RhoEventConfig;
  readonly #connection: Connection;
  readonly #blocks: ChainPump;
  readonly #finals: ChainPump;
  /** Height of the newest block that was told. */
  #told: bigint;
  #finalListener: FeedListener | undefined;

  constructor(ports: RhoEventPorts, config: RhoEventConfig, connection: Connection) {
    const { feed } = ports;
    this.#config = config;
    this.#connection = connection;
    this.#told = feed.head.height;
    const tell = (event: string): void => this.#end(event);
    this.#blocks = new ChainPump(ports, connection, {
      teller: (step) => this.#tellBlock(step),
      tell,
      position: feed.head,
      wanted: { isFinal: false },
    });
    this.#finals = new ChainPump({ ...ports, feed: this.#toldOf(feed) }, connection, {
      teller: (step) => this.#tell('block-finalised', step),
      tell,
      position: feed.final,
      wanted: { isFinal: true },
    });
  }

  start(): void {
    this.#send('started', {});
    this.#finals.start();
    this.#blocks.start();
  }

  [Symbol.dispose](): void {
    this.#blocks[Symbol.dispose]();
    this.#finals[Symbol.dispose]();
  }

  /** The feed as far as its blocks were told to this connection. */
  #toldOf(feed: ChainFeed): Pick<ChainFeed, 'head' | 'next' | 'listen'> {
    const next = async (position: Position): Promise<Step | undefined> =>
      position.height < this.#told ? feed.next(position, true) : undefined;
    const listen = (listener: FeedListener): Disposable => {
      this.#finalListener = listener;
      return feed.listen(listener);
    };
    return {
      get head() {
        return feed.head;
      },
      next,
      listen,
    };
  }

  #tellBlock(step: Step): boolean {
    const { kind, topology, body } = step;
    this.#told = kind === 'applied' ? topology.height : topology.height - 1n;
    if (kind === 'undone') return true;
    const { creator } = this.#config;
    if (creator !== undefined && equal(body.block.header!.signer, creator)) this.#tell('block-created', step);
    this.#tell('block-added', step);
    this.#finalListener?.moved();
    return true;
  }

  #tell(event: EventName, { body }: Step): boolean {
    const light = lightBlock(body, this.#config.shardId, false);
    const deploys = deploysOf(body).map(({ deploy }) => deploy);
    this.#send(event, {
      'block-hash': light.blockHash,
      'parent-hashes': light.parentsHashList,
      'justification-hashes': light.justifications,
      'deploy-ids': deploys.map(({ sig }) => hex(sig)),
      creator: light.sender,
      'seq-num': light.seqNum,
    });
    return true;
  }

  #send(event: EventName, payload: Readonly<Record<string, unknown>>): void {
    this.#connection.send(JSON.stringify({ event, 'schema-version': SCHEMA_VERSION, payload }));
  }

  /** Who reads too slowly, or was failed by the node, has to look at the blocks and begin anew: events have no position. */
  #end(event: string): void {
    if (event === 'progress') return;
    this.#connection.close(
      CLOSE.tryLater,
      event === 'lagged' ? 'events are read too slowly' : 'the node failed',
    );
    this[Symbol.dispose]();
  }
}
