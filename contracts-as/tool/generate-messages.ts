/**
 * Message classes in AssemblyScript, one a protobuf message: fields, `decode`, `encode`, and `emit` for events.
 *
 * The code is straight-line over the kit's reader and writer: a field is read where it stands and written where it
 * will be sent from. Encoding is canonical: fields ascending, defaults of implicit fields left out.
 * @module
 */
import { entryPointOf } from '@ashlar/protocol';
import protobuf from 'protobufjs';
import { type ContractInterface, fullNameOf, isEvent, type ProtoFile } from './interface.ts';
import { camelCase, pascalCase } from './names.ts';
import { lineOf, type Problem } from './problem.ts';

const KIT = '@ashlar/contracts-as/kit/assembly';

/** How a scalar type is held, read and written. `FIELD` stands for the value. */
type Scalar = Readonly<{ type: string; wire: number; read: string; write: string; raw: string }>;
const varint = (type: string, read: string, value: string): Scalar => ({
  type,
  wire: 0,
  read,
  write: `writeUint(TAG, ${value})`,
  raw: `writeVarint(${value})`,
});
const SCALARS: Readonly<Record<string, Scalar>> = {
  uint64: varint('u64', 'readVarint()', 'FIELD'),
  uint32: varint('u32', '<u32>readVarint()', 'FIELD'),
  int64: varint('i64', '<i64>readVarint()', '<u64>FIELD'),
  int32: varint('i32', '<i32>readVarint()', '<u64><i64>FIELD'),
  sint64: varint('i64', 'unzigzag(readVarint())', 'zigzag(FIELD)'),
  sint32: varint('i32', '<i32>unzigzag(readVarint())', 'zigzag(<i64>FIELD)'),
  bool: varint('bool', 'readVarint() != 0', '<u64>FIELD'),
  fixed64: {
    type: 'u64',
    wire: 1,
    read: 'readFixed64()',
    write: 'writeFixed64(TAG, FIELD)',
    raw: 'writeRawFixed64(FIELD)',
  },
  sfixed64: {
    type: 'i64',
    wire: 1,
    read: '<i64>readFixed64()',
    write: 'writeFixed64(TAG, <u64>FIELD)',
    raw: 'writeRawFixed64(<u64>FIELD)',
  },
  fixed32: {
    type: 'u32',
    wire: 5,
    read: 'readFixed32()',
    write: 'writeFixed32(TAG, FIELD)',
    raw: 'writeRawFixed32(FIELD)',
  },
  sfixed32: {
    type: 'i32',
    wire: 5,
    read: '<i32>readFixed32()',
    write: 'writeFixed32(TAG, <u32>FIELD)',
    raw: 'writeRawFixed32(<u32>FIELD)',
  },
  bytes: { type: 'Bytes', wire: 2, read: 'readBytes()', write: 'writeBytes(TAG, FIELD)', raw: '' },
  string: { type: 'Bytes', wire: 2, read: 'readText()', write: 'writeBytes(TAG, FIELD)', raw: '' },
};
const ENUM: Scalar = SCALARS['int32']!;

type Kind = 'implicit' | 'explicit' | 'oneof' | 'message' | 'repeated';
type Field = Readonly<{
  source: protobuf.Field;
  name: string;
  /** Name of the presence flag of optional and oneof scalars. */
  flag: string;
  kind: Kind;
  scalar: Scalar | undefined;
  /** Class of a message field. */
  className: string;
  number: number;
}>;

/** Names of classes, by message; refuses two messages that would share one. */
export function classNames(
  contract: ContractInterface,
  problems: Problem[],
): Map<protobuf.ReflectionObject, string> {
  const names = new Map<protobuf.ReflectionObject, string>();
  const taken = new Map<string, string>();
  const visit = (type: protobuf.Type | protobuf.Enum, outer: string, file: ProtoFile): void => {
    const name = outer + pascalCase(type.name);
    const twin = taken.get(name);
    if (twin !== undefined)
      problems.push({
        file: file.path,
        line: lineOf(file.text, new RegExp(`\\b${type.name}\\b`)),
        message: `${fullNameOf(type)} and ${twin} would both be called ${name}`,
      });
    taken.set(name, fullNameOf(type));
    names.set(type, name);
    if (type instanceof protobuf.Type)
      for (const inner of type.nestedArray) if (inner instanceof protobuf.Type) visit(inner, name, file);
  };
  for (const file of contract.files)
    for (const type of [...file.messages, ...file.enums]) visit(type, '', file);
  return names;
}

