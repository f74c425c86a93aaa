/**
 * What services call each other for, and what they announce: typed subjects on the bus, named as in Koinos
 * (`spec/koinos.md` 1.1, 1.2). Requests and responses are the wire's messages; a refusal is a value.
 * @module
 */
import type { Refusal, Result } from '@ashlar/base';
import type {
  broadcast,
  rpcBlockStore,
  rpcChain,
  rpcContractMetaStore,
  rpcMempool,
  rpcTransactionStore,
} from '@ashlar/protocol';
import type { Method, Topic } from './bus.ts';

/** Why a service would not do what it was asked. Becomes a JSON-RPC error; `errorCode` is the chain's own (-1 … 108). */
export type CallRefusal = Refusal &
  Readonly<{ message: string; errorCode?: number; logs?: readonly string[]; transactionId?: Uint8Array }>;

export type Answer<Response> = Result<Response, CallRefusal>;
type Call<Request, Response> = Method<Request, Answer<Response>>;

export const chainService = {
  submitBlock: { subject: 'chain.submit_block' } as Call<
    rpcChain.SubmitBlockRequest,
    rpcChain.SubmitBlockResponse
  >,
  proposeBlock: { subject: 'chain.propose_block' } as Call<
    rpcChain.ProposeBlockRequest,
    rpcChain.ProposeBlockResponse
  >,
  submitTransaction: { subject: 'chain.submit_transaction' } as Call<
    rpcChain.SubmitTransactionRequest,
    rpcChain.SubmitTransactionResponse
  >,
  getHeadInfo: { subject: 'chain.get_head_info' } as Call<
    rpcChain.GetHeadInfoRequest,
    rpcChain.GetHeadInfoResponse
  >,
  getChainId: { subject: 'chain.get_chain_id' } as Call<
    rpcChain.GetChainIdRequest,
    rpcChain.GetChainIdResponse
  >,
  getForkHeads: { subject: 'chain.get_fork_heads' } as Call<
    rpcChain.GetForkHeadsRequest,
    rpcChain.GetForkHeadsResponse
  >,
  readContract: { subject: 'chain.read_contract' } as Call<
    rpcChain.ReadContractRequest,
    rpcChain.ReadContractResponse
  >,
  getAccountNonce: { subject: 'chain.get_account_nonce' } as Call<
    rpcChain.GetAccountNonceRequest,
    rpcChain.GetAccountNonceResponse
  >,
  getAccountRc: { subject: 'chain.get_account_rc' } as Call<
    rpcChain.GetAccountRcRequest,
    rpcChain.GetAccountRcResponse
  >,
  getResourceLimits: { subject: 'chain.get_resource_limits' } as Call<
    rpcChain.GetResourceLimitsRequest,
    rpcChain.GetResourceLimitsResponse
  >,
  invokeSystemCall: { subject: 'chain.invoke_system_call' } as Call<
    rpcChain.InvokeSystemCallRequest,
    rpcChain.InvokeSystemCallResponse
  >,
} as const;

export const blockStoreService = {
  getBlocksById: { subject: 'block_store.get_blocks_by_id' } as Call<
    rpcBlockStore.GetBlocksByIdRequest,
    rpcBlockStore.GetBlocksByIdResponse
  >,
  getBlocksByHeight: { subject: 'block_store.get_blocks_by_height' } as Call<
    rpcBlockStore.GetBlocksByHeightRequest,
    rpcBlockStore.GetBlocksByHeightResponse
  >,
  addBlock: { subject: 'block_store.add_block' } as Call<
    rpcBlockStore.AddBlockRequest,
    rpcBlockStore.AddBlockResponse
  >,
  getHighestBlock: { subject: 'block_store.get_highest_block' } as Call<
    rpcBlockStore.GetHighestBlockRequest,
    rpcBlockStore.GetHighestBlockResponse
  >,
} as const;

