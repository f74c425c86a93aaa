/**
 * Witnesses: a block executes on its witness as on the whole state, and on nothing less.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hex, utf8 } from '@ashlar/base';
import {
  createMemoryState,
  decodeWitness,
  encodeWitness,
  type MemoryState,
  openWitness,
  type Witness,
  witnessOf,
} from '@ashlar/state';
import fc from 'fast-check';
import { encodeMultiproof } from '../src/trie/multiproof.ts';
import { pathOf } from '../src/trie/path.ts';
import { play, type Script, scripts } from './compliance.ts';
import { blockId, keyOf, type Model, SPACES } from './model.ts';

const RUNS = Number(process.env['STATE_WITNESS_RUNS'] ?? 60);

/** A state with a few blocks of history, one model beside it. */
function grown(script: Script): Readonly<{ store: MemoryState; model: Model }> {
  const store = createMemoryState();
  let model: Model = new Map();
  for (const [height, { actions }] of script.entries()) {
    const draft = store.fork(height === 0 ? store.finalized.block : blockId(height - 1));
    model = play(draft, model, actions);
    store.seal(draft, blockId(height), height);
  }
  return { store, model };
}

type Recorded = Readonly<{
  store: MemoryState;
  witness: Witness;
  model: Model;
  script: Script;
  root: string;
}>;

function record(script: Script): Recorded {
  const { store, model } = grown(script.slice(0, -1));
  const height = script.length - 1;
  const parent = height === 0 ? store.finalized.block : blockId(height - 1);
  const draft = store.fork(parent, { record: true });
  play(draft, model, script.at(-1)!.actions);
  const witness = witnessOf(store, draft);
  const root = hex(store.seal(draft, blockId(height), height));
  return { store, witness, model, script, root };
}

function parentHead({ store, script }: Recorded): Parameters<typeof openWitness>[0] {
  const height = script.length - 2;
  if (height < 0) return store.finalized;
  return { block: blockId(height), height, root: store.rootOf(blockId(height)) };
}

function openRecorded(recorded: Recorded, witness: Witness): ReturnType<typeof openWitness> {
  return openWitness(parentHead(recorded), witness, { trustSteps: true });
}

test('a block executed on its witness gives the same answers and the same root', () => {
  const property = fc.property(scripts, (script) => {
    const recorded = record(script);
    const bytes = encodeWitness(recorded.witness);
    const decoded = decodeWitness(bytes);
    assert.ok(decoded.ok);
    assert.equal(hex(encodeWitness(decoded.value)), hex(bytes));
    const opened = openRecorded(recorded, decoded.value);
    assert.ok(opened.ok);
    const draft = opened.value.fork(parentHead(recorded).block);
    play(draft, recorded.model, script.at(-1)!.actions);
    assert.equal(hex(opened.value.seal(draft, blockId(999), script.length - 1)), recorded.root);
  });
  fc.assert(property, { numRuns: RUNS });
});

test('what a witness does not hold is a fault, never an answer', () => {
  const property = fc.property(scripts, fc.nat(400), (script, at) => {
    const recorded = record(script);
    const opened = openRecorded(recorded, recorded.witness);
    assert.ok(opened.ok);
    const space = SPACES[at % SPACES.length]!;
    const key = keyOf(space, at);
    const known = recorded.witness.entries.find(({ flat }) => flat === space.flatKeyOf(key));
    const draft = opened.value.fork(parentHead(recorded).block);
    if (known !== undefined) {
      const value = draft.get(space, key);
      assert.equal(value && hex(value), known.value && hex(known.value));
      return;
    }
    assert.throws(() => draft.get(space, key), { name: 'Fault', code: 'store.outsideWitness' });
  });
  fc.assert(property, { numRuns: RUNS });
});

test('steps of iteration are refused unless they are trusted', () => {
  const store = createMemoryState();
  const setup = store.fork(store.finalized.block);
  for (const key of ['a', 'b', 'c']) setup.put(SPACES[1]!, utf8(key), utf8(key));
  const root = store.seal(setup, blockId(0), 0);
  const draft = store.fork(blockId(0), { record: true });
  assert.equal(hex(draft.next(SPACES[1]!, utf8('a'))!.key), hex(utf8('b')));
  const witness = witnessOf(store, draft);
  const parent = { block: blockId(0), height: 0, root };
  const strict = openWitness(parent, witness);
  const trusting = openWitness(parent, witness, { trustSteps: true });
  assert.ok(strict.ok && trusting.ok);
  const fault = { code: 'store.outsideWitness' };
  assert.throws(() => strict.value.view(blockId(0)).next(SPACES[1]!, utf8('a')), fault);
  const found = trusting.value.view(blockId(0)).next(SPACES[1]!, utf8('a'));
  assert.equal(hex(found!.key), hex(utf8('b')));
  assert.throws(() => trusting.value.view(blockId(0)).prev(SPACES[1]!, utf8('b')), fault);
});

