/** What every bus must do. Run over each implementation: `busCompliance(name, openBus)`. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Fault } from '@ashlar/base';
import type { Bus, Method, Topic } from '@ashlar/ports';

const double: Method<number, number> = { subject: 'test.double' };
const told: Topic<string> = { subject: 'test.told' };
const options = { timeoutMs: 1_000 };

export function busCompliance(name: string, openBus: () => Promise<Bus>): void {
  test(`${name}: a call reaches its server and brings the reply back`, async () => {
    const bus = await openBus();
    await using _server = await bus.serve(double, async (value) => value * 2);
    assert.equal(await bus.call(double, 21, options), 42);
  });

  test(`${name}: a call that nobody serves is a fault`, async () => {
    const bus = await openBus();
    const isUnreachable = (error: unknown): boolean =>
      error instanceof Fault && error.code === 'bus.unreachable';
    await assert.rejects(bus.call(double, 1, options), isUnreachable);
    await (await bus.serve(double, (value) => value))[Symbol.asyncDispose]();
    await assert.rejects(bus.call(double, 1, options), isUnreachable);
  });

  test(`${name}: an event reaches every subscriber, in order, until it leaves`, async () => {
    const bus = await openBus();
    const heard: string[] = [];
    const first = await bus.subscribe(told, async (text) => void heard.push(`first ${text}`));
    await using _second = await bus.subscribe(told, (text) => void heard.push(`second ${text}`));
    await bus.publish(told, 'a');
    await first[Symbol.asyncDispose]();
    await bus.publish(told, 'b');
    assert.deepEqual(heard, ['first a', 'second a', 'second b']);
  });

  test(`${name}: an event without subscribers is no error`, async () => {
    const bus = await openBus();
    await assert.doesNotReject(bus.publish(told, 'nobody'));
  });
}
