/**
 * A collection of unique tokens: the rules of ERC-721 under the names and entry points of KCS-5.
 *
 * The owner of the collection, at first the contract's own account, mints. A token is moved or burnt by its holder, by
 * the account approved for it, or by a contract that is the holder's operator.
 * Every call checks everything before its first write, because a calling contract may catch a failure and go on.
 */
import {
  Bytes,
  EMPTY,
  ErrorCode,
  Space,
  caller,
  contractId,
  exit,
  hasAuthority,
  require,
  requireAuthority,
  utf8,
  concat,
} from '@ashlar/contracts-as/kit/assembly';
import {
  ApproveArguments,
  BalanceOfArguments,
  BalanceOfResult,
  BurnArguments,
  BurnEvent,
  GetApprovedArguments,
  GetApprovedResult,
  GetInfoResult,
  GetOperatorApprovalsArguments,
  GetOperatorApprovalsResult,
  GetTokensArguments,
  GetTokensByOwnerArguments,
  GetTokensByOwnerResult,
  GetTokensResult,
  IsApprovedForAllArguments,
  IsApprovedForAllResult,
  MetadataOfArguments,
  MetadataOfResult,
  MintArguments,
  MintEvent,
  NameResult,
  OperatorApprovalEvent,
  OwnerEvent,
  OwnerOfArguments,
  OwnerOfResult,
  OwnerResult,
  RoyaltiesEvent,
  RoyaltiesResult,
  SetApprovalForAllArguments,
  SetMetadataArguments,
  SetMetadataEvent,
  SetRoyaltiesArguments,
  SymbolResult,
  TokenApprovalEvent,
  TokenObject,
  TokenUriArguments,
  TokenUriResult,
  TotalSupplyResult,
  TransferArguments,
  TransferEvent,
  TransferOwnershipArguments,
  UriResult,
} from '../build/generated/messages';
import {
  PRESENT,
  balances,
  changeBalance,
  changeSupply,
  heldKey,
  holdings,
  metadata,
  operators,
  pageOf,
  settings,
  supply,
  tokens,
} from './storage';

// Make the collection yours here.
const NAME = 'Ashlar Collection';
const SYMBOL = 'ASHC';
const URI = 'https://example.com/collection';

const TOKEN_ID_LENGTH_MAX: u32 = 32;
const ROYALTIES_MAX: i32 = 10;
/** Royalties are parts of this. */
const WHOLE: u64 = 10_000;

export function name(): NameResult {
  return new NameResult(utf8(NAME));
}

export function symbol(): SymbolResult {
  return new SymbolResult(utf8(SYMBOL));
}

export function uri(): UriResult {
  return new UriResult(utf8(URI));
}

export function getInfo(): GetInfoResult {
  return new GetInfoResult(utf8(NAME), utf8(SYMBOL), utf8(URI));
}

export function owner(): OwnerResult {
  return new OwnerResult(collectionOwner());
}

export function totalSupply(): TotalSupplyResult {
  return new TotalSupplyResult(supply.read(EMPTY).value);
}

export function royalties(): RoyaltiesResult {
  const result = new RoyaltiesResult();
  result.value = settings.read(EMPTY).royalties;
  return result;
}

export function balanceOf(args: BalanceOfArguments): BalanceOfResult {
  require(args.owner.isAddress, "missing or invalid argument 'owner'");
  return new BalanceOfResult(balances.read(args.owner).value);
}

export function ownerOf(args: OwnerOfArguments): OwnerOfResult {
  requireTokenId(args.tokenId);
  return new OwnerOfResult(tokens.read(args.tokenId).owner);
}

export function tokenUri(args: TokenUriArguments): TokenUriResult {
  existing(args.tokenId);
  return new TokenUriResult(concat(utf8(URI + '/0x'), hexOf(args.tokenId)));
}

export function metadataOf(args: MetadataOfArguments): MetadataOfResult {
  existing(args.tokenId);
  return new MetadataOfResult(metadata.read(args.tokenId));
}

