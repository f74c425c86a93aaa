/** Rholang on the kernel: deploys in blocks, what they pay and leave, forks, witnesses, exploration, calls between engines. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EMPTY, fromUtf8, hex, utf8 } from '@ashlar/base';
import { DEFAULT_RHOLANG, RHOLANG_ADDRESS } from '@ashlar/contracts';
import { Recording } from '@ashlar/kernel';
import { ObjectSpace, rholang } from '@ashlar/protocol';
import { openWitness, witnessOf } from '@ashlar/state';
import { CALL } from '../../kernel/src/system-calls/control.ts';
import { PUT_OBJECT } from '../../kernel/src/system-calls/objects.ts';
import { addressOf, callOf, genesisKey, operation, type TestChain } from '../../kernel/test/chain.ts';
import type { ScriptHost } from '../../kernel/test/scripts.ts';
import { build, decodeTerm, encodeTerm, printTerm, RHO_ENTRY } from '../src/index.ts';
import {
  deploy,
  deployOf,
  explore,
  openChain,
  outcomeOf,
  readRholang,
  signedDeploy,
} from './support/deploys.ts';

const printed = (values: readonly rholang.Values[]): readonly string[] =>
  values.map(({ par }) =>
    par
      .map((bytes) => {
        const term = decodeTerm(bytes);
        assert.ok(term.ok);
        return printTerm(term.value);
      })
      .join(', '),
  );
const PRINT = 'new out(`rho:io:stdout`) in';
const lookAt = (chain: TestChain, channel: string): readonly string[] =>
  printed(explore(chain, `new ret in { for (@x <<- ${channel}) { ret!(x) } }`).data);

test('what one block leaves in the tuple space, the next one finds', () => {
  const chain = openChain();
  deploy(chain, 'contract @"double"(@x, ret) = { ret!(x * 2) } | @"queue"!(1) | @"queue"!(2)');
  assert.deepEqual(deploy(chain, `${PRINT} { for (@x <- @"queue") { out!(x) } }`), ['1']);
  assert.deepEqual(
    deploy(chain, `${PRINT} { new r in { @"double"!(21, *r) | for (@x <- r) { out!(x) } } }`),
    ['42'],
  );
  assert.deepEqual(lookAt(chain, '@"queue"'), ['2']);
});

test('a deploy that fails changes nothing, pays, and is taken once', () => {
  const chain = openChain();
  deploy(chain, '@"cell"!(1)');
  const bad = signedDeploy('for (@x <- @"cell") { @"cell"!(x + "no") }');
  const receipt = chain.run([operation({ deployRholang: bad })]);
  const outcome = outcomeOf(receipt);
  assert.equal(receipt.reverted, false);
  assert.equal(outcome.errored, true);
  assert.match(outcome.errors[0]!, /^OperatorExpectedError|^OperatorNotDefined/);
  assert.ok(outcome.cost > 100n && receipt.computeBandwidthUsed >= outcome.cost * 20n);
  assert.deepEqual(lookAt(chain, '@"cell"'), ['1']);
  const again = chain.run([operation({ deployRholang: bad })]);
  assert.equal(again.reverted, true);
  assert.match(again.logs.at(-1)!, /has made a deploy of this timestamp before/);
});

test('deploys of another shard, price, time or signature are refused, and can be made again', () => {
  const chain = openChain();
  const refusal = (parts: Parameters<typeof deployOf>[1]): string => {
    const receipt = chain.run([deployOf('Nil', parts)]);
    assert.equal(receipt.reverted, true);
    return receipt.logs.at(-1)!;
  };
  assert.match(refusal({ shardId: 'leaf' }), /not as expected network shard/);
  assert.match(refusal({ phloPrice: 0n }), /less than minimum price 1/);
  assert.match(refusal({ phloLimit: 0n }), /limit is not positive/);
  assert.match(refusal({ validAfterBlockNumber: 1_000n }), /valid after block 1000/);
  assert.match(refusal({ validAfterBlockNumber: -100n }), /expired/);
  assert.match(refusal({ sig: signedDeploy('1').sig }), /Invalid signature/);
  assert.match(refusal({ sigAlgorithm: 'ed25519' }), /Invalid signature/);
  assert.match(refusal({ deployer: new Uint8Array(33) }), /no uncompressed public key/);
  const timestamp = 5n;
  refusal({ timestamp, shardId: 'leaf' });
  assert.equal(outcomeOf(chain.run([deployOf('Nil', { timestamp })])).errored, false);
  assert.equal(outcomeOf(chain.run([deployOf('Nil', { sigAlgorithm: 'secp256k1:eth' })])).errored, false);
});

test('a program stops at its phlo limit; a payer who has less makes it that it never was', () => {
  const chain = openChain();
  const loop = '@"loop"!(0) | for (@n <= @"loop") { @"loop"!(n + 1) }';
  const outcome = outcomeOf(chain.run([deployOf(loop, { phloLimit: 5_000n })]));
  assert.deepEqual([outcome.cost, outcome.errors.length], [5_000n, 1]);
  assert.match(outcome.errors[0]!, /OutOfPhlogistons/);
  const poor = chain.run([deployOf(loop, { phloLimit: 10_000_000n })], { rcLimit: 2_000_000n });
  assert.equal(poor.reverted, true);
  assert.equal(poor.rcUsed, 2_000_000n);
  assert.deepEqual(poor.events, []);
  assert.deepEqual(lookAt(chain, '@"loop"'), []);
});

test('a channel that is brought from the state costs its bytes', () => {
  const chain = openChain();
  const many = Array.from({ length: 300 }, (_, at) => `@"many"!(${at})`).join(' | ');
  assert.equal(outcomeOf(chain.run([deployOf(`@"one"!(0) | ${many}`, { timestamp: 1n })])).errored, false);
  const costOf = (channel: string, timestamp: bigint): bigint =>
    outcomeOf(chain.run([deployOf(`for (_ <- @"${channel}") { Nil }`, { timestamp })])).cost;
  const [one, all] = [costOf('one', 2n), costOf('many', 3n)];
  assert.ok(all - one > 30_000n, `${one}, ${all}`);
});

test('a deploy knows its id, its deployer and its block', () => {
  const chain = openChain();
  const signed = signedDeploy(
    'new id(`rho:rchain:deployId`), me(`rho:rchain:deployerId`), ops(`rho:rchain:deployerId:ops`), block(`rho:block:data`), r, b in { ops!("pubKeyBytes", *me, *r) | block!(*b) | for (@key <- r & @height, @_ <- b) { id!((key, height)) } }',
  );
  assert.deepEqual(outcomeOf(chain.run([operation({ deployRholang: signed })])).errors, []);
  const name = encodeTerm(build.par1(build.deployId(signed.sig)));
  const codecs = [rholang.DataAtNameArguments, rholang.DataAtNameResult] as const;
  const { data } = readRholang(chain, 'dataAtName', codecs, { name });
  assert.deepEqual(printed(data), [`(${hex(signed.deployer)}, 1)`]);
});

test('branches of the chain have tuple spaces of their own, and a witness is enough to execute a deploy', () => {
  const chain = openChain();
  deploy(chain, '@"cell"!(0)');
  const parent = chain.head;
  const add = (n: number) => `for (@x <- @"cell") { @"cell"!(x + ${n}) }`;
  const left = chain.block([chain.transaction([deployOf(add(1))])]);
  const right = chain.block([chain.transaction([deployOf(add(10))], { nonce: 2n })]);
  const recording = new Recording(chain.state);
  const applied = chain.kernel.applyBlock(recording, left);
  assert.ok(applied.ok);
  const witness = openWitness(
    { block: parent, height: 1, root: chain.state.rootOf(parent) },
    witnessOf(chain.state, recording.draft),
  );
  assert.ok(witness.ok);
  const stateless = chain.kernel.executeStateless(witness.value, left);
  assert.ok(stateless.ok);
  assert.deepEqual(stateless.value.root, applied.value.root);
  chain.head = applied.value.id;
  assert.deepEqual(lookAt(chain, '@"cell"'), ['1']);
  chain.head = parent;
  chain.apply(right);
  assert.deepEqual(lookAt(chain, '@"cell"'), ['10']);
});

test('exploration sees the space and writes nothing', () => {
  const chain = openChain();
  deploy(chain, '@"cell"!(7)');
  const { data, outcome } = explore(
    chain,
    'new ret in { for (@x <- @"cell") { @"other"!(x) | ret!(x, "seen") } }',
  );
  assert.deepEqual(printed(data), ['7, "seen"']);
  assert.ok(outcome!.cost > 100n);
  assert.deepEqual(lookAt(chain, '@"cell"'), ['7']);
  assert.deepEqual(explore(chain, 'new x in {').outcome!.errored, true);
  const endless = explore(chain, 'new x in { x!(0) | for (@n <= x) { x!(n + 1) } }').outcome!;
  assert.match(endless.errors[0]!, /OutOfPhlogistons/);
});

/** Keeps the arguments it got and answers them twice over; reverts on those that begin with `f`. */
const echo = (contract: ScriptHost): void => {
  const obj = contract.args.arguments;
  contract.ask(PUT_OBJECT, { space: space('echo'), key: EMPTY, obj });
  if (obj[0] === 0x66) contract.fail(1, 'echo fails');
  contract.exit(new Uint8Array([...obj, ...obj]));
};
/** Asks the channel `@"double"` for the number it was called with, and reverts afterwards if that is above 100. */
const asker = (contract: ScriptHost): void => {
  const number = BigInt(contract.args.arguments[0] ?? 0);
  const args = rholang.CallChannelArguments.encode({
    channel: { stringValue: 'double' },
    args: [{ intValue: number }, { callerValue: true }],
  });
  const call = { contractId: RHOLANG_ADDRESS, entryPoint: RHO_ENTRY.callChannel, args };
  const { value } = rholang.CallChannelResult.decode(contract.ask(CALL, call).value);
  contract.ask(PUT_OBJECT, { space: space('asker'), key: EMPTY, obj: utf8(String(value[0]!.intValue)) });
  if (number > 100n) contract.fail(1, 'too much');
};
const space = (name: string) => ({ system: false, zone: addressOf(name), id: 1 });
const keptBy = (chain: TestChain, name: string): string | undefined => {
  const bytes = chain.state.view(chain.head).get(new ObjectSpace(false, addressOf(name), 1), EMPTY);
  return bytes === undefined ? undefined : fromUtf8(bytes);
};
const calling = (name: string, args: string): string =>
  `new call(\`rho:ashlar:call\`), out(\`rho:io:stdout\`), r in { call!("${hex(addressOf(name))}".hexToBytes(), 7, "${hex(utf8(args))}".hexToBytes(), *r) | for (@x <- r) { out!(x) } }`;

