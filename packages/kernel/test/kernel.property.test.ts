/**
 * Whatever is sent: the supply changes by mint and burn alone, a reverted transaction leaves its nonce and its bill,
 * and no bytes a contract passes make the kernel throw or lose its place.
 *
 * `KERNEL_RUNS` multiplies the runs; fast-check prints the seed of a failure.
 * @module
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EMPTY, hex } from '@ashlar/base';
import { TOKEN_SPACE, WELL_KNOWN } from '@ashlar/contracts';
import {
  encodeNonce,
  entryPointOf,
  METADATA_KEY,
  ObjectSpace,
  type Operation,
  token,
  chain as wire,
} from '@ashlar/protocol';
import fc from 'fast-check';
import { ChainError } from '../src/chain-error.ts';
import { CALL, GET_ARGUMENTS, GET_CONTRACT_ID, LOG } from '../src/system-calls/control.ts';
import { THUNKS } from '../src/thunks.ts';
import { addressOf, alice, callOf, keyOf, operation, TestChain } from './chain.ts';
import { openHistoryChain } from './determinism/history.ts';
import { Dice, drawOperation, USERS } from './determinism/random-operations.ts';
import type { ScriptHost } from './scripts.ts';

const RUNS = Number(process.env['KERNEL_RUNS'] ?? 1);
const RC_LIMIT = 2_000_000_000n;

const tokenRead = (chain: TestChain, method: string, args: Uint8Array): bigint => {
  const read = { contractId: WELL_KNOWN.token, entryPoint: entryPointOf(method), args };
  const answer = chain.kernel.readContract(chain.state, chain.head, read);
  assert.ok(answer.ok);
  return token.BalanceOfResult.decode(answer.value.result).value;
};

/** Draws a transaction of one user and applies it, if it does not fail. */
function step(chain: TestChain, dice: Dice, nonces: Map<string, bigint>) {
  const user = dice.pick(USERS);
  const { operation: drawn, signers = [] } = drawOperation(dice, user);
  const nonce = (nonces.get(hex(user.address)) ?? 0n) + 1n;
  const options = { payer: user, signers: [user, ...signers], rcLimit: RC_LIMIT, nonce };
  const block = chain.block([chain.transaction([drawn], options)]);
  const proposed = chain.kernel.proposeBlock(chain.state, block);
  assert.ok(proposed.ok);
  if (!('receipt' in proposed.value)) return undefined;
  nonces.set(hex(user.address), nonce);
  chain.head = proposed.value.id;
  return { user, nonce, receipt: proposed.value.receipt };
}

test('supply changes by mint and burn alone, and is the sum of all balances', () => {
  const holders = [...USERS.map(({ address }) => address), keyOf('genesis').address, addressOf('authorizer')];
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const dice = new Dice(seed);
      const chain = openHistoryChain();
      const nonces = new Map<string, bigint>();
      const supply = tokenRead(chain, 'total_supply', EMPTY);
      let burned = 0n;
      for (let count = 0; count < 12; count++) {
        const done = step(chain, dice, nonces);
        for (const { events } of done?.receipt.transactionReceipts ?? []) {
          for (const { name, source, data } of events) {
            if (hex(source) !== hex(WELL_KNOWN.token)) continue;
            if (name === 'token.burn_event') burned += token.BurnEvent.decode(data).value;
            assert.notEqual(name, 'token.mint_event');
          }
        }
      }
      assert.equal(tokenRead(chain, 'total_supply', EMPTY), supply - burned);
      const balances = holders.map((owner) =>
        tokenRead(chain, 'balance_of', token.BalanceOfArguments.encode({ owner })),
      );
      assert.equal(
        balances.reduce((sum, balance) => sum + balance, 0n),
        supply - burned,
      );
    }),
    { numRuns: 6 * RUNS },
  );
});

test('a reverted transaction leaves a nonce, the bills of payer and signer, the market and the head', () => {
  const metadata = ObjectSpace.metadata.flatKeyOf(METADATA_KEY.headBlock);
  const balances = new ObjectSpace(true, WELL_KNOWN.token, TOKEN_SPACE.balances);
  let reverted = 0;
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const dice = new Dice(seed);
      const chain = openHistoryChain();
      const nonces = new Map<string, bigint>();
      for (let count = 0; count < 12; count++) {
        const parent = chain.head;
        const done = step(chain, dice, nonces);
        const [receipt] = done?.receipt.transactionReceipts ?? [];
        if (done === undefined || receipt?.reverted !== true) continue;
        reverted++;
        const allowed = new Set([
          metadata,
          ObjectSpace.nonce.flatKeyOf(done.user.address),
          balances.flatKeyOf(done.user.address),
          balances.flatKeyOf(keyOf('genesis').address),
        ]);
        const draft = chain.state.fork(chain.head);
        const old = chain.state.view(parent);
        for (const { space, key } of chain.state.version(chain.head).changes.entries.values()) {
          const isMarket = hex(space.zone) === hex(WELL_KNOWN.resources);
          const same = hex(draft.get(space, key) ?? EMPTY) === hex(old.get(space, key) ?? EMPTY);
          assert.ok(same || isMarket || allowed.has(space.flatKeyOf(key)), `space ${space.id} changed`);
        }
        assert.deepEqual(draft.get(ObjectSpace.nonce, done.user.address), encodeNonce(done.nonce));
        assert.deepEqual(receipt.events, []);
      }
    }),
    { numRuns: 6 * RUNS },
  );
  assert.ok(reverted > 0);
});

