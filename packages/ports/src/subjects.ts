/**
 * What services call each other for, and what they announce: typed subjects on the bus, named as in Koinos
 * (`spec/koinos.md` 1.1, 1.2). Requests and responses are the wire's messages; a refusal is a value.
 * @module
 */
import type { Refusal, Result } from '@ashlar/base';
import type {
  Block,
  BlockReceipt,
  BlockTopology,
  broadcast,
  rpcAccountHistory,
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
  /** Many at once, each judged on its own, in order. */
  submitTransactions: { subject: 'chain.submit_transactions' } as Call<
    rpcChain.SubmitTransactionsRequest,
    rpcChain.SubmitTransactionsResponse
  >,
  /** What a transaction would cost, before it is signed. */
  estimateTransaction: { subject: 'chain.estimate_transaction' } as Call<
    rpcChain.EstimateTransactionRequest,
    rpcChain.EstimateTransactionResponse
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
  /**
   * As `read_contract`, in the state after a block, as long as that is kept: the final block's, and those above it.
   * Between services only.
   */
  readContractAt: { subject: 'chain.read_contract_at' } as Call<
    ReadContractAtRequest,
    rpcChain.ReadContractResponse
  >,
  /** Where a block stands, final or in a branch above: what a producer needs to build on it. Between services only. */
  getBlockInfo: { subject: 'chain.get_block_info' } as Call<BlockInfoRequest, BlockInfo>,
  /**
   * As `submit_block`, for a consensus machine: the same verdict at any time, because the machine itself looks at clocks.
   * Between services only.
   */
  judgeBlock: { subject: 'chain.judge_block' } as Call<
    rpcChain.SubmitBlockRequest,
    rpcChain.SubmitBlockResponse
  >,
  /** Makes a block and its ancestors final; on chains whose finality is `external`. Between services only. */
  finalizeBlock: { subject: 'chain.finalize_block' } as Call<FinalizeBlockRequest, FinalizeBlockResponse>,
} as const;

export type ReadContractAtRequest = Readonly<{ blockId: Uint8Array; read: rpcChain.ReadContractRequest }>;
export type BlockInfoRequest = Readonly<{ blockId: Uint8Array }>;
export type BlockInfo = Readonly<{
  topology: BlockTopology;
  /** The multihash of the state's root after the block, as the next header states it. */
  stateMerkleRoot: Uint8Array;
  timeMs: bigint;
  isFinal: boolean;
}>;
export type FinalizeBlockRequest = Readonly<{ blockId: Uint8Array }>;
export type FinalizeBlockResponse = Readonly<Record<never, never>>;

export const blockStoreService = {
  getBlocksById: { subject: 'block_store.get_blocks_by_id' } as Call<
    rpcBlockStore.GetBlocksByIdRequest,
    rpcBlockStore.GetBlocksByIdResponse
  >,
  getBlocksByHeight: { subject: 'block_store.get_blocks_by_height' } as Call<
    rpcBlockStore.GetBlocksByHeightRequest,
    rpcBlockStore.GetBlocksByHeightResponse
  >,
  addBlock: { subject: 'block_store.add_block' } as Call<AddBlockRequest, rpcBlockStore.AddBlockResponse>,
  getHighestBlock: { subject: 'block_store.get_highest_block' } as Call<
    rpcBlockStore.GetHighestBlockRequest,
    rpcBlockStore.GetHighestBlockResponse
  >,
  /** Stored blocks behind a place in the order of height and id, those on branches included. Between services only. */
  getBlocksAbove: { subject: 'block_store.get_blocks_above' } as Call<BlocksAboveRequest, BlocksAbove>,
} as const;

/** `becomesHead`: the block extends the main chain; so one write does what else `ashlar.chain.moved` does with a second. */
export type AddBlockRequest = rpcBlockStore.AddBlockRequest & Readonly<{ becomesHead?: boolean }>;
/** A block, or with an empty id the place before all blocks of that height. */
export type StoredPlace = Readonly<{ height: bigint; id: Uint8Array }>;
export type BlocksAboveRequest = Readonly<{ after: StoredPlace; countMax: number }>;
/** None: there are no more. The last is where to go on from. */
export type BlocksAbove = Readonly<{ blocks: readonly StoredPlace[] }>;

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
  /** What waits of these payers and nonce accounts. Between services only. */
  getStandings: { subject: 'mempool.get_standings' } as Call<StandingsRequest, StandingsResponse>,
  /** Admits transactions that the chain has tried: the mempool's own limits decide last, and at once. */
  admit: { subject: 'mempool.admit' } as Call<AdmitRequest, AdmitResponse>,
  /** Takes back transactions of abandoned blocks, in front of all that wait, in the order given. Between services only. */
  restore: { subject: 'mempool.restore' } as Call<RestoreRequest, RestoreResponse>,
} as const;

