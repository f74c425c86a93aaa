/**
 * ECDSA signatures in DER, read strictly: one encoding a signature, or the deploy id that is the signature could be
 * changed by anyone (`spec/rholang.md` 9.3).
 * @module
 */

const SEQUENCE = 0x30;
const INTEGER = 0x02;
const NUMBER_BYTES = 32;

/** `header` ‖ R ‖ S, 65 bytes; undefined unless `der` is the shortest encoding of two positive numbers. */
export function compactSignature(der: Uint8Array, header: number): Uint8Array | undefined {
  if (der[0] !== SEQUENCE || der[1] !== der.length - 2 || der.length > 2 + 2 * (2 + NUMBER_BYTES + 1))
    return undefined;
  const compact = new Uint8Array(1 + 2 * NUMBER_BYTES);
  compact[0] = header;
  const first = numberAt(der, 2);
  const second = first === undefined ? undefined : numberAt(der, first.end);
  if (first === undefined || second === undefined || second.end !== der.length) return undefined;
  compact.set(first.bytes, 1 + NUMBER_BYTES - first.bytes.length);
  compact.set(second.bytes, 1 + 2 * NUMBER_BYTES - second.bytes.length);
  return compact;
}

function numberAt(der: Uint8Array, at: number): Readonly<{ bytes: Uint8Array; end: number }> | undefined {
  const length = der[at + 1] ?? 0;
  const end = at + 2 + length;
  if (der[at] !== INTEGER || length === 0 || end > der.length) return undefined;
  const bytes = der.subarray(at + 2, end);
  const isNegative = bytes[0]! >= 0x80;
  const isPadded = bytes[0] === 0 && (length === 1 || bytes[1]! < 0x80);
  if (isNegative || isPadded) return undefined;
  const digits = bytes[0] === 0 ? bytes.subarray(1) : bytes;
  return digits.length > NUMBER_BYTES ? undefined : { bytes: digits, end };
}

/** DER of a compact signature (a header, then R and S of 32 bytes each): what `compactSignature` reads back. */
export function derSignature(compact: Uint8Array): Uint8Array {
  const numbers = [compact.subarray(1, 1 + NUMBER_BYTES), compact.subarray(1 + NUMBER_BYTES)].map(
    (number) => {
      const first = number.findIndex((byte) => byte !== 0);
      const digits = number.subarray(first < 0 ? number.length - 1 : first);
      const padding = digits[0]! >= 0x80 ? [0] : [];
      return [INTEGER, padding.length + digits.length, ...padding, ...digits];
    },
  );
  const body = numbers.flat();
  return new Uint8Array([SEQUENCE, body.length, ...body]);
}
