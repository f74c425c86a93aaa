/**
 * The chain behind a consensus machine: builds payloads, judges them through the kernel, makes them final.
 *
 * One payload is one block of the chain, on the block that the parent's payload names. What the machine orders (views,
 * ancestry, time) and what the chain orders (heights, parents, time) must agree, and `judge` is where they do.
 * @module
 */
import { assert, equal } from '@ashlar/base';
import type { simplex } from '@ashlar/consensus';
import { type Bus, type Clock, chainService, type Log, mempoolService, topics } from '@ashlar/ports';
import { type Block, ERROR_CODE, GENESIS_BLOCK_ID_BYTES } from '@ashlar/protocol';
import { type Assembly, assembleBlock } from '../producer/assemble.ts';
import { type Bodies, blockIdOfPayload, payloadOf } from './bodies.ts';

export type ApplicationPorts = Readonly<{ bus: Bus; clock: Clock; log: Log; bodies: Bodies }>;

/** `unknown`: the verdict cannot be had (the chain has moved on, or we are closing); the machine gets no answer. */
export type Verdict = 'valid' | 'invalid' | 'unknown';

/** A payload's time, in ms: the machine keeps block times increasing from there. */
export type Built = Readonly<{ payload: simplex.Digest; timeMs: number }>;

const CALL = { timeoutMs: 10_000 };
/** Refusals that say nothing about the block: the chain is busy, or has no place for it now. */
const TRANSIENT = new Set(['chain.busy', 'chain.branchesFull']);
const RETRY_MS = 100;

export class Application {
  readonly #ports: ApplicationPorts;
  readonly #complete: Assembly['complete'];
  #isClosed = false;

  /** @param complete signs a block as ours */
  constructor(ports: ApplicationPorts, complete: Assembly['complete']) {
    this.#ports = ports;
    this.#complete = complete;
  }

  close(): void {
    this.#isClosed = true;
  }

  /**
   * A block on the parent's: at once if transactions wait, else after `paceMs`, unless one comes. Undefined if there is
   * none to be had, or nobody wants it any more.
   */
  async build(
    parent: simplex.Digest | undefined,
    paceMs: number,
    isWanted: () => boolean,
  ): Promise<Built | undefined> {
    const { bus, log, bodies } = this.#ports;
    await this.#awaitWork(paceMs);
    if (!isWanted() || this.#isClosed) return undefined;
    const info = await bus.call(chainService.getBlockInfo, { blockId: idOf(parent) }, CALL);
    if (!info.ok) {
      log.warn('consensus.parentUnknown', { ...info.refusal });
      return undefined;
    }
    const made = await assembleBlock(this.#ports, info.value, { complete: this.#complete });
    if (!made.ok || made.value === undefined) {
      if (!made.ok) log.warn('consensus.buildRefused', { ...made.refusal });
      return undefined;
    }
    bodies.keep(made.value);
    return { payload: payloadOf(made.value), timeMs: Number(made.value.header!.timestamp) };
  }

  /** Fetches the body, as long as somebody wants to know, and has the kernel judge it. */
  async judge(
    { header }: simplex.Block,
    parent: simplex.Digest | undefined,
    fetchMs: number,
    isWanted: () => boolean,
  ): Promise<Verdict> {
    const body = await this.#bodyOf(header.payload, fetchMs, isWanted);
    if (body === undefined) return 'unknown';
    const { height, previous, timestamp } = body.header!;
    const agrees =
      height === BigInt(header.height) && equal(previous, idOf(parent)) && timestamp <= BigInt(header.timeMs);
    return agrees ? this.#judgeBody(body, isWanted) : 'invalid';
  }

  /**
   * Makes the payload final, durably; judges it before if we never did. Doing it again changes nothing.
   * @returns false if we close before that
   */
  async commit(payload: simplex.Digest, fetchMs: number): Promise<boolean> {
    const { bus } = this.#ports;
    const blockId = blockIdOfPayload(payload);
    const isOpen = (): boolean => !this.#isClosed;
    if ((await bus.call(chainService.finalizeBlock, { blockId }, CALL)).ok) return true;
    const body = await this.#bodyOf(payload, fetchMs, isOpen);
    const verdict = body === undefined ? 'unknown' : await this.#judgeBody(body, isOpen);
    if (this.#isClosed) return false;
    assert(verdict === 'valid', 'a block that a quorum finalized is valid');
    const finalized = await bus.call(chainService.finalizeBlock, { blockId }, CALL);
    assert(finalized.ok, 'the chain finalizes a block that it holds');
    return true;
  }

  async #judgeBody(body: Block, isWanted: () => boolean): Promise<Verdict> {
    const { bus, log } = this.#ports;
    while (isWanted() && !this.#isClosed) {
      const judged = await bus.call(chainService.judgeBlock, { block: body }, CALL);
      if (judged.ok) return 'valid';
      const { refusal } = judged;
      if (TRANSIENT.has(refusal.code)) {
        await this.#pause(RETRY_MS);
        continue;
      }
      log.warn('consensus.blockRefused', { height: Number(body.header!.height), ...refusal });
      // Below finality, or on an abandoned parent: nothing that the machine still asks about in earnest.
      const isPast =
        refusal.errorCode === ERROR_CODE.preIrreversibilityBlock ||
        refusal.errorCode === ERROR_CODE.unknownPreviousBlock;
      return isPast ? 'unknown' : 'invalid';
    }
    return 'unknown';
  }

  async #bodyOf(
    payload: simplex.Digest,
    fetchMs: number,
    isWanted: () => boolean,
  ): Promise<Block | undefined> {
    const { bodies } = this.#ports;
    let body = await bodies.find(payload);
    while (body === undefined && isWanted() && !this.#isClosed) {
      body = await bodies.fetch(payload, fetchMs);
      if (body === undefined) await this.#pause(RETRY_MS);
    }
    return body;
  }

  async #awaitWork(paceMs: number): Promise<void> {
    const { bus, clock } = this.#ports;
    const { promise, resolve } = Promise.withResolvers<void>();
    using _timer = clock.after(paceMs, resolve);
    await using _listening = await bus.subscribe(topics.mempoolAccepted, () => resolve());
    const pending = await bus.call(
      mempoolService.getPendingTransactions,
      { limit: 1n, blockId: undefined },
      CALL,
    );
    if (pending.ok && pending.value.pendingTransactions.length > 0) return;
    await promise;
  }

  async #pause(ms: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    using _timer = this.#ports.clock.after(ms, resolve);
    await promise;
  }
}

/** The chain's id of a block by its payload; without one, genesis. */
const idOf = (payload: simplex.Digest | undefined): Uint8Array =>
  payload === undefined ? GENESIS_BLOCK_ID_BYTES : blockIdOfPayload(payload);
