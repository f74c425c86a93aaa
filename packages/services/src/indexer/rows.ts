/**
 * What of a block becomes rows: a pure question to the block and its receipt. Addresses are in base58, ids in hex, as the
 * API writes them; block events follow on the events of transactions.
 *
 * What a contract says is data of a stranger: names are cut, what is too long for an address is none, and a text has no
 * NUL, which PostgreSQL refuses.
 * @module
 */
import { hex, latin1 } from '@ashlar/base';
import {
  addressText,
  type Block,
  type BlockReceipt,
  DecodeError,
  decodeNonce,
  type EventData,
  type Operation,
  type TransactionReceipt,
  token,
} from '@ashlar/protocol';
import { ADDRESS_BYTES_MAX } from '../account-history/concerned.ts';
import type { Rows } from './sql-store.ts';
import type { SqlValue } from './tables.ts';

/** Characters of an event's name that are kept: databases do not index long ones. */
export const EVENT_NAME_MAX = 128;

type Row = readonly SqlValue[];
export type RowLists = { -readonly [Name in keyof Rows]: Row[] };

export const noRows = (): RowLists => ({
  blocks: [],
  transactions: [],
  operations: [],
  events: [],
  transfers: [],
});

/** Adds the rows of a block to `rows`. @returns how many bytes of data are in them, about */
export function addRows(rows: RowLists, block: Block, receipt: BlockReceipt | undefined): number {
  const receipts = new Map(receipt?.transactionReceipts.map((each) => [latin1(each.id), each]));
  const { header } = block;
  const height = header?.height ?? 0n;
  const events = new EventRows(rows, height);
  rows.blocks.push([
    height,
    hex(block.id),
    hex(header?.previous ?? block.id),
    header?.timestamp ?? 0n,
    address(header?.signer),
    receipt === undefined ? null : hex(receipt.stateMerkleRoot),
    BigInt(block.transactions.length),
    receipt?.diskStorageUsed ?? 0n,
    receipt?.networkBandwidthUsed ?? 0n,
    receipt?.computeBandwidthUsed ?? 0n,
  ]);
  let sizeBytes = ROW_BYTES;
  for (const [index, transaction] of block.transactions.entries()) {
    const position = BigInt(index);
    const own = receipts.get(latin1(transaction.id));
    rows.transactions.push(transactionRow(height, position, transaction, own));
    sizeBytes += ROW_BYTES;
    for (const [place, operation] of transaction.operations.entries()) {
      rows.operations.push([height, position, BigInt(place), ...operationRow(operation)]);
      sizeBytes += ROW_BYTES + (operation.callContract?.args.length ?? 0);
    }
    for (const event of own?.events ?? []) sizeBytes += events.add(event, position);
  }
  for (const event of receipt?.events ?? []) sizeBytes += events.add(event, null);
  return sizeBytes;
}

/** What a row takes in memory beside its data, generously. */
const ROW_BYTES = 1_000;

function transactionRow(
  height: bigint,
  position: bigint,
  { id, header, operations }: Block['transactions'][number],
  receipt: TransactionReceipt | undefined,
): Row {
  return [
    height,
    position,
    hex(id),
    address(header?.payer),
    address(header?.payee),
    decodeNonce(header?.nonce ?? id) ?? null,
    header?.rcLimit ?? 0n,
    receipt?.rcUsed ?? 0n,
    receipt?.reverted === true ? 1n : 0n,
    BigInt(operations.length),
  ];
}

/** Kind, contract, entry point, arguments. Code is not repeated: the chain has it. */
function operationRow(operation: Operation): Row {
  const { uploadContract, callContract, setSystemCall, setSystemContract } = operation;
  if (callContract !== undefined) {
    const { contractId, entryPoint, args } = callContract;
    return ['call_contract', address(contractId), BigInt(entryPoint), args];
  }
  if (uploadContract !== undefined)
    return ['upload_contract', address(uploadContract.contractId), null, null];
  if (setSystemCall !== undefined) {
    const bundle = setSystemCall.target?.systemCallBundle;
    return ['set_system_call', address(bundle?.contractId), null, null];
  }
  if (setSystemContract !== undefined)
    return ['set_system_contract', address(setSystemContract.contractId), null, null];
  return [operation.deployRholang === undefined ? 'none' : 'deploy_rholang', null, null, null];
}

/** The events of a block, counted as they come. */
class EventRows {
  readonly #rows: RowLists;
  readonly #height: bigint;
  #position = 0n;

  constructor(rows: RowLists, height: bigint) {
    this.#rows = rows;
    this.#height = height;
  }

  /** @returns how many bytes of data are in it, about */
  add(event: EventData, transaction: bigint | null): number {
    const position = this.#position++;
    const source = address(event.source);
    const impacted = event.impacted.map(address).filter((each) => each !== null);
    const name = plain(event.name.slice(0, EVENT_NAME_MAX));
    const ours = [this.#height, position, transaction];
    this.#rows.events.push([...ours, source, name, event.data, JSON.stringify(impacted)]);
    const moved = source === null ? undefined : transferRow(event);
    if (moved !== undefined) this.#rows.transfers.push([...ours, source, ...moved]);
    return 2 * ROW_BYTES + event.data.length + 100 * impacted.length;
  }
}

/** Kind, sender, receiver, amount of what a token says that it moved; undefined: it says nothing of the kind. */
function transferRow({ name, data }: EventData): Row | undefined {
  const kind = /^(?:koinos\.contracts\.)?token\.(transfer|mint|burn)_event$/.exec(name)?.[1];
  if (kind === undefined) return undefined;
  const moved = decodeMoved(kind, data);
  if (moved === undefined) return undefined;
  const [sender, receiver] = [address(moved.from), address(moved.to)];
  const isWhole = (kind === 'mint' || sender !== null) && (kind === 'burn' || receiver !== null);
  return isWhole ? [kind, sender, receiver, moved.value] : undefined;
}

type Moved = Readonly<{ from: Uint8Array | undefined; to: Uint8Array | undefined; value: bigint }>;

function decodeMoved(kind: string, data: Uint8Array): Moved | undefined {
  try {
    if (kind === 'mint') return { from: undefined, ...token.MintEvent.decode(data) };
    if (kind === 'burn') return { to: undefined, ...token.BurnEvent.decode(data) };
    return token.TransferEvent.decode(data);
  } catch (cause) {
    if (cause instanceof DecodeError) return undefined;
    throw cause;
  }
}

/** Base58; null for what is no address. */
function address(bytes: Uint8Array | undefined): string | null {
  if (bytes === undefined || bytes.length === 0 || bytes.length > ADDRESS_BYTES_MAX) return null;
  return addressText(bytes);
}

const plain = (text: string): string => text.replaceAll('\0', '\ufffd').toWellFormed();
