/**
 * What hostile modules are made of.
 * @module
 */
import { I64, OP } from '../../src/module/opcodes.ts';
import {
  buildModule,
  HEADER,
  HOST_SIGNATURE,
  type ModuleSpec,
  nameOf,
  START_SIGNATURE,
  sectionOf,
  u32,
  vector,
} from './module-builder.ts';
/** `expected` is a refusal code, or how a run ends: `returned`, `exhausted`, or `trapped`. */
export type Bomb = Readonly<{ title: string; code: Uint8Array; expected: string }>;

export const many = (count: number, part: readonly number[]): number[] =>
  Array.from({ length: count }, () => part).flat();
/** As many whole parts as fit `length` bytes. */
export const repeatBytes = (length: number, part: readonly number[]): Uint8Array => {
  const bytes = new Uint8Array(length - (length % part.length));
  for (let at = 0; at < bytes.length; at++) bytes[at] = part[at % part.length]!;
  return bytes;
};
const spec: ModuleSpec = {
  types: [START_SIGNATURE, HOST_SIGNATURE],
  hasImports: true,
  functions: [{ type: 0, code: [] }],
  start: 2,
};
export const module = (more: Partial<ModuleSpec>): Uint8Array => buildModule({ ...spec, ...more });

/** A module of raw parts after a valid type, import and function section. */
export const raw = (...parts: readonly (readonly number[])[]): Uint8Array =>
  Uint8Array.from([...HEADER, ...parts.flat()]);
export const TYPES: number[] = sectionOf(1, vector([[0x60, 0, 0]]));
export const FUNCTIONS: number[] = sectionOf(3, [1, 0]);
export const MEMORY: number[] = sectionOf(5, [1, 0, 1]);
export const EXPORTS: number[] = sectionOf(
  7,
  vector([
    [...nameOf('_start'), 0, 0],
    [...nameOf('memory'), 2, 0],
  ]),
);
export const CODE: number[] = sectionOf(10, [1, 2, 0, OP.end]);
export const plain = (before: readonly number[] = [], after: readonly number[] = []): Uint8Array =>
  raw(before, TYPES, FUNCTIONS, MEMORY, EXPORTS, CODE, after);

export const withLocals = (count: number, code: readonly number[]): Uint8Array => {
  const body = [1, ...u32(count), I64, ...code, OP.end];
  return raw(TYPES, FUNCTIONS, MEMORY, EXPORTS, sectionOf(10, [1, ...u32(body.length), ...body]));
};
