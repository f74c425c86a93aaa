/**
 * A guest book: a small whole contract to begin from. It shows storage, iteration, events, authority and errors.
 *
 * How a contract lives: each call starts with fresh memory, runs one of these functions, and ends with its result.
 * What is to last goes into a space; what the world should hear goes into an event.
 */
import {
  EMPTY,
  Space,
  chain,
  contractId,
  hasAuthority,
  log,
  require,
  requireAuthority,
  revert,
  uint64be,
} from '@ashlar/contracts-as/kit/assembly';
// Generated from guestbook.proto by the build; snake_case there is camelCase here.
import {
  CountResult,
  Counter,
  Entry,
  EntryOfArguments,
  EntryOfResult,
  ReadPageArguments,
  ReadPageResult,
  SignArguments,
  SignResult,
  SignedEvent,
  StrikeArguments,
  StruckEvent,
} from '../build/generated/messages';

const TEXT_BYTES_MAX: u32 = 280;
const PAGE_MAX: u32 = 50;

// A space is a map from keys to messages of one type. Its number is yours to choose, and is where the data lies: do not
// change it once the contract is in use. A key made with uint64be sorts as its number does.
const counters = new Space<Counter>(0);
const entries = new Space<Entry>(1);

export function sign(args: SignArguments): SignResult {
  // First, what the caller can do wrong. A field left out reads as its default: no bytes, 0, false.
  // `require` fails with -1, which a calling contract may catch, so nothing may be written before.
  require(args.author.isAddress, "missing or invalid argument 'author'");
  require(args.text.length != 0, "missing argument 'text'");
  require(args.text.length <= TEXT_BYTES_MAX, 'the text is too long');

  // Second, whether the author agrees: by a signature under the transaction, or by the code of an account that is a
  // contract. This is never implied: without it anyone could write in anyone's name.
  requireAuthority(args.author, 'the author has not signed');

  // Third, the change. `read` gives a message of defaults when there is nothing under the key; `get` gives null.
  const counter = counters.read(EMPTY);
  counter.value += 1;
  counters.put(EMPTY, counter);
  entries.put(uint64be(counter.value), new Entry(counter.value, args.author, args.text, chain.head().timeMs));

  // Fourth, the event. The accounts given to `emit` find it in their history.
  new SignedEvent(counter.value, args.author).emit(args.author);
  return new SignResult(counter.value);
}

export function readPage(args: ReadPageArguments): ReadPageResult {
  require(args.limit <= PAGE_MAX, "argument 'limit' is out of range");
  const result = new ReadPageResult();
  // `prev` and `next` find the neighbour of a key that need not exist itself.
  let key = uint64be(args.before == 0 ? u64.MAX_VALUE : args.before);
  for (let left = args.limit; left > 0; left--) {
    const found = entries.prev(key);
    if (found === null) break;
    key = found.key;
    result.entries.push(found.value);
  }
  return result;
}

export function entryOf(args: EntryOfArguments): EntryOfResult {
  const result = new EntryOfResult();
  result.value = entries.get(uint64be(args.number)); // A message field may be null: then it is left out.
  return result;
}

export function count(): CountResult {
  return new CountResult(counters.read(EMPTY).value);
}

export function strike(args: StrikeArguments): void {
  const key = uint64be(args.number);
  const entry = entries.get(key);
  // `revert` undoes the whole transaction, whoever called.
  if (entry === null) revert('no such entry');
  if (!hasAuthority(entry!.author)) requireAuthority(contractId(), 'neither the author nor the owner has signed');
  entries.remove(key);
  new StruckEvent(args.number).emit(entry!.author);
  log('struck'); // A line in the receipt, for people; contracts and indexers read events.
}
