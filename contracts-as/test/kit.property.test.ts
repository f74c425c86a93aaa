/** What the kit computes inside a contract equals what independent code computes outside. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fromUtf8, hex } from '@ashlar/base';
import { HASH_BY_CODE } from '@ashlar/crypto';
import { addressOfPublicKey, entryPointOf, multihash, PARTITIONED_FROM } from '@ashlar/protocol';
import fc from 'fast-check';
import { utils } from 'koilib';
import {
  accepted,
  addressOf,
  type CallOutcome,
  createTestChain,
  type Message,
  refused,
} from '../testing/index.ts';
import { buildContract } from '../tool/index.ts';

const GET_OBJECT = 303;
const RUNS = Number(process.env['KIT_RUNS'] ?? 60);
const out = mkdtempSync(join(tmpdir(), 'ashlar-kit-'));
after(() => rmSync(out, { recursive: true }));
const chain = createTestChain();
const probe = chain.deploy(
  await buildContract(join(import.meta.dirname, 'contracts', 'probe'), { outDirectory: out }),
);
const call = (method: string, args: Message): CallOutcome => chain.call(probe, method, args);
const value = (method: string, args: Message): unknown => accepted(call(method, args)).result['value'];

const u64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const i64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const u32 = fc.integer({ min: 0, max: 0xffff_ffff });
const i32 = fc.integer({ min: -0x8000_0000, max: 0x7fff_ffff });
const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Uint8Array.from(array));
const text = fc.string({ unit: 'grapheme', maxLength: 60 });
const color = fc.constantFrom(0, 1, -5);
const inner = fc.record({ a: u64, b: text });
const many = <T>(item: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(item, { maxLength: 5 });

const plain = fc.record(
  {
    u64_field: u64,
    i64_field: i64,
    u32_field: u32,
    i32_field: i32,
    s64_field: i64,
    s32_field: i32,
    f64_field: u64,
    sf64_field: i64,
    f32_field: u32,
    sf32_field: i32,
    bool_field: fc.boolean(),
    string_field: text,
    bytes_field: bytes,
    color_field: color,
    inner_field: inner,
    maybe_number: fc.constantFrom(0n, 1n),
    maybe_text: fc.constantFrom('', 'x'),
    numbers: many(u64),
    signed_numbers: many(i32),
    fixed_numbers: many(u32),
    blobs: many(bytes),
    inners: many(inner),
    flags: many(fc.boolean()),
    colors: many(color),
    default: u32,
    body: inner,
    far_field: u64,
  },
  { requiredKeys: [] },
);
const choice = fc.oneof(
  fc.constant({}),
  u32.map((choice_number) => ({ choice_number })),
  bytes.map((choice_bytes) => ({ choice_bytes })),
  inner.map((choice_inner) => ({ choice_inner })),
);
const everything = fc
  .tuple(plain, choice)
  .map(([fields, one]): Message => ({ ...fields, ...one }) as Message);

/** The message without what proto3 leaves out. */
function canonical(message: Message, explicit = EXPLICIT): Message {
  const kept = Object.entries(message)
    .filter(([name, field]) => {
      if (Array.isArray(field)) return field.length > 0;
      if (explicit.has(name)) return true;
      return (
        field !== 0 &&
        field !== 0n &&
        field !== false &&
        field !== '' &&
        !(field instanceof Uint8Array && field.length === 0)
      );
    })
    .map(([name, field]) => {
      const trim = (item: unknown): unknown =>
        item instanceof Uint8Array || typeof item !== 'object' ? item : canonical(item as Message, new Set());
      return [name, Array.isArray(field) ? field.map(trim) : trim(field)];
    });
  return Object.fromEntries(kept) as Message;
}
const EXPLICIT: ReadonlySet<string> = new Set(
  'inner_field maybe_number maybe_text choice_number choice_bytes choice_inner body'.split(' '),
);

