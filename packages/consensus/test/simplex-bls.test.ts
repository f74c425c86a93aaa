/** The same machine over real BLS signatures: four validators, three blocks, lost nothing but time. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { utf8 } from '@ashlar/base';
import { simplex } from '@ashlar/consensus';
import { bls } from '@ashlar/crypto';
import { DOMAIN, digest, GENESIS } from './support.ts';

const ciphers = simplex.createBlsCiphers();
const secrets = Array.from({ length: 4 }, (_, index) =>
  bls.secretKeyOfSeed(utf8(`validator ${index}`.padEnd(32, '.'))),
);
const unsorted = secrets.map((secret) => ({ key: secret.toPublicKey().toBytes(), weight: 1n, secret }));
const validators = simplex.sortValidators(unsorted) as typeof unsorted;

test('four validators with real signatures finalize', () => {
  const states: simplex.State[] = [];
  const final = new Map<number, Set<string>>();
  const queue: (readonly [number, simplex.Input])[] = [];
  const configs = validators.map(
    (_, self): simplex.Config => ({
      domain: DOMAIN,
      epoch: 1,
      validators,
      self,
      leaderOf: simplex.roundRobin(validators),
      base: simplex.baseOf(GENESIS, 0, 1_000),
      timing: { delayMs: 100, driftMs: 200, watchMs: 0 },
      retentionViews: 16,
      skipViews: 32,
      ciphers,
    }),
  );
  const perform = (self: number, [state, effects]: simplex.Step): void => {
    states[self] = state;
    for (const effect of effects) {
      if (effect.kind === 'send') {
        const bytes = simplex.encodeMessage(1, effect.message);
        for (const to of configs.keys())
          if (to !== self && (effect.to === 'all' || effect.to === to))
            queue.push([
              to,
              { kind: 'message', from: self, message: simplex.decodeMessage(ciphers, bytes)!.message },
            ]);
      } else if (effect.kind === 'sign') {
        const statement = simplex.statementBytes(DOMAIN, 1, effect.statement);
        const signature = simplex.signStatement(validators[self]!.secret, statement);
        queue.push([self, { kind: 'signed', statement: effect.statement, signature }]);
      } else if (effect.kind === 'build') {
        const { view, parent } = effect;
        queue.push([
          self,
          { kind: 'built', view, parent, payload: digest(view), nextSet: simplex.NONE, timeMs: 2_000 },
        ]);
      } else if (effect.kind === 'judge') {
        queue.push([self, { kind: 'judged', block: effect.block.hash, verdict: 'valid', nowMs: 2_000 }]);
      } else if (effect.kind === 'commit') {
        const { height } = effect.block.header;
        final.set(height, (final.get(height) ?? new Set()).add(effect.block.hash));
      }
    }
  };
  for (const self of configs.keys()) perform(self, simplex.open(configs[self]!, simplex.NOTHING_DURABLE));
  for (let next = queue.shift(); next !== undefined && final.size < 3; next = queue.shift()) {
    const [self, input] = next;
    perform(self, simplex.step(configs[self]!, states[self]!, input));
  }
  assert.equal(final.size, 3);
  for (const hashes of final.values()) assert.equal(hashes.size, 1);
});

test('a BLS aggregate of others, of fewer, or of another statement is refused', () => {
  const keys = validators.map(({ key }) => key);
  const sign = (index: number, text: string): Uint8Array =>
    simplex.signStatement(validators[index]!.secret, utf8(text));
  const sum = ciphers.aggregate([sign(0, 'a'), sign(1, 'a')])!;
  assert.ok(ciphers.verify(keys.slice(0, 2), utf8('a'), sum));
  assert.ok(!ciphers.verify(keys.slice(0, 3), utf8('a'), sum));
  assert.ok(!ciphers.verify(keys.slice(1, 3), utf8('a'), sum));
  assert.ok(!ciphers.verify(keys.slice(0, 2), utf8('b'), sum));
  assert.ok(!ciphers.verify(keys.slice(0, 2), utf8('a'), new Uint8Array(96)));
  assert.equal(ciphers.aggregate([sign(0, 'a'), new Uint8Array(96)]), undefined);
});
