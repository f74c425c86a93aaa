/**
 * The contract's interface, read from its `.proto` file: the one place where it is declared.
 *
 * - `service` holds the methods; the comment above a method is its description;
 *   `option idempotency_level = NO_SIDE_EFFECTS;` makes it read-only.
 * - a message named `*_event` is an event, named by its full name (`token.transfer_event`).
 * - `btype` options say how bytes read in JSON, as in Koinos' own interfaces.
 *
 * Everything the generators and the ABI need is gathered here and checked here; they refuse nothing.
 * @module
 */
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { entryPointOf } from '@ashlar/protocol';
import protobuf from 'protobufjs';
import { ContractBuildError, lineOf, type Problem } from './problem.ts';

export type Method = Readonly<{
  name: string;
  entryPoint: number;
  argument: protobuf.Type;
  result: protobuf.Type;
  description: string;
  isReadOnly: boolean;
}>;

/** One file of the interface, in the order of dependency: what is imported comes first. */
export type ProtoFile = Readonly<{
  /** Path relative to the contract, with forward slashes. */
  path: string;
  text: string;
  packageName: string;
  imports: readonly string[];
  messages: readonly protobuf.Type[];
  enums: readonly protobuf.Enum[];
}>;

export type ContractInterface = Readonly<{
  /** Name of the `.proto` file, and of what is built. */
  name: string;
  files: readonly ProtoFile[];
  methods: readonly Method[];
  /** Services of all files, imported ones too: contracts that this one may call. */
  services: readonly protobuf.Service[];
}>;

/** Imports that are known without a file: they only declare options. */
const OPTION_IMPORTS = new Set(['koinos/options.proto', 'google/protobuf/descriptor.proto']);
const FILES_MAX = 64;
const FIELD_NUMBER_MAX = 536_870_911;

/** The types a contract can hold. Floating point is fatal to execute, maps have no canonical form. */
export const SCALARS: ReadonlySet<string> = new Set(
  'int32 int64 uint32 uint64 sint32 sint64 fixed32 fixed64 sfixed32 sfixed64 bool string bytes'.split(' '),
);

/** @throws ContractBuildError naming file and line */
export function readInterface(directory: string, path: string): ContractInterface {
  const root = new protobuf.Root();
  const parsed: Parsed[] = [];
  parseFile(directory, path, root, parsed);
  try {
    root.resolveAll();
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    const missing = (/'([\w.]+)'/.exec(message) ?? /([\w.]+)$/.exec(message))?.[1];
    const owner =
      parsed.find(({ text }) => missing !== undefined && text.includes(missing)) ?? parsed.at(-1)!;
    const line = missing === undefined ? 0 : lineOf(owner.text, new RegExp(`\\b${missing}\\b`));
    throw new ContractBuildError([{ file: owner.path, line, message }]);
  }
  const problems: Problem[] = [];
  const files = parsed.map((file) => describeFile(file, root));
  for (const file of files) for (const type of file.messages) checkMessage(type, file, problems);
  const main = files.at(-1)!;
  const methods = readMethods(main, root, problems);
  if (problems.length > 0) throw new ContractBuildError(problems);
  const services = files.flatMap((file) => servicesOf(file, root));
  return { name: basename(path, '.proto'), files, methods, services };
}

type Parsed = Readonly<{ path: string; text: string; packageName: string; imports: readonly string[] }>;

