/** Contracts: how they are called, what they know, how deep they nest, how they end (`spec/koinos.md` 4.1, 4.10). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EMPTY, hex, utf8 } from '@ashlar/base';
import type { NativeContract, NativeEntry } from '@ashlar/ports';
import { type Codec, ERROR_CODE, ObjectSpace, chain as wire } from '@ashlar/protocol';
import { FRAMES_MAX } from '../src/index.ts';
import { GET_CONTRACT_METADATA } from '../src/system-calls/authority.ts';
import {
  CALL,
  EVENT,
  EXIT,
  GET_ARGUMENTS,
  GET_CALLER,
  GET_CONTRACT_ID,
  LOG,
} from '../src/system-calls/control.ts';
import { GET_OPERATION } from '../src/system-calls/information.ts';
import { GET_OBJECT, PUT_OBJECT } from '../src/system-calls/objects.ts';
import { PRE_TRANSACTION_CALLBACK } from '../src/system-calls/transactions.ts';
import { addressOf, alice, calling, callOf, lastLog, operation, TestChain } from './chain.ts';
import { codeOf, type Script } from './scripts.ts';

test('a contract returns what it exits with, and nothing if it falls off its end', () => {
  const results: Uint8Array[] = [];
  const chain = new TestChain({
    scripts: {
      echo: (contract) => contract.exit(contract.args.arguments),
      silent: (contract) => void calling(contract, 'echo', utf8('inner')),
      outer: (contract) => {
        results.push(calling(contract, 'echo', utf8('hello')), calling(contract, 'silent'));
      },
    },
  });
  assert.equal(chain.run([callOf('outer')]).reverted, false);
  assert.deepEqual(results, [utf8('hello'), EMPTY]);
});

test('a contract knows its arguments, its address and its caller', () => {
  const seen: unknown[] = [];
  const probe: Script = (contract) => {
    const { entryPoint, arguments: args } = contract.args;
    const { value } = contract.ask(GET_CALLER, {});
    const self = hex(contract.ask(GET_CONTRACT_ID, {}).value);
    seen.push([
      entryPoint,
      args,
      self === hex(addressOf('probe')),
      hex(value!.caller),
      value!.callerPrivilege,
    ]);
  };
  const chain = new TestChain({
    scripts: {
      probe,
      user: (contract) => calling(contract, 'probe', utf8('u')),
      system: { system: true, run: (contract) => calling(contract, 'probe', utf8('s')) },
      thunked: {
        system: true,
        run: (contract) =>
          contract.thunk(CALL, { contractId: addressOf('probe'), entryPoint: 4, args: utf8('t') }),
      },
    },
  });
  chain.run([callOf('probe', utf8('op'), 9), callOf('user'), callOf('system'), callOf('thunked')]);
  const { user_mode: user, kernel_mode: kernel } = wire.Privilege;
  assert.deepEqual(seen, [
    [9, utf8('op'), true, '', user],
    [3, utf8('u'), true, hex(addressOf('user')), user],
    [3, utf8('s'), true, hex(addressOf('system')), kernel],
    [4, utf8('t'), true, hex(addressOf('thunked')), kernel],
  ]);
});

test('a contract without code, or an unknown one, reverts', () => {
  const chain = new TestChain({ scripts: { hollow: { code: EMPTY } } });
  assert.equal(lastLog(chain, 'absent'), 'transaction reverted: contract does not exist');
  assert.equal(lastLog(chain, 'hollow'), 'transaction reverted: contract has no code');
});

test('a trap reverts with its reason', () => {
  const chain = new TestChain({ scripts: { mine: (contract) => contract.trap('unreachable executed') } });
  const line = 'transaction reverted: module exited due to trap: unreachable executed';
  assert.equal(lastLog(chain, 'mine'), line);
});

test('a user contract sees failures of its calls as codes, but a reversion ends it', () => {
  const seen: unknown[] = [];
  const chain = new TestChain({
    scripts: {
      fails: (contract) => contract.fail(-7, 'failed'),
      reverts: (contract) => contract.fail(7, 'reverted'),
      outer: (contract) => {
        seen.push(codeOf(() => calling(contract, 'fails')));
        calling(contract, 'reverts');
        seen.push('never');
      },
    },
  });
  assert.equal(lastLog(chain, 'outer'), 'transaction reverted: reverted');
  assert.deepEqual(seen, [[-7, 'failed']]);
});

test('a system contract sees both as codes, and what the failed call changed is undone', () => {
  const seen: unknown[] = [];
  const space = { system: false, zone: addressOf('writer'), id: 0 };
  const chain = new TestChain({
    scripts: {
      writer: (contract) => {
        contract.ask(PUT_OBJECT, { space, key: utf8('k'), obj: utf8('v') });
        contract.ask(EVENT, { name: 'written', data: EMPTY, impacted: [] });
        contract.fail(contract.args.arguments[0] === 1 ? -3 : 3, 'undone');
      },
      outer: {
        system: true,
        run: (contract) => {
          seen.push(codeOf(() => calling(contract, 'writer', Uint8Array.of(0))));
          seen.push(codeOf(() => calling(contract, 'writer', Uint8Array.of(1))));
          seen.push(codeOf(() => contract.ask(GET_ARGUMENTS, {})));
        },
      },
    },
  });
  const receipt = chain.run([callOf('outer')]);
  assert.deepEqual(seen, [
    [3, 'undone'],
    [-3, 'undone'],
    [0, ''],
  ]);
  assert.equal(receipt.reverted, false);
  assert.deepEqual(receipt.events, []);
  const view = chain.state.view(chain.head);
  assert.equal(view.get(new ObjectSpace(false, addressOf('writer'), 0), utf8('k')), undefined);
});

test('exit ends every contract at once, a system contract with an error included', () => {
  const after: string[] = [];
  const ending =
    (code: number): Script =>
    (contract) => {
      codeOf(() => contract.fail(code, 'the end'));
      after.push('went on');
    };
  const chain = new TestChain({
    scripts: {
      reverting: { system: true, run: ending(4) },
      failing: ending(-4),
      wordless: (contract) => contract.ask(EXIT, { code: 6 }),
      garbled: (contract) => contract.host.invokeSystemCall(EXIT.id, Uint8Array.of(0x12, 0xff)),
    },
  });
  assert.equal(lastLog(chain, 'reverting'), 'transaction reverted: the end');
  assert.equal(lastLog(chain, 'failing'), 'transaction reverted: the end');
  assert.deepEqual(after, []);
  assert.equal(lastLog(chain, 'wordless'), 'transaction reverted: exit error did not contain error data');
  assert.match(lastLog(chain, 'garbled')!, /malformed arguments of exit/);
});

test('a contract cannot make a block invalid: failures of an operation become reversions with code 1', () => {
  const chain = new TestChain({ scripts: { bad: (contract) => contract.fail(-999, 'bad luck') } });
  assert.equal(lastLog(chain, 'bad'), 'transaction reverted: bad luck');
  const transaction = chain.transaction([callOf('bad')]);
  const answer = chain.kernel.applyTransaction(chain.state, chain.head, transaction);
  assert.ok(!answer.ok && answer.refusal.errorCode === ERROR_CODE.reversion);
});

test('arguments that are no message of the call revert', () => {
  const chain = new TestChain({
    scripts: {
      torn: (contract) => contract.host.invokeSystemCall(LOG.id, Uint8Array.of(0x0a, 5, 1)),
      latin: (contract) => contract.host.invokeSystemCall(LOG.id, Uint8Array.of(0x0a, 1, 0xff)),
    },
  });
  assert.match(lastLog(chain, 'torn')!, /malformed arguments of log: protobuf.truncated/);
  assert.match(lastLog(chain, 'latin')!, /malformed arguments of log: protobuf.badUtf8/);
});

test('an unknown system call is a failure that the contract sees; a call that is not enabled reverts', () => {
  const seen: unknown[] = [];
  const nothing: Codec<object> = { ...wire.NopArguments } as Codec<object>;
  const chain = new TestChain({
    scripts: {
      probe: (contract) => {
        seen.push(codeOf(() => contract.ask({ id: 9_999, args: nothing, result: nothing }, {})));
        contract.ask({ id: 0, args: nothing, result: nothing }, {});
      },
    },
  });
  assert.equal(lastLog(chain, 'probe'), 'transaction reverted: thunk 0 is not enabled');
  assert.deepEqual(seen, [[ERROR_CODE.unknownSystemCall, 'system call 9999 does not exist']]);
});

test(`calls nest until ${FRAMES_MAX} frames are reached, then the call reverts`, () => {
  let deepest = 0;
  const depths: unknown[] = [];
  const chain = new TestChain({
    scripts: {
      deep: (contract) => {
        deepest++;
        calling(contract, 'deep');
      },
      careful: {
        system: true,
        run: (contract) => {
          depths.push(codeOf(() => calling(contract, 'careful')));
        },
      },
    },
  });
  assert.equal(lastLog(chain, 'deep'), 'transaction reverted: apply context stack overflow');
  // Root, apply_block, apply_transaction and the operation, then two frames a contract, the last without its call.
  assert.equal(deepest, (FRAMES_MAX - 4) / 2);
  assert.equal(chain.run([callOf('careful')]).reverted, false);
  assert.deepEqual(depths[0], [1, 'apply context stack overflow']);
  assert.deepEqual(depths.at(-1), [0, '']);
});

test('get_operation fails outside an operation, and tells the operation within', () => {
  const seen: unknown[] = [];
  const asks: Script = (contract) => {
    seen.push(codeOf(() => contract.ask(GET_OPERATION, {}))[0]);
  };
  const chain = new TestChain({
    scripts: { asks, hook: { system: true, run: asks } },
    overrides: { [PRE_TRANSACTION_CALLBACK.id]: 'hook' },
  });
  chain.run([callOf('asks')]);
  assert.deepEqual(seen, [ERROR_CODE.operationNotFound, 0]);
});

test('native contracts end as others do: unknown entries, exits and reversions', () => {
  const results: Uint8Array[] = [];
  const entry = (entryPoint: number, run: NativeEntry['run']) =>
    [entryPoint, { name: 'entry', ticks: 10, readOnly: false, run }] as const;
  const native: NativeContract = {
    id: 'native/probe/1',
    abi: '{}',
    entries: new Map([
      entry(1, (_host, args) => args),
      entry(2, (host) => host.systemCall(EXIT.id, EXIT.args.encode({ code: 0, res: { object: utf8('x') } }))),
      entry(3, (host) => host.revert('no', -5)),
      entry(4, (host) => host.fail('bad', 5)),
      entry(5, (host) => {
        const key = utf8('k');
        const space = host.space(2);
        host.put(space, key, utf8('v'));
        assert.deepEqual([host.get(space, key), host.next(space, EMPTY)?.key], [utf8('v'), key]);
        host.remove(space, key);
        assert.deepEqual([host.get(space, key), host.prev(space, utf8('z'))], [undefined, undefined]);
        host.log(`${host.caller().isKernel} ${host.checkSystemAuthority()} ${host.head().height}`);
        return EMPTY;
      }),
    ]),
  };
  const chain = new TestChain({
    natives: [native],
    scripts: {
      probe: { code: utf8(native.id), engine: 'native/1', system: true },
      outer: (contract) => {
        const { entryPoint } = contract.args;
        const args = { contractId: addressOf('probe'), entryPoint, args: utf8('arg') };
        codeOf(() => results.push(contract.ask(CALL, args).value));
      },
    },
  });
  const logs = [1, 2, 3, 4, 5, 6].map((index) => chain.run([callOf('outer', EMPTY, index)]).logs);
  assert.deepEqual(results, [utf8('arg'), utf8('x'), EMPTY]);
  assert.deepEqual(logs, [
    [],
    [],
    ['transaction reverted: no'],
    [],
    ['false false 5'],
    ['transaction reverted: unknown entry point 6'],
  ]);
});

test('metadata of a contract is told by the native contract that answers for it', () => {
  const chain = new TestChain({ scripts: { plain: { authorizesCallContract: true } } });
  const { value } = chain.ask(GET_CONTRACT_METADATA, { contractId: addressOf('plain') });
  assert.equal(value?.authorizesCallContract, true);
  assert.equal(chain.ask(GET_CONTRACT_METADATA, { contractId: alice.address }).value?.hash.length ?? 0, 0);
});

test('state that a contract has left is read back in the same transaction', () => {
  const seen: unknown[] = [];
  const space = { system: false, zone: addressOf('store'), id: 1 };
  const chain = new TestChain({
    scripts: {
      store: (contract) => {
        seen.push(contract.ask(GET_OBJECT, { space, key: EMPTY }).value?.exists);
        contract.ask(PUT_OBJECT, { space, key: EMPTY, obj: utf8('v') });
        seen.push(contract.ask(GET_OBJECT, { space, key: EMPTY }).value?.value);
      },
    },
  });
  chain.run([
    callOf('store'),
    operation({ callContract: { contractId: addressOf('store'), entryPoint: 0 } }),
  ]);
  assert.deepEqual(seen, [false, utf8('v'), true, utf8('v')]);
});
