/**
 * What `spec/protocol-vectors.json` holds, computed anew. The file is frozen: a difference is a change of the protocol.
 * `node packages/protocol/test/vectors.ts` prints what the file should hold, for when that is meant.
 * @module
 */
import { base64url, EMPTY, fromHex, hex, utf8 } from '@ashlar/base';
import { sha256 } from '@ashlar/crypto';
import {
  addressOfPublicKey,
  addressText,
  Block,
  blockIdOfHeader,
  chainIdOf,
  codecNamed,
  encodeFlatKey,
  encodeNonce,
  encodeWif,
  entryPointOf,
  type Json,
  MULTIHASH_CODE,
  merkleRoot,
  metadataKeyOf,
  multihash,
  ObjectSpace,
  operationMerkleRoot,
  protocolDescriptor,
  Transaction,
  toJson,
  transactionIdOfHeader,
  transactionMerkleRoot,
} from '@ashlar/protocol';
import { GenesisData } from '../src/generated/chain.ts';
import { CODECS } from '../src/generated/registry.ts';
import { choicesOf, exampleOf } from './examples.ts';

/** Messages that are hashed, signed, stored in state or handed to contracts: their bytes are written out. */
const CONSENSUS_PACKAGES = ['koinos', 'koinos.protocol', 'koinos.chain', 'koinos.contracts.pob'];
const packageOf = (name: string): string => name.slice(0, name.lastIndexOf('.'));

type Vector = Readonly<{ name: string; sha256: string; bytes: string; json: Json }>;

function messageVectors(): readonly Vector[] {
  const consensus = CODECS.filter(
    ({ name }) =>
      CONSENSUS_PACKAGES.includes(packageOf(name)) &&
      (!/_(arguments|result)$/.test(name) || name.includes('authorize')),
  );
  return consensus.flatMap((codec) =>
    Array.from({ length: choicesOf(codec) }, (_, choice) => {
      const message = exampleOf(codec, choice);
      const bytes = codec.encode(message);
      const json = toJson(codec, message);
      return { name: codec.name, sha256: hex(sha256(bytes)), bytes: hex(bytes), json };
    }),
  );
}

/** Of each message there is: the hash over its examples, one for each choice of a oneof's member. */
function messageHashes(): Readonly<Record<string, string>> {
  const hashes = CODECS.map((codec) => {
    const examples = Array.from({ length: choicesOf(codec) }, (_, choice) =>
      hex(codec.encode(exampleOf(codec, choice))),
    );
    return [codec.name, hex(sha256(utf8(examples.join(' '))))] as const;
  });
  return Object.fromEntries(hashes.sort(([a], [b]) => (a < b ? -1 : 1)));
}

const leaf = (index: number): Uint8Array => sha256(Uint8Array.of(index));

/** Public keys whose addresses are frozen: the generator of secp256k1, and twice it. */
const PUBLIC_KEYS = [
  '0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798',
  '02c6047f9441ed7d6d3045406e95c07cd85c778e4b8cef3ca7abac09b95c709ee5',
] as const;
const NONCES = [0n, 1n, 127n, 128n, 300n, 2n ** 32n, 2n ** 64n - 1n] as const;
const METHODS =
  'transfer mint burn balance_of total_supply approve owner_of set_approval_for_all authorize pre_block_callback'.split(
    ' ',
  );
const METADATA =
  'head_block chain_id genesis_key resource_limit_data max_account_resources protocol_descriptor compute_bandwidth_registry block_hash_code'.split(
    ' ',
  );

export function computeVectors(): Readonly<Record<string, Json>> {
  const transaction = exampleOf(codecNamed(Transaction.name)!) as Transaction;
  const block = exampleOf(codecNamed(Block.name)!) as Block;
  const genesis = exampleOf(codecNamed(GenesisData.name)!) as GenesisData;
  const flatKeys = [
    [ObjectSpace.metadata, EMPTY],
    [ObjectSpace.nonce, new Uint8Array(25).fill(7)],
    [new ObjectSpace(false, new Uint8Array(25).fill(1), 5), utf8('key')],
    [new ObjectSpace(true, new Uint8Array(25).fill(2), 0x8000_0001), new Uint8Array(200).fill(3)],
  ] as const;
  return {
    description:
      'Frozen results of @ashlar/protocol; bytes are hex. Examples of messages are made by packages/protocol/test/examples.ts.',
    ids: {
      transaction: transactionIdOfHeader(transaction.header!),
      operationMerkleRoot: hex(operationMerkleRoot(transaction.operations)),
      block: blockIdOfHeader(block.header!),
      transactionMerkleRoot: hex(transactionMerkleRoot(block.transactions)),
      chain: base64url(chainIdOf(genesis)),
    },
    emptyMultihash: hex(multihash(MULTIHASH_CODE.sha2_256, merkleRoot([]))),
    merkleRoots: Array.from({ length: 10 }, (_, count) =>
      hex(merkleRoot(Array.from({ length: count }, (_leaf, index) => leaf(index)))),
    ),
    addresses: PUBLIC_KEYS.map((publicKey) => {
      const address = addressOfPublicKey(fromHex(publicKey)!);
      return { publicKey, bytes: hex(address), text: addressText(address) };
    }),
    wif: [1, 2].map((last) => {
      const privateKey = new Uint8Array(32);
      privateKey[31] = last;
      return { privateKey: hex(privateKey), text: encodeWif(privateKey) };
    }),
    nonces: Object.fromEntries(NONCES.map((nonce) => [nonce.toString(), hex(encodeNonce(nonce))])),
    entryPoints: Object.fromEntries(
      METHODS.map((name) => [name, entryPointOf(name).toString(16).padStart(8, '0')]),
    ),
    metadataKeys: Object.fromEntries(METADATA.map((name) => [name, hex(metadataKeyOf(name))])),
    flatKeys: flatKeys.map(([space, key]) => hex(encodeFlatKey(space, key))),
    protocolDescriptor: hex(sha256(protocolDescriptor())),
    messages: messageVectors(),
    messageHashes: messageHashes(),
  };
}

if (import.meta.main) console.log(JSON.stringify(computeVectors(), undefined, 2));
