/**
 * Delta records: one finalized block's changes, as bytes.
 *
 * payload = height ‖ block id ‖ root ‖ receipts ‖ count ‖ entries, each entry flat key ‖ value or removal
 *           and, on archive nodes, the value before.
 * @module
 */
import { EMPTY, fromHex, hex } from '@ashlar/base';
import type { StateHead } from '@ashlar/ports';
import { type BlockId, OBJECT_VALUE_BYTES_MAX } from '@ashlar/protocol';
import { type ByteReader, ByteWriter, decoding } from '../codec.ts';
import { FLAT_KEY_BYTES_MAX, type FlatKey, type FlatKeys } from '../flat/flat-key.ts';
import { LABEL_BYTES } from '../trie/path.ts';

/** A record may not be longer: no block changes more. */
export const RECORD_BYTES_MAX: number = 1 << 28;
const BLOCK_ID_BYTES_MAX = 64;
const RECEIPTS_BYTES = 32;
const ENTRIES_MAX = 1 << 24;

export type DeltaEntry = FlatKey &
  Readonly<{ value: Uint8Array | undefined; before: Uint8Array | undefined }>;

export type DeltaRecord = Readonly<{
  head: StateHead;
  receipts: Uint8Array | undefined;
  /** Whether entries carry the value before. */
  reversible: boolean;
  entries: readonly DeltaEntry[];
}>;

export function encodeRecord(record: DeltaRecord): Uint8Array {
  const writer = new ByteWriter(1024);
  writer.u32(record.head.height);
  writer.counted(blockIdBytes(record.head.block));
  writer.raw(record.head.root);
  writer.counted(record.receipts ?? EMPTY);
  writer.u8(record.reversible ? 1 : 0);
  writer.varint(record.entries.length);
  for (const { flat, value, before } of record.entries) {
    writer.text(flat);
    writeOptional(writer, value);
    if (record.reversible) writeOptional(writer, before);
  }
  return writer.bytes();
}

/** `undefined` if malformed. Values are views of the bytes. */
export function decodeRecord(bytes: Uint8Array, keys: FlatKeys): DeltaRecord | undefined {
  return decoding(bytes, (reader: ByteReader) => {
    const height = reader.u32();
    const block = blockIdOf(reader.counted(BLOCK_ID_BYTES_MAX));
    const root = reader.raw(LABEL_BYTES).slice();
    const receipts = reader.counted(RECEIPTS_BYTES);
    reader.check(receipts.length === 0 || receipts.length === RECEIPTS_BYTES);
    const flag = reader.u8();
    reader.check(flag <= 1);
    const count = reader.varint(ENTRIES_MAX);
    const entries: DeltaEntry[] = [];
    for (let index = 0; index < count; index++) {
      const key = keys.decode(reader.counted(FLAT_KEY_BYTES_MAX));
      reader.check(key !== undefined);
      const value = readOptional(reader);
      entries.push({ ...key, value, before: flag === 1 ? readOptional(reader) : undefined });
    }
    return {
      head: { block, height, root },
      receipts: receipts.length === 0 ? undefined : receipts,
      reversible: flag === 1,
      entries,
    };
  });
}

export function blockIdBytes(block: BlockId): Uint8Array {
  return fromHex(block.slice(2)) ?? EMPTY;
}

export function blockIdOf(bytes: Uint8Array): BlockId {
  return `0x${hex(bytes)}` as BlockId;
}

function writeOptional(writer: ByteWriter, value: Uint8Array | undefined): void {
  writer.varint(value === undefined ? 0 : value.length + 1);
  if (value !== undefined) writer.raw(value);
}

function readOptional(reader: ByteReader): Uint8Array | undefined {
  const length = reader.varint(OBJECT_VALUE_BYTES_MAX + 1);
  return length === 0 ? undefined : reader.raw(length - 1);
}
