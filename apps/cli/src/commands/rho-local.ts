/** `ashlar rho run`, `eval`, `test` and `repl`: Rholang in memory, without a chain. @module */
import { EMPTY } from '@ashlar/base';
import { runSuite, TEST_KEYS, testWorld } from '@ashlar/contracts-rho';
import {
  build,
  equalTerms,
  K,
  normalize,
  type Outcome,
  PHLO_UNLIMITED,
  parse,
  printTerm,
  Session as Space,
  SplittableRandom,
  type Term,
} from '@ashlar/engine-rho';
import type { Command } from 'commander';
import { CliError } from '../cli-error.ts';
import { integerArgument, Session } from '../session.ts';
import type { World } from '../world.ts';
import { refusalText, sourceOf } from './rho-source.ts';

const PHLO_MAX = 1_000_000_000_000;
/** Programs of one session: each has names of its own. */
const PROGRAMS_MAX = 1_000_000;

type RunOptions = Readonly<{ phloLimit: number; bare: boolean; space: boolean }>;

/** Adds the commands to `ashlar rho`. */
export function rhoLocalCommands(rho: Command, world: World): void {
  rho
    .command('run <files...>')
    .description('run programs in memory, one after another in one space (- reads one from the input)')
    .option(
      '--phlo-limit <phlo>',
      'most each may spend',
      integerArgument('limit', 1, PHLO_MAX),
      PHLO_UNLIMITED,
    )
    .option('--bare', 'without the system contracts (registry, vaults, lists…)', false)
    .option('--space', 'also show what lies on channels at the end; with --bare', false)
    .addHelpText(
      'after',
      "\nThe deployer is Alice, whose vault has 9,000,000 coins.\n\nExample:\n  $ echo 'new out(`rho:io:stdout`) in { out!(6 * 7) }' | ashlar rho run -",
    )
    .action(async (files: readonly string[], options: RunOptions, command: Command) => {
      if (options.space && !options.bare) throw new CliError('--space needs --bare', 64);
      await runFiles(world, new Session(world, command), files, options);
    });
  rho
    .command('eval <expression>')
    .description('the value of an expression')
    .addHelpText('after', "\nExample:\n  $ ashlar rho eval '[1, 2, 3].length() * 14'")
    .action((text: string, _options: unknown, command: Command) => {
      const session = new Session(world, command);
      const { outcome, results } = new Player(true).expression(text);
      refuse(outcome, 'the expression');
      session.print({ value: results.map(printTerm).join(', '), cost: outcome.cost });
    });
  rho
    .command('test <files...>')
    .description('run suites of tests, each in a chain in memory with all system contracts')
    .addHelpText('after', '\nExample:\n  $ ashlar rho test tests/*.rho')
    .action(async (files: readonly string[], _options: unknown, command: Command) => {
      const session = new Session(world, command);
      const rows = [];
      for (const file of files) rows.push(...(await suiteRows(world, file)));
      session.printRows(rows, 'no suite has a test');
      const failed = rows.filter(({ result }) => result !== 'holds').length;
      if (failed > 0) throw new CliError(`${failed} of ${rows.length} tests fail`, 65);
    });
  rho
    .command('repl')
    .description('read programs and expressions, run them in one space, show what they say and are')
    .option('--bare', 'without the system contracts', false)
    .addHelpText(
      'after',
      '\nA program may go over several lines: it ends where it is complete, or with an empty line.\n\nExample:\n  $ ashlar rho repl',
    )
    .action(async ({ bare }: Readonly<{ bare: boolean }>) => repl(world, new Player(bare)));
}

/** A space in memory, and a deployer whose programs run in it. */
class Player {
  readonly #space: Space;
  #count = 0;

  constructor(isBare: boolean) {
    this.#space = isBare ? new Space() : testWorld().session;
  }

