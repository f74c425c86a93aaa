/**
 * A host: the driver of one simulated validator. It owns what the machine must not: log, signer, clock, application.
 *
 * Effects are performed strictly in order; before anything is signed or sent, what was logged before is flushed, which
 * takes time. A crash ends the process between any two effects.
 * @module
 */
import { simplex } from '@ashlar/consensus';
import { fakeCiphers, type Machine } from '@ashlar/consensus/testing';
import { CrashLog } from '../crash-log.ts';
import type { Prng } from '../prng.ts';

/** An epoch as one host sees it: its configuration, and whose key stands at each index. */
export type EpochView = Readonly<{ config: simplex.Config; members: readonly number[] }>;

/** What a host needs of the world around it. */
export interface Surroundings {
  readonly nowMs: number;
  readonly prng: Prng;
  readonly isFlushSkipped: boolean;
  /** How long a leader waits for something to propose. */
  paceMs(): number;
  /** Whether the host's signer forgets with its log. */
  isSignerForgetful(host: Host): boolean;
  /** Runs `run` if the host still lives the same life then. */
  schedule(host: Host, afterMs: number, run: () => void): void;
  epochOf(host: Host, epoch: number, base: simplex.Floor): EpochView;
  send(host: Host, instance: Instance, to: simplex.Peer | 'all', message: simplex.Message): void;
  sign(host: Host, instance: Instance, statement: simplex.Statement): Uint8Array;
  nextSetAt(height: number): simplex.Digest;
  isPayloadValid(payload: simplex.Digest): boolean;
  newPayload(host: Host): simplex.Digest;
  flushMs(host: Host): number;
  judgeMs(): number;
  onCommit(host: Host, block: simplex.Block): void;
  onEffect(host: Host, instance: Instance, effect: simplex.Effect): void;
  onStep(host: Host, instance: Instance, input: simplex.Input): void;
}

/** One epoch's machine, with its log. */
export type Instance = EpochView & {
  readonly epoch: number;
  readonly log: CrashLog<simplex.LogRecord>;
  state: simplex.State;
  /** The signer's own memory: outlives any loss of the log. */
  signer: { view: number; voteCount: number };
  readonly timers: Map<simplex.Timer, number>;
};

/** What clocks show when a simulation begins. */
const START_MS = 1_700_000_000_000;
/** A driver that breaks its contract flushes this late. */
const LATE_FLUSH_MS = 500;

export class Host {
  readonly node: number;
  /** Which validator's key it signs with; twins share one. */
  readonly key: number;
  /** Oldest first, one for each epoch begun. */
  readonly instances: Instance[] = [];
  /** Final blocks by height from 1: the durable chain of the application. */
  readonly chain: simplex.Block[] = [];
  /** How far the clock is ahead. */
  clockMs = 0;
  /** Stopped until then. */
  pausedUntilMs = 0;
  isUp = true;
  life = 0;
  readonly #world: Surroundings;
  readonly #machine: Machine;
  #queue: Array<readonly [Instance, simplex.Effect]> = [];
  #isFlushing = false;
  #timerCount = 0;
  #drift = { perMille: 0, sinceMs: 0 };

  constructor(world: Surroundings, machine: Machine, node: number, key: number) {
    this.#world = world;
    this.#machine = machine;
    this.node = node;
    this.key = key;
  }

  get current(): Instance {
    return this.instances.at(-1)!;
  }

  get timeMs(): number {
    return START_MS + this.#world.nowMs + this.clockMs + this.#driftedMs;
  }

  /** From now on clock and timers run faster by so many thousandths. */
  drift(perMille: number): void {
    this.clockMs += this.#driftedMs;
    this.#drift = { perMille, sinceMs: this.#world.nowMs };
  }

