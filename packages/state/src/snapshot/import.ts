/**
 * Importing a snapshot into a directory that holds no state yet: chunk by chunk, each verified before it is written.
 *
 * Progress is durable with the entries: an interrupted import goes on after the last chunk that was written. Until the
 * last chunk is in, the directory cannot be opened as a state.
 * @module
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { accept, assert, equal, type Result } from '@ashlar/base';
import type { StateHead } from '@ashlar/ports';
import { type CheckpointHead, type CheckpointTable, sealValue } from '../durable/checkpoint.ts';
import { ioFault } from '../durable/disk.ts';
import { openLmdbCheckpoint } from '../durable/lmdb.ts';
import { lockFile } from '../durable/lock.ts';
import { CHAIN_BYTES } from '../durable/segment.ts';
import { FlatKeys } from '../flat/flat-key.ts';
import { byCodeUnit } from '../flat/sorted-keys.ts';
import { type ChunkRefusal, verifyChunk } from './chunk.ts';

/**
 * Begins or resumes the import of the version `head`, whose root the caller trusts, into `directory`. The unfinished
 * import of another version is cleared away.
 * @throws Fault `store.locked`, `store.io`, `store.full`
 * @throws InvariantViolation if the directory holds a whole state
 */
export async function openSnapshotImport(
  { directory }: Readonly<{ directory: string }>,
  head: StateHead,
): Promise<SnapshotImport> {
  await mkdir(directory, { recursive: true }).catch((cause) => {
    throw ioFault(cause);
  });
  await using scope = new AsyncDisposableStack();
  scope.use(lockFile(join(directory, 'lock')));
  const checkpoint = scope.use(openLmdbCheckpoint(join(directory, 'state.mdb')));
  return await SnapshotImport.begin(checkpoint, head, scope);
}

export class SnapshotImport implements AsyncDisposable {
  readonly #checkpoint: CheckpointTable;
  readonly #head: CheckpointHead;
  readonly #owned: AsyncDisposableStack;
  readonly #keys: FlatKeys = new FlatKeys();
  #after: Uint8Array | undefined;
  #done = false;

  private constructor(
    checkpoint: CheckpointTable,
    head: CheckpointHead,
    after: Uint8Array | undefined,
    owned: AsyncDisposableStack,
  ) {
    this.#checkpoint = checkpoint;
    this.#head = head;
    this.#after = after;
    this.#owned = owned;
  }

  /** Takes over what `scope` holds. */
  static async begin(
    checkpoint: CheckpointTable,
    head: StateHead,
    scope: AsyncDisposableStack,
  ): Promise<SnapshotImport> {
    const mark = checkpoint.mark();
    assert(mark?.kind !== 'whole', 'a snapshot was imported over a state');
    const resumes = mark !== undefined && equal(mark.head.root, head.root) && mark.head.block === head.block;
    if (mark !== undefined && !resumes) await checkpoint.clear();
    const own = { ...head, digest: new Uint8Array(CHAIN_BYTES) };
    return new SnapshotImport(checkpoint, own, resumes ? mark.after : undefined, scope.move());
  }

  /** The path after which the next chunk must begin; `undefined` at the beginning. */
  get after(): Uint8Array | undefined {
    return this.#after;
  }

  get isDone(): boolean {
    return this.#done;
  }

  /** Verifies and writes the next chunk. A refused one changes nothing: ask another peer. @throws Fault */
  async add(chunk: Uint8Array): Promise<Result<Readonly<{ isDone: boolean }>, ChunkRefusal>> {
    assert(!this.#done, 'a chunk was added to a finished import');
    const verified = verifyChunk(this.#head.root, this.#after, chunk, this.#keys);
    if (!verified.ok) return verified;
    const { entries, last, isLast } = verified.value;
    const changes = entries
      .map(({ flat, leaf, value }) => ({ flat, sealed: sealValue(flat, leaf, value) }))
      .sort((a, b) => byCodeUnit(a.flat, b.flat));
    const head = this.#head;
    await this.#checkpoint.commit(
      changes,
      isLast ? { kind: 'whole', head } : { kind: 'importing', head, after: last },
    );
    this.#after = last;
    this.#done = isLast;
    return accept({ isDone: isLast });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#owned.disposeAsync();
  }
}
