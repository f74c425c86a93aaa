// Generated from fungible.proto. Change that file, not this one.
import { Bytes, EMPTY } from '@ashlar/contracts-as/kit/assembly/bytes';
import { beginEvent, endEvent } from '@ashlar/contracts-as/kit/assembly/event';
import { enter, hasMore, leave, readBytes, readTag, readText, readVarint, skip } from '@ashlar/contracts-as/kit/assembly/reader';
import { begin, close, finish, open, writeBytes, writeUint } from '@ashlar/contracts-as/kit/assembly/writer';

/** token.name_arguments */
@final
@unmanaged
export class NameArguments {
  constructor() {}

  /** Reads the fields up to the end of the reader's range. */
  decode(): void {
    while (hasMore()) {
      const tag = readTag();
      skip(tag);
    }
  }

  /** Writes the fields behind what the writer has. */
  encode(): void {
  }

  /** The message as bytes of its own. */
  toBytes(): Bytes {
    begin();
    this.encode();
    return finish();
  }
}

/** token.name_result */
@final
@unmanaged
export class NameResult {
  constructor(
    public value: Bytes = EMPTY,
  ) {}

  /** Reads the fields up to the end of the reader's range. */
  decode(): void {
    while (hasMore()) {
      const tag = readTag();
      switch (tag) {
        case 10: {
          this.value = readText();
          break;
        }
        default:
          skip(tag);
      }
    }
  }

  /** Writes the fields behind what the writer has. */
  encode(): void {
    if (this.value.length != 0) writeBytes(10, this.value);
  }

  /** The message as bytes of its own. */
  toBytes(): Bytes {
    begin();
    this.encode();
    return finish();
  }
}

/** token.symbol_arguments */
@final
@unmanaged
export class SymbolArguments {
  constructor() {}

  /** Reads the fields up to the end of the reader's range. */
  decode(): void {
    while (hasMore()) {
      const tag = readTag();
      skip(tag);
    }
  }

  /** Writes the fields behind what the writer has. */
  encode(): void {
  }

  /** The message as bytes of its own. */
  toBytes(): Bytes {
    begin();
    this.encode();
    return finish();
  }
}

/** token.symbol_result */
@final
@unmanaged
export class SymbolResult {
  constructor(
    public value: Bytes = EMPTY,
  ) {}

  /** Reads the fields up to the end of the reader's range. */
  decode(): void {
    while (hasMore()) {
      const tag = readTag();
      switch (tag) {
        case 10: {
          this.value = readText();
          break;
        }
        default:
          skip(tag);
      }
    }
  }

  /** Writes the fields behind what the writer has. */
  encode(): void {
    if (this.value.length != 0) writeBytes(10, this.value);
  }

  /** The message as bytes of its own. */
  toBytes(): Bytes {
    begin();
    this.encode();
    return finish();
  }
}

/** token.decimals_arguments */
@final
@unmanaged
export class DecimalsArguments {
  constructor() {}

  /** Reads the fields up to the end of the reader's range. */
  decode(): void {
    while (hasMore()) {
      const tag = readTag();
      skip(tag);
    }
  }

  /** Writes the fields behind what the writer has. */
  encode(): void {
  }

  /** The message as bytes of its own. */
  toBytes(): Bytes {
    begin();
    this.encode();
    return finish();
  }
}

/** token.decimals_result */
@final
@unmanaged
export class DecimalsResult {
  constructor(
    public value: u32 = 0,
  ) {}

  /** Reads the fields up to the end of the reader's range. */
  decode(): void {
    while (hasMore()) {
      const tag = readTag();
      switch (tag) {
        case 8: {
          this.value = <u32>readVarint();
          break;
        }
        default:
          skip(tag);
      }
    }
  }

  /** Writes the fields behind what the writer has. */
  encode(): void {
    if (this.value != 0) writeUint(8, this.value);
  }

  /** The message as bytes of its own. */
  toBytes(): Bytes {
    begin();
    this.encode();
    return finish();
  }
}

/** token.get_info_arguments */
@final
@unmanaged
export class GetInfoArguments {
  constructor() {}

  /** Reads the fields up to the end of the reader's range. */
  decode(): void {
    while (hasMore()) {
      const tag = readTag();
      skip(tag);
    }
  }

  /** Writes the fields behind what the writer has. */
  encode(): void {
  }

