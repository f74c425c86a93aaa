/**
 * Writes a validated module anew: metered, bounded, stripped of all that is not needed to run it.
 *
 * Only `_start` and the memory stay reachable; custom sections and other exports are gone; the memory has a
 * maximum; imported host functions are reached through wrappers which carry the ticks and the stack across.
 * Function indices move up by the number of imports, everything else keeps its index.
 * @module
 */
import { BULK, I32, I64, NOTHING, OP } from '../module/opcodes.ts';
import type { WasmModule } from '../module/structure.ts';
import { BodyRewriter, type Places } from './body.ts';
import * as layout from './layout.ts';
import {
  bulkBody,
  growBody,
  hostBody,
  restoreBody,
  runBody,
  SUPPORT_TYPE,
  SUPPORT_TYPES,
  stopBody,
} from './support.ts';
import { Writer } from './writer.ts';

const HEADER = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00] as const;
const FUNCTION_KIND = 0;
const MEMORY_KIND = 2;
const GLOBAL_KIND = 3;

/** Bytes of a valid module, about two to four times as long. Linear in the size of `module`. */
export function instrument(
  module: WasmModule,
  prices: layout.MemoryPrices = layout.KOINOS_MEMORY_PRICES,
): Uint8Array {
  const firstAdded = layout.IMPORTS + module.imports.length + module.bodies.length;
  const places: Places = {
    ticksGlobal: module.globals.length,
    reasonGlobal: module.globals.length + 1,
    stopFunction: firstAdded,
    growFunction: firstAdded + 1,
    copyFunction: firstAdded + 2,
    fillFunction: firstAdded + 3,
  };
  const out = new Writer();
  out.bytes(...HEADER);
  section(out, 1, (part) => writeTypes(part, module));
  section(out, 2, (part) => writeImports(part, module));
  section(out, 3, (part) => writeFunctions(part, module));
  if (module.table !== undefined) {
    const { minimum } = module.table;
    section(out, 4, (part) => {
      part.bytes(1, 0x70, 1);
      part.u32(minimum);
      part.u32(minimum);
    });
  }
  section(out, 5, (part) => {
    part.bytes(1, 1);
    part.u32(module.memory.minimumPages);
    part.u32(module.memory.maximumPages);
  });
  section(out, 6, (part) => writeGlobals(part, module));
  section(out, 7, (part) => writeExports(part, places, firstAdded + 4));
  if (module.elements.length > 0) section(out, 9, (part) => writeElements(part, module));
  section(out, 10, (part) => writeCode(part, module, places, prices));
  if (module.data.length > 0) section(out, 11, (part) => writeData(part, module));
  return out.view();
}

function section(out: Writer, id: number, write: (part: Writer) => void): void {
  const part = new Writer();
  write(part);
  out.byte(id);
  out.sized(part.view());
}

function writeTypes(out: Writer, module: WasmModule): void {
  out.u32(module.types.length + SUPPORT_TYPES.length);
  for (const { parameters, result } of module.types) {
    writeType(out, [...parameters, I64, I32], result === NOTHING ? [I64] : [result, I64]);
  }
  for (const { parameters, results } of SUPPORT_TYPES) writeType(out, parameters, results);
}

function writeType(out: Writer, parameters: readonly number[], results: readonly number[]): void {
  out.byte(0x60);
  out.u32(parameters.length);
  out.bytes(...parameters);
  out.u32(results.length);
  out.bytes(...results);
}

function writeImports(out: Writer, module: WasmModule): void {
  const first = module.types.length;
  out.u32(layout.IMPORTS);
  for (const [name, type] of [
    [layout.IMPORT_SYSTEM_CALL, SUPPORT_TYPE.host],
    [layout.IMPORT_THUNK, SUPPORT_TYPE.host],
    [layout.IMPORT_TICKS, SUPPORT_TYPE.ticks],
  ] as const) {
    out.name(layout.IMPORT_MODULE);
    out.name(name);
    out.byte(FUNCTION_KIND);
    out.u32(first + type);
  }
}

function writeFunctions(out: Writer, module: WasmModule): void {
  const first = module.types.length;
  const { stop, grow, bulk, run, restore } = SUPPORT_TYPE;
  const added = [stop, grow, bulk, bulk, run, restore];
  out.u32(module.imports.length + module.functionTypes.length + added.length);
  for (const { typeIndex } of module.imports) out.u32(typeIndex);
  for (const typeIndex of module.functionTypes) out.u32(typeIndex);
  for (const type of added) out.u32(first + type);
}

function writeGlobals(out: Writer, module: WasmModule): void {
  out.u32(module.globals.length + 2);
  for (const { type, isMutable, value } of module.globals) {
    out.bytes(type, isMutable ? 1 : 0, value.opcode);
    out.copy(module.bytes, value.at, value.end);
    out.byte(OP.end);
  }
  out.bytes(I64, 1, OP.i64Const, 0, OP.end);
  out.bytes(I32, 1, OP.i32Const, 0, OP.end);
}

function writeExports(out: Writer, places: Places, runFunction: number): void {
  const exported = [
    [layout.EXPORT_RUN, FUNCTION_KIND, runFunction],
    [layout.EXPORT_RESTORE, FUNCTION_KIND, runFunction + 1],
    [layout.EXPORT_MEMORY, MEMORY_KIND, 0],
    [layout.EXPORT_TICKS, GLOBAL_KIND, places.ticksGlobal],
    [layout.EXPORT_REASON, GLOBAL_KIND, places.reasonGlobal],
  ] as const;
  out.u32(exported.length);
  for (const [name, kind, index] of exported) {
    out.name(name);
    out.byte(kind);
    out.u32(index);
  }
}

function writeElements(out: Writer, module: WasmModule): void {
  out.u32(module.elements.length);
  for (const { offset, functions } of module.elements) {
    out.bytes(0, OP.i32Const);
    out.s32(offset | 0);
    out.byte(OP.end);
    out.u32(functions.length);
    for (const index of functions) out.u32(index + layout.IMPORTS);
  }
}

function writeCode(out: Writer, module: WasmModule, places: Places, prices: layout.MemoryPrices): void {
  const { minimumPages, maximumPages } = module.memory;
  const added = [
    stopBody(places),
    growBody(places, maximumPages, prices.grownPageTicks),
    bulkBody(places, BULK.memoryCopy),
    bulkBody(places, BULK.memoryFill),
    runBody(places, module.startFunction + layout.IMPORTS, minimumPages * prices.initialPageTicks),
    restoreBody(places, module),
  ];
  out.u32(module.imports.length + module.bodies.length + added.length);
  for (const { name } of module.imports) out.sized(hostBody(places, name === 'invoke_system_call' ? 0 : 1));
  const part = new Writer();
  for (const body of module.bodies) {
    part.clear();
    new BodyRewriter(part, places, module, body).run();
    out.sized(part.view());
  }
  for (const body of added) out.sized(body);
}

function writeData(out: Writer, module: WasmModule): void {
  out.u32(module.data.length);
  for (const { offset, at, end } of module.data) {
    out.bytes(0, OP.i32Const);
    out.s32(offset | 0);
    out.byte(OP.end);
    out.u32(end - at);
    out.append(module.bytes.subarray(at, end));
  }
}
