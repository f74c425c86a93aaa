/** Where submissions come in: batches that fill by themselves, in order, bounded. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accept, Fault, hex, uint32be } from '@ashlar/base';
import { Transaction } from '@ashlar/protocol';
import { INTAKE_BATCH_MAX, INTAKE_MAX, Intake } from '../src/chain/intake.ts';

const transactionOf = (number: number): Transaction =>
  Transaction.decode(Transaction.encode({ id: uint32be(number) }));
const numberOf = ({ id }: Transaction): number => Number.parseInt(hex(id), 16);
const receiptOf = (transaction: Transaction) => ({ receipt: { id: transaction.id } as never });

/** Every step of every batch waits until the test lets it go. */
class Stage {
  readonly gates: PromiseWithResolvers<void>[] = [];
  readonly said: string[] = [];
  readonly intake: Intake = new Intake({
    prepare: (batch) => this.#step(`prepare ${batch.map(numberOf)}`),
    submit: async (batch) => {
      await this.#step(`submit ${batch.map(numberOf)}`);
      return batch.map((transaction) => accept(receiptOf(transaction)));
    },
  });

  #step(what: string): Promise<void> {
    this.said.push(what);
    const gate = Promise.withResolvers<void>();
    this.gates.push(gate);
    return gate.promise;
  }

  /** Lets a step go on, and waits until all that follows from it has happened. */
  async open(index: number): Promise<void> {
    this.gates[index]!.resolve();
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  }
}

test('what comes while two batches are on their way goes together, as the next', async () => {
  const stage = new Stage();
  const { said } = stage;
  const all = [1, 2, 3, 4, 5].map((number) => stage.intake.take([transactionOf(number)]));
  assert.deepEqual(said, ['prepare 1', 'prepare 2']);
  assert.equal(stage.intake.length, 3);
  await stage.open(0);
  await stage.open(2);
  assert.deepEqual(said, ['prepare 1', 'prepare 2', 'submit 1', 'prepare 3,4,5']);
  for (const index of [1, 3, 4, 5]) await stage.open(index);
  const answers = (await Promise.all(all)).flat();
  assert.deepEqual(
    answers.map((answer) => (answer.ok ? numberOf(answer.value.receipt as never) : undefined)),
    [1, 2, 3, 4, 5],
  );
});

test('batches are submitted in the order in which they came, whichever is prepared first', async () => {
  const stage = new Stage();
  void stage.intake.take([transactionOf(1)]);
  void stage.intake.take([transactionOf(2)]);
  await stage.open(1);
  assert.deepEqual(stage.said, ['prepare 1', 'prepare 2']);
  await stage.open(0);
  assert.deepEqual(stage.said.slice(2), ['submit 1']);
  await stage.open(2);
  assert.deepEqual(stage.said.slice(2), ['submit 1', 'submit 2']);
});

test('no batch is longer than a batch may be, and no more wait than may', async () => {
  const sizes: number[] = [];
  const never = new Promise<void>(() => undefined);
  const intake = new Intake({
    prepare: (batch) => {
      sizes.push(batch.length);
      return never;
    },
    submit: async () => [],
  });
  const many = Array.from({ length: INTAKE_MAX }, (_none, number) => transactionOf(number));
  void intake.take(many);
  assert.deepEqual(sizes, [INTAKE_BATCH_MAX, INTAKE_BATCH_MAX]);
  void intake.take(many.slice(0, 2 * INTAKE_BATCH_MAX));
  assert.equal(intake.length, INTAKE_MAX);
  const [refused] = await intake.take([transactionOf(1)]);
  assert.equal(refused!.ok ? undefined : refused!.refusal.code, 'chain.busy');
});

test('a fault reaches those of its batch, and the next batch goes on', async () => {
  let calls = 0;
  const intake = new Intake({
    prepare: async () => {
      if (++calls === 1) throw new Fault('worker.lost', { retryable: true });
    },
    submit: async (batch) => batch.map((transaction) => accept(receiptOf(transaction))),
  });
  await assert.rejects(intake.take([transactionOf(1)]), { code: 'worker.lost' });
  const [answer] = await intake.take([transactionOf(2)]);
  assert.ok(answer!.ok);
});
