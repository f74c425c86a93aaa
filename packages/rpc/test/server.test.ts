/** The HTTP listener: what of HTTP matters and what does not. */
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { accept } from '@ashlar/base';
import { openRpc, type RpcMethod, type RpcService } from '@ashlar/rpc';
import { FakeChain } from './support/fake-chain.ts';
import { clock, silent } from './support/world.ts';

const echo: RpcMethod = {
  name: 'test.echo',
  summary: '',
  cost: 1,
  params: { type: 'object', properties: { text: {} } },
  result: { type: 'object', properties: {} },
  prepare: (params) => accept(async () => accept(params as never)),
};
const BODY_MAX = 10_000;
const REQUEST = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'test.echo', params: { text: 'ü' } });
const REPLY = { jsonrpc: '2.0', id: 1, result: { text: 'ü' } };

let service: RpcService;
let url: string;
before(async () => {
  const config = { host: '127.0.0.1', port: 0, bodyBytesMax: BODY_MAX, extra: [echo] };
  const { bus } = await FakeChain.open();
  service = await openRpc({ bus, clock, log: silent }, config);
  url = `http://127.0.0.1:${service.port}/`;
});
after(() => service[Symbol.asyncDispose]());

const post = (
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Promise<Response> => fetch(url, { method: 'POST', body, headers });

/** Bytes over a socket, and all that comes back. */
function raw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(service.port, '127.0.0.1', () => socket.end(text));
    let reply = '';
    socket.on('data', (chunk) => {
      reply += chunk;
    });
    socket.on('close', () => resolve(reply));
    socket.on('error', reject);
  });
}

test('the content type of a request does not matter, nor whether there is one', async () => {
  for (const type of [
    'application/json',
    'text/plain;charset=UTF-8',
    'application/json; charset=utf-8',
    'nonsense',
    'a/b/c',
    '',
  ]) {
    const response = await post(REQUEST, { 'content-type': type });
    assert.deepEqual([response.status, await response.json()], [200, REPLY], type);
    assert.match(response.headers.get('content-type')!, /^application\/json/);
  }
  const length = new TextEncoder().encode(REQUEST).length;
  const reply = await raw(
    `POST / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-length: ${length}\r\n\r\n${REQUEST}`,
  );
  assert.match(reply, /^HTTP\/1\.1 200 /);
  assert.match(reply, /"result":\{"text":"ü"\}/);
});

test('errors of JSON-RPC come with status 200', async () => {
  for (const body of ['{', '[]', '{}', '']) {
    const response = await post(body);
    assert.equal(response.status, 200, body);
    assert.ok('error' in ((await response.json()) as object));
  }
});

test('every origin may ask, and OPTIONS says so without a body', async () => {
  const allowed = await fetch(url, { method: 'OPTIONS', headers: { origin: 'http://elsewhere' } });
  assert.equal(allowed.status, 204);
  assert.equal(allowed.headers.get('access-control-allow-origin'), '*');
  assert.match(allowed.headers.get('access-control-allow-methods')!, /POST/);
  assert.match(allowed.headers.get('access-control-allow-headers')!, /Content-Type/);
  assert.equal(await allowed.text(), '');
  assert.equal((await post(REQUEST)).headers.get('access-control-allow-origin'), '*');
});

test('a body that is not UTF-8 is unreadable', async () => {
  const bytes = new TextEncoder().encode(REQUEST);
  bytes[bytes.length - 6] = 0xff;
  const response = await post(bytes);
  assert.equal(response.status, 400);
  const { error } = (await response.json()) as { error: { code: number } };
  assert.equal(error.code, -32700);
});

test('a body that is too long is refused with a reply, before it is read', async () => {
  const response = await post(REQUEST + ' '.repeat(BODY_MAX));
  assert.equal(response.status, 413);
  const { error } = (await response.json()) as { error: { code: number; message: string; data: string } };
  assert.deepEqual(error, {
    code: -32602,
    message: 'Request too large',
    data: `more than ${BODY_MAX} bytes`,
  });
  assert.equal((await post(REQUEST + ' '.repeat(BODY_MAX - 100))).status, 200);
});

test('other paths and methods are refused in JSON-RPC too', async () => {
  for (const [path, method] of [
    ['', 'GET'],
    ['', 'PUT'],
    ['else', 'POST'],
    ['../..', 'DELETE'],
  ] as const) {
    const response = await fetch(url + path, { method });
    assert.equal(response.status, 404);
    assert.equal(((await response.json()) as { error: { code: number } }).error.code, -32600);
  }
});

test('what is no HTTP, or ambiguous in length, is cut off and harms nobody', async () => {
  const length = new TextEncoder().encode(REQUEST).length;
  const smuggled = `POST / HTTP/1.1\r\nhost: x\r\ncontent-length: ${length}\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`;
  for (const text of [
    '\u0000\u0001',
    'GARBAGE\r\n\r\n',
    smuggled,
    `POST / HTTP/1.1\r\n${'a: b\r\n'.repeat(10_000)}\r\n`,
  ])
    assert.match(await raw(text), /^(HTTP\/1\.1 4\d\d |$)/);
  assert.deepEqual(await (await post(REQUEST)).json(), REPLY);
});

test('closing ends connections that are still open', async () => {
  const config = { host: '127.0.0.1', port: 0, bodyBytesMax: BODY_MAX };
  const { bus } = await FakeChain.open();
  const short = await openRpc({ bus, clock, log: silent }, config);
  const socket = connect(short.port, '127.0.0.1');
  const closed = new Promise((resolve) => socket.on('close', resolve));
  await new Promise((resolve) => socket.on('connect', resolve));
  await short[Symbol.asyncDispose]();
  await closed;
});
