/**
 * The figures of this package, as functions of a clock: communications in memory, parsing, and how evenly phlo is priced.
 *
 * The clock should count the processor's time of this thread: on a shared machine elapsed time says little.
 * @module
 */
import { evaluate, normalize, parse } from '../src/index.ts';
import { HOSTILE_PROGRAMS } from './hostile-programs.ts';

export type Figure = Readonly<{
  name: string;
  value: number;
  unit: string;
  goal: number;
  parts: Readonly<Record<string, number>>;
}>;
/** Microseconds of processor time, monotonic. */
export type Stopwatch = () => number;

const UNPAID = 1e12;
const REPEATS = 5;
const MICROS = 1e6;

/** A contract that calls itself: one communication an iteration, one live datum. */
const LOOP = 'new c in { contract c(@n) = { if (n > 0) { c!(n - 1) } } | c!(20000) }';
/** RChain's `dupe`: each call sends ten more, to depth four. */
const DUPE =
  'new d in { contract d(@n) = { if (n > 0) { d!(n - 1) | d!(n - 1) | d!(n - 1) | d!(n - 1) | d!(n - 1) | d!(n - 1) | d!(n - 1) | d!(n - 1) | d!(n - 1) | d!(n - 1) } } | d!(4) }';
/** Many channels at once, each with one send and one receive. */
const WIDE = Array.from({ length: 3000 }, (_, at) => `@${at}!(Nil) | for(_ <- @${at}){ Nil }`).join(' | ');

/** The best of a few runs: what the machine can do when nobody interrupts it. */
function best(now: Stopwatch, run: () => number): number {
  let rate = 0;
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    const start = now();
    const units = run();
    rate = Math.max(rate, (units * MICROS) / (now() - start));
  }
  return rate;
}

/** Communications a second, charging and logging included. */
export function measureCommunications(now: Stopwatch): Figure {
  const rateOf = (source: string): number =>
    best(now, () => evaluate(source, { phloLimit: UNPAID }).communications);
  const parts = { loop: rateOf(LOOP), dupe: rateOf(DUPE), wide: rateOf(WIDE) };
  return { name: 'comm.memory', value: parts.loop, unit: '1/s', goal: 40_000, parts };
}

const CLAUSE =
  'contract f(@x, ret) = { for (@[a, b ...c] <- x & @{"k" : v} <- ret) { ret!(x + 1 * 2, [1, 2, 3], "hello") | match x { 1 => Nil _ => ret!(x) } } } | ';
const PROGRAM = `new f, g in { ${CLAUSE.replaceAll('<- x', '<- f').repeat(3000)}Nil }`;

/** Megabytes of source a second: parsed, and parsed and normalized. */
export function measureParsing(now: Stopwatch): Figure {
  const tree = parse(PROGRAM);
  if (!tree.ok) throw new RangeError(tree.refusal.message);
  const parsed = best(now, () => (parse(PROGRAM).ok ? PROGRAM.length / MICROS : 0));
  const normalized = best(now, () => (normalize(tree.value, PROGRAM).ok ? PROGRAM.length / MICROS : 0));
  return { name: 'rho.parse', value: parsed, unit: 'MB/s', goal: 5, parts: { parsed, normalized } };
}

const SPENT_PHLO = 1_000_000;
/** Of measuring one program: the clock ticks in milliseconds. */
const MEASURED_MICROS_MIN = 60_000;

/** Nanoseconds a phlo of a program, compiled code and all. */
function nanosOf(now: Stopwatch, source: string): number {
  evaluate(source, { phloLimit: SPENT_PHLO });
  const start = now();
  let [spent, micros] = [0, 0];
  while (micros < MEASURED_MICROS_MIN) {
    spent += evaluate(source, { phloLimit: SPENT_PHLO }).spent;
    micros = now() - start;
  }
  return (micros * 1_000) / spent;
}

/** The dearest phlo against the median: what an attacker gains by choosing what to spend on. */
export function measurePhloSpread(now: Stopwatch): Figure {
  const parts = Object.fromEntries(
    Object.entries(HOSTILE_PROGRAMS).map(([name, source]) => [name, nanosOf(now, source)]),
  );
  const nanos = Object.values(parts).toSorted((a, b) => a - b);
  const median = nanos[Math.floor(nanos.length / 2)]!;
  return { name: 'rho.phlo-spread', value: nanos.at(-1)! / median, unit: '×', goal: 8, parts };
}
