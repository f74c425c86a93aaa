/** What every `Network` does, whatever carries it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { utf8 } from '@ashlar/base';
import type { GossipVerdict, Network, NetworkLimits, PeerId } from '@ashlar/ports';

/** Some nodes, a clock, and what their handlers threw. */
export interface World extends AsyncDisposable {
  /** Joins and is connected to all who are there. */
  join(name: string): Promise<Network>;
  /** Breaks a connection, and what is under way on it. */
  cut(a: PeerId, b: PeerId): Promise<void>;
  mend(a: PeerId, b: PeerId): Promise<void>;
  readonly failures: readonly unknown[];
  advance(durationMs: number): Promise<void>;
  /** Resolves when nothing is under way any more, but for handlers that wait. */
  settle(): Promise<void>;
}

export type OpenWorld = (limits: NetworkLimits) => Promise<World>;

export const LIMITS: NetworkLimits = { messageBytesMax: 100, queueMessagesMax: 4, queueBytesMax: 300 };
const HELLO = utf8('hello');
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** Something to wait for. */
export type Gate = Readonly<{ promise: Promise<void>; open: () => void }>;
function createGate(): Gate {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { promise, open: resolve };
}

const codeOf = (result: Readonly<{ ok: boolean; refusal?: Readonly<{ code: string }> }>): string =>
  result.refusal?.code ?? 'ok';

async function trio(
  open: OpenWorld,
): Promise<Readonly<{ world: World; a: Network; b: Network; c: Network }>> {
  const world = await open(LIMITS);
  return { world, a: await world.join('a'), b: await world.join('b'), c: await world.join('c') };
}

/** Notes what arrives as `from:text`. */
function note(network: Network, channel = 'votes'): string[] {
  const heard: string[] = [];
  network.receive(channel, (bytes, from) => void heard.push(`${from}:${text(bytes)}`));
  return heard;
}

export function testNetwork(name: string, open: OpenWorld): void {
  testMessages(name, open);
  testQueues(name, open);
  testGossip(name, open);
  testRequests(name, open);
  testEndings(name, open);
}

function testMessages(name: string, open: OpenWorld): void {
  test(`${name}: a message reaches the peer it was sent to, on its channel, with the sender's name`, async () => {
    const { world, a, b, c } = await trio(open);
    await using _ = world;
    const [heardB, heardC, other] = [note(b), note(c), note(b, 'blocks')];
    assert.ok(a.send(b.self, 'votes', HELLO).ok);
    assert.deepEqual(heardB, [], 'nothing is handled before the sender goes on');
    await world.settle();
    assert.deepEqual([heardB, heardC, other], [['a:hello'], [], []]);
  });

  test(`${name}: a broadcast reaches every peer but oneself`, async () => {
    const { world, a, b, c } = await trio(open);
    await using _ = world;
    const heard = [note(a), note(b), note(c)];
    assert.ok(a.broadcast('votes', HELLO).ok);
    await world.settle();
    assert.deepEqual(heard, [[], ['a:hello'], ['a:hello']]);
    assert.deepEqual(
      a.peers().map(({ id }) => id),
      ['b', 'c'],
    );
  });

  test(`${name}: messages of one peer on one channel arrive in order, sent or broadcast`, async () => {
    const { world, a, b } = await trio(open);
    await using _ = world;
    const heard: string[] = [];
    b.receive('votes', async (bytes) => {
      for (let turns = heard.length === 0 ? 20 : 0; turns > 0; turns--) await Promise.resolve();
      heard.push(text(bytes));
    });
    for (const count of ['0', '2']) {
      a.send(b.self, 'votes', utf8(count));
      a.broadcast('votes', utf8(String(Number(count) + 1)));
    }
    await world.settle();
    assert.deepEqual(heard, ['0', '1', '2', '3']);
  });

  test(`${name}: the sender may write into its bytes again`, async () => {
    const { world, a, b } = await trio(open);
    await using _ = world;
    const heard = note(b);
    const bytes = HELLO.slice();
    a.send(b.self, 'votes', bytes);
    a.broadcast('votes', bytes);
    bytes.fill(0);
    await world.settle();
    assert.deepEqual(heard, ['a:hello', 'a:hello']);
  });

  test(`${name}: strangers, oneself and messages too long are refused`, async () => {
    const { world, a, b } = await trio(open);
    await using _ = world;
    const heard = note(b);
    const long = new Uint8Array(LIMITS.messageBytesMax + 1);
    assert.equal(codeOf(a.send('nobody' as PeerId, 'votes', HELLO)), 'peer.unknown');
    assert.equal(codeOf(a.send(a.self, 'votes', HELLO)), 'peer.unknown');
    assert.equal(codeOf(a.send(b.self, 'votes', long)), 'message.tooLong');
    assert.equal(codeOf(a.broadcast('votes', long)), 'message.tooLong');
    assert.equal(codeOf(a.gossip('blocks', long)), 'message.tooLong');
    assert.equal(codeOf(await a.request(b.self, 'get', long, { timeoutMs: 10 })), 'message.tooLong');
    assert.ok(a.send(b.self, 'votes', long.subarray(1)).ok);
    await world.settle();
    assert.equal(heard.length, 1);
  });

  test(`${name}: a handler that throws is reported, and the next message is handled`, async () => {
    const { world, a, b } = await trio(open);
    await using _ = world;
    const heard: string[] = [];
    b.receive('votes', async (bytes) => {
      if (heard.push(text(bytes)) === 1) throw new Error('no');
    });
    b.receive('sync', () => {
      throw new Error('neither');
    });
    for (const count of ['1', '2']) a.send(b.self, 'votes', utf8(count));
    a.send(b.self, 'sync', HELLO);
    await world.settle();
    assert.deepEqual(heard, ['1', '2']);
    assert.deepEqual(world.failures.map(String).sort(), ['Error: neither', 'Error: no']);
  });
}

