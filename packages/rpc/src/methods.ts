/**
 * The methods of the JSON-RPC facade: name, schemas, and where on the bus each goes (`spec/koinos.md` 1.1, 1.5).
 * @module
 */

import { accept, type Result } from '@ashlar/base';
import type { Answer, Bus, Method } from '@ashlar/ports';
import {
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
  rpcBlockStore,
  rpcChain,
  rpcContractMetaStore,
  rpcMempool,
  rpcTransactionStore,
  toJson,
} from '@ashlar/protocol';

/** One method, its types closed over: JSON in, JSON out. */
export type RpcMethod = Readonly<{
  /** `<service>.<method>` */
  name: string;
  prepare(params: unknown): Result<() => Promise<Answer<JsonObject>>, JsonRefusal>;
}>;

/** Longest a call may take inside the node. */
const CALL = { timeoutMs: 30_000 };

export function rpcMethods(bus: Bus): ReadonlyMap<string, RpcMethod> {
  const methods: RpcMethod[] = [];
  const add = <Request, Response>(
    method: Method<Request, Answer<Response>>,
    request: Codec<Request>,
    response: Codec<Response>,
  ): void => {
    methods.push({
      name: method.subject,
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
  addMempool(add);
  add(
    blockStoreService.getBlocksById,
    rpcBlockStore.GetBlocksByIdRequest,
    rpcBlockStore.GetBlocksByIdResponse,
  );
  add(
    blockStoreService.getBlocksByHeight,
    rpcBlockStore.GetBlocksByHeightRequest,
    rpcBlockStore.GetBlocksByHeightResponse,
  );
  add(
    blockStoreService.getHighestBlock,
    rpcBlockStore.GetHighestBlockRequest,
    rpcBlockStore.GetHighestBlockResponse,
  );
  add(
    transactionStoreService.getTransactionsById,
    rpcTransactionStore.GetTransactionsByIdRequest,
    rpcTransactionStore.GetTransactionsByIdResponse,
  );
  add(
    contractMetaStoreService.getContractMeta,
    rpcContractMetaStore.GetContractMetaRequest,
    rpcContractMetaStore.GetContractMetaResponse,
  );
  return new Map(methods.map((method) => [method.name, method]));
}

/** Methods of Koinos that exist, and are not for the public: their services serve them to each other only. */
export const BLACKLIST: ReadonlySet<string> = new Set(['block_store.add_block', 'chain.propose_block']);

type Add = <Request, Response>(
  method: Method<Request, Answer<Response>>,
  request: Codec<Request>,
  response: Codec<Response>,
) => void;

function addChain(add: Add): void {
  add(chainService.submitBlock, rpcChain.SubmitBlockRequest, rpcChain.SubmitBlockResponse);
  add(chainService.submitTransaction, rpcChain.SubmitTransactionRequest, rpcChain.SubmitTransactionResponse);
  add(chainService.getHeadInfo, rpcChain.GetHeadInfoRequest, rpcChain.GetHeadInfoResponse);
  add(chainService.getChainId, rpcChain.GetChainIdRequest, rpcChain.GetChainIdResponse);
  add(chainService.getForkHeads, rpcChain.GetForkHeadsRequest, rpcChain.GetForkHeadsResponse);
  add(chainService.readContract, rpcChain.ReadContractRequest, rpcChain.ReadContractResponse);
  add(chainService.getAccountNonce, rpcChain.GetAccountNonceRequest, rpcChain.GetAccountNonceResponse);
  add(chainService.getAccountRc, rpcChain.GetAccountRcRequest, rpcChain.GetAccountRcResponse);
  add(chainService.getResourceLimits, rpcChain.GetResourceLimitsRequest, rpcChain.GetResourceLimitsResponse);
  add(chainService.invokeSystemCall, rpcChain.InvokeSystemCallRequest, rpcChain.InvokeSystemCallResponse);
}

function addMempool(add: Add): void {
  add(
    mempoolService.checkPendingAccountResources,
    rpcMempool.CheckPendingAccountResourcesRequest,
    rpcMempool.CheckPendingAccountResourcesResponse,
  );
  add(
    mempoolService.getPendingTransactions,
    rpcMempool.GetPendingTransactionsRequest,
    rpcMempool.GetPendingTransactionsResponse,
  );
  add(
    mempoolService.checkAccountNonce,
    rpcMempool.CheckAccountNonceRequest,
    rpcMempool.CheckAccountNonceResponse,
  );
  add(
    mempoolService.getReservedAccountRc,
    rpcMempool.GetReservedAccountRcRequest,
    rpcMempool.GetReservedAccountRcResponse,
  );
  add(mempoolService.getPendingNonce, rpcMempool.GetPendingNonceRequest, rpcMempool.GetPendingNonceResponse);
  add(
    mempoolService.getPendingTransactionCount,
    rpcMempool.GetPendingTransactionCountRequest,
    rpcMempool.GetPendingTransactionCountResponse,
  );
  add(
    mempoolService.getPendingTransactionsById,
    rpcMempool.GetPendingTransactionsByIdRequest,
    rpcMempool.GetPendingTransactionsByIdResponse,
  );
}
