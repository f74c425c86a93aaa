/** What calls cost, to the tick (`spec/koinos.md` 4.9), and what happens when resources end (4.7, 4.10). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EMPTY, utf8 } from '@ashlar/base';
import {
  BlockHeader,
  type Codec,
  ERROR_CODE,
  type Init,
  MULTIHASH_CODE,
  multihashOf,
} from '@ashlar/protocol';
import { GET_ACCOUNT_NONCE } from '../src/system-calls/accounts.ts';
import { CALL, EVENT, EXIT, GET_CALLER, LOG } from '../src/system-calls/control.ts';
import { HASH, VERIFY_MERKLE_ROOT } from '../src/system-calls/cryptography.ts';
import { GET_HEAD_INFO, GET_TRANSACTION } from '../src/system-calls/information.ts';
import { GET_NEXT_OBJECT, GET_OBJECT, PUT_OBJECT } from '../src/system-calls/objects.ts';
import { addressOf, alice, bob, calling, callOf, lastLog, TestChain } from './chain.ts';
import { codeOf, type Script, type ScriptHost } from './scripts.ts';

const space = { system: false, zone: addressOf('probe'), id: 0 };

/** Ticks of a call from a contract, and the bytes of its arguments. */
function costOf<Args, Answer>(
  call: Readonly<{ id: number; args: Codec<Args>; result: Codec<Answer> }>,
  args: Init<Args>,
  door: 'ask' | 'thunk' = 'ask',
): number {
  let ticks = 0;
  const chain = new TestChain({
    scripts: {
      probe: {
        system: door === 'thunk',
        run: (contract) => {
          const before = contract.host.ticksLeft();
          contract[door](call, args);
          ticks = before - contract.host.ticksLeft();
        },
      },
    },
  });
  assert.equal(chain.run([callOf('probe')]).reverted, false);
  return ticks - call.args.encode(args).length;
}

test('a call costs its base price and a tick for each byte of its arguments', () => {
  assert.equal(costOf(GET_CALLER, {}), 825);
  assert.equal(costOf(LOG, { message: 'hello' }), 738);
  assert.equal(costOf(GET_ACCOUNT_NONCE, { account: alice.address }), 821);
  assert.equal(costOf(GET_HEAD_INFO, {}), 2_099 + 772);
});

test('by invoke_thunk only the bytes of the arguments cost', () => {
  assert.equal(costOf(LOG, { message: 'hello' }, 'thunk'), 0);
  assert.equal(costOf(GET_CALLER, {}, 'thunk'), 0);
});

test('objects cost a tick for each byte of their values, put or got', () => {
  assert.equal(costOf(PUT_OBJECT, { space, key: EMPTY, obj: EMPTY }), 1_057);
  assert.equal(costOf(GET_OBJECT, { space, key: utf8('k') }), 1_054);
  const ticks: number[] = [];
  const chain = new TestChain({
    scripts: {
      probe: (contract) => {
        let before = contract.host.ticksLeft();
        const since = (): void => {
          ticks.push(before - contract.host.ticksLeft());
          before = contract.host.ticksLeft();
        };
        contract.ask(PUT_OBJECT, { space, key: utf8('k'), obj: new Uint8Array(100) });
        contract.ask(GET_OBJECT, { space, key: utf8('k') });
        contract.ask(GET_NEXT_OBJECT, { space, key: EMPTY });
        before = contract.host.ticksLeft();
        contract.ask(GET_OBJECT, { space, key: utf8('k') });
        since();
        contract.ask(GET_NEXT_OBJECT, { space, key: EMPTY });
        since();
      },
    },
  });
  chain.run([callOf('probe')]);
  const get = GET_OBJECT.args.encode({ space, key: utf8('k') }).length;
  const next = GET_NEXT_OBJECT.args.encode({ space, key: EMPTY }).length;
  assert.deepEqual(ticks, [1_054 + get + 100, 11_181 + next + 100]);
});

test('hashes cost their base and a tick a byte; events for each account they concern', () => {
  const obj = new Uint8Array(200);
  assert.equal(costOf(HASH, { code: BigInt(MULTIHASH_CODE.sha2_256), obj }), 1_570 + 1_385 + 200);
  assert.equal(costOf(HASH, { code: BigInt(MULTIHASH_CODE.keccak_256), obj }), 1_570 + 1_406 + 200);
  const impacted = [alice.address, bob.address];
  assert.equal(costOf(EVENT, { name: 'n', data: EMPTY, impacted }), 1_222 + 2 * 101);
});

test('Merkle roots cost their leaves and their inner nodes, by the formula', () => {
  const leaf = multihashOf(EMPTY);
  const parse = 102 + 34 * 404;
  const node = 1_385 + 64;
  const nodes = [1, 1, 1, 3, 3, 6, 6, 7, 7];
  nodes.forEach((count, leaves) => {
    const hashes = Array.from({ length: leaves }, () => leaf);
    assert.equal(
      costOf(VERIFY_MERKLE_ROOT, { root: leaf, hashes }),
      1 + (leaves + 1) * parse + count * node,
      `${leaves} leaves`,
    );
  });
});

/** Registry entry `contract_load_per_byte`. The code of a script is its name. */
const LOAD_PER_BYTE = 2;