  /** The message as bytes of its own. */
  toBytes(): Bytes {
    begin();
    this.encode();
    return finish();
  }
}

/** token.get_info_result */
@final
@unmanaged
export class GetInfoResult {
  constructor(
    public name: Bytes = EMPTY,
    public symbol: Bytes = EMPTY,
    public decimals: u32 = 0,
  ) {}

  /** Reads the fields up to the end of the reader's range. */
  decode(): void {
    while (hasMore()) {
      const tag = readTag();
      switch (tag) {
        case 10: {
          this.name = readText();
          break;
        }
        case 18: {
          this.symbol = readText();
          break;
        }
        case 24: {
          this.decimals = <u32>readVarint();
          break;
        }
        default:
          skip(tag);
      }
    }
  }

  /** Writes the fields behind what the writer has. */
  encode(): void {
    if (this.name.length != 0) writeBytes(10, this.name);
    if (this.symbol.length != 0) writeBytes(18, this.symbol);
    if (this.decimals != 0) writeUint(24, this.decimals);
  }

  /** The message as bytes of its own. */
  toBytes(): Bytes {
    begin();
    this.encode();
    return finish();
  }
}

/** token.owner_arguments */
@final
@unmanaged
export class OwnerArguments {
  constructor() {}

  /** Reads the fields up to the end of the reader's range. */
  decode(): void {
    while (hasMore()) {
      const tag = readTag();
      skip(tag);
    }
  }

  /** Writes the fields behind what the writer has. */
  encode(): void {
  }

  /** The message as bytes of its own. */
  toBytes(): Bytes {
    begin();
    this.encode();
    return finish();
  }
}

/** token.owner_result */
@final
@unmanaged
export class OwnerResult {
  constructor(
    public value: Bytes = EMPTY,
  ) {}

  /** Reads the fields up to the end of the reader's range. */
  decode(): void {
    while (hasMore()) {
      const tag = readTag();
      switch (tag) {
        case 10: {
          this.value = readBytes();
          break;
        }
        default:
          skip(tag);
      }
    }
  }

  /** Writes the fields behind what the writer has. */
  encode(): void {
    if (this.value.length != 0) writeBytes(10, this.value);
  }

  /** The message as bytes of its own. */
  toBytes(): Bytes {
    begin();
    this.encode();
    return finish();
  }
}

/** token.total_supply_arguments */
@final
@unmanaged
export class TotalSupplyArguments {
  constructor() {}

  /** Reads the fields up to the end of the reader's range. */
  decode(): void {
    while (hasMore()) {
      const tag = readTag();
      skip(tag);
    }
  }

  /** Writes the fields behind what the writer has. */
  encode(): void {
  }

  /** The message as bytes of its own. */
  toBytes(): Bytes {
    begin();
    this.encode();
    return finish();
  }
}

/** token.total_supply_result */
@final
@unmanaged
export class TotalSupplyResult {
  constructor(
    public value: u64 = 0,
  ) {}

  /** Reads the fields up to the end of the reader's range. */
  decode(): void {
    while (hasMore()) {
      const tag = readTag();
      switch (tag) {
        case 8: {
          this.value = readVarint();
          break;
        }
        default:
          skip(tag);
      }
    }
  }

  /** Writes the fields behind what the writer has. */
  encode(): void {
    if (this.value != 0) writeUint(8, this.value);
  }

  /** The message as bytes of its own. */
  toBytes(): Bytes {
    begin();
    this.encode();
    return finish();
  }
}

/** token.balance_of_arguments */
@final
@unmanaged
export class BalanceOfArguments {
  constructor(
    public owner: Bytes = EMPTY,
  ) {}

  /** Reads the fields up to the end of the reader's range. */
  decode(): void {
    while (hasMore()) {
      const tag = readTag();
      switch (tag) {
        case 10: {
          this.owner = readBytes();
          break;
        }
        default:
          skip(tag);
      }
    }
  }

  /** Writes the fields behind what the writer has. */
  encode(): void {
    if (this.owner.length != 0) writeBytes(10, this.owner);
  }

  /** The message as bytes of its own. */
  toBytes(): Bytes {
    begin();
    this.encode();
    return finish();
  }
}

/** token.balance_of_result */
@final
@unmanaged
export class BalanceOfResult {
  constructor(
    public value: u64 = 0,
  ) {}

