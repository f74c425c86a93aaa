/**
 * Base58, the alphabet of addresses in text (Bitcoin's: no 0, O, I, l).
 *
 * Quadratic in the length, so meant for addresses and keys; longer input reverts.
 * @module
 */
import { Bytes } from './bytes';
import { revert } from './exit';

/** Most bytes that are converted. */
export const BASE58_BYTES_MAX: u32 = 128;

const ALPHABET: usize = memory.data<u8>([
  49, 50, 51, 52, 53, 54, 55, 56, 57, 65, 66, 67, 68, 69, 70, 71, 72, 74, 75, 76, 77, 78, 80, 81, 82, 83, 84, 85, 86,
  87, 88, 89, 90, 97, 98, 99, 100, 101, 102, 103, 104, 105, 106, 107, 109, 110, 111, 112, 113, 114, 115, 116, 117, 118,
  119, 120, 121, 122,
]);

/** The text, as bytes of ASCII. */
export function encodeBase58(bytes: Bytes): Bytes {
  if (bytes.length > BASE58_BYTES_MAX) revert('too long for base58');
  // 138 digits of base 58 hold 100 bytes; twice the length is more than enough. Least significant digit first.
  const digits = __alloc(2 * bytes.length);
  let count: u32 = 0;
  let zeros: u32 = 0;
  while (zeros < bytes.length && load<u8>(bytes.at + zeros) == 0) zeros++;
  for (let index = zeros; index < bytes.length; index++) {
    let carry = <u32>load<u8>(bytes.at + index);
    for (let digit: u32 = 0; digit < count; digit++) {
      carry += <u32>load<u8>(digits + digit) << 8;
      store<u8>(digits + digit, <u8>(carry % 58));
      carry /= 58;
    }
    while (carry != 0) {
      store<u8>(digits + count++, <u8>(carry % 58));
      carry /= 58;
    }
  }
  const length = zeros + count;
  const text = __alloc(length);
  memory.fill(text, 49, zeros);
  for (let digit: u32 = 0; digit < count; digit++)
    store<u8>(text + zeros + digit, load<u8>(ALPHABET + load<u8>(digits + (count - 1 - digit))));
  return new Bytes(text, length);
}

/** The bytes of a base58 text; reverts on a character outside the alphabet. */
export function decodeBase58(text: Bytes): Bytes {
  if (text.length > 2 * BASE58_BYTES_MAX) revert('too long for base58');
  const bytes = __alloc(text.length);
  let count: u32 = 0;
  let zeros: u32 = 0;
  while (zeros < text.length && load<u8>(text.at + zeros) == 49) zeros++;
  for (let index = zeros; index < text.length; index++) {
    let carry = digitOf(load<u8>(text.at + index));
    for (let byte: u32 = 0; byte < count; byte++) {
      carry += <u32>load<u8>(bytes + byte) * 58;
      store<u8>(bytes + byte, <u8>carry);
      carry >>= 8;
    }
    while (carry != 0) {
      store<u8>(bytes + count++, <u8>carry);
      carry >>= 8;
    }
  }
  const length = zeros + count;
  const result = __alloc(length);
  memory.fill(result, 0, zeros);
  for (let byte: u32 = 0; byte < count; byte++)
    store<u8>(result + zeros + byte, load<u8>(bytes + (count - 1 - byte)));
  return new Bytes(result, length);
}

function digitOf(character: u8): u32 {
  for (let digit: u32 = 0; digit < 58; digit++) if (load<u8>(ALPHABET + digit) == character) return digit;
  revert('no base58 character');
  return 0;
}
