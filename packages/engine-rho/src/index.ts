export type { RevAddressRefusal } from './addresses.ts';
export { parseRevAddress, registryUri, revAddressOfName, revAddressOfPublicKey } from './addresses.ts';
export * as build from './build.ts';
export type { Deploy, DeployRefusal } from './chain/deploy.ts';
export { checkDeploy, deployDigest, signedBytes } from './chain/deploy.ts';
export { openRhoEngine, RHO_ENGINE_ID } from './chain/engine.ts';
export { RHO_ENTRY } from './chain/entries.ts';
export type { GenesisProgram, SpaceObject } from './chain/genesis-space.ts';
export { genesisSpace } from './chain/genesis-space.ts';
export { channelKey, homeOfChannel, unforgeableIn } from './chain/home.ts';
export type { Objects } from './chain/state-store.ts';
export { SPACE, StateStore } from './chain/state-store.ts';
export { VAULTS, VaultLedger } from './chain/vault-ledger.ts';
export type { BlockFacts, ChainView, NativeToken, SystemDeployNames } from './chain-processes.ts';
export { chainProcesses, deployInjections, systemInjections, tokenProcesses } from './chain-processes.ts';
export type { Conflict, EventIndex, MergeRules } from './conflicts.ts';
export { conflictOf, dependsOn, indexEvents, mergedNumber } from './conflicts.ts';
export { compactSignature, derSignature } from './der.ts';
export type {
  ProgramRefusal,
  ProgramRefusalCode,
  RunRefusal,
  RunRefusalCode,
  SourcePosition,
} from './errors.ts';
export type { EvaluateOptions, Journal, Outcome, Output } from './evaluate.ts';
export { evaluate, Session } from './evaluate.ts';
export { Evaluator } from './evaluator.ts';
export type { CommunicationEvent, ConsumeEvent, ProduceEvent, SpaceEvent } from './events.ts';
export {
  channelHash,
  communicationKey,
  compareByteVectors,
  consumeHash,
  continuationBytes,
  datumBytes,
  eventKey,
  produceHash,
  produceKey,
} from './events.ts';
export { formatSource, INDENT_LEVELS_MAX } from './format.ts';
export type { Kind, KindName } from './kinds.ts';
export { K } from './kinds.ts';
export type { Dialect } from './lexer.ts';
export { SOURCE_UNITS_MAX } from './lexer.ts';
export { VALUE_BYTES_MAX } from './limits.ts';
export { MATCH_STEPS_FREE, MATCH_STEPS_MAX, MatchBudget, STEPS_A_PHLO } from './match-budget.ts';
export { matchData, spatialMatch } from './matcher.ts';
export type { Guide } from './memory-space.ts';
export { MemorySpace } from './memory-space.ts';
export { Meter, PHLO_UNLIMITED } from './meter.ts';
export { normalize } from './normalizer.ts';
export { parse } from './parser.ts';
export type { Prices } from './prices.ts';
export { RCHAIN_PRICES } from './prices.ts';
export { printSource, printTerm } from './printer.ts';
export { SplittableRandom } from './random.ts';
export type { Branch } from './reducer.ts';
export { PAR_TERMS_MAX, Reducer } from './reducer.ts';
export { ReplayGuide } from './replay.ts';
export type { Scheduler } from './run-queue.ts';
export { RunQueue } from './run-queue.ts';
export type { BlockSeed, DeployPart } from './seeds.ts';
export { blockRandom, blockSeedBytes, deployRandom, genesisRandom, legacyDeployRandom } from './seeds.ts';
export type { StoredRefusal } from './space-codec.ts';
export { decodeContinuation, decodeDatum } from './space-codec.ts';
export type { SpaceStore } from './space-store.ts';
export type { Reply, SystemProcess } from './system-process.ts';
export { arityPattern, fixedChannel } from './system-process.ts';
export type { Print, Stream } from './system-processes.ts';
export { REGISTRY_CHANNELS, standardProcesses } from './system-processes.ts';
export type { TermValue } from './term.ts';
export { equalTerms, FLAG, NO_REMAINDER, Term, WILDCARD_REMAINDER } from './term.ts';
export { encodeTerm, termKey } from './term-codec.ts';
export type { TermRefusal } from './term-decoder.ts';
export { decodeBindPattern, decodeTerm } from './term-decoder.ts';
export { compareTerms } from './term-order.ts';
export type {
  Communication,
  Consume,
  Continuation,
  Datum,
  FitData,
  Produce,
  SpaceCheckpoint,
  SpaceContents,
  Taken,
  TupleSpace,
} from './tuple-space.ts';
export type { Binder, Bindings, Occurrence, Origin } from './types/bindings.ts';
export { sentCount, takenCount } from './types/bindings.ts';
export type { TypeCode, TypeFinding } from './types/checker.ts';
export { checkTypes, TYPE_FINDINGS_MAX } from './types/checker.ts';
export { resolveNames } from './types/resolve.ts';
export type { SystemName } from './types/system-names.ts';
export { systemName } from './types/system-names.ts';
