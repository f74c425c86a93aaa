/** The tuple space in state does what the one in memory does, program after program. `RHO_STORE_RUNS` runs more. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { latin1 } from '@ashlar/base';
import fc from 'fast-check';
import {
  type Consume,
  channelKey,
  evaluate,
  eventKey,
  type Objects,
  printTerm,
  Session,
  StateStore,
  type Term,
} from '../src/index.ts';
import { programs, races, runsOf, termOf } from './support/programs.ts';
import { consumeKeyOf } from './support/schedules.ts';

const numRuns = runsOf('RHO_STORE_RUNS', 60);
const phloLimit = 20_000;

class MemoryObjects implements Objects {
  readonly all = new Map<string, Uint8Array>();
  get = (space: number, key: Uint8Array): Uint8Array | undefined => this.all.get(`${space}${latin1(key)}`);
  put = (space: number, key: Uint8Array, value: Uint8Array): void => {
    this.all.set(`${space}${latin1(key)}`, value);
  };
  remove = (space: number, key: Uint8Array): void => {
    this.all.delete(`${space}${latin1(key)}`);
  };
}

/** Public channels of the generated programs. */
const CHANNELS: readonly Term[] = ['0', '1', '2'].map((source) => termOf(source));
const dataOf = (space: Session['space'], channel: Term): readonly string[] =>
  space.dataOn(channel).map(({ datum, occurrence }) => `${datum.values.map(printTerm)} ${occurrence}`);
/** Receives on the channel alone, and those joined with another. */
const waitingOf = (space: Session['space'], channel: Term): readonly string[] =>
  [[channel], ...CHANNELS.filter((other) => other !== channel).map((other) => [channel, other])].flatMap(
    (channels) => space.waitingOn(channels).map((consume: Consume) => consumeKeyOf(consume)),
  );

test('programs one after another see and leave the same in state as in memory', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(programs, races), { minLength: 1, maxLength: 5 }), (sources) => {
      const memory = new Session();
      const objects = new MemoryObjects();
      for (const source of sources) {
        const expected = memory.evaluate(source, { phloLimit });
        // A store of its own for each program: nothing is remembered but the objects.
        const session = new Session({ store: new StateStore(objects) });
        const found = session.evaluate(source, { phloLimit });
        assert.deepEqual(found.errors, expected.errors);
        assert.equal(found.spent, expected.spent);
        assert.deepEqual(found.log.map(eventKey), expected.log.map(eventKey));
        for (const channel of CHANNELS) {
          assert.deepEqual(dataOf(session.space, channel), dataOf(memory.space, channel));
          assert.deepEqual(waitingOf(session.space, channel), waitingOf(memory.space, channel));
        }
      }
    }),
    { numRuns },
  );
});

const run = (objects: Objects, source: string): readonly string[] => {
  const session = new Session({ store: new StateStore(objects) });
  const { errors, outputs } = session.evaluate(source);
  assert.deepEqual(errors, []);
  return outputs.map(({ line }) => line);
};

test('data keep their order of age from one program to the next', () => {
  const objects = new MemoryObjects();
  for (const value of [3, 1, 2]) run(objects, `@"queue"!(${value})`);
  const take = 'new out(`rho:io:stdout`) in { for (@x <- @"queue") { out!(x) } }';
  assert.deepEqual(
    [take, take, take].flatMap((source) => run(objects, source)),
    ['3', '1', '2'],
  );
  assert.equal(objects.all.size, 0);
});

test('a join waits under each of its channels, and leaves them all at once', () => {
  const objects = new MemoryObjects();
  run(objects, 'for (@x <- @"left" & @y <- @"right") { @"sum"!(x + y) }');
  assert.equal(objects.all.size, 2);
  run(objects, '@"right"!(2)');
  run(objects, '@"left"!(1)');
  assert.equal(objects.all.size, 1);
  assert.deepEqual(run(objects, 'new out(`rho:io:stdout`) in { for (@x <- @"sum") { out!(x) } }'), ['3']);
});

test('a body is stored with its members in the order that decides their names', () => {
  const body =
    'new out(`rho:io:stdout`) in { for (@go, @p <- @"go") { for (@q <- @"second") { new a in { out!(*a) } | @"third"!(p) | p | q } } }';
  const together = evaluate(`${body} | @"go"!(1, Nil) | @"second"!(Nil)`).outputs.length;
  assert.equal(together, 1);
  const memory = new Session();
  const objects = new MemoryObjects();
  const lines = ['@"second"!({@7!(1) | @6!(2)})', body, '@"go"!(1, {@9!(3) | @8!(4)})'].map((source) => [
    memory.evaluate(source).outputs.map(({ line }) => line),
    run(objects, source),
  ]);
  for (const [expected, found] of lines) assert.deepEqual(found, expected);
});

test('a failed program leaves the objects as they were', () => {
  const objects = new MemoryObjects();
  run(objects, '@"cell"!(1)');
  const before = [...objects.all];
  const session = new Session({ store: new StateStore(objects) });
  assert.equal(session.evaluate('for (@x <- @"cell") { @"cell"!(x + "no") }').errors.length, 1);
  assert.deepEqual([...objects.all], before);
});

test('channels of one unforgeable name lie together, public ones apart', () => {
  const home = (channel: Term): string => latin1(channelKey(channel).subarray(0, 25));
  const session = new Session();
  session.evaluate('new map, token in { @[*map, 1]!(1) | @[*map, 2]!(1) | map!(1) | @(*token, 1)!(1) }');
  const homes = session.space.contents().data.map(({ channel }) => home(channel));
  assert.equal(new Set(homes).size, 2);
  assert.notEqual(home(termOf('1')), home(termOf('2')));
});
