/**
 * WebSockets on a listener: who is let in, and a connection that cannot be used to hurt the node. Frames are bounded and
 * never compressed; a peer that does not answer pings, or does not read what it asked for, is cut off; one that sends
 * faster than it is served is not read from.
 * @module
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Clock, Log } from '@ashlar/ports';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Listener, Turned } from '../http.ts';
import type { Allowance } from '../limits/allowances.ts';

/** Longest message. */
export const FRAME_BYTES_MAX = 1_048_576;
export const SOCKETS_MAX = 2_048;
/** Unsent bytes from which on a connection is full: nothing more is made for it until they are half as many. */
export const SEND_BUFFER_BYTES = 1_048_576;
/** A connection that stays full so long is cut off. */
export const STALL_MS = 30_000;
const PING_MS = 30_000;
/** A ping of the peer costs it as much as a cheap call. */
const PING_COST = 1;

/** Codes of RFC 6455, and one of ours. */
export const CLOSE = { goingAway: 1001, unsupported: 1003, policy: 1008, tryLater: 1013 } as const;

export type Connection = Readonly<{
  allowance: Allowance;
  /** Queues a message; text as text, bytes as binary. */
  send: (message: string | Uint8Array) => void;
  /** Whether what was sent has not gone out yet: make no more. */
  isFull: () => boolean;
  /** Resolves when it is not full any more, and at the end. */
  drained: () => Promise<void>;
  isOpen: () => boolean;
  close: (code: number, reason: string) => void;
}>;

export type ConnectionHandler = Readonly<{
  /** Messages come one after another. If there is a promise, the next is read when it resolves. */
  message: (message: string | Uint8Array) => Promise<void> | undefined;
  closed: () => void;
}>;

/** What serves the connections of a path. */
export type SocketRoute = (connection: Connection) => ConnectionHandler;

export type WebSockets = Disposable & Readonly<{ count: () => number }>;

export function serveWebSockets(
  listener: Listener,
  { clock, log }: Readonly<{ clock: Clock; log: Log }>,
  routes: ReadonlyMap<string, SocketRoute>,
): WebSockets {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: FRAME_BYTES_MAX,
    perMessageDeflate: false,
  });
  listener.app.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Uint8Array) => {
    socket.on('error', () => socket.destroy());
    const route = routes.get((request.url ?? '').split('?')[0]!);
    const turned = listener.turnedOf(request);
    if (route === undefined) return refuse(socket, '404 Not Found');
    if (turned !== undefined) return refuse(socket, STATUS[turned.status]);
    if (server.clients.size >= SOCKETS_MAX) return refuse(socket, '503 Service Unavailable');
    const allowance = listener.allowanceOf(request);
    server.handleUpgrade(request, socket, head as never, (webSocket) =>
      attach(webSocket, allowance, route, { clock, log }),
    );
  });
  return {
    count: () => server.clients.size,
    [Symbol.dispose]() {
      for (const client of server.clients) {
        client.close(CLOSE.goingAway, 'the node is ending');
        client.terminate();
      }
      server.close();
    },
  };
}

const STATUS: Readonly<Record<Turned['status'], string>> = {
  403: '403 Forbidden',
  429: '429 Too Many Requests',
};

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}

