/**
 * What tests expect of a call.
 * @module
 */
import assert from 'node:assert/strict';
import type { AcceptedOutcome, CallOutcome } from './chain.ts';

/** The outcome, if the call was accepted. @throws AssertionError with the contract's message if it was not */
export function accepted(outcome: CallOutcome): AcceptedOutcome {
  assert.ok(outcome.ok, outcome.ok ? '' : `refused with ${outcome.code}: ${outcome.message}`);
  return outcome;
}

/** @throws AssertionError unless the call was refused with such a message, and with the code (default -1: `fail`) */
export function refused(outcome: CallOutcome, message: RegExp, code = -1): void {
  assert.ok(!outcome.ok, 'the call was accepted');
  assert.match(outcome.message, message);
  assert.equal(outcome.code, code);
}
