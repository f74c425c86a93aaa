import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EMPTY, hex } from '@ashlar/base';
import {
  GOVERNANCE_SPACE,
  PROPOSALS_PAGE_MAX,
  STATUS,
  TRANSITIONS_PER_BLOCK_MAX,
  touchesGovernance,
} from '@ashlar/contracts';
import {
  chain,
  decodeNonce,
  ERROR_CODE,
  governance,
  LIMITS,
  multihashOf,
  ObjectSpace,
  Operation,
  TransactionHeader,
  token,
} from '@ashlar/protocol';
import { addressOf, KERNEL, USER } from './fake-host.ts';
import {
  CHAIN_ID,
  GOVERNANCE,
  GovernanceWorld,
  harmless,
  operation,
  proposer,
  SUPPLY,
  TOKEN,
  WEEK,
} from './governance-world.ts';

const start = (world: GovernanceWorld, id: Uint8Array) => world.proposal(id)!.voteStartHeight;

test('a proposal lives from submission to application at exact heights', () => {
  const world = new GovernanceWorld();
  world.chain.height = 5;
  const id = world.submit(harmless(1));
  assert.deepEqual(world.proposal(id), {
    operations: harmless(1),
    operationMerkleRoot: id,
    voteStartHeight: 15n,
    voteTally: 0n,
    voteThreshold: 12n,
    shallAuthorize: false,
    updatesGovernance: false,
    status: STATUS.pending,
    fee: SUPPLY / 1_000_000n,
  });
  const statusAt = (height: bigint) => {
    world.blocksTo(height, id);
    return world.proposal(id)?.status;
  };
  assert.equal(statusAt(14n), STATUS.pending);
  assert.equal(statusAt(15n), STATUS.active);
  assert.equal(statusAt(34n), STATUS.active);
  assert.equal(statusAt(35n), STATUS.approved);
  assert.equal(statusAt(44n), STATUS.approved);
  assert.equal(world.applied.length, 0);
  assert.equal(statusAt(45n), undefined);
  assert.equal(world.applied.length, 1);
  assert.deepEqual(world.statuses(id), ['pending', 'active', 'approved', 'applied']);
  for (const spaceId of Object.values(GOVERNANCE_SPACE).slice(0, 3))
    assert.deepEqual(world.chain.list(new ObjectSpace(true, GOVERNANCE, spaceId)), []);
});

test('votes count in the twenty blocks after the vote starts, the last one included', () => {
  const world = new GovernanceWorld();
  const id = world.submit(harmless(1));
  const from = start(world, id);
  world.blocksTo(from, id);
  assert.equal(world.proposal(id)!.voteTally, 0n);
  world.blocksTo(from + 2n * WEEK - 1n, id);
  assert.equal(world.proposal(id)!.voteTally, 2n * WEEK - 1n);
  world.block(id);
  assert.equal(world.proposal(id)!.voteTally, 2n * WEEK);
  world.block(id);
  assert.equal(world.proposal(id)!.voteTally, 2n * WEEK);
});

test('sixty percent of the blocks approve; one vote less, and the proposal expires', () => {
  for (const [votes, approves] of [
    [12n, true],
    [11n, false],
  ] as const) {
    const world = new GovernanceWorld();
    const id = world.submit(harmless(1));
    const from = start(world, id);
    world.blocksTo(from);
    world.blocksTo(from + votes, id);
    world.blocksTo(from + 2n * WEEK);
    assert.equal(world.proposal(id)?.status, approves ? STATUS.approved : undefined);
    assert.equal(world.statuses(id).at(-1), approves ? 'approved' : 'expired');
  }
});

test('a proposal that changes governance needs seventy-five percent', () => {
  const world = new GovernanceWorld();
  const id = world.submit([operation({ uploadContract: { contractId: GOVERNANCE } })]);
  assert.equal(world.proposal(id)!.updatesGovernance, true);
  assert.equal(world.proposal(id)!.voteThreshold, 15n);
});

test('what changes governance is judged by content: its code, its flag, and the calls it stands on', () => {
  const self = GOVERNANCE.slice();
  const touches = (member: Parameters<typeof operation>[0]) => touchesGovernance(operation(member), self);
  const target = { thunkId: 0 };
  assert.equal(touches({ uploadContract: { contractId: GOVERNANCE } }), true);
  assert.equal(touches({ setSystemContract: { contractId: GOVERNANCE, systemContract: true } }), true);
  for (const callId of [3, 4, 6, 7, 8, 103, 110, 606])
    assert.equal(touches({ setSystemCall: { callId, target } }), true, `${callId}`);
  for (const callId of [0, 5, 9, 101, 201, 10_001])
    assert.equal(touches({ setSystemCall: { callId, target } }), false, `${callId}`);
  assert.equal(touches({ uploadContract: { contractId: TOKEN } }), false);
  assert.equal(touches({ setSystemContract: { contractId: TOKEN } }), false);
  assert.equal(touches({ callContract: { contractId: GOVERNANCE } }), false);
});

