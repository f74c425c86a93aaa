/**
 * System processes: what programs reach through urns instead of through Rholang (`spec/rholang.md` 6.1).
 *
 * Each is installed as a persistent receive on a fixed channel. Arguments of a shape it does not know are a refusal of
 * the program, never a failure of the node.
 * @module
 */
import { bindPattern, freeVar, par1, privateName } from './build.ts';
import { NO_REMAINDER, type Term } from './term.ts';

/** What a process may do: answer on a name it was given. */
export type Reply = (channel: Term, values: readonly Term[]) => void;

export type SystemProcess = Readonly<{
  urn: string;
  /** The fixed channel is the unforgeable name of this one byte. */
  channel: number;
  /** Number in stored continuations. */
  reference: number;
  /** A send with another count of values stays in the tuple space. */
  arity: number;
  /** What it takes beyond looking at its arguments, in nanoseconds of `WORK`. */
  work?: number;
  /** No urn of a program leads to it unless the caller of the reducer says so. */
  isPrivileged?: true;
  run(args: readonly Term[], reply: Reply): void;
}>;

export const fixedChannel = (channel: number): Term => par1(privateName(new Uint8Array([channel])));

/** The pattern a process waits with: `arity` variables. */
export function arityPattern(arity: number): Term {
  const variables = Array.from({ length: arity }, (_, level) => par1(freeVar(level)));
  return bindPattern(variables, NO_REMAINDER, arity);
}
