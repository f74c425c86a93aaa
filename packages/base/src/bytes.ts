/**
 * Bytes: comparing them, joining them, and turning them into map keys and back.
 *
 * A `Map` cannot be keyed by `Uint8Array`. The cheapest honest key is the *latin1 string* of the bytes: one
 * character a byte, 60 ns to make, half the memory of hex. Such a string never leaves the process; for people
 * and for JSON there are hex and base64url.
 * @module
 */

export const EMPTY: Uint8Array = new Uint8Array(0);

/** One character a byte (code points 0 to 255), in order. Inverse: `fromLatin1`. */
export function latin1(bytes: Uint8Array): string {
  if (bytes.length > 64) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  return String.fromCharCode.apply(undefined, bytes as unknown as number[]); // Twice as fast as a loop.
}

/** The bytes of a latin1 key. Characters above 255 are a bug of the caller: their high bits are lost. */
export function fromLatin1(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index);
  return bytes;
}

/** Lower-case hex, two digits a byte, no prefix. */
export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');
}

/** Bytes of an even-length hex string of either case, without prefix; `undefined` if it is not one. */
export function fromHex(text: string): Uint8Array | undefined {
  if (text.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(text)) return undefined;
  return new Uint8Array(Buffer.from(text, 'hex'));
}

/** RFC 4648 base64 with the URL alphabet and `=` padding, as Koinos' JSON has it. */
export function base64url(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64url');
  return text + '='.repeat((4 - (text.length % 4)) % 4);
}

/** Bytes of base64 in either alphabet, padding required, no stray bits or characters; else `undefined`. */
export function fromBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/_-]*={0,2}$/.test(text)) return undefined;
  const bytes = new Uint8Array(Buffer.from(text, 'base64'));
  const again = base64url(bytes);
  return again === text.replaceAll('+', '-').replaceAll('/', '_') ? bytes : undefined;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export const utf8 = (text: string): Uint8Array => encoder.encode(text);

/** The text of well-formed UTF-8; `undefined` if malformed. */
export function fromUtf8(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined; // The only thing a fatal decoder throws is "malformed".
  }
}

/** From this length on, the platform's comparison is faster than a loop. */
const LONG_BYTES = 64;

export function equal(a: Uint8Array, b: Uint8Array): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  if (a.length >= LONG_BYTES) return Buffer.compare(a, b) === 0;
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false;
  return true;
}

/** Lexicographic by unsigned byte, a prefix before what it prefixes: negative, 0 or positive. */
export function compare(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const difference = a[index]! - b[index]!;
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}

/** Big-endian, 4 bytes. */
export function uint32be(value: number): Uint8Array {
  return new Uint8Array([value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]);
}
