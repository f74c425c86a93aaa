/**
 * The contract kit. Contracts import from here.
 * @module
 */
import * as chain from './chain';
import * as crypto from './crypto';
import * as rholang from './rholang';
import * as safe from './safe';
export { chain, crypto, rholang, safe };
export { mark, release } from './arena';
export { BASE58_BYTES_MAX, decodeBase58, encodeBase58 } from './base58';
export { ADDRESS_LENGTH, Bytes, EMPTY, concat, fromUint64be, uint64be, utf8 } from './bytes';
export { CallOutcome, call, tryCall } from './call';
export { ErrorCode, exit, fail, require, revert } from './exit';
export { callArguments, entryPoint } from './entry';
export { emit, log } from './event';
export { reserve, systemCall } from './host';
export { caller, contractId, decidesItself, hasAuthority, hasSystemAuthority, isCalledByKernel, requireAuthority } from './identity';
export { AccountSpace, BytesEntry, BytesSpace, Entry, PARTITIONED_FROM, Space } from './space';
export { invokeThunk } from './thunk';
