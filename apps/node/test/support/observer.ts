/**
 * An outside observer of a chain of transfers: what it was told is included must stay, and what the node says of
 * blocks, transactions, nonces and balances must follow from the blocks.
 */
import assert from 'node:assert/strict';
import { WELL_KNOWN } from '@ashlar/contracts';
import { DEV_BALANCE, type DevAccounts } from '@ashlar/node';
import { addressText, decodeNonce, entryPointOf, type Json, textBytes, token } from '@ashlar/protocol';
import { call } from './rpc.ts';

type Item = Readonly<{
  block_id: string;
  block_height: string;
  block: Readonly<{
    header: Readonly<{ previous: string; previous_state_merkle_root: string; height: string }>;
    transactions?: readonly Readonly<{
      id: string;
      header: Readonly<{ payer: string; nonce: string }>;
      operations: readonly Readonly<{ call_contract: Readonly<{ args: string }> }>[];
    }>[];
  }>;
  receipt: Readonly<{
    state_merkle_root: string;
    transaction_receipts?: readonly Readonly<{ id: string; reverted?: boolean }>[];
  }>;
}>;
type Head = Readonly<{ head_topology: { id: string; height?: string }; head_state_merkle_root: string }>;
const BATCH = 500;

export class Observer {
  /** Transaction id to the block that was said to contain it. */
  readonly acknowledged: Map<string, string> = new Map();
  readonly #accounts: DevAccounts;
  readonly #balances = new Map<string, bigint>();
  readonly #nonces = new Map<string, bigint>();
  readonly #included = new Map<string, string>();
  #height = 0n;
  #block: Readonly<{ id: string; root: string }> | undefined;

  constructor(accounts: DevAccounts) {
    this.#accounts = accounts;
    for (const { address } of accounts.users) this.#balances.set(address, DEV_BALANCE);
  }

  get height(): bigint {
    return this.#height;
  }
  get transactions(): number {
    return this.#included.size;
  }

  /** Compares everything since the last check with the node, which must be idle. */
  async check(url: string): Promise<void> {
    const head = await call<Head>(url, 'chain.get_head_info');
    const headHeight = BigInt(head.head_topology.height ?? '0');
    assert.ok(headHeight >= this.#height, `the chain went back from ${this.#height} to ${headHeight}`);
    const from = this.#height;
    if (this.#block !== undefined) {
      const {
        block_items: [known],
      } = await this.#blocks(url, head.head_topology.id, this.#height, 1);
      assert.equal(known?.block_id, this.#block.id, 'a final block was replaced');
    }
    while (this.#height < headHeight) {
      const { block_items } = await this.#blocks(url, head.head_topology.id, this.#height + 1n, BATCH);
      assert.ok(block_items.length > 0, 'the block store lacks ancestors of the head');
      for (const item of block_items) this.#follow(item);
    }
    if (this.#block !== undefined) {
      assert.equal(head.head_topology.id, this.#block.id, 'the state and the block store end alike');
      assert.equal(
        head.head_state_merkle_root,
        this.#block.root,
        'the state has the root of its last receipt',
      );
      const { topology } = await call<{ topology: { id: string } }>(url, 'block_store.get_highest_block');
      assert.equal(topology.id, this.#block.id);
    }
    for (const [id, block] of this.acknowledged)
      assert.equal(this.#included.get(id), block, `transaction ${id} was acknowledged in ${block}`);
    await this.#checkAccounts(url);
    await this.#checkTransactions(url, from);
  }

  #blocks(
    url: string,
    head: string,
    height: bigint,
    count: number,
  ): Promise<{ block_items: readonly Item[] }> {
    const params = { head_block_id: head, ancestor_start_height: String(height), num_blocks: count };
    return call(url, 'block_store.get_blocks_by_height', {
      ...params,
      return_block: true,
      return_receipt: true,
    });
  }

  #follow({ block_id, block_height, block, receipt }: Item): void {
    assert.equal(BigInt(block_height), this.#height + 1n);
    assert.equal(BigInt(block.header.height), this.#height + 1n);
    if (this.#block !== undefined) {
      assert.equal(block.header.previous, this.#block.id);
      assert.equal(block.header.previous_state_merkle_root, this.#block.root);
    }
    this.#height++;
    this.#block = { id: block_id, root: receipt.state_merkle_root };
    const reverted = new Set(
      (receipt.transaction_receipts ?? []).filter((one) => one.reverted === true).map(({ id }) => id),
    );
    for (const { id, header, operations } of block.transactions ?? []) {
      assert.ok(!this.#included.has(id), 'a transaction is in one block only');
      this.#included.set(id, block_id);
      this.#nonces.set(header.payer, decodeNonce(textBytes(header.nonce, 'base64url')!)!);
      if (reverted.has(id)) continue;
      for (const { call_contract } of operations) {
        const { from, to, value } = token.TransferArguments.decode(
          textBytes(call_contract.args, 'base64url')!,
        );
        this.#add(addressText(from), -value);
        this.#add(addressText(to), value);
      }
    }
  }

  #add(address: string, value: bigint): void {
    this.#balances.set(address, (this.#balances.get(address) ?? 0n) + value);
  }

  async #checkAccounts(url: string): Promise<void> {
    for (const { address } of this.#accounts.users) {
      assert.equal(await nonceOf(url, address), this.#nonces.get(address) ?? 0n, `nonce of ${address}`);
      assert.equal(await balanceOf(url, address), this.#balances.get(address), `balance of ${address}`);
    }
  }

  /** The transaction store knows every transaction of the blocks since `from`. */
  async #checkTransactions(url: string, from: bigint): Promise<void> {
    const ids = [...this.#included.keys()].slice(from === 0n ? 0 : -BATCH * 2).slice(-BATCH * 2);
    for (let at = 0; at < ids.length; at += BATCH) {
      const wanted = ids.slice(at, at + BATCH);
      const found = await containing(url, wanted);
      for (const id of wanted) assert.deepEqual(found.get(id), [this.#included.get(id)], `transaction ${id}`);
    }
  }
}

export async function nonceOf(url: string, account: string): Promise<bigint> {
  const { nonce } = await call<{ nonce: string }>(url, 'chain.get_account_nonce', { account });
  return decodeNonce(textBytes(nonce, 'base64url')!)!;
}

export async function balanceOf(url: string, owner: string): Promise<bigint> {
  const args = token.BalanceOfArguments.encode({ owner: textBytes(owner, 'base58')! });
  const params: Json = {
    contract_id: addressText(WELL_KNOWN.token),
    entry_point: entryPointOf('balance_of'),
    args: Buffer.from(args)
      .toString('base64url')
      .padEnd(Math.ceil(args.length / 3) * 4, '='),
  };
  const { result } = await call<{ result?: string }>(url, 'chain.read_contract', params);
  return token.BalanceOfResult.decode(Buffer.from(result ?? '', 'base64url')).value;
}

/** Transactions that are in a block, with the blocks. */
export async function containing(
  url: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { transactions = [] } = await call<{
    transactions?: readonly { transaction: { id: string }; containing_blocks?: readonly string[] }[];
  }>(url, 'transaction_store.get_transactions_by_id', { transaction_ids: ids });
  return new Map(
    transactions.map(({ transaction, containing_blocks = [] }) => [transaction.id, containing_blocks]),
  );
}
