/** Who may (`spec/koinos.md` 4.6): keys, contracts that decide themselves, the system. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EMPTY, hex, utf8 } from '@ashlar/base';
import { ERROR_CODE, chain as wire } from '@ashlar/protocol';
import { CHECK_AUTHORITY, CHECK_SYSTEM_AUTHORITY } from '../src/system-calls/authority.ts';
import { AUTHORIZE_ENTRY, CALL } from '../src/system-calls/control.ts';
import { alice, bob, callOf, genesisKey, keyOf, TestChain, uploadOf } from './chain.ts';
import type { ScriptHost } from './scripts.ts';

const { AuthorizationType: TYPE, AuthorizeArguments, AuthorizeResult } = wire;

/** Asks for the authority of the account in its arguments, and puts the answer down. */
const asking =
  (answers: boolean[], type: number = TYPE.contract_call) =>
  (contract: ScriptHost) => {
    const account = contract.args.arguments;
    answers.push(contract.ask(CHECK_AUTHORITY, { type, account, data: utf8('data') }).value);
  };
/** Authorizes what `decide` says. */
const deciding = (decide: (args: wire.AuthorizeArguments) => boolean) => (contract: ScriptHost) => {
  const { entryPoint, arguments: bytes } = contract.args;
  assert.equal(entryPoint, AUTHORIZE_ENTRY);
  contract.exit(AuthorizeResult.encode({ value: decide(AuthorizeArguments.decode(bytes)) }));
};

test('an account speaks by a signature of its key, whichever of the signatures it is', () => {
  const answers: boolean[] = [];
  const chain = new TestChain({ scripts: { probe: asking(answers) } });
  chain.run([callOf('probe', alice.address), callOf('probe', bob.address)]);
  chain.run([callOf('probe', bob.address)], { signers: [bob, alice] });
  assert.deepEqual(answers, [true, false, true]);
});

test('a contract without flags is spoken for by its key', () => {
  const answers: boolean[] = [];
  const chain = new TestChain({ scripts: { probe: asking(answers), plain: () => undefined } });
  chain.run([callOf('probe', keyOf('plain').address)]);
  chain.run([callOf('probe', keyOf('plain').address)], { signers: [alice, keyOf('plain')] });
  assert.deepEqual(answers, [false, true]);
});

test('a contract that authorizes calls decides itself, whoever signed, and is told who asks for what', () => {
  const answers: boolean[] = [];
  const told: wire.AuthorizeArguments[] = [];
  const chain = new TestChain({
    scripts: {
      probe: asking(answers),
      safe: {
        authorizesCallContract: true,
        run: deciding((args) => {
          told.push(args);
          return told.length > 1;
        }),
      },
    },
  });
  const owner = keyOf('safe');
  chain.run([callOf('probe', owner.address, 5)], { signers: [alice, owner] });
  chain.run([callOf('probe', owner.address, 5)]);
  assert.deepEqual(answers, [false, true]);
  assert.equal(told[0]!.type, TYPE.contract_call);
  assert.deepEqual(told[0]!.call, {
    contractId: keyOf('probe').address,
    entryPoint: 5,
    caller: EMPTY,
    data: utf8('data'),
  });
});

test('the caller that an authorizing contract is told is the contract that called the one that asks', () => {
  const told: string[] = [];
  const chain = new TestChain({
    scripts: {
      outer: (contract: ScriptHost) =>
        contract.ask(CALL, {
          contractId: keyOf('probe').address,
          entryPoint: 1,
          args: keyOf('safe').address,
        }),
      probe: asking([]),
      safe: {
        authorizesCallContract: true,
        run: deciding(({ call }) => {
          told.push(hex(call!.caller));
          return true;
        }),
      },
    },
  });
  chain.run([callOf('outer')]);
  assert.deepEqual(told, [hex(keyOf('outer').address)]);
});

test('what the caller says of the type is not believed', () => {
  const answers: boolean[] = [];
  const types: number[] = [];
  const chain = new TestChain({
    scripts: {
      probe: asking(answers, TYPE.transaction_application),
      safe: {
        authorizesCallContract: true,
        run: deciding(({ type }) => {
          types.push(type);
          return true;
        }),
      },
      payer: { authorizesTransactionApplication: true, run: deciding(() => true) },
    },
  });
  chain.run([callOf('probe', keyOf('safe').address), callOf('probe', keyOf('payer').address)]);
  assert.deepEqual([answers, types], [[true, false], [TYPE.contract_call]]);
});