function testQueues(name: string, open: OpenWorld): void {
  test(`${name}: a slow handler holds up its peer's channel and nothing else`, async () => {
    const { world, a, b, c } = await trio(open);
    await using _ = world;
    const gate = createGate();
    const heard: string[] = [];
    b.receive('votes', async (bytes, from) => {
      if (from === a.self) await gate.promise;
      heard.push(`${from}:${text(bytes)}`);
    });
    b.receive('blocks', (_, from) => void heard.push(`${from}:block`));
    a.send(b.self, 'votes', utf8('1'));
    a.send(b.self, 'votes', utf8('2'));
    a.send(b.self, 'blocks', HELLO);
    c.send(b.self, 'votes', utf8('3'));
    await world.settle();
    assert.deepEqual(heard.sort(), ['a:block', 'c:3']);
    gate.open();
    await world.settle();
    assert.deepEqual(heard, ['a:block', 'c:3', 'a:1', 'a:2']);
  });

  test(`${name}: a full queue refuses, counts, and takes again once it has drained`, async () => {
    const { world, a, b, c } = await trio(open);
    await using _ = world;
    const gate = createGate();
    const heard: string[] = [];
    b.receive('votes', async (bytes) => {
      await gate.promise;
      heard.push(text(bytes));
    });
    const heardC = note(c);
    a.send(b.self, 'votes', utf8('0'));
    await world.settle();
    for (let count = 1; count <= LIMITS.queueMessagesMax; count++)
      assert.ok(a.send(b.self, 'votes', utf8(String(count))).ok);
    assert.equal(codeOf(a.send(b.self, 'votes', HELLO)), 'queue.full');
    assert.ok(a.broadcast('votes', HELLO).ok, 'a broadcast does not fail for one slow peer');
    assert.deepEqual(
      a.peers().map(({ droppedCount }) => droppedCount),
      [2, 0],
    );
    gate.open();
    await world.settle();
    assert.deepEqual(heard, ['0', '1', '2', '3', '4']);
    assert.deepEqual(heardC, ['a:hello']);
    assert.ok(a.send(b.self, 'votes', HELLO).ok);
  });

  test(`${name}: a queue is bounded in bytes too`, async () => {
    const { world, a, b } = await trio(open);
    await using _ = world;
    const gate = createGate();
    b.receive('votes', () => gate.promise);
    a.send(b.self, 'votes', HELLO);
    await world.settle();
    const large = new Uint8Array(LIMITS.messageBytesMax);
    const codes = Array.from({ length: 4 }, () => codeOf(a.send(b.self, 'votes', large)));
    assert.deepEqual(codes, ['ok', 'ok', 'ok', 'queue.full']);
    gate.open();
    await world.settle();
    assert.ok(a.send(b.self, 'votes', large).ok);
  });
}

