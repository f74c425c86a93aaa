export type { ListenerConfig } from './http.ts';
export { RPC_BODY_BYTES_MAX } from './http.ts';
export type { Check, InternalConfig, InternalService } from './internal/internal-listener.ts';
export { openInternal } from './internal/internal-listener.ts';
export type { Observe } from './internal/metrics.ts';
export type { Client, Methods } from './json-rpc.ts';
export { BATCH_MAX, JsonRpc, RPC_ERROR, TRUSTED } from './json-rpc.ts';
export type { Allowance, AllowanceConfig } from './limits/allowances.ts';
export {
  ADDRESSES_MAX,
  ALLOWANCE_BURST,
  ALLOWANCE_DEFAULTS,
  Allowances,
  networkOf,
} from './limits/allowances.ts';
export { CONNECTIONS_MAX, CONNECTIONS_PER_ADDRESS_MAX, ConnectionTable } from './limits/connections.ts';
export { excessOf, JSON_DEPTH_MAX, JSON_DIGITS_MAX } from './limits/json-limits.ts';
export type { OriginRules } from './limits/origins.ts';
export { isHostAllowed, isOriginAllowed, ORIGINS_DEFAULT } from './limits/origins.ts';
export type { RpcMethod } from './methods.ts';
export { BLACKLIST, COST, rpcMethods } from './methods.ts';
export type { RelayConfig } from './rho/relay.ts';
export { RELAY_QUEUE_MAX, Relay } from './rho/relay.ts';
export type { RhoAnswer } from './rho/rho-api.ts';
export { answerRho } from './rho/rho-api.ts';
export { RhoChain } from './rho/rho-chain.ts';
export type { RhoNodeConfig } from './rho/rho-node.ts';
export { RhoNode } from './rho/rho-node.ts';
export type { GrpcConfig } from './rho/serve-grpc.ts';
export { CALLS_PER_CONNECTION_MAX } from './rho/serve-grpc.ts';
export type { RhoConfig } from './rho/serve-rho.ts';
export type { ObjectSchema, Shape } from './schema/json-schema.ts';
export { openRpcDocument } from './schema/open-rpc.ts';
export type { RpcConfig, RpcPorts, RpcService } from './server.ts';
export { openRpc, RPC_VERSION } from './server.ts';
export type { ChainFeed, Step } from './ws/chain-feed.ts';
export { openChainFeed } from './ws/chain-feed.ts';
