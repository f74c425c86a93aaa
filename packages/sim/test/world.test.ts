/** The world's parts: chance, order of events, disks that lie, networks that cut. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CALM_LINK, Coverage, CrashLog, EventHeap, Network, Prng, Trace } from '@ashlar/sim';
import fc from 'fast-check';

test('equal seeds draw equally, unequal ones do not, and draws are even', () => {
  const draw = (seed: number): readonly number[] => {
    const prng = new Prng(seed);
    return Array.from({ length: 8 }, () => prng.word());
  };
  assert.deepEqual(draw(7), draw(7));
  assert.notDeepEqual(draw(7), draw(8));
  assert.notDeepEqual(draw(7), draw(7 + 2 ** 32));
  const prng = new Prng(1);
  const counts = Array.from({ length: 10 }, () => 0);
  for (let count = 0; count < 10_000; count++) counts[prng.below(10)]! += 1;
  for (const count of counts) assert.ok(Math.abs(count - 1_000) < 150, `${counts}`);
  assert.equal(new Set(prng.sample([1, 2, 3, 4], 3)).size, 3);
});

test('events come in order of time, equal times in order of scheduling', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.nat(20), fc.constant(-1)), { maxLength: 200 }), (script) => {
      const heap = new EventHeap<readonly [number, number]>();
      const model: (readonly [number, number])[] = [];
      script.forEach((atMs, order) => {
        if (atMs >= 0) {
          heap.push(atMs, [atMs, order]);
          model.push([atMs, order]);
          model.sort(([a, i], [b, j]) => a - b || i - j);
        } else {
          assert.equal(heap.nextMs, model[0]?.[0] ?? Number.POSITIVE_INFINITY);
          assert.deepEqual(heap.pop(), model.shift());
        }
        assert.equal(heap.size, model.length);
      });
    }),
  );
});

test('a power cut keeps what was flushed, and any part of the rest', () => {
  const bytesOf = (item: number): Uint8Array => new Uint8Array(300).fill(item);
  const [lengths, kept] = [new Set<number>(), new Set<string>()];
  for (let seed = 0; seed < 200; seed++) {
    const log = new CrashLog(bytesOf);
    log.append(1);
    log.append(2);
    log.flush(2);
    for (const item of [3, 4, 5]) log.append(item);
    const image = log.crash(new Prng(seed));
    assert.ok(image.subarray(0, 300).every((byte) => byte === 1));
    assert.ok(image.subarray(300, 600).every((byte) => byte === 2));
    lengths.add(image.length);
    kept.add([2, 3, 4].map((part) => image[300 * part] ?? '-').join(''));
  }
  assert.ok(lengths.size > 20, 'the file ends anywhere');
  assert.ok(kept.has('045') && kept.has('340') && kept.has('305'), 'later writes survive earlier ones');
});

test('a log rolled back is an old copy', () => {
  const log = new CrashLog((item: number) => Uint8Array.of(item));
  for (const item of [1, 2, 3]) log.append(item);
  log.rollBack(1);
  assert.deepEqual([...log.crash(new Prng(1))], [1]);
  assert.ok(log.isFlushed);
});

test('a cut drops, a clog holds back, loss and repetition happen at their rates', () => {
  const network = new Network(new Prng(1), CALM_LINK);
  const [one, two] = [new Set([1]), new Set([2])];
  network.obstruct({ kind: 'cut', untilMs: 100, from: one, to: two });
  network.obstruct({ kind: 'clog', untilMs: 200, from: two, to: one });
  assert.deepEqual(network.arrivals(50, 1, 2), []);
  assert.ok(network.arrivals(50, 2, 1)[0]! >= 200, 'the other direction is late');
  assert.ok(network.arrivals(100, 1, 2)[0]! < 160);
  const lossy = new Network(new Prng(1), { ...CALM_LINK, lossPerMille: 300, duplicatePerMille: 100 });
  const counts = [0, 0, 0];
  for (let sent = 0; sent < 2_000; sent++) counts[lossy.arrivals(0, 0, 1).length]! += 1;
  assert.ok(Math.abs(counts[0]! - 600) < 80 && Math.abs(counts[2]! - 140) < 50, `${counts}`);
});

test('a trace tells equal runs from others, and shows a column a node', () => {
  const [a, b] = [new Trace(true), new Trace(false)];
  for (const trace of [a, b]) trace.mix(1, 2, 3);
  assert.equal(a.hash, b.hash);
  b.mix(1);
  assert.notEqual(a.hash, b.hash);
  a.note(1_500, 1, 'votes');
  a.note(1_600, undefined, 'healed');
  assert.equal(a.timeline(2, 8), '    1.500s |         | votes   \n    1.600s == healed');
  assert.equal(b.timeline(2), '');
});

test('coverage names what never happened', () => {
  const [one, other] = [new Coverage(), new Coverage()];
  one.hit('a');
  other.hit('a');
  other.hit('b');
  one.add(other);
  assert.equal(one.countOf('a'), 2);
  assert.deepEqual(one.missing(['a', 'b', 'c']), ['c']);
});
