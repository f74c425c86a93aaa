/**
 * Governance: operations that need the authority over the system are proposed, voted on by block producers, and
 * applied by the chain. Table of its methods; the rules are in the modules beside.
 * Source: `spec/koinos.md` 8.5; bounds and repairs: `docs/decisions/0022-governance-bounds.md`.
 *
 * Authority: a transaction has it exactly while governance applies it as an approved proposal. Once system call 110 is
 * governance's, no key has it.
 * @module
 */
import { equal } from '@ashlar/base';
import type { NativeContract, NativeHost } from '@ashlar/ports';
import { chain, governance } from '@ashlar/protocol';
import { defineContract, type Method, typed } from '../contract.ts';
import { ENTRY } from '../entry-points.ts';
import { transactionField } from '../system.ts';
import { blockCallback } from './block-callback.ts';
import { STATUS_EVENT, VOTE_EVENT } from './events.ts';
import { listProposals, operationsOf, recordOf } from './proposals.ts';
import { submitProposal } from './submit.ts';

/** Whether the transaction being applied is a proposal that governance is applying. */
function isApplyingProposal(host: NativeHost): boolean {
  const root = transactionField(host, 'header.operation_merkle_root')?.bytesValue;
  const payer = transactionField(host, 'header.payer')?.bytesValue;
  if (root === undefined || payer === undefined || !equal(payer, host.contractId)) return false;
  return recordOf(host, root)?.shallAuthorize ?? false;
}

/**
 * Governance agrees to what an approved proposal does itself. It does not agree to what contracts make of a call in
 * it: those get nothing in its name. New code for governance also goes by the authority over the system, which is a
 * key's until governance has it.
 */
function authorize(host: NativeHost, { type, call }: chain.AuthorizeArguments): boolean {
  if (type === chain.AuthorizationType.contract_upload) return host.checkSystemAuthority();
  if (type === chain.AuthorizationType.contract_call && (call?.caller.length ?? 0) > 0) return false;
  return isApplyingProposal(host);
}

const methods: readonly Method[] = [
  {
    name: 'submit_proposal',
    entryPoint: 0xe74b785c,
    args: governance.SubmitProposalArguments,
    result: governance.SubmitProposalResult,
    readOnly: false,
    description: 'Proposes operations; the fee is burned',
    run: typed(governance.SubmitProposalArguments, governance.SubmitProposalResult, submitProposal),
  },
  {
    name: 'get_proposal_by_id',
    entryPoint: 0xc66013ad,
    args: governance.GetProposalByIdArguments,
    result: governance.GetProposalByIdResult,
    readOnly: true,
    description: 'One proposal; an empty result if there is none',
    run: typed(
      governance.GetProposalByIdArguments,
      governance.GetProposalByIdResult,
      (host, { proposalId }) => {
        const record = recordOf(host, proposalId);
        const operations = record === undefined ? [] : operationsOf(host, proposalId);
        return { value: record && { ...record, operations } };
      },
    ),
  },
  {
    name: 'get_proposals_by_status',
    entryPoint: 0x66206f76,
    args: governance.GetProposalsByStatusArguments,
    result: governance.GetProposalsByStatusResult,
    readOnly: true,
    description: 'Proposals of a status, in order of id, after the one given',
    run: typed(
      governance.GetProposalsByStatusArguments,
      governance.GetProposalsByStatusResult,
      (host, { startProposal, limit, status }) => ({
        value: listProposals(host, startProposal, limit, status),
      }),
    ),
  },
  {
    name: 'get_proposals',
    entryPoint: 0xd44caa11,
    args: governance.GetProposalsArguments,
    result: governance.GetProposalsResult,
    readOnly: true,
    description: 'Proposals in order of id, after the one given',
    run: typed(
      governance.GetProposalsArguments,
      governance.GetProposalsResult,
      (host, { startProposal, limit }) => ({ value: listProposals(host, startProposal, limit) }),
    ),
  },
  {
    name: 'block_callback',
    entryPoint: ENTRY.blockCallback,
    args: governance.BlockCallbackArguments,
    result: governance.BlockCallbackResult,
    readOnly: false,
    description: 'Counts votes and moves proposals on: the system only, once a block',
    run: typed(governance.BlockCallbackArguments, governance.BlockCallbackResult, blockCallback),
  },
  {
    name: 'check_system_authority',
    entryPoint: ENTRY.checkSystemAuthority,
    args: chain.CheckSystemAuthorityArguments,
    result: chain.CheckSystemAuthorityResult,
    readOnly: false,
    description: 'Whether the transaction is an approved proposal being applied',
    run: typed(chain.CheckSystemAuthorityArguments, chain.CheckSystemAuthorityResult, (host) => ({
      value: isApplyingProposal(host),
    })),
  },
  {
    name: 'authorize',
    entryPoint: ENTRY.authorize,
    args: chain.AuthorizeArguments,
    result: chain.AuthorizeResult,
    readOnly: false,
    description: 'Whether governance agrees: to what an approved proposal does itself',
    run: typed(chain.AuthorizeArguments, chain.AuthorizeResult, (host, args) => ({
      value: authorize(host, args),
    })),
  },
];

export const governanceContract: NativeContract = defineContract({
  id: 'native/governance/1',
  methods,
  events: {
    [STATUS_EVENT]: governance.ProposalStatusEvent,
    [VOTE_EVENT]: governance.ProposalVoteEvent,
  },
});
