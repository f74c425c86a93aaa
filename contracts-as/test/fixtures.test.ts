/** The contracts that tests of the kernel run: here on the test chain, which must behave as the kernel does. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { utf8 } from '@ashlar/base';
import { chain as wire } from '@ashlar/protocol';
import {
  accepted,
  addressOf,
  type CallOutcome,
  type Contract,
  createTestChain,
  type DeployOptions,
  loadBuilt,
  type Message,
  refused,
  type TestChain,
} from '../testing/index.ts';

const alice = addressOf('alice');
const NOTHING = new Uint8Array(0);
const OVERRIDABLE = { getHeadInfo: 1, log: 401, event: 402 } as const;

const deploy = (chain: TestChain, name: string, options: DeployOptions = {}): Contract =>
  chain.deploy(loadBuilt(join(import.meta.dirname, '..', 'fixtures', name)), options);

/** The fields of a result, by its serialized form inside another result. */
const inner = (contract: Contract, method: string, outcome: CallOutcome): Message =>
  contract.types!.decode(
    contract.abi!.methods[method]!.return,
    accepted(outcome).result['value'] as Uint8Array,
  );
const forwarding = (contract: Contract, method: string, args: Message = {}): Message => {
  const { argument, entry_point } = contract.abi!.methods[method]!;
  return { contract_id: contract.address, entry_point, args: contract.types!.encode(argument, args) };
};

test('a call tells the callee who called, and with which privilege', () => {
  const chain = createTestChain();
  const [first, second, kernel] = [
    deploy(chain, 'caller'),
    deploy(chain, 'caller'),
    deploy(chain, 'caller', { isSystem: true }),
  ];
  const direct = accepted(chain.call(first, 'who')).result;
  assert.deepEqual(direct, { contract_id: first.address, caller: NOTHING, is_kernel: false });
  const called = inner(second, 'who', chain.call(first, 'forward', forwarding(second, 'who')));
  assert.deepEqual(called, { contract_id: second.address, caller: first.address, is_kernel: false });
  // `forward` writes into user space, which a system contract may not: it calls by system call.
  const { entry_point } = second.abi!.methods['who']!;
  const bySystem = chain.call(kernel, 'system_call', {
    id: 601,
    args: callArguments(second.address, entry_point),
  });
  const callResult = accepted(bySystem).result['value'] as Uint8Array;
  const bytes = second.types!.decode('fixture.caller.forward_result', callResult)['value'] as Uint8Array;
  assert.equal(second.types!.decode('fixture.caller.who_result', bytes)['is_kernel'], true);
});

test('contracts nest as deep as they are told', () => {
  const chain = createTestChain();
  const caller = deploy(chain, 'caller');
  assert.equal(accepted(chain.call(caller, 'nest', { depth: 20 })).result['value'], 20);
  refused(chain.call(caller, 'nest', { depth: 1_000 }), /stack/, 1);
});

test('a failure is answered to the caller, a reversion ends everything', () => {
  const chain = createTestChain();
  const [caller, exiter] = [deploy(chain, 'caller'), deploy(chain, 'exiter')];
  const ending = (code: number): Message => forwarding(exiter, 'end', { code, message: `code ${code}` });
  const failed = accepted(chain.call(caller, 'try_forward', ending(-7))).result;
  assert.deepEqual(failed, { code: -7, value: utf8('code -7') });
  refused(chain.call(caller, 'try_forward', ending(7)), /code 7/, 7);
  refused(chain.call(caller, 'forward', ending(-7)), /code -7/, -7);
  const fine = accepted(chain.call(caller, 'try_forward', ending(0))).result;
  assert.equal(fine['code'], 0);
});

test('what a failed callee wrote stays, unless its caller ends with an error too', () => {
  const chain = createTestChain();
  const [caller, exiter] = [deploy(chain, 'caller'), deploy(chain, 'exiter')];
  const count = (): unknown => accepted(chain.call(exiter, 'count')).result['value'];
  accepted(chain.call(caller, 'try_forward', forwarding(exiter, 'end', { code: -1, message: 'no' })));
  assert.equal(count(), 1n);
  refused(chain.call(caller, 'forward', forwarding(exiter, 'end', { code: -1, message: 'no' })), /no/);
  assert.equal(count(), 1n);
  refused(chain.call(exiter, 'trap'), /unreachable/, 1);
  assert.equal(count(), 1n);
});

