import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hex } from '@ashlar/base';
import type { StateView } from '@ashlar/ports';
import { type DurableState, openState, STATE_CONFIG } from '@ashlar/state';
import { keyOf, type Model, SPACES, show, stepOfModel } from '../model.ts';
import { createDirectory, grow, quiet } from './scratch.ts';
import { createRandom } from './sim-disk.ts';

const config = { ...STATE_CONFIG, segmentBytesMax: 3_000, checkpointEntries: 40, archive: true };

function compareView(view: StateView, model: Model): void {
  for (const space of SPACES) {
    for (let index = 0; index < 60; index += 3) {
      const key = keyOf(space, index);
      const [now, expected] = [view.get(space, key), model.get(space.flatKeyOf(key))?.value];
      assert.equal(now && hex(now), expected && hex(expected));
      assert.equal(show(view.next(space, key)), show(stepOfModel(model, space, key, true)));
      assert.equal(show(view.prev(space, key)), show(stepOfModel(model, space, key, false)));
    }
  }
}

async function compareHeight(store: DurableState, height: number, model: Model): Promise<void> {
  const opened = await store.viewAt(height);
  assert.ok(opened.ok);
  compareView(opened.value, model);
  opened.value[Symbol.dispose]();
}

test('an archive answers at every height, before and after a restart', async () => {
  const directory = createDirectory();
  const random = createRandom(5);
  const models: Model[] = [];
  {
    await using store = await openState({ directory, log: quiet }, config);
    for (let height = 0; height < 30; height++)
      models.push(await grow(store, models.at(-1) ?? new Map(), random, 25, 60));
    for (let height = 0; height < 30; height += 5) await compareHeight(store, height, models[height]!);
  }
  await using store = await openState({ directory, log: quiet }, config);
  for (let height = 0; height < 30; height++) await compareHeight(store, height, models[height]!);
  assert.deepEqual(await store.viewAt(30), { ok: false, refusal: { code: 'state.notYet' } });
});

test('a view of an old height stays right while the chain goes on', async () => {
  await using store = await openState({ directory: createDirectory(), log: quiet }, config);
  const random = createRandom(6);
  const models: Model[] = [];
  for (let height = 0; height < 12; height++)
    models.push(await grow(store, models.at(-1) ?? new Map(), random, 25, 60));
  const [old, head] = [await store.viewAt(4), await store.viewAt(11)];
  assert.ok(old.ok && head.ok);
  for (let height = 12; height < 20; height++) models.push(await grow(store, models.at(-1)!, random, 25, 60));
  compareView(old.value, models[4]!);
  compareView(head.value, models[11]!);
  old.value[Symbol.dispose]();
  assert.throws(() => old.value.get(SPACES[0]!, new Uint8Array(1)), { name: 'InvariantViolation' });
  head.value[Symbol.dispose]();
});

test('a node that keeps no archive says so', async () => {
  await using store = await openState(
    { directory: createDirectory(), log: quiet },
    { ...config, archive: false },
  );
  let model: Model = new Map();
  for (let height = 0; height < 3; height++) model = await grow(store, model, createRandom(height), 10);
  assert.deepEqual(await store.viewAt(1), { ok: false, refusal: { code: 'state.notArchived' } });
  await compareHeight(store, 2, model);
});

test('a scrub round reads everything and finds nothing wrong in a sound store', async () => {
  await using store = await openState({ directory: createDirectory(), log: quiet }, config);
  let model: Model = new Map();
  for (let height = 0; height < 12; height++) model = await grow(store, model, createRandom(height), 40);
  await store.checkpoint();
  let [entries, segments] = [0, 0];
  for (let done = false; !done; ) {
    const report = await store.scrub({ budget: 17 });
    assert.equal(report.damageCount, 0, report.damages.join());
    entries += report.entries;
    segments += report.segments;
    done = report.isRoundComplete;
  }
  assert.equal(entries, model.size);
  assert.ok(segments >= 3);
});
