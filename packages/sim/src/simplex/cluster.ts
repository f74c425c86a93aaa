/**
 * A cluster: hosts, network, faults and checkers in one virtual time, driven by one scenario.
 *
 * First the safety phase, where anything may fail; then everything heals, and the honest must finalize again.
 * @module
 */
import { assert, hex, uint32be } from '@ashlar/base';
import { simplex } from '@ashlar/consensus';
import { fakeCiphers, fakeSign, type Machine, machineWithout } from '@ashlar/consensus/testing';
import { Coverage } from '../coverage.ts';
import { EventHeap } from '../event-heap.ts';
import { Network } from '../network.ts';
import { Prng } from '../prng.ts';
import { Trace } from '../trace.ts';
import { LIES, type Outgoing } from './adversaries.ts';
import { Checkers, type Exhibit, RETENTION_VIEWS, type Violation } from './checkers.ts';
import { type EpochView, Host, type Instance, type Surroundings } from './host.ts';
import { note } from './notes.ts';
import { CALM_LINK, type Fault, type Scenario } from './scenario.ts';

export type Outcome = Readonly<{
  violations: readonly Violation[];
  traceHash: string;
  timeline: string;
  simulatedMs: number;
  events: number;
  /** Final blocks of the most advanced honest node. */
  height: number;
  /** Views that the healed cluster needed until every honest node had a new final block. */
  viewsToRecover: number;
  /** Views of the script that decided about a message before the world healed; those after made no difference. */
  scriptedViews: number;
  coverage: Coverage;
  /** Evidence of a fork, and what honest nodes reported, each once. */
  evidence: readonly Exhibit[];
  /** From the start of building to finality at an honest node, mean over blocks and nodes, in ms. */
  finalityMeanMs: number;
}>;

/** Told of each statement that an honest validator signs, again after a restart; `block` unless it is a Nullify. */
export type Listener = (
  signer: simplex.Index,
  statement: simplex.Statement,
  block: simplex.Header | undefined,
) => void;

type Event = Readonly<{ host: Host | undefined; life: number; run: () => void }>;

/** A run with more events, whatever its size or for each pair of validators, is a livelock. */
const EVENTS_MAX = 5_000_000;
const EVENTS_PER_PAIR_MAX = 400;
/** The chain that is simulated: what a judge must know to verify its evidence. */
export const SIMULATED_CHAIN_ID: Uint8Array = new TextEncoder().encode('ashlar/simulation');
const DOMAIN = simplex.domainOf(SIMULATED_CHAIN_ID);
/** A healed cluster has this many Δ to finalize: ten views at the longest back-off and two resends. */
const LIVENESS_DELAYS = 1_200;
/** ... and in each of its views an idle leader may wait. */
const LIVENESS_PACES = 40;
/** A bad machine (`walLoser`, `clockSkewer`) fails once in so many waits of a leader. */
const TROUBLE_DELAYS = 12;
/** What a clock that is never right may show, in ms. */
const SKEWS_MS = [-86_400_000, -5_000, -500, 500, 5_000, 86_400_000];
const BASE = simplex.genesisBase(fakeCiphers, SIMULATED_CHAIN_ID);

/** Runs a scenario to its end. */
export function simulate(
  scenario: Scenario,
  options: Readonly<{ machine?: Machine; isTraced?: boolean; listener?: Listener }> = {},
): Outcome {
  const { machine = machineWithout([]), isTraced = false, listener } = options;
  return new Cluster(scenario, machine, isTraced, listener).run();
}

export class Cluster implements Surroundings {
  nowMs = 0;
  readonly prng: Prng;
  readonly isFlushSkipped: boolean;
  readonly hosts: readonly Host[];
  readonly #scenario: Scenario;
  readonly #network: Network;
  readonly #heap = new EventHeap<Event>();
  readonly #checkers: Checkers;
  readonly #trace: Trace;
  readonly #listener: Listener | undefined;
  readonly #coverage = new Coverage();
  readonly #keys: readonly Uint8Array[];
  readonly #epochs = new Map<
    number,
    Omit<EpochView, 'config'> & { validators: readonly simplex.Validator[] }
  >();
  readonly #badPayloads = new Set<simplex.Digest>();
  readonly #doubles = new Map<number, Map<number, simplex.Block>>();
  readonly #slowDisks = new Map<number, number>();
  readonly #builtAtMs = new Map<simplex.Digest, number>();
  #finality = { sumMs: 0, count: 0 };
  #payloadCount = 0;
  #events = 0;
  #isHealed = false;
  #scriptedViews = 0;

