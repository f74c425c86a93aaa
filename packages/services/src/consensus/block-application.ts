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
import { Block, ERROR_CODE, GENESIS_BLOCK_ID_BYTES } from '@ashlar/protocol';
import { type Assembly, assembleBlock } from '../producer/assemble.ts';
import type { Application, Built, Place, Verdict } from './application.ts';
import type { Bodies } from './bodies.ts';
import { Sleepers } from './sleepers.ts';

export type ApplicationPorts = Readonly<{ bus: Bus; clock: Clock; log: Log; bodies: Bodies }>;

const CALL = { timeoutMs: 10_000 };
/** Verdicts about the block's place and not about the block: the chain is final beyond it, or gave up its branch. */
const PAST: ReadonlySet<number | undefined> = new Set([
  ERROR_CODE.preIrreversibilityBlock,
  ERROR_CODE.unknownPreviousBlock,
]);
const RETRY_MS = 100;

export class BlockApplication implements Application {
  readonly #ports: ApplicationPorts;
  readonly #complete: Assembly['complete'];
  readonly #sleepers: Sleepers;

  /** @param complete signs a block as ours */
  constructor(ports: ApplicationPorts, complete: Assembly['complete']) {
    this.#ports = ports;
    this.#sleepers = new Sleepers(ports.clock);
    this.#complete = complete;
  }

  close(): void {
    this.#sleepers.close();
  }

  /** The chain's id of the block with this payload, if it was judged valid or is final; without a payload, genesis. */
  idOf(payload: simplex.Digest | undefined): Uint8Array | undefined {
    return payload === undefined ? GENESIS_BLOCK_ID_BYTES : this.#ports.bodies.idOf(payload);
  }

  /**
   * A block on `parentId`: at once if transactions wait, else after `paceMs`, unless one comes. Undefined if there is
   * none to be had, or nobody wants it any more.
   */
  async build(parentId: Uint8Array, paceMs: number, isWanted: () => boolean): Promise<Built | undefined> {
    const { bus, log, bodies } = this.#ports;
    // Whoever starts a chain waits for its first block.
    if (!equal(parentId, GENESIS_BLOCK_ID_BYTES)) await this.#awaitWork(paceMs);
    if (!isWanted() || this.#sleepers.isClosed) return undefined;
    const info = await bus.call(chainService.getBlockInfo, { blockId: parentId }, CALL);
    const made = info.ok ? await assembleBlock(this.#ports, info.value, { complete: this.#complete }) : info;
    if (!made.ok) log.warn('consensus.buildRefused', { ...made.refusal });
    if (!made.ok || made.value === undefined) return undefined;
    const payload = bodies.keep(made.value);
    bodies.remember(payload, made.value.id);
    return { payload, timeMs: Number(made.value.header!.timestamp) };
  }

  /** Fetches the body, as long as somebody wants to know, and has the kernel judge it. */
  async judge(
    { header, parentId, leader }: Place,
    fetchMs: number,
    isWanted: () => boolean,
  ): Promise<Verdict> {
    const body = await this.#bodyOf(header.payload, fetchMs, isWanted);
    if (body === undefined) return 'unknown';
    const { height, previous, timestamp, signer } = body.header!;
    const agrees =
      height === BigInt(header.height) &&
      timestamp === BigInt(header.timeMs) &&
      equal(previous, parentId) &&
      equal(signer, leader);
    return agrees ? this.#judgeBody(header.payload, body, isWanted) : 'invalid';
  }

  /**
   * Makes the payload final, durably; judges it before if we never did. Doing it again changes nothing.
   * @returns the chain's id of it; undefined if we close before that
   */
  async commit(payload: simplex.Digest, fetchMs: number): Promise<Uint8Array | undefined> {
    const { bodies } = this.#ports;
    const known = bodies.idOf(payload);
    if (known !== undefined && (await this.#finalize(known))) return known;
    const isOpen = (): boolean => !this.#sleepers.isClosed;
    const body = await this.#bodyOf(payload, fetchMs, isOpen);
    const verdict = body === undefined ? 'unknown' : await this.#judgeBody(payload, body, isOpen);
    if (body === undefined || this.#sleepers.isClosed) return undefined;
    assert(verdict === 'valid', `block ${body.header!.height}, which a quorum finalized, is valid`);
    assert(await this.#finalize(body.id), 'the chain makes final what it holds');
    return body.id;
  }

  async bodyOf(payload: simplex.Digest): Promise<Uint8Array | undefined> {
    const body = await this.#ports.bodies.find(payload);
    return body === undefined ? undefined : Block.encode(body);
  }

  takeBody(bytes: Uint8Array): boolean {
    return this.#ports.bodies.take(bytes);
  }

  prefetch(payload: simplex.Digest, timeoutMs: number): Promise<void> {
    return this.#ports.bodies.prefetch(payload, timeoutMs);
  }

  async #finalize(blockId: Uint8Array): Promise<boolean> {
    return (await this.#ports.bus.call(chainService.finalizeBlock, { blockId }, CALL)).ok;
  }

  async #judgeBody(payload: simplex.Digest, body: Block, isWanted: () => boolean): Promise<Verdict> {
    const { bus, log, bodies } = this.#ports;
    while (isWanted() && !this.#sleepers.isClosed) {
      const judged = await bus.call(chainService.judgeBlock, { block: body }, CALL);
      if (judged.ok) {
        bodies.remember(payload, body.id);
        return 'valid';
      }
      const { refusal } = judged;
      if (refusal.errorCode !== undefined) {
        log.warn('consensus.blockRefused', { height: Number(body.header!.height), ...refusal });
        return PAST.has(refusal.errorCode) ? 'unknown' : 'invalid';
      }
      await this.#sleepers.sleep(RETRY_MS); // The chain is busy, or has no room now: that says nothing about the block.
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
    while (body === undefined && isWanted() && !this.#sleepers.isClosed) {
      body = await bodies.fetch(payload, fetchMs);
      if (body === undefined) await this.#sleepers.sleep(RETRY_MS);
    }
    return body;
  }

  async #awaitWork(paceMs: number): Promise<void> {
    const { bus } = this.#ports;
    const { promise, resolve } = Promise.withResolvers<void>();
    await using _listening = await bus.subscribe(topics.mempoolAccepted, () => resolve());
    const request = { limit: 1n, blockId: undefined };
    const pending = await bus.call(mempoolService.getPendingTransactions, request, CALL);
    if (pending.ok && pending.value.pendingTransactions.length > 0) return;
    await this.#sleepers.sleep(paceMs, promise);
  }
}
