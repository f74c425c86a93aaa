/**
 * A fungible token: the rules of ERC-20 under the names and entry points of KCS-4.
 *
 * The owner, at first the contract's own account, mints. Holders transfer, burn, and let contracts spend for them.
 * Every call checks everything before its first write, because a calling contract may catch a failure and go on.
 */
import {
  ADDRESS_LENGTH,
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
  utf8,
} from '@ashlar/contracts-as/kit/assembly';
import {
  AllowanceArguments,
  AllowanceResult,
  AmountObject,
  ApproveArguments,
  ApproveEvent,
  BalanceOfArguments,
  BalanceOfResult,
  BurnArguments,
  BurnEvent,
  DecimalsResult,
  GetAllowancesArguments,
  GetAllowancesResult,
  GetInfoResult,
  MintArguments,
  MintEvent,
  NameResult,
  OwnerEvent,
  OwnerResult,
  SpenderValue,
  SymbolResult,
  TotalSupplyResult,
  TransferArguments,
  TransferEvent,
  TransferOwnershipArguments,
} from '../build/generated/messages';

// Make the token yours here.
const NAME = 'Ashlar Token';
const SYMBOL = 'ASH';
const DECIMALS: u32 = 8;

/** Most allowances one reading returns. */
const PAGE_MAX: i32 = 100;

const supply = new Space<AmountObject>(0); // key: empty
const balances = new Space<AmountObject>(1); // key: account
const allowances = new Space<AmountObject>(2); // key: owner ‖ spender
const settings = new BytesSpace(3); // key: empty; value: the owner, if it was ever changed

export function name(): NameResult {
  return new NameResult(utf8(NAME));
}

export function symbol(): SymbolResult {
  return new SymbolResult(utf8(SYMBOL));
}

export function decimals(): DecimalsResult {
  return new DecimalsResult(DECIMALS);
}

export function getInfo(): GetInfoResult {
  return new GetInfoResult(utf8(NAME), utf8(SYMBOL), DECIMALS);
}

export function owner(): OwnerResult {
  return new OwnerResult(currentOwner());
}

export function totalSupply(): TotalSupplyResult {
  return new TotalSupplyResult(supply.read(EMPTY).value);
}

export function balanceOf(args: BalanceOfArguments): BalanceOfResult {
  require(args.owner.isAddress, "missing or invalid argument 'owner'");
  return new BalanceOfResult(balances.read(args.owner).value);
}

export function allowance(args: AllowanceArguments): AllowanceResult {
  require(args.owner.isAddress, "missing or invalid argument 'owner'");
  require(args.spender.isAddress, "missing or invalid argument 'spender'");
  return new AllowanceResult(allowances.read(concat(args.owner, args.spender)).value);
}

export function getAllowances(args: GetAllowancesArguments): GetAllowancesResult {
  require(args.owner.isAddress, "missing or invalid argument 'owner'");
  require(args.limit >= 0 && args.limit <= PAGE_MAX, "argument 'limit' is out of range");
  const result = new GetAllowancesResult(args.owner);
  let key = firstKey(args);
  for (let count = args.limit; count > 0; count--) {
    const entry = args.descending ? allowances.prev(key) : allowances.next(key);
    if (entry === null || entry.key.slice(0, ADDRESS_LENGTH) != args.owner) break;
    key = entry.key;
    result.allowances.push(new SpenderValue(key.slice(ADDRESS_LENGTH), entry.value.value));
  }
  return result;
}

/** The key next to which the reading starts: it is not itself read. */
function firstKey(args: GetAllowancesArguments): Bytes {
  if (args.start.length != 0) {
    require(args.start.isAddress, "invalid argument 'start'");
    return concat(args.owner, args.start);
  }
  // Shorter keys come first: the bare owner stands before all its allowances.
  return args.descending ? concat(args.owner, Bytes.filled(0xff, ADDRESS_LENGTH)) : args.owner;
}