  get #driftedMs(): number {
    const { perMille, sinceMs } = this.#drift;
    return Math.floor(((this.#world.nowMs - sinceMs) * perMille) / 1_000);
  }

  beginEpoch(epoch: number, base: simplex.Floor): void {
    if (this.instances.some((instance) => instance.epoch === epoch)) return;
    const view = this.#world.epochOf(this, epoch, base);
    const [state, effects] = this.#machine.open(view.config, simplex.NOTHING_DURABLE);
    const instance: Instance = {
      ...view,
      epoch,
      log: new CrashLog(simplex.frame),
      state,
      signer: { view: 0, voteCount: 0 },
      timers: new Map(),
    };
    this.instances.push(instance);
    this.#perform(instance, effects);
  }

  /** Power off. */
  crash(): void {
    this.isUp = false;
    this.life += 1;
    this.#queue = [];
    this.#isFlushing = false;
  }

  /** Power on, with what the disks kept. `lostRecords`: the current log comes from a copy that much older. */
  restart(lostRecords: number): void {
    this.isUp = true;
    for (const instance of [...this.instances]) {
      const { records } = simplex.readLog(fakeCiphers, instance.log.crash(this.#world.prng));
      const lost = instance === this.current ? lostRecords : 0;
      const kept = records.slice(0, Math.max(0, records.length - lost));
      instance.log.restore(kept);
      instance.timers.clear();
      if (this.#world.isSignerForgetful(this)) instance.signer = { view: 0, voteCount: 0 };
      const durable = { records: kept, signer: instance.signer, isTainted: false };
      const [state, effects] = this.#machine.open(instance.config, durable);
      instance.state = state;
      this.#perform(instance, effects);
    }
  }

  /** @param fromKey the authenticated sender */
  deliver(epoch: number, fromKey: number, message: simplex.Message): void {
    const instance = this.instances.find((candidate) => candidate.epoch === epoch);
    if (!this.isUp || instance === undefined) return;
    const from = instance.members.indexOf(fromKey);
    this.#input(instance, {
      kind: 'message',
      from: from < 0 ? simplex.VALIDATORS_MAX + fromKey : from,
      message,
    });
  }

  #input(instance: Instance, input: simplex.Input): void {
    const [state, effects] = this.#machine.step(instance.config, instance.state, input);
    instance.state = state;
    this.#world.onStep(this, instance, input);
    this.#perform(instance, effects);
  }

  #perform(instance: Instance, effects: readonly simplex.Effect[]): void {
    const isIdle = this.#queue.length === 0;
    for (const effect of effects) this.#queue.push([instance, effect]);
    if (isIdle) this.#drain();
  }

  /** Performs effects from the front of the queue, until it is empty or the disk makes us wait. */
  #drain(): void {
    for (let next = this.#queue[0]; next !== undefined && !this.#isFlushing; next = this.#queue[0]) {
      const [instance, effect] = next;
      const speaks = effect.kind === 'sign' || effect.kind === 'send';
      if (speaks && !instance.log.isFlushed && this.#beginFlush(instance)) return;
      this.#world.onEffect(this, instance, effect);
      this.#performOne(instance, effect);
      this.#queue.shift();
    }
  }

  /** Whether the effect must wait for the disk. */
  #beginFlush(instance: Instance): boolean {
    const count = instance.log.length;
    if (this.#world.isFlushSkipped) {
      this.#world.schedule(this, LATE_FLUSH_MS, () => instance.log.flush(count));
      return false;
    }
    const flushMs = this.#world.flushMs(this);
    if (flushMs === 0) {
      instance.log.flush(count);
      return false;
    }
    this.#isFlushing = true;
    this.#world.schedule(this, flushMs, () => {
      instance.log.flush(count);
      this.#isFlushing = false;
      this.#drain();
    });
    return true;
  }

  #performOne(instance: Instance, effect: simplex.Effect): void {
    switch (effect.kind) {
      case 'persist':
        instance.log.append(effect.record);
        return;
      case 'sign':
        this.#sign(instance, effect.statement, effect.voteNumber);
        return;
      case 'send':
        this.#world.send(this, instance, effect.to, effect.message);
        return;
      case 'build':
        this.#build(instance, effect);
        return;
      case 'judge':
        this.#judge(instance, effect.block);
        return;
      case 'commit':
        this.#world.onCommit(this, effect.block);
        if (effect.block.header.height > this.chain.length) this.chain.push(effect.block);
        return;
      case 'sealed': {
        const { block, height, timeMs } = effect.floor;
        this.beginEpoch(instance.epoch + 1, simplex.baseOf(block, height, timeMs));
        return;
      }
      case 'arm':
        this.#arm(instance, effect.timer, effect.view, effect.afterMs);
        return;
      case 'lookup':
        this.#lookup(instance, effect);
        return;
      default: // Reports, blame and alarms are for the world, which has seen them.
    }
  }

  #sign(instance: Instance, statement: simplex.Statement, voteNumber: number): void {
    const { view, voteCount } = instance.signer;
    instance.signer = { view: Math.max(view, statement.view), voteCount: Math.max(voteCount, voteNumber) };
    const signature = this.#world.sign(this, instance, statement);
    this.#input(instance, { kind: 'signed', statement, signature });
  }

  #build(
    instance: Instance,
    { view, parent, mustBeEmpty }: Extract<simplex.Effect, { kind: 'build' }>,
  ): void {
    const { floor, blocks } = instance.state;
    const height = (blocks.get(parent)?.block.header.height ?? floor.height) + 1;
    const payload = mustBeEmpty ? simplex.NONE : this.#world.newPayload(this);
    const nextSet = mustBeEmpty ? simplex.NONE : this.#world.nextSetAt(height);
    this.#later(instance, this.#world.paceMs() + this.#world.judgeMs(), () => ({
      kind: 'built',
      view,
      parent,
      payload,
      nextSet,
      timeMs: this.timeMs,
    }));
  }

  #judge(instance: Instance, { hash, header }: simplex.Block): void {
    const isEmpty = header.payload === simplex.NONE;
    const hasRightSet = isEmpty
      ? header.nextSet !== simplex.NONE
      : header.nextSet === this.#world.nextSetAt(header.height);
    const verdict = hasRightSet && this.#world.isPayloadValid(header.payload) ? 'valid' : 'invalid';
    this.#later(instance, this.#world.judgeMs(), () => ({
      kind: 'judged',
      block: hash,
      verdict,
      nowMs: this.timeMs,
    }));
  }

  #arm(instance: Instance, timer: simplex.Timer, view: number, afterMs: number): void {
    const count = ++this.#timerCount;
    instance.timers.set(timer, count);
    const ownMs = Math.floor((afterMs * 1_000) / (1_000 + this.#drift.perMille));
    this.#world.schedule(this, ownMs, () => {
      if (instance.timers.get(timer) === count) this.#input(instance, { kind: 'timeout', timer, view });
    });
  }

  #lookup(instance: Instance, { to, block, aboveHeight }: Extract<simplex.Effect, { kind: 'lookup' }>): void {
    const top = this.chain.findIndex(({ hash }) => hash === block);
    if (top < 0) return;
    const blocks = this.chain.slice(Math.max(aboveHeight, top - 31), top + 1).reverse();
    if (blocks.length > 0) this.#world.send(this, instance, to, { kind: 'blocks', blocks });
  }

  #later(instance: Instance, afterMs: number, input: () => simplex.Input): void {
    this.#world.schedule(this, afterMs, () => this.#input(instance, input()));
  }
}