/** The text of `messages.ts`. */
export function generateMessages(
  contract: ContractInterface,
  names: ReadonlyMap<protobuf.ReflectionObject, string>,
): string {
  const body = [...names.keys()]
    .map((type) =>
      type instanceof protobuf.Enum ? enumText(type, names) : messageText(type as protobuf.Type, names),
    )
    .join('\n');
  const used = [...HELPERS].filter((helper) => new RegExp(`\\b${helper}\\b`).test(body)).sort();
  const imports = [
    `import { Bytes, EMPTY } from '${KIT}/bytes';`,
    ...HELPER_FILES.flatMap(([file, helpers]) => {
      const wanted = helpers.filter((helper) => used.includes(helper));
      return wanted.length === 0 ? [] : [`import { ${wanted.join(', ')} } from '${KIT}/${file}';`];
    }),
  ];
  const entries = contract.services.map(entriesText).join('\n');
  return `// Generated from ${contract.name}.proto. Change that file, not this one.\n${imports.join('\n')}\n\n${body}\n${entries}`;
}

/** Entry points of a service, for those who call it. */
function entriesText(service: protobuf.Service): string {
  const members = service.methodsArray.map(
    ({ name }) =>
      `  export const ${camelCase(name)}: u32 = 0x${entryPointOf(name).toString(16).padStart(8, '0')};`,
  );
  return `/** Entry points of ${fullNameOf(service)}. */\nexport namespace ${pascalCase(service.name)}Entry {\n${members.join('\n')}\n}\n`;
}

const HELPER_FILES: readonly (readonly [string, readonly string[]])[] = [
  ['event', ['beginEvent', 'endEvent']],
  [
    'reader',
    [
      'enter',
      'hasMore',
      'leave',
      'readBytes',
      'readFixed32',
      'readFixed64',
      'readTag',
      'readText',
      'readVarint',
      'skip',
      'unzigzag',
    ],
  ],
  [
    'writer',
    [
      'begin',
      'close',
      'finish',
      'open',
      'writeBytes',
      'writeFixed32',
      'writeFixed64',
      'writeRawFixed32',
      'writeRawFixed64',
      'writeUint',
      'writeVarint',
      'zigzag',
    ],
  ],
];
const HELPERS = new Set(HELPER_FILES.flatMap(([, helpers]) => helpers));

function enumText(type: protobuf.Enum, names: ReadonlyMap<protobuf.ReflectionObject, string>): string {
  const members = Object.entries(type.values).map(([name, number]) => `  ${name} = ${number},`);
  return `/** ${fullNameOf(type)} */\nexport enum ${names.get(type)!} {\n${members.join('\n')}\n}\n`;
}

function describeField(field: protobuf.Field, names: ReadonlyMap<protobuf.ReflectionObject, string>): Field {
  const resolved = field.resolvedType;
  const name = camelCase(field.name);
  const isMessage = resolved instanceof protobuf.Type;
  const kind: Kind = field.repeated
    ? 'repeated'
    : field.partOf !== null && field.partOf?.isProto3Optional !== true && field.partOf !== undefined
      ? 'oneof'
      : isMessage
        ? 'message'
        : field.partOf
          ? 'explicit'
          : 'implicit';
  return {
    source: field,
    name,
    flag: `has${pascalCase(field.name)}`,
    kind,
    scalar: isMessage ? undefined : resolved instanceof protobuf.Enum ? ENUM : SCALARS[field.type]!,
    className: isMessage ? names.get(resolved)! : '',
    number: field.id,
  };
}

function messageText(type: protobuf.Type, names: ReadonlyMap<protobuf.ReflectionObject, string>): string {
  const fields = type.fieldsArray
    .map((field) => describeField(field, names))
    .sort((a, b) => a.number - b.number);
  const name = names.get(type)!;
  const parameters = fields
    .filter(({ kind }) => kind === 'implicit')
    .map(({ name: field, scalar }) => `    public ${field}: ${scalar!.type} = ${defaultOf(scalar!)},`);
  const members = fields.flatMap(memberText);
  const eventName = isEvent(type) ? eventText(type) : undefined;
  return [
    `/** ${fullNameOf(type)} */`,
    ...(eventName === undefined ? [] : [eventName.constant(name)]),
    `@final`,
    `@unmanaged`,
    `export class ${name} {`,
    ...members,
    ...(parameters.length === 0 ? ['  constructor() {}'] : ['  constructor(', ...parameters, '  ) {}']),
    '',
    "  /** Reads the fields up to the end of the reader's range. */",
    '  decode(): void {',
    ...decodeText(fields),
    '  }',
    '',
    '  /** Writes the fields behind what the writer has. */',
    '  encode(): void {',
    ...fields.flatMap(encodeText),
    '  }',
    '',
    '  /** The message as bytes of its own. */',
    '  toBytes(): Bytes {',
    '    begin();',
    '    this.encode();',
    '    return finish();',
    '  }',
    ...(eventName === undefined ? [] : eventName.method(name)),
    '}',
    '',
  ].join('\n');
}

const defaultOf = (scalar: Scalar): string =>
  scalar.type === 'Bytes' ? 'EMPTY' : scalar.type === 'bool' ? 'false' : '0';

