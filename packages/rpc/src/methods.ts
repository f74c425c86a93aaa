/**
 * The methods of the JSON-RPC facade: name, schemas, price, and where on the bus each goes (`spec/koinos.md` 1.1, 1.5).
 * @module
 */

import { accept, type Result } from '@ashlar/base';
import type { Answer, Bus, Method } from '@ashlar/ports';
import {
  accountHistoryService,
  blockStoreService,
  chainService,
  contractMetaStoreService,
  mempoolService,
  transactionStoreService,
} from '@ashlar/ports';
import {
  type Codec,
  fromJson,
  type JsonObject,
  type JsonRefusal,
  rpcAccountHistory,
  rpcBlockStore,
  rpcChain,
  rpcContractMetaStore,
  rpcMempool,
  rpcTransactionStore,
  toJson,
} from '@ashlar/protocol';
import type { Shape } from './schema/json-schema.ts';

/** One method, its types closed over: JSON in, JSON out. */
export type RpcMethod = Readonly<{
  /** `<service>.<method>` */
  name: string;
  /** One sentence. */
  summary: string;
  /** Units of a client's allowance, beside what its answer costs by length. */
  cost: number;
  params: Shape;
  result: Shape;
  prepare(params: unknown): Result<() => Promise<Answer<JsonObject>>, JsonRefusal>;
}>;

/** What a call costs a client: an answer from memory, a few from disk, one that runs a contract, one that changes things. */
export const COST = { read: 1, records: 2, execution: 4, submission: 10 } as const;

/** Longest a call may take inside the node. */
const CALL = { timeoutMs: 30_000 };

export function rpcMethods(bus: Bus): ReadonlyMap<string, RpcMethod> {
  const methods: RpcMethod[] = [];
  const add: Add = (method, request, response, cost, summary) => {
    methods.push({
      name: method.subject,
      summary,
      cost,
      params: request.descriptor,
      result: response.descriptor,
      prepare(params) {
        const decoded = fromJson(request, params);
        if (!decoded.ok) return decoded;
        return accept(async () => {
          const answer = await bus.call(method, decoded.value, CALL);
          return answer.ok ? accept(toJson(response, answer.value)) : answer;
        });
      },
    });
  };
  addChain(add);
  addReads(add);
  addMempool(add);
  addStores(add);
  return new Map(methods.map((method) => [method.name, method]));
}

/** Methods of Koinos that exist, and are not for the public: their services serve them to each other only. */
export const BLACKLIST: ReadonlySet<string> = new Set(['block_store.add_block', 'chain.propose_block']);

type Add = <Request, Response>(
  method: Method<Request, Answer<Response>>,
  request: Codec<Request>,
  response: Codec<Response>,
  cost: number,
  summary: string,
) => void;

function addChain(add: Add): void {
  const { read, execution, submission } = COST;
  add(
    chainService.submitBlock,
    rpcChain.SubmitBlockRequest,
    rpcChain.SubmitBlockResponse,
    submission,
    'Judges a block that was made elsewhere; a known block is answered with nothing.',
  );
  add(
    chainService.submitTransaction,
    rpcChain.SubmitTransactionRequest,
    rpcChain.SubmitTransactionResponse,
    submission,
    'Tries a transaction on the head and, with `broadcast`, hands it to the mempool.',
  );
  add(
    chainService.submitTransactions,
    rpcChain.SubmitTransactionsRequest,
    rpcChain.SubmitTransactionsResponse,
    submission,
    'Submits many transactions at once, each judged on its own, in order.',
  );
  add(
    chainService.estimateTransaction,
    rpcChain.EstimateTransactionRequest,
    rpcChain.EstimateTransactionResponse,
    execution,
    'What a transaction would cost, before it is signed; it comes back ready to be signed.',
  );
  add(
    chainService.getHeadInfo,
    rpcChain.GetHeadInfoRequest,
    rpcChain.GetHeadInfoResponse,
    read,
    'The head: its block, its state root, its time, and the last irreversible height.',
  );
  add(
    chainService.getChainId,
    rpcChain.GetChainIdRequest,
    rpcChain.GetChainIdResponse,
    read,
    'The hash of genesis.',
  );
  add(
    chainService.getForkHeads,
    rpcChain.GetForkHeadsRequest,
    rpcChain.GetForkHeadsResponse,
    read,
    'Blocks without a successor, the head first.',
  );
}