function testGossip(name: string, open: OpenWorld): void {
  test(`${name}: gossip is passed on by those who accept it, and judged once by each`, async () => {
    const { world, a, b, c } = await trio(open);
    await using _ = world;
    const d = await world.join('d');
    await world.cut(a.self, c.self);
    await world.cut(a.self, d.self);
    const judged: string[] = [];
    for (const node of [a, b, c, d])
      node.subscribe('blocks', async (bytes): Promise<GossipVerdict> => {
        judged.push(`${node.self}:${text(bytes)}`);
        return 'accept';
      });
    assert.ok(a.gossip('blocks', HELLO).ok);
    await world.settle();
    assert.deepEqual(judged.sort(), ['b:hello', 'c:hello', 'd:hello']);
    a.gossip('blocks', HELLO);
    await world.settle();
    assert.equal(judged.length, 3);
  });

  test(`${name}: what is ignored or rejected goes no further, and a rejection counts against who passed it on`, async () => {
    const { world, a, b, c } = await trio(open);
    await using _ = world;
    await world.cut(a.self, c.self);
    const judged: string[] = [];
    b.subscribe('blocks', (bytes) => {
      const verdict = text(bytes);
      if (verdict === 'throw') throw new Error('no');
      return verdict === 'reject' ? 'reject' : 'ignore';
    });
    c.subscribe('blocks', (bytes) => {
      judged.push(text(bytes));
      return 'accept';
    });
    for (const verdict of ['ignore', 'reject', 'throw']) a.gossip('blocks', utf8(verdict));
    await world.settle();
    assert.deepEqual(judged, []);
    assert.deepEqual(b.peers(), [
      { id: 'a', droppedCount: 0, rejectedCount: 1 },
      { id: 'c', droppedCount: 0, rejectedCount: 0 },
    ]);
    assert.equal(world.failures.length, 1);
  });

  test(`${name}: gossip that a full queue did not take is judged when it comes again`, async () => {
    const { world, a, b } = await trio(open);
    await using _ = world;
    const gate = createGate();
    const judged: string[] = [];
    b.subscribe('blocks', async (bytes): Promise<GossipVerdict> => {
      await gate.promise;
      judged.push(text(bytes));
      return 'ignore';
    });
    for (let count = 0; count <= LIMITS.queueMessagesMax; count++) {
      a.gossip('blocks', utf8(String(count)));
      await world.settle();
    }
    a.gossip('blocks', HELLO);
    await world.settle();
    assert.equal(a.peers()[0]?.droppedCount, 1);
    gate.open();
    await world.settle();
    a.gossip('blocks', HELLO);
    await world.settle();
    assert.equal(judged.at(-1), 'hello');
  });
}

function testRequests(name: string, open: OpenWorld): void {
  test(`${name}: a request is answered by the peer that serves the protocol`, async () => {
    const { world, a, b } = await trio(open);
    await using _ = world;
    b.serve('double', async (bytes, from) => utf8(`${from}${text(bytes)}${text(bytes)}`));
    const answer = await a.request(b.self, 'double', HELLO, { timeoutMs: 10 });
    assert.ok(answer.ok);
    assert.equal(text(answer.value), 'ahellohello');
  });

  test(`${name}: the server may write into its answer again`, async () => {
    const { world, a, b } = await trio(open);
    await using _ = world;
    const buffer = HELLO.slice();
    b.serve('get', () => buffer);
    const answer = await a.request(b.self, 'get', HELLO, { timeoutMs: 10 });
    buffer.fill(0);
    assert.ok(answer.ok);
    assert.equal(text(answer.value), 'hello');
  });

  test(`${name}: messages stay in order through cuts and mendings while a handler runs`, async () => {
    const { world, a, b } = await trio(open);
    await using _ = world;
    const gates = [createGate(), createGate()];
    const heard: string[] = [];
    b.receive('votes', async (bytes) => {
      heard.push(text(bytes));
      await gates[heard.length - 1]?.promise;
      heard.push(`${text(bytes)} done`);
    });
    a.send(b.self, 'votes', utf8('1'));
    await world.settle();
    for (const count of ['2', '3']) {
      await world.cut(a.self, b.self);
      await world.mend(a.self, b.self);
      a.send(b.self, 'votes', utf8(count));
      await world.settle();
    }
    for (const gate of gates) gate.open();
    await world.settle();
    assert.deepEqual(heard, ['1', '1 done', '3', '3 done']);
  });

  test(`${name}: without an answer a request says why`, async () => {
    const { world, a, b } = await trio(open);
    await using _ = world;
    const gate = createGate();
    b.serve('throws', () => {
      throw new Error('no');
    });
    b.serve('long', () => new Uint8Array(LIMITS.messageBytesMax + 1));
    b.serve('slow', async () => {
      await gate.promise;
      return HELLO;
    });
    const ask = async (peer: string, protocol: string): Promise<string> =>
      codeOf(await a.request(peer as PeerId, protocol, HELLO, { timeoutMs: 10 }));
    assert.equal(await ask('nobody', 'slow'), 'peer.unknown');
    assert.equal(await ask('b', 'unheard'), 'request.unserved');
    assert.equal(await ask('b', 'throws'), 'request.failed');
    assert.equal(await ask('b', 'long'), 'request.failed');
    assert.deepEqual(world.failures.map(String), ['Error: no']);
    const late = ask('b', 'slow');
    await world.settle();
    await world.advance(10);
    assert.equal(await late, 'request.timeout');
    gate.open();
  });

  test(`${name}: requests to one peer are bounded, and room comes back`, async () => {
    const { world, a, b } = await trio(open);
    await using _ = world;
    const gate = createGate();
    b.serve('slow', async () => {
      await gate.promise;
      return HELLO;
    });
    const ask = async (): Promise<string> =>
      codeOf(await a.request(b.self, 'slow', HELLO, { timeoutMs: 10 }));
    const waiting = Array.from({ length: LIMITS.queueMessagesMax }, ask);
    await world.settle();
    assert.equal(await ask(), 'queue.full');
    gate.open();
    assert.deepEqual(new Set(await Promise.all(waiting)), new Set(['ok']));
    assert.equal(await ask(), 'ok');
  });
}