test('one such operation among others is enough', () => {
  const world = new GovernanceWorld();
  const id = world.submit([
    ...harmless(1),
    operation({ setSystemContract: { contractId: GOVERNANCE } }),
    ...harmless(2),
  ]);
  assert.equal(world.proposal(id)!.updatesGovernance, true);
});

test('an id repeated in one header counts once', () => {
  const world = new GovernanceWorld();
  const id = world.submit(harmless(1));
  world.blocksTo(start(world, id));
  world.block(id, id.slice(), id);
  assert.equal(world.proposal(id)!.voteTally, 1n);
});

test('votes for what is not active, or unknown, count for nothing and harm nothing', () => {
  const world = new GovernanceWorld();
  const id = world.submit(harmless(1));
  world.block(id, multihashOf(EMPTY), EMPTY);
  assert.equal(world.proposal(id)!.voteTally, 0n);
  assert.deepEqual(world.votes(), []);
});

test('ids that are too long to be one are not looked for', () => {
  const world = new GovernanceWorld();
  const long = new Uint8Array(10_000);
  world.submit(harmless(1));
  world.block(long);
  assert.equal(world.proposal(long), undefined);
  const values = { startProposal: long, limit: 5n };
  assert.equal(
    world.call('get_proposals', governance.GetProposalsArguments, governance.GetProposalsResult, values).value
      .length,
    1,
  );
});

test('a vote is told with the tally before it', () => {
  const world = new GovernanceWorld();
  const id = world.submit(harmless(1));
  world.blocksTo(start(world, id));
  world.block(id);
  world.block(id);
  assert.deepEqual(
    world.votes().map(({ voteTally, voteThreshold }) => [voteTally, voteThreshold]),
    [
      [0n, 12n],
      [1n, 12n],
    ],
  );
});

test('no more votes of a header are looked at than a header may have', () => {
  const world = new GovernanceWorld();
  const id = world.submit(harmless(1));
  world.blocksTo(start(world, id));
  const others = Array.from({ length: LIMITS.approvedProposalsPerBlockMax }, (_, index) =>
    multihashOf(new Uint8Array([index >>> 8, index & 255])),
  );
  world.block(...others, id);
  assert.equal(world.proposal(id)!.voteTally, 0n);
});

test('submission burns the fee from the payer', () => {
  const world = new GovernanceWorld();
  world.submit(harmless(1), 1_000n);
  const bytes = world.chain.call(TOKEN, 0x5c721497, token.BalanceOfArguments.encode({ owner: proposer }));
  assert.equal(token.BalanceOfResult.decode(bytes).value, SUPPLY - 1_000n);
});

test('submission is refused below the least fee, without operations, with a wrong root, and twice', () => {
  const world = new GovernanceWorld();
  assert.throws(() => world.submit(harmless(1), SUPPLY / 1_000_000n - 1n), {
    message: 'the fee is below the threshold',
  });
  assert.throws(() => world.submit([]), { message: 'a proposal has operations' });
  const many = Array.from({ length: LIMITS.operationsPerTransactionMax + 1 }, () => harmless(1)[0]!);
  assert.throws(() => world.submit(many), { message: 'a proposal has too many operations' });
  const submit = (operationMerkleRoot: Uint8Array) =>
    world.call('submit_proposal', governance.SubmitProposalArguments, governance.SubmitProposalResult, {
      operations: harmless(1),
      operationMerkleRoot,
      fee: 5n,
    });
  assert.throws(() => submit(multihashOf(EMPTY)), { message: 'the operation merkle root does not match' });
  assert.throws(() => submit(EMPTY), { code: 1 });
  world.submit(harmless(1));
  assert.throws(() => world.submit(harmless(1)), { message: 'the proposal exists' });
});

test('a fee is taken only from a payer who signed, and only by a direct call', () => {
  const world = new GovernanceWorld();
  const contract = { address: addressOf('phisher'), isKernel: false };
  assert.throws(() => world.submit(harmless(1), 5n, contract), { code: ERROR_CODE.authorizationFailure });
  world.chain.sign();
  assert.throws(() => world.submit(harmless(1)), { code: ERROR_CODE.authorizationFailure });
});

