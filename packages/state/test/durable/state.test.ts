import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Fault, hex, utf8 } from '@ashlar/base';
import type { Log } from '@ashlar/ports';
import { ObjectSpace } from '@ashlar/protocol';
import { type DurableState, openState, openStateOn, STATE_CONFIG } from '@ashlar/state';
import { complies } from '../compliance.ts';
import { blockId } from '../model.ts';
import { EMPTY_TABLE, type Operation, SimCheckpoint, SimDisk, type Table } from './sim-disk.ts';

type Flush = Extract<Operation, { table: Table }>;

const RUNS = Number(process.env['STATE_DURABLE_RUNS'] ?? 25);
const silent = (): void => {};
const quiet: Log = { debug: silent, info: silent, warn: silent, error: silent };
const small = { ...STATE_CONFIG, segmentBytesMax: 2_000, checkpointEntries: 12 };

const directories: string[] = [];
function createDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'ashlar-state-'));
  directories.push(directory);
  return directory;
}
after(() => {
  for (const directory of directories) rmSync(directory, { recursive: true, force: true });
});

const opened = new WeakMap<object, string>();
async function openAt(directory: string): Promise<DurableState> {
  const store = await openState({ directory, log: quiet }, small);
  opened.set(store, directory);
  return store;
}

complies(
  'the durable state',
  {
    open: () => openAt(createDirectory()),
    reopen: async (store) => {
      await store[Symbol.asyncDispose]();
      return openAt(opened.get(store)!);
    },
  },
  RUNS,
);

async function grow(store: DurableState, writes: number, value = 'v'): Promise<void> {
  const { block, height } = store.finalized;
  const draft = store.fork(block);
  for (let index = 0; index < writes; index++)
    draft.put(ObjectSpace.metadata, utf8(`key${index}`), utf8(`${value}${height}`));
  store.seal(draft, blockId(height + 1), height + 1);
  await store.finalize(blockId(height + 1));
}

