import { EMPTY } from '@ashlar/base';
import { Operation, type Transaction, TransactionHeader } from '@ashlar/protocol';

/** A transaction's canonical bytes, in the pieces that are hashed. */
export type TransactionParts = Readonly<{
  header: Uint8Array;
  operations: readonly Uint8Array[];
  /** Bytes of the whole. */
  size: number;
}>;

export function serializedParts({ id, header, operations, signatures }: Transaction): TransactionParts {
  const headerBytes = header === undefined ? EMPTY : TransactionHeader.encode(header);
  const operationBytes = operations.map((operation) => Operation.encode(operation));
  let size = id.length === 0 ? 0 : framed(id.length);
  if (header !== undefined) size += framed(headerBytes.length);
  for (const { length } of operationBytes) size += framed(length);
  for (const { length } of signatures) size += framed(length);
  return { header: headerBytes, operations: operationBytes, size };
}

/** Bytes that a length-delimited field of `length` bytes takes: a tag below 16, the length, the content. */
export function framed(length: number): number {
  let bytes = 2 + length;
  for (let rest = length >>> 7; rest > 0; rest >>>= 7) bytes++;
  return bytes;
}