test('a proposal is submitted in a transaction', () => {
  const world = new GovernanceWorld();
  const operations = harmless(1);
  const operationMerkleRoot = world.submit(operations);
  world.blocksTo(100n);
  assert.throws(
    () =>
      world.call('submit_proposal', governance.SubmitProposalArguments, governance.SubmitProposalResult, {
        operations,
        operationMerkleRoot,
        fee: 5n,
      }),
    { message: 'a proposal is submitted in a transaction' },
  );
});

test('only the system calls the block callback', () => {
  const world = new GovernanceWorld();
  for (const caller of [USER, { address: TOKEN, isKernel: false }])
    assert.throws(
      () =>
        world.call(
          'block_callback',
          governance.BlockCallbackArguments,
          governance.BlockCallbackResult,
          {},
          caller,
        ),
      { code: ERROR_CODE.insufficientPrivileges },
    );
});

test("the applied transaction is governance's: its nonce, its chain, its id, a tenth of the fee, unsigned", () => {
  const world = new GovernanceWorld();
  const id = world.submit(harmless(1), 1_000n);
  world.blocksTo(start(world, id) + 3n * WEEK, id);
  const [transaction] = world.applied;
  const header = transaction!.header!;
  assert.deepEqual(header.payer, GOVERNANCE);
  assert.deepEqual(header.chainId, CHAIN_ID);
  assert.equal(decodeNonce(header.nonce), 1n);
  assert.equal(header.rcLimit, 100n);
  assert.deepEqual(header.operationMerkleRoot, id);
  assert.deepEqual(transaction!.id, multihashOf(TransactionHeader.encode(header)));
  assert.deepEqual(transaction!.operations, harmless(1));
  assert.deepEqual(transaction!.signatures, []);
});

test('a proposal gets no more mana than buys nine tenths of the bytes and half of the ticks of a block', () => {
  const world = new GovernanceWorld();
  world.limits = {
    diskStorageLimit: 100n,
    diskStorageCost: 5n,
    networkBandwidthLimit: 1_000n,
    networkBandwidthCost: 0n,
    computeBandwidthLimit: 10_000n,
    computeBandwidthCost: 1n,
  };
  const id = world.submit(harmless(1), 1_000_000n);
  world.blocksTo(start(world, id) + 3n * WEEK, id);
  assert.equal(world.applied[0]!.header!.rcLimit, 450n);
  world.limits = { ...world.limits, computeBandwidthLimit: 800n };
  const other = world.submit(harmless(2), 1_000_000n);
  world.blocksTo(start(world, other) + 3n * WEEK, other);
  assert.equal(world.applied[1]!.header!.rcLimit, 400n);
});

test('a proposal that reverts or fails is told as such, and is gone', () => {
  for (const outcome of ['reverted', 'failed'] as const) {
    const world = new GovernanceWorld();
    world.outcome = outcome;
    const id = world.submit(harmless(1));
    world.blocksTo(start(world, id) + 3n * WEEK, id);
    assert.equal(world.statuses(id).at(-1), outcome);
    assert.equal(world.proposal(id), undefined);
    assert.match(world.chain.logs.at(-1)!, /^proposal not applied: it /);
  }
});

test('system authority lasts exactly as long as the proposal is being applied', () => {
  const world = new GovernanceWorld();
  const id = world.submit(harmless(1));
  const has = () =>
    world.call(
      'check_system_authority',
      chain.CheckSystemAuthorityArguments,
      chain.CheckSystemAuthorityResult,
      {},
      KERNEL,
    ).value;
  const seen: boolean[] = [];
  world.whileApplying = () => seen.push(has());
  assert.equal(has(), false);
  world.blocksTo(start(world, id) + 3n * WEEK - 1n, id);
  assert.equal(world.inTransaction(GOVERNANCE, id, has), false);
  world.block();
  assert.deepEqual(seen, [true]);
  assert.equal(world.inTransaction(GOVERNANCE, id, has), false);
});

test('another payer with the same operations has no authority', () => {
  const world = new GovernanceWorld();
  const id = world.submit(harmless(1));
  const seen: boolean[] = [];
  world.whileApplying = () => {
    const ask = () =>
      world.call(
        'check_system_authority',
        chain.CheckSystemAuthorityArguments,
        chain.CheckSystemAuthorityResult,
        {},
        KERNEL,
      ).value;
    seen.push(world.inTransaction(proposer, id, ask));
  };
  world.blocksTo(start(world, id) + 3n * WEEK, id);
  assert.deepEqual(seen, [false]);
});