  /** Reads the fields up to the end of the reader's range. */
  decode(): void {
    while (hasMore()) {
      const tag = readTag();
      switch (tag) {
        case 8: {
          this.value = readVarint();
          break;
        }
        default:
          skip(tag);
      }
    }
  }

  /** Writes the fields behind what the writer has. */
  encode(): void {
    if (this.value != 0) writeUint(8, this.value);
  }

  /** The message as bytes of its own. */
  toBytes(): Bytes {
    begin();
    this.encode();
    return finish();
  }
}

/** token.allowance_arguments */
@final
@unmanaged
export class AllowanceArguments {
  constructor(
    public owner: Bytes = EMPTY,
    public spender: Bytes = EMPTY,
  ) {}

  /** Reads the fields up to the end of the reader's range. */
  decode(): void {
    while (hasMore()) {
      const tag = readTag();
      switch (tag) {
        case 10: {
          this.owner = readBytes();
          break;
        }
        case 18: {
          this.spender = readBytes();
          break;
        }
        default:
          skip(tag);
      }
    }
  }

  /** Writes the fields behind what the writer has. */
  encode(): void {
    if (this.owner.length != 0) writeBytes(10, this.owner);
    if (this.spender.length != 0) writeBytes(18, this.spender);
  }

  /** The message as bytes of its own. */
  toBytes(): Bytes {
    begin();
    this.encode();
    return finish();
  }
}

/** token.allowance_result */
@final
@unmanaged
export class AllowanceResult {
  constructor(
    public value: u64 = 0,
  ) {}

  /** Reads the fields up to the end of the reader's range. */
  decode(): void {
    while (hasMore()) {
      const tag = readTag();
      switch (tag) {
        case 8: {
          this.value = readVarint();
          break;
        }
        default:
          skip(tag);
      }
    }
  }

  /** Writes the fields behind what the writer has. */
  encode(): void {
    if (this.value != 0) writeUint(8, this.value);
  }

  /** The message as bytes of its own. */
  toBytes(): Bytes {
    begin();
    this.encode();
    return finish();
  }
}

/** token.get_allowances_arguments */
@final
@unmanaged
export class GetAllowancesArguments {
  constructor(
    public owner: Bytes = EMPTY,
    public start: Bytes = EMPTY,
    public limit: i32 = 0,
    public descending: bool = false,
  ) {}

  /** Reads the fields up to the end of the reader's range. */
  decode(): void {
    while (hasMore()) {
      const tag = readTag();
      switch (tag) {
        case 10: {
          this.owner = readBytes();
          break;
        }
        case 18: {
          this.start = readBytes();
          break;
        }
        case 24: {
          this.limit = <i32>readVarint();
          break;
        }
        case 32: {
          this.descending = readVarint() != 0;
          break;
        }
        default:
          skip(tag);
      }
    }
  }

  /** Writes the fields behind what the writer has. */
  encode(): void {
    if (this.owner.length != 0) writeBytes(10, this.owner);
    if (this.start.length != 0) writeBytes(18, this.start);
    if (this.limit != 0) writeUint(24, <u64><i64>this.limit);
    if (this.descending) writeUint(32, <u64>this.descending);
  }

  /** The message as bytes of its own. */
  toBytes(): Bytes {
    begin();
    this.encode();
    return finish();
  }
}

/** token.spender_value */
@final
@unmanaged
export class SpenderValue {
  constructor(
    public spender: Bytes = EMPTY,
    public value: u64 = 0,
  ) {}

  /** Reads the fields up to the end of the reader's range. */
  decode(): void {
    while (hasMore()) {
      const tag = readTag();
      switch (tag) {
        case 10: {
          this.spender = readBytes();
          break;
        }
        case 16: {
          this.value = readVarint();
          break;
        }
        default:
          skip(tag);
      }
    }
  }

  /** Writes the fields behind what the writer has. */
  encode(): void {
    if (this.spender.length != 0) writeBytes(10, this.spender);
    if (this.value != 0) writeUint(16, this.value);
  }

  /** The message as bytes of its own. */
  toBytes(): Bytes {
    begin();
    this.encode();
    return finish();
  }
}

/** token.get_allowances_result */
@final
@unmanaged
export class GetAllowancesResult {
  allowances: Array<SpenderValue> = new Array<SpenderValue>();
  constructor(
    public owner: Bytes = EMPTY,
  ) {}

