/**
 * The compression function of BLAKE2b (RFC 7693), with the "last node" flag in the program's hands.
 *
 * Libraries hide it, and the splittable generator is defined on it (`spec/rholang.md` 4.2); hashing proper comes from
 * `@ashlar/crypto`.
 * @module
 */
import { CHAIN_AT, COUNTER_AT, compressionModule, MESSAGE_AT } from './blake2b-module.ts';

/** Eight chain words, little-endian: what goes from one block to the next. */
export type ChainState = Uint8Array;
export const CHAIN_BYTES = 64;
export const BLOCK_BYTES = 128;

/** The part of the WebAssembly interface that is used: the project compiles without the browser's types. */
type Interface = Readonly<{
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object) => Readonly<{ exports: Readonly<Record<string, unknown>> }>;
}>;
const { Module, Instance } = (globalThis as unknown as { WebAssembly: Interface }).WebAssembly;

const { exports } = new Instance(new Module(compressionModule()));
const memory = new Uint8Array((exports['memory'] as Readonly<{ buffer: ArrayBuffer }>).buffer);
const run = exports['compress'] as (final: number, root: number) => void;
const state = memory.subarray(CHAIN_AT, CHAIN_AT + CHAIN_BYTES);
const counter = new Uint32Array(memory.buffer, COUNTER_AT, 2);
const WORD = 0x1_0000_0000;

/** Where the block lies that `compress` absorbs. */
export const block: Uint8Array = memory.subarray(MESSAGE_AT, MESSAGE_AT + BLOCK_BYTES);

const FIRST = Uint8Array.of(
  ...[0x08, 0xc9, 0xbc, 0xf3, 0x67, 0xe6, 0x09, 0x6a, 0x3b, 0xa7, 0xca, 0x84, 0x85, 0xae, 0x67, 0xbb],
  ...[0x2b, 0xf8, 0x94, 0xfe, 0x72, 0xf3, 0x6e, 0x3c, 0xf1, 0x36, 0x1d, 0x5f, 0x3a, 0xf5, 0x4f, 0xa5],
  ...[0xd1, 0x82, 0xe6, 0xad, 0x7f, 0x52, 0x0e, 0x51, 0x1f, 0x6c, 0x3e, 0x2b, 0x8c, 0x68, 0x05, 0x9b],
  ...[0x6b, 0xbd, 0x41, 0xfb, 0xab, 0xd9, 0x83, 0x1f, 0x79, 0x21, 0x7e, 0x13, 0x19, 0xcd, 0xe0, 0x5b],
);

/** The chain before any input: the generator's parameter block with `fanout` in [0, 255]. */
export function initialChain(fanout: number): ChainState {
  const chain = new Uint8Array(CHAIN_BYTES);
  chain.set(FIRST);
  chain[0]! ^= 0x40;
  chain[2]! ^= fanout;
  chain[3]! ^= 0xff;
  chain[17]! ^= 0x20;
  return chain;
}

/**
 * Absorbs `block` into `into` (which may be `chain`).
 * @param bytes absorbed by the end of this block, below 2^53
 * @param final the last block of its node
 * @param root the last node of its level
 */
export function compress(
  chain: ChainState,
  bytes: number,
  final: boolean,
  root: boolean,
  into: ChainState,
): void {
  state.set(chain);
  counter[0] = bytes % WORD;
  counter[1] = bytes / WORD;
  run(final ? -1 : 0, root ? -1 : 0);
  into.set(state);
}
