/**
 * JSON-RPC over a WebSocket: the methods of the HTTP endpoint, and subscriptions. Several calls of a connection run at
 * once, and answers come as they are ready: the `id` says which is which.
 * @module
 */
import type { Clock, Log } from '@ashlar/ports';
import type { JsonRpc } from '../json-rpc.ts';
import type { ChainFeed } from './chain-feed.ts';
import { Subscriptions } from './subscriptions.ts';
import { CLOSE, type SocketRoute } from './web-sockets.ts';

/** Calls of one connection that are under way. */
export const CALLS_UNDER_WAY_MAX = 32;

type Ports = Readonly<{ rpc: JsonRpc; feed: ChainFeed; clock: Clock; log: Log }>;

export function serveRpcSocket({ rpc, feed, clock, log }: Ports): SocketRoute {
  return (connection) => {
    const subscriptions = new Subscriptions(connection, { feed, clock, log });
    const client = { allowance: connection.allowance, own: subscriptions.methods };
    let underWay = 0;
    let room: PromiseWithResolvers<void> | undefined;
    const answer = async (text: string): Promise<void> => {
      const reply = await rpc.handle(text, client);
      if (reply !== undefined) connection.send(reply);
      await connection.drained();
    };
    const done = (): void => {
      underWay--;
      room?.resolve();
      room = undefined;
    };
    return {
      message(message) {
        if (typeof message !== 'string') {
          connection.close(CLOSE.unsupported, 'requests are text');
          return undefined;
        }
        underWay++;
        void answer(message).then(done, done);
        if (underWay < CALLS_UNDER_WAY_MAX) return undefined;
        room ??= Promise.withResolvers<void>();
        return room.promise;
      },
      closed: () => subscriptions[Symbol.dispose](),
    };
  };
}
