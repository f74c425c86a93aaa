export { excessOf, JSON_DEPTH_MAX, JSON_DIGITS_MAX } from './json-limits.ts';
export { BATCH_MAX, JsonRpc, RPC_ERROR } from './json-rpc.ts';
export type { RpcMethod } from './methods.ts';
export { BLACKLIST, rpcMethods } from './methods.ts';
export type { RpcConfig, RpcPorts, RpcService } from './server.ts';
export { CONNECTIONS_MAX, openRpc, RPC_BODY_BYTES_MAX } from './server.ts';
