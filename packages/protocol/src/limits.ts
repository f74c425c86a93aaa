/**
 * Limits that every node of a network shares: what is larger is not relayed, not stored and not valid.
 * They are part of the protocol: changing one can split a network. Sizes are of canonical bytes.
 * @module
 */
import type { Transaction } from './generated/protocol.ts';

export const LIMITS = {
  /** A transaction that uploads no contract. */
  transactionBytesMax: 131_072,
  /** A transaction with an upload: code, ABI and the rest. Before decoding, this is the only limit to apply. */
  uploadTransactionBytesMax: 786_432,
  /** A block with its transactions, without its receipt. */
  blockBytesMax: 4_194_304,
  /** Code of one contract, as uploaded. */
  contractBytesMax: 524_288,
  /** UTF-8 bytes of the ABI text of one contract. */
  abiBytesMax: 131_072,
  operationsPerTransactionMax: 256,
  signaturesPerTransactionMax: 32,
  /** One signature: 65 bytes of an account, more of a proof that a chain's own rules accept. */
  signatureBytesMax: 1_024,
  transactionsPerBlockMax: 32_768,
  approvedProposalsPerBlockMax: 256,
  /** UTF-8 bytes; at least one. */
  eventNameBytesMax: 128,
  eventImpactedMax: 256,
} as const;

/** Longest encoding that this transaction may have, by what its operations are. */
export function transactionBytesMax({ operations }: Transaction): number {
  const uploads = operations.some(({ uploadContract }) => uploadContract !== undefined);
  return uploads ? LIMITS.uploadTransactionBytesMax : LIMITS.transactionBytesMax;
}

export const U64_MAX: bigint = 2n ** 64n - 1n;
