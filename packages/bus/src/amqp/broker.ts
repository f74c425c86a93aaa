/**
 * The broker's side of the AMQP bus: one connection that comes back by itself, publishers that wait for the broker to
 * confirm, consumers that acknowledge what was handled. It knows exchanges and queues, and nothing of what is in messages.
 *
 * Queues of Koinos are declared bare, as its services do: whoever declares one with other arguments is refused by the
 * broker. Bounds for them are a policy of the broker (README); our own carry theirs.
 * @module
 */
import { base64url, Fault } from '@ashlar/base';
import type { Log, Random } from '@ashlar/ports';
import {
  type AsyncMessage,
  Connection,
  type Consumer,
  ConsumerStatus,
  type Publisher,
} from 'rabbitmq-client';

export const EXCHANGE = { rpc: 'koinos.rpc', event: 'koinos.event' } as const;
/** Where messages go that nobody could read, so that someone can look at them. */
export const DEAD_QUEUE = 'ashlar.dead';

/** Messages that wait in a queue of ours, and their bytes. */
export const QUEUE_MAX = 10_000;
const QUEUE_BYTES_MAX = 268_435_456;
const DEAD_MAX = 1_000;
/** Unacknowledged requests at one server. */
export const PREFETCH_MAX = 256;
/** A queue of events whose owner is gone goes with it. */
const EVENTS_EXPIRE_MS = 600_000;
const CONNECT_MAX_MS = 20_000;
const PUBLISH_ATTEMPTS_MAX = 5;

export type Message = Readonly<{
  routingKey: string;
  body: Uint8Array;
  correlationId: string | undefined;
  replyTo: string | undefined;
}>;
/** Resolves: the message is done with. Throws: it goes to another. */
export type Receive = (message: Message) => Promise<void>;
type Properties = Readonly<{ correlationId?: string; replyTo?: string; expirationMs?: number }>;

export class Broker implements AsyncDisposable {
  readonly #connection: Connection;
  readonly #log: Log;
  readonly #confirmed: Publisher;
  readonly #plain: Publisher;
  /** Rejects when the broker does not want us: trying again would not help. */
  readonly #refused = Promise.withResolvers<never>();
  readonly #declared = new Map<string, Promise<void>>();
  readonly #consumers = new Set<Consumer>();
  readonly #bindings: { exchange: string; routingKey: string; queue: string }[] = [];
  readonly id: string;

