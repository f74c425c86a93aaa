/**
 * The bus over AMQP, against the RabbitMQ that `ASHLAR_TEST_AMQP` names (`node scripts/with-rabbitmq.ts npm test` starts
 * one); skipped without. What every bus must do, and what a broker makes possible: servers that compete, connections that
 * break, messages that nobody can read.
 */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { accept, Fault } from '@ashlar/base';
import { openAmqpBus } from '@ashlar/bus';
import { type Bus, type Clock, chainService, type Log, type Method, type Topic, topics } from '@ashlar/ports';
import { rpcChain } from '@ashlar/protocol';
import { Connection } from 'rabbitmq-client';
import { busCompliance } from './compliance.ts';

const url = process.env['ASHLAR_TEST_AMQP'];
const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };
const clock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  every: () => assert.fail('the bus has no timers that repeat'),
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return { [Symbol.dispose]: () => clearTimeout(timer) };
  },
};
const random = { bytes: (count: number) => new Uint8Array(randomBytes(count)) };
const options = { timeoutMs: 5_000 };

const open = (at = url!, onFailure: (cause: unknown) => void = (cause) => assert.fail(String(cause))) =>
  openAmqpBus({ clock, log: silent, random, onFailure }, { url: at });

/** Waits for what must come, however slow the machine is. */
async function until(isSo: () => boolean): Promise<void> {
  for (let waitedMs = 0; !isSo() && waitedMs < 20_000; waitedMs += 10) await pause(10);
  assert.ok(isSo());
}

