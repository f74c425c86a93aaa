/**
 * Which binder a name means: the innermost of that name, unless a pattern stands between (`spec/rholang.md` 2.3).
 * @module
 */
import type { Binder } from './bindings.ts';

type Entry = Readonly<{ binder: Binder; depth: number }>;

export class BinderScope {
  readonly #entries = new Map<string, Entry[]>();
  #depth = 0;

  enterPattern(): void {
    this.#depth += 1;
  }

  leavePattern(): void {
    this.#depth -= 1;
  }

  bind(binders: readonly Binder[]): void {
    for (const binder of binders) {
      const entry = { binder, depth: this.#depth };
      const stack = this.#entries.get(binder.name);
      if (stack === undefined) this.#entries.set(binder.name, [entry]);
      else stack.push(entry);
    }
  }

  unbind(binders: readonly Binder[]): void {
    for (const { name } of binders) this.#entries.get(name)!.pop();
  }

  /** Outside of patterns around the present one nothing is in sight. */
  get(name: string): Binder | undefined {
    const entry = this.#entries.get(name)?.at(-1);
    return entry?.depth === this.#depth ? entry.binder : undefined;
  }

  /** What `=name` means. */
  getAcrossPatterns(name: string): Binder | undefined {
    return this.#entries.get(name)?.at(-1)?.binder;
  }
}
