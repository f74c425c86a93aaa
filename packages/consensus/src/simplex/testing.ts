/**
 * For tests and the simulator only, behind the export `@ashlar/consensus/testing`: fake signatures, and machines with
 * a part of their protocol missing, so that checkers can be checked.
 * @module
 */

import type { Committee } from './certificates.ts';
import type { Config } from './config.ts';
import { CONSTRAINT_NAMES, type ConstraintName, firstForbidding } from './honest.ts';
import type { Input } from './interface.ts';
import { openUnder, SOUND_RULES, type Step, stepUnder } from './machine.ts';
import type { Durable, State } from './state.ts';
import type { Known, Rules } from './turn.ts';
import { type Block, NONE } from './types.ts';

export { fakeCiphers, fakeSign } from './fake-ciphers.ts';
export type { Rules } from './turn.ts';

export type Part = ConstraintName | 'skipRoot';

export type Machine = Readonly<{
  open(config: Config, durable: Durable): Step;
  step(config: Config, state: State, input: Input): Step;
}>;

/** The machine without some of its parts. With none missing it is the machine itself. */
export function machineWithout(parts: readonly Part[]): Machine {
  const names = CONSTRAINT_NAMES.filter((name) => !parts.includes(name));
  const bare = parts.includes('skipRoot');
  const rules: Rules = {
    forbids: (statement, standing) => firstForbidding(names, statement, standing),
    proves: parts.includes('H5') ? () => true : bare ? isJustifiedByHearsay : SOUND_RULES.proves,
    ancestry: bare ? () => [] : SOUND_RULES.ancestry,
  };
  return {
    open: (config, durable) => openUnder(rules, config, durable),
    step: (config, state, input) => stepUnder(rules, config, state, input),
  };
}

/** Without skipRoot a block carries no proof: who holds the certificates believes it, and nobody else can tell. */
function isJustifiedByHearsay(_: Committee, { header, ancestry }: Block, known: Known): boolean {
  const { view, parent, parentView } = header;
  if (ancestry.length > 0 || parentView >= view) return false;
  const isParentNotarized = known.isCertified({ kind: 'notarize', view: parentView, block: parent });
  if (parentView > 0 && !isParentNotarized) return false;
  for (let skipped = parentView + 1; skipped < view; skipped++)
    if (!known.isCertified({ kind: 'nullify', view: skipped, block: NONE })) return false;
  return true;
}
