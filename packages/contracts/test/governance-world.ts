/** A chain with token, names and governance, whose blocks call governance first and count what it applies. */
import { EMPTY, hex } from '@ashlar/base';
import {
  GOVERNANCE_SPACE,
  governanceContract,
  namesContract,
  STATUS,
  STATUS_EVENT,
  TOKEN_SPACE,
  tokenContract,
  VOTE_EVENT,
  writeRecord,
} from '@ashlar/contracts';
import type { Caller } from '@ashlar/ports';
import {
  BlockHeader,
  type Codec,
  chain,
  encodeNonce,
  governance,
  type Init,
  merkleRoot,
  multihash,
  multihashOf,
  ObjectSpace,
  Operation,
  operationMerkleRoot,
  type Transaction,
  token,
} from '@ashlar/protocol';
import { addressOf, Ended, FakeChain, KERNEL, USER } from './fake-host.ts';

export const GOVERNANCE: Uint8Array = addressOf('governance');
export const TOKEN: Uint8Array = addressOf('token');
const NAMES = addressOf('names');
export const proposer: Uint8Array = addressOf('proposer');
export const CHAIN_ID: Uint8Array = multihashOf(new Uint8Array([7]));
export const SUPPLY = 5_000_000n;
export const WEEK = 10n;

/** How the transaction of an approved proposal ends. */
export type Outcome = 'applied' | 'reverted' | 'failed';

export class GovernanceWorld {
  readonly chain: FakeChain = new FakeChain();
  readonly applied: Transaction[] = [];
  outcome: Outcome = 'applied';
  limits: chain.ResourceLimitDataInit = {};
  /** Runs while a proposal's transaction is applied. */
  whileApplying: () => void = () => {};
  #header: BlockHeader = BlockHeader.decode(EMPTY);
  #transaction: Transaction | undefined;

  constructor() {
    const { chain: fake } = this;
    fake.deploy(GOVERNANCE, governanceContract);
    fake.deploy(TOKEN, tokenContract);
    fake.deploy(NAMES, namesContract);
    const parameters = new ObjectSpace(true, GOVERNANCE, GOVERNANCE_SPACE.parameters);
    fake.put(parameters, EMPTY, governance.GovernanceParameters.encode({ weekBlocks: WEEK }));
    const record = { balance: SUPPLY, mana: SUPPLY, lastUpdateMs: 0n, isUnmetered: false };
    fake.put(new ObjectSpace(true, TOKEN, TOKEN_SPACE.balances), proposer, writeRecord(record));
    const supply = token.BalanceObject.encode({ value: SUPPLY });
    fake.put(new ObjectSpace(true, TOKEN, TOKEN_SPACE.supply), EMPTY, supply);
    fake.sign(proposer);
    this.#script();
  }

  call<A, R>(method: string, args: Codec<A>, result: Codec<R>, values: Init<A>, caller: Caller = USER): R {
    const [entryPoint] = [...governanceContract.entries].find(([, entry]) => entry.name === method)!;
    return result.decode(this.chain.call(GOVERNANCE, entryPoint, args.encode(values), caller));
  }

  /** In a transaction that `proposer` pays for. Answers the proposal's id. */
  submit(
    operations: readonly Operation[],
    fee: bigint = SUPPLY / 1_000_000n,
    caller: Caller = USER,
  ): Uint8Array {
    const id = operationMerkleRoot(operations);
    this.#transaction = transactionBy(proposer, multihashOf(EMPTY));
    try {
      const values = { operations, operationMerkleRoot: id, fee };
      this.call(
        'submit_proposal',
        governance.SubmitProposalArguments,
        governance.SubmitProposalResult,
        values,
        caller,
      );
    } finally {
      this.#transaction = undefined;
    }
    return id;
  }

