/**
 * The types checker against the reducer: a message that it says nobody takes is never taken, and a receive that it says is
 * never served, or fails, never runs. `RHO_TYPES_RUNS` runs more.
 *
 * Every send and every receive of a program has a line and a mark of its own: a message carries its mark first, a receive
 * prints its own and the message's.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkTypes, evaluate, parse } from '../src/index.ts';
import { runsOf } from './support/programs.ts';

const CLAIMS = new Set([
  'types.arity',
  'types.shape',
  'types.capability',
  'types.neverReceived',
  'types.neverSent',
]);
const DEPTH_MAX = 5;

/** Grows a program from numbers. */
class Growth {
  readonly #choices: readonly number[];
  #at = 0;
  #marks = 0;
  #names = 0;

  constructor(choices: readonly number[]) {
    this.#choices = choices;
  }

  program(): string {
    const names = ['a', 'b', 'c'];
    return `new out(\`rho:io:stdout\`), ${names.join(', ')} in {${this.#processes(names, 0)}}`;
  }

  #pick(count: number): number {
    return (this.#choices[this.#at++] ?? 0) % count;
  }

  #of<T>(all: readonly T[]): T {
    return all[this.#pick(all.length)]!;
  }

  #fresh(): string {
    return `x${this.#names++}`;
  }

  #processes(names: readonly string[], depth: number): string {
    const count = depth >= DEPTH_MAX || this.#at >= this.#choices.length ? 0 : 1 + this.#pick(4);
    return count === 0
      ? 'Nil'
      : Array.from({ length: count }, () => this.#process(names, depth + 1)).join(' | ');
  }

  #process(names: readonly string[], depth: number): string {
    switch (this.#pick(10)) {
      case 0: {
        const fresh = this.#fresh();
        return `new ${fresh} in { ${this.#processes([...names, fresh], depth)} }`;
      }
      case 1:
        return `if (${this.#of(['true', 'false'])}) { ${this.#processes(names, depth)} }`;
      case 2: {
        const fresh = this.#fresh();
        return `let ${fresh} <- ${this.#value(names)} in { ${this.#processes([...names, fresh], depth)} }`;
      }
      case 9:
        return `*${this.#of(names)}`;
      case 3:
      case 4:
      case 5:
        return this.#receive(names, depth);
      default:
        return `\n${this.#channel(names)}!(${[this.#marks++, ...this.#values(names)].join(', ')})`;
    }
  }

  #receive(names: readonly string[], depth: number): string {
    const mark = this.#marks++;
    const bound: string[] = [];
    const patterns = Array.from({ length: this.#pick(3) }, () => {
      const fresh = this.#fresh();
      const kind = this.#pick(5);
      if (kind < 2) bound.push(fresh);
      return [fresh, fresh, '_', '@"k"', '@(_, _)'][kind]!;
    });
    if (this.#pick(8) === 0) patterns.push('...@rest');
    const formals = ['@m', ...patterns].join(', ').replace(', ...', ' ...');
    const body = `{ out!((${mark}, m)) | ${this.#processes([...names, ...bound], depth)} }`;
    const channel = this.#channel(names);
    if (this.#pick(3) === 0) return `\ncontract ${channel}(${formals}) = ${body}`;
    return `for (\n${formals} ${this.#of(['<-', '<-', '<=', '<<-'])} ${channel}) ${body}`;
  }

  #channel(names: readonly string[]): string {
    const name = this.#of(names);
    return [name, name, name, name, `@{bundle+{*${name}}}`, `@{bundle-{*${name}}}`, `@(*${name}, 1)`][
      this.#pick(7)
    ]!;
  }

  #values(names: readonly string[]): readonly string[] {
    return Array.from({ length: this.#pick(3) }, () => this.#value(names));
  }

  #value(names: readonly string[]): string {
    const name = this.#of(names);
    const wholes = [
      `*${name}`,
      `(*${name}, 1)`,
      `{\n${name}!(${this.#marks++}, *${name})}`,
      `[*${name}].nth(0)`,
    ];
    const parts = [
      `bundle+{*${name}}`,
      `bundle-{*${name}}`,
      `bundle0{*${name}}`,
      `bundle+{bundle-{*${name}}}`,
    ];
    return this.#of(['1', '"k"', '"other"', 'Nil', '(1, 2)', ...wholes, ...parts, ...parts]);
  }
}

test('what the checker says never happens does not happen', () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(fc.array(fc.nat(1000), { minLength: 20, maxLength: 120 }), (choices) => {
      const source = new Growth(choices).program();
      const parsed = parse(source);
      assert.ok(parsed.ok, parsed.ok ? '' : `${parsed.refusal.message}\n${source}`);
      const claims = checkTypes(parsed.value, source).filter(({ code }) => CLAIMS.has(code));
      const { outputs } = evaluate(source, { phloLimit: 50_000 });
      const happened = new Set(outputs.flatMap(({ line }) => line.match(/\d+/g) ?? []));
      const lines = source.split('\n');
      for (const { code, line, message } of claims) {
        const mark = /!\((\d+)|out!\(\((\d+)/.exec(lines[line - 1]!)!;
        seen.set(code, (seen.get(code) ?? 0) + 1);
        assert.ok(!happened.has(mark[1] ?? mark[2]!), `line ${line}: ${message}\n${source}`);
      }
    }),
    { numRuns: runsOf('RHO_TYPES_RUNS', 500) },
  );
  assert.deepEqual([...seen.keys()].sort(), [...CLAIMS].sort(), 'each claim was made');
});
