/**
 * What tests of contracts talk to: assertions are recorded, keys and tokens are made, blocks are set (`spec/rholang.md`
 * 6.2, the test urns). For tests only: `rho:test:*` would let anybody be anybody.
 * @module
 */

import { sign } from '@ashlar/crypto';
import {
  type BlockFacts,
  build,
  type ChainView,
  equalTerms,
  K,
  type Kind,
  printTerm,
  type SystemProcess,
  type Term,
  type TermValue,
} from '@ashlar/engine-rho';
import { compactToDer } from './der.ts';

export type Assertion = Readonly<{
  test: string;
  attempt: number;
  holds: boolean;
  clue: string;
  shown: string;
}>;
export type SuiteReport = Readonly<{
  assertions: readonly Assertion[];
  /** The suite ran to its end. */
  completed: boolean;
  logs: readonly string[];
}>;

const CHANNEL = { assert: 101, completed: 102, log: 103, deployer: 104, sign: 105, token: 106, block: 107 };

const single = (par: Term, kind: Kind): TermValue | undefined =>
  par.kids.length === 1 && par.first.kind === kind ? par.first.value : undefined;
const textOf = (par: Term): string => (single(par, K.string) as string | undefined) ?? printTerm(par);

/** Whether an assertion holds: a Bool, or `(a, "==", b)`, `(a, "!=", b)`. Anything else is false. */
function judge(assertion: Term): boolean {
  if (assertion.kids.length !== 1) return false;
  const { kind, value, kids } = assertion.first;
  if (kind === K.bool) return value === true;
  if (kind !== K.tuple || kids.length !== 3) return false;
  const operator = single(kids[1]!, K.string);
  const isEqual = equalTerms(kids[0]!, kids[2]!);
  return operator === '==' ? isEqual : operator === '!=' && !isEqual;
}

export class TestCollector implements ChainView {
  readonly #assertions: Assertion[] = [];
  readonly #logs: string[] = [];
  #completed = false;
  #block: BlockFacts = { number: 0n, sender: new Uint8Array(0) };

  block(): BlockFacts {
    return this.#block;
  }

  report(): SuiteReport {
    return { assertions: this.#assertions, completed: this.#completed, logs: this.#logs };
  }

  processes(): readonly SystemProcess[] {
    const make = (urn: string, channel: number, arity: number, run: SystemProcess['run']): SystemProcess => ({
      urn,
      channel,
      reference: channel,
      arity,
      run,
    });
    const { par1, boolTerm, bytesTerm, deployerId, authToken, NIL } = build;
    return [
      make('rho:test:assertAck', CHANNEL.assert, 5, ([test, attempt, assertion, clue, ack], reply) => {
        const holds = judge(assertion!);
        this.#assertions.push({
          test: textOf(test!),
          attempt: Number(single(attempt!, K.int) ?? 0n),
          holds,
          clue: textOf(clue!),
          shown: printTerm(assertion!),
        });
        reply(ack!, [par1(boolTerm(holds))]);
      }),
      make('rho:test:testSuiteCompleted', CHANNEL.completed, 1, ([isDone]) => {
        this.#completed ||= single(isDone!, K.bool) === true;
      }),
      make('rho:io:stdlog', CHANNEL.log, 2, ([level, message]) => {
        this.#logs.push(`${textOf(level!)}: ${textOf(message!)}`);
      }),
      make('rho:test:deployerId:make', CHANNEL.deployer, 3, ([, key, ack], reply) => {
        const bytes = single(key!, K.bytes);
        reply(ack!, [bytes instanceof Uint8Array ? par1(deployerId(bytes)) : NIL]);
      }),
      make('rho:test:crypto:secp256k1Sign', CHANNEL.sign, 3, ([hash, secret, ack], reply) => {
        const [digest, key] = [single(hash!, K.bytes), single(secret!, K.bytes)];
        const isGood = digest instanceof Uint8Array && key instanceof Uint8Array;
        reply(ack!, [isGood ? par1(bytesTerm(compactToDer(sign(digest, key)))) : NIL]);
      }),
      make('sys:test:authToken:make', CHANNEL.token, 1, ([ack], reply) => reply(ack!, [par1(authToken())])),
      make('rho:test:block:data:set', CHANNEL.block, 3, ([what, value, ack], reply) => {
        const number = single(value!, K.int);
        const sender = single(value!, K.bytes);
        if (textOf(what!) === 'blockNumber' && typeof number === 'bigint')
          this.#block = { ...this.#block, number };
        if (textOf(what!) === 'sender' && sender instanceof Uint8Array)
          this.#block = { ...this.#block, sender };
        reply(ack!, [NIL]);
      }),
    ];
  }
}
