/**
 * ABIs: what a contract can be asked, and the message types of its arguments and results (`spec/koinos.md` 9.3).
 *
 * The bytes are made by `types`, the descriptors that the contract's author compiled. The *static* types come from
 * `koilib_types`, the same types as JSON, if the ABI is written `as const`: TypeScript reads them, so there is no code to
 * generate. An ABI without them works too, with arguments of any shape, checked when they are encoded.
 * @module
 */

export type AbiMethod = Readonly<{
  /** Full name of the message; empty or absent for none. */
  argument?: string;
  return?: string;
  /** A number, or hex with `0x`. Koinos' own contracts spell it with a dash. */
  entry_point?: number | string;
  'entry-point'?: number | string;
  read_only?: boolean;
  'read-only'?: boolean;
}>;

export type Abi = Readonly<{
  methods: Readonly<Record<string, AbiMethod>>;
  /** Base64 of a `FileDescriptorSet`. */
  types: string;
  koilib_types?: unknown;
  events?: Readonly<Record<string, Readonly<{ argument?: string; type?: string }>>>;
}>;

/** An ABI, arguments or a result that cannot be. */
export class AbiError extends Error {
  override readonly name = 'AbiError';
  readonly code:
    | 'abi.malformed'
    /** A float, or a group: nothing on chain computes with them. */
    | 'abi.unsupportedType'
    | 'abi.unknownType'
    | 'abi.badArguments'
    | 'abi.badResult';

  constructor(code: AbiError['code'], detail: string, options?: ErrorOptions) {
    super(`${code}: ${detail}`, options);
    this.code = code;
  }
}

/** What a method takes: fields by the names of the schema. `unknown` fields if the ABI has no static types. */
export type ArgumentsOf<A extends Abi, Name extends keyof A['methods']> = MessageNamed<
  A,
  A['methods'][Name]['argument'],
  'in'
>;

/** What a method answers. */
export type ResultOf<A extends Abi, Name extends keyof A['methods']> = MessageNamed<
  A,
  A['methods'][Name]['return'],
  'out'
>;

/** Methods that change nothing; of an ABI without static types, any. */
export type ReadNames<A extends Abi> = string extends keyof A['methods']
  ? string
  : {
      [Name in keyof A['methods']]: A['methods'][Name] extends { read_only: true } | { 'read-only': true }
        ? Name
        : never;
    }[keyof A['methods']];
export type WriteNames<A extends Abi> = string extends keyof A['methods']
  ? string
  : Exclude<keyof A['methods'], ReadNames<A>>;

type Untyped = Readonly<Record<string, unknown>>;
type NoFields = Readonly<Record<never, never>>;
type Way = 'in' | 'out';

type MessageNamed<A extends Abi, Name, W extends Way> = [Name] extends ['' | undefined]
  ? NoFields
  : string extends Name
    ? Untyped
    : Name extends string
      ? A extends { koilib_types: infer Types }
        ? MessageOf<Types, Find<Types, Name>, ScopeOf<Name>, W>
        : Untyped
      : Untyped;

/** The node at a path of names, in protobufjs' JSON. */
type Find<Node, Path extends string> = Node extends { nested: infer Nested }
  ? Path extends `${infer Head}.${infer Rest}`
    ? Head extends keyof Nested
      ? Find<Nested[Head], Rest>
      : never
    : Path extends keyof Nested
      ? Nested[Path]
      : never
  : never;

/** All but the last name of a path. */
type ScopeOf<Path extends string> = Path extends `${infer Head}.${infer Rest}`
  ? Rest extends `${string}.${string}`
    ? `${Head}.${ScopeOf<Rest>}`
    : Head
  : '';

type MessageOf<Types, Node, Scope extends string, W extends Way> = [Node] extends [never]
  ? Untyped
  : Node extends { fields: infer Fields }
    ? W extends 'in'
      ? Arguments<Types, Fields, MemberNames<Node>, Scope>
      : Answer<Types, Fields, MemberNames<Node>, Scope>
    : Untyped;

/** Fields that may be absent: members of oneofs, which `optional` fields are too. */
type MemberNames<Node> = Node extends { oneofs: infer Oneofs }
  ? {
      [Name in keyof Oneofs]: Oneofs[Name] extends { oneof: readonly (infer Member)[] } ? Member : never;
    }[keyof Oneofs]
  : never;

/** All fields must be given, except those that may be absent: a forgotten one would silently be zero. */
type Arguments<Types, Fields, Members, Scope extends string> = {
  readonly [Name in Exclude<keyof Fields, Members>]: FieldOf<Types, Fields[Name], Scope, 'in'>;
} & { readonly [Name in Extract<keyof Fields, Members>]?: FieldOf<Types, Fields[Name], Scope, 'in'> };

/** A result always has its scalars and lists; a nested message, or what may be absent, may be `undefined`. */
type Answer<Types, Fields, Members, Scope extends string> = {
  readonly [Name in keyof Fields]: Name extends Members
    ? FieldOf<Types, Fields[Name], Scope, 'out'> | undefined
    : Fields[Name] extends { rule: 'repeated' } | { type: ScalarName }
      ? FieldOf<Types, Fields[Name], Scope, 'out'>
      : FieldOf<Types, Fields[Name], Scope, 'out'> | undefined;
};

type FieldOf<Types, Field, Scope extends string, W extends Way> = Field extends { rule: 'repeated' }
  ? readonly ElementOf<Types, Field, Scope, W>[]
  : ElementOf<Types, Field, Scope, W>;

type Int32Name = 'uint32' | 'int32' | 'sint32' | 'fixed32' | 'sfixed32';
type Int64Name = 'uint64' | 'int64' | 'sint64' | 'fixed64' | 'sfixed64';
type ScalarName = Int32Name | Int64Name | 'bool' | 'string' | 'bytes';
type TextForm = 'ADDRESS' | 'CONTRACT_ID' | 'BASE58' | 'HEX' | 'BLOCK_ID' | 'TRANSACTION_ID';

type ElementOf<Types, Field, Scope extends string, W extends Way> = Field extends { type: infer Type }
  ? Type extends 'string'
    ? string
    : Type extends 'bool'
      ? boolean
      : Type extends Int32Name
        ? number
        : Type extends Int64Name
          ? W extends 'in'
            ? bigint | number | string
            : bigint
          : Type extends 'bytes'
            ? BytesOf<Field, W>
            : Type extends string
              ? Referred<Types, Type, Scope, W>
              : unknown
  : unknown;

/** Bytes with a `btype` are text, others bytes; either may be given. */
type BytesOf<Field, W extends Way> = W extends 'in'
  ? string | Uint8Array
  : Field extends { options: { '(btype)': TextForm } | { '(koinos.btype)': TextForm } }
    ? string
    : Uint8Array;

/** A message or enum named from within `Scope`, or by its full name. */
type Referred<Types, Name extends string, Scope extends string, W extends Way> = [
  Find<Types, `${Scope}.${Name}`>,
] extends [never]
  ? NodeType<Types, Find<Types, Name>, ScopeOf<Name>, W>
  : NodeType<Types, Find<Types, `${Scope}.${Name}`>, Scope, W>;

type NodeType<Types, Node, Scope extends string, W extends Way> = [Node] extends [never]
  ? unknown
  : Node extends { values: infer Values }
    ? W extends 'in'
      ? keyof Values | number
      : keyof Values | number
    : MessageOf<Types, Node, Scope, W>;
