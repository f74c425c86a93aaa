/**
 * What the chain tells about itself, the block and the transaction.
 *
 * Whole blocks, transactions and operations come as their serialized messages: declare what you need of them in your
 * interface (unknown fields are skipped), or ask for a single field.
 * @module
 */
import { Bytes, EMPTY, utf8 } from './bytes';
import { invoke } from './host';
import { hasMore, readBytes, readInside, readTag, readVarint, skip } from './reader';
import { singleBytes, singleUint } from './result';
import { begin, writeBytes, writeUint } from './writer';

/** Height and time of the block being applied, or of the head when a client reads. */
@final
@unmanaged
export class Head {
  /** Multihash of the block; none while it is being built. */
  id: Bytes = EMPTY;
  height: u64 = 0;
  previous: Bytes = EMPTY;
  /** Milliseconds since 1970. */
  timeMs: u64 = 0;
  /** Height of the last block that cannot be undone. */
  lastIrreversible: u64 = 0;
}

export function head(): Head {
  begin();
  invoke(1); // get_head_info
  readInside(singleBytes());
  const info = new Head();
  let topology = EMPTY;
  while (hasMore()) {
    const tag = readTag();
    if (tag == 10) topology = readBytes();
    else if (tag == 16) info.timeMs = readVarint();
    else if (tag == 24) info.lastIrreversible = readVarint();
    else skip(tag);
  }
  readInside(topology);
  while (hasMore()) {
    const tag = readTag();
    if (tag == 10) info.id = readBytes();
    else if (tag == 16) info.height = readVarint();
    else if (tag == 26) info.previous = readBytes();
    else skip(tag);
  }
  return info;
}

function bytesOf(id: u32): Bytes {
  begin();
  invoke(id);
  return singleBytes();
}

/** Multihash that names the chain. */
export function chainId(): Bytes {
  return bytesOf(12);
}

/** The serialized `koinos.protocol.transaction`; reverts outside of one. */
export function transaction(): Bytes {
  return bytesOf(102);
}

/** The serialized `koinos.protocol.block`; reverts outside of one. */
export function block(): Bytes {
  return bytesOf(104);
}

/** The serialized `koinos.protocol.operation` being applied. */
export function operation(): Bytes {
  return bytesOf(111);
}

/** A value of the chain's `value_type`: what a single field of a block or transaction is. */
@final
@unmanaged
export class FieldValue {
  /** Of a bytes, string or message field (a message: its serialized `google.protobuf.Any`). */
  bytes: Bytes = EMPTY;
  /** Of a number or bool field; signed numbers in two's complement. */
  number: u64 = 0;
}

function fieldOf(id: u32, path: string): FieldValue {
  const text = utf8(path);
  begin();
  writeBytes(10, text);
  invoke(id);
  readInside(singleBytes());
  const value = new FieldValue();
  while (hasMore()) {
    const tag = readTag();
    const wire = tag & 7;
    if (wire == 2) value.bytes = readBytes();
    else if (wire == 0) {
      const raw = readVarint();
      // sint32 and sint64 (fields 6 and 7) are zigzag.
      const number = tag >> 3;
      value.number = number == 6 || number == 7 ? (raw >> 1) ^ -(raw & 1) : raw;
    } else skip(tag);
  }
  return value;
}

/** A field of the transaction by dotted path, as `header.payer`; fails with -100 if there is no such field. */
export function transactionField(path: string): FieldValue {
  return fieldOf(103, path);
}

/** A field of the block by dotted path, as `header.height`; fails with -100 if there is no such field. */
export function blockField(path: string): FieldValue {
  return fieldOf(105, path);
}

/** Height of the last block that cannot be undone. */
export function lastIrreversibleBlock(): u64 {
  begin();
  invoke(106);
  return singleUint();
}

/** The account's last nonce, a serialized `value_type`. */
export function accountNonce(account: Bytes): Bytes {
  begin();
  writeBytes(10, account);
  invoke(107);
  return singleBytes();
}

/** Whether `nonce` is the account's next. */
export function verifyAccountNonce(account: Bytes, nonce: Bytes): bool {
  begin();
  writeBytes(10, account);
  writeBytes(18, nonce);
  invoke(108);
  return singleUint() != 0;
}

/** Mana the account can spend. */
export function accountRc(account: Bytes): u64 {
  begin();
  writeBytes(10, account);
  invoke(201);
  return singleUint();
}

/** Takes mana from the account; the default rules let only the chain itself do so. */
export function consumeAccountRc(account: Bytes, value: u64): bool {
  begin();
  writeBytes(10, account);
  writeUint(16, value);
  invoke(202);
  return singleUint() != 0;
}

/** Limits and prices of the block's resources. */
@final
@unmanaged
export class ResourceLimits {
  diskLimit: u64 = 0;
  diskCost: u64 = 0;
  networkLimit: u64 = 0;
  networkCost: u64 = 0;
  computeLimit: u64 = 0;
  computeCost: u64 = 0;
}

export function resourceLimits(): ResourceLimits {
  begin();
  invoke(203);
  readInside(singleBytes());
  const limits = new ResourceLimits();
  while (hasMore()) {
    const tag = readTag();
    if (tag == 8) limits.diskLimit = readVarint();
    else if (tag == 16) limits.diskCost = readVarint();
    else if (tag == 24) limits.networkLimit = readVarint();
    else if (tag == 32) limits.networkCost = readVarint();
    else if (tag == 40) limits.computeLimit = readVarint();
    else if (tag == 48) limits.computeCost = readVarint();
    else skip(tag);
  }
  return limits;
}

/** Books what a block used; the default rules let only the chain itself do so. */
export function consumeBlockResources(disk: u64, network: u64, compute: u64): bool {
  begin();
  writeUint(8, disk);
  writeUint(16, network);
  writeUint(24, compute);
  invoke(204);
  return singleUint() != 0;
}

/** Whether `signature` makes a block with this header and digest (a multihash) valid. `header` is serialized. */
export function processBlockSignature(digest: Bytes, header: Bytes, signature: Bytes): bool {
  begin();
  writeBytes(10, digest);
  writeBytes(18, header);
  writeBytes(26, signature);
  invoke(101);
  return singleUint() != 0;
}

/** The name under which a contract is registered; none if it is not. */
export function contractName(address: Bytes): Bytes {
  begin();
  writeBytes(10, address);
  invoke(10000);
  return firstField(singleBytes());
}

/** The address registered under a name; none if nobody is. */
export function contractAddress(name: Bytes): Bytes {
  begin();
  writeBytes(10, name);
  invoke(10001);
  return firstField(singleBytes());
}

function firstField(message: Bytes): Bytes {
  let value = EMPTY;
  readInside(message);
  while (hasMore()) {
    const tag = readTag();
    if (tag == 10) value = readBytes();
    else skip(tag);
  }
  return value;
}
