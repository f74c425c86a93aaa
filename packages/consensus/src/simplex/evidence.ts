/**
 * Evidence E1 to E5, and accountable safety: two conflicting finalizations always convict at least a third.
 *
 * `accuse` computes the proof from the two Finalizations and the headers and bodies of one chain alone, as theorem
 * 2a.6 demands; `offendersOf` is what a judge runs, who trusts nobody. No honest validator (one that keeps H1 to H7)
 * is ever among the offenders.
 * @module
 */
import type { Refusal, Result } from '@ashlar/base';
import { accept, refuse } from '@ashlar/base';
import { findFlaw, isAncestryValid, isFlawed, splitAncestry } from './ancestry.ts';
import type { Committee } from './certificates.ts';
import { isAttested } from './certificates.ts';
import { hashOf } from './codec.ts';
import type { Block, Certificate, Contradiction, Digest, Evidence, Index, Statement } from './types.ts';

/** Which contradiction two statements are, whoever made both; `undefined` if one honest validator may make both. */
export function contradictionOf(first: Statement, second: Statement): Contradiction['kind'] | undefined {
  if (first.view !== second.view || first.block === second.block) return undefined;
  const kinds = `${first.kind} ${second.kind}`;
  if (kinds === 'notarize notarize') return 'E1';
  if (kinds === 'finalize finalize') return 'E2';
  if (kinds === 'nullify finalize' || kinds === 'finalize nullify') return 'E3';
  if (kinds === 'notarize finalize' || kinds === 'finalize notarize') return 'E4';
  return undefined; // Notarize and Nullify: a validator may lose patience after its vote.
}

export type EvidenceRefusal = Refusal &
  Readonly<{
    code:
      | 'evidence.epochMismatch'
      | 'evidence.notContradicting'
      | 'evidence.signatureInvalid'
      | 'evidence.blockMismatch'
      | 'evidence.ancestryValid'
      | 'evidence.noOffender';
  }>;

/** Whom evidence names, true or not. */
export const accusedIn = (evidence: Evidence): readonly Index[] =>
  evidence.kind === 'E5'
    ? evidence.attestation.signers
    : evidence.first.signers.filter((signer) => evidence.second.signers.includes(signer));

/** Verifies evidence from scratch. On success: the offenders, ascending, at least one. */
export function offendersOf(
  committee: Committee,
  evidence: Evidence,
): Result<readonly Index[], EvidenceRefusal> {
  if (evidence.epoch !== committee.epoch) return refuse({ code: 'evidence.epochMismatch' });
  if (evidence.kind === 'E5') {
    const { attestation, header, flaw } = evidence;
    if (attestation.kind === 'nullify') return refuse({ code: 'evidence.notContradicting' });
    if (attestation.block !== hashOf(committee.ciphers, header))
      return refuse({ code: 'evidence.blockMismatch' });
    if (!isAttested(committee, attestation)) return refuse({ code: 'evidence.signatureInvalid' });
    const isMisplaced = attestation.view !== header.view;
    if (!isMisplaced && !isFlawed(committee, header, flaw)) return refuse({ code: 'evidence.ancestryValid' });
    return accept(accusedIn(evidence));
  }
  const { first, second } = evidence;
  if (contradictionOf(first, second) !== evidence.kind) return refuse({ code: 'evidence.notContradicting' });
  if (!isAttested(committee, first) || !isAttested(committee, second))
    return refuse({ code: 'evidence.signatureInvalid' });
  const both = accusedIn(evidence);
  return both.length > 0 ? accept(both) : refuse({ code: 'evidence.noOffender' });
}

/**
 * Evidence from two conflicting Finalizations, neither block an ancestor of the other, both verified.
 * @param blockOf headers and bodies of the chain that ends in the later of the two, down to the view of the earlier;
 *   `undefined` where someone withholds them (the one interactive case of 2a.6): then `undefined` results.
 */
export function accuse(
  committee: Committee,
  a: Certificate,
  b: Certificate,
  blockOf: (hash: Digest) => Block | undefined,
): Evidence | undefined {
  const { epoch } = committee;
  if (a.view === b.view) return { kind: 'E2', epoch, first: a, second: b };
  const [earlier, later] = a.view < b.view ? [a, b] : [b, a];
  let attestation = later;
  // Views fall strictly on the way down, so the walk ends.
  for (;;) {
    const block = blockOf(attestation.block);
    if (block === undefined) return undefined;
    const { header } = block;
    const flaw = attestation.view === header.view ? findFlaw(committee, block) : { kind: 'header' as const };
    if (flaw !== undefined) return { kind: 'E5', epoch, attestation, header, flaw };
    if (!isAncestryValid(committee, block)) return undefined; // The true body is withheld.
    const [forParent, skips] = splitAncestry(block);
    if (block.header.parentView < earlier.view) {
      const nullification = skips.find(({ view }) => view === earlier.view);
      return { kind: 'E3', epoch, first: nullification!, second: earlier };
    }
    if (block.header.parentView === earlier.view) return contradictionWith(epoch, earlier, forParent!);
    attestation = forParent!;
  }
}

function contradictionWith(
  epoch: number,
  earlier: Certificate,
  forParent: Certificate,
): Evidence | undefined {
  const kind = contradictionOf(forParent, earlier);
  return kind === undefined ? undefined : { kind, epoch, first: forParent, second: earlier };
}
