import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InProcessBus, SUBSCRIBERS_MAX } from '@ashlar/bus';
import { busCompliance } from './compliance.ts';

busCompliance('in process', async () => new InProcessBus());

test('a subject has one server, and a bounded number of subscribers', async () => {
  const bus = new InProcessBus();
  const handle = (): void => {};
  await bus.serve({ subject: 'a' }, handle);
  await assert.rejects(bus.serve({ subject: 'a' }, handle), /served already/);
  for (let count = 0; count < SUBSCRIBERS_MAX; count++) await bus.subscribe({ subject: 'b' }, () => {});
  await assert.rejects(
    bus.subscribe({ subject: 'b' }, () => {}),
    /too many subscribers/,
  );
});

test('what a handler throws reaches the caller as it is', async () => {
  const bus = new InProcessBus();
  const cause = new RangeError('as it is');
  await bus.serve({ subject: 'a' }, () => {
    throw cause;
  });
  await assert.rejects(bus.call({ subject: 'a' }, undefined), cause);
});
