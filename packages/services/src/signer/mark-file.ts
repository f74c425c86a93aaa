/**
 * The mark on disk: two copies in one file, written one after the other, each flushed before the next step.
 *
 * Between two writes both copies hold the same mark, so every readable copy is at or above all that was acknowledged:
 * a torn write, or damage to either copy, costs nothing; damage to both is a fault, never a lower mark
 * (docs/decisions/0054). A file that is whole but old (a restored backup) cannot be told from a new one: see
 * `Signer.advance`.
 *
 * copy = magic[8] ‖ generation u64 ‖ identity[32] ‖ epoch u64 ‖ forgotten view u64 ‖ vote count u64 ‖ slots u16 ‖
 *        slots × (view u64 ‖ flags u8 ‖ notarize[32] ‖ finalize[32]) ‖ SHA-256 of all before; big-endian.
 * @module
 */
import { assert, equal, Fault, fromHex, hex, utf8 } from '@ashlar/base';
import type { simplex } from '@ashlar/consensus';
import { sha256 } from '@ashlar/crypto';
import type { Disk, DiskFile } from '@ashlar/state';
import { type Mark, NOTHING_SIGNED, SLOTS_MAX, type Slot } from './mark.ts';

const MAGIC: Uint8Array = utf8('ashsign1');
const HASH_BYTES = 32;
const IDENTITY_AT: number = MAGIC.length + 8;
const FIELDS_AT: number = IDENTITY_AT + HASH_BYTES;
const SLOTS_AT: number = FIELDS_AT + 3 * 8 + 2;
const SLOT_BYTES: number = 8 + 1 + 2 * HASH_BYTES;
/** Distance of the copies: whole pages, so that no write touches both. */
export const COPY_BYTES: number = 12 * 1024;
const HAS_NOTARIZE = 1;
const HAS_NULLIFY = 2;
const HAS_FINALIZE = 4;

type Copy = Readonly<{ generation: number; mark: Mark }>;

export class MarkFile implements AsyncDisposable {
  readonly #file: DiskFile;
  readonly #identity: Uint8Array;
  #copy: Copy;

  private constructor(file: DiskFile, identity: Uint8Array, copy: Copy) {
    this.#file = file;
    this.#identity = identity;
    this.#copy = copy;
  }

  get mark(): Mark {
    return this.#copy.mark;
  }

  /** @throws Fault `store.corrupt`: no copy is whole, the file is of another key or chain, or it is missing; `store.io` */
  static async open(disk: Disk, name: string, identity: Uint8Array, mayCreate: boolean): Promise<MarkFile> {
    assert(identity.length === HASH_BYTES, 'an identity is a hash');
    const names = await disk.list();
    if (!names.includes(name)) {
      if (!mayCreate) throw corrupt(`${name} is missing: what this key has signed is unknown`);
      await createFile(disk, name, identity, names);
    }
    const bytes = await disk.read(name);
    const copies = [0, 1].map((index) => decodeCopy(bytes.subarray(index * COPY_BYTES), identity));
    const [first, second] = copies;
    const newest = (second?.generation ?? -1) > (first?.generation ?? -1) ? second : first;
    if (newest === undefined) throw corrupt(`no copy in ${name} is whole`);
    const file = new MarkFile(await disk.open(name, false), identity, newest);
    try {
      for (const index of [0, 1])
        if (copies[index]?.generation !== newest.generation) await file.#put(index, newest);
      await disk.syncNames(); // Each time: a crash may have come between a creation and this.
    } catch (cause) {
      await file[Symbol.asyncDispose]();
      throw cause;
    }
    return file;
  }

  /** Durable when it resolves. After a fault the file must be opened anew: what it holds is unknown. */
  async write(mark: Mark): Promise<void> {
    const copy = { generation: this.#copy.generation + 1, mark };
    for (const index of [0, 1]) await this.#put(index, copy);
    this.#copy = copy;
  }

  async #put(index: number, copy: Copy): Promise<void> {
    await this.#file.write(encodeCopy(copy, this.#identity), index * COPY_BYTES);
    await this.#file.sync();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#file.close();
  }
}

