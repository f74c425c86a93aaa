import assert from 'node:assert/strict';
import { test } from 'node:test';
import { utf8 } from '@ashlar/base';
import { Meter, PHLO_UNLIMITED, type Term } from '../src/index.ts';
import {
  bindPatternOf,
  type Consume,
  continuationOf,
  evaluate,
  MatchBudget,
  MemorySpace,
  matchData,
  type Produce,
  printTerm,
  produceOf,
  ReplayGuide,
} from './support/spaces.ts';

const openSpace = (): MemorySpace =>
  new MemorySpace((values, pattern) =>
    matchData(values, pattern, new MatchBudget(new Meter(PHLO_UNLIMITED))),
  );
const valuesOn = (space: MemorySpace, channel: string): readonly string[] =>
  space.dataOn(produceOf(channel, 'Nil').channel).map(({ datum }) => printTerm(datum.values[0]!));

test('reverting puts everything back at its place, oldest first', () => {
  const space = openSpace();
  const wait = (channel: string): Consume => ({
    channels: [produceOf(channel, 'Nil').channel],
    patterns: [bindPatternOf('x')],
    continuation: continuationOf(utf8(channel)),
    persistent: false,
    peek: false,
  });
  for (const value of ['1', '2', '3']) space.produce(produceOf('0', value));
  const checkpoint = space.checkpoint();
  assert.equal(space.consume(wait('0'))?.taken.length, 1);
  space.produce(produceOf('0', '4'));
  space.consume(wait('9'));
  assert.deepEqual(valuesOn(space, '0'), ['2', '3', '4']);
  space.revert(checkpoint);
  assert.deepEqual(valuesOn(space, '0'), ['1', '2', '3']);
  assert.equal(space.contents().waiting.length, 0);
  space.commit();
  assert.throws(() => space.revert(1));
});

test('a space that tells its events keeps none of them', () => {
  const told: string[] = [];
  const fit = (values: readonly Term[], pattern: Term) =>
    matchData(values, pattern, new MatchBudget(new Meter(PHLO_UNLIMITED)));
  const space = new MemorySpace(fit, undefined, undefined, ({ kind }) => told.push(kind));
  space.produce(produceOf('0', '1'));
  space.consume({
    channels: [produceOf('0', 'Nil').channel],
    patterns: [bindPatternOf('x')],
    continuation: continuationOf(utf8('0')),
    persistent: false,
    peek: false,
  });
  assert.deepEqual(told, ['produce', 'consume', 'communication']);
  assert.deepEqual(space.takeLog(), []);
});

test('system receives are installed on empty channels, and are no contents', () => {
  const space = openSpace();
  const system: Consume = {
    channels: [produceOf('5', 'Nil').channel],
    patterns: [bindPatternOf('x')],
    continuation: { kind: 'system', process: 3 },
    persistent: true,
    peek: false,
  };
  space.install(system);
  assert.deepEqual(space.contents(), { data: [], waiting: [] });
  assert.equal(space.produce(produceOf('5', '1'))?.consume, system);
  space.produce(produceOf('6', '1'));
  assert.throws(() => space.install({ ...system, channels: [produceOf('6', 'Nil').channel] }));
});

test('a guide allows a communication as often as it was logged', () => {
  const { log } = evaluate('@0!(1) | for(x <- @0){ Nil }');
  const guide = new ReplayGuide(log);
  const communication = log.find(({ kind }) => kind === 'communication');
  assert.ok(communication?.kind === 'communication');
  const { consume, produces } = communication;
  assert.equal([...guide.options(consume, undefined)].length, 1);
  assert.equal([...guide.options(consume, produces[0]!)].length, 1);
  guide.happened(consume, produces);
  assert.equal([...guide.options(consume, undefined)].length, 0);
  const again: Produce = { ...produces[0]!, occurrence: 1 };
  assert.equal([...guide.options(consume, again)].length, 0);
});
