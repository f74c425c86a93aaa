/**
 * Which programs may be merged: conflicts and dependencies between event logs, as sets of hashes (`spec/rholang.md` 4.5).
 *
 * Two programs that ran on one state, each without the other, merge if what one did the other leaves possible. Patterns are
 * not run: a send and a receive of one channel are held to meet. Pure: the base state is asked only for its joins.
 * @module
 */
import { hex } from '@ashlar/base';
import { channelHash, consumeHash, produceHash, type SpaceEvent } from './events.ts';
import type { Consume, Produce } from './tuple-space.ts';

/** What is merged as a number is no conflict. Keys are hex of channel hashes. */
export type MergeRules = Readonly<{
  /** Whether a join of several channels waits on the channel in the state that both began from. */
  isJoinedInBase(channel: string): boolean;
  /** Whether the channel holds a number whose changes add up. */
  isMergeable(channel: string): boolean;
}>;

type Sent = Readonly<{ hash: string; channel: string; persistent: boolean }>;
type Waited = Readonly<{ hash: string; channels: readonly string[]; persistent: boolean }>;
type SentSet = ReadonlyMap<string, Sent>;
type WaitedSet = ReadonlyMap<string, Waited>;

/** An event log as sets, by hash. */
export type EventIndex = Readonly<{
  /** Data that the program left in the state. */
  producesLeft: SentSet;
  /** Data that it took, and did not put back. */
  producesConsumed: SentSet;
  /** Data that it read; those that were taken besides are among the consumed. */
  producesPeeked: SentSet;
  consumesLeft: WaitedSet;
  /** Receives that were satisfied. */
  consumesProduced: WaitedSet;
  produces: SentSet;
}>;

/** @param log of one program, or of several one after the other */
export function indexEvents(log: readonly SpaceEvent[]): EventIndex {
  const produces = new Map<string, Sent>();
  const fresh = new Set<string>();
  const consumes = new Map<string, Waited>();
  const producesConsumed = new Map<string, Sent>();
  const producesPeeked = new Map<string, Sent>();
  const consumesProduced = new Map<string, Waited>();
  for (const event of log) {
    if (event.kind === 'produce') {
      const sent = sentOf(event.produce);
      produces.set(sent.hash, sent);
      if (event.produce.occurrence === 0) fresh.add(sent.hash);
    } else if (event.kind === 'consume') {
      const waited = waitedOf(event.consume);
      consumes.set(waited.hash, waited);
    } else {
      const waited = waitedOf(event.consume);
      consumesProduced.set(waited.hash, waited);
      const target = event.consume.peek ? producesPeeked : producesConsumed;
      for (const sent of event.produces.map(sentOf)) target.set(sent.hash, sent);
    }
  }
  // What only came back after a peek was there before.
  const isLeft = ({ hash, persistent }: Sent): boolean =>
    fresh.has(hash) && (persistent || !producesConsumed.has(hash));
  const waits = ({ hash, persistent }: Waited): boolean => persistent || !consumesProduced.has(hash);
  return {
    producesLeft: filtered(produces, isLeft),
    producesConsumed,
    producesPeeked,
    consumesLeft: filtered(consumes, waits),
    consumesProduced,
    produces,
  };
}

/** Why two programs that began from one state cannot both have happened; undefined: they merge. */
export type Conflict = 'sameData' | 'sameReceive' | 'mayMeet' | 'baseJoin';

export function conflictOf(a: EventIndex, b: EventIndex, rules: MergeRules): Conflict | undefined {
  const isContested = ({ persistent, channel }: Sent): boolean => !persistent && !rules.isMergeable(channel);
  if (shares(a.producesConsumed, b.producesConsumed, isContested)) return 'sameData';
  const isContestedReceive = ({ persistent, channels }: Waited): boolean =>
    !persistent && !channels.every((channel) => rules.isMergeable(channel));
  if (shares(a.consumesProduced, b.consumesProduced, isContestedReceive)) return 'sameReceive';
  if (mayMeet(a, b) || mayMeet(b, a)) return 'mayMeet';
  const touches = ({ produces }: EventIndex): boolean =>
    [...produces.values()].some(({ channel }) => rules.isJoinedInBase(channel));
  return touches(a) || touches(b) ? 'baseJoin' : undefined;
}

/** Whether the first used what the second left: then it falls with it. */
export function dependsOn(target: EventIndex, source: EventIndex, rules: MergeRules): boolean {
  const isOrdinary = ({ channel }: Sent): boolean => !rules.isMergeable(channel);
  return (
    shares(source.producesLeft, target.producesConsumed, isOrdinary) ||
    shares(source.producesLeft, target.producesPeeked, isOrdinary) ||
    shares(source.consumesLeft, target.consumesProduced, () => true)
  );
}

const NUMBER_MAX = 2n ** 63n - 1n;

/**
 * The number of a mergeable channel after several programs, each of which changed it from `base`; undefined if it would
 * fall below zero or beyond 64 bits on the way, so that one of them must be rejected.
 */
export function mergedNumber(base: bigint, ends: readonly bigint[]): bigint | undefined {
  let sum = base;
  for (const end of ends) {
    sum += end - base;
    if (sum < 0n || sum > NUMBER_MAX) return undefined;
  }
  return sum;
}

const sentOf = (produce: Produce): Sent => ({
  hash: hex(produceHash(produce)),
  channel: hex(channelHash(produce.channel)),
  persistent: produce.persistent,
});

const waitedOf = (consume: Consume): Waited => ({
  hash: hex(consumeHash(consume)),
  channels: consume.channels.map((channel) => hex(channelHash(channel))),
  persistent: consume.persistent,
});

function filtered<T>(set: ReadonlyMap<string, T>, keeps: (entry: T) => boolean): ReadonlyMap<string, T> {
  return new Map([...set].filter(([, entry]) => keeps(entry)));
}

function shares<T>(
  a: ReadonlyMap<string, T>,
  b: ReadonlyMap<string, T>,
  counts: (entry: T) => boolean,
): boolean {
  for (const [hash, entry] of a) if (b.has(hash) && counts(entry)) return true;
  return false;
}

/** Whether something that `a` left lies where something that `b` left waits. */
function mayMeet(a: EventIndex, b: EventIndex): boolean {
  const waiting = new Set([...b.consumesLeft.values()].flatMap(({ channels }) => channels));
  return [...a.producesLeft.values()].some(({ channel }) => waiting.has(channel));
}
