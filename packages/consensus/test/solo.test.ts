/** Solo: when blocks come, and that one height is signed once, crashes or not. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { solo } from '@ashlar/consensus';
import type { BlockId } from '@ashlar/protocol';
import fc from 'fast-check';

const block = (id: string, parent: string, height: number): solo.SoloBlock => ({
  id: id as BlockId,
  parent: parent as BlockId,
  height,
  timeMs: height * 10,
});
const genesis = block('0', '-', 0);
const fresh: solo.Durable = { head: genesis, signing: undefined };
const configOf = (trigger: solo.Trigger | undefined): solo.Config => ({ trigger, aheadMax: 4 });

/** Runs a machine whose driver builds and signs at once; returns the heights it committed after each input. */
function heights(config: solo.Config, inputs: readonly solo.Input[]): readonly number[] {
  let head = 0;
  let [state, effects] = solo.open(config, fresh);
  const perform = (): void => {
    const queue = [...effects];
    for (let effect = queue.shift(); effect !== undefined; effect = queue.shift()) {
      let answer: solo.Input | undefined;
      if (effect.kind === 'build')
        answer = { kind: 'built', block: block(`${effect.height}`, effect.parent, effect.height) };
      if (effect.kind === 'sign') answer = { kind: 'signed', block: effect.block };
      if (effect.kind === 'commit') head = effect.block.height;
      if (answer === undefined) continue;
      const [next, more] = solo.step(config, state, answer);
      state = next;
      queue.push(...more);
    }
  };
  return inputs.map((input) => {
    [state, effects] = solo.step(config, state, input);
    perform();
    return head;
  });
}

test('automatic blocks come when something is pending', () => {
  const config = configOf({ kind: 'automatic' });
  assert.equal(heights(config, [{ kind: 'pending', count: 0 }, { kind: 'timeout' }]).at(-1), 0);
  let [state, effects] = solo.open(config, fresh);
  [state, effects] = solo.step(config, state, { kind: 'pending', count: 3 });
  assert.deepEqual(effects, [{ kind: 'build', parent: '0', height: 1, timeMsMin: 1 }]);
  [, effects] = solo.step(config, state, { kind: 'pending', count: 4 });
  assert.deepEqual(effects, [], 'one block at a time');
});

test('interval blocks come with the interval, empty ones only if allowed', () => {
  const timeout = { kind: 'timeout' } as const;
  const sparing = configOf({ kind: 'interval', everyMs: 5, allowEmpty: false });
  assert.deepEqual(heights(sparing, [timeout, { kind: 'pending', count: 1 }, timeout]), [0, 0, 1]);
  const steady = configOf({ kind: 'interval', everyMs: 5, allowEmpty: true });
  assert.deepEqual(heights(steady, [timeout, timeout]), [1, 2]);
  assert.deepEqual(solo.open(steady, fresh)[1], [{ kind: 'arm', afterMs: 5 }]);
  const [state] = solo.open(steady, fresh);
  assert.deepEqual(solo.step(steady, state, timeout)[1][0], { kind: 'arm', afterMs: 5 });
});

test('blocks come by hand under every trigger, at most a thousand waiting', () => {
  for (const trigger of [{ kind: 'manual' }, { kind: 'automatic' }] as const)
    assert.deepEqual(heights(configOf(trigger), [{ kind: 'request', count: 1 }]), [1]);
  const config = configOf({ kind: 'manual' });
  const [state] = solo.step(config, solo.open(config, fresh)[0], { kind: 'request', count: 5_000 });
  assert.equal(state.requestedCount, solo.REQUESTS_MAX - 1);
});

test('a follower builds nothing, commits in order, and asks for what it lacks', () => {
  const config = configOf(undefined);
  const [one, two, three] = [block('1', '0', 1), block('2', '1', 2), block('3', '2', 3)];
  let [state] = solo.open(config, fresh);
  let effects: readonly solo.Effect[] = [];
  for (const late of [three, two]) {
    [state, effects] = solo.step(config, state, { kind: 'received', block: late });
    assert.deepEqual(effects, [{ kind: 'fetch', fromHeight: 1 }]);
  }
  [state, effects] = solo.step(config, state, { kind: 'received', block: one });
  assert.deepEqual(
    effects.map((effect) => (effect.kind === 'commit' ? effect.block.height : effect.kind)),
    [1, 2, 3],
  );
  assert.equal(state.ahead.size, 0);
  assert.deepEqual(solo.step(config, state, { kind: 'pending', count: 1 })[1], []);
  assert.deepEqual(
    solo.step(config, state, { kind: 'received', block: two })[1],
    [],
    'an old block is no news',
  );
});

test('a block is final only in order of height and time', () => {
  const config = configOf(undefined);
  const [state] = solo.open(config, fresh);
  const stale = { ...block('1', '0', 1), timeMs: 0 };
  assert.deepEqual(solo.step(config, state, { kind: 'received', block: stale })[1], []);
});

test('whatever crashes between building and committing, one block a height is ever signed', () => {
  const config = configOf({ kind: 'interval', everyMs: 5, allowEmpty: true });
  fc.assert(
    fc.property(fc.array(fc.constantFrom('timeout', 'answer', 'crash'), { maxLength: 60 }), (script) => {
      let durable: solo.Durable = fresh;
      const signed = new Map<number, string>();
      let count = 0;
      let queue: solo.Effect[] = [];
      let state: solo.State;
      const take = ([next, effects]: solo.Step): void => {
        state = next;
        queue.push(...effects);
      };
      take(solo.open(config, durable));
      const answer = (effect: solo.Effect | undefined): void => {
        if (effect?.kind === 'build')
          take(
            solo.step(config, state, {
              kind: 'built',
              block: block(`b${count++}`, effect.parent, effect.height),
            }),
          );
        if (effect?.kind === 'persist') durable = { ...durable, signing: effect.signing };
        if (effect?.kind === 'commit') durable = { ...durable, head: effect.block };
        if (effect?.kind !== 'sign') return;
        const { id, height } = effect.block;
        assert.equal(signed.get(height) ?? id, id, 'two blocks of one height were signed');
        signed.set(height, id);
        take(solo.step(config, state, { kind: 'signed', block: effect.block }));
      };
      for (const event of script) {
        if (event === 'timeout') take(solo.step(config, state!, { kind: 'timeout' }));
        if (event === 'answer') answer(queue.shift());
        if (event === 'crash') {
          queue = [];
          take(solo.open(config, durable));
        }
      }
    }),
    { numRuns: 300 },
  );
});
