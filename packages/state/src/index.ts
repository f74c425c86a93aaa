export { createMemoryState, MemoryState, ORIGIN } from './memory.ts';
