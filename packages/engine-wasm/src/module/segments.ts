/**
 * Element and data segments: active ones only, and only where they fit, so that instantiation cannot fail.
 * @module
 */
import { constantExpression, type Draft } from './draft.ts';
import { DATA_SEGMENTS_MAX, ELEMENT_SEGMENTS_MAX, PAGE_BYTES, TABLE_ENTRIES_MAX } from './limits.ts';
import { I32 } from './opcodes.ts';
import { malformed, type Reader } from './reader.ts';

export function decodeElements(reader: Reader, draft: Draft): void {
  const functions = draft.imports.length + draft.functionTypes.length;
  const count = reader.count(ELEMENT_SEGMENTS_MAX, 'element segments');
  for (let index = 0; index < count; index++) {
    const start = reader.at;
    if (reader.u32() !== 0) malformed('code.featureOff', start, 'only active element segments');
    if (draft.table === undefined) malformed('code.indexOutOfRange', start, 'table 0');
    const offset = constantExpression(reader, I32).i32 >>> 0;
    const members = new Uint32Array(reader.count(TABLE_ENTRIES_MAX, 'elements'));
    for (let member = 0; member < members.length; member++) {
      const at = reader.at;
      const target = reader.u32();
      if (target >= functions) malformed('code.indexOutOfRange', at, `function ${target}`);
      members[member] = target;
    }
    if (offset + members.length > draft.table.minimum)
      malformed('code.segmentOutOfBounds', start, 'element segment exceeds the table');
    draft.elements.push({ offset, functions: members });
  }
}

export function decodeData(reader: Reader, draft: Draft): void {
  const count = reader.count(DATA_SEGMENTS_MAX, 'data segments');
  for (let index = 0; index < count; index++) {
    const start = reader.at;
    if (reader.u32() !== 0) malformed('code.featureOff', start, 'only active data segments');
    if (draft.memory === undefined) malformed('code.indexOutOfRange', start, 'memory 0');
    const offset = constantExpression(reader, I32).i32 >>> 0;
    const length = reader.u32();
    const at = reader.at;
    reader.skip(length);
    if (offset + length > draft.memory.minimumPages * PAGE_BYTES)
      malformed('code.segmentOutOfBounds', start, 'data segment exceeds the initial memory');
    draft.data.push({ offset, at, end: reader.at });
  }
}
