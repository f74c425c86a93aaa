/**
 * Load on a node over HTTP: accounts with coins, transfers signed beforehand, and connections that are kept. Each account
 * has a stream of its own, in which one request follows the answer to the other, so that nonces come in order.
 * @module
 */
import { Agent, request as httpRequest } from 'node:http';
import { assert, utf8 } from '@ashlar/base';
import { publicKeyOf, sha256 } from '@ashlar/crypto';
import { type DevAccounts, devAccounts, devGenesis } from '@ashlar/node';
import { addressOfPublicKey, chainIdOf, type Json, type Transaction } from '@ashlar/protocol';
import { jsonOf, transactionOf, transferOperation } from '../apps/node/test/support/transfers.ts';

export const STREAMS = 64;
const FUNDS = 1_000_000_000_000n;
const RC_LIMIT = 10_000_000n;
const POLL_MS = 2;
const INCLUDED_MAX_MS = 300_000;

type Account = Parameters<typeof transactionOf>[0];

/** JSON-RPC over connections that are kept, at most `connections` of them. */
export class HttpClient implements Disposable {
  readonly #agent: Agent;
  readonly #port: number;

  constructor(port: number, connections: number = STREAMS) {
    this.#port = port;
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /** The text of the reply. */
  post(body: string): Promise<string> {
    const options = { host: '127.0.0.1', port: this.#port, method: 'POST', path: '/', agent: this.#agent };
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    return new Promise((resolve, reject) => {
      const asked = httpRequest({ ...options, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
        response.on('error', reject);
      });
      asked.on('error', reject);
      asked.end(body);
    });
  }

  async call<Result>(method: string, params: unknown): Promise<Result> {
    const reply = JSON.parse(await this.post(bodyOf(method, params))) as { result?: Result; error?: unknown };
    assert(reply.error === undefined, `${method}: ${JSON.stringify(reply.error)}`);
    return reply.result as Result;
  }

  /** Several calls with one request. @param body an array of them */
  async batch<Result>(body: string): Promise<readonly Readonly<{ result?: Result; error?: unknown }>[]> {
    const replies = JSON.parse(await this.post(body));
    assert(Array.isArray(replies), `a batch was refused: ${JSON.stringify(replies)}`);
    return replies;
  }

  [Symbol.dispose](): void {
    this.#agent.destroy();
  }
}

export const bodyOf = (method: string, params: unknown): string =>
  JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });

/** Transfers of accounts of the bench's own, one list for each, ready to be sent in order. */
export type Streams = readonly (readonly Transaction[])[];

/** Accounts of the bench's own, with coins. */
export type Owners = Readonly<{ chainId: Uint8Array; accounts: readonly Account[] }>;

export async function fund(client: HttpClient, { users: [rich] }: DevAccounts): Promise<Owners> {
  const chainId = chainIdOf(devGenesis(await devAccounts()));
  assert(rich !== undefined, 'a development chain has accounts');
  const accounts = Array.from({ length: STREAMS }, (_, index) => accountOf(`bench ${index}`));
  const gifts = accounts.map(({ addressBytes }, index) =>
    transactionOf(rich, [transferOperation(rich.addressBytes, addressBytes, FUNDS)], {
      chainId,
      nonce: BigInt(index + 1),
      rcLimit: RC_LIMIT,
    }),
  );
  await submit(client, gifts);
  await included(client, gifts);
  return { chainId, accounts };
}

/** A coin's smallest part from one account to the next. @param nonce from 1 on */
export function transferBy({ chainId, accounts }: Owners, index: number, nonce: number): Transaction {
  const owner = accounts[index]!;
  const to = accounts[(index + 1) % accounts.length]!.addressBytes;
  const operation = transferOperation(owner.addressBytes, to, 1n);
  return transactionOf(owner, [operation], { chainId, nonce: BigInt(nonce), rcLimit: RC_LIMIT });
}

/** Gives each stream's account coins, and signs `count` transfers for all together. */
export async function prepare(client: HttpClient, accounts: DevAccounts, count: number): Promise<Streams> {
  const owners = await fund(client, accounts);
  return owners.accounts.map((_owner, index) =>
    Array.from({ length: Math.ceil(count / STREAMS) }, (_none, at) => transferBy(owners, index, at + 1)),
  );
}

function accountOf(seed: string): Account {
  const privateKey = sha256(utf8(seed));
  return { privateKey, addressBytes: addressOfPublicKey(publicKeyOf(privateKey)) };
}

type Submitted = Readonly<{ results: readonly Readonly<{ refusal?: Json }>[] }>;

/** Many with one request. */
export async function submit(client: HttpClient, transactions: readonly Transaction[]): Promise<void> {
  const params = { transactions: transactions.map(jsonOf) };
  checkTaken(JSON.parse(await client.post(bodyOf('chain.submit_transactions', params))));
}

export function checkTaken(reply: Readonly<{ result?: Submitted; error?: unknown }>): void {
  const refused = reply.error ?? reply.result?.results.find(({ refusal }) => refusal !== undefined);
  assert(refused === undefined, `a measured transfer was refused: ${JSON.stringify(refused)}`);
}

type Found = Readonly<{ transactions?: readonly unknown[] }>;

/** Resolves when all are in blocks: the last of each account's. */
export async function included(client: HttpClient, last: readonly Transaction[]): Promise<void> {
  const ids = last.map((transaction) => (jsonOf(transaction) as { id: string }).id);
  for (const startedMs = performance.now(); ; ) {
    const found = await client.call<Found>('transaction_store.get_transactions_by_id', {
      transaction_ids: ids,
    });
    if ((found.transactions?.length ?? 0) === ids.length) return;
    assert(performance.now() - startedMs < INCLUDED_MAX_MS, 'the transfers are included');
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
