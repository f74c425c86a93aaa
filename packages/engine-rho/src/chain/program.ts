/**
 * One program on the chain's tuple space: what it may use, what it costs, what it did.
 *
 * It runs in memory over the state; what it changed is written at its end, or before it calls a contract of another
 * engine, which may call back. Undoing a failed program is the caller's: the kernel undoes the whole call.
 * @module
 */
import type { rholang } from '@ashlar/protocol';
import { bytesTerm, par1 } from '../build.ts';
import { chainProcesses, tokenProcesses } from '../chain-processes.ts';
import type { ProgramRefusal, RunRefusal } from '../errors.ts';
import { haltRun } from '../errors.ts';
import { Evaluator } from '../evaluator.ts';
import { K } from '../kinds.ts';
import { MatchBudget } from '../match-budget.ts';
import { matchData } from '../matcher.ts';
import { MemorySpace } from '../memory-space.ts';
import type { Meter } from '../meter.ts';
import { RCHAIN_PRICES } from '../prices.ts';
import type { SplittableRandom } from '../random.ts';
import { readProgram } from '../read-program.ts';
import { type Branch, Reducer } from '../reducer.ts';
import { RunQueue } from '../run-queue.ts';
import type { SystemProcess } from '../system-process.ts';
import { arityPattern, fixedChannel } from '../system-process.ts';
import { standardProcesses } from '../system-processes.ts';
import type { Term } from '../term.ts';
import type { RhoHost } from './host.ts';
import { LogHash } from './log-hash.ts';
import { StateStore } from './state-store.ts';
import { VaultLedger } from './vault-ledger.ts';

/** Lines a program may print; what is beyond is dropped. */
const OUTPUT_LINES_MAX = 100;
/** Errors that are told; branches may fail by the thousand. */
const ERRORS_MAX = 10;
const OUTPUT_UNITS_MAX = 1_000;
/** Channel and reference of `rho:ashlar:call`; RChain's end at 18 and 16. */
const CALL = 40;
const ENTRY_POINT_MAX = 0xffff_ffffn;

type ProgramError = ProgramRefusal | RunRefusal;

export class Program {
  readonly space: MemorySpace;
  readonly meter: Meter;
  readonly errors: ProgramError[] = [];
  readonly #host: RhoHost;
  readonly #store: StateStore;
  readonly #processes: readonly SystemProcess[];
  readonly #budget: MatchBudget;
  readonly #log = new LogHash();
  readonly #output: string[] = [];
  /** A read writes nothing, not even before calls. */
  readonly #isRead: boolean;
  #communications = 0;

  constructor(host: RhoHost, meter: Meter, isRead: boolean) {
    this.#host = host;
    this.#isRead = isRead;
    this.meter = meter;
    this.#store = new StateStore(host, meter);
    this.#budget = new MatchBudget(meter);
    this.space = new MemorySpace(
      (values, pattern) => matchData(values, pattern, this.#budget),
      undefined,
      this.#store,
      (event) => this.#log.add(event),
    );
    const block = () => ({
      number: host.head().height,
      timestampMs: host.head().timeMs,
      sender: host.blockSigner(),
    });
    this.#processes = [
      ...standardProcesses((_stream, line) => this.#print(line)),
      ...chainProcesses({ block }),
      ...tokenProcesses(new VaultLedger(host)),
      this.#callProcess(),
    ];
    for (const { channel, arity, reference } of this.#processes)
      this.space.install({
        channels: [fixedChannel(channel)],
        patterns: [arityPattern(arity)],
        continuation: { kind: 'system', process: reference },
        persistent: true,
        peek: false,
      });
  }

  /** Runs a source. Its errors are added to `errors`. */
  runSource(source: string, random: SplittableRandom, injections: ReadonlyMap<string, Term>): void {
    const read = readProgram(source, '1.1', this.meter, injections);
    if (read.ok) this.run(read.value, random);
    else this.errors.push(read.refusal);
  }

  run(term: Term, random: SplittableRandom): void {
    const evaluator = new Evaluator(this.meter, RCHAIN_PRICES, this.#budget);
    const reducer = new Reducer(this.space, evaluator, new RunQueue<Branch>(), this.#processes);
    this.errors.push(...reducer.run(term, random));
    this.#communications += reducer.communications;
  }

  /** Pays, and writes what the program changed unless it failed. */
  finish(): rholang.Outcome {
    this.#host.settle();
    const errored = this.errors.length > 0;
    if (!errored && !this.#isRead) this.space.flush();
    return {
      cost: BigInt(this.meter.spent),
      errored,
      errors: this.errors.slice(0, ERRORS_MAX).map(messageOf),
      communications: BigInt(this.#communications),
      logHash: this.#log.digest(),
      output: this.#output,
    };
  }

  /** Whether it ran out of what its payer has, not of its own limit. */
  get isUnpaid(): boolean {
    return this.meter.isOut && this.meter.isCapped;
  }

  #print(line: string): void {
    if (this.#output.length < OUTPUT_LINES_MAX) this.#output.push(textOf(line));
  }

  /** `(contract id, entry point, arguments, ack)`: a contract of any engine, in the same transaction. */
  #callProcess(): SystemProcess {
    const urn = 'rho:ashlar:call';
    return {
      urn,
      channel: CALL,
      reference: CALL,
      arity: 4,
      run: (args, reply) => {
        const contractId = valueOf(args[0]!, K.bytes);
        const entryPoint = valueOf(args[1]!, K.int);
        const bytes = valueOf(args[2]!, K.bytes);
        const isCall = contractId instanceof Uint8Array && bytes instanceof Uint8Array;
        if (!isCall || typeof entryPoint !== 'bigint' || entryPoint < 0n || entryPoint > ENTRY_POINT_MAX)
          return haltRun(
            'run.systemProcess',
            `${urn} expects a contract id, an entry point, arguments and a name.`,
          );
        this.#host.settle();
        if (!this.#isRead) this.space.flush();
        const result = this.#host.callContract(contractId, Number(entryPoint), bytes);
        reply(args[3]!, [par1(bytesTerm(result.slice()))]);
      },
    };
  }
}

/** Programs can cut characters in two: what leaves here is whole again. */
const textOf = (text: string): string => text.slice(0, OUTPUT_UNITS_MAX).toWellFormed();

const messageOf = (error: ProgramError): string => {
  const position = 'position' in error ? error.position : undefined;
  const where = position === undefined ? '' : ` at ${position.line}:${position.column}`;
  return textOf(`${error.name}: ${error.message}${where}`);
};

function valueOf(par: Term, kind: number): unknown {
  return par.kids.length === 1 && par.first.kind === kind ? par.first.value : undefined;
}