  /** Reads the fields up to the end of the reader's range. */
  decode(): void {
    while (hasMore()) {
      const tag = readTag();
      switch (tag) {
        case 10: {
          this.owner = readBytes();
          break;
        }
        case 18: {
          const outer = enter();
          const inner = new SpenderValue();
          inner.decode();
          leave(outer);
          this.allowances.push(inner);
          break;
        }
        default:
          skip(tag);
      }
    }
  }

  /** Writes the fields behind what the writer has. */
  encode(): void {
    if (this.owner.length != 0) writeBytes(10, this.owner);
    for (let index = 0; index < this.allowances.length; index++) {
      const body = open(18);
      this.allowances[index].encode();
      close(body);
    }
  }

  /** The message as bytes of its own. */
  toBytes(): Bytes {
    begin();
    this.encode();
    return finish();
  }
}

/** token.approve_arguments */
@final
@unmanaged
export class ApproveArguments {
  /** Whether `memo` is there. */
  hasMemo: bool = false;
  memo: Bytes = EMPTY;
  constructor(
    public owner: Bytes = EMPTY,
    public spender: Bytes = EMPTY,
    public value: u64 = 0,
  ) {}

  /** Reads the fields up to the end of the reader's range. */
  decode(): void {
    while (hasMore()) {
      const tag = readTag();
      switch (tag) {
        case 10: {
          this.owner = readBytes();
          break;
        }
        case 18: {
          this.spender = readBytes();
          break;
        }
        case 24: {
          this.value = readVarint();
          break;
        }
        case 34: {
          this.memo = readText();
          this.hasMemo = true;
          break;
        }
        default:
          skip(tag);
      }
    }
  }

  /** Writes the fields behind what the writer has. */
  encode(): void {
    if (this.owner.length != 0) writeBytes(10, this.owner);
    if (this.spender.length != 0) writeBytes(18, this.spender);
    if (this.value != 0) writeUint(24, this.value);
    if (this.hasMemo) writeBytes(34, this.memo);
  }

  /** The message as bytes of its own. */
  toBytes(): Bytes {
    begin();
    this.encode();
    return finish();
  }
}

/** token.approve_result */
@final
@unmanaged
export class ApproveResult {
  constructor() {}

  /** Reads the fields up to the end of the reader's range. */
  decode(): void {
    while (hasMore()) {
      const tag = readTag();
      skip(tag);
    }
  }

  /** Writes the fields behind what the writer has. */
  encode(): void {
  }

  /** The message as bytes of its own. */
  toBytes(): Bytes {
    begin();
    this.encode();
    return finish();
  }
}

/** token.transfer_arguments */
@final
@unmanaged
export class TransferArguments {
  /** Whether `memo` is there. */
  hasMemo: bool = false;
  memo: Bytes = EMPTY;
  constructor(
    public from: Bytes = EMPTY,
    public to: Bytes = EMPTY,
    public value: u64 = 0,
  ) {}

  /** Reads the fields up to the end of the reader's range. */
  decode(): void {
    while (hasMore()) {
      const tag = readTag();
      switch (tag) {
        case 10: {
          this.from = readBytes();
          break;
        }
        case 18: {
          this.to = readBytes();
          break;
        }
        case 24: {
          this.value = readVarint();
          break;
        }
        case 34: {
          this.memo = readText();
          this.hasMemo = true;
          break;
        }
        default:
          skip(tag);
      }
    }
  }

  /** Writes the fields behind what the writer has. */
  encode(): void {
    if (this.from.length != 0) writeBytes(10, this.from);
    if (this.to.length != 0) writeBytes(18, this.to);
    if (this.value != 0) writeUint(24, this.value);
    if (this.hasMemo) writeBytes(34, this.memo);
  }

  /** The message as bytes of its own. */
  toBytes(): Bytes {
    begin();
    this.encode();
    return finish();
  }
}

/** token.transfer_result */
@final
@unmanaged
export class TransferResult {
  constructor() {}

  /** Reads the fields up to the end of the reader's range. */
  decode(): void {
    while (hasMore()) {
      const tag = readTag();
      skip(tag);
    }
  }

  /** Writes the fields behind what the writer has. */
  encode(): void {
  }

  /** The message as bytes of its own. */
  toBytes(): Bytes {
    begin();
    this.encode();
    return finish();
  }
}

