/**
 * Random operations over the native token, the fungible template and the fixture contracts: transfers, writes,
 * iteration, deep calls, endings of every kind, uploads, overrides, raw system calls. Most are sensible, many revert.
 * @module
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EMPTY, latin1 } from '@ashlar/base';
import { WELL_KNOWN } from '@ashlar/contracts';
import { entryPointOf, type Operation, type OperationInit, token, Writer } from '@ashlar/protocol';
import { genesisKey, type Key, keyOf, operation } from '../chain.ts';

const CONTRACTS = join(import.meta.dirname, '../../../../contracts-as');
const built = (path: string, name: string): Uint8Array =>
  new Uint8Array(readFileSync(join(CONTRACTS, path, name, 'build', `${name}.wasm`)));

/** Name -> code. Each lives at the address of the key of its name. */
export const CODES: Readonly<Record<string, Uint8Array>> = {
  fungible: built('templates', 'fungible'),
  ...Object.fromEntries(
    ['authorizer', 'bare', 'caller', 'exiter', 'override', 'spender'].map((name) => [
      name,
      built('fixtures', name),
    ]),
  ),
};

export const USERS: readonly Key[] = Array.from({ length: 6 }, (_, index) => keyOf(`user ${index}`));

/** Mulberry32: seeded, small, good enough to vary blocks. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  below(bound: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }

  chance(percent: number): boolean {
    return this.below(100) < percent;
  }

  bytes(lengthMax: number): Uint8Array {
    return Uint8Array.from({ length: this.below(lengthMax + 1) }, () => this.below(256));
  }
}

/** A message of fields 1, 2, … that are numbers, bytes or texts: whatever a fixture's schema calls them. */
function message(...fields: readonly (number | Uint8Array | string)[]): Uint8Array {
  const writer = Writer.create();
  fields.forEach((field, index) => {
    const tag = (index + 1) << 3;
    if (typeof field === 'number') writer.uint32(tag).int32(field);
    else if (typeof field === 'string') writer.uint32(tag | 2).string(field);
    else writer.uint32(tag | 2).bytes(field);
  });
  return new Uint8Array(writer.finish());
}

const call = (contractId: Uint8Array, method: string, args: Uint8Array): Operation =>
  operation({ callContract: { contractId, entryPoint: entryPointOf(method), args } });
const at = (name: string): Uint8Array => keyOf(name).address;

/** An operation, and who must sign for it beside the payer. */
export type Drawn = Readonly<{ operation: Operation; signers?: readonly Key[]; payer?: Key }>;

export function drawOperation(dice: Dice, payer: Key): Drawn {
  const kind = dice.below(100);
  if (kind < 30) return { operation: coinTransfer(dice, payer) };
  if (kind < 50) return templateCall(dice, payer);
  if (kind < 66) return { operation: spending(dice) };
  if (kind < 74) return { operation: ending(dice) };
  if (kind < 86) return { operation: nesting(dice) };
  if (kind < 90) return { operation: bare(dice) };
  if (kind < 94) return uploading(dice, payer);
  if (kind < 97) return { operation: rerouting(dice), signers: [genesisKey] };
  return { operation: answering(dice) };
}

function coinTransfer(dice: Dice, payer: Key): Operation {
  const [from, to] = [dice.chance(95) ? payer : dice.pick(USERS), dice.pick(USERS)];
  const value = BigInt(dice.below(dice.chance(95) ? 1_000 : 2 ** 31)) ** (dice.chance(95) ? 1n : 2n);
  const args = token.TransferArguments.encode({ from: from.address, to: to.address, value });
  return call(WELL_KNOWN.token, 'transfer', args);
}

