/**
 * For whoever judges evidence and runs no machine, behind the export `@ashlar/consensus/judge`: the encoding of evidence,
 * what it takes to verify it, and what ties a committee to a chain.
 * @module
 */
export { createBlsCiphers } from './bls-ciphers.ts';
export type { Committee } from './certificates.ts';
export { decodeEvidence } from './codec.ts';
export type { Ciphers, Validator } from './config.ts';
export { sortValidators } from './config.ts';
export type { EvidenceRefusal } from './evidence.ts';
export { offendersOf } from './evidence.ts';
export { domainOf, genesisBase } from './identity.ts';
export type { Evidence, Index } from './types.ts';
