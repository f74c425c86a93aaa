export type { Checkpoint, CheckpointChange, CheckpointHead } from './durable/checkpoint.ts';
export type { Disk, DiskFile } from './durable/disk.ts';
export type { StateConfig, StateParts, StatePorts } from './durable/state.ts';
export { DurableState, openState, openStateOn, STATE_CONFIG } from './durable/state.ts';
export { createMemoryState, MemoryState, ORIGIN } from './memory.ts';
export { LmdbRecords, openRecords, RECORD_KEY_BYTES_MAX } from './records/lmdb-records.ts';
export { MemoryRecords } from './records/memory-records.ts';
