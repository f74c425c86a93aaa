/**
 * The schemas as the generator needs them: files parsed by `protobufjs`, names resolved, modules laid out.
 * @module
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import protobuf from 'protobufjs';

export type Scalar =
  | 'bool'
  | 'bytes'
  | 'fixed32'
  | 'fixed64'
  | 'int32'
  | 'int64'
  | 'sfixed32'
  | 'sfixed64'
  | 'sint32'
  | 'sint64'
  | 'string'
  | 'uint32'
  | 'uint64';
const SCALARS: readonly string[] = [
  'bool',
  'bytes',
  'fixed32',
  'fixed64',
  'int32',
  'int64',
  'sfixed32',
  'sfixed64',
  'sint32',
  'sint64',
  'string',
  'uint32',
  'uint64',
] satisfies Scalar[];

export type Field = Readonly<{
  number: number;
  name: string;
  property: string;
  repeated: boolean;
  /** Declared `optional`. */
  optional: boolean;
  oneof: string | undefined;
  btype: string | undefined;
  type:
    | Readonly<{ kind: 'scalar'; scalar: Scalar }>
    | Readonly<{ kind: 'message' | 'enum'; fullName: string; name: string; module: string }>;
}>;
export type Message = Readonly<{ name: string; fullName: string; fields: readonly Field[] }>;
export type Enum = Readonly<{
  name: string;
  fullName: string;
  values: readonly (readonly [string, number])[];
}>;
export type ProtoFile = Readonly<{
  path: string;
  package: string;
  imports: readonly string[];
  messages: readonly Message[];
  enums: readonly Enum[];
}>;
/** One generated TypeScript module. */
export type Module = Readonly<{ name: string; files: readonly ProtoFile[] }>;

/** Which schema files make up which generated module, from the ground up: none imports a later one. */
const LAYOUT: readonly (readonly [module: string, ...files: string[]])[] = [
  ['descriptor', 'google/protobuf/descriptor.proto'],
  [
    'protocol',
    'google/protobuf/any.proto',
    'koinos/options.proto',
    'koinos/common.proto',
    'koinos/protocol/protocol.proto',
  ],
  ['names', 'koinos/contracts/name_service.proto'],
  ['chain', 'koinos/chain/chain.proto', 'koinos/chain/system_calls.proto'],
  ['token', 'koinos/contracts/token.proto'],
  ['governance', 'koinos/contracts/governance.proto'],
  ['resources', 'koinos/contracts/resources.proto'],
  ['committee', 'ashlar/contracts/committee.proto'],
  ['evidence', 'ashlar/contracts/evidence.proto'],
  ['rholang', 'ashlar/contracts/rholang.proto'],
  ['burn', 'koinos/contracts/pob.proto', 'koinos/contracts/vhp.proto'],
  ['broadcast', 'koinos/broadcast.proto'],
  ['rpc', 'koinos/rpc/rpc.proto'],
  ['rpc-chain', 'koinos/rpc/chain_rpc.proto'],
  ['rpc-mempool', 'koinos/rpc/mempool_rpc.proto'],
  ['rpc-block-store', 'koinos/stores/block_store.proto', 'koinos/rpc/block_store_rpc.proto'],
  [
    'rpc-transaction-store',
    'koinos/stores/transaction_store.proto',
    'koinos/rpc/transaction_store_rpc.proto',
  ],
  [
    'rpc-contract-meta-store',
    'koinos/stores/contract_meta_store.proto',
    'koinos/rpc/contract_meta_store_rpc.proto',
  ],
  ['rpc-account-history', 'koinos/stores/account_history.proto', 'koinos/rpc/account_history_rpc.proto'],
  ['rpc-p2p', 'koinos/rpc/p2p_rpc.proto'],
  ['rchain', 'rchain/casper.proto'],
];

export function pascalCase(snake: string): string {
  return snake
    .split('_')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
}

export function camelCase(snake: string): string {
  const pascal = pascalCase(snake);
  return pascal.slice(0, 1).toLowerCase() + pascal.slice(1);
}

