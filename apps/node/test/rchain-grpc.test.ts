/** RChain's gRPC, asked by RChain's own client library with its own schemas. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openCrypto } from '@ashlar/crypto';
import { devAccounts } from '@ashlar/node';
import { RPC_BODY_BYTES_MAX } from '@ashlar/rpc';
import * as grpc from '@fabcotech/rchain-toolkit/dist/grpc.js';
import * as grpcJs from '@grpc/grpc-js';
import * as protoLoader from '@grpc/proto-loader';
import fc from 'fast-check';
import { inDirectory, startNode } from './support/child.ts';
import { openDevNode, silent } from './support/dev-node.ts';
import { signedDeploy } from './support/rchain.ts';

await openCrypto();
const [alice] = (await devAccounts()).users;
assert.ok(alice !== undefined);

type Failure = Readonly<{ code: number; details: string }>;
/** A tuple of an integer and a text, as the loader gives it. */
type Par = Readonly<{
  exprs: readonly {
    e_tuple_body: { ps: readonly { exprs: readonly { g_int?: string; g_string?: string }[] }[] };
  }[];
}>;
const pairOf = ({ exprs }: Par): unknown =>
  exprs[0]!.e_tuple_body.ps.map(({ exprs: [expr] }) => expr!.g_int ?? expr!.g_string);
type Service = 'deployService' | 'proposeService';
type Deployed = Readonly<{
  message: string;
  result?: string;
  error?: Readonly<{ messages: readonly string[] }>;
}>;
type Light = Readonly<{
  blockHash: string;
  blockNumber: string;
  deployCount: number;
  shardId: string;
  faultTolerance: number;
}>;

/** A node with gRPC, and the library's client of it; both are gone together. */
async function openGrpcNode(
  changes: Parameters<typeof openDevNode>[0] = {},
): Promise<
  AsyncDisposable &
    Readonly<{ url: string; port: number; clientOf: (service: Service) => Promise<grpcJs.Client> }>
