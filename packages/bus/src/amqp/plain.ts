/**
 * Bytes of whatever services say to each other beyond Koinos' messages: JSON, with bytes and big integers marked.
 *
 * `{"$b":"…"}` are bytes in base64url, `{"$n":"…"}` is an integer. What is undefined is left out of objects and is null in
 * lists. Both ends are services of one node behind one password; this codec is no guard against strangers.
 * @module
 */
import { base64url, fromBase64, fromUtf8, utf8 } from '@ashlar/base';

/** Values within values. */
export const PLAIN_DEPTH_MAX = 64;

export const encodePlain = (value: unknown): Uint8Array => utf8(JSON.stringify(marked(value, 0)) ?? 'null');

/** @returns undefined also for what is no such text */
export function decodePlain(bytes: Uint8Array): unknown {
  const text = fromUtf8(bytes);
  if (text === undefined) return undefined;
  try {
    return unmarked(JSON.parse(text), 0);
  } catch (cause) {
    if (cause instanceof SyntaxError || cause instanceof RangeError) return undefined;
    throw cause;
  }
}

function marked(value: unknown, depth: number): unknown {
  if (depth > PLAIN_DEPTH_MAX) throw new RangeError('a message is nested too deeply');
  if (typeof value === 'bigint') return { $n: String(value) };
  if (value instanceof Uint8Array) return { $b: base64url(value) };
  if (Array.isArray(value)) return value.map((item) => marked(item, depth + 1) ?? null);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, marked(item, depth + 1)]));
}

function unmarked(value: unknown, depth: number): unknown {
  if (depth > PLAIN_DEPTH_MAX) throw new RangeError('a message is nested too deeply');
  if (value === null) return undefined;
  if (Array.isArray(value)) return value.map((item) => unmarked(item, depth + 1));
  if (typeof value !== 'object') return value;
  const { $b: bytes, $n: integer } = value as Readonly<{ $b?: unknown; $n?: unknown }>;
  if (typeof bytes === 'string') return fromBase64(bytes);
  if (typeof integer === 'string') return BigInt(integer);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, unmarked(item, depth + 1)]));
}