function addReads(add: Add): void {
  const { read, execution } = COST;
  add(
    chainService.readContract,
    rpcChain.ReadContractRequest,
    rpcChain.ReadContractResponse,
    execution,
    'Calls a contract on the head; nothing may be written.',
  );
  add(
    chainService.getAccountNonce,
    rpcChain.GetAccountNonceRequest,
    rpcChain.GetAccountNonceResponse,
    read,
    "The nonce of the account's last transaction in a block.",
  );
  add(
    chainService.getAccountRc,
    rpcChain.GetAccountRcRequest,
    rpcChain.GetAccountRcResponse,
    read,
    'Mana that the account has now.',
  );
  add(
    chainService.getResourceLimits,
    rpcChain.GetResourceLimitsRequest,
    rpcChain.GetResourceLimitsResponse,
    read,
    'What a block may use of each resource, and what a unit costs in mana.',
  );
  add(
    chainService.invokeSystemCall,
    rpcChain.InvokeSystemCallRequest,
    rpcChain.InvokeSystemCallResponse,
    execution,
    'Any system call, read only, by id or by name.',
  );
}

function addMempool(add: Add): void {
  const { read, records } = COST;
  add(
    mempoolService.checkPendingAccountResources,
    rpcMempool.CheckPendingAccountResourcesRequest,
    rpcMempool.CheckPendingAccountResourcesResponse,
    read,
    'Whether so much more mana of a payer can be reserved.',
  );
  add(
    mempoolService.getPendingTransactions,
    rpcMempool.GetPendingTransactionsRequest,
    rpcMempool.GetPendingTransactionsResponse,
    records,
    'The oldest pending transactions, in order of arrival.',
  );
  add(
    mempoolService.checkAccountNonce,
    rpcMempool.CheckAccountNonceRequest,
    rpcMempool.CheckAccountNonceResponse,
    read,
    'Whether no pending transaction uses the nonce.',
  );
  add(
    mempoolService.getReservedAccountRc,
    rpcMempool.GetReservedAccountRcRequest,
    rpcMempool.GetReservedAccountRcResponse,
    read,
    'Mana that pending transactions of the account may use.',
  );
  add(
    mempoolService.getPendingNonce,
    rpcMempool.GetPendingNonceRequest,
    rpcMempool.GetPendingNonceResponse,
    read,
    'The highest pending nonce of an account.',
  );
  add(
    mempoolService.getPendingTransactionCount,
    rpcMempool.GetPendingTransactionCountRequest,
    rpcMempool.GetPendingTransactionCountResponse,
    read,
    'How many transactions that use the nonce of an account are pending.',
  );
  add(
    mempoolService.getPendingTransactionsById,
    rpcMempool.GetPendingTransactionsByIdRequest,
    rpcMempool.GetPendingTransactionsByIdResponse,
    records,
    'Those of the given transactions that are pending.',
  );
}

function addStores(add: Add): void {
  const { read, records } = COST;
  add(
    blockStoreService.getBlocksById,
    rpcBlockStore.GetBlocksByIdRequest,
    rpcBlockStore.GetBlocksByIdResponse,
    records,
    'Blocks by id; an unknown id gives an empty item.',
  );
  add(
    blockStoreService.getBlocksByHeight,
    rpcBlockStore.GetBlocksByHeightRequest,
    rpcBlockStore.GetBlocksByHeightResponse,
    records,
    'Blocks of the line that ends in a given one, from a height on.',
  );
  add(
    blockStoreService.getHighestBlock,
    rpcBlockStore.GetHighestBlockRequest,
    rpcBlockStore.GetHighestBlockResponse,
    read,
    'The highest block of the main chain.',
  );
  add(
    transactionStoreService.getTransactionsById,
    rpcTransactionStore.GetTransactionsByIdRequest,
    rpcTransactionStore.GetTransactionsByIdResponse,
    records,
    'Transactions that are in blocks, each with the blocks that contain it.',
  );
  add(
    accountHistoryService.getAccountHistory,
    rpcAccountHistory.GetAccountHistoryRequest,
    rpcAccountHistory.GetAccountHistoryResponse,
    records,
    'Transactions and blocks that concern an address, by number.',
  );
  add(
    contractMetaStoreService.getContractMeta,
    rpcContractMetaStore.GetContractMetaRequest,
    rpcContractMetaStore.GetContractMetaResponse,
    read,
    'The ABI that a contract was uploaded with.',
  );
}
