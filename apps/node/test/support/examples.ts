/** The chain of which `docs/json-rpc.md` tells: always the same, because its clock stands still. */
import { type DevAccount, devAccounts, devGenesis, type Node, systemClock } from '@ashlar/node';
import { chainIdOf, type Transaction } from '@ashlar/protocol';
import { openDevNode } from './dev-node.ts';
import { call } from './rpc.ts';
import { jsonOf, transactionOf, transferOperation } from './transfers.ts';

const NOW_MS = 1_700_000_000_000;

/** One block with a transfer and an upload; one transfer pending. */
export async function openExampleNode(): Promise<Node & Readonly<{ url: string }>> {
  const accounts = await devAccounts();
  const [alice, bob, carol] = accounts.users as [DevAccount, DevAccount, DevAccount];
  const chainId = chainIdOf(devGenesis(accounts));
  const node = await openDevNode({ clock: { ...systemClock(), now: () => NOW_MS } });
  const submit = (transaction: Transaction): Promise<unknown> =>
    call(node.url, 'chain.submit_transaction', { transaction: jsonOf(transaction), broadcast: true });
  const transfer = (value: bigint, nonce: bigint): Transaction =>
    transactionOf(alice, [transferOperation(alice.addressBytes, bob.addressBytes, value)], {
      chainId,
      nonce,
    });
  const upload = { contractId: carol.addressBytes, bytecode: new Uint8Array(0), abi: '{"methods":{}}' };
  await submit(transfer(12_345n, 1n));
  await submit(transactionOf(carol, [{ uploadContract: upload }], { chainId, nonce: 1n }));
  await call(node.url, 'block_producer.produce_blocks');
  await submit(transfer(1n, 2n));
  return node;
}

/** A transfer that could stand in the place of the pending one: the page tries it. */
export async function exampleTransaction(): Promise<Transaction> {
  const accounts = await devAccounts();
  const [alice, bob] = accounts.users as [DevAccount, DevAccount];
  const operation = transferOperation(alice.addressBytes, bob.addressBytes, 2n);
  return transactionOf(alice, [operation], { chainId: chainIdOf(devGenesis(accounts)), nonce: 2n });
}