test('a call of a contract costs the call, its code by the byte, and exit its price', () => {
  const chain = new TestChain({
    scripts: {
      callee: (contract) => contract.exit(EMPTY),
      probe: (contract) => {
        const before = contract.host.ticksLeft();
        calling(contract, 'callee');
        contract.spend(before - contract.host.ticksLeft());
        ticks = before - contract.host.ticksLeft();
      },
    },
  });
  let ticks = 0;
  chain.run([callOf('probe')]);
  const call = CALL.args.encode({ contractId: addressOf('callee'), entryPoint: 3, args: EMPTY }).length;
  const exit = EXIT.args.encode({ code: 0, res: { object: EMPTY } }).length;
  assert.equal(ticks, 2 * (3_573 + call + LOAD_PER_BYTE * 'callee'.length + 11_636 + exit));
});

test('a call that a contract answers has no base price, only that of its code', () => {
  let ticks = 0;
  const chain = new TestChain({
    scripts: {
      free: { system: true, run: () => undefined },
      probe: (contract) => {
        const before = contract.host.ticksLeft();
        contract.ask(LOG, { message: 'hello' });
        ticks = before - contract.host.ticksLeft();
      },
    },
    overrides: { [LOG.id]: 'free' },
  });
  chain.run([callOf('probe')]);
  assert.equal(ticks, LOAD_PER_BYTE * 'free'.length);
});

test('the transaction and its parts cost a tick for each byte that is handed out', () => {
  let ticks = 0;
  const chain = new TestChain({
    scripts: {
      probe: (contract) => {
        const before = contract.host.ticksLeft();
        contract.ask(GET_TRANSACTION, {});
        ticks = before - contract.host.ticksLeft();
      },
    },
  });
  const { networkBandwidthUsed } = chain.run([callOf('probe')]);
  assert.equal(ticks, 1_584 + Number(networkBandwidthUsed));
});

test('an empty block costs these ticks, and one transaction without operations these', () => {
  const chain = new TestChain();
  const { receipt: empty } = chain.apply();
  const signedHeader = 1_570 + 1_385;
  const perHeader = Number(blockHashBytes(chain));
  const merkle = (leaves: number, inner: number) =>
    1 + (leaves + 1) * (102 + 34 * 404) + inner * (1_385 + 64);
  const callbacks = 730 + 741;
  const settlement = 735 + 753;
  assert.equal(
    Number(empty.computeBandwidthUsed),
    2 * (signedHeader + perHeader) + merkle(0, 1) + 4_499 + callbacks + settlement,
  );
  assert.equal(empty.computeBandwidthUsed - empty.computeBandwidthCharged, 753n);
  const receipt = chain.run();
  const header = 190;
  const ticks = Number(receipt.computeBandwidthUsed);
  const known = 1_072 + 1_046 + signedHeader + merkle(0, 1) + 12_653 + 29_630 + 822 + 749 + 729 + 721 + 735;
  assert.ok(ticks - known > 100 && ticks - known < header, `${ticks - known} bytes of header`);
});

/** Bytes of the header of the chain's last block. */
function blockHashBytes(chain: TestChain): bigint {
  const before = chain.block();
  return BigInt(headerBytes(before));
}

function headerBytes({ header }: ReturnType<TestChain['block']>): number {
  return BlockHeader.encode(header!).length;
}

const spending =
  (ticks: number): Script =>
  (contract: ScriptHost) =>
    contract.spend(ticks);

test('a contract that spends its ticks reverts and pays all of its limit', () => {
  const chain = new TestChain({ scripts: { hungry: spending(1e9) } });
  const receipt = chain.run([callOf('hungry')], { rcLimit: 1_000_000n });
  assert.deepEqual([receipt.reverted, receipt.rcUsed], [true, 1_000_000n]);
  assert.deepEqual(receipt.logs, ['transaction reverted: insufficient rc']);
});

test('spent resources cannot be caught, not even by a system contract', () => {
  const seen: unknown[] = [];
  const catching: Script = (contract) => {
    seen.push('before');
    seen.push(codeOf(() => calling(contract, 'hungry')));
  };
  const chain = new TestChain({
    scripts: { hungry: spending(1e9), catching: { system: true, run: catching } },
  });
  assert.equal(lastLog(chain, 'catching'), 'transaction reverted: insufficient rc');
  assert.deepEqual(seen, ['before']);
});

test('a proposal whose transactions leave nothing to end the block with names the heaviest', () => {
  for (const left of [0, 500]) {
    let spare = 0;
    const chain = new TestChain({
      scripts: {
        hungry: (contract) => contract.spend(left === 0 ? 1e9 : contract.host.ticksLeft() - spare),
      },
    });
    // Ends with `left` ticks less than what the block needs to end.
    spare = left === 0 ? 0 : 735 + left;
    const options = { rcLimit: 1_000_000_000n };
    const light = chain.transaction([], { payer: bob });
    const transactions = [light, chain.transaction([callOf('hungry')], options)];
    const proposed = chain.kernel.proposeBlock(chain.state, chain.block(transactions));
    assert.ok(proposed.ok && 'failed' in proposed.value);
    assert.deepEqual(proposed.value.failed, [1]);
    const { errorCode } = chain.refusalOf(chain.block(transactions));
    assert.equal(errorCode, ERROR_CODE.computeBandwidthLimitExceeded);
    chain.apply(chain.block([light]));
  }
});

test('a limit too low to check the transaction makes it fail, not revert', () => {
  const chain = new TestChain();
  const { errorCode, message } = chain.refused([], { rcLimit: 1_000n });
  assert.deepEqual([errorCode, message], [ERROR_CODE.failure, 'insufficient rc']);
});
