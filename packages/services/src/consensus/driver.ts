/**
 * The driver of one simplex machine: the only place where consensus meets disk, network, clock and keys.
 *
 * Inputs step the machine at once; its effects are performed strictly in order, one after another, and what was logged
 * is flushed before anything is signed or sent on its strength. Building and judging run beside that order, because the
 * machine asks for their answers as inputs. What throws stops the driver: it says nothing more, and the node halts.
 * @module
 */
import { assert, concat, hex, uint32be, unreachable } from '@ashlar/base';
import { simplex } from '@ashlar/consensus';
import type { Clock, Log, Network, PeerId } from '@ashlar/ports';
import { Block } from '@ashlar/protocol';
import type { Signer } from '../signer/signer.ts';
import type { Application } from './application.ts';
import type { Bodies } from './bodies.ts';
import type { History } from './history.ts';
import type { LogFile } from './log-file.ts';

export type DriverParts = Readonly<{
  clock: Clock;
  log: Log;
  network: Network;
  /** Absent for an observer. */
  signer: Signer | undefined;
  file: LogFile;
  history: History;
  application: Application;
  bodies: Bodies;
  config: simplex.Config;
  /** Who stands at each index of `config.validators`. */
  peers: readonly PeerId[];
  /** Told once what stopped the driver. */
  halt: (cause: unknown) => void;
}>;

export const CHANNEL = 'ashlar/simplex/1';
/** Effects waiting to be performed; beyond, what peers say is dropped: they say it again. */
export const EFFECTS_MAX = 4_096;
/** Peers that are no validators and are answered: each gets a handle. */
const STRANGERS_MAX = 1_024;
/** Blocks of the past that one answer holds. */
const LOOKUP_BLOCKS_MAX = 32;
const ALARMS_MAX = 64;
const TAG_MESSAGE = 1;
const TAG_BODY = 2;

export class Driver implements AsyncDisposable {
  readonly #parts: DriverParts;
  #state: simplex.State;
  readonly #effects: simplex.Effect[] = [];
  #running: Promise<void> | undefined;
  readonly #beside = new Set<Promise<void>>();
  readonly #timers = new Map<simplex.Timer, Disposable>();
  readonly #indexes: ReadonlyMap<PeerId, number>;
  readonly #strangers = new Map<PeerId, number>();
  readonly #alarms: string[] = [];
  /** Blocks that became final and are not in the history yet. */
  readonly #committed = new Map<simplex.Digest, simplex.Block>();
  #receiving: Disposable | undefined;
  #isStopped = false;

  constructor(parts: DriverParts) {
    this.#parts = parts;
    this.#indexes = new Map(parts.peers.map((peer, index) => [peer, index]));
    const { config, file, signer } = parts;
    const standing = signer?.standing(config.epoch) ?? simplex.NOTHING_DURABLE.signer;
    const durable = { records: file.records, signer: standing, isTainted: false };
    const [state, effects] = simplex.open(config, durable);
    this.#state = state;
    this.#effects.push(...effects);
  }

  /** Listens and performs from now on. */
  start(): void {
    this.#receiving = this.#parts.network.receive(CHANNEL, (bytes, from) => this.#receive(bytes, from));
    this.#pump();
  }

  get state(): simplex.State {
    return this.#state;
  }

  get alarms(): readonly string[] {
    return this.#alarms;
  }

