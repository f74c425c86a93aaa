/**
 * Where the collection keeps what, and how the keys are made.
 */
import { ADDRESS_LENGTH, Bytes, BytesSpace, EMPTY, Space, require, utf8 } from '@ashlar/contracts-as/kit/assembly';
import { AmountObject, SettingsObject, TokenObject } from '../build/generated/messages';

/** Most entries one reading returns. */
const PAGE_MAX: i32 = 100;
/** Token ids in keys of holdings are filled up to this length, so that one account's keys lie together. */
const HELD_ID_LENGTH: u32 = 33;

export const supply = new Space<AmountObject>(0); // key: empty
export const balances = new Space<AmountObject>(1); // key: account
export const tokens = new Space<TokenObject>(2); // key: token id
export const operators = new BytesSpace(3); // key: account ‖ operator
export const holdings = new BytesSpace(4); // key: see heldKey
export const metadata = new BytesSpace(5); // key: token id
export const settings = new Space<SettingsObject>(6); // key: empty

/** The value of entries whose presence is what matters. */
export const PRESENT: Bytes = utf8('1');

/** account ‖ length of the id ‖ id, filled up with zeros: ordered as the ids are. */
export function heldKey(account: Bytes, tokenId: Bytes): Bytes {
  const key = Bytes.filled(0, ADDRESS_LENGTH + 1 + HELD_ID_LENGTH);
  memory.copy(key.at, account.at, ADDRESS_LENGTH);
  store<u8>(key.at + ADDRESS_LENGTH, <u8>tokenId.length);
  memory.copy(key.at + ADDRESS_LENGTH + 1, tokenId.at, tokenId.length);
  return key;
}

/** Gives a token to an account, or takes it. */
export function changeBalance(account: Bytes, tokenId: Bytes, gain: bool): void {
  const before = balances.read(account).value;
  const after = gain ? before + 1 : before - 1;
  if (after == 0) balances.remove(account);
  else balances.put(account, new AmountObject(after));
  const key = heldKey(account, tokenId);
  if (gain) holdings.put(key, PRESENT);
  else holdings.remove(key);
}

export function changeSupply(gain: bool): void {
  const before = supply.read(EMPTY).value;
  const after = gain ? before + 1 : before - 1;
  if (after == 0) supply.remove(EMPTY);
  else supply.put(EMPTY, new AmountObject(after));
}

/** The limit of a page, checked. */
export function pageOf(limit: i32): i32 {
  require(limit >= 0 && limit <= PAGE_MAX, "argument 'limit' is out of range");
  return limit;
}