  /** @returns with what the program sent to `rho:rchain:deployId` */
  program(source: string, phloLimit: number = PHLO_UNLIMITED): Played {
    if (this.#count >= PROGRAMS_MAX) throw new CliError('that is enough for one session', 65);
    const number = new Uint8Array(8);
    new DataView(number.buffer).setBigUint64(0, BigInt(this.#count++));
    const deployId = build.par1(build.deployId(number));
    const outcome = this.#space.evaluate(source, {
      phloLimit,
      random: SplittableRandom.of(number),
      injections: new Map([
        ['rho:rchain:deployId', deployId],
        ['rho:rchain:deployerId', build.par1(build.deployerId(TEST_KEYS['alice'] ?? EMPTY))],
      ]),
    });
    const results = outcome.contents.data
      .filter(({ channel }) => equalTerms(channel, deployId))
      .flatMap(({ datum }) => datum.values);
    return { outcome, results };
  }

  expression(text: string): Played {
    return this.program(`new result(\`rho:rchain:deployId\`) in { result!(${text}\n) }`);
  }
}

type Played = Readonly<{ outcome: Outcome; results: readonly Term[] }>;

async function runFiles(
  world: World,
  session: Session,
  files: readonly string[],
  { bare, phloLimit, space }: RunOptions,
): Promise<void> {
  const player = new Player(bare);
  for (const file of files) {
    const { outcome, results } = player.program(await sourceOf(world, file), phloLimit);
    const { outputs, cost, communications, contents } = outcome;
    const data = space ? contents.data.map(({ channel, datum }) => sent(channel, datum.values)) : undefined;
    if (session.isJson) {
      const shown = { file, outputs, cost, communications, results: results.map(printTerm), data };
      session.print({ ...shown, errors: outcome.errors.map(refusalText) });
    } else {
      for (const { stream, line } of outputs) (stream === 'stdout' ? world.out : world.err)(`${line}\n`);
      for (const value of results) world.out(`${printTerm(value)}\n`);
      for (const line of data ?? []) world.out(`${line}\n`);
    }
    refuse(outcome, file);
    if (!session.isJson) world.err(`${file}: ${cost} phlo, ${communications} communications\n`);
  }
}

const sent = (channel: Term, values: readonly Term[]): string =>
  `@{${printTerm(channel)}}!(${values.map(printTerm).join(', ')})`;

/** Ends with 65 if the program failed. */
function refuse({ errors }: Outcome, what: string): void {
  if (errors.length > 0) throw new CliError(`${what}: ${errors.map(refusalText).join('; ')}`, 65);
}

type TestRow = Readonly<{ file: string; test: string; result: string; clue: string }>;

/** One row a test: it holds if all that it asserts does. */
async function suiteRows(world: World, file: string): Promise<readonly TestRow[]> {
  const { assertions, completed, errors } = runSuite(await sourceOf(world, file));
  const tests = new Map<string, TestRow>();
  for (const { test, holds, clue, shown } of assertions) {
    if (tests.get(test)?.result === 'fails') continue;
    const row = holds
      ? { file, test, result: 'holds', clue: '' }
      : { file, test, result: 'fails', clue: `${clue}: ${shown}` };
    tests.set(test, row);
  }
  const whole = completed
    ? []
    : [{ file, test: '(the suite)', result: 'does not end', clue: errors.map(refusalText).join('; ') }];
  return [...tests.values(), ...whole];
}

async function repl(world: World, player: Player): Promise<void> {
  let text = '';
  for await (const line of world.lines('rho> ')) {
    text = text === '' ? line : `${text}\n${line}`;
    if (text.trim() === '') {
      text = '';
      continue;
    }
    if (line.trim() !== '' && isUnfinished(text)) continue;
    const whole = text.trimEnd();
    show(world, isExpression(whole) ? player.expression(whole) : player.program(whole));
    text = '';
  }
}

function show(world: World, { outcome, results }: Played): void {
  for (const { line } of outcome.outputs) world.out(`${line}\n`);
  for (const value of results) world.out(`${printTerm(value)}\n`);
  for (const refusal of outcome.errors) world.err(`${refusalText(refusal)}\n`);
}

/** Whether a program would be whole if something followed. */
function isUnfinished(text: string): boolean {
  const parsed = parse(text);
  if (parsed.ok) return false;
  const { position } = parsed.refusal;
  const lines = text.split('\n');
  const end = { line: lines.length, column: lines.at(-1)!.length + 1 };
  return position !== undefined && position.line === end.line && position.column >= end.column;
}

/** An expression alone is a process that does nothing: whoever types one wants its value. */
function isExpression(text: string): boolean {
  const parsed = parse(text);
  const term = parsed.ok ? normalize(parsed.value, text) : parsed;
  return (
    term.ok && term.value.kids.length > 0 && term.value.kids.every(({ kind }) => !PROCESS_KINDS.has(kind))
  );
}

const PROCESS_KINDS: ReadonlySet<number> = new Set([K.send, K.receive, K.new, K.match, K.bundle]);
