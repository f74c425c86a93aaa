/**
 * Names in scope while normalizing: bound variables by level, a fresh level count for each pattern, and the free
 * variables a pattern binds (`spec/rholang.md` 2.3).
 *
 * Entering a pattern hides every outer variable but from `=x`. One table of stacks holds all of it: the top entry of a
 * name is the innermost, and it is visible as a variable only if it belongs to the current pattern depth.
 * @module
 */
import { assert } from '@ashlar/base';

export type Sort = 'name' | 'process';
export type Binding = Readonly<{ name: string; sort: Sort; at: number }>;
type Entry = Readonly<{ level: number; depth: number; sort: Sort; at: number }>;
export type Found = Readonly<{ index: number; depth: number; sort: Sort; at: number }>;

export class Scope {
  readonly #entries = new Map<string, Entry[]>();
  /** Bound variables at each pattern depth. */
  readonly #counts: number[] = [0];

  /** 0 outside all patterns. */
  get depth(): number {
    return this.#counts.length - 1;
  }

  enterPattern(): void {
    this.#counts.push(0);
  }

  leavePattern(): void {
    assert(this.#counts.pop() === 0, 'a pattern leaves no variable bound');
  }

  bind(bindings: readonly Binding[]): void {
    const { depth } = this;
    for (const { name, sort, at } of bindings) {
      const entry: Entry = { level: this.#counts[depth]!++, depth, sort, at };
      const stack = this.#entries.get(name);
      if (stack === undefined) this.#entries.set(name, [entry]);
      else stack.push(entry);
    }
  }

  unbind(bindings: readonly Binding[]): void {
    for (const { name } of bindings) this.#entries.get(name)!.pop();
    this.#counts[this.depth]! -= bindings.length;
  }

  /** The variable `name` at the current pattern depth. */
  get(name: string): Found | undefined {
    const found = this.find(name);
    return found === undefined || found.depth !== 0 ? undefined : found;
  }

  /** The innermost variable `name`; `depth` counts the patterns between. */
  find(name: string): Found | undefined {
    const entry = this.#entries.get(name)?.at(-1);
    if (entry === undefined) return undefined;
    const index = this.#counts[entry.depth]! - entry.level - 1;
    return { index, depth: this.depth - entry.depth, sort: entry.sort, at: entry.at };
  }
}

export type ConnectiveKind = 'conjunction' | 'disjunction' | 'negation';

/** What one pattern binds, in order of first occurrence, and what else it uses that a program may not. */
export class FreeVariables {
  readonly bindings: Binding[] = [];
  readonly #levels = new Map<string, number>();
  /** Offsets of wildcards. */
  readonly wildcards: number[] = [];
  readonly connectives: { kind: ConnectiveKind; at: number }[] = [];

  get count(): number {
    return this.bindings.length;
  }

  get(name: string): Binding | undefined {
    const level = this.#levels.get(name);
    return level === undefined ? undefined : this.bindings[level];
  }

  /** The level of the new variable. */
  add(binding: Binding): number {
    this.#levels.set(binding.name, this.bindings.length);
    return this.bindings.push(binding) - 1;
  }
}
