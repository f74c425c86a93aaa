/**
 * The little of a file system that the log needs, as a port: so that a simulated disk can lose, tear and reorder
 * whatever was not synced.
 * @module
 */
import { constants, open, readdir, readFile, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { assert, Fault } from '@ashlar/base';

/** One directory. Names hold no separators. All failures are `Fault`s: `store.full` or `store.io`. */
export interface Disk {
  list(): Promise<readonly string[]>;
  read(name: string): Promise<Uint8Array>;
  /** Opens for writing; `create` demands that the file does not exist yet. */
  open(name: string, create: boolean): Promise<DiskFile>;
  remove(name: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** Makes names durable: files created, removed and renamed. */
  syncNames(): Promise<void>;
}

export interface DiskFile {
  /** Writes all of `bytes` at `offset`; on failure any part of them may have been written. */
  write(bytes: Uint8Array, offset: number): Promise<void>;
  /** Makes what was written durable. */
  sync(): Promise<void>;
  truncate(size: number): Promise<void>;
  close(): Promise<void>;
}

/** A directory of the machine's file system; it must exist. */
export function openDirectory(directory: string): Disk {
  const at = (name: string): string => join(directory, name);
  return {
    list: () => translated(readdir(directory)),
    read: async (name) => new Uint8Array(await translated(readFile(at(name)))),
    open: (name, create) => openFile(at(name), create),
    remove: (name) => translated(unlink(at(name))),
    rename: (from, to) => translated(rename(at(from), at(to))),
    async syncNames() {
      const handle = await translated(open(directory, constants.O_RDONLY));
      try {
        await translated(handle.sync());
      } finally {
        await handle.close();
      }
    },
  };
}

async function openFile(path: string, create: boolean): Promise<DiskFile> {
  const { O_CREAT, O_EXCL, O_RDWR } = constants;
  const handle = await translated(open(path, create ? O_RDWR | O_CREAT | O_EXCL : O_RDWR, 0o600));
  return {
    async write(bytes, offset) {
      for (let done = 0; done < bytes.length; ) {
        const { bytesWritten } = await translated(
          handle.write(bytes, done, bytes.length - done, offset + done),
        );
        assert(bytesWritten > 0, 'a write made no progress');
        done += bytesWritten;
      }
    },
    sync: () => translated(handle.datasync()),
    truncate: (size) => translated(handle.truncate(size)),
    close: () => translated(handle.close()),
  };
}

async function translated<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    throw ioFault(cause);
  }
}

/** `store.full` where the device or a quota has no room, else `store.io`. */
export function ioFault(cause: unknown): Fault {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  const full = code === 'ENOSPC' || code === 'EDQUOT' || code === 28;
  const options = { retryable: full, cause, detail: String(code ?? cause) };
  return new Fault(full ? 'store.full' : 'store.io', options);
}