export type StandingsRequest = Readonly<{
  /** The block up to which nothing that was included counts as waiting. */
  blockId: Uint8Array;
  payers: readonly Uint8Array[];
  accounts: readonly Uint8Array[];
}>;
/** In the order of the request. */
export type StandingsResponse = Readonly<{
  /** Mana reserved of each payer. */
  reserved: readonly bigint[];
  /** Of each account. */
  waiting: readonly Readonly<{
    /** Lowest and highest nonce that waits; undefined: none does. */
    lowest: bigint | undefined;
    highest: bigint | undefined;
    /** How many more of the account's transactions may wait. */
    room: number;
  }>[];
}>;

export type AdmitRequest = Readonly<{ transactions: readonly broadcast.TransactionAccepted[] }>;
/** Why each is not pending, in the order of the request; undefined: it is. */
export type AdmitResponse = Readonly<{ refusals: readonly (CallRefusal | undefined)[] }>;

export type RestoreRequest = Readonly<{ transactions: readonly broadcast.TransactionAccepted[] }>;
/** `restored`: how many there was room for. */
export type RestoreResponse = Readonly<{ restored: number }>;

export const transactionStoreService = {
  getTransactionsById: { subject: 'transaction_store.get_transactions_by_id' } as Call<
    rpcTransactionStore.GetTransactionsByIdRequest,
    rpcTransactionStore.GetTransactionsByIdResponse
  >,
} as const;

export const accountHistoryService = {
  getAccountHistory: { subject: 'account_history.get_account_history' } as Call<
    rpcAccountHistory.GetAccountHistoryRequest,
    rpcAccountHistory.GetAccountHistoryResponse
  >,
} as const;

export const contractMetaStoreService = {
  getContractMeta: { subject: 'contract_meta_store.get_contract_meta' } as Call<
    rpcContractMetaStore.GetContractMetaRequest,
    rpcContractMetaStore.GetContractMetaResponse
  >,
} as const;

/**
 * Of a chain with a committee. Heights are the chain's, but where the committee agrees on checkpoints these are counted;
 * views and epochs are the machine's.
 */
export const consensusService = {
  getStatus: { subject: 'consensus.get_status' } as Call<Readonly<Record<never, never>>, ConsensusStatus>,
  getCertificate: { subject: 'consensus.get_certificate' } as Call<CertificateRequest, CertificateAnswer>,
  getEvidence: { subject: 'consensus.get_evidence' } as Call<EvidenceRequest, EvidenceAnswer>,
} as const;

export type ConsensusStatus = Readonly<{
  protocol: 'simplex';
  epoch: number;
  view: number;
  finalHeight: number;
  finalView: number;
  /** Views since finality: grows while the committee cannot agree. */
  viewsSinceFinal: number;
  /** Blocks that certificates speak of and this node lacks. */
  missingBlocks: number;
  leader: number;
  /** Our index among the validators; undefined: we observe. */
  self: number | undefined;
  validators: readonly Readonly<{
    address: Uint8Array;
    voteKey: Uint8Array;
    weight: bigint;
    isActive: boolean;
    isConvicted: boolean;
  }>[];
  quorum: bigint;
  /** Why we sign nothing, if we do not. */
  silences: readonly string[];
  /** We are silent through this view because our log forgot what our signer knows; 0: it forgot nothing. */
  silentThrough: number;
  /** Raised since the start, each once. */
  alarms: readonly string[];
}>;

export type CertificateRequest = Readonly<{ height: bigint }>;
/** What makes the block at a height final: a Finalization of it, or of a block that descends from it. */
export type CertificateAnswer = Readonly<{
  blockId: Uint8Array;
  height: bigint;
  epoch: number;
  view: number;
  /** The machine's own header of the block, in its canonical bytes, and their hash in hex. */
  header: Uint8Array;
  digest: string;
  finalization: Readonly<{ view: number; digest: string; signers: readonly number[]; signature: Uint8Array }>;
}>;

