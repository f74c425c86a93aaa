/**
 * Tells what the mempool takes, and what it gives up because it can never be included. What a client does not read in
 * time is dropped, and it is told how much: pending transactions cannot be asked for later.
 * @module
 */
import { hex } from '@ashlar/base';
import { Transaction, TransactionReceipt, toJson } from '@ashlar/protocol';
import type { ChainFeed } from './chain-feed.ts';
import type { Tell } from './tellers.ts';
import type { Connection } from './web-sockets.ts';

export class PendingTeller implements Disposable {
  readonly #connection: Connection;
  readonly #tell: Tell;
  readonly #listening: Disposable;
  #dropped = 0;

  constructor(feed: ChainFeed, connection: Connection, tell: Tell) {
    this.#connection = connection;
    this.#tell = tell;
    this.#listening = feed.listen({
      moved: () => {},
      pending: ({ transaction, receipt }) => {
        if (transaction === undefined) return;
        const shown = receipt === undefined ? '' : `,"receipt":${text(TransactionReceipt, receipt)}`;
        this.#say('pending', () => `,"transaction":${text(Transaction, transaction)}${shown}`);
      },
      failed: (id) => this.#say('dropped', () => `,"transaction_id":"0x${hex(id)}"`),
    });
  }

  #say(event: string, fields: () => string): void {
    if (this.#connection.isFull()) {
      this.#dropped++;
      return;
    }
    if (this.#dropped > 0) {
      this.#tell('lagged', `,"dropped":${this.#dropped}`);
      this.#dropped = 0;
    }
    this.#tell(event, fields());
  }

  [Symbol.dispose](): void {
    this.#listening[Symbol.dispose]();
  }
}

function text<T>(codec: Parameters<typeof toJson<T>>[0], value: T): string {
  return JSON.stringify(toJson(codec, value));
}
