/** The log and recovery: a crash at any byte forgets nothing that was flushed and forges nothing that was not written. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concat } from '@ashlar/base';
import { simplex } from '@ashlar/consensus';
import fc from 'fast-check';
import { fakeCiphers } from '../src/simplex/testing.ts';
import { Bench, blockOf, certificateOf, configOf, digest, proposalOf } from './support.ts';

const { SEED, LOG_RUNS } = process.env;
const options = { numRuns: Number(LOG_RUNS ?? 300), ...(SEED === undefined ? {} : { seed: Number(SEED) }) };
const first = blockOf({});
const notarized = { kind: 'notarize', view: 1, block: first.hash } as const;
const nullified = (view: number): simplex.Statement => ({ kind: 'nullify', view, block: simplex.NONE });

/** A machine with a full log: a final block, two nullified views, a vote in the view it is in. */
function busy(): Bench {
  const bench = new Bench(configOf(4, 3)).message(1, proposalOf(1, first));
  bench.certificate(certificateOf([0, 1, 2], notarized));
  bench.certificate(certificateOf([0, 1, 2], { ...notarized, kind: 'finalize' }));
  bench.certificate(certificateOf([0, 1, 2], nullified(2)));
  return bench.timeout('advance', 3);
}

const memoryOf = ({ view, floor, slots, signedView, voteCount }: simplex.State): unknown => ({
  view,
  floor,
  signedView,
  voteCount,
  slots: [...slots]
    .filter(([, slot]) => slot.mine.nullify || slot.mine.notarize.length > 0)
    .map(([at, { mine, certificates }]) => [at, mine, certificates]),
});

const reopened = (records: readonly simplex.LogRecord[], signer = { view: 0, voteCount: 0 }): Bench =>
  new Bench(configOf(4, 3), { records, signer, isTainted: false });

test('a log recovers to the votes, certificates, floor and view of the machine that wrote it', () => {
  const bench = busy();
  assert.deepEqual(memoryOf(reopened(bench.records).state), memoryOf(bench.state));
});

test('a recovered machine says again exactly what it said since the floor', () => {
  const again = reopened(busy().records);
  assert.deepEqual(again.said, ['nullify 3 0000']);
});

test('a logged certificate moves us on, even if the crash came before the entering was logged', () => {
  const { records } = busy();
  const nullification = records.findIndex(
    (record) => record.kind === 'certificate' && record.certificate.kind === 'nullify',
  );
  assert.equal(reopened(records.slice(0, nullification)).state.view, 2);
  assert.equal(reopened(records.slice(0, nullification + 1)).state.view, 3);
});

test('a compacted log recovers to the same memory above the floor', () => {
  const bench = busy();
  const compact = simplex.compactedLog(bench.state);
  assert.ok(compact.length < bench.records.length);
  assert.deepEqual(memoryOf(reopened(compact).state), memoryOf(bench.state));
});

test('a log cut or bent at any byte yields a prefix of its records', () => {
  const records = busy().records;
  const frames = records.map(simplex.frame);
  const bytes = concat(...frames);
  fc.assert(
    fc.property(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), (offset, flip) => {
      const whole = frames.findIndex((_, count) => concat(...frames.slice(0, count + 1)).length > offset);
      const cut = simplex.readLog(fakeCiphers, bytes.slice(0, offset));
      assert.deepEqual(cut.records, records.slice(0, whole));
      assert.equal(cut.validBytes, concat(...frames.slice(0, whole)).length);
      const bent = simplex.readLog(fakeCiphers, bytes.with(offset, bytes[offset]! ^ flip));
      assert.deepEqual(bent.records, records.slice(0, whole));
    }),
    options,
  );
});

test('whatever part of the log is lost, a signer that remembers keeps us from speaking where we spoke', () => {
  const bench = busy();
  const signer = { view: 3, voteCount: bench.state.voteCount };
  const votes = (records: readonly simplex.LogRecord[]): number =>
    records.filter(({ kind }) => kind === 'vote').length;
  for (let kept = 0; kept < bench.records.length; kept++) {
    const log = bench.records.slice(0, kept);
    if (votes(log) === signer.voteCount) continue;
    const again = reopened(log, signer);
    const repeated = again.said.length;
    const rival = blockOf({ payload: digest(2) });
    again.message(1, proposalOf(1, rival)).timeout('advance', again.state.view);
    assert.equal(again.said.length, repeated, `with ${kept} records`);
    again.certificate(certificateOf([0, 1, 2], nullified(3))).timeout('advance', 4);
    assert.equal(again.said.at(-1), 'nullify 4 0000', 'beyond what was signed it speaks again');
    const { signedView, voteCount } = again.state;
    const twice = reopened([...log, ...again.records], { view: signedView, voteCount });
    assert.ok(twice.state.silentThrough >= 3, 'a second crash does not forget that the first forgot');
  }
});

test('a tainted machine observes for the rest of the epoch', () => {
  const bench = new Bench(configOf(4, 3), { ...simplex.NOTHING_DURABLE, isTainted: true });
  bench.message(1, proposalOf(1, first)).timeout('advance', 1);
  bench.certificate(certificateOf([0, 1, 2], { ...notarized, kind: 'finalize' }));
  assert.deepEqual(bench.said, []);
  assert.equal(bench.of('commit').length, 1);
});

test('CRC-32C of "123456789" is e3069283', () => {
  assert.equal(simplex.crc32c(new TextEncoder().encode('123456789')), 0xe3069283);
});
