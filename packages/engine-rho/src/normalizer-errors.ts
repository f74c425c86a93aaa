/**
 * What the normalizer refuses, in RChain's words (`spec/rholang.md` 2.3, 2.8). Offsets become positions here.
 * @module
 */
import type { ProgramRefusalCode } from './errors.ts';
import { haltProgram, positionOf } from './lexer.ts';
import type { FreeVariables, Sort } from './scope.ts';

const SIGNS = {
  conjunction: '/\\ (conjunction)',
  disjunction: '\\/ (disjunction)',
  negation: '~ (negation)',
} as const;

/** Offenders an error lists: finding a place costs the length of the source. */
const LISTED_MAX = 16;

export class NormalizerErrors {
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
  }

  notSupported(at: number): never {
    this.#halt(
      'source.notSupported',
      'UnrecognizedNormalizerError',
      'Compilation of construct not yet supported.',
      at,
    );
  }

  tooLarge(): never {
    haltProgram(
      'program.tooLarge',
      'NormalizerError',
      'The program binds too many variables too deeply.',
      undefined,
    );
  }

  /** A variable of sort `bound` used as the other sort. */
  wrongContext(name: string, bound: Sort, boundAt: number, at: number): never {
    const places = `${this.#place(boundAt)} used in`;
    if (bound === 'name')
      this.#halt(
        'program.nameInProcessPosition',
        'UnexpectedProcContext',
        `Name variable: ${name} at ${places} process context at ${this.#place(at)}`,
        at,
      );
    this.#halt(
      'program.processInNamePosition',
      'UnexpectedNameContext',
      `Proc variable: ${name} at ${places} Name context at ${this.#place(at)}`,
      at,
    );
  }

  boundTwice(name: string, sort: Sort, first: number, second: number): never {
    const text = `Free variable ${name} is used twice as a binder (at ${this.#place(first)} and ${this.#place(second)})`;
    if (sort === 'name')
      this.#halt(
        'program.nameBoundTwice',
        'UnexpectedReuseOfNameContextFree',
        `${text} in name context.`,
        second,
      );
    this.#halt(
      'program.processBoundTwice',
      'UnexpectedReuseOfProcContextFree',
      `${text} in process context.`,
      second,
    );
  }

  unboundReference(name: string, at: number): never {
    const message = `Variable reference: =${name} at ${this.#place(at)} is unbound.`;
    this.#halt('program.unboundVariableRef', 'UnboundVariableRef', message, at);
  }

  bundleContent(what: string, at: number): never {
    const message = `Illegal ${what} in bundle at position: ${this.#place(at)}.`;
    this.#halt('program.bundleContent', 'UnexpectedBundleContent', message, at);
  }

  sameChannel(at: number): never {
    const message = `Receiving on the same channels is currently not allowed (at ${this.#place(at)}).`;
    this.#halt('program.sameChannelTwice', 'ReceiveOnSameChannelsError', message, at);
  }

  /** Patterns of a receive may be conjunctions, but neither disjunctions nor negations. */
  checkReceivePattern(free: FreeVariables): void {
    const wrong = free.connectives.filter(({ kind }) => kind === 'disjunction' || kind === 'negation');
    if (wrong.length === 0) return;
    const list = this.#list(wrong.map(({ kind, at }) => ({ text: SIGNS[kind], at })));
    const message = `Invalid pattern in the receive: ${list}. Only logical AND is allowed.`;
    this.#halt('program.receivePattern', 'PatternReceiveError', message, wrong[0]!.at);
  }

  /** A whole program has no free variable, wildcard or connective at its top. */
  checkClosed(free: FreeVariables): void {
    const refuseAll = (
      code: ProgramRefusalCode,
      name: string,
      what: string,
      items: readonly Readonly<{ text: string; at: number }>[],
    ): void => {
      if (items.length === 0) return;
      this.#halt(code, name, `Top level ${what} are not allowed: ${this.#list(items)}.`, items[0]!.at);
    };
    refuseAll(
      'program.topLevelConnectives',
      'TopLevelLogicalConnectivesNotAllowedError',
      'logical connectives',
      free.connectives.map(({ kind, at }) => ({ text: SIGNS[kind], at })),
    );
    refuseAll(
      'program.topLevelWildcards',
      'TopLevelWildcardsNotAllowedError',
      'wildcards',
      free.wildcards.map((at) => ({ text: '_ (wildcard)', at })),
    );
    refuseAll(
      'program.topLevelFreeVariables',
      'TopLevelFreeVariablesNotAllowedError',
      'free variables',
      free.bindings.map(({ name, at }) => ({ text: name, at })),
    );
  }

  #list(items: readonly Readonly<{ text: string; at: number }>[]): string {
    const listed = items.slice(0, LISTED_MAX).map(({ text, at }) => `${text} at ${this.#place(at)}`);
    return [...listed, ...(items.length > LISTED_MAX ? [`and ${items.length - LISTED_MAX} more`] : [])].join(
      ', ',
    );
  }

  #place(at: number): string {
    const { line, column } = positionOf(this.#source, at);
    return `${line}:${column}`;
  }

  #halt(code: ProgramRefusalCode, name: string, message: string, at: number): never {
    haltProgram(code, name, message, positionOf(this.#source, at));
  }
}