function memberText({ kind, name, flag, scalar, className }: Field): string[] {
  const type = scalar?.type ?? className;
  if (kind === 'implicit') return [];
  if (kind === 'repeated') return [`  ${name}: Array<${type}> = new Array<${type}>();`];
  if (scalar === undefined) return [`  ${name}: ${className} | null = null;`];
  return [
    `  /** Whether \`${name}\` is there. */`,
    `  ${flag}: bool = false;`,
    `  ${name}: ${type} = ${defaultOf(scalar)};`,
  ];
}

function decodeText(fields: readonly Field[]): string[] {
  const cases = fields.flatMap((field) => {
    const { number, scalar, kind, name } = field;
    const tag = number * 8 + (scalar?.wire ?? 2);
    const clear = kind === 'oneof' ? clearSiblings(field, fields) : [];
    const lines = [`        case ${tag}: {`, ...clear.map((line) => `          ${line}`)];
    if (scalar === undefined)
      lines.push(
        `          const outer = enter();`,
        `          const inner = new ${field.className}();`,
        `          inner.decode();`,
        `          leave(outer);`,
        kind === 'repeated' ? `          this.${name}.push(inner);` : `          this.${name} = inner;`,
      );
    else if (kind === 'repeated') lines.push(`          this.${name}.push(${scalar.read});`);
    else {
      lines.push(`          this.${name} = ${scalar.read};`);
      if (kind !== 'implicit') lines.push(`          this.${field.flag} = true;`);
    }
    lines.push('          break;', '        }');
    if (kind === 'repeated' && scalar !== undefined && scalar.wire !== 2)
      lines.push(
        `        case ${number * 8 + 2}: {`,
        `          const outer = enter();`,
        `          while (hasMore()) this.${name}.push(${scalar.read});`,
        `          leave(outer);`,
        `          break;`,
        `        }`,
      );
    return lines;
  });
  return [
    '    while (hasMore()) {',
    '      const tag = readTag();',
    ...(cases.length === 0
      ? ['      skip(tag);']
      : ['      switch (tag) {', ...cases, '        default:', '          skip(tag);', '      }']),
    '    }',
  ];
}

function clearSiblings(field: Field, fields: readonly Field[]): string[] {
  return fields
    .filter((other) => other !== field && other.source.partOf === field.source.partOf)
    .map((other) =>
      other.scalar === undefined ? `this.${other.name} = null;` : `this.${other.flag} = false;`,
    );
}

function encodeText({ kind, name, flag, scalar, number }: Field): string[] {
  const tag = number * 8 + (scalar?.wire ?? 2);
  const write = (value: string): string => scalar!.write.replace('TAG', String(tag)).replace('FIELD', value);
  if (kind === 'repeated') {
    const loop = `    for (let index = 0; index < this.${name}.length; index++)`;
    const item = `this.${name}[index]`;
    if (scalar === undefined)
      return [
        `${loop} {`,
        `      const body = open(${tag});`,
        `      ${item}.encode();`,
        '      close(body);',
        '    }',
      ];
    if (scalar.wire === 2) return [`${loop} ${write(item)};`];
    return [
      `    if (this.${name}.length != 0) {`,
      `      const body = open(${number * 8 + 2});`,
      `  ${loop} ${scalar.raw.replace('FIELD', item)};`,
      '      close(body);',
      '    }',
    ];
  }
  if (scalar === undefined)
    return [
      `    {`,
      `      const held = this.${name};`,
      `      if (held !== null) {`,
      `        const body = open(${tag});`,
      `        held.encode();`,
      '        close(body);',
      '      }',
      '    }',
    ];
  const condition =
    kind !== 'implicit'
      ? `this.${flag}`
      : scalar.type === 'Bytes'
        ? `this.${name}.length != 0`
        : scalar.type === 'bool'
          ? `this.${name}`
          : `this.${name} != 0`;
  return [`    if (${condition}) ${write(`this.${name}`)};`];
}

/** The event's name as an encoded `name` field, so that emitting it copies bytes and converts nothing. */
function eventText(type: protobuf.Type): {
  constant: (className: string) => string;
  method: (className: string) => string[];
} {
  const name = new TextEncoder().encode(fullNameOf(type));
  const field = [10, name.length, ...name];
  return {
    constant: (className) => `@lazy const ${className}Name: usize = memory.data<u8>([${field.join(', ')}]);`,
    method: (className) => [
      '',
      '  /** Emits the event; the accounts given are its `impacted` ones. */',
      '  emit(first: Bytes = EMPTY, second: Bytes = EMPTY, third: Bytes = EMPTY): void {',
      `    const data = beginEvent(${className}Name, ${field.length});`,
      '    this.encode();',
      '    endEvent(data, first, second, third);',
      '  }',
    ],
  };
}
