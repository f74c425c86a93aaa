/**
 * The internal listener, for whoever supervises a node: `GET /livez`, `/readyz` and `/metrics`. It belongs on loopback or
 * a network of one's own: it has no allowances, and says how the node is.
 * @module
 */
import type { Bus, Clock, Log, Service } from '@ashlar/ports';
import fastify from 'fastify';
import { type Observe, openMetrics } from './metrics.ts';

export type InternalPorts = Readonly<{ bus: Bus; clock: Clock; log: Log }>;
/** Why something is not ready; undefined: it is. */
export type Check = () => Promise<string | undefined>;
export type InternalConfig = Readonly<{
  host: string;
  port: number;
  version: string;
  /** By what they look at. */
  checks: ReadonlyMap<string, Check>;
}>;
export type InternalService = Service & Readonly<{ port: number; observe: Observe }>;

/** A check that takes longer has failed. */
export const CHECK_MAX_MS = 2_000;
const CONNECTIONS_MAX = 64;
const REQUEST_MAX_MS = 10_000;

/** Opens the listener. @throws whatever the system says, if the address is taken */
export async function openInternal(ports: InternalPorts, config: InternalConfig): Promise<InternalService> {
  const { clock, log } = ports;
  await using scope = new AsyncDisposableStack();
  const metrics = scope.use(await openMetrics(ports, config.version));
  const app = fastify({ logger: false, requestTimeout: REQUEST_MAX_MS, forceCloseConnections: true });
  app.server.maxConnections = CONNECTIONS_MAX;
  app.get('/livez', (_request, reply) => reply.send({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    const reasons = await reasonsOf(clock, config.checks);
    const isReady = Object.keys(reasons).length === 0;
    return reply.code(isReady ? 200 : 503).send({ status: isReady ? 'ok' : 'not ready', reasons });
  });
  app.get('/metrics', async (_request, reply) => reply.type(metrics.contentType).send(await metrics.text()));
  scope.defer(() => app.close());
  await app.listen({ host: config.host, port: config.port });
  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : config.port;
  log.info('internal.opened', { host: config.host, port });
  const owned = scope.move();
  return {
    name: 'internal',
    port,
    observe: metrics.observe,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** What is not ready, and why. */
async function reasonsOf(
  clock: Clock,
  checks: InternalConfig['checks'],
): Promise<Readonly<Record<string, string>>> {
  const found = await Promise.all(
    [...checks].map(async ([name, check]) => [name, await within(clock, check)] as const),
  );
  return Object.fromEntries(found.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

async function within(clock: Clock, check: Check): Promise<string | undefined> {
  const late = Promise.withResolvers<string>();
  using _timer = clock.after(CHECK_MAX_MS, () => late.resolve(`no answer within ${CHECK_MAX_MS} ms`));
  const asked = check().catch((cause: unknown) => (cause instanceof Error ? cause.message : String(cause)));
  return await Promise.race([asked, late.promise]); // The timer lives until then.
}