function testEndings(name: string, open: OpenWorld): void {
  test(`${name}: a cut connection loses what is under way, and can be mended`, async () => {
    const { world, a, b } = await trio(open);
    await using _ = world;
    const gate = createGate();
    const heard: string[] = [];
    b.receive('votes', async (bytes) => {
      heard.push(text(bytes));
      await gate.promise;
      heard.push(`${text(bytes)} done`);
    });
    for (const node of [a, b])
      node.serve('slow', async () => {
        await gate.promise;
        return HELLO;
      });
    const answers = [1, 2].flatMap(() => [
      a.request(b.self, 'slow', HELLO, { timeoutMs: 10 }),
      b.request(a.self, 'slow', HELLO, { timeoutMs: 10 }),
    ]);
    for (const count of ['1', '2']) a.send(b.self, 'votes', utf8(count));
    await world.settle();
    await world.cut(a.self, b.self);
    for (const answer of answers) assert.equal(codeOf(await answer), 'peer.gone');
    assert.equal(codeOf(a.send(b.self, 'votes', HELLO)), 'peer.unknown');
    assert.equal(codeOf(await a.request(b.self, 'slow', HELLO, { timeoutMs: 10 })), 'peer.unknown');
    await world.mend(a.self, b.self);
    assert.ok(a.send(b.self, 'votes', utf8('3')).ok);
    await world.settle();
    gate.open();
    await world.settle();
    assert.deepEqual(heard, ['1', '1 done', '3', '3 done']);
  });

  test(`${name}: a handler taken away hears no more, and its place is free`, async () => {
    const { world, a, b } = await trio(open);
    await using _ = world;
    const heard: string[] = [];
    const first = b.receive('votes', (bytes) => void heard.push(text(bytes)));
    assert.throws(() => b.receive('votes', () => {}), { name: 'InvariantViolation' });
    a.send(b.self, 'votes', HELLO);
    first[Symbol.dispose]();
    await world.settle();
    const again = note(b);
    first[Symbol.dispose]();
    a.send(b.self, 'votes', HELLO);
    await world.settle();
    assert.deepEqual([heard, again], [[], ['a:hello']]);
    const server = b.serve('get', () => HELLO);
    server[Symbol.dispose]();
    assert.equal(codeOf(await a.request(b.self, 'get', HELLO, { timeoutMs: 10 })), 'request.unserved');
  });

  test(`${name}: whoever leaves is gone for all, refuses everything, and waits for its handlers`, async () => {
    const { world, a, b, c } = await trio(open);
    await using _ = world;
    const gate = createGate();
    const heard: string[] = [];
    b.receive('votes', async (bytes) => {
      await gate.promise;
      heard.push(text(bytes));
    });
    for (const node of [b, c])
      node.serve('slow', async () => {
        await gate.promise;
        return HELLO;
      });
    const asked = a.request(b.self, 'slow', HELLO, { timeoutMs: 10 });
    const own = b.request(c.self, 'slow', HELLO, { timeoutMs: 10 });
    for (const count of ['1', '2']) a.send(b.self, 'votes', utf8(count));
    await world.settle();
    let isOver = false;
    const leaving = Promise.resolve(b[Symbol.asyncDispose]()).then(() => {
      isOver = true;
    });
    assert.equal(codeOf(await asked), 'peer.gone');
    assert.equal(codeOf(await own), 'network.closed');
    await world.settle();
    assert.equal(isOver, false);
    gate.open();
    await leaving;
    assert.deepEqual(heard, ['1'], 'what waited was dropped');
    assert.equal(codeOf(a.send(b.self, 'votes', HELLO)), 'peer.unknown');
    assert.deepEqual(
      [a, b].map((node) => node.peers().map(({ id }) => id)),
      [['c'], []],
    );
    assert.equal(codeOf(b.send(a.self, 'votes', HELLO)), 'network.closed');
    assert.equal(codeOf(b.broadcast('votes', HELLO)), 'network.closed');
    assert.equal(codeOf(b.gossip('blocks', HELLO)), 'network.closed');
    assert.equal(codeOf(await b.request(a.self, 'slow', HELLO, { timeoutMs: 10 })), 'network.closed');
    await b[Symbol.asyncDispose]();
  });
}
