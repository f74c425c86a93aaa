/**
 * Asking a program in Rholang: sends values to a channel, with a fresh name at the end, and reads what is sent back there.
 *
 *     const price = rholang.channel('price').int(14).caller().ask().int();
 *
 * Both sides change together or not at all: a program that fails, or that does not answer, ends this contract and undoes
 * the transaction. What a channel may be: a public text, the registry URI of a contract, or any `Par` without unforgeable
 * names. Messages: `ashlar/contracts/rholang.proto`.
 * @module
 */
import { Bytes, EMPTY, utf8 } from './bytes';
import { call } from './call';
import { contractAddress } from './chain';
import { revert } from './exit';
import { hasMore, isUtf8, readBytes, readInside, readTag, readVarint, skip, unzigzag } from './reader';
import { begin, close, finish, open, writeBytes, writeRaw, writeUint, zigzag } from './writer';

/** By which a tuple space is asked for a channel. */
const CALL_CHANNEL: u32 = 0x1a126f7a;
/** Field numbers of the two messages, as tags. */
const CHANNEL: u32 = 10;
const ARGUMENT: u32 = 18;
const ANSWER: u32 = 10;
/** Fields of a value, as tags: which kind it has. */
const BOOL: u32 = 8;
const INT: u32 = 16;
const TEXT: u32 = 26;
const BYTES: u32 = 34;
const URI: u32 = 42;
const PAR: u32 = 50;
const CALLER: u32 = 56;

/** A channel of the chain's tuple space (`rholang` in the name service), and what will be sent to it. */
@final
@unmanaged
export class Message {
  constructor(
    /** The message so far, serialized. */
    private parts: Bytes,
  ) {}

  bool(value: bool): Message {
    return this.number(BOOL, value ? 1 : 0);
  }

  int(value: i64): Message {
    return this.number(INT, zigzag(value));
  }

  /** UTF-8. */
  text(value: Bytes): Message {
    return this.chunk(TEXT, value);
  }

  bytes(value: Bytes): Message {
    return this.chunk(BYTES, value);
  }

  /** As `rho:id:…`. */
  uri(value: Bytes): Message {
    return this.chunk(URI, value);
  }

  /** Any value, in its canonical bytes. */
  par(value: Bytes): Message {
    return this.chunk(PAR, value);
  }

  /** The unforgeable identity of this contract: to programs it is a `DeployerId`, which no other can send. */
  caller(): Message {
    return this.number(CALLER, 1);
  }

  /** Sends it and waits for the answer. Ends the contract if there is none. */
  ask(): Answer {
    const space = contractAddress(utf8('rholang'));
    if (space.isEmpty) revert('this chain runs no Rholang');
    return new Answer(call(space, CALL_CHANNEL, this.parts));
  }

  private number(kind: u32, value: u64): Message {
    const field = this.begun();
    writeUint(kind, value);
    return this.ended(field);
  }

  private chunk(kind: u32, value: Bytes): Message {
    const field = this.begun();
    writeBytes(kind, value);
    return this.ended(field);
  }

  private begun(): usize {
    begin();
    writeRaw(this.parts.at, this.parts.length);
    return open(ARGUMENT);
  }

  private ended(field: usize): Message {
    close(field);
    this.parts = finish();
    return this;
  }
}

/** The values that came back, read one after the other. A value of another kind than asked for reverts. */
@final
@unmanaged
export class Answer {
  constructor(
    /** What is left of it, serialized. */
    private rest: Bytes,
  ) {}

  /** Whether there is another value. */
  get hasMore(): bool {
    return !this.rest.isEmpty;
  }

  bool(): bool {
    this.next(BOOL);
    return readVarint() != 0;
  }

  int(): i64 {
    this.next(INT);
    return unzigzag(readVarint());
  }

  /** UTF-8. */
  text(): Bytes {
    return this.utf8Of(TEXT);
  }

  bytes(): Bytes {
    this.next(BYTES);
    return readBytes();
  }

  uri(): Bytes {
    return this.utf8Of(URI);
  }

  /** A value that is none of the others: tuples, lists, `Nil`, names; in its canonical bytes. */
  par(): Bytes {
    this.next(PAR);
    return readBytes();
  }

  private utf8Of(kind: u32): Bytes {
    this.next(kind);
    const value = readBytes();
    if (!isUtf8(value)) revert('the answer is no text');
    return value;
  }

  /** Takes the next value, and leaves the reader before what it holds. */
  private next(kind: u32): void {
    const value = this.take();
    readInside(value);
    if (!hasMore() || readTag() != kind) revert('the program answered another kind of value');
  }

  private take(): Bytes {
    const end = this.rest.at + this.rest.length;
    readInside(this.rest);
    while (hasMore()) {
      const tag = readTag();
      if (tag != ANSWER) {
        skip(tag);
        continue;
      }
      const value = readBytes();
      const after = value.at + value.length;
      this.rest = new Bytes(after, <u32>(end - after));
      return value;
    }
    revert('the program answered fewer values');
    return EMPTY;
  }
}

/** A public channel: in Rholang `@"name"`. */
export function channel(name: string): Message {
  return to(TEXT, utf8(name));
}

/** The contract that is registered under a URI: `rho:id:…`. */
export function registered(uri: string): Message {
  return to(URI, utf8(uri));
}

/** A channel of any value, in its canonical bytes; without unforgeable names. */
export function quoted(par: Bytes): Message {
  return to(PAR, par);
}

function to(kind: u32, value: Bytes): Message {
  begin();
  const field = open(CHANNEL);
  writeBytes(kind, value);
  close(field);
  return new Message(finish());
}
