import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hex } from '@ashlar/base';
import { decodeNonce, Transaction } from '@ashlar/protocol';
import { Pool } from '@ashlar/services';
import fc from 'fast-check';
import { acceptedOf, accountOf, blockOf, idOf, type Sketch, transactionOf } from './support.ts';

const RUNS = Number(process.env['ASHLAR_RUNS'] ?? 300);
const LIMITS = { countMax: 12, bytesMax: 2_000, perAccountMax: 4, expiryMs: 50 };
const MAX_RC = 20;
const NAMES = ['a', 'b', 'c'];

type Entry = Readonly<{ sketch: Sketch; id: string; account: string; bytes: number; dueMs: number }>;

/** The same rules, said as slowly and plainly as possible. */
class Model {
  entries: Entry[] = [];

  reserved(payer: string): number {
    return this.entries
      .filter(({ sketch }) => sketch.payer === payer)
      .reduce((sum, { sketch }) => sum + sketch.rcLimit!, 0);
  }
  of(account: string): Entry[] {
    return this.entries.filter((entry) => entry.account === account);
  }
  admit(sketch: Sketch, nowMs: number): string {
    const transaction = transactionOf(sketch);
    const id = hex(transaction.id);
    const bytes = Transaction.encode(transaction).length;
    const account = sketch.payee ?? sketch.payer;
    const own = this.of(account);
    if (this.entries.some((entry) => entry.id === id)) return 'mempool.known';
    if (own.some((entry) => entry.sketch.nonce === sketch.nonce)) return 'mempool.nonceTaken';
    if (own.length >= LIMITS.perAccountMax) return 'mempool.accountFull';
    if (MAX_RC - this.reserved(sketch.payer) < sketch.rcLimit!) return 'mempool.manaReserved';
    const total = this.entries.reduce((sum, entry) => sum + entry.bytes, 0);
    if (this.entries.length >= LIMITS.countMax || total + bytes > LIMITS.bytesMax) return 'mempool.full';
    this.entries.push({ sketch, id, account, bytes, dueMs: nowMs + LIMITS.expiryMs });
    return 'ok';
  }
  remove(gone: (entry: Entry) => boolean): void {
    this.entries = this.entries.filter((entry) => !gone(entry));
  }
  /** In front of the others, in the order given; after one that has no room, none of its account. @returns how many */
  restore(sketches: readonly Sketch[], nowMs: number): number {
    const entryOf = (sketch: Sketch): Entry => {
      const transaction = transactionOf(sketch);
      const bytes = Transaction.encode(transaction).length;
      const account = sketch.payee ?? sketch.payer;
      return { sketch, id: hex(transaction.id), account, bytes, dueMs: nowMs + LIMITS.expiryMs };
    };
    const known = new Set(this.entries.map(({ id }) => id));
    const fresh = sketches.map(entryOf).filter(({ id }) => !known.has(id));
    const blocked = new Set<string>();
    const all = [...fresh, ...this.entries];
    this.entries = [];
    for (const entry of all) {
      const { sketch, account, bytes } = entry;
      if (this.of(account).some((one) => one.sketch.nonce === sketch.nonce)) continue;
      const total = this.entries.reduce((sum, one) => sum + one.bytes, 0);
      const hasRoom =
        MAX_RC - this.reserved(sketch.payer) >= sketch.rcLimit! &&
        this.entries.length < LIMITS.countMax &&
        total + bytes <= LIMITS.bytesMax;
      if (hasRoom && !blocked.has(account)) this.entries.push(entry);
      else blocked.add(account);
    }
    return fresh.filter((entry) => this.entries.includes(entry)).length;
  }
  drop(id: string): void {
    const failed = this.entries.find((entry) => entry.id === id);
    if (failed === undefined) return;
    this.remove(({ account, sketch }) => account === failed.account && sketch.nonce >= failed.sketch.nonce);
  }
  include(sketches: readonly Sketch[]): void {
    for (const { payer, payee, nonce } of sketches)
      this.remove(({ account, sketch }) => account === (payee ?? payer) && sketch.nonce <= nonce);
  }
  expire(nowMs: number): void {
    for (;;) {
      const old = this.entries.find(({ dueMs }) => dueMs <= nowMs);
      if (old === undefined) return;
      this.drop(old.id);
    }
  }
}

const sketch = fc.record(
  {
    payer: fc.constantFrom(...NAMES),
    payee: fc.constantFrom(...NAMES),
    nonce: fc.integer({ min: 1, max: 8 }),
    rcLimit: fc.integer({ min: 0, max: 12 }),
  },
  { requiredKeys: ['payer', 'nonce', 'rcLimit'] },
);
const command = fc.oneof(
  { weight: 6, arbitrary: sketch.map((value) => ({ kind: 'admit', value }) as const) },
  fc.array(sketch, { maxLength: 3 }).map((value) => ({ kind: 'include', value }) as const),
  fc.array(sketch, { maxLength: 4 }).map((value) => ({ kind: 'restore', value }) as const),
  fc.nat(20).map((value) => ({ kind: 'drop', value }) as const),
  fc.integer({ min: 0, max: 40 }).map((value) => ({ kind: 'wait', value }) as const),
);

