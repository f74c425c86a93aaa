/**
 * Source text to tokens, by maximal munch (`spec/rholang.md` 2.1).
 *
 * Tokens live in typed arrays, not objects: kind, start, end. Several are wider than they look (`,)`, `bundle+`,
 * `BigInt(`, `<<-`), as in RChain's grammar. Escapes are recognised, never translated: a value keeps its backslashes.
 * @module
 */
import type { ProgramRefusal, ProgramRefusalCode, SourcePosition } from './errors.ts';
import { Halt } from './errors.ts';

/** Longest source, in UTF-16 units. RChain bounds it by phlo alone; so does ours below this. */
export const SOURCE_UNITS_MAX = 4_194_304;

/** `1.1` is the living dialect; in `1.0`, `;` in a `for` joins, and `let` and `BigInt` are plain names. */
export type Dialect = '1.0' | '1.1';

const SYMBOLS = [
  ['...', '<<-', 'bundle+', 'bundle-', 'BigInt('],
  [',)', '||', '!!', '!?', '?!', '!=', '<=', '<-', '>=', '==', '=>', '++', '--', '%%', '/\\', '\\/', '&&'],
  [
    '|',
    '(',
    ')',
    ',',
    '{',
    '}',
    '[',
    ']',
    '.',
    ';',
    '!',
    '<',
    '>',
    '=',
    '+',
    '-',
    '*',
    '/',
    '%',
    '~',
    '&',
    ':',
  ],
  ['@', '_'],
].flat();
const KEYWORDS = [
  ...[
    'if',
    'else',
    'new',
    'in',
    'contract',
    'for',
    'select',
    'match',
    'bundle',
    'bundle0',
    'let',
    'or',
    'and',
  ],
  ...['matches', 'not', 'Nil', 'true', 'false', 'Bool', 'Int', 'BigInt', 'String', 'Uri', 'ByteArray', 'Set'],
];
const CLASSES = ['end of input', 'name', 'integer', 'string', 'uri'];

/** What each token kind is called; a kind is an index into this list. */
export const TOKEN_NAMES: readonly string[] = [...CLASSES, ...SYMBOLS, ...KEYWORDS];
const kindByText: ReadonlyMap<string, number> = new Map(TOKEN_NAMES.map((name, kind) => [name, kind]));

/** The kind of a symbol or keyword, by its text. Unknown text is a mistake of this package, found at load. */
export function tokenKind(text: string): number {
  const kind = kindByText.get(text);
  if (kind === undefined) throw new RangeError(text);
  return kind;
}
export const END = 0;
export const NAME = 1;
export const INTEGER = 2;
export const STRING = 3;
export const URI = 4;

