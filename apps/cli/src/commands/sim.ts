/**
 * `ashlar sim`: validators in virtual time, under faults and lies, from one seed. A broken promise of the protocol ends
 * with 70, and shows the seed, the rule and the timeline.
 * @module
 */
import {
  chooseScenario,
  FAULT_CHOICES,
  type FaultChoice,
  type Outcome,
  type Scenario,
  simulate,
  WORLD_VALIDATORS_MAX,
} from '@ashlar/sim';
import { type Command, InvalidArgumentError } from 'commander';
import { CliError } from '../cli-error.ts';
import { Session } from '../session.ts';
import type { World } from '../world.ts';

const WORLDS_MAX = 1_000_000;
/** Worlds of a run without a seed. */
const WORLDS = 100;
/** Lines of a timeline that a failure shows, its end. */
const FAILURE_LINES = 60;
const PROGRESS_TERMINAL_MS = 100;
const PROGRESS_PLAIN_MS = 10_000;
const MS_PER_HOUR = 3_600_000;

const EXAMPLES = `
Faults: swarm (each world draws its own), none, or some of ${FAULT_CHOICES.join(', ')}.

Examples:
  $ ashlar sim --worlds 1000                                  a swarm of worlds
  $ ashlar sim --seed 7 --validators 7 --faults crash,loss    one world again
  $ ashlar sim --seed 7 --trace                               with all that happened in it`;

type Options = Readonly<{
  seed?: number;
  worlds?: number;
  validators?: number;
  profile: string;
  faults: readonly FaultChoice[] | 'swarm';
  trace: boolean;
}>;

export function simCommand(root: Command, world: World, play: Play = simulate): void {
  root
    .command('sim')
    .description('validators in virtual time, under faults and lies')
    .option(
      '--seed <number>',
      'decides everything; by default fresh',
      wholeNumber(0, Number.MAX_SAFE_INTEGER),
    )
    .option(
      '--worlds <count>',
      `worlds, from that seed on; 1 with --seed, else ${WORLDS}`,
      wholeNumber(1, WORLDS_MAX),
    )
    .option('--validators <count>', 'validators; by default drawn', wholeNumber(1, WORLD_VALIDATORS_MAX))
    .option('--profile <name>', 'which consensus: bft', 'bft')
    .option('--faults <list>', 'what goes wrong', faultList, 'swarm')
    .option('--trace', 'print all that happened, a column a validator', false)
    .addHelpText('after', EXAMPLES)
    .action((options: Options, command: Command) => {
      if (options.profile !== 'bft')
        throw new CliError(`the simulator knows the profile bft, not ${options.profile}`, 64);
      runWorlds(world, new Session(world, command), options, play);
    });
}

/** `simulate`, or what a test puts in its place. */
type Play = typeof simulate;

type Totals = { worlds: number; simulatedMs: number; events: number; blocks: number };

function runWorlds(world: World, session: Session, options: Options, play: Play): void {
  const { trace, validators, faults } = options;
  const seed = options.seed ?? freshSeed(world);
  const count = options.worlds ?? (options.seed === undefined ? WORLDS : 1);
  if (trace && count > 1) throw new CliError('--trace shows one world: say --seed, without --worlds', 64);
  const progress = new Progress(world, count);
  const totals: Totals = { worlds: 0, simulatedMs: 0, events: 0, blocks: 0 };
  const scenarioOf = (one: number): Scenario =>
    chooseScenario(one, validators, faults === 'swarm' ? undefined : faults);
  let last: Outcome | undefined;
  for (let one = seed; one < seed + count; one++) {
    const outcome = play(scenarioOf(one), { isTraced: trace });
    totals.worlds += 1;
    totals.simulatedMs += outcome.simulatedMs;
    totals.events += outcome.events;
    totals.blocks += outcome.height;
    progress.show(totals);
    if (outcome.violations.length > 0) {
      progress.end();
      fail(world, session, scenarioOf(one), play);
    }
    last = outcome;
  }
  progress.end();
  const shown =
    count === 1 ? describe(scenarioOf(seed), last!) : { seed, ...summary(totals), violations: [] };
  if (trace && session.isJson) session.print({ ...shown, timeline: last!.timeline.split('\n') });
  else {
    if (trace) world.out(`${last!.timeline}\n`);
    session.print(session.isJson ? shown : { ...shown, violations: 'none' });
  }
}

