/**
 * The part of the WebAssembly JavaScript interface that the engine uses, typed here because the project compiles
 * without the DOM library. Deliberately narrow: synchronous compilation, instances, and telling errors apart.
 * @module
 */

export type NativeModule = Readonly<{ nativeModule: never }>;
export type NativeInstance = Readonly<{ exports: Readonly<Record<string, unknown>> }>;
export type NativeMemory = Readonly<{ buffer: ArrayBuffer }>;
export type NativeGlobal<T> = { value: T };
/** A host call's eight numbers, or none (`instrument/layout.ts`). */
export type NativeImport = (
  id: number,
  returnAt: number,
  room: number,
  argsAt: number,
  argsLength: number,
  writtenAt: number,
  ticks: number,
  stack: number,
) => number;
export type NativeImports = Readonly<Record<string, Readonly<Record<string, NativeImport>>>>;

type WebAssemblyInterface = Readonly<{
  validate(bytes: Uint8Array): boolean;
  Module: new (bytes: Uint8Array) => NativeModule;
  Instance: new (module: NativeModule, imports: NativeImports) => NativeInstance;
  RuntimeError: new (message?: string) => Error;
  CompileError: new (message?: string) => Error;
}>;

export const webAssembly: WebAssemblyInterface = (
  globalThis as unknown as { WebAssembly: WebAssemblyInterface }
).WebAssembly;