/** A broker whose connections break when told. */
async function breakable(): Promise<AsyncDisposable & Readonly<{ url: string; break: () => void }>> {
  const target = new URL(url!);
  const broker = { port: Number(target.port), host: target.hostname };
  const sockets = new Set<Socket>();
  const server: Server = createServer((near) => {
    const far = connect(broker);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    }
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  target.port = String((server.address() as { port: number }).port);
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: target.href,
    break: cut,
    async [Symbol.asyncDispose]() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

if (url === undefined) {
  test('the bus over AMQP', {
    skip: 'no RabbitMQ: set ASHLAR_TEST_AMQP=amqp://user:password@host/',
  }, () => {});
} else {
  busCompliance(
    'AMQP',
    () => open(),
    () => pause(300),
  );

  test('several processes that serve a method compete: each request is answered once', async () => {
    await using one = await open();
    await using two = await open();
    const method: Method<number, number> = { subject: 'compete.echo' };
    const counts = [0, 0];
    await using _one = await one.serve(method, (value) => {
      counts[0]!++;
      return value;
    });
    await using _two = await two.serve(method, (value) => {
      counts[1]!++;
      return value;
    });
    const values = Array.from({ length: 100 }, (_, index) => index);
    assert.deepEqual(await Promise.all(values.map((value) => one.call(method, value, options))), values);
    assert.equal(counts[0]! + counts[1]!, 100);
    assert.ok(counts[0]! > 0 && counts[1]! > 0, `both worked: ${counts}`);
  });

  test('a request waits for a server that is not there yet, and no longer than its caller', async () => {
    await using caller = await open();
    const method: Method<string, string> = { subject: 'later.echo' };
    const early = caller.call(method, 'early', options);
    await assert.rejects(caller.call(method, 'gone', { timeoutMs: 100 }), /bus.timeout/);
    await pause(100);
    const heard: string[] = [];
    await using server = await open();
    await using _served = await server.serve(method, (text) => {
      heard.push(text);
      return text;
    });
    assert.equal(await early, 'early');
    assert.deepEqual(heard, ['early'], 'what its caller gave up is not done');
  });

  test('what a server had not answered when it was cut off, another one answers', async () => {
    await using link = await breakable();
    const method: Method<string, string> = { subject: 'fallen.echo' };
    const never = Promise.withResolvers<string>();
    await using mortal = await open(link.url);
    using _released = { [Symbol.dispose]: () => never.resolve('too late') };
    const begun = Promise.withResolvers<void>();
    await mortal.serve(method, () => {
      begun.resolve();
      return never.promise;
    });
    await using caller = await open();
    const answer = caller.call(method, 'hello', { timeoutMs: 15_000 });
    await begun.promise;
    await using heir = await open();
    await using _served = await heir.serve(method, (text) => `${text} from the heir`);
    link.break();
    assert.equal(await answer, 'hello from the heir');
  });

  test('a connection that breaks comes back, and events that were told meanwhile are heard, each once, in order', async () => {
    await using link = await breakable();
    await using listener = await open(link.url);
    await using teller = await open();
    const topic: Topic<number> = { subject: 'broken.told' };
    const heard: number[] = [];
    await using _heard = await listener.subscribe(topic, (value) => void heard.push(value));
    await using _echo = await listener.serve(
      { subject: 'broken.echo' } as Method<number, number>,
      (value) => value,
    );
    for (let value = 0; value < 30; value++) {
      if (value % 10 === 5) link.break();
      await teller.publish(topic, value);
      await pause(5);
    }
    await until(() => heard.length >= 30);
    assert.deepEqual(
      [...new Set(heard)],
      Array.from({ length: 30 }, (_, index) => index),
    );
    assert.equal(
      await teller.call({ subject: 'broken.echo' } as Method<number, number>, 7, { timeoutMs: 10_000 }),
      7,
    );
  });

  test('a thousand events cost far less than a thousand round trips', async (context) => {
    await using bus = await open();
    const topic: Topic<number> = { subject: 'many.told' };
    let count = 0;
    await using _heard = await bus.subscribe(topic, () => void count++);
    const startedMs = performance.now();
    for (let value = 0; value < 1_000; value++) await bus.publish(topic, value);
    const toldMs = performance.now() - startedMs;
    await until(() => count === 1_000);
    context.diagnostic(
      `told in ${toldMs.toFixed(0)} ms, heard after ${(performance.now() - startedMs).toFixed(0)} ms`,
    );
  });

  test('an event whose handler meets a passing fault is handled again; what cannot be handled ends the process', async () => {
    const failures: unknown[] = [];
    await using bus = await open(url, (cause) => failures.push(cause));
    const topic: Topic<string> = { subject: 'faulty.told' };
    const heard: string[] = [];
    await using _heard = await bus.subscribe(topic, (text) => {
      heard.push(text);
      if (text === 'bad') throw new RangeError('a bug');
      if (heard.length === 1) throw new Fault('bus.timeout', { retryable: true });
    });
    await bus.publish(topic, 'good');
    await bus.publish(topic, 'bad');
    await until(() => failures.length === 1);
    assert.deepEqual(heard, ['good', 'good', 'bad']);
  });

  test("a service of Koinos' reaches ours by Koinos' queues and envelopes, and asks whether we live", async () => {
    await using bus: Bus & AsyncDisposable = await open();
    await using _served = await bus.serve(chainService.getChainId, () =>
      accept({ chainId: new Uint8Array([1, 2, 3]) }),
    );
    const stranger = new Connection(url);
    try {
      const replies = 'a-reply-queue-of-koinos';
      await stranger.queueDeclare({ queue: replies, exclusive: true, autoDelete: true });
      await stranger.queueBind({ exchange: 'koinos.rpc', queue: replies, routingKey: replies });
      const ask = async (request: rpcChain.ChainRequestInit): Promise<rpcChain.ChainResponse> => {
        const publisher = stranger.createPublisher({ confirm: true });
        const properties = { correlationId: 'ABCDEFGHIJKLMNOPQRSTUVWXYABCDEFG', replyTo: replies };
        const envelope = { exchange: 'koinos.rpc', routingKey: 'koinos.rpc.chain', ...properties };
        const contentType = 'application/octet-stream';
        await publisher.send(
          { ...envelope, contentType },
          Buffer.from(rpcChain.ChainRequest.encode(request)),
        );
        await publisher.close();
        for (let waitedMs = 0; waitedMs < 5_000; waitedMs += 20, await pause(20)) {
          const got = await stranger.basicGet({ queue: replies, noAck: true });
          if (got === undefined) continue;
          assert.equal(got.correlationId, properties.correlationId);
          return rpcChain.ChainResponse.decode(new Uint8Array(got.body));
        }
        assert.fail('no reply');
      };
      assert.deepEqual((await ask({ getChainId: {} })).getChainId?.chainId, new Uint8Array([1, 2, 3]));
      assert.notEqual((await ask({ reserved: {} })).reserved, undefined);
      const heard: bigint[] = [];
      await using _heard = await bus.subscribe(
        topics.blockIrreversible,
        ({ topology }) => void heard.push(topology!.height),
      );
      await bus.publish(topics.blockIrreversible, {
        topology: { id: new Uint8Array(1), height: 5n, previous: new Uint8Array(1) },
      });
      await until(() => heard.length === 1);
    } finally {
      await stranger.close();
    }
  });

  test('what nobody can read is put away, and the service goes on', async () => {
    await using bus = await open();
    await using _served = await bus.serve(chainService.getChainId, () =>
      accept({ chainId: new Uint8Array([7]) }),
    );
    const stranger = new Connection(url);
    try {
      await stranger.queuePurge({ queue: 'ashlar.dead' });
      const publisher = stranger.createPublisher({ confirm: true });
      await publisher.send(
        { exchange: 'koinos.rpc', routingKey: 'koinos.rpc.chain' },
        Buffer.from([255, 255, 255]),
      );
      await publisher.close();
      let dead: Awaited<ReturnType<Connection['basicGet']>>;
      for (let waitedMs = 0; dead === undefined && waitedMs < 5_000; waitedMs += 20, await pause(20))
        dead = await stranger.basicGet({ queue: 'ashlar.dead', noAck: true });
      assert.deepEqual(new Uint8Array(dead?.body), new Uint8Array([255, 255, 255]));
    } finally {
      await stranger.close();
    }
    assert.ok((await bus.call(chainService.getChainId, {}, options)).ok);
  });

  test('a wrong password is a fault that does not say the password', async () => {
    const wrong = new URL(url);
    wrong.password = 'guessed-wrongly';
    const startedMs = performance.now();
    await assert.rejects(open(wrong.href), (error: unknown) => {
      assert.ok(error instanceof Fault && error.code === 'bus.unreachable' && !error.retryable);
      assert.match(error.message, /ACCESS_REFUSED/);
      assert.ok(performance.now() - startedMs < 10_000, 'at once, and not when patience ends');
      assert.doesNotMatch(String(error), /guessed/);
      return true;
    });
  });
}
