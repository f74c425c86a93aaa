/**
 * The part of the WebAssembly JavaScript interface that the engine uses, typed here because the project compiles
 * without the DOM library. Deliberately narrow: synchronous compilation, instances, and telling errors apart.
 * @module
 */

export type NativeModule = Readonly<{ nativeModule: never }>;
export type NativeInstance = Readonly<{ exports: Readonly<Record<string, unknown>> }>;
export type NativeMemory = Readonly<{ buffer: ArrayBuffer }>;
export type NativeGlobal<T> = { value: T };
export type NativeImports = Readonly<
  Record<string, Readonly<Record<string, (...values: number[]) => number>>>
>;

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