function templateCall(dice: Dice, payer: Key): Drawn {
  const [other, value] = [dice.pick(USERS).address, BigInt(dice.below(500))];
  const { address: from } = payer;
  if (dice.chance(20)) {
    const args = token.MintArguments.encode({ to: other, value });
    const drawn = { operation: call(at('fungible'), 'mint', args) };
    return dice.chance(90) ? { ...drawn, signers: [keyOf('fungible')] } : drawn;
  }
  if (dice.chance(20)) {
    const args = token.ApproveArguments.encode({ owner: from, spender: at('caller'), value });
    return { operation: call(at('fungible'), 'approve', args) };
  }
  if (dice.chance(20)) {
    return { operation: call(at('fungible'), 'burn', token.BurnArguments.encode({ from, value })) };
  }
  return {
    operation: call(at('fungible'), 'transfer', token.TransferArguments.encode({ from, to: other, value })),
  };
}

function spending(dice: Dice): Operation {
  const first = dice.below(40);
  const count = dice.below(6);
  const [method, args] = dice.pick<readonly [string, Uint8Array]>([
    ['burn_ticks', message(dice.below(dice.chance(90) ? 2_000 : 2_000_000))],
    ['grow', message(dice.below(dice.chance(90) ? 4 : 600))],
    ['recurse', message(dice.below(dice.chance(80) ? 50 : 3_000))],
    ['write', message(first, count, dice.below(120))],
    ['write', message(first, count, dice.below(120))],
    ['remove', message(first, count)],
    ['iterate', message(first, count, dice.below(2))],
    ['tell', message(count, dice.below(64))],
  ]);
  return call(at('spender'), method, args);
}

const ending = (dice: Dice): Operation =>
  dice.chance(70)
    ? call(at('exiter'), 'end', message(dice.pick([0, 0, 1, 7, -1, -200, 2 ** 31 - 1]), 'the end'))
    : call(at('exiter'), 'trap', EMPTY);

function nesting(dice: Dice): Operation {
  const inner = dice.chance(50) ? ending(dice) : spending(dice);
  const { contractId, entryPoint, args } = inner.callContract!;
  const [method, bytes] = dice.pick<readonly [string, Uint8Array]>([
    ['nest', message(dice.below(dice.chance(80) ? 6 : 200))],
    ['forward', message(contractId, entryPoint, args)],
    ['try_forward', message(contractId, entryPoint, args)],
    ['who', EMPTY],
    ['check_authority', message(dice.pick([at('authorizer'), ...USERS.map(({ address }) => address)]))],
    ['has_authority', message(dice.pick([at('authorizer'), ...USERS.map(({ address }) => address)]))],
    ['system_call', message(dice.below(610), dice.bytes(40))],
  ]);
  return call(at('caller'), method, bytes);
}

const bare = (dice: Dice): Operation =>
  operation({ callContract: { contractId: at('bare'), entryPoint: dice.below(16), args: dice.bytes(64) } });

function uploading(dice: Dice, payer: Key): Drawn {
  const bytecode = dice.chance(80) ? CODES[dice.pick(['bare', 'exiter', 'spender'])]! : dice.bytes(100);
  const flags = dice.chance(90) ? {} : { authorizesCallContract: true };
  const uploadContract = { contractId: payer.address, bytecode, engine: 'wasm/1', ...flags };
  return { operation: operation({ uploadContract }) };
}

/** Calls that the override fixture answers, and back. */
function rerouting(dice: Dice): Operation {
  const [callId, name] = dice.pick([
    [1, 'get_head_info'],
    [401, 'log'],
    [402, 'event'],
  ] as const);
  const entryPoint = entryPointOf(name);
  const target: NonNullable<OperationInit['setSystemCall']>['target'] = dice.chance(40)
    ? { systemCallBundle: { contractId: at('override'), entryPoint } }
    : { thunkId: callId };
  return operation({ setSystemCall: { callId, target } });
}

const answering = (dice: Dice): Operation =>
  call(
    at('authorizer'),
    'set_answer',
    dice.chance(80) ? message(dice.below(2)) : message(dice.below(2), EMPTY, 'not today'),
  );

/** A key for maps. */
export const nameOf = ({ address }: Key): string => latin1(address);
