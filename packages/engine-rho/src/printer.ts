/**
 * Terms as text: RChain's pretty form (`spec/rholang.md` 2.9), which stdout shows, and a source form, which parses back
 * to the same term.
 *
 * The pretty form is not Rholang everywhere (`(a)` for a 1-tuple, `~(a)` for `not`, unforgeable names). The source form
 * differs in just those places, is one line, and exists only for terms a source can express: no unforgeables, byte
 * arrays, negative literals or injections.
 * @module
 */
import { hex } from '@ashlar/base';
import { isCollection, K, PAR_FIELD } from './kinds.ts';
import { FLAG, NO_REMAINDER, type Term } from './term.ts';
import type { Job } from './trampoline.ts';
import { runJob } from './trampoline.ts';

/** Names a `new` lists in the pretty form. */
const NEW_NAMES_MAX = 128;
/** Deeper lines are not indented further: else a tower of receives would print the square of its height. */
const INDENT_MAX = 64;

export const printTerm = (term: Term): string => new Printer(false).print(term);
export const printSource = (term: Term): string => new Printer(true).print(term);

/** Members of a `Par` as printed: bundles, sends, receives, news, exprs, matches, unforgeables, connectives. */
const PRINT_FIELDS = [11, 1, 2, 4, 5, 6, 7, 8];

const OPERATOR_TEXT: ReadonlyMap<number, string> = new Map([
  [K.multiply, '*'],
  [K.divide, '/'],
  [K.plus, '+'],
  [K.minus, '-'],
  [K.less, '<'],
  [K.lessEqual, '<='],
  [K.greater, '>'],
  [K.greaterEqual, '>='],
  [K.equal, '=='],
  [K.notEqual, '!='],
  [K.and, 'and'],
  [K.or, 'or'],
  [K.interpolate, '%%'],
  [K.plusPlus, '++'],
  [K.minusMinus, '--'],
  [K.modulo, '%'],
  [K.shortAnd, '&&'],
  [K.shortOr, '||'],
]);
const TYPE_TEXT = ['Bool', 'Int', 'String', 'Uri', 'ByteArray', 'BigInt'];
const UNFORGEABLE_TEXT = ['Unforgeable', 'DeployId', 'DeployerId'];
const FIRST_LETTER = 'x'.charCodeAt(0) - 97;

/** Variables bound at one pattern depth: by level, whether `new` bound them. */
type Bound = { readonly letter: string; readonly isNew: boolean[]; freeBase: number };

class Printer {
  readonly #isSource: boolean;
  readonly #out: string[] = [];
  readonly #scopes: Bound[] = [{ letter: letterAt(0), isNew: [], freeBase: 0 }];
  #indent = 0;

  constructor(isSource: boolean) {
    this.#isSource = isSource;
  }

  print(term: Term): string {
    runJob(this.#par(term));
    return this.#out.join('');
  }

  get #scope(): Bound {
    return this.#scopes[this.#scopes.length - 1]!;
  }

