/**
 * What a subscription asked for, and what it is told of a block that joined the chain or left it. Pure: text out of
 * bodies. The JSON of a block is made once, however many readers it has.
 * @module
 */
import { accept, EMPTY, hex, latin1, type Result, refuse } from '@ashlar/base';
import {
  Block,
  BlockReceipt,
  BlockTopology,
  EventData,
  idBytes,
  type JsonRefusal,
  parseAddress,
  parseTransactionId,
  Transaction,
  TransactionReceipt,
  toJson,
  U64_MAX,
} from '@ashlar/protocol';
import type { Body, Position, Step } from './chain-feed.ts';

export const TOPICS = ['blocks', 'transactions', 'events', 'finality', 'pending'] as const;
export type Topic = (typeof TOPICS)[number];

/** Ids or accounts of one subscription. */
export const FILTER_MAX = 1_000;
const NAME_LENGTH_MAX = 256;

export type Wanted = Readonly<{
  topic: Topic;
  from: Readonly<{ height: bigint | undefined; id: string | undefined }> | undefined;
  isFinal: boolean;
  block: boolean;
  receipt: boolean;
  /** Latin1 of ids; undefined: all. */
  ids: ReadonlySet<string> | undefined;
  /** Latin1 of addresses; undefined: all. */
  accounts: ReadonlySet<string> | undefined;
  /** Latin1 of the contract's address. */
  contract: string | undefined;
  name: string | undefined;
}>;

export type Tell = (event: string, fields: string) => void;
/** @returns whether anything was said */
export type Teller = (step: Step) => boolean;

type Params = Readonly<Record<string, unknown>>;

export function wantedOf(params: Params): Result<Wanted, JsonRefusal> {
  const { topic } = params;
  if (!TOPICS.includes(topic as Topic)) return wrong('json.unknownEnum', 'topic');
  const from = fromOf(params['from']);
  if (!from.ok) return from;
  for (const name of ['final', 'block', 'receipt']) {
    if (!['boolean', 'undefined'].includes(typeof params[name])) return wrong('json.notBool', name);
  }
  const ids = setOf(params['ids'], 'ids', (text) => {
    const id = parseTransactionId(text);
    return id === undefined ? undefined : idBytes(id);
  });
  if (!ids.ok) return ids;
  const accounts = setOf(params['accounts'], 'accounts', addressOf);
  if (!accounts.ok) return accounts;
  const { contract, name } = params;
  const source = typeof contract === 'string' ? addressOf(contract) : undefined;
  if (contract !== undefined && source === undefined) return wrong('json.badBytes', 'contract');
  if (name !== undefined && (typeof name !== 'string' || name.length > NAME_LENGTH_MAX))
    return wrong('json.badString', 'name');
  return accept({
    topic: topic as Topic,
    from: from.value,
    isFinal: params['final'] === true || topic === 'finality',
    block: params['block'] === true,
    receipt: params['receipt'] === true,
    ids: ids.value,
    accounts: accounts.value,
    contract: source === undefined ? undefined : latin1(source),
    name,
  });
}

function fromOf(from: unknown): Result<Wanted['from'], JsonRefusal> {
  if (from === undefined) return accept(undefined);
  if (typeof from !== 'object' || from === null || Array.isArray(from))
    return wrong('json.notObject', 'from');
  const { height, id } = from as Params;
  if (id !== undefined && typeof id !== 'string') return wrong('json.badString', 'from.id');
  const isHeight =
    height === undefined ||
    Number.isSafeInteger(height) ||
    (typeof height === 'string' && /^\d{1,20}$/.test(height));
  const number = isHeight && height !== undefined ? BigInt(height as string | number) : undefined;
  if (!isHeight || (number !== undefined && (number < 0n || number > U64_MAX)))
    return wrong('json.badNumber', 'from.height');
  if (height === undefined && id === undefined) return wrong('json.badType', 'from');
  return accept({ height: number, id });
}

function setOf(
  list: unknown,
  path: string,
  parse: (text: string) => Uint8Array | undefined,
): Result<ReadonlySet<string> | undefined, JsonRefusal> {
  if (list === undefined) return accept(undefined);
  if (!Array.isArray(list) || list.length > FILTER_MAX) return wrong('json.notArray', path);
  const set = new Set<string>();
  for (const [index, text] of list.entries()) {
    const bytes = typeof text === 'string' ? parse(text) : undefined;
    if (bytes === undefined) return wrong('json.badBytes', `${path}[${index}]`);
    set.add(latin1(bytes));
  }
  return accept(set);
}

