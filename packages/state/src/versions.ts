/**
 * Versions: the tree of sealed, unfinalized states over the newest durable one.
 *
 * A version is a layer of changes (flat) and a root in the trie (authenticated). The root of the tree is the
 * finalized version: its changes are in the base already. Every eighth version of a deep stack keeps the changes of
 * its last eight in one layer, every sixty-fourth those of its last sixty-four; a layer that reaches below the
 * finalized version stays right, since what it lacks did not change in between.
 * Not here: durability (`finalize` of the stores calls `advance` when the bytes are safe).
 * @module
 */
import { assert } from '@ashlar/base';
import type { AccessSet, ForkOptions, StateDraft, StateHead, StateVersions, StateView } from '@ashlar/ports';
import type { BlockId, ObjectSpace } from '@ashlar/protocol';
import type { FlatBase } from './flat/base.ts';
import { Draft } from './flat/draft.ts';
import { LayeredView } from './flat/layers.ts';
import { changeOf, Overlay } from './flat/overlay.ts';
import { Batch } from './trie/batch.ts';
import { pathOf } from './trie/path.ts';
import { PathMaker } from './trie/path-maker.ts';
import { encodeProof } from './trie/proof.ts';
import { prove, subtreeRoot } from './trie/prover.ts';
import type { Trie } from './trie/trie.ts';

/** Unfinalized versions at most: far beyond what any consensus leaves open. */
export const VERSIONS_MAX = 65_536;
/** Versions pinned at a time: exports and archive reads. */
export const PINS_MAX = 64;
/** Changed entries after which a pin is given up. */
export const PIN_ENTRIES_MAX: number = 1 << 22;
const SPANS = [64, 8] as const;
const NO_REFS = new Int32Array(0);

/** One sealed version. */
export type Version = {
  readonly block: BlockId;
  readonly height: number;
  readonly root: Uint8Array;
  readonly rootRef: number;
  readonly changes: Overlay;
  readonly receipts: Uint8Array | undefined;
  readonly created: Int32Array;
  readonly replaced: Int32Array;
  /** Undefined for the finalized version. */
  parent: Version | undefined;
  readonly children: Set<Version>;
  /** Layers of the last 8 and 64 versions, where they exist. */
  readonly spans: Map<number, Overlay>;
  alive: boolean;
};

/** A finalized version that outlives its time. `overlay` holds what has changed since. */
export type PinnedVersion = Disposable &
  Readonly<{ head: StateHead; rootRef: number; overlay: Overlay; view: LayeredView }>;

export type VersionsStart = Readonly<{ base: FlatBase; trie: Trie; head: StateHead; rootRef: number }>;

export class Versions implements StateVersions {
  readonly base: FlatBase;
  readonly trie: Trie;
  readonly paths: PathMaker = new PathMaker();
  readonly #versions: Map<BlockId, Version> = new Map();
  readonly #batch: Batch = new Batch(1024);
  readonly #pins: Set<Overlay> = new Set();
  /** Nodes that nobody but the holders of old versions still needs. */
  readonly #deferred: Int32Array[] = [];
  #holds = 0;
  #finalized: Version;