> {
  await using scope = new AsyncDisposableStack();
  const node = scope.use(await openDevNode({ rhoGrpc: { host: '127.0.0.1', port: 0 }, ...changes }));
  const port = node.grpcPort!;
  const clientOf = async (service: Service): Promise<grpcJs.Client> => {
    const client = (await grpc.getClient(`127.0.0.1:${port}`, grpcJs, protoLoader, service)) as grpcJs.Client;
    scope.defer(() => client.close());
    return client;
  };
  const clients = {
    deployService: await clientOf('deployService'),
    proposeService: await clientOf('proposeService'),
  };
  const owned = scope.move();
  return {
    url: node.url,
    port,
    clientOf: async (service) => clients[service],
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

const ask = <Reply>(client: grpcJs.Client, method: string, query: unknown): Promise<Reply> =>
  grpc.getMethod(query, client, method) as Promise<Reply>;

async function streamOf<Message>(
  client: grpcJs.Client,
  method: string,
  query: unknown,
): Promise<readonly Message[]> {
  const stream = (client as unknown as Record<string, (query: unknown) => AsyncIterable<Message>>)[method]!(
    query,
  );
  return Array.fromAsync(stream);
}

/** The status that a call ends with. */
const codeOf = (call: Promise<unknown>): Promise<grpcJs.status> =>
  call.then(
    () => grpcJs.status.OK,
    ({ code }: Failure) => code,
  );

/** Any bytes as the query of a method. */
function raw(client: grpcJs.Client, method: string, query: Uint8Array): Promise<unknown> {
  const same = (value: Buffer): Buffer => value;
  const path = `/casper.v1.DeployService/${method}`;
  return Array.fromAsync(client.makeServerStreamRequest(path, same, same, Buffer.from(query)));
}

const METHODS = [
  'doDeploy',
  'exploratoryDeploy',
  'findDeploy',
  'getBlock',
  'getBlocks',
  'getBlocksByHeights',
  'isFinalized',
  'lastFinalizedBlock',
  'listenForDataAtName',
  'previewPrivateNames',
] as const;

const deployMessage = (term: string, timestamp: number) => {
  const { data, deployer, signature, sigAlgorithm } = signedDeploy(term, alice, timestamp);
  return {
    ...data,
    deployer: Buffer.from(deployer, 'hex'),
    sig: Buffer.from(signature, 'hex'),
    sigAlgorithm,
  };
};

test('the library deploys, proposes, reads data and blocks over gRPC, unmodified', async () => {
  await using node = await openGrpcNode();
  const client = await node.clientOf('deployService');
  const proposer = await node.clientOf('proposeService');
  const message = deployMessage('new return(`rho:rchain:deployId`) in { return!((1, "a")) }', 1);
  const deployed = (await grpc.doDeploy(message as never, client)) as unknown as Deployed;
  assert.equal(deployed.result, `Success!\nDeployId is: ${message.sig.toString('hex')}`);
  const proposed = (await grpc.propose({}, proposer)) as unknown as Deployed;
  const hash = /^Success! Block ([0-9a-f]{64}) created and added\.$/.exec(proposed.result!)![1]!;

  const name = { unforgeables: [{ g_deploy_id_body: { sig: message.sig } }] };
  const found = await ask<{
    payload: { length: number; blockInfo: readonly { postBlockData: readonly Par[] }[] };
  }>(client, 'listenForDataAtName', { depth: 1, name });
  assert.equal(found.payload.length, 1);
  assert.deepEqual(pairOf(found.payload.blockInfo[0]!.postBlockData[0]!), ['1', 'a']);

  const block = await ask<{
    blockInfo: { blockInfo: Light; deploys: readonly { cost: string; errored: boolean }[] };
  }>(client, 'getBlock', { hash });
  const { blockInfo, deploys } = block.blockInfo;
  assert.deepEqual([blockInfo.blockHash, blockInfo.deployCount, blockInfo.shardId], [hash, 1, 'root']);
  assert.equal(blockInfo.faultTolerance, 1);
  assert.ok(Number(deploys[0]!.cost) > 0 && !deploys[0]!.errored);
  const last = (await ask<typeof block>(client, 'lastFinalizedBlock', {})).blockInfo;
  assert.deepEqual(last.blockInfo, blockInfo);
  const inBlock = await ask<{ blockInfo: Light }>(client, 'findDeploy', { deployId: message.sig });
  assert.deepEqual(inBlock.blockInfo, blockInfo);
  assert.deepEqual(await ask(client, 'isFinalized', { hash }), { isFinalized: true, message: 'isFinalized' });
});

test('the library asks for blocks by streams, explores, and foresees names', async () => {
  await using node = await openGrpcNode();
  const client = await node.clientOf('deployService');
  const proposer = await node.clientOf('proposeService');
  for (let count = 0; count < 3; count++) await grpc.propose({}, proposer);
  const numbersOf = async (method: string, query: unknown): Promise<readonly string[]> =>
    (await streamOf<{ blockInfo: Light }>(client, method, query)).map(
      ({ blockInfo }) => blockInfo.blockNumber,
    );
  assert.deepEqual(await numbersOf('getBlocks', { depth: 2 }), ['3', '2']);
  assert.deepEqual(await numbersOf('showMainChain', { depth: 1 }), ['3']);
  assert.deepEqual(await numbersOf('getBlocksByHeights', { startBlockNumber: 1, endBlockNumber: 2 }), [
    '2',
    '1',
  ]);

  const term = 'new return in { return!((7, "b")) }';
  const explored = await ask<{ result: { postBlockData: readonly Par[]; block: Light } }>(
    client,
    'exploratoryDeploy',
    { term },
  );
  assert.deepEqual(pairOf(explored.result.postBlockData[0]!), ['7', 'b']);
  assert.equal(explored.result.block.blockNumber, '3');
  const { blockHash } = explored.result.block;
  const there = await ask<typeof explored>(client, 'exploratoryDeploy', { term, blockHash });
  assert.equal(there.result.block.blockHash, blockHash);
  const before = { term, blockHash, usePreStateHash: true };
  const { error } = await ask<Deployed>(client, 'exploratoryDeploy', before);
  assert.deepEqual(error!.messages, ['the state after this block is not kept']);

  const user = Buffer.from(deployMessage('Nil', 9).deployer);
  const names = await ask<{ payload: { ids: readonly Buffer[] } }>(client, 'previewPrivateNames', {
    user,
    timestamp: 9,
    nameQty: 2,
  });
  const prepared = await fetch(`${node.url}/api/prepare-deploy`, {
    method: 'POST',
    body: JSON.stringify({ deployer: user.toString('hex'), timestamp: 9, nameQty: 2 }),
  });
  const { names: expected } = (await prepared.json()) as { names: readonly string[] };
  assert.deepEqual(
    names.payload.ids.map((id) => id.toString('hex')),
    expected,
  );
});

test('what the node refuses stands in the answer, with the same sentences as over HTTP', async () => {
  await using node = await openGrpcNode();
  const client = await node.clientOf('deployService');
  const errorOf = async (method: string, query: unknown): Promise<string> => {
    const { error } = await ask<Deployed>(client, method, query);
    return error!.messages.join();
  };
  const other = { ...deployMessage('Nil', 1), term: '@1!(1)' };
  assert.equal(await errorOf('doDeploy', other), 'Invalid signature.');
  assert.match(await errorOf('exploratoryDeploy', { term: 'new x in {' }), /^SyntaxError|^ParserError/);
  assert.match(await errorOf('getBlock', { hash: 'ab' }), /at least 6 characters/);
  assert.match(await errorOf('getBlock', { hash: '00'.repeat(32) }), /Failure to find block/);
  assert.match(await errorOf('findDeploy', { deployId: Buffer.alloc(70) }), /Couldn't find block/);
  assert.match(await errorOf('lastFinalizedBlock', {}), /no final block/);
  assert.match(await errorOf('previewPrivateNames', { nameQty: 1_025 }), /nameQty up to 1024/);
  const [tooMany, ...rest] = await streamOf<Deployed>(client, 'getBlocks', { depth: 51 });
  assert.deepEqual([tooMany!.error!.messages, rest], [['At most 50 blocks at once.'], []]);
});

test('calls that cannot be are refused by a status: too long, unknown, no message', async () => {
  await using node = await openGrpcNode();
  const client = await node.clientOf('deployService');
  const long = deployMessage(`"${'x'.repeat(RPC_BODY_BYTES_MAX)}"`, 1);
  assert.equal(await codeOf(ask(client, 'doDeploy', long)), grpcJs.status.RESOURCE_EXHAUSTED);
  assert.equal(await codeOf(ask(client, 'bondStatus', {})), grpcJs.status.UNIMPLEMENTED);
  assert.equal(
    await codeOf(raw(client, 'getBlock', new Uint8Array([0x0a, 0xff]))),
    grpcJs.status.INVALID_ARGUMENT,
  );
  assert.equal(await codeOf(ask(client, 'isFinalized', { hash: 'ab' })), grpcJs.status.OK);
});

test('whatever bytes come, the node answers or says what is wrong with them, and fails at nothing', async () => {
  const log = { ...silent, error: (event: string) => assert.fail(event) };
  await using node = await openGrpcNode({ log });
  const client = await node.clientOf('deployService');
  const message = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 95 }), fc.uint8Array({ maxLength: 40 })), { maxLength: 6 })
    .map((fields) =>
      Uint8Array.from(
        fields.flatMap(([tag, bytes]) => (tag % 8 === 2 ? [tag, bytes.length, ...bytes] : [tag, ...bytes])),
      ),
    );
  const allowed = [grpcJs.status.OK, grpcJs.status.INVALID_ARGUMENT];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...METHODS), message, async (method, bytes) => {
      const code = await codeOf(raw(client, method, bytes));
      assert.ok(allowed.includes(code), `${method}: ${code}`);
    }),
    { numRuns: Number(process.env['ASHLAR_RUNS'] ?? 300) },
  );
});

test('the option opens the port, in each profile, and the node tells where it is', async () => {
  for (const profile of ['solo', 'bft']) {
    await inDirectory(async (directory) => {
      await using child = startNode(directory, ['--profile', profile, '--rho-grpc-port', '0']);
      const { grpc: address = '' } = (await child.ready)!;
      assert.match(address, /^127\.0\.0\.1:\d+$/);
      const client = (await grpc.getClient(address, grpcJs, protoLoader, 'deployService')) as grpcJs.Client;
      const [block] = await streamOf<{ blockInfo: Light }>(client, 'getBlocks', { depth: 1 });
      client.close();
      assert.equal(block!.blockInfo.shardId, 'root');
    });
  }
});
