/**
 * What each client may still ask for: a bucket of units for each address, filled at a steady rate, emptied by what its
 * calls cost. A call is let in while a unit is left, and charged what it turned out to cost, so that a cheap
 * question and an expensive answer are not the same. Debt is bounded, and so is the table of addresses.
 * @module
 */
import { isIPv4, isIPv6 } from 'node:net';
import type { Clock } from '@ashlar/ports';

export type AllowanceConfig = Readonly<{
  /** Units that come back in a second; 0: no limit. */
  unitsPerSecond: number;
  /** Units that may be spent at once; also the most that can be owed. */
  unitsMax: number;
  /** Clients that nobody counts. */
  isExempt: (address: string) => boolean;
}>;

/** Seconds' worth of units that may be spent at once. */
export const ALLOWANCE_BURST = 3;
/** Units for each address: 100 reads a second, or 10 submissions. */
export const ALLOWANCE_DEFAULTS: AllowanceConfig = {
  unitsPerSecond: 100,
  unitsMax: 300,
  isExempt: isLoopback,
};
/** Addresses remembered. Beyond it the one that was idle longest is forgotten, and begins anew. */
export const ADDRESSES_MAX = 65_536;

/** Of one client. */
export type Allowance = Readonly<{
  /** Milliseconds until the next call is let in; 0: now. */
  waitMs: () => number;
  charge: (units: number) => void;
}>;

/** For clients that nobody counts. */
export const UNLIMITED: Allowance = { waitMs: () => 0, charge: () => undefined };

type Bucket = { units: number; atMs: number };

export class Allowances {
  readonly #config: AllowanceConfig;
  readonly #clock: Pick<Clock, 'monotonic'>;
  readonly #buckets = new Map<string, Bucket>();

  constructor(clock: Pick<Clock, 'monotonic'>, config: AllowanceConfig) {
    this.#clock = clock;
    this.#config = config;
  }

  /** Addresses remembered now. */
  get size(): number {
    return this.#buckets.size;
  }

  of(address: string): Allowance {
    const { unitsPerSecond, isExempt } = this.#config;
    if (unitsPerSecond === 0 || isExempt(address)) return UNLIMITED;
    const key = networkOf(address);
    return {
      waitMs: () => {
        const { units } = this.#bucket(key);
        return units >= 1 ? 0 : Math.ceil(((1 - units) / unitsPerSecond) * 1_000);
      },
      charge: (units) => {
        const bucket = this.#bucket(key);
        bucket.units = Math.max(-this.#config.unitsMax, bucket.units - units);
      },
    };
  }

  /** The bucket as it is now, and the youngest of the table. */
  #bucket(key: string): Bucket {
    const { unitsPerSecond, unitsMax } = this.#config;
    const nowMs = this.#clock.monotonic();
    const bucket = this.#buckets.get(key) ?? { units: unitsMax, atMs: nowMs };
    bucket.units = Math.min(unitsMax, bucket.units + ((nowMs - bucket.atMs) / 1_000) * unitsPerSecond);
    bucket.atMs = nowMs;
    this.#buckets.delete(key);
    this.#buckets.set(key, bucket);
    if (this.#buckets.size > ADDRESSES_MAX) this.#buckets.delete(this.#buckets.keys().next().value!);
    return bucket;
  }
}

/** Whether the address is of this machine. */
export function isLoopback(address: string): boolean {
  const plain = plainOf(address);
  return plain === '::1' || (isIPv4(plain) && plain.startsWith('127.'));
}

/** What counts as one client: an IPv4 address, or the 64 bits of an IPv6 network, of which one customer has all. */
export function networkOf(address: string): string {
  const plain = plainOf(address);
  if (!isIPv6(plain)) return plain;
  const [head = '', tail = ''] = plain.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  const groups = [...before, ...(plain.includes('::') ? zeros : []), ...after];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}

/** An IPv4 address in the clothes of an IPv6 one is that IPv4 address; zones are of this machine only. */
function plainOf(address: string): string {
  const bare = address.split('%')[0]!.toLowerCase();
  const mapped = bare.startsWith('::ffff:') ? bare.slice('::ffff:'.length) : bare;
  return isIPv4(mapped) ? mapped : bare;
}
