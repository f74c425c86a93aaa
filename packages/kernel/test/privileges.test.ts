/** System calls answered by contracts, `invoke_thunk`, and what only the kernel may do (`spec/koinos.md` 4.1, 4.10). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EMPTY, hex, utf8 } from '@ashlar/base';
import { ERROR_CODE, chain as wire } from '@ashlar/protocol';
import { SET_ACCOUNT_NONCE } from '../src/system-calls/accounts.ts';
import { APPLY_BLOCK } from '../src/system-calls/blocks.ts';
import { EVENT, EXIT, GET_ARGUMENTS, GET_CALLER, GET_CONTRACT_ID, LOG } from '../src/system-calls/control.ts';
import { GET_CHAIN_ID } from '../src/system-calls/information.ts';
import { APPLY_CALL_CONTRACT } from '../src/system-calls/operations.ts';
import { APPLY_TRANSACTION, PRE_TRANSACTION_CALLBACK } from '../src/system-calls/transactions.ts';
import { addressOf, alice, calling, callOf, lastLog, TestChain } from './chain.ts';
import { codeOf, type ScriptHost } from './scripts.ts';

test('a contract that answers a system call gets its bytes and answers with its result', () => {
  const seen: unknown[] = [];
  const chain = new TestChain({
    scripts: {
      answers: {
        system: true,
        run: (contract) => {
          const { entryPoint, arguments: args } = contract.args;
          seen.push([entryPoint, LOG.args.decode(args).message, contract.ask(GET_CALLER, {}).value]);
          contract.thunk(LOG, { message: 'from the override' });
        },
      },
      user: (contract) => contract.ask(LOG, { message: 'hello' }),
    },
    overrides: { [LOG.id]: 'answers' },
  });
  assert.deepEqual(chain.run([callOf('user')]).logs, ['from the override']);
  assert.deepEqual(seen, [
    [7, 'hello', { caller: addressOf('user'), callerPrivilege: wire.Privilege.user_mode }],
  ]);
});

test('an override that answers nonsense reverts the caller of a typed call', () => {
  const chain = new TestChain({
    scripts: {
      nonsense: { system: true, run: (contract: ScriptHost) => contract.exit(Uint8Array.of(0x0a, 9)) },
    },
    overrides: { [GET_CHAIN_ID.id]: 'nonsense' },
  });
  const { errorCode, message } = chain.refused();
  assert.equal(errorCode, ERROR_CODE.failure);
  assert.match(message, /malformed result of the override of get_chain_id/);
});

test('invoke_thunk is for system contracts, passes overrides, and acts for the contract that calls it', () => {
  const seen: unknown[] = [];
  const chain = new TestChain({
    scripts: {
      user: (contract) => contract.thunk(GET_CHAIN_ID, {}),
      none: { system: true, run: () => undefined },
      system: {
        system: true,
        run: (contract) => {
          seen.push(hex(contract.ask(GET_CHAIN_ID, {}).value), hex(contract.thunk(GET_CHAIN_ID, {}).value));
          seen.push(hex(contract.thunk(GET_CONTRACT_ID, {}).value) === hex(addressOf('system')));
          seen.push(contract.thunk(GET_ARGUMENTS, {}).value!.arguments);
          contract.thunk(EVENT, { name: 'thunk', data: EMPTY, impacted: [] });
          contract.ask(EVENT, { name: 'call', data: EMPTY, impacted: [] });
          const { code } = contract.host.invokeThunk(9_999, EMPTY);
          seen.push(code);
          contract.thunk(EXIT, { code: 0, res: { object: utf8('done') } });
        },
      },
      outer: (contract) => seen.push(calling(contract, 'system', utf8('args'))),
    },
  });
  assert.equal(lastLog(chain, 'user'), 'transaction reverted: invoke_thunk is for system contracts');
  const id = hex(chain.chainId);
  const { events } = chain.run([callOf('outer')]);
  assert.deepEqual(seen, [id, id, true, utf8('args'), ERROR_CODE.unknownThunk, utf8('done')]);
  assert.deepEqual(
    events.map(({ source }) => hex(source)),
    [hex(addressOf('system')), hex(addressOf('system'))],
  );
});

test('a contract that answers a system call acts by invoke_thunk in the name of whoever made the call', () => {
  const callers: string[] = [];
  const chain = new TestChain({
    scripts: {
      events: {
        system: true,
        run: (contract) => {
          contract.thunk(EVENT, EVENT.args.decode(contract.args.arguments));
          callers.push(hex(contract.thunk(GET_CONTRACT_ID, {}).value));
          callers.push(hex(contract.thunk(GET_CALLER, {}).value!.caller));
          callers.push(contract.thunk(GET_ARGUMENTS, {}).value!.entryPoint.toString());
          contract.thunk(EXIT, { code: 0, res: { object: EMPTY } });
        },
      },
      teller: (contract) => contract.ask(EVENT, { name: 'n', data: EMPTY, impacted: [] }),
      outer: (contract) => calling(contract, 'teller'),
    },
    overrides: { [EVENT.id]: 'events' },
  });
  const { events } = chain.run([callOf('outer')]);
  assert.deepEqual(
    events.map(({ source }) => hex(source)),
    [hex(addressOf('teller'))],
  );
  assert.deepEqual(callers, [hex(addressOf('teller')), hex(addressOf('outer')), '3']);
});

test('an operation applied by invoke_thunk leaves its system contract the privilege it had', () => {
  const privileges: unknown[] = [];
  const chain = new TestChain({
    scripts: {
      callee: (contract) => {
        const { value } = contract.ask(GET_CALLER, {});
        privileges.push(value!.callerPrivilege);
        if (contract.args.arguments.length > 0) contract.fail(1, 'no');
      },
      system: {
        system: true,
        run: (contract) => {
          const op = { contractId: addressOf('callee'), entryPoint: 0, args: EMPTY };
          contract.ask(APPLY_CALL_CONTRACT, { op });
          contract.thunk(APPLY_CALL_CONTRACT, { op });
          codeOf(() => contract.thunk(APPLY_CALL_CONTRACT, { op: { ...op, args: utf8('x') } }));
          contract.thunk(GET_CHAIN_ID, {});
        },
      },
    },
    overrides: { [PRE_TRANSACTION_CALLBACK.id]: 'system' },
  });
  assert.equal(chain.run().reverted, false);
  const { user_mode: user } = wire.Privilege;
  assert.deepEqual(privileges, [user, user, user]);
});

test('what only the kernel may call refuses users: transactions, blocks, operations, nonces', () => {
  const refusals: unknown[] = [];
  const attempts: readonly ((contract: ScriptHost) => unknown)[] = [
    (contract) => contract.ask(APPLY_BLOCK, {}),
    (contract) => contract.ask(APPLY_TRANSACTION, {}),
    (contract) => contract.ask(APPLY_CALL_CONTRACT, { op: {} }),
    (contract) => contract.ask(SET_ACCOUNT_NONCE, { account: alice.address, nonce: EMPTY }),
  ];
  const chain = new TestChain({
    scripts: { user: (contract) => attempts[contract.args.entryPoint]!(contract) },
  });
  for (const index of attempts.keys()) {
    refusals.push(chain.run([callOf('user', EMPTY, index)]).logs.at(-1));
  }
  assert.deepEqual(refusals, [
    'transaction reverted: apply_block may only be called by the kernel',
    'transaction reverted: apply_transaction may only be called by the kernel',
    'transaction reverted: apply_call_contract_operation may only be called by the kernel',
    'transaction reverted: set_account_nonce may only be called by the kernel',
  ]);
});

test('neither blocks nor transactions nest, even for a system contract', () => {
  const seen: unknown[] = [];
  const chain: TestChain = new TestChain({
    scripts: {
      system: {
        system: true,
        run: (contract) => {
          const transaction = chain.transaction();
          seen.push(codeOf(() => contract.ask(APPLY_TRANSACTION, { transaction })));
          seen.push(codeOf(() => contract.ask(APPLY_BLOCK, { block: chain.block() })));
        },
      },
    },
  });
  assert.equal(chain.run([callOf('system')]).reverted, false);
  assert.deepEqual(seen, [
    [ERROR_CODE.unexpectedState, 'transactions do not nest'],
    [ERROR_CODE.unexpectedState, 'blocks do not nest'],
  ]);
});

test('a block callback may apply transactions of its own; one that spends all it has reverts alone', () => {
  const seen: unknown[] = [];
  const chain: TestChain = new TestChain({
    scripts: {
      hungry: (contract) => contract.spend(2_000_000_000),
      governor: {
        system: true,
        run: (contract) => {
          const transaction = chain.transaction([callOf('hungry')], { rcLimit: 1_000_000n });
          seen.push(codeOf(() => contract.ask(APPLY_TRANSACTION, { transaction })));
          contract.ask(LOG, { message: 'went on' });
        },
      },
    },
    overrides: { 8: 'governor' },
  });
  const { receipt } = chain.apply();
  assert.deepEqual(seen, [[ERROR_CODE.insufficientRc, 'insufficient rc']]);
  assert.deepEqual(receipt.logs, ['went on']);
  assert.deepEqual(
    receipt.transactionReceipts.map(({ reverted, rcUsed }) => [reverted, rcUsed]),
    [[true, 1_000_000n]],
  );
});
