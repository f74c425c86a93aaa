/** The whole of it as a user has it: `koilib` from npm, unmodified, against a node of any profile over HTTP. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { WELL_KNOWN } from '@ashlar/contracts';
import { DEV_BALANCE, devAccounts, type Node } from '@ashlar/node';
import { addressText, entryPointOf } from '@ashlar/protocol';
import { Contract, Provider, Signer, Transaction } from 'koilib';

const accounts = await devAccounts();
const [alice, bob] = accounts.users as [(typeof accounts.users)[0], (typeof accounts.users)[0]];
const token = addressText(WELL_KNOWN.token);
const fungible = join(import.meta.dirname, '../../../../contracts-as/templates/fungible/build');

const ATTEMPTS_MAX = 100;
type History = Readonly<{ values?: readonly Readonly<{ trx?: { transaction: { id: string } } }>[] }>;
type Telling = Readonly<{ events?: readonly unknown[] }>;
type BlockReceiptJson = Telling & Readonly<{ transaction_receipts?: readonly Telling[] }>;

let provider: Provider;

const signerOf = (wif: string): Signer => {
  const signer = Signer.fromWif(wif);
  signer.provider = provider;
  return signer;
};

/** How many events the blocks above `height` told, up to `end`. */
const eventsAfter = async (height: number, end: number): Promise<number> => {
  if (end <= height) return 0;
  const options = { returnBlock: false, returnReceipt: true };
  const items = await provider.getBlocks(height + 1, end - height, undefined, options);
  return items.reduce((sum, { receipt }) => {
    const { events = [], transaction_receipts: inside = [] } = receipt as BlockReceiptJson;
    return sum + events.length + inside.reduce((count, of) => count + (of.events ?? []).length, 0);
  }, 0);
};

const eventually = async (isTrue: () => Promise<boolean>): Promise<void> => {
  for (let attempt = 0; !(await isTrue()); attempt++) {
    assert.ok(attempt < ATTEMPTS_MAX, 'it comes to hold');
    await pause(50);
  }
};

const coin = async (signer?: Signer): Promise<Contract> => {
  const contract = new Contract({ id: token, provider, ...(signer === undefined ? {} : { signer }) });
  await contract.fetchAbi();
  return contract;
};

export type Serving = AsyncDisposable & Pick<Node, 'port'>;
export type Variations = Readonly<{
  /** The producer's own signature in what a block has as one, where it has more. */
  signatureIn?: (ofBlock: string) => string;
  /** The client's connection, if it is more than koilib's own. */
  providerOf?: (url: string) => Provider;
}>;

/**
 * Registers the script's tests, all against one node that is opened before and closed after them.
 * @param producers addresses of those who sign blocks
 */