function attach(
  socket: WebSocket,
  allowance: Allowance,
  route: SocketRoute,
  { clock, log }: Readonly<{ clock: Clock; log: Log }>,
): void {
  const outlet = new Outlet(socket, clock);
  const handler = route({
    allowance,
    send: (message) => outlet.send(message),
    isFull: () => outlet.isFull,
    drained: () => outlet.drained(),
    isOpen: () => socket.readyState === socket.OPEN,
    close: (code, reason) => socket.close(code, reason),
  });
  const inlet = new Inlet(socket, allowance, handler, clock, log);
  let isAlive = true;
  const heartbeat = clock.every(PING_MS, () => {
    if (!isAlive) return socket.terminate();
    isAlive = false;
    socket.ping();
  });
  socket.on('pong', () => {
    isAlive = true;
  });
  socket.on('ping', () => {
    isAlive = true;
    if (allowance.waitMs() > 0) socket.close(CLOSE.policy, 'too many pings');
    allowance.charge(PING_COST);
  });
  socket.on('message', (data, isBinary) => inlet.take(data as Uint8Array, isBinary));
  // A frame too long, text that is not UTF-8, a protocol error: the library closes with the code that says so.
  socket.on('error', (cause) => log.debug('socket.failed', { cause: cause.message }));
  socket.on('close', () => {
    heartbeat[Symbol.dispose]();
    outlet.end();
    handler.closed();
  });
}

/** What goes out. */
class Outlet {
  readonly #socket: WebSocket;
  readonly #clock: Clock;
  #waiting: (() => void)[] = [];
  #stall: Disposable | undefined;

  constructor(socket: WebSocket, clock: Clock) {
    this.#socket = socket;
    this.#clock = clock;
  }

  get isFull(): boolean {
    return this.#socket.bufferedAmount >= SEND_BUFFER_BYTES;
  }

  send(message: string | Uint8Array): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    this.#socket.send(message, () => this.#sent());
    if (this.isFull) this.#stall ??= this.#clock.after(STALL_MS, () => this.#socket.terminate());
  }

  drained(): Promise<void> {
    if (!this.isFull || this.#socket.readyState !== this.#socket.OPEN) return Promise.resolve();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push(resolve);
    return promise;
  }

  end(): void {
    this.#stall?.[Symbol.dispose]();
    this.#stall = undefined;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  #sent(): void {
    if (this.#socket.bufferedAmount <= SEND_BUFFER_BYTES / 2) this.end();
  }
}

/** What comes in: handled one after another, and read no faster than it is handled and paid for. */
class Inlet {
  readonly #socket: WebSocket;
  readonly #allowance: Allowance;
  readonly #handler: ConnectionHandler;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #queue: (string | Uint8Array)[] = [];
  #isBusy = false;

  constructor(socket: WebSocket, allowance: Allowance, handler: ConnectionHandler, clock: Clock, log: Log) {
    this.#socket = socket;
    this.#allowance = allowance;
    this.#handler = handler;
    this.#clock = clock;
    this.#log = log;
  }

  take(data: Uint8Array, isBinary: boolean): void {
    const message = isBinary ? data : decoder.decode(data);
    if (!this.#isBusy && this.#allowance.waitMs() === 0) {
      const wait = this.#handler.message(message);
      if (wait !== undefined) void this.#hold(wait);
      return;
    }
    // What the socket had read before it was paused may still come: one chunk of it, at most.
    this.#queue.push(message);
    if (!this.#isBusy) void this.#hold(undefined);
  }

  /** Reads nothing until `wait` is over and what came meanwhile is handled. */
  async #hold(wait: Promise<void> | undefined): Promise<void> {
    this.#isBusy = true;
    this.#socket.pause();
    try {
      await wait;
      for (let message = this.#queue.shift(); message !== undefined; message = this.#queue.shift()) {
        await this.#afford();
        await this.#handler.message(message);
      }
    } catch (cause) {
      this.#log.error('socket.failed', { cause: cause instanceof Error ? cause.stack : String(cause) });
      this.#socket.close(CLOSE.tryLater, 'the node failed');
    }
    this.#isBusy = false;
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.resume();
  }

  /** Waits until the client has something to spend: it is slowed down, not refused. */
  async #afford(): Promise<void> {
    for (let waitMs = this.#allowance.waitMs(); waitMs > 0; waitMs = this.#allowance.waitMs()) {
      if (this.#socket.readyState !== this.#socket.OPEN) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#clock.after(waitMs, resolve);
      await promise;
    }
  }
}

/** The library has checked that text is UTF-8. */
const decoder = new TextDecoder();