function addressOf(text: string): Uint8Array | undefined {
  const parsed = parseAddress(text);
  return parsed.ok ? parsed.value : undefined;
}

export const wrong = (code: JsonRefusal['code'], path: string): Result<never, JsonRefusal> =>
  refuse({ code, path });

/** What follows the chain as asked. */
export function tellerOf(wanted: Wanted, tell: Tell): Teller {
  switch (wanted.topic) {
    case 'transactions':
      return (step) => tellTransactions(step, wanted, tell);
    case 'events':
      return (step) => tellEvents(step, wanted, tell);
    case 'finality':
      return (step) =>
        tellBlock(step, { block: false, receipt: false }, (_event, fields) => tell('final', fields));
    default:
      return (step) => tellBlock(step, wanted, tell);
  }
}

function tellBlock(
  { kind, topology, body }: Step,
  { block, receipt }: Pick<Wanted, 'block' | 'receipt'>,
  tell: Tell,
): boolean {
  const isApplied = kind === 'applied';
  const whole = isApplied && block ? `,"block":${textsOf(body).block}` : '';
  const receipts =
    isApplied && receipt && body.receipt !== undefined ? `,"receipt":${textsOf(body).receipt}` : '';
  tell(kind, `,"position":${positionText(topology)}${whole}${receipts}`);
  return true;
}

function tellTransactions({ kind, topology, body }: Step, wanted: Wanted, tell: Tell): boolean {
  const position = positionText(topology);
  const receipts = new Map(body.receipt?.transactionReceipts.map((receipt) => [latin1(receipt.id), receipt]));
  let told = false;
  for (const transaction of body.block.transactions) {
    const { id, header } = transaction;
    const isOfAccount =
      wanted.accounts === undefined ||
      (header !== undefined &&
        (wanted.accounts.has(latin1(header.payer)) || wanted.accounts.has(latin1(header.payee))));
    if (!isOfAccount || wanted.ids?.has(latin1(id)) === false) continue;
    told = true;
    if (kind === 'undone') break;
    const receipt = receipts.get(latin1(id));
    const shown =
      wanted.receipt && receipt !== undefined ? `,"receipt":${json(TransactionReceipt, receipt)}` : '';
    tell('applied', `,"position":${position},"transaction":${json(Transaction, transaction)}${shown}`);
  }
  if (told && kind === 'undone') tell('undone', `,"position":${position}`);
  return told;
}

function tellEvents({ kind, topology, body }: Step, { contract, name }: Wanted, tell: Tell): boolean {
  const position = positionText(topology);
  const { events = [], transactionReceipts = [] } = body.receipt ?? {};
  const all = [
    ...events.map((event) => ({ event, transactionId: '' })),
    ...transactionReceipts.flatMap((receipt) =>
      receipt.events.map((event) => ({ event, transactionId: `,"transaction_id":"${hexText(receipt.id)}"` })),
    ),
  ];
  const matching = all.filter(
    ({ event }) =>
      (contract === undefined || latin1(event.source) === contract) &&
      (name === undefined || event.name === name),
  );
  if (matching.length === 0) return false;
  if (kind === 'undone') {
    tell('undone', `,"position":${position}`);
    return true;
  }
  for (const { event, transactionId } of matching.sort((a, b) => a.event.sequence - b.event.sequence))
    tell('applied', `,"position":${position}${transactionId},"data":${json(EventData, event)}`);
  return true;
}

/** The texts of a body, made when they are first asked for. */
const texts = new WeakMap<Body, Readonly<{ block: string; receipt: string }>>();

function textsOf(body: Body): Readonly<{ block: string; receipt: string }> {
  let known = texts.get(body);
  if (known === undefined) {
    known = {
      block: json(Block, body.block),
      receipt: body.receipt === undefined ? '{}' : json(BlockReceipt, body.receipt),
    };
    texts.set(body, known);
  }
  return known;
}

function json<T>(codec: Parameters<typeof toJson<T>>[0], value: T): string {
  return JSON.stringify(toJson(codec, value));
}

const hexText = (id: Uint8Array): string => `0x${hex(id)}`;
/** Id and height, and the id of the block before where it is known. */
export const positionText = (position: Position): string =>
  json(BlockTopology, { previous: EMPTY, ...position });
