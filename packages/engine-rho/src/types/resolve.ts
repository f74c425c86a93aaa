/**
 * Reads a syntax tree once and tells of each name what becomes of it (`bindings.ts`).
 *
 * Scopes are the normalizer's: a pattern sees no variable from outside but by `=x`, variables under `~` and `\/` bind
 * nothing. A name escapes when it stands anywhere but before a send or a receive: as a value, within a compound channel, in a
 * process that is itself a value. `bundle+{*x}` lets only sending escape, `bundle-{*x}` only receiving. Every visit is a
 * `Job`: nesting costs heap.
 * @module
 */
import type {
  BindTree,
  DeclarationTree,
  NameTree,
  ProcessTree,
  ReceiptTree,
  RemainderTree,
  SourceTree,
} from '../ast.ts';
import type { Sort } from '../scope.ts';
import type { Job } from '../trampoline.ts';
import { runJob } from '../trampoline.ts';
import { BinderScope } from './binder-scope.ts';
import {
  type Binder,
  type Bindings,
  type Occurrence,
  type Origin,
  type Place,
  type Receive,
  type Send,
  type Value,
  WHOLE,
} from './bindings.ts';
import { idleOf, isOneVariable, partsOf, strip } from './tree-parts.ts';

/** @param source the text that `tree` was parsed from */
export function resolveNames(tree: ProcessTree, source: string): Bindings {
  const resolver = new Resolver(source);
  runJob(resolver.process(tree, resolver.program));
  return resolver.bindings();
}

type Tree<Tag extends ProcessTree['tag']> = Extract<ProcessTree, { tag: Tag }>;
type Formals = Readonly<{ binders: readonly Binder[]; parameters: readonly (Binder | undefined)[] }>;
const UNKNOWN: Value = { binder: undefined, capabilities: WHOLE };

class Resolver {
  readonly program: Place;
  readonly #source: string;
  readonly #scope = new BinderScope();
  readonly #binders: Binder[] = [];
  readonly #sends: Send[] = [];
  readonly #receives: Receive[] = [];
  readonly #definitions: { binder: Binder; value: Value }[] = [];
  readonly #occurrences: Occurrence[] = [];
  /** What the pattern being read binds; undefined outside of patterns. */
  #free: Binder[] | undefined;
  #origin: Origin = 'match';
  #places = 0;

  constructor(source: string) {
    this.#source = source;
    this.program = this.#place('program', undefined, 0);
  }

  bindings(): Bindings {
    return {
      binders: this.#binders,
      sends: this.#sends,
      receives: this.#receives,
      definitions: this.#definitions,
      occurrences: this.#occurrences.toSorted((a, b) => a.at - b.at),
    };
  }

