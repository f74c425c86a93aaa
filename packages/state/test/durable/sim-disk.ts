/**
 * A disk that forgets: it records every operation, and from any moment of the record it can make the images that a
 * power cut at that moment could leave. What was not synced survives in any part: whole writes, some of their
 * sectors, nothing. Names that were not synced may or may not be there.
 */
import { Fault } from '@ashlar/base';
import type { CheckpointChange, CheckpointMark, CheckpointTable, Disk, DiskFile } from '@ashlar/state';

export type Operation =
  | Readonly<{ kind: 'create' | 'remove' | 'sync'; name: string }>
  | Readonly<{ kind: 'write'; name: string; bytes: Uint8Array; offset: number }>
  | Readonly<{ kind: 'truncate'; name: string; size: number }>
  | Readonly<{ kind: 'syncNames' }>
  | Readonly<{ kind: 'commit' | 'flush'; number: number; table: Table }>
  | Readonly<{ kind: 'acked' | 'appended'; height: number }>;

export type Table = Readonly<{ entries: ReadonlyMap<string, Uint8Array>; mark: CheckpointMark | undefined }>;
export type Random = (limit: number) => number;

const SECTOR = 512;
export const EMPTY_TABLE: Table = { entries: new Map(), mark: undefined };

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

export class SimDisk implements Disk {
  readonly files: Map<string, Uint8Array>;
  /** What was there, durable, when this disk began. */
  readonly start: ReadonlyMap<string, Uint8Array>;
  readonly trace: Operation[] = [];
  /** Called before each operation; may throw a fault in its place. */
  onOperation: (operation: Operation) => void = () => {};

  constructor(files: ReadonlyMap<string, Uint8Array> = new Map()) {
    this.start = files;
    this.files = new Map([...files].map(([name, bytes]) => [name, bytes.slice()]));
  }

  async list(): Promise<readonly string[]> {
    return [...this.files.keys()];
  }

  async read(name: string): Promise<Uint8Array> {
    return this.#file(name).slice();
  }

  async open(name: string, create: boolean): Promise<DiskFile> {
    if (create) this.perform({ kind: 'create', name });
    else this.#file(name);
    return {
      write: async (bytes, offset) => this.perform({ kind: 'write', name, bytes: bytes.slice(), offset }),
      sync: async () => this.perform({ kind: 'sync', name }),
      truncate: async (size) => this.perform({ kind: 'truncate', name, size }),
      close: async () => {},
    };
  }

  async remove(name: string): Promise<void> {
    this.perform({ kind: 'remove', name });
  }

  async rename(): Promise<void> {
    throw new Fault('store.io', { retryable: false, detail: 'the simulated disk does not rename' });
  }

  async syncNames(): Promise<void> {
    this.perform({ kind: 'syncNames' });
  }

  perform(operation: Operation): void {
    this.onOperation(operation);
    this.trace.push(operation);
    apply(this.files, operation);
  }

  #file(name: string): Uint8Array {
    const bytes = this.files.get(name);
    if (bytes === undefined) throw new Fault('store.io', { retryable: false, detail: `no file ${name}` });
    return bytes;
  }
}

function apply(files: Map<string, Uint8Array>, operation: Operation): void {
  if (operation.kind === 'create') files.set(operation.name, new Uint8Array(0));
  if (operation.kind === 'remove') files.delete(operation.name);
  if (operation.kind === 'write') {
    const { name, bytes, offset } = operation;
    files.set(name, patched(files.get(name) ?? new Uint8Array(0), bytes, offset));
  }
  if (operation.kind === 'truncate') {
    const bytes = new Uint8Array(operation.size);
    bytes.set((files.get(operation.name) ?? bytes).subarray(0, operation.size));
    files.set(operation.name, bytes);
  }
}

function patched(old: Uint8Array, bytes: Uint8Array, offset: number): Uint8Array {
  const next = new Uint8Array(Math.max(old.length, offset + bytes.length));
  next.set(old);
  next.set(bytes, offset);
  return next;
}

export type Image = Readonly<{
  files: ReadonlyMap<string, Uint8Array>;
  table: Table;
  acked: number;
  appended: number;
}>;