export class Tokens {
  readonly source: string;
  readonly count: number;
  readonly kinds: Uint8Array;
  /** Offsets into `source`, UTF-16 units; a token's text is `[start, end)`. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;

  constructor(source: string, kinds: readonly number[], starts: readonly number[], ends: readonly number[]) {
    this.source = source;
    this.count = kinds.length;
    this.kinds = new Uint8Array(kinds);
    this.starts = new Uint32Array(starts);
    this.ends = new Uint32Array(ends);
  }

  text(index: number): string {
    return this.source.slice(this.starts[index], this.ends[index]);
  }
}

export function positionOf(source: string, offset: number): SourcePosition {
  let line = 1;
  let start = 0;
  for (let at = source.indexOf('\n'); at !== -1 && at < offset; at = source.indexOf('\n', start)) {
    line += 1;
    start = at + 1;
  }
  return { line, column: offset - start + 1 };
}

/** `name` is RChain's class of the error. */
export function haltProgram(
  code: ProgramRefusalCode,
  name: string,
  message: string,
  position: SourcePosition | undefined,
): never {
  const refusal: ProgramRefusal = { code, name, message, position };
  throw new Halt(refusal);
}

function haltAt(source: string, offset: number, code: ProgramRefusalCode, what: string): never {
  const position = positionOf(source, offset);
  haltProgram(code, 'LexerError', `${what} at ${position.line}:${position.column}`, position);
}

const symbolsByFirst: ReadonlyMap<number, readonly (readonly [string, number])[]> = groupSymbols();

function groupSymbols(): Map<number, (readonly [string, number])[]> {
  const groups = new Map<number, (readonly [string, number])[]>();
  for (const symbol of SYMBOLS.toSorted((a, b) => b.length - a.length)) {
    const first = symbol.charCodeAt(0);
    const group = groups.get(first) ?? [];
    group.push([symbol, tokenKind(symbol)]);
    groups.set(first, group);
  }
  return groups;
}

/** The longest symbol that begins here with `unit`, and its kind. */
function symbolAt(source: string, at: number, unit: number): readonly [string, number] | undefined {
  for (const symbol of symbolsByFirst.get(unit) ?? [])
    if (symbol[0].length === 1 || source.startsWith(symbol[0], at)) return symbol;
  return undefined;
}

const isDigit = (unit: number): boolean => unit >= 48 && unit <= 57;
const isNameStart = (unit: number): boolean =>
  (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90) || unit === 39;
const isNamePart = (unit: number): boolean => isNameStart(unit) || isDigit(unit) || unit === 95;
const isSpace = (unit: number): boolean => unit === 32 || (unit >= 9 && unit <= 13);

const BIG_INT_OPEN = tokenKind('BigInt(');
const KEYWORD_MIN = CLASSES.length + SYMBOLS.length;

/** Throws `Halt<ProgramRefusal>` on text that is not made of tokens. The last token is `END`. */
export function tokenize(source: string, dialect: Dialect): Tokens {
  if (source.length > SOURCE_UNITS_MAX)
    haltProgram(
      'source.tooLong',
      'LexerError',
      `source longer than ${SOURCE_UNITS_MAX} characters`,
      undefined,
    );
  const kinds: number[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (;;) {
    at = skipBlank(source, at);
    if (at >= source.length) break;
    const unit = source.charCodeAt(at);
    let kind: number;
    let end: number;
    if (isNameStart(unit) || (unit === 95 && isNamePart(source.charCodeAt(at + 1)))) {
      [kind, end] = wordAt(source, at, dialect);
    } else if (isDigit(unit)) {
      kind = INTEGER;
      end = at + 1;
      while (isDigit(source.charCodeAt(end))) end += 1;
    } else if (unit === 34) {
      kind = STRING;
      end = literalEnd(source, at, '"', '"\\nt');
    } else if (unit === 96) {
      kind = URI;
      end = literalEnd(source, at, '`', '`\\');
    } else {
      const symbol = symbolAt(source, at, unit);
      if (symbol === undefined)
        haltAt(source, at, 'source.illegalCharacter', `Illegal character ${JSON.stringify(source[at])}`);
      kind = symbol[1];
      end = at + symbol[0].length;
    }
    kinds.push(kind);
    starts.push(at);
    ends.push(end);
    at = end;
  }
  kinds.push(END);
  starts.push(source.length);
  ends.push(source.length);
  return new Tokens(source, kinds, starts, ends);
}

/** A name, a keyword, or one of the tokens that begin like a word and end in a sign. */
function wordAt(source: string, at: number, dialect: Dialect): readonly [kind: number, end: number] {
  let end = at + 1;
  while (isNamePart(source.charCodeAt(end))) end += 1;
  const word = source.slice(at, end);
  if (dialect === '1.0' && (word === 'let' || word === 'BigInt')) return [NAME, end];
  if (word === 'BigInt' && source[end] === '(') return [BIG_INT_OPEN, end + 1];
  if (word === 'bundle' && (source[end] === '+' || source[end] === '-'))
    return [tokenKind(`bundle${source[end]}`), end + 1];
  const keyword = kindByText.get(word);
  return [keyword !== undefined && keyword >= KEYWORD_MIN ? keyword : NAME, end];
}

function skipBlank(source: string, from: number): number {
  let at = from;
  for (;;) {
    while (isSpace(source.charCodeAt(at))) at += 1;
    if (source.startsWith('//', at)) {
      const end = source.indexOf('\n', at);
      at = end === -1 ? source.length : end + 1;
    } else if (source.startsWith('/*', at)) {
      const end = source.indexOf('*/', at + 2);
      if (end === -1) haltAt(source, at, 'source.unterminatedLiteral', 'Comment without end');
      at = end + 2;
    } else {
      return at;
    }
  }
}

function literalEnd(source: string, from: number, quote: string, escapes: string): number {
  for (let at = from + 1; at < source.length; at++) {
    const sign = source[at]!;
    if (sign === quote) return at + 1;
    if (sign !== '\\') continue;
    at += 1;
    if (at < source.length && !escapes.includes(source[at]!))
      haltAt(
        source,
        at - 1,
        'source.badEscape',
        `Unknown escape ${JSON.stringify(source.slice(at - 1, at + 1))}`,
      );
  }
  haltAt(source, from, 'source.unterminatedLiteral', `Literal without closing ${quote}`);
}
