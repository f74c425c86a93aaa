/**
 * Checkpoints: a committee agrees on blocks of a chain that others make, and those are final with all that is below them.
 *
 * A payload is the digest in a block's id. A leader proposes the newest block of its own branch whose height is a multiple
 * of `everyBlocks`, once a few blocks stand on it. A validator votes for blocks that its own head stands on, and waits with
 * its vote while that is not so: heads converge, and no leader can make the chain leave the branch that most are on. What
 * a quorum finalized each chain makes final, whatever its head was.
 * @module
 */
import { assert, concat, equal, fromHex, hex } from '@ashlar/base';
import type { simplex } from '@ashlar/consensus';
import { type Bus, blockExchangeService, type Clock, chainService, type Log, topics } from '@ashlar/ports';
import { type BlockTopology, GENESIS_BLOCK_ID_BYTES } from '@ashlar/protocol';
import { findStored, idAt, isInLine, type StoredBlock, storedHeight } from '../stored.ts';
import type { Application, Built, Place, Verdict } from './application.ts';
import type { History } from './history.ts';
import { Sleepers } from './sleepers.ts';

export type CheckpointPorts = Readonly<{ bus: Bus; clock: Clock; log: Log }>;
export type CheckpointRules = Readonly<{
  /** Heights of checkpoints are multiples of it; at least 1. */
  everyBlocks: number;
}>;

/** Blocks on a block before its leader proposes it: by then most others have it, and it leads. */
export const SETTLED_BLOCKS = 2;
const CALL = { timeoutMs: 10_000 };
const RETRY_MS = 100;
/** Nothing wakes a leader whose view is over. */
const LOOK_MS = 1_000;
/** Of a block's id: it is a SHA-256 of 32 bytes. */
const ID_PREFIX: Uint8Array = new Uint8Array([0x12, 0x20]);

export class CheckpointApplication implements Application {
  readonly #ports: CheckpointPorts;
  readonly #everyBlocks: bigint;
  readonly #sleepers: Sleepers;

  constructor(ports: CheckpointPorts, { everyBlocks }: CheckpointRules) {
    assert(Number.isSafeInteger(everyBlocks) && everyBlocks >= 1, 'checkpoints are some blocks apart');
    this.#ports = ports;
    this.#everyBlocks = BigInt(everyBlocks);
    this.#sleepers = new Sleepers(ports.clock);
  }

  close(): void {
    this.#sleepers.close();
  }

  idOf(payload: simplex.Digest | undefined): Uint8Array {
    return payload === undefined ? GENESIS_BLOCK_ID_BYTES : concat(ID_PREFIX, fromHex(payload)!);
  }

  async build(parentId: Uint8Array, paceMs: number, isWanted: () => boolean): Promise<Built | undefined> {
    const { bus, clock } = this.#ports;
    const endMs = clock.monotonic() + paceMs;
    let moved = Promise.withResolvers<void>();
    await using _listening = await bus.subscribe(topics.chainMoved, () => moved.resolve());
    while (isWanted() && !this.#sleepers.isClosed) {
      const candidate = await this.#candidate(parentId);
      if (candidate !== undefined) return candidate;
      const leftMs = endMs - clock.monotonic();
      if (leftMs <= 0) return undefined;
      await this.#sleepers.sleep(Math.min(LOOK_MS, leftMs), moved.promise);
      moved = Promise.withResolvers();
    }
    return undefined;
  }

