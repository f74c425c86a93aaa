import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { utf8 } from '@ashlar/base';
import { HANDLERS_MAX, InProcessHub, type NodePorts, PEERS_MAX } from '@ashlar/network';
import type { Network, NetworkLimits, PeerId } from '@ashlar/ports';
import { Seen } from '../src/seen.ts';
import { LIMITS, testNetwork, type World } from './compliance.ts';

/** Time that goes on only when told. */
class ManualClock {
  #now = 0;
  readonly #timers = new Set<Readonly<{ at: number; run: () => void }>>();

  get timerCount(): number {
    return this.#timers.size;
  }

  after(delayMs: number, run: () => void): Disposable {
    const timer = { at: this.#now + delayMs, run };
    this.#timers.add(timer);
    return { [Symbol.dispose]: () => void this.#timers.delete(timer) };
  }

  advance(durationMs: number): void {
    this.#now += durationMs;
    for (const timer of [...this.#timers].filter(({ at }) => at <= this.#now)) {
      this.#timers.delete(timer);
      timer.run();
    }
  }
}

class InProcessWorld implements World {
  readonly failures: unknown[] = [];
  readonly #clock = new ManualClock();
  readonly #hub: InProcessHub;
  readonly #nodes: Network[] = [];

  constructor(limits: NetworkLimits) {
    this.#hub = new InProcessHub(limits);
  }

  async join(name: string): Promise<Network> {
    const onFailure = (cause: unknown): void => void this.failures.push(cause);
    const node = this.#hub.join(name as PeerId, { clock: this.#clock, onFailure });
    this.#nodes.push(node);
    return node;
  }

  async cut(a: PeerId, b: PeerId): Promise<void> {
    this.#hub.cut(a, b);
  }

  async mend(a: PeerId, b: PeerId): Promise<void> {
    this.#hub.mend(a, b);
  }

  async advance(durationMs: number): Promise<void> {
    this.#clock.advance(durationMs);
  }

  /** All that is under way are microtasks. */
  async settle(): Promise<void> {
    await turn();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    assert.equal(this.#clock.timerCount, 0, 'no timer outlives its request');
    for (const node of this.#nodes) await node[Symbol.asyncDispose]();
  }
}

testNetwork('in process', async (limits) => new InProcessWorld(limits));

const PORTS: NodePorts = { clock: new ManualClock(), onFailure: (cause) => assert.fail(String(cause)) };

test('names are taken once, and free again when their node has left', async () => {
  const hub = new InProcessHub(LIMITS);
  const first = hub.join('a' as PeerId, PORTS);
  assert.throws(() => hub.join('a' as PeerId, PORTS), { name: 'InvariantViolation' });
  await first[Symbol.asyncDispose]();
  hub.join('a' as PeerId, PORTS);
});

test('a hub and the handlers of a node are bounded', () => {
  const hub = new InProcessHub(LIMITS);
  for (let count = 0; count < PEERS_MAX; count++) hub.join(`${count}` as PeerId, PORTS);
  assert.throws(() => hub.join('more' as PeerId, PORTS), { name: 'InvariantViolation' });
  const node = new InProcessHub().join('a' as PeerId, PORTS);
  for (let count = 0; count < HANDLERS_MAX; count++) node.receive(`${count}`, () => {});
  assert.throws(() => node.receive('more', () => {}), { name: 'InvariantViolation' });
});

test('what was seen is forgotten from the oldest, and topics are apart', () => {
  const seen = new Seen(2);
  const [a, b, c] = ['a', 'b', 'c'].map((topic) => Seen.keyOf(topic, utf8('x')));
  for (const key of [a!, b!, c!]) seen.add(key);
  assert.deepEqual(
    [a!, b!, c!].map((key) => seen.has(key)),
    [false, true, true],
  );
  assert.notEqual(Seen.keyOf('ab', utf8('c')), Seen.keyOf('a', utf8('bc')));
});
