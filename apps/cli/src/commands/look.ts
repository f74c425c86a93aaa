/** `ashlar block`, `ashlar tx`, `ashlar names`: what is on the chain. @module */
import { fromHex } from '@ashlar/base';
import { WELL_KNOWN } from '@ashlar/contracts';
import {
  addressText,
  Block,
  BlockReceipt,
  blockIdOf,
  idBytes,
  names,
  parseAddress,
  type rpcBlockStore,
  Transaction,
  type TransactionReceipt,
  toJson,
  transactionIdOf,
} from '@ashlar/protocol';
import type { Command } from 'commander';
import { CliError } from '../cli-error.ts';
import { formatCoins } from '../coins.ts';
import { Session } from '../session.ts';
import { ask } from '../system-contract.ts';
import type { World } from '../world.ts';

export function lookCommands(root: Command, world: World): void {
  root
    .command('block [which]')
    .description('a block by height or id; without one, the head')
    .addHelpText('after', '\nExample:\n  $ ashlar block 1 --json')
    .action(async (which: string | undefined, _options: unknown, command: Command) => {
      const session = new Session(world, command);
      const item = await findBlock(session, which);
      const { block, receipt } = item;
      const { isJson } = session;
      if (isJson) {
        const shown = { block: toJson(Block, block!), receipt: receipt && toJson(BlockReceipt, receipt) };
        session.print(shown);
        return;
      }
      session.print(blockSummary(item));
    });
  root
    .command('tx <id>')
    .description('a transaction, its block and its receipt')
    .addHelpText('after', '\nExample:\n  $ ashlar tx 0x1220… --json')
    .action(async (text: string, _options: unknown, command: Command) => {
      await showTransaction(new Session(world, command), text);
    });
  const naming = root.command('names').description('names of the chain and the addresses behind them');
  naming
    .command('lookup <name>')
    .description("a name's address, or an address's name")
    .addHelpText('after', '\nExample:\n  $ ashlar names lookup koin')
    .action(async (text: string, _options: unknown, command: Command) => {
      await lookUp(new Session(world, command), text);
    });
  naming
    .command('list')
    .description('the system contracts that every chain has')
    .addHelpText('after', '\nExample:\n  $ ashlar names list')
    .action((_options: unknown, command: Command) => {
      const rows = Object.entries(WELL_KNOWN).map(([name, bytes]) => ({ name, address: addressText(bytes) }));
      new Session(world, command).printRows(rows, '');
    });
}

/** A block by its height, its id, or the head. */
async function findBlock(session: Session, which: string | undefined): Promise<rpcBlockStore.BlockItem> {
  const { client } = session;
  const whole = { returnBlock: true, returnReceipt: true };
  const head = (await client.chain.getHeadInfo()).headTopology!;
  let items: readonly rpcBlockStore.BlockItem[];
  if (which === undefined || /^\d{1,15}$/.test(which)) {
    const height = which === undefined ? head.height : BigInt(which);
    if (height < 1n || height > head.height)
      throw new CliError(`there is no block ${height}: the chain has 1 to ${head.height}`);
    const range = { headBlockId: head.id, ancestorStartHeight: height, numBlocks: 1 };
    ({ blockItems: items } = await client.blockStore.getBlocksByHeight({ ...range, ...whole }));
  } else {
    const id = blockIdOf(idArgument(which, 'block'));
    ({ blockItems: items } = await client.blockStore.getBlocksById({ blockIds: [idBytes(id!)], ...whole }));
  }
  const [item] = items;
  if (item?.block === undefined) throw new CliError(`there is no block ${which}`);
  return item;
}

function blockSummary({
  block,
  blockId,
  receipt,
}: rpcBlockStore.BlockItem): Readonly<Record<string, unknown>> {
  const { header, transactions } = block!;
  const reverted = receipt?.transactionReceipts.filter((one) => one.reverted).length ?? 0;
  return {
    height: header!.height,
    block: blockIdOf(blockId),
    previous: blockIdOf(header!.previous),
    time: new Date(Number(header!.timestamp)).toISOString(),
    signer: addressText(header!.signer),
    transactions: transactions.length,
    reverted,
    compute: receipt?.computeBandwidthUsed ?? 0n,
  };
}

async function showTransaction(session: Session, text: string): Promise<void> {
  const id = idArgument(text, 'transaction');
  const { client } = session;
  const { transactions } = await client.transactionStore.getTransactionsById({ transactionIds: [id] });
  const [found] = transactions;
  if (found?.transaction === undefined)
    throw new CliError(
      `there is no transaction ${text}; if it was just sent, it may still wait for a block`,
      75,
    );
  const { transaction, containingBlocks } = found;
  const { blockItems } = await client.blockStore.getBlocksById({
    blockIds: containingBlocks,
    returnBlock: false,
    returnReceipt: true,
  });
  const [block] = blockItems;
  const named = transactionIdOf(id);
  const receipt = block?.receipt?.transactionReceipts.find((one) => transactionIdOf(one.id) === named);
  const place = { height: block?.blockHeight ?? 0n, block: block && blockIdOf(block.blockId) };
  if (session.isJson) session.print({ ...place, transaction: toJson(Transaction, transaction), receipt });
  else session.print({ ...place, ...transactionSummary(transaction, receipt) });
}

function transactionSummary(
  transaction: Transaction,
  receipt: TransactionReceipt | undefined,
): Readonly<Record<string, unknown>> {
  return {
    payer: addressText(transaction.header!.payer),
    operations: transaction.operations.map((operation) => Object.keys(definedOf(operation))[0]).join(', '),
    outcome: receipt === undefined ? 'unknown' : receipt.reverted ? 'reverted' : 'done',
    mana: formatCoins(receipt?.rcUsed ?? 0n),
    events: receipt?.events.map(({ name }) => name).join(', ') ?? '',
    logs: receipt?.logs.join(' | ') ?? '',
  };
}

const definedOf = (operation: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(operation).filter(([, value]) => value !== undefined));

async function lookUp(session: Session, text: string): Promise<void> {
  const parsed = parseAddress(text);
  if (parsed.ok) {
    const codecs = [names.GetNameArguments, names.GetNameResult] as const;
    const { value } = await ask(session, 'names', 'get_name', codecs, { address: parsed.value });
    if (value === undefined) throw new CliError(`${text} has no name`);
    session.print({ address: text, name: value.name });
    return;
  }
  const codecs = [names.GetAddressArguments, names.GetAddressResult] as const;
  const { value } = await ask(session, 'names', 'get_address', codecs, { name: text });
  if (value === undefined) throw new CliError(`the chain knows no ${text}`);
  session.print({ name: text, address: addressText(value.address) });
}

function idArgument(text: string, what: string): Uint8Array {
  const bytes = /^0x1220[0-9a-f]{64}$/i.test(text) ? fromHex(text.slice(2).toLowerCase()) : undefined;
  if (bytes === undefined) throw new CliError(`${text} is no id of a ${what}: 0x1220 and 64 hex digits`, 64);
  return bytes;
}