test('a contract may authorize transactions that it pays for, and then its key may not', () => {
  const types: number[] = [];
  let isGenerous = true;
  const chain = new TestChain({
    scripts: {
      sponsor: {
        authorizesTransactionApplication: true,
        run: deciding(({ type, call }) => {
          types.push(type);
          assert.equal(call, undefined);
          return isGenerous;
        }),
      },
    },
  });
  assert.equal(chain.run([], { payer: keyOf('sponsor'), signers: [alice] }).reverted, false);
  isGenerous = false;
  const { errorCode } = chain.refused([], { payer: keyOf('sponsor') });
  assert.equal(errorCode, ERROR_CODE.authorizationFailure);
  assert.deepEqual(types, [TYPE.transaction_application, TYPE.transaction_application]);
});

test('a contract may authorize its own replacement, and then its key may not', () => {
  const types: number[] = [];
  const chain = new TestChain({
    scripts: {
      fixed: {
        authorizesUploadContract: true,
        run: deciding(({ type, call }) => {
          types.push(type);
          assert.equal(call, undefined);
          return false;
        }),
      },
    },
  });
  const { errorCode, message } = chain.refused([uploadOf(keyOf('fixed'), utf8('fixed'))], {
    signers: [alice, keyOf('fixed')],
  });
  assert.deepEqual(
    [errorCode, message],
    [ERROR_CODE.authorizationFailure, 'account has not authorized action'],
  );
  assert.deepEqual(types, [TYPE.contract_upload]);
});

test('only the kernel asks a contract whether it authorizes', () => {
  const chain = new TestChain({
    scripts: {
      safe: { authorizesCallContract: true, run: deciding(() => true) },
      phisher: (contract: ScriptHost) =>
        contract.ask(CALL, { contractId: keyOf('safe').address, entryPoint: AUTHORIZE_ENTRY, args: EMPTY }),
    },
  });
  const message = 'transaction reverted: authorize may only be called by the kernel';
  assert.deepEqual(chain.run([callOf('safe', EMPTY, AUTHORIZE_ENTRY)]).logs, [message]);
  assert.deepEqual(chain.run([callOf('phisher')]).logs, [message]);
});

test('an answer that is no authorize_result reverts, and stops no node', () => {
  const chain = new TestChain({
    scripts: {
      probe: asking([]),
      broken: {
        authorizesCallContract: true,
        authorizesTransactionApplication: true,
        run: (contract: ScriptHost) => contract.exit(Uint8Array.of(0x08)),
      },
    },
  });
  const { reverted, logs } = chain.run([callOf('probe', keyOf('broken').address)]);
  assert.deepEqual(
    [reverted, logs],
    [true, ['transaction reverted: malformed result of authorize: protobuf.truncated']],
  );
  const { errorCode } = chain.refused([], { payer: keyOf('broken') });
  assert.equal(errorCode, ERROR_CODE.failure);
});

test('a contract that falls off its end while asked has authorized nothing, whatever it called before', () => {
  const answers: boolean[] = [];
  const chain = new TestChain({
    scripts: {
      probe: asking(answers),
      yes: (contract: ScriptHost) => contract.exit(AuthorizeResult.encode({ value: true })),
      stale: {
        authorizesCallContract: true,
        run: (contract: ScriptHost) =>
          contract.ask(CALL, { contractId: keyOf('yes').address, entryPoint: 0, args: EMPTY }),
      },
    },
  });
  chain.run([callOf('probe', keyOf('stale').address)]);
  assert.deepEqual(answers, [false]);
});

test('the genesis key has the authority over the system', () => {
  const answers: boolean[] = [];
  const chain = new TestChain({
    scripts: {
      probe: (contract: ScriptHost) => answers.push(contract.ask(CHECK_SYSTEM_AUTHORITY, {}).value),
    },
  });
  chain.run([callOf('probe')]);
  chain.run([callOf('probe')], { signers: [alice, genesisKey] });
  assert.deepEqual(answers, [false, true]);
});

test('authority cannot be asked for where nothing may be written', () => {
  const chain = new TestChain({ scripts: { probe: asking([]) } });
  const answer = chain.kernel.readContract(chain.state, chain.head, {
    contractId: keyOf('probe').address,
    entryPoint: 0,
    args: alice.address,
  });
  assert.ok(!answer.ok && answer.refusal.errorCode === ERROR_CODE.readOnlyContext);
});
