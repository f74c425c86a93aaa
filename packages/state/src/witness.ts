/**
 * Witnesses: what a draft touched, with the proof that it was so under the parent's root. On a witness the kernel
 * executes as on the whole state and seals to the same root; where the witness ends it stops.
 *
 * Iteration is the exception. Paths are hashes, so no proof over the trie shows that *no* key lies between two keys.
 * A witness records each step with what it found, and the found entry is proven; that nothing was passed over is the
 * word of whoever made it. So steps are refused unless the opener says that it trusts them (`trustSteps`): whoever
 * verifies strictly must verify such blocks with the full state.
 * @module
 */
import { accept, assert, equal, type Result, refuse } from '@ashlar/base';
import { sha256 } from '@ashlar/crypto';
import type { AccessSet, StateDraft, StateHead, StateView } from '@ashlar/ports';
import { OBJECT_KEY_BYTES_MAX, OBJECT_VALUE_BYTES_MAX, type ObjectSpace } from '@ashlar/protocol';
import { type ByteReader, ByteWriter, decoding } from './codec.ts';
import type { FlatBase } from './flat/base.ts';
import { FLAT_KEY_BYTES_MAX, type FlatKey, FlatKeys } from './flat/flat-key.ts';
import { byCodeUnit } from './flat/sorted-keys.ts';
import { type Claim, encodeMultiproof, loadMultiproof, sortClaims } from './trie/multiproof.ts';
import { pathOf } from './trie/path.ts';
import { outsideWitness, type Trie } from './trie/trie.ts';
import { Versions } from './versions.ts';

export const WITNESS_BYTES_MAX: number = 1 << 26;
export const WITNESS_ENTRIES_MAX: number = 1 << 20;

const FORMAT = 1;

/** `value` undefined: absent. */
export type WitnessEntry = FlatKey & Readonly<{ value: Uint8Array | undefined }>;
/** A step of iteration from `from`; `found` is the key it came to. */
export type WitnessStep = Readonly<{
  from: FlatKey;
  direction: 'next' | 'prev';
  found: Uint8Array | undefined;
}>;

/** Entries and steps in flat key order, each once. */
export type Witness = Readonly<{
  entries: readonly WitnessEntry[];
  steps: readonly WitnessStep[];
  proof: Uint8Array;
}>;

export type WitnessRefusal =
  | Readonly<{ code: 'witness.malformed' }>
  | Readonly<{ code: 'witness.notProven' }>
  | Readonly<{ code: 'witness.wrongRoot' }>;

function makeWitness(accesses: AccessSet, parent: StateView, trie: Trie, root: number): Witness {
  const entries = new Map<string, WitnessEntry>();
  const add = (space: ObjectSpace, key: Uint8Array): void => {
    const flat = space.flatKeyOf(key);
    if (!entries.has(flat)) entries.set(flat, { flat, space, key, value: parent.get(space, key) });
  };
  for (const { space, key } of [...accesses.reads, ...accesses.writes]) add(space, key);
  const steps = accesses.ranges.map(({ space, from, direction, found }) => {
    if (found !== undefined) add(space, found);
    return { from: { flat: space.flatKeyOf(from), space, key: from }, direction, found };
  });
  const sorted = [...entries.keys()].sort(byCodeUnit).map((flat) => entries.get(flat)!);
  return { entries: sorted, steps, proof: encodeMultiproof(trie, root, claimsOf(sorted)) };
}

/**
 * The witness of a draft that records; before or after it is sealed, while its parent lives.
 * @throws InvariantViolation if the draft does not record, or its parent is gone
 */
export function witnessOf(versions: Versions, draft: StateDraft): Witness {
  const parent = versions.version(draft.parent);
  return makeWitness(versions.accessesOf(draft), versions.layered(parent), versions.trie, parent.rootRef);
}

export function encodeWitness({ entries, steps, proof }: Witness): Uint8Array {
  const writer = new ByteWriter(4096);
  writer.u8(FORMAT);
  writer.varint(entries.length);
  for (const { flat, value } of entries) {
    writer.text(flat);
    writer.varint(value === undefined ? 0 : value.length + 1);
    if (value !== undefined) writer.raw(value);
  }
  writer.varint(steps.length);
  for (const { from, direction, found } of steps) {
    writer.u8((direction === 'next' ? 0 : 1) + (found === undefined ? 0 : 2));
    writer.text(from.flat);
    if (found !== undefined) writer.counted(found);
  }
  writer.raw(proof);
  return writer.bytes();
}

