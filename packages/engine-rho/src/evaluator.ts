/**
 * Expressions to values (`spec/rholang.md` 2.6), charged as they go.
 *
 * Only top-level expressions of a `Par` are evaluated, and the elements of collections; bodies of processes are not.
 * Values that cannot change are returned as they are. Every visit is a `Job`.
 * @module
 */
import { boolTerm, collection, joinPars, mapTerm, pair, par1, parOf } from './build.ts';
import type { Environment } from './environment.ts';
import { haltRun } from './errors.ts';
import { isCollection, isExpression, K } from './kinds.ts';
import { checkValueSize } from './limits.ts';
import type { MatchBudget } from './match-budget.ts';
import { spatialMatch } from './matcher.ts';
import type { Meter } from './meter.ts';
import { METHODS } from './methods.ts';
import { negate, operate } from './operators.ts';
import { bulkCost, elementBytes, type Prices } from './prices.ts';
import { substitute } from './substitute.ts';
import { equalTerms, type Term } from './term.ts';
import type { Job } from './trampoline.ts';
import { runJob } from './trampoline.ts';
import { searchSteps, sortWork, WORK } from './work.ts';

export class Evaluator {
  readonly meter: Meter;
  readonly prices: Prices;
  readonly budget: MatchBudget;

  constructor(meter: Meter, prices: Prices, budget: MatchBudget) {
    this.meter = meter;
    this.prices = prices;
    this.budget = budget;
  }

  /** The `Par` with its expressions evaluated. */
  evaluate(par: Term, environment: Environment): Term {
    return par.isInert ? par : runJob(this.par(par, environment));
  }

  /** Evaluates and substitutes, charging the size of the result: how a value leaves its scope. */
  evaluateClosed(par: Term, environment: Environment): Term {
    return this.substituteCharged(this.evaluate(par, environment), environment, 0, 0, false);
  }

  substituteCharged(
    par: Term,
    environment: Environment,
    depth: 0 | 1,
    shift: number,
    inPlace: boolean,
  ): Term {
    const result = substitute(par, environment, depth, shift, inPlace);
    this.meter.charge(result.size);
    checkValueSize(result.size);
    return result;
  }

  lookUp(variable: Term, environment: Environment): Term {
    this.meter.charge(this.prices.variable);
    const value = variable.kind === K.boundVar ? environment.get(variable.count) : undefined;
    return value ?? haltRun('run.reduce', `Unbound variable: ${variable.count}`);
  }

  *par(par: Term, environment: Environment): Job<Term> {
    if (par.isInert) return par;
    this.meter.work(par.kids.length * WORK.expression);
    const pars: Term[] = [];
    for (const kid of par.kids) {
      if (kid.isInert || !isExpression(kid.kind)) pars.push(par.kids.length === 1 ? par : parOf([kid]));
      else pars.push((yield this.#toPar(kid, environment)) as Term);
    }
    return this.#joined(pars);
  }

  /** Sorting what variables stand for is paid by its bytes, as they may never leave. */
  #joined(pars: readonly Term[]): Term {
    const joined = joinPars(pars);
    if (pars.length > 1) this.meter.work(sortWork(joined.size, joined.kids.length));
    return joined;
  }

  /** One expression as a `Par`: variables and methods may yield any process. */
  *#toPar(expression: Term, environment: Environment): Job<Term> {
    if (expression.kind === K.boundVar || expression.kind === K.freeVar || expression.kind === K.wildcard)
      return (yield this.par(this.lookUp(expression, environment), environment)) as Term;
    if (expression.kind === K.method) return (yield this.method(expression, environment)) as Term;
    return par1((yield this.#expression(expression, environment)) as Term);
  }

  /** The result of a method call, as a `Par`. */
  *method(expression: Term, environment: Environment): Job<Term> {
    this.meter.charge(this.prices.methodCall);
    const target = (yield this.par(expression.first, environment)) as Term;
    const args: Term[] = [];
    for (const kid of expression.kids.slice(1)) args.push((yield this.par(kid, environment)) as Term);
    const name = expression.value as string;
    const method = METHODS.get(name) ?? haltRun('run.unknownMethod', `Unimplemented method: ${name}`);
    const many = method.args;
    if (args.length !== many)
      haltRun(
        'run.methodArguments',
        `Error: Method \`${name}\` expects ${many} Par argument(s), but got ${args.length} argument(s).`,
      );
    const single = (par: Term): Term => runJob(this.single(par, environment));
    const closed = (par: Term): Term => this.substituteCharged(par, environment, 0, 0, false);
    for (const arg of args) this.#chargeBulk(arg.size);
    if (target.kids.length === 1 && !isCollection(target.first.kind)) this.#chargeBulk(target.size);
    const context = { name, meter: this.meter, prices: this.prices, single, closed };
    if (target.kids.length === 1) for (const arg of args) this.#search(target.first, arg);
    const result = method.call(context, target, args);
    if (result.kids.length === 1) this.#chargeResult(result.first);
    return result;
  }

  /** Large operands cost their size; RChain's flat prices alone would make them nearly free. */
  #chargeBulk(bytes: number): void {
    this.meter.charge(bulkCost(this.prices, bytes));
  }

  #chargeResult(value: Term): Term {
    const { kids, size } = value;
    this.meter.work(kids.length * WORK.element);
    this.#chargeBulk(isCollection(value.kind) ? elementBytes(kids.length) : size);
    return value;
  }

