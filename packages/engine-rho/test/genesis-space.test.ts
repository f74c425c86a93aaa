import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RHOLANG_ADDRESS } from '@ashlar/contracts';
import { rholang } from '@ashlar/protocol';
import { CALL, LOG } from '../../kernel/src/system-calls/control.ts';
import { callOf } from '../../kernel/test/chain.ts';
import type { ScriptHost } from '../../kernel/test/scripts.ts';
import { fixedChannel, genesisRandom, genesisSpace, RHO_ENTRY } from '../src/index.ts';
import { deploy, deployOf, explore, openChain, outcomeOf } from './support/deploys.ts';

/** A bank that genesis lets move coins; the lookup answers like the registry's, for one URI. */
const BANK = `
  new balance(\`sys:token:balance\`), transfer(\`sys:token:transfer\`), lookup(\`sys:genesis:lookup\`) in {
    contract @"balance"(@of, ret) = { balance!(of, *ret) } |
    contract @"pay"(@from, @to, @amount, ret) = { transfer!(from, to, amount, *ret) } |
    contract lookup(@uri, ret) = { ret!((1, bundle+{"balance"})) }
  }`;
const urns = new Map([
  ['sys:token:balance', fixedChannel(32)],
  ['sys:token:transfer', fixedChannel(33)],
  ['sys:genesis:lookup', fixedChannel(14)],
]);
const objectsOf = (source = BANK) =>
  genesisSpace([{ source, random: genesisRandom('root'), urns }], [{ address: 'anna', amount: 100n }]);
const balanceOf = (chain: ReturnType<typeof openChain>, of: string): string =>
  deploy(
    chain,
    `new out(\`rho:io:stdout\`), r in { @"balance"!("${of}", *r) | for (@x <- r) { out!(x) } }`,
  )[0]!;

test('contracts of genesis are there from the first block on, and move coins that no program can name', () => {
  const objects = objectsOf();
  assert.ok(objects.ok, objects.ok ? '' : objects.refusal.message);
  const chain = openChain({}, objects.value);
  const pay = (amount: number) =>
    deploy(
      chain,
      `new out(\`rho:io:stdout\`), r in { @"pay"!("anna", "bert", ${amount}, *r) | for (@x <- r) { out!(x) } }`,
    );
  assert.deepEqual(pay(30), ['(true, Nil)']);
  assert.deepEqual(pay(71), ['(false, "Insufficient funds")']);
  assert.deepEqual([balanceOf(chain, 'anna'), balanceOf(chain, 'bert')], ['70', '30']);
  const named = outcomeOf(chain.run([deployOf('new t(`sys:token:transfer`) in { Nil }')]));
  assert.equal(named.errored, true);
});

test('coins that a failing program moved are where they were', () => {
  const objects = objectsOf();
  assert.ok(objects.ok, objects.ok ? '' : objects.refusal.message);
  const chain = openChain({}, objects.value);
  const term = 'new r in { @"pay"!("anna", "bert", 30, *r) | for (@x <- r) { @1!(1 + "b") } }';
  assert.equal(outcomeOf(chain.run([deployOf(term)])).errored, true);
  assert.equal(balanceOf(chain, 'anna'), '100');
  // Nor does exploring move any: it may not write.
  const read = 'new ret in { @"pay"!("anna", "bert", 30, *ret) }';
  assert.throws(() => explore(chain, read), /read-only/);
});

test('a contract finds a channel by its URI in the registry', () => {
  const objects = objectsOf();
  assert.ok(objects.ok);
  const asker = (contract: ScriptHost): void => {
    const args = rholang.CallChannelArguments.encode({
      channel: { uriValue: 'rho:id:bank' },
      args: [{ stringValue: 'anna' }],
    });
    const call = { contractId: RHOLANG_ADDRESS, entryPoint: RHO_ENTRY.callChannel, args };
    const { value } = rholang.CallChannelResult.decode(contract.ask(CALL, call).value);
    contract.ask(LOG, { message: `anna has ${value[0]!.intValue}` });
  };
  const chain = openChain({ scripts: { asker } }, objects.value);
  assert.deepEqual(chain.run([callOf('asker')]).logs, ['anna has 100']);
  const without = openChain({ scripts: { asker } });
  assert.match(without.run([callOf('asker')]).logs.at(-1)!, /no such URI/);
});

test('the objects of genesis depend on its programs only; one that fails is told', () => {
  assert.deepEqual(objectsOf(), objectsOf());
  const failing = objectsOf('@1!(1 + "b")');
  assert.equal(failing.ok ? '' : failing.refusal.code, 'run.operatorExpected');
});