/** Bytes that are often a message: valid tags with whatever behind them. */
const bytesArbitrary = fc.oneof(
  fc.uint8Array({ maxLength: 64 }),
  fc
    .array(
      fc.record({
        tag: fc.integer({ min: 1, max: 8 }),
        body: fc.oneof(fc.uint8Array({ maxLength: 16 }), fc.constant(addressOf('probe'))),
      }),
      { maxLength: 5 },
    )
    .map((fields) =>
      Uint8Array.from(fields.flatMap(({ tag, body }) => [(tag << 3) | 2, body.length, ...body])),
    ),
  fc
    .array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 127 })), { maxLength: 5 })
    .map((fields) => Uint8Array.from(fields.flatMap(([tag, value]) => [tag << 3, value]))),
);
const callArbitrary = fc.record({
  id: fc.oneof(fc.constantFrom(...THUNKS.keys()), fc.nat({ max: 12_000 })),
  isThunk: fc.boolean(),
  args: bytesArbitrary,
});

test('whatever bytes a contract passes to whatever call, the kernel answers, and knows where it stands', () => {
  fc.assert(
    fc.property(fc.array(callArbitrary, { minLength: 1, maxLength: 12 }), fc.boolean(), (calls, system) => {
      let finished = 0;
      const probe = (contract: ScriptHost): void => {
        const { entryPoint } = contract.args;
        if (entryPoint !== 77) return;
        for (const { id, isThunk, args } of calls) {
          const { code, bytes } = contract.host[isThunk ? 'invokeThunk' : 'invokeSystemCall'](id, args);
          if (code !== 0) wire.ErrorData.decode(bytes);
          assert.deepEqual(contract.ask(GET_CONTRACT_ID, {}).value, addressOf('probe'));
          assert.equal(contract.ask(GET_ARGUMENTS, {}).value!.entryPoint, 77);
        }
        finished++;
      };
      const outer = (contract: ScriptHost): void => {
        contract.ask(CALL, { contractId: addressOf('probe'), entryPoint: 77, args: EMPTY });
        assert.deepEqual(contract.ask(GET_CONTRACT_ID, {}).value, addressOf('outer'));
      };
      const chain = new TestChain({
        scripts: { probe: { run: probe, system }, outer: { run: outer, system } },
      });
      const transactions = [
        chain.transaction([callOf('outer')], { rcLimit: 50_000_000n }),
        chain.transaction([callOf('outer', EMPTY)], { rcLimit: 50_000_000n }),
      ];
      const applied = chain.kernel.applyBlock(chain.state, chain.block(transactions));
      if (applied.ok) chain.head = applied.value.id;
      assert.ok(finished <= 2);
      assert.ok(applied.ok || system, 'a user’s contract made a block invalid');
      const read = { contractId: addressOf('outer'), entryPoint: 0, args: EMPTY };
      chain.kernel.readContract(chain.state, chain.head, read);
    }),
    { numRuns: 150 * RUNS },
  );
});

test('whatever bytes a client sends to whatever call, the answer is a value', () => {
  const chain = new TestChain();
  chain.apply();
  fc.assert(
    fc.property(callArbitrary, fc.boolean(), fc.boolean(), ({ id, args }, isKernel, isContract) => {
      const caller = { address: isContract ? alice.address : EMPTY, isKernel };
      const answer = chain.kernel.invokeSystemCall(chain.state, chain.head, { id, args, caller });
      assert.equal(typeof answer.ok, 'boolean');
      if (!answer.ok) assert.match(answer.refusal.code, /^chain\./);
    }),
    { numRuns: 1_500 * RUNS },
  );
});

test('whatever operations a transaction has, it is refused or reverts or stands', () => {
  const operationArbitrary: fc.Arbitrary<Operation> = fc.oneof(
    fc
      .record({ contractId: bytesArbitrary, entryPoint: fc.nat(), args: bytesArbitrary })
      .map((callContract) => operation({ callContract })),
    fc
      .record({ contractId: fc.constantFrom(alice.address, EMPTY), bytecode: bytesArbitrary })
      .map((uploadContract) => operation({ uploadContract: { ...uploadContract, engine: 'script/1' } })),
    fc
      .nat({ max: 700 })
      .map((callId) => operation({ setSystemCall: { callId, target: { thunkId: callId } } })),
    fc
      .boolean()
      .map((systemContract) =>
        operation({ setSystemContract: { contractId: addressOf('probe'), systemContract } }),
      ),
    fc.constant(operation({})),
  );
  const chain = new TestChain({ scripts: { probe: (contract) => contract.ask(LOG, { message: 'x' }) } });
  fc.assert(
    fc.property(fc.array(operationArbitrary, { maxLength: 4 }), (operations) => {
      const transaction = chain.transaction(operations, { nonce: 1n, signers: [alice, keyOf('genesis')] });
      const answer = chain.kernel.applyTransaction(chain.state, chain.head, transaction);
      if (!answer.ok) assert.match(answer.refusal.code, /^chain\./);
    }),
    { numRuns: 200 * RUNS },
  );
});

test('an error of the chain says whether it reverts or fails by its sign', () => {
  assert.deepEqual([new ChainError(1, '').isReversion, new ChainError(-1, '').isReversion], [true, false]);
});
