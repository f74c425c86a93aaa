import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accept, Fault, InvariantViolation, assert as invariant, refuse, unreachable } from '@ashlar/base';

test('a result is accepted with a value, or refused with a code', () => {
  assert.deepEqual(accept(5), { ok: true, value: 5 });
  assert.deepEqual(refuse({ code: 'nonce.tooLow', expected: 3 }), {
    ok: false,
    refusal: { code: 'nonce.tooLow', expected: 3 },
  });
});

test('a fault says what failed, why, and whether to try again', () => {
  const cause = new Error('ENOSPC');
  const fault = new Fault('store.full', { retryable: true, cause, detail: 'blocks.mdb' });
  assert.ok(fault instanceof Error && !(fault instanceof InvariantViolation));
  assert.equal(fault.name, 'Fault');
  assert.equal(fault.code, 'store.full');
  assert.equal(fault.retryable, true);
  assert.equal(fault.message, 'store.full: blocks.mdb');
  assert.equal(fault.cause, cause);
  assert.equal(new Fault('store.io', { retryable: false }).message, 'store.io');
});

test('an invariant that holds is silent; one that does not throws its own words', () => {
  invariant(true, 'one is one');
  assert.throws(() => invariant(false, 'one is two'), {
    name: 'InvariantViolation',
    message: 'one is two',
  });
});

test('a variant that nobody foresaw is an invariant violation that names it', () => {
  assert.throws(
    () => unreachable({ kind: 'new' } as never),
    new InvariantViolation('unreachable: {"kind":"new"}'),
  );
});
