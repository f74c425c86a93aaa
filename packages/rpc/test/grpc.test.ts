/** The port of RChain's gRPC: what bounds its calls and connections. What methods say is tested with a node. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { test } from 'node:test';
import type { Clock } from '@ashlar/ports';
import { DeployRholangOperation, rchain } from '@ashlar/protocol';
import { type AllowanceConfig, Allowances, ConnectionTable, openRpc, RhoChain, RhoNode } from '@ashlar/rpc';
import { Client, credentials, type ServiceError, status } from '@grpc/grpc-js';
import { type GrpcPorts, type GrpcService, serveGrpc } from '../src/rho/serve-grpc.ts';
import { FakeChain } from './support/fake-chain.ts';
import { clock, silent } from './support/world.ts';

const HOST = '127.0.0.1';
const CONTRACT = new Uint8Array(25);
const RULES = { shardId: 'root', minPhloPrice: 1, version: 'Ashlar', networkId: '00' };
const FREE: AllowanceConfig = { unitsPerSecond: 0, unitsMax: 0, isExempt: () => false };
const PROPOSE = '/casper.v1.ProposeService/propose';
const FINAL = '/casper.v1.DeployService/isFinalized';

/** The status of a call whose message is empty, and what is said with it. */
async function statusOf(port: number, path: string): Promise<readonly [code: status, details: string]> {
  const client = new Client(`${HOST}:${port}`, credentials.createInsecure());
  const same = (bytes: Buffer): Buffer => bytes;
  const { promise, resolve } = Promise.withResolvers<ServiceError | null>();
  client.makeUnaryRequest(path, same, same, Buffer.alloc(0), (failure) => resolve(failure));
  const failure = await promise;
  client.close();
  return [failure?.code ?? status.OK, failure?.details ?? ''];
}

async function serve(
  changes: Partial<GrpcPorts> = {},
  rules: Partial<RhoNode['config']> = {},
): Promise<GrpcService> {
  const chain = await FakeChain.open();
  const node = new RhoNode(new RhoChain(chain.bus, CONTRACT), { ...RULES, ...rules });
  const allowances = new Allowances(clock, FREE);
  const ports = { node, clock, log: silent, allowances, connections: new ConnectionTable(), ...changes };
  return serveGrpc(ports, { host: HOST, port: 0 });
}

test('a call without end is ended by the node, whatever its client waits for', async () => {
  const hasty: Clock = { ...clock, after: (_delayMs, run) => clock.after(0, run) };
  await using service = await serve({ clock: hasty }, { propose: () => new Promise(() => undefined) });
  const [code, details] = await statusOf(service.port, PROPOSE);
  assert.equal(code, status.DEADLINE_EXCEEDED);
  assert.equal(details, 'no answer within 30000 ms');
});

test('what fails in the node is told as a status without its reason', async () => {
  const events: string[] = [];
  const log = { ...silent, error: (event: string) => void events.push(event) };
  const failing = { propose: () => Promise.reject(new Error('a secret')) };
  await using service = await serve({ log }, failing);
  assert.deepEqual(await statusOf(service.port, PROPOSE), [status.INTERNAL, 'the node failed']);
  assert.deepEqual(events, ['grpc.failed']);
});

test('connections are counted with those of the other port, and none is let in beyond', async () => {
  const connections = new ConnectionTable();
  await using service = await serve({ connections });
  const socket = connect(service.port, HOST);
  await once(socket, 'data'); // The settings that HTTP/2 begins with.
  assert.equal(connections.total, 1);
  socket.destroy();
  while (connections.total > 0) await new Promise((resolve) => setImmediate(resolve));
  const full = { enter: () => undefined } as unknown as ConnectionTable;
  await using closed = await serve({ connections: full });
  const late = connect(closed.port, HOST);
  late.on('error', () => undefined);
  await once(late, 'close');
  assert.equal(late.bytesRead, 0);
});

test('bytes that are no HTTP/2 end their connection, and no other', async () => {
  await using service = await serve();
  const socket = connect(service.port, HOST);
  socket.on('error', () => undefined);
  socket.resume();
  socket.write('GET / HTTP/1.1\r\n\r\n');
  await once(socket, 'close');
  assert.equal((await statusOf(service.port, FINAL))[0], status.OK);
});

test('a client has one allowance for both ports', async () => {
  const chain = await FakeChain.open();
  const allowance = { unitsPerSecond: 1, unitsMax: 10, isExempt: () => false };
  const rho = { ...RULES, contractId: CONTRACT, grpc: { host: HOST, port: 0 } };
  const ports = { bus: chain.bus, clock, log: silent };
  await using service = await openRpc(ports, { host: HOST, port: 0, allowance, rho });
  assert.equal((await statusOf(service.grpcPort!, FINAL))[0], status.OK);
  const [code, details] = await statusOf(service.grpcPort!, FINAL);
  assert.equal(code, status.RESOURCE_EXHAUSTED);
  assert.match(details, /^too many calls: wait \d+ ms$/);
  assert.equal((await fetch(`http://${HOST}:${service.port}/api/status`)).status, 429);
});

test('without a port there is no gRPC', async () => {
  const chain = await FakeChain.open();
  const ports = { bus: chain.bus, clock, log: silent };
  const rho = { ...RULES, contractId: CONTRACT };
  await using service = await openRpc(ports, { host: HOST, port: 0, rho });
  assert.equal(service.grpcPort, undefined);
});

test('numbers and kinds of fields are those that RChain sends', () => {
  const deploy = { deployer: new Uint8Array([1]), term: 'Nil', validAfterBlockNumber: -1n, shardId: 'r' };
  const bytes = Buffer.from(DeployRholangOperation.encode(deploy)).toString('hex');
  assert.equal(bytes, '0a0101' + '12034e696c' + '50ffffffffffffffffff01' + '5a0172');
  const light = { blockHash: 'a', seqNum: 1n, blockNumber: 2n, deployCount: 3, faultTolerance: 0x3f80_0000 };
  const block = Buffer.from(rchain.LightBlockInfo.encode(light)).toString('hex');
  assert.equal(block, '0a0161' + '1801' + '6002' + '900103' + '9d010000803f');
});