  /** Stops talking and waits for what runs. What waits to be performed is as lost as in a crash, and recovered alike. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop();
    this.#parts.application.close();
    await this.#running;
    await Promise.all(this.#beside);
  }

  #stop(): void {
    this.#isStopped = true;
    this.#receiving?.[Symbol.dispose]();
    for (const timer of this.#timers.values()) timer[Symbol.dispose]();
    this.#timers.clear();
    this.#effects.length = 0;
  }

  #receive(bytes: Uint8Array, from: PeerId): void {
    if (this.#isStopped || bytes.length === 0) return;
    const body = bytes.subarray(1);
    if (bytes[0] === TAG_BODY) {
      if (this.#indexes.has(from) && !this.#parts.bodies.take(body)) this.#blame(from, 'body.invalid');
      return;
    }
    if (this.#effects.length >= EFFECTS_MAX) return;
    const { config } = this.#parts;
    const envelope = bytes[0] === TAG_MESSAGE ? simplex.decodeMessage(config.ciphers, body) : undefined;
    if (envelope === undefined) {
      this.#blame(from, 'message.malformed');
      return;
    }
    const peer = this.#indexes.get(from) ?? this.#strangerOf(from);
    if (envelope.epoch === config.epoch && peer !== undefined)
      this.#input({ kind: 'message', from: peer, message: envelope.message });
  }

  #strangerOf(peer: PeerId): number | undefined {
    const known = this.#strangers.get(peer);
    if (known !== undefined || this.#strangers.size >= STRANGERS_MAX) return known;
    const handle = simplex.VALIDATORS_MAX + this.#strangers.size;
    this.#strangers.set(peer, handle);
    return handle;
  }

  #input(input: simplex.Input): void {
    if (this.#isStopped) return;
    try {
      const [state, effects] = simplex.step(this.#parts.config, this.#state, input);
      this.#state = state;
      for (const effect of effects) this.#effects.push(effect);
    } catch (cause) {
      this.#fail(cause);
      return;
    }
    this.#pump();
  }

  /** Performs effects from the front, one after another, until there is none. */
  #pump(): void {
    if (this.#running !== undefined || this.#isStopped) return;
    this.#running = this.#drain()
      .catch((cause: unknown) => this.#fail(cause))
      .finally(() => {
        this.#running = undefined;
        if (this.#effects.length > 0) this.#pump();
      });
  }

  async #drain(): Promise<void> {
    for (let next = this.#effects.shift(); next !== undefined; next = this.#effects.shift()) {
      await this.#perform(next);
      if (this.#isStopped) return;
    }
    const { file } = this.#parts;
    if (file.isLong) {
      await file.flush();
      await file.rotate(simplex.compactedLog(this.#state));
    }
  }

  async #perform(effect: simplex.Effect): Promise<void> {
    switch (effect.kind) {
      case 'persist':
        return this.#persist(effect.record);
      case 'sign':
        return this.#sign(effect);
      case 'send':
        return this.#send(effect);
      case 'build':
        this.#runBeside(() => this.#build(effect));
        return;
      case 'judge':
        this.#runBeside(() => this.#judge(effect.block));
        return;
      case 'commit':
        return this.#commit(effect.block);
      case 'sealed':
        this.#alarm('sealed');
        return;
      case 'arm':
        this.#arm(effect);
        return;
      case 'report':
        return this.#report(effect);
      case 'blame':
        this.#blame(this.#peerOf(effect.from), effect.reason);
        return;
      case 'lookup':
        return this.#lookUp(effect);
      case 'alarm':
        this.#alarm(effect.alarm.kind);
        return;
      default:
        return unreachable(effect);
    }
  }

  async #persist(record: simplex.LogRecord): Promise<void> {
    if (record.kind === 'floor') {
      const { block: hash, finalization } = record.floor;
      const block = this.#committed.get(hash);
      if (block !== undefined && finalization !== undefined)
        await this.#parts.history.add(block, finalization);
      this.#committed.delete(hash);
    }
    this.#parts.file.append(record);
  }

  async #sign({ statement, voteNumber }: Extract<simplex.Effect, { kind: 'sign' }>): Promise<void> {
    const { file, signer, config } = this.#parts;
    assert(signer !== undefined, 'an observer signs nothing');
    await file.flush();
    const signed = await signer.sign({ epoch: config.epoch, statement, voteNumber });
    if (signed.ok) this.#input({ kind: 'signed', statement, signature: signed.value });
    else this.#alarm(signed.refusal.code);
  }

  async #send({ to, message }: Extract<simplex.Effect, { kind: 'send' }>): Promise<void> {
    const { file, config, bodies, network } = this.#parts;
    await file.flush();
    if (message.kind === 'proposal' && to === 'all') {
      const body = await bodies.find(message.block.header.payload);
      if (body !== undefined) network.broadcast(CHANNEL, tagged(TAG_BODY, Block.encode(body)));
    }
    const bytes = tagged(TAG_MESSAGE, simplex.encodeMessage(config.epoch, message));
    // What is refused (a peer too slow, or gone) is said again by the machine, as what is lost on the way.
    if (to === 'all') network.broadcast(CHANNEL, bytes);
    else network.send(this.#peerOf(to), CHANNEL, bytes);
  }

  async #build({ view, parent, mustBeEmpty }: Extract<simplex.Effect, { kind: 'build' }>): Promise<void> {
    const { application, clock, config } = this.#parts;
    if (mustBeEmpty) {
      const empty = { payload: simplex.NONE, nextSet: simplex.NONE, timeMs: clock.now() };
      this.#input({ kind: 'built', view, parent, ...empty });
      return;
    }
    const isWanted = (): boolean => !this.#isStopped && this.#state.view === view;
    const payload = this.#payloadOf(parent);
    // Whoever starts a chain waits for its first block.
    const paceMs = payload === undefined ? 0 : (config.timing.paceMs ?? 0);
    const built = await application.build(payload, paceMs, isWanted);
    if (built !== undefined) this.#input({ kind: 'built', view, parent, nextSet: simplex.NONE, ...built });
  }

