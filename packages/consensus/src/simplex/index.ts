export { isAncestryValid } from './ancestry.ts';
export { createBlsCiphers, isKeyProven, signStatement, VOTE_DOMAIN } from './bls-ciphers.ts';
export type { Committee } from './certificates.ts';
export { isAttested, isCertificate } from './certificates.ts';
export type { Envelope } from './codec.ts';
export {
  blockBytes,
  certificateBytes,
  decodeBlock,
  decodeCertificate,
  decodeEvidence,
  decodeMessage,
  encodeEvidence,
  encodeMessage,
  hashOf,
  headerBytes,
  statementBytes,
} from './codec.ts';
export type { Ciphers, Config, Timing, Validator } from './config.ts';
export {
  baseOf,
  faultyMax,
  quorumOf,
  sortValidators,
  totalWeight,
  VALIDATORS_MAX,
  WINDOW_VIEWS,
  weightOf,
} from './config.ts';
export type { EvidenceRefusal } from './evidence.ts';
export { accuse, accusedIn, contradictionOf, offendersOf } from './evidence.ts';
export { domainOf, genesisBase } from './identity.ts';
export type { Alarm, BlameReason, Effect, Input, Timer } from './interface.ts';
export { roundRobin, weightedLeaders } from './leaders.ts';
export type { Step } from './machine.ts';
export { open, step } from './machine.ts';
export type { Observation } from './observe.ts';
export { observe } from './observe.ts';
export { compactedLog } from './recovery.ts';
export { skipRootOf } from './skip-root.ts';
export type { Durable, Silence, State } from './state.ts';
export { NOTHING_DURABLE } from './state.ts';
export type {
  AncestryFlaw,
  Block,
  Certificate,
  Contradiction,
  Digest,
  Evidence,
  Floor,
  Header,
  Index,
  InvalidAncestry,
  LogRecord,
  Message,
  Peer,
  Statement,
  Vote,
  VoteKind,
} from './types.ts';
export { NONE } from './types.ts';
export { crc32c, frame, readLog } from './wal.ts';
