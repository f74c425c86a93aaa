export { createMemoryState, MemoryState, ORIGIN } from './memory.ts';
export { LmdbRecords, openRecords, RECORD_KEY_BYTES_MAX } from './records/lmdb-records.ts';
export { MemoryRecords } from './records/memory-records.ts';
