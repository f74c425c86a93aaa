/** RChain's HTTP API on a listener, under `/api`. @module */
import type { Bus } from '@ashlar/ports';
import { type Listener, textOf } from '../http.ts';
import { COST } from '../methods.ts';
import { Relay, type RelayConfig } from './relay.ts';
import { RhoApi, type RhoApiConfig } from './rho-api.ts';
import { RhoChain } from './rho-chain.ts';

export type RhoConfig = Omit<RhoApiConfig, 'relay'> &
  Readonly<{
    /** Address of the tuple space. */
    contractId: Uint8Array;
    /** Who brings deploys to the chain; without, clients wrap them in transactions. */
    relay?: RelayConfig;
  }>;

const JSON_TYPE = 'application/json';

/** Adds the API to a listener that does not listen yet; what comes back follows the chain. */
export async function serveRho(listener: Listener, bus: Bus, config: RhoConfig): Promise<AsyncDisposable> {
  const { contractId, relay, ...rest } = config;
  const chain = new RhoChain(bus, contractId);
  const api = new RhoApi(chain, relay === undefined ? rest : { ...rest, relay: new Relay(bus, relay) });
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
          : await api.answer(request.method, path, text);
      return reply.code(status).type(JSON_TYPE).send(JSON.stringify(json));
    },
  });
  return chain.follow();
}
