/**
 * Moves one subscription along the chain, step by step, no faster than its client reads and pays. A client that is
 * behind the head because it reads slowly is told so once, and loses nothing: the next step comes when there is room.
 * @module
 */
import { Fault } from '@ashlar/base';
import type { Clock, Log } from '@ashlar/ports';
import type { ChainFeed, Position } from './chain-feed.ts';
import { positionText, type Tell, type Teller, type Wanted } from './tellers.ts';
import type { Connection } from './web-sockets.ts';

/** Blocks a slow reader may be behind the head before it is told that it lags. */
export const LAG_NOTICE_BLOCKS = 16n;
/** What a step costs its client, beside the first that the announcement of a block pays for. */
const STEP_COST = 0.1;
/** A quiet subscription is told how far it is, every so many blocks, so that it can resume near there. */
export const PROGRESS_BLOCKS = 100;
const RETRY_MS = 1_000;

type Ports = Readonly<{ feed: Pick<ChainFeed, 'head' | 'next' | 'listen'>; clock: Clock; log: Log }>;
type Start = Readonly<{ teller: Teller; tell: Tell; position: Position; wanted: Pick<Wanted, 'isFinal'> }>;

export class ChainPump implements Disposable {
  readonly #ports: Ports;
  readonly #connection: Connection;
  readonly #teller: Teller;
  readonly #tell: Tell;
  readonly #onlyFinal: boolean;
  #position: Position;
  #listening: Disposable | undefined;
  #isRunning = false;
  #isClosed = false;
  /** Something moved while a run was under way. */
  #isAsked = false;
  #quiet = 0;

  constructor(ports: Ports, connection: Connection, { teller, tell, position, wanted }: Start) {
    this.#ports = ports;
    this.#connection = connection;
    this.#teller = teller;
    this.#tell = tell;
    this.#position = position;
    this.#onlyFinal = wanted.isFinal;
  }

  start(): void {
    if (this.#isClosed) return;
    const run = (): void => this.#wake();
    this.#listening = this.#ports.feed.listen({ moved: run, pending: () => {}, failed: () => {} });
    run();
  }

  #wake(): void {
    this.#isAsked = true;
    if (!this.#isRunning) void this.#run();
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    try {
      while (this.#isAsked && !this.#isClosed) {
        this.#isAsked = false;
        await this.#catchUp();
      }
    } catch (cause) {
      this.#fail(cause);
    } finally {
      this.#isRunning = false;
    }
  }

  async #catchUp(): Promise<void> {
    const { feed } = this.#ports;
    for (;;) {
      await this.#room();
      if (this.#isClosed) return;
      const step = await feed.next(this.#position, this.#onlyFinal);
      if (step === undefined || this.#isClosed) return;
      const { topology } = step;
      this.#position =
        step.kind === 'applied' ? topology : { id: topology.previous, height: topology.height - 1n };
      if (this.#teller(step)) this.#quiet = 0;
      else if (++this.#quiet >= PROGRESS_BLOCKS) {
        this.#quiet = 0;
        this.#tell('progress', `,"position":${positionText(this.#position)}`);
      }
    }
  }

  /** Waits until the client has read enough of what it was sent, and can pay for the next step. */
  async #room(): Promise<void> {
    const { feed, clock } = this.#ports;
    if (this.#connection.isFull()) {
      await this.#connection.drained();
      const behind = feed.head.height - this.#position.height;
      if (behind >= LAG_NOTICE_BLOCKS)
        this.#tell('lagged', `,"position":${positionText(this.#position)},"behind":"${behind}"`);
    }
    const { allowance } = this.#connection;
    const waitMs = allowance.waitMs();
    allowance.charge(STEP_COST);
    if (waitMs > 0) await new Promise<void>((resolve) => void clock.after(waitMs, resolve));
  }

  /** What can be tried again is; a bug of ours, or a block that is gone, ends the subscription. */
  #fail(cause: unknown): void {
    const { log, clock } = this.#ports;
    if (cause instanceof Fault && cause.retryable) {
      log.warn('subscription.waits', { cause: cause.message });
      clock.after(RETRY_MS, () => this.#wake());
      return;
    }
    log.error('subscription.failed', { cause: cause instanceof Error ? cause.stack : String(cause) });
    this.#tell('failed', `,"position":${positionText(this.#position)}`);
    this[Symbol.dispose]();
  }

  [Symbol.dispose](): void {
    this.#isClosed = true;
    this.#listening?.[Symbol.dispose]();
  }
}
