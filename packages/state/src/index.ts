export { ARCHIVE_ENTRIES_MAX, type ArchiveRefusal, type ArchiveView } from './durable/archive.ts';
export type {
  CheckpointChange,
  CheckpointHead,
  CheckpointMark,
  CheckpointTable,
} from './durable/checkpoint.ts';
export type { Disk, DiskFile } from './durable/disk.ts';
export { openDirectory } from './durable/disk.ts';
export { lockFile } from './durable/lock.ts';
export type { ScrubReport } from './durable/scrub.ts';
export type { StateConfig, StateParts, StatePorts } from './durable/state.ts';
export { DurableState, openState, openStateOn, STATE_CONFIG } from './durable/state.ts';
export { FlatKeys } from './flat/flat-key.ts';
export { createMemoryState, MemoryState, ORIGIN } from './memory.ts';
export { LmdbRecords, openRecords, RECORD_KEY_BYTES_MAX } from './records/lmdb-records.ts';
export { MemoryRecords } from './records/memory-records.ts';
export { CHUNK_BYTES, CHUNK_BYTES_MAX, type ChunkRefusal, verifyChunk } from './snapshot/chunk.ts';
export { SnapshotExport } from './snapshot/export.ts';
export { openSnapshotImport, SnapshotImport } from './snapshot/import.ts';
export { EMPTY_ROOT, foldSubtrees, pathOf } from './trie/path.ts';
export { decodeProof, encodeProof, PROOF_BYTES_MAX, type Proof, verifyProof } from './trie/proof.ts';
export { PINS_MAX, type PinnedVersion, VERSIONS_MAX } from './versions.ts';
export {
  decodeWitness,
  encodeWitness,
  openWitness,
  WITNESS_BYTES_MAX,
  WITNESS_ENTRIES_MAX,
  type Witness,
  type WitnessEntry,
  type WitnessRefusal,
  WitnessState,
  type WitnessStep,
  type WitnessTrust,
  witnessOf,
} from './witness.ts';
