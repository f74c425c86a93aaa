import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  continuationBytes,
  datumBytes,
  decodeContinuation,
  decodeDatum,
  evaluate,
  eventKey,
  type Outcome,
  produceKey,
  ReplayGuide,
  type Scheduler,
} from '../src/index.ts';
import { programs, races, runsOf } from './support/programs.ts';
import { consumeKeyOf, seededScheduler } from './support/schedules.ts';

const numRuns = runsOf('RHO_REPLAY_RUNS', 60);
const ORDERS = runsOf('RHO_REPLAY_ORDERS', 6);
const phloLimit = 20_000;

type Facts = Readonly<{
  cost: number;
  errors: readonly string[];
  events: readonly string[];
  left: readonly string[];
}>;

function factsOf({ cost, errors, log, contents }: Outcome): Facts {
  return {
    cost,
    errors: errors.map(({ message }) => message),
    events: [...new Set(log.filter(({ kind }) => kind === 'communication').map(eventKey))].toSorted(),
    left: [...contents.data.map(produceKey), ...contents.waiting.map(consumeKeyOf)].toSorted(),
  };
}

/** Out of phlo, the order of branches decides how far each gets: such programs are compared by cost alone. */
const ranOut = (outcome: Outcome): boolean => outcome.errors.some(({ code }) => code === 'run.outOfPhlo');

test('a program played twice in canonical order does the same', () => {
  fc.assert(
    fc.property(fc.oneof(programs, races), (source) => {
      const first = evaluate(source, { phloLimit });
      const second = evaluate(source, { phloLimit });
      assert.deepEqual(factsOf(second), factsOf(first));
      assert.deepEqual(second.log.map(eventKey), first.log.map(eventKey));
    }),
    { numRuns },
  );
});

/** Programs that never end cannot be replayed to their end; the schedule decides where their phlo stops them. */
const SKIPPED_MAX = 0.05;
const SKIPPED_BY_CHANCE = 5;

test('replay under any schedule reproduces cost, errors, communications and what is left', (context) => {
  let [played, skipped] = [0, 0];
  fc.assert(
    fc.property(fc.oneof(programs, races), fc.nat(), fc.boolean(), (source, seed, permutesPlay) => {
      const scheduler: Scheduler | undefined = permutesPlay ? seededScheduler(seed) : undefined;
      const first = evaluate(source, { phloLimit, ...(scheduler === undefined ? {} : { scheduler }) });
      played += 1;
      if (ranOut(first)) {
        skipped += 1;
        return;
      }
      for (let order = 0; order < ORDERS; order++) {
        const guide = new ReplayGuide(first.log);
        const replayed = evaluate(source, { phloLimit, guide, scheduler: seededScheduler(seed + order) });
        assert.deepEqual(factsOf(replayed), factsOf(first));
        assert.equal(guide.unused, 0);
      }
    }),
    { numRuns },
  );
  context.diagnostic(`${played} programs, ${ORDERS} orders each; ${skipped} never end and were skipped`);
  assert.ok(skipped <= SKIPPED_BY_CHANCE + played * SKIPPED_MAX, `${skipped} of ${played} skipped`);
});

test('what a space stores is read back from its bytes', () => {
  fc.assert(
    fc.property(fc.oneof(programs, races), fc.nat(), (source, place) => {
      const { log } = evaluate(source, { phloLimit });
      for (const event of log) {
        if (event.kind === 'communication') continue;
        const bytes =
          event.kind === 'produce'
            ? datumBytes(event.produce.datum)
            : continuationBytes(event.consume.continuation);
        const decode = event.kind === 'produce' ? decodeDatum : decodeContinuation;
        const again = decode(bytes);
        assert.ok(again.ok);
        const broken = bytes.slice(0, place % bytes.length);
        assert.ok(!decode(broken).ok);
      }
    }),
    { numRuns: Math.ceil(numRuns / 2) },
  );
});

test('a replay whose log names a communication that cannot happen is left with it', () => {
  const played = evaluate('@0!(1) | for(x <- @0){ Nil }');
  const guide = new ReplayGuide(played.log);
  evaluate('@0!(2) | for(x <- @0){ Nil }', { guide });
  assert.equal(guide.unused, 1);
});

test('without its log, a race may end otherwise: the log is what decides', () => {
  const race = '@0!(1) | @0!(2) | for(@x <- @0){ @1!(x) }';
  const ends = new Set<string>();
  for (let seed = 0; seed < 20; seed++)
    ends.add(factsOf(evaluate(race, { scheduler: seededScheduler(seed) })).events.join());
  assert.equal(ends.size, 2);
});
