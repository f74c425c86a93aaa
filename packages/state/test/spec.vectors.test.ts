/**
 * Frozen results of the state (`spec/state-vectors.json`, described in `spec/state.md`): paths, labels, roots, proofs,
 * witnesses, chunks and what lies on disk. A difference is a change of the protocol, never a refactoring.
 * `WRITE_VECTORS=1 node --test <this file>` rewrites the file.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { EMPTY, fromHex, hex, latin1, utf8 } from '@ashlar/base';
import { sha256 } from '@ashlar/crypto';
import { type BlockId, encodeFlatKey, ObjectSpace } from '@ashlar/protocol';
import {
  createMemoryState,
  decodeWitness,
  EMPTY_ROOT,
  encodeWitness,
  FlatKeys,
  openWitness,
  pathOf,
  SnapshotExport,
  verifyChunk,
  verifyProof,
  witnessOf,
} from '@ashlar/state';
import { decodeRecord, encodeRecord } from '../src/durable/record.ts';
import { encodeHeader, encodeRecords, recordAt } from '../src/durable/segment.ts';
import { leafLabel } from '../src/trie/path.ts';

const file = join(import.meta.dirname, '../../../spec/state-vectors.json');
const account = (byte: number): Uint8Array => new Uint8Array(25).fill(byte);
const balances = new ObjectSpace(true, account(9), 0x8000_0001);
const notes = new ObjectSpace(false, account(3), 5);

type Item = Readonly<{ space: ObjectSpace; key: Uint8Array; value: Uint8Array }>;
const ITEMS: readonly Item[] = [
  { space: ObjectSpace.metadata, key: utf8('head'), value: utf8('one') },
  { space: ObjectSpace.nonce, key: account(1), value: fromHex('2801')! },
  { space: balances, key: account(1), value: utf8('ten') },
  { space: balances, key: account(2), value: EMPTY },
  { space: notes, key: EMPTY, value: utf8('a note') },
  { space: notes, key: utf8('k'), value: utf8('v') },
  { space: notes, key: new Uint8Array(130).fill(7), value: new Uint8Array(200).fill(8) },
];
const REMOVED = { space: notes, key: utf8('k') };
const ABSENT = { space: balances, key: account(4) };
const block = (byte: number): BlockId => `0x1220${hex(new Uint8Array(32).fill(byte))}` as BlockId;
const [FIRST, SECOND] = [block(1), block(2)];

/** The fixed history: seven entries at height 0; one changed and one removed at height 1. */
function history(): Readonly<{ state: ReturnType<typeof createMemoryState>; witness: Uint8Array }> {
  const state = createMemoryState();
  const draft = state.fork(state.finalized.block);
  for (const { space, key, value } of ITEMS) draft.put(space, key, value);
  state.seal(draft, FIRST, 0);
  const next = state.fork(FIRST, { record: true });
  next.get(ABSENT.space, ABSENT.key);
  next.put(balances, account(2), utf8('two'));
  next.remove(REMOVED.space, REMOVED.key);
  next.next(notes, EMPTY);
  const witness = encodeWitness(witnessOf(state, next)).slice();
  state.seal(next, SECOND, 1);
  return { state, witness };
}

/** The record that the durable store would write for the second block, on an archive node. */
function recordOf(root: Uint8Array): Uint8Array {
  const flat = (space: ObjectSpace, key: Uint8Array): string => latin1(encodeFlatKey(space, key));
  const changes = [
    { space: notes, key: REMOVED.key, value: undefined, before: utf8('v') },
    { space: balances, key: account(2), value: utf8('two'), before: EMPTY },
  ];
  const entries = changes
    .map((change) => ({ ...change, flat: flat(change.space, change.key) }))
    .sort((a, b) => (a.flat < b.flat ? -1 : 1));
  const head = { block: SECOND, height: 1, root };
  return encodeRecord({ head, receipts: new Uint8Array(32).fill(5), reversible: true, entries }).slice();
}