/** Plays the world again with its trace, for whoever must find out why. */
function fail(world: World, session: Session, scenario: Scenario, play: Play): never {
  const outcome = play(scenario, { isTraced: true });
  const { rule, detail, atMs } = outcome.violations[0]!;
  const lines = outcome.timeline.split('\n');
  if (session.isJson) session.print({ ...describe(scenario, outcome), timeline: lines });
  else world.out(`${lines.slice(-FAILURE_LINES).join('\n')}\n`);
  throw new CliError(
    `world ${scenario.seed} broke ${rule} after ${(atMs / 1_000).toFixed(3)} s: ${detail}; see it with the same options and --seed ${scenario.seed} --trace`,
    70,
  );
}

function describe(scenario: Scenario, outcome: Outcome): Readonly<Record<string, unknown>> {
  const { seed, size, adversaries, faults, delayMs } = scenario;
  const { height, simulatedMs, events, violations, traceHash } = outcome;
  const liars = [...adversaries].map(([node, name]) => `${node} ${name}`).join(', ');
  return {
    seed,
    validators: size,
    adversaries: liars === '' ? 'none' : liars,
    faults: faults.length,
    delayMs,
    blocks: height,
    simulatedSeconds: simulatedMs / 1_000,
    events,
    traceHash,
    violations,
  };
}

function summary({ worlds, simulatedMs, events, blocks }: Totals): Readonly<Record<string, unknown>> {
  return { worlds, simulatedHours: Number((simulatedMs / MS_PER_HOUR).toFixed(3)), events, blocks };
}

/** On a terminal one line that changes, elsewhere now and then a line; nothing for what is quickly done. */
class Progress {
  readonly #world: World;
  readonly #count: number;
  readonly #startMs: number;
  #shownMs: number;
  #isLineOpen = false;

  constructor(world: World, count: number) {
    this.#world = world;
    this.#count = count;
    this.#startMs = world.nowMs();
    this.#shownMs = this.#startMs;
  }

  show({ worlds, simulatedMs, events }: Totals): void {
    const { isTerminal, err, nowMs } = this.#world;
    const now = nowMs();
    if (now - this.#shownMs < (isTerminal ? PROGRESS_TERMINAL_MS : PROGRESS_PLAIN_MS)) return;
    this.#shownMs = now;
    const seconds = (now - this.#startMs) / 1_000;
    const text =
      `${worlds} of ${this.#count} worlds, ${(worlds / seconds).toFixed(1)} a second, ` +
      `${(simulatedMs / MS_PER_HOUR).toFixed(2)} simulated hours, ${Math.round(events / seconds)} events/s`;
    err(isTerminal ? `\r${text}\u001b[K` : `${text}\n`);
    this.#isLineOpen = isTerminal;
  }

  end(): void {
    if (this.#isLineOpen) this.#world.err('\n');
    this.#isLineOpen = false;
  }
}

function freshSeed(world: World): number {
  return world.random(4).reduce((sum, byte) => sum * 256 + byte, 0);
}

function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= min && value <= max))
      throw new InvalidArgumentError(`a whole number from ${min} to ${max}`);
    return value;
  };
}

function faultList(text: string): Options['faults'] {
  if (text === 'swarm') return text;
  if (text === 'none') return [];
  const chosen = text.split(',');
  const unknown = chosen.filter((name) => !FAULT_CHOICES.some((known) => known === name));
  if (unknown.length > 0)
    throw new InvalidArgumentError(
      `there is no fault ${unknown.join(', ')}: swarm, none, or some of ${FAULT_CHOICES.join(', ')}`,
    );
  return FAULT_CHOICES.filter((known) => chosen.includes(known));
}
