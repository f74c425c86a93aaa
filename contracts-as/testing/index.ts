export { loadBuilt } from './built.ts';
export {
  type AcceptedOutcome,
  addressOf,
  type CallOptions,
  type CallOutcome,
  type ChainEvent,
  type Contract,
  createTestChain,
  type DeployOptions,
  type RefusedOutcome,
  type TestChain,
} from './chain.ts';
export { accepted, refused } from './expect.ts';
export type { Abi, Message, Value } from './types.ts';