export function koilibScript(
  open: () => Promise<Serving>,
  producers: readonly string[],
  { signatureIn = (ofBlock) => ofBlock, providerOf = (url) => new Provider([url]) }: Variations = {},
): void {
  let node: Serving;
  before(async () => {
    node = await open();
    provider = providerOf(`http://127.0.0.1:${node.port}`);
  });
  after(() => node[Symbol.asyncDispose]());
  test('a transfer moves coins, uses a nonce and mana, and is found in its block', async () => {
    const contract = await coin(signerOf(alice.wif));
    const before = await contract.functions['balance_of']!({ owner: bob.address });
    const nonce = Number(await provider.getNonce(alice.address));
    const { transaction, receipt } = await contract.functions['transfer']!({
      from: alice.address,
      to: bob.address,
      value: '12345',
    });
    assert.ok(receipt !== undefined && !receipt.reverted);
    const { blockNumber } = await transaction!.wait('byBlock', 30_000);
    assert.ok(Number(blockNumber) > 1);
    const after = await contract.functions['balance_of']!({ owner: bob.address });
    assert.equal(
      BigInt(after.result!['value'] as string) - BigInt(before.result!['value'] as string),
      12345n,
    );
    assert.equal(Number(await provider.getNonce(alice.address)), nonce + 1);
    assert.ok(BigInt(receipt.rc_used) > 0n, 'mana was used');
    assert.ok(BigInt(await provider.getAccountRc(alice.address)) <= DEV_BALANCE);
    await eventually(async () => {
      const newest = { address: bob.address, limit: '1', ascending: false };
      const history = await provider.call<History>('account_history.get_account_history', newest);
      return history.values?.[0]?.trx?.transaction.id === transaction!.id;
    });
  });

  const deploy = async (): Promise<{ contract: Contract; owner: Signer }> => {
    const owner = signerOf(bob.wif);
    const abi = JSON.parse(readFileSync(join(fungible, 'fungible.abi'), 'utf8'));
    const bytecode = new Uint8Array(readFileSync(join(fungible, 'fungible.wasm')));
    const contract = new Contract({ id: owner.getAddress(), abi, bytecode, provider, signer: owner });
    const { transaction, receipt } = await contract.deploy({ abi: JSON.stringify(abi) });
    assert.ok(receipt !== undefined && !receipt.reverted);
    await transaction!.wait('byTransactionId', 30_000);
    return { contract, owner };
  };

  test('a contract is deployed, called, read, and its events decoded', async () => {
    const { contract, owner } = await deploy();
    const mint = await contract.functions['mint']!({ to: owner.getAddress(), value: '1000' });
    await mint.transaction!.wait();
    const event = mint.receipt!.events.find(({ source }) => source === contract.getId());
    assert.ok(event !== undefined);
    const decoded = await contract.decodeEvent(event);
    assert.equal(decoded.args['to'], owner.getAddress());
    assert.equal(decoded.args['value'], '1000');
    const move = await contract.functions['transfer']!({
      from: owner.getAddress(),
      to: alice.address,
      value: '400',
    });
    await move.transaction!.wait();
    const { result } = await contract.functions['balance_of']!({ owner: alice.address });
    assert.equal(result!['value'], '400');
    const fetched = new Contract({ id: contract.getId(), provider });
    await fetched.fetchAbi();
    assert.equal((await fetched.functions['total_supply']!()).result!['value'], '1000');
  });

  test('a call that reverts is an error with the reason and the logs, and changes nothing', async () => {
    const contract = await coin(signerOf(alice.wif));
    const tooMuch = { from: alice.address, to: bob.address, value: String(DEV_BALANCE * 100n) };
    await assert.rejects(contract.functions['transfer']!(tooMuch), (error: Error) => {
      const { error: message, code, logs } = JSON.parse(error.message);
      assert.match(message, /insufficient balance/);
      assert.equal(code, 1);
      assert.match(logs.at(-1), /^transaction reverted: /);
      return true;
    });
  });

  test('a transaction may be paid by another account than the one that acts', async () => {
    const payer = signerOf(accounts.users[2]!.wif);
    const actor = signerOf(accounts.users[3]!.wif);
    const contract = await coin(actor);
    const { operation } = await contract.functions['transfer']!(
      { from: actor.getAddress(), to: bob.address, value: '7' },
      { onlyOperation: true },
    );
    const manaBefore = BigInt(await provider.getAccountRc(actor.getAddress()));
    const transaction = new Transaction({
      provider,
      signer: actor,
      options: { payer: payer.getAddress(), payee: actor.getAddress() },
    });
    await transaction.pushOperation(operation);
    await transaction.prepare();
    await transaction.sign();
    await payer.signTransaction(transaction.transaction);
    const receipt = await transaction.send();
    assert.equal(receipt.payer, payer.getAddress());
    await transaction.wait();
    assert.ok(BigInt(await provider.getAccountRc(actor.getAddress())) >= manaBefore - 7n);
    assert.ok(BigInt(receipt.rc_used) > 0n);
  });

  test('several operations are applied together or not at all', async () => {
    const signer = signerOf(accounts.users[4]!.wif);
    const contract = await coin(signer);
    const transfer = async (to: string, value: string) =>
      (
        await contract.functions['transfer']!(
          { from: signer.getAddress(), to, value },
          { onlyOperation: true },
        )
      ).operation;
    const good = new Transaction({ provider, signer });
    await good.pushOperation(await transfer(accounts.users[5]!.address, '1'));
    await good.pushOperation(await transfer(accounts.users[6]!.address, '2'));
    await good.send();
    await good.wait();
    const balanceOf = async (owner: string): Promise<bigint> =>
      BigInt((await contract.functions['balance_of']!({ owner })).result!['value'] as string);
    assert.equal(await balanceOf(accounts.users[5]!.address), DEV_BALANCE + 1n);
    assert.equal(await balanceOf(accounts.users[6]!.address), DEV_BALANCE + 2n);
    const bad = new Transaction({ provider, signer });
    await bad.pushOperation(await transfer(accounts.users[5]!.address, '1'));
    await bad.pushOperation(await transfer(accounts.users[6]!.address, String(DEV_BALANCE * 2n)));
    await assert.rejects(bad.send());
    assert.equal(await balanceOf(accounts.users[5]!.address), DEV_BALANCE + 1n);
  });

  test('koilib computes the same ids and merkle roots as the node', async () => {
    const contract = await coin(signerOf(alice.wif));
    const sent = await contract.functions['transfer']!({ from: alice.address, to: bob.address, value: '2' });
    const { blockNumber } = await sent.transaction!.wait('byBlock', 30_000);
    const [item] = await provider.getBlocks(Number(blockNumber), 1, undefined, {
      returnBlock: true,
      returnReceipt: true,
    });
    const { block } = item!;
    const { transactions } = block;
    const recomputed = await Promise.all(
      transactions!.map((transaction) => Transaction.computeTransactionId(transaction.header!)),
    );
    assert.deepEqual(
      recomputed,
      transactions!.map(({ id }) => id),
    );
    const [signer] = await Signer.recoverAddresses(block, {
      transformSignature: async (ofBlock) => signatureIn(ofBlock),
    });
    assert.equal(signer, block.header!.signer);
    assert.ok(producers.includes(signer!));
  });

  test('the genesis key overrides a system call, and the next block obeys', async () => {
    const folder = join(import.meta.dirname, '../../../../contracts-as/fixtures/override/build');
    const owner = signerOf(accounts.users[7]!.wif);
    const abi = JSON.parse(readFileSync(join(folder, 'override.abi'), 'utf8'));
    const bytecode = new Uint8Array(readFileSync(join(folder, 'override.wasm')));
    const observer = new Contract({ id: owner.getAddress(), abi, bytecode, provider, signer: owner });
    await (await observer.deploy()).transaction!.wait();
    const event = {
      call_id: 402,
      target: { system_call_bundle: { contract_id: owner.getAddress(), entry_point: entryPointOf('event') } },
    };
    const governed = { set_system_contract: { contract_id: owner.getAddress(), system_contract: true } };
    const byStranger = new Transaction({ provider, signer: owner });
    await byStranger.pushOperation(governed);
    await assert.rejects(byStranger.send(), /system authority required/);
    const byGenesis = new Transaction({ provider, signer: signerOf(accounts.genesis.wif) });
    await byGenesis.pushOperation(governed);
    await byGenesis.pushOperation({ set_system_call: event });
    await byGenesis.send();
    const { blockNumber: wired } = await byGenesis.wait('byBlock', 30_000);
    const seen = async (): Promise<number> =>
      Number((await observer.functions['seen']!()).result?.['value'] ?? 0);
    const contract = await coin(signerOf(alice.wif));
    const transfer = await contract.functions['transfer']!({
      from: alice.address,
      to: bob.address,
      value: '1',
    });
    await transfer.transaction!.wait();
    // Some chains tell something in each block, and go on while we look.
    await eventually(async () => {
      const { head_topology: head } = await provider.getHeadInfo();
      const events = await eventsAfter(Number(wired), Number(head.height));
      return events >= 1 && (await seen()) === events;
    });
    assert.equal(transfer.receipt!.events[0]!.source, token, "the event is still the token's");
  });
}
