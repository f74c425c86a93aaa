/**
 * JSON-RPC 2.0 over HTTP, as Ashlar's gateway and Koinos' speak it (`spec/koinos.md` 1.3).
 *
 * Requests and answers are the protocol's messages; their JSON comes from the protocol's codecs. What goes wrong is
 * thrown, and tells whose fault it is: an `RpcError` is the node's considered answer, a `Fault` means that there was
 * none. Nothing here imports Node: `fetch` is given.
 * @module
 */
import { Fault, fromUtf8 } from '@ashlar/base';
import type { Codec, Init } from '@ashlar/protocol';
import { fromJson, toJson } from '@ashlar/protocol';

/** Longest answer that is read. */
export const ANSWER_BYTES_MAX = 67_108_864;
const TIMEOUT_MS_DEFAULT = 15_000;

/** The part of the platform's `fetch` that is used. */
export type Fetch = (
  url: string,
  request: Readonly<{
    method: string;
    headers: Record<string, string>;
    body: string;
    signal: AbortSignal;
  }>,
) => Promise<Response>;

export type RpcConfig = Readonly<{
  /** As `http://127.0.0.1:8080/`. */
  url: string;
  fetch: Fetch;
  /** For one request, answer included; the default is 15,000. */
  timeoutMs?: number;
  headers?: Readonly<Record<string, string>>;
}>;

/** The node refused. `message` is its own text; that of a contract comes through word for word. */
export class RpcError extends Error {
  override readonly name = 'RpcError';
  readonly method: string;
  /** JSON-RPC's code: -32601 for unknown methods and unreadable parameters, -32603 for refusals of the chain. */
  readonly code: number;
  /** The chain's own error code, if it gave one. */
  readonly chainCode: number | undefined;
  /** What contracts logged before the refusal. */
  readonly logs: readonly string[];
  /** All that came as `error.data`, parsed if it is JSON. */
  readonly data: unknown;

  constructor(method: string, code: number, message: string, data: unknown) {
    super(message);
    this.method = method;
    this.code = code;
    this.data = data;
    const fields = asRecord(data);
    this.chainCode = typeof fields?.['code'] === 'number' ? fields['code'] : undefined;
    const logs = fields?.['logs'];
    this.logs = Array.isArray(logs) ? logs.filter((line): line is string => typeof line === 'string') : [];
  }
}

/** One node, asked one question at a time or many at once. */
export class Rpc {
  readonly #config: RpcConfig;
  #lastId = 0;

  constructor(config: RpcConfig) {
    this.#config = config;
  }

  /**
   * Asks `method`, as `chain.get_head_info`.
   * @throws RpcError if the node refused
   * @throws Fault `bus.unreachable` (retryable) if there was no answer or none in JSON-RPC, `bus.timeout` if it was late
   */
  async call<Request, Answer>(
    method: string,
    request: Codec<Request>,
    answer: Codec<Answer>,
    parameters: Init<Request>,
  ): Promise<Answer> {
    // Through its bytes a request with fields left out becomes one with all of them.
    const params = toJson(request, request.decode(request.encode(parameters)));
    const result = fromJson(answer, await this.callJson(method, params));
    if (!result.ok) throw unreadable(method, `${result.refusal.code} at ${result.refusal.path}`);
    return result.value;
  }

  /** The same with JSON as it is, for methods without a schema here. Throws what `call` throws. */
  async callJson(method: string, params: unknown): Promise<unknown> {
    const id = ++this.#lastId;
    const envelope = asRecord(await this.#post(JSON.stringify({ jsonrpc: '2.0', id, method, params })));
    if (envelope === undefined) throw unreadable(method, 'it is no object');
    const error = asRecord(envelope['error']);
    if (error !== undefined)
      throw new RpcError(method, Number(error['code']), String(error['message']), dataOf(error['data']));
    if (envelope['id'] !== id) throw unreadable(method, 'it answers another request');
    return envelope['result'];
  }

  async #post(body: string): Promise<unknown> {
    const { url, fetch, headers, timeoutMs } = this.#config;
    const signal = AbortSignal.timeout(timeoutMs ?? TIMEOUT_MS_DEFAULT);
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
        signal,
      });
      return JSON.parse(await textOf(response));
    } catch (cause) {
      if (cause instanceof Fault) throw cause;
      throw new Fault(signal.aborted ? 'bus.timeout' : 'bus.unreachable', { retryable: true, cause });
    }
  }
}

/** The body, read up to `ANSWER_BYTES_MAX` and no further. */
async function textOf(response: Response): Promise<string> {
  if (response.body === null) return '';
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body as AsyncIterable<Uint8Array>) {
    length += part.length;
    if (length > ANSWER_BYTES_MAX) throw unreadable('the node', 'it is too large');
    parts.push(part);
  }
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return fromUtf8(bytes) ?? '';
}

function unreadable(method: string, why: string): Fault {
  return new Fault('bus.unreachable', {
    retryable: true,
    detail: `the answer of ${method} is unreadable: ${why}`,
  });
}

/** Application errors carry JSON in a string (`spec/koinos.md` 1.3); others plain text, or JSON as such. */
function dataOf(data: unknown): unknown {
  if (typeof data !== 'string') return data;
  try {
    return JSON.parse(data);
  } catch {
    return data; // Plain text.
  }
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}
