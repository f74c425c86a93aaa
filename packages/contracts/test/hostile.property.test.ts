/**
 * Every entry of every contract under hostile arguments and callers: it answers, reverts or fails, and what it answers
 * is a message of its own. Anything else (a broken invariant, a type error) would halt every node of a chain.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concat, EMPTY } from '@ashlar/base';
import { nativeContracts, WELL_KNOWN } from '@ashlar/contracts';
import type { NativeContract } from '@ashlar/ports';
import {
  burn,
  type Codec,
  chain,
  committee,
  DecodeError,
  evidence,
  type FieldDescriptor,
  governance,
  type MessageDescriptor,
  names,
  resources,
  token,
} from '@ashlar/protocol';
import fc from 'fast-check';
import { addressOf, Ended, KERNEL, USER } from './fake-host.ts';
import { GOVERNANCE, GovernanceWorld, proposer, TOKEN } from './governance-world.ts';

const numRuns = Number(process.env['ASHLAR_RUNS'] ?? 150);
const DEPTH_MAX = 3;
const CODECS = [burn, chain, committee, evidence, governance, names, resources, token]
  .flatMap((namespace) => Object.values(namespace) as readonly unknown[])
  .filter(
    (value): value is Codec<unknown> => typeof value === 'object' && value !== null && 'decode' in value,
  );

const someBytes = fc.oneof(
  fc.constantFrom(EMPTY, proposer, TOKEN, GOVERNANCE, addressOf('bob'), new Uint8Array(25).fill(255)),
  fc.uint8Array({ maxLength: 40 }),
);

function valueOf(field: FieldDescriptor, depth: number): fc.Arbitrary<unknown> {
  switch (field.kind) {
    case 'message':
      return messageOf(field.message!().descriptor, depth + 1);
    case 'bytes':
      return someBytes;
    case 'string':
      return fc.constantFrom('', 'token', 'koin', 'governance', 'é'.repeat(80));
    case 'bool':
      return fc.boolean();
    case 'enum':
    case 'int32':
      return fc.integer({ min: -3, max: 700 });
    case 'uint32':
      return fc.integer({ min: 0, max: 2 ** 32 - 1 });
    default:
      return fc.oneof(fc.bigInt(0n, 10n), fc.bigInt(0n, 2n ** 63n - 1n));
  }
}

/** Messages as their descriptors have them, no member of a oneof but the first. */
function messageOf({ fields }: MessageDescriptor, depth: number): fc.Arbitrary<unknown> {
  if (depth > DEPTH_MAX) return fc.constant({});
  const seen = new Set<string>();
  const entries = fields
    .filter(({ oneof }) => oneof === undefined || (!seen.has(oneof) && seen.add(oneof)))
    .map((field) => {
      const one = valueOf(field, depth);
      return [field.property, field.repeated ? fc.array(one, { maxLength: 3 }) : one] as const;
    });
  return fc.record(Object.fromEntries(entries), { requiredKeys: [] });
}

function codecNamed(name: string): Codec<unknown> {
  const codec = CODECS.find((candidate) => candidate.name === name);
  assert.ok(codec !== undefined, name);
  return codec;
}

const callers = fc.constantFrom(
  USER,
  KERNEL,
  { address: addressOf('bob'), isKernel: false },
  { address: GOVERNANCE, isKernel: true },
);

function check(contract: NativeContract): void {
  const { methods } = JSON.parse(contract.abi) as {
    methods: Record<string, { argument: string; return: string; entry_point: number }>;
  };
  const address = contract.id === 'native/token/1' ? TOKEN : addressOf(contract.id);
  for (const method of Object.values(methods)) {
    const argument = codecNamed(method.argument);
    const result = codecNamed(method.return);
    const encoded = messageOf(argument.descriptor, 0).map((value) => argument.encode(value as object));
    const args = fc.oneof(
      encoded,
      fc.uint8Array({ maxLength: 60 }),
      fc.tuple(encoded, fc.uint8Array({ maxLength: 9 })).map(([a, b]) => concat(a, b)),
    );
    const property = fc.property(
      args,
      callers,
      fc.boolean(),
      fc.boolean(),
      (bytes, caller, system, inBlock) => {
        const world = new GovernanceWorld();
        world.chain.deploy(address, contract);
        world.chain.hasSystemAuthority = system;
        if (inBlock) world.block();
        try {
          const answer = world.inTransaction(proposer, EMPTY, () =>
            world.chain.call(address, method.entry_point, bytes, caller),
          );
          assert.doesNotThrow(() => result.decode(answer), DecodeError);
        } catch (cause) {
          if (!(cause instanceof Ended)) throw cause;
          assert.ok(cause.code !== 0 && cause.message.length > 0);
        }
      },
    );
    fc.assert(property, { numRuns: Math.ceil(numRuns / 3) });
  }
}

for (const contract of nativeContracts) {
  test(`${contract.id}: every entry takes any arguments from any caller`, () => check(contract));
}

test('all contracts are checked', () => {
  const ids = nativeContracts.map(({ id }) => id);
  for (const name of Object.keys(WELL_KNOWN)) assert.ok(ids.includes(`native/${name}/1`), name);
});
