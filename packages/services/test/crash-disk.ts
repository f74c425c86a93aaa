/**
 * A directory in memory that can lose power: of what was not synced, any sectors of any writes survive, in any order,
 * and any first part of the changes of names.
 */
import assert from 'node:assert/strict';
import { Fault } from '@ashlar/base';
import type { Disk, DiskFile } from '@ashlar/state';

type Write = Readonly<{ bytes: Uint8Array; offset: number } | { size: number }>;
type Inode = { durable: Uint8Array; current: Uint8Array; pending: Write[] };
export type Random = (limit: number) => number;

const SECTOR = 512;

export class CrashDisk implements Disk {
  #names = new Map<string, Inode>();
  #durableNames = new Map<string, Inode>();
  #pendingNames: Map<string, Inode>[] = [];
  /** Operations left before power fails; each then throws. */
  operationsLeft: number = Number.POSITIVE_INFINITY;
  syncs = 0;

  async list(): Promise<readonly string[]> {
    return [...this.#names.keys()];
  }

  async read(name: string): Promise<Uint8Array> {
    return this.#inode(name).current.slice();
  }

  async open(name: string, create: boolean): Promise<DiskFile> {
    this.#spend();
    if (create) {
      assert.ok(!this.#names.has(name));
      this.#rename((names) =>
        names.set(name, { durable: new Uint8Array(0), current: new Uint8Array(0), pending: [] }),
      );
    }
    const inode = this.#inode(name);
    return {
      write: async (bytes, offset) => {
        inode.pending.push({ bytes: bytes.slice(), offset });
        inode.current = patched(inode.current, { bytes, offset });
        this.#spend();
      },
      sync: async () => {
        this.#spend();
        this.syncs += 1;
        inode.durable = inode.current;
        inode.pending = [];
      },
      truncate: async (size) => {
        inode.pending.push({ size });
        inode.current = patched(inode.current, { size });
        this.#spend();
      },
      close: async () => {},
    };
  }

  async remove(name: string): Promise<void> {
    this.#spend();
    this.#rename((names) => names.delete(name));
  }

  async rename(from: string, to: string): Promise<void> {
    this.#spend();
    const inode = this.#inode(from);
    this.#rename((names) => {
      names.delete(from);
      names.set(to, inode);
    });
  }

  async syncNames(): Promise<void> {
    this.#spend();
    this.#durableNames = this.#names;
    this.#pendingNames = [];
  }

  /** The power fails; afterwards everything that is left is durable. */
  crash(random: Random): void {
    const candidates = [this.#durableNames, ...this.#pendingNames];
    const names = new Map(candidates[random(candidates.length)]!);
    for (const inode of names.values()) {
      let left = inode.durable;
      for (const piece of shuffled(inode.pending.flatMap(sectors), random))
        if (random(2) === 0) left = patched(left, piece);
      inode.durable = left;
      inode.current = left;
      inode.pending = [];
    }
    this.#names = names;
    this.#durableNames = names;
    this.#pendingNames = [];
    this.operationsLeft = Number.POSITIVE_INFINITY;
  }

  /** Something else of the same machine becomes durable; it too needs power. */
  spend(): void {
    this.#spend();
  }

  /** What is durable of a file, if its name is. */
  durable(name: string): Uint8Array | undefined {
    return this.#durableNames.get(name)?.durable;
  }

  /** A backup, durable. */
  copy(): Map<string, Uint8Array> {
    return new Map([...this.#names].map(([name, { current }]) => [name, current]));
  }

  restore(files: ReadonlyMap<string, Uint8Array>): void {
    const entries = [...files].map(([name, bytes]) => [name, bytes.slice()] as const);
    this.#names = new Map(
      entries.map(([name, bytes]) => [name, { durable: bytes, current: bytes, pending: [] }]),
    );
    this.#durableNames = this.#names;
    this.#pendingNames = [];
  }

  #spend(): void {
    if (this.operationsLeft <= 0) throw new Fault('store.io', { retryable: false, detail: 'no power' });
    this.operationsLeft -= 1;
  }

  #rename(change: (names: Map<string, Inode>) => unknown): void {
    const names = new Map(this.#names);
    change(names);
    this.#names = names;
    this.#pendingNames.push(names);
  }

  #inode(name: string): Inode {
    const inode = this.#names.get(name);
    if (inode === undefined) throw new Fault('store.io', { retryable: false, detail: `no file ${name}` });
    return inode;
  }
}

/** A small generator of repeatable numbers: 0 to `limit` - 1. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

function patched(old: Uint8Array, write: Write): Uint8Array {
  if ('size' in write) return old.slice(0, write.size);
  const { bytes, offset } = write;
  const next = new Uint8Array(Math.max(old.length, offset + bytes.length));
  next.set(old);
  next.set(bytes, offset);
  return next;
}

function sectors(write: Write): readonly Write[] {
  if ('size' in write) return [write];
  const { bytes, offset } = write;
  const pieces: Write[] = [];
  for (let from = 0; from < bytes.length; ) {
    const until = Math.min(bytes.length, (Math.floor((offset + from) / SECTOR) + 1) * SECTOR - offset);
    pieces.push({ bytes: bytes.subarray(from, until), offset: offset + from });
    from = until;
  }
  return pieces;
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  const left = [...items];
  const result: T[] = [];
  while (left.length > 0) result.push(...left.splice(random(left.length), 1));
  return result;
}
