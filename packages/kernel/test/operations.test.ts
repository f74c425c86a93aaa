/** The four kinds of operation (`spec/koinos.md` 4.5): uploads, calls, system calls, system contracts; and overrides. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EMPTY, hex, uint32be, utf8 } from '@ashlar/base';
import {
  ERROR_CODE,
  LIMITS,
  multihashOf,
  ObjectSpace,
  type OperationInit,
  SystemCallTarget,
  chain as wire,
} from '@ashlar/protocol';
import { CALL, GET_CALLER, LOG } from '../src/system-calls/control.ts';
import { GET_CHAIN_ID } from '../src/system-calls/information.ts';
import { addressOf, alice, bob, callOf, genesisKey, keyOf, operation, TestChain, uploadOf } from './chain.ts';
import { type ScriptHost, scriptCode } from './scripts.ts';

const carol = keyOf('carol');
const system = { signers: [alice, genesisKey] };
const metadataOf = (chain: TestChain, address: Uint8Array): wire.ContractMetadataObject =>
  wire.ContractMetadataObject.decode(
    chain.state.view(chain.head).get(ObjectSpace.contractMetadata, address) ?? EMPTY,
  );
const codeOf = (chain: TestChain, address: Uint8Array): Uint8Array | undefined =>
  chain.state.view(chain.head).get(ObjectSpace.bytecode, address);
const overriding = (callId: number, target: NonNullable<OperationInit['setSystemCall']>['target']) =>
  operation({ setSystemCall: { callId, target } });
const bundle = (name: string) => ({ systemCallBundle: { contractId: addressOf(name), entryPoint: 7 } });
const promoting = (name: string, systemContract = true) =>
  operation({ setSystemContract: { contractId: addressOf(name), systemContract } });
const said = (chain: TestChain, ...args: Parameters<TestChain['run']>): string | undefined =>
  chain.run(...args).logs.at(-1);

/** Says its name and who calls. */
const speaker = (contract: ScriptHost): void => {
  const { value } = contract.ask(GET_CALLER, {});
  contract.ask(LOG, { message: value!.callerPrivilege === wire.Privilege.kernel_mode ? 'kernel' : 'user' });
};
/** Calls the speaker, and so shows its own privilege. */
const shower = (contract: ScriptHost): void => {
  contract.ask(CALL, { contractId: addressOf('speaker'), entryPoint: 0, args: EMPTY });
};

test('an upload stores the code, its hash and the flags, and can be called at once', () => {
  const chain = new TestChain({ scripts: { speaker } });
  const flags = { authorizesCallContract: true, authorizesUploadContract: true };
  const upload = uploadOf(carol, scriptCode('speaker'), flags);
  const call = operation({ callContract: { contractId: carol.address } });
  const transactions = [
    chain.transaction([upload], { payer: carol }),
    chain.transaction([call], { payer: alice }),
  ];
  const { receipt } = chain.apply(chain.block(transactions));
  assert.deepEqual(receipt.transactionReceipts[1]!.logs, ['user']);
  assert.deepEqual(codeOf(chain, carol.address), utf8('speaker'));
  assert.deepEqual(metadataOf(chain, carol.address), {
    hash: multihashOf(utf8('speaker')),
    system: false,
    authorizesCallContract: true,
    authorizesTransactionApplication: false,
    authorizesUploadContract: true,
    engine: 'script/1',
  });
});

test('an upload needs the authority of its address, and a failure of it makes the transaction invalid', () => {
  const chain = new TestChain({ scripts: { speaker } });
  const { errorCode } = chain.refused([uploadOf(carol, scriptCode('speaker'))]);
  assert.equal(errorCode, ERROR_CODE.authorizationFailure);
});

