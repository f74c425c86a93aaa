/**
 * Object spaces: `(system, zone, id) → key → value`, the shape of all state.
 *
 * An entry's *flat key* is the canonical protobuf of `database_key { space, key }`; entries are ordered by it.
 * An entry's *home* is the account or contract it belongs to. It decides the entry's place in the state trie, and
 * so its shard (`spec/consensus-and-sharding.md` 3.10): the zone for ordinary contract storage, the account for
 * *partitioned* spaces, whose keys begin with an account's address.
 * @module
 */
import { concat, EMPTY, latin1 } from '@ashlar/base';

/** Raw bytes of an address: version, hash160, checksum. */
export const ADDRESS_BYTES = 25;
export const ZONE_BYTES_MAX = 64;
/** Longest key of an object: what fits a flat key of 1,024 bytes with its space. */
export const OBJECT_KEY_BYTES_MAX = 896;
/** Longest value of an object. */
export const OBJECT_VALUE_BYTES_MAX = 1_048_576;

/** Ids from here up mark a space partitioned by account: its keys begin with the account's 25 address bytes. */
export const PARTITIONED_FROM = 0x8000_0000;

/** Kernel spaces: `system` is true and the zone empty. */
export const SYSTEM_SPACE = {
  metadata: 0,
  systemCallDispatch: 1,
  contractBytecode: 2,
  contractMetadata: 3,
  transactionNonce: 4,
  rholangDeploys: 5,
} as const;

export class ObjectSpace {
  readonly system: boolean;
  readonly zone: Uint8Array;
  /** u32 */
  readonly id: number;
  /** Canonical bytes of `database_key.space`, tag and length included: every flat key of the space begins with it. */
  readonly prefix: Uint8Array;
  /** `prefix` as a latin1 map key. */
  readonly prefixKey: string;
  /** What comes before a key of the length met last: in most spaces all keys are of one length. */
  #head = '';
  #headLength = 0;
  /** Whether `homeOf` is the first 25 bytes of the key. */
  readonly partitioned: boolean;

  constructor(system: boolean, zone: Uint8Array, id: number) {
    this.system = system;
    this.zone = zone;
    this.id = id >>> 0;
    this.prefix = encodePrefix(system, zone, this.id);
    this.prefixKey = latin1(this.prefix);
    const isKernel = system && zone.length === 0;
    this.partitioned = isKernel ? this.id >= SYSTEM_SPACE.contractBytecode : this.id >= PARTITIONED_FROM;
  }

  static readonly metadata: ObjectSpace = new ObjectSpace(true, EMPTY, SYSTEM_SPACE.metadata);
  static readonly dispatch: ObjectSpace = new ObjectSpace(true, EMPTY, SYSTEM_SPACE.systemCallDispatch);
  static readonly bytecode: ObjectSpace = new ObjectSpace(true, EMPTY, SYSTEM_SPACE.contractBytecode);
  static readonly contractMetadata: ObjectSpace = new ObjectSpace(true, EMPTY, SYSTEM_SPACE.contractMetadata);
  static readonly rholangDeploys: ObjectSpace = new ObjectSpace(true, EMPTY, SYSTEM_SPACE.rholangDeploys);
  static readonly nonce: ObjectSpace = new ObjectSpace(true, EMPTY, SYSTEM_SPACE.transactionNonce);

  /** The account or contract that owns the entry: 0 to 64 bytes; empty for the kernel's own metadata. */
  homeOf(key: Uint8Array): Uint8Array {
    return this.partitioned ? key.subarray(0, ADDRESS_BYTES) : this.zone;
  }

  /** The flat key as a latin1 map key. */
  flatKeyOf(key: Uint8Array): string {
    const { length } = key;
    if (length === 0) return this.prefixKey;
    if (length !== this.#headLength) {
      this.#headLength = length;
      this.#head = `${this.prefixKey}\x12${lengthKey(length)}`;
    }
    return this.#head + latin1(key);
  }
}

/** The order of keys within one space: by the bytes of the length's varint, then by the key (as flat keys). */
export function lengthKey(length: number): string {
  return length < 128
    ? String.fromCharCode(length)
    : String.fromCharCode((length & 127) | 128) + lengthKey(length >>> 7);
}

function encodePrefix(system: boolean, zone: Uint8Array, id: number): Uint8Array {
  const body = concat(
    system ? new Uint8Array([0x08, 1]) : EMPTY,
    zone.length === 0 ? EMPTY : concat(new Uint8Array([0x12, zone.length]), zone),
    id === 0 ? EMPTY : concat(new Uint8Array([0x18]), varint(id)),
  );
  return concat(new Uint8Array([0x0a, body.length]), body);
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = value >>> 0; ; rest >>>= 7) {
    if (rest < 128) return new Uint8Array([...bytes, rest]);
    bytes.push((rest & 127) | 128);
  }
}
