/** RChain's API: HTTP on a listener, under `/api`; gRPC on a port of its own, if asked for. @module */
import type { Bus, Clock, Log } from '@ashlar/ports';
import { type Listener, textOf } from '../http.ts';
import { COST } from '../methods.ts';
import type { ChainFeed } from '../ws/chain-feed.ts';
import type { SocketRoute } from '../ws/web-sockets.ts';
import { Relay, type RelayConfig } from './relay.ts';
import { answerRho } from './rho-api.ts';
import { RhoChain } from './rho-chain.ts';
import { serveRhoEvents } from './rho-events.ts';
import { RhoNode, type RhoNodeConfig } from './rho-node.ts';
import { type GrpcConfig, serveGrpc } from './serve-grpc.ts';

export type RhoConfig = Omit<RhoNodeConfig, 'relay'> &
  Readonly<{
    /** Address of the tuple space. */
    contractId: Uint8Array;
    /** Who brings deploys to the chain; without, clients wrap them in transactions. */
    relay?: RelayConfig;
    /** Raw address whose blocks this node makes; absent: it makes none. */
    creator?: Uint8Array;
    /** Where gRPC is answered; absent: nowhere. */
    grpc?: GrpcConfig;
  }>;

export type RhoService = AsyncDisposable &
  Readonly<{
    grpcPort: number | undefined;
    /** What serves WebSockets at `EVENTS_PATH`. */
    events: SocketRoute;
  }>;

export const EVENTS_PATH = '/ws/events';

const JSON_TYPE = 'application/json';

/** Adds the API to a listener that does not listen yet; what comes back follows the chain. */
export async function serveRho(
  listener: Listener,
  { bus, feed, clock, log }: Readonly<{ bus: Bus; feed: ChainFeed; clock: Clock; log: Log }>,
  config: RhoConfig,
): Promise<RhoService> {
  await using scope = new AsyncDisposableStack();
  const { contractId, relay, creator, grpc, ...rest } = config;
  const chain = new RhoChain(bus, contractId);
  const node = new RhoNode(chain, relay === undefined ? rest : { ...rest, relay: new Relay(bus, relay) });
  listener.app.route({
    method: ['GET', 'POST'],
    url: '/api/*',
    handler: async (request, reply) => {
      listener.allowanceOf(request.raw).charge(COST.submission);
      const text = textOf(request.body);
      const path = request.url.split('?', 1)[0]!;
      const { status, json } =
        text === undefined
          ? { status: 400, json: 'The body is not UTF-8.' }
          : await answerRho(node, request.method, path, text);
      return reply.code(status).type(JSON_TYPE).send(JSON.stringify(json));
    },
  });
  scope.use(await chain.follow());
  const { allowances, connections } = listener;
  const ports = { node, clock, log, allowances, connections };
  const service = grpc === undefined ? undefined : scope.use(await serveGrpc(ports, grpc));
  const owned = scope.move();
  const events = serveRhoEvents({ feed, clock, log }, { shardId: rest.shardId, creator });
  return { grpcPort: service?.port, events, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
