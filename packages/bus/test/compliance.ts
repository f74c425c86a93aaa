/** What every bus must do. Run over each implementation: `busCompliance(name, openBus)`. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accept, Fault, refuse } from '@ashlar/base';
import {
  type Bus,
  type CallRefusal,
  chainService,
  type Method,
  mempoolService,
  type Topic,
} from '@ashlar/ports';

const double: Method<number, number> = { subject: 'test.double' };
const told: Topic<string> = { subject: 'test.told' };
const options = { timeoutMs: 1_000 };

const isRetryable = (error: unknown): boolean =>
  error instanceof Fault && ['bus.unreachable', 'bus.timeout'].includes(error.code) && error.retryable;

/** @param settled resolves when what was published has arrived: buses may deliver after `publish` returned */
export function busCompliance(
  name: string,
  openBus: () => Promise<Bus & Partial<AsyncDisposable>>,
  settled: () => Promise<void> = async () => {},
): void {
  const withBus = async (use: (bus: Bus) => Promise<void>): Promise<void> => {
    const bus = await openBus();
    try {
      await use(bus);
    } finally {
      await bus[Symbol.asyncDispose]?.();
    }
  };

  test(`${name}: a call reaches its server and brings the reply back`, () =>
    withBus(async (bus) => {
      await using _server = await bus.serve(double, async (value) => value * 2);
      assert.equal(await bus.call(double, 21, options), 42);
    }));

  test(`${name}: replies find their callers, however many wait and whichever is done first`, () =>
    withBus(async (bus) => {
      await using _server = await bus.serve(double, async (value) => {
        for (let turn = value % 7; turn > 0; turn--) await Promise.resolve();
        return value * 2;
      });
      const values = Array.from({ length: 200 }, (_, index) => index);
      const replies = await Promise.all(values.map((value) => bus.call(double, value, options)));
      assert.deepEqual(
        replies,
        values.map((value) => value * 2),
      );
    }));

  test(`${name}: a call that nobody serves is a fault that may be tried again`, () =>
    withBus(async (bus) => {
      await assert.rejects(bus.call(double, 1, options), isRetryable);
      await (await bus.serve(double, (value) => value))[Symbol.asyncDispose]();
      await assert.rejects(bus.call(double, 1, options), isRetryable);
    }));

  test(`${name}: a fault of the server reaches the caller as the fault that it is`, () =>
    withBus(async (bus) => {
      await using _server = await bus.serve(double, () => {
        throw new Fault('store.full', { retryable: false, detail: 'no room' });
      });
      await assert.rejects(bus.call(double, 1, options), (error: unknown) => {
        assert.ok(error instanceof Fault);
        assert.deepEqual(
          [error.code, error.retryable, error.message],
          ['store.full', false, 'store.full: no room'],
        );
        return true;
      });
    }));

  test(`${name}: a refusal reaches the caller as a value, whole`, () =>
    withBus(async (bus) => {
      const refusal: CallRefusal = {
        code: 'chain.refused',
        message: 'insufficient balance',
        errorCode: 1,
        logs: ['one', 'two'],
        transactionId: new Uint8Array([0x12, 0x20, 255]),
      };
      await using _server = await bus.serve(chainService.submitTransaction, () => refuse(refusal));
      const request = { transaction: undefined, broadcast: true };
      const answer = await bus.call(chainService.submitTransaction, request, options);
      assert.deepEqual(answer, refuse(refusal));
    }));

  test(`${name}: what services ask and answer arrives as it was sent`, () =>
    withBus(async (bus) => {
      const heard: unknown[] = [];
      const standings = {
        reserved: [0n, 2n ** 64n - 1n],
        waiting: [{ lowest: undefined, highest: 7n, room: 3 }],
      };
      await using _a = await bus.serve(mempoolService.getStandings, (request) => {
        heard.push(request);
        return accept(standings);
      });
      await using _b = await bus.serve(chainService.getAccountRc, (request) => {
        heard.push(request);
        return accept({ rc: 12n });
      });
      const asked = {
        blockId: new Uint8Array([9]),
        payers: [new Uint8Array([1, 2])],
        accounts: [new Uint8Array()],
      };
      const answer = await bus.call(mempoolService.getStandings, asked, options);
      assert.ok(answer.ok);
      assert.deepEqual(answer.value.reserved, standings.reserved);
      const { lowest, highest, room } = answer.value.waiting[0]!;
      assert.deepEqual([lowest, highest, room], [undefined, 7n, 3]);
      const rc = await bus.call(chainService.getAccountRc, { account: new Uint8Array([9]) }, options);
      assert.deepEqual(rc, accept({ rc: 12n }));
      assert.deepEqual(heard, [asked, { account: new Uint8Array([9]) }]);
    }));

  test(`${name}: an event reaches every subscriber, in order, until it leaves`, () =>
    withBus(async (bus) => {
      const heard: string[] = [];
      const first = await bus.subscribe(told, async (text) => void heard.push(`first ${text}`));
      await using _second = await bus.subscribe(told, (text) => void heard.push(`second ${text}`));
      await bus.publish(told, 'a');
      await settled();
      await first[Symbol.asyncDispose]();
      await bus.publish(told, 'b');
      await settled();
      assert.deepEqual(heard, ['first a', 'second a', 'second b']);
    }));

  test(`${name}: events of several topics are heard in the order in which they were published`, () =>
    withBus(async (bus) => {
      const heard: string[] = [];
      const other: Topic<string> = { subject: 'test.other' };
      await using _a = await bus.subscribe(told, async (text) => {
        await Promise.resolve();
        heard.push(text);
      });
      await using _b = await bus.subscribe(other, (text) => void heard.push(text));
      const wanted = Array.from({ length: 50 }, (_, index) => String(index));
      for (const [index, text] of wanted.entries()) await bus.publish(index % 3 === 0 ? other : told, text);
      await settled();
      assert.deepEqual(heard, wanted);
    }));

  test(`${name}: an event without subscribers is no error`, () =>
    withBus(async (bus) => {
      await assert.doesNotReject(bus.publish(told, 'nobody'));
    }));
}
