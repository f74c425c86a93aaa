/**
 * The system processes that need a chain, and the ports through which it is asked (`spec/rholang.md` 6.2).
 *
 * Whoever runs programs on a chain implements `ChainView` and `NativeToken` and hands the processes to the reducer.
 * Those that move coins are privileged: no urn of a user's program leads to them, only names given at genesis.
 * @module
 */
import {
  authToken,
  boolTerm,
  bytesTerm,
  deployerId,
  deployId,
  intTerm,
  mapTerm,
  NIL,
  pair,
  par1,
  stringTerm,
  tupleTerm,
} from './build.ts';
import { haltRun } from './errors.ts';
import { K, type Kind } from './kinds.ts';
import type { SystemProcess } from './system-process.ts';
import type { Term, TermValue } from './term.ts';

/** What a block says of itself. */
export type BlockFacts = Readonly<{
  number: bigint;
  /** Milliseconds since 1970; only RChain 0.12 answers it. */
  timestampMs?: bigint;
  /** Public key of the block's maker. */
  sender: Uint8Array;
}>;

export interface ChainView {
  /** Of the block that is being made. */
  block(): BlockFacts;
  /** Hashes of blocks known to be invalid, with the keys of their makers; RChain 0.12 only. */
  invalidBlocks?(): readonly (readonly [hash: Uint8Array, validator: Uint8Array])[];
}

/** Coins of the chain by REV address. Amounts are positive 64-bit integers. */
export interface NativeToken {
  balanceOf(address: string): bigint;
  /** Why nothing moved, in words for users; undefined if it did. */
  transfer(from: string, to: string, amount: bigint): string | undefined;
}

const BLOCK_DATA = { channel: 10, reference: 11 };
const INVALID_BLOCKS = { channel: 11, reference: 12 };
/** Channels and references of ours; RChain's end at 18 and 16. */
const TOKEN_BALANCE = 32;
const TOKEN_TRANSFER = 33;

/** `rho:block:data` and `rho:casper:invalidBlocks`, for replies of either generation of RChain. */
export function chainProcesses(
  chain: ChainView,
  generation: 'dev' | '0.12' = 'dev',
): readonly SystemProcess[] {
  const blockData: SystemProcess = {
    urn: 'rho:block:data',
    ...BLOCK_DATA,
    arity: 1,
    run(args, reply) {
      const { number, timestampMs, sender } = chain.block();
      const time = generation === '0.12' ? [par1(intTerm(timestampMs ?? 0n))] : [];
      reply(args[0]!, [par1(intTerm(number)), ...time, par1(bytesTerm(sender))]);
    },
  };
  if (chain.invalidBlocks === undefined) return [blockData];
  const invalidBlocks: SystemProcess = {
    urn: 'rho:casper:invalidBlocks',
    ...INVALID_BLOCKS,
    arity: 1,
    run(args, reply) {
      const pairs = chain.invalidBlocks!().map(([hash, validator]) =>
        pair(par1(bytesTerm(hash)), par1(bytesTerm(validator))),
      );
      reply(args[0]!, [par1(mapTerm(pairs))]);
    },
  };
  return [blockData, invalidBlocks];
}

function valueOf(urn: string, par: Term, kind: Kind): NonNullable<TermValue> {
  const [only] = par.kids;
  if (par.kids.length !== 1 || only!.kind !== kind)
    return haltRun('run.systemProcess', `${urn} got an argument of another type.`);
  return only!.value!;
}

/** `(true, Nil)`, or `(false, reason)`. */
const outcome = (reason: string | undefined): Term =>
  par1(
    tupleTerm([par1(boolTerm(reason === undefined)), reason === undefined ? NIL : par1(stringTerm(reason))]),
  );

/** `(address, ack)` answers the balance; `(from, to, amount, ack)` answers `(true, Nil)` or `(false, reason)`. */
export function tokenProcesses(token: NativeToken): readonly SystemProcess[] {
  const balance: SystemProcess = {
    urn: 'sys:token:balance',
    channel: TOKEN_BALANCE,
    reference: TOKEN_BALANCE,
    arity: 2,
    isPrivileged: true,
    run(args, reply) {
      const address = valueOf('sys:token:balance', args[0]!, K.string) as string;
      reply(args[1]!, [par1(intTerm(token.balanceOf(address)))]);
    },
  };
  const transfer: SystemProcess = {
    urn: 'sys:token:transfer',
    channel: TOKEN_TRANSFER,
    reference: TOKEN_TRANSFER,
    arity: 4,
    isPrivileged: true,
    run(args, reply) {
      const [from, to] = args
        .slice(0, 2)
        .map((arg) => valueOf('sys:token:transfer', arg, K.string) as string);
      const amount = valueOf('sys:token:transfer', args[2]!, K.int) as bigint;
      reply(args[3]!, [outcome(token.transfer(from!, to!, amount))]);
    },
  };
  return [balance, transfer];
}

/** What the urns of a user's deploy stand for: pass it as `injections`. */
export const deployInjections = (signature: Uint8Array, publicKey: Uint8Array): ReadonlyMap<string, Term> =>
  new Map([
    ['rho:rchain:deployId', par1(deployId(signature))],
    ['rho:rchain:deployerId', par1(deployerId(publicKey))],
  ]);

/** Parts of a system deploy, each by the last word of its urn `sys:casper:…`. */
export type SystemDeployNames = Readonly<{
  deployerId?: Uint8Array;
  chargeAmount?: bigint;
  refundAmount?: bigint;
  slashedValidator?: Uint8Array;
  /** The name that the result is sent to. */
  return: Term;
}>;

/** What the urns of a system deploy stand for; the token proves that the chain itself speaks. */
export function systemInjections(names: SystemDeployNames): ReadonlyMap<string, Term> {
  const values = new Map([
    ['sys:casper:authToken', par1(authToken())],
    ['sys:casper:return', names.return],
  ]);
  if (names.deployerId !== undefined) values.set('sys:casper:deployerId', par1(deployerId(names.deployerId)));
  if (names.chargeAmount !== undefined)
    values.set('sys:casper:chargeAmount', par1(intTerm(names.chargeAmount)));
  if (names.refundAmount !== undefined)
    values.set('sys:casper:refundAmount', par1(intTerm(names.refundAmount)));
  if (names.slashedValidator !== undefined)
    values.set('sys:casper:slashedValidator', par1(bytesTerm(names.slashedValidator)));
  return values;
}