/** token.mint_arguments */
@final
@unmanaged
export class MintArguments {
  /** Whether `memo` is there. */
  hasMemo: bool = false;
  memo: Bytes = EMPTY;
  constructor(
    public to: Bytes = EMPTY,
    public value: u64 = 0,
  ) {}

  /** Reads the fields up to the end of the reader's range. */
  decode(): void {
    while (hasMore()) {
      const tag = readTag();
      switch (tag) {
        case 10: {
          this.to = readBytes();
          break;
        }
        case 16: {
          this.value = readVarint();
          break;
        }
        case 26: {
          this.memo = readText();
          this.hasMemo = true;
          break;
        }
        default:
          skip(tag);
      }
    }
  }

  /** Writes the fields behind what the writer has. */
  encode(): void {
    if (this.to.length != 0) writeBytes(10, this.to);
    if (this.value != 0) writeUint(16, this.value);
    if (this.hasMemo) writeBytes(26, this.memo);
  }

  /** The message as bytes of its own. */
  toBytes(): Bytes {
    begin();
    this.encode();
    return finish();
  }
}

/** token.mint_result */
@final
@unmanaged
export class MintResult {
  constructor() {}

  /** Reads the fields up to the end of the reader's range. */
  decode(): void {
    while (hasMore()) {
      const tag = readTag();
      skip(tag);
    }
  }

  /** Writes the fields behind what the writer has. */
  encode(): void {
  }

  /** The message as bytes of its own. */
  toBytes(): Bytes {
    begin();
    this.encode();
    return finish();
  }
}

/** token.burn_arguments */
@final
@unmanaged
export class BurnArguments {
  /** Whether `memo` is there. */
  hasMemo: bool = false;
  memo: Bytes = EMPTY;
  constructor(
    public from: Bytes = EMPTY,
    public value: u64 = 0,
  ) {}

  /** Reads the fields up to the end of the reader's range. */
  decode(): void {
    while (hasMore()) {
      const tag = readTag();
      switch (tag) {
        case 10: {
          this.from = readBytes();
          break;
        }
        case 16: {
          this.value = readVarint();
          break;
        }
        case 26: {
          this.memo = readText();
          this.hasMemo = true;
          break;
        }
        default:
          skip(tag);
      }
    }
  }

  /** Writes the fields behind what the writer has. */
  encode(): void {
    if (this.from.length != 0) writeBytes(10, this.from);
    if (this.value != 0) writeUint(16, this.value);
    if (this.hasMemo) writeBytes(26, this.memo);
  }

  /** The message as bytes of its own. */
  toBytes(): Bytes {
    begin();
    this.encode();
    return finish();
  }
}

/** token.burn_result */
@final
@unmanaged
export class BurnResult {
  constructor() {}

  /** Reads the fields up to the end of the reader's range. */
  decode(): void {
    while (hasMore()) {
      const tag = readTag();
      skip(tag);
    }
  }

  /** Writes the fields behind what the writer has. */
  encode(): void {
  }

  /** The message as bytes of its own. */
  toBytes(): Bytes {
    begin();
    this.encode();
    return finish();
  }
}

/** token.transfer_ownership_arguments */
@final
@unmanaged
export class TransferOwnershipArguments {
  constructor(
    public value: Bytes = EMPTY,
  ) {}

  /** Reads the fields up to the end of the reader's range. */
  decode(): void {
    while (hasMore()) {
      const tag = readTag();
      switch (tag) {
        case 10: {
          this.value = readBytes();
          break;
        }
        default:
          skip(tag);
      }
    }
  }

  /** Writes the fields behind what the writer has. */
  encode(): void {
    if (this.value.length != 0) writeBytes(10, this.value);
  }

  /** The message as bytes of its own. */
  toBytes(): Bytes {
    begin();
    this.encode();
    return finish();
  }
}

/** token.transfer_ownership_result */
@final
@unmanaged
export class TransferOwnershipResult {
  constructor() {}

  /** Reads the fields up to the end of the reader's range. */
  decode(): void {
    while (hasMore()) {
      const tag = readTag();
      skip(tag);
    }
  }

  /** Writes the fields behind what the writer has. */
  encode(): void {
  }

  /** The message as bytes of its own. */
  toBytes(): Bytes {
    begin();
    this.encode();
    return finish();
  }
}

