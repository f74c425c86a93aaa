/**
 * Syntax tree to normalized term: names become De Bruijn indices, sugar goes, members are put in order
 * (`spec/rholang.md` 2.2, 2.3).
 *
 * The order in which free variables are met numbers them, and so decides bytes: send data and method arguments are
 * visited right to left, remainders of collections before their elements. Every visit is a `Job`.
 * @module
 */
import type { Result } from '@ashlar/base';
import { accept, refuse } from '@ashlar/base';
import type { BinaryOperator, NameTree, ProcessTree, RemainderTree, SimpleType } from './ast.ts';
import {
  bigIntTerm,
  boolTerm,
  boundVar,
  bundleTerm,
  caseTerm,
  collection,
  connective,
  freeVar,
  injection,
  intTerm,
  joinPars,
  mapTerm,
  matchTerm,
  methodTerm,
  NIL,
  newTerm,
  operation,
  pair,
  par1,
  sendTerm,
  simpleType,
  stringTerm,
  uriTerm,
  varRef,
  wildcard,
} from './build.ts';
import { desugarAsk, desugarLet, desugarSequence, desugarSources, hasSugar } from './desugar.ts';
import type { ProgramRefusal } from './errors.ts';
import { Halt } from './errors.ts';
import { K, type Kind } from './kinds.ts';
import { NormalizerErrors } from './normalizer-errors.ts';
import { type FormalBind, receiveOf } from './normalizer-receive.ts';
import type { Binding, Sort } from './scope.ts';
import { FreeVariables, Scope } from './scope.ts';
import type { Term } from './term.ts';
import { NO_REMAINDER, WILDCARD_REMAINDER } from './term.ts';
import type { Job } from './trampoline.ts';
import { runJob } from './trampoline.ts';

/**
 * `locallyFree` bits a program may spend. Honest programs need a few a binder; a tower of binders whose innermost body
 * uses them all would need the square of its height.
 */
export const FREE_BITS_MAX = 33_554_432;

/** @param injections values of urns (`rho:rchain:deployId`, …), carried by every `new` of the program */
export function normalize(
  tree: ProcessTree,
  source: string,
  injections: ReadonlyMap<string, Term> = new Map(),
): Result<Term, ProgramRefusal> {
  const errors = new NormalizerErrors(source);
  const normalizer = new Normalizer(errors, injections);
  try {
    const term = runJob(normalizer.process(tree));
    errors.checkClosed(normalizer.free);
    return accept(term);
  } catch (halt) {
    if (halt instanceof Halt) return refuse(halt.refusal as ProgramRefusal);
    throw halt;
  }
}

const OPERATOR_KINDS: Readonly<Record<Exclude<BinaryOperator, '\\/' | '/\\'>, Kind>> = {
  or: K.or,
  '||': K.shortOr,
  and: K.and,
  '&&': K.shortAnd,
  matches: K.matches,
  '==': K.equal,
  '!=': K.notEqual,
  '<': K.less,
  '<=': K.lessEqual,
  '>': K.greater,
  '>=': K.greaterEqual,
  '+': K.plus,
  '-': K.minus,
  '++': K.plusPlus,
  '--': K.minusMinus,
  '*': K.multiply,
  '/': K.divide,
  '%': K.modulo,
  '%%': K.interpolate,
};
const TYPE_KINDS: Readonly<Record<SimpleType, Kind>> = {
  Bool: K.typeBool,
  Int: K.typeInt,
  BigInt: K.typeBigInt,
  String: K.typeString,
  Uri: K.typeUri,
  ByteArray: K.typeBytes,
};

type Tree<Tag extends ProcessTree['tag']> = Extract<ProcessTree, { tag: Tag }>;

class Normalizer {
  /** Of the pattern being read, or of the program. */
  free: FreeVariables = new FreeVariables();
  readonly #scope = new Scope();
  readonly #errors: NormalizerErrors;
  readonly #injections: readonly Term[];
  #freeBits = 0;

  constructor(errors: NormalizerErrors, injections: ReadonlyMap<string, Term>) {
    this.#errors = errors;
    this.#injections = [...injections]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => injection(key, value));
  }