  constructor(scenario: Scenario, machine: Machine, isTraced: boolean, listener: Listener | undefined) {
    this.#scenario = scenario;
    this.#listener = listener;
    this.prng = new Prng(scenario.seed + 1);
    this.isFlushSkipped = scenario.isFlushSkipped;
    this.#network = new Network(this.prng, scenario.link);
    this.#trace = new Trace(isTraced);
    this.#keys = Array.from({ length: scenario.size }, (_, key) => uint32be(key));
    const honest = this.#keys.map((_, key) => key).filter((key) => !scenario.adversaries.has(key));
    this.#checkers = new Checkers(new Set(honest), () => this.nowMs);
    const twins = [...scenario.adversaries].filter(([, name]) => name === 'twin').map(([key]) => key);
    this.hosts = [...this.#keys.keys(), ...twins].map((key, node) => new Host(this, machine, node, key));
  }

  run(): Outcome {
    for (const host of this.hosts) host.beginEpoch(1, BASE);
    for (const fault of this.#scenario.faults) this.#at(fault.atMs, () => this.#inflict(fault));
    for (const host of this.hosts) this.#trouble(host);
    this.#advance(this.#scenario.chaosMs, () => this.#isScriptPlayed());
    const viewsToRecover = this.#recover();
    this.#checkers.finish();
    return {
      violations: this.#checkers.violations,
      traceHash: this.#trace.hash,
      timeline: this.#trace.timeline(this.hosts.length),
      simulatedMs: this.nowMs,
      events: this.#events,
      height: Math.max(...this.#honestHosts().map(({ chain }) => chain.length)),
      viewsToRecover,
      scriptedViews: this.#scriptedViews,
      coverage: this.#coverage,
      evidence: this.#checkers.exhibits,
      finalityMeanMs: this.#finality.sumMs / this.#finality.count,
    };
  }

  /** Whether every host has left the scripted views behind. Without a script, never. */
  #isScriptPlayed(): boolean {
    const { length } = this.#scenario.script;
    return length > 0 && this.hosts.every(({ current }) => current.state.view > length);
  }

  /** The liveness phase. With more than a third faulty nothing is promised, and nothing asked. */
  #recover(): number {
    this.#heal();
    const { size, weights, adversaries, delayMs, paceMs } = this.#scenario;
    const faulty = [...adversaries.keys()].reduce((sum, key) => sum + weights[key]!, 0);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    if (size > 0 && faulty * 3 >= total) return 0;
    const honest = this.#honestHosts();
    const target = Math.max(...honest.map(({ chain }) => chain.length)) + 1;
    const startViews = this.#viewsPassed(honest);
    const hasRecovered = (): boolean => honest.every(({ chain }) => chain.length >= target);
    this.#advance(this.nowMs + LIVENESS_DELAYS * delayMs + LIVENESS_PACES * paceMs, hasRecovered);
    if (!hasRecovered()) {
      const heights = honest.map(
        ({ chain, current }) => `${chain.length}@${current.epoch}/${current.state.view}`,
      );
      this.#checkers.violations.push({
        rule: 'liveness',
        detail: `no block ${target} at all nodes: ${heights.join(' ')}`,
        atMs: this.nowMs,
      });
    }
    return this.#viewsPassed(honest) - startViews;
  }

  #viewsPassed(hosts: readonly Host[]): number {
    return Math.max(
      ...hosts.map(({ instances }) => instances.reduce((sum, { state }) => sum + state.view, 0)),
    );
  }

  #honestHosts(): readonly Host[] {
    return this.hosts.filter(({ key }) => !this.#scenario.adversaries.has(key));
  }

  #advance(untilMs: number, isDone: () => boolean): void {
    const eventsMax = Math.max(EVENTS_MAX, EVENTS_PER_PAIR_MAX * this.hosts.length ** 2);
    while (this.#heap.nextMs <= untilMs && !isDone()) {
      this.nowMs = this.#heap.nextMs;
      const { host, life, run } = this.#heap.pop()!;
      if (host !== undefined && host.life !== life) continue;
      if (host !== undefined && host.pausedUntilMs > this.nowMs) {
        this.#heap.push(host.pausedUntilMs, { host, life, run });
        continue;
      }
      assert(++this.#events < eventsMax, 'a simulation ends');
      run();
    }
    if (!isDone()) this.nowMs = Math.max(this.nowMs, untilMs);
  }

  #heal(): void {
    this.#isHealed = true;
    this.#trace.note(this.nowMs, undefined, 'healed');
    this.#network.heal({ ...CALM_LINK, delayMaxMs: Math.floor(this.#scenario.delayMs / 2) });
    this.#slowDisks.clear();
    for (const host of this.hosts) {
      host.drift(0);
      host.clockMs = 0;
      host.pausedUntilMs = 0;
      if (!host.isUp) host.restart(0);
    }
  }

  #inflict(fault: Fault): void {
    if (this.#isHealed) return;
    const untilMs = this.nowMs + fault.forMs;
    this.#trace.note(this.nowMs, undefined, JSON.stringify(fault));
    this.#coverage.hit(`fault ${fault.kind}`);
    switch (fault.kind) {
      case 'crash':
      case 'rollback': {
        const host = this.hosts[fault.node]!;
        if (!host.isUp) return;
        host.crash();
        this.#at(untilMs, () => {
          if (!host.isUp) host.restart(fault.kind === 'rollback' ? fault.records : 0);
        });
        return;
      }
      case 'partition': {
        const side = new Set(fault.side);
        const others = new Set(this.hosts.map(({ node }) => node).filter((node) => !side.has(node)));
        this.#network.obstruct({ kind: 'cut', untilMs, from: side, to: others });
        if (!fault.oneWay) this.#network.obstruct({ kind: 'cut', untilMs, from: others, to: side });
        return;
      }
      case 'clog':
        this.#network.obstruct({
          kind: 'clog',
          untilMs,
          from: new Set([fault.from]),
          to: new Set([fault.to]),
        });
        return;
      case 'clock': {
        const host = this.hosts[fault.node]!;
        host.clockMs += fault.byMs;
        this.#at(untilMs, () => {
          if (!this.#isHealed) host.clockMs -= fault.byMs;
        });
        return;
      }
      case 'drift': {
        const host = this.hosts[fault.node]!;
        host.drift(fault.perMille);
        this.#at(untilMs, () => host.drift(0));
        return;
      }
      case 'pause':
        this.hosts[fault.node]!.pausedUntilMs = untilMs;
        return;
      default:
        this.#slowDisks.set(fault.node, fault.flushMs);
        this.#at(untilMs, () => this.#slowDisks.delete(fault.node));
    }
  }

  /** A bad machine fails again and again, until the end of the world. */
  #trouble(host: Host): void {
    const name = this.#scenario.adversaries.get(host.key);
    if (name !== 'walLoser' && name !== 'clockSkewer') return;
    const { delayMs, paceMs } = this.#scenario;
    const periodMs = TROUBLE_DELAYS * (delayMs + paceMs);
    this.#at(this.nowMs + this.prng.between(delayMs, periodMs), () => {
      if (name === 'clockSkewer') {
        host.clockMs = this.prng.pick(SKEWS_MS);
      } else if (host.isUp) {
        host.crash();
        host.restart(this.prng.below(host.current.log.length + 1));
      }
      this.#trouble(host);
    });
  }

  #at(atMs: number, run: () => void): void {
    this.#heap.push(atMs, { host: undefined, life: 0, run });
  }

  schedule(host: Host, afterMs: number, run: () => void): void {
    this.#heap.push(this.nowMs + afterMs, { host, life: host.life, run });
  }

  epochOf(host: Host, epoch: number, base: simplex.Floor): EpochView {
    const { members, validators } = this.#validatorsOf(epoch);
    const self = members.indexOf(host.key);
    const { delayMs, paceMs, watchMs } = this.#scenario;
    const config: simplex.Config = {
      domain: DOMAIN,
      epoch,
      validators,
      self: self < 0 ? undefined : self,
      leaderOf: this.#leaders(validators, members),
      base,
      timing: { delayMs, paceMs, driftMs: delayMs * 2, watchMs },
      retentionViews: RETENTION_VIEWS,
      skipViews: 2 * RETENTION_VIEWS,
      ciphers: fakeCiphers,
    };
    return { config, members };
  }

  #leaders(
    validators: readonly simplex.Validator[],
    members: readonly number[],
  ): (view: number) => simplex.Index {
    const inTurn = simplex.roundRobin(validators);
    const { script } = this.#scenario;
    return (view) =>
      script[view - 1] === undefined ? inTurn(view) : members.indexOf(script[view - 1]!.leader);
  }

  /** Each epoch gives its weights to the next key; from five validators on, one takes a rest if the rest can bear it. */
  #validatorsOf(epoch: number): { members: readonly number[]; validators: readonly simplex.Validator[] } {
    const known = this.#epochs.get(epoch);
    if (known !== undefined) return known;
    const { size, weights } = this.#scenario;
    const canRest =
      Math.floor((size - 2) / 3) === Math.floor((size - 1) / 3) && weights[0] === weights.at(-1);
    const resting = canRest && epoch > 1 ? epoch % size : -1;
    const all = this.#keys
      .map((key, index) => ({ key, weight: BigInt(weights[(index + epoch) % size]!), index }))
      .filter(({ index }) => index !== resting);
    const validators = simplex.sortValidators(all);
    const members = validators.map((validator) => (validator as (typeof all)[number]).index);
    const view = { members, validators };
    this.#epochs.set(epoch, view);
    return view;
  }

  send(host: Host, instance: Instance, to: simplex.Peer | 'all', message: simplex.Message): void {
    const { view } = instance.state;
    const scripted = this.#isHealed ? undefined : this.#scenario.script[view - 1];
    if (scripted !== undefined) this.#scriptedViews = Math.max(this.#scriptedViews, view);
    const key =
      to === 'all'
        ? undefined
        : to < simplex.VALIDATORS_MAX
          ? instance.members[to]
          : to - simplex.VALIDATORS_MAX;
    for (const target of this.hosts) {
      if (scripted !== undefined && ((scripted.side >> host.node) ^ (scripted.side >> target.node)) & 1)
        continue;
      if (target.key === host.key || (key !== undefined && target.key !== key)) continue;
      for (const { message: out, afterMs } of this.#outgoing(host, instance, target, message))
        this.#transmit(host, target, instance.epoch, out, afterMs);
    }
  }

  #outgoing(host: Host, instance: Instance, target: Host, message: simplex.Message): readonly Outgoing[] {
    const name = this.#scenario.adversaries.get(host.key);
    if (name === undefined || instance.config.self === undefined) return [{ message, afterMs: 0 }];
    if (name === 'twin' && this.#scenario.script.length === 0 && !this.#isTwinHeard(host, target)) return [];
    const doubles = this.#doubles.get(host.node) ?? new Map<number, simplex.Block>();
    this.#doubles.set(host.node, doubles);
    return LIES[name](
      {
        prng: this.prng,
        instance,
        delayMs: this.#scenario.delayMs,
        to: target.node,
        doubles,
        sign: (statement) => this.#signature(host.key, instance, statement),
        colluders: this.#colluders(instance),
        signTogether: (statement) =>
          fakeCiphers.aggregate(
            this.#colluders(instance).map((index) =>
              this.#signature(instance.members[index]!, instance, statement),
            ),
          )!,
      },
      message,
    );
  }

  /** Each copy of a twin talks to its half of the network; who is in which half changes with time. */
  #isTwinHeard(twin: Host, target: Host): boolean {
    const slice = Math.floor(this.nowMs / (this.#scenario.delayMs * 16));
    const side = (Math.imul(target.node + 1, 0x9e3779b1) >>> (slice % 24)) & 1;
    return side === (twin.node >= this.#scenario.size ? 1 : 0);
  }

  #transmit(from: Host, to: Host, epoch: number, message: simplex.Message, afterMs: number): void {
    const bytes = this.#scenario.isEncoded ? simplex.encodeMessage(epoch, message) : undefined;
    for (const atMs of this.#network.arrivals(this.nowMs, from.node, to.node)) {
      this.#heap.push(atMs + afterMs, {
        host: to,
        life: to.life,
        run: () => to.deliver(epoch, from.key, bytes === undefined ? message : decoded(bytes)),
      });
    }
  }

  sign(host: Host, instance: Instance, statement: simplex.Statement): Uint8Array {
    this.#checkers.onSigned(host.key, instance, statement);
    if (!this.#scenario.adversaries.has(host.key))
      this.#listener?.(
        instance.config.self!,
        statement,
        instance.state.blocks.get(statement.block)?.block.header,
      );
    return this.#signature(host.key, instance, statement);
  }

  #colluders(instance: Instance): readonly simplex.Index[] {
    const { adversaries } = this.#scenario;
    return instance.members.flatMap((key, index) => (adversaries.has(key) ? [index] : []));
  }

  #signature(key: number, instance: Instance, statement: simplex.Statement): Uint8Array {
    return fakeSign(this.#keys[key]!, simplex.statementBytes(DOMAIN, instance.epoch, statement));
  }

  nextSetAt(height: number): simplex.Digest {
    const { epochBlocks } = this.#scenario;
    if (epochBlocks === 0 || height % epochBlocks !== 0) return simplex.NONE;
    return digestOf('set', height);
  }

  isPayloadValid(payload: simplex.Digest): boolean {
    return !this.#badPayloads.has(payload);
  }

  newPayload(host: Host): simplex.Digest {
    const payload = digestOf('payload', ++this.#payloadCount);
    this.#builtAtMs.set(payload, this.nowMs);
    if (this.#scenario.adversaries.get(host.key) === 'badPayload') this.#badPayloads.add(payload);
    return payload;
  }

  flushMs(host: Host): number {
    const { flushMaxMs } = this.#scenario;
    return this.#slowDisks.get(host.node) ?? (flushMaxMs === 0 ? 0 : this.prng.below(flushMaxMs + 1));
  }

  paceMs(): number {
    const { paceMs } = this.#scenario;
    return paceMs === 0 ? 0 : this.prng.below(paceMs + 1);
  }

  isSignerForgetful(host: Host): boolean {
    return this.isFlushSkipped || this.#scenario.adversaries.get(host.key) === 'walLoser';
  }

  judgeMs(): number {
    const { judgeMaxMs } = this.#scenario;
    return judgeMaxMs === 0 ? 0 : this.prng.below(judgeMaxMs + 1);
  }

  onCommit(host: Host, block: simplex.Block): void {
    this.#checkers.onCommit(host, block);
    const builtAtMs = this.#builtAtMs.get(block.header.payload);
    if (builtAtMs === undefined || host.chain.length >= block.header.height) return;
    this.#finality = {
      sumMs: this.#finality.sumMs + this.nowMs - builtAtMs,
      count: this.#finality.count + 1,
    };
  }

  onEffect(host: Host, instance: Instance, effect: simplex.Effect): void {
    this.#checkers.onEffect(host, instance, effect);
    this.#trace.mix(this.nowMs, host.node, instance.epoch, instance.state.view, effect.kind.charCodeAt(0));
    if (effect.kind === 'commit') this.#trace.mixText(effect.block.hash);
    note(this.#trace, this.#coverage, this.nowMs, host, instance, effect);
  }

  onStep(host: Host, instance: Instance, input: simplex.Input): void {
    this.#checkers.onStep(host, instance);
    this.#trace.mix(this.nowMs, host.node, instance.epoch, instance.state.view, input.kind.charCodeAt(0));
  }
}

function decoded(bytes: Uint8Array): simplex.Message {
  const envelope = simplex.decodeMessage(fakeCiphers, bytes);
  assert(envelope !== undefined, 'what a validator encodes, others decode');
  return envelope.message;
}

function digestOf(what: string, count: number): simplex.Digest {
  return hex(fakeCiphers.hash(new TextEncoder().encode(`${what}:${count}`))) as simplex.Digest;
}
