/** The services of a chain, by Koinos' names; `jsonrpc` is the public listener. @module */

/** What stands beside the chain, in the order in which they open. */
export const BESIDE = [
  'block_store',
  'mempool',
  'transaction_store',
  'contract_meta_store',
  'account_history',
] as const;
export type Beside = (typeof BESIDE)[number];

export type ServiceName = Beside | 'indexer' | 'chain' | 'block_producer' | 'jsonrpc';
/** Each needs some of those before it. */
export const SERVICES: readonly ServiceName[] = [...BESIDE, 'indexer', 'chain', 'block_producer', 'jsonrpc'];
