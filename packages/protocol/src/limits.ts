/**
 * Limits that every node of a network shares: what is larger is not relayed, not stored and not valid.
 * Published in `spec`; changing one is a protocol change.
 * @module
 */

/** Serialized transaction. */
export const TRANSACTION_BYTES_MAX = 131_072;
/** Serialized block, without its receipt. */
export const BLOCK_BYTES_MAX = 4_194_304;
/** Code of one contract, as uploaded. */
export const CONTRACT_BYTES_MAX = 524_288;
/** ABI text of one contract. */
export const ABI_BYTES_MAX = 131_072;
export const OPERATIONS_PER_TRANSACTION_MAX = 256;
export const SIGNATURES_PER_TRANSACTION_MAX = 32;
export const SIGNATURE_BYTES_MAX = 1_024;
export const TRANSACTIONS_PER_BLOCK_MAX = 32_768;
export const APPROVED_PROPOSALS_PER_BLOCK_MAX = 256;
export const EVENT_NAME_BYTES_MAX = 128;
export const EVENT_IMPACTED_MAX = 1_024;

export const U32_MAX = 0xffff_ffff;
export const U64_MAX: bigint = 2n ** 64n - 1n;
