/** The OpenRPC document: valid, complete, and true. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bus } from '@ashlar/ports';
import { Block, Transaction, toJson } from '@ashlar/protocol';
import { openRpc, openRpcDocument, rpcMethods } from '@ashlar/rpc';
import { Ajv } from 'ajv';
import { FakeChain, GENESIS } from './support/fake-chain.ts';
import { clock, SocketClient, silent } from './support/world.ts';

type Document = Readonly<{
  methods: readonly Readonly<{
    name: string;
    summary: string;
    params: readonly Readonly<{ name: string; schema: object }>[];
    result: Readonly<{ schema: object }>;
  }>[];
  components: Readonly<{ schemas: Readonly<Record<string, object>> }>;
}>;
const { default: metaSchema } = await import('@open-rpc/meta-schema');

async function discovered(): Promise<Document> {
  const { bus } = await FakeChain.open();
  await using service = await openRpc({ bus, clock, log: silent }, { host: '127.0.0.1', port: 0 });
  using client = await SocketClient.open(service.port);
  const { result } = await client.ask('rpc.discover');
  return result as unknown as Document;
}

test('the document is valid OpenRPC, and describes every method', async () => {
  const document = await discovered();
  const ajv = new Ajv({ strict: false, validateFormats: false });
  const { $schema: _dialect, ...schema } = metaSchema as unknown as Record<string, unknown>; // Its own dialect of JSON Schema draft 7, with notes.
  const isValid = ajv.compile(schema);
  assert.ok(isValid(document), JSON.stringify(isValid.errors));
  const names = [...rpcMethods({} as Bus).keys(), 'rpc.discover', 'subscribe', 'unsubscribe'];
  assert.deepEqual(
    document.methods.map(({ name }) => name),
    names.sort(),
  );
  assert.ok(document.methods.every(({ summary }) => summary.endsWith('.')));
});

test('every reference leads to a schema, and no schema is without a reference', async () => {
  const document = await discovered();
  const text = JSON.stringify(document);
  const named = new Set([...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name!));
  assert.deepEqual([...named].sort(), Object.keys(document.components.schemas));
});

test('what the node answers is what the schemas say', async () => {
  const document = openRpcDocument([...rpcMethods({} as Bus).values()], '1.0.0') as unknown as Document;
  const ajv = new Ajv({ strict: false, validateFormats: false });
  const { schemas } = document.components;
  const accepts = (name: string, value: unknown): boolean =>
    ajv.validate({ $ref: `#/components/schemas/${name}`, components: { schemas } }, value);
  const chain = await FakeChain.open();
  const made = chain.make(GENESIS);
  await chain.move(made);
  const block = Block.decode(
    Block.encode({
      id: made.id,
      header: { previous: GENESIS.id, height: 5n, timestamp: 2n ** 63n, signer: new Uint8Array(25).fill(1) },
      signature: new Uint8Array(65).fill(255),
      transactions: [{ id: made.id, operations: [{ setSystemCall: { callId: 7, target: { thunkId: 9 } } }] }],
    }),
  );
  assert.ok(accepts('koinos.protocol.block', toJson(Block, block)), JSON.stringify(ajv.errors));
  const transaction = toJson(Transaction, block.transactions[0]!);
  assert.ok(accepts('koinos.protocol.transaction', transaction));
  for (const wrong of [{ id: 'no hex' }, { id: 5 }, { header: { rc_limit: 'many' } }, { operations: {} }, []])
    assert.ok(!accepts('koinos.protocol.transaction', wrong), JSON.stringify(wrong));
});
