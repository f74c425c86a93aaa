/**
 * The committee of a chain with several validators whose set is fixed at genesis: whose blocks count, and whose votes.
 *
 * System call 101 ends here: a block is valid with the signature of the member that its header names. That the others
 * agreed to it is the business of consensus, which reads weights and vote keys from here.
 * @module
 */
import { EMPTY, equal, utf8 } from '@ashlar/base';
import type { NativeContract, NativeHost, StateView } from '@ashlar/ports';
import {
  ADDRESS_BYTES,
  addressOfPublicKey,
  chain,
  committee,
  ObjectSpace,
  parseMultihash,
} from '@ashlar/protocol';
import { authorizeBySystem } from './authorize.ts';
import { defineContract, type Method, typed } from './contract.ts';
import { ENTRY } from './entry-points.ts';
import type { GenesisContract, SpacedEntry, SystemCallRoute } from './genesis/genesis.ts';
import { nativeAddress } from './genesis/well-known.ts';

export type CommitteeMember = committee.Member;

/** As many as a simplex machine takes. */
export const COMMITTEE_MEMBERS_MAX = 4_096;
/** Members one read may ask for. */
export const MEMBERS_PAGE_MAX = 100;
export const GET_MEMBERS_ENTRY = 0x4973cccd;
/** Address → `member`. Frozen: part of every state. */
const MEMBERS = 0;
const PUBLIC_KEY_BYTES = 33;

const memberOf = (host: NativeHost, address: Uint8Array): committee.Member | undefined => {
  if (address.length !== ADDRESS_BYTES) return undefined;
  const bytes = host.get(host.space(MEMBERS), address);
  return bytes === undefined ? undefined : committee.Member.decode(bytes);
};

/** Whether the member that the header names signed the block. */
function processBlockSignature(
  host: NativeHost,
  { digest, header, signature }: chain.ProcessBlockSignatureArguments,
): chain.ProcessBlockSignatureResult {
  const signer = header?.signer ?? EMPTY;
  if (memberOf(host, signer) === undefined || parseMultihash(digest) === undefined) return { value: false };
  const args = { type: chain.Dsa.ecdsa_secp256k1, signature, digest, compressed: true };
  const bytes = host.systemCall(
    chain.SystemCallId.recover_public_key,
    chain.RecoverPublicKeyArguments.encode(args),
  );
  const key = chain.RecoverPublicKeyResult.decode(bytes).value;
  return { value: key.length === PUBLIC_KEY_BYTES && equal(addressOfPublicKey(key), signer) };
}

function getMembers(
  host: NativeHost,
  { start, limit }: committee.GetMembersArguments,
): committee.GetMembersResult {
  if (limit > MEMBERS_PAGE_MAX) host.revert(`at most ${MEMBERS_PAGE_MAX} members at once`);
  const value: committee.Member[] = [];
  let from = start;
  while (value.length < limit) {
    const entry = host.next(host.space(MEMBERS), from);
    if (entry === undefined) break;
    value.push(committee.Member.decode(entry.value));
    from = entry.key;
  }
  return { value };
}

const methods: readonly Method[] = [
  {
    name: 'process_block_signature',
    entryPoint: ENTRY.processBlockSignature,
    args: chain.ProcessBlockSignatureArguments,
    result: chain.ProcessBlockSignatureResult,
    readOnly: true,
    description: 'Whether a block has the signature of the member that its header names',
    run: typed(
      chain.ProcessBlockSignatureArguments,
      chain.ProcessBlockSignatureResult,
      processBlockSignature,
    ),
  },
  {
    name: 'get_members',
    entryPoint: GET_MEMBERS_ENTRY,
    args: committee.GetMembersArguments,
    result: committee.GetMembersResult,
    readOnly: true,
    description: 'Members in order of address, after the one given',
    run: typed(committee.GetMembersArguments, committee.GetMembersResult, getMembers),
  },
  authorizeBySystem,
];

export const committeeContract: NativeContract = defineContract({
  id: 'native/committee/1',
  methods,
  events: {},
});

const COMMITTEE: Uint8Array = nativeAddress('committee');
const SPACE: ObjectSpace = new ObjectSpace(true, COMMITTEE, MEMBERS);

/** What genesis needs for a chain of these members: the contract, its name, its system call, its entries. */
export function committeeGenesis(members: readonly CommitteeMember[]): Readonly<{
  contracts: readonly GenesisContract[];
  names: readonly Readonly<{ name: string; address: Uint8Array }>[];
  systemCalls: readonly SystemCallRoute[];
  entries: readonly SpacedEntry[];
}> {
  return {
    contracts: [
      {
        address: COMMITTEE,
        code: utf8(committeeContract.id),
        engine: 'native/1',
        system: true,
        authorizesUploadContract: true,
      },
    ],
    names: [{ name: 'committee', address: COMMITTEE }],
    systemCalls: [
      {
        callId: chain.SystemCallId.process_block_signature,
        contractId: COMMITTEE,
        entryPoint: ENTRY.processBlockSignature,
      },
    ],
    entries: members.map((member) => ({
      space: SPACE,
      key: member.address,
      value: committee.Member.encode(member),
    })),
  };
}

/** The members, by address; none if the chain has no committee. For whoever opens consensus on a state. */
export function committeeIn(view: StateView): readonly CommitteeMember[] {
  const members: CommitteeMember[] = [];
  let entry = view.next(SPACE, EMPTY);
  for (; entry !== undefined && members.length < COMMITTEE_MEMBERS_MAX; entry = view.next(SPACE, entry.key))
    members.push(committee.Member.decode(entry.value));
  return members;
}
