/** ECDSA signatures in DER, as RChain's clients send them. @module */
import { concat } from '@ashlar/base';

const NUMBER_BYTES = 32;

/** Shortest two's complement of a positive number. */
function integer(bytes: Uint8Array): Uint8Array {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start += 1;
  const digits = bytes.subarray(start);
  const body = digits[0]! >= 0x80 ? concat(new Uint8Array(1), digits) : digits;
  return concat(new Uint8Array([0x02, body.length]), body);
}

/** @param compact header ‖ R ‖ S, 65 bytes */
export function compactToDer(compact: Uint8Array): Uint8Array {
  const numbers = concat(
    integer(compact.subarray(1, 1 + NUMBER_BYTES)),
    integer(compact.subarray(1 + NUMBER_BYTES)),
  );
  return concat(new Uint8Array([0x30, numbers.length]), numbers);
}