  constructor({ base, trie, head, rootRef }: VersionsStart) {
    this.base = base;
    this.trie = trie;
    this.#finalized = {
      ...head,
      rootRef,
      changes: new Overlay(),
      receipts: undefined,
      created: NO_REFS,
      replaced: NO_REFS,
      parent: undefined,
      children: new Set(),
      spans: new Map(),
      alive: true,
    };
    this.#versions.set(head.block, this.#finalized);
  }

  get finalized(): StateHead {
    const { block, height, root } = this.#finalized;
    return { block, height, root };
  }

  /** The trie's root of the finalized version. */
  get finalizedRef(): number {
    return this.#finalized.rootRef;
  }

  /** Sealed versions in memory, the finalized one included. */
  get size(): number {
    return this.#versions.size;
  }

  has(block: BlockId): boolean {
    return this.#versions.has(block);
  }

  rootOf(block: BlockId): Uint8Array {
    return this.version(block).root;
  }

  view(block: BlockId): StateView {
    return this.layered(this.version(block));
  }

  fork(parent: BlockId, options?: ForkOptions): StateDraft {
    return new Draft(parent, this.layered(this.version(parent)), options?.record ?? false);
  }

  seal(draft: StateDraft, block: BlockId, height: number, receipts?: Uint8Array): Uint8Array {
    assert(draft instanceof Draft, 'a draft of another store was sealed');
    const parent = this.version(draft.parent);
    assert(!this.#versions.has(block), 'a block was sealed twice');
    assert(height === parent.height + 1, 'a version was sealed at a height that does not follow its parent');
    assert(this.#versions.size < VERSIONS_MAX, 'too many unfinalized versions');
    const changes = draft.spend();
    this.#batch.clear();
    changes.entries.forEach(({ space, key, value }, flat) => {
      this.paths.add(this.#batch, flat, space, key, value);
    });
    const { root: rootRef, created, replaced } = this.trie.update(parent.rootRef, this.#batch);
    changes.placed(this.#batch.leaves);
    const root = this.trie.labelOf(rootRef);
    const spans = new Map<number, Overlay>();
    const common = { children: new Set<Version>(), spans, alive: true };
    const version = { block, height, root, rootRef, changes, receipts, created, replaced, parent, ...common };
    this.#versions.set(block, version);
    parent.children.add(version);
    this.#span(version);
    return root;
  }

  discard(block: BlockId): void {
    const version = this.#versions.get(block);
    if (version === undefined) return;
    assert(version.parent !== undefined, 'the finalized version was discarded');
    version.parent.children.delete(version);
    this.#drop(version);
  }

  /** Canonical bytes of the proof that an entry has its value, or is absent, in a sealed version. */
  prove(block: BlockId, space: ObjectSpace, key: Uint8Array): Uint8Array {
    return encodeProof(prove(this.trie, this.version(block).rootRef, pathOf(space, key)));
  }

  /** The root of the shard with `prefix` (a string of '0' and '1'): the subtree of all paths that begin with it. */
  subtreeRoot(block: BlockId, prefix: string): Uint8Array {
    return subtreeRoot(this.trie, this.version(block).rootRef, prefix);
  }

  /** What a draft touched. @throws InvariantViolation if it was not forked with `record` */
  accessesOf(draft: StateDraft): AccessSet {
    assert(draft instanceof Draft, 'a draft of another store');
    return draft.accesses();
  }

  /** @throws InvariantViolation if the version is unknown */
  version(block: BlockId): Version {
    const version = this.#versions.get(block);
    assert(version !== undefined, `no version is known of block ${block}`);
    return version;
  }

  /** The unfinalized versions up to `version`, oldest first. */
  lineage(version: Version): Version[] {
    const line: Version[] = [];
    for (let at = version; at.parent !== undefined; at = at.parent) line.push(at);
    return line.reverse();
  }

  layered(version: Version): LayeredView {
    const layers: Overlay[] = [];
    for (let at: Version | undefined = version; at?.parent !== undefined; ) {
      const span: number = SPANS.find((length) => at!.spans.has(length)) ?? 1;
      layers.push(at.spans.get(span) ?? at.changes);
      for (let step = 0; step < span && at !== undefined; step++) at = at.parent;
    }
    return new LayeredView(layers, this.base, () => {
      assert(version.alive, `the version of block ${version.block} was dropped`);
    });
  }

  /** Makes a child of the finalized version the finalized one; its siblings are dropped. */
  advance(version: Version): void {
    const old = this.#finalized;
    assert(version.parent === old && version.alive, 'a version was finalized before its parent');
    for (const sibling of old.children) if (sibling !== version) this.#drop(sibling);
    old.alive = false;
    this.#versions.delete(old.block);
    if (this.#holds === 0) this.trie.free(version.replaced);
    else this.#deferred.push(version.replaced);
    for (const overlay of this.#pins) this.#keepOld(overlay, version.changes);
    this.base.fold(version.changes);
    version.parent = undefined;
    this.#finalized = version;
  }

  /**
   * Holds on to the finalized version while newer ones become final: it can be read and proven until the pin is
   * disposed, or until `PIN_ENTRIES_MAX` entries have changed. Costs the old values of what changes meanwhile.
   * @throws InvariantViolation beyond `PINS_MAX`
   */
  pin(): PinnedVersion {
    assert(this.#pins.size < PINS_MAX, 'too many pinned versions');
    const overlay = new Overlay();
    const head = this.finalized;
    const { rootRef } = this.#finalized;
    this.#pins.add(overlay);
    this.#holds++;
    const view = new LayeredView([overlay], this.base, () => {
      assert(this.#pins.has(overlay), `the pin of block ${head.block} was disposed or given up`);
    });
    return { head, rootRef, overlay, view, [Symbol.dispose]: () => this.#unpin(overlay) };
  }

  /** Keeps all nodes of the finalized version, whatever becomes final, until it is disposed (once). */
  protected holdNodes(): Disposable {
    this.#holds++;
    return { [Symbol.dispose]: () => this.#release() };
  }

  #unpin(overlay: Overlay): void {
    if (this.#pins.delete(overlay)) this.#release();
  }

  #release(): void {
    if (--this.#holds > 0) return;
    for (const refs of this.#deferred.splice(0)) this.trie.free(refs);
  }

  /** Adds to a pin what a newer version is about to hide. */
  #keepOld(overlay: Overlay, changes: Overlay): void {
    for (const [flat, { space, key }] of changes.entries) {
      if (overlay.entries.has(flat)) continue;
      overlay.set(flat, changeOf(space, key, this.base.get(flat, space, key)));
    }
    if (overlay.entries.size > PIN_ENTRIES_MAX) this.#unpin(overlay);
  }

  /** Frees a version and all that descend from it, without recursion: forks may be long. */
  #drop(first: Version): void {
    const waiting = [first];
    for (let version = waiting.pop(); version !== undefined; version = waiting.pop()) {
      version.alive = false;
      this.#versions.delete(version.block);
      this.trie.free(version.created);
      waiting.push(...version.children);
    }
  }

  #span(version: Version): void {
    for (const length of SPANS) {
      if (version.height % length !== 0) continue;
      const line: Version[] = [];
      for (let at: Version = version; at.parent !== undefined && line.length < length; at = at.parent)
        line.push(at);
      if (line.length < length) continue;
      const span = new Overlay();
      for (const { changes } of line.reverse()) span.absorb(changes);
      version.spans.set(length, span);
    }
  }
}
