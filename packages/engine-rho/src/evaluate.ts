/**
 * From source to outcome: parse, normalize, run, account. The one door most callers need.
 *
 * Everything is a function of the source and the options; printing goes to the result, not to the world.
 * @module
 */
import type { ProgramRefusal, RunRefusal } from './errors.ts';
import { Evaluator } from './evaluator.ts';
import type { SpaceEvent } from './events.ts';
import type { Dialect } from './lexer.ts';
import { MatchBudget } from './match-budget.ts';
import { matchData } from './matcher.ts';
import type { Guide } from './memory-space.ts';
import { MemorySpace } from './memory-space.ts';
import { Meter, PHLO_UNLIMITED } from './meter.ts';
import type { Prices } from './prices.ts';
import { RCHAIN_PRICES } from './prices.ts';
import { SplittableRandom } from './random.ts';
import { readProgram } from './read-program.ts';
import { type Branch, Reducer } from './reducer.ts';
import { RunQueue, type Scheduler } from './run-queue.ts';
import type { SpaceStore } from './space-store.ts';
import type { SystemProcess } from './system-process.ts';
import { arityPattern, fixedChannel } from './system-process.ts';
import type { Stream } from './system-processes.ts';
import { standardProcesses } from './system-processes.ts';
import type { Term } from './term.ts';
import type { SpaceContents } from './tuple-space.ts';

export type EvaluateOptions = Readonly<{
  dialect?: Dialect;
  /** Phlo; default: nobody pays. */
  phloLimit?: number;
  prices?: Prices;
  /** Default: the generator of the empty seed. The caller's is not touched. */
  random?: SplittableRandom;
  /** Values of urns that belong to the deploy: `rho:rchain:deployId`, `rho:rchain:deployerId`. */
  injections?: ReadonlyMap<string, Term>;
  /** Values of further urns, which do not become part of the program: what genesis alone may name. */
  urns?: ReadonlyMap<string, Term>;
  /** Beside the standard ones. */
  processes?: readonly SystemProcess[];
  /** What lies outside the space and must be undone with it when a program fails. */
  journals?: readonly Journal[];
  /** Follows a log instead of the canonical order. */
  guide?: Guide;
  /** Permutes branches; for tests of replay. */
  scheduler?: Scheduler;
}>;

/** State of a system process that a failed program must not have changed. */
export interface Journal {
  checkpoint(): number;
  revert(to: number): void;
}

export type Output = Readonly<{ stream: Stream; line: string }>;

export type Outcome = Readonly<{
  outputs: readonly Output[];
  /** Phlo as RChain counts it: the whole limit if the program failed while running. */
  cost: number;
  /** Phlo actually spent. */
  spent: number;
  errors: readonly (ProgramRefusal | RunRefusal)[];
  /** What the program left; nothing if it failed. */
  contents: SpaceContents;
  /** Kept when the program failed, too. */
  log: readonly SpaceEvent[];
  communications: number;
}>;

/** Runs one program in an empty space. Never throws on account of the program. */
export function evaluate(source: string, options: EvaluateOptions = {}): Outcome {
  const session = new Session(options);
  return session.evaluate(source, options);
}

/** A space that programs are run in one after another, as deploys of a block are. */
export class Session {
  readonly space: MemorySpace;
  readonly #outputs: Output[] = [];
  readonly #processes: readonly SystemProcess[];
  readonly #journals: readonly Journal[];
  readonly #isStored: boolean;
  #budget = new MatchBudget(new Meter(PHLO_UNLIMITED));

  /** @param options with a `store`, the space begins with what that holds, and every program ends by writing to it */
  constructor(
    options: Pick<EvaluateOptions, 'processes' | 'guide' | 'journals'> &
      Readonly<{ store?: SpaceStore }> = {},
  ) {
    this.#isStored = options.store !== undefined;
    this.#journals = options.journals ?? [];
    this.#processes = [
      ...standardProcesses((stream, line) => this.#outputs.push({ stream, line })),
      ...(options.processes ?? []),
    ];
    this.space = new MemorySpace(
      (values, pattern) => matchData(values, pattern, this.#budget),
      options.guide,
      options.store,
    );
    for (const { channel, arity, reference } of this.#processes)
      this.space.install({
        channels: [fixedChannel(channel)],
        patterns: [arityPattern(arity)],
        continuation: { kind: 'system', process: reference },
        persistent: true,
        peek: false,
      });
  }

  evaluate(source: string, options: Omit<EvaluateOptions, 'processes' | 'guide' | 'journals'> = {}): Outcome {
    const meter = new Meter(options.phloLimit ?? PHLO_UNLIMITED);
    const finish = (cost: number, errors: Outcome['errors'], communications: number): Outcome => ({
      outputs: this.#outputs.splice(0),
      cost,
      spent: meter.spent,
      errors,
      contents: this.space.contents(),
      log: this.space.takeLog(),
      communications,
    });
    const read = readProgram(source, options.dialect ?? '1.1', meter, options.injections);
    if (!read.ok) return finish(meter.spent, [read.refusal], 0);
    const checkpoint = this.space.checkpoint();
    const marks = this.#journals.map((journal) => journal.checkpoint());
    const { errors, communications } = this.#run(read.value, meter, options);
    if (errors.length > 0) {
      this.space.revert(checkpoint);
      for (const [index, journal] of this.#journals.entries()) journal.revert(marks[index]!);
    }
    this.space.commit();
    if (this.#isStored) this.space.flush();
    if (errors.length === 0) return finish(meter.spent, errors, communications);
    return finish(meter.limit, errors, communications);
  }

  #run(
    term: Term,
    meter: Meter,
    options: Pick<EvaluateOptions, 'prices' | 'random' | 'scheduler' | 'urns'>,
  ): Readonly<{ errors: readonly RunRefusal[]; communications: number }> {
    this.#budget = new MatchBudget(meter);
    const evaluator = new Evaluator(meter, options.prices ?? RCHAIN_PRICES, this.#budget);
    const queue = new RunQueue<Branch>(options.scheduler);
    const reducer = new Reducer(this.space, evaluator, queue, this.#processes, options.urns);
    const errors = reducer.run(term, (options.random ?? SplittableRandom.of(new Uint8Array(0))).copy());
    return { errors, communications: reducer.communications };
  }
}
