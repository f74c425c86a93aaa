/** Contracts that ask programs through the contract kit: every kind of value there and back, identity, the registry. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { utf8 } from '@ashlar/base';
import { openWasmEngine } from '@ashlar/engine-wasm';
import { entryPointOf, ObjectSpace, type TransactionReceipt, Writer } from '@ashlar/protocol';
import { addressOf, callOf, type TestChain } from '../../kernel/test/chain.ts';
import { build, encodeTerm, fixedChannel, genesisRandom, genesisSpace, RHO_ENTRY } from '../src/index.ts';
import { deploy, explore, openChain } from './support/deploys.ts';

const WASM = '../../../contracts-as/fixtures/asker/build/asker.wasm';
const code = new Uint8Array(readFileSync(join(import.meta.dirname, WASM)));

/** With a registry that knows one contract, whatever it is asked for. */
const REGISTRY = `
  new lookup(\`sys:genesis:lookup\`) in {
    contract @"greeter"(ret) = { ret!("hello") } |
    contract lookup(@uri, ret) = { if (uri == \`rho:id:greeter\`) { ret!((1, bundle+{"greeter"})) } else { ret!(Nil) } }
  }`;

function open(): TestChain {
  const urns = new Map([['sys:genesis:lookup', fixedChannel(14)]]);
  const objects = genesisSpace([{ source: REGISTRY, random: genesisRandom('root'), urns }]);
  assert.ok(objects.ok);
  const scripts = { asker: { code, engine: 'wasm/1' } };
  return openChain({ engines: [openWasmEngine()], scripts }, objects.value);
}

const ask = (chain: TestChain, method: string, args: Uint8Array): TransactionReceipt =>
  chain.run([callOf('asker', args, entryPointOf(method))], {
    rcLimit: 100_000_000n,
  });

/** The result, as the contract told it. */
function answered({ events, logs }: TransactionReceipt): Uint8Array {
  const event = events.find(({ name }) => name === 'asker.answered');
  assert.ok(event !== undefined, logs.join());
  return event.data;
}

const bytesOf = (writer: Writer): Uint8Array => new Uint8Array(writer.finish());
const price = (value: number): Uint8Array => bytesOf(Writer.create().uint32(8).sint64(value));

test('the entry point that the kit knows is the one of the tuple space', () => {
  const kit = readFileSync(
    join(import.meta.dirname, '../../../contracts-as/kit/assembly/rholang.ts'),
    'utf8',
  );
  assert.match(kit, new RegExp(`CALL_CHANNEL: u32 = 0x${RHO_ENTRY.callChannel.toString(16)};`));
});

test('a number goes to a channel, with who sent it, and a number comes back', () => {
  const chain = open();
  deploy(
    chain,
    `new ops(\`rho:rchain:deployerId:ops\`) in {
       contract @"price"(@amount, who, ret) = {
         new key in { ops!("pubKeyBytes", *who, *key) | for (@bytes <- key) { @"asked by"!(bytes) | ret!(amount * -3) } }
       }
     }`,
  );
  assert.deepEqual(answered(ask(chain, 'price', price(14))), price(-42));
  const { data } = explore(chain, 'new ret in { for (@x <<- @"asked by") { ret!(x) } }');
  const address = addressOf('asker');
  assert.deepEqual(data[0]!.par[0], encodeTerm(build.par1(build.bytesTerm(address))));
});

test('every kind of value goes there and back', () => {
  const chain = open();
  deploy(chain, 'contract @"echo"(@a, @b, @c, @d, @e, @f, ret) = { ret!(a, b, c, d, e, f) }');
  const pair = encodeTerm(
    build.par1(build.tupleTerm([build.par1(build.intTerm(1n)), build.par1(build.stringTerm('x'))])),
  );
  const args = Writer.create().uint32(8).bool(true).uint32(16).sint64(-5).uint32(26).string('Grüße');
  args.uint32(34).bytes(new Uint8Array(200).fill(9)).uint32(42).string('rho:id:abc').uint32(50).bytes(pair);
  const sent = bytesOf(args);
  assert.deepEqual(answered(ask(chain, 'echo', sent)), sent);
});

test('a contract is found by its URI in the registry; one that is not there ends the asking', () => {
  const chain = open();
  const uri = (text: string): Uint8Array => bytesOf(Writer.create().uint32(10).string(text));
  assert.deepEqual(answered(ask(chain, 'registered', uri('rho:id:greeter'))), uri('hello'));
  const unknown = ask(chain, 'registered', uri('rho:id:other'));
  assert.equal(unknown.reverted, true);
  assert.match(unknown.logs.at(-1)!, /no such URI/);
});

test('too few values, another kind, or no answer undo the contract too', () => {
  const wrong = [
    ['ret!("text")', /another kind of value/],
    ['ret!()', /fewer values/],
    ['Nil', /./],
  ] as const;
  for (const [body, reason] of wrong) {
    const chain = open();
    deploy(chain, `contract @"price"(@amount, who, ret) = { @"asked"!(amount) | ${body} }`);
    const receipt = ask(chain, 'price', price(1));
    assert.equal(receipt.reverted, true, body);
    assert.match(receipt.logs.at(-1)!, reason);
    const trace = chain.state
      .view(chain.head)
      .get(new ObjectSpace(false, addressOf('asker'), 0), utf8('before'));
    assert.equal(trace, undefined);
    assert.equal(explore(chain, 'new ret in { for (@x <<- @"asked") { ret!(x) } }').data.length, 0);
  }
});