test('code is judged when it is uploaded: no engine, no sense or too much of it reverts', () => {
  const chain = new TestChain({ scripts: { speaker } });
  const reverted = (code: Uint8Array, engine = 'script/1'): string | undefined =>
    said(chain, [uploadOf(carol, code, { engine })], { payer: carol });
  assert.equal(
    reverted(utf8('nonsense')),
    'transaction reverted: invalid contract code: code.unknownScript at byte 3',
  );
  assert.equal(reverted(utf8('speaker'), 'rho/9'), 'transaction reverted: unknown engine rho/9');
  assert.equal(reverted(utf8('native/token/1'), 'native/1'), 'transaction reverted: unknown engine native/1');
  assert.equal(reverted(utf8('speaker'), ''), 'transaction reverted: unknown engine ');
  assert.equal(
    reverted(new Uint8Array(LIMITS.contractBytesMax + 1)),
    `transaction reverted: contract is longer than ${LIMITS.contractBytesMax} bytes`,
  );
  assert.equal(codeOf(chain, carol.address), undefined);
});

test('empty code erases a contract; a later upload replaces it', () => {
  const chain = new TestChain({ scripts: { speaker, shower } });
  const call = operation({ callContract: { contractId: carol.address } });
  chain.run([uploadOf(carol, scriptCode('speaker'))], { payer: carol });
  assert.equal(
    said(chain, [uploadOf(carol, EMPTY), call], { payer: carol }),
    'transaction reverted: contract has no code',
  );
  assert.equal(said(chain, [uploadOf(carol, EMPTY)], { payer: carol }), undefined);
  assert.equal(said(chain, [call]), 'transaction reverted: contract has no code');
  assert.equal(said(chain, [uploadOf(carol, scriptCode('shower')), call], { payer: carol }), 'user');
});

test('a reverted upload leaves the old contract as it was, for later transactions of the same block too', () => {
  const bad = (contract: ScriptHost): void => contract.fail(1, 'no');
  const chain = new TestChain({ scripts: { speaker, bad } });
  const call = operation({ callContract: { contractId: carol.address } });
  chain.run([uploadOf(carol, scriptCode('speaker'))], { payer: carol });
  const transactions = [
    chain.transaction([uploadOf(carol, scriptCode('bad')), call], { payer: carol }),
    chain.transaction([call]),
  ];
  const { transactionReceipts } = chain.apply(chain.block(transactions)).receipt;
  assert.deepEqual(
    transactionReceipts.map(({ reverted, logs }) => [reverted, logs]),
    [
      [true, ['transaction reverted: no']],
      [false, ['user']],
    ],
  );
});

test('the authority over the system makes a contract one of the system at once, and tells', () => {
  const chain = new TestChain({ scripts: { speaker, shower } });
  assert.equal(said(chain, [promoting('shower')]), 'transaction reverted: system authority required');
  const { events, logs } = chain.run([callOf('shower'), promoting('shower'), callOf('shower')], system);
  assert.deepEqual(logs, ['user', 'kernel']);
  assert.equal(events[0]!.name, 'koinos.chain.set_system_contract_event');
  assert.deepEqual(events[0]!.impacted.map(hex), [hex(addressOf('shower'))]);
  assert.deepEqual(wire.SetSystemContractEvent.decode(events[0]!.data), {
    contractId: addressOf('shower'),
    systemContract: true,
  });
  assert.equal(metadataOf(chain, addressOf('shower')).system, true);
  chain.run([promoting('shower', false)], system);
  assert.equal(said(chain, [callOf('shower')]), 'user');
  assert.equal(said(chain, [promoting('absent')], system), 'transaction reverted: contract does not exist');
});

test('a system contract that is replaced stays one', () => {
  const chain = new TestChain({ scripts: { speaker, shower: { run: shower, system: true } } });
  chain.run([uploadOf(keyOf('shower'), scriptCode('speaker'))], { payer: keyOf('shower') });
  assert.equal(metadataOf(chain, addressOf('shower')).system, true);
  assert.equal(metadataOf(chain, addressOf('shower')).hash.length, 34);
});

