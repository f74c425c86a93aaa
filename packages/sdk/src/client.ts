/**
 * The client: every question that a node answers, as a typed method. Names are the node's, in camel case; requests may
 * leave fields out; answers have all of theirs, bytes as `Uint8Array`, 64-bit integers as `bigint`.
 * @module
 */
import type { Codec, Init } from '@ashlar/protocol';
import * as protocol from '@ashlar/protocol';
import type { RpcConfig } from './rpc.ts';
import { Rpc } from './rpc.ts';

type Call<Request, Answer> = (request: Init<Request>) => Promise<Answer>;
type Question<Answer> = () => Promise<Answer>;

export type ChainApi = Readonly<{
  submitBlock: Call<protocol.rpcChain.SubmitBlockRequest, protocol.rpcChain.SubmitBlockResponse>;
  submitTransaction: Call<
    protocol.rpcChain.SubmitTransactionRequest,
    protocol.rpcChain.SubmitTransactionResponse
  >;
  getHeadInfo: Question<protocol.rpcChain.GetHeadInfoResponse>;
  getChainId: Question<protocol.rpcChain.GetChainIdResponse>;
  getForkHeads: Question<protocol.rpcChain.GetForkHeadsResponse>;
  readContract: Call<protocol.rpcChain.ReadContractRequest, protocol.rpcChain.ReadContractResponse>;
  getAccountNonce: Call<protocol.rpcChain.GetAccountNonceRequest, protocol.rpcChain.GetAccountNonceResponse>;
  getAccountRc: Call<protocol.rpcChain.GetAccountRcRequest, protocol.rpcChain.GetAccountRcResponse>;
  getResourceLimits: Question<protocol.rpcChain.GetResourceLimitsResponse>;
  invokeSystemCall: Call<
    protocol.rpcChain.InvokeSystemCallRequest,
    protocol.rpcChain.InvokeSystemCallResponse
  >;
}>;

export type MempoolApi = Readonly<{
  getPendingTransactions: Call<
    protocol.rpcMempool.GetPendingTransactionsRequest,
    protocol.rpcMempool.GetPendingTransactionsResponse
  >;
  checkPendingAccountResources: Call<
    protocol.rpcMempool.CheckPendingAccountResourcesRequest,
    protocol.rpcMempool.CheckPendingAccountResourcesResponse
  >;
  checkAccountNonce: Call<
    protocol.rpcMempool.CheckAccountNonceRequest,
    protocol.rpcMempool.CheckAccountNonceResponse
  >;
  getPendingNonce: Call<
    protocol.rpcMempool.GetPendingNonceRequest,
    protocol.rpcMempool.GetPendingNonceResponse
  >;
  getReservedAccountRc: Call<
    protocol.rpcMempool.GetReservedAccountRcRequest,
    protocol.rpcMempool.GetReservedAccountRcResponse
  >;
}>;

export type BlockStoreApi = Readonly<{
  getBlocksById: Call<
    protocol.rpcBlockStore.GetBlocksByIdRequest,
    protocol.rpcBlockStore.GetBlocksByIdResponse
  >;
  getBlocksByHeight: Call<
    protocol.rpcBlockStore.GetBlocksByHeightRequest,
    protocol.rpcBlockStore.GetBlocksByHeightResponse
  >;
  getHighestBlock: Question<protocol.rpcBlockStore.GetHighestBlockResponse>;
}>;

export type TransactionStoreApi = Readonly<{
  getTransactionsById: Call<
    protocol.rpcTransactionStore.GetTransactionsByIdRequest,
    protocol.rpcTransactionStore.GetTransactionsByIdResponse
  >;
}>;

export type ContractMetaStoreApi = Readonly<{
  getContractMeta: Call<
    protocol.rpcContractMetaStore.GetContractMetaRequest,
    protocol.rpcContractMetaStore.GetContractMetaResponse
  >;
}>;

export type AccountHistoryApi = Readonly<{
  getAccountHistory: Call<
    protocol.rpcAccountHistory.GetAccountHistoryRequest,
    protocol.rpcAccountHistory.GetAccountHistoryResponse
  >;
}>;

export type Client = Readonly<{
  rpc: Rpc;
  chain: ChainApi;
  mempool: MempoolApi;
  blockStore: BlockStoreApi;
  transactionStore: TransactionStoreApi;
  contractMetaStore: ContractMetaStoreApi;
  accountHistory: AccountHistoryApi;
}>;

