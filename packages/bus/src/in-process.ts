/**
 * The bus within one process: a call is a function call, an event goes to its subscribers one after another, in the
 * order in which they subscribed. What a handler throws reaches the caller as it is.
 * @module
 */
import { Fault } from '@ashlar/base';
import type { Bus, Method, Topic } from '@ashlar/ports';

type Handler = (message: never) => unknown;

export const SUBSCRIBERS_MAX = 64;

export class InProcessBus implements Bus {
  readonly #servers = new Map<string, Handler>();
  readonly #subscribers = new Map<string, Set<Handler>>();

  /** In one process nothing gets lost on the way: the time-out never strikes. */
  async call<Q, R>(method: Method<Q, R>, request: Q): Promise<R> {
    const handler = this.#servers.get(method.subject);
    if (handler === undefined) {
      throw new Fault('bus.unreachable', { retryable: true, detail: `nobody serves ${method.subject}` });
    }
    return (await handler(request as never)) as R;
  }

  /** @throws Fault `bus.unreachable` if the subject is served already: in one process servers do not compete */
  async serve<Q, R>(method: Method<Q, R>, handle: (request: Q) => Promise<R> | R): Promise<AsyncDisposable> {
    const { subject } = method;
    if (this.#servers.has(subject)) {
      throw new Fault('bus.unreachable', { retryable: false, detail: `${subject} is served already` });
    }
    this.#servers.set(subject, handle as Handler);
    return { [Symbol.asyncDispose]: async () => void this.#servers.delete(subject) };
  }

  async publish<E>(topic: Topic<E>, event: E): Promise<void> {
    for (const handler of this.#subscribers.get(topic.subject) ?? []) await handler(event as never);
  }

  async subscribe<E>(topic: Topic<E>, handle: (event: E) => Promise<void> | void): Promise<AsyncDisposable> {
    const { subject } = topic;
    const handlers = this.#subscribers.get(subject) ?? new Set<Handler>();
    if (handlers.size >= SUBSCRIBERS_MAX) {
      throw new Fault('bus.unreachable', { retryable: false, detail: `too many subscribers of ${subject}` });
    }
    const own = handle as Handler;
    this.#subscribers.set(subject, handlers.add(own));
    return {
      [Symbol.asyncDispose]: async () => {
        handlers.delete(own);
        if (handlers.size === 0) this.#subscribers.delete(subject);
      },
    };
  }
}
