/**
 * The delta log: the durable truth. Append, flush, and at start read it all and trust none of it.
 *
 * At start every record is checked. A tail that no acknowledgement covers is what a crash left and is cut; anything
 * else that does not verify is `store.corrupt`. A failed append leaves no trace, or the log refuses all further ones.
 * Does not know what a payload says but its height.
 * @module
 */
import { assert, equal, Fault } from '@ashlar/base';
import { type Ack, AckMark } from './ack-mark.ts';
import type { Disk, DiskFile } from './disk.ts';
import {
  CHAIN_BYTES,
  decodeHeader,
  encodeHeader,
  encodeRecords,
  firstHeightOf,
  HEADER_BYTES,
  isSegmentName,
  readU32,
  recordAt,
  segmentName,
} from './segment.ts';

export type LogConfig = Readonly<{ segmentBytesMax: number }>;

/** A record read back; its height is the first word of the payload. */
export type LoggedRecord = Readonly<{ height: number; payload: Uint8Array; digest: Uint8Array }>;

/** The end of the log: height of the last record (or of what precedes the first), and the running digest. */
export type LogEnd = Readonly<{ height: number; digest: Uint8Array }>;

const ORIGIN_END: LogEnd = { height: -1, digest: new Uint8Array(CHAIN_BYTES) };

type Segment = Readonly<{ name: string; firstHeight: number }>;

export class DeltaLog implements AsyncDisposable {
  readonly #disk: Disk;
  readonly #config: LogConfig;
  readonly #mark: AckMark;
  readonly #segments: Segment[] = [];
  #file: DiskFile | undefined;
  #size = 0;
  #end: LogEnd = ORIGIN_END;
  #broken: Fault | undefined;

  private constructor(disk: Disk, config: LogConfig, mark: AckMark) {
    this.#disk = disk;
    this.#config = config;
    this.#mark = mark;
  }

  /**
   * Opens the log that follows (or contains) the record `from` and hands over every record, oldest first.
   * @throws Fault `store.corrupt` if anything acknowledged is missing or damaged
   */
  static async open(
    disk: Disk,
    config: LogConfig,
    from: LogEnd | undefined,
    visit: (record: LoggedRecord) => void,
  ): Promise<DeltaLog> {
    const mark = await AckMark.open(disk);
    const log = new DeltaLog(disk, config, mark);
    try {
      await log.#replay(from, visit);
    } catch (error) {
      await log[Symbol.asyncDispose]();
      throw error;
    }
    return log;
  }

  get end(): LogEnd {
    return this.#end;
  }

  /** Segments on disk. */
  get segmentCount(): number {
    return this.#segments.length;
  }

