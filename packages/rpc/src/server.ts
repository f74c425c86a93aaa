/**
 * The HTTP listener of the JSON-RPC facade: POST to `/`, any content type, CORS open. Bounded in size and time before
 * anything is parsed.
 * @module
 */
import type { Bus, Log, Service } from '@ashlar/ports';
import Fastify from 'fastify';
import { JsonRpc } from './json-rpc.ts';
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
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  app.addHook('onRequest', async (_request, reply) => void reply.headers(CORS));
  app.options('/', async (_request, reply) => reply.code(204).send());
  app.post('/', async (request, reply) => {
    const text = await rpc.handle(typeof request.body === 'string' ? request.body : '');
    return reply.type('application/json').send(text);
  });
  await app.listen({ host: config.host, port: config.port });
  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : config.port;
  log.info('rpc.opened', { host: config.host, port });
  return { name: 'jsonrpc', port, [Symbol.asyncDispose]: async () => void (await app.close()) };
}