test('logs of an undone call are kept, its events are not', () => {
  const chain = createTestChain();
  const exiter = deploy(chain, 'exiter');
  const outcome = chain.call(exiter, 'end', { code: 5, message: 'five' });
  refused(outcome, /five/, 5);
  assert.deepEqual(outcome.logs, ['ending']);
  assert.ok(!('events' in outcome));
});

test('the authorizer answers by its storage, and may look at the call', () => {
  const chain = createTestChain();
  const authorizer = deploy(chain, 'authorizer', { authorizesCalls: true });
  const [caller, other] = [deploy(chain, 'caller'), deploy(chain, 'caller')];
  const grants = (by: Contract): unknown =>
    accepted(chain.call(by, 'has_authority', { account: authorizer.address })).result['value'];
  assert.equal(grants(caller), false);
  accepted(chain.call(authorizer, 'set_answer', { value: true }));
  assert.equal(grants(caller), true);
  accepted(chain.call(authorizer, 'set_answer', { value: true, contract_id: caller.address }));
  assert.equal(grants(caller), true);
  assert.equal(grants(other), false);
  accepted(chain.call(authorizer, 'set_answer', { revert: 'not now' }));
  refused(chain.call(caller, 'has_authority', { account: authorizer.address }), /not now/, 1);
});

test('check_authority grants a signature to any contract; the rule of the kit only to who was called directly', () => {
  const chain = createTestChain();
  const [outer, contract] = [deploy(chain, 'caller'), deploy(chain, 'caller')];
  const options = { signers: [alice] };
  for (const method of ['check_authority', 'has_authority']) {
    const direct = chain.call(contract, method, { account: alice }, options);
    assert.equal(accepted(direct).result['value'], true);
  }
  const through = (method: string): unknown =>
    inner(
      contract,
      method,
      chain.call(outer, 'forward', forwarding(contract, method, { account: alice }), options),
    )['value'];
  assert.equal(through('check_authority'), true);
  assert.equal(through('has_authority'), false);
});

test('the spender writes, walks through and removes objects', () => {
  const chain = createTestChain();
  const spender = deploy(chain, 'spender');
  accepted(chain.call(spender, 'write', { first: 10n, count: 40, size: 100 }));
  const walk = (args: Message): Message => accepted(chain.call(spender, 'iterate', args)).result;
  assert.equal(walk({ first: 0n, limit: 1_000 })['count'], 40);
  assert.equal(walk({ first: 0n, limit: 1_000 })['bytes'], 4_000n);
  assert.equal(walk({ first: 20n, limit: 1_000, descending: true })['count'], 10);
  accepted(chain.call(spender, 'remove', { first: 10n, count: 39 }));
  assert.equal(walk({ first: 0n, limit: 1_000 })['count'], 1);
});

test('the spender spends ticks, memory and stack, and is stopped at the limit', () => {
  const chain = createTestChain();
  const spender = deploy(chain, 'spender');
  const few = accepted(chain.call(spender, 'burn_ticks', { rounds: 1_000n })).ticks;
  const many = accepted(chain.call(spender, 'burn_ticks', { rounds: 11_000n })).ticks;
  assert.ok(many - few >= 50_000, `${many - few} ticks for 10,000 rounds`);
  refused(chain.call(spender, 'burn_ticks', { rounds: 10n ** 12n }), /exhausted/, 104);
  assert.equal(accepted(chain.call(spender, 'grow', { pages: 10 })).result['value'], 1);
  assert.equal(accepted(chain.call(spender, 'grow', { pages: 512 })).result['value'], -1);
  accepted(chain.call(spender, 'recurse', { depth: 100 }));
  refused(chain.call(spender, 'recurse', { depth: 1_000_000 }), /stack/, 1);
});

