/**
 * The plain model that the state is compared with: a map a version, and the trie's definition without any machinery.
 */
import { compare, hex, latin1 } from '@ashlar/base';
import { sha256 } from '@ashlar/crypto';
import type { StateEntry } from '@ashlar/ports';
import { type BlockId, ObjectSpace } from '@ashlar/protocol';
import { bitOf, EMPTY_ROOT, innerLabel, leafLabel, pathOf } from '../src/trie/path.ts';

export type ModelEntry = Readonly<{ space: ObjectSpace; key: Uint8Array; value: Uint8Array }>;
export type Model = ReadonlyMap<string, ModelEntry>;

const zone = (byte: number): Uint8Array => new Uint8Array(25).fill(byte);

/** Spaces of every kind: the kernel's, a contract's, two of one contract, partitioned ones. */
export const SPACES: readonly ObjectSpace[] = [
  ObjectSpace.metadata,
  new ObjectSpace(false, zone(1), 0),
  new ObjectSpace(false, zone(1), 300),
  new ObjectSpace(false, zone(2), 1),
  new ObjectSpace(true, zone(3), 0x8000_0001),
];

export function blockId(number: number): BlockId {
  return `0x1220${number.toString(16).padStart(64, '0')}` as BlockId;
}

/** A key of `space` numbered `index`: of mixed lengths, some longer than 127 bytes, some empty. */
export function keyOf(space: ObjectSpace, index: number): Uint8Array {
  const digest = sha256(new Uint8Array([index >> 8, index & 255]));
  const body =
    index % 11 === 0 ? new Uint8Array(120 + (index % 20)).fill(index) : digest.subarray(0, index % 4);
  if (!space.partitioned) return body.slice();
  const key = new Uint8Array(25 + body.length).fill(index % 5, 0, 25);
  key.set(body, 25);
  return key;
}

export function rootOfModel(model: Model): Uint8Array {
  const leaves = [...model.values()].map(({ space, key, value }) => {
    const path = pathOf(space, key);
    return { path, label: leafLabel(path, sha256(value)) };
  });
  return fold(
    leaves.sort((a, b) => compare(a.path, b.path)),
    0,
  );
}

function fold(
  leaves: readonly Readonly<{ path: Uint8Array; label: Uint8Array }>[],
  depth: number,
): Uint8Array {
  if (leaves.length === 0) return EMPTY_ROOT;
  if (leaves.length === 1) return leaves[0]!.label;
  const left = leaves.filter(({ path }) => bitOf(path, depth) === 0);
  const right = leaves.filter(({ path }) => bitOf(path, depth) === 1);
  const [a, b] = [fold(left, depth + 1), fold(right, depth + 1)];
  if (left.length === 0 || right.length === 0) return left.length === 0 ? b : a;
  return innerLabel(depth, a, b);
}

/** The neighbour of `key` in `space`, by the definition of the order. */
export function stepOfModel(
  model: Model,
  space: ObjectSpace,
  key: Uint8Array,
  forward: boolean,
): StateEntry | undefined {
  const flat = space.flatKeyOf(key);
  let best: string | undefined;
  for (const [other, entry] of model) {
    if (entry.space.prefixKey !== space.prefixKey) continue;
    if (forward ? other <= flat : other >= flat) continue;
    if (best === undefined || (forward ? other < best : other > best)) best = other;
  }
  const found = best === undefined ? undefined : model.get(best)!;
  return found === undefined ? undefined : { key: found.key, value: found.value };
}

/** Text of an entry for comparisons with readable failures. */
export function show(entry: StateEntry | undefined): string {
  return entry === undefined ? 'none' : `${hex(entry.key)}=${hex(entry.value)}`;
}

export function showChange(space: ObjectSpace, key: Uint8Array, value: Uint8Array | undefined): string {
  return `${latin1(space.prefix)}:${hex(key)}=${value === undefined ? 'removed' : hex(value)}`;
}
