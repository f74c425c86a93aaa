/**
 * JSON-RPC 2.0 over text: envelopes, errors and batches, as Koinos' facade has them (`spec/koinos.md` 1.3), and what of
 * the standard that facade lacks: batches, notifications, parameters by position. Limits come before parsing. Knows
 * nothing of HTTP.
 * @module
 */
import { Fault } from '@ashlar/base';
import type { CallRefusal, Log } from '@ashlar/ports';
import type { Observe } from './internal/metrics.ts';
import { type Allowance, UNLIMITED } from './limits/allowances.ts';
import { excessOf } from './limits/json-limits.ts';
import { BLACKLIST, type RpcMethod } from './methods.ts';
import { fieldNamesOf } from './schema/json-schema.ts';

export const BATCH_MAX = 100;
export const ID_LENGTH_MAX = 256;
/** Characters of all results in one reply. */
export const REPLY_LENGTH_MAX = 67_108_864;

export const RPC_ERROR = {
  parse: -32700,
  invalidRequest: -32600,
  unknownMethod: -32601,
  tooLarge: -32602,
  internal: -32603,
  tooManyRequests: -32005,
} as const;
/** Characters of a request or an answer that cost a client one unit. */
const LENGTH_PER_UNIT = 16_384;

type Id = string | number | null;
type RpcError = Readonly<{ code: number; message: string; data?: string }>;
type Reply = Readonly<
  { jsonrpc: '2.0'; id: Id; result: unknown } | { jsonrpc: '2.0'; id: Id; error: RpcError }
>;

export type Methods = ReadonlyMap<string, RpcMethod>;

/** Who asks: what it may spend, and methods that only it has, as those of its connection. */
export type Client = Readonly<{ allowance: Allowance; own: Methods }>;
const NO_METHODS: Methods = new Map();
/** A client that nobody counts. */
export const TRUSTED: Client = { allowance: UNLIMITED, own: NO_METHODS };

export class JsonRpc {
  readonly #methods: Methods;
  readonly #log: Log;
  readonly #observe: Observe;

  constructor(methods: Methods, log: Log, observe: Observe = () => () => undefined) {
    this.#methods = methods;
    this.#log = log;
    this.#observe = observe;
  }

  /** The text of the reply to the text of a request; undefined if nothing is to be said. Never throws for what a client sent. */
  async handle(text: string, client: Client = TRUSTED): Promise<string | undefined> {
    client.allowance.charge(Math.floor(text.length / LENGTH_PER_UNIT));
    const excess = excessOf(text);
    if (excess !== undefined) return show(failed(null, RPC_ERROR.parse, 'Unable to parse request', excess));
    let request: unknown;
    try {
      request = JSON.parse(text);
    } catch {
      return show(failed(null, RPC_ERROR.parse, 'Unable to parse request'));
    }
    if (!Array.isArray(request)) return this.#reply(request, REPLY_LENGTH_MAX, client);
    if (request.length === 0)
      return show(failed(null, RPC_ERROR.invalidRequest, 'Invalid request', 'empty batch'));
    if (request.length > BATCH_MAX) {
      return show(
        failed(null, RPC_ERROR.tooLarge, 'Request too large', `more than ${BATCH_MAX} requests in a batch`),
      );
    }
    const replies: string[] = [];
    let left = REPLY_LENGTH_MAX;
    for (const one of request) {
      const reply = await this.#reply(one, left, client); // In order: one may depend on the one before.
      if (reply === undefined) continue;
      left = Math.max(0, left - reply.length);
      replies.push(reply);
    }
    return replies.length === 0 ? undefined : `[${replies.join(',')}]`;
  }

  /** The text of the reply to a request that was read elsewhere; its id is 1. */
  async ask(method: string, params: unknown, client: Client): Promise<string> {
    return (await this.#reply({ jsonrpc: '2.0', id: 1, method, params }, REPLY_LENGTH_MAX, client)) ?? '';
  }

  async #reply(request: unknown, lengthMax: number, client: Client): Promise<string | undefined> {
    const reply = within(await this.#answer(request, client), lengthMax);
    client.allowance.charge(Math.floor(reply.length / LENGTH_PER_UNIT));
    return isNotification(request) ? undefined : reply;
  }

  async #answer(request: unknown, { allowance, own }: Client): Promise<Reply> {
    const envelope = envelopeOf(request);
    if ('error' in envelope) return envelope;
    const { id, method, params } = envelope;
    const name = method.startsWith('koinos.rpc.') ? method.slice('koinos.rpc.'.length) : method;
    const found = this.#methods.get(name) ?? own.get(name);
    if (found === undefined) return untranslatable(id, this.#whyUnknown(name));
    const waitMs = allowance.waitMs();
    if (waitMs > 0) return tooMany(id, waitMs);
    allowance.charge(found.cost);
    const named = byName(found, params);
    if (named === undefined)
      return untranslatable(id, 'parameters could not be parsed: more than the method has');
    const prepared = found.prepare(named);
    if (!prepared.ok) {
      const { code, path } = prepared.refusal;
      return untranslatable(id, `parameters could not be parsed: ${code}${path === '' ? '' : ` at ${path}`}`);
    }
    const ended = this.#observe(name);
    try {
      const answer = await prepared.value();
      ended(answer.ok ? 'ok' : 'refused');
      if (answer.ok) return { jsonrpc: '2.0', id, result: answer.value };
      return failed(id, RPC_ERROR.internal, answer.refusal.message, dataOf(answer.refusal));
    } catch (cause) {
      ended('failed');
      // The client learns that it is our fault, not how: details of the node stay in its log.
      this.#log.error('rpc.failed', {
        method: name,
        cause: cause instanceof Error ? cause.stack : String(cause),
      });
      const code = cause instanceof Fault ? cause.code : 'internal error';
      return failed(id, RPC_ERROR.internal, `the node failed: ${code}`);
    }
  }

  #whyUnknown(name: string): string {
    if (BLACKLIST.has(name)) return 'method blacklisted';
    const service = `${name.split('.')[0]}.`;
    return [...this.#methods.keys()].some((known) => known.startsWith(service))
      ? 'unknown method'
      : 'invalid service name provided';
  }
}

