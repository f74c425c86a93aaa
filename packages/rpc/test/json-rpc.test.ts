/** The envelopes of JSON-RPC (`spec/koinos.md` 1.3), without HTTP and without a chain. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accept, Fault, refuse } from '@ashlar/base';
import type { Log } from '@ashlar/ports';
import {
  BATCH_MAX,
  type Client,
  excessOf,
  JSON_DEPTH_MAX,
  JSON_DIGITS_MAX,
  JsonRpc,
  type RpcMethod,
} from '@ashlar/rpc';
import fc from 'fast-check';

const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };
const LARGE = 'x'.repeat(40_000_000);

const ANY = {
  summary: '',
  cost: 1,
  params: { type: 'object', properties: { a: {}, b: {} } },
  result: { type: 'object', properties: {} },
} as const;
const echo: RpcMethod = {
  ...ANY,
  name: 'test.echo',
  prepare: (params) => accept(async () => accept({ params: params as never })),
};
const large: RpcMethod = {
  ...ANY,
  name: 'test.large',
  prepare: () => accept(async () => accept({ text: LARGE })),
};
const refusing: RpcMethod = {
  ...ANY,
  name: 'test.refuse',
  prepare: () =>
    accept(async () =>
      refuse({ code: 'test.refused', message: 'as it "is"', errorCode: 7, logs: ['one', 'two'] }),
    ),
};
const bare: RpcMethod = {
  ...ANY,
  name: 'test.bare',
  prepare: () => accept(async () => refuse({ code: 'test.refused', message: 'no code' })),
};
const strict: RpcMethod = {
  ...ANY,
  name: 'test.strict',
  prepare: () => refuse({ code: 'json.badNumber', path: 'a.b[3]' }),
};
const faulty: RpcMethod = {
  ...ANY,
  name: 'test.fault',
  prepare: () =>
    accept(async () => {
      throw new Fault('store.io', { retryable: false, detail: '/home/operator/secret/path' });
    }),
};
const buggy: RpcMethod = {
  ...ANY,
  name: 'test.bug',
  prepare: () =>
    accept(async () => {
      throw new Error('/home/operator/secret/path');
    }),
};
const all = [echo, large, refusing, bare, strict, faulty, buggy];
const rpc = new JsonRpc(new Map(all.map((method) => [method.name, method])), silent);

const handle = async (text: string, client?: Client): Promise<unknown> => {
  const reply = await rpc.handle(text, client);
  return reply === undefined ? undefined : JSON.parse(reply);
};
const send = (changes: Readonly<Record<string, unknown>>): Promise<unknown> =>
  handle(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'test.echo', ...changes }));
const error = (id: unknown, code: number, message: string, data?: string): unknown =>
  data === undefined
    ? { jsonrpc: '2.0', id, error: { code, message } }
    : { jsonrpc: '2.0', id, error: { code, message, data } };

test('a call is answered with its id and a result', async () => {
  assert.deepEqual(await send({ params: { a: 1 } }), { jsonrpc: '2.0', id: 1, result: { params: { a: 1 } } });
  assert.deepEqual(await send({}), { jsonrpc: '2.0', id: 1, result: { params: {} } });
  const full = { jsonrpc: '2.0', id: 1, result: { params: {} } };
  assert.deepEqual(await send({ method: 'koinos.rpc.test.echo' }), full);
  assert.deepEqual(await send({ unknown: 'members are ignored' }), full);
});

test('ids are strings, whole numbers or null; anything else is an invalid request', async () => {
  for (const id of [0, -1, 2 ** 53 - 1, 'text', '', null, '\u0000ü'])
    assert.deepEqual(await send({ id }), { jsonrpc: '2.0', id, result: { params: {} } });
  const reason = 'id must be a string, an integer or null';
  for (const id of [0.5, 2 ** 53, true, [], {}, 'x'.repeat(257)])
    assert.deepEqual(await send({ id }), error(null, -32600, 'Invalid request', reason), JSON.stringify(id));
});

test('version and method are checked', async () => {
  for (const jsonrpc of ['1.0', 2, undefined, null])
    assert.deepEqual(await send({ jsonrpc }), error(1, -32600, 'Invalid request', 'jsonrpc must be "2.0"'));
  for (const method of [5, null, undefined, {}])
    assert.deepEqual(await send({ method }), error(1, -32600, 'Invalid request', 'method must be a string'));
});

test('parameters are an object that the method understands', async () => {
  const message = 'Unable to translate request';
  for (const params of ['text', 5, null, true]) {
    const reason = 'parameters could not be parsed: params must be an object or an array';
    assert.deepEqual(await send({ params }), error(1, -32601, message, reason));
  }
  const reason = 'parameters could not be parsed: json.badNumber at a.b[3]';
  assert.deepEqual(await send({ method: 'test.strict' }), error(1, -32601, message, reason));
});

test('unknown methods, services and blacklisted methods are told apart', async () => {
  const untranslatable = (reason: string): unknown => error(1, -32601, 'Unable to translate request', reason);
  assert.deepEqual(await send({ method: 'test.nothing' }), untranslatable('unknown method'));
  for (const method of ['nothing.echo', '', '__proto__.x', 'constructor', 'toString'])
    assert.deepEqual(await send({ method }), untranslatable('invalid service name provided'), method);
  for (const method of ['block_store.add_block', 'koinos.rpc.chain.propose_block'])
    assert.deepEqual(await send({ method }), untranslatable('method blacklisted'));
});

test('a refusal keeps its message, and its code and logs are JSON within a string', async () => {
  const refused = await send({ method: 'test.refuse' });
  assert.deepEqual(refused, error(1, -32603, 'as it "is"', '{"code":7,"logs":["one","two"]}'));
});

test('a refusal that is none of the chain has its name in the data', async () => {
  assert.deepEqual(await send({ method: 'test.bare' }), error(1, -32603, 'no code', '{"id":"test.refused"}'));
});

test('parameters by position have the names of the fields, in their order', async () => {
  const named = (params: unknown): unknown => ({ jsonrpc: '2.0', id: 1, result: { params } });
  assert.deepEqual(await send({ params: [] }), named({}));
  assert.deepEqual(await send({ params: [5, [6]] }), named({ a: 5, b: [6] }));
  const reason = 'parameters could not be parsed: more than the method has';
  assert.deepEqual(
    await send({ params: [1, 2, 3] }),
    error(1, -32601, 'Unable to translate request', reason),
  );
});

test('a notification is carried out, and nothing is said of it, not even that it failed', async () => {
  let calls = 0;
  const counting: RpcMethod = {
    ...ANY,
    name: 'test.count',
    prepare: () => accept(async () => accept({ calls: ++calls })),
  };
  const one = new JsonRpc(new Map([['test.count', counting]]), silent);
  const notification = { jsonrpc: '2.0', method: 'test.count' };
  assert.equal(await one.handle(JSON.stringify(notification)), undefined);
  assert.equal(await one.handle(JSON.stringify([notification, notification])), undefined);
  assert.equal(await one.handle(JSON.stringify({ ...notification, method: 'test.nothing' })), undefined);
  assert.equal(calls, 3);
  const mixed = await one.handle(JSON.stringify([notification, { ...notification, id: 7 }]));
  assert.deepEqual(JSON.parse(mixed!), [{ jsonrpc: '2.0', id: 7, result: { calls: 5 } }]);
});

test('a client pays for its calls and for the length of what is said, and hears when it may ask again', async () => {
  const spent: number[] = [];
  let waitMs = 0;
  const client = {
    allowance: { waitMs: () => waitMs, charge: (units: number) => void spent.push(units) },
    own: new Map(),
  };
  const total = (): number => spent.splice(0).reduce((sum, units) => sum + units, 0);
  const request = (method: string, length = 0): string =>
    JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: { a: 'x'.repeat(length) } });
  await handle(request('test.bare'), client);
  assert.equal(total(), 1);
  await handle(request('test.echo', 40_000), client);
  assert.equal(total(), 5, 'one for the call, two for the request, two for the answer');
  waitMs = 250;
  const data = '{"id":"rpc.tooManyRequests","retry_after_ms":250}';
  assert.deepEqual(await handle(request('test.bare'), client), error(1, -32005, 'Too many requests', data));
  assert.equal(total(), 0);
});

test('what went wrong inside the node is named, and not shown', async () => {
  assert.deepEqual(await send({ method: 'test.fault' }), error(1, -32603, 'the node failed: store.io'));
  assert.deepEqual(await send({ method: 'test.bug' }), error(1, -32603, 'the node failed: internal error'));
});

test('what is no JSON, or no request, is said to be', async () => {
  for (const text of ['', ' ', '{', 'nul', '{"a":1}}', "{'a':1}", '\u0000', '[1,]'])
    assert.deepEqual(await handle(text), error(null, -32700, 'Unable to parse request'), text);
  for (const text of ['1', 'null', '"text"', 'true'])
    assert.deepEqual(await handle(text), error(null, -32600, 'Invalid request'), text);
});

test('a batch is answered one by one and in order', async () => {
  const one = { jsonrpc: '2.0', method: 'test.echo' };
  const batch = [{ ...one, id: 1 }, 5, { ...one, id: 'b', method: 'test.refuse' }, { id: null }, [one]];
  const replies = (await handle(JSON.stringify(batch))) as readonly {
    id: unknown;
    error?: { code: number };
  }[];
  assert.deepEqual(
    replies.map(({ id }) => id),
    [1, null, 'b', null, null],
  );
  assert.deepEqual(
    replies.map((reply) => reply.error?.code),
    [undefined, -32600, -32603, -32600, -32600],
  );
});

test('batches are bounded, and an empty one is refused', async () => {
  assert.deepEqual(await handle('[]'), error(null, -32600, 'Invalid request', 'empty batch'));
  const batchOf = (count: number): string =>
    JSON.stringify(Array.from({ length: count }, (_, id) => ({ jsonrpc: '2.0', id, method: 'test.echo' })));
  assert.equal(((await handle(batchOf(BATCH_MAX))) as unknown[]).length, BATCH_MAX);
  const tooMany = error(null, -32602, 'Request too large', 'more than 100 requests in a batch');
  assert.deepEqual(await handle(batchOf(BATCH_MAX + 1)), tooMany);
});

test('replies of a batch are bounded together', async () => {
  const batch = ['large', 'large', 'echo'].map((name, id) => ({
    jsonrpc: '2.0',
    id,
    method: `test.${name}`,
  }));
  const replies = (await handle(JSON.stringify(batch))) as {
    result?: unknown;
    error?: { message: string };
  }[];
  assert.deepEqual(
    replies.map((reply) => reply.error?.message),
    [undefined, 'Response too large', undefined],
  );
});

test('depth and digits are limited before the text is parsed', async () => {
  const deep = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
  assert.equal(excessOf(deep(JSON_DEPTH_MAX)), undefined);
  assert.equal(excessOf(deep(JSON_DEPTH_MAX + 1)), 'tooDeep');
  assert.equal(excessOf('9'.repeat(JSON_DIGITS_MAX)), undefined);
  assert.equal(excessOf('9'.repeat(JSON_DIGITS_MAX + 1)), 'tooManyDigits');
  assert.equal(excessOf(`-0.${'9'.repeat(JSON_DIGITS_MAX + 1)}`), 'tooManyDigits');
  assert.equal(excessOf(JSON.stringify('['.repeat(1_000))), undefined, 'strings do not count');
  assert.equal(excessOf(JSON.stringify(`"\\${'{"'.repeat(1_000)}`)), undefined, 'nor do escapes end them');
  assert.equal(excessOf(`"\\"${'['.repeat(100)}`), undefined, "an open string is the parser's business");
  const startedMs = performance.now();
  assert.deepEqual(
    await handle('['.repeat(1_000_000)),
    error(null, -32700, 'Unable to parse request', 'tooDeep'),
  );
  assert.deepEqual(
    await handle('9'.repeat(1_000_000)),
    error(null, -32700, 'Unable to parse request', 'tooManyDigits'),
  );
  assert.ok(performance.now() - startedMs < 5_000, 'a parser without limits takes seconds for each of these');
});

test('the last of duplicate members counts, and __proto__ is a member like any other', async () => {
  const twice = '{"jsonrpc":"1.0","id":7,"id":8,"method":"test.echo","jsonrpc":"2.0","params":{"a":1,"a":2}}';
  assert.deepEqual(await handle(twice), { jsonrpc: '2.0', id: 8, result: { params: { a: 2 } } });
  const text = '{"__proto__":{"id":1,"jsonrpc":"2.0","method":"test.echo"}}';
  const reply = (await handle(text)) as { error: { code: number } };
  assert.equal(reply.error.code, -32600, 'nothing is inherited');
  await handle('{"jsonrpc":"2.0","id":1,"method":"test.echo","params":{"__proto__":{"polluted":1}}}');
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
});

test('any text is answered with well-formed JSON-RPC', async () => {
  const member = fc.oneof(fc.json(), fc.constantFrom('"2.0"', '"test.echo"', '1', 'null'));
  const envelope = fc
    .array(fc.tuple(fc.constantFrom('jsonrpc', 'id', 'method', 'params', '__proto__'), member), {
      maxLength: 6,
    })
    .map((members) => `{${members.map(([name, value]) => `"${name}":${value}`).join(',')}}`);
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json(),
    envelope,
    fc.array(envelope).map((all) => `[${all}]`),
  );
  await fc.assert(
    fc.asyncProperty(texts, async (text) => {
      const reply = await handle(text);
      if (reply === undefined)
        return assert.match(text, /"jsonrpc":"2.0"/, 'only a notification gets nothing');
      for (const one of Array.isArray(reply) ? reply : [reply]) {
        assert.equal(one.jsonrpc, '2.0');
        assert.ok('id' in one);
        assert.ok('result' in one !== 'error' in one);
      }
    }),
    { numRuns: Number(process.env['ASHLAR_RUNS'] ?? 500) },
  );
});