export function approve(args: ApproveArguments): void {
  require(args.owner.isAddress, "missing or invalid argument 'owner'");
  require(args.spender.isAddress, "missing or invalid argument 'spender'");
  require(args.owner != args.spender, 'cannot approve yourself');
  requireAuthority(args.owner, "account 'owner' has not authorized approval");
  setAmount(allowances, concat(args.owner, args.spender), args.value);
  const event = new ApproveEvent(args.owner, args.spender, args.value);
  event.hasMemo = args.hasMemo;
  event.memo = args.memo;
  event.emit(args.owner, args.spender);
}

export function transfer(args: TransferArguments): void {
  const from = args.from;
  const to = args.to;
  const value = args.value;
  require(from.isAddress, "missing or invalid argument 'from'");
  require(to.isAddress, "missing or invalid argument 'to'");
  require(from != to, 'cannot transfer to yourself');
  const allowed = requireSpending(from, value, "account 'from' has not authorized transfer");
  const fromBalance = balances.read(from);
  require(fromBalance.value >= value, "account 'from' has insufficient balance");
  const toBalance = balances.read(to);
  // The sum of all balances is the supply, which fits 64 bits: no overflow.
  if (allowed !== null) spend(from, allowed, value);
  if (value != 0) {
    setAmount(balances, from, fromBalance.value - value);
    setAmount(balances, to, toBalance.value + value);
  }
  const event = new TransferEvent(from, to, value);
  event.hasMemo = args.hasMemo;
  event.memo = args.memo;
  event.emit(to, from);
}

export function mint(args: MintArguments): void {
  require(args.to.isAddress, "missing or invalid argument 'to'");
  require(args.value != 0, "argument 'value' cannot be zero");
  requireAuthority(currentOwner(), 'only the owner can mint');
  const before = supply.read(EMPTY).value;
  require(args.value <= u64.MAX_VALUE - before, 'mint would overflow supply');
  const balance = balances.read(args.to).value;
  setAmount(supply, EMPTY, before + args.value);
  setAmount(balances, args.to, balance + args.value);
  const event = new MintEvent(args.to, args.value);
  event.hasMemo = args.hasMemo;
  event.memo = args.memo;
  event.emit(args.to);
}

export function burn(args: BurnArguments): void {
  const from = args.from;
  require(from.isAddress, "missing or invalid argument 'from'");
  require(args.value != 0, "argument 'value' cannot be zero");
  const allowed = requireSpending(from, args.value, "account 'from' has not authorized burn");
  const balance = balances.read(from).value;
  require(balance >= args.value, "account 'from' has insufficient balance");
  const before = supply.read(EMPTY).value;
  if (allowed !== null) spend(from, allowed, args.value);
  setAmount(balances, from, balance - args.value);
  setAmount(supply, EMPTY, before - args.value);
  const event = new BurnEvent(from, args.value);
  event.hasMemo = args.hasMemo;
  event.memo = args.memo;
  event.emit(from);
}

export function transferOwnership(args: TransferOwnershipArguments): void {
  require(args.value.isAddress, "missing or invalid argument 'value'");
  requireAuthority(currentOwner(), 'only the owner can transfer ownership');
  settings.put(EMPTY, args.value);
  new OwnerEvent(args.value).emit(args.value);
}

function currentOwner(): Bytes {
  const stored = settings.read(EMPTY);
  return stored.length == 0 ? contractId() : stored;
}

/**
 * Requires that the caller may take `value` from `from`: by an allowance if a contract calls that has one large
 * enough, which is returned and must be spent; else by the account's authority.
 */
function requireSpending(from: Bytes, value: u64, message: string): AmountObject | null {
  const by = caller();
  if (by.length != 0 && by != from) {
    const allowed = allowances.get(concat(from, by));
    if (allowed !== null && allowed.value >= value) return allowed;
  }
  if (!hasAuthority(from)) exit(ErrorCode.authorizationFailure, message);
  return null;
}

function spend(from: Bytes, allowed: AmountObject, value: u64): void {
  setAmount(allowances, concat(from, caller()), allowed.value - value);
}

/** Zero is stored as no entry: the space it took is refunded. */
function setAmount(space: Space<AmountObject>, key: Bytes, value: u64): void {
  if (value == 0) space.remove(key);
  else space.put(key, new AmountObject(value));
}