test('every kind of field is read and written canonically', () => {
  fc.assert(
    fc.property(everything, (message) => {
      const expected = probe.types!.encode('probe.everything', canonical(message));
      assert.equal(hex(accepted(call('echo', message)).bytes), hex(expected));
    }),
    { numRuns: RUNS },
  );
});

test('fields in any order, unpacked, repeated or unknown are read as proto3 reads them', () => {
  const entry = entryPointOf('echo');
  const echo = (...wire: number[]): number[] => [
    ...accepted(chain.callRaw(probe.address, entry, Uint8Array.from(wire))).bytes,
  ];
  assert.deepEqual(echo(24, 5, 8, 1), [8, 1, 24, 5]); // Out of order.
  assert.deepEqual(echo(8, 1, 8, 2), [8, 2]); // The last one stands.
  assert.deepEqual(echo(0x90, 1, 7, 0x90, 1, 8), [0x92, 1, 2, 7, 8]); // Unpacked numbers come out packed.
  assert.deepEqual(echo(0xf8, 0x7f, 9, 8, 3), [8, 3]); // Unknown varint.
  assert.deepEqual(echo(0xf9, 0x7f, 1, 2, 3, 4, 5, 6, 7, 8, 8, 3), [8, 3]); // Unknown fixed64.
  assert.deepEqual(echo(0xfa, 0x7f, 2, 1, 1, 8, 3), [8, 3]); // Unknown bytes.
  assert.deepEqual(echo(0xfd, 0x7f, 1, 1, 1, 1, 8, 3), [8, 3]); // Unknown fixed32.
  assert.deepEqual(echo(0xb8, 1, 1, 0xc2, 1, 0), [0xc2, 1, 0]); // The last member of a oneof stands.
});

test('arbitrary bytes are read or refused as malformed, never anything else', () => {
  const entry = entryPointOf('echo');
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (wire) => {
      const outcome = chain.callRaw(probe.address, entry, Uint8Array.from(wire));
      if (!outcome.ok) assert.equal(outcome.message, 'malformed message');
      else
        assert.deepEqual(accepted(chain.callRaw(probe.address, entry, outcome.bytes)).bytes, outcome.bytes);
    }),
    { numRuns: RUNS * 5 },
  );
});

test('safe arithmetic is exact or fails', () => {
  const near = fc.oneof(
    u64,
    fc.constantFrom(0n, 1n, 2n, 2n ** 32n, 2n ** 32n - 1n, 2n ** 63n, 2n ** 64n - 1n),
  );
  const exact: Record<string, (a: bigint, b: bigint, c: bigint) => bigint | undefined> = {
    add: (a, b) => a + b,
    sub: (a, b) => a - b,
    mul: (a, b) => a * b,
    div: (a, b) => (b === 0n ? undefined : a / b),
    mulDiv: (a, b, c) => (c === 0n ? undefined : (a * b) / c),
  };
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(exact)), near, near, near, (operation, a, b, c) => {
      const expected = exact[operation]!(a, b, c);
      const outcome = call('arithmetic', { operation, a, b, c });
      if (expected !== undefined && expected >= 0n && expected < 2n ** 64n)
        assert.equal(accepted(outcome).result['value'], expected);
      else refused(outcome, /flow|zero/);
    }),
    { numRuns: RUNS * 3 },
  );
});

test('base58 agrees with the chain’s, both ways', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), fc.integer({ min: 0, max: 3 }), (tail, zeros) => {
      const original = Uint8Array.from([...new Uint8Array(zeros), ...tail]);
      const encoded = value('encode_base58', { value: original }) as Uint8Array;
      assert.equal(fromUtf8(encoded), utils.encodeBase58(original));
      assert.deepEqual(value('decode_base58', { value: encoded }), original);
    }),
    { numRuns: RUNS },
  );
  refused(call('decode_base58', { value: Uint8Array.from([48]) }), /no base58 character/, 1);
  refused(call('encode_base58', { value: new Uint8Array(129) }), /too long/, 1);
});

