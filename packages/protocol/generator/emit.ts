/**
 * The text of a generated module: for each message a type, a codec of the same name, and its description.
 * @module
 */
import { camelCase, type Enum, type Field, type Message, type Module, type Scalar } from './schema.ts';

const HEADER =
  '// Generated from proto/ by scripts/generate-protocol.ts. Do not edit: change the schema and run `npm run generate`.\n';

const TYPES: Readonly<Record<Scalar, string>> = {
  bool: 'boolean',
  bytes: 'Uint8Array',
  fixed32: 'number',
  fixed64: 'bigint',
  int32: 'number',
  int64: 'bigint',
  sfixed32: 'number',
  sfixed64: 'bigint',
  sint32: 'number',
  sint64: 'bigint',
  string: 'string',
  uint32: 'number',
  uint64: 'bigint',
};
const DEFAULTS: Readonly<Record<string, string>> = {
  boolean: 'false',
  Uint8Array: 'EMPTY',
  number: '0',
  bigint: '0n',
  string: "''",
};

export function moduleText(module: Module, modules: readonly Module[]): string {
  const body = module.files
    .flatMap((file) => [...file.enums.map(enumText), ...file.messages.map((message) => messageText(message))])
    .join('\n');
  return `${HEADER}${importsText(module, modules, body)}\n${body}`;
}

/** A module with all codecs, for looking one up by its name. */
export function registryText(modules: readonly Module[]): string {
  const lines = modules.map(
    ({ name }) => `import * as ${camelCase(name.replaceAll('-', '_'))} from './${name}.ts';`,
  );
  const entries = modules.flatMap((module) =>
    module.files.flatMap((file) =>
      file.messages.map(({ name }) => `  ${camelCase(module.name.replaceAll('-', '_'))}.${name},`),
    ),
  );
  return `${HEADER}import type { Codec } from '../codec.ts';\n${lines.join('\n')}\n
/** Every codec there is. */
export const CODECS: readonly Codec<unknown>[] = [\n${entries.join('\n')}\n];\n`;
}

