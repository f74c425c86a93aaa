/**
 * A contract as an object with its methods, from its ABI: `contract.read.balance_of({ owner })`,
 * `contract.write.transfer({ from, to, value })`. Names and types are the ABI's own.
 * @module
 */
import { assert, fromBase64 } from '@ashlar/base';
import type {
  Address,
  Codec,
  EventData,
  Init,
  Operation,
  TransactionId,
  TransactionReceipt,
} from '@ashlar/protocol';
import { addressBytes, DecodeError } from '@ashlar/protocol';
import type { Abi, AbiMethod, ArgumentsOf, ReadNames, ResultOf, WriteNames } from './abi.ts';
import { AbiError } from './abi.ts';
import type { Signer } from './account.ts';
import type { Client } from './client.ts';
import type { Codecs } from './dynamic-codec.ts';
import { codecsOfTypes } from './dynamic-codec.ts';
import type { DynamicMessage } from './dynamic-message.ts';
import type { TransactionDraft } from './transaction.ts';
import { sendOperations } from './transaction.ts';
import type { Values } from './values.ts';
import { encodeValues, valuesOf } from './values.ts';

export type WriteOptions = Omit<TransactionDraft, 'operations' | 'payer'>;
export type Written = Readonly<{ id: TransactionId; receipt: TransactionReceipt }>;

/** A method's parameters: none need be given where no field must be. */
type Parameters<Fields, Rest extends readonly unknown[]> =
  Readonly<Record<never, never>> extends Fields ? [values?: Fields, ...Rest] : [values: Fields, ...Rest];

export type Contract<A extends Abi> = Readonly<{
  address: Address;
  /** Asks the node; nothing changes. */
  read: {
    readonly [Name in ReadNames<A>]: (
      ...parameters: Parameters<ArgumentsOf<A, Name>, []>
    ) => Promise<ResultOf<A, Name>>;
  };
  /** Sends a transaction of one call, paid and signed by the contract's `signer`. */
  write: {
    readonly [Name in WriteNames<A>]: (
      ...parameters: Parameters<ArgumentsOf<A, Name>, [options?: WriteOptions]>
    ) => Promise<Written>;
  };
  /** The call as an operation, for transactions of several. */
  operation: {
    readonly [Name in keyof A['methods']]: (
      ...parameters: Parameters<ArgumentsOf<A, Name>, []>
    ) => Init<Operation>;
  };
  /** The fields of an event of this contract; `undefined` if the ABI does not describe it. */
  decodeEvent(event: EventData): Values | undefined;
}>;

export type ContractConfig<A extends Abi> = Readonly<{
  client: Client;
  address: Address;
  abi: A;
  /** Needed to write. */
  signer?: Signer;
}>;

/**
 * @throws AbiError if the ABI is malformed. Methods throw it for arguments that do not fit, besides what `Rpc.call`
 * and `sendOperations` throw.
 */
export function createContract<const A extends Abi>(config: ContractConfig<A>): Contract<A> {
  const { client, address, abi, signer } = config;
  const types = fromBase64(abi.types);
  if (types === undefined) throw new AbiError('abi.malformed', 'types are not base64');
  const codecs = codecsOfTypes(types);
  const methods = Object.entries(abi.methods).map(
    ([name, method]) => [name, methodOf(name, method, codecs)] as const,
  );
  const operationOf = (method: Method, values: Values): Init<Operation> => ({
    callContract: {
      contractId: addressBytes(address),
      entryPoint: method.entryPoint,
      args: method.argument === undefined ? encodeNone(values) : encodeValues(method.argument, values),
    },
  });
  const read = async (method: Method, values: Values): Promise<Values> => {
    const { callContract } = operationOf(method, values);
    const { result } = await client.chain.readContract(callContract!);
    return method.result === undefined ? {} : decodeResult(method.result, result);
  };
  const write = async (method: Method, values: Values, options: WriteOptions = {}): Promise<Written> => {
    assert(signer !== undefined, 'a contract to write to was created with a signer');
    return sendOperations(client, signer, [operationOf(method, values)], options);
  };
  const contract = {
    address,
    read: bind(
      methods.filter(([, { isReadOnly }]) => isReadOnly),
      read,
    ),
    write: bind(
      methods.filter(([, { isReadOnly }]) => !isReadOnly),
      write,
    ),
    operation: bind(methods, operationOf),
    decodeEvent: ({ name, data }: EventData): Values | undefined => {
      const described = abi.events?.[name];
      const codec = codecs.get(described?.type ?? described?.argument ?? '');
      return codec === undefined ? undefined : decodeResult(codec, data);
    },
  };
  return contract as unknown as Contract<A>; // The ABI's names are known to TypeScript only.
}

