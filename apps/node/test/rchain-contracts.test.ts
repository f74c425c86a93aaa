/** RChain's system contracts in the genesis of a node: vaults and registry, used with RChain's own client library. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hex } from '@ashlar/base';
import { openCrypto } from '@ashlar/crypto';
import {
  DEV_BURN,
  DEV_VALIDATORS_MAX,
  DEV_VAULT,
  devAccounts,
  devBurnGenesis,
  devGenesis,
  devRholang,
  devValidators,
  isDevChain,
} from '@ashlar/node';
import { chainIdOf } from '@ashlar/protocol';
import toolkit from '@fabcotech/rchain-toolkit';
import { inDirectory, startNode } from './support/child.ts';
import { openDevNode } from './support/dev-node.ts';
import { answerOf, explored, signedDeploy } from './support/rchain.ts';

await openCrypto();
const { http } = toolkit;
const accounts = await devAccounts();
const [alice, bob] = [accounts.users[0]!, accounts.users[1]!];
const objects = devRholang(accounts);
const genesis = devGenesis(accounts, [], objects);

const balanceOf = (address: string): string => `
  new return, vaultCh, balance, lookup(\`rho:registry:lookup\`) in {
    lookup!(\`rho:rchain:revVault\`, *vaultCh) |
    for (@(_, RevVault) <- vaultCh) {
      @RevVault!("findOrCreate", "${address}", *balance) |
      for (@(true, vault) <- balance) { @vault!("balance", *return) }
    }
  }`;

const transferOf = (from: string, to: string, amount: bigint): string => `
  new return(\`rho:rchain:deployId\`), deployer(\`rho:rchain:deployerId\`), lookup(\`rho:registry:lookup\`),
      vaultCh, found, key in {
    lookup!(\`rho:rchain:revVault\`, *vaultCh) |
    for (@(_, RevVault) <- vaultCh) {
      @RevVault!("findOrCreate", "${from}", *found) |
      @RevVault!("deployerAuthKey", *deployer, *key) |
      for (@(true, vault) <- found; key <- key) {
        @vault!("transfer", "${to}", ${amount}, *key, *return)
      }
    }
  }`;

test('the client library finds the vaults in the registry, reads balances and moves coins', async () => {
  await using node = await openDevNode({ genesis });
  const { url } = node;
  const both = async (): Promise<readonly unknown[]> => [
    await explored(url, balanceOf(alice.revAddress)),
    await explored(url, balanceOf(bob.revAddress)),
  ];
  const initial = Number(DEV_VAULT);
  await fetch(`${url}/api/propose`, { method: 'POST' }); // What is read is told with its block.
  assert.deepEqual(await both(), [initial, initial]);
  const pay = (amount: bigint, payer: typeof alice, timestamp: number): Promise<unknown> =>
    answerOf(url, transferOf(alice.revAddress, bob.revAddress, amount), payer, timestamp);
  assert.deepEqual(await pay(1_000n, alice, 1), [true]); // The library, as RChain's API, drops Nil.
  assert.deepEqual(await both(), [initial - 1_000, initial + 1_000]);
  assert.deepEqual(await pay(DEV_VAULT, alice, 2), [false, 'Insufficient funds']);
  assert.deepEqual(await pay(1n, bob, 1), [false, 'Invalid AuthKey']);
  assert.deepEqual(await both(), [initial - 1_000, initial + 1_000]);
  const own = { from: alice.revAddress, to: bob.revAddress, amount: 7 };
  await http.deploy({ url }, signedDeploy(toolkit.utils.transferRevTerm(own), alice, 3));
  await fetch(`${url}/api/propose`, { method: 'POST' });
  assert.deepEqual(await both(), [initial - 1_007, initial + 1_007], "the library's own term");
  assert.equal(toolkit.utils.revAddressFromPublicKey(publicKeyOf(alice)), alice.revAddress);
});

const publicKeyOf = ({ privateKey }: typeof alice): string =>
  toolkit.utils.publicKeyFromPrivateKey(hex(privateKey));

test('what one deploy registers, another finds under its URI', async () => {
  await using node = await openDevNode({ genesis });
  const { url } = node;
  const register = `
    new return(\`rho:rchain:deployId\`), insert(\`rho:registry:insertArbitrary\`), double in {
      contract double(@n, ret) = { ret!(2 * n) } |
      insert!(bundle+{*double}, *return)
    }`;
  const uri = String(await answerOf(url, register, alice, 1));
  assert.match(uri, /^rho:id:[a-z0-9]{54}$/);
  const use = `
    new return(\`rho:rchain:deployId\`), lookup(\`rho:registry:lookup\`), found in {
      lookup!(\`${uri}\`, *found) | for (double <- found) { double!(21, *return) }
    }`;
  assert.equal(await answerOf(url, use, bob, 1), 42);
});

test('a node with the contracts is ready within seconds, in each profile', { timeout: 60_000 }, async () => {
  for (const profile of [[], ['--profile', 'bft'], ['--profile', 'burn']]) {
    await inDirectory(async (directory) => {
      await using child = startNode(directory, ['--rchain', ...profile]);
      const ready = await child.ready;
      if (ready === undefined) assert.fail((await child.ended).errors);
      assert.ok(ready.startedMs < 15_000, `${ready.startedMs} ms`);
      const { revAddress } = ready.accounts[0]!;
      assert.equal(revAddress, alice.revAddress);
      assert.equal(await explored(ready.url, balanceOf(revAddress)), Number(DEV_VAULT));
    });
  }
});

test('the contracts make another chain, whose accounts are known to be for development', async () => {
  const validators = await devValidators(2);
  const all = await devValidators(DEV_VALIDATORS_MAX);
  const chainId = chainIdOf(genesis);
  assert.notDeepEqual(chainId, chainIdOf(devGenesis(accounts)));
  const bft = chainIdOf(devGenesis(accounts, validators, objects));
  const burn = chainIdOf(devBurnGenesis(accounts, validators, DEV_BURN, [], objects));
  for (const id of [chainId, bft, burn]) assert.ok(isDevChain(id, accounts, all));
  assert.ok(!isDevChain(new Uint8Array(34), accounts, all));
  assert.deepEqual(devRholang(accounts), objects);
});

test('a genesis of its own has no place for the contracts', async () => {
  await inDirectory(async (directory) => {
    const file = `${directory}/genesis.json`;
    await using child = startNode(directory, ['--rchain', '--genesis', file]);
    assert.equal(await child.ready, undefined);
    assert.equal((await child.ended).code, 64);
  });
});
