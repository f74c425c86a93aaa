/**
 * The reducer: runs a normalized program against a tuple space until nothing is left to run (`spec/rholang.md` 2.7).
 *
 * Branches are entries of one run queue; each step takes one to its next interaction with the space. A branch that fails
 * ends alone; the program's outcome gathers all failures. Running out of phlo ends everything.
 * @module
 */
import { assert } from '@ashlar/base';
import { bindPattern, bundleTerm, par1, privateName, singleBundle } from './build.ts';
import { Environment } from './environment.ts';
import type { RunRefusal } from './errors.ts';
import { Halt, haltRun } from './errors.ts';
import type { Evaluator } from './evaluator.ts';
import { K } from './kinds.ts';
import { spatialMatch } from './matcher.ts';
import { SplittableRandom } from './random.ts';
import type { RunQueue } from './run-queue.ts';
import { consumeStorage, produceStorage, StorageCosts } from './storage-costs.ts';
import type { SystemProcess } from './system-process.ts';
import { fixedChannel } from './system-process.ts';
import { REGISTRY_CHANNELS } from './system-processes.ts';
import { FLAG, type Term } from './term.ts';
import type { Communication, Consume, Datum, Produce, TupleSpace } from './tuple-space.ts';
import { WORK } from './work.ts';

/** Members of one parallel composition: the generator's splits have no more names. */
export const PAR_TERMS_MAX = 32_767;
/** Members split by one byte; beyond, by two. */
const BYTE_SPLITS_MAX = 256;

export type Branch =
  | Readonly<{ kind: 'par'; par: Term; environment: Environment; random: SplittableRandom }>
  | Readonly<{ kind: 'member'; term: Term; environment: Environment; random: SplittableRandom }>
  | Readonly<{ kind: 'produce'; produce: Produce }>
  | Readonly<{ kind: 'consume'; consume: Consume }>;

const NO_URNS: ReadonlyMap<string, Term> = new Map();
/** Categories in the order members are numbered: sends, receives, news, matches, bundles, then calls and variables. */
const EVALUATED = [K.send, K.receive, K.new, K.match, K.bundle];

export class Reducer {
  readonly #space: TupleSpace;
  readonly #evaluator: Evaluator;
  readonly #queue: RunQueue<Branch>;
  readonly #costs: StorageCosts;
  readonly #byReference: ReadonlyMap<number, SystemProcess>;
  readonly #byUrn: ReadonlyMap<string, Term>;
  readonly #errors: RunRefusal[] = [];
  /** Communications so far. */
  communications = 0;

  /** @param urns what further urns stand for: given by whoever runs genesis, never by a program */
  constructor(
    space: TupleSpace,
    evaluator: Evaluator,
    queue: RunQueue<Branch>,
    processes: readonly SystemProcess[],
    urns: ReadonlyMap<string, Term> = NO_URNS,
  ) {
    this.#space = space;
    this.#evaluator = evaluator;
    this.#queue = queue;
    this.#costs = new StorageCosts(evaluator.meter, evaluator.prices);
    this.#byReference = new Map(processes.map((system) => [system.reference, system]));
    const open = processes.filter(({ isPrivileged }) => isPrivileged !== true);
    const channels = [...REGISTRY_CHANNELS, ...open.map(({ urn, channel }) => [urn, channel] as const)];
    const bundles = channels.map(
      ([urn, channel]) => [urn, par1(bundleTerm(fixedChannel(channel), true, false))] as const,
    );
    this.#byUrn = new Map([...bundles, ...urns]);
  }

  /** Runs `par` to the end. Errors of its branches, in an order that does not depend on the scheduler. */
  run(par: Term, random: SplittableRandom): readonly RunRefusal[] {
    this.#queue.push({ kind: 'par', par, environment: Environment.empty, random });
    for (let branch = this.#queue.take(); branch !== undefined; branch = this.#queue.take()) {
      try {
        this.#step(branch);
      } catch (halt) {
        if (!(halt instanceof Halt)) throw halt;
        const refusal = halt.refusal as RunRefusal;
        if (refusal.code === 'run.outOfPhlo') return [refusal];
        this.#errors.push(refusal);
      }
    }
    return this.#errors.toSorted((a, b) => (a.message < b.message ? -1 : +(a.message > b.message)));
  }