test('text is what a strict UTF-8 decoder accepts', () => {
  const pieces = fc.oneof(
    text.map((string) => [...new TextEncoder().encode(string)]),
    fc.constantFrom(
      [0xc0, 0x80],
      [0xed, 0xa0, 0x80],
      [0xf4, 0x90, 0x80, 0x80],
      [0xe2, 0x82],
      [0xff],
      [0xf0, 0x8f, 0xbf, 0xbf],
    ),
    fc.array(fc.integer({ min: 0x7e, max: 0xff }), { maxLength: 4 }),
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 3 }), (parts) => {
      const sample = Uint8Array.from(parts.flat());
      assert.equal(value('is_text', { value: sample }), fromUtf8(sample) !== undefined);
    }),
    { numRuns: RUNS * 5 },
  );
});

test('bytes are compared by content, whatever their length', () => {
  fc.assert(
    fc.property(bytes, fc.nat(), fc.boolean(), (first, at, change) => {
      const second = first.slice();
      if (change && second.length > 0) second[at % second.length]! ^= 1;
      assert.equal(value('equal', { first, second }), hex(first) === hex(second));
      assert.equal(value('equal', { first, second: Uint8Array.from([...first, 0]) }), false);
    }),
    { numRuns: RUNS },
  );
});

test('hashes and addresses are those of the chain', () => {
  const sample = Uint8Array.from([1, 2, 3]);
  for (const code of [0x11, 0x12, 0x13, 0x1b, 0x1053])
    assert.deepEqual(
      value('digest', { code: BigInt(code), value: sample }),
      multihash(code, HASH_BY_CODE.get(code)!(sample)),
    );
  refused(call('digest', { code: 1n, value: sample }), /hash code/, -101);
  const key = Uint8Array.from([2, ...new Uint8Array(32).fill(7)]);
  assert.deepEqual(value('address_of', { value: key }), addressOfPublicKey(key));
});

test('the head is what the chain says', () => {
  Object.assign(chain.head, { height: 12n, timeMs: 345n, lastIrreversible: 6n });
  assert.deepEqual(accepted(call('head', {})).result, { height: 12n, time_ms: 345n, last_irreversible: 6n });
});

test('values larger than the first memory page are stored and read, with room made for them or found on the way', () => {
  for (const length of [0n, 1n, 127n, 128n, 60_000n, 70_000n, 1_000_000n]) {
    accepted(call('large', { a: length }));
    for (const [how, repeats] of [
      [1n, length > 60_000n],
      [2n, false],
    ] as const) {
      const outcome = accepted(call('large', { a: length, b: how }));
      assert.equal(outcome.result['value'], length);
      // Without room the read is answered with 105 and made again.
      const reads = outcome.systemCalls.filter((id) => id === GET_OBJECT).length;
      assert.equal(reads > 1, repeats, `${reads} reads of ${length} bytes`);
    }
  }
});

test('lengths of one, two, three and four bytes are written', () => {
  for (const boundary of [1 << 7, 1 << 14, 1 << 21])
    for (let length = boundary - 12; length <= boundary + 1; length++) {
      const message = { bytes_field: new Uint8Array(length).fill(7) };
      const expected = probe.types!.encode('probe.everything', message);
      assert.equal(Buffer.compare(accepted(call('echo', message)).bytes, expected), 0, `${length} bytes`);
    }
});

test('the space of an account has an id from 0x80000000 up, and keys that begin with the account', () => {
  const account = addressOf('alice');
  const second = Uint8Array.from([9]);
  assert.deepEqual(value('account_space', { first: account, second }), second);
  assert.equal(chain.store.count(chain.spaceOf(probe, PARTITIONED_FROM + 3)), 1);
  refused(call('account_space', { first: account.subarray(1), second }), /begin with an address/, 1);
});

test('entry points of imported interfaces are known by name', () => {
  assert.equal(value('other_entry', {}), BigInt(entryPointOf('transfer')));
});

test('any system call can be made by number', () => {
  const id = value('raw', { id: 12 }) as Uint8Array;
  assert.deepEqual(id.subarray(2), chain.chainId);
});
