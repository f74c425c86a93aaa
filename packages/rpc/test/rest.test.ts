/** The REST form: the same answers without envelopes, errors as problems with a status, and a document that is true. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fromHex } from '@ashlar/base';
import type { Bus } from '@ashlar/ports';
import { openRpc, type RpcMethod, type RpcService, rpcMethods } from '@ashlar/rpc';
import { openApiDocument } from '../src/rest/open-api.ts';
import { FakeChain, idOf } from './support/fake-chain.ts';
import { clock, silent } from './support/world.ts';

let chain: FakeChain;
let service: RpcService;
before(async () => {
  chain = await FakeChain.open();
  await chain.move(chain.make(chain.head));
  service = await openRpc({ bus: chain.bus, clock, log: silent }, { host: '127.0.0.1', port: 0 });
});
after(() => service[Symbol.asyncDispose]());

type Told = Readonly<{ status: number; type: string; body: Record<string, unknown> }>;

async function ask(path: string, body?: string, port = service.port): Promise<Told> {
  const options = body === undefined ? {} : { method: 'POST', body };
  const response = await fetch(`http://127.0.0.1:${port}/v1/${path}`, options);
  const type = response.headers.get('content-type') ?? '';
  return { status: response.status, type, body: (await response.json()) as Record<string, unknown> };
}

const block = `0x${Buffer.from(idOf(1)).toString('hex')}`;

test('a method is asked with POST and a body, or with GET and a query, and answers its result', async () => {
  for (const told of [await ask('chain/get_head_info', ''), await ask('chain/get_head_info')]) {
    assert.deepEqual([told.status, told.type.split(';')[0]], [200, 'application/json']);
    assert.equal((told.body['head_topology'] as { height: string }).height, '1');
  }
  const params = { block_ids: [block, block], return_block: true };
  const posted = await ask('block_store/get_blocks_by_id', JSON.stringify(params));
  const got = await ask(
    `block_store/get_blocks_by_id?block_ids=${block}&block_ids=${block}&return_block=true`,
  );
  assert.deepEqual(got, posted);
  const [item] = got.body['block_items'] as readonly { block: { id: string } }[];
  assert.deepEqual(fromHex(item!.block.id.slice(2)), idOf(1));
});

test('what cannot be read is a problem with a reason', async () => {
  const cases: readonly (readonly [number, RegExp, string, string?])[] = [
    [404, /openapi\.json/, 'chain/nothing'],
    [404, /openapi\.json/, 'nobody/get_head_info', '{}'],
    [405, /POST it/, 'chain/submit_transaction?broadcast=true'],
    [400, /no JSON/, 'chain/get_head_info', '{'],
    [400, /no JSON/, 'chain/get_head_info', '{},"method":"chain.get_chain_id"'],
    [400, /params must be an object/, 'chain/get_head_info', '7'],
    [400, /tooDeep/, 'chain/get_head_info', '['.repeat(1_000)],
    [400, /there is no parameter "heigth"/, 'block_store/get_blocks_by_height?heigth=1'],
    [400, /more than once/, 'block_store/get_blocks_by_height?num_blocks=1&num_blocks=2'],
    [400, /is a message/, 'chain/estimate_transaction?transaction=x'],
    [400, /return_block/, 'block_store/get_blocks_by_id?return_block=maybe'],
    [400, /more than 1000 values/, `block_store/get_blocks_by_id?${'block_ids=0x&'.repeat(1_001)}`],
  ];
  for (const [status, detail, path, body] of cases) {
    const told = await ask(path, body);
    assert.deepEqual(
      [told.status, told.type.split(';')[0], path],
      [status, 'application/problem+json', path],
    );
    assert.equal(told.body['status'], status);
    assert.match(String(told.body['detail']), detail);
  }
});

test('what the chain refuses says its code and logs; what fails says only that it did', async () => {
  const height = { ancestor_start_height: '1', num_blocks: 1, head_block_id: block };
  chain.failures = 1;
  const refused = await ask('block_store/get_blocks_by_height', JSON.stringify(height));
  assert.equal(refused.status, 422);
  assert.equal(typeof refused.body['id'], 'string');
  const failed = await ask('mempool/get_pending_nonce');
  assert.deepEqual(
    [failed.status, failed.body['title'], failed.body['detail']],
    [503, 'The node failed', 'the node failed: bus.unreachable'],
  );
});

test('a client without anything left is told when to come back', async () => {
  const allowance = { unitsPerSecond: 1, unitsMax: 1, isExempt: () => false };
  await using poor = await openRpc(
    { bus: chain.bus, clock, log: silent },
    { host: '127.0.0.1', port: 0, allowance },
  );
  await ask('chain/get_head_info', '{}', poor.port);
  const response = await fetch(`http://127.0.0.1:${poor.port}/v1/chain/get_head_info`);
  assert.equal(response.status, 429);
  assert.ok(Number(response.headers.get('retry-after')) >= 1);
});

test('the document names every method, GET only where nothing changes', async () => {
  const { body } = await ask('openapi.json');
  const paths = body['paths'] as Record<string, Record<string, { operationId: string }>>;
  const methods: readonly RpcMethod[] = [...rpcMethods({} as Bus).values()];
  assert.deepEqual(
    Object.values(paths).map(({ post }) => post!.operationId),
    methods.map(({ name }) => name).toSorted(),
  );
  const read = Object.entries(paths).filter(([, { get }]) => get !== undefined);
  assert.ok(read.length > 10 && read.every(([path]) => !/submit|propose/.test(path)));
  const references = JSON.stringify(body).matchAll(/"#\/components\/schemas\/([^"]+)"/g);
  const schemas = (body['components'] as { schemas: Record<string, unknown> }).schemas;
  for (const [, name] of references) assert.ok(name! in schemas, name);
  assert.deepEqual(JSON.parse(JSON.stringify(openApiDocument(methods, '1.0.0'))), body);
});
