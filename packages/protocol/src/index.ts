export type { Address, BlockId, TransactionId } from './ids.ts';
export {
  ADDRESS_BYTES,
  lengthKey,
  OBJECT_KEY_BYTES_MAX,
  OBJECT_VALUE_BYTES_MAX,
  ObjectSpace,
  PARTITIONED_FROM,
  SYSTEM_SPACE,
  ZONE_BYTES_MAX,
} from './object-space.ts';
