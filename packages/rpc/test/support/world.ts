/** Ports of the listener for tests: a real clock, a silent log, a client of WebSockets. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Clock, Log } from '@ashlar/ports';
import WebSocket from 'ws';

export const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };

export const clock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  every(intervalMs, run) {
    const timer = setInterval(run, intervalMs);
    return { [Symbol.dispose]: () => clearInterval(timer) };
  },
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return { [Symbol.dispose]: () => clearTimeout(timer) };
  },
};

export type Notice = Readonly<{ subscription: string; event: string }> & Readonly<Record<string, unknown>>;
type Reply = Readonly<{
  result?: Record<string, unknown>;
  error?: { code: number; message: string; data?: string };
}>;

/** A client of JSON-RPC over WebSocket. Disposing closes it. */
export class SocketClient implements Disposable {
  readonly socket: WebSocket;
  readonly notices: Notice[] = [];
  readonly #replies = new Map<number, (reply: Reply) => void>();
  #heard: (() => void) | undefined;
  #nextId = 1;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data) => {
      const message = JSON.parse(String(data));
      if (message.method === 'subscription') {
        this.notices.push(message.params);
        this.#heard?.();
      } else this.#replies.get(message.id)?.(message);
    });
  }

  static async open(port: number, options: WebSocket.ClientOptions = {}, path = '/'): Promise<SocketClient> {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, options);
    const client = new SocketClient(socket);
    await once(socket, 'open');
    return client;
  }

  ask(method: string, params: unknown = {}): Promise<Reply> {
    const id = this.#nextId++;
    this.socket.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
    return new Promise((resolve) => this.#replies.set(id, resolve));
  }

  /** The id of a new subscription. */
  async subscribe(params: unknown): Promise<string> {
    const { result, error } = await this.ask('subscribe', params);
    assert.equal(error, undefined, JSON.stringify(error));
    return String(result!['subscription']);
  }

  /** Waits until as many notices have come. */
  async heard(count: number): Promise<readonly Notice[]> {
    const late = AbortSignal.timeout(10_000);
    while (this.notices.length < count) {
      await new Promise<void>((resolve, reject) => {
        this.#heard = resolve;
        late.addEventListener('abort', () =>
          reject(new Error(`${this.notices.length} of ${count}: ${JSON.stringify(this.notices.slice(-3))}`)),
        );
      });
    }
    return this.notices;
  }

  [Symbol.dispose](): void {
    this.socket.terminate();
  }
}
