import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromHex, hex } from '@ashlar/base';
import { compactSignature, derSignature } from '../src/der.ts';

const compactOf = (der: string): string | undefined => {
  const compact = compactSignature(fromHex(der)!, 31);
  return compact === undefined ? undefined : hex(compact);
};

test('a signature is read from its shortest encoding', () => {
  assert.equal(compactOf('3006020101020102'), `1f${'00'.repeat(31)}01${'00'.repeat(31)}02`);
  assert.equal(compactOf('300702020080020102'), `1f${'00'.repeat(31)}80${'00'.repeat(31)}02`);
});

test('any other encoding of it is none', () => {
  for (const der of [
    '',
    '30',
    '300702020001020102', // Padded.
    '3006020181020102', // Negative.
    '300602010102010200', // Something behind.
    '3007020101020102', // Length of another.
    '3005020101020102',
    '30060201010201', // Cut.
    '3106020101020102',
    '3006030101020102',
    '300402000200', // Empty numbers.
    `3026022101${'00'.repeat(32)}020102`, // More than 256 bits.
  ])
    assert.equal(compactOf(der), undefined, der);
});

test('what is written is read back, whatever the numbers begin with', () => {
  for (const number of [
    `${'00'.repeat(31)}01`,
    `80${'00'.repeat(31)}`,
    '7f'.repeat(32),
    `00${'ff'.repeat(31)}`,
  ]) {
    const compact = `1f${number}${number}`;
    assert.equal(compactOf(hex(derSignature(fromHex(compact)!))), compact);
  }
});
