/**
 * The write-ahead log of a simplex machine on disk: appended, flushed before anything is said on its strength, and
 * replaced by a shorter one when it has grown. What a crash tore off its end is cut.
 * @module
 */
import { assert, concat, Fault } from '@ashlar/base';
import { simplex } from '@ashlar/consensus';
import type { Disk, DiskFile } from '@ashlar/state';

/** From so many bytes on, and so many times the size after the last rotation, a log is worth rotating. */
const ROTATE_BYTES_MIN: number = 4 << 20;
const ROTATE_FACTOR = 4;
/** A log cannot grow without bound: far beyond what a machine writes between two rotations. */
const LOG_BYTES_MAX: number = 1 << 30;

export class LogFile implements AsyncDisposable {
  /** What was read when it was opened. */
  readonly records: readonly simplex.LogRecord[];
  /** What was cut off its end when it was opened. */
  readonly tornBytes: number;
  readonly #disk: Disk;
  readonly #name: string;
  #file: DiskFile;
  #size: number;
  #sizeAfterRotation: number;
  #pending: Uint8Array[] = [];

  private constructor(
    disk: Disk,
    name: string,
    file: DiskFile,
    size: number,
    records: readonly simplex.LogRecord[],
    tornBytes: number,
  ) {
    this.#disk = disk;
    this.#name = name;
    this.#file = file;
    this.#size = size;
    this.#sizeAfterRotation = size;
    this.records = records;
    this.tornBytes = tornBytes;
  }

  /** @throws Fault `store.io`, `store.full` */
  static async open(disk: Disk, name: string, ciphers: simplex.Ciphers): Promise<LogFile> {
    const names = await disk.list();
    if (names.includes(fresh(name))) await disk.remove(fresh(name)); // A rotation that a crash broke off.
    const isNew = !names.includes(name);
    const bytes = isNew ? new Uint8Array(0) : await disk.read(name);
    const { records, validBytes } = simplex.readLog(ciphers, bytes);
    const file = await disk.open(name, isNew);
    try {
      if (validBytes < bytes.length) {
        await file.truncate(validBytes);
        await file.sync();
      }
      await disk.syncNames();
    } catch (cause) {
      await file.close();
      throw cause;
    }
    return new LogFile(disk, name, file, validBytes, records, bytes.length - validBytes);
  }

  get isFlushed(): boolean {
    return this.#pending.length === 0;
  }

  /** Whether it has grown so much that a shorter one should take its place. */
  get isLong(): boolean {
    return this.#size > Math.max(ROTATE_BYTES_MIN, this.#sizeAfterRotation * ROTATE_FACTOR);
  }

  append(record: simplex.LogRecord): void {
    this.#pending.push(simplex.frame(record));
  }

  /** Durable when it resolves. After a fault the log must be opened anew: what it holds is unknown. */
  async flush(): Promise<void> {
    if (this.isFlushed) return;
    const bytes = concat(...this.#pending);
    this.#pending = [];
    if (this.#size + bytes.length > LOG_BYTES_MAX)
      throw new Fault('store.full', { retryable: false, detail: `${this.#name} has reached its limit` });
    await this.#file.write(bytes, this.#size);
    await this.#file.sync();
    this.#size += bytes.length;
  }

  /** Puts `records` in the place of all that was logged, at once or not at all. */
  async rotate(records: readonly simplex.LogRecord[]): Promise<void> {
    assert(this.isFlushed, 'a log is flushed before it is rotated');
    const bytes = concat(...records.map(simplex.frame));
    const next = await this.#disk.open(fresh(this.#name), true);
    try {
      await next.write(bytes, 0);
      await next.sync();
      await this.#disk.rename(fresh(this.#name), this.#name);
      await this.#disk.syncNames();
    } catch (cause) {
      await next.close();
      throw cause;
    }
    await this.#file.close();
    this.#file = next;
    this.#size = bytes.length;
    this.#sizeAfterRotation = bytes.length;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#file.close();
  }
}

const fresh = (name: string): string => `${name}.new`;
