/**
 * How each subject looks on the broker. Methods and topics of Koinos are in Koinos' protobuf envelopes, on its exchanges
 * and queues, so that its services can stand beside ours (`spec/koinos.md` 1.2); what only our services say is
 * `plain.ts`, on queues of our own.
 * @module
 */
import { accept, Fault, type FaultCode, refuse } from '@ashlar/base';
import type { Answer, CallRefusal } from '@ashlar/ports';
import {
  broadcast,
  type Codec,
  rpcAccountHistory,
  rpcBlockStore,
  rpcChain,
  rpcContractMetaStore,
  rpcMempool,
  rpcTransactionStore,
} from '@ashlar/protocol';
import { decodePlain, encodePlain } from './plain.ts';

type Envelope = Readonly<Record<string, unknown>>;
type Pair = Readonly<{ request: Codec<Envelope>; response: Codec<Envelope> }>;
const pair = (request: unknown, response: unknown): Pair => ({ request, response }) as Pair;

const PAIRS: Readonly<Record<string, Pair>> = {
  chain: pair(rpcChain.ChainRequest, rpcChain.ChainResponse),
  mempool: pair(rpcMempool.MempoolRequest, rpcMempool.MempoolResponse),
  block_store: pair(rpcBlockStore.BlockStoreRequest, rpcBlockStore.BlockStoreResponse),
  transaction_store: pair(
    rpcTransactionStore.TransactionStoreRequest,
    rpcTransactionStore.TransactionStoreResponse,
  ),
  contract_meta_store: pair(
    rpcContractMetaStore.ContractMetaStoreRequest,
    rpcContractMetaStore.ContractMetaStoreResponse,
  ),
  account_history: pair(rpcAccountHistory.AccountHistoryRequest, rpcAccountHistory.AccountHistoryResponse),
};

const EVENTS: Readonly<Record<string, Codec<unknown>>> = {
  'koinos.block.accept': broadcast.BlockAccepted as Codec<unknown>,
  'koinos.block.irreversible': broadcast.BlockIrreversible as Codec<unknown>,
  'koinos.block.forks': broadcast.ForkHeads as Codec<unknown>,
  'koinos.transaction.accept': broadcast.TransactionAccepted as Codec<unknown>,
  'koinos.transaction.fail': broadcast.TransactionFailed as Codec<unknown>,
  'koinos.mempool.accept': broadcast.MempoolAccepted as Codec<unknown>,
  'koinos.mempool.block_accepted': broadcast.BlockAccepted as Codec<unknown>,
  'koinos.gossip.status': broadcast.GossipStatus as Codec<unknown>,
};
const CONTRACT_EVENTS = 'koinos.event.';

/** Where a method is served, and how its envelope names it. */
export type Route = Readonly<{
  /** Queue and routing key. */
  queue: string;
  /** `chain` of `chain.get_head_info`. */
  service: string;
  /** The member of Koinos' envelope; undefined: the method is ours alone. */
  member: string | undefined;
}>;

/** A method of Koinos that our services ask with more than its message has room for. */
const EXTENDED: ReadonlySet<string> = new Set(['block_store.add_block']);

export function routeOf(subject: string): Route {
  const dot = subject.indexOf('.');
  const [service, name] = [subject.slice(0, dot), subject.slice(dot + 1)];
  const fields = PAIRS[service]?.request.descriptor.fields ?? [];
  const known = fields.find((field) => field.name === name)?.property;
  const member = EXTENDED.has(subject) ? undefined : known;
  return { service, member, queue: `${member === undefined ? 'ashlar' : 'koinos'}.rpc.${service}` };
}

export function encodeRequest(subject: string, request: unknown): Uint8Array {
  const { service, member } = routeOf(subject);
  return member === undefined
    ? encodePlain({ subject, request })
    : PAIRS[service]!.request.encode({ [member]: request });
}

export type Request = Readonly<{ subject: string; request: unknown }>;

/** What a request on the queue of a service asks for; undefined: nothing that can be understood. */
export function decodeRequest(queue: string, bytes: Uint8Array): Request | undefined {
  const [owner, , service] = queue.split('.');
  if (owner === 'ashlar') {
    const told = decodePlain(bytes) as Partial<Request> | undefined;
    return typeof told?.subject === 'string' ? { subject: told.subject, request: told.request } : undefined;
  }
  const codec = PAIRS[service!]?.request;
  const envelope = decoded(codec, bytes);
  if (envelope === undefined) return undefined;
  for (const { property, name } of codec!.descriptor.fields)
    if (envelope[property] !== undefined && !EXTENDED.has(`${service}.${name}`))
      return { subject: `${service}.${name}`, request: envelope[property] };
  return undefined;
}

