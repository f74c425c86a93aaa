/**
 * Hostile requests to every method: whatever comes, the node answers in JSON-RPC, says nothing of its insides, and goes
 * on. `ASHLAR_FUZZ_RUNS` and `ASHLAR_SEED` choose how much and which.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WELL_KNOWN } from '@ashlar/contracts';
import { openCrypto } from '@ashlar/crypto';
import { devAccounts, devGenesis } from '@ashlar/node';
import type { Bus, Log } from '@ashlar/ports';
import { addressText, chainIdOf } from '@ashlar/protocol';
import { rpcMethods } from '@ashlar/rpc';
import fc from 'fast-check';
import { openDevNode, silent } from './support/dev-node.ts';
import { call } from './support/rpc.ts';
import { jsonOf, transactionOf, transferOperation } from './support/transfers.ts';

const RUNS = Number(process.env['ASHLAR_FUZZ_RUNS'] ?? 400);
const SEED = Number(process.env['ASHLAR_SEED'] ?? Date.now() % 1_000_000_000);
const CODES = [-32700, -32600, -32601, -32602, -32603];

await openCrypto();
const accounts = await devAccounts();
const [alice, bob] = accounts.users;
const chainId = chainIdOf(devGenesis(accounts));
const valid = transactionOf(alice!, [transferOperation(alice!.addressBytes, bob!.addressBytes, 1n)], {
  chainId,
  nonce: 1n,
});

/** Names that occur in requests, so that the structure is often right and the content is not. */
const NAMES = [
  'transaction',
  'broadcast',
  'block',
  'header',
  'id',
  'height',
  'nonce',
  'payer',
  'payee',
  'operations',
  'signatures',
  'contract_id',
  'entry_point',
  'args',
  'account',
  'name',
  'caller_data',
  'head_block_id',
  'ancestor_start_height',
  'num_blocks',
  'block_ids',
  'transaction_ids',
  'limit',
  'rc_limit',
  'return_block',
  'count',
  'call_contract',
  'upload_contract',
  'set_system_call',
  'target',
  '__proto__',
  'constructor',
  'toString',
];
const leaf = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    0,
    -1,
    1.5,
    2 ** 53,
    -(2 ** 63),
    1e308,
    '',
    '0x',
    '0x00',
    'AA==',
    'A',
  ),
  fc.constantFrom<unknown>(
    alice!.address,
    addressText(WELL_KNOWN.token),
    `0x1220${'00'.repeat(32)}`,
    '18446744073709551616',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.integer(),
  fc.bigInt({ min: -(1n << 70n), max: 1n << 70n }).map(String),
);
const { value: anything } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, depthIdentifier: 'json' },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...NAMES), tie('value'), { maxKeys: 6 }),
  ),
}));

/** A valid request with one place in it replaced. */
function replaced(json: unknown, path: readonly number[], by: unknown): unknown {
  if (path.length === 0 || typeof json !== 'object' || json === null) return by;
  const entries = Object.entries(json);
  if (entries.length === 0) return by;
  const [name, value] = entries[path[0]! % entries.length]!;
  const changed = replaced(value, path.slice(1), by);
  return Array.isArray(json)
    ? json.map((one, index) => (String(index) === name ? changed : one))
    : { ...json, [name]: changed };
}

test(`no request gets anything but a well-formed answer (${RUNS} runs, ASHLAR_SEED=${SEED})`, async () => {
  const errors: string[] = [];
  const log: Log = { ...silent, error: (event, fields) => errors.push(`${event} ${JSON.stringify(fields)}`) };
  await using node = await openDevNode({ log });
  await call(node.url, 'block_producer.produce_blocks');
  const methods = [...rpcMethods({} as Bus).keys(), 'block_producer.produce_blocks'];
  const mutated = fc
    .tuple(fc.array(fc.nat(30), { maxLength: 6 }), anything)
    .map(([path, by]) => ({ transaction: replaced(jsonOf(valid), path, by), broadcast: true }));
  const params = fc.oneof(
    anything,
    mutated,
    mutated.map((one) => ({ block: { transactions: [one.transaction] } })),
  );
  const request = fc.record({ method: fc.constantFrom(...methods), params });
  await fc.assert(
    fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 8 }), async (requests) => {
      const batch = requests.map((one, id) => ({ jsonrpc: '2.0', id, ...one }));
      const response = await fetch(node.url, { method: 'POST', body: JSON.stringify(batch) });
      assert.equal(response.status, 200);
      const replies = (await response.json()) as readonly Record<string, unknown>[];
      assert.equal(replies.length, batch.length);
      for (const [id, reply] of replies.entries()) {
        assert.deepEqual([reply['jsonrpc'], reply['id']], ['2.0', id]);
        assert.ok('result' in reply !== 'error' in reply);
        if (!('error' in reply)) continue;
        const { code, message, data } = reply['error'] as { code: number; message: unknown; data?: unknown };
        assert.ok(CODES.includes(code) && typeof message === 'string', JSON.stringify(reply));
        assert.ok(data === undefined || typeof data === 'string');
        assert.doesNotMatch(
          JSON.stringify(reply),
          /node failed|\.ts:\d|node_modules/,
          JSON.stringify(batch[id]),
        );
      }
    }),
    { numRuns: RUNS, seed: SEED },
  );
  assert.deepEqual(errors, []);
  const head = await call<{ head_topology: { height: string } }>(node.url, 'chain.get_head_info');
  assert.ok(Number(head.head_topology.height) >= 1);
});
