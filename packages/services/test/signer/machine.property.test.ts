/** An honest machine is never refused, whatever the network does and however often it restarts with its log whole. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hex, utf8 } from '@ashlar/base';
import { simplex } from '@ashlar/consensus';
import { fakeCiphers, fakeSign } from '@ashlar/consensus/testing';
import { sha256 } from '@ashlar/crypto';
import fc from 'fast-check';
import { highestView, judge, type Mark, NOTHING_SIGNED } from '../../src/signer/mark.ts';
import { createRandom, type Random } from '../crash-disk.ts';

const RUNS = Number(process.env['SIGNER_RUNS'] ?? 100);
const STEPS = 3_000;
const digest = (text: string): simplex.Digest => hex(sha256(utf8(text))) as simplex.Digest;

const keys = [0, 1, 2, 3].map((index) => new Uint8Array(48).fill(index + 1));

const configOf = (self: number): simplex.Config => ({
  domain: utf8('chain'),
  epoch: 1,
  validators: keys.map((key) => ({ key, weight: 1n })),
  self,
  leaderOf: (view) => view % 4,
  base: simplex.baseOf(digest('genesis'), 0, 0),
  timing: { delayMs: 100, driftMs: 1e9, watchMs: 0 },
  retentionViews: 8,
  skipViews: 8,
  ciphers: fakeCiphers,
});

class Cluster {
  readonly states: simplex.State[] = [];
  readonly logs: simplex.LogRecord[][] = keys.map(() => []);
  readonly marks: Mark[] = keys.map(() => NOTHING_SIGNED);
  /** What may happen next, in any order. */
  readonly pending: Readonly<{ at: number; input: simplex.Input }>[] = [];
  readonly committed: Set<simplex.Digest> = new Set();
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  open(at: number): void {
    const { voteCount } = this.marks[at]!;
    const signer = { view: highestView(this.marks[at]!), voteCount };
    const durable = { records: [...this.logs[at]!], signer, isTainted: false };
    const [state, effects] = simplex.open(configOf(at), durable);
    this.states[at] = state;
    this.perform(at, effects);
  }

  feed(at: number, input: simplex.Input): void {
    const [state, effects] = simplex.step(configOf(at), this.states[at]!, input);
    this.states[at] = state;
    this.perform(at, effects);
  }

  perform(at: number, effects: readonly simplex.Effect[]): void {
    for (const effect of effects) {
      if (effect.kind === 'sign' && this.#random(50) === 0) {
        this.restart(at); // After the flush of the log, before the signer heard of it.
        return;
      }
      if (effect.kind === 'persist') this.logs[at]!.push(effect.record);
      if (effect.kind === 'commit') this.committed.add(effect.block.hash);
      if (effect.kind === 'arm') this.replaceTimer(at, effect.timer, effect.view);
      if (effect.kind === 'sign') this.sign(at, effect.statement, effect.voteNumber);
      if (effect.kind === 'send')
        for (const to of effect.to === 'all' ? [0, 1, 2, 3] : [effect.to])
          if (to !== at)
            this.pending.push({ at: to, input: { kind: 'message', from: at, message: effect.message } });
      if (effect.kind === 'judge')
        this.pending.push({
          at,
          input: { kind: 'judged', block: effect.block.hash, verdict: 'valid', nowMs: 1e9 },
        });
      if (effect.kind === 'build') {
        const { view, parent } = effect;
        const payload = digest(`${at}/${view}/${parent}`);
        const input = { kind: 'built', view, parent, payload, nextSet: simplex.NONE, timeMs: view } as const;
        this.pending.push({ at, input });
      }
    }
  }

  sign(at: number, statement: simplex.Statement, voteNumber: number): void {
    const verdict = judge(this.marks[at]!, { epoch: 1, statement, voteNumber });
    assert.ok(verdict.ok, `${JSON.stringify(verdict)} ${JSON.stringify(statement)}`);
    this.marks[at] = verdict.value;
    const bytes = simplex.statementBytes(utf8('chain'), 1, statement);
    const signature = fakeSign(keys[at]!, bytes);
    this.pending.push({ at, input: { kind: 'signed', statement, signature } });
  }

  replaceTimer(at: number, timer: simplex.Timer, view: number): void {
    const old = this.pending.findIndex(
      (one) => one.at === at && one.input.kind === 'timeout' && one.input.timer === timer,
    );
    if (old >= 0) this.pending.splice(old, 1);
    this.pending.push({ at, input: { kind: 'timeout', timer, view } });
  }

  restart(at: number): void {
    const kept = this.pending.filter((one) => one.at !== at);
    this.pending.splice(0, this.pending.length, ...kept);
    this.open(at);
  }

  run(): void {
    const random = this.#random;
    // Hasty worlds vote late and out of order; patient ones get on.
    const patience = random(4) === 0 ? 30 : 8;
    for (let at = 0; at < 4; at++) this.open(at);
    for (let step = 0; step < STEPS && this.pending.length > 0; step++) {
      if (random(200) === 0) {
        this.restart(random(4));
        continue;
      }
      const index = random(3) === 0 ? random(this.pending.length) : 0;
      const [{ at, input }] = this.pending.splice(index, 1) as [(typeof this.pending)[number]];
      const isEarlyTimer = input.kind === 'timeout' && random(patience) !== 0;
      if (isEarlyTimer) this.pending.push({ at, input });
      else this.feed(at, input);
    }
  }
}

test('an honest machine is never refused a signature, whatever the network does and however often it restarts', () => {
  let committed = 0;
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const cluster = new Cluster(createRandom(seed));
      cluster.run();
      committed += cluster.committed.size;
    }),
    { numRuns: Math.min(RUNS, 100) },
  );
  assert.ok(committed > 0, 'the machines made progress');
});