  /** @throws Fault `bus.unreachable` if there is no broker, or it wants another password */
  static async open(url: string, ports: Readonly<{ log: Log; random: Random }>): Promise<Broker> {
    const broker = new Broker(url, ports);
    try {
      await Promise.race([broker.#connection.onConnect(CONNECT_MAX_MS), broker.#refused.promise]);
      await broker.#exchanges();
    } catch (cause) {
      broker.#connection.unsafeDestroy();
      if (isRefusal(cause)) throw refusedBy(cause);
      throw unreachable('the broker cannot be reached', cause);
    }
    return broker;
  }

  private constructor(url: string, { log, random }: Readonly<{ log: Log; random: Random }>) {
    this.#log = log;
    this.id = base64url(random.bytes(18));
    this.#connection = new Connection({
      url,
      connectionName: `ashlar ${this.id}`,
      acquireTimeout: CONNECT_MAX_MS,
      retryLow: 100,
      retryHigh: 2_000,
      noDelay: true,
    });
    this.#refused.promise.catch(() => {}); // Whoever opens us waits for it; later it is one break of many.
    this.#connection.on('error', (cause) => {
      log.warn('bus.broken', { cause: reasonOf(cause) });
      if (isRefusal(cause)) this.#refused.reject(cause);
    });
    this.#connection.on('connection', () => log.info('bus.connected'));
    this.#confirmed = this.#connection.createPublisher({ confirm: true, maxAttempts: PUBLISH_ATTEMPTS_MAX });
    this.#plain = this.#connection.createPublisher();
  }

  async #exchanges(): Promise<void> {
    await this.#connection.exchangeDeclare({ exchange: EXCHANGE.rpc, type: 'direct', durable: true });
    await this.#connection.exchangeDeclare({ exchange: EXCHANGE.event, type: 'topic', durable: true });
    const dead = { ...bounds('drop-head'), 'x-max-length': DEAD_MAX };
    await this.#connection.queueDeclare({ queue: DEAD_QUEUE, durable: true, arguments: dead });
  }

  /** Declares the queue of a service, once, so that requests wait in it for a server that is starting. */
  async declare(queue: string): Promise<void> {
    const known = this.#declared.get(queue);
    if (known !== undefined) return known;
    const declared = this.#declare(queue);
    this.#declared.set(queue, declared);
    declared.catch(() => this.#declared.delete(queue));
    return declared;
  }

  async #declare(queue: string): Promise<void> {
    try {
      await this.#connection.queueDeclare(serviceQueue(queue));
      await this.#connection.queueBind({ exchange: EXCHANGE.rpc, queue, routingKey: queue });
    } catch (cause) {
      throw unreachable(`the queue ${queue} cannot be declared`, cause);
    }
  }

  /** Resolves when the broker has it. @throws Fault `bus.unreachable` */
  async send(exchange: string, routingKey: string, body: Uint8Array, properties: Properties): Promise<void> {
    try {
      await this.#confirmed.send(envelopeOf(exchange, routingKey, properties), bufferOf(body));
    } catch (cause) {
      throw unreachable(`${routingKey} was not taken by the broker`, cause);
    }
  }

  /** Resolves when it is on its way: for replies, whose callers will ask again. */
  async reply(queue: string, correlationId: string, body: Uint8Array): Promise<void> {
    await this.#plain.send(envelopeOf(EXCHANGE.rpc, queue, { correlationId }), bufferOf(body));
  }

  /** Puts away what could not be read. */
  async bury(body: Uint8Array, queue: string): Promise<void> {
    this.#log.warn('bus.buried', { queue, bytes: body.length });
    await this.send('', DEAD_QUEUE, body, {});
  }

  /** Competes for the requests of a service. */
  serve(queue: string, receive: Receive): Promise<AsyncDisposable> {
    const options = serviceQueue(queue);
    const binding = { exchange: EXCHANGE.rpc, queue, routingKey: queue };
    const created = this.#connection.createConsumer(
      {
        queue,
        queueOptions: options,
        queueBindings: [binding],
        qos: { prefetchCount: PREFETCH_MAX },
        requeue: true,
      },
      (message) => this.#receive(message, receive),
    );
    return this.#opened(created);
  }

  /** A queue for replies to us, which goes with the connection. */
  replies(queue: string, receive: Receive): Promise<AsyncDisposable> {
    const created = this.#connection.createConsumer(
      {
        queue,
        noAck: true,
        queueOptions: { exclusive: true, autoDelete: true },
        queueBindings: [{ exchange: EXCHANGE.rpc, queue, routingKey: queue }],
      },
      (message) => this.#receive(message, receive),
    );
    return this.#opened(created);
  }

  /** The queue of all events that we listen to, one after another. It outlives a lost connection. */
  async events(queue: string, receive: Receive): Promise<AsyncDisposable> {
    const created = this.#connection.createConsumer(
      {
        queue,
        concurrency: 1,
        qos: { prefetchCount: PREFETCH_MAX },
        requeue: true,
        queueOptions: {
          durable: true,
          arguments: { 'x-expires': EVENTS_EXPIRE_MS, ...bounds('drop-head') },
        },
        queueBindings: this.#bindings,
      },
      (message) => this.#receive(message, receive),
    );
    const consumer = await this.#opened(created);
    return {
      [Symbol.asyncDispose]: async () => {
        await consumer[Symbol.asyncDispose]();
        await this.#connection.queueDelete({ queue }).catch(() => {}); // It expires by itself.
      },
    };
  }

  /** From now on, and after each reconnection, the queue gets the events of a topic. */
  async bind(queue: string, routingKey: string): Promise<void> {
    const binding = { exchange: EXCHANGE.event, routingKey, queue };
    this.#bindings.push(binding);
    await this.#connection.queueBind(binding);
  }

  async unbind(queue: string, routingKey: string): Promise<void> {
    const index = this.#bindings.findIndex((binding) => binding.routingKey === routingKey);
    if (index >= 0) this.#bindings.splice(index, 1);
    await this.#connection
      .queueUnbind({ exchange: EXCHANGE.event, routingKey, queue })
      .catch((cause: unknown) => this.#log.warn('bus.unbindFailed', { cause: String(cause) }));
  }

  async #receive(message: AsyncMessage, receive: Receive): Promise<ConsumerStatus> {
    const { routingKey, correlationId, replyTo } = message;
    const body: Uint8Array = message.body instanceof Uint8Array ? message.body : bytesOf(message.body);
    await receive({ routingKey, correlationId, replyTo, body: new Uint8Array(body) });
    return ConsumerStatus.ACK;
  }

  async #opened(consumer: Consumer): Promise<AsyncDisposable> {
    consumer.on('error', (cause) => this.#log.warn('bus.consumerFailed', { cause: String(cause) }));
    this.#consumers.add(consumer);
    await new Promise<void>((resolve) => consumer.on('ready', resolve));
    return {
      [Symbol.asyncDispose]: async () => {
        if (this.#consumers.delete(consumer)) await consumer.close();
      },
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const consumer of this.#consumers) await consumer.close();
    await this.#confirmed.close().catch(() => {}); // Nothing waits for it any more.
    await this.#plain.close().catch(() => {});
    await this.#connection.close();
  }
}

type Overflow = 'reject-publish' | 'drop-head';
const bounds = (
  overflow: Overflow,
): Readonly<Record<string, unknown>> & Readonly<{ 'x-overflow': Overflow }> => ({
  'x-max-length': QUEUE_MAX,
  'x-max-length-bytes': QUEUE_BYTES_MAX,
  'x-overflow': overflow,
});

const serviceQueue = (queue: string) =>
  queue.startsWith('koinos.')
    ? { queue, durable: true }
    : { queue, durable: true, arguments: bounds('reject-publish') };

const envelopeOf = (
  exchange: string,
  routingKey: string,
  { correlationId, replyTo, expirationMs }: Properties,
) => ({
  exchange,
  routingKey,
  contentType: 'application/octet-stream',
  ...(correlationId === undefined ? {} : { correlationId }),
  ...(replyTo === undefined ? {} : { replyTo }),
  ...(expirationMs === undefined ? {} : { expiration: String(Math.ceil(expirationMs)) }),
});

/** The client makes JSON of everything but these. */
const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
/** The client parses what calls itself text or JSON; nobody on this bus does. */
const bytesOf = (body: unknown): Uint8Array => Buffer.from(JSON.stringify(body) ?? '');

const unreachable = (detail: string, cause: unknown): Fault =>
  new Fault('bus.unreachable', { retryable: true, cause, detail: `${detail}: ${reasonOf(cause)}` });
/** Wrong name or password, or a virtual host that is not ours. */
const isRefusal = (cause: unknown): boolean => ['ACCESS_REFUSED', 'NOT_ALLOWED'].includes(reasonOf(cause));
const refusedBy = (cause: unknown): Fault =>
  new Fault('bus.unreachable', {
    retryable: false,
    cause,
    detail: `the broker refuses us: ${reasonOf(cause)}`,
  });
/** Never the URL: it has the password. */
const reasonOf = (cause: unknown): string =>
  cause instanceof Error && 'code' in cause ? String(cause.code) : 'no reason given';