function importsText(module: Module, modules: readonly Module[], body: string): string {
  const uses = (name: string): boolean => new RegExp(`\\b${name}\\b`).test(body);
  const wire = [
    ...new Set([...body.matchAll(/\b((?:read|put)[A-Z]\w*|skipField)\(/g)].map(([, name]) => name!)),
  ];
  const codec = ['assertOneof', 'codecOf'].filter(uses);
  const codecTypes = ['Codec', 'EnumDescriptor', 'Init'].filter(uses).map((name) => `type ${name}`);
  const lines = [
    uses('EMPTY') ? "import { EMPTY } from '@ashlar/base';" : '',
    `import { ${[...codec, ...codecTypes].join(', ')} } from '../codec.ts';`,
    wire.length === 0 ? '' : `import { ${wire.sort().join(', ')} } from '../wire.ts';`,
    ...modules
      .filter((other) => other.name !== module.name)
      .map((other) => {
        const names = importedFrom(module, other.name);
        return names.length === 0 ? '' : `import { ${names.join(', ')} } from './${other.name}.ts';`;
      }),
  ];
  return `${lines.filter((line) => line !== '').join('\n')}\n`;
}

function importedFrom(module: Module, other: string): readonly string[] {
  const names = new Set<string>();
  for (const { messages } of module.files)
    for (const { fields } of messages)
      for (const { type } of fields)
        if (type.kind !== 'scalar' && type.module === other)
          names.add(type.kind === 'enum' ? `${type.name}Names` : type.name);
  return [...names].sort();
}

function enumText({ name, fullName, values }: Enum): string {
  const members = values.map(([key, number]) => `  ${key}: ${number},`).join('\n');
  const names = values.map(([key, number]) => `    ['${key}', ${number}],`).join('\n');
  return `/** Numbers of the enum \`${fullName}\`. */
export const ${name} = {\n${members}\n} as const;
export type ${name} = number;
export const ${name}Names: EnumDescriptor = {
  name: '${fullName}',
  values: [\n${names}\n  ],
};
`;
}

function messageText(message: Message): string {
  const { name, fullName, fields } = message;
  const members = fields.map((field) => `  ${field.property}: ${valueType(field)};`).join('\n');
  const shape = fields.length === 0 ? 'Readonly<Record<never, never>>' : `Readonly<{\n${members}\n}>`;
  return `export type ${name} = ${shape};
export type ${name}Init = Init<${name}>;
/** \`${fullName}\` */
export const ${name}: Codec<${name}> = codecOf<${name}>({
  descriptor: {
    name: '${fullName}',
    fields: [${fields.map((field) => `\n      ${fieldDescriptor(field)},`).join('')}${fields.length > 0 ? '\n    ' : ''}],
  },
${writeText(message)}
${readText(message)}
});
`;
}

function elementType({ type }: Field): string {
  if (type.kind === 'scalar') return TYPES[type.scalar];
  return type.kind === 'enum' ? 'number' : type.name;
}

const isExplicit = (field: Field): boolean =>
  !field.repeated && (field.optional || field.oneof !== undefined || field.type.kind === 'message');

function valueType(field: Field): string {
  const element = elementType(field);
  if (field.repeated) return `readonly ${element}[]`;
  return isExplicit(field) ? `${element} | undefined` : element;
}

function fieldDescriptor(field: Field): string {
  const { type } = field;
  const parts = [
    `number: ${field.number}`,
    `name: '${field.name}'`,
    `property: '${field.property}'`,
    `kind: '${type.kind === 'scalar' ? type.scalar : type.kind}'`,
    `repeated: ${field.repeated}`,
    `explicit: ${isExplicit(field)}`,
    `oneof: ${field.oneof === undefined ? 'undefined' : `'${field.oneof}'`}`,
    `btype: ${field.btype === undefined ? 'undefined' : `'${field.btype}'`}`,
    `message: ${type.kind === 'message' ? `() => ${type.name}` : 'undefined'}`,
    `values: ${type.kind === 'enum' ? `${type.name}Names` : 'undefined'}`,
  ];
  return `{ ${parts.join(', ')} }`;
}

const WIRE_TYPES: Readonly<Record<string, number>> = {
  bytes: 2,
  string: 2,
  fixed32: 5,
  sfixed32: 5,
  fixed64: 1,
  sfixed64: 1,
};
const isPackable = ({ repeated, type }: Field): boolean =>
  repeated &&
  (type.kind === 'enum' || (type.kind === 'scalar' && type.scalar !== 'bytes' && type.scalar !== 'string'));
const wireType = ({ type }: Field): number => {
  if (type.kind === 'scalar') return WIRE_TYPES[type.scalar] ?? 0;
  return type.kind === 'message' ? 2 : 0;
};
const tagOf = (field: Field, wire: number = wireType(field)): number => field.number * 8 + wire;
/** The suffix of the functions of `wire.ts`. */
const suffix = ({ type }: Field): string => {
  if (type.kind === 'message') return 'Message';
  const scalar = type.kind === 'scalar' ? type.scalar : 'int32';
  return scalar.slice(0, 1).toUpperCase() + scalar.slice(1);
};

function writeText({ fields, fullName }: Message): string {
  if (fields.length === 0) return '  write() {},';
  const oneofs = [...new Set(fields.flatMap(({ oneof }) => (oneof === undefined ? [] : [oneof])))];
  const guards = oneofs.map((oneof) => {
    const members = fields.filter((field) => field.oneof === oneof);
    const count = members.map(({ property }) => `(value.${property} === undefined ? 0 : 1)`).join(' + ');
    return `    assertOneof(${count}, '${fullName}.${oneof}');`;
  });
  const puts = fields.map((field) => {
    const value = `value.${field.property}`;
    if (isPackable(field))
      return `    if (${value} !== undefined && ${value}.length > 0) putPacked${suffix(field)}(writer, ${tagOf(field, 2)}, ${value});`;
    const codec = field.type.kind === 'message' ? `, ${field.type.name}` : '';
    const put = (what: string): string => `put${suffix(field)}(writer, ${tagOf(field)}, ${what}${codec});`;
    if (field.repeated)
      return `    if (${value} !== undefined) for (const element of ${value}) ${put('element')}`;
    if (isExplicit(field)) return `    if (${value} !== undefined) ${put(value)}`;
    const isSet =
      elementType(field) === 'Uint8Array'
        ? `${value}.length > 0`
        : `${value} !== ${DEFAULTS[elementType(field)]}`;
    return `    if (${value} !== undefined && ${isSet}) ${put(value)}`;
  });
  return `  write(writer, value) {\n${[...guards, ...puts].join('\n')}\n  },`;
}

function readText({ fields }: Message): string {
  const variable = (field: Field): string => `v${field.number}`;
  const declarations = fields.map((field) => {
    if (field.repeated) return `    const ${variable(field)}: ${elementType(field)}[] = [];`;
    const initial = isExplicit(field) ? 'undefined' : DEFAULTS[elementType(field)];
    return `    let ${variable(field)}: ${valueType(field)} = ${initial};`;
  });
  const cases = fields.flatMap((field) => readCases(field, fields, variable));
  const members = fields.map((field) => `${field.property}: ${variable(field)}`).join(', ');
  const loop = `    while (reader.pos < end) {
      const tag = reader.tag();
${
  cases.length === 0
    ? '      skipField(reader, tag);'
    : `      switch (tag) {\n${cases.join('\n')}\n        default:\n          skipField(reader, tag);\n      }`
}
    }`;
  const parameters = fields.some(({ repeated, type }) => repeated || type.kind === 'message')
    ? 'reader, end, budget'
    : 'reader, end';
  return `  read(${parameters}) {\n${[...declarations, loop].join('\n')}\n    return { ${members} };\n  },`;
}

function readCases(
  field: Field,
  fields: readonly Field[],
  variable: (field: Field) => string,
): readonly string[] {
  const scalarEnd =
    field.type.kind === 'scalar' && (field.type.scalar === 'bytes' || field.type.scalar === 'string');
  const read =
    field.type.kind === 'message'
      ? `readMessage(reader, end, budget, ${field.type.name})`
      : `read${suffix(field)}(reader${scalarEnd ? ', end' : ''})`;
  const name = variable(field);
  const siblings = fields.filter(
    (other) => field.oneof !== undefined && other !== field && other.oneof === field.oneof,
  );
  const clear = siblings.map((other) => `          ${variable(other)} = undefined;\n`).join('');
  if (!field.repeated)
    return [`        case ${tagOf(field)}:\n${clear}          ${name} = ${read};\n          break;`];
  const one = `        case ${tagOf(field)}:\n          budget.element();\n          ${name}.push(${read});\n          break;`;
  if (!isPackable(field)) return [one];
  return [
    one,
    `        case ${tagOf(field, 2)}:\n          readPacked(reader, end, budget, read${suffix(field)}, ${name});\n          break;`,
  ];
}
