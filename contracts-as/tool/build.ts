/**
 * Builds a contract: `<name>.proto` and `assembly/index.ts` become `build/<name>.wasm` and `build/<name>.abi`.
 *
 * The same sources give the same bytes on every machine: no paths, times or names of the environment enter them, and
 * the compiler is pinned. Module and ABI are written only if everything was right.
 * @module
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { makeAbi } from './abi.ts';
import { loadCompiler } from './compiler.ts';
import { checkFunctions, generateMain } from './generate-main.ts';
import { classNames, generateMessages } from './generate-messages.ts';
import { readInterface } from './interface.ts';
import { ContractBuildError, type Problem } from './problem.ts';

export type BuildOptions = Readonly<{
  /**
   * Only instructions of WebAssembly 1.0, for nodes whose engine knows no sign extension and bulk memory (Koinos' own).
   * Default: false, because `wasm/1` has both, and a copied address is one instruction instead of a loop.
   */
  mvp?: boolean;
  /** Where to write. Default: `build` in the contract's directory. */
  outDirectory?: string;
}>;

export type BuiltContract = Readonly<{
  name: string;
  wasm: Uint8Array;
  /** ABI as JSON text. */
  abi: string;
  wasmPath: string;
  abiPath: string;
}>;

/** This package: where `@ashlar/contracts-as/...` imports of contracts are read from. */
const PACKAGE = resolve(import.meta.dirname, '..');
const KIT_IMPORT = /(?:^|\/)@ashlar\/contracts-as\/(kit\/assembly\/[\w-]+\.ts)$/;
/** Category of the compiler's diagnostics that stop it. */
const CATEGORY_ERROR = 3;
/** 512 pages of 64 KiB: what engines grant at most. */
const MEMORY_PAGES_MAX = 512;

/**
 * @param directory of the contract: one `.proto` file with a service, and `assembly/index.ts`
 * @throws ContractBuildError with every problem found, each with file and line
 */
export async function buildContract(directory: string, options: BuildOptions = {}): Promise<BuiltContract> {
  const proto = findProto(directory);
  const contract = readInterface(directory, proto);
  const problems: Problem[] = [];
  const names = classNames(contract, problems);
  const sourcePath = 'assembly/index.ts';
  if (!existsSync(join(directory, sourcePath)))
    throw new ContractBuildError([{ file: sourcePath, line: 0, message: 'is missing' }]);
  const source = { path: sourcePath, text: readFileSync(join(directory, sourcePath), 'utf8') };
  checkFunctions(contract, names, source, problems);
  if (problems.length > 0) throw new ContractBuildError(problems);
  const out = options.outDirectory ?? join(directory, 'build');
  const generated = new Map([
    ['build/generated/messages.ts', generateMessages(contract, names)],
    ['build/generated/main.ts', generateMain(contract, names)],
  ]);
  // Written before compiling, so that an editor knows them while the author mends the rest.
  mkdirSync(join(out, 'generated'), { recursive: true });
  for (const [path, text] of generated) writeFileSync(join(out, path.slice('build/'.length)), text);
  const wasm = await compileModule(directory, 'build/generated/main.ts', options, generated);
  const abi = makeAbi(contract);
  const wasmPath = join(out, `${contract.name}.wasm`);
  const abiPath = join(out, `${contract.name}.abi`);
  writeFileSync(wasmPath, wasm);
  writeFileSync(abiPath, abi);
  return { name: contract.name, wasm, abi, wasmPath, abiPath };
}

function findProto(directory: string): string {
  if (!existsSync(directory))
    throw new ContractBuildError([{ file: directory, line: 0, message: 'no such directory' }]);
  const candidates = readdirSync(directory)
    .filter((name) => name.endsWith('.proto'))
    .sort()
    .filter((name) => /^\s*service\s/m.test(readFileSync(join(directory, name), 'utf8')));
  if (candidates.length === 1) return candidates[0]!;
  const message =
    candidates.length === 0
      ? 'has no .proto file with a service'
      : `has several .proto files with a service: ${candidates.join(', ')}`;
  throw new ContractBuildError([{ file: directory, line: 0, message }]);
}

/**
 * The kit's arena takes the place of the compiler's runtime without a collector. (A runtime given by path would be
 * treated as a collecting one, with a shadow stack of 32 KiB and code to maintain it around every reference.)
 */
const RUNTIME_FILE = 'rt/index-stub';

/**
 * The module of one source file, without interface, dispatch or kit. For contracts, use `buildContract`.
 * @param generated sources that take precedence over files, by path relative to `directory`
 * @throws ContractBuildError
 */
export async function compileModule(
  directory: string,
  entry: string,
  options: BuildOptions = {},
  generated: ReadonlyMap<string, string> = new Map(),
): Promise<Uint8Array> {
  const asc = await loadCompiler();
  const problems: Problem[] = [];
  let wasm: Uint8Array | undefined;
  const lines = new Map<string, string>();
  const flags = [
    entry,
    '--outFile=contract.wasm',
    '--runtime=stub',
    '--exportStart=_start',
    '--use=abort=',
    '--initialMemory=1',
    `--maximumMemory=${MEMORY_PAGES_MAX}`,
    '--optimizeLevel=3',
    '--shrinkLevel=1',
    '--converge',
    '--noAssert',
    '--disable=nontrapping-f2i',
    ...(options.mvp === true ? ['--disable=sign-extension', '--disable=bulk-memory'] : []),
  ];
  asc.libraryFiles[RUNTIME_FILE] = readFileSync(join(PACKAGE, 'kit', 'assembly', 'runtime.ts'), 'utf8');
  const stderr = asc.createMemoryStream();
  const { error } = await asc.main(flags, {
    stdout: asc.createMemoryStream(),
    stderr,
    readFile: (name) => {
      const text = readSource(directory, name, generated);
      if (text !== null) lines.set(name, text);
      return text;
    },
    writeFile: (_name, contents) => {
      if (typeof contents !== 'string') wasm = Uint8Array.from(contents);
    },
    listFiles: () => null,
    reportDiagnostic: ({ message, category, range }) => {
      if (category !== CATEGORY_ERROR) return;
      const file = range?.source?.normalizedPath ?? '';
      const text = lines.get(file) ?? readSource(directory, file, generated) ?? '';
      const line = range === null ? 0 : text.slice(0, range.start).split('\n').length;
      problems.push({ file: file === '' ? 'assembly' : file, line, message });
    },
  });
  if (error !== null || wasm === undefined) {
    if (problems.length > 0) throw new ContractBuildError(problems);
    throw new ContractBuildError([
      { file: 'assembly', line: 0, message: `${error?.message ?? ''} ${stderr.toString()}` },
    ]);
  }
  return wasm;
}

/** Contract sources come from the contract, the kit from this package, wherever the contract lies. */
function readSource(directory: string, name: string, generated: ReadonlyMap<string, string>): string | null {
  const path = relative(directory, resolve(directory, name)).replaceAll('\\', '/');
  const made = generated.get(path);
  if (made !== undefined) return made;
  const kit = KIT_IMPORT.exec(path);
  const file = kit === null ? join(directory, path) : join(PACKAGE, kit[1]!);
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}
