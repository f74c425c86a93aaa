/**
 * Contracts as they were built: from `build/` of a contract's directory.
 * @module
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @throws Error unless there is exactly one module; `abi` is undefined for modules built without an interface */
export function loadBuilt(directory: string): Readonly<{ wasm: Uint8Array; abi: string | undefined }> {
  const build = join(directory, 'build');
  const names = existsSync(build) ? readdirSync(build).filter((name) => name.endsWith('.wasm')) : [];
  if (names.length !== 1) throw new Error(`${build} has ${names.length} modules: build the contract first`);
  const wasmPath = join(build, names[0]!);
  const abiPath = wasmPath.replace(/\.wasm$/, '.abi');
  return {
    wasm: Uint8Array.from(readFileSync(wasmPath)),
    abi: existsSync(abiPath) ? readFileSync(abiPath, 'utf8') : undefined,
  };
}
