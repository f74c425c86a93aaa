export type { AddressRefusal, WifRefusal } from './address.ts';
export {
  addressBytes,
  addressOfHash,
  addressOfPublicKey,
  addressText,
  encodeWif,
  parseAddress,
  parseWif,
} from './address.ts';
export type { Alphabet } from './bytes-text.ts';
export { BASE58_BYTES_MAX, BASE58_TEXT_MAX, bytesText, textBytes } from './bytes-text.ts';
export type {
  BytesForm,
  Codec,
  EnumDescriptor,
  FieldDescriptor,
  Init,
  MessageDescriptor,
  ScalarKind,
} from './codec.ts';
export { MESSAGE_BYTES_MAX } from './codec.ts';
export { abiTypesOf, descriptorSetOf, protocolDescriptor } from './descriptor-set.ts';
export { entryPointOf } from './entry-point.ts';
export { ERROR_CODE } from './error-code.ts';
export type { FlatKey, FlatKeyRefusal } from './flat-key.ts';
export { decodeFlatKey, encodeFlatKey, spaceMessage } from './flat-key.ts';
export * as broadcast from './generated/broadcast.ts';
export * as burn from './generated/burn.ts';
export * as chain from './generated/chain.ts';
export * as committee from './generated/committee.ts';
export * as descriptor from './generated/descriptor.ts';
export * as evidence from './generated/evidence.ts';
export * as governance from './generated/governance.ts';
export * as names from './generated/names.ts';
export * from './generated/protocol.ts';
export { ObjectSpace as ObjectSpaceMessage } from './generated/protocol.ts';
export * as rchain from './generated/rchain.ts';
export * as resources from './generated/resources.ts';
export * as rholang from './generated/rholang.ts';
export * as rpc from './generated/rpc.ts';
export * as rpcAccountHistory from './generated/rpc-account-history.ts';
export * as rpcBlockStore from './generated/rpc-block-store.ts';
export * as rpcChain from './generated/rpc-chain.ts';
export * as rpcContractMetaStore from './generated/rpc-contract-meta-store.ts';
export * as rpcMempool from './generated/rpc-mempool.ts';
export * as rpcP2p from './generated/rpc-p2p.ts';
export * as rpcTransactionStore from './generated/rpc-transaction-store.ts';
export * as token from './generated/token.ts';
export type { GenesisRefusal } from './genesis.ts';
export { chainIdOf, decodeGenesisJson, encodeGenesisJson, GENESIS_TEXT_MAX } from './genesis.ts';
export type { Address, BlockId, TransactionId } from './ids.ts';
export {
  blockDigest,
  blockIdBytes,
  blockIdOf,
  blockIdOfHeader,
  GENESIS_BLOCK_ID,
  GENESIS_BLOCK_ID_BYTES,
  ID_BYTES,
  idBytes,
  idDigest,
  parseBlockId,
  parseTransactionId,
  transactionDigest,
  transactionIdBytes,
  transactionIdOf,
  transactionIdOfHeader,
} from './ids.ts';
export type { Json, JsonObject, JsonOptions, JsonRefusal, JsonRefusalCode } from './json.ts';
export { anyOf, codecNamed, fromJson, JSON_DEPTH_MAX, toJson } from './json.ts';
export { LIMITS, transactionBytesMax, U64_MAX } from './limits.ts';
export { merkleRoot, operationMerkleRoot, transactionMerkleRoot } from './merkle.ts';
export { METADATA_KEY, metadataKeyOf } from './metadata-key.ts';
export type { Multihash } from './multihash.ts';
export {
  DIGEST_BYTES,
  MULTIHASH_CODE,
  MULTIHASH_DIGEST_BYTES_MAX,
  multihash,
  multihashOf,
  parseMultihash,
  ZERO_DIGEST,
} from './multihash.ts';
export { decodeNonce, encodeNonce, NONCE_ZERO } from './nonce.ts';
export {
  ADDRESS_BYTES,
  lengthKey,
  OBJECT_KEY_BYTES_MAX,
  OBJECT_VALUE_BYTES_MAX,
  ObjectSpace,
  PARTITIONED_FROM,
  SYSTEM_SPACE,
  ZONE_BYTES_MAX,
} from './object-space.ts';
export type { DecodeRefusal, DecodeRefusalCode } from './wire.ts';
export { DECODE_DEPTH_MAX, DECODE_ELEMENTS_MAX, DecodeError, Reader, Writer } from './wire.ts';
