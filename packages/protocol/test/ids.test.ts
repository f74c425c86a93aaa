/** Ids, multihashes, nonces, addresses, flat keys: what they are, and what is refused. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concat, EMPTY, fromHex, fromLatin1, hex, InvariantViolation, latin1 } from '@ashlar/base';
import { hash160, sha256 } from '@ashlar/crypto';
import {
  addressBytes,
  addressOfHash,
  addressOfPublicKey,
  addressText,
  BASE58_BYTES_MAX,
  blockIdOf,
  chain,
  DIGEST_BYTES,
  decodeFlatKey,
  decodeNonce,
  encodeFlatKey,
  encodeNonce,
  GENESIS_BLOCK_ID,
  GENESIS_BLOCK_ID_BYTES,
  idBytes,
  idDigest,
  LIMITS,
  METADATA_KEY,
  MULTIHASH_CODE,
  MULTIHASH_DIGEST_BYTES_MAX,
  metadataKeyOf,
  multihash,
  NONCE_ZERO,
  OBJECT_KEY_BYTES_MAX,
  ObjectSpace,
  operationMerkleRoot,
  parseAddress,
  parseBlockId,
  parseMultihash,
  parseTransactionId,
  parseWif,
  spaceMessage,
  Transaction,
  transactionBytesMax,
  transactionIdOf,
  transactionMerkleRoot,
} from '@ashlar/protocol';
import fc from 'fast-check';

const address = addressOfHash(new Uint8Array(20).fill(9));

test('the block before the first has the id 0x1220 and 64 zeros', () => {
  assert.equal(GENESIS_BLOCK_ID, `0x1220${'0'.repeat(64)}`);
  assert.deepEqual(idBytes(GENESIS_BLOCK_ID), GENESIS_BLOCK_ID_BYTES);
  assert.deepEqual(idDigest(GENESIS_BLOCK_ID_BYTES), new Uint8Array(32));
});

test('an id is the text of 34 bytes that begin with 1220, in lower case', () => {
  const text = `0x1220${'aB'.repeat(32)}`;
  assert.equal(parseBlockId(text), text.toLowerCase());
  assert.equal(parseTransactionId(text), text.toLowerCase());
  assert.equal(blockIdOf(fromHex(text.slice(2))!), text.toLowerCase());
  for (const wrong of [
    '',
    '0x',
    text.slice(2),
    text.slice(0, -2),
    `${text}00`,
    text.replace('1220', '1320'),
    text.replace('aB', 'xx'),
  ])
    assert.equal(parseBlockId(wrong), undefined, wrong);
  assert.equal(transactionIdOf(new Uint8Array(34)), undefined);
  assert.equal(transactionIdOf(EMPTY), undefined);
});

test('multihashes of every code and length read back', () => {
  const codes = fc.constantFrom(...Object.values(MULTIHASH_CODE));
  fc.assert(
    fc.property(codes, fc.uint8Array({ maxLength: MULTIHASH_DIGEST_BYTES_MAX }), (code, digest) => {
      assert.deepEqual(parseMultihash(multihash(code, digest)), { code, digest });
    }),
  );
  assert.equal(hex(multihash(MULTIHASH_CODE.ripemd_160, new Uint8Array(20))), `d32014${'00'.repeat(20)}`);
});

test('bytes that are no multihash are not taken for one', () => {
  const digest = '00'.repeat(32);
  for (const wrong of [
    '',
    '12',
    '1220',
    `1220${digest}00`,
    `1221${digest}`,
    `9200 20${digest}`,
    'ffffffffff',
    `12a000${digest}`,
    `12ff7f${digest}`,
  ])
    assert.equal(parseMultihash(fromHex(wrong.replace(' ', ''))!), undefined, wrong);
  const tooLong = new Uint8Array(MULTIHASH_DIGEST_BYTES_MAX + 1);
  assert.equal(parseMultihash(multihash(MULTIHASH_CODE.identity, tooLong)), undefined);
});

test('nonces read back, and only as they are written', () => {
  assert.deepEqual(NONCE_ZERO, encodeNonce(0n));
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (nonce) => {
      assert.equal(decodeNonce(encodeNonce(nonce)), nonce);
    }),
  );
  for (const wrong of ['', '2005', '288000', '28002801', '2801 00', '28'])
    assert.equal(decodeNonce(fromHex(wrong.replace(' ', ''))!), undefined, wrong);
});

test('an address is version, key hash and checksum', () => {
  const publicKey = fromHex('0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798')!;
  assert.deepEqual(addressOfPublicKey(publicKey), addressOfHash(hash160(publicKey)));
  assert.throws(() => addressOfPublicKey(publicKey.subarray(1)), InvariantViolation);
  assert.throws(() => addressOfHash(publicKey), InvariantViolation);
});

test('a typed address is checked', () => {
  const text = addressText(address);
  assert.deepEqual(parseAddress(text), { ok: true, value: address });
  const refusal = (input: string): string | undefined => {
    const parsed = parseAddress(input);
    return parsed.ok ? undefined : parsed.refusal.code;
  };
  const typo = text.slice(0, -1) + (text.endsWith('2') ? '3' : '2');
  assert.equal(refusal(typo), 'address.badChecksum');
  assert.equal(refusal(text.slice(0, -2)), 'address.wrongLength');
  assert.equal(refusal(''), 'address.wrongLength');
  assert.equal(refusal('0OIl'), 'address.notBase58');
  assert.equal(refusal('1'.repeat(5_000)), 'address.notBase58');
});

test('raw address bytes of any length have a text that reads back', () => {
  for (const length of [0, 3, 25, 34, BASE58_BYTES_MAX, BASE58_BYTES_MAX + 1, 100_000]) {
    const bytes = new Uint8Array(length).fill(0xfe);
    assert.deepEqual(addressBytes(addressText(bytes)), bytes);
  }
});

test('a WIF that is mistyped, or holds no private key, is refused', () => {
  const refusal = (input: string): string | undefined => {
    const parsed = parseWif(input);
    return parsed.ok ? undefined : parsed.refusal.code;
  };
  const text = 'KwDiBf89QgGbjEhKnhXJuH7LrciVrZi3qYjgd9M7rFU73sVHnoWn';
  assert.equal(refusal(text), undefined);
  assert.equal(refusal('5HpHagT65TZzG1PH3CSu63k8DbpvD8s5ip4nEB3kEsreAnchuDf'), undefined);
  assert.equal(refusal(text.replace('QgG', 'QgH')), 'wif.badChecksum');
  assert.equal(refusal(addressText(address)), 'wif.wrongForm');
  assert.equal(refusal('I'), 'wif.notBase58');
  const wif = (key: Uint8Array, flag: number): string => {
    const body = concat(Uint8Array.of(0x80), key, Uint8Array.of(flag));
    return addressText(concat(body, sha256(sha256(body)).subarray(0, 4)));
  };
  assert.equal(refusal(wif(new Uint8Array(32), 1)), 'wif.notPrivateKey');
  assert.equal(refusal(wif(new Uint8Array(32).fill(1), 2)), 'wif.wrongForm');
});

test('flat keys as bytes are the map keys of object spaces, and read back', () => {
  const spaces = fc.record({
    system: fc.boolean(),
    zone: fc.uint8Array({ maxLength: 64 }),
    id: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  });
  fc.assert(
    fc.property(spaces, fc.uint8Array({ maxLength: OBJECT_KEY_BYTES_MAX }), ({ system, zone, id }, key) => {
      const space = new ObjectSpace(system, zone, id);
      const bytes = encodeFlatKey(space, key);
      assert.equal(latin1(bytes), space.flatKeyOf(key));
      assert.deepEqual(bytes, chain.DatabaseKey.encode({ space: spaceMessage(space), key }));
      assert.deepEqual(decodeFlatKey(fromLatin1(space.flatKeyOf(key))), { ok: true, value: { space, key } });
    }),
  );
});

test('bytes that are no flat key are refused', () => {
  const refusal = (bytes: Uint8Array): string | undefined => {
    const decoded = decodeFlatKey(bytes);
    return decoded.ok ? undefined : decoded.refusal.code;
  };
  assert.equal(refusal(EMPTY), 'flatKey.noSpace');
  assert.equal(refusal(fromHex('0a021800')!), 'protobuf.notCanonical');
  assert.equal(refusal(chain.DatabaseKey.encode({ space: { zone: new Uint8Array(65) } })), 'flatKey.tooLong');
  assert.equal(refusal(chain.DatabaseKey.encode({ space: {}, key: new Uint8Array(897) })), 'flatKey.tooLong');
});

test('kernel objects are filed under the multihash of their name', () => {
  assert.deepEqual(METADATA_KEY.chainId, metadataKeyOf('chain_id'));
  assert.equal(new Set(Object.values(METADATA_KEY).map(hex)).size, Object.keys(METADATA_KEY).length);
  assert.equal(METADATA_KEY.headBlock.length, 2 + DIGEST_BYTES);
});

test('roots commit to order, number and content of what they cover', () => {
  const decoded = (value: number): Transaction =>
    Transaction.decode(
      Transaction.encode({ header: { rcLimit: BigInt(value) }, signatures: [Uint8Array.of(value)] }),
    );
  const [one, two] = [decoded(1), decoded(2)];
  const unsigned = { ...one, signatures: [] };
  const roots = [[], [one], [two], [one, two], [two, one], [one, one], [unsigned]].map((list) =>
    hex(transactionMerkleRoot(list)),
  );
  assert.equal(new Set(roots).size, roots.length);
  assert.equal(hex(operationMerkleRoot([])), `1220${hex(sha256(EMPTY))}`);
});

test('only a transaction with an upload may be longer than others', () => {
  const transaction = Transaction.decode(Transaction.encode({ operations: [{ callContract: {} }] }));
  assert.equal(transactionBytesMax(transaction), LIMITS.transactionBytesMax);
  const upload = Transaction.decode(
    Transaction.encode({ operations: [{ callContract: {} }, { uploadContract: {} }] }),
  );
  assert.equal(transactionBytesMax(upload), LIMITS.uploadTransactionBytesMax);
  assert.ok(LIMITS.uploadTransactionBytesMax >= LIMITS.contractBytesMax + LIMITS.abiBytesMax);
});
