/** What tries and reads share on one head, and when it is forgotten. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blockIdOf } from '@ashlar/protocol';
import { createMemoryState } from '@ashlar/state';
import { HeadCache, type KnownHead } from '../src/known-head.ts';
import { Rules, RulesCache } from '../src/rules.ts';
import { GET_HEAD_INFO } from '../src/system-calls/information.ts';
import { THUNKS } from '../src/thunks.ts';
import { TestChain } from './chain.ts';

test('a head is found out about once, and anew where the block or the store is another', () => {
  const cache = new HeadCache();
  const chain = new TestChain();
  const [one, other] = [chain.head, blockIdOf(chain.block().id)!];
  let asked = 0;
  const learn = (): KnownHead => {
    asked++;
    return {
      rules: new Rules({ get: () => undefined }, THUNKS, new RulesCache()),
      block: undefined,
      limits: undefined,
    };
  };
  const first = cache.get(chain.state, one, learn);
  assert.equal(cache.get(chain.state, one, learn), first);
  assert.equal(asked, 1);
  assert.notEqual(cache.get(chain.state, other, learn), first);
  assert.notEqual(cache.get(createMemoryState(), other, learn), first);
  assert.equal(asked, 3);
});

test('a block that was dropped and came again is a head like any other', () => {
  const chain = new TestChain();
  const parent = chain.head;
  const block = chain.block();
  chain.apply(block);
  const transaction = chain.transaction();
  const tried = () => chain.kernel.applyTransaction(chain.state, chain.head, transaction);
  const before = tried();
  assert.ok(before.ok);
  chain.state.discard(chain.head);
  chain.head = parent;
  chain.apply(block);
  assert.equal(chain.ask(GET_HEAD_INFO, {}).value?.headTopology?.height, 1n); // Not asked before: its rule is read now.
  assert.deepEqual(tried(), before);
});
