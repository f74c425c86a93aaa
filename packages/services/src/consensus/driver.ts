/**
 * The driver of one simplex machine: the only place where consensus meets disk, network, clock and keys.
 *
 * Inputs step the machine at once; its effects are performed strictly in order, one after another, and what was logged
 * is flushed before anything is signed or sent on its strength. Building and judging run beside that order, because the
 * machine asks for their answers as inputs. What throws stops the driver: it says nothing more, and the node halts.
 * @module
 */
import { assert, concat, Fault, unreachable } from '@ashlar/base';
import { simplex } from '@ashlar/consensus';
import type { Clock, Log, Network, PeerId } from '@ashlar/ports';
import type { Signer } from '../signer/signer.ts';
import type { Application } from './application.ts';
import type { History } from './history.ts';
import type { LogFile } from './log-file.ts';
import { Peers } from './peers.ts';

/** What signs our votes; `Signer` in production. */
export type VoteSigner = Pick<Signer, 'publicKey' | 'standing' | 'sign'>;

export type DriverParts = Readonly<{
  clock: Clock;
  log: Log;
  network: Network;
  /** Absent for an observer. */
  signer: VoteSigner | undefined;
  file: LogFile;
  history: History;
  application: Application;
  config: simplex.Config;
  /** At each index of `config.validators`: which peer it is, and the address that signs its blocks. */
  seats: readonly Seat[];
  /** The height up to which the chain is final: what the log knows beyond it is done again. */
  chainHeight: number;
  /** Told once what stopped the driver. */
  halt: (cause: unknown) => void;
}>;

export type Seat = Readonly<{ peer: PeerId; address: Uint8Array }>;

export const CHANNEL = 'ashlar/simplex/1';
/** Effects waiting to be performed; beyond, what peers say is dropped: they say it again. */
export const EFFECTS_MAX = 4_096;
/** Blocks of the past that one answer holds. */
const LOOKUP_BLOCKS_MAX = 32;
/** Bodies fetched ahead while blocks wait to be committed. */
const PREFETCH_MAX = 8;
const ALARMS_MAX = 64;
const TAG_MESSAGE = 1;
const TAG_BODY = 2;

export class Driver implements AsyncDisposable {
  readonly #parts: DriverParts;
  readonly #peers: Peers;
  #state: simplex.State;
  readonly #effects: simplex.Effect[] = [];
  #running: Promise<void> | undefined;
  readonly #beside = new Set<Promise<void>>();
  readonly #timers = new Map<simplex.Timer, Disposable>();
  readonly #alarms: string[] = [];
  /** Blocks that became final and are not in the history yet, with the chain's ids of them. */
  readonly #committed = new Map<simplex.Digest, Readonly<{ block: simplex.Block; id: Uint8Array }>>();
  #finalHeight: number;
  #receiving: Disposable | undefined;
  #isCaughtUp = false;
  #isStopped = false;

  constructor(parts: DriverParts) {
    const { config, file, signer, clock, seats } = parts;
    this.#parts = parts;
    this.#peers = new Peers(
      clock,
      seats.map(({ peer }) => peer),
    );
    this.#finalHeight = finalHeightIn(file);
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