test('a program calls a contract of another engine, and both stand or fall together', () => {
  const chain = openChain({ scripts: { echo } });
  assert.deepEqual(deploy(chain, calling('echo', 'ab')), [hex(utf8('abab'))]);
  assert.equal(keptBy(chain, 'echo'), 'ab');
  const failing = chain.run([deployOf(`@"cell"!(1) | ${calling('echo', 'fail')}`)]);
  assert.equal(failing.reverted, true);
  assert.match(failing.logs.at(-1)!, /echo fails/);
  // The program fails after the contract was called: what the contract wrote is undone with it.
  const later = outcomeOf(
    chain.run([deployOf(`${calling('echo', 'cd')} | for (@x <- @"never") { Nil } | @"a"!(1 + "b")`)]),
  );
  assert.equal(later.errored, true);
  assert.equal(keptBy(chain, 'echo'), 'ab');
  assert.deepEqual(lookAt(chain, '@"cell"'), []);
});

test('a contract asks a channel and gets the answer in one transaction; reverted, neither has changed', () => {
  const chain = openChain({ scripts: { asker } });
  const ask = (number: number) => chain.run([callOf('asker', new Uint8Array([number]))]);
  assert.match(ask(1).logs.at(-1)!, /did not answer/);
  deploy(chain, 'contract @"double"(@x, caller, ret) = { @"asked"!(x, *caller) | ret!(x * 2) }');
  assert.equal(ask(21).reverted, false);
  assert.equal(keptBy(chain, 'asker'), '42');
  assert.equal(ask(101).reverted, true);
  assert.equal(keptBy(chain, 'asker'), '42');
  const asked = explore(chain, 'new ret in { for (@x, @y <- @"asked") { ret!(x) } }').data;
  assert.deepEqual(printed(asked), ['21']);
  deploy(chain, 'for (@x, @y <- @"asked") { Nil }');
  assert.deepEqual(lookAt(chain, '@"asked"'), []);
});

