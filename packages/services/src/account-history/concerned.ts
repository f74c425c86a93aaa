/**
 * Whom a transaction or a block concerns, by Koinos' rule (`spec/koinos.md` 7.2): who pays, whose nonce is used, contracts
 * that are uploaded, called or made part of the system, and whoever events name. Each once, in the order in which they
 * come up. Koinos also lists the empty address, which kernel events have as their source; ours does not.
 * @module
 */
import { latin1 } from '@ashlar/base';
import type {
  Block,
  BlockReceipt,
  EventData,
  Operation,
  Transaction,
  TransactionReceipt,
} from '@ashlar/protocol';

/** What is longer is no address, whatever an event says. */
export const ADDRESS_BYTES_MAX = 64;

export function concernedByTransaction(
  { header, operations }: Transaction,
  receipt: TransactionReceipt | undefined,
): readonly Uint8Array[] {
  const own = header === undefined ? [] : [header.payer, header.payee];
  return distinct([...own, ...operations.flatMap(contractOf), ...namedIn(receipt?.events ?? [])]);
}

export const concernedByBlock = (
  { header }: Block,
  receipt: BlockReceipt | undefined,
): readonly Uint8Array[] =>
  distinct([...(header === undefined ? [] : [header.signer]), ...namedIn(receipt?.events ?? [])]);

function contractOf({
  uploadContract,
  callContract,
  setSystemContract,
  setSystemCall,
}: Operation): readonly Uint8Array[] {
  const contract = uploadContract ?? callContract ?? setSystemContract;
  if (contract !== undefined) return [contract.contractId];
  const bundle = setSystemCall?.target?.systemCallBundle;
  return bundle === undefined ? [] : [bundle.contractId];
}

const namedIn = (events: readonly EventData[]): readonly Uint8Array[] =>
  events.flatMap(({ source, impacted }) => [source, ...impacted]);

function distinct(all: readonly Uint8Array[]): readonly Uint8Array[] {
  const addresses = all.filter(({ length }) => length > 0 && length <= ADDRESS_BYTES_MAX);
  return [...new Map(addresses.map((address) => [latin1(address), address])).values()];
}
