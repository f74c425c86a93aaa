/**
 * What the chain tells the others, in which order: finality first, then how the head moved, then the block itself, the
 * heads, and last what contracts said in the blocks that joined the head's branch.
 * @module
 */
import { assert } from '@ashlar/base';
import { type Bus, type ChainMoved, type Clock, eventTopic, type Log, topics } from '@ashlar/ports';
import {
  addressText,
  type Block,
  type BlockReceipt,
  blockIdOf,
  type EventData,
  idBytes,
} from '@ashlar/protocol';
import { storedBlock } from '../stored.ts';
import { type Branches, type Move, type TreeBlock, topologyOf } from './branches.ts';

/** A block younger than this is told as `live`. */
const LIVE_MS = 60_000;

export type Body = Readonly<{ block: Block; receipt: BlockReceipt }>;

export class Announcer {
  readonly #bus: Bus;
  readonly #clock: Clock;
  readonly #log: Log;

  constructor({ bus, clock, log }: Readonly<{ bus: Bus; clock: Clock; log: Log }>) {
    this.#bus = bus;
    this.#clock = clock;
    this.#log = log;
  }

  async irreversible(committed: readonly TreeBlock[]): Promise<void> {
    for (const block of committed)
      await this.#bus.publish(topics.blockIrreversible, { topology: topologyOf(block) });
  }

  /** @param tip the newly judged block, whose body need not be asked for */
  async moved({ undone, applied }: Move, tip: Body | undefined): Promise<void> {
    if (undone.length === 0 && applied.length === 0) return;
    const last = applied.at(-1);
    const body = last === undefined ? undefined : await this.#bodyOf(last, tip);
    const event: ChainMoved = {
      undone: undone.map(topologyOf),
      applied: applied.map(topologyOf),
      block: body?.block,
      receipt: body?.receipt,
    };
    await this.#bus.publish(topics.chainMoved, event);
    if (undone.length > 0) {
      const [from, to] = [undone[0]!.height, last?.height ?? undone.at(-1)!.height - 1];
      this.#log.warn('chain.reorganized', { from, to, undone: undone.length, applied: applied.length });
    }
  }

  async accepted({ block, receipt }: Body, isHead: boolean): Promise<void> {
    const live = block.header!.timestamp + BigInt(LIVE_MS) > BigInt(this.#clock.now());
    await this.#bus.publish(topics.blockAccepted, { block, receipt, live, head: isHead });
    const height = Number(block.header!.height);
    this.#log.info('block.accepted', { height, transactions: block.transactions.length, isHead });
  }

  async forkHeads({ final, heads }: Branches): Promise<void> {
    const event = { lastIrreversibleBlock: topologyOf(final), heads: heads.map(topologyOf) };
    await this.#bus.publish(topics.forkHeads, event);
  }

  async events(applied: readonly TreeBlock[], tip: Body | undefined): Promise<void> {
    for (const block of applied) await this.#eventsOf(await this.#bodyOf(block, tip));
  }

  async #eventsOf({ block, receipt }: Body): Promise<void> {
    const { height } = block.header!;
    for (const { event, transactionId } of told(receipt)) {
      const parcel = { blockId: block.id, height, transactionId, event };
      const source = event.source.length === 0 ? '' : addressText(event.source);
      await this.#bus.publish(eventTopic(source, event.name), parcel);
    }
  }

  async #bodyOf({ id }: TreeBlock, tip: Body | undefined): Promise<Body> {
    if (tip !== undefined && blockIdOf(tip.block.id) === id) return tip;
    const { block, receipt } = await storedBlock(this.#bus, idBytes(id));
    assert(receipt !== undefined, 'a judged block is stored with its receipt');
    return { block, receipt };
  }
}

type Told = Readonly<{ event: EventData; transactionId: Uint8Array | undefined }>;

/** All events of a block, in the order in which they happened. */
function told(receipt: BlockReceipt): readonly Told[] {
  const all: Told[] = receipt.events.map((event) => ({ event, transactionId: undefined }));
  for (const { id, events } of receipt.transactionReceipts)
    all.push(...events.map((event) => ({ event, transactionId: id })));
  return all.sort((a, b) => a.event.sequence - b.event.sequence);
}