/** Appears under its name only when whole; `open` makes the name durable. */
async function createFile(
  disk: Disk,
  name: string,
  identity: Uint8Array,
  names: readonly string[],
): Promise<void> {
  const draft = `${name}.new`;
  if (names.includes(draft)) await disk.remove(draft);
  const file = await disk.open(draft, true);
  try {
    const copy = encodeCopy({ generation: 1, mark: NOTHING_SIGNED }, identity);
    await file.write(new Uint8Array(2 * COPY_BYTES), 0);
    for (const index of [0, 1]) await file.write(copy, index * COPY_BYTES);
    await file.sync();
  } finally {
    await file.close();
  }
  await disk.rename(draft, name);
}

function encodeCopy({ generation, mark }: Copy, identity: Uint8Array): Uint8Array {
  assert(mark.slots.length <= SLOTS_MAX, 'a mark is bounded');
  const endAt = SLOTS_AT + mark.slots.length * SLOT_BYTES;
  const bytes = new Uint8Array(endAt + HASH_BYTES);
  const view = new DataView(bytes.buffer);
  bytes.set(MAGIC, 0);
  view.setBigUint64(MAGIC.length, BigInt(generation));
  bytes.set(identity, IDENTITY_AT);
  view.setBigUint64(FIELDS_AT, BigInt(mark.epoch));
  view.setBigUint64(FIELDS_AT + 8, BigInt(mark.forgottenView));
  view.setBigUint64(FIELDS_AT + 16, BigInt(mark.voteCount));
  view.setUint16(SLOTS_AT - 2, mark.slots.length);
  mark.slots.forEach((slot, index) => {
    const at = SLOTS_AT + index * SLOT_BYTES;
    view.setBigUint64(at, BigInt(slot.view));
    bytes[at + 8] =
      (slot.notarize === undefined ? 0 : HAS_NOTARIZE) |
      (slot.isNullified ? HAS_NULLIFY : 0) |
      (slot.finalize === undefined ? 0 : HAS_FINALIZE);
    if (slot.notarize !== undefined) bytes.set(digestBytes(slot.notarize), at + 9);
    if (slot.finalize !== undefined) bytes.set(digestBytes(slot.finalize), at + 9 + HASH_BYTES);
  });
  bytes.set(sha256(bytes.subarray(0, endAt)), endAt);
  return bytes;
}

/** `undefined` if not whole. @throws Fault `store.corrupt` if whole, but of another key or chain */
function decodeCopy(bytes: Uint8Array, identity: Uint8Array): Copy | undefined {
  if (bytes.length < SLOTS_AT || !equal(bytes.subarray(0, MAGIC.length), MAGIC)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const number = (at: number): number => Number(view.getBigUint64(at));
  const count = view.getUint16(SLOTS_AT - 2);
  const endAt = SLOTS_AT + count * SLOT_BYTES;
  if (count > SLOTS_MAX || bytes.length < endAt + HASH_BYTES) return undefined;
  if (!equal(sha256(bytes.subarray(0, endAt)), bytes.subarray(endAt, endAt + HASH_BYTES))) return undefined;
  if (!equal(bytes.subarray(IDENTITY_AT, FIELDS_AT), identity))
    throw corrupt('the signer file belongs to another key or chain');
  const slots = Array.from({ length: count }, (_, index): Slot => {
    const at = SLOTS_AT + index * SLOT_BYTES;
    const flags = bytes[at + 8]!;
    const digest = (flag: number, from: number): simplex.Digest | undefined =>
      flags & flag ? (hex(bytes.subarray(from, from + HASH_BYTES)) as simplex.Digest) : undefined;
    return {
      view: number(at),
      notarize: digest(HAS_NOTARIZE, at + 9),
      isNullified: (flags & HAS_NULLIFY) !== 0,
      finalize: digest(HAS_FINALIZE, at + 9 + HASH_BYTES),
    };
  });
  const mark = {
    epoch: number(FIELDS_AT),
    forgottenView: number(FIELDS_AT + 8),
    voteCount: number(FIELDS_AT + 16),
    slots,
  };
  return { generation: number(MAGIC.length), mark };
}

function digestBytes(digest: simplex.Digest): Uint8Array {
  const bytes = fromHex(digest);
  assert(bytes?.length === HASH_BYTES, 'a digest is 32 bytes in hex');
  return bytes;
}

function corrupt(detail: string): Fault {
  return new Fault('store.corrupt', { retryable: false, detail });
}
