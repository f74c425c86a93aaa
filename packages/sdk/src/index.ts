export type { Signer } from './account.ts';
export { Account } from './account.ts';
export type {
  AccountHistoryApi,
  BlockStoreApi,
  ChainApi,
  Client,
  ContractMetaStoreApi,
  MempoolApi,
  TransactionStoreApi,
} from './client.ts';
export { createClient } from './client.ts';
export type { Fetch, RpcConfig } from './rpc.ts';
export { ANSWER_BYTES_MAX, Rpc, RpcError } from './rpc.ts';
export type { SigningRefusal, TransactionDraft, WaitOptions } from './transaction.ts';
export {
  nextNonce,
  prepareTransaction,
  sendOperations,
  signTransaction,
  submitTransaction,
  waitForTransaction,
} from './transaction.ts';
