/**
 * What governance does in every block, before its transactions: count the votes of the header, then move on the
 * proposals that are due: pending → active → approved or expired → applied, reverted or failed.
 * Source: `spec/koinos.md` 8.5.
 *
 * Nothing here may end badly, since a block whose callback does is invalid, and so would be every other at its height.
 * Hence the bounds: one proposal is applied a block, with no more mana than buys a part of what the block could use of
 * any resource; a proposal that would run for ever is cut off and the chain goes on.
 * @module
 */
import { latin1 } from '@ashlar/base';
import type { NativeHost } from '@ashlar/ports';
import {
  BlockHeader,
  chain,
  decodeNonce,
  encodeNonce,
  type governance,
  LIMITS,
  type Transaction,
  TransactionHeader,
} from '@ashlar/protocol';
import { requireKernelCaller } from '../authority.ts';
import { hashOf } from '../system.ts';
import { emitStatus, emitVote, STATUS } from './events.ts';
import { timingOf } from './parameters.ts';
import {
  operationsOf,
  type Proposal,
  recordOf,
  removeProposal,
  schedule,
  setRecord,
  takeDue,
} from './proposals.ts';

/** Proposals moved on in one block; the others follow in the next. */
export const TRANSITIONS_PER_BLOCK_MAX = 64;
/** A tenth of the fee, which was burned, is the mana a proposal may use. */
const FEE_PER_MANA = 10n;

export function blockCallback(host: NativeHost): governance.BlockCallbackResult {
  requireKernelCaller(host, 'block_callback');
  const header = blockHeaderOf(host);
  countVotes(host, header.approvedProposals);
  let approved: Proposal | undefined;
  for (let moved = 0; moved < TRANSITIONS_PER_BLOCK_MAX; moved++) {
    const id = takeDue(host, header.height);
    if (id === undefined) break;
    const record = recordOf(host, id);
    if (record === undefined) continue;
    if (record.status !== STATUS.approved) moveOn(host, record);
    else if (approved === undefined) approved = record;
    else schedule(host, header.height + 1n, id);
  }
  if (approved !== undefined) applyProposal(host, approved);
  return {};
}

/** Each proposal once, whatever the header repeats. */
function countVotes(host: NativeHost, ids: readonly Uint8Array[]): void {
  const counted = new Set<string>();
  for (const id of ids.slice(0, LIMITS.approvedProposalsPerBlockMax)) {
    const key = latin1(id);
    if (counted.has(key)) continue;
    counted.add(key);
    const record = recordOf(host, id);
    if (record === undefined || record.status !== STATUS.active) continue;
    emitVote(host, id, record.voteTally, record.voteThreshold);
    setRecord(host, { ...record, voteTally: record.voteTally + 1n });
  }
}

/** Voting begins; or it ends, and the proposal waits to be applied or is gone. */
function moveOn(host: NativeHost, record: Proposal): void {
  const { operationMerkleRoot: id, voteStartHeight } = record;
  const { weekBlocks, votingBlocks } = timingOf(host);
  if (record.status === STATUS.pending) {
    setRecord(host, { ...record, status: STATUS.active });
    schedule(host, voteStartHeight + votingBlocks, id);
    emitStatus(host, id, STATUS.active);
  } else if (record.voteTally >= record.voteThreshold) {
    setRecord(host, { ...record, status: STATUS.approved });
    schedule(host, voteStartHeight + votingBlocks + weekBlocks, id);
    emitStatus(host, id, STATUS.approved);
  } else {
    removeProposal(host, id);
    emitStatus(host, id, STATUS.expired);
  }
}

function applyProposal(host: NativeHost, record: Proposal): void {
  const { operationMerkleRoot: id } = record;
  setRecord(host, { ...record, shallAuthorize: true });
  const transaction = transactionOf(host, record);
  const args = chain.ApplyTransactionArguments.encode({ transaction });
  const { code, bytes } = host.trySystemCall(chain.SystemCallId.apply_transaction, args);
  removeProposal(host, id);
  if (code !== 0) host.log(`proposal not applied: ${chain.ErrorData.decode(bytes).message}`);
  emitStatus(host, id, code === 0 ? STATUS.applied : code > 0 ? STATUS.reverted : STATUS.failed);
}

/** Governance is the payer; its authority is the proposal's approval, so nothing is signed. */
function transactionOf(host: NativeHost, record: Proposal): Transaction {
  const { operationMerkleRoot, fee } = record;
  const payer = host.contractId;
  const header: TransactionHeader = {
    chainId: chainIdOf(host),
    rcLimit: manaFor(host, fee),
    nonce: encodeNonce(nonceOf(host, payer) + 1n),
    operationMerkleRoot,
    payer,
    payee: new Uint8Array(0),
  };
  return {
    id: hashOf(host, TransactionHeader.encode(header)),
    header,
    operations: operationsOf(host, operationMerkleRoot),
    signatures: [],
  };
}

/** Compute is halved, because the block has hashed all its transactions before governance is called. */
function manaFor(host: NativeHost, fee: bigint): bigint {
  const result = host.systemCall(
    chain.SystemCallId.get_resource_limits,
    chain.GetResourceLimitsArguments.encode({}),
  );
  const { value } = chain.GetResourceLimitsResult.decode(result);
  let mana = fee / FEE_PER_MANA;
  if (value === undefined) return mana;
  for (const [limit, cost] of [
    [(value.diskStorageLimit * 9n) / 10n, value.diskStorageCost],
    [(value.networkBandwidthLimit * 9n) / 10n, value.networkBandwidthCost],
    [value.computeBandwidthLimit / 2n, value.computeBandwidthCost],
  ] as const) {
    const most = limit * cost;
    if (cost > 0n && most < mana) mana = most;
  }
  return mana;
}

function blockHeaderOf(host: NativeHost): BlockHeader {
  const args = chain.GetBlockFieldArguments.encode({ field: 'header' });
  const result = host.systemCall(chain.SystemCallId.get_block_field, args);
  const any = chain.GetBlockFieldResult.decode(result).value?.messageValue;
  return BlockHeader.decode(any?.value ?? new Uint8Array(0));
}

function chainIdOf(host: NativeHost): Uint8Array {
  const args = chain.GetChainIdArguments.encode({});
  return chain.GetChainIdResult.decode(host.systemCall(chain.SystemCallId.get_chain_id, args)).value;
}

function nonceOf(host: NativeHost, account: Uint8Array): bigint {
  const args = chain.GetAccountNonceArguments.encode({ account });
  const result = host.systemCall(chain.SystemCallId.get_account_nonce, args);
  return decodeNonce(chain.GetAccountNonceResult.decode(result).value) ?? 0n;
}
