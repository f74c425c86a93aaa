/**
 * The contract kit. Contracts import from here.
 * @module
 */
import * as safe from './safe';
export { safe };
export { ADDRESS_LENGTH, Bytes, EMPTY, concat, filled, fromUint64be, uint64be, utf8 } from './bytes';
export { ErrorCode, exit, fail, require, revert } from './exit';
export { callArguments, entryPoint } from './entry';
export { emit, log } from './event';
export { reserve, systemCall } from './host';
export { caller, contractId, decidesItself, hasAuthority, hasSystemAuthority, isCalledByKernel, requireAuthority } from './identity';
export { AccountSpace, BytesEntry, BytesSpace, Entry, PARTITIONED_FROM, Space } from './space';