  async #judge(block: simplex.Block): Promise<void> {
    const { application, clock, config } = this.#parts;
    const { hash, header } = block;
    const judged = (verdict: 'valid' | 'invalid'): void =>
      this.#input({ kind: 'judged', block: hash, verdict, nowMs: clock.now() });
    // The committee is fixed: no block seals an epoch, and so none is without a payload.
    if (header.payload === simplex.NONE || header.nextSet !== simplex.NONE) {
      judged('invalid');
      return;
    }
    const isWanted = (): boolean => !this.#isStopped && this.#state.blocks.has(hash);
    const parent = this.#payloadOf(header.parent);
    const verdict = await application.judge(block, parent, config.timing.delayMs, isWanted);
    if (verdict !== 'unknown') judged(verdict);
  }

  async #commit(block: simplex.Block): Promise<void> {
    const { application, config, history, log } = this.#parts;
    const { height, view, payload } = block.header;
    if (history.blockAt(height)?.hash === block.hash) return; // Committed before a crash.
    const isDone = await application.commit(payload, config.timing.delayMs);
    if (!isDone) return;
    this.#committed.set(block.hash, block);
    log.info('consensus.finalized', { height, view });
  }

  /** The payload of a block that is held, committed, or past; undefined for the base, which is genesis. */
  #payloadOf(hash: simplex.Digest): simplex.Digest | undefined {
    const { config, history } = this.#parts;
    if (hash === config.base.block) return undefined;
    const block = this.#state.blocks.get(hash)?.block ?? this.#committed.get(hash) ?? history.blockOf(hash);
    assert(block !== undefined, `the parent ${hash} of a block is known`);
    return block.header.payload;
  }

  #arm({ timer, view, afterMs }: Extract<simplex.Effect, { kind: 'arm' }>): void {
    this.#timers.get(timer)?.[Symbol.dispose]();
    const armed = this.#parts.clock.after(afterMs, () => {
      if (this.#timers.get(timer) === armed) this.#timers.delete(timer);
      this.#input({ kind: 'timeout', timer, view });
    });
    this.#timers.set(timer, armed);
  }

  async #report({ evidence, offenders }: Extract<simplex.Effect, { kind: 'report' }>): Promise<void> {
    const isKept = await this.#parts.history.addEvidence(evidence);
    this.#parts.log.error('consensus.misbehaviour', { kind: evidence.kind, offenders, isKept });
  }

  async #lookUp({ to, block, aboveHeight }: Extract<simplex.Effect, { kind: 'lookup' }>): Promise<void> {
    const blocks = this.#parts.history.blocksDown(block, aboveHeight, LOOKUP_BLOCKS_MAX);
    if (blocks.length > 0) await this.#send({ kind: 'send', to, message: { kind: 'blocks', blocks } });
  }

  #peerOf(peer: number): PeerId {
    const stranger = [...this.#strangers].find(([, handle]) => handle === peer)?.[0];
    const found = this.#parts.peers[peer] ?? stranger;
    assert(found !== undefined, 'the machine speaks of peers that it was told of');
    return found;
  }

  #blame(peer: PeerId, reason: string): void {
    this.#parts.log.warn('consensus.blamed', { peer, reason });
  }

  #alarm(alarm: string): void {
    this.#parts.log.error('consensus.alarm', { alarm });
    if (this.#alarms.length < ALARMS_MAX && !this.#alarms.includes(alarm)) this.#alarms.push(alarm);
  }

  /** Runs beside the order of effects; what throws stops the driver all the same. */
  #runBeside(run: () => Promise<void>): void {
    const running = run()
      .catch((cause: unknown) => this.#fail(cause))
      .finally(() => this.#beside.delete(running));
    this.#beside.add(running);
  }

  #fail(cause: unknown): void {
    if (this.#isStopped) return;
    this.#stop();
    this.#parts.halt(cause);
  }
}

const tagged = (tag: number, bytes: Uint8Array): Uint8Array => concat(new Uint8Array([tag]), bytes);

/** What separates the votes of one chain from all others: `ashlar ‖ chain id ‖ layout epoch`. */
export function domainOf(chainId: Uint8Array): Uint8Array {
  return concat(new TextEncoder().encode('ashlar'), chainId, uint32be(0));
}

/** The block that a chain's first epoch builds on: it stands for genesis. */
export function baseOf(ciphers: simplex.Ciphers, chainId: Uint8Array): simplex.Floor {
  const name = new TextEncoder().encode('ashlar/simplex/genesis');
  return simplex.baseOf(hex(ciphers.hash(concat(name, chainId))) as simplex.Digest, 0, 0);
}
