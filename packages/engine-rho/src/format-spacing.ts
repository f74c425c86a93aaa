/**
 * Which tokens of a line stand apart (`format.ts`): a table of what sticks to what, and the few places where that depends on
 * more than the two tokens, such as `*` and `-`, which are operators after an operand and signs before one.
 * @module
 */
import { NAME, TOKEN_NAMES, tokenize, tokenKind, URI } from './lexer.ts';
import { T } from './token-cursor.ts';

type Lexeme = Readonly<{ kind: number; text: string }>;

const kinds = (...texts: readonly string[]): ReadonlySet<number> => new Set(texts.map(tokenKind));
const SENDS = kinds('!', '!!', '!?');
/** Nothing before them. */
const TIGHT_BEFORE = kinds(',', ')', ',)', ']', ';', '.', ':', '!', '!!', '!?', '?!');
/** Nothing after them. */
const TIGHT_AFTER = kinds(
  '(',
  '[',
  '@',
  '~',
  'BigInt(',
  '...',
  '!',
  '!!',
  '!?',
  'bundle+',
  'bundle-',
  'bundle0',
);
/** Signs when no operand is before them. */
const SIGNS = kinds('*', '-');
/** An expression can end with them, beside names and literals (kinds up to `URI`). */
const ENDING = kinds(
  ...[')', ',)', ']', '}', '_', 'Nil', 'true', 'false'],
  ...'Bool Int BigInt String Uri ByteArray'.split(' '),
);
/** After them `{` begins a process; elsewhere a map, a pattern or a quotation, unless an operand is before it. */
const BLOCK_AFTER = kinds('in', 'else', '=>', '|', '=', 'select');

/** @returns for each token whether a space is before it, if it does not begin a line */
export function spaceBetween(tokens: readonly Lexeme[]): readonly boolean[] {
  const spacing = new Spacing(tokens);
  return tokens.map((_, index) => spacing.next(index));
}

class Spacing {
  readonly #tokens: readonly Lexeme[];
  /** Of each open bracket: whether it is a block's, and whether it holds the condition of an `if`. */
  readonly #open: { isBlock: boolean; isCondition: boolean }[] = [];
  readonly #merging = new Map<number, boolean>();
  /** Brackets that were open at a `contract` whose parameters have not come; -1: none. */
  #head = -1;
  /** The token before ended an operand, or is a sign of the next. */
  #isOperand = false;
  #isSign = false;
  /** The last bracket that closed. */
  #closed = { isBlock: false, isCondition: false };

  constructor(tokens: readonly Lexeme[]) {
    this.#tokens = tokens;
  }

  /** To be asked for each token in order. */
  next(index: number): boolean {
    const [before, token] = [this.#tokens[index - 1], this.#tokens[index]!];
    const isBlock = token.kind === T.openBrace && this.#beginsBlock(before, index);
    const closes = token.kind === T.closeBrace ? this.#open.at(-1) : undefined;
    const isApart = before !== undefined && this.#isApart(before, index, isBlock || closes?.isBlock === true);
    this.#follow(before, index, isBlock);
    return isApart || (before !== undefined && this.#merge(before, token));
  }

  #beginsBlock(before: Lexeme | undefined, index: number): boolean {
    const [first, second] = [this.#tokens[index + 1], this.#tokens[index + 2]];
    if (first?.kind === T.dots || second?.kind === T.colon) return false; // A map.
    if (before === undefined || BLOCK_AFTER.has(before.kind) || this.#isOperand) return true;
    return this.#closed.isCondition && before.kind === T.close;
  }

  #isApart(before: Lexeme, index: number, isBlock: boolean): boolean {
    const { kind } = this.#tokens[index]!;
    if (before.kind === T.openBrace)
      return kind !== T.closeBrace && (this.#open.at(-1)?.isBlock === true || isBlock);
    if (kind === T.closeBrace) return isBlock;
    if (before.kind === T.dot) return kind !== NAME;
    if (TIGHT_BEFORE.has(kind) || TIGHT_AFTER.has(before.kind) || before.kind === T.bundle || this.#isSign)
      return false;
    if (kind === T.open) return !this.#isCall(before, index);
    return true;
  }

  /** Whether the bracket belongs to the token before: parameters, arguments, a urn. */
  #isCall(before: Lexeme, index: number): boolean {
    if (this.#isParameters(before) || before.kind === T.set || SENDS.has(before.kind)) return true;
    if (before.kind !== NAME) return false;
    return this.#tokens[index - 2]?.kind === T.dot || this.#tokens[index + 1]?.kind === URI;
  }

  #isParameters(before: Lexeme | undefined): boolean {
    return this.#head === this.#open.length && before?.kind !== T.at;
  }

  #follow(before: Lexeme | undefined, index: number, isBlock: boolean): void {
    const { kind } = this.#tokens[index]!;
    const hadOperand = this.#isOperand;
    this.#isSign =
      (SIGNS.has(kind) && !hadOperand) ||
      (kind === T.equals && this.#tokens[index + 1]?.kind !== T.openBrace);
    this.#isOperand = (kind > 0 && kind <= URI) || ENDING.has(kind);
    if (kind === T.contract) this.#head = this.#open.length;
    if (kind === T.open || kind === T.openBrace || kind === T.openBracket || kind === T.bigInt) {
      if (kind === T.open && this.#isParameters(before)) this.#head = -1;
      this.#open.push({ isBlock, isCondition: before?.kind === T.if });
    } else if (
      kind === T.close ||
      kind === T.closeBrace ||
      kind === T.closeBracket ||
      kind === T.commaClose
    ) {
      this.#closed = this.#open.pop()!;
      if (this.#closed.isCondition) this.#isOperand = false;
    }
  }

  /** Whether the two would be read as something else without a space: `, )`, `< -`. Words stand apart anyway. */
  #merge(before: Lexeme, token: Lexeme): boolean {
    if (before.kind <= URI || token.kind <= URI) return false;
    const pair = before.kind * TOKEN_NAMES.length + token.kind;
    const known = this.#merging.get(pair);
    if (known !== undefined) return known;
    const read = tokenize(before.text + token.text, '1.1');
    const merges = read.count !== 3 || read.ends[0] !== before.text.length;
    this.#merging.set(pair, merges);
    return merges;
  }
}
