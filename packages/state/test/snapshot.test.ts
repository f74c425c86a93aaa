import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hex } from '@ashlar/base';
import {
  createMemoryState,
  FlatKeys,
  type MemoryState,
  openSnapshotImport,
  openState,
  SnapshotExport,
  STATE_CONFIG,
  verifyChunk,
} from '@ashlar/state';
import { compareVersion } from './compliance.ts';
import { createDirectory, grow, quiet } from './durable/scratch.ts';
import { createRandom } from './durable/sim-disk.ts';
import { type Model, rootOfModel } from './model.ts';

const CHUNK = 400;

async function grown(blocks: number): Promise<Readonly<{ store: MemoryState; model: Model }>> {
  const store = createMemoryState();
  let model: Model = new Map();
  for (let block = 0; block < blocks; block++) model = await grow(store, model, createRandom(block), 40);
  return { store, model };
}

function exportOf(store: MemoryState, prefix = ''): SnapshotExport {
  const snapshot = new SnapshotExport(store, prefix);
  while (!snapshot.index(50));
  return snapshot;
}

/** All chunks, each verified; and all entries they bring. */
function readAll(snapshot: SnapshotExport): Readonly<{ chunks: Uint8Array[]; entries: Map<string, string> }> {
  const chunks: Uint8Array[] = [];
  const entries = new Map<string, string>();
  const keys = new FlatKeys();
  for (let after: Uint8Array | undefined; ; ) {
    const chunk = snapshot.chunk(after, CHUNK)!;
    const verified = verifyChunk(snapshot.head.root, after, chunk, keys);
    assert.ok(verified.ok, JSON.stringify(verified));
    chunks.push(chunk);
    for (const { flat, value } of verified.value.entries) entries.set(flat, hex(value));
    if (verified.value.isLast) return { chunks, entries };
    after = verified.value.last;
  }
}

const contentOf = (model: Model): Map<string, string> =>
  new Map([...model].map(([flat, { value }]) => [flat, hex(value)]));

test('a snapshot is verified chunk by chunk, survives interruptions, and opens as the same state', async () => {
  const { store, model } = await grown(8);
  using snapshot = exportOf(store);
  const directory = createDirectory();
  let rounds = 0;
  for (let done = false; !done; rounds++) {
    await using target = await openSnapshotImport({ directory }, snapshot.head);
    for (let chunk = 0; chunk < 3 && !done; chunk++) {
      const added = await target.add(snapshot.chunk(target.after, CHUNK)!);
      assert.ok(added.ok);
      done = added.value.isDone;
    }
  }
  assert.ok(rounds > 3);
  await using opened = await openState({ directory, log: quiet }, STATE_CONFIG);
  assert.deepEqual(opened.finalized, store.finalized);
  compareVersion(opened, opened.finalized.block, model);
  const next = await grow(opened, model, createRandom(99), 30);
  await opened[Symbol.asyncDispose]();
  await using again = await openState({ directory, log: quiet }, STATE_CONFIG);
  compareVersion(again, again.finalized.block, next);
});

test('an unfinished import is not a state, and cannot be continued as another', async () => {
  const { store } = await grown(4);
  using snapshot = exportOf(store);
  const directory = createDirectory();
  {
    await using target = await openSnapshotImport({ directory }, snapshot.head);
    assert.ok((await target.add(snapshot.chunk(undefined, CHUNK)!)).ok);
    assert.notEqual(target.after, undefined);
  }
  await assert.rejects(openState({ directory, log: quiet }, STATE_CONFIG), {
    code: 'store.corrupt',
    message: /unfinished/,
  });
  await using other = await openSnapshotImport({ directory }, { ...snapshot.head, root: new Uint8Array(32) });
  assert.equal(other.after, undefined);
});

test('the exported version stays as it was while the chain goes on', async () => {
  const { store, model } = await grown(5);
  const { arena } = store.trie;
  const snapshot = new SnapshotExport(store);
  let later = model;
  for (let block = 0; !snapshot.index(20); block++)
    later = await grow(store, later, createRandom(50 + block), 30);
  later = await grow(store, later, createRandom(7), 30);
  assert.equal(hex(snapshot.head.root), hex(rootOfModel(model)));
  assert.deepEqual(readAll(snapshot).entries, contentOf(model));
  const held = arena.inner.live;
  snapshot[Symbol.dispose]();
  assert.ok(arena.inner.live < held, 'nodes are freed with the pin');
  compareVersion(store, store.finalized.block, later);
});

test('a changed, shortened, skipped or withheld chunk is refused', async () => {
  const { store } = await grown(3);
  using snapshot = exportOf(store);
  const { chunks } = readAll(snapshot);
  const keys = new FlatKeys();
  const { root } = snapshot.head;
  const first = chunks[0]!;
  for (let byte = 0; byte < first.length; byte++) {
    const changed = first.slice();
    changed[byte]! ^= 1 << (byte & 7);
    assert.ok(!verifyChunk(root, undefined, changed, keys).ok, `byte ${byte}`);
    assert.ok(!verifyChunk(root, undefined, first.subarray(0, byte), keys).ok);
  }
  assert.ok(!verifyChunk(root, undefined, chunks[1]!, keys).ok, 'a chunk from the middle is not the first');
  const verified = verifyChunk(root, undefined, first, keys);
  assert.ok(verified.ok);
  assert.ok(!verifyChunk(root, verified.value.last, chunks[2]!, keys).ok, 'a chunk was skipped');
  assert.ok(!verifyChunk(new Uint8Array(32), undefined, first, keys).ok);
});

test('a shard is exported against its own root', async () => {
  const { store, model } = await grown(6);
  let total = 0;
  for (const prefix of ['00', '01', '10', '11']) {
    using snapshot = exportOf(store, prefix);
    assert.equal(hex(snapshot.head.root), hex(store.subtreeRoot(store.finalized.block, prefix)));
    total += readAll(snapshot).entries.size;
  }
  assert.equal(total, model.size);
});

test('the snapshot of an empty state is one empty chunk', () => {
  using snapshot = exportOf(createMemoryState());
  const verified = verifyChunk(snapshot.head.root, undefined, snapshot.chunk(undefined)!, new FlatKeys());
  assert.ok(verified.ok && verified.value.isLast && verified.value.entries.length === 0);
});

test('a path that is not there has no chunk', async () => {
  const { store } = await grown(2);
  using snapshot = exportOf(store);
  assert.equal(snapshot.chunk(new Uint8Array(40)), undefined);
  assert.equal(snapshot.chunk(new Uint8Array(3)), undefined);
});