/** `after`: the id of the last piece seen; empty: from the start. */
export type EvidenceRequest = Readonly<{ after: Uint8Array }>;
export type EvidenceAnswer = Readonly<{
  evidence: readonly Readonly<{
    id: Uint8Array;
    kind: 'E1' | 'E2' | 'E3' | 'E4' | 'E5';
    epoch: number;
    /** Addresses of the validators that it convicts. */
    offenders: readonly Uint8Array[];
    /** Self-contained, in its canonical encoding: anyone may verify it against the committee. */
    bytes: Uint8Array;
  }>[];
}>;

/** Of a chain whose blocks spread without a committee. */
export const blockExchangeService = {
  /** Begins to look for a block and what it stands on, at one peer after another; answers at once. */
  fetchBlock: { subject: 'block_exchange.fetch_block' } as Call<FetchBlockRequest, FetchBlockResponse>,
} as const;
export type FetchBlockRequest = Readonly<{ blockId: Uint8Array }>;
export type FetchBlockResponse = Readonly<Record<never, never>>;

export type ProduceBlocksRequest = Readonly<{ count: number }>;
export type ProduceBlocksResponse = Readonly<{ height: bigint }>;
/** Of the development node: makes blocks now, whatever the mode. */
export const producerService = {
  produceBlocks: { subject: 'block_producer.produce_blocks' } as Call<
    ProduceBlocksRequest,
    ProduceBlocksResponse
  >,
} as const;

/**
 * How the head moved, for whoever must undo and redo exactly: blocks that left the head's branch, newest first, then
 * blocks that joined it, oldest first. `block` and `receipt` are those of the last that joined; the others are in the
 * block store. Said in order, before `koinos.block.accept` of the block that moved it.
 */
export type ChainMoved = Readonly<{
  undone: readonly BlockTopology[];
  applied: readonly BlockTopology[];
  block: Block | undefined;
  receipt: BlockReceipt | undefined;
}>;

export const topics = {
  chainMoved: { subject: 'ashlar.chain.moved' } as Topic<ChainMoved>,
  /** After each write of the SQL index, and when it opens. */
  indexerMoved: { subject: 'ashlar.indexer.moved' } as Topic<IndexerStatus>,
  blockAccepted: { subject: 'koinos.block.accept' } as Topic<broadcast.BlockAccepted>,
  blockIrreversible: { subject: 'koinos.block.irreversible' } as Topic<broadcast.BlockIrreversible>,
  forkHeads: { subject: 'koinos.block.forks' } as Topic<broadcast.ForkHeads>,
  transactionAccepted: { subject: 'koinos.transaction.accept' } as Topic<broadcast.TransactionAccepted>,
  transactionFailed: { subject: 'koinos.transaction.fail' } as Topic<broadcast.TransactionFailed>,
  mempoolAccepted: { subject: 'koinos.mempool.accept' } as Topic<broadcast.MempoolAccepted>,
  /** The block, once the mempool has taken its transactions out: producers wait for this. */
  mempoolBlockAccepted: { subject: 'koinos.mempool.block_accepted' } as Topic<broadcast.BlockAccepted>,
  /** Whether this node has what its peers have, on change and every second: producers wait while it has not. */
  gossipStatus: { subject: 'koinos.gossip.status' } as Topic<broadcast.GossipStatus>,
} as const;

/** `koinos.event.<base58 of the source>.<name>`: one topic for each contract and event. */
export const eventTopic = (source: string, name: string): Topic<broadcast.EventParcel> => ({
  subject: `koinos.event.${source}.${name}`,
});

/** Of the SQL index. Between services only. */
export const indexerService = {
  getStatus: { subject: 'indexer.get_status' } as Call<Readonly<Record<never, never>>, IndexerStatus>,
} as const;

export type IndexerStatus = Readonly<{
  /** Up to which height the tables go, and up to which they cannot change any more. */
  height: bigint;
  finalHeight: bigint;
  /** Where the main chain was when the indexer last looked. */
  chainHeight: bigint;
  /** Why the indexer cannot go on; undefined: it does. */
  trouble: string | undefined;
}>;
