/**
 * RChain's gRPC services on a port of their own: HTTP/2 that is bounded in connections, calls, bytes and time.
 *
 * Sockets are ours and handed to the library, so that connections are counted as on the other port, and a client has one
 * allowance for both. What methods say is in `grpc-methods.ts`.
 * @module
 */
import { createServer, type Server as SocketServer } from 'node:net';
import type { Clock, Log } from '@ashlar/ports';
import { DecodeError } from '@ashlar/protocol';
import {
  type handleServerStreamingCall,
  type handleUnaryCall,
  Server,
  ServerCredentials,
  type ServiceDefinition,
  status,
} from '@grpc/grpc-js';
import { RPC_BODY_BYTES_MAX } from '../http.ts';
import type { Allowances } from '../limits/allowances.ts';
import type { ConnectionTable } from '../limits/connections.ts';
import { COST } from '../methods.ts';
import { GRPC_METHODS, type GrpcMethod } from './grpc-methods.ts';
import type { RhoNode } from './rho-node.ts';

export type GrpcConfig = Readonly<{
  host: string;
  /** 0 lets the system choose. */
  port: number;
}>;

export type GrpcPorts = Readonly<{
  node: RhoNode;
  clock: Clock;
  log: Log;
  allowances: Allowances;
  connections: ConnectionTable;
}>;

export type GrpcService = AsyncDisposable & Readonly<{ port: number }>;

/** Longest answer: a block with all its deploys. */
const ANSWER_BYTES_MAX = 16_777_216;
/** Calls of one connection that are under way. */
export const CALLS_PER_CONNECTION_MAX = 32;
/** Longest that a call may take, whatever deadline its client has. */
const CALL_MS = 30_000;
const IDLE_MS = 72_000;
const PING_MS = 30_000;
const PING_TIMEOUT_MS = 20_000;
/** Megabytes that the HTTP/2 session of one connection may hold. */
const SESSION_MEMORY_MB = 8;
const OPTIONS = {
  'grpc.max_receive_message_length': RPC_BODY_BYTES_MAX,
  'grpc.max_send_message_length': ANSWER_BYTES_MAX,
  'grpc.max_concurrent_streams': CALLS_PER_CONNECTION_MAX,
  'grpc.max_connection_idle_ms': IDLE_MS,
  'grpc.keepalive_time_ms': PING_MS,
  'grpc.keepalive_timeout_ms': PING_TIMEOUT_MS,
  'grpc-node.max_session_memory': SESSION_MEMORY_MB,
  'grpc.enable_channelz': 0,
} as const;

/** Begins to listen. @throws whatever the system says, if the address is taken */
export async function serveGrpc(ports: GrpcPorts, { host, port }: GrpcConfig): Promise<GrpcService> {
  const server = new Server(OPTIONS);
  for (const [definition, handlers] of servicesOf(ports)) server.addService(definition, handlers);
  const injector = server.createConnectionInjector(ServerCredentials.createInsecure());
  const sockets = createServer({ noDelay: true }, (socket) => {
    const place = ports.connections.enter(socket.remoteAddress ?? '');
    if (place === undefined) return void socket.destroy();
    socket.once('close', () => place[Symbol.dispose]());
    socket.on('error', () => socket.destroy());
    injector.injectConnection(socket);
  });
  const bound = await listening(sockets, host, port);
  ports.log.info('grpc.opened', { host, port: bound });
  return {
    port: bound,
    async [Symbol.asyncDispose]() {
      sockets.close();
      injector.destroy();
      server.forceShutdown();
    },
  };
}

async function listening(server: SocketServer, host: string, port: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen({ host, port }, resolve);
  await promise;
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

type Handler = handleUnaryCall<Uint8Array, Uint8Array> | handleServerStreamingCall<Uint8Array, Uint8Array>;

/** The services by name, each with its methods; the library reads and writes bytes. */
function servicesOf(ports: GrpcPorts): readonly (readonly [ServiceDefinition, Record<string, Handler>])[] {
  const services = new Map<string, [Record<string, ServiceDefinition[string]>, Record<string, Handler>]>();
  for (const method of GRPC_METHODS) {
    const [, service = '', name = ''] = method.path.split('/');
    const known = services.get(service) ?? [{}, {}];
    services.set(service, known);
    known[0][name] = definitionOf(method);
    known[1][name] = method.isStream ? streaming(ports, method) : unary(ports, method);
  }
  return [...services.values()];
}

const bytesOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);

const definitionOf = ({ path, isStream }: GrpcMethod): ServiceDefinition[string] => ({
  path,
  requestStream: false,
  responseStream: isStream,
  requestSerialize: bytesOf,
  requestDeserialize: (bytes) => bytes,
  responseSerialize: bytesOf,
  responseDeserialize: (bytes) => bytes,
});

const unary =
  (ports: GrpcPorts, method: GrpcMethod): handleUnaryCall<Uint8Array, Uint8Array> =>
  (call, done) => {
    void perform(ports, method, call.getPeer(), call.request).then(({ failure, messages }) =>
      failure === undefined ? done(null, messages[0]) : done(failure),
    );
  };

const streaming =
  (ports: GrpcPorts, method: GrpcMethod): handleServerStreamingCall<Uint8Array, Uint8Array> =>
  (call) => {
    void perform(ports, method, call.getPeer(), call.request).then(({ failure, messages }) => {
      if (failure !== undefined) return call.emit('error', failure);
      for (const message of messages) call.write(message);
      call.end();
    });
  };

/** Messages, at most as many as a request may ask for blocks; or a status of gRPC that says why there are none. */
type Outcome = Readonly<{
  messages: readonly Uint8Array[];
  failure?: Readonly<{ code: status; details: string }>;
}>;

const failed = (code: status, details: string): Outcome => ({ messages: [], failure: { code, details } });

/** Never rejects. */
async function perform(
  { node, clock, log, allowances }: GrpcPorts,
  method: GrpcMethod,
  peer: string,
  query: Uint8Array,
): Promise<Outcome> {
  const allowance = allowances.of(addressOf(peer));
  const waitMs = allowance.waitMs();
  if (waitMs > 0) return failed(status.RESOURCE_EXHAUSTED, `too many calls: wait ${waitMs} ms`);
  allowance.charge(COST.submission);
  const late = Promise.withResolvers<Outcome>();
  using _timer = clock.after(CALL_MS, () =>
    late.resolve(failed(status.DEADLINE_EXCEEDED, `no answer within ${CALL_MS} ms`)),
  );
  try {
    const answer = method.answer(node, query).then((messages) => ({ messages }));
    return await Promise.race([answer, late.promise]);
  } catch (cause) {
    if (cause instanceof DecodeError) return failed(status.INVALID_ARGUMENT, cause.message);
    log.error('grpc.failed', { cause: cause instanceof Error ? cause.stack : String(cause) });
    return failed(status.INTERNAL, 'the node failed');
  }
}

/** Without the port. */
const addressOf = (peer: string): string => peer.slice(0, Math.max(0, peer.lastIndexOf(':')));
