/** Estimates: what a transaction would cost, as if those who are named had signed it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { equal } from '@ashlar/base';
import { ERROR_CODE } from '@ashlar/protocol';
import { CHECK_AUTHORITY } from '../src/system-calls/authority.ts';
import { alice, bob, callOf, keyOf, TestChain } from './chain.ts';

const chain = new TestChain({
  scripts: {
    // Fails unless bob has agreed.
    guarded: (contract) => {
      const { value } = contract.ask(CHECK_AUTHORITY, {
        type: 0,
        account: bob.address,
        data: new Uint8Array(0),
      });
      if (!value) contract.fail(1, 'bob has not agreed');
    },
  },
});
const estimate = (signers: readonly Uint8Array[], operations = [callOf('guarded')]) => {
  const transaction = chain.transaction(operations, { nonce: 1n, signers: [] });
  return chain.kernel.estimateTransaction(chain.state, chain.head, transaction, { signers });
};

test('an estimate is what the signed transaction will use, to the tick and the byte', () => {
  const estimated = estimate([alice.address, bob.address]);
  assert.ok(estimated.ok);
  const signed = chain.transaction([callOf('guarded')], { nonce: 1n, signers: [alice, bob] });
  const tried = chain.kernel.applyTransaction(chain.state, chain.head, signed);
  assert.ok(tried.ok);
  assert.deepEqual(estimated.value, tried.value);
});

test('only those who are named are held to have signed', () => {
  const withoutBob = estimate([alice.address]);
  assert.equal(withoutBob.ok ? undefined : withoutBob.refusal.errorCode, 1);
  const withoutPayer = estimate([bob.address, keyOf('carol').address], []);
  assert.equal(withoutPayer.ok ? undefined : withoutPayer.refusal.errorCode, ERROR_CODE.authorizationFailure);
});

test('an estimate leaves nothing behind, and no placeholder is ever a signature', () => {
  const root = chain.state.rootOf(chain.head);
  const transaction = chain.transaction([], { nonce: 1n, signers: [] });
  assert.ok(
    chain.kernel.estimateTransaction(chain.state, chain.head, transaction, { signers: [alice.address] }).ok,
  );
  assert.ok(equal(chain.state.rootOf(chain.head), root));
  const forged = { ...transaction, signatures: [new Uint8Array(65)] };
  const refused = chain.kernel.applyTransaction(chain.state, chain.head, forged);
  assert.equal(refused.ok, false);
});
