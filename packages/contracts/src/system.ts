/**
 * System calls that native contracts make by number: serialized, typed, and named once.
 * @module
 */
import type { NativeHost } from '@ashlar/ports';
import { chain, ERROR_CODE } from '@ashlar/protocol';

/** The address behind a name. Reverts if it has none. */
export function contractNamed(host: NativeHost, name: string): Uint8Array {
  return addressNamed(host, name) ?? host.revert(`no contract is named ${name}`, ERROR_CODE.invalidContract);
}

/** The address behind a name, if it has one. */
export function addressNamed(host: NativeHost, name: string): Uint8Array | undefined {
  const args = chain.GetContractAddressArguments.encode({ name });
  const result = host.systemCall(chain.SystemCallId.get_contract_address, args);
  return chain.GetContractAddressResult.decode(result).value?.address;
}

/** Multihash of some bytes, by SHA-256. */
export function hashOf(host: NativeHost, bytes: Uint8Array): Uint8Array {
  const args = chain.HashArguments.encode({ code: 0x12n, obj: bytes });
  return chain.HashResult.decode(host.systemCall(chain.SystemCallId.hash, args)).value;
}

/** A field of the transaction being applied; undefined outside transactions. */
export function transactionField(host: NativeHost, field: string): chain.ValueType | undefined {
  const args = chain.GetTransactionFieldArguments.encode({ field });
  const { code, bytes } = host.trySystemCall(chain.SystemCallId.get_transaction_field, args);
  return code === 0 ? chain.GetTransactionFieldResult.decode(bytes).value : undefined;
}