export function getTokens(args: GetTokensArguments): GetTokensResult {
  const result = new GetTokensResult();
  const limit = pageOf(args.limit);
  let key = args.start.length != 0 || !args.descending ? args.start : behindAllTokens();
  for (let count = limit; count > 0; count--) {
    const entry = args.descending ? tokens.prev(key) : tokens.next(key);
    if (entry === null) break;
    key = entry.key;
    result.tokenIds.push(key);
  }
  return result;
}

export function getTokensByOwner(args: GetTokensByOwnerArguments): GetTokensByOwnerResult {
  require(args.owner.isAddress, "missing or invalid argument 'owner'");
  require(args.start.length <= TOKEN_ID_LENGTH_MAX, "invalid argument 'start'");
  const result = new GetTokensByOwnerResult();
  const limit = pageOf(args.limit);
  const start = args.start.length != 0 || !args.descending ? args.start : behindAllTokens();
  let key = heldKey(args.owner, start);
  for (let count = limit; count > 0; count--) {
    const entry = args.descending ? holdings.prev(key) : holdings.next(key);
    if (entry === null || entry.key.slice(0, 25) != args.owner) break;
    key = entry.key;
    result.tokenIds.push(key.slice(26, 26 + <u32>key.byteAt(25)));
  }
  return result;
}

export function getApproved(args: GetApprovedArguments): GetApprovedResult {
  requireTokenId(args.tokenId);
  return new GetApprovedResult(tokens.read(args.tokenId).approved);
}

export function isApprovedForAll(args: IsApprovedForAllArguments): IsApprovedForAllResult {
  require(args.owner.isAddress, "missing or invalid argument 'owner'");
  require(args.operator.isAddress, "missing or invalid argument 'operator'");
  return new IsApprovedForAllResult(isOperator(args.owner, args.operator));
}

export function getOperatorApprovals(args: GetOperatorApprovalsArguments): GetOperatorApprovalsResult {
  require(args.owner.isAddress, "missing or invalid argument 'owner'");
  require(args.start.length == 0 || args.start.isAddress, "invalid argument 'start'");
  const result = new GetOperatorApprovalsResult(args.owner);
  const limit = pageOf(args.limit);
  // Shorter keys come first: the bare owner stands before all its operators.
  let key = concat(args.owner, args.start.length != 0 || !args.descending ? args.start : Bytes.filled(0xff, 25));
  for (let count = limit; count > 0; count--) {
    const entry = args.descending ? operators.prev(key) : operators.next(key);
    if (entry === null || entry.key.slice(0, 25) != args.owner) break;
    key = entry.key;
    result.operators.push(key.slice(25));
  }
  return result;
}

export function transferOwnership(args: TransferOwnershipArguments): void {
  require(args.value.isAddress, "missing or invalid argument 'value'");
  requireCollectionOwner();
  const stored = settings.read(EMPTY);
  stored.owner = args.value;
  settings.put(EMPTY, stored);
  new OwnerEvent(args.value).emit(args.value);
}

export function setRoyalties(args: SetRoyaltiesArguments): void {
  require(args.value.length <= ROYALTIES_MAX, 'too many royalties');
  let sum: u64 = 0;
  for (let index = 0; index < args.value.length; index++) {
    const royalty = args.value[index];
    require(royalty.address.isAddress, 'invalid address of a royalty');
    require(royalty.percentage <= WHOLE, 'royalties exceed the whole');
    sum += royalty.percentage;
  }
  require(sum <= WHOLE, 'royalties exceed the whole');
  requireCollectionOwner();
  const stored = settings.read(EMPTY);
  stored.royalties = args.value;
  settings.put(EMPTY, stored);
  const event = new RoyaltiesEvent();
  event.value = args.value;
  event.emit();
}

export function setMetadata(args: SetMetadataArguments): void {
  existing(args.tokenId);
  requireCollectionOwner();
  if (args.metadata.length == 0) metadata.remove(args.tokenId);
  else metadata.put(args.tokenId, args.metadata);
  new SetMetadataEvent(args.tokenId, args.metadata).emit();
}

