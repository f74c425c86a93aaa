/**
 * What the tuple space costs (`spec/rholang.md` 5): storage first, then the event, with refunds for what a communication
 * takes out of storage. The total does not depend on which side came first.
 * @module
 */
import type { Meter } from './meter.ts';
import type { Prices } from './prices.ts';
import type { Communication, Consume, Produce } from './tuple-space.ts';

type Trigger = Readonly<{ kind: 'produce'; produce: Produce } | { kind: 'consume'; consume: Consume }>;

export class StorageCosts {
  readonly #meter: Meter;
  readonly #prices: Prices;

  constructor(meter: Meter, prices: Prices) {
    this.#meter = meter;
    this.#prices = prices;
  }

  chargeProduce(produce: Produce): void {
    this.#meter.charge(produceStorage(produce));
  }

  chargeConsume(consume: Consume): void {
    this.#meter.charge(consumeStorage(consume));
  }

  /** What follows from the outcome: undefined if the trigger was stored. */
  settle(trigger: Trigger, outcome: Communication | undefined): void {
    const channels = trigger.kind === 'produce' ? 1 : trigger.consume.channels.length;
    if (outcome === undefined) {
      this.#meter.charge(this.#eventCost(channels));
      return;
    }
    const { consume, taken } = outcome;
    if (!consume.persistent || trigger.kind === 'consume') this.#meter.refund(consumeStorage(consume));
    for (const { produce } of taken)
      if (!produce.persistent || (trigger.kind === 'produce' && trigger.produce === produce))
        this.#meter.refund(produceStorage(produce));
    const isPersistent = trigger.kind === 'produce' ? trigger.produce.persistent : consume.persistent;
    if (!isPersistent) this.#meter.charge(this.#eventCost(channels));
    const joined = consume.channels.length;
    this.#meter.charge(this.#eventCost(joined) + joined * this.#eventCost(1));
  }

  #eventCost(channels: number): number {
    return this.#prices.eventBase + this.#prices.eventChannel * channels;
  }
}

/** Bytes of a send: its channel and values. */
export function produceStorage({ channel, datum }: Produce): number {
  return datum.values.reduce((sum, { size }) => sum + size, channel.size);
}

/** Bytes of a receive: channels, patterns, body. Installed processes occupy nothing. */
export function consumeStorage({ channels, patterns, continuation }: Consume): number {
  if (continuation.kind === 'system') return 0;
  const names = channels.reduce((sum, { size }) => sum + size, 0);
  return patterns.reduce((sum, { size }) => sum + size, names) + continuation.body.size;
}
