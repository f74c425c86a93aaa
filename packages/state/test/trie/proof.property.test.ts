/**
 * Proofs: every entry and every absence can be shown, and nothing else: each bit of a proof matters.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { equal, hex, utf8 } from '@ashlar/base';
import { sha256 } from '@ashlar/crypto';
import {
  createMemoryState,
  decodeProof,
  EMPTY_ROOT,
  encodeProof,
  foldSubtrees,
  verifyProof,
} from '@ashlar/state';
import fc from 'fast-check';
import { leafLabel, pathOf } from '../../src/trie/path.ts';
import { blockId, keyOf, SPACES } from '../model.ts';

const RUNS = Number(process.env['STATE_PROOF_RUNS'] ?? 40);
const members = fc.uniqueArray(fc.nat(300), { maxLength: 60 });
const spaceAt = (at: number): (typeof SPACES)[number] => SPACES[at % SPACES.length]!;
const keyAt = (at: number): Uint8Array => keyOf(spaceAt(at), Math.floor(at / SPACES.length));
const flatAt = (at: number): string => spaceAt(at).flatKeyOf(keyAt(at));

type Subject = Readonly<{
  store: ReturnType<typeof createMemoryState>;
  root: Uint8Array;
  flats: ReadonlySet<string>;
}>;

function stateOf(entries: readonly number[]): Subject {
  const store = createMemoryState();
  const draft = store.fork(store.finalized.block);
  for (const at of entries) draft.put(spaceAt(at), keyAt(at), utf8(flatAt(at)));
  const root = store.seal(draft, blockId(1), 0);
  return { store, root, flats: new Set(entries.map(flatAt)) };
}

test('every entry and every absence has a proof, which shows nothing else', () => {
  const property = fc.property(members, fc.nat(300), (entries, at) => {
    const { store, root, flats } = stateOf(entries);
    const proof = store.prove(blockId(1), spaceAt(at), keyAt(at));
    const value = flats.has(flatAt(at)) ? utf8(flatAt(at)) : undefined;
    assert.ok(verifyProof(root, spaceAt(at), keyAt(at), value, proof));
    assert.ok(!verifyProof(root, spaceAt(at), keyAt(at), utf8('another value'), proof));
    if (value !== undefined) assert.ok(!verifyProof(root, spaceAt(at), keyAt(at), undefined, proof));
    assert.ok(!verifyProof(sha256(root), spaceAt(at), keyAt(at), value, proof));
    assert.equal(hex(encodeProof(decodeProof(proof)!)), hex(proof));
  });
  fc.assert(property, { numRuns: RUNS * 5 });
});

test('a proof with any bit changed, cut short or lengthened shows nothing', () => {
  const property = fc.property(members, fc.nat(300), (entries, at) => {
    const { store, root, flats } = stateOf(entries);
    const proof = store.prove(blockId(1), spaceAt(at), keyAt(at));
    const value = flats.has(flatAt(at)) ? utf8(flatAt(at)) : undefined;
    const shows = (bytes: Uint8Array): boolean => verifyProof(root, spaceAt(at), keyAt(at), value, bytes);
    for (let bit = 0; bit < proof.length * 8; bit++) {
      const changed = proof.slice();
      changed[bit >> 3]! ^= 128 >> (bit & 7);
      assert.ok(!shows(changed), `bit ${bit}`);
    }
    for (let length = 0; length < proof.length; length++) assert.ok(!shows(proof.subarray(0, length)));
    assert.ok(!shows(new Uint8Array([...proof, 0])));
  });
  fc.assert(property, { numRuns: RUNS });
});

test('bytes at random are never a proof and never throw', () => {
  const property = fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
    assert.ok(!verifyProof(sha256(bytes), SPACES[0]!, utf8('k'), undefined, bytes));
  });
  fc.assert(property, { numRuns: RUNS * 10 });
});

test('an exclusion proof for one key does not pass for a key that is present beside it', () => {
  const { store, root } = stateOf([0, 1, 2, 3, 4, 5, 6, 7]);
  for (let absent = 20; absent < 60; absent++) {
    const proof = store.prove(blockId(1), spaceAt(absent), keyAt(absent));
    for (let present = 0; present < 8; present++)
      assert.ok(!verifyProof(root, spaceAt(present), keyAt(present), undefined, proof));
  }
});

test('an entry cannot be hidden by showing its own leaf as if it were of another', () => {
  const { store, root } = stateOf([0, 1, 2, 3, 4, 5, 6, 7]);
  const honest = decodeProof(store.prove(blockId(1), spaceAt(3), keyAt(3)));
  assert.ok(honest?.kind === 'present');
  const leaf = { path: pathOf(spaceAt(3), keyAt(3)), valueHash: sha256(utf8(flatAt(3))) };
  const forged = encodeProof({ kind: 'other', leaf, siblings: honest.siblings });
  assert.ok(!verifyProof(root, spaceAt(3), keyAt(3), undefined, forged));
});

test('the empty trie proves absences and its root is zero', () => {
  const { store, root } = stateOf([]);
  assert.deepEqual(root, EMPTY_ROOT);
  const proof = store.prove(blockId(1), SPACES[0]!, utf8('k'));
  assert.ok(verifyProof(root, SPACES[0]!, utf8('k'), undefined, proof));
  assert.ok(!verifyProof(sha256(root), SPACES[0]!, utf8('k'), undefined, proof));
});

test('shard roots are subtrees: at every depth they fold into their parent', () => {
  const property = fc.property(members, (entries) => {
    const { store, root } = stateOf(entries);
    const at = (prefix: string): Uint8Array => store.subtreeRoot(blockId(1), prefix);
    const check = (prefix: string): void => {
      const [left, right] = [at(`${prefix}0`), at(`${prefix}1`)];
      assert.equal(hex(foldSubtrees(prefix.length, left, right)), hex(at(prefix)));
      if (prefix.length >= 6) return;
      check(`${prefix}0`);
      check(`${prefix}1`);
    };
    assert.deepEqual(at(''), root);
    check('');
  });
  fc.assert(property, { numRuns: RUNS });
});

test('the subtree of a whole path is its leaf', () => {
  const { store } = stateOf([1, 2, 3, 4]);
  const path = pathOf(spaceAt(3), keyAt(3));
  const bits = [...path].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const expected = leafLabel(path, sha256(utf8(flatAt(3))));
  assert.ok(equal(store.subtreeRoot(blockId(1), bits), expected));
});

test('the commitment is frozen', () => {
  const { root, store } = stateOf(Array.from({ length: 50 }, (_, at) => at));
  assert.equal(hex(root), '00003b1b0196db5c9806c9760081ecde575ca18c39381169d51d9bdfac6f0081');
  assert.equal(
    hex(sha256(store.prove(blockId(1), spaceAt(7), keyAt(7)))),
    '88285c320a4a82863c78db919ac10e397140b0f6a1b38dfa0c1d38e0051b95c3',
  );
});
