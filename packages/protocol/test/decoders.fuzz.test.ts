/**
 * Bytes that nobody meant for any decoder: each takes them, or refuses them with its own error; what the strict one takes
 * is written back byte for byte. Half of the inputs are random, half look like the message that is asked for.
 * `ASHLAR_FUZZ_DECODERS` and `ASHLAR_SEED` choose how many and which.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { equal, hex } from '@ashlar/base';
import * as protocol from '@ashlar/protocol';
import { type Codec, DecodeError, type MessageDescriptor, Writer } from '@ashlar/protocol';

const RUNS = Number(process.env['ASHLAR_FUZZ_DECODERS'] ?? 50_000);
const SEED = Number(process.env['ASHLAR_SEED'] ?? Date.now() % 1_000_000_000);
const DEPTH_MAX = 4;
const FIELDS_MAX = 6;
/** Memory that a million inputs may leave behind, in bytes. */
const LEFT_MAX = 64 << 20;

type Any = Codec<unknown>;
const isCodec = (value: unknown): value is Any =>
  typeof value === 'object' && value !== null && 'decodeStrict' in value && 'descriptor' in value;
const CODECS: readonly Any[] = [
  ...new Set(
    Object.values(protocol).flatMap((value) =>
      isCodec(value)
        ? [value]
        : typeof value === 'object' && value !== null
          ? Object.values(value).filter(isCodec)
          : [],
    ),
  ),
];

/** Numbers below `bound`, the same for the same seed. */
function numbers(seed: number): (bound: number) => number {
  let state = seed >>> 0 || 1;
  return (bound) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % bound;
  };
}

type Draw = ReturnType<typeof numbers>;
const INTERESTING = [0, 1, 2, 127, 128, 255, 300, 65_535, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1];

const randomBytes = (draw: Draw, max: number): Uint8Array =>
  Uint8Array.from({ length: draw(max + 1) }, () => draw(256));

/** Fields of the message, mostly with its numbers and kinds, sometimes with others. */
function likely(draw: Draw, { fields }: MessageDescriptor, depth: number): Uint8Array {
  const writer = Writer.create();
  for (let count = draw(FIELDS_MAX + 1); count > 0; count--) {
    const field = fields.length === 0 || draw(8) === 0 ? undefined : fields[draw(fields.length)]!;
    const number = field?.number ?? 1 + draw(20);
    if (field?.kind === 'message' && depth < DEPTH_MAX && draw(8) > 0) {
      writer.uint32((number << 3) | 2).bytes(likely(draw, field.message!().descriptor, depth + 1));
      continue;
    }
    const type = field === undefined || draw(8) === 0 ? draw(8) : wireTypeOf(field.kind);
    writer.uint32((number << 3) | type);
    if (type === 0) writer.uint64(INTERESTING[draw(INTERESTING.length)]!);
    else if (type === 2) writer.bytes(randomBytes(draw, 40));
    else if (type === 1) writer.fixed64(draw(2 ** 31));
    else if (type === 5) writer.fixed32(draw(2 ** 31));
  }
  return writer.finish();
}

const wireTypeOf = (kind: string): number =>
  /string|bytes|message/.test(kind) ? 2 : kind.endsWith('fixed64') ? 1 : kind.endsWith('fixed32') ? 5 : 0;

/** One byte another, one more, or fewer. */
function bent(draw: Draw, bytes: Uint8Array): Uint8Array {
  if (bytes.length === 0) return bytes;
  const copy = bytes.slice(0, draw(4) === 0 ? draw(bytes.length + 1) : bytes.length);
  if (copy.length > 0) copy[draw(copy.length)] = draw(256);
  return copy;
}

function input(draw: Draw, codec: Any): Uint8Array {
  if (draw(2) === 0) return randomBytes(draw, 64);
  const bytes = likely(draw, codec.descriptor, 0);
  return draw(3) === 0 ? bent(draw, bytes) : bytes;
}

/** @returns whether the strict decoder took it */
function check(codec: Any, bytes: Uint8Array): boolean {
  try {
    codec.decode(bytes);
  } catch (cause) {
    assert.ok(cause instanceof DecodeError, `${codec.descriptor.name} ${hex(bytes)}: ${String(cause)}`);
  }
  const strict = codec.decodeStrict(bytes);
  if (!strict.ok) return false;
  assert.ok(equal(codec.encode(strict.value as never), bytes), `${codec.descriptor.name} ${hex(bytes)}`);
  return true;
}

test(`no bytes make a decoder fail (${RUNS} inputs, ASHLAR_SEED=${SEED})`, (context) => {
  assert.ok(CODECS.length > 100, 'all messages of the protocol');
  const draw = numbers(SEED);
  let taken = 0;
  let before = 0;
  for (let run = 0; run < RUNS; run++) {
    const codec = CODECS[run % CODECS.length]!;
    if (check(codec, input(draw, codec))) taken++;
    if (run === Math.floor(RUNS / 10)) before = heapUsed();
  }
  const left = heapUsed() - before;
  assert.ok(taken > RUNS / 20, `${taken} are messages: the inputs reach beyond the first byte`);
  assert.ok(left < LEFT_MAX, `${left} bytes are left behind`);
  context.diagnostic(
    `${CODECS.length} decoders, ${taken} of ${RUNS} inputs taken, ${left >> 10} KiB more heap`,
  );
});

function heapUsed(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
