/**
 * Snapshot chunks: some entries of a version in path order, with the proof that they are all of their range.
 *
 * Each chunk is checked by itself against the version's root, as it arrives and from whomever; the importer needs to
 * remember only the path it has come to.
 * bytes = format (1) ‖ count ‖ count × (flat key ‖ value) ‖ range proof
 * @module
 */
import { accept, equal, type Result, refuse } from '@ashlar/base';
import { sha256 } from '@ashlar/crypto';
import { OBJECT_VALUE_BYTES_MAX } from '@ashlar/protocol';
import { type ByteReader, ByteWriter, decoding } from '../codec.ts';
import { FLAT_KEY_BYTES_MAX, type FlatKey, type FlatKeys } from '../flat/flat-key.ts';
import { pathOf } from '../trie/path.ts';
import { loadRange } from './range-proof.ts';

/** Chunks are filled up to this many bytes of entries; one entry more may pass it. */
export const CHUNK_BYTES: number = 1 << 20;
/** Longest chunk accepted: a full one, an entry of the longest, and the proof. */
export const CHUNK_BYTES_MAX: number = 3 << 20;
const FORMAT = 1;
const COUNT_MAX = 1 << 18;

export type ChunkEntry = FlatKey & Readonly<{ value: Uint8Array }>;
export type Chunk = Readonly<{ entries: readonly ChunkEntry[]; proof: Uint8Array }>;

export type ChunkRefusal =
  | Readonly<{ code: 'snapshot.malformed' }>
  | Readonly<{ code: 'snapshot.notProven' }>
  | Readonly<{ code: 'snapshot.wrongRoot' }>;

export function encodeChunk({ entries, proof }: Chunk): Uint8Array {
  const writer = new ByteWriter(CHUNK_BYTES + 4096);
  writer.u8(FORMAT);
  writer.varint(entries.length);
  for (const { flat, value } of entries) {
    writer.text(flat);
    writer.counted(value);
  }
  writer.raw(proof);
  return writer.bytes().slice();
}

/** What a verified chunk brings. `last` is the path to go on from; `isLast`: nothing follows. */
export type VerifiedChunk = Readonly<{
  entries: readonly (ChunkEntry & Readonly<{ leaf: Uint8Array }>)[];
  last: Uint8Array | undefined;
  isLast: boolean;
}>;

/**
 * Checks that a chunk holds all entries of the version with `root` that follow the path `after` (undefined: from the
 * beginning) up to its last one.
 */
export function verifyChunk(
  root: Uint8Array,
  after: Uint8Array | undefined,
  bytes: Uint8Array,
  keys: FlatKeys,
): Result<VerifiedChunk, ChunkRefusal> {
  const chunk = bytes.length > CHUNK_BYTES_MAX ? undefined : decodeChunk(bytes, keys);
  if (chunk === undefined) return refuse({ code: 'snapshot.malformed' });
  const leaves = chunk.entries.map(({ space, key, value }) => ({
    path: pathOf(space, key),
    valueHash: sha256(value),
  }));
  const shown = loadRange(chunk.proof, after, leaves);
  if (shown === undefined) return refuse({ code: 'snapshot.notProven' });
  if (!equal(shown.trie.labelOf(shown.root), root)) return refuse({ code: 'snapshot.wrongRoot' });
  if (leaves.length === 0 && !shown.isLast) return refuse({ code: 'snapshot.notProven' });
  const entries = chunk.entries.map((entry, index) => {
    const leaf = new Uint8Array(72);
    leaf.set(leaves[index]!.path);
    leaf.set(leaves[index]!.valueHash, 40);
    return { ...entry, leaf };
  });
  return accept({ entries, last: leaves.at(-1)?.path ?? after, isLast: shown.isLast });
}

function decodeChunk(bytes: Uint8Array, keys: FlatKeys): Chunk | undefined {
  return decoding(bytes, (reader: ByteReader): Chunk => {
    reader.check(reader.u8() === FORMAT);
    const entries: ChunkEntry[] = [];
    for (let left = reader.varint(COUNT_MAX); left > 0; left--) {
      const key = keys.decode(reader.counted(FLAT_KEY_BYTES_MAX));
      reader.check(key !== undefined);
      entries.push({ ...key!, value: reader.counted(OBJECT_VALUE_BYTES_MAX) });
    }
    return { entries, proof: reader.raw(reader.rest) };
  });
}
