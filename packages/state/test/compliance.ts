/**
 * What every `StateStore` must do, as tests over any of them: a random script is played on the store and on the
 * plain model, and every answer is compared.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hex, utf8 } from '@ashlar/base';
import type { StateDraft, StateStore } from '@ashlar/ports';
import { type BlockId, ObjectSpace } from '@ashlar/protocol';
import fc from 'fast-check';
import { blockId, keyOf, type Model, rootOfModel, SPACES, show, showChange, stepOfModel } from './model.ts';

export type Subject = Readonly<{
  open: () => Promise<StateStore>;
  /** Closes and opens again what is durable; absent if nothing is. */
  reopen?: (store: StateStore) => Promise<StateStore>;
}>;

const KEYS = 60;
type Action = Readonly<{
  kind: 'put' | 'remove' | 'step' | 'checkpoint' | 'revert';
  at: number;
  value: number;
}>;
type Fate = 'grow' | 'discard' | 'finalize' | 'abandon' | 'reopen';
type Block = Readonly<{
  /** Which of the living versions is the parent, from the newest. */
  parent: number;
  actions: readonly Action[];
  fate: Fate;
}>;
export type Script = readonly Block[];

const kinds = ['put', 'put', 'put', 'put', 'remove', 'remove', 'step', 'checkpoint', 'revert'] as const;
const action: fc.Arbitrary<Action> = fc.record({
  kind: fc.constantFrom(...kinds),
  at: fc.nat(1_000),
  value: fc.nat(40),
});
const block: fc.Arbitrary<Block> = fc.record({
  parent: fc.nat(3),
  actions: fc.array(action, { maxLength: 24 }),
  fate: fc.constantFrom<Fate>('grow', 'grow', 'grow', 'discard', 'finalize', 'abandon', 'reopen'),
});
export const scripts: fc.Arbitrary<Script> = fc.array(block, { minLength: 1, maxLength: 30 });

const spaceAt = (at: number): ObjectSpace => SPACES[at % SPACES.length]!;
const keyAt = (at: number): Uint8Array => keyOf(spaceAt(at), Math.floor(at / SPACES.length) % KEYS);

/** Plays actions on a draft and on a copy of the parent's model; returns the model that should result. */
export function play(draft: StateDraft, parent: Model, actions: readonly Action[]): Model {
  let model = new Map(parent);
  const marks: { checkpoint: number; model: Model }[] = [];
  for (const { kind, at, value } of actions) {
    const [space, key] = [spaceAt(at), keyAt(at)];
    const flat = space.flatKeyOf(key);
    if (kind === 'put') {
      const bytes = utf8('v'.repeat(value % 7) + value);
      draft.put(space, key, bytes);
      model.set(flat, { space, key, value: bytes });
    } else if (kind === 'remove') {
      draft.remove(space, key);
      model.delete(flat);
    } else if (kind === 'checkpoint') {
      marks.push({ checkpoint: draft.checkpoint(), model: new Map(model) });
    } else if (kind === 'revert' && marks.length > 0) {
      const mark = marks.splice(at % marks.length)[0]!;
      draft.revert(mark.checkpoint);
      model = new Map(mark.model);
    }
    assert.equal(show(draft.next(space, key)), show(stepOfModel(model, space, key, true)));
    assert.equal(show(draft.prev(space, key)), show(stepOfModel(model, space, key, false)));
    const now = draft.get(space, key);
    const expected = model.get(flat)?.value;
    assert.equal(now && hex(now), expected && hex(expected));
    const since = marks.at(-1);
    if (since !== undefined) compareChanges(draft, since.model, model, since.checkpoint);
  }
  compareChanges(draft, parent, model);
  return model;
}

function compareChanges(draft: StateDraft, before: Model, after: Model, from?: number): void {
  const expected: string[] = [];
  for (const flat of [...new Set([...before.keys(), ...after.keys()])].sort((a, b) => (a < b ? -1 : 1))) {
    const [old, now] = [before.get(flat), after.get(flat)];
    if (old !== undefined && now !== undefined && hex(old.value) === hex(now.value)) continue;
    expected.push(showChange((now ?? old)!.space, (now ?? old)!.key, now?.value));
  }
  const changes = draft.changes(from).map(({ space, key, value }) => showChange(space, key, value));
  assert.deepEqual(changes, expected);
}

/** The store's version and the model say the same: root, every key, iteration from both ends of every space. */
export function compareVersion(store: StateStore, id: BlockId, model: Model): void {
  assert.equal(hex(store.rootOf(id)), hex(rootOfModel(model)));
  const view = store.view(id);
  for (let at = 0; at < KEYS * SPACES.length; at += 7) {
    const [space, key] = [spaceAt(at), keyAt(at)];
    const [now, expected] = [view.get(space, key), model.get(space.flatKeyOf(key))?.value];
    assert.equal(now && hex(now), expected && hex(expected));
  }
  for (const space of SPACES) {
    const last = new Uint8Array(200).fill(255);
    assert.equal(
      show(view.next(space, new Uint8Array(0))),
      show(stepOfModel(model, space, new Uint8Array(0), true)),
    );
    assert.equal(show(view.prev(space, last)), show(stepOfModel(model, space, last, false)));
  }
}