/** Leniently: Koinos' own services need not write canonically. */
function decoded(codec: Codec<Envelope> | undefined, bytes: Uint8Array): Envelope | undefined {
  try {
    return codec?.decode(bytes);
  } catch {
    return undefined;
  }
}

/** What a handler gave or threw. */
export type Outcome = Readonly<{ value: unknown } | { fault: Fault }>;

export function encodeOutcome(subject: string, outcome: Outcome): Uint8Array {
  const { service, member } = routeOf(subject);
  const fault = 'fault' in outcome ? faultData(outcome.fault) : undefined;
  if (member === undefined) return encodePlain('fault' in outcome ? { fault } : { value: outcome.value });
  if ('fault' in outcome) return encodeError(service, outcome.fault.message, { fault });
  const answer = outcome.value as Answer<unknown>;
  return answer.ok
    ? PAIRS[service]!.response.encode({ [member]: answer.value })
    : encodeError(service, answer.refusal.message, refusalData(answer.refusal));
}

const encodeError = (service: string, message: string, data: unknown): Uint8Array =>
  PAIRS[service]!.response.encode({ error: { message, data: JSON.stringify(data), details: [] } });

/** `reserved`: how one asks whether a service is alive. */
export const RESERVED = 'reserved';
export const encodeReserved = (service: string): Uint8Array =>
  PAIRS[service]!.response.encode({ [RESERVED]: {} });

/** What the caller gets. @throws Fault of the server, or `bus.unreachable` for what is no reply */
export function decodeOutcome(subject: string, bytes: Uint8Array): unknown {
  const { service, member } = routeOf(subject);
  if (member === undefined) {
    const told = decodePlain(bytes) as Readonly<{ value?: unknown; fault?: FaultData }> | undefined;
    if (told === undefined) throw unreadable(subject);
    if (told.fault !== undefined) throw faultOf(told.fault);
    return told.value;
  }
  const envelope = decoded(PAIRS[service]!.response, bytes);
  const error = envelope?.['error'] as Readonly<{ message: string; data: string }> | undefined;
  if (error !== undefined) return refuse(refusalOf(error));
  const value = envelope?.[member];
  if (value === undefined) throw unreadable(subject);
  return accept(value);
}

const unreadable = (subject: string): Fault =>
  new Fault('bus.unreachable', { retryable: false, detail: `the reply to ${subject} is not readable` });

type FaultData = Readonly<{ code: FaultCode; retryable: boolean; detail: string }>;
const faultData = ({ code, retryable, message }: Fault): FaultData => ({
  code,
  retryable,
  detail: message.startsWith(`${code}: `) ? message.slice(code.length + 2) : message,
});
const faultOf = ({ code, retryable, detail }: FaultData): Fault => new Fault(code, { retryable, detail });

/** As JSON-RPC shows it (`spec/koinos.md` 1.3), and with what Koinos has no place for. */
function refusalData({ code, errorCode, logs, transactionId }: CallRefusal): unknown {
  return { code: errorCode, logs, id: code, transactionId: transactionId && [...transactionId] };
}

type RefusalData = Readonly<{
  id?: CallRefusal['code'];
  code?: number;
  logs?: readonly string[];
  transactionId?: readonly number[];
  fault?: FaultData;
}>;

/** @throws Fault of the server */
function refusalOf({ message, data }: Readonly<{ message: string; data: string }>): CallRefusal {
  const { id = 'service.refused', code, logs, transactionId, fault } = parsed(data);
  if (fault !== undefined) throw faultOf(fault);
  return {
    code: id,
    message,
    ...(code === undefined ? {} : { errorCode: code }),
    ...(logs === undefined ? {} : { logs }),
    ...(transactionId === undefined ? {} : { transactionId: Uint8Array.from(transactionId) }),
  };
}

/** Koinos' services also say what is no JSON here: a stack, or nothing. */
function parsed(data: string): RefusalData {
  try {
    const value: unknown = JSON.parse(data);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

export function encodeEvent(subject: string, event: unknown): Uint8Array {
  const codec = eventCodec(subject);
  return codec === undefined ? encodePlain({ event }) : codec.encode(event);
}

/** @returns undefined for what is no such event */
export function decodeEvent(subject: string, bytes: Uint8Array): Readonly<{ event: unknown }> | undefined {
  const codec = eventCodec(subject);
  if (codec === undefined) return decodePlain(bytes) as Readonly<{ event: unknown }> | undefined;
  try {
    return { event: codec.decode(bytes) };
  } catch {
    return undefined;
  }
}

const eventCodec = (subject: string): Codec<unknown> | undefined =>
  subject.startsWith(CONTRACT_EVENTS) ? (broadcast.EventParcel as Codec<unknown>) : EVENTS[subject];