  *process(tree: ProcessTree): Job<Term> {
    switch (tree.tag) {
      case 'par': {
        const pars: Term[] = [];
        for (const member of membersOf(tree)) pars.push((yield this.process(member)) as Term);
        return joinPars(pars);
      }
      case 'send':
        return (yield this.#send(tree)) as Term;
      case 'for':
        return (yield this.#for(tree)) as Term;
      case 'contract':
        return (yield this.#contract(tree)) as Term;
      case 'new':
        return (yield this.#new(tree)) as Term;
      case 'match':
        return (yield this.#match(tree)) as Term;
      case 'if':
        return (yield this.#if(tree)) as Term;
      case 'bundle':
        return (yield this.#bundle(tree)) as Term;
      case 'let':
        return (yield this.process(desugarLet(tree))) as Term;
      case 'ask':
        return (yield this.process(desugarAsk(tree))) as Term;
      case 'select':
        return this.#errors.notSupported(tree.at);
      case 'eval':
        return (yield this.#name(tree.name)) as Term;
      default:
        return this.#simple(tree) ?? ((yield this.#expression(tree)) as Term);
    }
  }

  /** Trees without children. */
  #simple(tree: ProcessTree): Term | undefined {
    switch (tree.tag) {
      case 'nil':
        return NIL;
      case 'boolean':
        return par1(boolTerm(tree.value));
      case 'integer':
        return par1(intTerm(tree.value));
      case 'bigInteger':
        return par1(bigIntTerm(tree.value));
      case 'string':
        return par1(stringTerm(tree.value));
      case 'uri':
        return par1(uriTerm(tree.value));
      case 'variable':
        return par1(this.#variable(tree.name, 'process', tree.at));
      case 'wildcard':
        return this.#wildcard(tree.at);
      case 'type':
        return par1(simpleType(TYPE_KINDS[tree.type]));
      case 'reference':
        return this.#reference(tree);
      default:
        return undefined;
    }
  }

  #wildcard(at: number): Term {
    this.free.wildcards.push(at);
    return par1(wildcard());
  }

  #variable(name: string, sort: Sort, at: number): Term {
    const bound = this.#scope.get(name);
    if (bound !== undefined) {
      if (bound.sort !== sort) this.#errors.wrongContext(name, bound.sort, bound.at, at);
      return boundVar(bound.index);
    }
    const known = this.free.get(name);
    if (known === undefined) return freeVar(this.free.add({ name, sort, at }));
    if (known.sort !== sort) this.#errors.wrongContext(name, known.sort, known.at, at);
    return this.#errors.boundTwice(name, sort, known.at, at);
  }

  #reference({ name, ofName, at }: Tree<'reference'>): Term {
    const found = this.#scope.find(name);
    if (found === undefined) return this.#errors.unboundReference(name, at);
    const sort: Sort = ofName ? 'name' : 'process';
    if (found.sort !== sort) this.#errors.wrongContext(name, found.sort, found.at, at);
    return par1(varRef(found.index, found.depth, this.#scope.depth));
  }

  *#name(tree: NameTree): Job<Term> {
    if (tree.tag === 'wildcard') return this.#wildcard(tree.at);
    if (tree.tag === 'variable') return par1(this.#variable(tree.name, 'name', tree.at));
    return (yield this.process(tree.process)) as Term;
  }

  #remainder(tree: RemainderTree | undefined): number {
    if (tree === undefined) return NO_REMAINDER;
    if (tree.name === undefined) {
      this.free.wildcards.push(tree.at);
      return WILDCARD_REMAINDER;
    }
    const known = this.free.get(tree.name);
    if (known !== undefined) return this.#errors.boundTwice(tree.name, 'process', known.at, tree.at);
    return this.free.add({ name: tree.name, sort: 'process', at: tree.at });
  }

  *#list(trees: readonly ProcessTree[]): Job<Term[]> {
    const terms: Term[] = [];
    for (const tree of trees) terms.push((yield this.process(tree)) as Term);
    return terms;
  }

  /** Visited right to left, returned left to right. */
  *#listFromRight(trees: readonly ProcessTree[]): Job<Term[]> {
    const terms = (yield this.#list(trees.toReversed())) as Term[];
    return terms.toReversed();
  }

  *#send({ channel, data, persistent }: Tree<'send'>): Job<Term> {
    const name = (yield this.#name(channel)) as Term;
    const terms = (yield this.#listFromRight(data)) as Term[];
    return this.#member(sendTerm(name, terms, persistent));
  }

  *#for(tree: Tree<'for'>): Job<Term> {
    const [receipt] = tree.receipts;
    if (tree.receipts.length > 1) return (yield this.process(desugarSequence(tree))) as Term;
    if (hasSugar(receipt!)) return (yield this.process(desugarSources(tree.at, receipt!, tree.body))) as Term;
    const sources: Term[] = [];
    for (const { source } of receipt!.binds) sources.push((yield this.#name(source.name)) as Term);
    const binds: FormalBind[] = [];
    for (const [index, { patterns, remainder }] of receipt!.binds.entries())
      binds.push((yield this.#formals(sources[index]!, patterns, remainder)) as FormalBind);
    const options = { persistent: receipt!.kind === 'repeated', peek: receipt!.kind === 'peek' };
    return (yield this.#receive(tree.at, binds, options, tree.body)) as Term;
  }

  *#contract({ at, channel, patterns, remainder, body }: Tree<'contract'>): Job<Term> {
    const source = (yield this.#name(channel)) as Term;
    const bind = (yield this.#formals(source, patterns, remainder)) as FormalBind;
    return (yield this.#receive(at, [bind], { persistent: true, peek: false }, body)) as Term;
  }

  /** Patterns of one channel, in a scope of their own. */
  *#formals(
    source: Term,
    patterns: readonly NameTree[],
    remainder: RemainderTree | undefined,
  ): Job<FormalBind> {
    const outer = this.free;
    const depth = this.#scope.depth;
    this.free = new FreeVariables();
    this.#scope.enterPattern();
    const terms: Term[] = [];
    for (const pattern of patterns) terms.push((yield this.#name(pattern)) as Term);
    const rest = this.#remainder(remainder);
    const { free } = this;
    this.#scope.leavePattern();
    this.free = outer;
    if (depth === 0) this.#errors.checkReceivePattern(free);
    return { source, patterns: terms, remainder: rest, bindings: free.bindings };
  }

  *#receive(
    at: number,
    formals: readonly FormalBind[],
    options: Readonly<{ persistent: boolean; peek: boolean }>,
    bodyTree: ProcessTree,
  ): Job<Term> {
    const { bindings, build } = receiveOf(formals, at, this.#errors);
    const body = (yield this.#scoped(bindings, bodyTree)) as Term;
    return this.#member(build(body, options));
  }

  /** A body with `bindings` in scope. */
  *#scoped(bindings: readonly Binding[], tree: ProcessTree): Job<Term> {
    this.#scope.bind(bindings);
    const body = (yield this.process(tree)) as Term;
    this.#scope.unbind(bindings);
    return body;
  }

  *#new({ names, body: bodyTree }: Tree<'new'>): Job<Term> {
    const plain = names.filter(({ uri }) => uri === undefined);
    const urns = names
      .filter(({ uri }) => uri !== undefined)
      .toSorted((a, b) => (a.uri! < b.uri! ? -1 : +(a.uri! > b.uri!)));
    const bindings = [...plain, ...urns].map(({ name, at }): Binding => ({ name, at, sort: 'name' }));
    const body = (yield this.#scoped(bindings, bodyTree)) as Term;
    const uris = urns.map(({ uri }) => uri!);
    return this.#member(newTerm(names.length, uris, this.#injections, body));
  }

  *#match({ target: targetTree, cases: caseTrees }: Tree<'match'>): Job<Term> {
    const target = (yield this.process(targetTree)) as Term;
    const cases: Term[] = [];
    for (const tree of caseTrees) {
      const [pattern, bindings] = (yield this.#pattern(tree.pattern)) as readonly [Term, readonly Binding[]];
      const body = (yield this.#scoped(bindings, tree.body)) as Term;
      cases.push(caseTerm(pattern, body, bindings.length));
    }
    return this.#member(matchTerm(target, cases));
  }

  *#pattern(tree: ProcessTree): Job<readonly [Term, readonly Binding[]]> {
    const outer = this.free;
    this.free = new FreeVariables();
    this.#scope.enterPattern();
    const pattern = (yield this.process(tree)) as Term;
    const { bindings } = this.free;
    this.#scope.leavePattern();
    this.free = outer;
    return [pattern, bindings];
  }

  *#if({ condition, yes, no }: Tree<'if'>): Job<Term> {
    const target = (yield this.process(condition)) as Term;
    const whenTrue = (yield this.process(yes)) as Term;
    const whenFalse = no === undefined ? NIL : ((yield this.process(no)) as Term);
    return this.#member(
      matchTerm(target, [
        caseTerm(par1(boolTerm(true)), whenTrue, 0),
        caseTerm(par1(boolTerm(false)), whenFalse, 0),
      ]),
    );
  }

  *#bundle({ at, write, read, body: tree }: Tree<'bundle'>): Job<Term> {
    const [wildcards, variables] = [this.free.wildcards.length, this.free.count];
    const body = (yield this.process(tree)) as Term;
    if (body.kids.some(({ kind }) => kind >= K.conjunction && kind <= K.typeBigInt && kind !== K.varRef))
      this.#errors.bundleContent('connective', at);
    if (this.free.wildcards.length > wildcards) this.#errors.bundleContent('wildcard', at);
    if (this.free.count > variables) this.#errors.bundleContent('free variable', at);
    return this.#member(bundleTerm(body, write, read));
  }

  *#expression(tree: ProcessTree): Job<Term> {
    switch (tree.tag) {
      case 'binary':
        return (yield this.#binary(tree)) as Term;
      case 'not':
      case 'negate': {
        const operand = (yield this.process(tree.operand)) as Term;
        return this.#member(operation(tree.tag === 'not' ? K.not : K.negate, [operand]));
      }
      case 'complement': {
        const body = (yield this.#apart(tree.operand)) as Term;
        this.free.connectives.push({ kind: 'negation', at: tree.at });
        return this.#member(connective(K.complement, [body]));
      }
      case 'method': {
        const target = (yield this.process(tree.target)) as Term;
        const args = (yield this.#listFromRight(tree.args)) as Term[];
        return this.#member(methodTerm(target, tree.name, args));
      }
      case 'tuple':
        return this.#member(operation(K.tuple, (yield this.#list(tree.elements)) as Term[]));
      case 'list':
      case 'set': {
        const remainder = this.#remainder(tree.remainder);
        const elements = (yield this.#list(tree.elements)) as Term[];
        return this.#member(collection(tree.tag === 'set' ? K.set : K.list, elements, remainder));
      }
      case 'map': {
        const remainder = this.#remainder(tree.remainder);
        const pairs: Term[] = [];
        for (const { key, value } of tree.pairs) {
          const keyTerm = (yield this.process(key)) as Term;
          pairs.push(pair(keyTerm, (yield this.process(value)) as Term));
        }
        return this.#member(mapTerm(pairs, remainder));
      }
      default:
        return this.#errors.notSupported(tree.at);
    }
  }

  *#binary(tree: Tree<'binary'>): Job<Term> {
    const { operator, left, right } = tree;
    if (operator === '\\/' || operator === '/\\') return (yield this.#connective(tree)) as Term;
    const first = (yield this.process(left)) as Term;
    if (operator === 'matches') {
      const [pattern] = (yield this.#pattern(right)) as readonly [Term, readonly Binding[]];
      return this.#member(operation(K.matches, [first, pattern]));
    }
    const second = (yield this.process(right)) as Term;
    return this.#member(operation(OPERATOR_KINDS[operator], [first, second]));
  }

  /** `a /\\ b /\\ c` is one connective of three; so is `\\/`, whose parts bind nothing. */
  *#connective(tree: Tree<'binary'>): Job<Term> {
    const { operator } = tree;
    const isOr = operator === '\\/';
    const kind = isOr ? K.disjunction : K.conjunction;
    const trees: ProcessTree[] = [];
    let first: ProcessTree = tree;
    for (; first.tag === 'binary' && first.operator === operator; first = first.left) trees.push(first.right);
    trees.push(first);
    const parts: Term[] = [];
    for (const part of trees.toReversed())
      parts.push((yield isOr ? this.#apart(part) : this.process(part)) as Term);
    this.free.connectives.push({ kind: isOr ? 'disjunction' : 'conjunction', at: tree.at });
    const [only] = parts[0]!.kids;
    const isSame = parts[0]!.kids.length === 1 && only!.kind === kind;
    return this.#member(connective(kind, isSame ? [...only!.kids, ...parts.slice(1)] : parts));
  }

  /** A part of a pattern whose variables bind nothing: under `~` and `\/`. */
  *#apart(tree: ProcessTree): Job<Term> {
    const outer = this.free;
    this.free = new FreeVariables();
    const term = (yield this.process(tree)) as Term;
    this.free = outer;
    return term;
  }

  #member(term: Term): Term {
    if (term.free !== 0n) {
      this.#freeBits += term.free.toString(16).length * 4;
      if (this.#freeBits > FREE_BITS_MAX) this.#errors.tooLarge();
    }
    return par1(term);
  }
}

/** Members of a composition, of compositions within it and of `*@{…}`, left to right: sorted once, not once a level. */
function membersOf(tree: ProcessTree): readonly ProcessTree[] {
  const members: ProcessTree[] = [];
  const stack: ProcessTree[] = [tree];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (next.tag === 'par') for (const member of next.processes.toReversed()) stack.push(member);
    else if (next.tag === 'eval' && next.name.tag === 'quote') stack.push(next.name.process);
    else members.push(next);
  }
  return members;
}
