/**
 * Recording what a block touches, for its witness: the versions of a store, of which one block is applied on a draft
 * that records. The rules of the chain are read from the parent, past the draft; here those reads are recorded too,
 * so that the witness holds all that `executeStateless` asks for.
 * @module
 */
import { assert } from '@ashlar/base';
import type { StateDraft, StateVersions, StateView } from '@ashlar/ports';
import type { BlockId, ObjectSpace } from '@ashlar/protocol';

/** For one block: `kernel.applyBlock(recording, block)`, then the witness of `recording.draft`. */
export class Recording implements StateVersions {
  readonly #versions: StateVersions;
  #draft: StateDraft | undefined;

  constructor(versions: StateVersions) {
    this.#versions = versions;
  }

  /** The draft of the block that was applied. @throws InvariantViolation if none was begun */
  get draft(): StateDraft {
    assert(this.#draft !== undefined, 'a block was applied on the recording');
    return this.#draft;
  }

  view(block: BlockId): StateView {
    const view = this.#versions.view(block);
    const draft = this.fork(block);
    return {
      get: (space: ObjectSpace, key: Uint8Array) => {
        draft.get(space, key); // Recorded as read, or as written already: either way the witness has it.
        return view.get(space, key);
      },
      next: (space: ObjectSpace, key: Uint8Array) => {
        draft.next(space, key);
        return view.next(space, key);
      },
      prev: (space: ObjectSpace, key: Uint8Array) => {
        draft.prev(space, key);
        return view.prev(space, key);
      },
    };
  }

  fork(parent: BlockId): StateDraft {
    this.#draft ??= this.#versions.fork(parent, { record: true });
    assert(this.#draft.parent === parent, 'a recording is of one block');
    return this.#draft;
  }

  rootOf(block: BlockId): Uint8Array {
    return this.#versions.rootOf(block);
  }

  has(block: BlockId): boolean {
    return this.#versions.has(block);
  }

  seal(draft: StateDraft, block: BlockId, height: number, receipts?: Uint8Array): Uint8Array {
    return this.#versions.seal(draft, block, height, receipts);
  }

  discard(block: BlockId): void {
    this.#versions.discard(block);
  }
}