export function approve(args: ApproveArguments): void {
  const approver = args.approverAddress;
  require(approver.isAddress, "missing or invalid argument 'approver_address'");
  require(args.to.length == 0 || args.to.isAddress, "invalid argument 'to'");
  const token = existing(args.tokenId);
  require(args.to != token.owner, 'the owner needs no approval');
  if (approver != token.owner && !isOperator(token.owner, approver))
    exit(ErrorCode.authorizationFailure, 'only the owner of the token or an operator can approve');
  requireAuthority(approver, 'approver has not authorized approval');
  tokens.put(args.tokenId, new TokenObject(token.owner, args.to));
  const event = new TokenApprovalEvent(approver, args.to, args.tokenId);
  event.hasMemo = args.hasMemo;
  event.memo = args.memo;
  event.emit(approver, args.to);
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
  const event = new OperatorApprovalEvent(approver, args.operatorAddress, args.approved);
  event.hasMemo = args.hasMemo;
  event.memo = args.memo;
  event.emit(approver, args.operatorAddress);
}

export function transfer(args: TransferArguments): void {
  require(args.from.isAddress, "missing or invalid argument 'from'");
  require(args.to.isAddress, "missing or invalid argument 'to'");
  require(args.from != args.to, 'cannot transfer to yourself');
  const token = existing(args.tokenId);
  require(token.owner == args.from, "account 'from' does not own the token");
  requireSpending(token, 'the owner has not authorized transfer');
  tokens.put(args.tokenId, new TokenObject(args.to)); // The approval ends with the ownership.
  changeBalance(args.from, args.tokenId, false);
  changeBalance(args.to, args.tokenId, true);
  const event = new TransferEvent(args.from, args.to, args.tokenId);
  event.hasMemo = args.hasMemo;
  event.memo = args.memo;
  event.emit(args.to, args.from);
}

export function mint(args: MintArguments): void {
  require(args.to.isAddress, "missing or invalid argument 'to'");
  requireTokenId(args.tokenId);
  requireCollectionOwner();
  require(!tokens.has(args.tokenId), 'token already minted');
  tokens.put(args.tokenId, new TokenObject(args.to));
  changeBalance(args.to, args.tokenId, true);
  changeSupply(true);
  const event = new MintEvent(args.to, args.tokenId);
  event.hasMemo = args.hasMemo;
  event.memo = args.memo;
  event.emit(args.to);
}

export function burn(args: BurnArguments): void {
  const token = existing(args.tokenId);
  require(args.from.length == 0 || args.from == token.owner, "account 'from' does not own the token");
  requireSpending(token, 'the owner has not authorized burn');
  tokens.remove(args.tokenId);
  metadata.remove(args.tokenId);
  changeBalance(token.owner, args.tokenId, false);
  changeSupply(false);
  const event = new BurnEvent(token.owner, args.tokenId);
  event.hasMemo = args.hasMemo;
  event.memo = args.memo;
  event.emit(token.owner);
}

function behindAllTokens(): Bytes {
  return Bytes.filled(0xff, TOKEN_ID_LENGTH_MAX + 1);
}

function requireTokenId(tokenId: Bytes): void {
  require(
    tokenId.length >= 1 && tokenId.length <= TOKEN_ID_LENGTH_MAX,
    "missing or invalid argument 'token_id'",
  );
}

function existing(tokenId: Bytes): TokenObject {
  requireTokenId(tokenId);
  const token = tokens.get(tokenId);
  require(token !== null, 'token does not exist');
  return token!;
}

function collectionOwner(): Bytes {
  const stored = settings.read(EMPTY).owner;
  return stored.length == 0 ? contractId() : stored;
}

function requireCollectionOwner(): void {
  requireAuthority(collectionOwner(), 'only the owner of the collection can do this');
}

function isOperator(account: Bytes, operator: Bytes): bool {
  return operators.has(concat(account, operator));
}

/** A calling contract that is approved or an operator; else the authority of the holder, or of who is approved. */
function requireSpending(token: TokenObject, message: string): void {
  const by = caller();
  if (by.length != 0 && (by == token.approved || isOperator(token.owner, by))) return;
  if (hasAuthority(token.owner)) return;
  if (token.approved.length != 0 && hasAuthority(token.approved)) return;
  exit(ErrorCode.authorizationFailure, message);
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