/**
 * The ABI that was uploaded with a contract. It has no static types; and it is the node's word.
 * @throws AbiError if there is none, or it is malformed
 */
export async function fetchAbi(client: Client, address: Address): Promise<Abi> {
  const { meta } = await client.contractMetaStore.getContractMeta({ contractId: addressBytes(address) });
  try {
    const abi: unknown = JSON.parse(meta?.abi ?? '');
    if (isAbi(abi)) return abi;
  } catch (cause) {
    throw new AbiError('abi.malformed', `the ABI of ${address} is no JSON`, { cause });
  }
  throw new AbiError('abi.malformed', `the ABI of ${address} has no methods or types`);
}

type Method = Readonly<{
  entryPoint: number;
  isReadOnly: boolean;
  argument: Codec<DynamicMessage> | undefined;
  result: Codec<DynamicMessage> | undefined;
}>;

function methodOf(name: string, method: AbiMethod, codecs: Codecs): Method {
  const codecOf = (type: string | undefined): Codec<DynamicMessage> | undefined => {
    if (type === undefined || type === '') return undefined;
    const codec = codecs.get(type);
    if (codec === undefined) throw new AbiError('abi.unknownType', `${type}, of ${name}`);
    return codec;
  };
  return {
    entryPoint: entryPointOf(name, method.entry_point ?? method['entry-point']),
    isReadOnly: (method.read_only ?? method['read-only']) === true,
    argument: codecOf(method.argument),
    result: codecOf(method.return),
  };
}

function entryPointOf(name: string, entryPoint: number | string | undefined): number {
  const isHex = typeof entryPoint === 'string' && /^0x[0-9a-fA-F]{1,8}$/.test(entryPoint);
  const number = isHex || typeof entryPoint === 'number' ? Number(entryPoint) : Number.NaN;
  if (number >>> 0 !== number) throw new AbiError('abi.malformed', `${name} has no entry point`);
  return number;
}

function encodeNone(values: Values): Uint8Array {
  const [name] = Object.keys(values);
  if (name !== undefined)
    throw new AbiError('abi.badArguments', `a method without arguments was given ${name}`);
  return new Uint8Array(0);
}

function decodeResult(codec: Codec<DynamicMessage>, bytes: Uint8Array): Values {
  try {
    return valuesOf(codec, codec.decode(bytes));
  } catch (cause) {
    if (!(cause instanceof DecodeError)) throw cause;
    throw new AbiError('abi.badResult', `${codec.name}: ${cause.code}`, { cause });
  }
}

/** One function for each method, which remembers it. */
function bind<Rest extends readonly unknown[], R>(
  methods: readonly (readonly [string, Method])[],
  run: (method: Method, values: Values, ...rest: Rest) => R,
): Readonly<Record<string, (values?: Values, ...rest: Rest) => R>> {
  return Object.fromEntries(
    methods.map(([name, method]) => [
      name,
      (values: Values = {}, ...rest: Rest) => run(method, values, ...rest),
    ]),
  );
}

function isAbi(value: unknown): value is Abi {
  if (typeof value !== 'object' || value === null || !('methods' in value) || !('types' in value))
    return false;
  return typeof value.methods === 'object' && value.methods !== null && typeof value.types === 'string';
}
