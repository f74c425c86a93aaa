/** Storage that dies after so many writes, as a process does that is killed: what was written stays, all else is gone. */
import { Fault } from '@ashlar/base';
import type { RecordChange } from '@ashlar/ports';
import type { BlockId } from '@ashlar/protocol';
import { MemoryRecords, MemoryState } from '@ashlar/state';

/** Writes that all storage of one node may still do. */
export class Lifetime {
  #left = Number.POSITIVE_INFINITY;

  get isOver(): boolean {
    return this.#left <= 0;
  }
  set(writes: number): void {
    this.#left = writes;
  }
  /** @throws Fault once the last write is done */
  spend(): void {
    if (this.isOver) throw new Fault('store.io', { retryable: false, detail: 'the process was killed' });
    this.#left--;
  }
}

export class MortalRecords extends MemoryRecords {
  readonly #life: Lifetime;

  constructor(life: Lifetime) {
    super();
    this.#life = life;
  }
  override async write(changes: readonly RecordChange[]): Promise<void> {
    this.#life.spend();
    await super.write(changes);
  }
}

/** Of several versions made final at once, a crash may leave only the older ones durable: each is a write. */
export class MortalState extends MemoryState {
  readonly #life: Lifetime;
  readonly #open = new Set<BlockId>();
  /** While there is one, the disk takes its time. */
  flushing: Promise<void> | undefined;

  constructor(life: Lifetime) {
    super();
    this.#life = life;
  }
  override seal(...args: Parameters<MemoryState['seal']>): Uint8Array {
    this.#open.add(args[1]);
    return super.seal(...args);
  }
  override async finalize(block: BlockId): Promise<void> {
    await this.flushing;
    for (const version of this.lineage(this.version(block))) {
      this.#life.spend();
      this.advance(version);
    }
  }
  /** What the next process finds: only what is durable. */
  forget(): void {
    for (const block of this.#open) {
      if (this.has(block) && block !== this.finalized.block) this.discard(block);
    }
    this.#open.clear();
  }
}
