/**
 * Making and checking certificates.
 *
 * Votes are not verified as they come: when a quorum has spoken, its signatures are summed and checked at the price of
 * one. Only if that fails are the false ones searched, by halves.
 * @module
 */
import { assert } from '@ashlar/base';
import { statementBytes } from './codec.ts';
import type { Config } from './config.ts';
import { quorumOf, weightOf } from './config.ts';
import type { Certificate, Index, Vote } from './types.ts';

/** What checking signatures needs of a configuration; whoever judges evidence has no more. */
export type Committee = Pick<Config, 'domain' | 'epoch' | 'validators' | 'ciphers' | 'base'>;

/** Signers in range and strictly ascending, at least one, and the aggregate signature is theirs. Any weight. */
export function isAttested(committee: Committee, certificate: Certificate): boolean {
  const { validators, ciphers } = committee;
  let before = -1;
  const keys: Uint8Array[] = [];
  for (const signer of certificate.signers) {
    const validator = validators[signer];
    if (signer <= before || validator === undefined) return false;
    before = signer;
    keys.push(validator.key);
  }
  if (keys.length === 0) return false;
  const statement = statementBytes(committee.domain, committee.epoch, certificate);
  return ciphers.verify(keys, statement, certificate.signature);
}

/** Attested by a quorum of weight. */
export function isCertificate(committee: Committee, certificate: Certificate): boolean {
  const { validators } = committee;
  if (certificate.signers.some((signer) => validators[signer] === undefined)) return false;
  if (weightOf(validators, new Set(certificate.signers)) < quorumOf(validators)) return false;
  return isAttested(committee, certificate);
}

export function attestationOf(vote: Vote): Certificate {
  const { kind, view, block, signer, signature } = vote;
  return { kind, view, block, signers: [signer], signature };
}

export function isSigned(committee: Committee, vote: Vote): boolean {
  return isAttested(committee, attestationOf(vote));
}

/** A certificate of all the given votes (same statement, ascending signers), or the signers whose votes are false. */
export function assemble(
  committee: Committee,
  votes: readonly Vote[],
): Readonly<{ certificate: Certificate }> | Readonly<{ falseSigners: readonly Index[] }> {
  const signature = committee.ciphers.aggregate(votes.map((vote) => vote.signature));
  if (signature !== undefined) {
    const { kind, view, block } = votes[0]!;
    const certificate = { kind, view, block, signers: votes.map(({ signer }) => signer), signature };
    if (isAttested(committee, certificate)) return { certificate };
  }
  const falseSigners = falseAmong(committee, votes);
  // A sum is false only if a term is: signatures that are each true would have passed.
  assert(falseSigners.length > 0, 'a false aggregate has a false signature');
  return { falseSigners };
}

/** Bisection: k false ones among n cost about k·log2(n) checks. Depth is log2(n). */
function falseAmong(committee: Committee, votes: readonly Vote[]): readonly Index[] {
  if (votes.length === 1) return isSigned(committee, votes[0]!) ? [] : [votes[0]!.signer];
  const middle = votes.length >> 1;
  return [votes.slice(0, middle), votes.slice(middle)].flatMap((half) => {
    const signature = committee.ciphers.aggregate(half.map((vote) => vote.signature));
    const { kind, view, block } = half[0]!;
    const isTrue =
      signature !== undefined &&
      isAttested(committee, { kind, view, block, signers: half.map(({ signer }) => signer), signature });
    return isTrue ? [] : falseAmong(committee, half);
  });
}