function parseFile(directory: string, path: string, root: protobuf.Root, parsed: Parsed[]): void {
  if (parsed.some((file) => file.path === path)) return;
  if (parsed.length >= FILES_MAX) fault(path, 0, `more than ${FILES_MAX} files`);
  const text = readFileSync(join(directory, path), 'utf8');
  if (!/^\s*syntax\s*=\s*["']proto3["']/m.test(text)) fault(path, 1, 'begins with syntax = "proto3";');
  let result: protobuf.IParserResult;
  try {
    result = protobuf.parse(text, root, { keepCase: true, alternateCommentMode: true });
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    const line = Number(/line (\d+)/.exec(message)?.[1] ?? 0);
    throw new ContractBuildError([{ file: path, line, message: message.replace(/ \(.*line \d+\)$/, '') }]);
  }
  if (result.package === undefined || result.package === null) fault(path, 0, 'declares no package');
  const imports: string[] = [];
  for (const name of [...(result.imports ?? []), ...(result.weakImports ?? [])]) {
    if (OPTION_IMPORTS.has(name)) {
      imports.push(name);
      continue;
    }
    const target = [join(dirname(path), name), name].find((at) => existsSync(join(directory, at)));
    if (target === undefined) {
      const line = lineOf(text, new RegExp(`import[^;]*${name.replaceAll('.', '\\.')}`));
      fault(path, line, `imports ${name}, which is not beside it`);
    }
    const normal = relative('.', target).replaceAll('\\', '/');
    imports.push(normal);
    parseFile(directory, normal, root, parsed);
  }
  parsed.push({ path, text, packageName: result.package, imports });
}

function fault(file: string, line: number, message: string): never {
  throw new ContractBuildError([{ file, line, message }]);
}

function describeFile(file: Parsed, root: protobuf.Root): ProtoFile {
  const declared = new Set(
    [...file.text.matchAll(/^\s*(?:message|enum)\s+(\w+)/gm)].map(([, name]) => name!),
  );
  const scope = root.lookup(file.packageName);
  const inside = scope instanceof protobuf.Namespace ? scope.nestedArray : [];
  return {
    ...file,
    messages: inside.filter(
      (item): item is protobuf.Type => item instanceof protobuf.Type && declared.has(item.name),
    ),
    enums: inside.filter(
      (item): item is protobuf.Enum => item instanceof protobuf.Enum && declared.has(item.name),
    ),
  };
}

function checkMessage(type: protobuf.Type, file: ProtoFile, problems: Problem[]): void {
  const at = (word: string): number => lineOf(file.text, new RegExp(`\\b${word}\\b\\s*(=|\\{)`));
  for (const field of type.fieldsArray) {
    const complain = (message: string): void => {
      problems.push({
        file: file.path,
        line: at(field.name),
        message: `${type.name}.${field.name}: ${message}`,
      });
    };
    if (field.map) complain('maps have no canonical form; use a repeated message');
    else if (field.type === 'double' || field.type === 'float')
      complain('floating point cannot run in a contract');
    else if (!SCALARS.has(field.type) && field.resolvedType === null) complain(`unknown type ${field.type}`);
    if (field.id < 1 || field.id > FIELD_NUMBER_MAX) complain(`field number ${field.id} is out of range`);
  }
  for (const nested of type.nestedArray) {
    if (nested instanceof protobuf.Type) checkMessage(nested, file, problems);
    else
      problems.push({
        file: file.path,
        line: at(nested.name),
        message: `${type.name}.${nested.name}: declare enums outside messages; clients do not read nested ones`,
      });
  }
}

function readMethods(file: ProtoFile, root: protobuf.Root, problems: Problem[]): Method[] {
  const services = servicesOf(file, root);
  if (services.length !== 1) {
    const message = services.length === 0 ? 'declares no service' : 'declares more than one service';
    problems.push({ file: file.path, line: 0, message });
    return [];
  }
  const methods: Method[] = [];
  for (const method of services[0]!.methodsArray) {
    const line = lineOf(file.text, new RegExp(`\\brpc\\s+${method.name}\\b`));
    const { resolvedRequestType: argument, resolvedResponseType: result } =
      method.resolve() as protobuf.Method;
    if (argument === null || result === null || method.requestStream || method.responseStream) {
      problems.push({ file: file.path, line, message: `${method.name}: takes one message and returns one` });
      continue;
    }
    const entryPoint = entryPointOf(method.name);
    const twin = methods.find((other) => other.entryPoint === entryPoint);
    if (twin !== undefined)
      problems.push({ file: file.path, line, message: `${method.name} has the entry point of ${twin.name}` });
    methods.push({
      name: method.name,
      entryPoint,
      argument,
      result,
      description: (method.comment ?? '').replace(/\s+/g, ' ').trim(),
      isReadOnly: method.options?.['idempotency_level'] === 'NO_SIDE_EFFECTS',
    });
  }
  return methods;
}

function servicesOf(file: ProtoFile, root: protobuf.Root): protobuf.Service[] {
  const declared = new Set([...file.text.matchAll(/^\s*service\s+(\w+)/gm)].map(([, name]) => name!));
  const scope = root.lookup(file.packageName);
  return (scope instanceof protobuf.Namespace ? scope.nestedArray : []).filter(
    (item): item is protobuf.Service => item instanceof protobuf.Service && declared.has(item.name),
  );
}

/** Full name without the leading dot: `token.transfer_arguments`. */
export const fullNameOf = (type: protobuf.ReflectionObject): string => type.fullName.replace(/^\./, '');

/** Whether the message is an event. */
export const isEvent = (type: protobuf.Type): boolean => type.name.endsWith('_event');