type World = { store: StateStore; alive: { id: BlockId; height: number; model: Model; parent: BlockId }[] };

async function settle(world: World, subject: Subject, fate: Fate, pick: number): Promise<void> {
  const { store, alive } = world;
  const target = alive[alive.length - 1 - (pick % alive.length)]!;
  const descends = (id: BlockId, from: BlockId): boolean =>
    id === from ||
    alive.some(
      (version) => version.id === id && id !== store.finalized.block && descends(version.parent, from),
    );
  if (fate === 'discard' && target.id !== store.finalized.block) {
    store.discard(target.id);
    world.alive = alive.filter(({ id }) => !descends(id, target.id));
    assert.equal(store.has(target.id), false);
  } else if (fate === 'finalize') {
    const kept = alive.filter(({ id }) => descends(id, target.id));
    await store.finalize(target.id);
    world.alive = kept;
    assert.equal(store.finalized.block, target.id);
    for (const { id } of alive)
      assert.equal(
        store.has(id),
        kept.some((version) => version.id === id),
      );
  } else if (fate === 'reopen' && subject.reopen !== undefined) {
    const durable = store.finalized;
    world.alive = alive.filter(({ id }) => id === durable.block);
    world.store = await subject.reopen(store);
    assert.deepEqual(
      { ...world.store.finalized, root: hex(world.store.finalized.root) },
      { ...durable, root: hex(durable.root) },
    );
  }
}

export async function run(subject: Subject, script: Script): Promise<void> {
  const store = await subject.open();
  const world: World = { store, alive: [] };
  const { block: id, height } = store.finalized;
  world.alive.push({ id, height, model: new Map(), parent: id });
  try {
    for (const [number, { parent: back, actions, fate }] of script.entries()) {
      const parent = world.alive[Math.max(world.alive.length - 1 - back, 0)]!;
      const draft = world.store.fork(parent.id);
      const model = play(draft, parent.model, actions);
      if (fate !== 'abandon') {
        const next = { id: blockId(number), height: parent.height + 1, model, parent: parent.id };
        world.store.seal(draft, next.id, next.height);
        world.alive.push(next);
      }
      await settle(world, subject, fate, back);
      for (const version of world.alive.slice(-4)) compareVersion(world.store, version.id, version.model);
    }
  } finally {
    await world.store[Symbol.asyncDispose]();
  }
}

export function complies(name: string, subject: Subject, runs: number): void {
  test(`${name} answers as a map a version would, whatever is forked, reverted, sealed, dropped and finalized`, async () => {
    await fc.assert(
      fc.asyncProperty(scripts, (script) => run(subject, script)),
      { numRuns: runs },
    );
  });

  test(`${name} refuses drafts that are spent, heights that do not follow and blocks that are known`, async () => {
    await using store = await subject.open();
    const origin = store.finalized;
    const draft = store.fork(origin.block);
    assert.throws(() => store.seal(draft, blockId(1), origin.height + 2), { name: 'InvariantViolation' });
    store.seal(draft, blockId(1), origin.height + 1);
    assert.throws(() => store.seal(draft, blockId(2), origin.height + 1), { name: 'InvariantViolation' });
    assert.throws(() => draft.put(ObjectSpace.metadata, utf8('k'), utf8('v')), {
      name: 'InvariantViolation',
    });
    const again = store.fork(origin.block);
    assert.throws(() => store.seal(again, blockId(1), origin.height + 1), { name: 'InvariantViolation' });
    assert.throws(() => store.view(blockId(9)), { name: 'InvariantViolation' });
    store.discard(blockId(9));
  });

  test(`${name} fails reads through views of versions that are gone`, async () => {
    await using store = await subject.open();
    const { block: origin, height } = store.finalized;
    store.seal(store.fork(origin), blockId(1), height + 1);
    store.seal(store.fork(origin), blockId(2), height + 1);
    const [kept, lost, below] = [store.view(blockId(1)), store.view(blockId(2)), store.view(origin)];
    await store.finalize(blockId(1));
    assert.equal(kept.get(ObjectSpace.metadata, utf8('k')), undefined);
    for (const view of [lost, below])
      assert.throws(() => view.get(ObjectSpace.metadata, utf8('k')), { name: 'InvariantViolation' });
  });

  test(`${name} reads through a hundred unfinalized versions`, async () => {
    await using store = await subject.open();
    let { block: parent, height } = store.finalized;
    for (let number = 0; number < 100; number++) {
      const draft = store.fork(parent);
      draft.put(ObjectSpace.metadata, utf8(`k${number}`), utf8(`v${number}`));
      if (number % 3 === 0) draft.remove(ObjectSpace.metadata, utf8(`k${number - 1}`));
      parent = blockId(number);
      store.seal(draft, parent, ++height);
      if (number === 90) await store.finalize(blockId(5));
    }
    const view = store.view(parent);
    for (let number = 0; number < 99; number++) {
      const value = view.get(ObjectSpace.metadata, utf8(`k${number}`));
      assert.equal(value && hex(value), number % 3 === 2 ? undefined : hex(utf8(`v${number}`)));
    }
  });
}