type Envelope = Readonly<{ id: Id; method: string; params: unknown }>;

function envelopeOf(request: unknown): Envelope | Extract<Reply, { error: RpcError }> {
  if (typeof request !== 'object' || request === null)
    return failed(null, RPC_ERROR.invalidRequest, 'Invalid request');
  const { jsonrpc, id, method, params } = request as Readonly<Record<string, unknown>>;
  const isId =
    id === undefined ||
    id === null ||
    Number.isSafeInteger(id) ||
    (typeof id === 'string' && id.length <= ID_LENGTH_MAX);
  const known = isId ? ((id ?? null) as Id) : null;
  if (!isId)
    return failed(
      null,
      RPC_ERROR.invalidRequest,
      'Invalid request',
      'id must be a string, an integer or null',
    );
  if (jsonrpc !== '2.0')
    return failed(known, RPC_ERROR.invalidRequest, 'Invalid request', 'jsonrpc must be "2.0"');
  if (typeof method !== 'string')
    return failed(known, RPC_ERROR.invalidRequest, 'Invalid request', 'method must be a string');
  if (params !== undefined && (typeof params !== 'object' || params === null)) {
    return untranslatable(known, 'parameters could not be parsed: params must be an object or an array');
  }
  return { id: known, method, params: params ?? {} };
}

/** Without an id a request is a notification: whatever came of it, nothing is said. */
function isNotification(request: unknown): boolean {
  if (typeof request !== 'object' || request === null || 'id' in request) return false;
  const { jsonrpc, method } = request as Readonly<Record<string, unknown>>;
  return jsonrpc === '2.0' && typeof method === 'string';
}

/** Parameters by position have the names of the method's fields, in their order. @returns undefined: there are too many */
function byName({ params: shape }: RpcMethod, params: unknown): unknown {
  if (!Array.isArray(params)) return params;
  const names = fieldNamesOf(shape);
  if (params.length > names.length) return undefined;
  return Object.fromEntries(params.map((value, index) => [names[index], value]));
}

function tooMany(id: Id, waitMs: number): Extract<Reply, { error: RpcError }> {
  return failed(id, RPC_ERROR.tooManyRequests, 'Too many requests', waitData(waitMs));
}

const waitData = (waitMs: number): string =>
  JSON.stringify({ id: 'rpc.tooManyRequests', retry_after_ms: waitMs });

/**
 * A string that holds JSON with sorted keys, as clients of Koinos parse it: the chain's code and logs, or, of a refusal
 * that is none of the chain's, its name.
 */
function dataOf({ code, errorCode, logs }: CallRefusal): string {
  if (errorCode === undefined) return JSON.stringify({ id: code });
  return JSON.stringify(
    logs === undefined || logs.length === 0 ? { code: errorCode } : { code: errorCode, logs },
  );
}

function untranslatable(id: Id, reason: string): Extract<Reply, { error: RpcError }> {
  return failed(id, RPC_ERROR.unknownMethod, 'Unable to translate request', reason);
}

function failed(id: Id, code: number, message: string, data?: string): Extract<Reply, { error: RpcError }> {
  return { jsonrpc: '2.0', id, error: data === undefined ? { code, message } : { code, message, data } };
}

const show = (reply: Reply): string => JSON.stringify(reply);

/** The reply's text if it is not too long, else a short one that says so. */
function within(reply: Reply, lengthMax: number): string {
  const text = show(reply);
  if (text.length <= lengthMax || 'error' in reply) return text;
  return show(
    failed(reply.id, RPC_ERROR.tooLarge, 'Response too large', `more than ${REPLY_LENGTH_MAX} characters`),
  );
}

/** The reply to a client that has nothing left, before anything of its request is read. */
export function refusedUnread(waitMs: number): string {
  return show(tooMany(null, waitMs));
}

/** The reply to what could not even be read as text. */
export function unreadable(code: number, message: string, data: string): string {
  return show(failed(null, code, message, data));
}