export const mempoolService = {
  checkPendingAccountResources: { subject: 'mempool.check_pending_account_resources' } as Call<
    rpcMempool.CheckPendingAccountResourcesRequest,
    rpcMempool.CheckPendingAccountResourcesResponse
  >,
  getPendingTransactions: { subject: 'mempool.get_pending_transactions' } as Call<
    rpcMempool.GetPendingTransactionsRequest,
    rpcMempool.GetPendingTransactionsResponse
  >,
  checkAccountNonce: { subject: 'mempool.check_account_nonce' } as Call<
    rpcMempool.CheckAccountNonceRequest,
    rpcMempool.CheckAccountNonceResponse
  >,
  getReservedAccountRc: { subject: 'mempool.get_reserved_account_rc' } as Call<
    rpcMempool.GetReservedAccountRcRequest,
    rpcMempool.GetReservedAccountRcResponse
  >,
  getPendingNonce: { subject: 'mempool.get_pending_nonce' } as Call<
    rpcMempool.GetPendingNonceRequest,
    rpcMempool.GetPendingNonceResponse
  >,
  getPendingTransactionCount: { subject: 'mempool.get_pending_transaction_count' } as Call<
    rpcMempool.GetPendingTransactionCountRequest,
    rpcMempool.GetPendingTransactionCountResponse
  >,
  getPendingTransactionsById: { subject: 'mempool.get_pending_transactions_by_id' } as Call<
    rpcMempool.GetPendingTransactionsByIdRequest,
    rpcMempool.GetPendingTransactionsByIdResponse
  >,
  /** Admits a transaction that the chain has tried: the mempool's own limits decide last, and at once. */
  admit: { subject: 'mempool.admit' } as Call<broadcast.TransactionAccepted, Readonly<Record<never, never>>>,
} as const;

export const transactionStoreService = {
  getTransactionsById: { subject: 'transaction_store.get_transactions_by_id' } as Call<
    rpcTransactionStore.GetTransactionsByIdRequest,
    rpcTransactionStore.GetTransactionsByIdResponse
  >,
} as const;

export const contractMetaStoreService = {
  getContractMeta: { subject: 'contract_meta_store.get_contract_meta' } as Call<
    rpcContractMetaStore.GetContractMetaRequest,
    rpcContractMetaStore.GetContractMetaResponse
  >,
} as const;

export type ProduceBlocksRequest = Readonly<{ count: number }>;
export type ProduceBlocksResponse = Readonly<{ height: bigint }>;
/** Of the development node: makes blocks now, whatever the mode. */
export const producerService = {
  produceBlocks: { subject: 'block_producer.produce_blocks' } as Call<
    ProduceBlocksRequest,
    ProduceBlocksResponse
  >,
} as const;

export const topics = {
  blockAccepted: { subject: 'koinos.block.accept' } as Topic<broadcast.BlockAccepted>,
  blockIrreversible: { subject: 'koinos.block.irreversible' } as Topic<broadcast.BlockIrreversible>,
  forkHeads: { subject: 'koinos.block.forks' } as Topic<broadcast.ForkHeads>,
  transactionAccepted: { subject: 'koinos.transaction.accept' } as Topic<broadcast.TransactionAccepted>,
  transactionFailed: { subject: 'koinos.transaction.fail' } as Topic<broadcast.TransactionFailed>,
  mempoolAccepted: { subject: 'koinos.mempool.accept' } as Topic<broadcast.MempoolAccepted>,
  /** The block, once the mempool has taken its transactions out: producers wait for this. */
  mempoolBlockAccepted: { subject: 'koinos.mempool.block_accepted' } as Topic<broadcast.BlockAccepted>,
} as const;

/** `koinos.event.<base58 of the source>.<name>`: one topic for each contract and event. */
export const eventTopic = (source: string, name: string): Topic<broadcast.EventParcel> => ({
  subject: `koinos.event.${source}.${name}`,
});
