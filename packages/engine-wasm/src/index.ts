export type { WasmEngineConfig } from './engine.ts';
export { openWasmEngine, WASM_ENGINE_CONFIG, WASM_ENGINE_ID, WasmProgram } from './engine.ts';
export type { MemoryPrices } from './instrument/layout.ts';
export {
  KOINOS_MEMORY_PRICES,
  PAGE_TICKS_MAX,
  STACK_FRAMES_MAX,
  STACK_SLOTS_MAX,
} from './instrument/layout.ts';
export { INSUFFICIENT_RETURN_BUFFER } from './machine.ts';
export { decodeModule } from './module/decode.ts';
export type { CodeReason } from './module/reader.ts';
export { TRAP } from './outcome.ts';
