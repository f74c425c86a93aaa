/**
 * Decodes and validates a WebAssembly binary: the door through which contract code comes in.
 *
 * One pass over the sections in their strict order; indices are checked against what came before, bodies are
 * validated last. Time and memory are linear in the size of the code, which is itself limited. Accepted modules
 * are a subset of WebAssembly 1.0 with sign extension and two bulk-memory instructions; nothing here depends on
 * what the machine's own engine would accept.
 * @module
 */
import { accept, type Result, refuse } from '@ashlar/base';
import type { EngineRefusal } from '@ashlar/ports';
import { checkedType, constantExpression, type Draft, valueType } from './draft.ts';
import * as limits from './limits.ts';
import { I32, NOTHING } from './opcodes.ts';
import { MalformedCode, malformed, Reader } from './reader.ts';
import { decodeData, decodeElements } from './segments.ts';
import type { HostFunction, WasmModule } from './structure.ts';
import { BodyValidator } from './validate.ts';

const MAGIC_AND_VERSION = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00] as const;
const CUSTOM_SECTION = 0;
const START_SECTION = 8;

type SectionDecoder = (reader: Reader, draft: Draft) => void;
/** Section id to its place in the order and its decoder. The data count section (12) precedes the code (10). */
const SECTIONS: ReadonlyMap<number, Readonly<{ place: number; decode: SectionDecoder }>> = new Map([
  [1, { place: 1, decode: decodeTypes }],
  [2, { place: 2, decode: decodeImports }],
  [3, { place: 3, decode: decodeFunctions }],
  [4, { place: 4, decode: decodeTable }],
  [5, { place: 5, decode: decodeMemory }],
  [6, { place: 6, decode: decodeGlobals }],
  [7, { place: 7, decode: decodeExports }],
  [9, { place: 9, decode: decodeElements }],
  [12, { place: 10, decode: decodeDataCount }],
  [10, { place: 11, decode: decodeBodies }],
  [11, { place: 12, decode: decodeData }],
]);

/** Refusals carry one of the `code.*` reasons and the byte offset at which the fault was noticed. */
export function decodeModule(bytes: Uint8Array): Result<WasmModule, EngineRefusal> {
  try {
    return accept(decode(bytes));
  } catch (error) {
    if (!(error instanceof MalformedCode)) throw error;
    return refuse({ code: error.reason, offset: error.offset, detail: error.detail });
  }
}

function decode(bytes: Uint8Array): WasmModule {
  if (bytes.length > limits.CODE_BYTES_MAX)
    malformed('code.tooLarge', 0, `more than ${limits.CODE_BYTES_MAX} bytes`);
  MAGIC_AND_VERSION.forEach((byte, index) => {
    if (bytes[index] !== byte) malformed('code.notWasm', index, 'not a WebAssembly 1 binary');
  });
  const draft: Draft = {
    bytes,
    types: [],
    imports: [],
    functionTypes: new Uint32Array(0),
    table: undefined,
    memory: undefined,
    globals: [],
    startFunction: undefined,
    exportsMemory: false,
    elements: [],
    dataCount: undefined,
    data: [],
    bodies: [],
  };
  decodeSections(draft);
  return complete(draft);
}

function decodeSections(draft: Draft): void {
  const reader = new Reader(draft.bytes, MAGIC_AND_VERSION.length, draft.bytes.length);
  let place = 0;
  while (reader.at < reader.end) {
    const start = reader.at;
    const id = reader.byte();
    const size = reader.u32();
    if (size > reader.end - reader.at) malformed('code.truncated', start, `section ${id} exceeds the module`);
    const section = new Reader(draft.bytes, reader.at, reader.at + size);
    reader.skip(size);
    if (id === CUSTOM_SECTION) {
      section.name();
      continue;
    }
    if (id === START_SECTION) malformed('code.startSection', start, 'start sections run unmetered');
    const known = SECTIONS.get(id);
    if (known === undefined) malformed('code.featureOff', start, `section ${id}`);
    if (known.place <= place) malformed('code.sectionOrder', start, `section ${id} out of order`);
    place = known.place;
    known.decode(section, draft);
    if (section.at !== section.end)
      malformed('code.sectionSize', section.at, `section ${id} has stray bytes`);
  }
}

function complete(draft: Draft): WasmModule {
  const { bytes, memory, startFunction } = draft;
  const end = bytes.length;
  if (memory === undefined) malformed('code.memoryRefused', end, 'exactly one memory is required');
  if (startFunction === undefined) malformed('code.exportMissing', end, 'export `_start` is required');
  if (!draft.exportsMemory) malformed('code.exportMissing', end, 'export `memory` is required');
  if (draft.bodies.length !== draft.functionTypes.length)
    malformed('code.sectionSize', end, 'functions without bodies');
  if (draft.dataCount !== undefined && draft.dataCount !== draft.data.length)
    malformed('code.sectionSize', end, 'data count differs from the data section');
  return {
    bytes,
    types: draft.types,
    imports: draft.imports,
    functionTypes: draft.functionTypes,
    table: draft.table,
    memory,
    globals: draft.globals,
    startFunction,
    elements: draft.elements,
    data: draft.data,
    bodies: draft.bodies,
  };
}

function decodeTypes(reader: Reader, draft: Draft): void {
  const count = reader.count(limits.TYPES_MAX, 'types');
  for (let index = 0; index < count; index++) {
    const start = reader.at;
    if (reader.byte() !== 0x60) malformed('code.featureOff', start, 'only function types');
    const parameters = new Uint8Array(reader.count(limits.PARAMETERS_MAX, 'parameters'));
    for (let at = 0; at < parameters.length; at++) parameters[at] = valueType(reader);
    const results = reader.u32();
    if (results > 1) malformed('code.featureOff', start, 'more than one result');
    draft.types.push({ parameters, result: results === 1 ? valueType(reader) : NOTHING });
  }
}

