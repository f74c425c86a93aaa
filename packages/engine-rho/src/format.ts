/**
 * Source text in one layout: what stands between tokens is written anew, the tokens and comments are not touched.
 *
 * Lines end where their author ended them. Each is indented by the brackets that were open before it (those that opened on
 * one line count once), and tokens of a line stand apart by one space or none. So a formatted program means what it meant,
 * and formatting it again changes nothing.
 * @module
 */
import type { Result } from '@ashlar/base';
import { accept } from '@ashlar/base';
import type { ProgramRefusal } from './errors.ts';
import { spaceBetween } from './format-spacing.ts';
import type { Dialect, Tokens } from './lexer.ts';
import { END, tokenize, tokenKind } from './lexer.ts';
import { parse } from './parser.ts';
import { T } from './token-cursor.ts';

const INDENT = '  ';
/** Deeper lines are indented no further: text must not grow with the square of its nesting. */
export const INDENT_LEVELS_MAX = 40;

const OPENERS = new Set([T.open, T.openBrace, T.openBracket, T.bigInt]);
const CLOSERS = new Set([T.close, T.closeBrace, T.closeBracket, T.commaClose]);
/** At the end of a line they say that the next one belongs to it; at the beginning, that it belongs to the former. */
const JOINING = new Set(
  ['or', '||', 'and', '&&', 'matches', '==', '!=', '<', '<=', '>', '>=', '+', '-', '++', '--']
    .concat(['*', '/', '%', '%%', '\\/', '/\\', '=>', '=', '<-', '<<-', '!', '!!', '!?', '.'])
    .map(tokenKind),
);
/** Words and signs that begin a process or a pattern as well: at the beginning of a line they join nothing. */
const BEGINNING = new Set([T.star, T.minus, T.equals]);

/** A token with what its author put before it. */
type Piece = Readonly<{
  kind: number;
  text: string;
  /** Lines begun since the piece before: 0, 1, or 2 for more. */
  breaks: number;
}>;
/** The kind of a comment, which no token has. */
const COMMENT = -1;

/** @returns the source in one layout, or why it is no program */
export function formatSource(source: string, dialect: Dialect = '1.1'): Result<string, ProgramRefusal> {
  const parsed = parse(source, dialect);
  if (!parsed.ok) return parsed;
  return accept(new Layout(piecesOf(tokenize(source, dialect))).write());
}

function piecesOf(tokens: Tokens): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (let index = 0; index < tokens.count; index++) {
    const breaks = readGap(tokens.source.slice(from, tokens.starts[index]), pieces);
    from = tokens.ends[index]!;
    const kind = tokens.kinds[index]!;
    if (kind !== END) pieces.push({ kind, text: tokens.text(index), breaks });
  }
  return pieces;
}

/** Adds the comments of a text between two tokens; returns the line breaks after the last. */
function readGap(gap: string, pieces: Piece[]): number {
  let breaks = 0;
  for (const [text] of gap.matchAll(/\n|\/\/[^\n]*|\/\*[\s\S]*?\*\//g)) {
    if (text === '\n') breaks = Math.min(2, breaks + 1);
    else {
      pieces.push({ kind: COMMENT, text: text.trimEnd(), breaks });
      breaks = 0;
    }
  }
  return breaks;
}

/** Of each piece: itself, or the first token after a comment; a comment at the end has none after it. */
function followingTokens(pieces: readonly Piece[]): readonly Piece[] {
  const following: Piece[] = [];
  let next: Piece | undefined;
  for (const piece of pieces.toReversed()) {
    if (piece.kind !== COMMENT) next = piece;
    following.push(next ?? piece);
  }
  return following.reverse();
}

class Layout {
  readonly #pieces: readonly Piece[];
  readonly #out: string[] = [];
  /** Of each open bracket, the indentation of the line it is on. */
  readonly #open: Readonly<{ kind: number; indent: number }>[] = [];
  /** `new` and `let` whose `in` has not come: how many brackets were open, and the indentation of their line. */
  readonly #heads: Readonly<{ depth: number; indent: number }>[] = [];
  #lineIndent = 0;
  /** The token before, comments left out. */
  #last = END;

  constructor(pieces: readonly Piece[]) {
    this.#pieces = pieces;
  }

  write(): string {
    const spaces = spaceBetween(this.#pieces.filter(({ kind }) => kind !== COMMENT));
    const following = followingTokens(this.#pieces);
    let token = 0;
    for (const [index, piece] of this.#pieces.entries()) {
      const before = this.#pieces[index - 1];
      const isComment = piece.kind === COMMENT;
      const isApart = isComment || before?.kind === COMMENT || spaces[token] === true;
      if (before === undefined) this.#startLine(piece, following[index]!, 0);
      else if (piece.breaks > 0) this.#startLine(piece, following[index]!, this.#breaksBefore(before, piece));
      else if (isApart) this.#out.push(' ');
      this.#out.push(piece.text);
      if (isComment) continue;
      this.#follow(piece.kind);
      token += 1;
    }
    if (this.#out.length > 0) this.#out.push('\n');
    return this.#out.join('');
  }

  /** No empty line after an opening bracket, nor before a closing one. */
  #breaksBefore(before: Piece, { kind, breaks }: Piece): number {
    return OPENERS.has(before.kind) || CLOSERS.has(kind) ? 1 : breaks;
  }

  /** @param next the token itself, or the one after a comment, which stands where that stands */
  #startLine(piece: Piece, next: Piece, breaks: number): void {
    this.#out.push('\n'.repeat(breaks));
    const isInside = piece.kind === COMMENT && CLOSERS.has(next.kind);
    const outer = this.#open.at(-1);
    if (CLOSERS.has(piece.kind)) this.#lineIndent = outer!.indent;
    else {
      const isFurther = !isInside && this.#continues(next, outer?.kind);
      this.#lineIndent = (outer === undefined ? 0 : outer.indent + 1) + (isFurther ? 1 : 0);
    }
    this.#out.push(INDENT.repeat(Math.min(this.#lineIndent, INDENT_LEVELS_MAX)));
  }

  /** Whether a line that begins with the token belongs to the one before; all do within `(` and `[`. */
  #continues({ kind }: Piece, outer: number | undefined): boolean {
    if (this.#heads.at(-1)?.depth === this.#open.length) return kind !== T.in;
    if (outer !== undefined && outer !== T.openBrace) return false;
    return JOINING.has(this.#last) || (JOINING.has(kind) && !BEGINNING.has(kind));
  }

  #follow(kind: number): void {
    const indent = this.#lineIndent;
    if (OPENERS.has(kind)) this.#open.push({ kind, indent });
    else if (kind === T.new || kind === T.let) this.#heads.push({ depth: this.#open.length, indent });
    // What opens after them on their line belongs to the line where they were opened.
    else if (CLOSERS.has(kind)) this.#lineIndent = this.#open.pop()!.indent;
    else if (kind === T.in) this.#lineIndent = this.#heads.pop()!.indent;
    this.#last = kind;
  }
}