test('a system call is bound to a contract from the next block on', () => {
  const chain = new TestChain({
    scripts: {
      marker: {
        system: true,
        run: (contract: ScriptHost) => {
          const { message } = LOG.args.decode(contract.args.arguments);
          contract.thunk(LOG, { message: `marked ${message}` });
        },
      },
      speaker,
    },
  });
  const binding = chain.transaction([overriding(LOG.id, bundle('marker')), callOf('speaker')], system);
  const { transactionReceipts } = chain.apply(
    chain.block([binding, chain.transaction([callOf('speaker')])]),
  ).receipt;
  assert.deepEqual(
    transactionReceipts.map(({ logs }) => logs),
    [['user'], ['user']],
  );
  const [event] = transactionReceipts[0]!.events;
  assert.equal(event!.name, 'koinos.chain.set_system_call_event');
  assert.deepEqual(wire.SetSystemCallEvent.decode(event!.data).callId, LOG.id);
  const entry = chain.state.view(chain.head).get(ObjectSpace.dispatch, uint32be(LOG.id))!;
  assert.deepEqual(SystemCallTarget.decode(entry).systemCallBundle, bundle('marker').systemCallBundle);
  assert.equal(said(chain, [callOf('speaker')]), 'marked user');
  chain.run([overriding(LOG.id, { thunkId: LOG.id })], system);
  assert.equal(said(chain, [callOf('speaker')]), 'user');
});

test('a system call may be bound to another thunk, for contracts and for the kernel itself', () => {
  const chain = new TestChain({
    scripts: {
      nop: (contract: ScriptHost) => {
        const { code, bytes } = contract.host.invokeSystemCall(0, EMPTY);
        contract.ask(LOG, { message: `${code} ${bytes.length}` });
      },
    },
  });
  assert.equal(said(chain, [callOf('nop')]), 'transaction reverted: thunk 0 is not enabled');
  chain.run([overriding(0, { thunkId: 0 }), overriding(721, { thunkId: GET_CHAIN_ID.id })], system);
  assert.equal(said(chain, [callOf('nop')]), '0 0');
  const answer = chain.kernel.invokeSystemCall(chain.state, chain.head, { id: 721, args: EMPTY });
  assert.ok(answer.ok);
  assert.deepEqual(GET_CHAIN_ID.result.decode(answer.value).value, chain.chainId);
});

test('the kernel takes what another thunk answers for a call of its own', () => {
  const chain = new TestChain();
  // The arguments of get_account_rc say nothing to get_chain_id, whose bytes are no number.
  chain.run([overriding(201, { thunkId: GET_CHAIN_ID.id })], system);
  const { errorCode, message } = chain.refused();
  assert.equal(errorCode, ERROR_CODE.failure);
  assert.match(message, /malformed result of the override of get_account_rc|payer does not have the rc/);
});

test('what a system call may not be bound to: users’ contracts, unknown ones, unknown thunks; and never call', () => {
  const chain = new TestChain({ scripts: { speaker, shower: { run: shower, system: true } } });
  const attempt = (callId: number, target: Parameters<typeof overriding>[1], options: object = system) =>
    said(chain, [overriding(callId, target)], options);
  assert.equal(attempt(LOG.id, bundle('shower'), {}), 'transaction reverted: system authority required');
  assert.equal(attempt(LOG.id, bundle('absent')), 'transaction reverted: contract does not exist');
  assert.equal(attempt(LOG.id, bundle('speaker')), 'transaction reverted: contract is not a system contract');
  assert.equal(attempt(LOG.id, { thunkId: 9_999 }), 'transaction reverted: thunk does not exist');
  const aimless = chain.refused([overriding(LOG.id, undefined)], system);
  assert.equal(aimless.errorCode, ERROR_CODE.missingRequiredArguments);
  const never = 'transaction reverted: cannot override call_contract';
  assert.equal(attempt(CALL.id, bundle('shower')), never);
  assert.equal(attempt(CALL.id, { thunkId: LOG.id }), never);
  assert.equal(attempt(LOG.id, bundle('shower')), undefined);
});

test('operations see the effects of those before them, and an account without a contract has none', () => {
  const chain = new TestChain({ scripts: { speaker } });
  const receipt = chain.run([
    operation({ callContract: { contractId: bob.address, entryPoint: 1, args: EMPTY } }),
  ]);
  assert.deepEqual(
    [receipt.reverted, receipt.logs],
    [true, ['transaction reverted: contract does not exist']],
  );
});
