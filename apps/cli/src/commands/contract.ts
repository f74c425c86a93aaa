/** `ashlar contract …`: build, deploy, call, read. @module */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { equal, hex } from '@ashlar/base';
import { buildContract, ContractBuildError } from '@ashlar/contracts-as/tool';
import { addressBytes, chain, multihashOf } from '@ashlar/protocol';
import { type Abi, type Contract, createContract, fetchAbi, sendOperations } from '@ashlar/sdk';
import type { Command } from 'commander';
import { CliError } from '../cli-error.ts';
import { formatCoins } from '../coins.ts';
import { addressArgument, jsonArgument, Session } from '../session.ts';
import { ask } from '../system-contract.ts';
import type { World } from '../world.ts';

export function contractCommands(root: Command, world: World): void {
  const contract = root.command('contract').description('build, deploy, call and read contracts');
  contract
    .command('build <directory>')
    .description('compile a contract to <directory>/build/<name>.wasm and .abi')
    .option('--mvp', 'use only what the first version of WebAssembly has, for nodes of Koinos', false)
    .addHelpText('after', '\nExample:\n  $ ashlar contract build contracts-as/templates/fungible')
    .action(async (directory: string, options: Readonly<{ mvp: boolean }>, command: Command) => {
      const session = new Session(world, command);
      const built = await build(resolve(directory), options.mvp);
      session.print({ wasm: built.wasmPath, wasmBytes: built.wasm.length, abi: built.abiPath });
    });
  contract
    .command('deploy <wasm> <abi>')
    .description("upload a contract to the signer's own address")
    .addHelpText('after', '\nExample:\n  $ ashlar contract deploy build/token.wasm build/token.abi --from 1')
    .action(async (wasm: string, abi: string, _options: unknown, command: Command) => {
      const session = new Session(world, command);
      const signer = await session.signer();
      const upload = {
        contractId: addressBytes(signer.address),
        bytecode: readFile(wasm),
        abi: readText(abi),
      };
      const { id, receipt } = await sendOperations(session.client, signer, [{ uploadContract: upload }]);
      const height = await session.included(id);
      session.print({ contract: signer.address, transaction: id, height, mana: formatCoins(receipt.rcUsed) });
    });
  verifyCommand(contract, world);
  useCommands(contract, world);
}

function verifyCommand(contract: Command, world: World): void {
  contract
    .command('verify <contract> <source>')
    .description('whether the code on the chain is that of a directory (which is built) or of a .wasm file')
    .addHelpText(
      'after',
      '\nExample:\n  $ ashlar contract verify 1BY9XCXrqMeViAEVhYQPcGGSYPzrwyQkEM my-contract',
    )
    .action(async (address: string, source: string, _options: unknown, command: Command) => {
      const session = new Session(world, command);
      const contractId = addressBytes(addressArgument(address));
      const codecs = [chain.GetContractMetadataArguments, chain.GetContractMetadataResult] as const;
      const { value } = await ask(session, 'metadata', 'get_contract_metadata', codecs, { contractId });
      if (value === undefined) throw new CliError(`there is no contract at ${address}`);
      const code = source.endsWith('.wasm') ? readFile(source) : (await build(resolve(source), false)).wasm;
      const hash = multihashOf(code);
      if (!equal(value.hash, hash)) {
        throw new CliError(`${source} is other code: the chain has ${hex(value.hash)}, this is ${hex(hash)}`);
      }
      session.print({ contract: address, verified: true, hash: hex(hash), engine: value.engine || 'wasm' });
    });
}

function useCommands(contract: Command, world: World): void {
  contract
    .command('call <contract> <method> [arguments]')
    .description('send a transaction that calls a method; arguments are a JSON object')
    .addHelpText(
      'after',
      `\nExample:\n  $ ashlar contract call 1BY9… mint '{"to":"1pVJ…","value":"1000"}' --from 1`,
    )
    .action(
      async (
        address: string,
        method: string,
        args: string | undefined,
        _options: unknown,
        command: Command,
      ) => {
        const session = new Session(world, command);
        const signer = await session.signer();
        const target = await open(session, address);
        const operation = target.operation[method]?.(jsonArgument(args ?? '{}') as never);
        if (operation === undefined) throw unknownMethod(target, method);
        const { id, receipt } = await sendOperations(session.client, signer, [operation]);
        const height = await session.included(id);
        const events = receipt.events.map((event) => ({ name: event.name, ...target.decodeEvent(event) }));
        session.print({
          transaction: id,
          height,
          mana: formatCoins(receipt.rcUsed),
          events,
          logs: receipt.logs,
        });
      },
    );
  contract
    .command('read <contract> <method> [arguments]')
    .description('ask a contract; costs nothing and changes nothing')
    .addHelpText('after', `\nExample:\n  $ ashlar contract read token balance_of '{"owner":"1pVJ…"}'`)
    .action(
      async (
        address: string,
        method: string,
        args: string | undefined,
        _options: unknown,
        command: Command,
      ) => {
        const session = new Session(world, command);
        const target = await open(session, address);
        const read = (
          target.read as Readonly<Record<string, (values: unknown) => Promise<Record<string, unknown>>>>
        )[method];
        if (read === undefined) throw unknownMethod(target, method);
        session.print(await read(jsonArgument(args ?? '{}')));
      },
    );
}

async function build(directory: string, mvp: boolean): Promise<Awaited<ReturnType<typeof buildContract>>> {
  try {
    return await buildContract(directory, { mvp });
  } catch (cause) {
    if (cause instanceof ContractBuildError) throw new CliError(cause.message);
    throw cause;
  }
}

async function open(session: Session, text: string): Promise<Contract<Abi>> {
  const address = addressArgument(text);
  return createContract({ client: session.client, address, abi: await fetchAbi(session.client, address) });
}

function unknownMethod(contract: Contract<Abi>, method: string): CliError {
  return new CliError(
    `the contract has no such method: ${method}. It has: ${Object.keys(contract.operation).join(', ')}`,
    64,
  );
}

function readFile(path: string): Uint8Array {
  try {
    return new Uint8Array(readFileSync(path));
  } catch {
    throw new CliError(`cannot read ${path}`, 66);
  }
}

const readText = (path: string): string => new TextDecoder().decode(readFile(path));
