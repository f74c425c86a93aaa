/**
 * Where submissions come in: while some are on their way, those that arrive wait together and go as one batch. Under
 * light load each goes alone and at once; under heavy load batches fill by themselves, and signatures are recovered
 * elsewhere while the batch before is tried. Nobody waits for a timer.
 * @module
 */
import { refuse } from '@ashlar/base';
import type { Answer } from '@ashlar/ports';
import type { rpcChain, Transaction } from '@ashlar/protocol';

type Response = Answer<rpcChain.SubmitTransactionResponse>;
type Waiting = Readonly<{ transaction: Transaction; settle: PromiseWithResolvers<Response> }>;

export type IntakePorts = Readonly<{
  /** What can be done for a batch while the one before is submitted: recovering its signatures. */
  prepare: (transactions: readonly Transaction[]) => Promise<void>;
  /** Answers each of a batch, in order. Called for one batch at a time, in the order in which they came. */
  submit: (transactions: readonly Transaction[]) => Promise<readonly Response[]>;
}>;

/** Submissions that wait. */
export const INTAKE_MAX = 10_000;
/** Of one batch: as many as keep blocks and reads waiting for some 20 ms. */
export const INTAKE_BATCH_MAX = 256;
/** One being tried, one in recovery. */
const UNDER_WAY_MAX = 2;

export class Intake {
  readonly #ports: IntakePorts;
  readonly #waiting: Waiting[] = [];
  #underWay = 0;
  /** The batch before, whatever became of it. */
  #before: Promise<unknown> = Promise.resolve();

  constructor(ports: IntakePorts) {
    this.#ports = ports;
  }

  /** Submissions that wait for a batch. */
  get length(): number {
    return this.#waiting.length;
  }

  /** Answers each as soon as its batch is through. A fault of the chain reaches all of its batch. */
  take(transactions: readonly Transaction[]): Promise<readonly Response[]> {
    if (this.#waiting.length + transactions.length > INTAKE_MAX)
      return Promise.resolve(transactions.map(() => BUSY));
    const answers = transactions.map((transaction) => {
      const settle = Promise.withResolvers<Response>();
      this.#waiting.push({ transaction, settle });
      return settle.promise;
    });
    this.#pump();
    return Promise.all(answers);
  }

  #pump(): void {
    while (this.#underWay < UNDER_WAY_MAX && this.#waiting.length > 0)
      void this.#run(this.#waiting.splice(0, INTAKE_BATCH_MAX));
  }

  async #run(batch: readonly Waiting[]): Promise<void> {
    this.#underWay++;
    const transactions = batch.map(({ transaction }) => transaction);
    const before = this.#before;
    const answered = (async () => {
      await this.#ports.prepare(transactions);
      await before;
      return this.#ports.submit(transactions);
    })();
    this.#before = answered.then(NOTHING, NOTHING);
    try {
      const answers = await answered;
      for (const [index, { settle }] of batch.entries()) settle.resolve(answers[index]!);
    } catch (cause) {
      for (const { settle } of batch) settle.reject(cause);
    }
    this.#underWay--;
    this.#pump();
  }
}

const NOTHING = (): void => undefined;
const BUSY: Answer<never> = refuse({
  code: 'chain.busy',
  message: 'too many requests are waiting, try again later',
});