  /** Up to here blocks are final on the chain and in the history, durably; the state may know more. */
  get finalHeight(): number {
    return this.#finalHeight;
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
    const peer = this.#peers.heard(from);
    if (this.#isStopped || peer === undefined) return;
    const content = bytes.subarray(1);
    if (bytes[0] === TAG_BODY && this.#peers.isValidator(from)) {
      if (!this.#parts.application.takeBody(content)) this.#blame(from, 'body.invalid');
      return;
    }
    if (this.#effects.length >= EFFECTS_MAX) return;
    const { config } = this.#parts;
    const envelope = bytes[0] === TAG_MESSAGE ? simplex.decodeMessage(config.ciphers, content) : undefined;
    if (envelope === undefined) this.#blame(from, 'message.malformed');
    else if (envelope.epoch === config.epoch)
      this.#input({ kind: 'message', from: peer, message: envelope.message });
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
    if (!this.#isCaughtUp) await this.#catchUpChain();
    this.#isCaughtUp = true;
    const { file } = this.#parts;
    for (let next = this.#effects.shift(); next !== undefined; next = this.#effects.shift()) {
      await this.#perform(next);
      if (this.#isStopped) return;
      if (this.#effects.length > 0 || !file.isLong) continue;
      await file.flush();
      // The state may have gone on meanwhile: then it says more than was performed.
      if (this.#effects.length === 0) await file.rotate(simplex.compactedLog(this.#state));
    }
  }

  /** After the chain was restored from a copy: what consensus knows as final and the chain has forgotten. */
  async #catchUpChain(): Promise<void> {
    const { file, history, application, config, chainHeight, log } = this.#parts;
    const height = finalHeightIn(file); // The state may be ahead: what it is about to commit comes as effects.
    for (let next = chainHeight + 1; next <= height && !this.#isStopped; next++) {
      const block = history.blockAt(next);
      if (block === undefined) {
        const detail = `the chain ends at height ${chainHeight}, consensus at ${height}, and ${next} is unknown`;
        throw new Fault('store.corrupt', { retryable: false, detail });
      }
      await application.commit(block.header.payload, config.timing.delayMs);
      log.warn('consensus.committedAgain', { height: next });
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
        assert(false, 'no epoch ends while the committee is fixed');
        return;
      case 'arm':
        this.#arm(effect);
        return;
      case 'report':
        return this.#report(effect);
      case 'blame':
        this.#blame(this.#peers.at(effect.from), effect.reason);
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
      const committed = this.#committed.get(hash);
      if (committed !== undefined && finalization !== undefined)
        await this.#parts.history.add(committed.block, committed.id, finalization);
      this.#committed.delete(hash);
      this.#finalHeight = record.floor.height;
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
    const { file, config, application, network } = this.#parts;
    await file.flush();
    if (message.kind === 'proposal' && to === 'all') {
      const body = await application.bodyOf(message.block.header.payload);
      if (body !== undefined) network.broadcast(CHANNEL, tagged(TAG_BODY, body));
    }
    const bytes = tagged(TAG_MESSAGE, simplex.encodeMessage(config.epoch, message));
    // What is refused (a peer too slow, or gone) is said again by the machine, as what is lost on the way.
    if (to === 'all') network.broadcast(CHANNEL, bytes);
    else network.send(this.#peers.at(to), CHANNEL, bytes);
  }

  async #build({ view, parent, mustBeEmpty }: Extract<simplex.Effect, { kind: 'build' }>): Promise<void> {
    const { application, config } = this.#parts;
    assert(!mustBeEmpty, 'no epoch ends while the committee is fixed');
    const isWanted = (): boolean => !this.#isStopped && this.#state.view === view;
    if (!isWanted()) return;
    const parentId = this.#idOf(parent);
    assert(parentId !== undefined, 'a leader builds on a block that it judged, or that is final');
    const built = await application.build(parentId, config.timing.paceMs ?? 0, isWanted);
    if (built !== undefined) this.#input({ kind: 'built', view, parent, nextSet: simplex.NONE, ...built });
  }

  async #judge({ hash, header }: simplex.Block): Promise<void> {
    const { application, clock, config, seats } = this.#parts;
    const isWanted = (): boolean => !this.#isStopped && this.#state.blocks.has(hash);
    const parentId = isWanted() ? this.#idOf(header.parent) : undefined;
    if (parentId === undefined) return;
    const place = { header, parentId, leader: seats[config.leaderOf(header.view)]!.address };
    const verdict = isOrdinary(header)
      ? await application.judge(place, config.timing.delayMs, isWanted)
      : 'invalid';
    if (verdict !== 'unknown') this.#input({ kind: 'judged', block: hash, verdict, nowMs: clock.now() });
  }

  async #commit(block: simplex.Block): Promise<void> {
    const { application, config, log } = this.#parts;
    const { height, view, payload } = block.header;
    assert(isOrdinary(block.header), 'a quorum finalizes no seal while the committee is fixed');
    const coming = this.#effects.filter((effect) => effect.kind === 'commit').slice(0, PREFETCH_MAX);
    for (const { block: next } of coming)
      this.#runBeside(() => application.prefetch(next.header.payload, config.timing.delayMs));
    const id = await application.commit(payload, config.timing.delayMs);
    if (id === undefined) return; // We are closing.
    this.#committed.set(block.hash, { block, id });
    log.info('consensus.finalized', { height, view });
  }

  /** The chain's id of a block that was judged valid, or is final; undefined if it went out of sight. */
  #idOf(hash: simplex.Digest): Uint8Array | undefined {
    const { application, config, history } = this.#parts;
    if (hash === config.base.block) return application.idOf(undefined);
    const block = this.#state.blocks.get(hash)?.block ?? history.blockOf(hash);
    return this.#committed.get(hash)?.id ?? (block && application.idOf(block.header.payload));
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

  #blame(peer: PeerId, reason: string): void {
    const isDeaf = this.#peers.blame(peer);
    this.#parts.log.warn('consensus.blamed', { peer, reason, isDeaf });
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

/** The committee is fixed: no block seals an epoch, and so none is without a payload. */
const isOrdinary = ({ payload, nextSet }: simplex.Header): boolean =>
  payload !== simplex.NONE && nextSet === simplex.NONE;

/** The height of the newest block that was committed before this start; 0: none. */
export const finalHeightIn = ({ records }: LogFile): number =>
  records.findLast((record) => record.kind === 'floor')?.floor.height ?? 0;

const tagged = (tag: number, bytes: Uint8Array): Uint8Array => concat(new Uint8Array([tag]), bytes);
