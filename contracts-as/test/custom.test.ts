/** The custom template, a guest book: also an example of how contracts are tested. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  accepted,
  addressOf,
  type Contract,
  createTestChain,
  loadBuilt,
  type Message,
  refused,
  type TestChain,
} from '../testing/index.ts';

const built = loadBuilt(join(import.meta.dirname, '..', 'templates', 'custom'));
const alice = addressOf('alice');
const bob = addressOf('bob');
const NOT_AUTHORIZED = -200;

function deploy(): [TestChain, Contract] {
  const chain = createTestChain();
  return [chain, chain.deploy(built)];
}

const pageOf = (chain: TestChain, book: Contract, args: Message): unknown[] =>
  (accepted(chain.call(book, 'read_page', args)).result['entries'] as Message[]).map(
    (entry) => entry['number'],
  );

test('an entry keeps who wrote what and when, and is told', () => {
  const [chain, book] = deploy();
  chain.head.timeMs = 5_000n;
  const outcome = accepted(
    chain.call(book, 'sign', { author: alice, text: 'hello 🌍' }, { signers: [alice] }),
  );
  assert.equal(outcome.result['value'], 1n);
  assert.equal(outcome.events[0]?.name, 'guestbook.signed_event');
  assert.deepEqual(outcome.events[0].impacted, [alice]);
  const { result } = accepted(chain.call(book, 'entry_of', { number: 1n }));
  assert.deepEqual(result['value'], { number: 1n, author: alice, text: 'hello 🌍', time_ms: 5_000n });
  assert.equal(accepted(chain.call(book, 'count')).result['value'], 1n);
});

test('nobody writes in another name, nothing, or too much', () => {
  const [chain, book] = deploy();
  refused(
    chain.call(book, 'sign', { author: alice, text: 'x' }, { signers: [bob] }),
    /not signed/,
    NOT_AUTHORIZED,
  );
  refused(chain.call(book, 'sign', { text: 'x' }), /'author'/);
  refused(chain.call(book, 'sign', { author: alice }, { signers: [alice] }), /'text'/);
  refused(
    chain.call(book, 'sign', { author: alice, text: 'x'.repeat(281) }, { signers: [alice] }),
    /too long/,
  );
});

test('pages go back from the newest entry', () => {
  const [chain, book] = deploy();
  for (let index = 0; index < 5; index++)
    accepted(chain.call(book, 'sign', { author: alice, text: `${index}` }, { signers: [alice] }));
  assert.deepEqual(pageOf(chain, book, { limit: 2 }), [5n, 4n]);
  assert.deepEqual(pageOf(chain, book, { limit: 2, before: 4n }), [3n, 2n]);
  assert.deepEqual(pageOf(chain, book, { limit: 50, before: 2n }), [1n]);
  assert.deepEqual(pageOf(chain, book, { limit: 0 }), []);
  refused(chain.call(book, 'read_page', { limit: 51 }), /'limit'/);
});

test('the author or the owner of the contract strikes an entry', () => {
  const [chain, book] = deploy();
  for (let index = 0; index < 2; index++)
    accepted(chain.call(book, 'sign', { author: alice, text: `${index}` }, { signers: [alice] }));
  refused(chain.call(book, 'strike', { number: 1n }, { signers: [bob] }), /neither/, NOT_AUTHORIZED);
  const outcome = accepted(chain.call(book, 'strike', { number: 1n }, { signers: [alice] }));
  assert.deepEqual(outcome.logs, ['struck']);
  accepted(chain.call(book, 'strike', { number: 2n }, { signers: [book.address] }));
  refused(chain.call(book, 'strike', { number: 2n }, { signers: [alice] }), /no such entry/, 1);
  assert.deepEqual(accepted(chain.call(book, 'entry_of', { number: 1n })).result, {});
});
