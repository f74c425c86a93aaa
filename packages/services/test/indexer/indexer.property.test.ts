/**
 * Whatever the head does, and however the database fails meanwhile: in the end the tables are those of an index that only
 * ever saw the main chain, and nothing final was touched on the way.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Fault, hex } from '@ashlar/base';
import { type Bus, type Service, topics } from '@ashlar/ports';
import { openBlockStore, openIndexer, openSqliteStore, type SqlStore } from '@ashlar/services';
import { MemoryRecords } from '@ashlar/state';
import fc from 'fast-check';
import { RETRY_MS } from '../../src/indexer/indexer.ts';
import { ManualClock, newBus, silent } from '../support.ts';
import { CHAIN, dumpOf } from './compliance.ts';
import { type Made, make, move, settled, store, until } from './support.ts';

const RUNS = Number(process.env['INDEXER_RUNS'] ?? 60);

/** What happens next. `grow`: that many blocks on the block `back` behind the head; `fail`: so many writes fail. */
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('grow'),
      back: fc.nat(3),
      count: fc.integer({ min: 1, max: 5 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('finalize'), back: fc.nat(4) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('fail'),
      writes: fc.integer({ min: 1, max: 3 }),
      isDone: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart') }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('wait') }) },
);
type Step =
  | { kind: 'grow'; back: number; count: number }
  | { kind: 'finalize'; back: number }
  | { kind: 'fail'; writes: number; isDone: boolean }
  | { kind: 'restart' }
  | { kind: 'wait' };

class Run {
  readonly #bus: Bus;
  readonly #clock = new ManualClock();
  readonly #index: SqlStore = openSqliteStore(':memory:', CHAIN);
  readonly #line: Made[] = [];
  #final = 0;
  #made = 0;
  #failing = { writes: 0, isDone: false };
  #service: Service | undefined;

  constructor(bus: Bus) {
    this.#bus = bus;
  }

  async take(next: Step): Promise<void> {
    if (next.kind === 'grow') await this.#grow(next.back, next.count);
    else if (next.kind === 'finalize') await this.#finalize(next.back);
    else if (next.kind === 'fail') this.#failing = { ...next };
    else if (next.kind === 'restart') await this.#restart();
    else await this.#settle();
  }

  async #grow(back: number, count: number): Promise<void> {
    const keep = Math.max(this.#final, this.#line.length - back);
    const undone = this.#line.splice(keep).toReversed();
    const applied: Made[] = [];
    for (let index = 0; index < Math.max(count, undone.length + 1); index++) {
      const made = make(`${this.#made++}`, applied.at(-1) ?? this.#line.at(-1), this.#made % 3);
      await store(this.#bus, made);
      applied.push(made);
    }
    this.#line.push(...applied);
    await move(this.#bus, undone, applied);
  }

  async #finalize(back: number): Promise<void> {
    this.#final = Math.max(this.#final, this.#line.length - back);
    const made = this.#line[this.#final - 1];
    if (made !== undefined) await this.#bus.publish(topics.blockIrreversible, { topology: made.topology });
  }

  async #restart(): Promise<void> {
    await this.#service?.[Symbol.asyncDispose]();
    const { tip, final } = await this.#index.standing();
    assert.ok(final <= BigInt(this.#final) && final <= tip.height);
    this.#service = await openIndexer({
      bus: this.#bus,
      clock: this.#clock,
      log: silent,
      store: this.#broken(),
    });
  }

  /** The index, with writes that fail when told: before they take place, or after. */
  #broken(): SqlStore {
    const index = this.#index;
    return {
      standing: () => index.standing(),
      idAt: (height) => index.idAt(height),
      read: (sql) => index.read(sql),
      replaceAbove: async (from, height, rows, next) => {
        const { tip, final } = await index.standing();
        assert.ok(height >= final && next.final >= final, `${tip.height}: nothing final is touched`);
        const fails = this.#failing.writes-- > 0;
        if (!fails || this.#failing.isDone) await index.replaceAbove(from, height, rows, next);
        if (fails) throw new Fault('store.io', { retryable: true });
      },
      [Symbol.asyncDispose]: async () => {},
    };
  }

  async #settle(): Promise<void> {
    const head = this.#line.at(-1);
    if (head === undefined || this.#service === undefined) return;
    await until(async () => {
      this.#clock.advance(RETRY_MS);
      return (await this.#index.standing()).tip.id === hex(head.block.id);
    });
  }

  async end(): Promise<void> {
    await this.#grow(0, 1);
    await this.#restart();
    await this.#settle();
    await this.#service![Symbol.asyncDispose]();
    await using fresh = openSqliteStore(':memory:', CHAIN);
    {
      await using _indexer = await openIndexer({
        bus: this.#bus,
        clock: this.#clock,
        log: silent,
        store: fresh,
      });
      await settled(fresh, this.#line.at(-1)!);
    }
    const { standing: _own, ...found } = await dumpOf(this.#index);
    const { standing: _other, ...wanted } = await dumpOf(fresh);
    assert.deepEqual(found, wanted);
    await this.#index[Symbol.asyncDispose]();
  }
}

test('whatever the head and the database do, the tables come to the main chain, exactly', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const bus = newBus();
      await using _blocks = await openBlockStore({ bus, log: silent, records: new MemoryRecords() });
      const run = new Run(bus);
      await run.take({ kind: 'restart' });
      for (const next of steps) await run.take(next as Step);
      await run.end();
    }),
    { numRuns: RUNS },
  );
});