  #step(branch: Branch): void {
    switch (branch.kind) {
      case 'par':
        return void this.#par(branch.par, branch.environment, branch.random);
      case 'member':
        return void this.#member(branch.term, branch.environment, branch.random);
      case 'produce':
        return void this.#produce(branch.produce);
      case 'consume':
        return void this.#consume(branch.consume);
    }
  }

  #par(par: Term, environment: Environment, random: SplittableRandom): void {
    const { meter } = this.#evaluator;
    meter.work(par.kids.length * WORK.glance);
    const members: Term[] = [];
    for (const kind of EVALUATED) for (const kid of par.kids) if (kid.kind === kind) members.push(kid);
    for (const kid of par.kids)
      if (kid.kind === K.boundVar || kid.kind === K.method || kid.kind === K.freeVar) members.push(kid);
    if (members.length > PAR_TERMS_MAX)
      haltRun(
        'run.tooManyTerms',
        `The number of terms in the Par is ${members.length}, which exceeds the limit of ${PAR_TERMS_MAX}.`,
      );
    meter.work(members.length * WORK.member);
    for (const [index, term] of members.entries()) {
      const own =
        members.length === 1
          ? random
          : members.length <= BYTE_SPLITS_MAX
            ? random.splitByte(index)
            : random.splitShort(index);
      this.#queue.push({ kind: 'member', term, environment, random: own });
    }
  }

  #member(term: Term, environment: Environment, random: SplittableRandom): void {
    switch (term.kind) {
      case K.send:
        return void this.#send(term, environment, random);
      case K.receive:
        return void this.#receive(term, environment, random);
      case K.new:
        return void this.#new(term, environment, random);
      case K.match:
        return void this.#match(term, environment, random);
      case K.bundle:
        return void this.#par(term.first, environment, random);
      default:
        return void this.#expression(term, environment, random);
    }
  }

  /** A variable or a method call in process position: what it stands for is run. */
  #expression(term: Term, environment: Environment, random: SplittableRandom): void {
    const par =
      term.kind === K.method
        ? this.#evaluator.evaluate(par1(term), environment)
        : this.#evaluator.lookUp(term, environment);
    this.#par(par, environment, random);
  }

  #send(term: Term, environment: Environment, random: SplittableRandom): void {
    const { meter, prices } = this.#evaluator;
    meter.charge(prices.send);
    const channel = this.#unbundle(
      this.#evaluator.evaluateClosed(term.first, environment),
      FLAG.write,
      'Trying to send on non-writeable channel.',
    );
    const data = term.kids.slice(1).map((datum) => this.#evaluator.evaluate(datum, environment));
    const values = data.map((datum) => this.#evaluator.substituteCharged(datum, environment, 0, 0, false));
    this.#produce({ channel, datum: { values, random }, persistent: term.isPersistent, occurrence: 0 });
  }

  #unbundle(channel: Term, permission: number, refusal: string): Term {
    const bundle = singleBundle(channel);
    if (bundle === undefined) return channel;
    if ((bundle.flags & permission) === 0) haltRun('run.reduce', refusal);
    return bundle.first;
  }

  #receive(term: Term, environment: Environment, random: SplittableRandom): void {
    const { meter, prices } = this.#evaluator;
    meter.charge(prices.receive);
    const channels: Term[] = [];
    const patterns: Term[] = [];
    for (const bind of term.kids.slice(0, -1)) {
      const source = this.#evaluator.evaluateClosed(bind.last, environment);
      channels.push(this.#unbundle(source, FLAG.read, 'Trying to read from non-readable channel.'));
      const parts = bind.kids
        .slice(0, -1)
        .map((pattern) => this.#evaluator.substituteCharged(pattern, environment, 1, 0, false));
      patterns.push(bindPattern(parts, bind.remainder, bind.count));
    }
    const body = this.#evaluator.substituteCharged(term.last, environment, 0, term.count, true);
    this.#consume({
      channels,
      patterns,
      continuation: { kind: 'body', body, random },
      persistent: term.isPersistent,
      peek: term.isPeek,
    });
  }

  #new(term: Term, environment: Environment, random: SplittableRandom): void {
    const { meter, prices } = this.#evaluator;
    meter.charge(prices.newBase + prices.newName * term.count);
    meter.work(term.count * WORK.name);
    const uris = term.value as readonly string[];
    let inner = environment;
    for (let name = uris.length; name < term.count; name++)
      inner = inner.with(par1(privateName(random.next())));
    for (const uri of uris) {
      const injected = term.kids.find(({ kind, value }) => kind === K.injection && value === uri);
      const value = this.#byUrn.get(uri) ?? injected?.first;
      inner = inner.with(
        value ??
          haltRun(
            'run.noValueForUrn',
            `No value set for \`${uri}\`. This is a bug in the normalizer or on the path from it.`,
          ),
      );
    }
    this.#par(term.last, inner, random);
  }

  #match(term: Term, environment: Environment, random: SplittableRandom): void {
    const { meter, prices, budget } = this.#evaluator;
    meter.charge(prices.match);
    const target = this.#evaluator.evaluateClosed(term.first, environment);
    for (let at = 1; at < term.kids.length; at++) {
      const { kids, count } = term.kids[at]!;
      meter.work(WORK.case);
      const pattern = this.#evaluator.substituteCharged(kids[0]!, environment, 1, 0, false);
      const values = spatialMatch(target, pattern, count, budget);
      if (values === undefined) continue;
      this.#par(kids[1]!, environment.withAll(values), random);
      return;
    }
  }

  #produce(produce: Produce): void {
    this.#costs.chargeProduce(produce);
    this.#evaluator.budget.reset(produceStorage(produce));
    const communication = this.#looking(() => this.#space.produce(produce));
    this.#costs.settle({ kind: 'produce', produce }, communication);
    if (communication === undefined) return;
    this.#communicated(communication);
    if (produce.persistent) this.#queue.push({ kind: 'produce', produce });
    this.#putBack(communication, produce);
  }

  #consume(consume: Consume): void {
    this.#costs.chargeConsume(consume);
    this.#evaluator.budget.reset(consumeStorage(consume));
    const communication = this.#looking(() => this.#space.consume(consume));
    this.#costs.settle({ kind: 'consume', consume }, communication);
    if (communication === undefined) return;
    this.#communicated(communication);
    if (consume.persistent) this.#queue.push({ kind: 'consume', consume });
    this.#putBack(communication, undefined);
  }

  /** Looking at the receives that wait is part of the search. */
  #looking(act: () => Communication | undefined): Communication | undefined {
    const before = this.#space.looks;
    const communication = act();
    this.#evaluator.budget.spend(this.#space.looks - before);
    return communication;
  }

  /** Starts what a communication continues with. */
  #communicated({ consume, taken }: Communication): void {
    this.communications += 1;
    const { continuation } = consume;
    const values = taken.flatMap((one) => one.values);
    if (continuation.kind === 'system') {
      this.#runSystem(continuation.process, values, taken[0]!.produce.datum.random);
      return;
    }
    const random = SplittableRandom.merge([
      continuation.random,
      ...taken.map(({ produce }) => produce.datum.random),
    ]);
    const environment = Environment.empty.withAll(values);
    this.#queue.push({ kind: 'par', par: continuation.body, environment, random });
  }

  /** A peek takes data like any receive; those that do not persist are sent again. */
  #putBack({ consume, taken }: Communication, trigger: Produce | undefined): void {
    if (!consume.peek) return;
    for (const { produce, removed } of taken) {
      if (produce.persistent || !(removed || produce === trigger)) continue;
      this.#queue.push({ kind: 'produce', produce: { ...produce, occurrence: produce.occurrence + 1 } });
    }
  }

  /** The process answers with the sender's generator. */
  #runSystem(reference: number, args: readonly Term[], random: SplittableRandom): void {
    const system = this.#byReference.get(reference);
    assert(system !== undefined, 'every installed process has its code');
    this.#evaluator.meter.work(system.work ?? 0);
    system.run(args, (channel, values) => {
      const datum: Datum = { values, random };
      this.#queue.push({ kind: 'produce', produce: { channel, datum, persistent: false, occurrence: 0 } });
    });
  }
}
