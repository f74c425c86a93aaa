/**
 * Values of bound variables, innermost first: a persistent stack with logarithmic access (Myers' jump pointers), so that
 * neither a tower of binders nor references across it cost more than they are charged.
 * @module
 */
import type { Term } from './term.ts';

export class Environment {
  readonly size: number;
  readonly #value: Term | undefined;
  readonly #parent: Environment | undefined;
  readonly #jump: Environment | undefined;

  private constructor(value: Term | undefined, parent: Environment | undefined) {
    this.#value = value;
    this.#parent = parent;
    this.size = parent === undefined ? 0 : parent.size + 1;
    const jump = parent === undefined ? undefined : parent.#jump;
    const far = jump === undefined ? undefined : jump.#jump;
    const even = far !== undefined && parent!.size - jump!.size === jump!.size - far.size;
    this.#jump = even ? far : parent;
  }

  static readonly empty: Environment = new Environment(undefined, undefined);

  with(value: Term): Environment {
    return new Environment(value, this);
  }

  withAll(values: readonly Term[]): Environment {
    let environment: Environment = this;
    for (const value of values) environment = environment.with(value);
    return environment;
  }

  /** Index 0 is the value bound last. Undefined beyond the outermost. */
  get(index: number): Term | undefined {
    const wanted = this.size - index;
    if (wanted < 1 || index < 0) return undefined;
    let node: Environment = this;
    while (node.size > wanted) {
      const jump = node.#jump!;
      node = jump.size >= wanted ? jump : node.#parent!;
    }
    return node.#value;
  }
}
