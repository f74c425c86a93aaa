/**
 * Evidence against members of the committee: consensus' own judge, with what it takes of the state: the members, the
 * chain's id. Its signatures and hashes are charged before they are computed.
 * @module
 */
import { EMPTY, latin1 } from '@ashlar/base';
import {
  type Ciphers,
  decodeEvidence,
  domainOf,
  genesisBase,
  offendersOf,
  sortValidators,
} from '@ashlar/consensus/judge';
import type { NativeHost } from '@ashlar/ports';
import { chain, committee } from '@ashlar/protocol';
import { GET_MEMBERS_ENTRY, MEMBERS_PAGE_MAX } from '../committee.ts';
import { contractNamed } from '../system.ts';

/** More than the longest: two certificates of 4,096 signers, a header, a flaw with a third. */
export const EVIDENCE_BYTES_MAX = 4_096;
/** A pairing: a millisecond, at 1.7 ns a tick. */
export const VERIFICATION_TICKS = 600_000;
/** A key is parsed and added: 62 µs. */
export const KEY_TICKS = 37_000;
/** As the system call, for the few hundred bytes that are hashed here. */
const HASH_TICKS = 3_000;

/** Of a committee that is fixed at genesis. */
export type Court = Readonly<{
  ciphers: Ciphers;
  /** The only one that there is. */
  epoch: number;
}>;

export type Conviction = Readonly<{
  kind: number;
  epoch: bigint;
  view: bigint;
  /** Addresses, in the order of the committee's validators. */
  offenders: readonly Uint8Array[];
}>;

/** Reverts with the judge's code if the bytes convict nobody. */
export function convictedOf(host: NativeHost, { ciphers, epoch }: Court, bytes: Uint8Array): Conviction {
  const evidence = bytes.length > EVIDENCE_BYTES_MAX ? undefined : decodeEvidence(bytes);
  if (evidence === undefined) return host.revert('evidence.malformed: these bytes are no evidence');
  const members = membersOf(host);
  const validators = sortValidators(members.map(({ voteKey: key, weight }) => ({ key, weight })));
  const charged = chargedCiphers(host, ciphers);
  const chainId = chainIdOf(host);
  const judged = offendersOf(
    {
      domain: domainOf(chainId),
      epoch,
      validators,
      ciphers: charged,
      base: genesisBase(charged, chainId),
    },
    evidence,
  );
  if (!judged.ok) return host.revert(`${judged.refusal.code}: the evidence convicts nobody`);
  const addresses = new Map(members.map(({ voteKey, address }) => [latin1(voteKey), address]));
  return {
    kind: Number(evidence.kind.slice(1)),
    epoch: BigInt(evidence.epoch),
    view: BigInt(evidence.kind === 'E5' ? evidence.attestation.view : evidence.first.view),
    offenders: judged.value.map((index) => addresses.get(latin1(validators[index]!.key))!),
  };
}

function chargedCiphers(host: NativeHost, ciphers: Ciphers): Ciphers {
  return {
    hash(bytes) {
      host.charge(HASH_TICKS);
      return ciphers.hash(bytes);
    },
    aggregate: (signatures) => ciphers.aggregate(signatures),
    verify(keys, statement, signature) {
      host.charge(VERIFICATION_TICKS + keys.length * KEY_TICKS);
      return ciphers.verify(keys, statement, signature);
    },
  };
}

function membersOf(host: NativeHost): readonly committee.Member[] {
  const address = contractNamed(host, 'committee');
  const members: committee.Member[] = [];
  for (let start = EMPTY; ; start = members.at(-1)!.address) {
    const args = committee.GetMembersArguments.encode({ start, limit: MEMBERS_PAGE_MAX });
    const { value } = committee.GetMembersResult.decode(host.call(address, GET_MEMBERS_ENTRY, args));
    members.push(...value);
    if (value.length < MEMBERS_PAGE_MAX) return members;
  }
}

function chainIdOf(host: NativeHost): Uint8Array {
  const bytes = host.systemCall(chain.SystemCallId.get_chain_id, chain.GetChainIdArguments.encode({}));
  return chain.GetChainIdResult.decode(bytes).value;
}
