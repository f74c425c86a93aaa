/**
 * Parser of the full grammar (`spec/rholang.md` 2.1), by recursive descent with precedence climbing.
 *
 * Levels are the grammar's `Proc0` … `Proc16`: `process(level)` reads a process of at least that level and leaves the
 * level it found in `#level`, so that `(x!(1))` or `@(1)` are refused where the grammar refuses them. Every method is
 * a `Job`: nesting costs heap, not native stack.
 * @module
 */
import type { Result } from '@ashlar/base';
import { accept, refuse } from '@ashlar/base';
import type {
  BinaryOperator,
  BindTree,
  BranchTree,
  CaseTree,
  DeclarationTree,
  NameDeclarationTree,
  NameTree,
  PairTree,
  ProcessTree,
  ReceiptTree,
  RemainderTree,
  SimpleType,
  SourceTree,
} from './ast.ts';
import type { ProgramRefusal } from './errors.ts';
import { Halt } from './errors.ts';
import type { Dialect, Tokens } from './lexer.ts';
import { INTEGER, NAME, STRING, tokenize, tokenKind, URI } from './lexer.ts';
import { T, TokenCursor } from './token-cursor.ts';
import type { Job } from './trampoline.ts';
import { runJob } from './trampoline.ts';

/** Parses one program. The refusal says where and what was expected. */
export function parse(source: string, dialect: Dialect = '1.1'): Result<ProcessTree, ProgramRefusal> {
  try {
    return parseTokens(tokenize(source, dialect), dialect);
  } catch (halt) {
    if (halt instanceof Halt) return refuse(halt.refusal as ProgramRefusal);
    throw halt;
  }
}

/** As `parse`, of tokens that have been told apart already. */
export function parseTokens(tokens: Tokens, dialect: Dialect): Result<ProcessTree, ProgramRefusal> {
  try {
    return accept(runJob(new Parser(new TokenCursor(tokens), dialect).program()));
  } catch (halt) {
    if (halt instanceof Halt) return refuse(halt.refusal as ProgramRefusal);
    throw halt;
  }
}

/** `[level, left at least, right at least]` of each binary operator. */
const OPERATORS: ReadonlyMap<number, readonly [BinaryOperator, number, number, number]> = new Map(
  (
    [
      [['or', '||'], 4, 4, 5],
      [['and', '&&'], 5, 5, 6],
      [['matches'], 6, 7, 7],
      [['==', '!='], 6, 6, 7],
      [['<', '<=', '>', '>='], 7, 7, 8],
      [['+', '-', '++', '--'], 8, 8, 9],
      [['*', '/', '%', '%%'], 9, 9, 10],
      [['\\/'], 13, 13, 14],
      [['/\\'], 14, 14, 15],
    ] as const
  ).flatMap(([operators, level, left, right]) =>
    operators.map((operator) => [tokenKind(operator), [operator, level, left, right]] as const),
  ),
);
const TYPES: ReadonlyMap<number, SimpleType> = new Map(
  (['Bool', 'Int', 'BigInt', 'String', 'Uri', 'ByteArray'] as const).map((type) => [tokenKind(type), type]),
);
const BUNDLES: ReadonlyMap<number, readonly [write: boolean, read: boolean]> = new Map([
  [T.bundle, [true, true]],
  [T.bundle0, [false, false]],
  [T.bundleWrite, [true, false]],
  [T.bundleRead, [false, true]],
]);
const ARROWS: ReadonlyMap<number, ReceiptTree['kind']> = new Map([
  [T.from, 'linear'],
  [T.fromAll, 'repeated'],
  [T.peek, 'peek'],
]);

const LEVEL_ATOM = 16;

class Parser {
  readonly #c: TokenCursor;
  readonly #dialect: Dialect;
  /** Grammar level of the process read last. */
  #level = 0;

  constructor(cursor: TokenCursor, dialect: Dialect) {
    this.#c = cursor;
    this.#dialect = dialect;
  }