test('what was read is recorded even if the caller uses the bytes of the key again', () => {
  const store = createMemoryState();
  const draft = store.fork(store.finalized.block, { record: true });
  const key = utf8('a');
  draft.get(SPACES[0]!, key);
  draft.next(SPACES[0]!, key);
  key[0] = 0x62;
  const { reads, ranges } = store.accessesOf(draft);
  assert.deepEqual([hex(reads[0]!.key), hex(ranges[0]!.from)], ['61', '61']);
});

test('a draft that fails on a witness leaves it usable', () => {
  const store = createMemoryState();
  const setup = store.fork(store.finalized.block);
  for (let index = 0; index < 50; index++) setup.put(SPACES[0]!, utf8(`${index}`), utf8('v'));
  const root = store.seal(setup, blockId(0), 0);
  const draft = store.fork(blockId(0), { record: true });
  draft.put(SPACES[0]!, utf8('7'), utf8('w'));
  const opened = openWitness({ block: blockId(0), height: 0, root }, witnessOf(store, draft));
  assert.ok(opened.ok);
  const bad = opened.value.fork(blockId(0));
  for (let index = 0; index < 50; index++) bad.remove(SPACES[0]!, utf8(`${index}`));
  assert.throws(() => opened.value.seal(bad, blockId(1), 1), { code: 'store.outsideWitness' });
  const good = opened.value.fork(blockId(0));
  good.put(SPACES[0]!, utf8('7'), utf8('w'));
  assert.equal(hex(opened.value.seal(good, blockId(1), 1)), hex(store.seal(draft, blockId(1), 1)));
});

test('a witness without steps, changed anywhere, is refused or still says nothing false', () => {
  const store = createMemoryState();
  const setup = store.fork(store.finalized.block);
  for (let index = 0; index < 20; index++)
    setup.put(SPACES[index % 5]!, keyOf(SPACES[index % 5]!, index), utf8(`${index}`));
  const root = store.seal(setup, blockId(0), 0);
  const draft = store.fork(blockId(0), { record: true });
  for (let index = 0; index < 30; index += 3) draft.get(SPACES[index % 5]!, keyOf(SPACES[index % 5]!, index));
  const bytes = encodeWitness(witnessOf(store, draft));
  const parent = { block: blockId(0), height: 0, root };
  const view = store.view(blockId(0));
  const isFalse = (changed: Uint8Array): boolean => {
    const decoded = decodeWitness(changed);
    if (!decoded.ok || !openWitness(parent, decoded.value).ok) return false;
    return decoded.value.entries.some(({ space, key, value }) => {
      const truth = view.get(space, key);
      return (truth && hex(truth)) !== (value && hex(value));
    });
  };
  assert.ok(openWitness(parent, witnessOf(store, draft)).ok);
  for (let bit = 0; bit < bytes.length * 8; bit += 11) {
    const changed = bytes.slice();
    changed[bit >> 3]! ^= 1 << (bit & 7);
    assert.ok(!isFalse(changed), `bit ${bit}`);
  }
  for (let length = 0; length < bytes.length; length++)
    assert.ok(!decodeAndOpen(parent, bytes.subarray(0, length)));
});

function decodeAndOpen(parent: Parameters<typeof openWitness>[0], bytes: Uint8Array): boolean {
  const decoded = decodeWitness(bytes);
  return decoded.ok && openWitness(parent, decoded.value).ok;
}

test('a witness that calls a present entry absent is refused, with the honest root and a fitting proof', () => {
  const store = createMemoryState();
  const setup = store.fork(store.finalized.block);
  for (let index = 0; index < 20; index++) setup.put(SPACES[0]!, utf8(`${index}`), utf8('v'));
  const root = store.seal(setup, blockId(0), 0);
  const space = SPACES[0]!;
  const key = utf8('7');
  const claim = { path: pathOf(space, key), valueHash: undefined };
  const proof = encodeMultiproof(store.trie, store.version(blockId(0)).rootRef, [claim]);
  const entry = { flat: space.flatKeyOf(key), space, key, value: undefined };
  const opened = openWitness({ block: blockId(0), height: 0, root }, { entries: [entry], steps: [], proof });
  assert.deepEqual(opened, { ok: false, refusal: { code: 'witness.notProven' } });
});

test('a witness with more than it needs, or less, is refused', () => {
  const recorded = record([
    {
      parent: 0,
      fate: 'grow',
      actions: Array.from({ length: 20 }, (_, at) => ({ kind: 'put', at, value: at })),
    },
    {
      parent: 0,
      fate: 'grow',
      actions: [
        { kind: 'put', at: 3, value: 1 },
        { kind: 'remove', at: 9, value: 1 },
      ],
    },
  ]);
  const { entries, steps, proof } = recorded.witness;
  for (let drop = 0; drop < entries.length; drop++) {
    const less = { entries: entries.filter((_, index) => index !== drop), steps, proof };
    const opened = openRecorded(recorded, less);
    assert.ok(!opened.ok);
  }
});
