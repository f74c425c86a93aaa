/** RChain's own client library, unmodified, against a node: what its users do every day. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hex, utf8 } from '@ashlar/base';
import { openCrypto, sha256 } from '@ashlar/crypto';
import toolkit from '@fabcotech/rchain-toolkit';
import { openDevNode } from './support/dev-node.ts';
import { signedDeploy } from './support/rchain.ts';

const { http, utils } = toolkit;
const privateKey = sha256(utf8('deployer'));
const publicKey = utils.publicKeyFromPrivateKey(hex(privateKey));
const PHLO = 500_000;

type Light = Readonly<{ blockNumber: number; blockHash: string; deployCount: number; shardId: string }>;
type Expr = Readonly<Record<string, Readonly<{ data: unknown }>>>;

const post = async (
  url: string,
  path: string,
  body = '',
): Promise<Readonly<{ status: number; json: unknown }>> => {
  const response = await fetch(`${url}${path}`, { method: 'POST', body });
  return { status: response.status, json: await response.json() };
};
const get = async (url: string, path: string): Promise<unknown> => (await fetch(`${url}${path}`)).json();

const signed = (term: string, timestamp: number) => signedDeploy(term, { privateKey }, timestamp, PHLO);

test('status, deploy, propose, data at name, exploration and blocks, through the unmodified library', async () => {
  await openCrypto();
  await using node = await openDevNode();
  const { url } = node;
  const status = JSON.parse(await http.status({ url })) as Record<string, unknown>;
  assert.deepEqual([status['shardId'], status['minPhloPrice']], ['root', 1]);

  const options = signed(
    'new return(`rho:rchain:deployId`) in { return!((1, "a", {"k": true})) | @"kept"!(7) }',
    1,
  );
  const deployed = JSON.parse(await http.deploy({ url }, options)) as string;
  assert.equal(deployed, `Success!\nDeployId is: ${options.signature}`);
  const proposed = (await post(url, '/api/propose')).json as string;
  assert.match(proposed, /^Success! Block [0-9a-f]{64} created and added\.$/);

  const name = { UnforgDeploy: { data: options.signature } };
  const found = JSON.parse(await http.dataAtName({ url }, { name, depth: 1 })) as {
    exprs: readonly { expr: Expr; block: Light }[];
    length: number;
  };
  assert.equal(found.length, 1);
  assert.deepEqual(utils.rhoValToJs(found.exprs[0]!.expr as never), [1, 'a', { k: true }]);

  const term = 'new return in { for (@x <- @"kept") { return!(x + 1) } }';
  const explored = JSON.parse(await http.exploreDeploy({ url }, { term })) as {
    expr: readonly Expr[];
    block: Light;
  };
  assert.deepEqual(explored.expr, [{ ExprInt: { data: 8 } }]);
  assert.match(proposed, new RegExp(explored.block.blockHash));

  const [block] = JSON.parse(await http.blocks({ url }, { position: 1 })) as readonly Light[];
  assert.deepEqual([block!.deployCount, block!.shardId], [1, 'root']);
  assert.equal(await http.validAfterBlockNumber({ url }), block!.blockNumber);

  const prepared = JSON.parse(
    await http.prepareDeploy({ url }, { deployer: publicKey, timestamp: 9, nameQty: 1 }),
  ) as { names: readonly string[] };
  await http.deploy({ url }, signed('new private in { private!("mine") }', 9));
  await post(url, '/api/propose');
  const foreseen = { UnforgPrivate: { data: prepared.names[0]! } };
  const own = JSON.parse(await http.dataAtName({ url }, { name: foreseen, depth: 1 })) as typeof found;
  assert.deepEqual(own.exprs[0]!.expr, { ExprString: { data: 'mine' } });
});

test('a deploy is found by its id, with its cost or why it failed', async () => {
  await using node = await openDevNode();
  const { url } = node;
  const fine = signed('@"x"!(1)', 1);
  const bad = signed('@"x"!(1 + "b")', 2);
  for (const options of [fine, bad])
    assert.equal((await post(url, '/api/deploy', JSON.stringify(options))).status, 200);
  await post(url, '/api/propose');
  const light = (await get(url, `/api/deploy/${fine.signature}`)) as Light;
  const { deploys } = (await get(url, `/api/block/${light.blockHash}`)) as {
    deploys: readonly { sig: string; cost: number; errored: boolean; errors: readonly string[] }[];
  };
  assert.deepEqual(
    deploys.map(({ sig, errored }) => [sig, errored]),
    [
      [fine.signature, false],
      [bad.signature, true],
    ],
  );
  assert.ok(deploys.every(({ cost }) => cost > 0));
  const state = (await get(url, `/api/v1/deploy-status/${bad.signature}`)) as {
    ProcessedWithError: { deployError: string };
  };
  assert.match(state.ProcessedWithError.deployError, /Operator/);
  assert.deepEqual(await get(url, `/api/v1/deploy-status/${'00'.repeat(70)}`), {
    NotProcessed: { status: 'Unknown' },
  });
  assert.equal(await get(url, `/api/is-finalized/${light.blockHash}`), true);
  const last = (await get(url, '/api/last-finalized-block')) as { blockInfo: Light };
  assert.equal(last.blockInfo.blockHash, light.blockHash);
  assert.equal(((await get(url, '/api/blocks/1/1')) as readonly Light[]).length, 1);
});

test('what cannot be is refused with status 400 and a sentence', async () => {
  await using node = await openDevNode();
  const { url } = node;
  const refusal = async (path: string, body: string): Promise<unknown> => {
    const { status, json } = await post(url, path, body);
    assert.equal(status, 400);
    return json;
  };
  const options = signed('Nil', 1);
  const other = { ...options, data: { ...options.data, term: '@1!(1)' } };
  assert.equal(await refusal('/api/deploy', JSON.stringify(other)), 'Invalid signature.');
  assert.match(String(await refusal('/api/deploy', '{}')), /^Expected data/);
  assert.match(String(await refusal('/api/explore-deploy', 'new x in {')), /^SyntaxError|^ParserError/);
  assert.match(String(await refusal('/api/data-at-name', '{"name":{}}')), /^Expected a name/);
  const cut = { ...options, sigAlgorithm: '\ud800' };
  assert.match(String(await refusal('/api/deploy', JSON.stringify(cut))), /^Expected data/);
  assert.equal(await refusal('/api/explore-deploy', '"\\ud800"'), 'The term is no text.');
  const unknown = await fetch(`${url}/api/deploy/${'00'.repeat(70)}`);
  assert.equal(unknown.status, 400);
  assert.equal((await fetch(`${url}/api/nothing`)).status, 404);
  await post(url, '/api/deploy', JSON.stringify(options));
  await post(url, '/api/propose');
  assert.match(
    String(await refusal('/api/deploy', JSON.stringify(options))),
    /made a deploy of this timestamp before/,
  );
});

test('events tell of the block of a deploy: made here, added, final', async () => {
  await using node = await openDevNode();
  const socket = new WebSocket(`${node.url.replace('http', 'ws')}/ws/events`);
  const heard: Readonly<{ event: string; payload: Readonly<Record<string, unknown>> }>[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  socket.onmessage = ({ data }) => {
    heard.push(JSON.parse(String(data)));
    if (heard.length === 1) void proposeOne();
    if (heard.length === 4) resolve();
  };
  const options = signed('Nil', 1);
  const proposeOne = async (): Promise<void> => {
    await http.deploy({ url: node.url }, options);
    await post(node.url, '/api/propose');
  };
  await promise;
  socket.close();
  const [block] = (await get(node.url, '/api/blocks/1')) as readonly Light[];
  assert.deepEqual(
    heard.map(({ event, payload }) => [event, payload['block-hash'], payload['deploy-ids']]),
    [
      ['started', undefined, undefined],
      ...['block-created', 'block-added', 'block-finalised'].map((event) => [
        event,
        block!.blockHash,
        [options.signature],
      ]),
    ],
  );
});
