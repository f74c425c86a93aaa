import { utf8 } from '@ashlar/base';
import { sha256 } from '@ashlar/crypto';

/** u32 by which contracts know a method: the first four bytes, big-endian, of sha256(name). A convention of ABIs. */
export function entryPointOf(name: string): number {
  const digest = sha256(utf8(name));
  return ((digest[0]! << 24) | (digest[1]! << 16) | (digest[2]! << 8) | digest[3]!) >>> 0;
}
