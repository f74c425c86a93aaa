/**
 * `ashlar sim`: validators or producers in virtual time, under faults and lies, from one seed. A broken promise of the protocol ends
 * with 70, and shows the seed, the rule and the timeline.
 * @module
 */
import { FAULT_CHOICES, type FaultChoice, simulate, WORLD_VALIDATORS_MAX } from '@ashlar/sim';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { CliError } from '../cli-error.ts';
import { Session } from '../session.ts';
import type { World } from '../world.ts';
import { bftWorlds, burnWorlds, type WorldShown, type Worlds } from './sim-worlds.ts';

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
  $ ashlar sim --seed 7 --trace                               with all that happened in it
  $ ashlar sim --profile burn --worlds 50                     producers of proof of burn`;

type Options = Readonly<{
  seed?: number;
  worlds?: number;
  validators?: number;
  profile: 'bft' | 'burn';
  faults: readonly FaultChoice[] | 'swarm';
  trace: boolean;
}>;

export function simCommand(root: Command, world: World, play: typeof simulate = simulate): void {
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
    .addOption(
      new Option('--profile <name>', 'which consensus; of burn, --faults is swarm or none')
        .choices(['bft', 'burn'])
        .default('bft'),
    )
    .option('--faults <list>', 'what goes wrong', faultList, 'swarm')
    .option('--trace', 'print all that happened, a column a validator', false)
    .addHelpText('after', EXAMPLES)
    .action((options: Options, command: Command) => {
      runWorlds(world, new Session(world, command), options, worldsOf(options, play));
    });
}

function worldsOf({ profile, validators, faults }: Options, play: typeof simulate): Worlds {
  const chosen = faults === 'swarm' ? undefined : faults;
  if (profile === 'bft') return bftWorlds(validators, chosen, play);
  if (chosen !== undefined && chosen.length > 0)
    throw new CliError('of the profile burn, --faults is swarm or none', 64);
  return burnWorlds(validators, chosen !== undefined);
}

type Totals = { worlds: number; simulatedMs: number; events: number; blocks: number };

function runWorlds(world: World, session: Session, options: Options, play: Worlds): void {
  const { trace } = options;
  const seed = options.seed ?? freshSeed(world);
  const count = options.worlds ?? (options.seed === undefined ? WORLDS : 1);
  if (trace && count > 1) throw new CliError('--trace shows one world: say --seed, without --worlds', 64);
  const progress = new Progress(world, count);
  const totals: Totals = { worlds: 0, simulatedMs: 0, events: 0, blocks: 0 };
  let last: WorldShown | undefined;
  for (let one = seed; one < seed + count; one++) {
    last = play(one, trace);
    totals.worlds += 1;
    totals.simulatedMs += last.simulatedMs;
    totals.events += last.events;
    totals.blocks += last.blocks;
    progress.show(totals);
    if (last.violations.length > 0) {
      progress.end();
      fail(world, session, one, play);
    }
  }
  progress.end();
  const shown = count === 1 ? last!.described : { seed, ...summary(totals), violations: [] };
  if (trace && session.isJson) session.print({ ...shown, timeline: last!.timeline.split('\n') });
  else {
    if (trace) world.out(`${last!.timeline}\n`);
    session.print(session.isJson ? shown : { ...shown, violations: 'none' });
  }
}

/** Plays the world again with its trace, for whoever must find out why. */
function fail(world: World, session: Session, seed: number, play: Worlds): never {
  const { violations, timeline, described } = play(seed, true);
  const { rule, detail, atMs } = violations[0]!;
  const lines = timeline.split('\n');
  if (session.isJson) session.print({ ...described, timeline: lines });
  else world.out(`${lines.slice(-FAILURE_LINES).join('\n')}\n`);
  const when = atMs === undefined ? '' : ` after ${(atMs / 1_000).toFixed(3)} s`;
  throw new CliError(
    `world ${seed} broke ${rule}${when}: ${detail}; see it with the same options and --seed ${seed} --trace`,
    70,
  );
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
