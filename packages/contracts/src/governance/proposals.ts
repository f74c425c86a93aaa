/**
 * What governance keeps of proposals: records, their operations, and an agenda of what falls due at which height.
 *
 * Operations lie apart from the record, because votes rewrite the record in every block, and operations may carry half
 * a megabyte of contract. The agenda is ordered by height, so that a block looks at what is due and at nothing else.
 * @module
 */
import { concat, EMPTY } from '@ashlar/base';
import type { NativeHost } from '@ashlar/ports';
import { governance } from '@ashlar/protocol';

/** Ids of the object spaces. Frozen: they are part of every state. */
export const GOVERNANCE_SPACE: Readonly<Record<'records' | 'operations' | 'agenda' | 'parameters', number>> =
  {
    /** Proposal id → `proposal_record` without operations. */
    records: 0,
    /** Proposal id → `proposal_operations`. */
    operations: 1,
    /** Height (8 bytes, big-endian) ‖ proposal id → one byte. */
    agenda: 2,
    /** Empty key → `governance_parameters`. */
    parameters: 3,
  };

/** The id of a proposal is the multihash over its operations. */
export const PROPOSAL_ID_BYTES = 34;
/** Proposals in one answer; a larger `limit` means this. */
export const PROPOSALS_PAGE_MAX = 100;
/** Records looked at for one answer of `get_proposals_by_status`. */
export const PROPOSALS_SCAN_MAX = 1_000;

const HEIGHT_BYTES = 8;
const MARK: Uint8Array = new Uint8Array([1]);

export type Proposal = governance.ProposalRecord;

/** Ids come from anywhere, and may be of any length. */
export function recordOf(host: NativeHost, id: Uint8Array): Proposal | undefined {
  if (id.length !== PROPOSAL_ID_BYTES) return undefined;
  const bytes = host.get(host.space(GOVERNANCE_SPACE.records), id);
  return bytes === undefined ? undefined : governance.ProposalRecord.decode(bytes);
}

/** Its `operations` are left out: they never change. */
export function setRecord(host: NativeHost, record: Proposal): void {
  const { operationMerkleRoot: id } = record;
  const bytes = governance.ProposalRecord.encode({ ...record, operations: [] });
  host.put(host.space(GOVERNANCE_SPACE.records), id, bytes);
}

export function operationsOf(host: NativeHost, id: Uint8Array): Proposal['operations'] {
  const bytes = host.get(host.space(GOVERNANCE_SPACE.operations), id);
  return bytes === undefined ? [] : governance.ProposalOperations.decode(bytes).operations;
}

export function setOperations(host: NativeHost, id: Uint8Array, operations: Proposal['operations']): void {
  host.put(host.space(GOVERNANCE_SPACE.operations), id, governance.ProposalOperations.encode({ operations }));
}

export function removeProposal(host: NativeHost, id: Uint8Array): void {
  host.remove(host.space(GOVERNANCE_SPACE.records), id);
  host.remove(host.space(GOVERNANCE_SPACE.operations), id);
}

export function schedule(host: NativeHost, height: bigint, id: Uint8Array): void {
  host.put(host.space(GOVERNANCE_SPACE.agenda), agendaKey(height, id), MARK);
}

/** Takes the earliest proposal that is due at `height` off the agenda, in order of height, then id. */
export function takeDue(host: NativeHost, height: bigint): Uint8Array | undefined {
  const space = host.space(GOVERNANCE_SPACE.agenda);
  const first = host.next(space, EMPTY);
  if (first === undefined) return undefined;
  const due = new DataView(first.key.buffer, first.key.byteOffset, HEIGHT_BYTES).getBigUint64(0);
  if (due > height) return undefined;
  host.remove(space, first.key);
  return first.key.subarray(HEIGHT_BYTES);
}

/** Whole records after `start` (not included; empty: from the first) in order of id. */
export function listProposals(
  host: NativeHost,
  start: Uint8Array,
  limit: bigint,
  status?: number,
): readonly Proposal[] {
  const space = host.space(GOVERNANCE_SPACE.records);
  const countMax = limit < BigInt(PROPOSALS_PAGE_MAX) ? Number(limit) : PROPOSALS_PAGE_MAX;
  const found: Proposal[] = [];
  let key = start.subarray(0, PROPOSAL_ID_BYTES);
  for (let scanned = 0; scanned < PROPOSALS_SCAN_MAX && found.length < countMax; scanned++) {
    const entry = host.next(space, key);
    if (entry === undefined) break;
    const record = governance.ProposalRecord.decode(entry.value);
    if (status === undefined || record.status === status) {
      found.push({ ...record, operations: operationsOf(host, entry.key) });
    }
    key = entry.key;
  }
  return found;
}

function agendaKey(height: bigint, id: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(HEIGHT_BYTES);
  new DataView(bytes.buffer).setBigUint64(0, height);
  return concat(bytes, id);
}
