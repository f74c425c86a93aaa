/** `ashlar status`, `ashlar call`, `ashlar produce`. @module */
import { base64url } from '@ashlar/base';
import { blockIdOf } from '@ashlar/protocol';
import type { Command } from 'commander';
import { CliError } from '../cli-error.ts';
import { jsonArgument, Session } from '../session.ts';
import type { World } from '../world.ts';

export function chainCommands(root: Command, world: World): void {
  root
    .command('status')
    .description('the head of the chain')
    .addHelpText('after', '\nExample:\n  $ ashlar status --json')
    .action(async (_options: unknown, command: Command) => {
      const session = new Session(world, command);
      const { chain } = session.client;
      const [{ chainId }, head] = await Promise.all([chain.getChainId(), chain.getHeadInfo()]);
      session.print({
        chain: base64url(chainId),
        height: head.headTopology?.height ?? 0n,
        block: blockIdOf(head.headTopology?.id ?? new Uint8Array(0)) ?? '',
        time: new Date(Number(head.headBlockTime)).toISOString(),
        stateRoot: base64url(head.headStateMerkleRoot),
      });
    });
  root
    .command('call <method> [params]')
    .description('any JSON-RPC method, as chain.get_head_info; params are a JSON object')
    .addHelpText('after', `\nExample:\n  $ ashlar call block_store.get_highest_block`)
    .action(async (method: string, params: string | undefined, _options: unknown, command: Command) => {
      const session = new Session(world, command);
      const result = await session.client.rpc.callJson(method, jsonArgument(params ?? '{}'));
      world.out(`${JSON.stringify(result, undefined, command.optsWithGlobals()['json'] ? undefined : 2)}\n`);
    });
  root
    .command('produce [count]')
    .description('make blocks now (development nodes only)')
    .addHelpText('after', '\nExample:\n  $ ashlar produce 10')
    .action(async (count: string | undefined, _options: unknown, command: Command) => {
      const session = new Session(world, command);
      if (count !== undefined && !/^\d{1,4}$/.test(count))
        throw new CliError('count is a whole number from 1 to 1000', 64);
      const result = await session.client.rpc.callJson('block_producer.produce_blocks', {
        count: Number(count ?? 1),
      });
      session.print(result as Readonly<Record<string, unknown>>);
    });
}