  async judge({ header, parentId }: Place, _fetchMs: number, isWanted: () => boolean): Promise<Verdict> {
    const { bus } = this.#ports;
    const id = this.idOf(header.payload);
    while (isWanted() && !this.#sleepers.isClosed) {
      const stored = await findStored(bus, id);
      if (stored === undefined) await this.#want(id);
      else if (!(await this.#isCheckpoint(stored, header.timeMs, parentId))) return 'invalid';
      else if (await this.#isUnderHead(stored)) return 'valid';
      await this.#sleepers.sleep(RETRY_MS);
    }
    return 'unknown';
  }

  async commit(payload: simplex.Digest): Promise<Uint8Array | undefined> {
    const { bus, log } = this.#ports;
    const id = this.idOf(payload);
    for (let attempt = 0; !this.#sleepers.isClosed; attempt++) {
      const done = await bus.call(chainService.finalizeBlock, { blockId: id }, CALL);
      if (done.ok) return id;
      if (attempt === 0) log.warn('checkpoint.awaited', { block: hex(id), ...done.refusal });
      await this.#want(id);
      await this.#sleepers.sleep(RETRY_MS);
    }
    return undefined;
  }

  /** The chain's own producers tell their blocks. */
  async bodyOf(): Promise<undefined> {
    return undefined;
  }

  takeBody(): boolean {
    return false;
  }

  async prefetch(payload: simplex.Digest): Promise<void> {
    const id = this.idOf(payload);
    if ((await storedHeight(this.#ports.bus, id)) === undefined) await this.#want(id);
  }

  /** The newest block of our branch that may be one. */
  async #candidate(parentId: Uint8Array): Promise<Built | undefined> {
    const { bus } = this.#ports;
    const head = await this.#head();
    const parentHeight = await this.#heightOf(parentId);
    if (head === undefined || parentHeight === undefined) return undefined;
    const settled = head.height - BigInt(SETTLED_BLOCKS);
    const height = settled - (settled % this.#everyBlocks);
    if (settled < 0n || height <= parentHeight || !(await this.#isBelow(head, parentId, parentHeight)))
      return undefined;
    const id = await idAt(bus, head, height);
    const stored = await findStored(bus, id);
    assert(stored?.block.header !== undefined, 'the block store has what it tells of');
    const timeMs = Number(stored.block.header.timestamp);
    return { payload: hex(id.subarray(ID_PREFIX.length)) as simplex.Digest, timeMs };
  }

  /** What everyone says of a block alike. */
  async #isCheckpoint({ block }: StoredBlock, timeMs: number, parentId: Uint8Array): Promise<boolean> {
    const { height, previous, timestamp } = block.header!;
    const parentHeight = await this.#heightOf(parentId);
    if (parentHeight === undefined) return false; // Whoever has a block has what it stands on.
    if (height % this.#everyBlocks !== 0n || height <= parentHeight || timestamp !== BigInt(timeMs))
      return false;
    return this.#isBelow({ id: block.id, height, previous }, parentId, parentHeight);
  }

  async #isUnderHead({ block }: StoredBlock): Promise<boolean> {
    const head = await this.#head();
    return head !== undefined && this.#isBelow(head, block.id, block.header!.height);
  }

  /** Whether `id`, at `height`, is on the way to `end`. */
  async #isBelow(end: BlockTopology, id: Uint8Array, height: bigint): Promise<boolean> {
    return height === 0n || isInLine(this.#ports.bus, end, id, height);
  }

  async #heightOf(id: Uint8Array): Promise<bigint | undefined> {
    return equal(id, GENESIS_BLOCK_ID_BYTES) ? 0n : storedHeight(this.#ports.bus, id);
  }

  async #head(): Promise<BlockTopology | undefined> {
    const head = await this.#ports.bus.call(chainService.getHeadInfo, {}, CALL);
    return head.ok ? head.value.headTopology : undefined;
  }

  /** Has the exchange look for a block; it comes by itself otherwise, but not if its branch is shorter than ours. */
  async #want(blockId: Uint8Array): Promise<void> {
    const { bus, log } = this.#ports;
    const sought = await bus.call(blockExchangeService.fetchBlock, { blockId }, CALL);
    if (!sought.ok) log.warn('checkpoint.notSought', { ...sought.refusal });
  }
}

/**
 * Up to which of its checkpoints a chain is final, of those that the history has: a crash may have come between the two.
 * @param last the newest that the log knows
 */
export async function finalCheckpoint(
  bus: Bus,
  history: History,
  { last, finalHeight }: Readonly<{ last: number; finalHeight: bigint }>,
): Promise<number> {
  for (let at = last; at > 0; at--) {
    const block = history.blockAt(at);
    const id = block && history.idOf(block.header.payload);
    const height = id && (await storedHeight(bus, id));
    if (height !== undefined && height <= finalHeight) return at;
  }
  return 0;
}