test('a contract cannot say what is unforgeable', () => {
  const chain = openChain({
    scripts: {
      forger: (contract: ScriptHost) => {
        const parValue = contract.args.arguments;
        const args = rholang.CallChannelArguments.encode({ channel: { parValue } });
        contract.ask(CALL, { contractId: RHOLANG_ADDRESS, entryPoint: RHO_ENTRY.callChannel, args });
      },
    },
  });
  const { par1, privateName, deployerId, authToken } = build;
  for (const name of [privateName(new Uint8Array([14])), deployerId(new Uint8Array(65)), authToken()]) {
    const receipt = chain.run([callOf('forger', encodeTerm(par1(name)))]);
    assert.match(receipt.logs.at(-1)!, /no value that a contract may send/);
  }
  const direct = operation({
    callContract: { contractId: RHOLANG_ADDRESS, entryPoint: RHO_ENTRY.deploy, args: EMPTY },
  });
  assert.match(chain.run([direct]).logs.at(-1)!, /deploys come from the kernel/);
});

test('programs and contracts that call each other without end are stopped, and nothing is left', () => {
  const chain = openChain({ scripts: { asker } });
  const entry = `call!("${hex(addressOf('asker'))}".hexToBytes(), 7, "05".hexToBytes(), *r)`;
  deploy(
    chain,
    `new call(\`rho:ashlar:call\`) in { contract @"double"(@x, caller, ret) = { new r in { ${entry} | for (@y <- r) { ret!(y) } } } }`,
  );
  const receipt = chain.run([callOf('asker', new Uint8Array([1]))], { rcLimit: 1_000_000_000n });
  assert.equal(receipt.reverted, true);
  assert.equal(keptBy(chain, 'asker'), undefined);
});