export function loadSchemas(protoDirectory: string): readonly Module[] {
  const laidOut = LAYOUT.flatMap(([, ...files]) => files);
  const found = readdirSync(protoDirectory, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.proto'),
  );
  const missing = found.filter((path) => !laidOut.includes(path));
  if (missing.length > 0) throw new Error(`no module for ${missing.join(', ')}`);

  const parsed = new Map(laidOut.map((path) => [path, parseFile(protoDirectory, path)]));
  const types = new Map<string, TypeReference>();
  for (const [module, ...files] of LAYOUT)
    for (const path of files)
      for (const type of namedTypes(parsed.get(path)!)) types.set(type.fullName, { ...type, module });
  return LAYOUT.map(([name, ...files]) => ({
    name,
    files: files.map((path) => resolveFile(path, parsed.get(path)!, types)),
  }));
}

type TypeReference = Readonly<{ kind: 'message' | 'enum'; fullName: string; name: string; module: string }>;
type Parsed = Readonly<{ package: string; imports: readonly string[]; namespace: protobuf.NamespaceBase }>;

function parseFile(directory: string, path: string): Parsed {
  const root = new protobuf.Root();
  const source = readFileSync(join(directory, path), 'utf8');
  const result = protobuf.parse(source, root, { keepCase: true });
  if (result.package === undefined) throw new Error(`${path}: no package`);
  const namespace = root.lookup(result.package);
  if (!(namespace instanceof protobuf.Namespace)) throw new Error(`${path}: no messages`);
  return { package: result.package, imports: result.imports ?? [], namespace };
}

function namedTypes({ package: pkg, namespace }: Parsed): readonly Omit<TypeReference, 'module'>[] {
  return namespace.nestedArray.flatMap((nested): readonly Omit<TypeReference, 'module'>[] => {
    const named = { fullName: `${pkg}.${nested.name}`, name: pascalCase(nested.name) };
    const isMessage = nested instanceof protobuf.Type;
    if (!isMessage && !(nested instanceof protobuf.Enum)) return [];
    return [{ kind: isMessage ? 'message' : 'enum', ...named }];
  });
}

function resolveFile(path: string, parsed: Parsed, types: ReadonlyMap<string, TypeReference>): ProtoFile {
  const messages: Message[] = [];
  const enums: Enum[] = [];
  for (const nested of parsed.namespace.nestedArray) {
    const fullName = `${parsed.package}.${nested.name}`;
    if (nested instanceof protobuf.Enum)
      enums.push({ name: pascalCase(nested.name), fullName, values: Object.entries(nested.values) });
    if (nested instanceof protobuf.Type) {
      if (nested.nestedArray.length > 0) throw new Error(`${fullName}: nested types are not handled`);
      const fields = nested.fieldsArray
        .map((field) => resolveField(field, parsed.package, types))
        .sort((a, b) => a.number - b.number);
      messages.push({ name: pascalCase(nested.name), fullName, fields });
    }
  }
  return { path, package: parsed.package, imports: parsed.imports, messages, enums };
}

function resolveField(field: protobuf.Field, pkg: string, types: ReadonlyMap<string, TypeReference>): Field {
  if (field instanceof protobuf.MapField) throw new Error(`${field.fullName}: maps are not canonical`);
  const optional = field.options?.['proto3_optional'] === true;
  return {
    number: field.id,
    name: field.name,
    property: camelCase(field.name),
    repeated: field.repeated,
    optional,
    oneof: optional || field.partOf === null ? undefined : field.partOf.name,
    btype: field.options?.['(koinos.btype)'] as string | undefined,
    type: SCALARS.includes(field.type)
      ? { kind: 'scalar', scalar: field.type as Scalar }
      : resolveType(field, pkg, types),
  };
}

/** The innermost scope that knows the name wins, as in protobuf. */
function resolveType(
  field: protobuf.Field,
  pkg: string,
  types: ReadonlyMap<string, TypeReference>,
): TypeReference {
  const scopes = pkg.split('.');
  for (let depth = scopes.length; depth >= 0; depth--) {
    const found = types.get([...scopes.slice(0, depth), field.type].join('.'));
    if (found !== undefined) return found;
  }
  throw new Error(`${pkg}: field ${field.name} has the unknown type ${field.type}`);
}