/** token.approve_event */
@lazy const ApproveEventName: usize = memory.data<u8>([10, 19, 116, 111, 107, 101, 110, 46, 97, 112, 112, 114, 111, 118, 101, 95, 101, 118, 101, 110, 116]);
@final
@unmanaged
export class ApproveEvent {
  /** Whether `memo` is there. */
  hasMemo: bool = false;
  memo: Bytes = EMPTY;
  constructor(
    public owner: Bytes = EMPTY,
    public spender: Bytes = EMPTY,
    public value: u64 = 0,
  ) {}

  /** Reads the fields up to the end of the reader's range. */
  decode(): void {
    while (hasMore()) {
      const tag = readTag();
      switch (tag) {
        case 10: {
          this.owner = readBytes();
          break;
        }
        case 18: {
          this.spender = readBytes();
          break;
        }
        case 24: {
          this.value = readVarint();
          break;
        }
        case 34: {
          this.memo = readText();
          this.hasMemo = true;
          break;
        }
        default:
          skip(tag);
      }
    }
  }

  /** Writes the fields behind what the writer has. */
  encode(): void {
    if (this.owner.length != 0) writeBytes(10, this.owner);
    if (this.spender.length != 0) writeBytes(18, this.spender);
    if (this.value != 0) writeUint(24, this.value);
    if (this.hasMemo) writeBytes(34, this.memo);
  }

  /** The message as bytes of its own. */
  toBytes(): Bytes {
    begin();
    this.encode();
    return finish();
  }

  /** Emits the event; the accounts given are its `impacted` ones. */
  emit(first: Bytes = EMPTY, second: Bytes = EMPTY, third: Bytes = EMPTY): void {
    const data = beginEvent(ApproveEventName, 21);
    this.encode();
    endEvent(data, first, second, third);
  }
}

/** token.transfer_event */
@lazy const TransferEventName: usize = memory.data<u8>([10, 20, 116, 111, 107, 101, 110, 46, 116, 114, 97, 110, 115, 102, 101, 114, 95, 101, 118, 101, 110, 116]);
@final
@unmanaged
export class TransferEvent {
  /** Whether `memo` is there. */
  hasMemo: bool = false;
  memo: Bytes = EMPTY;
  constructor(
    public from: Bytes = EMPTY,
    public to: Bytes = EMPTY,
    public value: u64 = 0,
  ) {}

  /** Reads the fields up to the end of the reader's range. */
  decode(): void {
    while (hasMore()) {
      const tag = readTag();
      switch (tag) {
        case 10: {
          this.from = readBytes();
          break;
        }
        case 18: {
          this.to = readBytes();
          break;
        }
        case 24: {
          this.value = readVarint();
          break;
        }
        case 34: {
          this.memo = readText();
          this.hasMemo = true;
          break;
        }
        default:
          skip(tag);
      }
    }
  }

  /** Writes the fields behind what the writer has. */
  encode(): void {
    if (this.from.length != 0) writeBytes(10, this.from);
    if (this.to.length != 0) writeBytes(18, this.to);
    if (this.value != 0) writeUint(24, this.value);
    if (this.hasMemo) writeBytes(34, this.memo);
  }

  /** The message as bytes of its own. */
  toBytes(): Bytes {
    begin();
    this.encode();
    return finish();
  }

  /** Emits the event; the accounts given are its `impacted` ones. */
  emit(first: Bytes = EMPTY, second: Bytes = EMPTY, third: Bytes = EMPTY): void {
    const data = beginEvent(TransferEventName, 22);
    this.encode();
    endEvent(data, first, second, third);
  }
}

/** token.mint_event */
@lazy const MintEventName: usize = memory.data<u8>([10, 16, 116, 111, 107, 101, 110, 46, 109, 105, 110, 116, 95, 101, 118, 101, 110, 116]);
@final
@unmanaged
export class MintEvent {
  /** Whether `memo` is there. */
  hasMemo: bool = false;
  memo: Bytes = EMPTY;
  constructor(
    public to: Bytes = EMPTY,
    public value: u64 = 0,
  ) {}

  /** Reads the fields up to the end of the reader's range. */
  decode(): void {
    while (hasMore()) {
      const tag = readTag();
      switch (tag) {
        case 10: {
          this.to = readBytes();
          break;
        }
        case 16: {
          this.value = readVarint();
          break;
        }
        case 26: {
          this.memo = readText();
          this.hasMemo = true;
          break;
        }
        default:
          skip(tag);
      }
    }
  }

