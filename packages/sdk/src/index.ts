export type { Abi, AbiMethod, ArgumentsOf, ReadNames, ResultOf, WriteNames } from './abi.ts';
export { AbiError } from './abi.ts';
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
export type { Contract, ContractConfig, WriteOptions, Written } from './contract.ts';
export { createContract, fetchAbi } from './contract.ts';
export type { Codecs } from './dynamic-codec.ts';
export { codecsOfTypes } from './dynamic-codec.ts';
export type { DynamicMessage } from './dynamic-message.ts';
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
export type { Values } from './values.ts';
export { encodeValues, valuesOf } from './values.ts';