test('characters that a program cut in two do no harm', () => {
  const chain = openChain();
  const lines = deploy(
    chain,
    `${PRINT} { out!("\u{1f600}".slice(0, 1)) | @"half"!("\u{1f600}".slice(1, 2)) }`,
  );
  assert.equal(lines.length, 1);
  assert.ok(lines[0]!.isWellFormed());
  assert.equal(lookAt(chain, '@"half"').length, 1);
  assert.equal(explore(chain, 'new ret in { for (@x <- @"half") { ret!(x ++ 1) } }').outcome!.errored, true);
});

test('whoever has the authority over the system changes the rules of the space, and nobody else', () => {
  const chain = openChain();
  const bytecode = rholang.Config.encode({ ...DEFAULT_RHOLANG, minPhloPrice: 5n });
  const upload = operation({
    uploadContract: {
      contractId: RHOLANG_ADDRESS,
      bytecode,
      engine: 'rho/1',
      authorizesUploadContract: true,
    },
  });
  assert.match(chain.refused([upload]).message, /not authorized/);
  assert.equal(chain.run([upload], { payer: genesisKey }).reverted, false);
  assert.match(chain.run([deployOf('Nil')]).logs.at(-1)!, /less than minimum price 5/);
  assert.equal(outcomeOf(chain.run([deployOf('Nil', { phloPrice: 5n })])).errored, false);
});