async function computed(): Promise<Readonly<Record<string, unknown>>> {
  const { state, witness } = history();
  const [first, second] = [state.rootOf(FIRST), state.rootOf(SECOND)];
  const inclusion = state.prove(FIRST, balances, account(1));
  const exclusion = state.prove(FIRST, ABSENT.space, ABSENT.key);
  const record = recordOf(second);
  const previous = new Uint8Array(32).fill(6);
  const framed = encodeRecords(previous, [record]);
  await state.finalize(FIRST);
  using snapshot = new SnapshotExport(state);
  while (!snapshot.index(100));
  return {
    description: 'Frozen results of @ashlar/state, described in spec/state.md; bytes are hex.',
    entries: ITEMS.map(({ space, key, value }) => ({
      system: space.system,
      zone: hex(space.zone),
      id: space.id,
      key: hex(key),
      value: hex(value),
      flatKey: hex(encodeFlatKey(space, key)),
      path: hex(pathOf(space, key)),
      leaf: hex(leafLabel(pathOf(space, key), sha256(value))),
    })),
    roots: { empty: hex(EMPTY_ROOT), first: hex(first), second: hex(second) },
    shards: {
      zero: hex(state.subtreeRoot(FIRST, '0')),
      one: hex(state.subtreeRoot(FIRST, '1')),
    },
    inclusion: { entry: 2, proof: hex(inclusion) },
    exclusion: { key: hex(ABSENT.key), proof: hex(exclusion) },
    witness: hex(witness),
    chunk: hex(snapshot.chunk(undefined)!),
    record: hex(record),
    segment: {
      header: hex(encodeHeader({ firstHeight: 1, previous })),
      framedRecord: hex(framed.bytes),
      digest: hex(framed.digests[0]!),
    },
  };
}

if (process.env['WRITE_VECTORS'] === '1')
  writeFileSync(file, `${JSON.stringify(await computed(), undefined, 2)}\n`);
const frozen = JSON.parse(readFileSync(file, 'utf8'));
const bytesAt = (text: string): Uint8Array => fromHex(text)!;

test('paths, labels, roots, proofs, witnesses, chunks and records are the frozen ones', async () => {
  assert.deepEqual(JSON.parse(JSON.stringify(await computed())), frozen);
});

test('the frozen proofs verify against the frozen root, and only for what they say', () => {
  const root = bytesAt(frozen.roots.first);
  const [included, excluded] = [bytesAt(frozen.inclusion.proof), bytesAt(frozen.exclusion.proof)];
  const { space, key, value } = ITEMS[frozen.inclusion.entry]!;
  assert.ok(verifyProof(root, space, key, value, included));
  assert.ok(!verifyProof(root, space, key, utf8('eleven'), included));
  assert.ok(verifyProof(root, ABSENT.space, ABSENT.key, undefined, excluded));
  assert.ok(!verifyProof(root, space, key, undefined, excluded));
});

test('the frozen witness executes to the frozen root, but does not let its iteration be believed', () => {
  const decoded = decodeWitness(bytesAt(frozen.witness));
  assert.ok(decoded.ok);
  const parent = { block: FIRST, height: 0, root: bytesAt(frozen.roots.first) };
  const opened = openWitness(parent, decoded.value);
  assert.ok(opened.ok);
  const draft = opened.value.fork(FIRST);
  draft.put(balances, account(2), utf8('two'));
  draft.remove(REMOVED.space, REMOVED.key);
  assert.throws(() => draft.next(notes, EMPTY), { code: 'store.outsideWitness' });
  assert.equal(hex(opened.value.seal(draft, SECOND, 1)), frozen.roots.second);
});

test('the frozen chunk is the whole of the first version', () => {
  const verified = verifyChunk(bytesAt(frozen.roots.first), undefined, bytesAt(frozen.chunk), new FlatKeys());
  assert.ok(verified.ok);
  assert.ok(verified.value.isLast);
  assert.equal(verified.value.entries.length, ITEMS.length);
});

test('the frozen record is read back from its frame', () => {
  const { header, framedRecord, digest } = frozen.segment;
  const segment = bytesAt(header + framedRecord);
  const framed = recordAt(segment, 64);
  assert.equal(hex(framed!.digest), digest);
  const record = decodeRecord(framed!.payload, new FlatKeys());
  assert.equal(record?.head.block, SECOND);
  assert.equal(record?.entries.length, 2);
});
