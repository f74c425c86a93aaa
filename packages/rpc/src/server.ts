/**
 * The HTTP listener of the JSON-RPC facade: POST to `/`, any content type, CORS open. Bounded in size and time before
 * anything is parsed.
 * @module
 */
import type { Bus, Log, Service } from '@ashlar/ports';
import Fastify, { type FastifyInstance } from 'fastify';
import { JsonRpc, RPC_ERROR, unreadable } from './json-rpc.ts';
import { type RpcMethod, rpcMethods } from './methods.ts';

export type RpcPorts = Readonly<{ bus: Bus; log: Log }>;
export type RpcConfig = Readonly<{
  host: string;
  /** 0 lets the system choose. */
  port: number;
  bodyBytesMax: number;
  /** Methods beside the public ones: those of a development node. */
  extra?: readonly RpcMethod[];
}>;

export const RPC_BODY_BYTES_MAX = 1_048_576;
export const CONNECTIONS_MAX = 4_096;
const HEADERS_TIMEOUT_MS = 5_000;
const REQUEST_TIMEOUT_MS = 15_000;
const KEEP_ALIVE_MS = 72_000;
const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'POST, OPTIONS',
  'access-control-allow-headers': 'Content-Type',
  'access-control-max-age': '86400',
} as const;

const JSON_TYPE = 'application/json';

export type RpcService = Service & Readonly<{ port: number }>;

/** Opens the listener. @throws whatever the system says, if the address is taken */
export async function openRpc(ports: RpcPorts, config: RpcConfig): Promise<RpcService> {
  const { bus, log } = ports;
  const methods = new Map(rpcMethods(bus));
  for (const method of config.extra ?? []) methods.set(method.name, method);
  const rpc = new JsonRpc(methods, log);
  const app = Fastify({
    bodyLimit: config.bodyBytesMax,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    forceCloseConnections: true,
    http: { headersTimeout: HEADERS_TIMEOUT_MS, maxHeaderSize: 16_384 },
  });
  app.server.maxConnections = CONNECTIONS_MAX;
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(CORS);
    request.headers['content-type'] = 'application/json'; // Clients send any, or none: it is JSON or refused.
  });
  app.options('/', async (_request, reply) => reply.code(204).send());
  app.post('/', async (request, reply) => {
    const text = textOf(request.body);
    if (text === undefined) {
      const reason = 'the body is not UTF-8';
      return reply
        .code(400)
        .type(JSON_TYPE)
        .send(unreadable(RPC_ERROR.parse, 'Unable to parse request', reason));
    }
    return reply.type(JSON_TYPE).send(await rpc.handle(text));
  });
  refuseTheRest(app, config.bodyBytesMax);
  await app.listen({ host: config.host, port: config.port });
  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : config.port;
  log.info('rpc.opened', { host: config.host, port });
  return { name: 'jsonrpc', port, [Symbol.asyncDispose]: async () => void (await app.close()) };
}

/** Other paths and methods, bodies too long or cut off: HTTP says what kind of mistake, the body says it in JSON-RPC. */
function refuseTheRest(app: FastifyInstance, bodyBytesMax: number): void {
  app.setNotFoundHandler((_request, reply) => {
    const text = unreadable(RPC_ERROR.invalidRequest, 'Invalid request', 'requests are POSTed to /');
    return reply.code(404).type(JSON_TYPE).send(text);
  });
  app.setErrorHandler((error: Readonly<{ code?: string; statusCode?: number }>, _request, reply) => {
    const isTooLarge = error.code === 'FST_ERR_CTP_BODY_TOO_LARGE';
    const text = isTooLarge
      ? unreadable(RPC_ERROR.tooLarge, 'Request too large', `more than ${bodyBytesMax} bytes`)
      : unreadable(RPC_ERROR.parse, 'Unable to parse request', 'the body could not be read');
    return reply
      .code(isTooLarge ? 413 : 400)
      .type(JSON_TYPE)
      .send(text);
  });
}

/** @returns undefined if the bytes are not UTF-8 */
function textOf(body: unknown): string | undefined {
  if (!(body instanceof Uint8Array)) return '';
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}
