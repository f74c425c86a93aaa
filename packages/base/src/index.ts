export type { Brand } from './brand.ts';
export {
  base64url,
  compare,
  concat,
  EMPTY,
  equal,
  fromBase64,
  fromHex,
  fromLatin1,
  fromUtf8,
  hex,
  latin1,
  uint32be,
  utf8,
} from './bytes.ts';
export { BytesMap } from './bytes-map.ts';
export type { Accepted, FaultCode, Refusal, Refused, Result } from './errors.ts';
export { accept, assert, Fault, InvariantViolation, refuse, unreachable } from './errors.ts';