  *program(): Job<ProcessTree> {
    const process = (yield this.#process(0)) as ProcessTree;
    if (this.#c.kind !== 0) this.#c.unexpected('an operator or the end of input');
    return process;
  }

  *#process(min: number): Job<ProcessTree> {
    const { at } = this.#c;
    const first = (yield this.#unit(Math.max(min, 1))) as ProcessTree;
    if (min > 0 || this.#c.kind !== T.bar) return first;
    const processes = [first];
    while (this.#c.takeIf(T.bar)) processes.push((yield this.#unit(1)) as ProcessTree);
    this.#level = 0;
    return { tag: 'par', at, processes };
  }

  /** One member of a parallel composition. */
  *#unit(min: number): Job<ProcessTree> {
    const { kind, nextKind } = this.#c;
    const form = min <= 2 ? this.#form(kind, min) : undefined;
    if (form !== undefined) return (yield form) as ProcessTree;
    const named = kind === NAME || kind === T.underscore;
    const sends = nextKind === T.send || nextKind === T.sendAll || nextKind === T.ask;
    if (kind === T.at || (named && sends)) return (yield this.#send(min)) as ProcessTree;
    return (yield this.#expression(min)) as ProcessTree;
  }

  #form(kind: number, min: number): Job<ProcessTree> | undefined {
    if (kind === T.if && min <= 1) return this.#if();
    if (kind === T.new && min <= 1) return this.#new();
    if (kind === T.contract) return this.#contract();
    if (kind === T.for) return this.#for();
    if (kind === T.select) return this.#select();
    if (kind === T.match) return this.#match();
    if (kind === T.let) return this.#let();
    return BUNDLES.has(kind) ? this.#bundle() : undefined;
  }

  *#send(min: number): Job<ProcessTree> {
    const { at } = this.#c;
    const channel = (yield this.#name()) as NameTree;
    const { kind } = this.#c;
    if (kind === T.ask && min <= 1) {
      this.#c.take();
      const args = (yield this.#args()) as ProcessTree[];
      let then: ProcessTree | undefined;
      if (this.#c.takeIf(T.semicolon)) then = (yield this.#unit(1)) as ProcessTree;
      else this.#c.expect(T.dot, "'.' or ';'");
      this.#level = 1;
      return { tag: 'ask', at, channel, args, then };
    }
    if ((kind !== T.send && kind !== T.sendAll) || min > 3)
      this.#c.unexpected(min > 3 ? 'an expression (quote names with *)' : "'!' or '!!'");
    this.#c.take();
    const data = (yield this.#args()) as ProcessTree[];
    this.#level = 3;
    return { tag: 'send', at, channel, persistent: kind === T.sendAll, data };
  }

  *#name(): Job<NameTree> {
    const { at, kind } = this.#c;
    if (kind === T.underscore) {
      this.#c.take();
      return { tag: 'wildcard', at };
    }
    if (kind === NAME) return { tag: 'variable', at, name: this.#c.take() };
    this.#c.expect(T.at, 'a name (a variable, _ or @process)');
    return { tag: 'quote', at, process: (yield this.#expression(12)) as ProcessTree };
  }

  /** `(` processes `)`, a trailing comma allowed; `,)` without a space is another token and refused. */
  *#args(): Job<ProcessTree[]> {
    this.#c.expect(T.open);
    const args = (yield this.#list(T.close)) as ProcessTree[];
    this.#c.expect(T.close, "',' or ')'");
    return args;
  }

  /** Processes separated by commas, up to but not with `close` or `...`. */
  *#list(close: number): Job<ProcessTree[]> {
    const list: ProcessTree[] = [];
    while (this.#c.kind !== close && this.#c.kind !== T.dots) {
      list.push((yield this.#process(0)) as ProcessTree);
      if (!this.#c.takeIf(T.comma)) break;
    }
    return list;
  }

  /** `(` processes `)` or a bare `{ P }`: what follows is fixed by the caller. */
  *#braced(): Job<ProcessTree> {
    this.#c.expect(T.openBrace);
    const body = (yield this.#process(0)) as ProcessTree;
    this.#c.expect(T.closeBrace, "'|' or '}'");
    return body;
  }

  *#if(): Job<ProcessTree> {
    const { at } = this.#c;
    this.#c.take();
    this.#c.expect(T.open);
    const condition = (yield this.#process(0)) as ProcessTree;
    this.#c.expect(T.close);
    const yes = (yield this.#unit(2)) as ProcessTree;
    const no = this.#c.takeIf(T.else) ? ((yield this.#unit(1)) as ProcessTree) : undefined;
    this.#level = 1;
    return { tag: 'if', at, condition, yes, no };
  }

  *#new(): Job<ProcessTree> {
    const { at } = this.#c;
    this.#c.take();
    const names: NameDeclarationTree[] = [];
    do {
      const nameAt = this.#c.at;
      const name = this.#c.expectName();
      let uri: string | undefined;
      if (this.#c.takeIf(T.open)) {
        if (this.#c.kind !== URI) this.#c.unexpected('a uri');
        uri = this.#c.takeQuoted();
        this.#c.expect(T.close);
      }
      names.push({ at: nameAt, name, uri });
    } while (this.#c.takeIf(T.comma));
    this.#c.expect(T.in, "',' or 'in'");
    const body = (yield this.#unit(1)) as ProcessTree;
    this.#level = 1;
    return { tag: 'new', at, names, body };
  }

  *#contract(): Job<ProcessTree> {
    const { at } = this.#c;
    this.#c.take();
    const channel = (yield this.#name()) as NameTree;
    this.#c.expect(T.open);
    const [patterns, remainder] = (yield this.#names(T.close)) as NamePatterns;
    this.#c.expect(T.close, "',' or ')'");
    this.#c.expect(T.equals);
    const body = (yield this.#braced()) as ProcessTree;
    this.#level = 2;
    return { tag: 'contract', at, channel, patterns, remainder, body };
  }

  /** `[Name] NameRemainder`, up to but not with `close` (an arrow for binds: any of them ends the list). */
  *#names(close: number): Job<NamePatterns> {
    const names: NameTree[] = [];
    while (this.#c.kind !== close && this.#c.kind !== T.dots && !ARROWS.has(this.#c.kind)) {
      names.push((yield this.#name()) as NameTree);
      if (!this.#c.takeIf(T.comma)) break;
    }
    const { at } = this.#c;
    if (!this.#c.takeIf(T.dots)) return [names, undefined];
    this.#c.expect(T.at);
    return [names, this.#remainderName(at)];
  }

  #remainderName(at: number): RemainderTree {
    return { at, name: this.#c.takeIf(T.underscore) ? undefined : this.#c.expectName() };
  }

  #processRemainder(): RemainderTree | undefined {
    const { at } = this.#c;
    return this.#c.takeIf(T.dots) ? this.#remainderName(at) : undefined;
  }

  *#for(): Job<ProcessTree> {
    const { at } = this.#c;
    this.#c.take();
    this.#c.expect(T.open);
    const receipts: ReceiptTree[] = [];
    do {
      receipts.push((yield this.#receipt()) as ReceiptTree);
    } while (this.#c.takeIf(T.semicolon));
    this.#c.expect(T.close, "';', '&' or ')'");
    const body = (yield this.#braced()) as ProcessTree;
    this.#level = 2;
    return { tag: 'for', at, receipts, body };
  }

  /** Binds of one arrow. In dialect 1.0 they are separated by `;`, in 1.1 by `&`. */
  *#receipt(): Job<ReceiptTree> {
    const separator = this.#dialect === '1.0' ? T.semicolon : T.amp;
    const binds: BindTree[] = [];
    let arrow: number | undefined;
    do {
      const { at } = this.#c;
      const [patterns, remainder] = (yield this.#names(T.from)) as NamePatterns;
      const { kind } = this.#c;
      if (!ARROWS.has(kind) || (arrow !== undefined && arrow !== kind))
        this.#c.unexpected(
          arrow === undefined ? "'<-', '<=' or '<<-'" : 'the same arrow in every bind of a join',
        );
      arrow = kind;
      this.#c.take();
      const source = (yield this.#source(kind === T.from)) as SourceTree;
      binds.push({ at, patterns, remainder, source });
    } while (this.#c.takeIf(separator));
    return { kind: ARROWS.get(arrow)!, binds };
  }

  *#source(linear: boolean): Job<SourceTree> {
    const name = (yield this.#name()) as NameTree;
    if (linear && this.#c.takeIf(T.acknowledge)) return { name, form: 'acknowledge', args: [] };
    if (!linear || !this.#c.takeIf(T.ask)) return { name, form: 'plain', args: [] };
    return { name, form: 'ask', args: (yield this.#args()) as ProcessTree[] };
  }

  *#select(): Job<ProcessTree> {
    const { at } = this.#c;
    this.#c.take();
    this.#c.expect(T.openBrace);
    const branches: BranchTree[] = [];
    do {
      const receipt = (yield this.#receipt()) as ReceiptTree;
      this.#c.expect(T.arrow);
      branches.push({ binds: receipt.binds, body: (yield this.#unit(3)) as ProcessTree });
    } while (this.#c.kind !== T.closeBrace);
    this.#c.take();
    this.#level = 2;
    return { tag: 'select', at, branches };
  }

  *#match(): Job<ProcessTree> {
    const { at } = this.#c;
    this.#c.take();
    const target = (yield this.#expression(4)) as ProcessTree;
    this.#c.expect(T.openBrace);
    const cases: CaseTree[] = [];
    do {
      const caseAt = this.#c.at;
      const pattern = (yield this.#expression(13)) as ProcessTree;
      this.#c.expect(T.arrow);
      cases.push({ at: caseAt, pattern, body: (yield this.#unit(3)) as ProcessTree });
    } while (this.#c.kind !== T.closeBrace);
    this.#c.take();
    this.#level = 2;
    return { tag: 'match', at, target, cases };
  }

  *#bundle(): Job<ProcessTree> {
    const { at, kind } = this.#c;
    this.#c.take();
    const [write, read] = BUNDLES.get(kind)!;
    const body = (yield this.#braced()) as ProcessTree;
    this.#level = 2;
    return { tag: 'bundle', at, write, read, body };
  }

  *#let(): Job<ProcessTree> {
    const { at } = this.#c;
    this.#c.take();
    const declarations = [(yield this.#declaration()) as DeclarationTree];
    const separator = this.#c.kind === T.amp ? T.amp : T.semicolon;
    while (this.#c.takeIf(separator)) declarations.push((yield this.#declaration()) as DeclarationTree);
    this.#c.expect(T.in, "';', '&' or 'in'");
    const body = (yield this.#braced()) as ProcessTree;
    this.#level = 2;
    return { tag: 'let', at, concurrent: separator === T.amp, declarations, body };
  }

  *#declaration(): Job<DeclarationTree> {
    const { at } = this.#c;
    const [names, remainder] = (yield this.#names(T.from)) as NamePatterns;
    this.#c.expect(T.from);
    return { at, names, remainder, values: (yield this.#list(T.in)) as ProcessTree[] };
  }

  *#expression(min: number): Job<ProcessTree> {
    const { at } = this.#c;
    let left = this.#simple();
    if (left === undefined) left = (yield this.#operand(min)) as ProcessTree;
    for (;;) {
      if (this.#level < min) this.#c.unexpected('a process of another form (use braces)');
      const { kind } = this.#c;
      if (kind === T.dot && min <= 11 && this.#level >= 11 && this.#c.nextKind === NAME) {
        this.#c.take();
        const name = this.#c.take();
        left = { tag: 'method', at, target: left, name, args: (yield this.#args()) as ProcessTree[] };
        this.#level = 11;
        continue;
      }
      const operator = OPERATORS.get(kind);
      if (operator === undefined || operator[1] < min || this.#level < operator[2]) return left;
      this.#c.take();
      const right = (yield this.#expression(operator[3])) as ProcessTree;
      left = { tag: 'binary', at, operator: operator[0], left, right };
      this.#level = operator[1];
    }
  }

  /** An operand of one token, or undefined. */
  #simple(): ProcessTree | undefined {
    const { kind, at } = this.#c;
    this.#level = LEVEL_ATOM;
    if (kind === NAME) return { tag: 'variable', at, name: this.#c.take() };
    if (kind === INTEGER) return { tag: 'integer', at, value: this.#c.takeInteger(false) };
    if (kind === STRING) return { tag: 'string', at, value: this.#c.takeQuoted() };
    if (kind === URI) return { tag: 'uri', at, value: this.#c.takeQuoted() };
    if (this.#c.takeIf(T.nil)) return { tag: 'nil', at };
    if (this.#c.takeIf(T.true)) return { tag: 'boolean', at, value: true };
    if (this.#c.takeIf(T.false)) return { tag: 'boolean', at, value: false };
    if (this.#c.takeIf(T.underscore)) return { tag: 'wildcard', at };
    const type = TYPES.get(kind);
    if (type === undefined) return undefined;
    this.#c.take();
    return { tag: 'type', at, type };
  }

  *#operand(min: number): Job<ProcessTree> {
    const { kind, at } = this.#c;
    if (kind === T.openBrace) return (yield this.#blockOrMap()) as ProcessTree;
    if (kind === T.openBracket)
      return (yield this.#collection('list', T.openBracket, T.closeBracket)) as ProcessTree;
    if (kind === T.open) return (yield this.#parenthesised()) as ProcessTree;
    if (kind === T.set) {
      this.#c.take();
      return (yield this.#collection('set', T.open, T.close)) as ProcessTree;
    }
    if ((kind === T.not || kind === T.minus) && min <= 10) {
      this.#c.take();
      const operand = (yield this.#expression(10)) as ProcessTree;
      this.#level = 10;
      return { tag: kind === T.not ? 'not' : 'negate', at, operand };
    }
    if (this.#c.takeIf(T.tilde)) {
      const operand = (yield this.#expression(15)) as ProcessTree;
      this.#level = 15;
      return { tag: 'complement', at, operand };
    }
    if (this.#c.takeIf(T.star)) {
      const name = (yield this.#name()) as NameTree;
      this.#level = 12;
      return { tag: 'eval', at, name };
    }
    if (this.#c.takeIf(T.equals)) {
      const ofName = this.#c.takeIf(T.star);
      this.#level = 13;
      return { tag: 'reference', at, name: this.#c.expectName(), ofName };
    }
    if (this.#c.takeIf(T.bigInt)) {
      const value = this.#c.takeInteger(true);
      this.#c.expect(T.close);
      return { tag: 'bigInteger', at, value };
    }
    return this.#c.unexpected('a process');
  }

  *#parenthesised(): Job<ProcessTree> {
    const { at } = this.#c;
    this.#c.take();
    const first = (yield this.#process(0)) as ProcessTree;
    const { kind } = this.#c;
    if (kind === T.close && this.#level >= 4) {
      this.#c.take();
      this.#level = 11;
      return first;
    }
    if (!this.#c.takeIf(T.commaClose)) {
      this.#c.expect(T.comma, kind === T.close ? "an expression within '( )' (use braces)" : "',' or ')'");
      const rest = (yield this.#list(T.close)) as ProcessTree[];
      this.#c.expect(T.close, "',' or ')'");
      this.#level = LEVEL_ATOM;
      return { tag: 'tuple', at, elements: [first, ...rest] };
    }
    this.#level = LEVEL_ATOM;
    return { tag: 'tuple', at, elements: [first] };
  }

  *#collection(tag: 'list' | 'set', open: number, close: number): Job<ProcessTree> {
    const { at } = this.#c;
    this.#c.expect(open);
    const elements = (yield this.#list(close)) as ProcessTree[];
    const remainder = this.#processRemainder();
    this.#c.expect(close);
    this.#level = LEVEL_ATOM;
    return { tag, at, elements, remainder };
  }

  /** `{ P }`, or a map: which, only the `:` after the first process tells. */
  *#blockOrMap(): Job<ProcessTree> {
    const { at } = this.#c;
    this.#c.take();
    const pairs: PairTree[] = [];
    while (this.#c.kind !== T.closeBrace && this.#c.kind !== T.dots) {
      const key = (yield this.#process(0)) as ProcessTree;
      if (pairs.length === 0 && this.#c.takeIf(T.closeBrace)) {
        this.#level = LEVEL_ATOM;
        return key;
      }
      this.#c.expect(T.colon, pairs.length === 0 ? "'|', ':' or '}'" : "':'");
      pairs.push({ key, value: (yield this.#process(0)) as ProcessTree });
      if (!this.#c.takeIf(T.comma)) break;
    }
    const remainder = this.#processRemainder();
    this.#c.expect(T.closeBrace, "',' or '}'");
    this.#level = LEVEL_ATOM;
    return { tag: 'map', at, pairs, remainder };
  }
}

type NamePatterns = readonly [readonly NameTree[], RemainderTree | undefined];
