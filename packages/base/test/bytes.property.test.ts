import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  base64url,
  compare,
  concat,
  equal,
  fromBase64,
  fromHex,
  fromLatin1,
  fromUtf8,
  hex,
  latin1,
  uint32be,
  utf8,
} from '@ashlar/base';
import fc from 'fast-check';

/** Long ones too: from 64 bytes on, other code runs. */
const anyBytes = fc.uint8Array({ maxLength: 200 });

test('every text form of bytes leads back to the same bytes', () => {
  fc.assert(
    fc.property(anyBytes, (bytes) => {
      assert.deepEqual(fromLatin1(latin1(bytes)), bytes);
      assert.deepEqual(fromHex(hex(bytes)), bytes);
      assert.deepEqual(fromHex(hex(bytes).toUpperCase()), bytes);
      assert.deepEqual(fromBase64(base64url(bytes)), bytes);
      const standard = base64url(bytes).replaceAll('-', '+').replaceAll('_', '/');
      assert.deepEqual(fromBase64(standard), bytes);
    }),
  );
});

test('a view into a larger buffer is read within its bounds only', () => {
  fc.assert(
    fc.property(anyBytes, anyBytes, anyBytes, (before, bytes, after) => {
      const view = concat(before, bytes, after).subarray(before.length, before.length + bytes.length);
      assert.equal(latin1(view), latin1(bytes));
      assert.equal(hex(view), hex(bytes));
      assert.equal(base64url(view), base64url(bytes));
      assert.ok(equal(view, bytes));
      assert.equal(compare(view, bytes), 0);
    }),
  );
});

test('a latin1 key has one character a byte, so keys differ when bytes do', () => {
  assert.equal(latin1(new Uint8Array([0, 127, 128, 255])), '\u0000\u007f\u0080\u00ff');
  fc.assert(
    fc.property(anyBytes, anyBytes, (a, b) => {
      assert.equal(latin1(a).length, a.length);
      assert.equal(latin1(a) === latin1(b), equal(a, b));
    }),
  );
});

test('text that is no hex is refused: an odd digit, a prefix, a stray character', () => {
  for (const text of ['0', '0x00', 'zz', '0 ', '00\n']) assert.equal(fromHex(text), undefined, text);
  assert.deepEqual(fromHex(''), new Uint8Array(0));
});

test('base64 has padding, no stray bits and no stray characters, or is refused', () => {
  assert.equal(base64url(new Uint8Array([251, 255])), '-_8=');
  for (const text of ['-_8', '-_9=', 'A===', '====', 'AA=A', 'AAA ', 'AA\n=', '-_8=-_8='])
    assert.equal(fromBase64(text), undefined, text);
  assert.deepEqual(fromBase64(''), new Uint8Array(0));
});

test('whatever text base64 accepts is the one spelling of its bytes', () => {
  const characters = fc.constantFrom(...'AZaz09-_+/=');
  fc.assert(
    fc.property(fc.string({ unit: characters, maxLength: 12 }), (text) => {
      const bytes = fromBase64(text);
      if (bytes !== undefined) assert.equal(base64url(bytes), text.replaceAll('+', '-').replaceAll('/', '_'));
    }),
  );
});

test('well-formed UTF-8 leads back to its text, a byte order mark included; malformed is undefined', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => assert.equal(fromUtf8(utf8(text)), text)));
  assert.equal(fromUtf8(utf8('\ufeffa')), '\ufeffa');
  for (const bytes of [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xe2, 0x82]])
    assert.equal(fromUtf8(new Uint8Array(bytes)), undefined);
});

test('order is by unsigned byte, a prefix first, and total', () => {
  const byOrder = ['', '00', '0000', '0001', '7f', '80', 'ff', 'ff00'].map((text) => fromHex(text)!);
  for (const [low, a] of byOrder.entries())
    for (const [high, b] of byOrder.entries())
      assert.equal(Math.sign(compare(a, b)), Math.sign(low - high), `${hex(a)} and ${hex(b)}`);
  fc.assert(
    fc.property(anyBytes, anyBytes, (a, b) => {
      const platform = latin1(a) < latin1(b) ? -1 : latin1(a) > latin1(b) ? 1 : 0;
      assert.equal(Math.sign(compare(a, b)), platform);
      assert.equal(compare(a, b) === 0, equal(a, b));
    }),
  );
});

test('joined bytes are all parts in order, in an array of their own', () => {
  assert.deepEqual(concat(), new Uint8Array(0));
  const part = new Uint8Array([1, 2]);
  const joined = concat(part, new Uint8Array(0), new Uint8Array([3]));
  part[0] = 9;
  assert.deepEqual(joined, new Uint8Array([1, 2, 3]));
});

test('a 32-bit number has its high byte first', () => {
  fc.assert(
    fc.property(fc.nat({ max: 0xffff_ffff }), (value) => {
      assert.equal(Number.parseInt(hex(uint32be(value)), 16), value);
    }),
  );
});
