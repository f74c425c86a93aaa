/**
 * Random programs as text: closed, well-sorted, of every construct the printer can print back.
 *
 * A program is grown from a list of numbers, so that fast-check shrinks it; variables in scope decide what may stand
 * where. Prefers small channels (`@0` … `@2`), so that sends and receives meet.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Term } from '../../src/index.ts';
import { normalize, parse } from '../../src/index.ts';

export const runsOf = (name: string, standard: number): number => Number(process.env[name] ?? standard);

/** The term of a program that must be one. */
export function termOf(source: string, dialect: '1.0' | '1.1' = '1.1'): Term {
  const parsed = parse(source, dialect);
  assert.ok(parsed.ok, `${source}: ${parsed.ok ? '' : parsed.refusal.message}`);
  const term = normalize(parsed.value, source);
  assert.ok(term.ok, `${source}: ${term.ok ? '' : term.refusal.message}`);
  return term.value;
}

type Names = Readonly<{ names: readonly string[]; processes: readonly string[] }>;
const DEPTH_MAX = 4;

class Grower {
  readonly #choices: readonly number[];
  #at = 0;
  #fresh = 0;

  constructor(choices: readonly number[]) {
    this.#choices = choices;
  }

  #pick(count: number): number {
    const choice = this.#choices[this.#at++ % this.#choices.length] ?? 0;
    return (choice + this.#at) % count;
  }

  #name(): string {
    this.#fresh += 1;
    return `v${this.#fresh}`;
  }

  #one<T>(items: readonly T[]): T {
    return items[this.#pick(items.length)]!;
  }

  process(scope: Names, depth: number): string {
    if (depth >= DEPTH_MAX) return this.#send(scope, depth);
    switch (this.#pick(10)) {
      case 0:
      case 1:
        return this.#send(scope, depth);
      case 2:
      case 3:
        return this.#receive(scope, depth);
      case 4: {
        const name = this.#name();
        return `new ${name} in {${this.process({ ...scope, names: [...scope.names, name] }, depth + 1)}}`;
      }
      case 5:
        return this.#match(scope, depth);
      case 6:
        return `if (${this.#value(scope, depth + 1)}) {${this.process(scope, depth + 1)}} else {${this.process(scope, depth + 1)}}`;
      case 7:
        return `{${this.process(scope, depth + 1)} | ${this.process(scope, depth + 1)}}`;
      case 8:
        return scope.names.length === 0 ? 'Nil' : `bundle+{*${this.#one(scope.names)}}`;
      default:
        return this.#letOrContract(scope, depth);
    }
  }

  #channel(scope: Names): string {
    return scope.names.length > 0 && this.#pick(2) === 0 ? this.#one(scope.names) : `@${this.#pick(3)}`;
  }

  #send(scope: Names, depth: number): string {
    const persistent = this.#pick(12) === 0 ? '!!' : '!';
    const data = Array.from({ length: 1 + this.#pick(2) }, () => this.#value(scope, depth + 1));
    return `${this.#channel(scope)}${persistent}(${data.join(', ')})`;
  }

  #receive(scope: Names, depth: number): string {
    const arrow = this.#one(['<-', '<-', '<-', '<=', '<<-']);
    const isJoin = arrow === '<-' && this.#pick(4) === 0;
    const first = this.#formals(scope, depth);
    const second = isJoin ? this.#formals(scope, depth) : undefined;
    const binds = [`${first.text} ${arrow} @${this.#pick(2)}`];
    if (second !== undefined) binds.push(`${second.text} ${arrow} @2`);
    const inner: Names = {
      names: [...scope.names, ...first.names, ...(second?.names ?? [])],
      processes: [...scope.processes, ...first.processes, ...(second?.processes ?? [])],
    };
    return `for(${binds.join(' & ')}) {${this.process(inner, depth + 1)}}`;
  }

  #letOrContract(scope: Names, depth: number): string {
    const formals = this.#formals(scope, depth);
    const inner: Names = {
      names: [...scope.names, ...formals.names],
      processes: [...scope.processes, ...formals.processes],
    };
    const body = this.process(inner, depth + 1);
    if (this.#pick(2) === 0) return `contract @${this.#pick(3)}(${formals.text}) = {${body}}`;
    const { text } = formals;
    return text.includes('...')
      ? 'Nil'
      : `let ${text.split(', ')[0]} <- ${this.#value(scope, depth + 1)} in {Nil}`;
  }

  /** One or two patterns of names, and what they bind. */
  #formals(scope: Names, depth: number): Readonly<{ text: string }> & Names {
    const names: string[] = [];
    const processes: string[] = [];
    const parts: string[] = [];
    for (let part = 0; part <= this.#pick(2); part++) {
      const name = this.#name();
      if (this.#pick(3) === 0) {
        names.push(name);
        parts.push(name);
      } else {
        parts.push(`@{${this.#pattern(scope, processes, depth + 1)}}`);
      }
    }
    return { text: parts.join(', '), names, processes };
  }

  #pattern(scope: Names, bound: string[], depth: number): string {
    const variable = (): string => {
      const name = this.#name();
      bound.push(name);
      return name;
    };
    if (depth >= DEPTH_MAX) return variable();
    switch (this.#pick(9)) {
      case 0:
      case 1:
        return variable();
      case 2:
        return '_';
      case 3:
        return String(this.#pick(3));
      case 4:
        return `[${this.#pattern(scope, bound, depth + 1)} ...${variable()}]`;
      case 5:
        return `(${this.#pattern(scope, bound, depth + 1)}, ${this.#pattern(scope, bound, depth + 1)})`;
      case 6:
        return `{Int /\\ ${variable()}}`;
      case 7:
        return scope.processes.length > 0 ? `=${this.#one(scope.processes)}` : `${variable()} | 1`;
      default:
        return `@{${this.#pattern(scope, bound, depth + 1)}}!(${this.#pattern(scope, bound, depth + 1)})`;
    }
  }

  #match(scope: Names, depth: number): string {
    const bound: string[] = [];
    const pattern = this.#pattern(scope, bound, depth + 1);
    const inner: Names = { ...scope, processes: [...scope.processes, ...bound] };
    const body = this.process(inner, depth + 1);
    return `match {${this.#value(scope, depth + 1)}} { {${pattern}} => {${body}} _ => {Nil} }`;
  }

  #value(scope: Names, depth: number): string {
    if (depth >= DEPTH_MAX + 2) return String(this.#pick(3));
    const value = (): string => this.#value(scope, depth + 1);
    switch (this.#pick(14)) {
      case 0:
        return scope.processes.length > 0 ? this.#one(scope.processes) : '"text"';
      case 1:
        return scope.names.length > 0 ? `*${this.#one(scope.names)}` : 'true';
      case 2:
        return `[${value()}, ${value()}]`;
      case 3:
        return `(${value()},)`;
      case 4:
        return `Set(${value()}, ${value()})`;
      case 5:
        return `{${value()} : ${value()}}`;
      case 6:
        return (
          `(${value()}) ${this.#one(['+', '-', '*', '==', '!=', '++', '<'])} (${value()})`.replace(/^/, '(') +
          ')'
        );
      case 7:
        return `[${value()}].length()`;
      case 8:
        return `{${this.process(scope, depth + 1)}}`;
      case 9:
        return `(${value()} matches {Int \\/ ~String})`;
      case 10:
        return 'BigInt(12345678901234567890)';
      case 11:
        return 'Nil';
      default:
        return String(this.#pick(3));
    }
  }
}

