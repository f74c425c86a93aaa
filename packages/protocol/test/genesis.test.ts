/** Genesis files and the chain ids they lead to. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hex } from '@ashlar/base';
import { sha256 } from '@ashlar/crypto';
import { chain, chainIdOf, decodeGenesisJson, encodeGenesisJson, GENESIS_TEXT_MAX } from '@ashlar/protocol';

/** An entry whose key and value are of bytes that the two base64 alphabets write differently. */
const TEXT =
  '{"entries": [{"space": {"system": true, "zone": "+/8=", "id": 1}, "key": "+/+/", "value": "//8="}, {"space": {}}]}';

function decoded(text: string): chain.GenesisData {
  const genesis = decodeGenesisJson(text);
  assert.ok(genesis.ok, JSON.stringify(genesis));
  return genesis.value;
}

test('the file is JSON with standard base64, in either case of names', () => {
  const { entries } = decoded(TEXT);
  assert.deepEqual(entries[0], {
    space: { system: true, zone: Uint8Array.of(0xfb, 0xff), id: 1 },
    key: Uint8Array.of(0xfb, 0xff, 0xbf),
    value: Uint8Array.of(0xff, 0xff),
  });
  assert.equal(entries.length, 2);
});

test('what is written has standard base64 and reads back', () => {
  const genesis = decoded(TEXT);
  const text = encodeGenesisJson(genesis);
  assert.ok(text.includes('"+/+/"') && text.endsWith('}\n'));
  assert.deepEqual(decoded(text), genesis);
});

test('the chain id is the multihash of the bytes, so the order of entries counts', () => {
  const genesis = decoded(TEXT);
  assert.equal(hex(chainIdOf(genesis)), `1220${hex(sha256(chain.GenesisData.encode(genesis)))}`);
  const reversed = { entries: [...genesis.entries].reverse() };
  assert.notDeepEqual(chainIdOf(reversed), chainIdOf(genesis));
});

test('what is no genesis is refused, with its place', () => {
  const refusal = (text: string): unknown => {
    const genesis = decodeGenesisJson(text);
    return genesis.ok ? undefined : genesis.refusal;
  };
  assert.deepEqual(refusal('{'), { code: 'genesis.notJson', path: '' });
  assert.deepEqual(refusal(' '.repeat(GENESIS_TEXT_MAX + 1)), { code: 'genesis.tooLarge', path: '' });
  assert.deepEqual(refusal('{"entries": [{"space": {}}, {"key": ""}]}'), {
    code: 'genesis.noSpace',
    path: 'entries[1]',
  });
  assert.deepEqual(refusal('{"entries": [{"space": {}, "key": "-"}]}'), {
    code: 'json.badBytes',
    path: 'entries[0].key',
  });
});
