/**
 * A place in a list of tokens, and the errors a parser raises there.
 * @module
 */
import type { SourcePosition } from './errors.ts';
import type { Tokens } from './lexer.ts';
import { END, haltProgram, INTEGER, NAME, positionOf, TOKEN_NAMES, tokenKind } from './lexer.ts';

/** Digits of an integer literal. Only `BigInt(…)` can be this long; its cost is the source's length. */
export const LITERAL_DIGITS_MAX = 20_000;
const INT_MAX = 9_223_372_036_854_775_807n;

export class TokenCursor {
  readonly #tokens: Tokens;
  #index = 0;

  constructor(tokens: Tokens) {
    this.#tokens = tokens;
  }

  get kind(): number {
    return this.#tokens.kinds[this.#index]!;
  }

  /** Kind of the token after this one; the end of input repeats. */
  get nextKind(): number {
    return this.#tokens.kinds[Math.min(this.#index + 1, this.#tokens.count - 1)]!;
  }

  /** Offset of this token, UTF-16 units. */
  get at(): number {
    return this.#tokens.starts[this.#index]!;
  }

  positionAt(offset: number): SourcePosition {
    return positionOf(this.#tokens.source, offset);
  }

  /** The text of this token; moves on. */
  take(): string {
    const text = this.#tokens.text(this.#index);
    if (this.kind !== END) this.#index += 1;
    return text;
  }

  takeIf(kind: number): boolean {
    if (this.kind !== kind) return false;
    this.#index += 1;
    return true;
  }

  expect(kind: number, what: string = quoted(kind)): void {
    if (!this.takeIf(kind)) this.unexpected(what);
  }

  expectName(): string {
    if (this.kind !== NAME) this.unexpected('a name');
    return this.take();
  }

  /** The text of a quoted literal without its quotes; escapes stay as written. */
  takeQuoted(): string {
    return this.take().slice(1, -1);
  }

  /** @param big whether the value may leave the 64-bit range */
  takeInteger(big: boolean): bigint {
    if (this.kind !== INTEGER) this.unexpected('an integer');
    const { at } = this;
    const digits = this.take();
    if (digits.length <= LITERAL_DIGITS_MAX) {
      const value = BigInt(digits);
      if (big || value <= INT_MAX) return value;
    }
    const position = this.positionAt(at);
    const where = `${position.line}:${position.column}`;
    haltProgram('source.integerOutOfRange', 'LexerError', `Integer out of range at ${where}`, position);
  }

  unexpected(expected: string): never {
    const position = this.positionAt(this.at);
    const found = this.kind === END ? 'end of input' : `'${this.#tokens.text(this.#index).slice(0, 40)}'`;
    haltProgram(
      'source.unexpectedToken',
      'SyntaxError',
      `Unexpected ${found} at ${position.line}:${position.column}, expected ${expected}`,
      position,
    );
  }
}

const quoted = (kind: number): string => `'${TOKEN_NAMES[kind]}'`;

/** The symbols and keywords the parser names, as they are written. */
const SIGNS = {
  bar: '|',
  open: '(',
  close: ')',
  comma: ',',
  commaClose: ',)',
  openBrace: '{',
  closeBrace: '}',
  openBracket: '[',
  closeBracket: ']',
  dot: '.',
  dots: '...',
  semicolon: ';',
  colon: ':',
  amp: '&',
  at: '@',
  underscore: '_',
  star: '*',
  equals: '=',
  arrow: '=>',
  send: '!',
  sendAll: '!!',
  ask: '!?',
  acknowledge: '?!',
  from: '<-',
  fromAll: '<=',
  peek: '<<-',
  tilde: '~',
  minus: '-',
  bigInt: 'BigInt(',
  if: 'if',
  else: 'else',
  new: 'new',
  in: 'in',
  contract: 'contract',
  for: 'for',
  select: 'select',
  match: 'match',
  bundle: 'bundle',
  bundle0: 'bundle0',
  bundleWrite: 'bundle+',
  bundleRead: 'bundle-',
  let: 'let',
  not: 'not',
  nil: 'Nil',
  true: 'true',
  false: 'false',
  set: 'Set',
} as const;

/** Their token kinds. */
export const T: Readonly<Record<keyof typeof SIGNS, number>> = Object.fromEntries(
  Object.entries(SIGNS).map(([name, text]) => [name, tokenKind(text)]),
) as Record<keyof typeof SIGNS, number>;
