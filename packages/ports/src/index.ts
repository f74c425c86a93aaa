export type { Bus, Method, Topic } from './bus.ts';
export type {
  Caller,
  Engine,
  EngineHost,
  EngineRefusal,
  ExecutionOutcome,
  HostAnswer,
  NativeContract,
  NativeEntry,
  NativeHost,
  StackBudget,
} from './engine.ts';
export type {
  GossipVerdict,
  Network,
  NetworkLimits,
  PeerId,
  PeerStanding,
  RequestRefusal,
  SendRefusal,
} from './network.ts';
export type { RecordChange, RecordStore } from './records.ts';
export type {
  AccessedKey,
  AccessedRange,
  AccessSet,
  Checkpoint,
  ForkOptions,
  StateChange,
  StateDraft,
  StateEntry,
  StateHead,
  StateStore,
  StateVersions,
  StateView,
} from './state.ts';
export type {
  AddBlockRequest,
  Answer,
  BlockInfo,
  BlockInfoRequest,
  BlocksAbove,
  BlocksAboveRequest,
  CallRefusal,
  CertificateAnswer,
  CertificateRequest,
  ChainMoved,
  ConsensusStatus,
  FinalizeBlockRequest,
  FinalizeBlockResponse,
  ProduceBlocksRequest,
  ProduceBlocksResponse,
  RestoreRequest,
  RestoreResponse,
  StoredPlace,
} from './subjects.ts';
export {
  blockStoreService,
  chainService,
  consensusService,
  contractMetaStoreService,
  eventTopic,
  mempoolService,
  producerService,
  topics,
  transactionStoreService,
} from './subjects.ts';
export type { Clock, Log, LogFields, Random, Service } from './world.ts';