  /** The next block, with these votes. */
  block(...approvedProposals: readonly Uint8Array[]): void {
    this.chain.height++;
    this.#header = {
      ...BlockHeader.decode(EMPTY),
      height: BigInt(this.chain.height),
      approvedProposals,
    };
    this.call(
      'block_callback',
      governance.BlockCallbackArguments,
      governance.BlockCallbackResult,
      {},
      KERNEL,
    );
  }

  /** Blocks up to and including `height`, each with these votes. */
  blocksTo(height: bigint, ...votes: readonly Uint8Array[]): void {
    while (BigInt(this.chain.height) < height) this.block(...votes);
  }

  proposal(id: Uint8Array): governance.ProposalRecord | undefined {
    return this.call(
      'get_proposal_by_id',
      governance.GetProposalByIdArguments,
      governance.GetProposalByIdResult,
      {
        proposalId: id,
      },
    ).value;
  }

  /** Names of the statuses told of a proposal so far, in order. */
  statuses(id: Uint8Array): readonly string[] {
    const names = Object.fromEntries(Object.entries(STATUS).map(([name, number]) => [number, name]));
    return this.chain.events
      .filter(({ name }) => name === STATUS_EVENT)
      .map(({ data }) => governance.ProposalStatusEvent.decode(data))
      .filter((event) => hex(event.id) === hex(id))
      .map(({ status }) => names[status]!);
  }

  votes(): readonly governance.ProposalVoteEvent[] {
    return this.chain.events
      .filter(({ name }) => name === VOTE_EVENT)
      .map(({ data }) => governance.ProposalVoteEvent.decode(data));
  }

  #script(): void {
    const { chain: fake } = this;
    const id = chain.SystemCallId;
    fake.onSystemCall(id.hash, (args) => {
      const { code, obj } = chain.HashArguments.decode(args);
      if (code !== 0x12n) throw new Ended('unknown hash code', -101);
      return chain.HashResult.encode({ value: multihashOf(obj) });
    });
    fake.onSystemCall(id.verify_merkle_root, (args) => {
      const { root, hashes } = chain.VerifyMerkleRootArguments.decode(args);
      const found = multihash(0x12, merkleRoot(hashes.map((hash) => hash.subarray(2))));
      return chain.VerifyMerkleRootResult.encode({ value: hex(found) === hex(root) });
    });
    fake.onSystemCall(id.get_contract_address, () =>
      chain.GetContractAddressResult.encode({ value: { address: TOKEN } }),
    );
    fake.onSystemCall(id.get_block_field, (args) => {
      if (chain.GetBlockFieldArguments.decode(args).field !== 'header') throw new Ended('unknown', -100);
      const messageValue = { typeUrl: 'header', value: BlockHeader.encode(this.#header) };
      return chain.GetBlockFieldResult.encode({ value: { messageValue } });
    });
    fake.onSystemCall(id.get_transaction_field, (args) => this.#field(args));
    fake.onSystemCall(id.get_chain_id, () => chain.GetChainIdResult.encode({ value: CHAIN_ID }));
    fake.onSystemCall(id.get_account_nonce, () =>
      chain.GetAccountNonceResult.encode({ value: encodeNonce(BigInt(this.applied.length)) }),
    );
    fake.onSystemCall(id.get_resource_limits, () =>
      chain.GetResourceLimitsResult.encode({ value: this.limits }),
    );
    fake.onSystemCall(id.apply_transaction, (args) => this.#apply(args));
  }

  #field(args: Uint8Array): Uint8Array {
    const { field } = chain.GetTransactionFieldArguments.decode(args);
    const header = this.#transaction?.header;
    if (header === undefined) throw new Ended('no transaction', 100);
    const bytesValue = field === 'header.payer' ? header.payer : header.operationMerkleRoot;
    return chain.GetTransactionFieldResult.encode({ value: { bytesValue } });
  }

  #apply(args: Uint8Array): Uint8Array {
    const { transaction } = chain.ApplyTransactionArguments.decode(args);
    this.#transaction = transaction;
    this.applied.push(transaction!);
    this.whileApplying();
    this.#transaction = undefined;
    if (this.outcome === 'reverted') throw new Ended('it reverted', 1);
    if (this.outcome === 'failed') throw new Ended('it failed', -1);
    return EMPTY;
  }

  /** Runs `act` in a transaction of `payer` with this operation root. */
  inTransaction<T>(payer: Uint8Array, root: Uint8Array, act: () => T): T {
    this.#transaction = transactionBy(payer, root);
    const answer = act();
    this.#transaction = undefined;
    return answer;
  }
}

function transactionBy(payer: Uint8Array, root: Uint8Array): Transaction {
  const header = {
    chainId: CHAIN_ID,
    rcLimit: 1n,
    nonce: encodeNonce(1n),
    operationMerkleRoot: root,
    payer,
    payee: EMPTY,
  };
  return { id: EMPTY, header, operations: [], signatures: [] };
}

/** An operation, decoded from its only member. */
export function operation(member: Init<Operation>): Operation {
  return Operation.decode(Operation.encode(member));
}

/** Operations that do nothing much, different for each number. */
export function harmless(number: number): readonly Operation[] {
  return [operation({ callContract: { contractId: TOKEN, entryPoint: number } })];
}
