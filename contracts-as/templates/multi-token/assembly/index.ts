/**
 * Many kinds of tokens in one contract: the rules of ERC-1155.
 *
 * The owner, at first the contract's own account, mints. Tokens are moved or burnt by their holder or by a contract that
 * is the holder's operator. A batch is one call with one event, and happens whole or not at all: what cannot be
 * done *reverts*, because by then part of the batch may be written, and a failure could be caught by a caller.
 */
import {
  Bytes,
  BytesSpace,
  EMPTY,
  ErrorCode,
  Space,
  caller,
  concat,
  contractId,
  exit,
  hasAuthority,
  require,
  requireAuthority,
  revert,
  utf8,
} from '@ashlar/contracts-as/kit/assembly';
import {
  Amount,
  AmountObject,
  BalanceOfArguments,
  BalanceOfBatchArguments,
  BalanceOfBatchResult,
  BalanceOfResult,
  BurnArguments,
  BurnBatchArguments,
  BurnEvent,
  IsApprovedForAllArguments,
  IsApprovedForAllResult,
  MintArguments,
  MintBatchArguments,
  MintEvent,
  OperatorApprovalEvent,
  OwnerEvent,
  OwnerResult,
  SetApprovalForAllArguments,
  SettingsObject,
  TotalSupplyArguments,
  TotalSupplyResult,
  TransferArguments,
  TransferBatchArguments,
  TransferEvent,
  TransferOwnershipArguments,
  UriArguments,
  UriResult,
} from '../build/generated/messages';

// Make the contract yours here.
const URI = 'https://example.com/tokens';

const TOKEN_ID_LENGTH_MAX: u32 = 32;
/** Most kinds in one batch. */
const BATCH_MAX: i32 = 100;

const supplies = new Space<AmountObject>(0); // key: token id
const balances = new Space<AmountObject>(1); // key: account ‖ token id
const operators = new BytesSpace(2); // key: account ‖ operator
const settings = new Space<SettingsObject>(3); // key: empty
const PRESENT = utf8('1');

export function owner(): OwnerResult {
  return new OwnerResult(currentOwner());
}

export function uri(args: UriArguments): UriResult {
  requireTokenId(args.tokenId);
  return new UriResult(concat(utf8(URI + '/0x'), hexOf(args.tokenId)));
}

export function totalSupply(args: TotalSupplyArguments): TotalSupplyResult {
  requireTokenId(args.tokenId);
  return new TotalSupplyResult(supplies.read(args.tokenId).value);
}

export function balanceOf(args: BalanceOfArguments): BalanceOfResult {
  return new BalanceOfResult(balance(args.owner, args.tokenId));
}

export function balanceOfBatch(args: BalanceOfBatchArguments): BalanceOfBatchResult {
  const length = args.holdings.length;
  require(length <= BATCH_MAX, 'batch too long');
  const result = new BalanceOfBatchResult();
  for (let index = 0; index < length; index++) {
    const holding = args.holdings[index];
    result.values.push(balance(holding.owner, holding.tokenId));
  }
  return result;
}

export function isApprovedForAll(args: IsApprovedForAllArguments): IsApprovedForAllResult {
  require(args.owner.isAddress, "missing or invalid argument 'owner'");
  require(args.operator.isAddress, "missing or invalid argument 'operator'");
  return new IsApprovedForAllResult(operators.has(concat(args.owner, args.operator)));
}

export function setApprovalForAll(args: SetApprovalForAllArguments): void {
  const approver = args.approverAddress;
  require(approver.isAddress, "missing or invalid argument 'approver_address'");
  require(args.operatorAddress.isAddress, "missing or invalid argument 'operator_address'");
  require(approver != args.operatorAddress, 'cannot approve yourself');
  requireAuthority(approver, 'approver has not authorized approval');
  const key = concat(approver, args.operatorAddress);
  if (args.approved) operators.put(key, PRESENT);
  else operators.remove(key);
  new OperatorApprovalEvent(approver, args.operatorAddress, args.approved).emit(approver, args.operatorAddress);
}

export function transfer(args: TransferArguments): void {
  move(args.from, args.to, [new Amount(args.tokenId, args.value)], args.hasMemo, args.memo);
}

export function transferBatch(args: TransferBatchArguments): void {
  move(args.from, args.to, args.amounts, args.hasMemo, args.memo);
}

export function mint(args: MintArguments): void {
  create(args.to, [new Amount(args.tokenId, args.value)]);
}

export function mintBatch(args: MintBatchArguments): void {
  create(args.to, args.amounts);
}

export function burn(args: BurnArguments): void {
  destroy(args.from, [new Amount(args.tokenId, args.value)]);
}

export function burnBatch(args: BurnBatchArguments): void {
  destroy(args.from, args.amounts);
}

