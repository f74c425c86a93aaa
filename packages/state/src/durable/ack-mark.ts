/**
 * How far the log was acknowledged, in two slots of a small file written in turn.
 *
 * It answers one question at start: is a broken tail what a crash left of an unacknowledged write, or damage to
 * something that was promised? It is written after each flush and not flushed itself: after a power cut it may be
 * older than the log, never newer. So only damage *and* a power cut within the same last flush can go unnoticed.
 * @module
 */
import { concat, equal, uint32be } from '@ashlar/base';
import { sha256 } from '@ashlar/crypto';
import type { Disk, DiskFile } from './disk.ts';
import { CHAIN_BYTES, readU32 } from './segment.ts';

export const ACK_NAME = 'acked';
const CHECK_BYTES = 28;
const SLOT_BYTES: number = 4 + CHAIN_BYTES + CHECK_BYTES;

/** The record of `height`, with running digest `digest`, and all before it were acknowledged. */
export type Ack = Readonly<{ height: number; digest: Uint8Array }>;

export class AckMark implements AsyncDisposable {
  /** What was acknowledged before this start. */
  readonly found: Ack | undefined;
  readonly #file: DiskFile;
  #turn: number;

  private constructor(file: DiskFile, found: Ack | undefined, turn: number) {
    this.#file = file;
    this.found = found;
    this.#turn = turn;
  }

  static async open(disk: Disk): Promise<AckMark> {
    if (!(await disk.list()).includes(ACK_NAME)) {
      const file = await disk.open(ACK_NAME, true);
      await file.write(new Uint8Array(2 * SLOT_BYTES), 0);
      await file.sync();
      await disk.syncNames();
      return new AckMark(file, undefined, 0);
    }
    const bytes = await disk.read(ACK_NAME);
    const slots = [decodeSlot(bytes, 0), decodeSlot(bytes, 1)];
    const newest = (slots[1]?.height ?? -1) > (slots[0]?.height ?? -1) ? 1 : 0;
    return new AckMark(await disk.open(ACK_NAME, false), slots[newest], 1 - newest);
  }

  async write(ack: Ack): Promise<void> {
    await this.#file.write(encodeSlot(ack), this.#turn * SLOT_BYTES);
    this.#turn = 1 - this.#turn;
  }

  sync(): Promise<void> {
    return this.#file.sync();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#file.close();
  }
}

function encodeSlot({ height, digest }: Ack): Uint8Array {
  const body = concat(uint32be(height), digest);
  return concat(body, sha256(body).subarray(0, CHECK_BYTES));
}

function decodeSlot(bytes: Uint8Array, slot: number): Ack | undefined {
  const own = bytes.subarray(slot * SLOT_BYTES, (slot + 1) * SLOT_BYTES);
  if (own.length < SLOT_BYTES) return undefined;
  const ack = { height: readU32(own, 0), digest: own.slice(4, 4 + CHAIN_BYTES) };
  return equal(encodeSlot(ack), own) ? ack : undefined;
}
