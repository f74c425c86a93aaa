import assert from 'node:assert/strict';
import { test } from 'node:test';
import { utf8 } from '@ashlar/base';
import { ObjectSpace } from '@ashlar/protocol';
import { createMemoryState } from '@ashlar/state';
import { blockId } from '../model.ts';

/** Nodes reachable from a reference, counted apart. */
function census(store: ReturnType<typeof createMemoryState>, refs: readonly number[]): number {
  const seen = new Set<number>();
  const waiting = [...refs];
  for (let ref = waiting.pop(); ref !== undefined; ref = waiting.pop()) {
    if (ref === 0 || seen.has(ref)) continue;
    seen.add(ref);
    if (ref > 0) waiting.push(store.trie.arena.left(ref), store.trie.arena.right(ref));
  }
  return seen.size;
}

test('no node is leaked or freed twice over thousands of blocks, forks and dropped branches', async () => {
  const store = createMemoryState();
  const { arena } = store.trie;
  let seed = 7;
  const random = (limit: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return (seed >>> 8) % limit;
  };
  let number = 0;
  let { block: parent, height } = store.finalized;
  for (let round = 0; round < 2_000; round++) {
    const siblings = 1 + random(3);
    const ids = Array.from({ length: siblings }, () => blockId(number++));
    for (const id of ids) {
      const draft = store.fork(parent);
      for (let write = 0; write < 20; write++) {
        const key = utf8(`key${random(300)}`);
        if (random(3) === 0) draft.remove(ObjectSpace.metadata, key);
        else draft.put(ObjectSpace.metadata, key, utf8(`${random(1000)}`));
      }
      store.seal(draft, id, height + 1);
    }
    if (random(4) === 0) store.discard(ids[siblings - 1]!);
    const next = ids.find((id) => store.has(id));
    if (next !== undefined) {
      parent = next;
      height++;
    }
    if (random(5) === 0) await store.finalize(parent);
    if (round % 100 === 0) {
      await store.finalize(parent);
      const live = arena.inner.live + arena.leaves.live;
      assert.equal(live, census(store, [store.version(parent).rootRef]));
    }
  }
  assert.ok(
    arena.inner.blocks.length <= 2 && arena.leaves.blocks.length <= 2,
    'freed records are used again',
  );
});
