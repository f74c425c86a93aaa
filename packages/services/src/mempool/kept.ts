/**
 * Pending transactions on disk, in the order in which they came, so that those which a client was told of outlive the
 * process. What no longer waits is taken out with the next write or sweep: after a crash a few may be there too many,
 * and leave the pool again when a producer asks for them.
 * @module
 */
import { concat, latin1 } from '@ashlar/base';
import type { RecordChange, RecordStore } from '@ashlar/ports';
import { broadcast } from '@ashlar/protocol';
import { heightIn, heightKey } from '../follower.ts';

const TABLE = 'pending';

export class Kept {
  readonly #records: RecordStore;
  /** Key of each on disk, by id. */
  readonly #keys = new Map<string, Uint8Array>();
  #next = 0n;

  constructor(records: RecordStore) {
    this.#records = records;
  }

  /** All that are on disk, the oldest first. @param countMax more than the pool holds never are */
  load(countMax: number): readonly broadcast.TransactionAccepted[] {
    const entries = this.#records.range(TABLE, { countMax });
    for (const { key } of entries) {
      this.#keys.set(latin1(key.slice(8)), key);
      this.#next = heightIn(key) + 1n;
    }
    return entries.map(({ value }) => broadcast.TransactionAccepted.decode(value));
  }

  /** Writes what has come and takes out what waits no longer; on disk when it resolves. */
  async write(
    fresh: readonly broadcast.TransactionAccepted[],
    waits: (id: Uint8Array) => boolean,
  ): Promise<void> {
    const changes: RecordChange[] = [];
    for (const [id, key] of this.#keys) {
      if (waits(key.slice(8))) continue;
      this.#keys.delete(id);
      changes.push({ table: TABLE, key, value: undefined });
    }
    for (const accepted of fresh) {
      const { id } = accepted.transaction!;
      const key = concat(heightKey(this.#next++), id);
      this.#keys.set(latin1(id), key);
      changes.push({ table: TABLE, key, value: broadcast.TransactionAccepted.encode(accepted) });
    }
    if (changes.length > 0) await this.#records.write(changes);
  }
}
