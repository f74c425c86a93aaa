/**
 * An HTTP listener that is hard to hurt: bounded in size, time and connections before anything is parsed; it knows which
 * pages may ask, and what each client may still spend. What it serves is for whoever opens it.
 * @module
 */
import type { IncomingMessage } from 'node:http';
import type { Clock } from '@ashlar/ports';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type Allowance, type AllowanceConfig, Allowances } from './limits/allowances.ts';
import { ConnectionTable } from './limits/connections.ts';
import { allowedOrigin, isHostAllowed, isOriginAllowed, type OriginRules } from './limits/origins.ts';

export type ListenerConfig = Readonly<{
  host: string;
  /** 0 lets the system choose. */
  port: number;
  bodyBytesMax: number;
  allowance: AllowanceConfig;
  rules: OriginRules;
  /** A proxy stands in front: the client's address is the last that `X-Forwarded-For` names. */
  trustProxy: boolean;
}>;

/** Why a request is not even looked at. */
export type Turned = Readonly<{
  status: 403 | 429;
  reason: 'host' | 'origin' | 'allowance';
  waitMs: number;
}>;

export const RPC_BODY_BYTES_MAX = 1_048_576;
const HEADERS_TIMEOUT_MS = 5_000;
const REQUEST_TIMEOUT_MS = 15_000;
const KEEP_ALIVE_MS = 72_000;
/** How often connections that are too slow are looked for. */
const CHECK_INTERVAL_MS = 1_000;
const HEADER_BYTES_MAX = 16_384;
const CORS = {
  'access-control-allow-methods': 'GET, POST, OPTIONS',
  'access-control-allow-headers': 'Content-Type, Authorization',
  'access-control-expose-headers': 'Retry-After',
  'access-control-max-age': '86400',
} as const;

export type Listener = Readonly<{
  app: FastifyInstance;
  connections: ConnectionTable;
  allowances: Allowances;
  /** Who is at the far end of a request, whatever became of it. */
  addressOf: (request: IncomingMessage) => string;
  allowanceOf: (request: IncomingMessage) => Allowance;
  /** Why a request is turned away at the door; undefined: it is not. */
  turnedOf: (request: IncomingMessage) => Turned | undefined;
}>;

/**
 * Creates a listener that does not listen yet.
 * @param turn answers a request that is turned away
 */
export function createListener(
  clock: Pick<Clock, 'monotonic'>,
  config: ListenerConfig,
  turn: (request: FastifyRequest, reply: FastifyReply, turned: Turned) => unknown,
): Listener {
  const { rules, trustProxy } = config;
  const app = Fastify({
    bodyLimit: config.bodyBytesMax,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    forceCloseConnections: true,
    http: {
      headersTimeout: HEADERS_TIMEOUT_MS,
      maxHeaderSize: HEADER_BYTES_MAX,
      connectionsCheckingInterval: CHECK_INTERVAL_MS,
    },
  });
  const allowances = new Allowances(clock, config.allowance);
  const connections = new ConnectionTable();
  app.server.on('connection', (socket) => {
    const place = connections.enter(socket.remoteAddress ?? '');
    if (place === undefined) socket.destroy();
    else socket.once('close', () => place[Symbol.dispose]());
  });
  const addressOf = (request: IncomingMessage): string => {
    const told = trustProxy ? lastOf(request.headers['x-forwarded-for']) : undefined;
    return told ?? request.socket.remoteAddress ?? '';
  };
  const allowanceOf = (request: IncomingMessage): Allowance => allowances.of(addressOf(request));
  const turnedOf = (request: IncomingMessage): Turned | undefined => {
    if (!isHostAllowed(rules, request.headers.host)) return { status: 403, reason: 'host', waitMs: 0 };
    if (!isOriginAllowed(rules, request.headers.origin)) return { status: 403, reason: 'origin', waitMs: 0 };
    const waitMs = allowanceOf(request).waitMs();
    return waitMs > 0 ? { status: 429, reason: 'allowance', waitMs } : undefined;
  };
  // Clients send any content type, or none: bodies are bytes.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.addHook('onRequest', async (request, reply) => {
    const { origin } = request.headers;
    if (isOriginAllowed(rules, origin)) {
      reply.headers(CORS).header('access-control-allow-origin', allowedOrigin(rules, origin ?? '*'));
      if (!rules.origins.includes('*')) reply.header('vary', 'Origin');
    }
    request.headers['content-type'] = 'application/json';
    const turned = turnedOf(request.raw);
    if (turned === undefined) return;
    reply.code(turned.status);
    if (turned.waitMs > 0) reply.header('retry-after', String(Math.ceil(turned.waitMs / 1_000)));
    await turn(request, reply, turned);
  });
  app.options('/*', async (_request, reply) => reply.code(204).send());
  return { app, connections, allowances, addressOf, allowanceOf, turnedOf };
}

/** Begins to listen. @returns the port. @throws whatever the system says, if the address is taken */
export async function listen({ app }: Listener, { host, port }: ListenerConfig): Promise<number> {
  await app.listen({ host, port });
  const address = app.server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

const decoder = new TextDecoder('utf-8', { fatal: true });

/** The text of a body. @returns undefined if the bytes are not UTF-8 */
export function textOf(body: unknown): string | undefined {
  if (!(body instanceof Uint8Array)) return '';
  try {
    return decoder.decode(body);
  } catch {
    return undefined;
  }
}

/** The last proxy wrote the last address; those before it are what a client may have made up. */
function lastOf(header: string | string[] | undefined): string | undefined {
  const text = Array.isArray(header) ? header.at(-1) : header;
  const address = text?.split(',').at(-1)?.trim();
  return address === '' ? undefined : address;
}