export function transferOwnership(args: TransferOwnershipArguments): void {
  require(args.value.isAddress, "missing or invalid argument 'value'");
  requireAuthority(currentOwner(), 'only the owner can transfer ownership');
  settings.put(EMPTY, new SettingsObject(args.value));
  new OwnerEvent(args.value).emit(args.value);
}

function move(from: Bytes, to: Bytes, amounts: Array<Amount>, hasMemo: bool, memo: Bytes): void {
  require(from.isAddress, "missing or invalid argument 'from'");
  require(to.isAddress, "missing or invalid argument 'to'");
  require(from != to, 'cannot transfer to yourself');
  requireAmounts(amounts);
  requireSpending(from, "account 'from' has not authorized transfer");
  for (let index = 0; index < amounts.length; index++) {
    const amount = amounts[index];
    take(from, amount);
    give(to, amount);
  }
  const event = new TransferEvent(from, to);
  event.amounts = amounts;
  event.hasMemo = hasMemo;
  event.memo = memo;
  event.emit(to, from);
}

function create(to: Bytes, amounts: Array<Amount>): void {
  require(to.isAddress, "missing or invalid argument 'to'");
  requireAmounts(amounts);
  requireAuthority(currentOwner(), 'only the owner can mint');
  for (let index = 0; index < amounts.length; index++) {
    const amount = amounts[index];
    const before = supplies.read(amount.tokenId).value;
    if (amount.value > u64.MAX_VALUE - before) revert('mint would overflow supply');
    setAmount(supplies, amount.tokenId, before + amount.value);
    give(to, amount);
  }
  const event = new MintEvent(to);
  event.amounts = amounts;
  event.emit(to);
}

function destroy(from: Bytes, amounts: Array<Amount>): void {
  require(from.isAddress, "missing or invalid argument 'from'");
  requireAmounts(amounts);
  requireSpending(from, "account 'from' has not authorized burn");
  for (let index = 0; index < amounts.length; index++) {
    const amount = amounts[index];
    take(from, amount);
    setAmount(supplies, amount.tokenId, supplies.read(amount.tokenId).value - amount.value);
  }
  const event = new BurnEvent(from);
  event.amounts = amounts;
  event.emit(from);
}

function take(from: Bytes, amount: Amount): void {
  const key = concat(from, amount.tokenId);
  const before = balances.read(key).value;
  if (before < amount.value) revert("account 'from' has insufficient balance");
  setAmount(balances, key, before - amount.value);
}

/** No overflow: the balances of a kind sum up to its supply, which fits 64 bits. */
function give(to: Bytes, amount: Amount): void {
  const key = concat(to, amount.tokenId);
  setAmount(balances, key, balances.read(key).value + amount.value);
}

function balance(account: Bytes, tokenId: Bytes): u64 {
  require(account.isAddress, "missing or invalid argument 'owner'");
  requireTokenId(tokenId);
  return balances.read(concat(account, tokenId)).value;
}

function currentOwner(): Bytes {
  const stored = settings.read(EMPTY).owner;
  return stored.length == 0 ? contractId() : stored;
}

function requireTokenId(tokenId: Bytes): void {
  require(tokenId.length >= 1 && tokenId.length <= TOKEN_ID_LENGTH_MAX, "missing or invalid argument 'token_id'");
}

function requireAmounts(amounts: Array<Amount>): void {
  require(amounts.length != 0, "missing argument 'amounts'");
  require(amounts.length <= BATCH_MAX, 'batch too long');
  for (let index = 0; index < amounts.length; index++) {
    requireTokenId(amounts[index].tokenId);
    require(amounts[index].value != 0, "argument 'value' cannot be zero");
  }
}

/** A calling contract that is an operator, or the account's authority. */
function requireSpending(from: Bytes, message: string): void {
  const by = caller();
  if (by.length != 0 && by != from && operators.has(concat(from, by))) return;
  if (!hasAuthority(from)) exit(ErrorCode.authorizationFailure, message);
}

/** Zero is stored as no entry: the space it took is refunded. */
function setAmount(space: Space<AmountObject>, key: Bytes, value: u64): void {
  if (value == 0) space.remove(key);
  else space.put(key, new AmountObject(value));
}

function hexOf(bytes: Bytes): Bytes {
  const text = Bytes.filled(0, 2 * bytes.length);
  for (let index: u32 = 0; index < bytes.length; index++) {
    const byte = <u32>bytes.byteAt(index);
    store<u8>(text.at + 2 * index, hexDigit(byte >> 4));
    store<u8>(text.at + 2 * index + 1, hexDigit(byte & 15));
  }
  return text;
}

function hexDigit(value: u32): u8 {
  return <u8>(value < 10 ? 48 + value : 87 + value);
}
