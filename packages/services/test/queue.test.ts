import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { Fuse, QUEUE_MAX, SerialQueue } from '../src/chain/queue.ts';

test('tasks run one after another, in order, whatever became of the ones before', async () => {
  const queue = new SerialQueue();
  const order: string[] = [];
  const task = (name: string) => async (): Promise<string> => {
    order.push(`${name} begins`);
    await turn();
    order.push(`${name} ends`);
    if (name === 'b') throw new Error('b failed');
    return name;
  };
  const results = await Promise.allSettled(['a', 'b', 'c'].map((name) => queue.run(task(name))));
  assert.deepEqual(order, ['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  assert.deepEqual(
    results.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled'],
  );
  await queue.idle();
  assert.equal(queue.length, 0);
});

test('a queue knows when it is full', async () => {
  const queue = new SerialQueue();
  for (let count = 0; count < QUEUE_MAX; count++) queue.run(() => undefined);
  assert.ok(queue.isFull);
  await queue.idle();
  assert.ok(!queue.isFull);
});

test('a fuse lets nothing through after the first task that threw, and tells of it once', async () => {
  const told: unknown[] = [];
  const fuse = new Fuse((cause) => told.push(cause));
  assert.equal(await fuse.run(async () => 1), 1);
  const cause = new RangeError('first');
  const failing = async (): Promise<never> => {
    throw cause;
  };
  await assert.rejects(fuse.run(failing), cause);
  let ran = false;
  const later = async (): Promise<void> => {
    ran = true;
  };
  await assert.rejects(fuse.run(later), /store\.io: the node is ending/);
  await assert.rejects(fuse.run(failing), /store\.io/);
  assert.ok(!ran);
  assert.deepEqual(told, [cause]);
});
