/**
 * What is wrong with a contract's sources, and where. Collected, so that one build reports all of them.
 * @module
 */

/** `line` counts from 1; 0 when the whole file is meant. */
export type Problem = Readonly<{ file: string; line: number; message: string }>;

/** The contract cannot be built; nothing was written. */
export class ContractBuildError extends Error {
  override readonly name = 'ContractBuildError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(formatProblem).join('\n'));
    this.problems = problems;
  }
}

/** `file:line: message`, as editors and terminals make clickable. */
export function formatProblem({ file, line, message }: Problem): string {
  return line === 0 ? `${file}: ${message}` : `${file}:${line}: ${message}`;
}

/** The line, from 1, of the first match of `pattern` in `text`; 0 if there is none. */
export function lineOf(text: string, pattern: RegExp): number {
  const found = pattern.exec(text);
  return found === null ? 0 : text.slice(0, found.index + found[0].search(/\S/)).split('\n').length;
}
