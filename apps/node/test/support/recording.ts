/** All that a node answers about a chain, as text: two recordings are equal if no client can tell the nodes apart. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WELL_KNOWN } from '@ashlar/contracts';
import { devAccounts, devGenesis } from '@ashlar/node';
import { addressText, chainIdOf, entryPointOf } from '@ashlar/protocol';
import { openState, STATE_CONFIG } from '@ashlar/state';
import { openDevNode, silent } from './dev-node.ts';
import { balanceOf } from './observer.ts';
import { ask, call } from './rpc.ts';
import { jsonOf, transactionOf, transferOperation } from './transfers.ts';

const FUNGIBLE = join(import.meta.dirname, '../../../../contracts-as/templates/fungible/build/fungible');
const BLOCKS = 12;

/** Makes a chain of transfers and one contract in `directory`. With `checkpoint`, all state is in the table, else in the log. */
export async function makeChain(directory: string, checkpoint: boolean): Promise<void> {
  const { users, genesis } = await devAccounts();
  const chainId = chainIdOf(devGenesis({ users, genesis }));
  {
    await using node = await openDevNode({ directory });
    const upload = {
      uploadContract: {
        contractId: users[9]!.addressBytes,
        bytecode: new Uint8Array(readFileSync(`${FUNGIBLE}.wasm`)),
        abi: readFileSync(`${FUNGIBLE}.abi`, 'utf8'),
      },
    };
    const submit = (transaction: ReturnType<typeof transactionOf>): Promise<unknown> =>
      call(node.url, 'chain.submit_transaction', { transaction: jsonOf(transaction), broadcast: true });
    await submit(transactionOf(users[9]!, [upload], { chainId, nonce: 1n, rcLimit: 100_000_000_000n }));
    for (let nonce = 1n; nonce <= BigInt(BLOCKS); nonce++) {
      for (const [index, from] of users.slice(0, 5).entries()) {
        const operation = transferOperation(from.addressBytes, users[index + 1]!.addressBytes, nonce);
        await submit(transactionOf(from, [operation], { chainId, nonce }));
      }
      await call(node.url, 'block_producer.produce_blocks', { count: 1 });
    }
  }
  if (!checkpoint) return;
  await using state = await openState({ directory: join(directory, 'state'), log: silent }, STATE_CONFIG);
  await state.checkpoint();
}

export async function record(url: string): Promise<string> {
  const { users } = await devAccounts();
  const replies: unknown[] = [];
  const note = async (method: string, params: unknown = {}): Promise<unknown> => {
    const { result, error } = await ask(url, method, params);
    replies.push([method, params, result ?? error]);
    return result;
  };
  const head = (await note('chain.get_head_info')) as { head_topology: { id: string } } | undefined;
  for (const method of ['get_chain_id', 'get_fork_heads', 'get_resource_limits'])
    await note(`chain.${method}`);
  await note('block_store.get_highest_block');
  const range = { head_block_id: head?.head_topology.id, ancestor_start_height: '1', num_blocks: 1_000 };
  const wanted = { return_block: true, return_receipt: true };
  const blocks = (await note('block_store.get_blocks_by_height', { ...range, ...wanted })) as
    | { block_items: { block_id: string; block: { transactions?: { id: string }[] } }[] }
    | undefined;
  const items = blocks?.block_items ?? [];
  await note('block_store.get_blocks_by_id', { block_ids: items.map(({ block_id }) => block_id), ...wanted });
  const ids = items.flatMap(({ block }) => (block.transactions ?? []).map(({ id }) => id));
  await note('transaction_store.get_transactions_by_id', { transaction_ids: ids });
  const contracts = [...Object.values(WELL_KNOWN).map(addressText), users[9]!.address, users[0]!.address];
  for (const contract_id of contracts) await note('contract_meta_store.get_contract_meta', { contract_id });
  await note('chain.read_contract', {
    contract_id: users[9]!.address,
    entry_point: entryPointOf('total_supply'),
  });
  for (const { address } of users) {
    await note('chain.get_account_nonce', { account: address });
    await note('chain.get_account_rc', { account: address });
    replies.push([address, String(await balanceOf(url, address).catch((error: Error) => error.message))]);
  }
  return JSON.stringify(replies);
}
