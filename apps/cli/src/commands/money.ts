/** `ashlar account`, `ashlar send`, `ashlar faucet`. @module */
import { tokenContract, WELL_KNOWN } from '@ashlar/contracts';
import { type Address, addressBytes, addressText, decodeNonce } from '@ashlar/protocol';
import { type Abi, type Account, createContract } from '@ashlar/sdk';
import type { Command } from 'commander';
import { CliError } from '../cli-error.ts';
import { formatCoins, parseCoins } from '../coins.ts';
import { addressArgument, Session } from '../session.ts';
import type { World } from '../world.ts';

export function moneyCommands(root: Command, world: World): void {
  root
    .command('account <address>')
    .description("an account's coins, mana and nonce")
    .addHelpText('after', '\nExample:\n  $ ashlar account 1pVJaALjb2fqumng21HvvBy5Bjv7u3vNZ')
    .action(async (text: string, _options: unknown, command: Command) => {
      const session = new Session(world, command);
      const address = addressArgument(text);
      const account = addressBytes(address);
      const { chain } = session.client;
      const [balance, { rc }, { nonce }] = await Promise.all([
        balanceOf(session, address),
        chain.getAccountRc({ account }),
        chain.getAccountNonce({ account }),
      ]);
      session.print({
        address,
        coins: formatCoins(balance),
        mana: formatCoins(rc),
        nonce: decodeNonce(nonce) ?? 0n,
      });
    });
  root
    .command('send <to> <coins>')
    .description('send coins')
    .addHelpText('after', '\nExample:\n  $ ashlar send 1BY9XCXrqMeViAEVhYQPcGGSYPzrwyQkEM 12.5 --from 0')
    .action(async (to: string, coins: string, _options: unknown, command: Command) => {
      const session = new Session(world, command);
      const signer = await session.signer();
      await send(session, signer, addressArgument(to), parseCoins(coins));
    });
  faucetCommand(root, world);
}

/** Coins a faucet gives at once. */
const FAUCET_COINS_MAX = 10_000n * 100_000_000n;

/** Coins of development account 9, on development chains only. */
function faucetCommand(root: Command, world: World): void {
  root
    .command('faucet <address> [coins]')
    .description('coins for tests, from development account 9; on development chains only')
    .addHelpText('after', '\nExample:\n  $ ashlar faucet 1BY9XCXrqMeViAEVhYQPcGGSYPzrwyQkEM 100')
    .action(async (address: string, coins: string | undefined, _options: unknown, command: Command) => {
      const session = new Session(world, command);
      const value = parseCoins(coins ?? '100');
      if (value > FAUCET_COINS_MAX) throw new CliError('a faucet gives at most 10000 coins at once', 64);
      await send(session, await session.devAccount('9'), addressArgument(address), value);
    });
}

async function send(session: Session, signer: Account, to: Address, value: bigint): Promise<void> {
  const { id, receipt } = await coinOf(session, signer).write['transfer']!({
    from: signer.address,
    to,
    value: String(value),
  } as never);
  session.print({ transaction: id, height: await session.included(id), mana: formatCoins(receipt.rcUsed) });
}

function coinOf(
  session: Session,
  signer?: Parameters<typeof createContract>[0]['signer'],
): ReturnType<typeof createContract<Abi>> {
  const abi = JSON.parse(tokenContract.abi) as Abi;
  const address = addressText(WELL_KNOWN.token);
  return createContract<Abi>({
    client: session.client,
    address,
    abi,
    ...(signer === undefined ? {} : { signer }),
  });
}

async function balanceOf(session: Session, owner: string): Promise<bigint> {
  const { value } = (await coinOf(session).read['balance_of']!({ owner } as never)) as Readonly<{
    value?: string;
  }>;
  return BigInt(value ?? 0);
}