  /** Writes the fields behind what the writer has. */
  encode(): void {
    if (this.to.length != 0) writeBytes(10, this.to);
    if (this.value != 0) writeUint(16, this.value);
    if (this.hasMemo) writeBytes(26, this.memo);
  }

  /** The message as bytes of its own. */
  toBytes(): Bytes {
    begin();
    this.encode();
    return finish();
  }

  /** Emits the event; the accounts given are its `impacted` ones. */
  emit(first: Bytes = EMPTY, second: Bytes = EMPTY, third: Bytes = EMPTY): void {
    const data = beginEvent(MintEventName, 18);
    this.encode();
    endEvent(data, first, second, third);
  }
}

/** token.burn_event */
@lazy const BurnEventName: usize = memory.data<u8>([10, 16, 116, 111, 107, 101, 110, 46, 98, 117, 114, 110, 95, 101, 118, 101, 110, 116]);
@final
@unmanaged
export class BurnEvent {
  /** Whether `memo` is there. */
  hasMemo: bool = false;
  memo: Bytes = EMPTY;
  constructor(
    public from: Bytes = EMPTY,
    public value: u64 = 0,
  ) {}

  /** Reads the fields up to the end of the reader's range. */
  decode(): void {
    while (hasMore()) {
      const tag = readTag();
      switch (tag) {
        case 10: {
          this.from = readBytes();
          break;
        }
        case 16: {
          this.value = readVarint();
          break;
        }
        case 26: {
          this.memo = readText();
          this.hasMemo = true;
          break;
        }
        default:
          skip(tag);
      }
    }
  }

  /** Writes the fields behind what the writer has. */
  encode(): void {
    if (this.from.length != 0) writeBytes(10, this.from);
    if (this.value != 0) writeUint(16, this.value);
    if (this.hasMemo) writeBytes(26, this.memo);
  }

  /** The message as bytes of its own. */
  toBytes(): Bytes {
    begin();
    this.encode();
    return finish();
  }

  /** Emits the event; the accounts given are its `impacted` ones. */
  emit(first: Bytes = EMPTY, second: Bytes = EMPTY, third: Bytes = EMPTY): void {
    const data = beginEvent(BurnEventName, 18);
    this.encode();
    endEvent(data, first, second, third);
  }
}

/** token.owner_event */
@lazy const OwnerEventName: usize = memory.data<u8>([10, 17, 116, 111, 107, 101, 110, 46, 111, 119, 110, 101, 114, 95, 101, 118, 101, 110, 116]);
@final
@unmanaged
export class OwnerEvent {
  constructor(
    public value: Bytes = EMPTY,
  ) {}

  /** Reads the fields up to the end of the reader's range. */
  decode(): void {
    while (hasMore()) {
      const tag = readTag();
      switch (tag) {
        case 10: {
          this.value = readBytes();
          break;
        }
        default:
          skip(tag);
      }
    }
  }

  /** Writes the fields behind what the writer has. */
  encode(): void {
    if (this.value.length != 0) writeBytes(10, this.value);
  }

  /** The message as bytes of its own. */
  toBytes(): Bytes {
    begin();
    this.encode();
    return finish();
  }

  /** Emits the event; the accounts given are its `impacted` ones. */
  emit(first: Bytes = EMPTY, second: Bytes = EMPTY, third: Bytes = EMPTY): void {
    const data = beginEvent(OwnerEventName, 19);
    this.encode();
    endEvent(data, first, second, third);
  }
}

/** token.amount_object */
@final
@unmanaged
export class AmountObject {
  constructor(
    public value: u64 = 0,
  ) {}

  /** Reads the fields up to the end of the reader's range. */
  decode(): void {
    while (hasMore()) {
      const tag = readTag();
      switch (tag) {
        case 8: {
          this.value = readVarint();
          break;
        }
        default:
          skip(tag);
      }
    }
  }

  /** Writes the fields behind what the writer has. */
  encode(): void {
    if (this.value != 0) writeUint(8, this.value);
  }

  /** The message as bytes of its own. */
  toBytes(): Bytes {
    begin();
    this.encode();
    return finish();
  }
}
