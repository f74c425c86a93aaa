/**
 * The bus over AMQP: services in processes of their own, on a RabbitMQ, with Koinos' exchanges, queues and envelopes
 * (`spec/koinos.md` 1.2).
 *
 * - **Calls** go to the queue of the service, where servers compete; a request is acknowledged when it was answered, so
 *   that what a killed server had begun is done by the next one. Handlers therefore see a request again, rarely; those of
 *   Ashlar's services may. A request that nobody took in its time is dropped by the broker.
 * - **Events** of all topics come to a process through one queue, in the order in which they were published, one after
 *   another. `publish` returns when the event is on its way; up to `UNCONFIRMED_MAX` are, so that a thousand transactions
 *   cost one round trip and not a thousand. A publisher that is killed takes the unconfirmed ones along; whoever must
 *   have all looks at where the chain stands.
 * @module
 */
import { Fault } from '@ashlar/base';
import type { Bus, Clock, Log, Method, Random, Topic } from '@ashlar/ports';
import { Broker, EXCHANGE, type Message } from './broker.ts';
import {
  decodeEvent,
  decodeOutcome,
  decodeRequest,
  encodeEvent,
  encodeOutcome,
  encodeRequest,
  encodeReserved,
  type Outcome,
  RESERVED,
  routeOf,
} from './envelopes.ts';

type Handler = (message: never) => unknown;
type Waiting = Readonly<{ subject: string; settle: PromiseWithResolvers<unknown> }>;

export type AmqpPorts = Readonly<{
  clock: Clock;
  log: Log;
  random: Random;
  /** Told what this process can no longer be trusted to know, because it could not handle an event: end the process. */
  onFailure: (cause: unknown) => void;
}>;
/** `url`: `amqp://user:password@host:port/vhost`; `amqps` for TLS. */
export type AmqpConfig = Readonly<{ url: string }>;

/** Calls that wait for a reply. */
export const CALLS_MAX = 10_000;
/** Events that the broker has not confirmed yet. */
export const UNCONFIRMED_MAX = 1_000;
/** A handler of events that meets a retryable fault is asked again, so often. */
const EVENT_ATTEMPTS_MAX = 6;
const EVENT_RETRY_MS = 500;
/** A request for a method that its server does not offer yet: the server may be opening. */
const OPENING_MAX_MS = 5_000;
const OPENING_POLL_MS = 20;

/** @throws Fault `bus.unreachable`; not retryable if the broker refuses name, password or virtual host */
export async function openAmqpBus(ports: AmqpPorts, { url }: AmqpConfig): Promise<Bus & AsyncDisposable> {
  const bus = new AmqpBus(ports, await Broker.open(url, ports));
  await bus.open();
  return bus;
}

class AmqpBus implements Bus, AsyncDisposable {
  readonly #ports: AmqpPorts;
  readonly #broker: Broker;
  readonly #servers = new Map<string, Handler>();
  readonly #consumers = new Map<string, Promise<AsyncDisposable>>();
  readonly #subscribers = new Map<string, Set<Handler>>();
  readonly #waiting = new Map<string, Waiting>();
  readonly #unconfirmed = new Set<Promise<void>>();
  readonly #scope = new AsyncDisposableStack();
  readonly #replies: string;
  readonly #events: string;
  #count = 0;

  constructor(ports: AmqpPorts, broker: Broker) {
    this.#ports = ports;
    this.#broker = this.#scope.use(broker);
    this.#replies = `ashlar.replies.${broker.id}`;
    this.#events = `ashlar.events.${broker.id}`;
  }

  async open(): Promise<void> {
    this.#scope.use(await this.#broker.replies(this.#replies, async (message) => this.#settle(message)));
    this.#scope.use(await this.#broker.events(this.#events, (message) => this.#hear(message)));
  }

