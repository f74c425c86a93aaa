/**
 * The same methods for whoever prefers resources to envelopes: `POST /v1/<service>/<method>` with the parameters as body,
 * and `GET` with them in the query where a method only reads. Answers are the results themselves; errors are
 * `application/problem+json` (RFC 9457) with an HTTP status. Everything else (limits, prices, reading of parameters) is
 * JSON-RPC's: each request becomes one.
 * @module
 */
import { accept, type Result, refuse } from '@ashlar/base';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Listener, textOf } from '../http.ts';
import { type Client, type JsonRpc, RPC_ERROR } from '../json-rpc.ts';
import { excessOf } from '../limits/json-limits.ts';
import type { RpcMethod } from '../methods.ts';
import { isRead, openApiDocument, REST_PATH } from './open-api.ts';
import { paramsOfQuery } from './query.ts';

const PROBLEM_TYPE = 'application/problem+json';

type Problem = Readonly<{ status: number; title: string; detail?: string }> &
  Readonly<Record<string, unknown>>;
type Methods = ReadonlyMap<string, RpcMethod>;

/** Adds the routes to a listener that does not listen yet. @param version of the interface, as semver */
export function serveRest(listener: Listener, rpc: JsonRpc, methods: Methods, version: string): void {
  let document: string | undefined;
  listener.app.get(`${REST_PATH}/openapi.json`, (_request, reply) => {
    document ??= JSON.stringify(openApiDocument([...methods.values()], version));
    return reply.type('application/json').send(document);
  });
  listener.app.route({
    method: ['GET', 'POST'],
    url: `${REST_PATH}/:service/:method`,
    handler: async (request, reply) => {
      const { service, method } = request.params as Readonly<{ service: string; method: string }>;
      const prepared = paramsOf(methods.get(`${service}.${method}`), request);
      if (!prepared.ok) return tell(reply, prepared.refusal.problem);
      const client: Client = { allowance: listener.allowanceOf(request.raw), own: new Map() };
      const text = await rpc.ask(`${service}.${method}`, prepared.value, client);
      const answer = JSON.parse(text) as Answer;
      if (answer.error !== undefined) return tell(reply, problemOf(answer.error));
      return reply.type('application/json').send(JSON.stringify(answer.result));
    },
  });
}

const MALFORMED = 'Malformed request';

type Refused = Readonly<{ code: 'rest.refused'; problem: Problem }>;
const refused = (status: number, title: string, detail: string): Result<never, Refused> =>
  refuse({ code: 'rest.refused', problem: { status, title, detail } });

function paramsOf(method: RpcMethod | undefined, request: FastifyRequest): Result<unknown, Refused> {
  if (method === undefined) return refused(404, 'Unknown method', `${REST_PATH}/openapi.json lists them`);
  if (request.method === 'POST') {
    const text = textOf(request.body ?? new Uint8Array());
    if (text === undefined) return refused(400, MALFORMED, 'the body is not UTF-8');
    return parsed(text);
  }
  if (!isRead(method)) return refused(405, 'Method not allowed', 'this changes the chain: POST it');
  const query = new URLSearchParams(request.url.split('?')[1] ?? '');
  const params = paramsOfQuery(method.params, query);
  return params.ok ? params : refused(400, MALFORMED, params.refusal.message);
}

/** A body without anything is one without parameters. Depth and digits are limited before it is parsed. */
function parsed(text: string): Result<unknown, Refused> {
  if (text.trim() === '') return accept({});
  const excess = excessOf(text);
  if (excess !== undefined) return refused(400, MALFORMED, excess);
  try {
    return accept(JSON.parse(text));
  } catch {
    return refused(400, MALFORMED, 'the body is no JSON');
  }
}

type RpcError = Readonly<{ code: number; message: string; data?: string }>;
type Answer = Readonly<{ result?: unknown; error?: RpcError }>;

/** What the node refused is the request's fault (422), what failed is the node's (503). */
function problemOf({ code, message, data }: RpcError): Problem {
  const detail = data === undefined ? {} : { detail: data };
  switch (code) {
    case RPC_ERROR.tooManyRequests:
      return { status: 429, title: message, ...fieldsOf(data) };
    case RPC_ERROR.tooLarge:
      return { status: 413, title: message, ...detail };
    case RPC_ERROR.internal:
      return data === undefined
        ? { status: 503, title: 'The node failed', detail: message }
        : { status: 422, title: 'Refused', detail: message, ...fieldsOf(data) };
    default:
      return { status: 400, title: MALFORMED, ...detail };
  }
}

/** The chain's `code` and `logs`, or the `id` of a refusal. */
const fieldsOf = (data: string | undefined): Readonly<Record<string, unknown>> =>
  data === undefined ? {} : (JSON.parse(data) as Readonly<Record<string, unknown>>);

function tell(reply: FastifyReply, problem: Problem): unknown {
  reply.code(problem.status).type(PROBLEM_TYPE);
  const waitMs = problem['retry_after_ms'];
  if (typeof waitMs === 'number') reply.header('retry-after', String(Math.ceil(waitMs / 1_000)));
  return reply.send(JSON.stringify({ type: 'about:blank', ...problem }));
}
