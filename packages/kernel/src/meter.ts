/**
 * The meter of the three resources: disk bytes, network bytes, compute ticks (`spec/koinos.md` 4.7).
 *
 * A block has limits and prices (mana a unit). Outside a session what is used is the system's, paid by the block's
 * signer; inside one it is also billed to the payer's `rc_limit`. Ticks are charged a hundred times a transaction, so
 * they are counted in plain numbers against a precomputed allowance, and turned into mana only when disk or network
 * changes the balance, or someone asks.
 * @module
 */
import { assert } from '@ashlar/base';
import { ERROR_CODE } from '@ashlar/protocol';
import { ChainError } from './chain-error.ts';

/** Units and mana a unit; limits in [0, 2^52], so that refunds stay exact; prices in [0, 2^64 - 1]. */
export type ResourceLimits = Readonly<{
  disk: number;
  diskCost: bigint;
  network: number;
  networkCost: bigint;
  compute: number;
  computeCost: bigint;
}>;

export type ResourceUse = Readonly<{ disk: number; network: number; compute: number }>;

const RC_MAX = 2n ** 63n - 1n;

/** Half of what numbers count exactly: the other half is for refunds. */
export const UNITS_MAX: number = 2 ** 52;

export const UNLIMITED: ResourceLimits = {
  disk: UNITS_MAX,
  diskCost: 0n,
  network: UNITS_MAX,
  networkCost: 0n,
  compute: UNITS_MAX,
  computeCost: 0n,
};

export class Meter {
  #limits: ResourceLimits = UNLIMITED;
  /** Left in the block. Disk may grow beyond its limit: removing objects refunds. */
  #disk = UNLIMITED.disk;
  #network = UNLIMITED.network;
  #compute = UNLIMITED.compute;
  #systemDisk = 0;
  #systemNetwork = 0;
  #systemCompute = 0;
  #inSession = false;
  /** Mana of the session: what it began with, and what is left before `#pending` ticks are paid. */
  #rcLimit = 0n;
  #rc = 0n;
  #pending = 0;
  /** Ticks that may still be charged without asking anything else. */
  #allowance = UNLIMITED.compute;

  /** Sets limits and prices anew, and every count to zero. */
  reset(limits: ResourceLimits): void {
    assert(!this.#inSession, 'meter reset inside a session');
    this.#limits = limits;
    this.#disk = limits.disk;
    this.#network = limits.network;
    this.#compute = limits.compute;
    this.#systemDisk = this.#systemNetwork = this.#systemCompute = 0;
    this.#allowance = limits.compute;
  }

  /** Ticks that may be spent now: the least of the block's and what the session's mana buys. */
  get ticksLeft(): number {
    return this.#allowance;
  }

  /** @throws ChainError computeBandwidthLimitExceeded (the block's) or insufficientRc (the payer's) */
  useCompute(ticks: number): void {
    if (ticks > this.#allowance) this.#exhaust(ticks);
    this.#allowance -= ticks;
    this.#compute -= ticks;
    if (this.#inSession) this.#pending += ticks;
    else this.#systemCompute += ticks;
  }

  /** Charges all ticks that are left, then says what ran out. */
  exhaust(): never {
    this.#exhaust(this.#allowance + 1);
  }

  /** Negative bytes are freed and refunded. */
  useDisk(bytes: number): void {
    if (bytes > this.#disk) {
      throw new ChainError(ERROR_CODE.diskStorageLimitExceeded, 'disk storage limit exceeded', true);
    }
    if (this.#inSession) this.#useRc(bytes, this.#limits.diskCost);
    else this.#systemDisk += bytes;
    this.#disk -= bytes;
  }

  useNetwork(bytes: number): void {
    if (bytes > this.#network) {
      throw new ChainError(
        ERROR_CODE.networkBandwidthLimitExceeded,
        'network bandwidth limit exceeded',
        true,
      );
    }
    if (this.#inSession) this.#useRc(bytes, this.#limits.networkCost);
    else this.#systemNetwork += bytes;
    this.#network -= bytes;
  }

  /** From here on the payer pays, up to `rcLimit` mana. */
  openSession(rcLimit: bigint): void {
    assert(!this.#inSession, 'sessions do not nest');
    this.#inSession = true;
    this.#rcLimit = this.#rc = rcLimit;
    this.#pending = 0;
    this.#allow();
  }

  /** Mana used by the session, never below 0. */
  get sessionUsed(): bigint {
    this.#settle();
    return this.#rc >= this.#rcLimit ? 0n : this.#rcLimit - this.#rc;
  }

  closeSession(): void {
    this.#settle();
    this.#inSession = false;
    this.#allowance = this.#compute;
  }

  /** Used since `reset`, by everyone. */
  get used(): ResourceUse {
    const { disk, network, compute } = this.#limits;
    return { disk: disk - this.#disk, network: network - this.#network, compute: compute - this.#compute };
  }

  /** Used since `reset`, outside sessions. */
  get systemUsed(): ResourceUse {
    return { disk: this.#systemDisk, network: this.#systemNetwork, compute: this.#systemCompute };
  }

  get limits(): ResourceLimits {
    return this.#limits;
  }

  #useRc(units: number, cost: bigint): void {
    this.#settle();
    const rc = BigInt(units) * cost;
    if (rc > RC_MAX) throw new ChainError(ERROR_CODE.reversion, 'rc overflow');
    if (rc > this.#rc) {
      this.#rc = 0n;
      this.#allow();
      throw new ChainError(ERROR_CODE.insufficientRc, 'insufficient rc', true);
    }
    this.#rc -= rc;
    this.#allow();
  }

  /** Pays pending ticks; the allowance guarantees that they can be paid. */
  #settle(): void {
    if (this.#pending === 0) return;
    this.#rc -= BigInt(this.#pending) * this.#limits.computeCost;
    this.#pending = 0;
    assert(this.#rc >= 0n, 'ticks beyond the allowance');
  }

  #allow(): void {
    const { computeCost } = this.#limits;
    const affordable = computeCost === 0n ? BigInt(this.#compute) : this.#rc / computeCost;
    this.#allowance = affordable < BigInt(this.#compute) ? Number(affordable) : this.#compute;
  }

  #exhaust(ticks: number): never {
    const isBlocks = ticks > this.#compute;
    const left = this.#allowance;
    this.#allowance = 0;
    this.#compute -= left;
    if (!this.#inSession) {
      this.#systemCompute += left;
    } else {
      this.#pending += left;
      this.#settle();
      if (!isBlocks) this.#rc = 0n;
    }
    if (isBlocks) {
      throw new ChainError(
        ERROR_CODE.computeBandwidthLimitExceeded,
        'compute bandwidth limit exceeded',
        true,
      );
    }
    throw new ChainError(ERROR_CODE.insufficientRc, 'insufficient rc', true);
  }
}