test('a state that another opener holds is locked, in this process and in others', async () => {
  const directory = createDirectory();
  const store = await openAt(directory);
  await assert.rejects(openAt(directory), { name: 'Fault', code: 'store.locked' });
  const program = `
    import { openState, STATE_CONFIG } from '@ashlar/state';
    const log = { debug() {}, info() {}, warn() {}, error() {} };
    await openState({ directory: ${JSON.stringify(directory)}, log }, STATE_CONFIG).then(
      () => console.log('opened'), (fault) => console.log(fault.code));`;
  const run = (): string =>
    execFileSync(process.execPath, ['--input-type=module', '-e', program], {
      cwd: import.meta.dirname,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  assert.equal(run(), 'store.locked');
  await store[Symbol.asyncDispose]();
  assert.equal(run(), 'opened');
});

test('blocks finalized at once share a flush, and all are durable', async () => {
  const disk = new SimDisk();
  const store = await openStateOn({ disk, checkpoint: new SimCheckpoint(disk), log: quiet }, STATE_CONFIG);
  let parent = store.finalized.block;
  const done: Promise<void>[] = [];
  for (let height = 0; height < 50; height++) {
    const draft = store.fork(parent);
    draft.put(ObjectSpace.metadata, utf8('k'), utf8(`${height}`));
    parent = blockId(height);
    store.seal(draft, parent, height);
    done.push(store.finalize(parent));
  }
  await Promise.all(done);
  const syncs = disk.trace.filter((one) => one.kind === 'sync' && one.name.startsWith('delta'));
  assert.ok(syncs.length <= 4, `${syncs.length} flushes`);
  const again = await openStateOn(
    { disk: new SimDisk(disk.files), checkpoint: new SimCheckpoint(new SimDisk()), log: quiet },
    STATE_CONFIG,
  );
  assert.equal(again.finalized.height, 49);
});

test('finalizing conflicting blocks, or discarding one that is being finalized, is a bug of the caller', async () => {
  const disk = new SimDisk();
  const store = await openStateOn({ disk, checkpoint: new SimCheckpoint(disk), log: quiet }, STATE_CONFIG);
  const { block } = store.finalized;
  store.seal(store.fork(block), blockId(1), 0);
  store.seal(store.fork(block), blockId(2), 0);
  const first = store.finalize(blockId(1));
  await assert.rejects(store.finalize(blockId(2)), { name: 'InvariantViolation' });
  assert.throws(() => store.discard(blockId(1)), { name: 'InvariantViolation' });
  await first;
});

test('a full disk refuses to finalize, acknowledges nothing by half, and goes on once there is room', async () => {
  const disk = new SimDisk();
  const store = await openStateOn({ disk, checkpoint: new SimCheckpoint(disk), log: quiet }, small);
  await grow(store, 5);
  for (const kind of ['write', 'create'] as const) {
    disk.onOperation = (operation) => {
      if (operation.kind !== kind) return;
      if (operation.kind === 'write' && operation.bytes.length > 10) {
        disk.onOperation = silent;
        disk.perform({ ...operation, bytes: operation.bytes.subarray(0, operation.bytes.length >> 1) });
      }
      throw new Fault('store.full', { retryable: true });
    };
    const before = store.finalized;
    let full = false;
    for (let attempt = 0; attempt < 12 && !full; attempt++) {
      const { block, height } = store.finalized;
      const id = blockId(height + 1);
      const draft = store.fork(block);
      draft.put(ObjectSpace.metadata, utf8(`${attempt}`), new Uint8Array(400).fill(7));
      if (!store.has(id)) store.seal(draft, id, height + 1);
      await store.finalize(id).catch((fault: Fault) => {
        assert.equal(fault.code, 'store.full');
        full = true;
      });
    }
    assert.ok(full, `a ${kind} was refused`);
    assert.ok(store.finalized.height >= before.height);
    disk.onOperation = silent;
    const waiting = blockId(store.finalized.height + 1);
    await store.finalize(waiting);
    assert.equal(store.finalized.block, waiting);
  }
  const { height, root } = store.finalized;
  await store[Symbol.asyncDispose]();
  const again = await openStateOn(
    { disk: new SimDisk(disk.files), checkpoint: new SimCheckpoint(disk, lastTable(disk)), log: quiet },
    small,
  );
  assert.deepEqual([again.finalized.height, hex(again.finalized.root)], [height, hex(root)]);
});

/** The last checkpoint that became durable on a disk. */
function lastTable(disk: SimDisk): Table {
  const flush = disk.trace.findLast((one): one is Flush => one.kind === 'flush');
  return flush?.table ?? EMPTY_TABLE;
}

test('when a chain of blocks cannot be finalized, only the caller hears of it', async () => {
  const disk = new SimDisk();
  const store = await openStateOn({ disk, checkpoint: new SimCheckpoint(disk), log: quiet }, STATE_CONFIG);
  let parent = store.finalized.block;
  for (let height = 0; height < 4; height++) {
    store.seal(store.fork(parent), blockId(height), height);
    parent = blockId(height);
  }
  disk.onOperation = () => {
    throw new Fault('store.full', { retryable: true });
  };
  await assert.rejects(store.finalize(parent), { code: 'store.full' });
  disk.onOperation = silent;
  await store.finalize(parent);
  assert.equal(store.finalized.height, 3);
});

test('after a failed flush the store accepts nothing more', async () => {
  const disk = new SimDisk();
  const store = await openStateOn({ disk, checkpoint: new SimCheckpoint(disk), log: quiet }, STATE_CONFIG);
  await grow(store, 1);
  disk.onOperation = (operation) => {
    if (operation.kind === 'sync') throw new Fault('store.io', { retryable: false });
  };
  await assert.rejects(grow(store, 1), { code: 'store.io' });
  disk.onOperation = silent;
  await assert.rejects(store.finalize(blockId(1)), { code: 'store.io', retryable: false });
});

test('a failed checkpoint loses nothing and is taken again', async () => {
  const disk = new SimDisk();
  const checkpoint = new SimCheckpoint(disk);
  const store = await openStateOn({ disk, checkpoint, log: quiet }, small);
  let refused = 0;
  disk.onOperation = (operation) => {
    if (operation.kind !== 'commit' || refused++ >= 2) return;
    throw new Fault('store.full', { retryable: true });
  };
  for (let block = 0; block < 8; block++) await grow(store, 30 - 3 * block);
  assert.ok(refused > 2);
  await store.checkpoint();
  assert.equal(checkpoint.mark()!.head.height, store.finalized.height);
  const view = store.view(store.finalized.block);
  for (const [key, block] of [
    [3, 6],
    [10, 5],
    [29, -1],
  ] as const)
    assert.equal(hex(view.get(ObjectSpace.metadata, utf8(`key${key}`))!), hex(utf8(`v${block}`)));
});

test('a checkpoint of a large table waits until a quarter of its entries have changed', async () => {
  const checkpoint = new SimCheckpoint(new SimDisk());
  const store = await openStateOn({ disk: new SimDisk(), checkpoint, log: quiet }, small);
  await grow(store, 100);
  await store.checkpoint();
  const before = checkpoint.mark()!.head.height;
  await grow(store, 24);
  await grow(store, 24);
  assert.equal(checkpoint.mark()!.head.height, before);
  await grow(store, 25);
  await store[Symbol.asyncDispose]();
  assert.equal(checkpoint.mark()!.head.height, before + 3);
});