test('a read neither writes nor asks for authority', () => {
  const chain = createTestChain();
  const [spender, caller] = [deploy(chain, 'spender'), deploy(chain, 'caller')];
  const options = { isReadOnly: true, signers: [alice] };
  refused(chain.call(spender, 'write', { count: 1, size: 1 }, options), /read only/, 108);
  refused(chain.call(spender, 'remove', { count: 1 }, options), /read only/, 108);
  refused(chain.call(caller, 'check_authority', { account: alice }, options), /read only/, 108);
  accepted(chain.call(spender, 'iterate', { limit: 1 }, options));
});

test('a contract keeps to its own spaces', () => {
  const chain = createTestChain();
  const [spender, caller] = [deploy(chain, 'spender'), deploy(chain, 'caller')];
  const get = (space: Parameters<typeof wire.GetObjectArguments.encode>[0]['space']): CallOutcome =>
    chain.call(caller, 'system_call', { id: 303, args: wire.GetObjectArguments.encode({ space }) });
  accepted(get({ zone: caller.address, id: 5 }));
  refused(get({ zone: spender.address, id: 5 }), /another contract/, 103);
  refused(get({ zone: caller.address, system: true }), /system space/, 103);
});

test('the spender tells: events and logs', () => {
  const chain = createTestChain();
  const outcome = accepted(chain.call(deploy(chain, 'spender'), 'tell', { count: 3, size: 10 }));
  assert.equal(outcome.events.length, 3);
  assert.deepEqual(outcome.events[0]!.data, new Uint8Array(10).fill(0x62));
  assert.deepEqual(outcome.logs, ['told', 'told', 'told']);
});

test('a contract in place of a system call answers instead, and may ask the thunk beneath', () => {
  const chain = createTestChain();
  const override = deploy(chain, 'override', { isSystem: true });
  const [caller, spender] = [deploy(chain, 'caller'), deploy(chain, 'spender')];
  const wire = (id: number, method: string): void => {
    const entryPoint = override.abi!.methods[method]!.entry_point;
    chain.overrides.set(id, { address: override.address, entryPoint });
  };
  wire(OVERRIDABLE.getHeadInfo, 'get_head_info');
  const { result } = accepted(chain.call(caller, 'system_call', { id: OVERRIDABLE.getHeadInfo }));
  const head = override.types!.decode('fixture.override.get_head_info_result', result['value'] as Uint8Array);
  assert.equal((head['value'] as Message)['head_block_time'], chain.head.timeMs + 3_600_000n);
  wire(OVERRIDABLE.log, 'log');
  wire(OVERRIDABLE.event, 'event');
  const outcome = accepted(chain.call(spender, 'tell', { count: 2, size: 1 }));
  assert.deepEqual(outcome.logs, ['observed: told', 'observed: told']);
  assert.equal(outcome.events.length, 2);
  assert.deepEqual(outcome.events[0]!.source, spender.address);
  chain.overrides.clear();
  assert.equal(accepted(chain.call(override, 'seen')).result['value'], 2n);
});

test('the bare contract misuses the host interface, and each misuse has its end', () => {
  const chain = createTestChain();
  const bare = deploy(chain, 'bare');
  const run = (how: number): CallOutcome => chain.callRaw(bare.address, how, NOTHING);
  const answered = (how: number): number[] => [...accepted(run(how)).bytes];
  assert.deepEqual(answered(15), []); // Returned without exit.
  refused(run(1), /error data/, 1);
  for (const how of [2, 3, 4]) refused(run(how), /pointer/, 1);
  assert.deepEqual(answered(5).slice(0, 5), [105, 0, 0, 0, 0]);
  assert.deepEqual(answered(6).slice(0, 6), [0, 0, 0, 0, 27, 10]);
  assert.deepEqual(answered(7).slice(0, 4), [0x99, 0xff, 0xff, 0xff]); // -103
  refused(run(8), /system contracts/, 103);
  refused(run(9), /malformed/, 1);
  refused(run(10), /float/, 1);
  refused(run(11), /exhausted/, 104);
  refused(run(12), /division/, 1);
});

function callArguments(address: Uint8Array, entryPoint: number): Uint8Array {
  const bytes = [10, address.length, ...address, 16];
  let rest = entryPoint;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return Uint8Array.from([...bytes, rest]);
}
