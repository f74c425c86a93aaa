/**
 * The scrubber: reads again, a little at a time, everything that lies on disk, so that damage is found while there are
 * still peers and backups to repair it from, and not at the next start.
 * @module
 */
import { Fault, fromLatin1, hex, latin1 } from '@ashlar/base';
import { type CheckpointTable, isIntact, LEAF_AT, VALUE_AT } from './checkpoint.ts';
import type { DeltaLog } from './log.ts';

/** Damaged things a report names; more are only counted. */
export const DAMAGES_MAX = 100;

export type ScrubReport = Readonly<{
  /** Entries and log segments read by this call. */
  entries: number;
  segments: number;
  /** Whether this call completed a round over everything; the next begins anew. */
  isRoundComplete: boolean;
  damageCount: number;
  damages: readonly string[];
}>;

/** What the checkpoint should hold under a key: `undefined` where newer changes hide it. */
export type Expected = (flat: string, path: Uint8Array) => Uint8Array | undefined | 'hidden';

export class Scrubber {
  readonly #checkpoint: CheckpointTable;
  readonly #log: DeltaLog;
  readonly #expected: Expected;
  #at = '';
  #segment = 0;
  #tableDone = false;

  constructor(checkpoint: CheckpointTable, log: DeltaLog, expected: Expected) {
    this.#checkpoint = checkpoint;
    this.#log = log;
    this.#expected = expected;
  }

  /** Reads up to `budget` entries of the checkpoint, or one segment of the log once those are through. */
  async run(budget: number): Promise<ScrubReport> {
    const damages: string[] = [];
    let entries = 0;
    let segments = 0;
    if (!this.#tableDone) entries = this.#scrubTable(budget, damages);
    else {
      segments = 1;
      const fault = await this.#log.verifySegment(this.#segment++);
      if (fault !== undefined) damages.push(fault);
    }
    const isRoundComplete = this.#tableDone && this.#segment >= this.#log.segmentCount;
    if (isRoundComplete) {
      this.#at = '';
      this.#segment = 0;
      this.#tableDone = false;
    }
    const damageCount = damages.length;
    return { entries, segments, isRoundComplete, damageCount, damages: damages.slice(0, DAMAGES_MAX) };
  }

  #scrubTable(budget: number, damages: string[]): number {
    let count = 0;
    try {
      for (const { key, sealed } of this.#checkpoint.scan(this.#at, budget + 1)) {
        const flat = latin1(key);
        if (flat === this.#at) continue;
        const damage = this.#damageOf(flat, key, sealed);
        if (damage !== undefined) damages.push(`${hex(fromLatin1(flat))} ${damage}`);
        this.#at = flat;
        count++;
      }
      this.#tableDone = count < budget;
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      damages.push(error.message);
      this.#tableDone = true;
    }
    return count;
  }

  #damageOf(flat: string, key: Uint8Array, sealed: Uint8Array): string | undefined {
    if (flat < this.#at) return 'is out of order';
    if (!isIntact(key, sealed)) return 'is damaged';
    if (!this.#checkpoint.has(flat)) return 'cannot be found';
    const leaf = sealed.subarray(LEAF_AT, VALUE_AT);
    const expected = this.#expected(flat, leaf.subarray(0, leaf.length - 32));
    if (expected === 'hidden') return undefined;
    if (expected === undefined || hex(expected) !== hex(leaf.subarray(leaf.length - 32)))
      return 'is not of this version';
    return undefined;
  }
}
