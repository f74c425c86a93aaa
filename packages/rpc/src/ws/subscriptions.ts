/**
 * The subscriptions of one connection: `subscribe`, `unsubscribe`, and what they bring.
 *
 * `blocks`, `transactions`, `events` and `finality` follow the chain from a position (`chain-feed.ts`); `pending` tells
 * what the mempool takes, now or never. What each says: `docs/json-rpc.md`.
 * @module
 */
import { accept, refuse } from '@ashlar/base';
import type { Answer, Clock, Log } from '@ashlar/ports';
import { BlockTopology, idBytes, type JsonObject, parseBlockId, toJson } from '@ashlar/protocol';
import type { Methods } from '../json-rpc.ts';
import { COST, type RpcMethod } from '../methods.ts';
import type { ObjectSchema } from '../schema/json-schema.ts';
import type { ChainFeed } from './chain-feed.ts';
import { ChainPump } from './chain-pump.ts';
import { PendingTeller } from './pending-teller.ts';
import { TOPICS, tellerOf, type Wanted, wantedOf, wrong } from './tellers.ts';
import type { Connection } from './web-sockets.ts';

/** Of one connection. */
export const SUBSCRIPTIONS_MAX = 1_024;

const SUBSCRIBE: ObjectSchema = {
  type: 'object',
  required: ['topic'],
  properties: {
    topic: { enum: [...TOPICS] },
    from: {
      type: 'object',
      description:
        'The last block that is known already, by height, and by id if the chain may have left it.',
      properties: { height: { type: ['string', 'integer'] }, id: { type: 'string' } },
    },
    final: { type: 'boolean', description: 'Only what can not be undone any more.' },
    block: { type: 'boolean', description: 'Of blocks: the whole block.' },
    receipt: { type: 'boolean', description: 'Of blocks, transactions: the receipt.' },
    ids: { type: 'array', items: { type: 'string' }, description: 'Of transactions: only these.' },
    accounts: {
      type: 'array',
      items: { type: 'string' },
      description: 'Of transactions: only of these payers and payees.',
    },
    contract: { type: 'string', description: 'Of events: only of this contract.' },
    name: { type: 'string', description: 'Of events: only of this name.' },
  },
};
const SUBSCRIBED: ObjectSchema = {
  type: 'object',
  properties: { subscription: { type: 'string' }, position: { type: 'object' } },
};
const UNSUBSCRIBE: ObjectSchema = {
  type: 'object',
  required: ['subscription'],
  properties: { subscription: { type: 'string' } },
};

type Prepare = RpcMethod['prepare'];
const describe = (prepare: Readonly<Record<'subscribe' | 'unsubscribe', Prepare>>): readonly RpcMethod[] => [
  {
    name: 'subscribe',
    summary: 'Over WebSocket: tells what happens on the chain from a block on, as notifications.',
    cost: COST.execution,
    params: SUBSCRIBE,
    result: SUBSCRIBED,
    prepare: prepare.subscribe,
  },
  {
    name: 'unsubscribe',
    summary: 'Over WebSocket: ends a subscription of this connection.',
    cost: COST.read,
    params: UNSUBSCRIBE,
    result: { type: 'object', properties: {} },
    prepare: prepare.unsubscribe,
  },
];
const none: Prepare = () => refuse({ code: 'json.badType', path: '' });
/** For descriptions only: every connection has its own. */
export const SUBSCRIPTION_METHODS: readonly RpcMethod[] = describe({ subscribe: none, unsubscribe: none });

type Ports = Readonly<{ feed: ChainFeed; clock: Clock; log: Log }>;

export class Subscriptions implements Disposable {
  readonly methods: Methods;
  readonly #connection: Connection;
  readonly #ports: Ports;
  readonly #open = new Map<string, Disposable>();
  #nextId = 1;

  constructor(connection: Connection, ports: Ports) {
    this.#connection = connection;
    this.#ports = ports;
    const methods = describe({
      subscribe: (params) => {
        const wanted = wantedOf(params as Readonly<Record<string, unknown>>);
        return wanted.ok ? accept(() => this.#subscribe(wanted.value)) : wanted;
      },
      unsubscribe: (params) => {
        const { subscription } = params as Readonly<{ subscription?: unknown }>;
        if (typeof subscription !== 'string') return wrong('json.badString', 'subscription');
        return accept(async () => this.#unsubscribe(subscription));
      },
    });
    this.methods = new Map(methods.map((method) => [method.name, method]));
  }

  async #subscribe(wanted: Wanted): Promise<Answer<JsonObject>> {
    if (this.#open.size >= SUBSCRIPTIONS_MAX)
      return no('subscription.tooMany', `more than ${SUBSCRIPTIONS_MAX} subscriptions`);
    const subscription = String(this.#nextId++);
    const tell = (event: string, fields: string): void =>
      this.#connection.send(
        `{"jsonrpc":"2.0","method":"subscription","params":{"subscription":"${subscription}","event":"${event}"${fields}}}`,
      );
    if (wanted.topic === 'pending') {
      const { feed } = this.#ports;
      this.#keep(subscription, new PendingTeller(feed, this.#connection, tell));
      return accept({ subscription });
    }
    const position = await this.#positionOf(wanted);
    if (!position.ok) return position;
    const start = { teller: tellerOf(wanted, tell), tell, position: position.value, wanted };
    const pump = new ChainPump(this.#ports, this.#connection, start);
    this.#keep(subscription, pump);
    // The answer goes out first: a notification of a subscription that the client does not know yet helps nobody.
    this.#ports.clock.after(0, () => pump.start());
    return accept({ subscription, position: toJson(BlockTopology, position.value) });
  }

  #keep(subscription: string, resource: Disposable): void {
    if (this.#connection.isOpen()) this.#open.set(subscription, resource);
    else resource[Symbol.dispose]();
  }

  #unsubscribe(subscription: string): Answer<JsonObject> {
    const open = this.#open.get(subscription);
    if (open === undefined) return no('subscription.unknown', 'there is no such subscription');
    this.#open.delete(subscription);
    open[Symbol.dispose]();
    return accept({});
  }

  /** Where to begin: at the last known block that the client names, else at the head (or the last final block). */
  async #positionOf({ from, isFinal }: Wanted): Promise<Answer<BlockTopology>> {
    const { feed } = this.#ports;
    if (from === undefined) return accept(isFinal ? feed.final : feed.head);
    const { height, id } = from;
    if (id !== undefined) {
      const known = parseBlockId(id);
      const found = known === undefined ? undefined : await feed.find(idBytes(known));
      if (found !== undefined && (height === undefined || found.height === height)) return accept(found);
      return no('subscription.unknownBlock', 'no such block is known here');
    }
    const found = await feed.mainAt(height ?? 0n);
    return found === undefined
      ? no('subscription.heightUnknown', 'no block has this height yet')
      : accept(found);
  }

  [Symbol.dispose](): void {
    for (const open of this.#open.values()) open[Symbol.dispose]();
    this.#open.clear();
  }
}

const no = (code: `subscription.${string}`, message: string): Answer<never> => refuse({ code, message });
