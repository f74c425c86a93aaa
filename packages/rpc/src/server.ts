/**
 * The public listener: JSON-RPC as `POST /` and over WebSocket, and RChain's HTTP API under `/api`, on one port.
 * @module
 */
import type { Bus, Clock, Log, Service } from '@ashlar/ports';
import type { FastifyInstance } from 'fastify';
import { createListener, type ListenerConfig, listen, RPC_BODY_BYTES_MAX, textOf } from './http.ts';
import type { Observe } from './internal/metrics.ts';
import { type Client, JsonRpc, RPC_ERROR, refusedUnread, unreadable } from './json-rpc.ts';
import { ALLOWANCE_DEFAULTS } from './limits/allowances.ts';
import { ORIGINS_DEFAULT } from './limits/origins.ts';
import { type RpcMethod, rpcMethods } from './methods.ts';
import { serveRest } from './rest/rest.ts';
import { EVENTS_PATH, type RhoConfig, serveRho } from './rho/serve-rho.ts';
import { discoverMethod } from './schema/open-rpc.ts';
import { openChainFeed } from './ws/chain-feed.ts';
import { serveRpcSocket } from './ws/rpc-socket.ts';
import { SUBSCRIPTION_METHODS } from './ws/subscriptions.ts';
import { serveWebSockets } from './ws/web-sockets.ts';

export type RpcPorts = Readonly<{ bus: Bus; clock: Clock; log: Log }>;
export type RpcConfig = Readonly<{ host: string; port: number }> &
  Partial<Omit<ListenerConfig, 'host' | 'port'>> &
  Readonly<{
    /** Methods beside the public ones: those of a development node. */
    extra?: readonly RpcMethod[];
    /** Told of each request. */
    observe?: Observe;
    /** RChain's API, under `/api`; absent: there is none. */
    rho?: RhoConfig;
  }>;

/** Version of the interface, as semver: what a client can rely on. */
export const RPC_VERSION = '1.0.0';
const JSON_TYPE = 'application/json';
const NO_METHODS: Client['own'] = new Map();

export type RpcService = Service &
  Readonly<{
    port: number;
    /** Of RChain's gRPC; undefined: it is off. */
    grpcPort: number | undefined;
  }>;

/** Opens the listener. @throws whatever the system says, if the address is taken */
export async function openRpc(ports: RpcPorts, config: RpcConfig): Promise<RpcService> {
  const { bus, clock, log } = ports;
  const whole: ListenerConfig = {
    bodyBytesMax: RPC_BODY_BYTES_MAX,
    allowance: ALLOWANCE_DEFAULTS,
    rules: ORIGINS_DEFAULT,
    trustProxy: false,
    ...config,
  };
  const methods = new Map(rpcMethods(bus));
  for (const method of config.extra ?? []) methods.set(method.name, method);
  const discover = discoverMethod([...methods.values(), ...SUBSCRIPTION_METHODS], RPC_VERSION);
  methods.set(discover.name, discover);
  const rpc = new JsonRpc(methods, log, config.observe);
  await using scope = new AsyncDisposableStack();
  const feed = scope.use(await openChainFeed({ bus, log }));
  const listener = createListener(clock, whole, (_request, reply, { reason, waitMs }) => {
    const why = reason === 'host' ? 'this name is not known here' : 'pages of this origin may not ask';
    const text =
      reason === 'allowance'
        ? refusedUnread(waitMs)
        : unreadable(RPC_ERROR.invalidRequest, 'Invalid request', why);
    return reply.type(JSON_TYPE).send(text);
  });
  const { app } = listener;
  app.post('/', async (request, reply) => {
    const text = textOf(request.body);
    if (text === undefined) {
      const refusal = unreadable(RPC_ERROR.parse, 'Unable to parse request', 'the body is not UTF-8');
      return reply.code(400).type(JSON_TYPE).send(refusal);
    }
    const client = { allowance: listener.allowanceOf(request.raw), own: NO_METHODS };
    const answer = await rpc.handle(text, client);
    return answer === undefined ? reply.code(204).send() : reply.type(JSON_TYPE).send(answer);
  });
  const rho =
    config.rho === undefined
      ? undefined
      : scope.use(await serveRho(listener, { ...ports, feed }, config.rho));
  serveRest(listener, rpc, methods, RPC_VERSION);
  refuseTheRest(app, whole.bodyBytesMax);
  const routes = new Map([['/', serveRpcSocket({ rpc, feed, clock, log })]]);
  if (rho !== undefined) routes.set(EVENTS_PATH, rho.events);
  const sockets = serveWebSockets(listener, { clock, log }, routes);
  scope.defer(() => app.close());
  scope.use(sockets);
  const port = await listen(listener, whole);
  log.info('rpc.opened', { host: config.host, port });
  const owned = scope.move();
  return {
    name: 'jsonrpc',
    port,
    grpcPort: rho?.grpcPort,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
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