  /** Looking for a value in a set or map, or for each element of another one. */
  #search({ kind, kids }: Term, { size }: Term): void {
    if (kind === K.set || kind === K.map)
      this.meter.work(size * searchSteps(kids.length) * WORK.comparedByte);
  }

  /** The one expression a `Par` must be, evaluated. */
  *single(par: Term, environment: Environment): Job<Term> {
    const [only] = par.kids;
    for (const { kind } of par.kids)
      if (!isExpression(kind))
        haltRun('run.reduce', 'Error: parallel or non expression found where expression expected.');
    if (only === undefined || par.kids.length !== 1)
      haltRun('run.reduce', 'Error: Multiple expressions given.');
    return only.isInert ? only : ((yield this.#expression(only, environment)) as Term);
  }

  *#boolean(par: Term, environment: Environment): Job<boolean> {
    const value = (yield this.single(par, environment)) as Term;
    if (value.kind !== K.bool) haltRun('run.reduce', "Error: expression didn't evaluate to boolean.");
    return value.value === true;
  }

  *#expression(term: Term, environment: Environment): Job<Term> {
    this.meter.work(WORK.expression);
    switch (term.kind) {
      case K.boundVar:
      case K.freeVar:
      case K.wildcard:
        return (yield this.single(this.lookUp(term, environment), environment)) as Term;
      case K.method: {
        const result = (yield this.method(term, environment)) as Term;
        return (yield this.single(result, environment)) as Term;
      }
      case K.list:
      case K.tuple:
      case K.set:
      case K.map:
        return (yield this.#collection(term, environment)) as Term;
      case K.not:
        return boolTerm(!((yield this.#boolean(term.first, environment)) as boolean));
      case K.and:
      case K.or:
      case K.shortAnd:
      case K.shortOr:
        return (yield this.#logic(term, environment)) as Term;
      case K.equal:
      case K.notEqual: {
        const left = (yield this.par(term.first, environment)) as Term;
        const right = (yield this.par(term.last, environment)) as Term;
        return this.#equality(term.kind, left, right, environment);
      }
      case K.matches: {
        const target = (yield this.par(term.first, environment)) as Term;
        return this.#matches(target, term.last, environment);
      }
      default:
        return term.isInert ? term : ((yield this.#operator(term, environment)) as Term);
    }
  }

  *#collection(term: Term, environment: Environment): Job<Term> {
    const kids: Term[] = [];
    for (const kid of term.kids) {
      if (kid.kind === K.pair) {
        const key = (yield this.par(kid.first, environment)) as Term;
        kids.push(pair(key, (yield this.par(kid.last, environment)) as Term));
      } else {
        kids.push((yield this.par(kid, environment)) as Term);
      }
    }
    if (term.kind === K.map || term.kind === K.set) this.meter.work(sortWork(keyBytes(kids), kids.length));
    return term.kind === K.map ? mapTerm(kids, term.remainder) : collection(term.kind, kids);
  }

  /** `and` and `or` evaluate both sides, `&&` and `||` the second only if needed. */
  *#logic(term: Term, environment: Environment): Job<Term> {
    const isAnd = term.kind === K.and || term.kind === K.shortAnd;
    const left = (yield this.#boolean(term.first, environment)) as boolean;
    if (term.kind === K.shortAnd || term.kind === K.shortOr) {
      this.meter.charge(this.prices.boolean);
      if (left !== isAnd) return boolTerm(left);
      return boolTerm((yield this.#boolean(term.last, environment)) as boolean);
    }
    const right = (yield this.#boolean(term.last, environment)) as boolean;
    this.meter.charge(this.prices.boolean);
    return boolTerm(isAnd ? left && right : left || right);
  }

  #equality(kind: number, left: Term, right: Term, environment: Environment): Term {
    const a = this.substituteCharged(left, environment, 0, 0, false);
    const b = this.substituteCharged(right, environment, 0, 0, false);
    this.meter.charge(Math.min(a.size, b.size));
    return boolTerm(equalTerms(a, b) === (kind === K.equal));
  }

  #matches(target: Term, pattern: Term, environment: Environment): Term {
    const closed = this.substituteCharged(target, environment, 0, 0, false);
    const shape = this.substituteCharged(pattern, environment, 1, 0, false);
    return boolTerm(spatialMatch(closed, shape, 0, this.budget) !== undefined);
  }

  *#operator(term: Term, environment: Environment): Job<Term> {
    const { kind, kids } = term;
    const context = { meter: this.meter, prices: this.prices };
    this.meter.work(WORK.expression);
    const isCall = kind === K.plusPlus || kind === K.minusMinus || kind === K.interpolate;
    if (isCall) this.meter.charge(this.prices.operatorCall);
    const left = (yield this.single(kids[0]!, environment)) as Term;
    if (kind === K.negate) return negate(context, left);
    const right = (yield this.single(kids[1]!, environment)) as Term;
    if (!isCollection(left.kind)) this.#chargeBulk(left.size);
    this.#chargeBulk(isCollection(right.kind) ? elementBytes(right.kids.length) : right.size);
    this.#search(left, right);
    return this.#chargeResult(operate(context, kind, left, right));
  }
}

/** Bytes of the elements of a set, or of the keys of a map. */
const keyBytes = (kids: readonly Term[]): number =>
  kids.reduce((sum, kid) => sum + (kid.kind === K.pair ? kid.first.size : kid.size), 0);