  #line(): void {
    this.#out.push(this.#isSource ? ' ' : `\n${'  '.repeat(Math.min(this.#indent, INDENT_MAX))}`);
  }

  *#par(par: Term): Job<void> {
    if (par.kids.length === 0) this.#out.push('Nil');
    let first = true;
    for (const field of PRINT_FIELDS) {
      for (const member of par.kids) {
        if (PAR_FIELD[member.kind] !== field) continue;
        if (!first) {
          this.#out.push(' |');
          this.#line();
        }
        first = false;
        yield this.#member(member);
      }
    }
  }

  /** `{\n  body\n}`, with `count` more variables in scope. */
  *#block(body: Term, count: number, isNew: boolean): Job<void> {
    this.#out.push('{');
    this.#indent += 1;
    this.#line();
    for (let bound = 0; bound < count; bound++) this.#scope.isNew.push(isNew);
    yield this.#par(body);
    this.#scope.isNew.length -= count;
    this.#indent -= 1;
    this.#line();
    this.#out.push('}');
  }

  /** A `Par` where the grammar wants an operand. */
  *#operand(par: Term): Job<void> {
    if (!this.#isSource || isAtom(par)) return (yield this.#par(par)) as undefined;
    this.#out.push('{');
    yield this.#par(par);
    this.#out.push('}');
  }

  *#name(par: Term): Job<void> {
    const [only] = par.kids;
    if (par.kids.length === 1 && only!.kind === K.boundVar && this.#isNew(only!.count)) {
      this.#out.push(this.#boundName(only!.count));
      return;
    }
    this.#out.push('@{');
    yield this.#par(par);
    this.#out.push('}');
  }

  #isNew(index: number): boolean {
    const { isNew } = this.#scope;
    return isNew[isNew.length - 1 - index] === true;
  }

  #boundName(index: number, scope: Bound = this.#scope): string {
    return `${scope.letter}${scope.isNew.length - 1 - index}`;
  }

  /** A free variable is named as the scope outside its pattern will call it. */
  #freeName(level: number): string {
    const outer = this.#scopes[this.#scopes.length - 2];
    return `${outer?.letter ?? letterAt(0)}${this.#scope.freeBase + level}`;
  }

  *#pattern(base: number, print: Job<void>): Job<void> {
    const freeBase = this.#scope.isNew.length + base;
    this.#scopes.push({ letter: letterAt(this.#scopes.length), isNew: [], freeBase });
    yield print;
    this.#scopes.pop();
  }

  *#sequence(terms: readonly Term[], separator: string, asNames = false): Job<void> {
    for (const [index, term] of terms.entries()) {
      if (index > 0) this.#out.push(separator);
      if (asNames) yield this.#name(term);
      else yield this.#par(term);
    }
  }

  *#member(term: Term): Job<void> {
    switch (term.kind) {
      case K.send:
        yield this.#name(term.first);
        this.#out.push(term.isPersistent ? '!!(' : '!(');
        yield this.#sequence(term.kids.slice(1), ', ');
        this.#out.push(')');
        return;
      case K.receive:
        yield this.#receive(term);
        return;
      case K.new:
        yield this.#new(term);
        return;
      case K.match:
        yield this.#match(term);
        return;
      case K.bundle: {
        const [write, read] = [(term.flags & FLAG.write) !== 0, (term.flags & FLAG.read) !== 0];
        this.#out.push(`bundle${write && read ? '' : write ? '+' : read ? '-' : '0'}{ `);
        yield this.#par(term.first);
        this.#out.push(' }');
        return;
      }
      default:
        if (isCollection(term.kind)) yield this.#collection(term);
        else yield this.#expression(term);
    }
  }

  *#receive(term: Term): Job<void> {
    this.#out.push('for( ');
    let base = 0;
    for (const [index, bind] of term.kids.slice(0, -1).entries()) {
      if (index > 0) this.#out.push('  & ');
      yield this.#pattern(base, this.#formals(bind));
      this.#out.push(term.isPersistent ? ' <= ' : term.isPeek ? ' <<- ' : ' <- ');
      yield this.#name(bind.last);
      base += bind.count;
    }
    this.#out.push(' ) ');
    yield this.#block(term.last, term.count, false);
  }

  *#formals(bind: Term): Job<void> {
    yield this.#sequence(bind.kids.slice(0, -1), ', ', true);
    this.#remainder(bind, '...@');
  }

  #remainder(term: Term, dots: string): void {
    if (term.remainder === NO_REMAINDER) return;
    this.#out.push(dots, term.remainder < 0 ? '_' : this.#freeName(term.remainder));
  }

  *#new(term: Term): Job<void> {
    const uris = term.value as readonly string[];
    const from = this.#scope.isNew.length;
    const listed = this.#isSource ? term.count : Math.min(term.count, NEW_NAMES_MAX);
    const names = Array.from({ length: listed }, (_, index) => {
      const uri = uris[index - (term.count - uris.length)];
      return `${this.#scope.letter}${from + index}${this.#isSource && uri !== undefined ? `(\`${uri}\`)` : ''}`;
    });
    this.#out.push(`new ${names.join(', ')} in `);
    yield this.#block(term.last, term.count, true);
  }

  *#match(term: Term): Job<void> {
    this.#out.push('match ');
    yield this.#operand(term.first);
    this.#out.push(' {');
    this.#indent += 1;
    for (const { kids, count } of term.kids.slice(1)) {
      this.#line();
      yield this.#pattern(0, this.#operand(kids[0]!));
      this.#out.push(' => ');
      yield this.#block(kids[1]!, count, false);
    }
    this.#indent -= 1;
    this.#line();
    this.#out.push('}');
  }

  *#collection(term: Term): Job<void> {
    const { kind, kids } = term;
    if (kind === K.map) {
      this.#out.push('{');
      for (const [index, { kids: entry }] of kids.entries()) {
        if (index > 0) this.#out.push(', ');
        yield this.#par(entry[0]!);
        this.#out.push(' : ');
        yield this.#par(entry[1]!);
      }
    } else {
      this.#out.push(kind === K.list ? '[' : kind === K.tuple ? '(' : 'Set(');
      yield this.#sequence(kids, ', ');
    }
    if (kind === K.tuple && kids.length === 1 && this.#isSource) this.#out.push(',');
    this.#remainder(term, '...');
    this.#out.push(kind === K.map ? '}' : kind === K.list ? ']' : ')');
  }

  *#expression(term: Term): Job<void> {
    const { kind, kids, value } = term;
    const operator = OPERATOR_TEXT.get(kind);
    if (operator !== undefined) {
      this.#out.push('(');
      yield this.#operand(kids[0]!);
      this.#out.push(` ${operator} `);
      yield this.#operand(kids[1]!);
      this.#out.push(')');
    } else if (kind === K.matches) {
      this.#out.push('(');
      yield this.#operand(kids[0]!);
      this.#out.push(' matches ');
      yield this.#pattern(0, this.#operand(kids[1]!));
      this.#out.push(')');
    } else if (kind === K.not || kind === K.negate) {
      this.#out.push(this.#isSource ? (kind === K.not ? 'not ' : '- ') : kind === K.not ? '~(' : '-(');
      yield this.#operand(kids[0]!);
      if (!this.#isSource) this.#out.push(')');
    } else if (kind === K.method) {
      this.#out.push('(');
      yield this.#operand(kids[0]!);
      this.#out.push(`).${value}(`);
      yield this.#sequence(kids.slice(1), ',');
      this.#out.push(')');
    } else if (kind === K.conjunction || kind === K.disjunction) {
      yield this.#connective(term);
    } else if (kind === K.complement) {
      this.#out.push('~{');
      yield this.#par(kids[0]!);
      this.#out.push('}');
    } else {
      this.#out.push(this.#leaf(term));
    }
  }

  *#connective({ kind, kids }: Term): Job<void> {
    this.#out.push('{');
    for (const [index, part] of kids.entries()) {
      if (index > 0) this.#out.push(kind === K.conjunction ? ' /\\ ' : ' \\/ ');
      yield this.#operand(part);
    }
    this.#out.push('}');
  }

  #leaf(term: Term): string {
    const { kind, value } = term;
    if (kind === K.boundVar) return `${this.#isNew(term.count) ? '*' : ''}${this.#boundName(term.count)}`;
    if (kind === K.freeVar) return this.#freeName(term.count);
    if (kind === K.wildcard) return '_';
    if (kind === K.varRef) {
      const scope = this.#scopes[this.#scopes.length - 1 - term.remainder];
      if (scope === undefined) return `=x${term.count}`;
      const isNew = scope.isNew[scope.isNew.length - 1 - term.count] === true;
      return `=${isNew ? '*' : ''}${this.#boundName(term.count, scope)}`;
    }
    if (kind >= K.typeBool && kind <= K.typeBigInt) return TYPE_TEXT[kind - K.typeBool]!;
    if (kind >= K.privateName && kind <= K.deployerId)
      return `${UNFORGEABLE_TEXT[kind - K.privateName]}(0x${hex(value as Uint8Array)})`;
    if (kind === K.authToken) return 'GSysAuthToken()';
    if (kind === K.string) return `"${value}"`;
    if (kind === K.uri) return `\`${value}\``;
    if (kind === K.bytes) return hex(value as Uint8Array);
    if (kind === K.bigInt) return `BigInt(${value})`;
    return String(value);
  }
}

function letterAt(depth: number): string {
  return String.fromCharCode(97 + ((FIRST_LETTER + depth) % 26));
}

/** Whether the grammar takes the `Par` as an operand of any level without braces. */
function isAtom(par: Term): boolean {
  const [only] = par.kids;
  if (only === undefined) return true;
  if (par.kids.length > 1) return false;
  const { kind } = only;
  return (
    (kind >= K.bool && kind <= K.bigInt) ||
    isCollection(kind) ||
    (kind >= K.freeVar && kind <= K.wildcard) ||
    (kind >= K.typeBool && kind <= K.typeBigInt)
  );
}
