/**
 * A native contract as a table: one row a method, from which come both the entries the kernel calls and the ABI that
 * clients read. So the two cannot disagree.
 *
 * The ABI is `spec/koinos.md` 9.3, with types as a base64 `FileDescriptorSet`: unmodified clients encode and decode by it.
 * @module
 */
import { assert } from '@ashlar/base';
import type { NativeContract, NativeEntry, NativeHost } from '@ashlar/ports';
import { abiTypesOf, type Codec, DecodeError, type Init } from '@ashlar/protocol';
import { priceOf } from './prices.ts';

export type Method = Readonly<{
  name: string;
  /** First four bytes, big-endian, of the SHA-256 of the method's name (or as upstream published it). */
  entryPoint: number;
  /** Messages of arguments and result, for the ABI. */
  args: Described;
  result: Described;
  readOnly: boolean;
  description: string;
  /** Bytes to bytes; `typed` makes one from a function over messages. */
  run: (host: NativeHost, args: Uint8Array) => Uint8Array;
}>;

/** A codec, as far as the ABI looks at it. */
export type Described = Pick<Codec<unknown>, 'name' | 'descriptor'>;

export type ContractTable = Readonly<{
  /** `native/<name>/<version>`. */
  id: string;
  methods: readonly Method[];
  /** Event name to the message its data is. */
  events: Readonly<Record<string, Described>>;
}>;

/** @throws InvariantViolation if two methods share an entry point, or one has no price */
export function defineContract(table: ContractTable): NativeContract {
  const entries = new Map<number, NativeEntry>();
  for (const { name, entryPoint, readOnly, run } of table.methods) {
    assert(!entries.has(entryPoint), `${table.id}: ${name} has an entry point of its own`);
    entries.set(entryPoint, { name, ticks: priceOf(table.id, name), readOnly, run });
  }
  return { id: table.id, entries, abi: abiOf(table) };
}

/** The body of an entry whose arguments and result go through codecs. */
export function typed<Args, Result>(
  args: Codec<Args>,
  result: Codec<Result>,
  run: (host: NativeHost, args: Args) => Result,
): (host: NativeHost, bytes: Uint8Array) => Uint8Array {
  return (host, bytes) => result.encode(run(host, decodeArguments(host, args, bytes)) as Init<Result>);
}

/** Arguments that are no such message end the contract with a reversion. */
export function decodeArguments<Args>(host: NativeHost, codec: Codec<Args>, bytes: Uint8Array): Args {
  try {
    return codec.decode(bytes);
  } catch (cause) {
    if (cause instanceof DecodeError) return host.revert(`the arguments are no ${codec.name}`);
    throw cause;
  }
}

function abiOf({ methods, events }: ContractTable): string {
  const messages = [...methods.flatMap(({ args, result }) => [args, result]), ...Object.values(events)];
  return JSON.stringify({
    methods: Object.fromEntries(
      methods.map(({ name, args, result, entryPoint, readOnly, description }) => [
        name,
        {
          argument: args.name,
          return: result.name,
          entry_point: entryPoint,
          description,
          read_only: readOnly,
        },
      ]),
    ),
    types: abiTypesOf(messages),
    events: Object.fromEntries(
      Object.entries(events).map(([name, { name: type }]) => [name, { argument: type, type }]),
    ),
  });
}