/** Sources of closed programs; all of them parse and normalize. */
export const programs: fc.Arbitrary<string> = fc
  .array(fc.nat({ max: 1000 }), { minLength: 4, maxLength: 60 })
  .map((choices) => {
    const grower = new Grower(choices);
    const parts = [0, 1, 2].map(() => grower.process({ names: [], processes: [] }, 0));
    return parts.join(' | ');
  })
  .filter((source) => {
    const parsed = parse(source);
    return parsed.ok && normalize(parsed.value, source).ok;
  });

const SENDS = ['@0!(0)', '@0!(1)', '@1!(0)', '@1!(1)', '@2!(0)', '@0!!(1)', 'new n in { @1!(*n) }'];
const PATTERNS = ['_', '@0', '@1', '@x', '@{x /\\ Int}'];

/** Fragments that race for few channels: sends, persistent sends, receives, contracts, peeks, joins. */
const fragments: fc.Arbitrary<string> = fc
  .record({
    form: fc.constantFrom('send', 'send', 'send', 'for', 'for', 'peek', 'contract', 'join', 'joinPeek'),
    send: fc.constantFrom(...SENDS),
    reply: fc.constantFrom('Nil', '@2!(5)', '@1!(7)', 'new n in { @2!(*n) | for(@y <- @2){ @3!(y) } }'),
    channel: fc.constantFrom(0, 1, 2),
    pattern: fc.constantFrom(...PATTERNS),
  })
  .map(({ form, send, reply, channel, pattern }) => {
    if (form === 'send') return send;
    const body = `{ ${reply} }`;
    if (form === 'contract') return `contract @${channel}(${pattern}) = ${body}`;
    const arrow = form === 'peek' || form === 'joinPeek' ? '<<-' : '<-';
    if (form === 'for' || form === 'peek') return `for(${pattern} ${arrow} @${channel})${body}`;
    return `for(${pattern} ${arrow} @${channel} & z ${arrow} @${(channel + 1) % 3})${body}`;
  });

/** Programs whose outcome depends on who comes first. */
export const races: fc.Arbitrary<string> = fc
  .array(fragments, { minLength: 2, maxLength: 9 })
  .map((parts) => parts.join(' | '));