test('governance agrees to its transaction, to direct calls in it, and to code for itself by system authority', () => {
  const world = new GovernanceWorld();
  const id = world.submit(harmless(1));
  const agrees = (type: number, caller?: Uint8Array) =>
    world.call(
      'authorize',
      chain.AuthorizeArguments,
      chain.AuthorizeResult,
      { type, call: caller && { contractId: TOKEN, caller } },
      KERNEL,
    ).value;
  const { transaction_application, contract_call, contract_upload } = chain.AuthorizationType;
  assert.equal(agrees(transaction_application), false);
  const seen: boolean[] = [];
  world.whileApplying = () => {
    seen.push(agrees(transaction_application), agrees(contract_call, EMPTY));
    seen.push(agrees(contract_call, addressOf('phisher')), agrees(contract_upload));
    world.chain.hasSystemAuthority = true;
    seen.push(agrees(contract_upload));
  };
  world.blocksTo(start(world, id) + 3n * WEEK, id);
  assert.deepEqual(seen, [true, true, false, false, true]);
});

test('one proposal is applied a block, the next in the next, and nothing else waits for them', () => {
  const world = new GovernanceWorld();
  const ids = [1, 2, 3].map((number) => world.submit(harmless(number)));
  const from = start(world, ids[0]!);
  world.blocksTo(from + 2n * WEEK, ...ids);
  const late = world.submit(harmless(4));
  assert.equal(start(world, late), from + 3n * WEEK);
  for (let applied = 1; applied <= 3; applied++) {
    world.blocksTo(from + 3n * WEEK + BigInt(applied - 1));
    assert.equal(world.applied.length, applied);
    assert.equal(world.proposal(late)!.status, STATUS.active);
  }
});

test(`no more than ${TRANSITIONS_PER_BLOCK_MAX} proposals move on in a block`, () => {
  const world = new GovernanceWorld();
  const ids = Array.from({ length: TRANSITIONS_PER_BLOCK_MAX + 1 }, (_, number) =>
    world.submit(harmless(number)),
  );
  const active = () => ids.filter((id) => world.proposal(id)!.status === STATUS.active).length;
  world.blocksTo(start(world, ids[0]!));
  assert.equal(active(), TRANSITIONS_PER_BLOCK_MAX);
  world.block();
  assert.equal(active(), TRANSITIONS_PER_BLOCK_MAX + 1);
});

test('proposals are listed in order of id, after a start, by status, in bounded pages', () => {
  const world = new GovernanceWorld();
  const ids = Array.from({ length: 5 }, (_, number) => world.submit(harmless(number)))
    .map(hex)
    .sort();
  const list = (startProposal: Uint8Array, limit: bigint) =>
    world
      .call('get_proposals', governance.GetProposalsArguments, governance.GetProposalsResult, {
        startProposal,
        limit,
      })
      .value.map(({ operationMerkleRoot }) => hex(operationMerkleRoot));
  assert.deepEqual(list(EMPTY, 10n), ids);
  assert.deepEqual(list(EMPTY, 2n), ids.slice(0, 2));
  assert.deepEqual(list(EMPTY, 0n), []);
  assert.deepEqual(list(new Uint8Array(Buffer.from(ids[1]!, 'hex')), 10n), ids.slice(2));
  world.blocksTo(11n);
  const late = world.submit(harmless(9));
  const pending = world.call(
    'get_proposals_by_status',
    governance.GetProposalsByStatusArguments,
    governance.GetProposalsByStatusResult,
    { limit: 10n, status: STATUS.pending },
  );
  assert.deepEqual(
    pending.value.map(({ operationMerkleRoot, operations }) => [hex(operationMerkleRoot), operations.length]),
    [[hex(late), 1]],
  );
  assert.ok(PROPOSALS_PAGE_MAX >= 10);
});

test('operations survive with all their content', () => {
  const world = new GovernanceWorld();
  const operations = [
    operation({
      uploadContract: {
        contractId: TOKEN,
        bytecode: new Uint8Array(70_000).fill(3),
        abi: '{}',
        authorizesUploadContract: true,
        engine: 'wasm/1',
      },
    }),
    operation({ setSystemCall: { callId: 0, target: { thunkId: 0 } } }),
  ];
  const id = world.submit(operations);
  assert.deepEqual(world.proposal(id)!.operations.map(Operation.encode), operations.map(Operation.encode));
});
