/**
 * The bus port: how services talk. Typed calls to one of several competing servers, and events to all subscribers.
 * Subjects are named as in Koinos (`spec/koinos.md` 1.2), so that the AMQP form can stand beside its services.
 * @module
 */

/** A named, typed call: `Request` in, `Reply` out. The phantom fields carry the types only. */
export interface Method<Request, Reply> {
  readonly subject: string;
  readonly request?: Request;
  readonly reply?: Reply;
}
export interface Topic<Event> {
  readonly subject: string;
  readonly event?: Event;
}

export interface Bus {
  /** @throws Fault `bus.timeout`, `bus.unreachable`; whatever the handler throws, in process */
  call<Q, R>(method: Method<Q, R>, request: Q, options: Readonly<{ timeoutMs: number }>): Promise<R>;
  serve<Q, R>(method: Method<Q, R>, handle: (request: Q) => Promise<R> | R): Promise<AsyncDisposable>;
  publish<E>(topic: Topic<E>, event: E): Promise<void>;
  subscribe<E>(topic: Topic<E>, handle: (event: E) => Promise<void> | void): Promise<AsyncDisposable>;
}
