/**
 * Messages for tests, made from descriptors: one fixed rich example of each, and arbitrary ones.
 * @module
 */
import type { Codec, FieldDescriptor } from '@ashlar/protocol';
import fc from 'fast-check';

/** Messages within messages in what is made here. */
const DEPTH_MAX = 5;

type Members = Record<string, unknown>;

/** A message with every field set to something of its own; of each oneof, the member number `choice` modulo their count. */
export function exampleOf(codec: Codec<unknown>, choice = 0, depth = 0): Members {
  const { fields } = codec.descriptor;
  const message: Members = {};
  for (const field of fields) {
    const members = fields.filter(({ oneof }) => field.oneof !== undefined && oneof === field.oneof);
    const isChosen = members.length === 0 || members.indexOf(field) === choice % members.length;
    const fits = field.message === undefined || depth < DEPTH_MAX;
    if (field.repeated)
      message[field.property] = fits
        ? [exampleValue(field, 0, depth), exampleValue(field, 1, depth), exampleValue(field, 2, depth)]
        : [];
    else message[field.property] = isChosen && fits ? exampleValue(field, choice, depth) : undefined;
  }
  return message;
}

function exampleValue(field: FieldDescriptor, salt: number, depth: number): unknown {
  const { kind, number, name } = field;
  const seed = number * 7 + salt;
  if (kind === 'message') return exampleOf(field.message!(), salt, depth + 1);
  if (kind === 'bool') return true;
  if (kind === 'string') return name === 'type_url' ? `example.org/${salt}` : `${name} ${salt} é𝔸`;
  if (kind === 'bytes') {
    const length = field.btype === 'ADDRESS' || field.btype === 'CONTRACT_ID' ? 25 : 34;
    return Uint8Array.from({ length }, (_, index) => (seed + index * 5) & 255);
  }
  if (kind === 'enum') return field.values!.values[seed % field.values!.values.length]![1];
  const isSigned = kind.startsWith('int') || kind.startsWith('s');
  if (kind.endsWith('64')) return isSigned ? -(2n ** 40n) - BigInt(seed) : 2n ** 63n + BigInt(seed);
  return isSigned ? -70_000 - seed : 4_000_000_000 + seed;
}

/** How many choices of oneof members there are in the message itself: at least one. */
export function choicesOf({ descriptor: { fields } }: Codec<unknown>): number {
  const counts = new Map<string, number>();
  for (const { oneof } of fields) if (oneof !== undefined) counts.set(oneof, (counts.get(oneof) ?? 0) + 1);
  return Math.max(1, ...counts.values());
}

const text: fc.Arbitrary<string> = fc.string({ unit: 'grapheme', maxLength: 20 });
const bytes: fc.Arbitrary<Uint8Array> = fc.uint8Array({ maxLength: 40 });
const signed32: fc.Arbitrary<number> = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const unsigned32: fc.Arbitrary<number> = fc.oneof(fc.nat(200), fc.integer({ min: 0, max: 2 ** 32 - 1 }));

/** Any message in its decoded shape. */
export function messageArbitrary(codec: Codec<unknown>, depth = 0): fc.Arbitrary<Members> {
  const { fields } = codec.descriptor;
  const members: Record<string, fc.Arbitrary<unknown>> = {};
  for (const field of fields) members[field.property] = fieldArbitrary(field, depth);
  return fc.tuple(fc.record(members, { noNullPrototype: true }), fc.nat(30)).map(([message, choice]) => {
    for (const field of fields) {
      const rivals = fields.filter(({ oneof }) => field.oneof !== undefined && oneof === field.oneof);
      if (rivals.length > 0 && rivals.indexOf(field) !== choice % (rivals.length + 1))
        message[field.property] = undefined;
    }
    return message;
  });
}

function fieldArbitrary(field: FieldDescriptor, depth: number): fc.Arbitrary<unknown> {
  if (field.kind === 'message' && depth >= 3) return fc.constant(field.repeated ? [] : undefined);
  const value = valueArbitrary(field, depth);
  if (field.repeated) return fc.array(value, { maxLength: 3 });
  return field.explicit ? fc.option(value, { nil: undefined }) : value;
}

function valueArbitrary(field: FieldDescriptor, depth: number): fc.Arbitrary<unknown> {
  switch (field.kind) {
    case 'message':
      return messageArbitrary(field.message!(), depth + 1);
    case 'bool':
      return fc.boolean();
    case 'string':
      return text;
    case 'bytes':
      return bytes;
    case 'enum':
      return fc.oneof(fc.constantFrom(...field.values!.values.map(([, number]) => number)), signed32);
    case 'uint32':
    case 'fixed32':
      return unsigned32;
    case 'int32':
    case 'sint32':
    case 'sfixed32':
      return signed32;
    case 'uint64':
    case 'fixed64':
      return fc.oneof(fc.bigInt({ min: 0n, max: 300n }), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }));
    default:
      return fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
  }
}