const isHostFunction = (name: string): name is HostFunction =>
  name === 'invoke_system_call' || name === 'invoke_thunk';

function decodeImports(reader: Reader, draft: Draft): void {
  const count = reader.count(limits.IMPORTS_MAX, 'imports');
  for (let index = 0; index < count; index++) {
    const start = reader.at;
    const [module, name, kind] = [reader.name(), reader.name(), reader.byte()];
    if (module !== 'env' || kind !== 0 || !isHostFunction(name))
      malformed('code.importRefused', start, 'only env.invoke_system_call and env.invoke_thunk');
    const typeIndex = checkedType(reader, draft);
    const { parameters, result } = draft.types[typeIndex]!;
    if (result !== I32 || parameters.length !== 6 || parameters.some((type) => type !== I32))
      malformed('code.importRefused', start, `${name} has another signature`);
    draft.imports.push({ name, typeIndex });
  }
}

function decodeFunctions(reader: Reader, draft: Draft): void {
  const count = reader.count(limits.FUNCTIONS_MAX - draft.imports.length, 'functions');
  draft.functionTypes = new Uint32Array(count);
  for (let index = 0; index < count; index++) draft.functionTypes[index] = checkedType(reader, draft);
}

/** `minimum` and `maximum`, the latter `ceiling` if not declared. */
function decodeLimits(reader: Reader, ceiling: number): Readonly<{ minimum: number; maximum: number }> {
  const start = reader.at;
  const flags = reader.byte();
  if (flags > 1) malformed('code.featureOff', start, 'shared or 64-bit limits');
  const minimum = reader.u32();
  const maximum = flags === 1 ? reader.u32() : ceiling;
  if (maximum > ceiling || (flags === 1 && minimum > maximum))
    malformed('code.malformed', start, 'limits contradict each other');
  return { minimum, maximum };
}

function decodeTable(reader: Reader, draft: Draft): void {
  const start = reader.at;
  const count = reader.count(1, 'tables');
  if (count === 0) return;
  if (reader.byte() !== 0x70) malformed('code.featureOff', start, 'only tables of functions');
  const { minimum } = decodeLimits(reader, 0xffffffff);
  if (minimum > limits.TABLE_ENTRIES_MAX)
    malformed('code.limitExceeded', start, `more than ${limits.TABLE_ENTRIES_MAX} table entries`);
  draft.table = { minimum };
}

function decodeMemory(reader: Reader, draft: Draft): void {
  const start = reader.at;
  if (reader.count(1, 'memories') === 0) return;
  const { minimum, maximum } = decodeLimits(reader, 65_536);
  if (minimum > limits.MEMORY_PAGES_MAX)
    malformed('code.memoryRefused', start, `more than ${limits.MEMORY_PAGES_MAX} pages`);
  draft.memory = { minimumPages: minimum, maximumPages: Math.min(maximum, limits.MEMORY_PAGES_MAX) };
}

function decodeGlobals(reader: Reader, draft: Draft): void {
  const count = reader.count(limits.GLOBALS_MAX, 'globals');
  for (let index = 0; index < count; index++) {
    const type = valueType(reader);
    const at = reader.at;
    const mutability = reader.byte();
    if (mutability > 1) malformed('code.malformed', at, 'mutability is 0 or 1');
    draft.globals.push({ type, isMutable: mutability === 1, value: constantExpression(reader, type) });
  }
}

function decodeExports(reader: Reader, draft: Draft): void {
  const count = reader.count(limits.EXPORTS_MAX, 'exports');
  const functions = draft.imports.length + draft.functionTypes.length;
  const sizes = [functions, draft.table ? 1 : 0, draft.memory ? 1 : 0, draft.globals.length];
  const names = new Set<string>();
  for (let index = 0; index < count; index++) {
    const start = reader.at;
    const [name, kind, target] = [reader.name(), reader.byte(), reader.u32()];
    if (names.has(name)) malformed('code.exportTwice', start, name);
    names.add(name);
    const size = sizes[kind];
    if (size === undefined) malformed('code.featureOff', start, 'export kind');
    if (target >= size) malformed('code.indexOutOfRange', start, `export ${name}`);
    if (name === 'memory' && kind === 2) draft.exportsMemory = true;
    if (name === '_start' && kind === 0) draft.startFunction = startTarget(draft, target, start);
  }
}

function startTarget(draft: Draft, index: number, offset: number): number {
  if (index < draft.imports.length) malformed('code.exportMissing', offset, '`_start` is an import');
  const type = draft.types[draft.functionTypes[index - draft.imports.length]!]!;
  if (type.parameters.length !== 0 || type.result !== NOTHING)
    malformed('code.typeMismatch', offset, '`_start` takes and returns nothing');
  return index;
}

function decodeDataCount(reader: Reader, draft: Draft): void {
  draft.dataCount = reader.u32();
}

function decodeBodies(reader: Reader, draft: Draft): void {
  const start = reader.at;
  const count = reader.u32();
  if (count !== draft.functionTypes.length)
    malformed('code.sectionSize', start, 'bodies differ from functions');
  const validator = new BodyValidator(draft, reader);
  for (let index = 0; index < count; index++) {
    const bodyStart = reader.at;
    const size = reader.u32();
    if (size > limits.FUNCTION_BYTES_MAX)
      malformed('code.limitExceeded', bodyStart, `more than ${limits.FUNCTION_BYTES_MAX} bytes a function`);
    const body = new Reader(draft.bytes, reader.at, reader.at + size);
    reader.skip(size);
    draft.bodies.push(validator.validate(body, draft.functionTypes[index]!));
  }
}
