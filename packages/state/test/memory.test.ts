import assert from 'node:assert/strict';
import { test } from 'node:test';
import { utf8 } from '@ashlar/base';
import { ObjectSpace } from '@ashlar/protocol';
import { createMemoryState } from '@ashlar/state';
import { complies } from './compliance.ts';
import { blockId } from './model.ts';

const RUNS = Number(process.env['STATE_RUNS'] ?? 150);

complies('the memory state', { open: async () => createMemoryState() }, RUNS);

test('a read looks into some twenty layers at most, however deep the unfinalized chain', () => {
  const store = createMemoryState();
  for (let height = 0; height < 300; height++) {
    const draft = store.fork(height === 0 ? store.finalized.block : blockId(height - 1));
    draft.put(ObjectSpace.metadata, utf8(`${height}`), utf8('v'));
    store.seal(draft, blockId(height), height);
    assert.ok(store.layered(store.version(blockId(height))).layers.length <= 20);
  }
});