/** Refuses bytes that no `encodeWitness` makes. */
export function decodeWitness(bytes: Uint8Array): Result<Witness, WitnessRefusal> {
  const keys = new FlatKeys();
  const witness =
    bytes.length > WITNESS_BYTES_MAX
      ? undefined
      : decoding(bytes, (reader: ByteReader): Witness => {
          reader.check(reader.u8() === FORMAT);
          const entries = readOrdered(reader, () => readEntry(reader, keys), orderOfEntry);
          const steps = readOrdered(reader, () => readStep(reader, keys), orderOfStep);
          return { entries, steps, proof: reader.raw(reader.rest) };
        });
  return witness === undefined ? refuse({ code: 'witness.malformed' }) : accept(witness);
}

const orderOfEntry = ({ flat }: WitnessEntry): string => flat;
const orderOfStep = ({ from, direction }: WitnessStep): string => `${direction}${from.flat}`;

function readOrdered<T>(reader: ByteReader, read: () => T, order: (item: T) => string): T[] {
  const items: T[] = [];
  let last: string | undefined;
  for (let left = reader.varint(WITNESS_ENTRIES_MAX); left > 0; left--) {
    const item = read();
    const name = order(item);
    reader.check(last === undefined || last < name);
    items.push(item);
    last = name;
  }
  return items;
}

function readKey(reader: ByteReader, keys: FlatKeys): FlatKey {
  const key = keys.decode(reader.counted(FLAT_KEY_BYTES_MAX));
  if (key === undefined) reader.check(false);
  return key!;
}

function readEntry(reader: ByteReader, keys: FlatKeys): WitnessEntry {
  const key = readKey(reader, keys);
  const length = reader.varint(OBJECT_VALUE_BYTES_MAX + 1);
  return { ...key, value: length === 0 ? undefined : reader.raw(length - 1) };
}

function readStep(reader: ByteReader, keys: FlatKeys): WitnessStep {
  const flags = reader.u8();
  reader.check(flags <= 3);
  const from = readKey(reader, keys);
  const found = flags >= 2 ? reader.counted(OBJECT_KEY_BYTES_MAX) : undefined;
  return { from, direction: flags % 2 === 0 ? 'next' : 'prev', found };
}

export type WitnessTrust = Readonly<{ trustSteps: boolean }>;

/** The versions that grow from one proven parent. Never final: it has no `finalize`. */
export class WitnessState extends Versions {}

/**
 * Opens a witness of the version `parent`, whose root the caller trusts. Reading or writing what is not in it throws
 * the fault `store.outsideWitness`, as do steps of iteration unless `trustSteps`.
 */
export function openWitness(
  parent: StateHead,
  witness: Witness,
  trust: WitnessTrust = { trustSteps: false },
): Result<WitnessState, WitnessRefusal> {
  const loaded = loadMultiproof(witness.proof, claimsOf(witness.entries));
  if (loaded === undefined) return refuse({ code: 'witness.notProven' });
  if (!equal(loaded.trie.labelOf(loaded.root), parent.root)) return refuse({ code: 'witness.wrongRoot' });
  const base = new WitnessBase(witness, trust.trustSteps);
  return accept(new WitnessState({ base, trie: loaded.trie, head: parent, rootRef: loaded.root }));
}

function claimsOf(entries: readonly WitnessEntry[]): Claim[] {
  return sortClaims(
    entries.map(({ space, key, value }) => ({
      path: pathOf(space, key),
      valueHash: value === undefined ? undefined : sha256(value),
    })),
  );
}

class WitnessBase implements FlatBase {
  readonly #entries: Map<string, Uint8Array | undefined>;
  readonly #steps: Map<string, string | undefined> = new Map();

  constructor({ entries, steps }: Witness, trustSteps: boolean) {
    this.#entries = new Map(entries.map(({ flat, value }) => [flat, value]));
    if (!trustSteps) return;
    for (const step of steps) {
      const found = step.found === undefined ? undefined : step.from.space.flatKeyOf(step.found);
      this.#steps.set(orderOfStep(step), found);
    }
  }

  get(flat: string): Uint8Array | undefined {
    if (!this.#entries.has(flat)) throw outsideWitness();
    return this.#entries.get(flat);
  }

  has(flat: string): boolean {
    return this.get(flat) !== undefined;
  }

  nextKey(flat: string): string | undefined {
    return this.#step(`next${flat}`);
  }

  prevKey(flat: string): string | undefined {
    return this.#step(`prev${flat}`);
  }

  fold(): void {
    assert(false, 'a witness state is never finalized');
  }

  #step(name: string): string | undefined {
    if (!this.#steps.has(name)) throw outsideWitness();
    return this.#steps.get(name);
  }
}
