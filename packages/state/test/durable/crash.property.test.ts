/**
 * Power cuts. One history is written on a disk that records its operations; then thousands of images that a cut at
 * some moment could have left are opened, and each must hold a version between the last acknowledged and the last
 * appended, whole.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hex, utf8 } from '@ashlar/base';
import type { Log } from '@ashlar/ports';
import { ObjectSpace } from '@ashlar/protocol';
import { type DurableState, openStateOn, STATE_CONFIG } from '@ashlar/state';
import { blockId } from '../model.ts';
import { crashImage, createRandom, type Image, SimCheckpoint, SimDisk } from './sim-disk.ts';

const IMAGES = Number(process.env['STATE_IMAGES'] ?? 1_000);
const SEED = Number(process.env['STATE_SEED'] ?? 1);
const BLOCKS = 40;
const config = { ...STATE_CONFIG, segmentBytesMax: 4_000, checkpointEntries: 30 };
const silent = (): void => {};
export const quiet: Log = { debug: silent, info: silent, warn: silent, error: silent };

type Version = Readonly<{ root: string; model: ReadonlyMap<string, string> }>;

/** Writes a history; returns the disk with its record and every version by height. */
async function history(seed: number): Promise<Readonly<{ disk: SimDisk; versions: readonly Version[] }>> {
  const random = createRandom(seed);
  const disk = new SimDisk();
  const store = await openStateOn({ disk, checkpoint: new SimCheckpoint(disk), log: quiet }, config);
  const versions: Version[] = [];
  const model = new Map<string, string>();
  for (let height = 0; height < BLOCKS; ) {
    const group = 1 + random(3);
    for (let index = 0; index < group && height < BLOCKS; index++, height++) {
      const parent = height === 0 ? store.finalized.block : blockId(height - 1);
      const draft = store.fork(parent);
      for (let write = random(12); write >= 0; write--) {
        const [key, value] = [`key${random(40)}`, `${'x'.repeat(random(300))}${height}`];
        if (random(4) === 0) {
          draft.remove(ObjectSpace.metadata, utf8(key));
          model.delete(key);
        } else {
          draft.put(ObjectSpace.metadata, utf8(key), utf8(value));
          model.set(key, value);
        }
      }
      const root = hex(store.seal(draft, blockId(height), height));
      versions.push({ root, model: new Map(model) });
    }
    disk.perform({ kind: 'appended', height: height - 1 });
    await store.finalize(blockId(height - 1));
    disk.perform({ kind: 'acked', height: height - 1 });
  }
  await store[Symbol.asyncDispose]();
  return { disk, versions };
}

async function openImage({ files, table }: Image): Promise<DurableState> {
  const disk = new SimDisk(files);
  return openStateOn({ disk, checkpoint: new SimCheckpoint(disk, table), log: quiet }, config);
}

function compareWith(store: DurableState, version: Version | undefined): void {
  const view = store.view(store.finalized.block);
  for (let index = 0; index < 40; index++) {
    const value = view.get(ObjectSpace.metadata, utf8(`key${index}`));
    const expected = version?.model.get(`key${index}`);
    assert.equal(value && hex(value), expected === undefined ? undefined : hex(utf8(expected)));
  }
}

test('whatever a power cut leaves opens to a whole version between the last acknowledged and the last appended', async () => {
  const histories = 5;
  for (let number = 0; number < histories; number++) {
    const { disk, versions } = await history(SEED + number);
    const random = createRandom(SEED + 1_000 + number);
    for (let image = 0; image < IMAGES / histories; image++) {
      const at = random(disk.trace.length + 1);
      const left = crashImage(disk, at, random);
      const label = `STATE_SEED=${SEED} history ${number}, image ${image}, cut at ${at}`;
      const store = await openImage(left).catch((error: unknown) =>
        assert.fail(`${label}: ${String(error)}`),
      );
      const { height, root } = store.finalized;
      assert.ok(
        height >= left.acked && height <= left.appended,
        `${label}: ${left.acked} ${height} ${left.appended}`,
      );
      if (height >= 0) assert.equal(hex(root), versions[height]!.root, label);
      compareWith(store, versions[height]);
      await store[Symbol.asyncDispose]();
    }
  }
});

test('a store that crashed goes on, crashes again while it opens or writes, and loses nothing', async () => {
  const { disk, versions } = await history(SEED + 77);
  const random = createRandom(SEED + 78);
  let left = crashImage(disk, disk.trace.length >> 1, random);
  let written: ReadonlyMap<string, number> = new Map();
  for (let life = 0; life < 60; life++) {
    const next = new SimDisk(left.files);
    const store = await openStateOn(
      { disk: next, checkpoint: new SimCheckpoint(next, left.table), log: quiet },
      config,
    );
    const { height, block } = store.finalized;
    assert.ok(height >= left.acked && height <= left.appended, `life ${life} of STATE_SEED=${SEED}`);
    if (life === 0) assert.equal(hex(store.finalized.root), versions[height]!.root);
    const kept = new Map([...written].filter(([, at]) => at <= height));
    for (const [key, at] of kept) {
      const value = store.view(block).get(ObjectSpace.metadata, utf8(key));
      assert.equal(value && hex(value), hex(utf8(`${at}`)));
    }
    const draft = store.fork(block);
    for (let write = 0; write < 9; write++)
      draft.put(ObjectSpace.metadata, utf8(`life${life}.${write}`), utf8(`${height + 1}`));
    const id = blockId(1_000 + life);
    store.seal(draft, id, height + 1);
    next.perform({ kind: 'appended', height: height + 1 });
    await store.finalize(id);
    next.perform({ kind: 'acked', height: height + 1 });
    written = new Map([
      ...kept,
      ...Array.from({ length: 9 }, (_, at) => [`life${life}.${at}`, height + 1] as const),
    ]);
    left = crashImage(next, random(next.trace.length + 1), random, left);
  }
});