  async call<Q, R>(
    { subject }: Method<Q, R>,
    request: Q,
    { timeoutMs }: Readonly<{ timeoutMs: number }>,
  ): Promise<R> {
    if (this.#waiting.size >= CALLS_MAX)
      throw new Fault('bus.unreachable', { retryable: true, detail: 'too many calls wait for a reply' });
    const { queue } = routeOf(subject);
    const correlationId = `${this.#broker.id}.${this.#count++}`;
    const settle = Promise.withResolvers<unknown>();
    this.#waiting.set(correlationId, { subject, settle });
    const late = new Fault('bus.timeout', { retryable: true, detail: `no reply to ${subject}` });
    using _timer = this.#ports.clock.after(timeoutMs, () => settle.reject(late));
    try {
      const send = async (): Promise<void> => {
        await this.#broker.declare(queue);
        const properties = { correlationId, replyTo: this.#replies, expirationMs: timeoutMs };
        await this.#broker.send(EXCHANGE.rpc, queue, encodeRequest(subject, request), properties);
      };
      send().catch(settle.reject);
      return (await settle.promise) as R;
    } finally {
      this.#waiting.delete(correlationId);
    }
  }

  /** A reply that comes too late, or twice, is nobody's. */
  #settle({ correlationId, body }: Message): void {
    const waiting = this.#waiting.get(correlationId ?? '');
    if (waiting === undefined) return;
    try {
      waiting.settle.resolve(decodeOutcome(waiting.subject, body));
    } catch (cause) {
      waiting.settle.reject(cause);
    }
  }

  /** @throws Fault `bus.unreachable` if this process serves the subject already: others may, and compete */
  async serve<Q, R>(
    { subject }: Method<Q, R>,
    handle: (request: Q) => Promise<R> | R,
  ): Promise<AsyncDisposable> {
    if (this.#servers.has(subject))
      throw new Fault('bus.unreachable', { retryable: false, detail: `${subject} is served already` });
    this.#servers.set(subject, handle as Handler);
    const { queue } = routeOf(subject);
    const consumer =
      this.#consumers.get(queue) ?? this.#broker.serve(queue, (message) => this.#answer(queue, message));
    this.#consumers.set(queue, consumer);
    await consumer;
    return {
      [Symbol.asyncDispose]: async () => {
        this.#servers.delete(subject);
        const isLast = ![...this.#servers.keys()].some((other) => routeOf(other).queue === queue);
        if (!isLast || !this.#consumers.delete(queue)) return;
        await (await consumer)[Symbol.asyncDispose]();
      },
    };
  }

  async #answer(queue: string, { body, replyTo, correlationId }: Message): Promise<void> {
    const decoded = decodeRequest(queue, body);
    if (decoded === undefined) return this.#broker.bury(body, queue);
    const { subject, request } = decoded;
    const reply =
      subject === `${routeOf(subject).service}.${RESERVED}`
        ? encodeReserved(routeOf(subject).service)
        : encodeOutcome(subject, await this.#outcome(subject, request));
    if (replyTo !== undefined) await this.#broker.reply(replyTo, correlationId ?? '', reply);
  }

  async #outcome(subject: string, request: unknown): Promise<Outcome> {
    try {
      const handle = this.#servers.get(subject) ?? (await this.#opening(subject));
      return { value: await handle(request as never) };
    } catch (cause) {
      if (cause instanceof Fault) return { fault: cause };
      const text = cause instanceof Error ? cause.stack : String(cause);
      this.#ports.log.error('bus.handlerFailed', { subject, cause: text });
      return { fault: new Fault('bus.unreachable', { retryable: false, detail: `${subject} failed` }) };
    }
  }

  async #opening(subject: string): Promise<Handler> {
    for (let waitedMs = 0; waitedMs < OPENING_MAX_MS; waitedMs += OPENING_POLL_MS) {
      await this.#pause(OPENING_POLL_MS);
      const handle = this.#servers.get(subject);
      if (handle !== undefined) return handle;
    }
    throw new Fault('bus.unreachable', { retryable: true, detail: `nobody serves ${subject}` });
  }

  async publish<E>({ subject }: Topic<E>, event: E): Promise<void> {
    const sent: Promise<void> = this.#broker
      .send(EXCHANGE.event, subject, encodeEvent(subject, event), {})
      .catch((cause: unknown) => {
        this.#ports.log.error('bus.eventLost', { subject, cause: String(cause) });
      })
      .finally(() => this.#unconfirmed.delete(sent));
    this.#unconfirmed.add(sent);
    while (this.#unconfirmed.size >= UNCONFIRMED_MAX) await Promise.race(this.#unconfirmed);
  }

  async subscribe<E>(
    { subject }: Topic<E>,
    handle: (event: E) => Promise<void> | void,
  ): Promise<AsyncDisposable> {
    const handlers = this.#subscribers.get(subject) ?? new Set<Handler>();
    const own: Handler = (event) => handle(event);
    const isFirst = handlers.size === 0;
    this.#subscribers.set(subject, handlers.add(own));
    if (isFirst) await this.#broker.bind(this.#events, subject);
    return {
      [Symbol.asyncDispose]: async () => {
        handlers.delete(own);
        if (handlers.size > 0) return;
        this.#subscribers.delete(subject);
        await this.#broker.unbind(this.#events, subject);
      },
    };
  }

  async #hear({ routingKey, body }: Message): Promise<void> {
    const handlers = [...(this.#subscribers.get(routingKey) ?? [])];
    const decoded = handlers.length === 0 ? undefined : decodeEvent(routingKey, body);
    if (handlers.length > 0 && decoded === undefined) return this.#broker.bury(body, this.#events);
    for (const handler of handlers) {
      if (!this.#subscribers.get(routingKey)?.has(handler)) continue;
      await this.#handle(handler, decoded!.event, routingKey);
    }
  }

  /** What the world did wrong may be over in a moment; what we did wrong is not. */
  async #handle(handler: Handler, event: unknown, subject: string): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        await handler(event as never);
        return;
      } catch (cause) {
        const again = cause instanceof Fault && cause.retryable && attempt < EVENT_ATTEMPTS_MAX;
        this.#ports.log.warn('bus.eventFailed', { subject, attempt, cause: String(cause) });
        if (again) {
          await this.#pause(EVENT_RETRY_MS);
          continue;
        }
        this.#ports.onFailure(cause);
        return;
      }
    }
  }

  #pause(delayMs: number): Promise<void> {
    return new Promise((resolve) => void this.#ports.clock.after(delayMs, resolve));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#unconfirmed);
    const closed = new Fault('bus.unreachable', { retryable: false, detail: 'the bus is closed' });
    for (const { settle } of this.#waiting.values()) settle.reject(closed);
    await this.#scope.disposeAsync();
  }
}
