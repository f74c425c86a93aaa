/**
 * Storage: numbered spaces of the contract, each an ordered map from keys to messages.
 *
 * Keys of one space are ordered by length, then by bytes, unsigned. A value is a message; raw bytes are `BytesSpace`.
 * `AccountSpace` has an id of 0x80000000 or more and keys that begin with an account's address: such entries belong
 * to the account, and on a sharded network they lie in the account's shard.
 * Cost: one system call each; the contract's own address is asked for once a call.
 * @module
 */
import { ADDRESS_LENGTH, Bytes, EMPTY } from './bytes';
import { revert } from './exit';
import { invoke } from './host';
import { contractId } from './identity';
import { hasMore, readBytes, readInside, readTag, readVarint, skip } from './reader';
import { singleBytes } from './result';
import { begin, close, open, writeBytes, writeUint } from './writer';

const SYSTEM_CALL_PUT_OBJECT: u32 = 301;
const SYSTEM_CALL_REMOVE_OBJECT: u32 = 302;
const SYSTEM_CALL_GET_OBJECT: u32 = 303;
const SYSTEM_CALL_GET_NEXT_OBJECT: u32 = 304;
const SYSTEM_CALL_GET_PREV_OBJECT: u32 = 305;

/** From here up, a space's entries belong to the account their key begins with. */
export const PARTITIONED_FROM: u32 = 0x8000_0000;

// @ts-ignore: decorator
@lazy let foundKey: Bytes = EMPTY;
// @ts-ignore: decorator
@lazy let foundValue: Bytes = EMPTY;

/** Writes `space` and `key` of a storage call. */
function writePlace(id: u32, zone: Bytes, system: bool, key: Bytes): void {
  begin();
  const space = open(10);
  if (system) writeUint(8, 1);
  writeBytes(18, zone);
  if (id != 0) writeUint(24, id);
  close(space);
  if (key.length != 0) writeBytes(18, key);
}

/** Reads a `database_object` into what was found last; false if there is none. */
function find(call: u32): bool {
  invoke(call);
  readInside(singleBytes());
  let exists = false;
  foundKey = EMPTY;
  foundValue = EMPTY;
  while (hasMore()) {
    const tag = readTag();
    if (tag == 18) foundValue = readBytes();
    else if (tag == 8) exists = readVarint() != 0;
    else if (tag == 26) foundKey = readBytes();
    else skip(tag);
  }
  return exists;
}

/** An entry met while walking through a space. */
@final
@unmanaged
export class Entry<V> {
  constructor(
    public key: Bytes,
    public value: V,
  ) {}
}

/** A space of messages of one type. `V` is a generated message class. */
@unmanaged
export class Space<V> {
  /**
   * @param id number of the space: unique within the contract, below 0x80000000
   * @param system whether the data lies in a system zone: true in system contracts only
   */
  constructor(
    public id: u32,
    public system: bool = false,
  ) {}

  private place(key: Bytes): void {
    const zone = contractId();
    writePlace(this.id, zone, this.system, key);
  }

  /** The value under `key`, or a fresh message, all defaults, if there is none. */
  read(key: Bytes): V {
    this.place(key);
    find(SYSTEM_CALL_GET_OBJECT);
    return this.decodeFound();
  }

  /** The value under `key`, or null. */
  get(key: Bytes): V | null {
    this.place(key);
    return find(SYSTEM_CALL_GET_OBJECT) ? this.decodeFound() : null;
  }

  has(key: Bytes): bool {
    this.place(key);
    return find(SYSTEM_CALL_GET_OBJECT);
  }

  put(key: Bytes, value: V): void {
    if (this.id >= PARTITIONED_FROM && key.length < ADDRESS_LENGTH) revert('key does not begin with an address');
    this.place(key);
    const object = open(26);
    value.encode();
    close(object);
    invoke(SYSTEM_CALL_PUT_OBJECT);
  }

  /** Nothing happens if there is no such entry. */
  remove(key: Bytes): void {
    this.place(key);
    invoke(SYSTEM_CALL_REMOVE_OBJECT);
  }

  /** The entry with the smallest key above `key`, which need not exist; null at the end. */
  next(key: Bytes): Entry<V> | null {
    this.place(key);
    return find(SYSTEM_CALL_GET_NEXT_OBJECT) ? this.found() : null;
  }

  /** The entry with the greatest key below `key`, which need not exist; null at the beginning. */
  prev(key: Bytes): Entry<V> | null {
    this.place(key);
    return find(SYSTEM_CALL_GET_PREV_OBJECT) ? this.found() : null;
  }

  private found(): Entry<V> {
    const key = foundKey;
    return new Entry<V>(key, this.decodeFound());
  }

  private decodeFound(): V {
    const value = instantiate<V>();
    readInside(foundValue);
    value.decode();
    return value;
  }
}

/** A space whose entries belong to accounts: keys are an address, or an address and more. */
@unmanaged
export class AccountSpace<V> extends Space<V> {
  /** @param id number of the space, counted from 0x80000000: give 0, 1, 2... */
  constructor(id: u32) {
    super(PARTITIONED_FROM | id);
  }
}

/** An entry of raw bytes. */
@final
@unmanaged
export class BytesEntry {
  constructor(
    public key: Bytes,
    public value: Bytes,
  ) {}
}

/** A space of raw bytes. */
@unmanaged
export class BytesSpace {
  constructor(
    public id: u32,
    public system: bool = false,
  ) {}

  private place(key: Bytes): void {
    const zone = contractId();
    writePlace(this.id, zone, this.system, key);
  }

  /** The value under `key`; no bytes if there is none (see `has`). */
  read(key: Bytes): Bytes {
    this.place(key);
    find(SYSTEM_CALL_GET_OBJECT);
    return foundValue;
  }

  has(key: Bytes): bool {
    this.place(key);
    return find(SYSTEM_CALL_GET_OBJECT);
  }

  put(key: Bytes, value: Bytes): void {
    this.place(key);
    if (value.length != 0) writeBytes(26, value);
    invoke(SYSTEM_CALL_PUT_OBJECT);
  }

  remove(key: Bytes): void {
    this.place(key);
    invoke(SYSTEM_CALL_REMOVE_OBJECT);
  }

  next(key: Bytes): BytesEntry | null {
    this.place(key);
    return find(SYSTEM_CALL_GET_NEXT_OBJECT) ? this.found() : null;
  }

  prev(key: Bytes): BytesEntry | null {
    this.place(key);
    return find(SYSTEM_CALL_GET_PREV_OBJECT) ? this.found() : null;
  }

  private found(): BytesEntry {
    return new BytesEntry(foundKey, foundValue);
  }
}
