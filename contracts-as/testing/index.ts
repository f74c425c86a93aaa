export {
  addressOf,
  type CallOptions,
  type CallOutcome,
  type ChainEvent,
  type Contract,
  createTestChain,
  type DeployOptions,
  type TestChain,
} from './chain.ts';
export type { Abi, Message, Value } from './types.ts';
