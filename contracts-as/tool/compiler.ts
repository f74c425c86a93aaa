/**
 * The AssemblyScript compiler, loaded when first needed, and the little of it that is used here.
 *
 * Its own declarations are not used: they replace global names such as `console` in the whole program.
 * @module
 */

export type Diagnostic = Readonly<{
  message: string;
  code: number;
  /** 0 pedantic, 1 info, 2 warning, 3 error. */
  category: number;
  range: Readonly<{
    start: number;
    end: number;
    source: Readonly<{ normalizedPath: string }> | null;
  }> | null;
}>;

export type Compiler = Readonly<{
  /** Sources of the standard library by path without `.ts`; what is put here is compiled in its place. */
  libraryFiles: Record<string, string>;
  createMemoryStream(): { toString(): string };
  main(
    flags: readonly string[],
    io: Readonly<{
      stdout: unknown;
      stderr: unknown;
      readFile(name: string, baseDirectory: string): string | null;
      writeFile(name: string, contents: string | Uint8Array, baseDirectory: string): void;
      listFiles(directory: string, baseDirectory: string): readonly string[] | null;
      reportDiagnostic(diagnostic: Diagnostic): void;
    }>,
  ): Promise<Readonly<{ error: Error | null }>>;
}>;

const SPECIFIER: string = 'assemblyscript/asc';

/** Takes about 0.3 s the first time. */
export async function loadCompiler(): Promise<Compiler> {
  const module: { default: Compiler } = await import(SPECIFIER);
  return module.default;
}