/** Connects to nothing yet: each method is one HTTP request. For what they throw see `Rpc.call`. */
export function createClient(config: RpcConfig): Client {
  const rpc = new Rpc(config);
  return {
    rpc,
    chain: chainApi(rpc),
    mempool: mempoolApi(rpc),
    blockStore: blockStoreApi(rpc),
    transactionStore: {
      getTransactionsById: call(
        rpc,
        'transaction_store.get_transactions_by_id',
        protocol.rpcTransactionStore.GetTransactionsByIdRequest,
        protocol.rpcTransactionStore.GetTransactionsByIdResponse,
      ),
    },
    contractMetaStore: {
      getContractMeta: call(
        rpc,
        'contract_meta_store.get_contract_meta',
        protocol.rpcContractMetaStore.GetContractMetaRequest,
        protocol.rpcContractMetaStore.GetContractMetaResponse,
      ),
    },
    accountHistory: {
      getAccountHistory: call(
        rpc,
        'account_history.get_account_history',
        protocol.rpcAccountHistory.GetAccountHistoryRequest,
        protocol.rpcAccountHistory.GetAccountHistoryResponse,
      ),
    },
  };
}

function chainApi(rpc: Rpc): ChainApi {
  const chain = protocol.rpcChain;
  return {
    submitBlock: call(rpc, 'chain.submit_block', chain.SubmitBlockRequest, chain.SubmitBlockResponse),
    submitTransaction: call(
      rpc,
      'chain.submit_transaction',
      chain.SubmitTransactionRequest,
      chain.SubmitTransactionResponse,
    ),
    getHeadInfo: ask(rpc, 'chain.get_head_info', chain.GetHeadInfoRequest, chain.GetHeadInfoResponse),
    getChainId: ask(rpc, 'chain.get_chain_id', chain.GetChainIdRequest, chain.GetChainIdResponse),
    getForkHeads: ask(rpc, 'chain.get_fork_heads', chain.GetForkHeadsRequest, chain.GetForkHeadsResponse),
    readContract: call(rpc, 'chain.read_contract', chain.ReadContractRequest, chain.ReadContractResponse),
    getAccountNonce: call(
      rpc,
      'chain.get_account_nonce',
      chain.GetAccountNonceRequest,
      chain.GetAccountNonceResponse,
    ),
    getAccountRc: call(rpc, 'chain.get_account_rc', chain.GetAccountRcRequest, chain.GetAccountRcResponse),
    getResourceLimits: ask(
      rpc,
      'chain.get_resource_limits',
      chain.GetResourceLimitsRequest,
      chain.GetResourceLimitsResponse,
    ),
    invokeSystemCall: call(
      rpc,
      'chain.invoke_system_call',
      chain.InvokeSystemCallRequest,
      chain.InvokeSystemCallResponse,
    ),
  };
}

function mempoolApi(rpc: Rpc): MempoolApi {
  const mempool = protocol.rpcMempool;
  return {
    getPendingTransactions: call(
      rpc,
      'mempool.get_pending_transactions',
      mempool.GetPendingTransactionsRequest,
      mempool.GetPendingTransactionsResponse,
    ),
    checkPendingAccountResources: call(
      rpc,
      'mempool.check_pending_account_resources',
      mempool.CheckPendingAccountResourcesRequest,
      mempool.CheckPendingAccountResourcesResponse,
    ),
    checkAccountNonce: call(
      rpc,
      'mempool.check_account_nonce',
      mempool.CheckAccountNonceRequest,
      mempool.CheckAccountNonceResponse,
    ),
    getPendingNonce: call(
      rpc,
      'mempool.get_pending_nonce',
      mempool.GetPendingNonceRequest,
      mempool.GetPendingNonceResponse,
    ),
    getReservedAccountRc: call(
      rpc,
      'mempool.get_reserved_account_rc',
      mempool.GetReservedAccountRcRequest,
      mempool.GetReservedAccountRcResponse,
    ),
  };
}

function blockStoreApi(rpc: Rpc): BlockStoreApi {
  const store = protocol.rpcBlockStore;
  return {
    getBlocksById: call(
      rpc,
      'block_store.get_blocks_by_id',
      store.GetBlocksByIdRequest,
      store.GetBlocksByIdResponse,
    ),
    getBlocksByHeight: call(
      rpc,
      'block_store.get_blocks_by_height',
      store.GetBlocksByHeightRequest,
      store.GetBlocksByHeightResponse,
    ),
    getHighestBlock: ask(
      rpc,
      'block_store.get_highest_block',
      store.GetHighestBlockRequest,
      store.GetHighestBlockResponse,
    ),
  };
}

function call<Request, Answer>(
  rpc: Rpc,
  method: string,
  request: Codec<Request>,
  answer: Codec<Answer>,
): Call<Request, Answer> {
  return (parameters) => rpc.call(method, request, answer, parameters);
}

function ask<Request, Answer>(
  rpc: Rpc,
  method: string,
  request: Codec<Request>,
  answer: Codec<Answer>,
): Question<Answer> {
  return () => rpc.call(method, request, answer, {} as Init<Request>);
}