function agree(pool: Pool, model: Model): void {
  assert.equal(pool.size, model.entries.length);
  assert.equal(
    pool.bytes,
    model.entries.reduce((sum, { bytes }) => sum + bytes, 0),
  );
  const oldest = pool.oldest(100).map(({ transaction }) => hex(transaction!.id));
  assert.deepEqual(
    oldest,
    model.entries.map(({ id }) => id),
  );
  for (const name of NAMES) {
    const account = accountOf(name);
    const nonces = model.of(name).map((entry) => entry.sketch.nonce);
    assert.equal(pool.reservedOf(account), BigInt(model.reserved(name)));
    assert.equal(pool.countOf(account), nonces.length);
    const highest = pool.pendingNonceOf(account);
    assert.equal(highest.length === 0 ? 0n : decodeNonce(highest), BigInt(Math.max(0, ...nonces)));
    for (let nonce = 0; nonce < 9; nonce++)
      assert.equal(pool.hasNonce(account, BigInt(nonce)), nonces.includes(nonce));
    const free = BigInt(MAX_RC - model.reserved(name));
    assert.ok(pool.canReserve(account, BigInt(MAX_RC), free));
    assert.ok(!pool.canReserve(account, BigInt(MAX_RC), free + 1n));
  }
}

test('the pool agrees with its model after any commands', () => {
  fc.assert(
    fc.property(fc.array(command, { maxLength: 60 }), (commands) => {
      const pool = new Pool(LIMITS);
      const model = new Model();
      let nowMs = 0;
      for (const { kind, value } of commands) {
        if (kind === 'admit') {
          const admitted = pool.admit(acceptedOf(value, MAX_RC), nowMs);
          assert.equal(admitted.ok ? 'ok' : admitted.refusal.code, model.admit(value, nowMs));
        } else if (kind === 'include') {
          pool.include(blockOf('block', 1, idOf('previous'), value.map(transactionOf)));
          model.include(value);
        } else if (kind === 'restore') {
          const returned = value.map((one) => acceptedOf(one, MAX_RC));
          assert.equal(pool.restore(returned, nowMs), model.restore(value, nowMs));
        } else if (kind === 'drop') {
          const id = model.entries[value]?.id;
          pool.drop(id === undefined ? idOf('unknown') : transactionOf(model.entries[value]!.sketch).id);
          if (id !== undefined) model.drop(id);
        } else {
          nowMs += value;
          const before = model.entries.length;
          model.expire(nowMs);
          assert.equal(pool.expire(nowMs), before - model.entries.length);
        }
        agree(pool, model);
      }
    }),
    { numRuns: RUNS },
  );
});

test('what comes back has its mana before what was sent after it', () => {
  const pool = new Pool({ ...LIMITS, perAccountMax: 1 });
  assert.ok(pool.admit(acceptedOf({ payer: 'a', nonce: 3, rcLimit: 12 }, MAX_RC), 0).ok);
  const returned = [1, 2].map((nonce) => acceptedOf({ payer: 'a', nonce, rcLimit: 9 }, MAX_RC));
  assert.equal(pool.restore(returned, 0), 2);
  assert.deepEqual(
    pool.oldest(9).map(({ transaction }) => decodeNonce(transaction!.header!.nonce)),
    [1n, 2n],
  );
  assert.equal(pool.reservedOf(accountOf('a')), 18n);
});

test('what is missing in an accepted transaction is refused, not thrown', () => {
  const pool = new Pool(LIMITS);
  const whole = acceptedOf({ payer: 'a', nonce: 1 }, 10);
  const broken = [
    { ...whole, transaction: undefined },
    { ...whole, receipt: undefined },
    { ...whole, transaction: { ...whole.transaction!, header: undefined } },
    {
      ...whole,
      transaction: {
        ...whole.transaction!,
        header: { ...whole.transaction!.header!, nonce: new Uint8Array(9) },
      },
    },
  ];
  for (const one of broken) {
    const admitted = pool.admit(one, 0);
    assert.ok(!admitted.ok && admitted.refusal.code === 'mempool.malformed');
  }
  assert.equal(pool.size, 0);
});

test('one request for the oldest is bounded in bytes', () => {
  const pool = new Pool({ countMax: 100, bytesMax: 1e9, perAccountMax: 100, expiryMs: 1 });
  for (let nonce = 1; nonce <= 40; nonce++) {
    const accepted = acceptedOf({ payer: 'a', nonce }, 100);
    const operations = [
      { uploadContract: { contractId: accountOf('a'), bytecode: new Uint8Array(1 << 20) } },
    ];
    const transaction = Transaction.decode(Transaction.encode({ ...accepted.transaction!, operations }));
    assert.ok(pool.admit({ ...accepted, transaction }, 0).ok);
  }
  assert.equal(pool.oldest(100).length, 31);
});
