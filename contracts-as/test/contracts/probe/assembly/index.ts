/** Shows what the kit computes, for tests. */
import {
  AccountSpace,
  Bytes,
  BytesSpace,
  EMPTY,
  chain,
  crypto,
  decodeBase58 as fromBase58,
  encodeBase58 as toBase58,
  reserve,
  revert,
  safe,
  systemCall,
  utf8,
} from '@ashlar/contracts-as/kit/assembly';
import { isUtf8 } from '@ashlar/contracts-as/kit/assembly/reader';
import {
  ArithmeticArguments,
  BytesValue,
  DigestArguments,
  Everything,
  Flag,
  HeadResult,
  Number,
  OtherEntry,
  Pair,
  RawArguments,
} from '../build/generated/messages';

const values = new BytesSpace(7);
const positions = new AccountSpace<BytesValue>(3);

export function echo(args: Everything): Everything {
  return args;
}

export function arithmetic(args: ArithmeticArguments): Number {
  const operation = args.operation;
  if (operation == utf8('add')) return new Number(safe.add(args.a, args.b));
  if (operation == utf8('sub')) return new Number(safe.sub(args.a, args.b));
  if (operation == utf8('mul')) return new Number(safe.mul(args.a, args.b));
  if (operation == utf8('div')) return new Number(safe.div(args.a, args.b));
  if (operation == utf8('mulDiv')) return new Number(safe.mulDiv(args.a, args.b, args.c));
  revert('unknown operation ' + operation.toString());
  return new Number();
}

export function encodeBase58(args: BytesValue): BytesValue {
  return new BytesValue(toBase58(args.value));
}

export function decodeBase58(args: BytesValue): BytesValue {
  return new BytesValue(fromBase58(args.value));
}

export function isText(args: BytesValue): Flag {
  return new Flag(isUtf8(args.value));
}

export function equal(args: Pair): Flag {
  return new Flag(args.first == args.second && !(args.first != args.second));
}

export function digest(args: DigestArguments): BytesValue {
  return new BytesValue(crypto.hash(args.code, args.value));
}

export function addressOf(args: BytesValue): BytesValue {
  return new BytesValue(crypto.addressOfPublicKey(args.value));
}

export function head(): HeadResult {
  const info = chain.head();
  return new HeadResult(info.height, info.timeMs, chain.lastIrreversibleBlock());
}

export function large(args: ArithmeticArguments): Number {
  const length = <u32>args.a;
  if (args.b == 0) {
    values.put(EMPTY, Bytes.filled(0x5a, length));
    return new Number(length);
  }
  if (args.b == 2) reserve(length + 4096);
  const value = values.read(EMPTY);
  for (let index: u32 = 0; index < length; index += 997) if (value.byteAt(index) != 0x5a) unreachable();
  return new Number(value.length);
}

export function accountSpace(args: Pair): BytesValue {
  positions.put(args.first, new BytesValue(args.second));
  const entry = positions.next(EMPTY);
  return new BytesValue(entry === null ? EMPTY : entry.value.value);
}

export function otherEntry(): Number {
  return new Number(OtherEntry.transfer);
}

export function raw(args: RawArguments): BytesValue {
  return new BytesValue(systemCall(args.id, args.args));
}