  /**
   * Appends consecutive records and flushes them once; returns the running digest after each.
   * @throws Fault `store.full` (retryable: nothing was written), `store.io` (the log is closed to writing)
   */
  async append(payloads: readonly Uint8Array[]): Promise<readonly Uint8Array[]> {
    if (this.#broken !== undefined) throw this.#broken;
    if (this.#file === undefined || this.#size >= this.#config.segmentBytesMax) await this.#rotate();
    const { bytes, digests } = encodeRecords(this.#end.digest, payloads);
    const file = this.#file!;
    try {
      await file.write(bytes, this.#size);
    } catch (cause) {
      await this.#undo(cause, () => file.truncate(this.#size));
    }
    await this.#orBreak(() => file.sync());
    this.#size += bytes.length;
    this.#end = { height: this.#end.height + payloads.length, digest: digests.at(-1)! };
    await this.#orBreak(() => this.#mark.write(this.#end));
    return digests;
  }

  /** Removes segments whose records all lie at or below `height`; the newest stays. */
  async dropThrough(height: number): Promise<void> {
    const before = this.#segments.length;
    while (this.#segments.length > 1 && this.#segments[1]!.firstHeight <= height + 1)
      await this.#disk.remove(this.#segments.shift()!.name);
    if (this.#segments.length !== before) await this.#disk.syncNames();
  }

  /** Height of the first record kept. */
  get firstHeight(): number {
    return this.#segments[0]?.firstHeight ?? this.#end.height + 1;
  }

  /** Reads and checks a whole segment; says what is wrong with it. @throws Fault `store.io` */
  async verifySegment(index: number): Promise<string | undefined> {
    const segment = this.#segments[index];
    if (segment === undefined) return undefined;
    const next = this.#segments[index + 1]?.firstHeight ?? this.#end.height + 1;
    const bytes = await this.#disk.read(segment.name);
    if (decodeHeader(bytes) === undefined) return `the header of ${segment.name} is damaged`;
    let at = HEADER_BYTES;
    for (let height = segment.firstHeight; height < next; height++) {
      const record = recordAt(bytes, at);
      if (record === undefined) return `the record of height ${height} in ${segment.name} is damaged`;
      at = record.end;
    }
    return undefined;
  }

  /** Records of heights `from` to the end, read and checked again, segment by segment. */
  async *read(from: number): AsyncGenerator<LoggedRecord> {
    for (const [index, segment] of [...this.#segments].entries()) {
      const next = this.#segments[index + 1]?.firstHeight ?? Number.POSITIVE_INFINITY;
      if (next <= from) continue;
      const bytes = await this.#disk.read(segment.name);
      const header = decodeHeader(bytes);
      if (header === undefined) throw corrupt(`the header of ${segment.name}`);
      const until = Math.min(next - 1, this.#end.height);
      let at = HEADER_BYTES;
      for (let height = segment.firstHeight; height <= until; height++) {
        const record = recordAt(bytes, at);
        if (record === undefined) throw corrupt(`the record of height ${height} in ${segment.name}`);
        if (height >= from) yield { height, payload: record.payload, digest: record.digest };
        at = record.end;
      }
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#broken === undefined) await this.#mark.sync();
    await this.#file?.close();
    await this.#mark[Symbol.asyncDispose]();
  }

  async #replay(from: LogEnd | undefined, visit: (record: LoggedRecord) => void): Promise<void> {
    const all = (await this.#disk.list()).filter(isSegmentName).sort();
    const names = all.slice(this.#skip(all, from));
    this.#end = from ?? ORIGIN_END;
    for (const [index, name] of names.entries()) {
      const isLast = index === names.length - 1;
      const bytes = await this.#disk.read(name);
      const header = decodeHeader(bytes);
      if (header === undefined && isLast && bytes.length <= HEADER_BYTES && !this.#lacksAcked()) {
        await this.#disk.remove(name);
        await this.#disk.syncNames();
        continue;
      }
      if (header === undefined || segmentName(header.firstHeight) !== name)
        throw corrupt(`the header of ${name}`);
      if (index === 0) this.#begin(header.firstHeight, header.previous, from);
      else if (header.firstHeight !== this.#end.height + 1 || !equal(header.previous, this.#end.digest))
        throw corrupt(`${name} does not follow the segment before it`);
      this.#segments.push({ name, firstHeight: header.firstHeight });
      this.#size = this.#readSegment(bytes, from, visit);
      if (this.#size < bytes.length && !isLast) await this.#refuseOrKeep(names, index);
    }
    if (this.#lacksAcked()) throw corrupt('acknowledged records are missing at its end');
    if (from !== undefined && this.#end.height < from.height)
      throw corrupt('it ends before the checkpoint does');
    await this.#openLast();
  }

  /**
   * Segments wholly before the checkpoint are known, not read: an archive's are for `scrub`, others were about to be
   * removed, in whatever order their names went. Returns their number.
   */
  #skip(names: readonly string[], from: LogEnd | undefined): number {
    const heights = names.map(firstHeightOf);
    const first = heights.findLastIndex((height) => height <= (from?.height ?? -1) + 1);
    for (let index = 0; index < first; index++)
      this.#segments.push({ name: names[index]!, firstHeight: heights[index]! });
    return Math.max(first, 0);
  }

  /** A broken segment that is not the last is damage, unless only an unborn segment follows it. */
  async #refuseOrKeep(names: readonly string[], index: number): Promise<void> {
    const following = await this.#disk.read(names[index + 1]!);
    const unborn = index + 2 === names.length && decodeHeader(following) === undefined;
    if (!unborn || following.length > HEADER_BYTES)
      throw corrupt(`the record of height ${this.#end.height + 1}`);
  }

  #begin(firstHeight: number, previous: Uint8Array, from: LogEnd | undefined): void {
    this.#end = { height: firstHeight - 1, digest: previous };
    const expected = from ?? ORIGIN_END;
    if (firstHeight - 1 > expected.height) throw corrupt('records since the checkpoint are missing');
    this.#checkAgainst(expected);
  }

  /** Reads records while they are whole; returns where the last one ends. */
  #readSegment(bytes: Uint8Array, from: LogEnd | undefined, visit: (record: LoggedRecord) => void): number {
    let at = HEADER_BYTES;
    for (let record = recordAt(bytes, at); record !== undefined; record = recordAt(bytes, at)) {
      const height = readU32(record.payload, 0);
      if (height !== this.#end.height + 1) throw corrupt(`a record of height ${height} stands out of turn`);
      this.#end = { height, digest: record.digest };
      this.#checkAgainst(from);
      this.#checkAgainst(this.#mark.found);
      visit({ height, payload: record.payload, digest: record.digest });
      at = record.end;
    }
    return at;
  }

  #checkAgainst(known: Ack | undefined): void {
    if (known !== undefined && known.height === this.#end.height && !equal(known.digest, this.#end.digest))
      throw corrupt(`the record of height ${known.height} is not the one that was acknowledged`);
  }

  #lacksAcked(): boolean {
    return (this.#mark.found?.height ?? -1) > this.#end.height;
  }

  /** Opens the newest segment for appending and cuts what a crash left behind its last whole record. */
  async #openLast(): Promise<void> {
    const last = this.#segments.at(-1);
    if (last === undefined) return;
    this.#file = await this.#disk.open(last.name, false);
    await this.#file.truncate(this.#size);
    await this.#file.sync();
  }

  async #rotate(): Promise<void> {
    const firstHeight = this.#end.height + 1;
    const name = segmentName(firstHeight);
    let file: DiskFile | undefined;
    try {
      file = await this.#disk.open(name, true);
      await file.write(encodeHeader({ firstHeight, previous: this.#end.digest }), 0);
      await file.sync();
      await this.#disk.syncNames();
    } catch (cause) {
      await this.#undo(cause, async () => {
        await file?.close();
        if ((await this.#disk.list()).includes(name)) await this.#disk.remove(name);
      });
    }
    await this.#file?.close();
    this.#file = file;
    this.#size = HEADER_BYTES;
    this.#segments.push({ name, firstHeight });
  }

  /** Takes back a failed write and rethrows; if it cannot be taken back, the log is broken. */
  async #undo(cause: unknown, undo: () => Promise<void>): Promise<never> {
    assert(cause instanceof Fault, 'a disk failed with something else than a fault');
    await this.#orBreak(undo);
    throw cause;
  }

  /** After a failed flush nobody knows what is on disk: no further append is safe. */
  async #orBreak(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (cause) {
      const code = cause instanceof Fault ? cause.code : 'store.io';
      this.#broken = new Fault(code, {
        retryable: false,
        cause,
        detail: 'the delta log is closed to writing',
      });
      throw this.#broken;
    }
  }
}

export function corrupt(what: string): Fault {
  return new Fault('store.corrupt', { retryable: false, detail: `delta log: ${what}` });
}