  *process(tree: ProcessTree, place: Place): Job<void> {
    switch (tree.tag) {
      case 'par':
        for (const process of tree.processes) yield this.process(process, place);
        return;
      case 'new':
        return void (yield this.#new(tree, place));
      case 'send':
        return void (yield this.#send(tree.at, tree.channel, tree.data, place, tree.persistent));
      case 'ask':
        yield this.#send(tree.at, tree.channel, tree.args, place, undefined);
        if (tree.then !== undefined) yield this.process(tree.then, this.#place('wait', place, tree.at));
        return;
      case 'for':
        return void (yield this.#for(tree.receipts, 0, tree.body, place));
      case 'select':
        return void (yield this.#select(tree, place));
      case 'contract':
        return void (yield this.#contract(tree, place));
      case 'if':
        return void (yield this.#if(tree, place));
      case 'match':
        return void (yield this.#match(tree, place));
      case 'let':
        return void (yield this.#let(tree, place));
      default:
        return void (yield this.#value(tree, place));
    }
  }

  /** A tree that stands for a value. */
  *#value(tree: ProcessTree, place: Place): Job<void> {
    switch (tree.tag) {
      case 'variable':
        return this.#use(tree.name, tree.at, place, WHOLE, 'process');
      case 'eval':
        if (tree.name.tag === 'quote') yield this.process(tree.name.process, place);
        else if (tree.name.tag === 'variable') this.#use(tree.name.name, tree.name.at, place, WHOLE, 'name');
        return;
      case 'bundle':
        return void (yield this.#bundle(tree, place));
      case 'reference': {
        const binder = this.#scope.getAcrossPatterns(tree.name);
        if (binder !== undefined) this.#refer(binder, this.#nameAfter(tree.at), place);
        return;
      }
      case 'binary':
        return void (yield this.#binary(tree, place));
      case 'complement':
        return void (yield this.#apart(tree.operand, place));
      default:
        for (const child of partsOf(tree)) yield this.process(child, this.#data(place, tree.at));
        if ('remainder' in tree) this.#remainder(tree.remainder, place);
    }
  }

  *#bundle(tree: Tree<'bundle'>, place: Place): Job<void> {
    const { value, variable, rest } = this.#valueOf(tree);
    if (variable !== undefined)
      return this.#use(variable.name, variable.at, place, value.capabilities, 'name');
    yield this.process(rest, place);
  }

  *#binary({ operator, left, right, at }: Tree<'binary'>, place: Place): Job<void> {
    const inside = this.#data(place, at);
    if (operator === '\\/') {
      yield this.#apart(left, inside);
      yield this.#apart(right, inside);
      return;
    }
    yield this.process(left, inside);
    if (operator === 'matches') yield this.#pattern(right, inside, 'match');
    else yield this.process(right, inside);
  }

  /** Whose variables bind nothing outside. */
  *#apart(tree: ProcessTree, place: Place): Job<void> {
    const outer = this.#free;
    if (outer !== undefined) this.#free = [];
    yield this.process(tree, place);
    this.#free = outer;
  }

  *#new({ names, body }: Tree<'new'>, place: Place): Job<void> {
    const binders = names.map(({ at, name, uri }) =>
      this.#binder(
        { name, at, sort: 'name', origin: uri === undefined ? 'new' : 'urn', uri, place },
        this.#free !== undefined,
      ),
    );
    yield this.#scoped(binders, body, place);
  }

  *#scoped(binders: readonly Binder[], body: ProcessTree, place: Place): Job<void> {
    this.#scope.bind(binders);
    yield this.process(body, place);
    this.#scope.unbind(binders);
  }

  /** @param persistent undefined for `x!?(…)` */
  *#send(
    at: number,
    channelTree: NameTree,
    data: readonly ProcessTree[],
    place: Place,
    persistent: boolean | undefined,
  ): Job<void> {
    const channel = (yield this.#channel(channelTree, place, persistent === false)) as Value;
    const inside = this.#data(place, at);
    for (const tree of data) yield this.process(tree, inside);
    if (this.#free !== undefined) return;
    const send: Send = {
      ...{ at, place, channel, data, isAsking: persistent === undefined, isPersistent: persistent === true },
      values: data.map((tree) => this.#valueOf(tree).value),
    };
    this.#sends.push(send);
    channel.binder?.sends.push(send);
  }

  *#for(receipts: readonly ReceiptTree[], index: number, body: ProcessTree, place: Place): Job<void> {
    const { kind, binds } = receipts[index]!;
    yield this.#receive(binds, kind, place, (inner) =>
      index + 1 < receipts.length ? this.#for(receipts, index + 1, body, inner) : this.process(body, inner),
    );
  }

  *#select({ at, branches }: Tree<'select'>, place: Place): Job<void> {
    const choice = this.#place('branches', place, at, idleOf(branches.map(({ body }) => body)));
    for (const { binds, body } of branches) {
      const branch = this.#place('branch', choice, body.at);
      yield this.#receive(binds, 'linear', branch, (inner) => this.process(body, inner));
    }
  }

  *#contract(tree: Tree<'contract'>, place: Place): Job<void> {
    const { at, channel: name, patterns, remainder, body: bodyTree } = tree;
    const channel = (yield this.#channel(name, place, false)) as Value;
    const body = this.#place('repeat', place, at);
    const { binders, parameters } = (yield this.#formals(patterns, remainder, body, 'contract')) as Formals;
    const source: SourceTree = { name, form: 'plain', args: [] };
    const bind: BindTree = { at, patterns, remainder, source };
    this.#recordReceive(bind, 'repeated', channel, parameters, [place, body]);
    yield this.#scoped(binders, bodyTree, body);
  }

  *#receive(
    binds: readonly BindTree[],
    kind: ReceiptTree['kind'],
    place: Place,
    bodyOf: (inner: Place) => Job<void>,
  ): Job<void> {
    const channels: Value[] = [];
    for (const { source } of binds) channels.push((yield this.#sourceOf(source, place)) as Value);
    const body = this.#place(kind === 'repeated' ? 'repeat' : 'wait', place, binds[0]!.at);
    const binders: Binder[] = [];
    for (const [index, bind] of binds.entries()) {
      const { patterns, remainder } = bind;
      const formals = (yield this.#formals(patterns, remainder, body, 'receive')) as Formals;
      for (const binder of formals.binders) binders.push(binder);
      this.#recordReceive(bind, kind, channels[index]!, formals.parameters, [place, body]);
    }
    this.#scope.bind(binders);
    yield bodyOf(body);
    this.#scope.unbind(binders);
  }

  /** The channel of a bind; that of `x!?(…)` is a fresh one, of which nobody else knows. */
  *#sourceOf({ name, form, args }: SourceTree, place: Place): Job<Value> {
    if (form !== 'ask') return (yield this.#channel(name, place, false)) as Value;
    yield this.#send(name.at, name, args, place, undefined);
    return UNKNOWN;
  }

  #recordReceive(
    { at, patterns, remainder, source }: BindTree,
    kind: ReceiptTree['kind'],
    channel: Value,
    parameters: readonly (Binder | undefined)[],
    [place, body]: readonly [Place, Place],
  ): void {
    if (this.#free !== undefined) return;
    const receive: Receive = {
      ...{ at, place, body, channel, kind, patterns, parameters, hasRemainder: remainder !== undefined },
      isAcknowledging: source.form === 'acknowledge',
    };
    this.#receives.push(receive);
    channel.binder?.receives.push(receive);
  }

  /** Patterns of one channel. */
  *#formals(
    patterns: readonly NameTree[],
    remainder: RemainderTree | undefined,
    place: Place,
    origin: Origin,
  ): Job<Formals> {
    const [outer, outerOrigin] = [this.#free, this.#origin];
    const binders: Binder[] = [];
    [this.#free, this.#origin] = [binders, origin];
    this.#scope.enterPattern();
    const parameters: (Binder | undefined)[] = [];
    for (const pattern of patterns) {
      const before = binders.length;
      if (pattern.tag === 'variable') this.#use(pattern.name, pattern.at, place, WHOLE, 'name');
      else if (pattern.tag === 'quote') yield this.process(pattern.process, place);
      const isVariable =
        pattern.tag === 'variable' || (pattern.tag === 'quote' && isOneVariable(pattern.process));
      parameters.push(isVariable ? binders[before] : undefined);
    }
    this.#remainder(remainder, place);
    this.#scope.leavePattern();
    [this.#free, this.#origin] = [outer, outerOrigin];
    return { binders, parameters };
  }

  *#pattern(tree: ProcessTree, place: Place, origin: Origin): Job<readonly Binder[]> {
    const pattern: NameTree = { tag: 'quote', at: tree.at, process: tree };
    return ((yield this.#formals([pattern], undefined, place, origin)) as Formals).binders;
  }

  *#if({ at, condition, yes, no }: Tree<'if'>, place: Place): Job<void> {
    yield this.process(condition, this.#data(place, condition.at));
    const choice = this.#place('branches', place, at, [
      ...idleOf(no === undefined ? [yes] : [yes, no]),
      ...(no === undefined ? [at] : []),
    ]);
    yield this.process(yes, this.#place('branch', choice, yes.at));
    if (no !== undefined) yield this.process(no, this.#place('branch', choice, no.at));
  }

  *#match({ at, target, cases }: Tree<'match'>, place: Place): Job<void> {
    yield this.process(target, this.#data(place, target.at));
    const choice = this.#place('branches', place, at, idleOf(cases.map(({ body }) => body)));
    for (const { pattern, body } of cases) {
      const branch = this.#place('branch', choice, body.at);
      const binders = (yield this.#pattern(pattern, branch, 'match')) as readonly Binder[];
      yield this.#scoped(binders, body, branch);
    }
  }

  *#let({ at, concurrent, declarations, body }: Tree<'let'>, place: Place): Job<void> {
    const inner = this.#place('wait', place, at);
    const all: Binder[] = [];
    for (const declaration of declarations) {
      const binders = (yield this.#declaration(declaration, place, inner)) as readonly Binder[];
      for (const binder of binders) all.push(binder);
      if (!concurrent) this.#scope.bind(binders);
    }
    if (concurrent) this.#scope.bind(all);
    yield this.process(body, inner);
    this.#scope.unbind(all);
  }

  *#declaration(
    { at, names, remainder, values }: DeclarationTree,
    outer: Place,
    inner: Place,
  ): Job<readonly Binder[]> {
    for (const value of values) yield this.process(value, this.#data(outer, at));
    const known = values.map((value) => this.#valueOf(value).value);
    const { binders, parameters } = (yield this.#formals(names, remainder, inner, 'let')) as Formals;
    for (const [index, binder] of parameters.entries())
      if (binder !== undefined && index < known.length)
        this.#definitions.push({ binder, value: known[index]! });
    return binders;
  }

  /** What a name in front of a send or a receive means. */
  *#channel(name: NameTree, place: Place, isSend: boolean): Job<Value> {
    if (name.tag === 'wildcard') return UNKNOWN;
    const { value, variable, rest } = this.#valueOf({ tag: 'eval', at: name.at, name });
    if (variable === undefined) {
      yield this.process(rest, this.#data(place, name.at));
      return value;
    }
    const { binder } = value;
    if (binder === undefined || this.#free !== undefined)
      this.#use(variable.name, variable.at, place, 0, name.tag === 'variable' ? 'name' : 'process');
    else {
      this.#refer(binder, variable.at, place, isSend);
      if (place.depth > binder.place.depth) binder.escaped = WHOLE;
    }
    return value;
  }

  /** Quotes, their undoing and bundles taken away: the variable that is left, if it is one, else the rest. */
  #valueOf(tree: ProcessTree): Readonly<{
    value: Value;
    variable: Readonly<{ name: string; at: number }> | undefined;
    rest: ProcessTree;
  }> {
    const { rest, variable, capabilities } = strip(tree);
    const binder = variable === undefined ? undefined : this.#scope.get(variable.name);
    return { value: { binder, capabilities }, variable, rest };
  }

  /** A name as a value, which takes `capabilities` with it; in a pattern, one that is bound there. */
  #use(name: string, at: number, place: Place, capabilities: number, sort: Sort): void {
    const binder = this.#scope.get(name);
    if (binder === undefined) {
      const parts = { name, at, sort, origin: this.#origin, uri: undefined, place };
      this.#free?.push(this.#binder(parts, false));
      return;
    }
    this.#refer(binder, at, place);
    if (this.#free === undefined) binder.escaped |= capabilities;
  }

  #refer(binder: Binder, at: number, place: Place, isSend = false): void {
    this.#occurrences.push({ at, binder });
    binder.uses.push({ at, place, isSend });
  }

  #remainder(tree: RemainderTree | undefined, place: Place): void {
    if (tree?.name !== undefined) this.#use(tree.name, this.#nameAfter(tree.at), place, WHOLE, 'process');
  }

  /** Where the name stands whose sign (`...`, `...@`, `=`, `=*`) is at this offset. */
  #nameAfter(at: number): number {
    SIGNS.lastIndex = at;
    return at + (SIGNS.exec(this.#source)?.[0].length ?? 0);
  }

  #binder(
    parts: Pick<Binder, 'name' | 'at' | 'sort' | 'origin' | 'uri' | 'place'>,
    isInPattern: boolean,
  ): Binder {
    const binder: Binder = { ...parts, isInPattern, sends: [], receives: [], uses: [], escaped: 0 };
    this.#binders.push(binder);
    this.#occurrences.push({ at: binder.at, binder });
    return binder;
  }

  #data(place: Place, at: number): Place {
    return this.#place('data', place, at);
  }

  #place(kind: Place['kind'], parent: Place | undefined, at: number, idle: readonly number[] = []): Place {
    const number = this.#places++;
    const depth = (parent?.depth ?? 0) + (kind === 'data' ? 1 : 0);
    const place = { kind, number, parent, at, depth, idle } as Place & { owner: Place };
    const isOwner = parent === undefined || kind === 'repeat';
    return Object.assign(place, { owner: isOwner ? place : parent.owner });
  }
}

const SIGNS = /(?:[.=*@\s]|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