/** What a power cut after the first `count` operations may leave of a disk that began with `before`. */
export function crashImage(
  disk: SimDisk,
  count: number,
  random: Random,
  before: Omit<Image, 'files'> = { table: EMPTY_TABLE, acked: -1, appended: -1 },
): Image {
  const trace = disk.trace.slice(0, count);
  const durable = new Map(disk.start);
  let pending: Operation[] = [];
  let { table, acked, appended } = before;
  let next = table;
  for (const operation of trace) {
    if (operation.kind === 'commit') next = operation.table;
    else if (operation.kind === 'flush') table = operation.table;
    else if (operation.kind === 'acked') acked = operation.height;
    else if (operation.kind === 'appended') appended = operation.height;
    else if (operation.kind === 'sync') pending = settle(durable, pending, (name) => name === operation.name);
    else if (operation.kind === 'syncNames') pending = settle(durable, pending, undefined);
    else pending.push(operation);
  }
  for (const operation of pending) survive(durable, operation, random);
  const named = new Map([...durable].filter(([name]) => !lostName(trace, name, random)));
  return { files: named, table: random(2) === 0 ? table : next, acked, appended };
}

/** Applies what a sync makes durable: a file's writes, or the names alone. */
function settle(
  durable: Map<string, Uint8Array>,
  pending: readonly Operation[],
  isSynced: ((name: string) => boolean) | undefined,
): Operation[] {
  return pending.filter((operation) => {
    const isName = operation.kind === 'remove';
    const settled =
      isSynced === undefined ? isName : !isName && 'name' in operation && isSynced(operation.name);
    if (settled) apply(durable, operation);
    return !settled;
  });
}

function survive(durable: Map<string, Uint8Array>, operation: Operation, random: Random): void {
  const fate = random(4);
  if (fate === 0) return;
  if (operation.kind !== 'write' || fate === 1) {
    apply(durable, operation);
    return;
  }
  const { name, bytes, offset } = operation;
  for (let from = 0; from < bytes.length; ) {
    const until = Math.min(bytes.length, (Math.floor((offset + from) / SECTOR) + 1) * SECTOR - offset);
    if (random(2) === 0)
      apply(durable, { kind: 'write', name, bytes: bytes.subarray(from, until), offset: offset + from });
    from = until;
  }
}

/** Whether a file's name was never made durable since its creation, and is now lost. */
function lostName(trace: readonly Operation[], name: string, random: Random): boolean {
  const created = trace.findLastIndex((one) => one.kind === 'create' && one.name === name);
  const synced = trace.findLastIndex((one) => one.kind === 'syncNames');
  return created > synced && random(2) === 0;
}

/** A checkpoint whose commits become durable one operation after they become visible. */
export class SimCheckpoint implements CheckpointTable {
  #table: Table;
  #number = 0;
  readonly #disk: SimDisk;

  constructor(disk: SimDisk, table: Table = EMPTY_TABLE) {
    this.#disk = disk;
    this.#table = table;
  }

  mark(): CheckpointMark | undefined {
    return this.#table.mark;
  }

  get(flat: string): Uint8Array | undefined {
    return this.#table.entries.get(flat);
  }

  has(flat: string): boolean {
    return this.#table.entries.has(flat);
  }

  nextKey(flat: string): string | undefined {
    return this.#sorted().find((key) => key > flat);
  }

  prevKey(flat: string): string | undefined {
    return this.#sorted().findLast((key) => key < flat);
  }

  *scan(flat: string, countMax: number): Generator<Readonly<{ key: Uint8Array; sealed: Uint8Array }>> {
    for (const key of this.#sorted()
      .filter((one) => one >= flat)
      .slice(0, countMax)) {
      const bytes = Uint8Array.from(key, (character) => character.charCodeAt(0));
      yield { key: bytes, sealed: this.#table.entries.get(key)! };
    }
  }

  async commit(changes: readonly CheckpointChange[], mark: CheckpointMark): Promise<void> {
    const entries = new Map(this.#table.entries);
    for (const { flat, sealed } of changes) {
      if (sealed === undefined) entries.delete(flat);
      else entries.set(flat, sealed);
    }
    const table = { entries, mark };
    const number = this.#number++;
    this.#disk.perform({ kind: 'commit', number, table });
    this.#table = table;
    for (let turn = 0; turn < 40; turn++) await Promise.resolve();
    this.#disk.perform({ kind: 'flush', number, table });
  }

  async clear(): Promise<void> {
    this.#table = EMPTY_TABLE;
  }

  async [Symbol.asyncDispose](): Promise<void> {}

  #sorted(): string[] {
    return [...this.#table.entries.keys()].sort((a, b) => (a < b ? -1 : 1));
  }
}
